"""Labelled drawings, a JSON object a line: what the user kept, or a file of the same form."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from app.core.errors import DataSetError, StrokesError, said
from app.core.files import shown
from app.core.my_drawings import Example, examples_path, read_examples
from app.learning.dataset import DIGIT_NAMES, FASHION_NAMES, MAX_CLASSES, DataSet, Part, empty_part
from app.learning.sources.content import Content
from app.learning.sources.opening import hash_of
from app.learning.sources.watch import Watch

MY_DRAWINGS = "my-drawings"


def load_my_drawings(watch: Watch) -> DataSet:
    """Return what the user kept with a label; there is no test part.

    Raises:
        DataSetError: nothing was kept yet, or the file is damaged.
    """
    path = examples_path()
    if not path.is_file():
        raise _nothing_kept()
    content = read_drawings(path, watch)
    assert content.class_names is not None
    return DataSet(MY_DRAWINGS, content.class_names, content.train, empty_part(), content.sha256, str(path))


def read_drawings(path: Path, watch: Watch) -> Content:
    """Read a file of labelled drawings and render each as the window would.

    Raises:
        DataSetError: it holds none, or names the line that is damaged.
    """
    try:
        examples = read_examples(path, token=watch.token)
    except StrokesError as error:
        raise DataSetError(error.message, error.hint) from None
    if not examples:
        raise _nothing_kept() if path == examples_path() else _no_drawings(path)
    names = _names_of(examples)
    index = {name: at for at, name in enumerate(names)}
    images = np.empty((len(examples), 28, 28), dtype=np.uint8)
    for at, example in enumerate(examples):
        watch.tell("loading", at, len(examples))
        images[at] = example.as_raster()
    labels = np.array([index[example.label] for example in examples], dtype=np.uint8)
    return Content(Part(images, labels), class_names=names, sha256={path.name: hash_of(path, watch)})


def _names_of(examples: Sequence[Example]) -> tuple[str, ...]:
    """Return the known classes that the labels are of, so that a few digits train a network for all ten."""
    labels = {example.label for example in examples}
    for known in (DIGIT_NAMES, FASHION_NAMES):
        if labels <= set(known):
            return known
    if len(labels) > MAX_CLASSES:
        raise DataSetError(said("There are more than {classes} different labels.", classes=MAX_CLASSES), "Use fewer.")
    return tuple(sorted(labels))


def _nothing_kept() -> DataSetError:
    return DataSetError("You have kept no examples yet.", "Draw in the window and choose Edit, Keep as example….")


def _no_drawings(path: Path) -> DataSetError:
    return DataSetError(said("“{name}” holds no drawings.", name=shown(path)), "Choose a file with a drawing a line.")

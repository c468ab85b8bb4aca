"""A data set by its name or path, whole and checked, or a sentence that says why not."""

from pathlib import Path

from app.core.errors import DataSetError, said
from app.core.files import shown
from app.core.job import Report, Token, ignore
from app.learning.dataset import DIGIT_NAMES as DIGIT_NAMES
from app.learning.dataset import FASHION_NAMES as FASHION_NAMES
from app.learning.dataset import DataSet as DataSet
from app.learning.dataset import Images as Images
from app.learning.dataset import Labels as Labels
from app.learning.dataset import Part as Part
from app.learning.dataset import empty_part as empty_part
from app.learning.dataset import split as split
from app.learning.sources.drawings import MY_DRAWINGS, load_my_drawings
from app.learning.sources.kinds import names_for, read_file, read_folder
from app.learning.sources.named import NAMED_SETS, load_named
from app.learning.sources.opening import unreadable
from app.learning.sources.places import find_data as find_data
from app.learning.sources.watch import Watch

PEN_STROKES, SYNTHETIC_STROKES = "pen-strokes", "synthetic-strokes"
DATA_NAMES = (*NAMED_SETS, SYNTHETIC_STROKES, MY_DRAWINGS, PEN_STROKES)
"""The data sets that have a name of their own, in the order in which they are offered."""


def load_dataset(
    name_or_path: str, *, report: Report = ignore, token: Token | None = None, may_download: bool = True
) -> DataSet:
    """Load one of ``DATA_NAMES``, a file, or a folder. Without ``may_download`` nothing is fetched from the network.

    Raises:
        DataSetError: it is not there, damaged, or of no known form; says which file and what to do.
        Cancelled: the token was cancelled; nothing is left half done.
    """
    watch = Watch(report, token)
    try:
        if name_or_path in DATA_NAMES:
            return _load_by_name(name_or_path, watch, may_download=may_download)
        return _load_path(name_or_path, watch)
    except MemoryError:
        raise DataSetError(
            said("The data set “{name}” does not fit into memory.", name=shown(name_or_path)), "Choose a smaller one."
        ) from None


def _load_by_name(name: str, watch: Watch, *, may_download: bool) -> DataSet:
    if name in NAMED_SETS:
        return load_named(name, watch, may_download=may_download)
    if name == MY_DRAWINGS:
        return load_my_drawings(watch)
    if name == PEN_STROKES:
        from app.learning.strokes import load_pen_strokes

        return load_pen_strokes(watch)
    from app.learning.sources.synthetic import load_synthetic_strokes

    return load_synthetic_strokes(watch)


def _load_path(name: str, watch: Watch) -> DataSet:
    path = Path(name)
    try:
        path.stat()
        is_folder = path.is_dir()
    except FileNotFoundError:
        raise DataSetError(
            said("There is no data set “{name}”.", name=shown(name)),
            said("Give a file, a folder, or one of: {names}.", names=", ".join(DATA_NAMES)),
        ) from None
    except OSError as error:
        raise unreadable(path, error) from None
    except ValueError:
        raise DataSetError(
            said("“{name}” is not a possible name.", name=shown(name)), "Choose a file or a folder."
        ) from None
    content = read_folder(path, watch) if is_folder else read_file(path, watch)
    title = shown(path.resolve().name if is_folder else path.name.removesuffix(".gz"))
    return DataSet(title, names_for(content), content.train, content.test, content.sha256, str(path))

"""IDX files, the form of MNIST: http://yann.lecun.com/exdb/mnist/. Pictures in one, their labels in another."""

import math
import re
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.core.errors import DataSetError, said
from app.core.files import shown
from app.core.raster import SIDE
from app.learning.dataset import MAX_PICTURES, Part
from app.learning.sources.content import Content
from app.learning.sources.opening import FETCH_AGAIN, OpenFile, hash_of, opened
from app.learning.sources.watch import Watch

_UNSIGNED_BYTES = b"\x00\x00\x08"
_TO_LABELS = (("images", "labels"), ("idx3", "idx1"))


def read_pair(path: Path, watch: Watch) -> Content:
    """Read pictures and labels; ``path`` is either file of the pair.

    Raises:
        DataSetError: one of them is missing or damaged, or they do not belong together.
    """
    images_path, labels_path = _pair_of(path)
    images = read_idx(images_path, dimensions=3, watch=watch)
    labels = read_idx(labels_path, dimensions=1, watch=watch)
    if images.shape[1:] != (SIDE, SIDE):
        raise DataSetError(
            said("“{name}” does not hold 28×28 pictures.", name=shown(images_path)),
            "Choose a data set of 28×28 pictures.",
        )
    if len(images) != len(labels):
        raise DataSetError(
            said(
                "“{name}” has {count} pictures for {labels} labels.",
                name=shown(images_path.name),
                count=len(images),
                labels=len(labels),
            ),
            said(
                "“{name}” belongs to another data set, or is damaged: fetch both again.",
                name=shown(labels_path),
            ),
        )
    if not len(images):
        raise DataSetError(
            said("“{name}” holds no pictures.", name=shown(images_path)), "Choose a data set that has some."
        )
    hashes = {file.name: hash_of(file, watch) for file in (images_path, labels_path)}
    return Content(Part(images, labels), sha256=hashes)


def read_idx(path: Path, *, dimensions: int, watch: Watch | None = None) -> npt.NDArray[np.uint8]:
    """Read an IDX file of unsigned bytes, plain or gzip, as found by its content.

    Raises:
        DataSetError: another type or number of dimensions, sizes that do not match the bytes present, a broken gzip.
    """
    with opened(path, watch or Watch()) as file:
        header = file.read(4 + 4 * dimensions)
        if len(header) < 4 + 4 * dimensions or header[:3] != _UNSIGNED_BYTES or header[3] != dimensions:
            raise DataSetError(
                said(
                    "“{name}” is not an IDX file of unsigned bytes in {dimensions} dimensions.",
                    name=file.name,
                    dimensions=dimensions,
                ),
                FETCH_AGAIN,
            )
        shape = [int.from_bytes(header[at : at + 4], "big") for at in range(4, len(header), 4)]
        _check_size(file, shape, present=None if file.size is None else file.size - len(header))
        array = file.read_array(math.prod(shape))
        _check_size(file, shape, present=len(array) + len(file.read(1)))
    return array.reshape(shape)


def _check_size(file: OpenFile, shape: list[int], *, present: int | None) -> None:
    what = " × ".join(map(str, shape))
    if present is not None and math.prod(shape) != present:
        raise DataSetError(_other_size(file.name, what, math.prod(shape), present), FETCH_AGAIN)
    if shape[0] > MAX_PICTURES or math.prod(shape) > MAX_PICTURES * SIDE * SIDE:
        raise DataSetError(
            said("“{name}” says it holds {what} bytes, which is too many.", name=file.name, what=what),
            said("A part may have {pictures:,} pictures.", pictures=MAX_PICTURES),
        )


def _other_size(name: str, what: str, expected: int, present: int) -> str:
    if present == expected + 1:
        return said("“{name}” says it holds {what} bytes, but more are there.", name=name, what=what)
    if present == 1:
        return said("“{name}” says it holds {what} bytes, but 1 is there.", name=name, what=what)
    return said(
        "“{name}” says it holds {what} bytes, but {count:,} are there.",
        name=name,
        what=what,
        count=present,
    )


def _pair_of(path: Path) -> tuple[Path, Path]:
    """Return the paths of the pictures and of the labels, of which ``path`` is one."""
    is_labels = _magic_dimensions(path) == 1
    other = _partner(path, to_labels=not is_labels)
    return (other, path) if is_labels else (path, other)


def _magic_dimensions(path: Path) -> int:
    with opened(path, Watch()) as file:
        magic = file.read(4)
    return magic[3] if len(magic) == 4 else 0


def _partner(path: Path, *, to_labels: bool) -> Path:
    """Return the file beside ``path`` whose name differs as MNIST's do: images, idx3 and labels, idx1."""
    stem = path.name.removesuffix(".gz")
    for images_word, labels_word in _TO_LABELS:
        old, new = (images_word, labels_word) if to_labels else (labels_word, images_word)
        stem = re.sub(old, new, stem, flags=re.IGNORECASE)
    if stem != path.name.removesuffix(".gz"):
        for name in (stem + ".gz", stem, stem.replace("-idx", ".idx"), stem.replace(".idx", "-idx")):
            if path.with_name(name).is_file():
                return path.with_name(name)
    what = said("The labels of “{name}” are missing.", name=shown(path))
    if not to_labels:
        what = said("The pictures of “{name}” are missing.", name=shown(path))
    wanted = stem if stem != path.name.removesuffix(".gz") else f"…-{'labels-idx1' if to_labels else 'images-idx3'}-…"
    raise DataSetError(what, said("Put “{wanted}” or “{wanted}.gz” beside it.", wanted=shown(wanted)))

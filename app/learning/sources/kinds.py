"""Which form a file or folder has, told by what is in it, and the reader for it."""

import re
from pathlib import Path

from app.core.errors import DataSetError, said
from app.core.files import shown
from app.core.images import PICTURE_SUFFIXES
from app.learning.dataset import MAX_CLASSES, Part, check_labels, empty_part, numbered_names
from app.learning.sources.content import Content
from app.learning.sources.drawings import read_drawings
from app.learning.sources.idx import read_pair
from app.learning.sources.npz import read_npz
from app.learning.sources.opening import head_of, opened
from app.learning.sources.pictures import Entries, entries_of, read_class_folders
from app.learning.sources.table import read_csv, read_starred
from app.learning.sources.watch import Watch
from app.learning.strokes import read_unipen_parts

CLASSES_FILE = "classes.txt"
"""Names of the classes, a line each, in a folder whose data have only numbers."""
_READERS = {
    "idx": read_pair,
    "npz": read_npz,
    "csv": read_csv,
    "text": read_starred,
    "unipen": read_unipen_parts,
    "drawings": read_drawings,
}
_NEVER_GZIPPED = ("npz", "drawings")
_DATA_SUFFIXES = (".npz", ".csv", ".tsv", ".txt", ".unp", ".ndjson", ".jsonl", "ubyte")
_KNOWN = said(
    "Inkdigit reads IDX pairs, .npz, CSV, “label ** pixels”, UNIPEN, and a folder with a folder for each class."
)
_MAX_NAMES_BYTES = 60_000


def read_file(path: Path, watch: Watch) -> Content:
    """Read one file, or the pair that an IDX file belongs to.

    Raises:
        DataSetError: it is of no known kind, or damaged.
    """
    head = head_of(path, watch)
    if not head:
        raise DataSetError(said("“{name}” is empty.", name=shown(path)), "Choose a file with data.")
    kind = _kind_of(head)
    if kind is None:
        raise DataSetError(said("“{name}” is not a data set that can be read.", name=shown(path)), _KNOWN)
    if kind in _NEVER_GZIPPED and _is_gzip(path, watch):
        raise DataSetError(said("“{name}” is packed with gzip.", name=shown(path)), "Unpack it first.")
    return _READERS[kind](path, watch)


def read_folder(folder: Path, watch: Watch) -> Content:
    """Read a folder with a train and a test file, with one file, or with a folder for each class.

    Raises:
        DataSetError: there is nothing of the kind, or more than one choice, or what is there is damaged.
    """
    entries = entries_of(folder, watch)
    files = _data_files(entries)
    test = [name for name in files if _is_named(name, "test", "t10k")]
    train = [name for name in files if _is_named(name, "train") and name not in test]
    if not train and not test and entries.folders:
        return read_class_folders(folder, entries.folders, watch)
    if not train and not test:
        train = files
    for names in (train, test):
        _check_single(folder, names)
    if not train and not test:
        if any(name.lower().endswith(PICTURE_SUFFIXES) for name in entries.files):
            raise DataSetError(
                said("The folder “{folder}” has pictures, but nothing that says what they are.", folder=shown(folder)),
                "Put them into a folder for each class, named as the class.",
            )
        raise DataSetError(said("The folder “{folder}” holds no data set.", folder=shown(folder)), _KNOWN)
    content = _joined(*(read_file(folder / name, watch) for name in (*train, *test)), folder=folder)
    if CLASSES_FILE in entries.files and content.class_names is None:
        return _named(content, folder / CLASSES_FILE, watch)
    return content


def _is_gzip(path: Path, watch: Watch) -> bool:
    with opened(path, watch) as file:
        return file.is_gzip


def _kind_of(head: bytes) -> str | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "npz"
    if head.startswith(b"\0\0"):
        return "idx"
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"\0" in text or not text:
        return None
    first = text.partition(b"\n")[0]
    if re.match(rb"\.[A-Z]", text):
        return "unipen"
    if text.startswith(b"{"):
        return "drawings"
    if re.match(rb"\d+\s*\*\*", first):
        return "text"
    return (
        "csv"
        if re.search(rb"[,;\t]", first) and re.fullmatch(rb"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xff]+", first)
        else None
    )


def _data_files(entries: Entries) -> list[str]:
    """Return the files that may be data; of a file and its gzip copy one, of an IDX pair the pictures."""
    names = [name for name in entries.files if name.lower().removesuffix(".gz").endswith(_DATA_SUFFIXES)]
    names = [name for name in names if f"{name}.gz" not in names and name.lower() != CLASSES_FILE]
    names = [name for name in names if not name.lower().startswith(("readme", "license", "licence"))]
    return [name for name in names if not (_is_idx_name(name) and "labels" in name.lower()) or _is_alone(name, names)]


def _is_idx_name(name: str) -> bool:
    return name.lower().removesuffix(".gz").endswith("ubyte")


def _is_alone(name: str, names: list[str]) -> bool:
    """Say whether labels have no pictures among ``names``: reading them says what is missing."""
    part = name.lower().partition("labels")[0]
    return not any(other.lower().startswith(f"{part}images") for other in names)


def _is_named(name: str, *words: str) -> bool:
    return any(word in name.lower() for word in words)


def _check_single(folder: Path, names: list[str]) -> None:
    if len(names) > 1:
        first, second = map(shown, names[:2])
        raise DataSetError(
            said(
                "The folder “{folder}” has more than one choice: “{first}” and “{second}”.",
                folder=shown(folder),
                first=first,
                second=second,
            ),
            "Name the file itself, or keep one whose name has “train” and one with “test”.",
        )


def _joined(first: Content, second: Content | None = None, *, folder: Path) -> Content:
    """Put the contents of a train and a test file together."""
    if second is None:
        return first
    if len(first.test) or len(second.test):
        raise DataSetError(
            said("The files in “{folder}” have a train and a test part each.", folder=shown(folder)),
            "Name one of them, not the folder.",
        )
    train, test = first, second
    names = train.class_names
    part = test.train
    if names is not None and test.class_names is not None and names != test.class_names:
        names, train, part = _renamed(first, second)
    return Content(train.train, part, names, train.sha256 | test.sha256)


def _renamed(first: Content, second: Content) -> tuple[tuple[str, ...], Content, Part]:
    import numpy as np

    assert first.class_names is not None
    assert second.class_names is not None
    names = first.class_names + tuple(name for name in second.class_names if name not in first.class_names)
    if len(names) > MAX_CLASSES:
        raise DataSetError(said("There are more than {classes} different labels.", classes=MAX_CLASSES), "Use fewer.")
    index = np.array([names.index(name) for name in second.class_names], dtype=np.uint8)
    return names, first, Part(second.train.images, index[second.train.labels])


def _named(content: Content, path: Path, watch: Watch) -> Content:
    """Return the content with the class names of a file."""
    with opened(path, watch) as file:
        text = file.read_all(limit=_MAX_NAMES_BYTES)
    try:
        names = tuple(line.strip() for line in text.decode("utf-8-sig").splitlines() if line.strip())
    except UnicodeDecodeError:
        names = ()
    if not 0 < len(names) <= MAX_CLASSES or len(set(names)) < len(names) or not all(map(str.isprintable, names)):
        raise DataSetError(
            said("“{name}” is not a list of class names.", name=shown(path)), "It should have a different name a line."
        )
    for part in (content.train, content.test):
        check_labels(part, names, where=shown(path.parent))
    return Content(content.train, content.test, names, content.sha256)


def names_for(content: Content) -> tuple[str, ...]:
    """Return the classes' names, which are numbers where the source has none.

    Raises:
        DataSetError: a label has no name.
    """
    if content.class_names is None:
        return numbered_names(content.train, content.test)
    for part in (content.train, content.test or empty_part()):
        check_labels(part, content.class_names, where="The data set")
    return content.class_names

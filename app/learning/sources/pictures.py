"""A folder with a folder for each class, full of pictures; or two such folders, train and test."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.core.errors import DataSetError, ImageError, said
from app.core.files import shown
from app.core.images import PICTURE_SUFFIXES, decode_picture, ink_of, read_bytes
from app.core.raster import SIDE, raster_of_ink
from app.learning.dataset import MAX_CLASSES, MAX_PICTURES, Part, empty_part
from app.learning.sources.content import Content
from app.learning.sources.opening import unreadable
from app.learning.sources.watch import Watch

_TRAIN, _TEST = ("train", "training"), ("test", "testing", "t10k")
_CHECK_EVERY = 500


@dataclass(frozen=True, slots=True)
class Entries:
    """The names in a folder, hidden ones left out: its sub-folders and its files, each sorted."""

    folders: tuple[str, ...]
    files: tuple[str, ...]


def entries_of(folder: Path, watch: Watch) -> Entries:
    """Return the names in a folder without opening or asking about each file.

    Raises:
        DataSetError: it cannot be read, or holds too much.
    """
    folders: list[str] = []
    files: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for count, entry in enumerate(entries):
                if count % _CHECK_EVERY == 0:
                    watch.check()
                if count > MAX_PICTURES:
                    raise DataSetError(
                        said(
                            "The folder “{folder}” holds more than {pictures:,} files.",
                            folder=shown(folder),
                            pictures=MAX_PICTURES,
                        ),
                        "Choose a smaller data set.",
                    )
                if not entry.name.startswith("."):
                    (folders if _is_folder(entry) else files).append(entry.name)
    except OSError as error:
        raise unreadable(folder, error) from None
    return Entries(tuple(sorted(folders)), tuple(sorted(files)))


def read_class_folders(folder: Path, names: tuple[str, ...], watch: Watch) -> Content:
    """Read the pictures of sub-folders ``names``; a folder "train" may stand beside a folder "test".

    Each picture is framed as ``classify --whole`` frames it.

    Raises:
        DataSetError: a class has no pictures, two classes differ in case only, a picture is damaged or shows nothing.
    """
    by_part = {name.lower(): name for name in names}
    train = next((by_part[name] for name in _TRAIN if name in by_part), None)
    if train is None:
        return _one_part(folder, names, watch)
    test = next((by_part[name] for name in _TEST if name in by_part), None)
    others = set(names) - {train, test}
    if others:
        raise DataSetError(
            said(
                "Beside “{train}” the folder “{folder}” has “{other}”.",
                train=shown(train),
                folder=shown(folder),
                other=shown(min(others)),
            ),
            "Keep two folders: train and test, with a folder for each class in both.",
        )
    content = _one_part(folder / train, entries_of(folder / train, watch).folders, watch)
    if test is None:
        return content
    return _with_test(content, _one_part(folder / test, entries_of(folder / test, watch).folders, watch), folder / test)


def _with_test(train: Content, test: Content, folder: Path) -> Content:
    """Put two parts together; the test part may lack classes, but have none of its own."""
    assert train.class_names is not None
    assert test.class_names is not None
    strange = [name for name in test.class_names if name not in train.class_names]
    if strange:
        raise DataSetError(
            said(
                "“{folder}” has a class “{strange}” that the training part has not.",
                folder=shown(folder),
                strange=shown(strange[0]),
            ),
            "Give both the same class folders.",
        )
    index = np.array([train.class_names.index(name) for name in test.class_names], dtype=np.uint8)
    part = Part(test.train.images, index[test.train.labels])
    hashes = {f"train/{name}": value for name, value in train.sha256.items()}
    hashes |= {f"test/{name}": value for name, value in test.sha256.items()}
    return Content(train.train, part if len(part) else empty_part(), train.class_names, hashes)


def _one_part(folder: Path, names: tuple[str, ...], watch: Watch) -> Content:
    _check_names(folder, names)
    names = tuple(sorted(names, key=lambda name: (0, int(name), "") if _is_number(name) else (1, 0, name.casefold())))
    files = {name: _pictures_in(folder / name, watch) for name in names}
    total = sum(map(len, files.values()))
    if total > MAX_PICTURES:
        raise DataSetError(
            said("“{folder}” has more than {pictures:,} pictures.", folder=shown(folder), pictures=MAX_PICTURES),
            "Choose a smaller data set.",
        )
    images = np.empty((total, SIDE, SIDE), dtype=np.uint8)
    labels = np.repeat(np.arange(len(names)), [len(files[name]) for name in names]).astype(np.uint8)
    digest = hashlib.sha256()
    paths = [(name, file) for name in names for file in files[name]]
    for at, (name, file) in enumerate(paths):
        watch.tell("loading", at, total)
        digest.update(f"{name}/{file}\0".encode("utf-8", "surrogateescape"))
        images[at] = _raster_of(folder / name / file, name, digest)
    watch.tell("loading", total, total)
    return Content(Part(images, labels), class_names=names, sha256={folder.name: digest.hexdigest()})


def _check_names(folder: Path, names: tuple[str, ...]) -> None:
    if not names:
        raise DataSetError(
            said("The folder “{folder}” has no folders of pictures.", folder=shown(folder)),
            "Make one for each class, named as the class.",
        )
    if len(names) > MAX_CLASSES:
        raise DataSetError(
            said(
                "The folder “{folder}” has {count:,} folders; at most {classes} classes are possible.",
                folder=shown(folder),
                count=len(names),
                classes=MAX_CLASSES,
            ),
            "Choose the folder that holds one folder for each class.",
        )
    seen: dict[str, str] = {}
    for name in names:
        twin = seen.setdefault(name.casefold(), name)
        if twin != name:
            raise DataSetError(
                said("The folders “{twin}” and “{name}” differ in case only.", twin=shown(twin), name=shown(name)),
                "Give each class a name of its own: on many systems the two are one.",
            )
        if any(0xD800 <= ord(mark) <= 0xDFFF for mark in name):
            raise DataSetError(said("“{name}” cannot name a class.", name=shown(name)), "Rename the folder in UTF-8.")


def _pictures_in(folder: Path, watch: Watch) -> list[str]:
    names = [name for name in entries_of(folder, watch).files if name.lower().endswith(PICTURE_SUFFIXES)]
    if not names:
        raise DataSetError(
            said("The class folder “{folder}” holds no picture.", folder=shown(folder)),
            "Put pictures there, or remove the folder.",
        )
    return names


def _raster_of(path: Path, name: str, digest: "hashlib._Hash") -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
    try:
        content = read_bytes(path)
        digest.update(hashlib.sha256(content).digest())
        raster = raster_of_ink(ink_of(decode_picture(content, name=path.name)))
    except ImageError as error:
        raise DataSetError(
            said("In the class “{name}”: {reason}", name=shown(name), reason=error.message), error.hint
        ) from None
    if not raster.any():
        raise DataSetError(
            said(
                "In the class “{name}”: nothing stands out in “{picture}”.", name=shown(name), picture=shown(path.name)
            ),
            "Remove that picture.",
        )
    return raster


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdigit() and len(name) <= 9


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads in a circle: whoever opens it says so
        return False

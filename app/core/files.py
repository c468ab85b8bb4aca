"""Writing files so that a kill at any moment leaves the old or the new content, never half of it."""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.core.errors import InkdigitError, said


def write_atomic(path: Path, content: bytes | str) -> None:
    """Replace ``path`` by ``content`` (text as UTF-8) in one step, through a neighbour that is flushed first."""
    write_atomic_with(path, lambda part: _write_bytes(part, content))


def write_json(path: Path, fields: Mapping[str, Any]) -> None:
    """Replace ``path`` by an object as JSON that people can read, as ``write_atomic`` does."""
    write_atomic(path, json.dumps(fields, indent=2, ensure_ascii=False) + "\n")


def write_atomic_with(path: Path, write: Callable[[Path], object]) -> None:
    """Let ``write`` fill a neighbour of ``path``, with the same suffix, then put it in the place of ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = _neighbour(path)
    try:
        write(part)
        _sync(part)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def check_writable(path: Path) -> None:
    """Raise the ``OSError`` that writing to ``path`` would end with: a neighbour is made, and removed again.

    Folders that are still missing are not made.
    """
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    part = _neighbour(folder / path.name)
    try:
        part.touch(exist_ok=False)
    finally:
        part.unlink(missing_ok=True)


def check_free(path: Path) -> None:
    """Refuse to write over anything but an empty folder: what is given by mistake would be lost.

    Raises:
        InkdigitError: something is there, or nothing can be.
    """
    try:
        path.lstat()
        is_free = path.is_dir() and not any(path.iterdir())
    except FileNotFoundError:
        return
    except OSError as error:
        raise InkdigitError(
            said("“{name}” cannot be written ({reason}).", name=shown(path), reason=error.strerror or error),
            "Choose another place, or make room.",
        ) from None
    if not is_free:
        raise InkdigitError(
            said("“{name}” is there already.", name=shown(path)), "Choose another name, or move it away."
        )


@contextmanager
def replaced_folder(path: Path) -> Iterator[Path]:
    """Yield an empty folder beside ``path`` that takes its place when the block ends well, and is removed otherwise.

    A folder already at ``path`` is moved aside and deleted only after the new one stands there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part, aside = _neighbour(path), _neighbour(path)
    part.mkdir()
    try:
        yield part
        for file in part.rglob("*"):
            if file.is_file():
                _sync(file)
        if path.exists():
            path.rename(aside)
        try:
            part.rename(path)
        except OSError:
            if aside.exists():
                aside.rename(path)
            raise
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    sync_folder(path.parent)
    shutil.rmtree(aside, ignore_errors=True)


def exists(path: Path) -> bool:
    """Say whether something is there. Path.exists fails for a name that is too long; this says no."""
    return os.path.exists(path)  # noqa: PTH110


def is_folder(path: Path) -> bool:
    """Say whether a folder is there; no for a name that is too long, as ``exists``."""
    return os.path.isdir(path)  # noqa: PTH112


def shown(path: Path | str) -> str:
    """Return a name as text for a message: what is not UTF-8 and control characters become "�"."""
    text = str(path)
    if text.isprintable():
        return text
    return "".join(mark if mark.isprintable() else "�" for mark in text)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's content as 64 hex digits."""
    import hashlib  # some milliseconds of every start

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _neighbour(path: Path) -> Path:
    return path.with_name(f".{path.stem}.{os.urandom(4).hex()}.part{path.suffix}")


def _write_bytes(path: Path, content: bytes | str) -> None:
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Make a rename durable; only POSIX systems can open a folder for that."""
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

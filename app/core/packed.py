"""A model bundle as one file, ``name.inkdigit``: a zip archive of its files, to be passed on and opened."""

import json
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.bundle import CARD_NAME, KERAS, KERAS_NAME, LITERT_NAME, Bundle
from app.core.errors import BundleError, said
from app.core.files import shown, write_atomic_with

SUFFIX = ".inkdigit"
_BOUNDS = {CARD_NAME: 1_000_000, KERAS_NAME: 400_000_000, LITERT_NAME: 400_000_000}
_MAX_FILE_BYTES = 400_000_000
_CHUNK = 1 << 20
_HINT = said("Export the model again, or choose another file.")


def pack_bundle(bundle: Bundle, path: Path) -> None:
    """Write a bundle as one file, whole or not at all; the same bundle gives the same bytes.

    Raises:
        OSError: the file cannot be written.
    """

    def write(part: Path) -> None:
        with zipfile.ZipFile(part, "w") as archive:
            for name in (CARD_NAME, *bundle.model_files):
                entry = zipfile.ZipInfo(name)  # without a date: it would make two copies differ
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, (bundle.folder / name).read_bytes())

    write_atomic_with(path, write)


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """Unpack a file into a folder of its own name, which is gone after the block. The bundle in it is not checked yet.

    Only the files of a bundle come out, each within its bound, whatever the archive promises.

    Raises:
        BundleError: the file is damaged, too large, or holds something else.
    """
    with tempfile.TemporaryDirectory(prefix="inkdigit-") as place:
        folder = Path(place) / "bundle"
        folder.mkdir()
        try:
            if not path.is_file():
                raise BundleError(said("There is no file “{name}”.", name=shown(path)), "Choose a model file.")
            if path.stat().st_size > _MAX_FILE_BYTES:
                raise BundleError(
                    said("“{name}” is far too large for a model of digits.", name=shown(path.name)), _HINT
                )
            with zipfile.ZipFile(path) as archive:
                for name in _checked_names(archive, path):
                    _extract(archive, name, folder / name, _BOUNDS[name])
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
            raise BundleError(said("“{name}” is damaged.", name=shown(path.name)), _HINT) from None
        except OSError as error:
            raise BundleError(
                said("“{name}” cannot be read ({reason}).", name=shown(path.name), reason=error.strerror), _HINT
            ) from None
        yield folder


def _checked_names(archive: zipfile.ZipFile, path: Path) -> list[str]:
    names = sorted(entry.filename for entry in archive.infolist())
    is_whole = names == sorted(_BOUNDS) or (names == [CARD_NAME, KERAS_NAME] and _runs_in_keras(archive))
    if not is_whole:
        raise BundleError(said("“{name}” is no model of Inkdigit's.", name=shown(path.name)), _HINT)
    return names


def _runs_in_keras(archive: zipfile.ZipFile) -> bool:
    """Say whether the card is that of a model without a LiteRT copy."""
    with archive.open(CARD_NAME) as file:
        content = file.read(_BOUNDS[CARD_NAME])
    try:
        card = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(card, dict) and card.get("runtime") == KERAS


def _extract(archive: zipfile.ZipFile, name: str, target: Path, bound: int) -> None:
    left = bound
    with archive.open(name) as source, target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise BundleError(said("“{name}” in it is far larger than it may be.", name=name), _HINT)
            file.write(chunk)

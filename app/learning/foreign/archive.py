"""The parts of a ``.keras`` file, which is a zip archive: read whole, checked, within bounds."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

from app.core.errors import BundleError, said
from app.core.files import shown

MAX_FILE_BYTES = 400_000_000
MAX_WEIGHTS_BYTES = 400_000_000
_CONFIG, _METADATA, _WEIGHTS = "config.json", "metadata.json", "model.weights.h5"
_BOUNDS = {_CONFIG: 2_000_000, _METADATA: 100_000, _WEIGHTS: MAX_WEIGHTS_BYTES}
_MAX_RATIO = 1100
"""Deflate packs at most 1,032 to 1."""
_END = b"PK\x05\x06"
_HINT = said("Save the model again, or choose another file.")


def read_file(path: Path) -> bytes:
    """Return the content of a regular file that is not far too large.

    Raises:
        BundleError: it is missing, no file, too large, or cannot be read.
    """
    try:
        if not path.is_file():
            if path.is_dir():
                raise BundleError(said("“{name}” is a folder.", name=shown(path)), "Choose a model file.")
            raise BundleError(said("“{name}” is no file.", name=shown(path)), "Choose a model file.")
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise BundleError(
                said("“{name}” is far too large for a model of digits.", name=shown(path.name)), "Choose a smaller one."
            )
        with path.open("rb") as file:
            content = file.read(size + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or said("its name is impossible")
        raise BundleError(
            said("“{name}” cannot be read ({reason}).", name=shown(path.name), reason=reason), "Check the file."
        ) from None
    if not content:
        raise BundleError(said("“{name}” is empty.", name=shown(path.name)), "Choose another file.")
    return content


def parts_of(content: bytes) -> tuple[bytes, bytes]:
    """Return the configuration and the weights of a ``.keras`` file; both are whole by the archive's checksums.

    Raises:
        BundleError: the archive is damaged, holds something else, or far more than it should.
    """
    _check_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            _check_names(names)
            parts = {entry.filename: _part(archive, entry) for entry in entries if not entry.is_dir()}
    except BundleError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, OSError, RuntimeError, struct.error):
        raise BundleError("The .keras file is damaged: its archive cannot be read.", _HINT) from None
    except NotImplementedError:
        raise BundleError("The .keras file is packed in an unusual way.", _HINT) from None
    return parts[_CONFIG], parts[_WEIGHTS]


def _check_directory(content: bytes) -> None:
    """Refuse an archive with a long list of contents before that list is read."""
    at = content.rfind(_END, max(0, len(content) - 65_557))
    if at < 0 or at + 22 > len(content):
        raise BundleError("The .keras file is damaged: it is no archive, or cut off.", _HINT)
    (count,) = struct.unpack_from("<H", content, at + 10)
    if count > 16:
        raise BundleError("The .keras file holds far more than a model.", _HINT)


def _check_names(names: list[str]) -> None:
    if len(set(names)) != len(names):
        raise BundleError("The .keras file holds two parts of one name.", _HINT)
    strange = [name for name in names if name not in _BOUNDS and name != "assets/"]
    if strange:
        raise BundleError(
            said("The .keras file holds something that no model needs: “{part}”.", part=shown(strange[0][:60])), _HINT
        )
    for name in (_CONFIG, _WEIGHTS):
        if name not in names:
            raise BundleError(said("The .keras file is incomplete: “{name}” is missing.", name=name), _HINT)


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    limit = _BOUNDS[entry.filename]
    if entry.file_size > min(limit, _MAX_RATIO * max(entry.compress_size, 1)):
        raise BundleError(
            said("“{filename}” in the .keras file claims to be far too large.", filename=entry.filename), _HINT
        )
    with archive.open(entry) as file:
        part = file.read(entry.file_size + 1)
    if len(part) != entry.file_size:
        raise BundleError(
            said("“{filename}” in the .keras file is not as long as it says.", filename=entry.filename), _HINT
        )
    return part

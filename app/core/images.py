"""Pictures: any file that enters is read here, within limits, or refused with a sentence."""

import importlib
import io
import os
import stat
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFile, UnidentifiedImageError

from app.core.cut_off import is_cut_off, is_tiff
from app.core.errors import Cancelled, ImageError, said
from app.core.files import shown
from app.core.inkfinder import find_ink
from app.core.job import checkpoint

MAX_FILE_BYTES = 64_000_000
MAX_PIXELS = 50_000_000
MAX_SIDE = 20_000
MAX_SECONDS = 10.0
"""Processor time for decoding one picture; checked each time the decoder asks for more of the file."""
_SECONDS, _SECONDS_PER_MEGAPIXEL = 1.5, 0.1
_SECONDS_OF_FORMAT = {"JPEG2000": 0.5, "QOI": 0.0, "PPM": 0.0}
"""A small picture gets less. Most formats take 0.03 s a megapixel, JPEG 2000 takes 0.2; what Pillow decodes in Python
takes more than a second, so that only small ones of these are waited for."""
_COUNTING_S = 0.5
_MAX_SCANS = 100
"""A progressive JPEG has about ten scans; each is a walk through the whole picture."""
COMMON_FORMATS = ("PNG", "JPEG", "BMP", "DIB", "GIF", "PPM")
OTHER_FORMATS = {
    "TIFF": "TiffImagePlugin",
    "WEBP": "WebPImagePlugin",
    "AVIF": "AvifImagePlugin",
    "JPEG2000": "Jpeg2KImagePlugin",
    "QOI": "QoiImagePlugin",
    "ICO": "IcoImagePlugin",
    "TGA": "TgaImagePlugin",
}
"""Raster formats that people have, with the Pillow module of those that it does not import by itself. All are
told by their content, and none of them starts another program, as EPS would."""
PICTURE_SUFFIXES = (
    *(".png", ".apng", ".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".bmp", ".dib", ".gif", ".tif", ".tiff", ".webp"),
    *(".avif", ".jp2", ".j2k", ".jpx", ".ppm", ".pgm", ".pbm", ".pnm", ".qoi", ".ico", ".tga"),
)
"""What a walk through folders takes for a picture; a file that is named itself may have any suffix."""
_ORIENTATION = 0x0112
_BLOCK = 8192
_SHORT = 1024
_STRIP_PIXELS = 1_000_000
_NEARLY_WHITE = 225

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture as a viewer shows it: ``pixels`` uint8 (height, width, 3), RGB, turned by EXIF, alpha on white.

    ``note`` says what was left out, such as "First of 12 frames."; empty where nothing was.
    """

    pixels: Pixels
    note: str = ""

    @property
    def size(self) -> tuple[int, int]:
        """Return (width, height) in pixels."""
        return self.pixels.shape[1], self.pixels.shape[0]


def read_picture(path: Path) -> Picture:
    """Read a picture from a regular file.

    Raises:
        ImageError: it is missing, no regular file, beyond the limits, damaged or no picture.
    """
    return decode_picture(read_bytes(path), name=path.name)


def decode_picture(content: bytes, *, name: str) -> Picture:
    """Decode a picture from a file's bytes; ``name`` is what messages call it.

    Raises:
        ImageError: it is empty, beyond the limits, damaged or no picture.
    """
    if not content:
        raise ImageError(said("“{name}” is empty.", name=shown(name)), "Save or copy it again.")
    if len(content) > MAX_FILE_BYTES:
        raise _too_heavy(name)
    if is_tiff(content) and is_cut_off(content):  # asked first: libtiff writes to the console whatever it misses
        raise _cut_off(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of what is refused or repaired here anyway
            return _decode(content, name)
    except (ImageError, Cancelled):
        raise
    except UnidentifiedImageError:
        if is_cut_off(content):
            raise _cut_off(name) from None
        from app.core.image_errors import unknown

        raise unknown(content, name) from None
    except Image.DecompressionBombError:
        raise ImageError(said("“{name}” has far too many pixels.", name=shown(name)), _SMALLER) from None
    except MemoryError:
        raise ImageError(said("“{name}” does not fit into memory.", name=shown(name)), _SMALLER) from None
    except Exception as error:  # seven types of exception were seen from Pillow's decoders on damaged files
        raise _damaged(content, name, error) from error


def picture_of(image: Image.Image, note: str = "") -> Picture:
    """Return a decoded image as a picture: turned as its EXIF data say, on paper, in RGB."""
    return Picture(_turned(_rgb_pixels(image), _orientation(image)), note)


def ink_of(picture: Picture) -> Pixels:
    """Return the ink of a picture, bright on a background of exact zeros, uint8 (height, width).

    Dark ink on light ground and light ink on dark are told apart. A picture beyond ``inkfinder.MAX_WORK_SIDE`` is
    reduced by a whole factor first, so the answer may be smaller than the picture. Nothing drawn: all zeros.
    """
    return find_ink(picture.pixels)


_SMALLER = said(
    "Save it smaller: at most {megapixels} megapixels and {side:,} pixels a side.",
    megapixels=MAX_PIXELS // 1_000_000,
    side=MAX_SIDE,
)


def read_bytes(path: Path, *, called: Path | None = None) -> bytes:
    """Return the content of a regular file of at most ``MAX_FILE_BYTES``; a pipe or a device is never opened.

    ``called`` is what messages call it.

    Raises:
        ImageError: says what the path is instead, or why it cannot be read.
    """
    name = called or path
    try:
        _check_regular(name, os.stat(path))  # noqa: PTH116 - quicker, and there may be 100,000
        handle = os.open(path, _READ_FLAGS)
        try:
            status = os.fstat(handle)
            _check_regular(path, status)
            return _read_all(handle, status.st_size)
        finally:
            os.close(handle)
    except OSError as error:
        from app.core.image_errors import unreadable

        raise unreadable(path, error) from None
    except ValueError:
        raise ImageError(said("“{name}” is not a possible file name.", name=shown(path)), "Choose a file.") from None


_READ_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def _read_all(handle: int, size: int) -> bytes:
    """Read an open file of ``size`` bytes, at most ``MAX_FILE_BYTES`` and one; it may have grown or shrunk since."""
    content = os.read(handle, size + 1)
    if len(content) <= size:
        return content
    with os.fdopen(handle, "rb", closefd=False) as file:
        return content + file.read(MAX_FILE_BYTES + 1 - len(content))


def _check_regular(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise ImageError(said("“{name}” is a folder.", name=shown(path)), "Choose a picture in it.")
    if not stat.S_ISREG(status.st_mode):
        raise ImageError(
            said("“{name}” is not a file but a device or a pipe.", name=shown(path)), "Choose a picture file."
        )
    if status.st_size > MAX_FILE_BYTES:
        raise _too_heavy(path.name)


def _too_slow(name: str) -> ImageError:
    return ImageError(said("“{name}” takes too long to decode.", name=shown(name)), "Save it again as a PNG or a JPEG.")


def _too_heavy(name: str) -> ImageError:
    return ImageError(
        said("“{name}” is larger than {size} MB.", name=shown(name), size=MAX_FILE_BYTES // 1_000_000),
        "Save it smaller, as a JPEG.",
    )


class _TimedBytes(io.BytesIO):
    """Bytes that refuse to be read after a deadline, which bounds the time of a decoder that reads in blocks."""

    def __init__(self, content: bytes, name: str) -> None:
        super().__init__(content)
        self._name = name
        self.allow(_SECONDS)

    def allow(self, seconds: float) -> None:
        """Set the deadline, in processor time of this thread from now: a busy machine does not count."""
        self._deadline = time.thread_time() + min(seconds, MAX_SECONDS)

    def read(self, size: int | None = -1, /) -> bytes:
        checkpoint()
        if time.thread_time() > self._deadline:
            raise _too_slow(self._name)
        return super().read(size)


def _decode(content: bytes, name: str) -> Picture:
    is_short = len(content) <= _BLOCK  # is read in one go, so that a deadline would never be asked for
    stream = io.BytesIO(content) if is_short else _TimedBytes(content, name)
    with _opened(stream) as image:
        _check_size(name, image)
        _check_inside(name, image, content)
        note = _frames_note(image, stream)
        image.decodermaxblock = _BLOCK
        per_megapixel = _SECONDS_OF_FORMAT.get(image.format or "", _SECONDS_PER_MEGAPIXEL)
        _allow(stream, _SECONDS + per_megapixel * image.width * image.height / 1e6)
        image.load()
        _check_size(name, image)
        return picture_of(image, note)


def _allow(stream: io.BytesIO, seconds: float) -> None:
    if isinstance(stream, _TimedBytes):
        stream.allow(seconds)


def _opened(stream: io.BytesIO) -> ImageFile.ImageFile:
    """Read a picture's header by the common formats, then by the others, whose modules are imported only then."""
    try:
        return Image.open(stream, formats=COMMON_FORMATS)
    except UnidentifiedImageError:
        for module in OTHER_FORMATS.values():
            importlib.import_module(f"PIL.{module}")
        stream.seek(0)
        return Image.open(stream, formats=tuple(OTHER_FORMATS))


def _check_size(name: str, image: Image.Image) -> None:
    width, height = image.size
    if width < 1 or height < 1:
        raise ImageError(
            said("“{name}” has no pixels: {width} × {height}.", name=shown(name), width=width, height=height),
            "Choose another picture.",
        )
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise ImageError(
            said(
                "“{name}” has {width:,} × {height:,} pixels, which is too many.",
                name=shown(name),
                width=width,
                height=height,
            ),
            _SMALLER,
        )


def _check_inside(name: str, image: ImageFile.ImageFile, content: bytes) -> None:
    """Refuse what the header does not tell: a huge picture in an icon, thousands of scans."""
    if image.format == "ICO":
        _check_size(name, image.ico.getimage(image.size))  # type: ignore[attr-defined]
    if image.format in ("JPEG", "MPO") and content.count(b"\xff\xda") > _MAX_SCANS:
        raise _too_slow(name)


def _frames_note(image: Image.Image, stream: io.BytesIO) -> str:
    if image.format == "MPO":  # a phone's JPEG with a preview or a depth map behind it
        return ""
    count = _count_of_frames(image, stream)
    image.seek(0)
    if count == 1:
        return ""
    if image.format == "TIFF":
        return said("First of {count:,} pages.", count=count) if count else said("First of many pages.")
    return said("First of {count:,} frames.", count=count) if count else said("First of many frames.")


def _count_of_frames(image: Image.Image, stream: io.BytesIO) -> int:
    """Return how many pictures are in a file, at least 1; 0 where they are too many to be counted, or damaged."""
    _allow(stream, _COUNTING_S)
    try:
        return max(1, int(getattr(image, "n_frames", 1)))
    except Exception:  # the first may be whole
        return 0
    finally:
        _allow(stream, _SECONDS)


def _rgb_pixels(image: Image.Image) -> Pixels:
    """Convert a decoded image to RGB pixels, in strips so that a large photo is held in memory twice at most."""
    if image.mode == "L" and not image.info and image.width * image.height <= _STRIP_PIXELS:
        return np.repeat(np.asarray(image)[:, :, None], 3, axis=2)
    pixels = np.empty((image.height, image.width, 3), dtype=np.uint8)
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        low, high = _range_in_use(image)
        for box in _strips(image):
            pixels[box[1] : box[3]] = _eight_bits(np.asarray(image.crop(box)), low, high)[:, :, None]
        return pixels
    backing = _backing(image)
    for box in _strips(image):
        pixels[box[1] : box[3]] = np.asarray(_as_rgb(image.crop(box), backing))
    return pixels


def _strips(image: Image.Image) -> Iterator[tuple[int, int, int, int]]:
    rows = max(1, _STRIP_PIXELS // image.width)
    for top in range(0, image.height, rows):
        checkpoint()
        yield 0, top, image.width, min(top + rows, image.height)


def _as_rgb(image: Image.Image, backing: str) -> Image.Image:
    if image.mode == "LAB":
        return image.getchannel(0).convert("RGB")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        return Image.composite(layer.convert("RGB"), Image.new("RGB", image.size, backing), layer.getchannel("A"))
    return image.convert("RGB")


def _backing(image: Image.Image) -> str:
    """Return the colour to lay a transparent picture on: white, or black where its ink is white and would vanish."""
    if not image.has_transparency_data:
        return "white"
    on_white = (np.asarray(_as_rgb(image.crop(box), "white")) for box in _strips(image))
    return "black" if min(int(strip.min()) for strip in on_white) > _NEARLY_WHITE else "white"


def _range_in_use(image: Image.Image) -> tuple[float, float]:
    """Return what becomes black and white of 16-bit, 32-bit or float grey values, where a cast would saturate."""
    low, high = 0.0, -3e38
    for box in _strips(image):
        grey = _finite(np.asarray(image.crop(box)))
        low, high = min(low, float(grey.min())), max(high, float(grey.max()))
    if image.mode != "F" or high > 1:
        high = float(2 ** np.ceil(np.log2(max(high + 1, 256))) - 1)
    return low, high


def _eight_bits(values: npt.NDArray[np.generic], low: float, high: float) -> Pixels:
    """Scale grey values from ``low`` to ``high`` to uint8."""
    scaled: npt.NDArray[np.float32] = (_finite(values) - low) * (255.0 / max(high - low, 1e-30))
    return scaled.round().clip(0, 255).astype(np.uint8)


def _finite(values: npt.NDArray[np.generic]) -> npt.NDArray[np.float32]:
    return np.nan_to_num(values.astype(np.float32), nan=0.0, posinf=3e38, neginf=-3e38)


def _orientation(image: Image.Image) -> int:
    if not image.info:  # no room for EXIF data, and looking for them is slow
        return 1
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # damaged EXIF data: the picture itself is whole
        return 1


def _turned(pixels: Pixels, orientation: int) -> Pixels:
    """Apply EXIF's orientation 1-8 (CIPA DC-008, tag 0x0112)."""
    if orientation in (5, 6, 7, 8):
        pixels = pixels.transpose(1, 0, 2)
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    return np.ascontiguousarray(pixels)


def _damaged(content: bytes, name: str, error: Exception) -> ImageError:
    reason = str(error).lower()
    if is_cut_off(content) or "truncated" in reason or "unexpected end" in reason or "not enough" in reason:
        return _cut_off(name)
    return ImageError(
        said("“{name}” is damaged and cannot be decoded.", name=shown(name)), "Copy it again, or save it as a PNG."
    )


def _cut_off(name: str) -> ImageError:
    return ImageError(
        said("“{name}” is cut off: a part of the file is missing.", name=shown(name)), "Copy or download it again."
    )

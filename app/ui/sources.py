"""What a drop or the clipboard holds: one local file, or one picture. Nothing is ever fetched."""

import base64
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QUrl
from PySide6.QtGui import QImage

from app.core.errors import ImageError

_FILE_KINDS = ("image/png", "image/jpeg", "image/webp", "image/bmp", "image/tiff", "image/gif", "image/avif")
_MAX_ADDRESS_BYTES = 64_000_000
translate = QCoreApplication.translate
Source = Path | QImage | bytes | None
"""Where a picture comes from: a file, the clipboard's pixels or its file's bytes; None for one of our own."""


def source_of(mime: QMimeData) -> Path | QImage | bytes:
    """Return the one local file or the picture in a drop or a clipboard: as a file's bytes, or as it is in memory.

    Raises:
        InkdigitError: there is something else; says what.
    """
    urls = mime.urls()
    if len(urls) == 1 and _is_local(urls[0]):
        return Path(urls[0].toLocalFile())
    if len(urls) == 1 and urls[0].scheme() == "data":
        return _content_of_data_url(urls[0])
    if len(urls) <= 1 and (content := _content_of(mime)):
        return content
    if mime.hasImage() and len(urls) <= 1:
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return image
    if len(urls) > 1:
        raise ImageError(
            translate("Opening", "These are {count} files.").format(count=len(urls)),
            translate("Opening", "Drop one picture, or the folder that they are in."),
        )
    if urls:
        raise _not_local(urls[0])
    if mime.hasText():
        raise ImageError(
            translate("Opening", "This is text, not a picture."), translate("Opening", "Copy or drop a picture.")
        )
    raise _no_picture()


def _content_of(mime: QMimeData) -> bytes:
    """Return the picture as the file that another program offers: it is decoded apart, and not by Qt in the window."""
    kinds = (kind for kind in _FILE_KINDS if mime.hasFormat(kind))
    return bytes(mime.data(next(kinds, "")).data())


def _content_of_data_url(url: QUrl) -> bytes:
    """Return the picture that a web page brings in the address itself: ``data:image/png;base64,…`` (RFC 2397)."""
    head, _, content = url.path(QUrl.ComponentFormattingOption.FullyDecoded).partition(",")
    if not head.startswith("image/"):
        raise _no_picture()
    try:
        if len(content) > _MAX_ADDRESS_BYTES:
            raise _no_picture()
        return base64.b64decode(content) if head.endswith(";base64") else content.encode("latin-1")
    except ValueError:
        raise _no_picture() from None


def _no_picture() -> ImageError:
    return ImageError(
        translate("Opening", "There is no picture in it."), translate("Opening", "Copy or drop a picture, or a file.")
    )


def _is_local(url: QUrl) -> bool:
    """Say whether a URL is a file of this machine; Qt also calls ``file://host/share`` local."""
    return url.isLocalFile() and url.host() in ("", "localhost")


def _not_local(url: QUrl) -> ImageError:
    shown = url.toDisplayString()[:120]
    if url.isLocalFile():
        return ImageError(
            translate("Opening", "“{address}” is on another computer.").format(address=shown),
            translate("Opening", "Copy it to this computer first."),
        )
    return ImageError(
        translate("Opening", "“{address}” is an address, not a file.").format(address=shown),
        translate("Opening", "Save the picture, then drop the file: Inkdigit does not use the network."),
    )

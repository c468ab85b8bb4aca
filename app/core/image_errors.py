"""What is said of a file that is no picture or cannot be read; imported only when there is one."""

import errno
from pathlib import Path

from PIL import features

from app.core.errors import ImageError, Sentence, said
from app.core.files import shown


def unreadable(path: Path, error: OSError) -> ImageError:
    """Return what is wrong with a file that the system does not let us read."""
    name = shown(path)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return ImageError(said("There is no file “{name}”.", name=name), "Check the name and the folder.")
    if error.errno in (errno.EACCES, errno.EPERM):
        return ImageError(
            said("You may not read “{name}”.", name=name), "Change its permissions, or copy it to a folder of yours."
        )
    if error.errno == errno.ELOOP:
        return ImageError(said("“{name}” is a link that leads in a circle.", name=name), "Choose the file itself.")
    return ImageError(
        said("“{name}” cannot be read ({reason}).", name=name, reason=error.strerror or error),
        "Copy it to another place and try again.",
    )


def unknown(content: bytes, name: str) -> ImageError:
    """Return what is wrong with a file that no decoder knows, and what to do with it by how it begins."""
    return ImageError(said("“{name}” is not a picture that can be read.", name=shown(name)), _hint_for(content))


def _hint_for(content: bytes) -> Sentence:
    has_avif = bool(features.check("avif"))  # the frozen program goes without
    known = said("Inkdigit reads PNG, JPEG, BMP, GIF, TIFF and WebP.")
    if has_avif:
        known = said("Inkdigit reads PNG, JPEG, BMP, GIF, TIFF, WebP and AVIF.")
    first = _first_step(content, has_avif=has_avif)
    return said("{hint} {formats}", hint=first, formats=known) if first else known


def _first_step(content: bytes, *, has_avif: bool) -> str:
    head = content[:64].lstrip()
    if content[4:12] in (b"ftypavif", b"ftypavis") and not has_avif:
        return said("It is an AVIF picture: save it as a PNG or a JPEG first.")
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1"):
        return said("It is a HEIC photo: save it as a JPEG first.")
    if head.startswith(b"%PDF"):
        return said("It is a PDF: save its page as a picture first.")
    if head.startswith((b"<svg", b"<?xml", b"<!DOCTYPE svg")):
        return said("It looks like a drawing in SVG: save it as a PNG first.")
    return ""

"""A report card as files: the page or the picture, by the ending of the name."""

from collections.abc import Sequence
from pathlib import Path

from app.core.errors import InkdigitError, said
from app.core.files import check_writable, shown, write_atomic
from app.core.report import ReportCard

PAGE, PICTURE = ".html", ".png"
ENDINGS = (PAGE, ".htm", PICTURE)


def has_known_ending(path: Path) -> bool:
    """Say whether a card can be written to a file of that name."""
    return path.suffix.lower() in ENDINGS


def check_places(paths: Sequence[Path]) -> None:
    """Try whether files can be written, before anything is measured for them.

    Raises:
        InkdigitError: one of them cannot.
    """
    for path in paths:
        try:
            check_writable(path)
        except OSError as error:
            raise unwritable(path, error) from error


def write_report_files(card: ReportCard, paths: Sequence[Path]) -> None:
    """Write a card to each path, as a page or as a picture, each whole or not at all.

    Raises:
        InkdigitError: a file cannot be written.
    """
    contents = [(path, _content(card, path)) for path in paths]
    for path, content in contents:
        try:
            write_atomic(path, content)
        except OSError as error:
            raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> InkdigitError:
    """Return what is said where a file cannot be written."""
    return InkdigitError(
        said("“{name}” cannot be written ({reason}).", name=shown(path), reason=error.strerror or error),
        said("Choose another place, or make room."),
    )


def _content(card: ReportCard, path: Path) -> str | bytes:
    if path.suffix.lower() == PICTURE:
        from app.core.report_picture import report_png

        return report_png(card)
    from app.core.report_page import report_page

    return report_page(card)

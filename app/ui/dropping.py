"""Files that are dropped on a dialog."""

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from app.core.errors import InkdigitError
from app.ui.message_bar import MessageBar


def let_files_in(event: QDragEnterEvent) -> None:
    """Let files be dropped, and nothing else."""
    if event.mimeData().hasUrls():
        event.acceptProposedAction()


def dropped_path(event: QDropEvent, message: MessageBar) -> Path | None:
    """Return the one local file of a drop; None where there is none, which ``message`` then says."""
    from app.ui.sources import source_of

    event.acceptProposedAction()
    try:
        source = source_of(event.mimeData())
    except InkdigitError as error:
        message.show_error(error)
        return None
    return source if isinstance(source, Path) else None

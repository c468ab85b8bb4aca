"""Windows that follow what is drawn in the main one: they must not hide the canvas."""

from PySide6.QtWidgets import QWidget

_GAP = 12
_LEAST_WIDTH = 480


def show_beside(companion: QWidget, window: QWidget) -> None:
    """Show a window beside another, on the side with more room, if there is enough; and never kept above it.

    Window managers keep a window above the one that it belongs to.
    """
    companion.winId()  # makes the handle
    handle = companion.windowHandle()
    if handle is not None:
        handle.setTransientParent(None)  # type: ignore[arg-type]  # Qt takes none
    screen, frame = window.screen().availableGeometry(), window.frameGeometry()
    right, left = screen.right() - frame.right() - _GAP, frame.left() - screen.left() - _GAP
    room = max(right, left)
    if room >= max(companion.minimumSizeHint().width(), _LEAST_WIDTH):
        companion.resize(min(companion.width(), room), min(companion.height(), screen.height()))
        x = frame.right() + _GAP if right >= left else frame.left() - _GAP - companion.width()
        companion.move(x, min(max(frame.top(), screen.top()), screen.bottom() - companion.height()))
    companion.show()

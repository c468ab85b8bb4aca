"""Where the window was: kept between runs, apart from the settings, and checked against the screens that there are."""

from PySide6.QtCore import QByteArray, QRect, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.core.paths import user_config_dir

_KEY = "main_window/geometry"
_MIN_VISIBLE = 120
"""Pixels each way of the window that must lie on some screen."""


def restore_geometry(window: QWidget) -> None:
    """Put a window where it was; in a comfortable size where that is unknown or off every screen."""
    saved = _store().value(_KEY)
    if isinstance(saved, QByteArray) and window.restoreGeometry(saved) and _is_visible(window.frameGeometry()):
        return
    size = window.sizeHint()
    screen = QGuiApplication.primaryScreen()
    if screen is not None:
        size = size.boundedTo(screen.availableGeometry().size() * 0.95)
    window.resize(size)


def save_geometry(window: QWidget) -> None:
    """Keep where a window is."""
    store = _store()
    store.setValue(_KEY, window.saveGeometry())
    store.sync()


def _is_visible(frame: QRect) -> bool:
    for screen in QGuiApplication.screens():
        seen = frame & screen.availableGeometry()
        if seen.width() >= _MIN_VISIBLE and seen.height() >= _MIN_VISIBLE:
            return True
    return False


def _store() -> QSettings:
    return QSettings(str(user_config_dir() / "window.ini"), QSettings.Format.IniFormat)

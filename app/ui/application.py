"""From the command line to the window: ``run`` opens it and returns the exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.ui.preload import Preload

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.qt_application import Application


def run(paths: Sequence[Path] = (), *, watch: Callable[[MainWindow], object] | None = None) -> int:
    """Open the window and the paths in it, or hand them to the one that is open; return the exit code.

    Without a display: one sentence, and 1. ``watch`` is told of the window before it is shown, to measure it.
    """
    ready = Preload()
    gc.disable()  # search_regularly takes over; while starting, a search costs a tenth of the time
    from app.core.instance import hand_over
    from app.core.session import Session

    problem = ready.problem()
    if problem:
        print(problem, file=sys.stderr)
        return 1
    if hand_over(paths):
        return 0
    session = Session()
    session.begin()
    if sys.platform == "win32":
        import ai_edge_litert.interpreter  # noqa: F401 - its DLLs, like those of TensorFlow, must come before Qt's
    from PySide6.QtWidgets import QApplication

    app = create_application()
    from app.ui.habits import Habits
    from app.ui.interrupt import Interrupts
    from app.ui.main_window import MainWindow

    window = MainWindow()
    if watch is not None:
        watch(window)
    app.aboutToQuit.connect(window.shut_down)
    habits, interrupts = Habits(window, session), Interrupts(app)
    window.seen.connect(interrupts.listen)
    window.seen.connect(_show_icon)
    habits.taken_up.connect(partial(_open_all, window, paths))
    window.show()
    code = QApplication.exec()
    habits.end()
    interrupts.stop()
    sys.excepthook = sys.__excepthook__
    return code


def _show_icon() -> None:
    """Set the icon of the windows: painting it from an SVG would cost the start some milliseconds."""
    from PySide6.QtGui import QGuiApplication, QIcon

    from app.core.paths import resources_dir

    QGuiApplication.setWindowIcon(QIcon(os.fspath(resources_dir() / "icons" / "inkdigit.svg")))


def _open_all(window: MainWindow, paths: Sequence[Path]) -> None:
    for path in paths:
        window.open_path(Path(path))


def create_application() -> Application:
    """Return the application, set up: name, style, language, and a report for what nobody expected."""
    _import_plainly()
    from app import __version__
    from app.core.paths import APP_NAME
    from app.ui.crash_hook import install
    from app.ui.garbage import search_regularly
    from app.ui.language import install_language
    from app.ui.qt_application import Application

    # A millisecond instead of five: a thread that imports or decodes lets the window have its turn sooner.
    sys.setswitchinterval(0.001)
    app = Application([APP_NAME, "-style", "Fusion"])  # setStyle would take 8 ms more
    app.setApplicationName(APP_NAME)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("inkdigit")
    install_language(app)
    install()
    search_regularly()
    return app


def _import_plainly() -> None:
    """Keep PySide from reading the source text of every module that is imported after it.

    Its import hook looks whether a module mentions PySide6, for a syntax (``from __feature__ import …``) that nobody
    uses here. That is a quarter of the time of our imports, as much of NumPy's, and 10 MB of text that stays.
    """
    import shiboken6  # noqa: F401 - brings the hook

    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        setattr(feature, "_mod_uses_pyside", lambda _module: True)  # noqa: B010 - a module that mypy cannot see

"""What a Qt class is given by keyword works in every language."""

import ast
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from app.ui.timers import make_timer

SOURCES = sorted((Path(__file__).parents[2] / "app" / "ui").glob("*.py"))


def test_no_keyword_of_a_qt_class_begins_with_i() -> None:
    """PySide looks for setX by the large x of the user's language: in Turkish there is no setInterval for it."""
    found = [
        f"{path.name}:{call.lineno} {keyword.arg}"
        for path in SOURCES
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id.startswith("Q")
        for keyword in call.keywords
        if keyword.arg is not None and keyword.arg.startswith("i")
    ]
    assert not found


def test_timer_is_as_asked_for(qtbot: QtBot) -> None:
    owner = QObject()
    timer = make_timer(owner, 40, is_single=True, is_precise=True)
    assert (timer.interval(), timer.isSingleShot(), timer.isActive()) == (40, True, False)
    assert timer.timerType() == Qt.TimerType.PreciseTimer
    assert timer.parent() is owner

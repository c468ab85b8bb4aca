"""One window, recent files, recovery, help: what the desktop expects."""

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QFileOpenEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.core import instance, variant
from app.core.ink import drawing_to_json
from app.core.instance import address, hand_over
from app.core.paths import user_data_dir
from app.core.session import Session
from app.ui import recovery
from app.ui.habits import Habits
from app.ui.main_window import MainWindow
from tests.ui.events import draw

THREE = [(0.3, 0.2), (0.7, 0.2), (0.4, 0.5), (0.7, 0.7), (0.3, 0.8)]


@pytest.fixture(autouse=True)
def short_runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("r")))
    monkeypatch.setattr(instance, "_PATIENCE_S", 60)
    monkeypatch.setattr(recovery, "_LOOK_AFTER_MS", 0)
    monkeypatch.setattr(recovery, "_KEEP_AFTER_MS", 0)


@pytest.fixture
def take_up(window: MainWindow, qtbot: QtBot) -> Iterator[Callable[[], Session]]:
    """Let the window take up its habits; they end with the test."""
    taken: list[Habits] = []

    def take() -> Session:
        session = Session()
        session.begin()
        taken.append(Habits(window, session))
        qtbot.waitUntil(lambda: window.findChild(QMenu, "menu_recent") is not None)
        return session

    yield take
    for habits in taken:
        habits.end()


def trigger(window: MainWindow, name: str) -> None:
    action = window.findChild(QAction, name)
    assert action is not None
    action.trigger()


def dialog_of(window: MainWindow, qtbot: QtBot) -> QDialog:
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(QDialog)))
    return next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())


def hand_over_from_elsewhere(paths: list[Path], qtbot: QtBot) -> bool:
    """Do what a second start does, in a thread, while this one's event loop runs."""
    answers: list[bool] = []
    second = threading.Thread(target=lambda: answers.append(hand_over(paths)))
    second.start()
    qtbot.waitUntil(lambda: bool(answers))
    second.join()
    return answers[0]


def test_a_second_start_opens_its_files_here(
    window: MainWindow, take_up: Callable[[], Session], qtbot: QtBot, picture_path: Path
) -> None:
    take_up()
    with qtbot.waitSignal(window.opener.picture_opened):
        assert hand_over_from_elsewhere([picture_path], qtbot)


def test_a_document_that_macos_names_is_opened(
    window: MainWindow, take_up: Callable[[], Session], qtbot: QtBot, qapp: QApplication, picture_path: Path
) -> None:
    take_up()
    with qtbot.waitSignal(window.opener.picture_opened):
        assert QApplication.sendEvent(qapp, QFileOpenEvent(str(picture_path)))


@pytest.mark.parametrize("words", [b"nonsense\n", b"{}\n", b"\xff\xfe\n"])
def test_nonsense_on_the_socket_changes_nothing(
    window: MainWindow, take_up: Callable[[], Session], qtbot: QtBot, words: bytes
) -> None:
    take_up()
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address())
        connection.sendall(words)
        connection.setblocking(False)
        qtbot.waitUntil(lambda: _has_ended(connection))
    assert not window.message_bar.text
    assert hand_over_from_elsewhere([], qtbot)


def test_what_a_dead_window_left_on_the_socket_is_no_obstacle(
    window: MainWindow, take_up: Callable[[], Session], qtbot: QtBot
) -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(address())
    take_up()
    assert hand_over_from_elsewhere([], qtbot)


def test_recent_files_can_be_opened_again_and_forgotten(
    window: MainWindow, take_up: Callable[[], Session], qtbot: QtBot, picture_path: Path
) -> None:
    take_up()
    menu = window.findChild(QMenu, "menu_recent")
    assert menu is not None
    with qtbot.waitSignal(window.opener.picture_opened):
        window.open_path(picture_path)
    qtbot.waitUntil(menu.isEnabled)
    assert picture_path.name in menu.actions()[0].text()
    with qtbot.waitSignal(window.opener.picture_opened):
        menu.actions()[0].trigger()
    trigger(window, "action_forget_recent")
    qtbot.waitUntil(lambda: not menu.isEnabled())


def test_the_drawing_is_kept_while_it_is_made_and_gone_after_a_farewell(
    window: MainWindow, take_up: Callable[[], Session], qtbot: QtBot
) -> None:
    session = take_up()
    draw(window.canvas, THREE)
    folder = user_data_dir() / "session"
    qtbot.waitUntil(lambda: bool(list(folder.glob("[0-9]*.ndjson"))))
    session.end()
    assert not list(folder.iterdir())


def test_the_drawing_of_a_crash_comes_back(window: MainWindow, take_up: Callable[[], Session], qtbot: QtBot) -> None:
    draw(window.canvas, THREE)
    line = drawing_to_json(window.canvas.drawing)
    window.canvas.clear()
    folder = user_data_dir() / "session"
    folder.mkdir(parents=True)
    (folder / "1-1.faults").write_text("Fatal Python error: Segmentation fault")
    (folder / "1-1.ndjson").write_text(line)
    take_up()
    qtbot.waitUntil(lambda: "Your drawing is back" in window.message_bar.text)
    assert drawing_to_json(window.canvas.drawing) == line
    window.message_bar._on_offer()
    view = dialog_of(window, qtbot).findChild(QPlainTextEdit, "report_text")
    assert view is not None
    assert "Segmentation fault" in view.toPlainText()
    dialog_of(window, qtbot).reject()


def test_ink_that_is_there_already_stays(window: MainWindow, take_up: Callable[[], Session], qtbot: QtBot) -> None:
    draw(window.canvas, THREE)
    line = drawing_to_json(window.canvas.drawing)
    folder = user_data_dir() / "session"
    folder.mkdir(parents=True)
    (folder / "1-1.faults").write_text("")
    (folder / "1-1.ndjson").write_text('{"size": [280, 280], "strokes": [[[1, 1], [2, 200]]]}')
    take_up()
    qtbot.waitUntil(lambda: not (folder / "1-1.faults").exists())
    assert drawing_to_json(window.canvas.drawing) == line


def test_check_for_problems_shows_what_the_self_check_finds(window: MainWindow, qtbot: QtBot) -> None:
    trigger(window, "action_check")
    dialog = dialog_of(window, qtbot)
    view = dialog.findChild(QPlainTextEdit, "report_text")
    assert view is not None
    assert "a drawn 3 is read as 3" in view.toPlainText()
    dialog.reject()


def test_the_reader_explains_train(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(variant, "can_train", lambda: False)
    trigger(window, "action_train")
    dialog = dialog_of(window, qtbot)
    assert dialog.objectName() == "reader_dialog"
    dialog.reject()


def _has_ended(connection: socket.socket) -> bool:
    try:
        return connection.recv(16) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True

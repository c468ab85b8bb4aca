"""The window while a training runs: the status bar, its end, closing, a run that was cut off, and switching models."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.core.errors import BundleError, ComputeError
from app.core.runs import runs_dir
from app.core.settings import PREVIOUS_MODEL, Settings
from app.core.training import config_for
from app.ui.closing_question import ClosingQuestion
from app.ui.main_window import MainWindow
from app.ui.task import Task
from tests.ui.fakes import FakeClassifier
from tests.ui.sessions import FakeTraining
from tests.unit.core.run_folders import write_run

MakeWindow = Callable[..., MainWindow]


def training_in(window: MainWindow, qtbot: QtBot, training: FakeTraining) -> FakeTraining:
    """Begin a training in the window's own session; its process is a stand-in."""
    window.training._make_job = training
    window.training.start(config_for("digits", epochs=5, name="mine"))
    qtbot.waitUntil(lambda: window.training.snapshot.fraction == 0.1)
    return training


def button(parent: object, name: str) -> QAbstractButton:
    found = parent.findChild(QAbstractButton, name)  # type: ignore[attr-defined]
    assert isinstance(found, QAbstractButton)
    return found


def question_of(window: MainWindow) -> ClosingQuestion:
    (question,) = [found for found in window.findChildren(ClosingQuestion) if found.isVisible()]
    return question


def idle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.training.snapshot.is_active)
    qtbot.waitUntil(lambda: not window.tasks.findChildren(Task))


def test_the_status_bar_shows_how_far_it_is(window: MainWindow, qtbot: QtBot) -> None:
    status = window.findChild(QPushButton, "status_training")
    assert status is not None
    assert status.isHidden()
    training = training_in(window, qtbot, FakeTraining())
    assert status.isVisible()
    assert status.text() == status.accessibleName() == "training 10\N{NO-BREAK SPACE}% · 3\N{NO-BREAK SPACE}min left"
    training.finish()
    idle(window, qtbot)
    assert status.isHidden()


def test_a_click_on_it_opens_the_training(window: MainWindow, qtbot: QtBot) -> None:
    training = training_in(window, qtbot, FakeTraining())
    action = window.findChild(QAction, "action_train")
    assert action is not None
    with qtbot.waitSignal(action.triggered):
        button(window, "status_training").click()
    for dialog in window.findChildren(QDialog):
        dialog.hide()
    training.finish()
    idle(window, qtbot)


def test_the_end_is_told_with_the_way_to_the_result(window: MainWindow, qtbot: QtBot) -> None:
    training_in(window, qtbot, FakeTraining()).finish()
    idle(window, qtbot)
    assert window.message_bar.text == "The training of “mine” has finished."
    assert button(window, "message_action").text() == "Show"


def test_a_death_is_told_and_its_run_can_be_resumed(window: MainWindow, qtbot: QtBot) -> None:
    error = ComputeError("The background process was ended from outside (SIGKILL).", "Try again.")
    training = training_in(window, qtbot, FakeTraining(ending=error))
    folder = window.training.snapshot.folder
    assert folder is not None
    template = write_run("template", "running")
    folder.rmdir()
    template.rename(folder)
    training.finish()
    qtbot.waitUntil(lambda: button(window, "message_action").isVisible())
    assert window.message_bar.text.startswith("The background process was ended from outside (SIGKILL).")
    idle(window, qtbot)
    training.ending = Path("bundle")
    button(window, "message_action").click()
    assert training.orders[-1][0] == "app.learning.trainer:resume"
    assert training.orders[-1][1]["folder"] == folder
    for dialog in window.findChildren(QDialog):
        dialog.hide()
    training.finish()
    idle(window, qtbot)


def test_a_death_before_the_run_began_offers_nothing(window: MainWindow, qtbot: QtBot) -> None:
    error = ComputeError("The background process crashed (SIGSEGV).", "Try again.")
    training_in(window, qtbot, FakeTraining(ending=error)).finish()
    idle(window, qtbot)
    assert "SIGSEGV" in window.message_bar.text
    assert button(window, "message_action").isHidden()


def test_a_bug_in_the_trainer_becomes_a_report(window: MainWindow, qtbot: QtBot) -> None:
    training_in(window, qtbot, FakeTraining(ending=ZeroDivisionError("nobody thought of this"))).finish()
    idle(window, qtbot)
    (report,) = [found for found in window.findChildren(QDialog) if found.isVisible()]
    assert "nobody thought of this" in report.findChild(QObject, "report_text").toPlainText()
    report.reject()


def test_closing_asks_and_go_back_keeps_everything(window: MainWindow, qtbot: QtBot) -> None:
    training = training_in(window, qtbot, FakeTraining())
    assert not window.close()
    assert window.isVisible()
    button(question_of(window), "dialog_close").click()
    assert window.training.state == "running"
    assert not window.close()
    question_of(window).reject()
    training.finish()
    idle(window, qtbot)
    assert window.isVisible()
    assert window.close()


def test_closing_can_stop_and_keep(window: MainWindow, qtbot: QtBot) -> None:
    training_in(window, qtbot, FakeTraining())
    window.close()
    button(question_of(window), "closing_stop").click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.training.state == "finished"


def test_closing_can_cancel(window: MainWindow, qtbot: QtBot) -> None:
    training_in(window, qtbot, FakeTraining())
    window.close()
    button(question_of(window), "closing_cancel").click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.training.state == "cancelled"
    assert list(runs_dir().iterdir()) == []


def test_a_training_that_ends_under_the_question_lets_the_window_close(window: MainWindow, qtbot: QtBot) -> None:
    training = training_in(window, qtbot, FakeTraining())
    window.close()
    window.close()
    assert question_of(window)
    training.finish()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_an_end_from_outside_leaves_the_run_to_be_resumed(window: MainWindow, qtbot: QtBot) -> None:
    training = training_in(window, qtbot, FakeTraining())
    folder = window.training.snapshot.folder
    window.shut_down()
    assert training.is_killed
    assert folder is not None
    assert folder.is_dir()


def test_a_run_that_was_cut_off_is_offered_once_the_window_stands(make_window: MakeWindow, qtbot: QtBot) -> None:
    folder = write_run("cut off", "running")
    window = make_window()
    qtbot.waitUntil(lambda: bool(window.message_bar.text))
    assert window.message_bar.text == "The training of “digits” was cut off after 3 of 5 epochs."
    training = FakeTraining()
    window.training._make_job = training
    button(window, "message_action").click()
    ((target, arguments),) = training.orders
    assert (target, arguments["folder"]) == ("app.learning.trainer:resume", folder)
    for dialog in window.findChildren(QDialog):
        dialog.hide()
    training.finish()
    idle(window, qtbot)


@pytest.mark.parametrize("state", ["finished", "stopped", "failed"])
def test_other_runs_are_not_worth_a_word(make_window: MakeWindow, qtbot: QtBot, state: str) -> None:
    write_run("one", state, has_bundle=True)
    window = make_window()
    qtbot.waitUntil(lambda: not window.tasks.findChildren(Task))
    assert window.message_bar.text == ""


def test_switching_back_and_forth(qtbot: QtBot) -> None:
    models = {"digits": FakeClassifier(), "mine & yours": FakeClassifier()}

    def load(name: str) -> FakeClassifier:
        if name not in models:
            raise BundleError(f"There is no model “{name}”.", "Choose another one.")
        return models[name]

    window = MainWindow(classifier_factory=load)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.recognizer.model_loaded):
        window.show()
    back = window.findChild(QAction, "action_previous_model")
    assert back is not None
    assert not back.isEnabled()
    with qtbot.waitSignal(window.recognizer.model_loaded):
        window.use_model("mine & yours")
    assert back.isEnabled()
    assert back.text() == "Switch &back to digits"
    with qtbot.waitSignal(window.recognizer.model_loaded):
        back.trigger()
    assert window.model is not None
    assert window.model.key == "digits"
    assert back.text() == "Switch &back to mine && yours"
    del models["mine & yours"]
    with qtbot.waitSignal(window.recognizer.model_failed):
        back.trigger()
    assert window.model.key == "digits"
    assert not back.isEnabled()
    window.close()
    assert Settings()[PREVIOUS_MODEL] == ""


def test_the_way_back_is_kept_for_the_next_start(make_window: MakeWindow) -> None:
    settings = Settings()
    settings[PREVIOUS_MODEL] = "/models/older one"
    settings.save()
    back = make_window().findChild(QAction, "action_previous_model")
    assert back is not None
    assert back.isEnabled()
    assert back.text() == "Switch &back to older one"

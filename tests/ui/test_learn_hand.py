"""Model, Learn my hand…: the form comes filled in, ready to start; with too few examples it says how many it takes."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.core.ink import Drawing
from app.core.my_drawings import Example, append_example
from app.core.own_hand import LEAST_EXAMPLES
from app.ui.main_window import MainWindow
from app.ui.message_bar import MessageBar
from app.ui.training_dialog import TrainingDialog
from app.ui.training_editors import WordLine
from app.ui.training_form import TrainingForm
from tests.ui.jobs import FakeJobs
from tests.ui.sessions import STARTED, FakeTraining, epoch
from tests.unit.core.bundles import write_bundle


@pytest.fixture
def training(window: MainWindow, tmp_path: Path) -> FakeTraining:
    stand_in = FakeTraining(events=(STARTED, epoch(1)), ending=write_bundle(tmp_path / "bundle"))
    window.dialogs._trainings.make_job = FakeJobs()
    window.training._make_job = stand_in
    return stand_in


def keep(count: int) -> None:
    for at in range(count):
        append_example(Example("1", Drawing().with_stroke([[100, 40], [100 + at, 240]])))


def ask(window: MainWindow) -> None:
    action = window.findChild(QAction, "action_learn_hand")
    assert action is not None
    action.trigger()


def dialog_of(window: MainWindow, qtbot: QtBot) -> TrainingDialog:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(TrainingDialog)), timeout=30_000)
    return next(each for each in window.findChildren(TrainingDialog) if each.isVisible())


def test_too_few_examples_are_told_in_the_window(window: MainWindow, qtbot: QtBot, training: FakeTraining) -> None:
    keep(2)
    ask(window)
    bar = window.findChild(MessageBar)
    assert bar is not None
    qtbot.waitUntil(lambda: f"takes {LEAST_EXAMPLES} examples" in bar.text)
    assert "you have kept 2" in bar.text
    assert not window.findChildren(TrainingDialog)


def test_the_form_is_filled_in_and_can_be_started(window: MainWindow, qtbot: QtBot, training: FakeTraining) -> None:
    keep(LEAST_EXAMPLES)
    ask(window)
    dialog = dialog_of(window, qtbot)
    form = dialog.findChild(TrainingForm)
    assert form is not None
    assert form.config().begin_with == "digits"
    assert (form.config().data, form.config().name) == ("my-drawings", "digits-mine")
    preset = dialog.findChild(QComboBox, "train_preset")
    assert preset is not None
    assert preset.currentText() == "digits"
    qtbot.waitUntil(
        lambda: any("begins with what “digits” knows" in label.text() for label in dialog.findChildren(QLabel))
    )
    start = dialog.findChild(QPushButton, "train_start")
    assert start is not None
    qtbot.waitUntil(start.isEnabled)
    start.click()
    qtbot.waitUntil(lambda: window.training.snapshot.config is not None)
    assert window.training.snapshot.config is not None
    assert window.training.snapshot.config.begin_with == "digits"
    training.finish()
    qtbot.waitUntil(lambda: not window.training.snapshot.is_active)


def test_what_to_begin_with_can_be_seen_and_changed(window: MainWindow, qtbot: QtBot, training: FakeTraining) -> None:
    keep(LEAST_EXAMPLES)
    ask(window)
    dialog = dialog_of(window, qtbot)
    fold = dialog.findChild(QToolButton, "train_advanced")
    assert fold is not None
    fold.click()
    line = dialog.findChild(WordLine, "train_begin_with")
    assert line is not None
    assert line.text() == "digits"
    line.clear()
    form = dialog.findChild(TrainingForm)
    assert form is not None
    assert form.config().begin_with == ""
    assert line.placeholderText() == "random weights"

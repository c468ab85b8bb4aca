"""The training dialog: before, while and after a training, closing it, coming back, and what goes wrong."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QTableWidget,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.errors import ComputeError, DataSetError, TrainingError
from app.core.events import EpochDone, Progress
from app.core.preview import NumberedPicture
from app.core.runs import read_run
from app.core.settings import PREVIOUS_MODEL
from app.core.training import config_for
from app.ui.curves import CurvePlot
from app.ui.gallery import Gallery
from app.ui.leaving_question import LeavingQuestion
from app.ui.main_window import MainWindow
from app.ui.message_bar import MessageBar
from app.ui.task import Task
from app.ui.training_dialog import TrainingDialog
from app.ui.training_editors import NumbersLine
from app.ui.training_headline import data_name
from tests.ui.jobs import DESCRIBE_JOB, EVALUATE_JOB, PICTURE_JOB, PREVIEW_JOB, FakeJobs, preview_of, report_of
from tests.ui.sessions import STARTED, FakeTraining, batch, epoch
from tests.unit.core.bundles import write_bundle
from tests.unit.core.run_folders import write_run

CONTRACT = (
    "train_preset", "train_data", "train_epochs", "train_start", "train_stop", "train_cancel", "train_progress",
    "train_loss_plot", "train_accuracy_plot", "train_log", "train_use_model", "train_pause", "train_batch_size",
    "train_learning_rate",
)  # fmt: skip
EPOCHS = (STARTED, epoch(1), epoch(2), batch(3, 50))


class Room:
    """A window with its training dialog open; jobs and trainings are stand-ins."""

    def __init__(self, window: MainWindow, qtbot: QtBot, jobs: FakeJobs, training: FakeTraining) -> None:
        self.window, self.qtbot, self.jobs, self.training = window, qtbot, jobs, training
        window.dialogs._trainings.make_job = jobs
        window.training._make_job = training

    def open(self) -> "Room":
        self.window.findChild(QAction, "action_train").trigger()
        self.qtbot.waitUntil(lambda: self.find_dialog() is not None)
        return self

    def find_dialog(self) -> TrainingDialog | None:
        return next((d for d in self.window.findChildren(TrainingDialog) if d.isVisible()), None)

    @property
    def dialog(self) -> TrainingDialog:
        dialog = self.find_dialog()
        assert dialog is not None
        return dialog

    def part(self, name: str, kind: type[Any] = QWidget) -> Any:
        found = self.dialog.findChild(kind, name)
        assert found is not None, name
        return found

    def click(self, name: str) -> None:
        button = self.part(name, QAbstractButton)
        assert button.isVisible(), f"{name} is hidden"
        assert button.isEnabled(), f"{name} is disabled"
        button.click()

    def shown(self) -> set[str]:
        names = ("script", "again", "cancel", "pause", "stop", "resume", "switch_back", "use_model", "start")
        return {name for name in names if self.part(f"train_{name}").isVisible()}

    @property
    def headline(self) -> str:
        return str(self.part("train_headline", QLabel).text())

    @property
    def message(self) -> str:
        return str(self.dialog.findChild(MessageBar).text)

    @property
    def page(self) -> str:
        pages = self.part("train_pages", QTabWidget)
        return str(pages.tabText(pages.currentIndex()))

    def start(self) -> None:
        self.qtbot.waitUntil(lambda: self.part("train_start").isEnabled())
        self.click("train_start")
        self.qtbot.waitUntil(lambda: self.window.training.snapshot.fraction > 0)

    def finish(self) -> None:
        self.training.finish()
        self.qtbot.waitUntil(lambda: not self.window.training.snapshot.is_active)

    def question(self) -> LeavingQuestion:
        (question,) = [q for q in self.dialog.findChildren(LeavingQuestion) if q.isVisible()]
        return question

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.tasks.findChildren(Task))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    for name in ("mnist", "fashion-mnist"):
        (folder / name).mkdir(parents=True)
    monkeypatch.setenv("INKDIGIT_DATA", str(folder))
    return folder


@pytest.fixture
def make_room(window: MainWindow, qtbot: QtBot, data: Path, tmp_path: Path) -> Callable[..., Room]:
    bundle = write_bundle(tmp_path / "bundle")

    def make(jobs: FakeJobs | None = None, **training: Any) -> Room:
        return Room(window, qtbot, jobs or FakeJobs(), FakeTraining(**{"events": EPOCHS, "ending": bundle, **training}))

    return make


@pytest.fixture
def room(make_room: Callable[..., Room]) -> Room:
    return make_room().open()


def test_the_names_of_the_contract_are_there_and_can_be_told(room: Room) -> None:
    for name in CONTRACT:
        assert room.part(name).accessibleName(), name
    buttons = [b for b in room.dialog.findChildren(QAbstractButton) if b.isVisible() and not b.accessibleName()]
    assert [b.objectName() for b in buttons if not b.objectName().startswith("qt_")] == []


def test_the_dialog_does_not_block_the_window(room: Room) -> None:
    assert not room.dialog.isModal()
    assert room.window.isEnabled()


def test_before_the_start_it_says_what_will_happen(room: Room) -> None:
    room.qtbot.waitUntil(lambda: "about" in room.headline)
    space = "\N{NO-BREAK SPACE}"
    assert room.headline == f"quick, 34,826 weights, 1{space}epoch of 430{space}steps on mnist: about 10{space}s"
    assert "conv" in room.part("train_summary", QPlainTextEdit).toPlainText()
    assert room.shown() == {"script", "start"}


def test_the_headline_is_larger_than_the_rest(room: Room) -> None:
    """A font that is set at the wrong moment is lost to the style."""
    assert room.part("train_headline", QLabel).font().weight() >= 600
    assert room.part("train_headline").font().pointSizeF() > room.dialog.font().pointSizeF() * 1.2


def test_before_the_start_it_shows_pictures(room: Room) -> None:
    gallery = room.part("train_gallery", Gallery)
    room.qtbot.waitUntil(lambda: gallery.text == "")
    assert room.page == "Pictures"
    assert room.jobs.orders[0] == (PREVIEW_JOB, {"data": "mnist"})


def test_an_outdated_plan_is_dropped(make_room: Callable[..., Room]) -> None:
    jobs = FakeJobs(held={DESCRIBE_JOB})
    room = make_room(jobs).open()
    room.qtbot.waitUntil(lambda: jobs.count(DESCRIBE_JOB) == 1)
    room.part("train_preset", QComboBox).setCurrentText("dense-512")
    room.qtbot.waitUntil(lambda: jobs.cancelled == [DESCRIBE_JOB])
    room.qtbot.waitUntil(lambda: "about" in room.headline)
    assert room.headline.startswith("dense-512, ")


def test_typing_asks_for_one_plan(room: Room) -> None:
    room.qtbot.waitUntil(lambda: "about" in room.headline)
    before = room.jobs.count(DESCRIBE_JOB)
    for size in (100, 101, 102, 103):
        room.part("train_batch_size").setValue(size)
    room.qtbot.waitUntil(lambda: room.jobs.count(DESCRIBE_JOB) > before)
    room.qtbot.waitUntil(lambda: "about" in room.headline)
    assert room.jobs.count(DESCRIBE_JOB) == before + 1
    room.part("train_epochs").setValue(3)
    assert "about 35" in room.headline


def test_data_that_are_not_here_are_not_fetched_unasked(make_room: Callable[..., Room], data: Path) -> None:
    (data / "mnist").rmdir()
    jobs = FakeJobs(events=(Progress("downloading", 30, 60),), held={PREVIEW_JOB})
    room = make_room(jobs).open()
    gallery = room.part("train_gallery", Gallery)
    room.qtbot.waitUntil(lambda: "downloaded" in gallery.text)
    assert jobs.orders == []
    room.click("gallery_action")
    room.qtbot.waitUntil(lambda: gallery.text == "Downloading mnist: 50\N{NO-BREAK SPACE}%")
    (data / "mnist").mkdir()
    jobs.release()
    room.qtbot.waitUntil(lambda: gallery.text == "")
    room.qtbot.waitUntil(lambda: "about" in room.headline)


def test_data_that_cannot_be_read_are_told_in_place(make_room: Callable[..., Room]) -> None:
    error = DataSetError("“mnist” is cut off.", "Get it again.")
    room = make_room(FakeJobs({PREVIEW_JOB: error, DESCRIBE_JOB: error})).open()
    room.qtbot.waitUntil(lambda: room.part("train_gallery", Gallery).text == "“mnist” is cut off.\nGet it again.")
    room.qtbot.waitUntil(lambda: room.headline == "“mnist” is cut off.")
    assert not room.part("train_start").isEnabled()


def test_a_plan_that_died_does_not_forbid_the_start(make_room: Callable[..., Room]) -> None:
    room = make_room(FakeJobs({DESCRIBE_JOB: ComputeError("The background process was killed.", "Try again.")})).open()
    details = room.dialog.findChildren(QLabel, "muted")
    room.qtbot.waitUntil(lambda: any("killed" in label.text() for label in details))
    assert room.headline == "quick, 1\N{NO-BREAK SPACE}epoch on mnist"
    assert room.part("train_start").isEnabled()


def test_a_path_that_does_not_exist_cannot_be_started(room: Room) -> None:
    room.part("train_data", QComboBox).setCurrentText("/no/such/folder")
    assert room.headline == "There are no data in “/no/such/folder”."
    assert not room.part("train_start").isEnabled()
    room.part("train_data", QComboBox).setCurrentText("mnist")
    assert room.part("train_start").isEnabled()


def test_a_drive_that_sleeps_holds_nothing_up(room: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    awake = threading.Event()
    monkeypatch.setattr("app.ui.data_field.exists", lambda path: awake.wait() and path.exists())
    monkeypatch.setattr("app.ui.lookup.AT_ONCE_S", 0.001)
    room.part("train_data", QComboBox).setCurrentText(str(tmp_path))
    assert room.headline == f"“{tmp_path}” is still being looked for."
    assert not room.part("train_start").isEnabled()
    awake.set()
    room.qtbot.waitUntil(lambda: room.part("train_start").isEnabled())
    assert room.headline.endswith(data_name(str(tmp_path)))


def test_a_bad_value_is_told_in_place_and_cannot_be_started(room: Room) -> None:
    room.part("train_preset", QComboBox).setCurrentText("dense-512")
    room.click("train_network")
    room.part("train_network_units", NumbersLine).setText("5, x")
    assert room.headline == "“5, x” is no list of whole numbers."
    assert not room.part("train_start").isEnabled()


def test_the_training_gets_what_the_form_says(room: Room) -> None:
    room.part("train_preset", QComboBox).setCurrentText("keras-convnet")
    room.part("train_epochs").setValue(5)
    room.start()
    ((target, arguments),) = room.training.orders
    assert target == "app.learning.trainer:train"
    assert arguments["config"] == config_for("keras-convnet", epochs=5)
    room.finish()
    room.rest()


def test_while_it_runs_curves_log_and_progress_move(make_room: Callable[..., Room]) -> None:
    room = make_room().open()
    room.part("train_epochs").setValue(5)
    room.start()
    assert room.page == "Curves"
    assert room.shown() == {"script", "cancel", "pause", "stop"}
    room.qtbot.waitUntil(lambda: room.headline == "Epoch 3 of 5, step 50 of 100")
    loss = room.part("train_loss_plot", CurvePlot)
    room.qtbot.waitUntil(lambda: len(loss.series) == 2)
    training, validation = loss.series
    assert training.epochs.tolist() == [1, 2, 2.5]
    assert validation.epochs.tolist() == [1, 2]
    log = room.part("train_log", QTableWidget)
    assert [log.item(1, column).text() for column in (0, 1, 3)] == ["2", "0.2500", "0.4000"]
    assert room.part("train_progress", QProgressBar).value() == 500
    assert not room.part("train_epochs").isEnabled()
    room.finish()
    room.rest()


def test_pause_and_resume(room: Room) -> None:
    room.start()
    room.click("train_pause")
    assert room.window.training.state == "paused"
    assert room.headline.startswith("Paused")
    assert room.part("train_pause", QAbstractButton).text() == "Resume"
    room.click("train_pause")
    assert room.window.training.state == "running"
    room.finish()
    room.rest()


def test_stop_and_keep_shows_the_result(room: Room) -> None:
    room.start()
    room.click("train_stop")
    room.qtbot.waitUntil(lambda: room.page == "Result")
    room.qtbot.waitUntil(lambda: room.headline == "98.00\N{NO-BREAK SPACE}% of 100 test pictures are read right")
    assert room.shown() == {"script", "again", "use_model"}
    room.rest()


def test_cancel_keeps_nothing_and_the_form_comes_back(room: Room) -> None:
    room.start()
    room.click("train_cancel")
    room.qtbot.waitUntil(lambda: "start" in room.shown())
    assert room.message == "The training was cancelled. Nothing was kept."
    assert room.part("train_epochs").isEnabled()
    room.qtbot.waitUntil(lambda: "about" in room.headline)


def test_the_result_stands_beside_the_model_in_use(room: Room) -> None:
    room.start()
    room.finish()
    room.qtbot.waitUntil(lambda: room.jobs.count(EVALUATE_JOB) == 2)
    room.qtbot.waitUntil(lambda: room.part("evaluation_second").isVisible())
    models = [arguments["model"] for target, arguments in room.jobs.orders if target == EVALUATE_JOB]
    assert models == [str(room.training.ending), room.window.model.key]
    room.rest()


def test_a_rival_with_other_classes_is_told(make_room: Callable[..., Room]) -> None:
    def answer(model: str, **_: Any) -> object:
        if model.endswith("bundle"):
            return report_of(model)
        raise DataSetError("The model does not know the class “Sneaker”.")

    room = make_room(FakeJobs({EVALUATE_JOB: answer})).open()
    room.start()
    room.finish()
    expected = "The model in use cannot be compared: The model does not know the class “Sneaker”."
    room.qtbot.waitUntil(lambda: "cannot be compared" in room.dialog._pages.result.text)
    assert room.dialog._pages.result.text == expected
    room.rest()


def test_the_model_is_used_by_one_click_and_switched_back_by_one(room: Room) -> None:
    room.start()
    room.finish()
    room.qtbot.waitUntil(lambda: "use_model" in room.shown())
    before = room.window.model.key
    with room.qtbot.waitSignal(room.window.recognizer.model_loaded):
        room.click("train_use_model")
    assert room.window.model.key == "quick"
    assert room.window.settings[PREVIOUS_MODEL] == before
    assert "use_model" not in room.shown()
    assert room.part("train_switch_back", QAbstractButton).text() == f"Switch back to {before}"
    with room.qtbot.waitSignal(room.window.recognizer.model_loaded):
        room.click("train_switch_back")
    assert room.window.model.key == before
    assert "use_model" in room.shown()
    with room.qtbot.waitSignal(room.window.recognizer.model_loaded):
        room.click("train_use_model")
    assert room.window.model.key == "quick"
    room.rest()


def test_a_damaged_bundle_cannot_be_used_and_says_so(make_room: Callable[..., Room], tmp_path: Path) -> None:
    broken = write_bundle(tmp_path / "broken")
    (broken / "model.tflite").write_bytes(b"other")
    room = make_room(ending=broken).open()
    room.start()
    room.finish()
    room.qtbot.waitUntil(lambda: "use_model" in room.shown())
    room.click("train_use_model")
    room.qtbot.waitUntil(lambda: room.message != "")
    assert "model.tflite" in room.message
    assert room.part("train_use_model").isEnabled()
    room.rest()


def test_a_failure_is_a_sentence_in_place(make_room: Callable[..., Room]) -> None:
    room = make_room(
        ending=TrainingError("The loss is not a number any more.", "Choose a smaller learning rate.")
    ).open()
    room.start()
    room.finish()
    room.qtbot.waitUntil(lambda: room.message != "")
    assert room.message == "The loss is not a number any more.\nChoose a smaller learning rate."
    assert room.headline == "The training failed"
    assert room.shown() == {"script", "again"}
    room.click("train_again")
    assert room.shown() == {"script", "start"}
    assert room.message == ""
    room.rest()


def test_a_death_with_a_checkpoint_offers_to_resume(make_room: Callable[..., Room]) -> None:
    room = make_room(ending=ComputeError("The background process was killed.", "Try again.")).open()
    room.start()
    folder = room.window.training.snapshot.folder
    template = write_run("template", "running")
    folder.rmdir()
    template.rename(folder)
    room.finish()
    room.qtbot.waitUntil(lambda: "resume" in room.shown())
    room.click("train_resume")
    room.qtbot.waitUntil(lambda: room.shown() == {"script", "cancel", "pause", "stop"})
    assert room.training.orders[-1][0] == "app.learning.trainer:resume"
    room.training.finish()
    room.qtbot.waitUntil(lambda: not room.window.training.snapshot.is_active)
    room.rest()


def test_closing_while_it_runs_asks_and_can_keep_it_running(room: Room) -> None:
    room.start()
    room.dialog.close()
    question = room.question()
    assert room.find_dialog() is not None
    question.findChild(QAbstractButton, "leaving_keep").click()
    assert room.find_dialog() is None
    assert room.window.training.state == "running"
    assert room.window.statusBar().findChild(QAbstractButton, "status_training").isVisible()
    room.open()
    assert room.headline == "Epoch 3 of 1, step 50 of 100"
    assert room.part("train_log", QTableWidget).rowCount() == 2
    assert room.shown() == {"script", "cancel", "pause", "stop"}
    room.finish()
    room.rest()


@pytest.mark.parametrize(("button", "state"), [("leaving_stop", "finished"), ("leaving_cancel", "cancelled")])
def test_closing_while_it_runs_can_end_it(room: Room, button: str, state: str) -> None:
    room.start()
    room.qtbot.keyClick(room.dialog, Qt.Key.Key_Escape)
    room.question().findChild(QAbstractButton, button).click()
    room.qtbot.waitUntil(lambda: not room.window.training.snapshot.is_active)
    assert room.window.training.state == state
    room.rest()


def test_going_back_leaves_everything_as_it_was(room: Room) -> None:
    room.start()
    room.dialog.close()
    room.question().close_button.click()
    assert room.find_dialog() is not None
    assert room.window.training.state == "running"
    room.finish()
    room.rest()


def test_the_question_goes_away_when_the_training_ends_by_itself(room: Room) -> None:
    room.start()
    room.dialog.close()
    assert room.question().isVisible()
    room.finish()
    room.qtbot.waitUntil(lambda: not any(q.isVisible() for q in room.dialog.findChildren(LeavingQuestion)))
    assert room.find_dialog() is not None
    room.rest()


def test_closing_before_the_start_asks_nothing_and_drops_what_is_under_way(make_room: Callable[..., Room]) -> None:
    jobs = FakeJobs(held={PREVIEW_JOB})
    room = make_room(jobs).open()
    room.qtbot.waitUntil(lambda: jobs.count(PREVIEW_JOB) == 1)
    room.qtbot.keyClick(room.dialog, Qt.Key.Key_Escape)
    assert room.find_dialog() is None
    room.qtbot.waitUntil(lambda: PREVIEW_JOB in jobs.cancelled)
    room.rest()


def test_a_result_is_still_there_when_the_dialog_comes_back(room: Room) -> None:
    room.start()
    room.dialog.leave()
    room.finish()
    room.open()
    room.qtbot.waitUntil(lambda: "98.00" in room.headline)
    assert "use_model" in room.shown()
    room.rest()


def test_there_is_one_dialog(room: Room) -> None:
    room.open()
    room.window.findChild(QAction, "action_train").trigger()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
    assert len(room.window.findChildren(TrainingDialog)) == 1


def test_the_window_closes_with_the_dialog_open(room: Room) -> None:
    room.window.close()
    assert room.find_dialog() is None


def test_a_run_from_the_disk_shows_its_curves_and_figures(make_room: Callable[..., Room]) -> None:
    room = make_room()
    room.window.dialogs.open_run(read_run(write_run("mine", "finished", has_bundle=True)))
    room.qtbot.waitUntil(lambda: room.find_dialog() is not None)
    room.qtbot.waitUntil(lambda: "98.00" in room.headline)
    assert room.part("train_log", QTableWidget).rowCount() == 3
    assert room.shown() == {"script", "again", "use_model"}
    assert room.part("train_preset", QComboBox).currentText() == "digits"
    room.rest()


def test_an_interrupted_run_can_be_resumed_from_there(make_room: Callable[..., Room]) -> None:
    room = make_room()
    room.window.dialogs.open_run(read_run(write_run("mine", "running")))
    room.qtbot.waitUntil(lambda: room.find_dialog() is not None)
    assert room.headline == "The training was cut off"
    room.click("train_resume")
    room.qtbot.waitUntil(lambda: "pause" in room.shown())
    room.finish()
    room.rest()


def test_a_run_that_goes_on_is_measured_anew(make_room: Callable[..., Room]) -> None:
    run = read_run(write_run("mine", "stopped", has_bundle=True))
    room = make_room(ending=run.bundle)
    room.window.dialogs.open_run(run)
    room.qtbot.waitUntil(lambda: room.jobs.count(EVALUATE_JOB) == 2)
    room.click("train_resume")
    room.qtbot.waitUntil(lambda: "pause" in room.shown())
    assert "98.00" not in room.headline
    room.finish()
    room.qtbot.waitUntil(lambda: room.jobs.count(EVALUATE_JOB) == 4)
    room.rest()


def test_a_run_can_be_looked_at_while_another_trains(make_room: Callable[..., Room]) -> None:
    room = make_room().open()
    room.start()
    room.window.dialogs.open_run(read_run(write_run("other", "finished", has_bundle=True)))
    room.qtbot.waitUntil(lambda: room.shown() == {"script", "again", "use_model"})
    room.window.training.pause()
    assert "pause" not in room.shown()
    room.window.training.unpause()
    room.window.findChild(QAction, "action_train").trigger()
    room.qtbot.waitUntil(lambda: "pause" in room.shown())
    room.finish()
    room.rest()


def test_a_damaged_run_is_shown_without_a_crash(make_room: Callable[..., Room]) -> None:
    folder = write_run("mine")
    (folder / "config.json").write_text("{")
    room = make_room()
    room.window.dialogs.open_run(read_run(folder))
    room.qtbot.waitUntil(lambda: room.find_dialog() is not None)
    assert room.headline == "The settings of this run are damaged"
    room.rest()


def test_without_validation_the_log_has_dashes_and_no_second_curve(make_room: Callable[..., Room]) -> None:
    rows = tuple(EpochDone(n, 0.5, 0.9, None, None, 0.001, 2.0, 9.0) for n in (1, 2))
    room = make_room(events=(STARTED, *rows)).open()
    room.start()
    log = room.part("train_log", QTableWidget)
    room.qtbot.waitUntil(lambda: log.rowCount() == 2)
    assert log.item(0, 3).text() == "–"
    assert [series.name for series in room.part("train_loss_plot", CurvePlot).series] == ["training"]
    room.finish()
    room.rest()


def test_the_script_is_saved_where_the_person_says(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    room.click("train_script")
    (dialog,) = room.dialog.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    room.qtbot.waitUntil(path.is_file)
    assert path.read_text() == "import keras\n"
    room.qtbot.waitUntil(lambda: room.message == f"Saved as {path}.")
    room.rest()


def test_a_script_that_cannot_be_written_is_a_sentence(room: Room, tmp_path: Path) -> None:
    room.dialog._script.save(config_for("quick"), tmp_path)
    room.qtbot.waitUntil(lambda: bool(room.message))
    assert "cannot be saved" in room.message
    room.rest()


def test_enter_in_a_number_starts_nothing(room: Room) -> None:
    room.qtbot.waitUntil(lambda: "about" in room.headline)
    room.qtbot.keyClick(room.part("train_epochs"), Qt.Key.Key_Return)
    assert room.window.training.state == "idle"


def test_the_whole_course_by_keyboard(room: Room) -> None:
    room.qtbot.waitUntil(lambda: "about" in room.headline)
    room.part("train_preset").setFocus()
    start = room.part("train_start", QAbstractButton)
    for _ in range(60):
        if room.dialog.focusWidget() is start:
            break
        room.qtbot.keyClick(room.dialog.focusWidget(), Qt.Key.Key_Tab)
    assert room.dialog.focusWidget() is start
    room.qtbot.keyClick(start, Qt.Key.Key_Return)
    room.qtbot.waitUntil(lambda: room.window.training.snapshot.fraction > 0)
    stop = room.part("train_stop", QAbstractButton)
    stop.setFocus()
    room.qtbot.keyClick(stop, Qt.Key.Key_Space)
    room.qtbot.waitUntil(lambda: "use_model" in room.shown())
    room.rest()


def test_pages_turn_with_the_keys_of_the_gallery(room: Room) -> None:
    gallery = room.part("train_gallery", Gallery)
    room.qtbot.waitUntil(lambda: gallery.text == "")
    gallery.show_preview(preview_of(95))
    room.qtbot.keyClick(gallery, Qt.Key.Key_PageDown)
    assert gallery.page == 1


def test_a_picture_of_the_gallery_is_read_in_the_window(room: Room) -> None:
    gallery = room.part("train_gallery", Gallery)
    room.qtbot.waitUntil(lambda: gallery.text == "")
    grid = room.part("gallery_grid")
    with room.qtbot.waitSignal(room.window.predicted, check_params_cb=lambda _: room.window.is_showing_picture):
        room.qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(round(grid.width() * 0.35), 15))
    assert room.window.message_bar.text == "mnist: 3"
    assert room.window.results_view.raster is not None
    assert room.window.results_view.raster[0, 0] == 3


def test_a_picture_is_read_by_its_number(make_room: Callable[..., Room]) -> None:
    picture = NumberedPicture(np.full((28, 28), 200, dtype=np.uint8), "6", "mnist", "test", 130)
    room = make_room(FakeJobs({PICTURE_JOB: picture})).open()
    room.qtbot.waitUntil(lambda: room.part("train_gallery", Gallery).text == "")
    room.part("gallery_number").setValue(130)
    with room.qtbot.waitSignal(room.window.predicted, check_params_cb=lambda _: room.window.is_showing_picture):
        room.click("gallery_read")
    assert (PICTURE_JOB, {"data": "mnist", "part": "test", "index": 130}) in room.jobs.orders
    assert room.window.message_bar.text == "mnist, test picture 130: 6"

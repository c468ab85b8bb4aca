"""Measuring from the menu: progress, cancel, errors, a second model, and a mistake on the canvas."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from app.core.errors import BundleError, DataSetError
from app.core.evaluation import Report
from app.core.events import Progress
from app.core.job import Job, Token
from app.core.job import Report as ReportTo
from app.core.paths import shipped_models_dir, user_models_dir
from app.ui.evaluation_dialog import EvaluationDialog
from app.ui.main_window import MainWindow
from app.ui.measuring import Heart
from app.ui.message_bar import MessageBar
from app.ui.sample_grid import SampleGrid
from app.ui.task import Tasks
from app.ui.theme import Theme
from tests.ui.busy import check_gaps
from tests.ui.events import draw
from tests.ui.fakes import FakeClassifier
from tests.ui.reports import nines_as_fours, report_of
from tests.unit.learning.conftest import write_idx_set


class FakeJobs:
    """Make jobs that report progress, wait for ``go``, then answer with ``answers[model]`` or raise it."""

    def __init__(self) -> None:
        self.answers: dict[str, Report | Exception] = {"digits": nines_as_fours()}
        self.asked: list[dict[str, Any]] = []
        self.go = threading.Event()
        self.go.set()

    def __call__(self, target: str, **arguments: Any) -> Job:
        self.asked.append({"target": target, **arguments})

        def job(report: ReportTo, token: Token) -> object:
            report(Progress("evaluating", 25, 100))
            while not self.go.wait(0.01):
                token.raise_if_cancelled()
            answer = self.answers[arguments["model"]]
            if isinstance(answer, Exception):
                raise answer
            return answer

        return job


@pytest.fixture
def jobs() -> FakeJobs:
    return FakeJobs()


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, jobs: FakeJobs) -> Iterator[EvaluationDialog]:
    tasks = Tasks()
    dialog = EvaluationDialog(theme, tasks, jobs, "digits")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    yield dialog
    dialog.close()
    tasks.stop()


def press(dialog: EvaluationDialog, name: str) -> None:
    QTest.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def message_of(dialog: EvaluationDialog) -> str:
    return dialog.findChild(MessageBar, "message_bar").text


def test_measuring_asks_the_job_and_shows_its_report(dialog: EvaluationDialog, jobs: FakeJobs, qtbot: QtBot) -> None:
    dialog.findChild(QComboBox, "evaluate_data").setCurrentText("fashion-mnist")
    press(dialog, "evaluate_start")
    qtbot.waitUntil(lambda: dialog.view.isVisible())
    assert jobs.asked == [
        {"target": "app.compute.evaluation_job:evaluate_model", "model": "digits", "data": "fashion-mnist"}
    ]
    assert dialog.view.findChild(SampleGrid).pictures.rowCount() == 5
    assert not dialog.is_measuring


def test_the_dialog_grows_with_its_figures_and_stays_on_the_screen(dialog: EvaluationDialog, qtbot: QtBot) -> None:
    room = dialog.screen().availableGeometry()
    assert dialog.height() < 400
    dialog.move(room.right() - 200, room.bottom() - 100)
    press(dialog, "evaluate_start")
    qtbot.waitUntil(lambda: dialog.view.isVisible())
    assert dialog.height() > 400
    assert room.contains(dialog.frameGeometry())


def test_progress_is_shown_and_cancel_ends_it(dialog: EvaluationDialog, jobs: FakeJobs, qtbot: QtBot) -> None:
    jobs.go.clear()
    press(dialog, "evaluate_start")
    bar = dialog.findChild(QProgressBar, "evaluate_progress")
    qtbot.waitUntil(lambda: bar.value() == 25)
    assert bar.isVisible()
    assert not dialog.findChild(QPushButton, "evaluate_start").isEnabled()
    press(dialog, "evaluate_cancel")
    assert not dialog.is_measuring
    assert not bar.isVisible()
    assert dialog.findChild(QLabel, "evaluate_words").text() == "Cancelled."
    jobs.go.set()
    qtbot.waitUntil(lambda: not dialog.view.isVisible())
    press(dialog, "evaluate_start")
    qtbot.waitUntil(lambda: dialog.view.isVisible())


def test_what_is_wrong_is_said_in_the_dialog(dialog: EvaluationDialog, jobs: FakeJobs, qtbot: QtBot) -> None:
    jobs.answers["digits"] = DataSetError("There is no such data set.", "Choose another one.")
    press(dialog, "evaluate_start")
    qtbot.waitUntil(lambda: bool(message_of(dialog)))
    assert message_of(dialog) == "There is no such data set.\nChoose another one."
    assert not dialog.is_measuring
    jobs.answers["digits"] = nines_as_fours()
    press(dialog, "evaluate_start")
    qtbot.waitUntil(lambda: dialog.view.isVisible())
    assert message_of(dialog) == ""


def test_a_bug_becomes_a_report(dialog: EvaluationDialog, jobs: FakeJobs, qtbot: QtBot) -> None:
    jobs.answers["digits"] = LookupError("lost")
    with qtbot.waitSignal(dialog.failed) as failed:
        press(dialog, "evaluate_start")
    assert isinstance(failed.args[0], LookupError)


def test_another_model_is_measured_on_the_same_data(dialog: EvaluationDialog, jobs: FakeJobs, qtbot: QtBot) -> None:
    jobs.answers["mine"] = report_of([(1, 1), (2, 3)], model="mine")
    others = dialog.findChild(QComboBox, "evaluate_other")
    others.addItem("mine", "mine")
    others.setCurrentIndex(others.findData("mine"))
    press(dialog, "evaluate_start")
    qtbot.waitUntil(lambda: dialog.view.isVisible())
    assert [asked["model"] for asked in jobs.asked] == ["digits", "mine"]
    assert dialog.view.findChild(QLabel, "evaluation_second_accuracy").text() == "50.00\N{NO-BREAK SPACE}%"


def test_the_first_report_stays_where_the_second_fails(dialog: EvaluationDialog, jobs: FakeJobs, qtbot: QtBot) -> None:
    jobs.answers["broken"] = BundleError("The model is damaged.", "Choose another one.")
    others = dialog.findChild(QComboBox, "evaluate_other")
    others.addItem("broken", "broken")
    others.setCurrentIndex(others.findData("broken"))
    press(dialog, "evaluate_start")
    qtbot.waitUntil(lambda: bool(message_of(dialog)))
    assert dialog.view.isVisible()
    assert not dialog.view.findChild(QLabel, "evaluation_second_accuracy").isVisible()


def test_the_other_models_of_the_same_classes_are_offered(theme: Theme, jobs: FakeJobs, qtbot: QtBot) -> None:
    tasks = Tasks()
    shutil.copytree(shipped_models_dir() / "digits", user_models_dir() / "other")
    for model, offered in (
        ("unknown", ["", "digits", "fashion", "other"]),
        ("digits", ["", "other"]),
        ("fashion", [""]),
    ):
        dialog = EvaluationDialog(theme, tasks, jobs, model)
        qtbot.addWidget(dialog)
        others = dialog.findChild(QComboBox, "evaluate_other")
        with qtbot.waitSignal(dialog.listed):
            pass
        assert [others.itemData(at) for at in range(others.count())] == offered
    tasks.stop()


def test_closing_cancels(dialog: EvaluationDialog, jobs: FakeJobs, qtbot: QtBot) -> None:
    jobs.go.clear()
    press(dialog, "evaluate_start")
    task = dialog._task
    assert task is not None
    with qtbot.waitSignal(task.cancelled):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def open_dialog(window: MainWindow, qtbot: QtBot) -> EvaluationDialog:
    window.findChild(QAction, "action_evaluate").trigger()
    qtbot.waitUntil(lambda: window.dialogs.evaluation is not None)
    dialog = window.dialogs.evaluation
    assert dialog is not None
    qtbot.waitExposed(dialog)
    return dialog


def test_the_model_in_use_is_measured_and_a_mistake_opens_on_the_canvas(
    window: MainWindow, classifier: FakeClassifier, tmp_path: Path, qtbot: QtBot
) -> None:
    data = write_idx_set(tmp_path / "tiny", train=20, test=60)
    dialog = open_dialog(window, qtbot)
    assert not dialog.isModal()
    dialog.findChild(QComboBox, "evaluate_data").setCurrentText(str(data))
    press(dialog, "evaluate_start")
    qtbot.waitUntil(lambda: dialog.view.isVisible())
    grid = dialog.view.findChild(SampleGrid)
    chosen = grid.pictures.image(0)
    with qtbot.waitSignal(window.predicted):
        QTest.mouseClick(
            grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(grid.pictures.index(0, 0)).center()
        )
    assert window.is_showing_picture
    assert window.panel.network_view.pixels == chosen.tobytes()
    assert (classifier.seen[-1] == chosen).all()
    dialog.close()
    assert window.dialogs.evaluation is None


def test_the_dialog_follows_the_model_in_use(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    assert dialog.windowTitle() == "Measure digits"
    with qtbot.waitSignal(window.recognizer.model_loaded):
        window.recognizer.use_model("another")
    assert dialog.windowTitle() == "Measure another"
    dialog.close()


def test_closing_the_window_closes_what_is_open_beside_it(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    assert open_dialog(window, qtbot) is dialog
    window.close()
    assert not dialog.isVisible()


def test_nothing_opens_after_the_window_is_closed(window: MainWindow, qtbot: QtBot) -> None:
    window.findChild(QAction, "action_evaluate").trigger()
    window.close()
    qtbot.waitUntil(lambda: not window.dialogs.is_opening)
    assert window.dialogs.evaluation is None


def test_a_raster_is_read_pixel_for_pixel_and_the_drawing_comes_back(
    window: MainWindow, classifier: FakeClassifier, qtbot: QtBot
) -> None:
    draw(window.canvas, [(0.4, 0.1), (0.5, 0.9)])
    drawing = window.canvas.drawing
    raster = np.random.default_rng(0).integers(0, 256, (28, 28), dtype=np.uint8)
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda _: (classifier.seen[-1] == raster).all()):
        window.show_raster(raster, "Picture 7")
    assert window.panel.network_view.pixels == raster.tobytes()
    assert "Picture 7" in window.results_view.accessibleName()
    window.go_back()
    assert not window.is_showing_picture
    assert window.canvas.drawing == drawing


def test_a_blank_raster_has_no_answer(window: MainWindow) -> None:
    window.show_raster(np.zeros((28, 28), dtype=np.uint8), "blank")
    assert window.panel.answer.text() == "No digit found"


@pytest.mark.alone
def test_measuring_leaves_the_event_loop_no_gap_over_50_ms(
    make_window: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    data = write_idx_set(tmp_path / "tiny", train=20, test=60)
    window = make_window()
    gaps = []
    for _ in range(3):
        heart = Heart(window)
        dialog = open_dialog(window, qtbot)
        dialog.findChild(QComboBox, "evaluate_data").setCurrentText(str(data))
        press(dialog, "evaluate_start")
        qtbot.waitUntil(lambda dialog=dialog: dialog.view.isVisible())
        qtbot.waitUntil(lambda dialog=dialog: not dialog.is_measuring)
        gaps.append(heart.max_gap_ms)
        heart.deleteLater()
        dialog.close()
    check_gaps(gaps)

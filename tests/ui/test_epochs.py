"""A run epoch by epoch: copies of the shipped model stand for its epochs."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.core.bundle import read_bundle
from app.core.epochs import EpochReady, copy_folder, kept_path
from app.core.errors import ComputeError
from app.core.job import Job, Report, Token
from app.core.runs import Run, read_run
from app.ui.epochs_dialog import EpochsDialog
from app.ui.epochs_work import _spread, preparing
from app.ui.main_window import MainWindow
from app.ui.recognizer import load_classifier
from app.ui.runs_dialog import RunsDialog
from tests.ui.events import draw
from tests.unit.core.run_folders import write_run

THREE = [(0.32, 0.22), (0.5, 0.16), (0.64, 0.28), (0.48, 0.44), (0.66, 0.6), (0.56, 0.8), (0.3, 0.78)]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(classifier_factory=load_classifier)
    with qtbot.waitSignal(window.recognizer.model_loaded):
        window.show()
    yield window
    window.close()
    window.deleteLater()


def write_epochs(folder: Path, *, copied: tuple[int, ...] = (1, 2, 3), kept: tuple[int, ...] = (1, 2, 3)) -> None:
    """Give a run epochs, some of them with the copy that converting them would make."""
    for epoch in kept:
        path = kept_path(folder, epoch)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"epoch %d" % epoch)
        if epoch in copied:
            copy_folder(path).mkdir(parents=True)
            shutil.copy(read_bundle("digits").litert_path, copy_folder(path) / "model.tflite")


def shown(window: MainWindow, run: Run, qtbot: QtBot) -> EpochsDialog:
    before = window.dialogs.epochs.dialog
    window.dialogs.epochs.show_run(run)
    qtbot.waitUntil(lambda: window.dialogs.epochs.dialog not in (None, before))
    dialog = window.dialogs.epochs.dialog
    assert dialog is not None
    return dialog


def test_a_run_is_opened_from_the_list_and_its_epochs_follow_the_pen(window: MainWindow, qtbot: QtBot) -> None:
    write_epochs(write_run("mine", "interrupted"))
    window.dialogs.show_runs()
    runs = window.findChild(RunsDialog)
    qtbot.waitUntil(lambda: runs.table.topLevelItemCount() == 1)
    runs.findChild(QPushButton, "runs_epochs").click()
    qtbot.waitUntil(lambda: window.dialogs.epochs.dialog is not None)
    dialog = window.dialogs.epochs.dialog
    assert dialog is not None
    draw(window.canvas, THREE)
    qtbot.waitUntil(lambda: dialog.answer.startswith("3"))
    qtbot.waitUntil(lambda: not dialog.is_preparing)
    qtbot.waitUntil(lambda: dialog.track.accessibleDescription() == "1: 3, 2: 3, 3: 3")
    assert dialog.facts.startswith("Epoch 3 of 5 · 94.50")
    qtbot.keyClick(dialog.slider, Qt.Key.Key_Home)
    assert dialog.facts.startswith("Epoch 1 of 5 · 91.00")
    assert dialog.chart.prediction is not None
    qtbot.mouseClick(dialog.track, Qt.MouseButton.LeftButton, pos=dialog.track.rect_of(1).center().toPoint())
    assert dialog.slider.value() == 1
    window.clear()
    qtbot.waitUntil(lambda: dialog.answer == "–")
    assert not dialog.grab().toImage().isNull()


def test_epochs_come_one_by_one_and_closing_gives_up_the_rest(window: MainWindow, qtbot: QtBot) -> None:
    folder = write_run("mine", "interrupted")
    write_epochs(folder)
    cancelled = threading.Event()

    def job(report: Report, token: Token) -> None:
        def tell(event: object) -> None:
            if not isinstance(event, EpochReady) or event.epoch == 2:
                report(event)

        preparing(read_run(folder))(tell, token)
        end = token.watch(cancelled.set)
        cancelled.wait(300)
        end()
        token.raise_if_cancelled()

    window.dialogs.epochs.make_job = lambda _run: job
    draw(window.canvas, THREE)
    dialog = shown(window, read_run(folder), qtbot)
    qtbot.waitUntil(lambda: dialog.track.accessibleDescription() == "1: …, 2: 3, 3: …")
    assert dialog.answer == "…"
    assert dialog.is_preparing
    dialog.slider.setValue(1)
    assert dialog.answer.startswith("3")
    dialog.close()
    assert cancelled.wait(300)
    assert window.dialogs.epochs.dialog is None


def failing(*events: object) -> Job:
    def job(report: Report, _token: Token) -> None:
        for event in events:
            report(event)
        raise ComputeError("The process has died.", "Try again.")

    return job


def test_what_cannot_be_shown_says_why(window: MainWindow, qtbot: QtBot) -> None:
    run = read_run(write_run("empty", "interrupted"))
    dialog = shown(window, run, qtbot)
    qtbot.waitUntil(lambda: "kept no epochs" in dialog.message)
    assert not dialog.slider.isEnabled()
    window.dialogs.epochs.make_job = lambda _run: failing(EpochReady(2, "", "The file is damaged."))
    again = shown(window, run, qtbot)
    qtbot.waitUntil(lambda: "has died" in again.message)
    assert not again.is_preparing


def test_a_damaged_copy_is_a_sentence_and_the_others_are_read(window: MainWindow, qtbot: QtBot) -> None:
    folder = write_run("mine", "interrupted")
    write_epochs(folder)
    (copy_folder(kept_path(folder, 2)) / "model.tflite").write_bytes(b"nonsense")
    draw(window.canvas, THREE)
    dialog = shown(window, read_run(folder), qtbot)
    qtbot.waitUntil(lambda: "cannot be read" in dialog.message)
    qtbot.waitUntil(lambda: not dialog.is_preparing)
    qtbot.waitUntil(lambda: "3: 3" in dialog.track.accessibleDescription())
    assert dialog.track.accessibleDescription() == "1: 3, 2: …, 3: 3"


@pytest.mark.parametrize("count", [1, 2, 9])
def test_copies_are_made_from_the_ends_inwards(count: int) -> None:
    from app.core.epochs import KeptEpoch

    kept = [KeptEpoch(epoch, Path(str(epoch))) for epoch in range(1, count + 1)]
    order = [each.epoch for each in _spread(kept)]
    assert sorted(order) == list(range(1, count + 1))
    assert order[:3] == [9, 1, 5][: len(order)] if count == 9 else order[0] == count

"""Auto, processor or GPU, with GPUs of our own: ready, missing, slow, dying."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.core.errors import ClassifierError, ComputeError
from app.core.job import Token
from app.core.prediction import Prediction
from app.core.raster import Raster
from app.core.settings import DEVICE
from app.ui.main_window import MainWindow
from tests.ui.events import draw
from tests.ui.fakes import FakeClassifier, prediction_of

LINE = [(0.4, 0.1), (0.5, 0.5), (0.45, 0.9)]


class FakeGpu(FakeClassifier):
    """A classifier on a "GPU" that answers 7; it can die, and knows whether it was let go of."""

    def __init__(self) -> None:
        super().__init__(lambda _raster: prediction_of("7"), device="GPU (Keras)")
        self.is_dead = self.is_closed = False

    def classify(self, raster: Raster) -> Prediction:
        if self.is_dead:
            raise ClassifierError("The GPU (Keras) has stopped.", "The processor goes on.")
        return super().classify(raster)

    def close(self) -> None:
        self.is_closed = True


class Gpus:
    """Stands in for ``load_on_gpu``: ``error`` refuses, ``go`` makes it wait."""

    def __init__(self) -> None:
        self.made: list[FakeGpu] = []
        self.error: Exception | None = None
        self.go = threading.Event()
        self.go.set()

    def __call__(self, _key: str, token: Token) -> FakeGpu:
        while not self.go.wait(0.01):
            token.raise_if_cancelled()
        if self.error is not None:
            raise self.error
        self.made.append(FakeGpu())
        return self.made[-1]


@pytest.fixture
def gpus() -> Gpus:
    return Gpus()


@pytest.fixture
def window(make_window: Callable[..., MainWindow], gpus: Gpus) -> MainWindow:
    window = make_window()
    window.devices._gpu = gpus
    return window


def choose(window: MainWindow, device: str) -> None:
    window.findChild(QAction, f"action_device_{device}").trigger()


def label(window: MainWindow) -> QLabel:
    found = window.findChild(QLabel, "status_device")
    assert found is not None
    return found


def on(window: MainWindow, device: str) -> bool:
    return label(window).text().startswith(device)


def test_the_processor_reads_unless_something_else_is_chosen(window: MainWindow, gpus: Gpus) -> None:
    assert window.findChild(QAction, "action_device_auto").isChecked()
    assert on(window, "CPU")
    assert "fastest" in label(window).toolTip()
    assert not gpus.made


def test_the_gpu_takes_over_and_gives_back(window: MainWindow, gpus: Gpus, qtbot: QtBot) -> None:
    choose(window, "gpu")
    qtbot.waitUntil(lambda: on(window, "GPU"))
    assert "chosen" in label(window).toolTip()
    assert window.settings[DEVICE] == "gpu"
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda p: p.label == "7"):
        draw(window.canvas, LINE)
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda p: p.label == "3"):
        choose(window, "cpu")
    assert on(window, "CPU")
    qtbot.waitUntil(lambda: gpus.made[0].is_closed)


def test_strokes_are_read_on_while_the_gpu_gets_ready(window: MainWindow, gpus: Gpus, qtbot: QtBot) -> None:
    gpus.go.clear()
    choose(window, "gpu")
    for _ in range(3):
        with qtbot.waitSignal(window.predicted, check_params_cb=lambda p: p.label == "3"):
            draw(window.canvas, LINE)
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda p: p.label == "7"):
        gpus.go.set()
    assert len(window.canvas.drawing.strokes) == 3
    assert on(window, "GPU")


def test_a_gpu_that_is_missing_says_why_and_the_processor_reads_on(
    window: MainWindow, gpus: Gpus, qtbot: QtBot
) -> None:
    gpus.error = ComputeError("No GPU was found.", "The processor goes on.")
    choose(window, "gpu")
    qtbot.waitUntil(lambda: window.message_bar.text == "No GPU was found. The processor reads on.")
    assert on(window, "CPU")
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda p: p.label == "3"):
        draw(window.canvas, LINE)
    gpus.error = None
    choose(window, "gpu")  # asked again, it is tried again
    qtbot.waitUntil(lambda: on(window, "GPU"))


def test_a_gpu_that_dies_in_the_middle_loses_no_stroke(window: MainWindow, gpus: Gpus, qtbot: QtBot) -> None:
    choose(window, "gpu")
    qtbot.waitUntil(lambda: on(window, "GPU"))
    gpus.made[0].is_dead = True
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda p: p.label == "3"):
        draw(window.canvas, LINE)
    assert "has stopped.\nThe processor goes on." in window.message_bar.text
    assert on(window, "CPU")
    qtbot.waitUntil(lambda: gpus.made[0].is_closed)
    assert len(gpus.made) == 1


def test_another_choice_or_the_windows_end_gives_up_a_gpu_on_its_way(
    window: MainWindow, gpus: Gpus, qtbot: QtBot
) -> None:
    gpus.go.clear()
    choose(window, "gpu")
    choose(window, "auto")
    gpus.go.set()
    qtbot.waitUntil(lambda: not window.tasks._running)
    assert on(window, "CPU")
    gpus.go.clear()
    choose(window, "gpu")
    window.close()
    gpus.go.set()
    assert all(gpu.is_closed for gpu in gpus.made)

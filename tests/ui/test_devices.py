"""Auto, processor or GPU, with GPUs of our own: ready, missing, slow, dying."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.core.errors import ClassifierError, ComputeError, KerasNeeded
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


class FakeKeras(FakeGpu):
    """A model that only Keras runs, on the processor; it answers 5."""

    def __init__(self) -> None:
        super().__init__()
        self.answer, self.device = lambda _raster: prediction_of("5"), "CPU (Keras)"


class Kerases(Gpus):
    """Stands in for ``load_in_keras``."""

    def __call__(self, key: str, token: Token) -> FakeGpu:
        super().__call__(key, token)
        self.made[-1] = FakeKeras()
        return self.made[-1]


@pytest.fixture
def heavy_window(qtbot: QtBot) -> Iterator[MainWindow]:
    """A window whose model "digits" answers 3, and whose model "heavy" needs Keras."""

    def load(key: str) -> FakeClassifier:
        if key == "heavy":
            raise KerasNeeded(key)
        return FakeClassifier()

    window = MainWindow(classifier_factory=load)
    window.devices._keras = Kerases()
    with qtbot.waitSignal(window.recognizer.model_loaded):
        window.show()
    yield window
    window.close()
    window.deleteLater()


def keras_of(window: MainWindow) -> Kerases:
    found = window.devices._keras
    assert isinstance(found, Kerases)
    return found


def reads(window: MainWindow, answer: str) -> bool:
    prediction = window.panel.chart.prediction
    return prediction is not None and prediction.label == answer


def test_a_model_that_only_keras_runs_gets_ready_while_the_one_before_reads(
    heavy_window: MainWindow, qtbot: QtBot
) -> None:
    window, keras = heavy_window, keras_of(heavy_window)
    keras.go.clear()
    window.use_model("heavy")
    qtbot.waitUntil(lambda: "Keras is getting ready" in window.message_bar.text)
    draw(window.canvas, LINE)
    qtbot.waitUntil(lambda: reads(window, "3"))
    keras.go.set()
    qtbot.waitUntil(lambda: reads(window, "5"))
    assert on(window, "CPU (Keras)") or "CPU (Keras)" in label(window).text()
    assert "LiteRT cannot run this model" in window.devices.why(window.model)  # type: ignore[arg-type]
    window.use_model("digits")
    qtbot.waitUntil(lambda: reads(window, "3"))
    qtbot.waitUntil(lambda: keras.made[0].is_closed)


def test_another_choice_gives_up_the_start_of_keras(heavy_window: MainWindow, qtbot: QtBot) -> None:
    window, keras = heavy_window, keras_of(heavy_window)
    keras.go.clear()
    window.use_model("heavy")
    qtbot.waitUntil(lambda: "Keras is getting ready" in window.message_bar.text)
    with qtbot.waitSignal(window.recognizer.model_loaded):
        window.use_model("other")
    keras.go.set()
    qtbot.waitUntil(lambda: window.devices._task is None)
    assert window.model is not None
    assert window.model.key == "other"
    assert all(made.is_closed for made in keras.made)


def test_keras_that_cannot_start_is_a_sentence_and_the_model_before_stays(
    heavy_window: MainWindow, qtbot: QtBot
) -> None:
    window = heavy_window
    keras_of(window).error = ComputeError("There is no memory left.", "Close other programs.")
    window.use_model("heavy")
    qtbot.waitUntil(lambda: "no memory" in window.message_bar.text)
    draw(window.canvas, LINE)
    qtbot.waitUntil(lambda: reads(window, "3"))
    assert window.model is not None
    assert window.model.key != "heavy"


def test_closing_does_not_wait_for_keras(heavy_window: MainWindow, qtbot: QtBot) -> None:
    window = heavy_window
    keras_of(window).go.clear()
    window.dialogs.library.compare(("digits", "heavy"))
    dialog = window.dialogs.library.comparison
    assert dialog is not None
    draw(window.canvas, LINE)
    qtbot.waitUntil(lambda: dialog.columns[0].answer.startswith("3"))
    window.use_model("heavy")
    qtbot.waitUntil(lambda: "Keras is getting ready" in window.message_bar.text)
    window.close()
    assert not any(column.recognizer.isRunning() for column in dialog.columns)
    assert not window.recognizer.isRunning()


def test_a_comparison_reads_with_keras_where_that_is_needed(heavy_window: MainWindow, qtbot: QtBot) -> None:
    window = heavy_window
    window.dialogs.library.compare(("digits", "heavy"))
    dialog = window.dialogs.library.comparison
    assert dialog is not None
    draw(window.canvas, LINE)
    qtbot.waitUntil(lambda: [column.answer[:1] for column in dialog.columns] == ["3", "5"])
    dialog.close()
    assert keras_of(window).made[0].is_closed

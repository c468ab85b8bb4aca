"""The reading thread: newest wins, one in flight, a bad model changes nothing, and it ends when told."""

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QObject, QThread, Signal
from pytestqt.qtbot import QtBot

from app.core.errors import BundleError
from app.core.prediction import Prediction
from app.core.raster import Raster
from app.ui.recognizer import Answer, ModelFailure, Recognizer
from app.ui.sketch import Sketch
from tests.ui.fakes import FakeClassifier, prediction_of


def sketch(x: float) -> Sketch:
    return Sketch(None, ((x, 20.0), (x, 200.0)))


class SlowClassifier(FakeClassifier):
    """Wait in ``classify`` until ``go`` is set; count how many are inside at once."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()
        self.entered = threading.Event()
        self.inside = self.most_inside = 0

    def classify(self, raster: Raster) -> Prediction:
        self.inside += 1
        self.most_inside = max(self.most_inside, self.inside)
        self.entered.set()
        assert self.go.wait(300)
        self.inside -= 1
        return super().classify(raster)


@pytest.fixture
def slow() -> SlowClassifier:
    return SlowClassifier()


@pytest.fixture
def recognizer(slow: SlowClassifier, qtbot: QtBot) -> Iterator[Recognizer]:
    thread = Recognizer(lambda _name: slow)
    with qtbot.waitSignal(thread.model_loaded):
        thread.use_model("slow")
        thread.start()
    yield thread
    slow.go.set()
    thread.stop()


def test_the_newest_of_many_waiting_is_answered_and_the_rest_dropped(
    recognizer: Recognizer, slow: SlowClassifier, qtbot: QtBot
) -> None:
    answers: list[Answer] = []
    recognizer.answered.connect(answers.append)
    first, *middle, last = [sketch(20.0 + i) for i in range(50)]
    recognizer.ask(first)
    assert slow.entered.wait(300)
    for waiting in (*middle, last):
        recognizer.ask(waiting)
    slow.go.set()
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert [answer.source for answer in answers] == [first, last]
    assert slow.most_inside == 1


def test_the_answer_carries_the_raster_that_was_classified(
    recognizer: Recognizer, slow: SlowClassifier, qtbot: QtBot
) -> None:
    slow.go.set()
    with qtbot.waitSignal(recognizer.answered) as answered:
        recognizer.ask(sketch(100.0))
    (answer,) = answered.args
    assert answer.raster is slow.seen[-1]
    assert answer.raster.shape == (28, 28)


def test_a_raster_is_answered_as_it_is(recognizer: Recognizer, slow: SlowClassifier, qtbot: QtBot) -> None:
    slow.go.set()
    raster = np.full((28, 28), 7, np.uint8)
    with qtbot.waitSignal(recognizer.answered) as answered:
        recognizer.ask(raster)
    assert answered.args[0].raster is raster


def test_answers_arrive_in_the_gui_thread(recognizer: Recognizer, slow: SlowClassifier, qtbot: QtBot) -> None:
    class Listener(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.thread_of_slot: QThread | None = None

        def on_answered(self, _answer: object) -> None:
            self.thread_of_slot = QThread.currentThread()

    listener = Listener()
    recognizer.answered.connect(listener.on_answered)
    slow.go.set()
    with qtbot.waitSignal(recognizer.answered):
        recognizer.ask(sketch(50.0))
    assert listener.thread_of_slot is listener.thread()


def test_a_drawing_asked_before_the_model_is_there_is_answered_then(qtbot: QtBot) -> None:
    gate = threading.Event()

    def load(_name: str) -> FakeClassifier:
        assert gate.wait(300)
        return FakeClassifier()

    thread = Recognizer(load)
    thread.use_model("late")
    thread.start()
    thread.ask(sketch(60.0))
    with qtbot.waitSignal(thread.answered):
        gate.set()
    thread.stop()


def test_a_model_that_fails_leaves_the_one_in_use(qtbot: QtBot) -> None:
    def load(name: str) -> FakeClassifier:
        if name == "bad":
            raise BundleError("It is damaged.", "Choose another one.")
        return FakeClassifier()

    thread = Recognizer(load)
    with qtbot.waitSignal(thread.model_loaded):
        thread.use_model("good")
        thread.start()
    with qtbot.waitSignal(thread.model_failed) as failed:
        thread.use_model("bad")
    failure: ModelFailure = failed.args[0]
    assert (failure.key, str(failure.error)) == ("bad", "It is damaged. Choose another one.")
    with qtbot.waitSignal(thread.answered):
        thread.ask(sketch(60.0))
    thread.stop()


def test_an_exception_while_answering_is_told_and_the_next_drawing_is_answered(qtbot: QtBot) -> None:
    def answer(raster: Raster) -> Prediction:
        if raster[:, :13].any():
            raise ZeroDivisionError("a bug")
        return prediction_of("1")

    thread = Recognizer(lambda _name: FakeClassifier(answer))
    thread.use_model("fake")
    thread.start()
    wide = Sketch(None, ((20.0, 20.0), (200.0, 200.0)))
    with qtbot.waitSignal(thread.failed) as failed:
        thread.ask(wide)
    assert isinstance(failed.args[0], ZeroDivisionError)
    raster = np.zeros((28, 28), np.uint8)
    raster[4:24, 14] = 255
    with qtbot.waitSignal(thread.answered):
        thread.ask(raster)
    thread.stop()


def test_stop_before_start_and_twice_is_harmless(qapp: object) -> None:
    thread = Recognizer(lambda _name: FakeClassifier())
    thread.stop()
    thread.stop()
    assert not thread.isRunning()


def test_stop_drops_what_waits(recognizer: Recognizer, slow: SlowClassifier) -> None:
    recognizer.ask(sketch(20.0))
    assert slow.entered.wait(300)
    recognizer.ask(sketch(30.0))
    slow.go.set()
    recognizer.stop()
    assert not recognizer.isRunning()
    assert len(slow.seen) == 1


class Counter(QObject):
    """Count emits that carry an object, and those that carry nothing."""

    with_object = Signal(object)
    without = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.objects = self.calls = 0
        self.with_object.connect(self._on_object)
        self.without.connect(self._on_nothing)

    def _on_object(self, thing: object) -> None:
        self.objects += thing is None

    def _on_nothing(self) -> None:
        self.calls += 1


def test_twenty_thousand_emits_do_not_wear_out_none(qapp: object) -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference to None with each such call, and aborts."""
    counter = Counter()
    for _ in range(20_000):
        counter.with_object.emit(None)
        counter.without.emit()
    assert (counter.objects, counter.calls) == (20_000, 20_000)

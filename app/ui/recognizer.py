"""The thread that reads: it loads the model and answers the newest drawing, dropping those that were overtaken."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeGuard, cast

from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.core.errors import InkdigitError, said
from app.core.prediction import Prediction
from app.core.preprocessing import INK_28, raster_for
from app.ui.sketch import Sketch

if TYPE_CHECKING:
    from app.core.ink import Drawing
    from app.core.raster import Raster
    from app.recognition.classifier import Classifier
    from app.recognition.numbers import NumberReader, NumberReading
    from app.recognition.pages import DividedPage
    from app.recognition.reader import Reading

ClassifierFactory = Callable[[str], "Classifier"]


class NotReady(Exception):  # noqa: N818 - no error
    """A model is being prepared elsewhere, and will be asked for again; the one in use stays."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """A prediction, the very raster that was classified, and the milliseconds that both took.

    ``source`` is what was asked about: a Sketch, or the raster of a picture.
    """

    source: Sketch | Raster
    raster: Raster
    prediction: Prediction
    elapsed_ms: float


@dataclass(frozen=True, slots=True, eq=False)
class PageAnswer:
    """What a page says, and the milliseconds that its digits took."""

    source: DividedPage
    reading: Reading
    elapsed_ms: float


@dataclass(frozen=True, slots=True, eq=False)
class NumberAnswer:
    """What a drawing of a whole number says, and the milliseconds that it took."""

    drawing: Drawing
    reading: NumberReading
    class_names: tuple[str, ...]
    elapsed_ms: float


class LoadedModel(NamedTuple):
    """A model in use: the name that it was asked for by, its own name and version, where it runs, what it is fed."""

    key: str
    name: str
    version: str
    device: str
    preprocessing: str = INK_28


@dataclass(frozen=True, slots=True, eq=False)
class ModelFailure:
    """A model that could not be used, and why."""

    key: str
    error: Exception


Answered = Answer | PageAnswer | NumberAnswer | Exception


class Recognizer(QThread):
    """Answer with at most one drawing in flight; ``ask`` and ``use_model`` may be called at any time."""

    answered = Signal(object)
    page_answered = Signal(object)
    number_answered = Signal(object)
    model_loaded = Signal(object)
    model_failed = Signal(object)
    failed = Signal(object)
    """An exception that no drawing should cause."""
    _switched = Signal(object, object)

    def __init__(self, classifier_factory: ClassifierFactory | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recognizer")
        self.factory = classifier_factory or load_classifier
        """What loads a model by its key; called in the thread."""
        self._changed = threading.Condition()
        self._model: str | None = None
        self._source: Sketch | Raster | DividedPage | None = None
        self._sketch: Sketch | None = None
        self._is_ending = False
        self._classifier: Classifier | None = None
        self._switched.connect(self._on_switched)
        self._numbers: NumberReader | None = None

    def ask(self, source: Sketch | Raster | DividedPage) -> None:
        """Have a sketch, a raster uint8 (28, 28) or a page answered next, in the place of any that still waits."""
        with self._changed:
            self._source = source
            self._changed.notify()

    def use_model(self, name: str) -> None:
        """Load another model; the present one stays in use if that fails."""
        with self._changed:
            self._model = name
            self._changed.notify()

    def stop(self) -> None:
        """End the thread and wait for it. What still waits is dropped."""
        with self._changed:
            self._is_ending = True
            self._changed.notify()
        cancel = getattr(self.factory, "cancel", None)
        if cancel is not None:
            cancel()
        self.wait()

    def run(self) -> None:
        """Load and answer until ``stop``. Runs in the thread."""
        while True:
            with self._changed:
                self._changed.wait_for(self._has_work)
                if self._is_ending:
                    _close(self._classifier)
                    return
                model, self._model = self._model, None
                source = None
                if model is None:
                    source, self._source = self._source, None
            if model is not None:
                self._load(model)
            elif source is not None:
                self._answer(source)

    def _has_work(self) -> bool:
        is_asked = self._source is not None and self._classifier is not None
        return self._is_ending or self._model is not None or is_asked

    def _load(self, key: str) -> None:
        try:
            classifier = self.factory(key)
            card = classifier.card
            loaded = LoadedModel(key, card.name, card.version, classifier.device, card.preprocessing)
        except NotReady:
            return
        except Exception as error:  # a person is told, and the model in use stays
            self.model_failed.emit(ModelFailure(key, error))
            return
        before, self._classifier, self._numbers = self._classifier, classifier, None
        # What was drawn is answered first and told of together with the new model: nothing is painted between the two,
        # so that no answer of one model ever stands under the name of another.
        sketch = self._newest_sketch()
        self._switched.emit(loaded, None if sketch is None else self._answer_to(sketch))
        _close(before)

    @Slot(object, object)
    def _on_switched(self, loaded: LoadedModel, answer: Answered | None) -> None:
        """Runs in the thread of the window."""
        self.model_loaded.emit(loaded)
        if answer is not None:
            self._tell(answer)

    def _newest_sketch(self) -> Sketch | None:
        """Return the sketch that waits, so that it waits no longer, or else the last one that was answered."""
        with self._changed:
            if isinstance(self._source, Sketch):
                self._sketch, self._source = self._source, None
        return self._sketch

    def _answer(self, source: Sketch | Raster | DividedPage) -> None:
        if isinstance(source, Sketch):
            self._sketch = source
        self._tell(self._answer_to(source))

    def _tell(self, answer: Answered) -> None:
        if isinstance(answer, Answer):
            self.answered.emit(answer)
        elif isinstance(answer, PageAnswer):
            self.page_answered.emit(answer)
        elif isinstance(answer, NumberAnswer):
            self.number_answered.emit(answer)
        else:
            self.failed.emit(answer)

    def _answer_to(self, source: Sketch | Raster | DividedPage) -> Answered:
        """Return the answer, or what no drawing should cause: the thread lives on, the next one may be answered."""
        classifier = self._classifier
        assert classifier is not None
        start = time.perf_counter()
        try:
            if _is_page(source):
                reading = _read_page(source, classifier)
                return PageAnswer(source, reading, (time.perf_counter() - start) * 1000)
            drawn = cast("Sketch | Raster", source)
            if isinstance(drawn, Sketch) and drawn.is_number:
                return self._number_answer(drawn.complete(), classifier, start)
            raster = _raster_of(drawn, classifier)
            prediction = classifier.classify(raster)
        except Exception as error:
            return error
        return Answer(drawn, raster, prediction, (time.perf_counter() - start) * 1000)

    def _number_answer(self, drawing: Drawing, classifier: Classifier, start: float) -> NumberAnswer:
        if self._numbers is None:
            from app.recognition.numbers import NumberReader

            self._numbers = NumberReader(classifier)
        reading = self._numbers.read(drawing)
        elapsed_ms = (time.perf_counter() - start) * 1000
        return NumberAnswer(drawing, reading, classifier.card.class_names, elapsed_ms)


def _close(classifier: object) -> None:
    """Let go of a classifier that holds a process."""
    close = getattr(classifier, "close", None)
    if close is not None:
        close()


def load_classifier(name: str) -> Classifier:
    """Load a model bundle into LiteRT.

    Raises:
        KerasNeeded: LiteRT cannot run this model.
        InkdigitError: LiteRT is not installed, or the bundle is damaged.
    """
    # Imported here, in the thread: NumPy and LiteRT are not needed to paint the window.
    try:
        from app.core.bundle import read_bundle
        from app.recognition.litert import LiteRTClassifier
    except ImportError as error:
        raise InkdigitError(
            said("LiteRT cannot be loaded ({reason}).", reason=error), "Install Inkdigit again."
        ) from error
    return LiteRTClassifier(read_bundle(name))


def _is_page(source: Sketch | Raster | DividedPage) -> TypeGuard[DividedPage]:
    if isinstance(source, Sketch):  # asked first: a drawing needs nothing of pages
        return False
    from app.recognition.pages import DividedPage

    return isinstance(source, DividedPage)


def _read_page(page: DividedPage, classifier: Classifier) -> Reading:
    from app.recognition.pages import read_divided

    return read_divided(page, classifier)


def _raster_of(source: Sketch | Raster, classifier: Classifier) -> Raster:
    if isinstance(source, Sketch):
        return raster_for(source.complete(), classifier.card.preprocessing)
    return source

"""Auto, processor or GPU: the choice, the change without a pause, and the way back where a GPU fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup

from app.core.errors import InkdigitError, KerasNeeded
from app.core.job import Report, Token
from app.core.settings import DEVICE, Settings
from app.ui.kept_classifier import let_go
from app.ui.recognizer import LoadedModel, ModelFailure, NotReady, Recognizer
from app.ui.sentences import spoken
from app.ui.serving_loader import ProcessLoader, ServingLoader, load_in_keras
from app.ui.task import Task, Tasks

if TYPE_CHECKING:
    from app.recognition.classifier import Classifier

AUTO, CPU, GPU = DEVICES = ("auto", "cpu", "gpu")


class DeviceMenu(QObject):
    """Let the recognizer read on another device. The old one reads until the new one is ready.

    ``explained`` carries a sentence about why the GPU is not used.
    """

    explained = Signal(str)
    _keras_needed = Signal(str)

    def __init__(
        self,
        recognizer: Recognizer,
        tasks: Tasks,
        settings: Settings,
        parent: QObject,
        gpu: ProcessLoader | None = None,
        keras: ProcessLoader | None = None,
    ) -> None:
        super().__init__(parent)
        self._recognizer, self._tasks, self._settings = recognizer, tasks, settings
        self._gpu, self._keras = gpu or load_on_gpu, keras or load_in_keras
        self._actions: dict[str, QAction] = {}
        self._ready: dict[str, Classifier] = {}
        self._refused: set[str] = set()
        self._task: Task | None = None
        self._key = self._awaited = ""
        self._plain = recognizer.factory
        recognizer.factory = self._load
        recognizer.model_loaded.connect(self._on_loaded)
        recognizer.failed.connect(self._on_failed)
        self._keras_needed.connect(self._on_keras_needed)

    @property
    def wanted(self) -> str:
        """Return the choice."""
        return self._settings[DEVICE]

    def loader(self) -> ServingLoader:
        """Return what loads models on the processor for a window of its own."""
        return ServingLoader(self._plain, self._keras)

    def attach(self, actions: dict[str, QAction]) -> None:
        """Let one of the menu's actions be checked at a time."""
        group = QActionGroup(self)
        for choice in DEVICES:
            action = self._actions[choice] = actions[f"action_device_{choice}"]
            group.addAction(action)
            action.setChecked(self.wanted == choice)

    def why(self, model: LoadedModel) -> str:
        """Return in a sentence why a model reads where it does."""
        if model.device.startswith("GPU"):
            return self.tr("The GPU was chosen under Model, Device.")
        if model.device.endswith("(Keras)"):
            return self.tr("LiteRT cannot run this model: Keras does, in a process of its own.")
        if self.wanted == GPU:
            return self.tr("The GPU is being tried, or cannot be used; the processor reads.")
        if self.wanted == CPU:
            return self.tr("The processor was chosen under Model, Device.")
        return self.tr("Chosen by itself: for single drawings the processor is the fastest.")

    @Slot()
    def use_auto(self) -> None:
        """Let the program choose: the processor, which answers a single drawing the fastest."""
        self._use(AUTO)

    @Slot()
    def use_cpu(self) -> None:
        """Read on the processor."""
        self._use(CPU)

    @Slot()
    def use_gpu(self) -> None:
        """Read on the GPU, if there is one that works."""
        self._use(GPU)

    def stop(self) -> None:
        """Give up what is on its way, and let go of what was never used. The tasks must have ended."""
        for classifier in self._ready.values():
            let_go(classifier)
        self._ready.clear()

    def _use(self, choice: str) -> None:
        self._settings[DEVICE] = choice
        self._actions[choice].setChecked(True)
        self._refused.clear()
        self._give_up()
        if self._key:
            self._recognizer.use_model(self._key)

    def _load(self, key: str) -> Classifier:
        """Return what reads at once: a GPU that is ready, else the processor. Runs in the recognizer's thread."""
        ready = self._ready.pop(key, None)
        if ready is not None:
            return ready
        try:
            return self._plain(key)
        except KerasNeeded:
            self._keras_needed.emit(key)
            raise NotReady from None

    @Slot(object)
    def _on_loaded(self, model: LoadedModel) -> None:
        self._key = model.key
        if self._awaited and self._awaited != model.key:  # another one was chosen meanwhile
            self._give_up()
        is_wanted = self.wanted == GPU and not model.device.startswith("GPU") and model.key not in self._refused
        if is_wanted and self._task is None:
            task = self._prepare(model.key, self._gpu)
            task.failed.connect(lambda error: self._on_refused(task, model.key, error))

    @Slot(str)
    def _on_keras_needed(self, key: str) -> None:
        """Start Keras for a model that nothing else runs; the model before it reads until then."""
        self._give_up()
        self._awaited = key
        self.explained.emit(self.tr("Keras is getting ready for this model, which LiteRT cannot run…"))
        task = self._prepare(key, self._keras)
        task.failed.connect(lambda error: self._on_keras_failed(task, key, error))

    def _prepare(self, key: str, load: ProcessLoader) -> Task:
        def job(_report: Report, token: Token) -> Classifier:
            return load(key, token)

        task = self._task = self._tasks.create(job)
        task.succeeded.connect(lambda classifier: self._on_ready(task, key, classifier))
        task.start()
        return task

    def _give_up(self) -> None:
        """Give up what is on its way."""
        self._awaited = ""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _on_ready(self, task: Task, key: str, classifier: Classifier) -> None:
        is_wanted = key == self._awaited or (self.wanted == GPU and key == self._key)
        if task is not self._task or not is_wanted:
            let_go(classifier)
            return
        if key == self._awaited:
            self.explained.emit(self.tr("Keras reads with this model now."))
        self._task, self._awaited = None, ""
        self._ready[key] = classifier
        self._recognizer.use_model(key)

    def _on_refused(self, task: Task, key: str, error: Exception) -> None:
        if task is self._task:
            self._task = None
            self._refused.add(key)
            self._explain(error)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        """Go on with the processor when the GPU fails in the middle of a drawing."""
        if self.wanted == GPU and isinstance(error, InkdigitError) and self._key not in self._refused:
            self._refused.add(self._key)
            self._recognizer.use_model(self._key)

    def _on_keras_failed(self, task: Task, key: str, error: Exception) -> None:
        if task is self._task:
            self._task, self._awaited = None, ""
            self._recognizer.model_failed.emit(ModelFailure(key, error))

    def _explain(self, error: Exception) -> None:
        words = spoken(error.message) if isinstance(error, InkdigitError) else str(error)
        self.explained.emit(self.tr("{reason} The processor reads on.").format(reason=words))


def load_on_gpu(key: str, token: Token) -> Classifier:
    """Load a model in Keras on the GPU, in a process of its own.

    Raises:
        InkdigitError: that cannot be done; says why.
    """
    from app.compute.remote_classifier import RemoteClassifier
    from app.core.bundle import read_bundle

    return RemoteClassifier(read_bundle(key), token=token)

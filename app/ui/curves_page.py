"""How a training goes: loss and accuracy as curves, and the log."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.core.events import BatchDone, EpochDone
from app.ui.curve_data import HIGHEST, LOWEST
from app.ui.curves import CurvePlot
from app.ui.task import Tasks
from app.ui.theme import Theme
from app.ui.training_log import TrainingLog


class CurvesPage(QWidget):
    """Show what the events of a run tell."""

    def __init__(self, theme: Theme, tasks: Tasks | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.loss = CurvePlot(self.tr("Loss"), theme, best=LOWEST, name="train_loss_plot", tasks=tasks)
        self.accuracy = CurvePlot(self.tr("Accuracy"), theme, best=HIGHEST, name="train_accuracy_plot", tasks=tasks)
        self.log = TrainingLog()
        plots = QWidget()
        row = QHBoxLayout(plots)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(18)
        row.addWidget(self.loss)
        row.addWidget(self.accuracy)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(plots)
        splitter.addWidget(self.log)
        splitter.setSizes([300, 170])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def show_events(self, events: Sequence[object]) -> None:
        """Show the epochs, and how the one under way goes so far."""
        epochs = [event for event in events if isinstance(event, EpochDone)]
        done = epochs[-1].epoch if epochs else 0
        batches = [event for event in events if isinstance(event, BatchDone) and event.epoch > done]
        places = [epoch.epoch for epoch in epochs] + [b.epoch - 1 + b.step / max(b.steps, 1) for b in batches]
        training = self.tr("training")
        self.loss.set_series(training, places, [*(e.loss for e in epochs), *(b.loss for b in batches)], has_best=False)
        self.accuracy.set_series(
            training, places, [*(e.accuracy for e in epochs), *(b.accuracy for b in batches)], has_best=False
        )
        self._show_validation(epochs)
        self.log.show_epochs(epochs)

    def _show_validation(self, epochs: Sequence[EpochDone]) -> None:
        name = self.tr("validation")
        held = [(e.epoch, e.val_loss, e.val_accuracy) for e in epochs if e.val_loss is not None]
        if not held:
            self.loss.remove_series(name)
            self.accuracy.remove_series(name)
            return
        places = [epoch for epoch, _, _ in held]
        self.loss.set_series(name, places, [loss for _, loss, _ in held if loss is not None])
        shares = [(epoch, accuracy) for epoch, _, accuracy in held if accuracy is not None]
        self.accuracy.set_series(name, [epoch for epoch, _ in shares], [accuracy for _, accuracy in shares])

"""Open the training dialog in a fresh program, watch a training go by, and print the longest gaps as JSON.

``python -m tests.ui.training_gap``: nothing of the dialog is imported before it is asked for; the jobs are stand-ins.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.core.events import BatchDone, EpochDone, Started
from app.ui.application import create_application
from app.ui.main_window import MainWindow
from app.ui.measuring import Heart
from tests.ui.fakes import FakeClassifier
from tests.ui.foreign_imports import ForeignImports
from tests.ui.sessions import FakeTraining
from tests.unit.core.bundles import write_bundle

_SETTLED_MS = 1200
_EPOCHS = 60


class Watch(Heart):
    """Go from phase to phase; the heart beats all the time."""

    def __init__(self, window: MainWindow, training: FakeTraining) -> None:
        super().__init__(window)
        self._window, self._training = window, training
        self._foreign = ForeignImports()
        sys.meta_path.insert(0, self._foreign)
        self._gaps: dict[str, float] = {}
        self._poll = QTimer(self, interval=20)
        self._poll.timeout.connect(self._on_poll)
        self._begin("opening", lambda: self._dialog is not None, self._start)
        window.dialogs.show_training()

    @property
    def _dialog(self) -> QWidget | None:
        shown = (w for w in QApplication.topLevelWidgets() if w.objectName() == "training_dialog" and w.isVisible())
        return next(shown, None)

    def _begin(self, phase: str, is_over: Callable[[], bool], go_on: Callable[[], None]) -> None:
        self._phase, self._is_over, self._go_on = phase, is_over, go_on
        self.restart()
        self._poll.start()

    def _on_poll(self) -> None:
        if self._is_over():
            self._poll.stop()
            QTimer.singleShot(_SETTLED_MS, self._end)

    def _end(self) -> None:
        self._gaps[self._phase] = round(self.restart(), 1)
        self._go_on()

    def _start(self) -> None:
        self._begin("training", lambda: len(self._window.training.snapshot.epochs) == _EPOCHS, self._finish)
        self._click("train_start")

    def _finish(self) -> None:
        self._begin("result", self._has_result, self._report)
        self._training.finish()

    def _has_result(self) -> bool:
        assert self._dialog is not None
        second = self._dialog.findChild(QWidget, "evaluation_second")
        return second is not None and second.isVisible()

    def _report(self) -> None:
        print(json.dumps({"gaps": self._gaps, "foreign": self._foreign.names}))
        QApplication.quit()

    def _click(self, name: str) -> None:
        assert self._dialog is not None
        button = self._dialog.findChild(QAbstractButton, name)
        assert button is not None
        button.click()


def main() -> None:
    """Open, start, follow a few hundred events, end; each phase has a gap of its own."""
    create_application()
    from tests.ui.jobs import FakeJobs

    with tempfile.TemporaryDirectory() as folder:
        training = FakeTraining(_events(), write_bundle(Path(folder) / "bundle"))
        window = MainWindow(classifier_factory=lambda _name: FakeClassifier())
        window.training._make_job = training
        window.dialogs._trainings.make_job = FakeJobs()
        assert "app.ui.training_dialog" not in sys.modules
        window.recognizer.model_loaded.connect(lambda _model: QTimer.singleShot(200, lambda: Watch(window, training)))
        window.show()
        QApplication.exec()
        window.close()


def _events() -> tuple[object, ...]:
    events: list[object] = [Started("quick", ("mnist",), _EPOCHS, 100, 34_826, 1)]
    for epoch in range(1, _EPOCHS + 1):
        events += [BatchDone(epoch, step, 100, 1 / epoch, 0.9, 1.0, 100.0) for step in (20, 40, 60, 80, 100)]
        events.append(EpochDone(epoch, 1 / epoch, 0.9, 1.2 / epoch, 0.9, 0.001, 2.0, 100.0))
    return tuple(events)


if __name__ == "__main__":
    main()

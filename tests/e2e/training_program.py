"""The program with a training that begins by itself: ``python -m tests.e2e.training_program [DATA.npz]``.

Without data it takes up the offer to resume that the window makes at its start. Prints a line per epoch, and how the
training ended.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.core.events import EpochDone
from app.ui.application import create_application
from app.ui.main_window import MainWindow
from app.ui.training_session import Snapshot
from tests.ui.real_training import small_config

_POLL_MS = 20


def main() -> int:
    """Open the window, train, close it; return the exit code."""
    create_application()
    window = MainWindow()
    window.training.event_arrived.connect(_on_event)
    window.training.ended.connect(_on_ended)
    window.show()
    offers = QTimer(window, interval=_POLL_MS)
    if len(sys.argv) > 1:
        window.training.start(small_config(Path(sys.argv[1])))
    else:
        offers.timeout.connect(lambda: _take_offer(window, offers))
        offers.start()
    code = QApplication.exec()
    window.close()
    return code


def _take_offer(window: MainWindow, offers: QTimer) -> None:
    button = window.findChild(QAbstractButton, "message_action")
    if button is not None and button.isVisible():
        print("offered", window.message_bar.text, flush=True)
        offers.stop()
        button.click()


def _on_event(event: object) -> None:
    if isinstance(event, EpochDone):
        print("epoch", event.epoch, flush=True)


def _on_ended(snapshot: Snapshot) -> None:
    print(snapshot.state, snapshot.error or "", flush=True)
    QTimer.singleShot(0, lambda: QApplication.exit(0))


if __name__ == "__main__":
    sys.exit(main())

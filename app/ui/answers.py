"""What the window answers, for a comparison with the command line: ``python -m app.ui.answers FILE.ndjson``.

Every drawing of the file is put on the canvas of the real window, and the prediction that it shows is printed as the
command line prints it: one JSON object a line, without the rank of the labels.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from app.core.ink import Drawing, drawing_from_json
from app.core.prediction import Prediction
from app.recognition.results import answer_fields
from app.ui.application import create_application
from app.ui.display import missing_display
from app.ui.main_window import MainWindow
from app.ui.timers import make_timer

_PATIENCE_MS = 60_000


class Asker(QObject):
    """Put one drawing after the other on the canvas, and print what the window says of each."""

    def __init__(self, window: MainWindow, drawings: Iterator[Drawing]) -> None:
        super().__init__(window)
        self._window, self._drawings = window, drawings
        self._number = 0
        window.predicted.connect(self._on_predicted)
        self._patience = make_timer(self, _PATIENCE_MS, is_single=True)
        self._patience.timeout.connect(self._give_up)
        self._patience.start()

    @Slot(object)
    def _on_predicted(self, prediction: Prediction) -> None:
        """Print the answer; the first one is for the canvas that is still empty."""
        if self._number:
            print(json.dumps({"line": self._number, **answer_fields(prediction, None)}), flush=True)
        drawing = next(self._drawings, None)
        if drawing is None:
            QApplication.quit()
            return
        self._number += 1
        self._patience.start()
        self._window.canvas.set_drawing(drawing)

    @Slot()
    def _give_up(self) -> None:
        print(f"The window gave no answer in time. {self._window.message_bar.text}", file=sys.stderr)
        QApplication.exit(1)


def main(path: Path) -> int:
    """Open the window, ask, close it; return the exit code."""
    create_application()
    window = MainWindow()
    window.number.set_on(False, is_kept=False)
    drawings = [drawing_from_json(line) for line in path.read_text(encoding="utf-8").splitlines()]
    asker = Asker(window, iter(drawings))
    window.show()
    code = QApplication.exec()
    asker.deleteLater()
    window.close()
    return code


if __name__ == "__main__":
    problem = missing_display()
    if problem:
        print(problem, file=sys.stderr)
    sys.exit(1 if problem else main(Path(sys.argv[1])))

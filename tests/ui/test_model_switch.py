"""While models are switched under a drawing hand, no answer stands under the name of another model."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.compute.pictures import PictureProcesses
from app.ui.main_window import MainWindow
from tests.ui.events import draw
from tests.ui.fakes import CARD, FakeClassifier, prediction_of

_SWITCHES = 40
_STROKES = 200


class _Witness(QObject):
    """Read, whenever one of them is painted, what the window says: the model's name and its answer."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._name = window.findChild(QLabel, "status_model")
        self._panel = window.panel
        self.seen: set[tuple[str, str]] = set()
        for widget in (self._name, self._panel.chart, self._panel.answer):
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        prediction = self._panel.chart.prediction
        if event.type() == QEvent.Type.Paint and prediction is not None and prediction.label is not None:
            self.seen.add((self._name.text().partition(" ")[0], prediction.label))
        return False


def test_an_answer_never_stands_under_the_name_of_another_model(qtbot: QtBot, pictures: PictureProcesses) -> None:
    models = {
        name: FakeClassifier(answer=lambda _raster, label=label: prediction_of(label), card=replace(CARD, name=name))
        for name, label in (("one", "1"), ("two", "2"))
    }
    window = MainWindow(classifier_factory=lambda key: models.get(key, models["one"]), pictures=pictures)
    loaded: list[str] = []
    window.recognizer.model_loaded.connect(lambda model: loaded.append(model.name))
    drawn = 0

    def draw_stroke() -> None:
        nonlocal drawn
        drawn += 1
        x = 0.1 + 0.8 * (drawn % 50) / 50
        draw(window.canvas, [(x, 0.2), (x, 0.8)])
        if drawn % 60 == 0:
            window.canvas.clear()

    pen = QTimer(window, interval=10)
    pen.timeout.connect(draw_stroke)
    switch = QTimer(window, interval=25)
    switch.timeout.connect(lambda: window.recognizer.use_model("two" if len(loaded) % 2 else "one"))
    try:
        with qtbot.waitSignal(window.recognizer.model_loaded):
            window.show()
        witness = _Witness(window)
        pen.start()
        switch.start()
        qtbot.waitUntil(lambda: len(loaded) >= _SWITCHES and drawn >= _STROKES)
        pen.stop()
        switch.stop()
        assert witness.seen == {("one", "1"), ("two", "2")}
    finally:
        pen.stop()
        switch.stop()
        window.close()
        window.deleteLater()

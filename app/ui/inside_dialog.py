"""Inside a model: what its layers answer to the drawing, what the answer rests on, and what it has learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QLabel, QTabWidget, QVBoxLayout, QWidget

from app.ui.inside_work import InsideAnswer, InsideQuestion, LayerWork, Reasons, ReasonWork
from app.ui.layers_page import LayersPage
from app.ui.message_bar import MessageBar
from app.ui.naming import named
from app.ui.newest import Newest
from app.ui.reasons_page import ReasonsPage
from app.ui.recognizer import ClassifierFactory
from app.ui.theme import Theme
from app.ui.timers import make_timer
from app.ui.weights_page import WeightsPage

if TYPE_CHECKING:
    from app.core.raster import Raster
    from app.ui.sketch import Sketch

LAYERS, REASONS, WEIGHTS = range(3)
FRAME_MS = 33
"""The layers are asked for at most so often while a stroke is under way."""
REST_MS = 120
"""The reasons are asked for when the pen has rested so long."""


class InsideDialog(QDialog):
    """Follow what the window reads: ``look_at`` a source, ``use_model`` by its key."""

    failed = Signal(object)
    """An exception that is no message for people."""

    def __init__(self, theme: Theme, load: ClassifierFactory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inside_dialog")
        self.setWindowTitle(self.tr("Inside the model"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowFlags(Qt.WindowType.Window)
        self._key = ""
        self._source: Sketch | Raster | None = None
        self.layers, self.reasons, self.weights = LayersPage(theme), ReasonsPage(theme), WeightsPage(theme)
        self._message = MessageBar(theme)
        self._tabs = named(QTabWidget(), "inside_tabs")
        self._reason_work = ReasonWork(load)
        self._layer_thread = Newest(LayerWork(), self)
        self._reason_thread = Newest(self._reason_work, self)
        self._frame = make_timer(self, FRAME_MS, is_single=True)
        self._rest = make_timer(self, REST_MS, is_single=True)
        self._is_late = False
        self._build()
        self._connect()

    @property
    def message(self) -> str:
        """Return what is said above the pages; empty for nothing."""
        return self._message.text

    def use_model(self, key: str) -> None:
        """Look into another model."""
        self._key = key
        self._message.dismiss()
        self._ask()

    def look_at(self, source: Sketch | Raster) -> None:
        """Look at another drawing, or at a raster."""
        self._source = source
        self._ask()

    def show_page(self, page: int) -> None:
        """Bring LAYERS, REASONS or WEIGHTS to the front."""
        self._tabs.setCurrentIndex(page)

    def start(self) -> None:
        """Begin to answer."""
        self._layer_thread.start()
        self._reason_thread.start()

    def done(self, code: int) -> None:
        """End threads and timers with the dialog."""
        self._frame.stop()
        self._rest.stop()
        self._layer_thread.stop()
        self._reason_work.cancel()
        self._reason_thread.stop()
        self._reason_work.close()
        super().done(code)

    def _build(self) -> None:
        self._text = named(QLabel(), "inside_text")
        self._text.setWordWrap(True)
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self.layers, self.tr("Layers"))
        self._tabs.addTab(self.reasons, self.tr("What matters"))
        self._tabs.addTab(self.weights, self.tr("Weights"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        for widget in (self._text, self._message, self._tabs):
            layout.addWidget(widget)
        self._on_page_changed(LAYERS)
        self.resize(1040, 700)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._on_page_changed)
        self._frame.timeout.connect(self._on_frame)
        self._rest.timeout.connect(self._on_rest)
        self._layer_thread.answered.connect(self._on_layers)
        self._reason_thread.answered.connect(self._on_reasons)
        for thread in (self._layer_thread, self._reason_thread):
            thread.failed.connect(self._on_failed)
            self.destroyed.connect(thread.stop)

    @property
    def _question(self) -> InsideQuestion | None:
        return InsideQuestion(self._key, self._source) if self._key and self._source is not None else None

    @Slot()
    def _ask(self) -> None:
        """Ask for layers now, or at the end of the frame that is under way; for reasons when the pen rests."""
        if self._tabs.currentIndex() == REASONS:
            self._rest.start()
        elif self._frame.isActive():
            self._is_late = True
        else:
            self._ask_for_layers()

    def _ask_for_layers(self) -> None:
        question = self._question
        self._is_late = False
        if question is not None:
            self._layer_thread.ask(question)
            self._frame.start()

    @Slot(int)
    def _on_page_changed(self, page: int) -> None:
        texts = {
            LAYERS: self.tr("Each row is a layer, in the order of work: bright where it answers strongly."),
            REASONS: self.tr("One part of the ink after the other was left out, and the model asked again."),
            WEIGHTS: self.tr("The weights as the model runs them: batch normalisation is part of its convolution."),
        }
        self._text.setText(texts[page])
        self._ask()

    @Slot()
    def _on_frame(self) -> None:
        if self._is_late:
            self._ask_for_layers()

    @Slot()
    def _on_rest(self) -> None:
        question = self._question
        if question is not None:
            self._reason_thread.ask(question)

    @Slot(object)
    def _on_layers(self, answer: InsideAnswer) -> None:
        if answer.model.key == self._key:
            self.layers.show_answer(answer)
            self.weights.show_model(answer.model)

    @Slot(object)
    def _on_reasons(self, reasons: Reasons) -> None:
        self.reasons.show_reasons(reasons)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._message.show_failure(error, self.failed.emit)

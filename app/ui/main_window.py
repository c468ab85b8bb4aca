"""The window: the canvas, the answer beside it, and everything that can be done with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.compute.pictures import PictureProcesses
from app.core.defaults import DEFAULT_MODEL
from app.core.errors import InkdigitError
from app.core.settings import MODEL, THEME, Settings
from app.ui.actions import build_actions
from app.ui.canvas import Canvas
from app.ui.desk import Desk
from app.ui.device_menu import DeviceMenu
from app.ui.dialogs import Dialogs
from app.ui.help_menu import HelpMenu
from app.ui.message_bar import MessageBar
from app.ui.model_switch import ModelSwitch
from app.ui.number_mode import NumberMode
from app.ui.opening import OpenedDrawing, OpenedPicture, Opener, opened_raster
from app.ui.picture_reader import PictureReader
from app.ui.placement import restore_geometry, save_geometry
from app.ui.prediction_panel import PredictionPanel
from app.ui.recognizer import Answer, ClassifierFactory, LoadedModel, ModelFailure, Recognizer
from app.ui.results_view import ResultsView
from app.ui.status import Status
from app.ui.task import Tasks
from app.ui.theme import Theme
from app.ui.theme_menu import ThemeMenu
from app.ui.tool_bars import PenBar, PictureBar
from app.ui.training_session import TrainingSession
from app.ui.training_watch import TrainingWatch
from app.ui.wording import no_model_words
from app.ui.writer import Writer

if TYPE_CHECKING:
    from app.core.raster import Raster
    from app.ui.sketch import Sketch

PEN_STEP = 2.0
_SEEN_AFTER_MS, _SEEN_BY_MS = 20, 1000


class MainWindow(QMainWindow):
    """Draw on the left, read on the right. A picture takes the canvas's place until ``go_back``."""

    predicted = Signal(object)
    """The Prediction that is shown now."""
    seen = Signal()
    """The window can be seen, or is open unseen: what need not be there at first sight may begin."""

    def __init__(
        self,
        *,
        classifier_factory: ClassifierFactory | None = None,
        settings: Settings | None = None,
        pictures: PictureProcesses | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.theme = Theme(self.settings[THEME], self)
        self.canvas = Canvas(self.theme)
        self.results_view = ResultsView(self.theme)
        self.panel = PredictionPanel(self.theme)
        self.message_bar = MessageBar(self.theme)
        self.tasks = Tasks(self)
        self.opener = Opener(self.tasks, self, pictures=pictures)
        self.recognizer = Recognizer(classifier_factory, self)
        self.status = Status(self.statusBar())
        self.dialogs = Dialogs(self)
        self.writer = Writer(self)
        self.help = HelpMenu(self)
        self.themes = ThemeMenu(self.theme, self.settings, self)
        self.models = ModelSwitch(self.recognizer, self.settings, self)
        self.devices = DeviceMenu(self.recognizer, self.tasks, self.settings, self)
        self.training = TrainingSession(self.tasks, self)
        self.training_watch = TrainingWatch(self)
        self.number = NumberMode(self)
        self._is_closed = self._has_painted = self.is_seen = False
        self._build_actions()
        self._build_central()
        self.pictures = PictureReader(self)
        self._connect()
        self._restore()

    def open_path(self, path: Path) -> None:
        """Open a picture, a file of strokes or a model; the answer, or what is wrong with it, follows."""
        if not self.dialogs.library.import_path(path):
            self.opener.open_path(path)

    @property
    def source(self) -> Sketch | Raster:
        """Return what the bars are about: a sketch of one digit, or the raster of the picture's selected digit."""
        raster = self.results_view.raster
        return self.number.sketch if raster is None else raster

    def show_raster(self, raster: Raster, caption: str) -> None:
        """Show a raster, uint8 (28, 28), in the canvas's place and have it read exactly as it is."""
        self.opener.forget()
        self._on_picture_opened(opened_raster(raster, caption))

    @property
    def model(self) -> LoadedModel | None:
        """Return the model in use; None before one is loaded."""
        return self.models.current

    @property
    def is_showing_picture(self) -> bool:
        """Say whether a picture has taken the canvas's place."""
        return self._squares.currentWidget() is self.results_view

    @Slot()
    def undo(self) -> None:
        """Take back the last stroke, or the last change of a picture's digits."""
        (self.results_view if self.is_showing_picture else self.canvas).undo()

    @Slot()
    def redo(self) -> None:
        """Bring back what was undone."""
        (self.results_view if self.is_showing_picture else self.canvas).redo()

    @Slot()
    def clear(self) -> None:
        """Remove the ink, and a picture that is in the canvas's place."""
        self.show_canvas()
        self.canvas.clear()

    @Slot()
    def go_back(self) -> None:
        """Undo what Escape undoes: the stroke under way, else the message, else the picture."""
        if self.canvas.is_drawing:
            self.canvas.cancel_stroke()
        elif self.message_bar.text:
            self.message_bar.dismiss()
        else:
            self.opener.cancel()
            self.show_canvas()

    @Slot(bool)
    def set_eraser(self, is_eraser: bool) -> None:
        """Let the pen erase, or draw."""
        self.canvas.set_eraser(is_eraser)

    @Slot()
    def thinner_pen(self) -> None:
        """Draw with a thinner pen."""
        self.canvas.set_pen_width(self.canvas.pen_width - PEN_STEP)

    @Slot()
    def thicker_pen(self) -> None:
        """Draw with a broader pen."""
        self.canvas.set_pen_width(self.canvas.pen_width + PEN_STEP)

    @Slot()
    def paste(self) -> None:
        """Read the picture in the clipboard."""
        self.opener.open_mime(QGuiApplication.clipboard().mimeData())

    def save_drawing(self, path: Path) -> None:
        """Save the drawing as a picture or as strokes, by the ending of ``path``."""
        self.writer.save_drawing(path)

    def export_model(self, path: Path) -> None:
        """Save a copy of the model in use, in the form that the ending of ``path`` names."""
        self.writer.export_model(path)

    @Slot(str)
    def use_model(self, key: str) -> None:
        """Read with another model, a name or the path of a bundle; if it cannot be loaded, the present one stays."""
        self.models.use(key)

    @Slot()
    def use_previous_model(self) -> None:
        """Read with the model from before the last change."""
        self.models.use_previous()

    @Slot(object)
    def show_failure(self, error: Exception) -> None:
        """Say what is wrong; anything but an error meant for people is a bug, and becomes a report."""
        self.status.show_opening("")
        if isinstance(error, InkdigitError):
            self.message_bar.show_error(error)
            return
        from app.ui.crash_report import show_report

        show_report(type(error), error, error.__traceback__)

    def shut_down(self) -> None:
        """End all threads and keep the settings; nothing is read after this."""
        if self._is_closed:
            return
        self._is_closed = True
        self.dialogs.close()
        self.canvas.cancel_stroke()
        self.training.abandon()
        self.tasks.stop()
        self.opener.stop()
        self.recognizer.stop()
        self.devices.stop()
        self.number.keep_pens()
        self.settings.save()
        save_geometry(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Start reading once the window can be seen: loading the model must not delay that."""
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self._start_recognizer)
            QTimer.singleShot(_SEEN_AFTER_MS, self._on_seen)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin also where nothing is painted: minimised, or under another window."""
        super().showEvent(event)
        QTimer.singleShot(_SEEN_BY_MS, self._on_seen)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End everything that runs, with the window out of sight already; a training asks first."""
        if not self._is_closed and not self.training_watch.may_close():
            event.ignore()
            return
        self.hide()
        self.shut_down()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take anything: what cannot be used is answered with a sentence."""
        event.acceptProposedAction()
        self.canvas.set_drop_target(True)
        self.opener.prepare()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Stop marking the canvas."""
        self.canvas.set_drop_target(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        self.canvas.set_drop_target(False)
        event.acceptProposedAction()
        if not self.dialogs.library.import_mime(event.mimeData()):
            self.opener.open_mime(event.mimeData())

    def _build_actions(self) -> None:
        self.menuBar().setAccessibleName(self.tr("Menu"))
        self._actions = build_actions(self, self.theme)
        self.themes.attach(self._actions)
        self.devices.attach(self._actions)
        self.models.attach(self._actions["action_previous_model"])
        back = self.addAction(self.tr("Back"))
        back.setObjectName("action_back")
        back.setShortcut("Esc")
        back.triggered.connect(self.go_back)
        self._actions["action_back"] = back

    def _build_central(self) -> None:
        self.setWindowTitle("Inkdigit")
        self.setAcceptDrops(True)
        self._pen_bar = PenBar(self.theme, self._actions)
        self.picture_bar = PictureBar(self.theme)
        self._squares, self._tools = QStackedWidget(), QStackedWidget()
        for stack, pages in (
            (self._squares, (self.canvas, self.results_view)),
            (self._tools, (self._pen_bar, self.picture_bar)),
        ):
            for page in pages:
                stack.addWidget(page)
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        bar_row = QVBoxLayout()
        bar_row.setContentsMargins(28, 6, 28, 0)
        bar_row.addWidget(self.message_bar)
        layout.addLayout(bar_row)
        self.desk = Desk(self._squares, self._tools, self.panel)
        layout.addWidget(self.desk, stretch=1)
        self.setCentralWidget(central)
        self.canvas.setFocus()

    def _connect(self) -> None:
        self.canvas.sketch_changed.connect(self._on_sketch_changed)
        self.canvas.history_changed.connect(self.update_actions)
        self._pen_bar.follow(self.canvas)
        self.picture_bar.back_requested.connect(self.show_canvas)
        self.opener.started.connect(self.status.show_opening)
        self.opener.picture_opened.connect(self._on_picture_opened)
        self.opener.drawing_opened.connect(self._on_drawing_opened)
        self.dialogs.follow(self.opener)
        self.opener.failed.connect(self.show_failure)
        self.recognizer.answered.connect(self._on_answered)
        self.recognizer.model_loaded.connect(self._on_model_loaded)
        self.recognizer.model_failed.connect(self._on_model_failed)
        self.recognizer.failed.connect(self.show_failure)
        self.devices.explained.connect(self.message_bar.show_note)
        # A window that is let go of without being closed: a thread must not outlive its QThread.
        self.destroyed.connect(self.tasks.stop)
        self.destroyed.connect(self.recognizer.stop)

    def _restore(self) -> None:
        self.number.restore(self._actions["action_number"])
        self.update_actions()
        self.recognizer.use_model(self.settings[MODEL])
        restore_geometry(self)

    @Slot()
    def _on_seen(self) -> None:
        if not self.is_seen and not self._is_closed:
            self.is_seen = True
            self._start_recognizer()
            self.seen.emit()

    @Slot()
    def _start_recognizer(self) -> None:
        if not self._is_closed and not self.recognizer.isRunning():
            self.recognizer.start()

    @Slot()
    def show_canvas(self) -> None:
        """Put the canvas in the place of a picture, and let go of that."""
        if self.is_showing_picture:
            self._squares.setCurrentWidget(self.canvas)
            self._tools.setCurrentWidget(self._pen_bar)
            self.results_view.forget()
            self.canvas.setFocus()
            self.update_actions()
            self._on_sketch_changed(self.canvas.sketch)

    @Slot(object)
    def _on_sketch_changed(self, sketch: object) -> None:
        if self.is_showing_picture:
            return
        if self.message_bar.text and self.canvas.is_drawing and self.model is not None:
            self.message_bar.dismiss()
        self._start_recognizer()
        self.recognizer.ask(sketch)  # type: ignore[arg-type]

    @Slot(object)
    def _on_answered(self, answer: Answer) -> None:
        if self.results_view.opened is not None:
            self.pictures.take(answer)
            return
        if self.number.is_on or not self._is_of_canvas(answer):
            return
        self.panel.show_prediction(answer.prediction, answer.raster.tobytes())
        self.status.show_time(answer.elapsed_ms)
        self.predicted.emit(answer.prediction)

    @staticmethod
    def _is_of_canvas(answer: Answer) -> bool:
        from app.ui.sketch import Sketch

        return isinstance(answer.source, Sketch)

    @Slot(object)
    def _on_picture_opened(self, opened: OpenedPicture) -> None:
        self.status.show_opening("")
        self.message_bar.dismiss()
        self.canvas.cancel_stroke()
        self._squares.setCurrentWidget(self.results_view)
        self._tools.setCurrentWidget(self.picture_bar)
        self.results_view.setFocus()
        self._start_recognizer()
        self.pictures.show(opened)
        self.update_actions()

    @Slot(object)
    def _on_drawing_opened(self, opened: OpenedDrawing) -> None:
        self.status.show_opening("")
        self.message_bar.dismiss()
        self.show_canvas()
        self.number.show_drawing(opened.drawing)
        if opened.note:
            self.message_bar.show_note(f"{opened.name}: {opened.note}")

    @Slot(object)
    def _on_model_loaded(self, model: LoadedModel) -> None:
        self.status.show_model(model, self.devices.why(model))
        if not self.pictures.follow(model.preprocessing):
            self.recognizer.ask(self.canvas.sketch)

    @Slot(object)
    def _on_model_failed(self, failure: ModelFailure) -> None:
        self.show_failure(failure.error)
        if self.model is not None:
            return
        if failure.key != DEFAULT_MODEL:
            self.recognizer.use_model(DEFAULT_MODEL)
            return
        self.status.show_no_model()
        self.panel.show_nothing(no_model_words())

    @Slot()
    def update_actions(self) -> None:
        """Offer what can be done now."""
        can_edit = not self.is_showing_picture
        edited = self.canvas if can_edit else self.results_view
        self._actions["action_undo"].setEnabled(edited.can_undo)
        self._actions["action_redo"].setEnabled(edited.can_redo)
        self._actions["action_clear"].setEnabled(not self.canvas.is_blank or not can_edit)
        self._actions["action_copy"].setEnabled(not (can_edit and self.canvas.is_blank))
        self._actions["action_keep_example"].setEnabled(
            not self.canvas.is_blank if can_edit else self.results_view.raster is not None
        )

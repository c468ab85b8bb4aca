"""Name what is in a photo: drop one, and a network that knows ImageNet's thousand kinds answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.compute.pictures import PictureProcesses
from app.core.errors import ImageError, InkdigitError, NotHereError
from app.core.events import Progress
from app.core.imagenet import IMAGENET, ImageNetAnswer, ImageNetFailure
from app.core.job import Job, Report, Token
from app.core.prediction import Prediction, Verdict
from app.ui.asking import ask_path, open_once
from app.ui.dropping import dropped_path, let_files_in
from app.ui.message_bar import MessageBar
from app.ui.naming import named
from app.ui.photo_view import PhotoView, annotated
from app.ui.probability_chart import ProbabilityChart
from app.ui.saving import save_png
from app.ui.task import Task, Tasks
from app.ui.theme import Theme

CLASSIFY, FETCH = "app.learning.imagenet:classify_images", "app.learning.imagenet:fetch_weights"
TOP = 5
MakeJob = Callable[..., Job]


class ImageNetDialog(QDialog):
    """Choose a network, drop a picture, see the five best answers; stays open beside the window."""

    failed = Signal(object)
    """An exception that is no message for people."""

    def __init__(
        self,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
        make_job: MakeJob | None = None,
        *,
        pictures: PictureProcesses,
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.setObjectName("imagenet_dialog")
        self.setWindowTitle(self.tr("What is in the photo?"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAcceptDrops(True)
        self._tasks, self._make_job = tasks, make_job or _remote
        self._task: Task | None = None
        self._path: Path | None = None
        self._weights: dict[str, str] = {}
        self._answer: ImageNetAnswer | None = None
        self.view = PhotoView(theme)
        self.chart = named(ProbabilityChart(theme), "imagenet_chart")
        self.message = MessageBar(theme)
        self._build()
        self._connect()
        self._set_busy(is_busy=False)

    @property
    def answer(self) -> ImageNetAnswer | None:
        """Return the answer on show."""
        return self._answer

    def open_path(self, path: Path) -> None:
        """Show a picture and say what is in it."""
        self._path = path
        model, weights = self._network.currentData(), self._weights.get(self._network.currentData())
        pictures = self._pictures

        def job(report: Report, token: Token) -> object:
            report(_display(path, pictures, token))
            classify = self._make_job(CLASSIFY, model=model, paths=(str(path),), top=TOP, weights=weights)
            return classify(report, token)

        self._start(job, self._on_classified)

    def fetch(self) -> None:
        """Fetch the weights of the chosen network, then go on with the picture."""
        self._start(self._make_job(FETCH, model=self._network.currentData()), self._on_fetched)

    def cancel(self) -> None:
        """Give up what is under way."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self._set_busy(is_busy=False)

    def save(self, path: Path) -> None:
        """Save the picture with its answer on it as PNG."""
        image, answer = self.view.image, self._answer
        if image is None or answer is None:
            return
        text = self.view.caption

        def job(_report: Report, _token: Token) -> Path:
            return save_png(annotated(image, text), path)

        task = self._tasks.create(job)
        task.succeeded.connect(self._on_saved)
        task.failed.connect(self._on_failed)
        task.start()

    def done(self, code: int) -> None:
        """Give up what is under way with the dialog."""
        self.cancel()
        super().done(code)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        let_files_in(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the one local file that was dropped."""
        path = dropped_path(event, self.message)
        if path is not None:
            self.open_path(path)

    def _build(self) -> None:
        self._network = named(QComboBox(), "imagenet_network")
        self._network.setAccessibleName(self.tr("Network"))
        for key, model in IMAGENET.items():
            self._network.addItem(f"{model.title} ({model.size / 1e6:,.0f} MB)", key)
        self._open = named(QPushButton(self.tr("Open…")), "imagenet_open")
        self._file = named(QPushButton(self.tr("Weights from a file…")), "imagenet_weights")
        self._save = named(QPushButton(self.tr("Save picture…")), "imagenet_save")
        self._cancel = named(QPushButton(self.tr("Cancel")), "imagenet_cancel")
        self._progress = named(QProgressBar(), "imagenet_progress")
        self._progress.setAccessibleName(self.tr("Progress"))
        self._times = named(QLabel(), "imagenet_times")
        self.chart.setAccessibleName(self.tr("The five best answers"))
        self.chart.hide()
        for button in (self._file, self._save, self._cancel):
            button.setAutoDefault(False)
        top, bottom, middle = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for widget in (self._network, self._file):
            top.addWidget(widget)
        top.addStretch()
        for widget in (self._open, self._save):
            top.addWidget(widget)
        right = QVBoxLayout()
        right.addWidget(self.chart, stretch=1)
        right.addWidget(self._times)
        middle.addWidget(self.view, stretch=3)
        middle.addLayout(right, stretch=2)
        bottom.addWidget(self._progress, stretch=1)
        bottom.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.message)
        layout.addLayout(middle, stretch=1)
        layout.addLayout(bottom)
        self.resize(QSize(920, 560))

    def _connect(self) -> None:
        self._network.currentIndexChanged.connect(self._on_network_changed)
        self._open.clicked.connect(self._on_open)
        self._file.clicked.connect(self._on_choose_weights)
        self._save.clicked.connect(self._on_save)
        self._cancel.clicked.connect(self.cancel)

    def _start(self, job: Job, on_success: Callable[..., None]) -> None:
        self.cancel()
        self.message.dismiss()
        self._task = self._tasks.create(job)
        self._task.progressed.connect(self._on_progressed)
        self._task.succeeded.connect(on_success)
        self._task.failed.connect(self._on_failed)
        self._set_busy(is_busy=True)
        self._task.start()

    def _set_busy(self, *, is_busy: bool) -> None:
        self._progress.setRange(0, 0)
        self._progress.setVisible(is_busy)
        self._cancel.setVisible(is_busy)
        self._save.setEnabled(not is_busy and self._answer is not None)

    def _is_over(self) -> bool:
        """Say whether the sender is the task that is waited for, which has then ended."""
        if self.sender() is not self._task:
            return False
        self._task = None
        self._set_busy(is_busy=False)
        return True

    @Slot(object)
    def _on_progressed(self, event: object) -> None:
        if self.sender() is not self._task:
            return
        if isinstance(event, QImage):
            self._answer = None
            self.chart.hide()
            self._times.clear()
            self.view.show_image(event)
        elif isinstance(event, Progress):
            self._progress.setRange(0, 1000 if event.total else 0)
            self._progress.setValue(round(1000 * event.done / event.total) if event.total else 0)
            megabytes = f"{event.done / 1e6:.0f} / {event.total / 1e6:.0f} MB"
            self._progress.setFormat(megabytes if event.what == "downloading" else "")

    @Slot(object)
    def _on_classified(self, answers: tuple[ImageNetAnswer | ImageNetFailure, ...]) -> None:
        if not self._is_over():
            return
        (answer,) = answers
        if isinstance(answer, ImageNetFailure):
            self.message.show_error(ImageError(answer.message, answer.hint))
            return
        self._answer = answer
        best = answer.top[0]
        names = {one.label: one.probability for one in answer.top}
        self.chart.show_prediction(Prediction(names, Verdict.DIGIT))
        self.chart.show()
        self.view.set_caption(f"{best.label}, {best.probability * 100:.1f} %")
        words = self.tr("Loading: {loading} s. Classifying: {classifying} s.")
        self._times.setText(words.format(loading=f"{answer.loading_s:.1f}", classifying=f"{answer.classifying_s:.2f}"))
        self._set_busy(is_busy=False)

    @Slot(object)
    def _on_fetched(self, _path: object) -> None:
        if self._is_over() and self._path is not None:
            self.open_path(self._path)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self.sender() is self._task:
            self._is_over()
        if not isinstance(error, InkdigitError):
            self.failed.emit(error)
        elif isinstance(error, NotHereError):
            size = IMAGENET[self._network.currentData()].size / 1e6
            words = InkdigitError(error.message, self.tr("Fetch them, or choose a file that you have."))
            self.message.show_error(words, self.tr("Fetch {size} MB").format(size=f"{size:,.0f}"), self.fetch)
        else:
            self.message.show_error(error)

    @Slot()
    def _on_network_changed(self) -> None:
        if self._path is not None:
            self.open_path(self._path)

    @Slot()
    def _on_open(self) -> None:
        dialog = QFileDialog(self, self.tr("A picture"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        ask_path(dialog, self.open_path)

    @Slot()
    def _on_choose_weights(self) -> None:
        dialog = QFileDialog(self, self.tr("A file of weights"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Weights") + " (*.h5)", self.tr("All files") + " (*)"])
        dialog.fileSelected.connect(self.use_weights)
        open_once(dialog)

    @Slot(str)
    def use_weights(self, name: str) -> None:
        """Use a file that the user has for the chosen network, and go on with the picture."""
        self._weights[self._network.currentData()] = name
        self._on_network_changed()

    @Slot()
    def _on_save(self) -> None:
        dialog = QFileDialog(self, self.tr("Save picture"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.setNameFilters([self.tr("Picture") + " (*.png)"])
        ask_path(dialog, self.save)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self.message.show_note(self.tr("Saved as {path}.").format(path=path))


def _remote(target: str, **arguments: Any) -> Job:
    from app.compute.process import remote_job

    return remote_job(target, **arguments)


def _display(path: Path, pictures: PictureProcesses, token: Token) -> QImage:
    from app.ui.opening import SHOWN_SIDE, image_of

    return image_of(pictures.open_preview(path, SHOWN_SIDE, token=token)[1])

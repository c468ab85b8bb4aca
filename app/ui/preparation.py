"""What happens while the form is filled in: a plan in words, the network's layers, pictures of the data."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.core.errors import ComputeError, DataSetError, InkdigitError
from app.core.events import Progress
from app.core.job import Job
from app.core.training import NetworkDescription, TrainingConfig
from app.ui.data_field import DOWNLOADED, EMPTY, LOOKING, MISSING
from app.ui.planner import Planner
from app.ui.sentences import spoken
from app.ui.task import Task, Tasks
from app.ui.timers import make_timer
from app.ui.training_form import TrainingForm
from app.ui.training_headline import Headline, data_name, plan_headline
from app.ui.training_pages import TrainingPages

if TYPE_CHECKING:
    from app.core.preview import NumberedPicture, Preview

TYPING_MS = 400


class Preparation(QObject):
    """Follow a form between ``begin`` and ``end``: ``planned`` carries a Headline, ``refused`` an InkdigitError."""

    planned = Signal(object)
    refused = Signal(object)
    broke = Signal(object)
    """What went wrong beside the plan: a sentence, or a bug to be reported."""

    def __init__(
        self, form: TrainingForm, pages: TrainingPages, tasks: Tasks, make_job: Callable[..., Job], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._form, self._pages, self._tasks, self._make_job = form, pages, tasks, make_job
        self._is_active = False
        self._data = ""
        self._task: Task | None = None
        self._picture_task: Task | None = None
        self._planner = Planner(tasks, make_job, self)
        self._timer = make_timer(self, TYPING_MS, is_single=True)
        self._timer.timeout.connect(self._on_rested)
        form.changed.connect(self._on_changed)
        pages.gallery.action.clicked.connect(self._load_pictures)
        pages.gallery.number.asked.connect(self._load_picture)
        self._planner.described.connect(self._on_described)
        self._planner.failed.connect(self._on_failed)

    def begin(self) -> None:
        """Follow the form from now on."""
        self._is_active = True
        self._data = ""
        self._on_changed()

    def end(self) -> None:
        """Follow the form no longer, and drop what is under way."""
        self._is_active = False
        self._timer.stop()
        self._planner.stop()
        self._drop_pictures()

    def config(self) -> TrainingConfig:
        """Return the config of the form.

        Raises:
            InkdigitError: a value makes no sense, or the data cannot be had.
        """
        config = self._form.config()
        where = self._form.where(config.data)
        if where == LOOKING:
            raise DataSetError(
                self.tr("“{name}” is still being looked for.").format(name=config.data),
                self.tr("The disk is slow to answer. Wait, or choose other data."),
            )
        if where in (MISSING, EMPTY):
            words = self.tr("There are no data in “{name}”.").format(name=config.data)
            raise DataSetError(words, self._form.where_words(config.data))
        return config

    @Slot()
    def _on_changed(self) -> None:
        if not self._is_active:
            return
        self._planner.stop()
        try:
            config = self.config()
        except InkdigitError as error:
            self.refused.emit(error)
            self._timer.start()
            return
        self.planned.emit(plan_headline(config, self._planner.known(config)))
        self._timer.start()

    @Slot()
    def _on_rested(self) -> None:
        """Look at the data and work out the plan, now that nothing was typed for a moment."""
        self._show_data()
        try:
            config = self.config()
        except InkdigitError:
            return
        if self._form.where(config.data) == DOWNLOADED:
            plan = plan_headline(config, None)
            self.planned.emit(Headline(plan.title, self._form.where_words(config.data)))
        else:
            self._planner.ask(config)

    def _show_data(self) -> None:
        data = self._form.data
        if data == self._data:
            return
        where, words = self._form.where(data), self._form.where_words(data)
        self._data = "" if where == LOOKING else data
        self._drop_pictures()
        gallery = self._pages.gallery
        if where == DOWNLOADED:
            gallery.show_words(words, action=self.tr("Download now"))
        elif where in (MISSING, EMPTY, LOOKING):
            gallery.show_words(words)
        else:
            self._load_pictures()

    @Slot()
    def _load_pictures(self) -> None:
        self._drop_pictures()
        self._pages.gallery.show_words(self.tr("Loading…"))
        self._task = self._tasks.create(self._make_job("app.learning.preview:preview", data=self._data))
        self._task.progressed.connect(self._on_pictures_progressed)
        self._task.succeeded.connect(self._on_pictures_loaded)
        self._task.failed.connect(self._on_pictures_failed)
        self._task.start()

    def _drop_pictures(self) -> None:
        for task in (self._task, self._picture_task):
            if task is not None:
                task.cancel()
        self._task = self._picture_task = None

    @Slot(str, int)
    def _load_picture(self, part: str, index: int) -> None:
        """Have one picture of the data read."""
        if self._picture_task is not None:
            self._picture_task.cancel()
        job = self._make_job("app.learning.preview:numbered_picture", data=self._data, part=part, index=index)
        self._picture_task = self._tasks.create(job)
        self._picture_task.succeeded.connect(self._on_picture_loaded)
        self._picture_task.failed.connect(self._on_picture_failed)
        self._picture_task.start()

    @Slot(object)
    def _on_picture_loaded(self, picture: NumberedPicture) -> None:
        if self.sender() is self._picture_task:
            self._picture_task = None
            self._pages.gallery.choose(picture)

    @Slot(object)
    def _on_picture_failed(self, error: Exception) -> None:
        if self.sender() is self._picture_task:
            self._picture_task = None
            self.broke.emit(error)

    @Slot(object)
    def _on_pictures_progressed(self, event: object) -> None:
        if self.sender() is not self._task or not isinstance(event, Progress):
            return
        is_download = event.what == "downloading"
        words = self.tr("Downloading {name}") if is_download else self.tr("Loading {name}")
        text = words.format(name=data_name(self._data))
        share = f": {event.done / event.total * 100:.0f}\N{NO-BREAK SPACE}%" if event.total > 0 else "…"
        self._pages.gallery.show_words(text + share)

    @Slot(object)
    def _on_pictures_loaded(self, preview: Preview) -> None:
        if self.sender() is self._task:
            self._task = None
            self._pages.gallery.show_preview(preview)
            self._form.look_again()

    @Slot(object)
    def _on_pictures_failed(self, error: Exception) -> None:
        if self.sender() is not self._task:
            return
        self._task = None
        if isinstance(error, InkdigitError):
            again = self.tr("Download now") if self._form.where(self._data) == DOWNLOADED else ""
            self._pages.gallery.show_error(error, action=again)
        else:
            self._pages.gallery.show_words(self.tr("The pictures cannot be shown."))
            self.broke.emit(error)

    @Slot(object, object)
    def _on_described(self, config: TrainingConfig, description: NetworkDescription) -> None:
        if self._is_active:
            self._pages.summary.setPlainText(description.summary)
            self.planned.emit(plan_headline(config, description))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ComputeError):  # says nothing against the training itself
            self.planned.emit(Headline(plan_headline(self._form.config(), None).title, spoken(error.sentence)))
        elif isinstance(error, InkdigitError):
            self.refused.emit(error)
        else:
            self.broke.emit(error)

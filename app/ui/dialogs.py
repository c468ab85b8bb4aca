"""The dialogs of the window: each is made when it is asked for, and forgotten when it is closed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from app.core.defaults import DEFAULT_MODEL
from app.core.errors import InkdigitError
from app.core.preprocessing import usual_data
from app.core.settings import FOLDER
from app.ui.asking import ask_path, open_once
from app.ui.epochs_opening import EpochsOpener
from app.ui.inside_opening import InsideOpener
from app.ui.stages_opening import StagesOpener
from app.ui.steps import Steps, importing
from app.ui.training_opening import TrainingOpener

if TYPE_CHECKING:
    from app.core.job import Job, Report, Token
    from app.core.runs import Run
    from app.core.training import TrainingConfig
    from app.ui.evaluation_dialog import EvaluationDialog
    from app.ui.imagenet_dialog import ImageNetDialog
    from app.ui.keep_example import ExampleKeeper
    from app.ui.library import Library
    from app.ui.main_window import MainWindow
    from app.ui.opening import Opener
    from app.ui.recognizer import LoadedModel
    from app.ui.sample_grid import ChosenImage
    from app.ui.training_dialog import TrainingDialog


_EVALUATION_MODULES = (
    "app.compute.process",
    "app.core.evaluation",
    "app.ui.data_field",
    "app.ui.evaluation_dialog",
)


class Dialogs(QObject):
    """Ask for files, show models and versions. No dialog blocks: its answer arrives by a signal."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._keeper: ExampleKeeper | None = None
        self._trainings = TrainingOpener(window)
        self.inside = InsideOpener(window)
        self.epochs = EpochsOpener(window)
        self.stages = StagesOpener(window)
        self._evaluation: EvaluationDialog | None = None
        self._library: Library | None = None
        self._imagenet: ImageNetDialog | None = None
        self._is_opening = self._is_closed = False

    @property
    def evaluation(self) -> EvaluationDialog | None:
        """Return the dialog that measures, while it is open."""
        return self._evaluation

    @property
    def is_opening(self) -> bool:
        """Say whether a dialog is on its way."""
        return self._is_opening

    @property
    def library(self) -> Library:
        """Return what the window does with models; made when it is asked for."""
        from app.ui.library import Library

        if self._library is None:
            self._library = Library(self._window)
        return self._library

    @Slot()
    def choose_file(self) -> None:
        """Ask for a file to open."""
        from app.ui.file_dialogs import open_dialog

        self._window.opener.prepare()
        self._show_file_dialog(open_dialog(self._window, self._window.settings[FOLDER]), self._window.open_path)

    @Slot()
    def choose_where_to_save(self) -> None:
        """Ask where the drawing is to be saved, or the picture with its boxes."""
        if self._window.results_view.opened is not None:
            self._choose_where_to_save_picture(Path(self._window.results_view.opened.name).stem)
            return
        if self._window.canvas.drawing.is_empty:
            error = InkdigitError(self.tr("There is no ink to save."), self.tr("Draw something first."))
            self._window.message_bar.show_error(error)
            return
        from app.ui.file_dialogs import save_dialog

        self._show_file_dialog(save_dialog(self._window, self._window.settings[FOLDER]), self._window.save_drawing)

    def _choose_where_to_save_picture(self, name: str) -> None:
        from app.ui.file_dialogs import picture_dialog

        dialog = picture_dialog(self._window, self._window.settings[FOLDER], f"{name[:80]}-read")
        self._show_file_dialog(dialog, self._window.writer.save_picture)

    @Slot()
    def choose_where_to_export(self) -> None:
        """Ask where a copy of the model is to be saved."""
        model = self._model_or_tell(self.tr("There is no model to export."))
        if model is None:
            return
        from app.ui.file_dialogs import export_dialog

        dialog = export_dialog(self._window, self._window.settings[FOLDER], model.name)
        self._show_file_dialog(dialog, self._window.export_model)

    @Slot()
    def keep_example(self) -> None:
        """Ask what the drawing is, and keep it as an example of that."""
        self._example_keeper().ask()

    def keep_as(self, label: str) -> None:
        """Keep the selected digit of a picture as an example of a label."""
        self._example_keeper().keep_as(label)

    def _example_keeper(self) -> ExampleKeeper:
        from app.ui.keep_example import ExampleKeeper

        if self._keeper is None:
            self._keeper = ExampleKeeper(self._window)
        return self._keeper

    @Slot()
    def show_models(self) -> None:
        """Show the models that can be used."""
        self.library.show()

    @Slot()
    def show_imagenet(self) -> None:
        """Show the window that names what is in a photo; it stays open beside this one."""
        if self._imagenet is None:
            Steps(
                [*importing("app.core.imagenet", "app.ui.photo_view", "app.ui.imagenet_dialog"), self._open_imagenet],
                self,
            )
        else:
            self._open_imagenet()

    def _open_imagenet(self) -> None:
        from app.ui.imagenet_dialog import ImageNetDialog

        if self._is_closed:
            return
        if self._imagenet is None:
            self._imagenet = ImageNetDialog(
                self._window.tasks, self._window.theme, self._window, pictures=self._window.opener.pictures
            )
            self._imagenet.failed.connect(self._window.show_failure)
        self._imagenet.show()
        self._imagenet.raise_()

    @Slot()
    def show_inside(self) -> None:
        """Show what the layers of the model in use do with the drawing; it stays open beside the window."""
        self.inside.show()

    @Slot()
    def show_evaluation(self) -> None:
        """Show how good the model in use is; the dialog stays open beside the window."""
        if self._model_or_tell(self.tr("There is no model to measure.")) is None:
            return
        if self._evaluation is not None:
            self._raise_evaluation()
        elif not self._is_opening:
            self._is_opening = True
            Steps([*importing(*_EVALUATION_MODULES), self._open_evaluation], self)

    def close(self) -> None:
        """Close what is open beside the window; nothing opens after this."""
        self._is_closed = True
        self._trainings.close()
        self.stages.close()
        self.inside.close()
        self.epochs.close()
        if self._library is not None:
            self._library.close()
        if self._imagenet is not None:
            self._imagenet.close()
        if self._evaluation is not None:
            self._evaluation.close()

    @Slot()
    def show_runs(self) -> None:
        """Show the training runs."""
        from app.ui.runs_dialog import RunsDialog

        dialog = RunsDialog(self._window.tasks, self._window.theme, self._window)
        dialog.shown.connect(self.open_run)
        dialog.resumed.connect(self._window.training_watch.resume_run)
        dialog.stepped.connect(self.epochs.show_run)
        dialog.used.connect(self._window.use_model)
        open_once(dialog)

    @property
    def training(self) -> TrainingDialog | None:
        """Return the training dialog; None while it is closed."""
        return self._trainings.dialog

    @Slot()
    def show_training(self) -> None:
        """Show the training that runs or has ended, or the form of a new one; or what the reader lacks for that."""
        from app.core.variant import can_train

        if not can_train():
            self._window.help.explain_reader()
            return
        self._trainings.show_session()

    @Slot()
    def learn_hand(self) -> None:
        """Show a training that goes on from the model in use with the kept examples; or what it lacks for that."""
        from app.core.variant import can_train

        if not can_train():
            self._window.help.explain_reader()
            return
        model = self._window.model
        task = self._window.tasks.create(_planning_own_hand(model.key if model is not None else DEFAULT_MODEL))
        task.succeeded.connect(self._trainings.show_form)
        task.failed.connect(self._window.show_failure)
        task.start()

    @Slot(object)
    def open_run(self, run: Run) -> None:
        """Show a run from the disk in the training dialog."""
        self._trainings.show_run(run)

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder of pictures to read."""
        from app.ui.file_dialogs import folder_dialog

        self._window.opener.prepare()
        self._show_file_dialog(folder_dialog(self._window, self._window.settings[FOLDER]), self.open_folder)

    def follow(self, opener: Opener) -> None:
        """Take what the opener finds to be a folder: of pictures, or a model."""
        opener.folder_opened.connect(self.open_folder)
        opener.model_opened.connect(self._on_model_opened)

    @Slot(object)
    def _on_model_opened(self, path: Path) -> None:
        self.library.import_folder(path)

    @Slot(object)
    def open_folder(self, folder: Path) -> None:
        """Read the pictures of a folder into a table beside the window."""
        self._window.status.show_opening("")
        model = self._model_or_tell(self.tr("There is no model to read with."))
        if model is None:
            return
        from app.ui.folder_dialog import FolderDialog
        from app.ui.folder_job import ClassifierMaker

        window = self._window
        maker = ClassifierMaker(window.devices.loader(), model.key)
        dialog = FolderDialog(folder, maker, window.opener.pictures, window.tasks, window.theme, window)
        dialog.opened.connect(window.open_path)
        dialog.failed.connect(window.show_failure)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    @Slot()
    def show_about(self) -> None:
        """Show versions, devices and licences."""
        from app.ui.about_dialog import AboutDialog

        model = self._window.model
        device = f"{model.device}: {model.name} {model.version}" if model else ""
        dialog = AboutDialog(device, self._window)
        dialog.licences_requested.connect(self._window.help.show_licences)
        open_once(dialog)

    def _model_or_tell(self, needs_model: str) -> LoadedModel | None:
        """Return the model in use; where there is none, say ``needs_model`` and what to do."""
        if self._window.model is None:
            error = InkdigitError(needs_model, self.tr("Choose one under Model, Models…"))
            self._window.message_bar.show_error(error)
        return self._window.model

    def _open_evaluation(self) -> None:
        from app.compute.process import remote_job
        from app.ui.evaluation_dialog import EvaluationDialog

        self._is_opening = False
        model = self._window.model
        if model is None or self._is_closed:
            return
        dialog = self._evaluation = EvaluationDialog(self._window.theme, self._window.tasks, remote_job, model.key)
        dialog.choose_data(usual_data(model.preprocessing))
        dialog.image_chosen.connect(self._on_image_chosen)
        dialog.failed.connect(self._window.show_failure)
        dialog.finished.connect(self._on_evaluation_finished)
        self._window.recognizer.model_loaded.connect(dialog.follow_model)
        self._raise_evaluation()

    def _raise_evaluation(self) -> None:
        if self._evaluation is not None and self._window.model is not None:
            self._evaluation.set_model(self._window.model.key)
            self._evaluation.show()
            self._evaluation.raise_()
            self._evaluation.activateWindow()

    @Slot(object)
    def _on_image_chosen(self, chosen: ChosenImage) -> None:
        self._window.show_raster(chosen.image, chosen.caption)
        self._window.raise_()
        self._window.activateWindow()

    @Slot()
    def _on_evaluation_finished(self) -> None:
        assert self._evaluation is not None
        self._evaluation.deleteLater()
        self._evaluation = None

    def _show_file_dialog(self, dialog: QFileDialog, use: Callable[[Path], None]) -> None:
        ask_path(dialog, lambda path: self._on_file_selected(path, use))

    def _on_file_selected(self, path: Path, use: Callable[[Path], None]) -> None:
        self._window.settings[FOLDER] = str(path.parent)
        use(path)


def _planning_own_hand(model: str) -> Job:
    def plan(_report: Report, _token: Token) -> TrainingConfig:
        from app.core.own_hand import plan_own_hand

        return plan_own_hand(model)

    return plan

"""The models that can be used: name, version, accuracy, place."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.core.errors import InkdigitError
from app.core.job import Report, Token
from app.ui.naming import named
from app.ui.task import Tasks
from app.ui.text_dialog import TextDialog

translate = QCoreApplication.translate
_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ListedModel:
    """One bundle: its ``key`` to ask for it by, and what its card says; or why it cannot be used."""

    key: str
    version: str = ""
    accuracy: str = ""
    folder: str = ""
    error: str = ""


def list_models(_report: Report, token: Token) -> list[ListedModel]:
    """Return all models of the user and of the program. A job: files are read and checked."""
    from app.core.bundle import bundle_names

    models = []
    for name in bundle_names():
        token.raise_if_cancelled()
        models.append(_listed(name))
    return models


class ModelsDialog(TextDialog):
    """List the models; ``chosen`` carries the key of the one to use."""

    chosen = Signal(str)

    def __init__(self, tasks: Tasks, current: str, parent: QWidget | None = None) -> None:
        text = translate(
            "ModelsDialog", "The accuracy is that on MNIST's 10,000 test pictures, as the model's card says."
        )
        super().__init__(translate("ModelsDialog", "Models"), text, parent)
        self._current = current
        self._table = named(QTreeWidget(), "models_table")
        self._other = self.add_button(self.tr("Other folder…"), "models_other")
        self._use = self.add_button(self.tr("Use"), "models_use")
        self._build_table()
        self._use.setEnabled(False)
        self._use.setDefault(True)
        self._use.clicked.connect(self._on_use)
        self._other.clicked.connect(self._on_other)
        task = tasks.create(list_models)
        task.succeeded.connect(self._on_listed)
        task.start()

    def _build_table(self) -> None:
        self._table.setAccessibleName(self.tr("Models"))
        self._table.setHeaderLabels([self.tr("Name"), self.tr("Version"), self.tr("Accuracy"), self.tr("Folder")])
        self._table.setRootIsDecorated(False)
        self._table.setUniformRowHeights(True)
        self._table.setMinimumSize(640, 200)
        self._table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._table.header().setStretchLastSection(True)
        self._table.currentItemChanged.connect(self._on_current_changed)
        self._table.itemActivated.connect(self._on_use)
        self.add(self._table)

    @Slot(object)
    def _on_listed(self, models: list[ListedModel]) -> None:
        for model in models:
            item = QTreeWidgetItem([model.key, model.version, model.accuracy, model.error or model.folder])
            item.setData(0, _KEY, model.key)
            item.setToolTip(3, model.error or model.folder)
            self._table.addTopLevelItem(item)
            if model.key == self._current:
                font = item.font(0)
                font.setBold(True)
                item.setFont(0, font)
                item.setText(0, self.tr("{name} (in use)").format(name=model.key))
                self._table.setCurrentItem(item)
        self._table.setFocus()

    @Slot()
    def _on_current_changed(self) -> None:
        item = self._table.currentItem()
        self._use.setEnabled(item is not None and item.data(0, _KEY) != self._current)

    @Slot()
    def _on_use(self) -> None:
        item = self._table.currentItem()
        if item is not None:
            self.accept()
            self.chosen.emit(item.data(0, _KEY))

    @Slot()
    def _on_other(self) -> None:
        dialog = QFileDialog(self, self.tr("The folder of a model"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._on_folder_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _on_folder_selected(self, folder: str) -> None:
        self.accept()
        self.chosen.emit(folder)


def _listed(name: str) -> ListedModel:
    from app.core.bundle import find_bundle, read_bundle

    try:
        folder = find_bundle(name)
        card = read_bundle(folder).card
    except InkdigitError as error:
        return ListedModel(name, error=error.message)
    return ListedModel(name, card.version, _accuracy(card.fields.get("metrics")), str(folder))


def _accuracy(metrics: object) -> str:
    """Return the test accuracy that a card states, in percent; "–" where it states none."""
    test = metrics.get("test") if isinstance(metrics, dict) else None
    accuracy = test.get("accuracy") if isinstance(test, dict) else None
    return f"{accuracy * 100:.2f}\N{NO-BREAK SPACE}%" if isinstance(accuracy, float) and 0 <= accuracy <= 1 else "–"

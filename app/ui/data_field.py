"""Which data set to train on: one by name, or a file or folder of one's own."""

import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.files import exists
from app.core.paths import data_dirs, user_cache_dir, user_data_dir
from app.ui.actions import QT_TRANSLATE_NOOP
from app.ui.asking import open_once
from app.ui.lookup import Lookup
from app.ui.naming import named

HERE, MADE, DOWNLOADED, MISSING, EMPTY, LOOKING = "here", "made", "downloaded", "missing", "empty", "looking"
DATA_SETS = {
    "mnist": QT_TRANSLATE_NOOP("DataField", "70,000 handwritten digits"),
    "fashion-mnist": QT_TRANSLATE_NOOP("DataField", "70,000 pictures of garments"),
    "synthetic-strokes": QT_TRANSLATE_NOOP("DataField", "digits drawn by this program"),
    "pen-strokes": QT_TRANSLATE_NOOP("DataField", "digits drawn with a pen"),
    "my-drawings": QT_TRANSLATE_NOOP("DataField", "your own examples"),
}
_NOTES = {
    HERE: QT_TRANSLATE_NOOP("DataField", "On this computer."),
    MADE: QT_TRANSLATE_NOOP("DataField", "Made on this computer when needed."),
    DOWNLOADED: QT_TRANSLATE_NOOP("DataField", "Not on this computer: it is downloaded first."),
    MISSING: QT_TRANSLATE_NOOP("DataField", "There is no such file or folder."),
    EMPTY: QT_TRANSLATE_NOOP("DataField", "Nothing kept yet: draw, then Edit, Keep as example."),
    LOOKING: QT_TRANSLATE_NOOP("DataField", "Looking for it…"),
}
_CAN_BE_DOWNLOADED = ("mnist", "fashion-mnist")
_FETCHED_FILES = 4


def whereabouts(data: str) -> str:
    """Say whether a data set is on this computer: HERE, MADE, DOWNLOADED, MISSING or EMPTY."""
    if data == "synthetic-strokes":
        return MADE
    if data == "my-drawings":
        return HERE if (user_data_dir() / data).is_dir() else EMPTY
    if data in DATA_SETS:
        if any(_has_set(root, data) for root in data_dirs()):
            return HERE
        return DOWNLOADED if data in _CAN_BE_DOWNLOADED else MISSING
    return HERE if data and exists(Path(data)) else MISSING


def _has_set(root: Path, name: str) -> bool:
    """Say whether a named set is in a data folder; what was fetched counts only when all of it is there."""
    folder = root / name
    if not folder.is_dir():
        return False
    is_fetched = root.is_relative_to(user_cache_dir()) and name in _CAN_BE_DOWNLOADED
    return not is_fetched or len(list(folder.glob("*-ubyte.gz"))) == _FETCHED_FILES


class DataField(QWidget):
    """A list to choose from or to type a path into, two buttons, and a note on where the data are."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = named(QComboBox(), "train_data")
        self._note = named(QLabel(), "muted")
        self._file = named(QPushButton(self.tr("File…")), "train_data_file")
        self._folder = named(QPushButton(self.tr("Folder…")), "train_data_folder")
        self._lookup = Lookup(whereabouts, self)
        self._lookup.came.connect(self._on_text_changed)
        self._build_box()
        self._build_layout()
        self.box.currentTextChanged.connect(self._on_text_changed)
        self._file.clicked.connect(self._choose_file)
        self._folder.clicked.connect(self._choose_folder)
        self._on_text_changed()

    @property
    def data(self) -> str:
        """Return the name or path that was chosen; "~" stands for the user's folder."""
        return os.path.expanduser(self.box.currentText().strip())  # noqa: PTH111 - Path's fails for "~nobody"

    def set_data(self, data: str) -> None:
        """Choose a name or path."""
        self.box.setCurrentText(data)

    def set_editable(self, is_editable: bool) -> None:
        """Let another set be chosen, or only show which one it is."""
        self.box.setEnabled(is_editable)
        for widget in (self._file, self._folder, self._note):
            widget.setVisible(is_editable)

    def where(self, data: str) -> str:
        """Say where a data set is, as ``whereabouts``; LOOKING if the disk does not answer at once.

        ``changed`` follows when it does, if the data are those in the field.
        """
        return self._lookup.of(data) or LOOKING

    def where_words(self, data: str) -> str:
        """Return a sentence on where a data set is."""
        return QCoreApplication.translate("DataField", _NOTES[self.where(data)])

    def look_again(self) -> None:
        """Say anew where the data are; tell those who listen if that has changed."""
        self._lookup.forget()
        before = self._note.text()
        self._tell()
        if self._note.text() != before:
            self.changed.emit()

    def _build_box(self) -> None:
        words = self.tr("What to learn from: a data set by name, or a file or folder of your own")
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for name, about in DATA_SETS.items():
            self.box.addItem(name)
            tip = QCoreApplication.translate("DataField", about)
            self.box.setItemData(self.box.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.box.setMinimumContentsLength(12)
        self.box.setMinimumHeight(30)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setAccessibleName(self.tr("Data"))
        line = self.box.lineEdit()
        assert line is not None
        line.setAccessibleName(self.tr("Data"))
        self.box.setToolTip(words)
        self.box.setWhatsThis(words)
        for button, name in ((self._file, self.tr("Choose a file")), (self._folder, self.tr("Choose a folder"))):
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setAutoDefault(False)
            button.setStyleSheet("QPushButton { padding: 4px 10px; }")
        self._note.setWordWrap(True)

    def _build_layout(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self._file)
        buttons.addWidget(self._folder)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.box)
        layout.addLayout(buttons)
        layout.addWidget(self._note)

    @Slot()
    def _on_text_changed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        about = DATA_SETS.get(self.data, "")
        words = QCoreApplication.translate("DataField", about) if about else ""
        where = self.where_words(self.data)
        self._note.setText(f"{words[:1].upper()}{words[1:]}. {where}" if words else where)

    @Slot()
    def _choose_file(self) -> None:
        self._choose(self.tr("A data set's file"), QFileDialog.FileMode.ExistingFile)

    @Slot()
    def _choose_folder(self) -> None:
        self._choose(self.tr("A data set's folder"), QFileDialog.FileMode.Directory)

    def _choose(self, title: str, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, title, str(Path.home()))
        dialog.setFileMode(mode)
        dialog.fileSelected.connect(self.set_data)
        open_once(dialog)

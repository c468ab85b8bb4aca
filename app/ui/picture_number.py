"""One picture of a data set by its number: a part, a number, and a button."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSpinBox, QWidget

from app.core.preview import TEST, TRAIN
from app.ui.naming import named


class PictureNumber(QWidget):
    """Ask for a picture; ``asked`` carries its part, "train" or "test", and its number from 0."""

    asked = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = {TEST: 0, TRAIN: 0}
        self.part = named(QComboBox(), "gallery_part")
        self.part.setAccessibleName(self.tr("Part of the data"))
        self.part.addItem(self.tr("Test picture"), TEST)
        self.part.addItem(self.tr("Training picture"), TRAIN)
        self.number = named(QSpinBox(), "gallery_number")
        self.number.setAccessibleName(self.tr("Number of the picture, from 0"))
        self.number.setToolTip(self.number.accessibleName())
        self.number.setGroupSeparatorShown(True)
        self.show_button = named(QPushButton(self.tr("Read it")), "gallery_read")
        self.show_button.setAutoDefault(False)
        self.show_button.setToolTip(self.tr("Show this picture in the window, and what it is read as"))
        self.show_button.setStyleSheet("QPushButton { padding: 4px 12px; }")
        self._of = named(QLabel(), "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.part, self.number, self._of, self.show_button):
            layout.addWidget(widget)
        self.part.currentIndexChanged.connect(self._on_part_changed)
        self.show_button.clicked.connect(self._on_clicked)
        line = self.number.lineEdit()
        line.returnPressed.connect(self._on_clicked)
        self.show_counts(train=0, test=0)

    def show_counts(self, *, train: int, test: int) -> None:
        """Take numbers up to how many pictures each part has."""
        self._counts = {TRAIN: train, TEST: test}
        self._on_part_changed()

    @Slot()
    def _on_part_changed(self) -> None:
        count = self._counts[self.part.currentData()]
        self.number.setRange(0, max(count - 1, 0))
        self.show_button.setEnabled(count > 0)
        self._of.setText(self.tr("of {count}").format(count=f"{count:,}"))

    @Slot()
    def _on_clicked(self) -> None:
        if self.show_button.isEnabled():
            self.asked.emit(self.part.currentData(), self.number.value())

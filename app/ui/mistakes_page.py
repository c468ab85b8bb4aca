"""The confusion matrix, and beside it the pictures of the cell that was chosen."""

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.core.evaluation import Report
from app.ui.confusion_view import ConfusionView
from app.ui.evaluation_words import cell_text, count_text
from app.ui.naming import named
from app.ui.sample_grid import SampleGrid
from app.ui.scrolling import scrolled
from app.ui.theme import Theme, sized_font


class MistakesPage(QWidget):
    """Begin with all mistakes; a cell of the matrix narrows them down, and shows right answers too."""

    image_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self.matrix = ConfusionView(theme)
        self.grid = SampleGrid(theme)
        self._heading, self._note = QLabel(), named(QLabel(), "muted")
        self._all = named(QPushButton(self.tr("All mistakes")), "evaluation_all_mistakes")
        self._build_layout()
        self.matrix.marked_moved.connect(self._on_marked_moved)
        self.matrix.cell_chosen.connect(self._on_cell_chosen)
        self.grid.image_chosen.connect(self.image_chosen)
        self._all.clicked.connect(self.show_all)

    def show_report(self, report: Report) -> None:
        """Show matrix and mistakes of a report."""
        self._report = report
        self.matrix.show_report(report)
        self.show_all()

    @Slot()
    def show_all(self) -> None:
        """Show the mistakes of all cells."""
        if self._report is None:
            return
        kept, wrong = len(self._report.mistakes), self._report.wrong
        self.grid.show_samples(self._report.mistakes if wrong else self._report.examples, self._report.class_names)
        heading = self.tr("{count} mistakes").format(count=count_text(wrong))
        self._say(
            self.tr("1 mistake") if wrong == 1 else heading if wrong else self.tr("No mistakes"),
            self._all_note(kept, wrong),
        )
        self._all.setEnabled(False)

    def _all_note(self, kept: int, wrong: int) -> str:
        if not wrong:
            return self.tr("Every picture was read right; these are the answers that were least sure.")
        if kept < wrong:
            words = self.tr("{kept} of them are here, from every cell, surest first. Choose a cell to see its own.")
            return words.format(kept=count_text(kept))
        return self.tr("Surest first. Choose a cell to see its own; choose a picture to see it read.")

    @Slot(object)
    def _on_marked_moved(self, rect: QRect) -> None:
        for corner in (rect.bottomRight(), rect.topLeft()):
            self._area.ensureVisible(corner.x(), corner.y(), 0, 0)

    @Slot(int, int)
    def _on_cell_chosen(self, label: int, answer: int) -> None:
        assert self._report is not None
        samples, count = self._report.samples_of(label, answer), self._report.confusion[label][answer]
        self.grid.show_samples(samples, self._report.class_names)
        order = self.tr("least sure first") if label == answer else self.tr("surest first")
        words = self.tr("{kept} of {count} are here, {order}.") if len(samples) < count else self.tr("All, {order}.")
        note = words.format(kept=count_text(len(samples)), count=count_text(count), order=order)
        self._say(cell_text(self._report, label, answer), note if count else self.tr("There are none."))
        self._all.setEnabled(bool(self._report.wrong))
        if samples and self.matrix.hasFocus():
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, heading: str, note: str) -> None:
        self._heading.setText(heading)
        self._note.setText(note)
        self.grid.setAccessibleName(heading)
        self.grid.setAccessibleDescription(note)

    def _build_layout(self) -> None:
        self._heading.setFont(sized_font(self.font(), 1.0, bold=True))
        for label in (self._heading, self._note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        area = self._area = scrolled(self.matrix, "confusion_area", self.matrix.accessibleName())
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumSize(320, 220)
        for bar in (area.horizontalScrollBar(), area.verticalScrollBar()):
            bar.valueChanged.connect(self.matrix.update)  # the names stand still
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._heading)
        words.addWidget(self._note)
        head = QHBoxLayout()
        head.addLayout(words, stretch=1)
        head.addWidget(self._all, alignment=Qt.AlignmentFlag.AlignTop)
        side = QVBoxLayout()
        side.addLayout(head)
        side.addWidget(self.grid, stretch=1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(18)
        layout.addWidget(area, stretch=5)
        layout.addLayout(side, stretch=4)

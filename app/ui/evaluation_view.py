"""How good a model is: the figures, the mistakes to look at, each class, and how honest its confidence is."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.evaluation import Report
from app.ui.asking import ask_path
from app.ui.class_table import ClassTable
from app.ui.evaluation_words import comparison_text, titled
from app.ui.mistakes_page import MistakesPage
from app.ui.naming import named
from app.ui.reliability_plot import ReliabilityPlot
from app.ui.report_card import ReportCard
from app.ui.saving import save_content, save_png
from app.ui.task import Tasks
from app.ui.theme import Theme


class EvaluationView(QWidget):
    """Show one report, or two side by side. With ``tasks`` the matrix can be saved; ``saved`` or ``failed`` follows."""

    image_chosen = Signal(object)
    """A ``ChosenImage``: a picture to be seen on the canvas."""
    saved = Signal(object)
    """The path of a file that was written."""
    failed = Signal(object)

    def __init__(self, theme: Theme, *, tasks: Tasks | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluation_view")
        self.setAccessibleName(self.tr("Evaluation"))
        self._tasks = tasks
        self._reports: list[Report] = []
        self._cards = [ReportCard("evaluation_first"), ReportCard("evaluation_second")]
        self._comparison = named(QLabel(), "evaluation_comparison")
        self._shown = named(QComboBox(), "evaluation_shown")
        self._shown_label = named(QLabel(self.tr("Mistakes and confidence of")), "muted")
        self._mistakes, self._classes = MistakesPage(theme), ClassTable()
        self._reliability = ReliabilityPlot(theme)
        self._tabs = named(QTabWidget(), "evaluation_tabs")
        self._savers: list[QPushButton] = []
        self._are_classes_shown = True
        self._build_layout()
        self._mistakes.image_chosen.connect(self.image_chosen)
        self._tabs.currentChanged.connect(self._on_tab_changed)
        self._shown.currentIndexChanged.connect(self._on_shown_changed)

    @property
    def mistakes(self) -> MistakesPage:
        """Return the page of the matrix and its pictures."""
        return self._mistakes

    @Slot(object, object)
    def show_reports(self, report: Report, other: Report | None = None) -> None:
        """Show a report, and another model's beside it."""
        self._reports = [report] if other is None else [report, other]
        for card, shown in zip(self._cards, [report, other], strict=True):
            card.setVisible(shown is not None)
            if shown is not None:
                card.show_report(shown)
        self._comparison.setVisible(other is not None)
        self._comparison.setText(comparison_text(report, other) if other is not None else "")
        self._are_classes_shown = False
        self._shown.blockSignals(True)
        self._shown.clear()
        self._shown.addItems([titled(each) for each in self._reports])
        self._shown.blockSignals(False)
        for widget in (self._shown, self._shown_label):
            widget.setVisible(other is not None)
        self._on_shown_changed(0)
        self._on_tab_changed()

    def save_table(self, path: Path) -> None:
        """Write the matrix as CSV."""
        from app.core.confusion import confusion_csv

        report = self._current()
        self._write(lambda: save_content(confusion_csv(report.class_names, report.confusion), path))

    def save_picture(self, path: Path) -> None:
        """Write the matrix as PNG, in the colours on show."""
        picture = self._mistakes.matrix.picture()
        self._write(lambda: save_png(picture, path))

    def _current(self) -> Report:
        return self._reports[max(self._shown.currentIndex(), 0)]

    def _write(self, write: Callable[[], Path]) -> None:
        assert self._tasks is not None
        task = self._tasks.create(lambda _report, _token: write())
        task.succeeded.connect(self.saved)
        task.failed.connect(self.failed)
        task.start()

    def _build_layout(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(36)
        for card in self._cards:
            figures.addWidget(card, stretch=1)
        self._cards[1].hide()
        self._comparison.hide()
        self._comparison.setWordWrap(True)
        self._comparison.setTextFormat(Qt.TextFormat.PlainText)
        self._shown.setAccessibleName(self.tr("The model whose mistakes are shown"))
        self._tabs.setAccessibleName(self.tr("Parts of the evaluation"))
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self._mistakes, self.tr("Mistakes"))
        self._tabs.addTab(_padded(self._classes), self.tr("Classes"))
        self._tabs.addTab(self._build_confidence(), self.tr("Confidence"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addLayout(figures)
        layout.addWidget(self._comparison)
        layout.addWidget(self._tabs, stretch=1)
        layout.addLayout(self._build_buttons())

    def _build_confidence(self) -> QWidget:
        words = named(QLabel(), "muted")
        words.setText(
            self.tr(
                "Of the answers that are 90 % sure, 90 % should be right: then the bars end on the dashed line. "
                "The whiskers show how much may be chance."
            )
        )
        words.setWordWrap(True)
        page = _padded(words)
        layout = page.layout()
        assert layout is not None
        layout.addWidget(self._reliability)
        return page

    def _build_buttons(self) -> QHBoxLayout:
        table = named(QPushButton(self.tr("Save matrix as table…")), "evaluation_save_table")
        picture = named(QPushButton(self.tr("Save matrix as picture…")), "evaluation_save_picture")
        table.clicked.connect(self._on_table_asked)
        picture.clicked.connect(self._on_picture_asked)
        self._savers = [table, picture]
        row = QHBoxLayout()
        row.setSpacing(10)
        for button in self._savers:
            row.addWidget(button)
        self._on_tab_changed()
        row.addStretch()
        row.addWidget(self._shown_label)
        row.addWidget(self._shown)
        return row

    @Slot(int)
    def _on_shown_changed(self, at: int) -> None:
        if 0 <= at < len(self._reports):
            self._mistakes.show_report(self._reports[at])
            self._reliability.show_report(self._reports[at])

    @Slot()
    def _on_tab_changed(self) -> None:
        for button in self._savers:
            button.setVisible(self._tasks is not None and self._tabs.currentWidget() is self._mistakes)
        if self._tabs.currentWidget() is self._classes.parentWidget() and not self._are_classes_shown:
            # Not before they are looked at: a table of 256 classes takes a while.
            self._are_classes_shown = True
            self._classes.show_reports(self._reports[0], self._reports[1] if len(self._reports) > 1 else None)

    @Slot()
    def _on_table_asked(self) -> None:
        self._ask_where(self.tr("Save the confusion as a table"), "confusion.csv", "CSV (*.csv)", self.save_table)

    @Slot()
    def _on_picture_asked(self) -> None:
        self._ask_where(self.tr("Save the confusion as a picture"), "confusion.png", "PNG (*.png)", self.save_picture)

    def _ask_where(self, title: str, name: str, kind: str, use: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self, title, str(Path.home()), kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix[1:])
        dialog.selectFile(name)
        ask_path(dialog, use)


def _padded(widget: QWidget) -> QWidget:
    """Return a page with a widget in it."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 12, 0, 0)
    layout.setSpacing(12)
    layout.addWidget(widget)
    return page

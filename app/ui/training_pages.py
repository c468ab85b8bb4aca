"""The pages of the training dialog."""

from collections.abc import Callable, Iterator

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

from app.core.job import Job
from app.ui.curves_page import CurvesPage
from app.ui.gallery import Gallery
from app.ui.naming import named
from app.ui.result_page import ResultPage
from app.ui.task import Tasks
from app.ui.theme import Theme


class TrainingPages(QTabWidget):
    """Pictures of the data, the network's layers, curves and log, the result."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("train_pages")
        self.setAccessibleName(self.tr("Pages"))
        self.setDocumentMode(True)
        self.gallery = Gallery(theme)
        self.summary = named(QPlainTextEdit(), "train_summary")
        self._build_summary()
        self.addTab(_padded(self.gallery), self.tr("Pictures"))
        self.addTab(_padded(self.summary), self.tr("Network"))

    def build(self, tasks: Tasks, make_job: Callable[..., Job]) -> Iterator[None]:
        """Make the pages of the run, in short steps."""
        self.curves = CurvesPage(self._theme, tasks)
        self.addTab(_padded(self.curves), self.tr("Curves"))
        yield
        self.result = ResultPage(self._theme, tasks, make_job)
        self.addTab(_padded(self.result), self.tr("Result"))
        yield

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front."""
        for index in range(self.count()):
            holder = self.widget(index)
            if holder is not None and holder.isAncestorOf(page):
                self.setCurrentIndex(index)

    def is_showing(self, page: QWidget) -> bool:
        """Say whether a page is at the front."""
        holder = self.currentWidget()
        return holder is not None and holder.isAncestorOf(page)

    def _build_summary(self) -> None:
        self.summary.setReadOnly(True)
        self.summary.setAccessibleName(self.tr("The network's layers"))
        self.summary.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.summary.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.summary.setPlaceholderText(self.tr("The layers appear here in a few seconds."))


def _padded(page: QWidget) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 14, 0, 0)
    layout.addWidget(page)
    return holder

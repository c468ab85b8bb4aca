"""What happens to an opened picture: it is shown, read, corrected; the panel follows the selected digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from app.core.errors import InkdigitError
from app.ui.marks import Mark, marks_of
from app.ui.opening import OpenedPicture
from app.ui.recognizer import Answer, PageAnswer
from app.ui.wording import no_digits_words, nothing_found_words

if TYPE_CHECKING:
    from app.core.raster import Raster
    from app.recognition.pages import DividedPage
    from app.ui.main_window import MainWindow


class PictureReader(QObject):
    """Lead a picture from the opener through the recognizer to the view, the bar below it and the panel."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._view = window.results_view
        self._raster: Raster | None = None
        self._view.mark_selected.connect(self._on_mark_selected)
        self._view.marks_changed.connect(self._on_marks_changed)
        self._view.box_drawn.connect(self._on_box_drawn)
        self._view.label_typed.connect(self._on_label_typed)
        self._view.copy_requested.connect(self.copy_text)
        window.recognizer.page_answered.connect(self._on_page_answered)
        bar = window.picture_bar
        bar.copy_requested.connect(self.copy_text)
        bar.correct_requested.connect(window.dialogs.keep_example)
        bar.save_requested.connect(window.dialogs.choose_where_to_save)
        window.opener.failed.connect(self._on_opening_failed)
        bar.whole_switched.connect(self._on_whole_switched)

    @property
    def source(self) -> Raster | DividedPage | None:
        """Return what of the picture is to be read; None where there is nothing."""
        opened = self._view.opened
        if opened is None:
            return None
        return opened.page or (opened.frame.raster if opened.frame is not None else None)

    def show(self, opened: OpenedPicture) -> None:
        """Show a picture and have it read."""
        self._view.show_picture(opened)
        self._window.picture_bar.show_picture(
            opened, can_be_page=opened.page is not None or self._window.opener.is_whole
        )
        self.read()

    def read(self) -> None:
        """Read the picture on show, with the model in use."""
        opened, source = self._view.opened, self.source
        if opened is None:
            return
        if self._view.can_undo:
            self._read_again()
            return
        if source is None or (opened.page is not None and not len(opened.page.rasters)):
            self._window.panel.show_nothing(nothing_found_words())
            return
        self._window.recognizer.ask(source)

    def follow(self, preprocessing: str) -> bool:
        """Read with another model, opening anew what it wants prepared otherwise; say whether a picture is on show."""
        is_shown = self._view.opened is not None
        if not self._window.opener.prepare_for(preprocessing, is_shown=is_shown) and is_shown:
            self.read()
        return is_shown

    def take(self, answer: Answer) -> None:
        """Take the answer to a single raster: a picture that is one digit, or a box that was drawn."""
        opened = self._view.opened
        if opened is None:
            return
        if opened.frame is not None and answer.source is opened.frame.raster:
            from app.recognition.reader import whole_reading

            if not self._view.marks:
                self._view.show_marks(marks_of(whole_reading(opened.frame, answer.prediction)))
            self._view.show_prediction(answer.raster, answer.prediction)
        elif any(answer.source is mark.raster for mark in self._view.marks):
            self._view.show_prediction(answer.raster, answer.prediction)
        else:
            return
        self._window.status.show_time(answer.elapsed_ms)
        if self._view.selected is not None:
            self._on_mark_selected(self._view.marks[self._view.selected])
        self._ask_for_next()

    def _read_again(self) -> None:
        """Read the digits on show with another model, but leave boxes as the user made them."""
        for mark in self._view.marks:
            if mark.raster is not None:
                self._view.show_prediction(mark.raster, None)
        self._ask_for_next()

    def _ask_for_next(self) -> None:
        """Have the next digit read whose answer is missing: a later question may have taken its place."""
        unread = (mark.raster for mark in self._view.marks if mark.prediction is None and mark.raster is not None)
        if (raster := next(unread, None)) is not None:
            self._window.recognizer.ask(raster)

    def correct(self, label: str) -> None:
        """Show what the user says that the selected digit is."""
        self._view.correct(label)

    @Slot()
    def copy_text(self) -> None:
        """Put the text into the clipboard, a line a row."""
        if not self._view.text:
            return
        QGuiApplication.clipboard().setText(self._view.text)
        self._window.message_bar.show_note(self.tr("Copied: {text}").format(text=self._view.text.replace("\n", " / ")))

    @Slot(object)
    def _on_page_answered(self, answer: PageAnswer) -> None:
        opened = self._view.opened
        if opened is None or answer.source is not opened.page:
            return
        self._window.status.show_time(answer.elapsed_ms)
        self._view.show_marks(marks_of(answer.reading))
        if not answer.reading.digits:
            self._window.panel.show_nothing(nothing_found_words())
        elif not answer.reading.text:
            self._window.message_bar.show_note(no_digits_words().sentence)

    @Slot(object)
    def _on_mark_selected(self, mark: Mark | None) -> None:
        self._window.update_actions()
        if mark is None:
            self._window.panel.show_nothing(nothing_found_words())
        elif mark.prediction is not None and mark.raster is not None:
            self._window.panel.show_prediction(mark.prediction, mark.raster.tobytes(), is_picture=True)
            self._window.predicted.emit(mark.prediction)

    @Slot()
    def _on_marks_changed(self) -> None:
        self._window.picture_bar.show_text(self._view.text, has_digits=bool(self._view.marks))
        self._window.update_actions()

    @Slot(object)
    def _on_box_drawn(self, box: tuple[int, int, int, int]) -> None:
        """Have the ink in a box read as one digit."""
        opened = self._view.opened
        if opened is None:
            return
        if opened.page is None:
            hint = self.tr("Untick “One digit” to draw boxes.") if self._window.opener.is_whole else ""
            self._window.message_bar.show_error(InkdigitError(self.tr("This picture is read as one digit."), hint))
            return
        from app.recognition.pages import frame_box

        frame = frame_box(opened.page, box)
        if frame is None:
            error = InkdigitError(self.tr("There is no ink in this box."), self.tr("Drag it round a whole digit."))
            self._window.message_bar.show_error(error)
            return
        self._view.put(frame, box)
        self._window.recognizer.ask(frame.raster)

    @Slot(str)
    def _on_label_typed(self, label: str) -> None:
        self._window.dialogs.keep_as(label)

    @Slot()
    def _on_opening_failed(self) -> None:
        """Let the switch tell how the picture that stays was read."""
        self._window.picture_bar.show_whole(is_whole=self._window.opener.is_whole)

    @Slot(bool)
    def _on_whole_switched(self, is_whole: bool) -> None:
        self._window.opener.is_whole = is_whole
        self._window.opener.open_again()

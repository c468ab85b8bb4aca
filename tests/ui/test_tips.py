import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui.opening import OpenedPicture
from app.ui.text_dialog import TextDialog
from app.ui.theme import Theme
from app.ui.tips import plain_tip
from app.ui.tool_bars import PictureBar

NAME = "<img src='/etc/x.png'><b>A & B</b>.png"


def seen(tip: str) -> str:
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize("text", [NAME, "plain.png", "a < b > c"])
def test_a_tip_shows_a_name_as_it_is(text: str) -> None:
    assert seen(plain_tip(text)) == text


def test_nothing_has_no_tip() -> None:
    assert plain_tip("") == ""


def test_the_tip_of_a_picture_shows_its_name_as_it_is(qtbot: QtBot) -> None:
    bar = PictureBar(Theme())
    qtbot.addWidget(bar)
    bar.show_picture(OpenedPicture(NAME, "first of 2", (1, 1), QImage(), None), can_be_page=False)
    assert seen(bar.text.toolTip()) == f"{NAME} · first of 2"


def test_a_dialog_shows_names_as_they_are(qtbot: QtBot) -> None:
    dialog = TextDialog(NAME, f"All of {NAME}")
    qtbot.addWidget(dialog)
    labels = [label for label in dialog.findChildren(QLabel) if NAME in label.text()]
    assert len(labels) == 2
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert dialog.accessibleName() == NAME

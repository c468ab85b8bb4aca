"""What is a network fed? Asked once, with previews, where its file does not tell."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from app.ui.naming import named
from app.ui.text_dialog import TextDialog

_SIDE = 84
translate = QCoreApplication.translate


class InputFormDialog(TextDialog):
    """Two questions: which ink, which numbers. ``ink`` and ``range`` are the answers."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        text = translate(
            "InputFormDialog",
            "The file does not say how its pictures look and which numbers they are made of. "
            "Most tutorials divide by 255 and use bright ink on black.",
        )
        super().__init__(translate("InputFormDialog", "What is {name} fed?").format(name=name), text, parent)
        self.setObjectName("input_form_dialog")
        self._inks, self._ranges = QButtonGroup(self), QButtonGroup(self)
        self.add(
            self._row(
                self.tr("Ink"),
                self._inks,
                [("bright", self.tr("Bright on black"), True), ("dark", self.tr("Dark on white"), False)],
            )
        )
        self.add(
            self._row(
                self.tr("Numbers"),
                self._ranges,
                [("0-1", self.tr("0 to 1 (divided by 255)"), None), ("0-255", self.tr("0 to 255 (as they are)"), None)],
            )
        )
        use = self.add_button(self.tr("Use"), "input_form_use")
        use.setDefault(True)
        use.clicked.connect(self.accept)
        self.close_button.setText(self.tr("Leave as assumed"))

    @property
    def ink(self) -> str:
        """Return "bright" or "dark"."""
        return _chosen(self._inks)

    @property
    def range(self) -> str:
        """Return "0-1" or "0-255"."""
        return _chosen(self._ranges)

    def _row(self, title: str, group: QButtonGroup, choices: list[tuple[str, str, bool | None]]) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(QLabel(title))
        row = QHBoxLayout()
        for number, (value, text, is_bright) in enumerate(choices):
            button = named(QRadioButton(text), f"input_form_{value}")
            button.setAccessibleName(f"{title}: {text}")
            button.setChecked(number == 0)
            if is_bright is not None:
                button.setIcon(QIcon(_preview(is_bright=is_bright)))
                button.setIconSize(QSize(_SIDE, _SIDE))
            group.addButton(button)
            row.addWidget(button)
        row.addStretch()
        layout.addLayout(row)
        return box


def _chosen(group: QButtonGroup) -> str:
    button = group.checkedButton()
    assert button is not None
    return button.objectName().removeprefix("input_form_")


def _preview(*, is_bright: bool) -> QPixmap:
    """Return a picture of a digit as the network would be fed it."""
    picture = QPixmap(_SIDE, _SIDE)
    paper, ink = ("black", "white") if is_bright else ("white", "black")
    picture.fill(QColor(paper))
    painter = QPainter(picture)
    painter.setPen(QPen(QColor(ink)))
    font = QFont(painter.font())
    font.setPixelSize(64)
    font.setBold(True)
    painter.setFont(font)
    painter.drawText(QRectF(0, 0, _SIDE, _SIDE), Qt.AlignmentFlag.AlignCenter, "5")
    painter.setPen(QPen(QColor("#808080")))
    painter.drawRect(0, 0, _SIDE - 1, _SIDE - 1)
    painter.end()
    return picture

"""Colours: a light and a dark theme of our own, because a bare X11 desktop has none that Qt would follow."""

from string import Template
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

SYSTEM, LIGHT, DARK = "system", "light", "dark"


class Colours(NamedTuple):
    """One theme as ``#rrggbb``. Texts reach a contrast of 4.5:1 on ``window``, ``surface`` and ``raised``."""

    window: str
    surface: str
    raised: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    caution: str
    caution_soft: str
    danger: str
    danger_soft: str
    track: str
    paper: str
    cells: str
    ink: str


LIGHT_COLOURS = Colours(
    window="#f5f6f8",
    surface="#ffffff",
    raised="#eceef2",
    border="#d5dae2",
    text="#191c21",
    muted="#565e6b",
    accent="#2459d6",
    on_accent="#ffffff",
    accent_soft="#e4ebfc",
    caution="#8a5200",
    caution_soft="#fbf0dc",
    danger="#b3261e",
    danger_soft="#fce9e7",
    track="#e3e6ec",
    paper="#ffffff",
    cells="#eef0f4",
    ink="#15171c",
)
DARK_COLOURS = Colours(
    window="#15171b",
    surface="#1d2025",
    raised="#282c33",
    border="#383e48",
    text="#e9ebee",
    muted="#a4acb9",
    accent="#83aaff",
    on_accent="#0e1420",
    accent_soft="#232f4b",
    caution="#f0b65b",
    caution_soft="#3a2f1b",
    danger="#ff9087",
    danger_soft="#412421",
    track="#2b3037",
    paper="#1d2025",
    cells="#262a31",
    ink="#f3f4f6",
)


class Theme(QObject):
    """The colours in use. ``changed`` follows the user's choice, and the system where that is the choice."""

    changed = Signal()

    def __init__(self, choice: str = SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self.colours = self._chosen()
        self._apply()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def is_dark(self) -> bool:
        """Say whether the dark colours are in use."""
        return self.colours is DARK_COLOURS

    def choose(self, choice: str) -> None:
        """Use ``system``, ``light`` or ``dark`` from now on."""
        self._choice = choice
        self._refresh()

    def _chosen(self) -> Colours:
        if self._choice == SYSTEM:
            is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
            return DARK_COLOURS if is_dark else LIGHT_COLOURS
        return DARK_COLOURS if self._choice == DARK else LIGHT_COLOURS

    def _refresh(self) -> None:
        colours = self._chosen()
        if colours is not self.colours:
            self.colours = colours
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(palette_of(self.colours))
        app.setStyleSheet(stylesheet_of(self.colours))

    @Slot(Qt.ColorScheme)
    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        self._refresh()


def palette_of(colours: Colours) -> QPalette:
    """Return what standard widgets are painted with."""
    palette = QPalette()
    role = QPalette.ColorRole
    for name, colour in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.window,
        role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.BrightText: colours.danger,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Light: colours.surface,
        role.Midlight: colours.border,
        role.Mid: colours.border,
        role.Dark: colours.muted,
    }.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, mixed(colours.muted, colours.window, 0.8))
    return palette


def stylesheet_of(colours: Colours) -> str:
    """Return the few rules that a palette cannot say."""
    return _RULES.substitute(colours._asdict())


def mixed(colour: str, other: str, share: float) -> QColor:
    """Return ``share`` of one colour and the rest of another."""
    a, b = QColor(colour), QColor(other)
    rest = 1 - share
    return QColor(
        round(a.red() * share + b.red() * rest),
        round(a.green() * share + b.green() * rest),
        round(a.blue() * share + b.blue() * rest),
    )


def sized_font(base: QFont, factor: float, *, bold: bool = False) -> QFont:
    """Return ``base`` at ``factor`` times its size, so that the user's own font size is kept."""
    font = QFont(base)
    if base.pointSizeF() > 0:
        font.setPointSizeF(base.pointSizeF() * factor)
    else:
        font.setPixelSize(round(base.pixelSize() * factor))
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


_RULES = Template("""
QMenuBar { background: $window; color: $text; padding: 3px 8px; }
QMenuBar::item { padding: 5px 10px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: $raised; }
QMenu { background: $surface; color: $text; border: 1px solid $border; padding: 5px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $muted; background: transparent; }
QMenu::separator { height: 1px; background: $border; margin: 5px 8px; }
QStatusBar { background: $window; color: $muted; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; padding: 0 4px; }
QStatusBar QPushButton { background: transparent; color: $accent; border: 1px solid transparent; padding: 1px 8px; }
QStatusBar QPushButton:hover { background: $raised; }
QStatusBar QPushButton:focus { border-color: $accent; }
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: 4px 6px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 8px; padding: 6px; color: $text; }
QToolButton:hover { background: $raised; }
QToolButton:pressed { background: $border; }
QToolButton:checked { background: $accent_soft; border-color: $accent; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $muted; }
QPushButton { background: $surface; color: $text; border: 1px solid $border; border-radius: 8px; padding: 7px 16px; }
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $border; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $muted; background: $window; }
QPushButton:default { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton:default:focus { border-color: $text; }
QPushButton:default:disabled { background: $raised; color: $muted; border-color: $border; }
QSlider:horizontal { min-height: 24px; }
QSlider::groove:horizontal { height: 4px; background: $track; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { background: $surface; border: 2px solid $accent; width: 14px; height: 14px;
    margin: -7px 0; border-radius: 9px; }
QSlider::handle:horizontal:hover { background: $accent_soft; }
QSlider::handle:horizontal:focus { background: $accent; }
QLabel#sentence_label, QLabel#network_caption, QLabel#muted { color: $muted; }
QDialog#keep_popover { background: $surface; border: 1px solid $border; }
QFrame#message_bar { background: $danger_soft; border: 1px solid $danger; border-radius: 10px; }
QFrame#message_bar[kind="note"] { background: $accent_soft; border-color: $accent; }
QFrame#message_bar QLabel { color: $text; background: transparent; }
QLineEdit, QPlainTextEdit, QTreeView, QTableView, QListView { background: $surface; color: $text;
    border: 1px solid $border; border-radius: 6px; selection-background-color: $accent;
    selection-color: $on_accent; }
QLineEdit { padding: 6px 8px; }
QLineEdit:focus, QPlainTextEdit:focus, QTreeView:focus { border-color: $accent; }
QHeaderView::section { background: $window; color: $muted; border: none; border-bottom: 1px solid $border;
    padding: 6px 8px; }
QTreeView::item { padding: 6px 4px; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
    padding: 7px 14px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
QCheckBox::indicator:unchecked { width: 12px; height: 12px; border: 1px solid $muted; border-radius: 3px;
    background: $surface; }
QCheckBox::indicator:unchecked:hover, QCheckBox::indicator:unchecked:focus { border-color: $accent; }
QCheckBox::indicator:unchecked:disabled { border-color: $border; background: $window; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $muted; margin: 3px; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $text; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QProgressBar { background: $track; color: $text; border: none; border-radius: 3px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
""")

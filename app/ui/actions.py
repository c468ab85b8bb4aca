"""Everything that can be done, as one table: name, menu, text, shortcut, handler, icon, tip."""

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from app.ui.icons import svg_icon
from app.ui.naming import named
from app.ui.theme import Theme


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark a text of the table for translation; Qt's own returns an untyped object."""
    return text


Key = QKeySequence.StandardKey
FILE = QT_TRANSLATE_NOOP("Actions", "&File")
EDIT = QT_TRANSLATE_NOOP("Actions", "&Edit")
MODEL = QT_TRANSLATE_NOOP("Actions", "&Model")
VIEW = QT_TRANSLATE_NOOP("Actions", "&View")
HELP = QT_TRANSLATE_NOOP("Actions", "&Help")
THEME = QT_TRANSLATE_NOOP("Actions", "&Theme")
DEVICE = QT_TRANSLATE_NOOP("Actions", "&Device")


class Command(NamedTuple):
    """One action. ``menu`` may be a path such as "&View/&Theme".

    ``handler`` names a method of the window, or of a part of it such as "dialogs.show_about".
    ``shortcut`` is a standard key, with ``keys`` where the platform has none for it.
    """

    id: str
    menu: str
    text: str
    handler: str
    shortcut: QKeySequence.StandardKey | None = None
    keys: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    is_checkable: bool = False
    starts_group: bool = False


COMMANDS = (
    Command(
        "action_open", FILE, QT_TRANSLATE_NOOP("Actions", "&Open…"), "dialogs.choose_file", Key.Open, icon="open",
        tip=QT_TRANSLATE_NOOP("Actions", "Open a picture or a saved drawing"),
    ),
    Command(
        "action_open_folder", FILE, QT_TRANSLATE_NOOP("Actions", "Open &folder…"), "dialogs.choose_folder",
        keys=("Ctrl+Shift+O",), icon="folder", tip=QT_TRANSLATE_NOOP("Actions", "Read a whole folder of pictures"),
    ),
    Command(
        "action_save_drawing", FILE, QT_TRANSLATE_NOOP("Actions", "&Save…"), "dialogs.choose_where_to_save",
        Key.Save, icon="save", tip=QT_TRANSLATE_NOOP("Actions", "Save the drawing, or the picture with its boxes"),
    ),
    Command(
        "action_quit", FILE, QT_TRANSLATE_NOOP("Actions", "&Quit"), "close", Key.Quit, ("Ctrl+Q",), starts_group=True
    ),
    Command(
        "action_undo", EDIT, QT_TRANSLATE_NOOP("Actions", "&Undo"), "undo", Key.Undo, icon="undo",
        tip=QT_TRANSLATE_NOOP("Actions", "Take back the last stroke or change"),
    ),
    Command(
        "action_redo", EDIT, QT_TRANSLATE_NOOP("Actions", "&Redo"), "redo", Key.Redo, ("Ctrl+Shift+Z",), icon="redo",
        tip=QT_TRANSLATE_NOOP("Actions", "Bring back what was undone"),
    ),
    Command(
        "action_clear", EDIT, QT_TRANSLATE_NOOP("Actions", "&Clear"), "clear", keys=("Ctrl+Delete", "Ctrl+Backspace"),
        icon="clear", tip=QT_TRANSLATE_NOOP("Actions", "Remove all ink; undo brings it back"),
    ),
    Command(
        "action_copy", EDIT, QT_TRANSLATE_NOOP("Actions", "C&opy the answer"), "number.copy", Key.Copy, icon="copy",
        tip=QT_TRANSLATE_NOOP("Actions", "Copy the digit, the number or the text that was read"), starts_group=True,
    ),
    Command(
        "action_paste", EDIT, QT_TRANSLATE_NOOP("Actions", "&Paste"), "paste", Key.Paste, icon="paste",
        tip=QT_TRANSLATE_NOOP("Actions", "Read the picture in the clipboard"),
    ),
    Command(
        "action_keep_example", EDIT, QT_TRANSLATE_NOOP("Actions", "&Keep as example…"), "dialogs.keep_example",
        keys=("Ctrl+L",), icon="keep", tip=QT_TRANSLATE_NOOP("Actions", "Say what it is, so that training learns it"),
    ),
    Command(
        "action_eraser", EDIT, QT_TRANSLATE_NOOP("Actions", "&Eraser"), "set_eraser", keys=("E",), icon="eraser",
        tip=QT_TRANSLATE_NOOP("Actions", "Erase instead of drawing; the right mouse button always erases"),
        is_checkable=True, starts_group=True,
    ),
    Command("action_thinner", EDIT, QT_TRANSLATE_NOOP("Actions", "T&hinner pen"), "thinner_pen", keys=("[", "Ctrl+-")),
    Command("action_thicker", EDIT, QT_TRANSLATE_NOOP("Actions", "Thic&ker pen"), "thicker_pen", keys=("]", "Ctrl++")),
    Command(
        "action_models", MODEL, QT_TRANSLATE_NOOP("Actions", "&Models…"), "dialogs.show_models", keys=("Ctrl+M",),
        icon="models", tip=QT_TRANSLATE_NOOP("Actions", "See the models and choose one"),
    ),
    Command(
        "action_imagenet", MODEL, QT_TRANSLATE_NOOP("Actions", "&What is in a photo?…"), "dialogs.show_imagenet",
        keys=("Ctrl+I",), icon="open", tip=QT_TRANSLATE_NOOP("Actions", "Name what a photo of anything shows"),
    ),
    Command(
        "action_previous_model", MODEL, QT_TRANSLATE_NOOP("Actions", "Switch &back"), "use_previous_model",
        keys=("Ctrl+B",), icon="back", tip=QT_TRANSLATE_NOOP("Actions", "Use the model from before the last change"),
    ),
    Command(
        "action_train", MODEL, QT_TRANSLATE_NOOP("Actions", "&Train…"), "dialogs.show_training", keys=("Ctrl+T",),
        icon="train", tip=QT_TRANSLATE_NOOP("Actions", "Train a model of your own"),
    ),
    Command(
        "action_learn_hand", MODEL, QT_TRANSLATE_NOOP("Actions", "&Learn my hand…"), "dialogs.learn_hand",
        keys=("Ctrl+Shift+L",), icon="keep",
        tip=QT_TRANSLATE_NOOP("Actions", "Let the model go on learning, from the examples that you kept"),
    ),
    Command(
        "action_evaluate", MODEL, QT_TRANSLATE_NOOP("Actions", "Mea&sure the model…"), "dialogs.show_evaluation",
        keys=("Ctrl+Shift+M",), icon="measure",
        tip=QT_TRANSLATE_NOOP("Actions", "See how often the model in use is right, and look at its mistakes"),
    ),
    Command(
        "action_runs", MODEL, QT_TRANSLATE_NOOP("Actions", "Training &runs…"), "dialogs.show_runs", keys=("Ctrl+R",),
        icon="runs", tip=QT_TRANSLATE_NOOP("Actions", "See the trainings so far, compare them, go on with one"),
    ),
    Command(
        "action_export", MODEL, QT_TRANSLATE_NOOP("Actions", "&Export…"), "dialogs.choose_where_to_export",
        keys=("Ctrl+Shift+E",), icon="export", tip=QT_TRANSLATE_NOOP("Actions", "Save a copy of the model in use"),
    ),
    Command(
        "action_device_auto", f"{MODEL}/{DEVICE}", QT_TRANSLATE_NOOP("Actions", "&Automatic"), "devices.use_auto",
        is_checkable=True,
    ),
    Command(
        "action_device_cpu", f"{MODEL}/{DEVICE}", QT_TRANSLATE_NOOP("Actions", "&Processor"), "devices.use_cpu",
        is_checkable=True,
    ),
    Command(
        "action_device_gpu", f"{MODEL}/{DEVICE}", QT_TRANSLATE_NOOP("Actions", "&GPU"), "devices.use_gpu",
        is_checkable=True,
    ),
    Command(
        "action_inside", VIEW, QT_TRANSLATE_NOOP("Actions", "Look &inside…"), "dialogs.show_inside",
        keys=("Ctrl+Shift+I",), icon="inside",
        tip=QT_TRANSLATE_NOOP("Actions", "See what each layer of the model makes of the drawing, and what matters"),
    ),
    Command(
        "action_stages", VIEW, QT_TRANSLATE_NOOP("Actions", "&Steps before reading…"), "dialogs.stages.show",
        keys=("Ctrl+Shift+P",), icon="stages",
        tip=QT_TRANSLATE_NOOP("Actions", "See what becomes of a digit before it is read"),
    ),
    Command(
        "action_number", VIEW, QT_TRANSLATE_NOOP("Actions", "&Number"), "number.set_on", keys=("Ctrl+Shift+N",),
        tip=QT_TRANSLATE_NOOP("Actions", "Draw a whole number instead of a single digit"), is_checkable=True,
    ),
    Command(
        "action_theme_system", f"{VIEW}/{THEME}", QT_TRANSLATE_NOOP("Actions", "As the &system"), "themes.use_system",
        is_checkable=True,
    ),
    Command(
        "action_theme_light", f"{VIEW}/{THEME}", QT_TRANSLATE_NOOP("Actions", "&Light"), "themes.use_light",
        is_checkable=True,
    ),
    Command(
        "action_theme_dark", f"{VIEW}/{THEME}", QT_TRANSLATE_NOOP("Actions", "&Dark"), "themes.use_dark",
        is_checkable=True,
    ),
    Command(
        "action_check", HELP, QT_TRANSLATE_NOOP("Actions", "&Check for problems…"), "help.check",
        tip=QT_TRANSLATE_NOOP("Actions", "See whether everything is there and works"),
    ),
    Command(
        "action_logs", HELP, QT_TRANSLATE_NOOP("Actions", "Open &log folder"), "help.open_logs",
        tip=QT_TRANSLATE_NOOP("Actions", "Logs and crash reports, in the file manager"),
    ),
    Command(
        "action_about", HELP, QT_TRANSLATE_NOOP("Actions", "&About Inkdigit"), "dialogs.show_about", icon="info",
        tip=QT_TRANSLATE_NOOP("Actions", "Versions, devices and licences"), starts_group=True,
    ),
)  # fmt: skip


def build_actions(window: QMainWindow, theme: Theme) -> dict[str, QAction]:
    """Make the actions, put them into the window's menus, and return them by id."""
    menus: dict[str, QMenu] = {}
    actions = {}
    for command in COMMANDS:
        action = actions[command.id] = _action(command, window, theme)
        menu = _menu(command.menu, window, menus)
        if command.starts_group:
            menu.addSeparator()
        menu.addAction(action)
    return actions


def _action(command: Command, window: QMainWindow, theme: Theme) -> QAction:
    text = QCoreApplication.translate("Actions", command.text)
    action = named(QAction(text, window), command.id)
    action.setCheckable(command.is_checkable)
    sequences = _sequences(command)
    action.setShortcuts(sequences)
    if command.icon:
        action.setIcon(svg_icon(command.icon, theme))
    tip = QCoreApplication.translate("Actions", command.tip) if command.tip else text.replace("&", "")
    shown = sequences[0].toString(QKeySequence.SequenceFormat.NativeText) if sequences else ""
    action.setToolTip(f"{tip} ({shown})" if shown else tip)
    action.setStatusTip("")
    (action.toggled if command.id == "action_eraser" else action.triggered).connect(attrgetter(command.handler)(window))
    if command.id == "action_quit":
        action.setMenuRole(QAction.MenuRole.QuitRole)
    if command.id == "action_about":
        action.setMenuRole(QAction.MenuRole.AboutRole)
    return action


def _sequences(command: Command) -> list[QKeySequence]:
    standard = QKeySequence.keyBindings(command.shortcut) if command.shortcut is not None else []
    return _unique([*standard, *map(QKeySequence, command.keys)])


def _unique(sequences: Iterable[QKeySequence]) -> list[QKeySequence]:
    found: list[QKeySequence] = []
    for sequence in sequences:
        if sequence not in found:
            found.append(sequence)
    return found


def _menu(path: str, window: QMainWindow, menus: dict[str, QMenu]) -> QMenu:
    """Return the menu at ``path``, made on the first call."""
    if path not in menus:
        parent, _, name = path.rpartition("/")
        text = QCoreApplication.translate("Actions", name)
        menus[path] = _menu(parent, window, menus).addMenu(text) if parent else window.menuBar().addMenu(text)
        menus[path].setAccessibleName(text.replace("&", ""))
        menus[path].setToolTipsVisible(False)
    return menus[path]

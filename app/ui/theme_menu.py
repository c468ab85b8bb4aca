"""The choice between the system's colours, light and dark."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup

from app.core.settings import THEME, Settings
from app.ui.theme import DARK, LIGHT, SYSTEM, Theme


class ThemeMenu(QObject):
    """Use a theme, keep it in the settings, and show it checked in the menu."""

    def __init__(self, theme: Theme, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._settings = theme, settings
        self._actions: dict[str, QAction] = {}

    def attach(self, actions: dict[str, QAction]) -> None:
        """Let one of the menu's actions be checked at a time."""
        group = QActionGroup(self)
        for choice in (SYSTEM, LIGHT, DARK):
            action = self._actions[choice] = actions[f"action_theme_{choice}"]
            group.addAction(action)
            action.setChecked(self._settings[THEME] == choice)

    @Slot()
    def use_system(self) -> None:
        """Use the system's colours, light or dark."""
        self._use(SYSTEM)

    @Slot()
    def use_light(self) -> None:
        """Use the light colours."""
        self._use(LIGHT)

    @Slot()
    def use_dark(self) -> None:
        """Use the dark colours."""
        self._use(DARK)

    def _use(self, choice: str) -> None:
        self._settings[THEME] = choice
        self._actions[choice].setChecked(True)
        self._theme.choose(choice)

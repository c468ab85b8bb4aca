"""Which network do these weights belong to? Asked where a file holds weights alone."""

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from app.core.presets import PRESETS
from app.ui.naming import named
from app.ui.preset_words import about_words
from app.ui.text_dialog import TextDialog

translate = QCoreApplication.translate


class PresetQuestion(TextDialog):
    """Offer the presets; ``preset`` is the chosen one."""

    def __init__(self, name: str, preset: str = "", parent: QWidget | None = None) -> None:
        text = translate("PresetQuestion", "“{name}” holds weights alone, without the network they belong to.")
        super().__init__(translate("PresetQuestion", "Which network is it?"), text.format(name=name), parent)
        self.setObjectName("preset_question")
        self._box = named(QComboBox(), "preset_question_preset")
        self._box.setAccessibleName(self.tr("Preset"))
        self._box.addItems(list(PRESETS))
        self._about = named(QLabel(), "muted")
        self._about.setWordWrap(True)
        self._about.setMinimumHeight(2 * self._about.fontMetrics().lineSpacing())
        self.add(self._box)
        self.add(self._about)
        use = self.add_button(self.tr("Bring in"), "preset_question_use")
        use.setDefault(True)
        use.clicked.connect(self.accept)
        self.close_button.setText(self.tr("Cancel"))
        self._box.currentTextChanged.connect(self._on_changed)
        self._box.setCurrentText(preset)
        self._on_changed()
        self.setMinimumWidth(440)

    @property
    def preset(self) -> str:
        """Return the preset that was chosen."""
        return self._box.currentText()

    @Slot()
    def _on_changed(self) -> None:
        self._about.setText(about_words(self.preset))

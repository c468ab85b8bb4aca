"""The form of a training: preset, data, a few numbers, and everything else folded away."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.training import PRESETS, Augmentation, TrainingConfig, config_for
from app.ui.data_field import DataField
from app.ui.fold import Fold
from app.ui.naming import named
from app.ui.preset_words import about_words
from app.ui.training_editors import ChoiceBox, SwitchBox
from app.ui.training_fields import ADVANCED, AUGMENTATION, BASIC, ROW_HEIGHT, Field, network_field

FIRST_PRESET = "quick"
_WIDTH = 330


class TrainingForm(QScrollArea):
    """Show a config and read one; ``changed`` follows every edit. What was not unfolded keeps the preset's values."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._config = config_for(FIRST_PRESET)
        self._editors: dict[str, QWidget] = {}
        self._network_editors: dict[str, QWidget] = {}
        self._augmentation_editors: dict[str, QWidget] = {}
        self._is_editable = True
        self._has_augmentation: SwitchBox | None = None
        self._last_augmentation = Augmentation()
        self._preset = named(ChoiceBox(list(PRESETS)), "train_preset")
        self._about = named(QLabel(), "train_about")
        self._data = DataField()
        self._basic = QFormLayout()
        self._network_layout = QFormLayout()
        self._network_fold = Fold(self.tr("Network"), self._make_network, "train_network")
        self._advanced = Fold(self.tr("Advanced"), self._make_advanced, "train_advanced")
        self._augmentation = Fold(self.tr("Vary the pictures"), self._make_augmentation, "train_augmentation")
        self._build()
        self._preset.edited.connect(self._on_preset_changed)
        self._data.changed.connect(self.changed)
        self.show_config(self._config)

    def config(self) -> TrainingConfig:
        """Return what the form says.

        Raises:
            TrainingError: a value makes no sense.
        """
        changes: dict[str, Any] = {name: editor.read() for name, editor in self._editors.items()}  # type: ignore[attr-defined]
        changes |= {"preset": self._preset.read(), "data": self._data.data, "network": self._network()}
        changes["augmentation"] = self._read_augmentation()
        return replace(self._config, **changes)

    def show_config(self, config: TrainingConfig) -> None:
        """Show a config."""
        blocker = QSignalBlocker(self)
        self._config = config
        self._preset.write(config.preset)
        self._data.set_data(config.data)
        _fill(self._editors, asdict(config))
        self._last_augmentation = config.augmentation or self._last_augmentation
        self._show_augmentation()
        self._show_preset()
        blocker.unblock()
        self.changed.emit()

    @property
    def data(self) -> str:
        """Return the name or path of the data."""
        return self._data.data

    def where(self, data: str) -> str:
        """Say where data are, as far as that is known at once; ``changed`` follows if it takes longer."""
        return self._data.where(data)

    def where_words(self, data: str) -> str:
        """Say so in a sentence."""
        return self._data.where_words(data)

    def look_again(self) -> None:
        """Say anew where the data are: they may have been downloaded."""
        self._data.look_again()

    def set_editable(self, is_editable: bool) -> None:
        """Let the values be changed, or only be read; what is folded away can be looked at in either case."""
        self._is_editable = is_editable
        self._preset.setEnabled(is_editable)
        self._data.set_editable(is_editable)
        self._enable(self._editors, self._network_editors, self._augmentation_editors)
        if self._has_augmentation is not None:
            self._has_augmentation.setEnabled(is_editable)
            self._enable_augmentation()

    def _build(self) -> None:
        self.setAccessibleName(self.tr("Settings"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(_WIDTH)
        self._about.setWordWrap(True)
        words = self.tr("A network with a recipe to train it by")
        self._preset.setAccessibleName(self.tr("Preset"))
        self._preset.setMinimumHeight(ROW_HEIGHT)
        self._preset.setToolTip(words)
        self._preset.setWhatsThis(words)
        for index, (name, preset) in enumerate(PRESETS.items()):
            self._preset.setItemData(index, f"{preset.title}: {about_words(name)}", Qt.ItemDataRole.ToolTipRole)
        for layout in (self._basic, self._network_layout):
            _shape(layout)
        self._basic.addRow(_label(self.tr("Preset")), self._preset)
        self._basic.addRow(self._about)
        self._basic.addRow(_label(self.tr("Data")), self._data)
        self._add_fields(self._basic, BASIC, self._editors)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 14, 0)
        column.setSpacing(10)
        column.addLayout(self._basic)
        for fold in (self._network_fold, self._augmentation, self._advanced):
            column.addWidget(fold)
        column.addStretch()
        self.setWidget(content)

    def _enable(self, *groups: Mapping[str, QWidget]) -> None:
        for group in groups:
            for editor in group.values():
                editor.setEnabled(self._is_editable)

    def _add_fields(self, layout: QFormLayout, fields: Iterable[Field], editors: dict[str, QWidget]) -> None:
        for field in fields:
            editor = editors[field.name] = field.editor()
            if isinstance(editor, SwitchBox):
                layout.addRow(editor)
            else:
                label = _label(field.title)
                label.setBuddy(editor)
                label.setToolTip(editor.toolTip())
                layout.addRow(label, editor)
            editor.setEnabled(self._is_editable)
            editor.edited.connect(self.changed)  # type: ignore[attr-defined]

    def _make_advanced(self) -> QWidget:
        page, layout = _page()
        blocker = QSignalBlocker(self)
        self._add_fields(layout, ADVANCED, self._editors)
        _fill(self._editors, asdict(self._config), only={field.name for field in ADVANCED})
        blocker.unblock()
        return page

    def _make_network(self) -> QWidget:
        page = QWidget()
        page.setLayout(self._network_layout)
        self._network_layout.setContentsMargins(14, 0, 0, 6)
        self._fill_network()
        return page

    def _make_augmentation(self) -> QWidget:
        page, layout = _page()
        blocker = QSignalBlocker(self)
        self._has_augmentation = named(SwitchBox(self.tr("Vary the pictures while training")), "train_has_augmentation")
        self._has_augmentation.setAccessibleName(self._has_augmentation.text())
        self._has_augmentation.setEnabled(self._is_editable)
        self._has_augmentation.edited.connect(self._on_augmentation_switched)
        layout.addRow(self._has_augmentation)
        self._add_fields(layout, AUGMENTATION, self._augmentation_editors)
        self._has_augmentation.write(self._config.augmentation is not None)
        self._show_augmentation()
        blocker.unblock()
        return page

    def _show_preset(self) -> None:
        preset = PRESETS[self._preset.read()]
        self._about.setText(f"<b>{preset.title}</b><br>{about_words(self._preset.read())}")
        self._network_fold.setVisible(bool(preset.network))
        if self._network_layout.parentWidget() is not None:
            self._fill_network()

    def _fill_network(self) -> None:
        """Make a row for each number of the preset's network."""
        while self._network_layout.rowCount():
            self._network_layout.removeRow(0)
        self._network_editors.clear()
        numbers = PRESETS[self._preset.read()].network
        for name, default in numbers.items():
            self._add_fields(self._network_layout, [network_field(name, default)], self._network_editors)
        blocker = QSignalBlocker(self)
        shown = {**numbers, **self._config.network}
        _fill(self._network_editors, {f"network_{name}": value for name, value in shown.items()})
        blocker.unblock()

    def _network(self) -> Mapping[str, Any]:
        """Return the numbers that differ from the preset's."""
        if not self._network_editors:
            return self._config.network
        defaults = PRESETS[self._preset.read()].network
        read = {name: self._network_editors[f"network_{name}"].read() for name in defaults}  # type: ignore[attr-defined]
        return {name: value for name, value in read.items() if value != defaults[name]}

    def _read_augmentation(self) -> Augmentation | None:
        if self._has_augmentation is None:
            return self._config.augmentation
        if not self._has_augmentation.read():
            return None
        return Augmentation(**{name: editor.read() for name, editor in self._augmentation_editors.items()})  # type: ignore[attr-defined]

    def _show_augmentation(self) -> None:
        if self._has_augmentation is None:
            return
        self._has_augmentation.write(self._config.augmentation is not None)
        _fill(self._augmentation_editors, asdict(self._last_augmentation))
        self._enable_augmentation()

    def _enable_augmentation(self) -> None:
        assert self._has_augmentation is not None
        for editor in self._augmentation_editors.values():
            editor.setEnabled(self._is_editable and self._has_augmentation.read())

    @Slot()
    def _on_augmentation_switched(self) -> None:
        self._enable_augmentation()
        self.changed.emit()

    @Slot()
    def _on_preset_changed(self) -> None:
        """Take the preset's values; data that were chosen on purpose stay."""
        if self.signalsBlocked():
            return
        config = config_for(self._preset.read())
        if self._data.data != self._config.data or self._data.data != config_for(self._config.preset).data:
            config = replace(config, data=self._data.data)
        self.show_config(config)


def _fill(editors: Mapping[str, QWidget], values: Mapping[str, Any], *, only: set[str] | None = None) -> None:
    for name, editor in editors.items():
        if only is None or name in only:
            editor.write(values[name])  # type: ignore[attr-defined]


def _label(text: str) -> QLabel:
    """Return a label as high as a row, so that its text stands beside that of the input."""
    label = QLabel(text)
    label.setMinimumHeight(ROW_HEIGHT)
    return label


def _page() -> tuple[QWidget, QFormLayout]:
    page = QWidget()
    layout = QFormLayout(page)
    _shape(layout)
    layout.setContentsMargins(14, 0, 0, 6)
    return page, layout


def _shape(layout: QFormLayout) -> None:
    layout.setHorizontalSpacing(12)
    layout.setVerticalSpacing(8)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

"""The form of a training: what it shows of a preset, what it reads back, and what it refuses."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import TrainingError
from app.core.training import PRESETS, Augmentation, config_for
from app.ui.data_field import DOWNLOADED, EMPTY, HERE, MADE, MISSING, DataField, whereabouts
from app.ui.preset_words import ABOUT
from app.ui.training_editors import LimitBox, NumberBox, NumbersLine, WholeBox
from app.ui.training_form import TrainingForm

FOLDS = ("train_network", "train_augmentation", "train_advanced")


@pytest.fixture
def form(qtbot: QtBot) -> TrainingForm:
    form = TrainingForm()
    qtbot.addWidget(form)
    form.show()
    return form


def unfold(form: TrainingForm) -> None:
    for name in FOLDS:
        form.findChild(QAbstractButton, name).click()


def choose(form: TrainingForm, preset: str) -> None:
    form.findChild(QComboBox, "train_preset").setCurrentText(preset)


@pytest.mark.parametrize("is_unfolded", [False, True])
@pytest.mark.parametrize("preset", list(PRESETS))
def test_a_chosen_preset_is_read_back_as_it_is(form: TrainingForm, preset: str, is_unfolded: bool) -> None:
    if is_unfolded:
        unfold(form)
    choose(form, preset)
    assert form.config() == config_for(preset)


def test_what_is_typed_is_read(form: TrainingForm, qtbot: QtBot) -> None:
    choose(form, "succinctly-cnn")
    unfold(form)
    for name, text in (
        ("train_epochs", "3"),
        ("train_batch_size", "64"),
        ("train_learning_rate", "2.5e-4"),
        ("train_seed", "4294967295"),
        ("train_network_filters", "8, 16"),
        ("train_network_dropout", "0.1"),
    ):
        editor = form.findChild(QWidget, name)
        assert editor is not None, name
        editor.selectAll()  # type: ignore[attr-defined]
        qtbot.keyClicks(editor, text)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    config = form.config()
    assert (config.epochs, config.batch_size, config.learning_rate, config.seed) == (3, 64, 2.5e-4, 2**32 - 1)
    assert config.network == {"filters": (8, 16), "dropout": 0.1}


def test_every_change_is_told(form: TrainingForm, qtbot: QtBot) -> None:
    for change in (lambda: form.findChild(WholeBox, "train_epochs").setValue(7), lambda: choose(form, "dense-512")):
        with qtbot.waitSignal(form.changed) as told:
            change()
        assert told.signal_triggered


def test_the_data_that_were_chosen_on_purpose_survive_another_preset(form: TrainingForm) -> None:
    choose(form, "fashion-mlp")
    assert form.data == "fashion-mnist"
    choose(form, "dense-512")
    assert form.data == "mnist"
    form.findChild(QComboBox, "train_data").setCurrentText("synthetic-strokes")
    choose(form, "fashion-mlp")
    assert form.data == "synthetic-strokes"


def test_a_shown_config_is_read_back_with_its_numbers(form: TrainingForm) -> None:
    unfold(form)
    config = config_for(
        "keras-convnet", data="synthetic-strokes", epochs=2, patience=3, limit=500, network={"filters": (4, 8)},
        augmentation=Augmentation(rotation=5.0, flip=True), optimizer="sgd", name="mine", seed=9,
    )  # fmt: skip
    form.show_config(config)
    assert form.config() == config


def test_a_list_that_is_none_is_refused_with_a_sentence(form: TrainingForm) -> None:
    choose(form, "dense-512")
    unfold(form)
    form.findChild(NumbersLine, "train_network_units").setText("many")
    with pytest.raises(TrainingError, match="“many” is no list of whole numbers"):
        form.config()


def test_a_number_that_the_network_cannot_have_is_refused(form: TrainingForm) -> None:
    choose(form, "dense-512")
    unfold(form)
    form.findChild(NumbersLine, "train_network_units").setText("0")
    with pytest.raises(TrainingError, match="units"):
        form.config()


def test_pictures_are_varied_only_where_that_is_switched_on(form: TrainingForm) -> None:
    choose(form, "keras-convnet")
    unfold(form)
    switch = form.findChild(QAbstractButton, "train_has_augmentation")
    rotation = form.findChild(NumberBox, "train_rotation")
    assert not switch.isChecked()
    assert not rotation.isEnabled()
    switch.click()
    rotation.setValue(7.5)
    augmentation = form.config().augmentation
    assert augmentation is not None
    assert augmentation.rotation == 7.5


def test_values_beyond_the_bounds_cannot_be_typed(form: TrainingForm, qtbot: QtBot) -> None:
    epochs = form.findChild(WholeBox, "train_epochs")
    epochs.selectAll()
    qtbot.keyClicks(epochs, "0")
    qtbot.keyClick(epochs, Qt.Key.Key_Return)
    assert form.config().epochs >= 1
    epochs.setValue(10**9)
    assert form.config().epochs == 10_000
    rate = form.findChild(NumberBox, "train_learning_rate")
    for text in ("abc", "1e", "-1", "nan", "inf", "1e999"):
        rate.selectAll()
        qtbot.keyClicks(rate, text)
        qtbot.keyClick(rate, Qt.Key.Key_Return)
        assert 1e-7 <= form.config().learning_rate <= 10


@pytest.mark.parametrize(
    ("start", "steps", "end"), [(0.001, 1, 0.002), (0.001, -1, 0.0005), (0.02, 2, 0.1), (0.0, 1, 1e-7), (1e-7, -1, 0)]
)
def test_the_arrows_go_through_round_numbers(qtbot: QtBot, start: float, steps: int, end: float) -> None:
    box = NumberBox(0, 10)
    qtbot.addWidget(box)
    box.write(start)
    box.stepBy(steps)
    assert box.read() == pytest.approx(end)


def test_a_limit_can_be_none(qtbot: QtBot) -> None:
    box = LimitBox(20, 1000)
    qtbot.addWidget(box)
    box.write(None)
    assert (box.read(), box.text()) == (None, "all")
    box.write(20)
    assert box.read() == 20


def test_the_wheel_turns_no_number_without_the_keyboard(form: TrainingForm, qtbot: QtBot) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    box = form.findChild(WholeBox, "train_batch_size")
    before = box.value()
    centre = QPointF(box.rect().center())
    event = QWheelEvent(
        centre, box.mapToGlobal(centre), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, event)
    assert box.value() == before


def test_a_form_that_is_only_read_can_still_be_unfolded(form: TrainingForm) -> None:
    choose(form, "digits")
    form.set_editable(False)
    unfold(form)
    for name in ("train_preset", "train_data", "train_epochs", "train_seed", "train_rotation", "train_network_filters"):
        widget = form.findChild(QWidget, name)
        assert widget.isVisible(), name
        assert not widget.isEnabled(), name
    form.set_editable(True)
    assert form.findChild(QWidget, "train_rotation").isEnabled()
    assert form.config() == config_for("digits")


def test_every_input_has_a_name_and_a_help(form: TrainingForm) -> None:
    unfold(form)
    for kind in (QAbstractSpinBox, QComboBox, QLineEdit):
        for widget in form.findChildren(kind):
            if widget.objectName().startswith("train_"):
                assert widget.accessibleName(), widget.objectName()
                assert widget.toolTip(), widget.objectName()
                assert widget.whatsThis(), widget.objectName()


def test_what_is_said_of_every_preset_can_be_translated() -> None:
    assert {preset.about for preset in PRESETS.values()} == set(ABOUT)


def test_whereabouts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INKDIGIT_DATA", str(tmp_path))
    assert whereabouts("mnist") == DOWNLOADED
    (tmp_path / "mnist").mkdir()
    assert whereabouts("mnist") == HERE
    assert whereabouts("pen-strokes") == MISSING
    assert whereabouts("synthetic-strokes") == MADE
    assert whereabouts("my-drawings") == EMPTY
    assert whereabouts(str(tmp_path)) == HERE
    assert whereabouts(str(tmp_path / "nothing")) == MISSING
    assert whereabouts("") == MISSING
    assert whereabouts("long" * 100) == MISSING


def test_a_path_may_begin_with_the_users_folder(qtbot: QtBot) -> None:
    field = DataField()
    qtbot.addWidget(field)
    field.set_data("~/digits")
    assert field.data == str(Path.home() / "digits")
    field.set_data("~nobody-of-this-name/digits")
    assert field.data == "~nobody-of-this-name/digits"


def test_a_download_that_was_cut_off_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.core.paths import data_dirs

    monkeypatch.delenv("INKDIGIT_DATA", raising=False)
    folder = data_dirs()[-1] / "mnist"
    folder.mkdir(parents=True)
    names = [f"{part}-{kind}-ubyte.gz" for part in ("train", "t10k") for kind in ("images-idx3", "labels-idx1")]
    for name in names:
        assert whereabouts("mnist") == DOWNLOADED
        (folder / name).write_bytes(b"")
    assert whereabouts("mnist") == HERE


def test_the_note_says_where_the_data_are(form: TrainingForm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INKDIGIT_DATA", str(tmp_path))
    form.findChild(QComboBox, "train_data").setCurrentText(str(tmp_path / "nothing"))
    notes = [label.text() for label in form.findChildren(QLabel, "muted")]
    assert "There is no such file or folder." in notes

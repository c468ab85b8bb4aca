"""The library: cards, use, import with its question, delete, models side by side."""

import itertools
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.bundle import bundle_names, is_bundle, read_bundle
from app.core.errors import BundleError, Cancelled, DataSetError, WeightsAloneError
from app.core.events import Progress
from app.core.imported import Imported, ImportWish
from app.core.job import Job, Report, Token
from app.core.paths import shipped_models_dir, user_models_dir
from app.core.presets import PRESETS
from app.core.settings import MODEL
from app.ui import model_importer, report_maker
from app.ui.compare_dialog import MOST_COMPARED, CompareDialog
from app.ui.library_dialog import LibraryDialog
from app.ui.main_window import MainWindow
from app.ui.preset_question import PresetQuestion
from tests.ui.events import draw
from tests.ui.fakes import FakeClassifier, prediction_of
from tests.unit.core.bundles import write_bundle

SHIPPED = sorted(path.name for path in shipped_models_dir().iterdir() if is_bundle(path))
LINE = [(0.4, 0.1), (0.5, 0.5), (0.45, 0.9)]
REPORT = [{"group": "g", "name": "n", "value": 0.5, "n": 9, "met": met} for met in (True, False, None)]
Make = Callable[..., MainWindow]


def imported(key: str, *, found: str = "graph", is_verified: bool = True) -> Imported:
    return Imported(
        key, "Sequential, 4 layers, 10 weights, reads 28×28 grey, 10 classes", 10, is_verified, "0-1", "bright", found
    )


@pytest.fixture
def imports(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, ImportWish]]:
    """Let imports make a bundle of the file's name at once; keep what was asked for."""
    asked: list[tuple[Path, ImportWish]] = []

    def make_job(path: Path, wish: ImportWish) -> Job:
        def job(_report: object, _token: object) -> Imported:
            asked.append((path, wish))
            if "bad" in path.name:
                raise BundleError("The layer “evil” is of a kind that is not on the list.", "Choose another file.")
            if "weights" in path.name and not wish.preset:
                raise WeightsAloneError("The file holds weights alone.", "Choose a preset.")
            key = path.stem + ("-2" if wish.ink else "")
            write_bundle(user_models_dir() / key)
            return imported(key, found="given" if wish.ink else "assumed" if "unclear" in path.name else "graph")

        return job

    monkeypatch.setattr(model_importer, "_import_job", make_job)
    return asked


def opened(window: MainWindow, kind: type[QDialog], qtbot: QtBot) -> QDialog:
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(kind)))
    return next(d for d in window.findChildren(kind) if d.isVisible())


def own_names() -> list[str]:
    """Return the names of the user's models."""
    return [name for name in bundle_names() if name not in SHIPPED]


def library(window: MainWindow, qtbot: QtBot, *, own: int = 0) -> LibraryDialog:
    window.findChild(QAction, "action_models").trigger()
    dialog = opened(window, LibraryDialog, qtbot)
    assert isinstance(dialog, LibraryDialog)
    qtbot.waitUntil(lambda: dialog._cards.count() == len(SHIPPED) + own)
    return dialog


def button(dialog: QWidget, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    return found


def drop_on(widget: QWidget, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    widget.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))


def test_each_model_has_a_card_that_says_what_it_is(window: MainWindow, qtbot: QtBot) -> None:
    write_bundle(
        user_models_dir() / "mine", parameters=1234, description="Sequential, 4 layers", made="2026-01-02",
        metrics={"test": {"n": 10_000, "accuracy": 0.9876}}, source={"verified": False}, report=REPORT,
    )  # fmt: skip
    broken = write_bundle(user_models_dir() / "broken")
    (broken / "model.tflite").write_bytes(b"other")
    dialog = library(window, qtbot, own=2)
    rows = range(dialog._cards.count())
    texts = [dialog._cards.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]
    assert "was changed" in texts[0]
    assert "(in use)" in texts[1 + SHIPPED.index("digits")]
    assert all(word in texts[-1] for word in ("98.76", "10,000", "not verified", "Sequential, 4 layers", "2026-01-02"))
    assert "1 of 2 aims met" in texts[-1]
    assert not dialog.grab().toImage().isNull()
    dialog.reject()


def test_the_chosen_model_is_used(window: MainWindow, qtbot: QtBot) -> None:
    write_bundle(user_models_dir() / "mine")
    dialog = library(window, qtbot, own=1)
    assert not button(dialog, "library_use").isEnabled()  # the one in use is chosen
    dialog._cards.choose("mine")
    with qtbot.waitSignal(window.recognizer.model_loaded, check_params_cb=lambda model: model.key == "mine"):
        button(dialog, "library_use").click()
    assert window.settings[MODEL] == "mine"


def test_a_file_dropped_on_the_library_becomes_a_card(
    window: MainWindow, qtbot: QtBot, imports: list[tuple[Path, ImportWish]]
) -> None:
    dialog = library(window, qtbot)
    drop_on(dialog, Path("/somewhere/old.h5"))
    qtbot.waitUntil(lambda: dialog._cards.count() == len(SHIPPED) + 1)
    assert imports == [(Path("/somewhere/old.h5"), ImportWish())]
    assert "old is here: Sequential" in dialog._message.text
    assert dialog._cards.current_model is not None
    assert dialog._cards.current_model.key == "old"
    dialog.reject()


def test_a_refused_file_says_why_and_changes_nothing(
    window: MainWindow, qtbot: QtBot, imports: list[tuple[Path, ImportWish]]
) -> None:
    before = window.settings[MODEL]
    dialog = library(window, qtbot)
    dialog.import_path(Path("/x/bad.keras"))
    qtbot.waitUntil(lambda: "“evil”" in dialog._message.text)
    assert len(imports) == 1
    assert own_names() == []
    assert window.settings[MODEL] == before
    dialog.reject()


def test_weights_alone_are_asked_for_their_network(
    window: MainWindow, qtbot: QtBot, imports: list[tuple[Path, ImportWish]]
) -> None:
    dialog = library(window, qtbot)
    for answer in ("preset_question_use", "dialog_close"):
        dialog.import_path(Path("/x/mine.weights.h5"))
        question = opened(window, PresetQuestion, qtbot)
        box = question.findChild(QComboBox, "preset_question_preset")
        assert box.count() == len(PRESETS)
        box.setCurrentText("dense-512")
        button(question, answer).click()
        qtbot.waitUntil(lambda: not dialog._importer.is_busy)
    assert [wish.preset for _, wish in imports] == ["", "dense-512", ""]
    qtbot.waitUntil(lambda: "weights alone" in dialog._message.text)
    assert own_names() == ["mine.weights"]
    dialog.reject()


def test_what_a_file_does_not_tell_is_asked_once(
    window: MainWindow, qtbot: QtBot, imports: list[tuple[Path, ImportWish]]
) -> None:
    dialog = library(window, qtbot)
    dialog.import_path(Path("/x/unclear.h5"))
    qtbot.waitUntil(lambda: any(d.objectName() == "input_form_dialog" for d in dialog.findChildren(QDialog)))
    question = dialog.findChild(QDialog, "input_form_dialog")
    assert question.findChild(QRadioButton, "input_form_bright").isChecked()
    question.findChild(QRadioButton, "input_form_dark").setChecked(True)
    question.findChild(QRadioButton, "input_form_0-255").setChecked(True)
    button(question, "input_form_use").click()
    qtbot.waitUntil(lambda: len(imports) == 2)
    assert (imports[1][1].range, imports[1][1].ink) == ("0-255", "dark")
    qtbot.waitUntil(lambda: dialog._cards.count() == len(SHIPPED) + 1)
    assert own_names() == ["unclear"]  # the guess has given its place to the answer
    dialog.reject()


def test_a_guess_that_is_right_is_remembered_in_the_card(
    window: MainWindow, qtbot: QtBot, imports: list[tuple[Path, ImportWish]]
) -> None:
    dialog = library(window, qtbot)
    dialog.import_path(Path("/x/unclear.h5"))
    qtbot.waitUntil(lambda: any(d.objectName() == "input_form_dialog" for d in dialog.findChildren(QDialog)))
    button(dialog.findChild(QDialog, "input_form_dialog"), "input_form_use").click()
    qtbot.waitUntil(lambda: "unclear is here" in dialog._message.text)
    assert len(imports) == 1
    form = read_bundle("unclear").card.fields["input_form"]
    assert form == {"range": "0-1", "ink": "bright", "found": "given"}
    dialog.reject()


def test_an_own_model_can_be_deleted_and_the_programs_cannot(window: MainWindow, qtbot: QtBot) -> None:
    write_bundle(user_models_dir() / "mine")
    dialog = library(window, qtbot, own=1)
    assert not button(dialog, "library_delete").isEnabled()
    dialog._cards.choose("mine")
    button(dialog, "library_delete").click()
    question = dialog.findChild(QMessageBox, "library_delete_question")
    next(one for one in question.buttons() if one.text() == "Delete").click()
    qtbot.waitUntil(lambda: own_names() == [])
    qtbot.waitUntil(lambda: dialog._cards.count() == len(SHIPPED))
    dialog.reject()


def test_a_model_dropped_on_the_window_reads_from_then_on(
    window: MainWindow, qtbot: QtBot, imports: list[tuple[Path, ImportWish]]
) -> None:
    with qtbot.waitSignal(window.recognizer.model_loaded, check_params_cb=lambda model: model.key == "net"):
        drop_on(window, Path("/x/net.tflite"))
    assert len(imports) == 1
    assert "net is here" in window.message_bar.text
    drop_on(window, Path("/x/bad.keras"))
    qtbot.waitUntil(lambda: "“evil”" in window.message_bar.text)
    assert window.settings[MODEL] == "net"


def test_models_side_by_side_follow_the_pen(qtbot: QtBot) -> None:
    def fail(_key: str) -> FakeClassifier:
        raise BundleError("It is damaged.", "Choose another.")

    models = {
        "digits": FakeClassifier(),
        "nine": FakeClassifier(lambda _raster: prediction_of("9")),
        "broken": None,
    }
    window = MainWindow(classifier_factory=lambda key: models[key] or fail(key))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.recognizer.model_loaded):
        window.show()
    window.dialogs.library.compare(("digits", "nine", "broken"))
    dialog = window.dialogs.library.comparison
    assert isinstance(dialog, CompareDialog)
    draw(window.canvas, LINE)
    qtbot.waitUntil(lambda: [column.answer[:1] for column in dialog.columns[:2]] == ["3", "9"])
    qtbot.waitUntil(lambda: "damaged" in dialog.columns[2].answer)
    dialog.close()
    assert window.dialogs.library.comparison is None
    draw(window.canvas, LINE)
    window.close()


def test_closing_the_window_closes_the_comparison_too(window: MainWindow, qtbot: QtBot) -> None:
    window.dialogs.library.compare(tuple(f"m{number}" for number in range(12)))
    dialog = window.dialogs.library.comparison
    assert dialog is not None
    assert len(dialog.columns) == MOST_COMPARED
    window.close()
    assert not any(column.recognizer.isRunning() for column in dialog.columns)


def test_no_answer_of_the_old_model_is_shown_under_the_new_ones_name(qtbot: QtBot) -> None:
    """Strokes keep coming while models change; each answer on show belongs to the model whose name is on show."""
    labels = {"digits": "3", "one": "1", "nine": "9"}
    models = {key: FakeClassifier(lambda _raster, label=label: prediction_of(label)) for key, label in labels.items()}
    window = MainWindow(classifier_factory=models.__getitem__)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.recognizer.model_loaded):
        window.show()
    wrong: list[tuple[str, str | None]] = []
    seen: set[str] = set()

    def check(prediction: object) -> None:
        key = window.model.key if window.model else ""
        label = getattr(prediction, "label", None)
        seen.add(key)
        if label not in (None, labels[key]):
            wrong.append((key, label))

    keys, answers = list(labels), itertools.count(1)
    switches: list[str] = []

    def go_on() -> None:
        """Draw on as soon as an answer is here; every fifth time the next stroke meets a change of the model."""
        if next(answers) % 5 == 0:
            switches.append(keys[(len(switches) + 1) % 3])
            window.use_model(switches[-1])
        if len(switches) < 60:
            window.recognizer.ask(window.canvas.sketch)

    window.predicted.connect(check)
    window.predicted.connect(go_on)
    draw(window.canvas, LINE)
    qtbot.waitUntil(lambda: len(switches) == 60)
    qtbot.waitUntil(lambda: window.model is not None and window.model.key == switches[-1])
    assert not wrong
    assert seen == set(labels)
    window.close()


@pytest.fixture
def opened_pages(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    pages: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: pages.append(url) or True)
    return pages


def test_report_card_is_measured_written_and_opened(
    make_window: Make, qtbot: QtBot, opened_pages: list[QUrl], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        report_maker, "_report_job", lambda key, path: lambda _report, _token: Path(path).name and f"/r/{key}.html"
    )
    dialog = library(make_window(), qtbot)
    qtbot.mouseClick(button(dialog, "library_report"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(opened_pages))
    assert opened_pages[0].toLocalFile() == "/r/digits.html"
    assert "/r/digits.html" in dialog._message.text
    assert button(dialog, "library_report").text() == "Report card"


def test_report_card_is_saved_as_a_picture(
    make_window: Make, qtbot: QtBot, opened_pages: list[QUrl], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page, target = tmp_path / "reports" / "v1.2.html", tmp_path / "card.png"
    page.parent.mkdir()
    page.with_suffix(".png").write_bytes(b"a picture")
    monkeypatch.setattr(report_maker, "_report_job", lambda _key, _path: lambda _report, _token: str(page))
    dialog = library(make_window(), qtbot)
    offer = button(dialog, "message_action")
    qtbot.mouseClick(button(dialog, "library_report"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(offer.isVisible)
    assert offer.text() == "Save as PNG…"
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    question = opened(dialog, QFileDialog, qtbot)
    assert isinstance(question, QFileDialog)
    assert Path(question.selectedFiles()[0]).name == "report-v1.2.png"
    question.reject()
    qtbot.waitUntil(offer.isVisible)  # it is offered on

    def save(path: Path) -> None:
        qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
        question = next(each for each in dialog.findChildren(QFileDialog) if each.isVisible())
        question.fileSelected.emit(str(path))
        QDialog.done(question, QDialog.DialogCode.Accepted)

    save(tmp_path / "card.jpg")
    qtbot.waitUntil(lambda: "“card.jpg”" in dialog._message.text)
    (tmp_path / "file").write_text("")
    save(tmp_path / "file" / "card.png")
    qtbot.waitUntil(lambda: "cannot be saved (" in dialog._message.text)
    save(target)
    qtbot.waitUntil(lambda: str(target) in dialog._message.text)
    assert target.read_bytes() == b"a picture"
    dialog.reject()


def test_report_card_can_be_given_up(
    make_window: Make, qtbot: QtBot, opened_pages: list[QUrl], monkeypatch: pytest.MonkeyPatch
) -> None:
    is_given_up = threading.Event()

    def endless(report: Report, token: Token) -> str:
        report(Progress("evaluating", 500, 1000))
        report(Progress("measuring", 16, 64))
        while True:
            try:
                token.raise_if_cancelled()
            except Cancelled:
                is_given_up.set()
                raise

    monkeypatch.setattr(report_maker, "_report_job", lambda _key, _path: endless)
    dialog = library(make_window(), qtbot)
    press = button(dialog, "library_report")
    qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    assert press.text() == "Stop"
    busy = dialog.findChild(QProgressBar, "library_busy")
    qtbot.waitUntil(lambda: (busy.value(), busy.maximum()) == (16, 64))
    qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(is_given_up.is_set)
    qtbot.waitUntil(lambda: press.text() == "Report card")
    assert (busy.isVisible(), busy.maximum()) == (False, 0)
    assert not opened_pages


def test_model_that_cannot_be_measured_is_said(
    make_window: Make, qtbot: QtBot, opened_pages: list[QUrl], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_report: object, _token: object) -> str:
        raise DataSetError("There is nothing on this computer to measure “digits” with.", "Fetch some data.")

    monkeypatch.setattr(report_maker, "_report_job", lambda _key, _path: failing)
    dialog = library(make_window(), qtbot)
    qtbot.mouseClick(button(dialog, "library_report"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "nothing on this computer" in dialog._message.text)
    assert not opened_pages

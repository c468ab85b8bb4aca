"""A folder of pictures: its table fills, sorts, filters, exports, and a bad file never stops the rest."""

import csv
import io
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QFileDialog
from pytestqt.qtbot import QtBot

from app.cli.main import run
from app.compute.pictures import PictureProcesses
from app.core.bundle import read_bundle
from app.core.errors import InkdigitError
from app.core.job import Token
from app.core.prediction import Verdict
from app.recognition.litert import LiteRTClassifier
from app.ui import folder_job
from app.ui.folder_dialog import FolderDialog
from app.ui.folder_job import ClassifierMaker, FolderProgress, FolderRow, Spool, export_table, reading_job
from app.ui.folder_model import CONFIDENCE, NAME, NOTE, TEXT, VERDICT
from app.ui.main_window import MainWindow
from app.ui.model_importer import ModelImporter
from tests.ui.events import open_folder
from tests.ui.fakes import FakeClassifier, prediction_of
from tests.unit.core.pictures import drawn


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two digits on one sheet, an empty sheet, a damaged file."""
    root = tmp_path / "pages"
    (root / "more").mkdir(parents=True)
    Image.fromarray(drawn(canvas=(400, 200))).save(root / "b.png")
    Image.new("RGB", (200, 100), "white").save(root / "a.png")
    (root / "more" / "c.png").write_bytes((root / "b.png").read_bytes()[:200])
    return root


@pytest.fixture
def opened(window: MainWindow, folder: Path, qtbot: QtBot) -> FolderDialog:
    dialog = open_folder(window, folder, qtbot)
    qtbot.waitUntil(lambda: not dialog.is_reading)
    return dialog


def cell(dialog: FolderDialog, row: int, column: int) -> str:
    return dialog.filter.index(row, column).data()


def test_the_table_has_a_row_for_each_picture(opened: FolderDialog) -> None:
    assert [cell(opened, row, NAME) for row in range(3)] == ["a.png", "b.png", "more/c.png"]
    assert [cell(opened, row, TEXT) for row in range(3)] == ["", "3", ""]
    assert [cell(opened, row, CONFIDENCE) for row in range(3)] == ["", "97\N{NO-BREAK SPACE}%", ""]
    assert [cell(opened, row, VERDICT) for row in range(3)] == ["no digits", "sure", "not read"]
    assert "cut off" in cell(opened, 2, NOTE)
    assert all(not row.thumbnail.isNull() for row in opened.model.rows[:2])


def test_only_what_is_unsure_can_be_shown(opened: FolderDialog) -> None:
    opened.findChild(QCheckBox, "folder_unsure").setChecked(True)
    assert [row.name for row in opened.filter.shown_rows()] == ["a.png", "more/c.png"]


def test_it_is_sorted_by_a_column(opened: FolderDialog) -> None:
    opened.table.sortByColumn(VERDICT, Qt.SortOrder.DescendingOrder)
    assert [row.name for row in opened.filter.shown_rows()] == ["b.png", "a.png", "more/c.png"]
    opened.table.sortByColumn(NAME, Qt.SortOrder.DescendingOrder)
    assert [row.name for row in opened.filter.shown_rows()] == ["more/c.png", "b.png", "a.png"]


def test_csv_is_what_the_command_line_writes(opened: FolderDialog, tmp_path: Path, qtbot: QtBot) -> None:
    out = tmp_path / "table.csv"
    opened.export(out)
    qtbot.waitUntil(out.exists)
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert [(Path(row["path"]).name, row["label"], row["verdict"]) for row in rows] == [
        ("a.png", "", "empty"),
        ("b.png", "3", "digit"),
        ("c.png", "", ""),
    ]


def test_json_has_the_whole_answer(opened: FolderDialog, tmp_path: Path, qtbot: QtBot) -> None:
    out = tmp_path / "table.json"
    opened.export(out)
    qtbot.waitUntil(out.exists)
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [answer["text"] for answer in answers] == ["", "3", ""]
    assert answers[1]["digits"][0]["probabilities"]["3"] == pytest.approx(0.97, abs=1e-4)


def test_pictures_are_exported_with_their_boxes(opened: FolderDialog, tmp_path: Path, qtbot: QtBot) -> None:
    out = tmp_path / "boxes"
    out.mkdir()
    opened.export(out)
    qtbot.waitUntil(lambda: len(list(out.glob("[!.]*.png"))) == 2)
    (path,) = out.glob("b-*.png")
    colours = {colour for _, colour in Image.open(path).convert("RGB").getcolors(1 << 20)}
    assert (0x24, 0x59, 0xD6) in colours


def test_a_picture_of_the_table_opens_in_the_window(opened: FolderDialog, window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda _: window.is_showing_picture):
        opened.table.activated.emit(opened.filter.index(1, NAME))
    assert window.results_view.opened.name == "b.png"


def test_the_worst_digit_decides_the_verdict(
    make_window: Callable[[], MainWindow], classifier: FakeClassifier, folder: Path, qtbot: QtBot
) -> None:
    classifier.answer = lambda _raster: prediction_of("3", 0.4, verdict=Verdict.NOT_A_DIGIT)
    window = make_window()
    dialog = open_folder(window, folder, qtbot)
    qtbot.waitUntil(lambda: not dialog.is_reading)
    assert cell(dialog, 1, VERDICT) == "not all digits"
    assert cell(dialog, 1, TEXT) == ""


def test_closing_while_reading_ends_it(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    for number in range(60):
        Image.fromarray(drawn(canvas=(300, 200))).save(tmp_path / f"{number}.png")
    dialog = open_folder(window, tmp_path, qtbot)
    qtbot.waitUntil(lambda: len(dialog.model.rows) > 0)
    dialog.reject()
    qtbot.waitUntil(lambda: not window.tasks._running)
    assert not [found for found in window.findChildren(FolderDialog) if found.isVisible()]


def test_stopping_keeps_what_is_there(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_row, made, may_go_on = folder_job._row, [], threading.Event()

    def held(*arguments: Any, **named: Any) -> FolderRow:
        made.append(make_row(*arguments, **named))
        assert len(made) < 10 or may_go_on.wait(300)
        return made[-1]

    monkeypatch.setattr(folder_job, "_row", held)
    monkeypatch.setattr(folder_job, "_REPORT_S", 0.0)
    for number in range(80):
        Image.fromarray(drawn(canvas=(300, 200))).save(tmp_path / f"{number}.png")
    dialog = open_folder(window, tmp_path, qtbot)
    qtbot.waitUntil(lambda: len(dialog.model.rows) > 0)
    dialog._cancel.click()
    may_go_on.set()
    qtbot.waitUntil(lambda: not dialog.is_reading)
    assert 0 < len(dialog.model.rows) < 80


def test_no_picture_is_written_over(opened: FolderDialog, tmp_path: Path, qtbot: QtBot) -> None:
    out = tmp_path / "boxes"
    out.mkdir()
    (out / "b-00002.png").write_text("mine")
    opened.export(out)
    qtbot.waitUntil(lambda: "Saved" in opened._message.text)
    assert (out / "b-00002.png").read_text() == "mine"
    assert sorted(path.name for path in out.iterdir()) == ["a-00001.png", "b-00002-2.png", "b-00002.png"]


def test_a_picture_that_is_gone_does_not_stop_the_others(
    opened: FolderDialog, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    out = tmp_path / "boxes"
    out.mkdir()
    (folder / "a.png").unlink()
    opened.export(out)
    qtbot.waitUntil(lambda: "cannot be read any more" in opened._message.text)
    assert [path.name for path in out.iterdir()] == ["b-00002.png"]


def test_writing_pictures_can_be_stopped(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, written, may_go_on = folder_job.save_png, [], threading.Event()

    def held(*arguments: Any) -> Any:
        assert len(written) < 5 or may_go_on.wait(300)
        written.append(write(*arguments))
        return written[-1]

    monkeypatch.setattr(folder_job, "save_png", held)
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    for number in range(30):
        Image.fromarray(drawn(canvas=(300, 200))).save(folder / f"{number}.png")
    dialog = open_folder(window, folder, qtbot)
    qtbot.waitUntil(lambda: not dialog.is_reading)
    dialog.export(out)
    assert not dialog._export.isEnabled()
    qtbot.waitUntil(lambda: dialog._cancel.isVisible())
    dialog._cancel.click()
    may_go_on.set()
    qtbot.waitUntil(dialog._export.isEnabled)
    assert 0 < len(list(out.glob("[!.]*.png"))) < 30
    assert not list(out.glob(".*"))


@pytest.mark.parametrize(("suffix", "mode"), [("csv", "AnyFile"), ("json", "AnyFile"), ("png", "Directory")])
def test_the_export_button_asks_where(opened: FolderDialog, suffix: str, mode: str, qtbot: QtBot) -> None:
    opened.findChild(QAction, f"export_{suffix}").trigger()
    dialog = opened.findChild(QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode[mode]
    if suffix != "png":
        assert dialog.defaultSuffix() == suffix
    dialog.reject()


def test_the_window_and_the_command_line_write_the_same_table(folder: Path, tmp_path: Path) -> None:
    for number in range(30):
        Image.fromarray(255 - drawn(height=70 + number)).resize((28, 28)).save(folder / f"small-{number:02}.png")
    spool, rows, pictures = Spool(), [], PictureProcesses()
    job = reading_job(
        folder, ClassifierMaker(lambda key: LiteRTClassifier(read_bundle(key)), "digits"), pictures, spool
    )
    try:
        assert job(lambda progress: rows.extend(progress.rows), Token()) == 33
    finally:
        pictures.close()
    exported, table = tmp_path / "window.csv", tmp_path / "command.csv"
    export_table(exported, spool, rows)
    assert run(["classify", str(folder), "--csv", str(table)]) == 1  # one of them is damaged
    assert exported.read_bytes() == table.read_bytes()


def test_the_window_does_not_wait_for_the_drive_that_a_folder_is_on(
    window: MainWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()
    is_dir = Path.is_dir

    def slow_is_dir(path: Path) -> bool:
        assert threading.current_thread() is not threading.main_thread() or path != folder
        return (path != folder or answers.wait(300)) and is_dir(path)

    monkeypatch.setattr(Path, "is_dir", slow_is_dir)
    window.open_path(folder)
    qtbot.waitUntil(lambda: "pages" in window.status._opening.text())
    answers.set()
    qtbot.waitUntil(lambda: window.findChild(FolderDialog) is not None)
    assert window.status._opening.text() == ""
    dialog = window.findChild(FolderDialog)
    qtbot.waitUntil(lambda: not dialog.is_reading)


def test_a_folder_that_is_a_model_is_brought_in(
    window: MainWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "card.json").write_text("{}")
    brought_in: list[Path] = []
    monkeypatch.setattr(ModelImporter, "import_path", lambda _self, path, _wish=None: brought_in.append(path))
    window.open_path(folder)
    qtbot.waitUntil(lambda: brought_in == [folder])
    assert window.findChild(FolderDialog) is None


def test_a_folder_is_read_while_it_is_counted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.core.found.Count._count", lambda self, arguments: None)  # takes for ever
    told: list[FolderProgress] = []
    pictures = PictureProcesses()
    job = reading_job(folder, ClassifierMaker(lambda _key: FakeClassifier(), "fake"), pictures, Spool())
    try:
        job(told.append, Token())
    finally:
        pictures.close()
    assert {progress.total for progress in told[:-1]} <= {None}
    assert (told[-1].done, told[-1].total) == (3, 3)


def test_far_too_many_pictures_are_refused_early(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.ui.folder_job.MAX_PICTURES", 2)
    pictures = PictureProcesses()
    job = reading_job(folder, ClassifierMaker(lambda _key: FakeClassifier(), "fake"), pictures, Spool())
    try:
        with pytest.raises(InkdigitError, match="more than 2 pictures"):
            job(lambda _progress: None, Token())
    finally:
        pictures.close()

"""The runs: what the table says, the curves of those selected, and what the buttons do."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QLabel, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from app.core.runs import Run, runs_dir
from app.ui.curves import CurvePlot
from app.ui.runs_dialog import DeleteQuestion, RunsDialog
from app.ui.task import Task, Tasks
from app.ui.theme import Theme
from tests.unit.core.run_folders import myself, write_run

Open = Callable[[], RunsDialog]


@pytest.fixture
def open_dialog(qtbot: QtBot, theme: Theme) -> Iterator[Open]:
    tasks = Tasks()
    dialogs: list[RunsDialog] = []

    def make() -> RunsDialog:
        dialog = RunsDialog(tasks, theme)
        dialogs.append(dialog)
        qtbot.addWidget(dialog)
        dialog.open()
        qtbot.waitUntil(lambda: not tasks.findChildren(Task))
        return dialog

    yield make
    tasks.stop()
    for dialog in dialogs:
        dialog.close()


def button(dialog: QWidget, name: str) -> QAbstractButton:
    found = dialog.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def table(dialog: RunsDialog) -> QTreeWidget:
    found = dialog.findChild(QTreeWidget, "runs_table")
    assert isinstance(found, QTreeWidget)
    return found


def row_of(dialog: RunsDialog, row: int) -> list[str]:
    item = table(dialog).topLevelItem(row)
    assert item is not None
    return [item.text(column) for column in range(8)]


def select(dialog: RunsDialog, *rows: int) -> None:
    table(dialog).clearSelection()
    for row in rows:
        item = table(dialog).topLevelItem(row)
        assert item is not None
        item.setSelected(True)


def enabled(dialog: RunsDialog) -> set[str]:
    names = ("runs_open", "runs_resume", "runs_use", "runs_folder", "runs_delete")
    return {name for name in names if button(dialog, name).isEnabled()}


def plot(dialog: RunsDialog, name: str) -> CurvePlot:
    found = dialog.findChild(CurvePlot, name)
    assert isinstance(found, CurvePlot)
    return found


def test_without_runs_it_says_how_to_begin_one(open_dialog: Open) -> None:
    dialog = open_dialog()
    text = dialog.findChild(QLabel, "message_text")
    assert text is not None
    assert "Train…" in text.text()
    assert enabled(dialog) == set()


def test_a_run_is_told_in_words_and_figures(open_dialog: Open) -> None:
    write_run("one", has_bundle=True)
    row = row_of(open_dialog(), 0)
    assert row[:6] == ["digits", "digits", "mnist", "finished", "3 / 5", "95.00\N{NO-BREAK SPACE}%"]
    assert row[7].endswith(("B", "bytes"))


@pytest.mark.parametrize(
    ("state", "has_bundle", "words", "buttons"),
    [
        ("finished", True, "finished", {"runs_open", "runs_use", "runs_folder", "runs_delete"}),
        ("stopped", True, "stopped and kept", {"runs_open", "runs_resume", "runs_use", "runs_folder", "runs_delete"}),
        ("running", False, "cut off", {"runs_open", "runs_resume", "runs_folder", "runs_delete"}),
        ("failed", False, "failed", {"runs_open", "runs_resume", "runs_folder", "runs_delete"}),
    ],
)
def test_what_a_run_offers(open_dialog: Open, state: str, has_bundle: bool, words: str, buttons: set[str]) -> None:
    write_run("one", state, has_bundle=has_bundle)
    dialog = open_dialog()
    assert row_of(dialog, 0)[3] == words
    assert enabled(dialog) == buttons


def test_a_running_run_cannot_be_deleted(open_dialog: Open) -> None:
    write_run("one", "running", **myself())
    assert "runs_delete" not in enabled(open_dialog())


def test_a_damaged_run_can_be_looked_into_and_deleted(open_dialog: Open) -> None:
    (write_run("one") / "config.json").write_text("{")
    dialog = open_dialog()
    assert row_of(dialog, 0)[:5] == ["one", "–", "–", "damaged", "3"]
    assert enabled(dialog) == {"runs_folder", "runs_delete"}


def test_the_curves_of_those_selected_are_compared(open_dialog: Open) -> None:
    write_run("first", made="2026-01-02T00:00:00+00:00")
    write_run("second", made="2026-01-01T00:00:00+00:00", rows=("1,0.9,0.5,0.8,0.6,0.001,1",))
    write_run("third", made="2025-02-01T00:00:00+00:00", rows=("1,0.9,0.5,,,0.001,1",))
    dialog = open_dialog()
    accuracy = plot(dialog, "runs_accuracy_plot")
    assert [series.name for series in accuracy.series] == ["digits"]
    select(dialog, 0, 1, 2)
    times = [series.name for series in accuracy.series]
    assert len(set(times)) == 3
    assert all(":" in time for time in times), "runs of one name are told apart by their beginning"
    assert accuracy.series[0].values.tolist() == [0.91, 0.95, 0.945]
    assert accuracy.series[2].values.tolist() == [0.5], "without held-back pictures the training's own"
    assert plot(dialog, "runs_loss_plot").series[1].values.tolist() == [0.8]
    assert enabled(dialog) == {"runs_delete"}


@pytest.mark.parametrize(
    ("name", "signal", "state"),
    [("runs_open", "shown", "finished"), ("runs_resume", "resumed", "running")],
)
def test_open_and_resume_hand_the_run_on(open_dialog: Open, qtbot: QtBot, name: str, signal: str, state: str) -> None:
    folder = write_run("one", state, has_bundle=state == "finished")
    dialog = open_dialog()
    with qtbot.waitSignal(getattr(dialog, signal)) as heard:
        button(dialog, name).click()
    run: Run = heard.args[0]
    assert run.folder == folder
    assert not dialog.isVisible()


def test_return_opens_the_run(open_dialog: Open, qtbot: QtBot) -> None:
    write_run("one", has_bundle=True)
    dialog = open_dialog()
    with qtbot.waitSignal(dialog.shown) as shown:
        qtbot.keyClick(table(dialog), Qt.Key.Key_Return)
    assert shown.signal_triggered


def test_using_a_runs_model_installs_it_once(open_dialog: Open, qtbot: QtBot) -> None:
    write_run("one", has_bundle=True)
    for _ in range(2):
        dialog = open_dialog()
        with qtbot.waitSignal(dialog.used) as heard:
            button(dialog, "runs_use").click()
        assert heard.args == ["digits-2"]


def test_a_damaged_model_is_told_in_the_dialog(open_dialog: Open, qtbot: QtBot) -> None:
    folder = write_run("one", has_bundle=True)
    (folder / "bundle" / "model.tflite").write_bytes(b"changed")
    dialog = open_dialog()
    text = dialog.findChild(QLabel, "message_text")
    assert text is not None
    button(dialog, "runs_use").click()
    qtbot.waitUntil(lambda: "was changed" in text.text())
    assert dialog.isVisible()


def confirm(dialog: RunsDialog, name: str) -> str:
    """Answer the question that Delete asks; return its text."""
    button(dialog, "runs_delete").click()
    question = next(found for found in dialog.findChildren(DeleteQuestion) if found.isVisible())
    text = " ".join(label.text() for label in question.findChildren(QLabel))
    button(question, name).click()
    return text


def test_delete_asks_and_then_removes(open_dialog: Open, qtbot: QtBot) -> None:
    write_run("one", made="2026-01-02T00:00:00+00:00")
    write_run("two", made="2026-01-01T00:00:00+00:00")
    dialog = open_dialog()
    assert "one" in confirm(dialog, "dialog_close")
    assert table(dialog).topLevelItemCount() == 2
    select(dialog, 0, 1)
    assert "these 2 runs" in confirm(dialog, "delete_confirm")
    qtbot.waitUntil(lambda: table(dialog).topLevelItemCount() == 0)
    assert list(runs_dir().iterdir()) == []


def test_a_run_that_started_meanwhile_is_not_deleted(open_dialog: Open, qtbot: QtBot) -> None:
    folder = write_run("one", "running")
    dialog = open_dialog()
    (folder / "state.json").write_text(json.dumps({"state": "running", **myself()}))
    confirm(dialog, "delete_confirm")
    text = dialog.findChild(QLabel, "message_text")
    assert text is not None
    qtbot.waitUntil(lambda: "still running" in text.text())
    assert folder.is_dir()
    qtbot.waitUntil(lambda: row_of(dialog, 0)[3] == "running")


def test_the_folder_is_shown_by_the_system(open_dialog: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_run("one")
    seen: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(Path(QUrl(url).toLocalFile())))
    button(open_dialog(), "runs_folder").click()
    assert seen == [folder]

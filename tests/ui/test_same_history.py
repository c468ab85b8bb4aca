"""One run by two ways, from the form through the compute process and from the command line, has one history."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from app.core.training import TrainingConfig
from app.ui.task import Task, Tasks
from app.ui.training_form import TrainingForm
from app.ui.training_session import FINISHED, TrainingSession
from tests.unit.learning.conftest import write_idx_set

pytestmark = pytest.mark.learning
PATIENCE_MS = 600_000
NUMBERS = ("loss", "accuracy", "val_loss", "val_accuracy", "learning_rate")
TYPED = {
    "train_epochs": "2",
    "train_batch_size": "16",
    "train_validation": "40",
    "train_seed": "7",
    "train_network_filters": "4, 8",
}
GIVEN = ("--epochs", "2", "--batch-size", "16", "--validation", "40", "--seed", "7", "--set", "filters=4,8")


def typed_config(qtbot: QtBot, data: Path) -> TrainingConfig:
    """Return what a person fills into the form."""
    form = TrainingForm()
    qtbot.addWidget(form)
    form.show()
    form.findChild(QComboBox, "train_preset").setCurrentText("keras-convnet")
    for fold in ("train_network", "train_advanced"):
        form.findChild(QAbstractButton, fold).click()
    for name, text in {**TYPED, "train_data": str(data)}.items():
        editor = form.findChild(QWidget, name)
        line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
        line.selectAll()
        qtbot.keyClicks(line, text)
    form.setFocus()
    return form.config()


def trained_by_the_window(qtbot: QtBot, config: TrainingConfig) -> Path:
    """Train as the window does, in the compute process; return the run's folder."""
    parent = QObject()
    tasks = Tasks(parent)
    session = TrainingSession(tasks, parent)
    session.start(config)
    try:
        qtbot.waitUntil(lambda: not session.snapshot.is_active, timeout=PATIENCE_MS)
    finally:
        session.abandon()
    qtbot.waitUntil(lambda: not tasks.findChildren(Task), timeout=PATIENCE_MS)
    assert session.state == FINISHED, session.snapshot.error
    assert session.snapshot.folder is not None
    return session.snapshot.folder


def history(folder: Path) -> list[dict[str, str]]:
    with (folder / "history.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_window_and_the_command_line_give_the_same_history(qtbot: QtBot, tmp_path: Path) -> None:
    data = write_idx_set(tmp_path / "tiny", train=250, test=40)
    by_command = tmp_path / "run"
    command = [sys.executable, "-m", "app", "train", "--preset", "keras-convnet", "--data", str(data), *GIVEN]
    with subprocess.Popen([*command, "--out", str(by_command), "--json"], stdout=subprocess.DEVNULL) as process:
        by_window = trained_by_the_window(qtbot, typed_config(qtbot, data))
        assert process.wait(PATIENCE_MS / 1000) == 0
    configs = [json.loads((folder / "config.json").read_text()) for folder in (by_window, by_command)]
    assert configs[0] == configs[1]
    rows, others = history(by_window), history(by_command)
    assert [row["epoch"] for row in rows] == [row["epoch"] for row in others] == ["1", "2"]
    for row, other in zip(rows, others, strict=True):
        for name in NUMBERS:
            assert float(row[name]) == pytest.approx(float(other[name]), abs=1e-5, rel=1e-5), name
    assert float(rows[1]["loss"]) < float(rows[0]["loss"])

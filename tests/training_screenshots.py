"""States of the training dialog for ``tests.screenshots``: before, while and after a real training, and a failure."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget

from app.core.paths import data_dirs

Wait = Callable[[Callable[[], bool], str], None]
PATIENCE_S = 240.0


def show_before(window: Any, wait: Wait) -> Any:
    """Show the form with its plan and the pictures."""
    dialog = _opened(window, wait)
    _fill(dialog, epochs=8)
    wait(lambda: "about" in _headline(dialog) and dialog.findChild(QWidget, "train_gallery").text == "", "the plan")
    return dialog


def show_running(window: Any, wait: Wait) -> Any:
    """Show a training after some epochs."""
    dialog = _started(window, wait, epochs=12)
    wait(lambda: len(window.training.snapshot.epochs) >= 6, "some epochs")
    return dialog


def show_result(window: Any, wait: Wait) -> Any:
    """Show what came of a training, beside the model in use."""
    dialog = _started(window, wait, epochs=3)
    wait(lambda: dialog.findChild(QWidget, "evaluation_second").isVisible(), "the result")
    return dialog


def show_failed(window: Any, wait: Wait) -> Any:
    """Show a training that ran away: a learning rate far too large."""
    dialog = _started(window, wait, preset="mlp-128x3", epochs=8, learning_rate=10.0)
    wait(lambda: window.training.state == "failed", "the failure")
    return dialog


def show_running_dark(window: Any, wait: Wait) -> Any:
    """Show a training in the dark theme."""
    window.themes.use_dark()
    return show_running(window, wait)


def _opened(window: Any, wait: Wait) -> Any:
    window.dialogs.show_training()
    wait(lambda: window.dialogs.training is not None, "the dialog")
    return window.dialogs.training


def _started(window: Any, wait: Wait, **values: Any) -> Any:
    dialog = _opened(window, wait)
    _fill(dialog, **values)
    dialog.findChild(QAbstractButton, "train_start").click()
    wait(lambda: window.training.snapshot.is_active, "the start")
    return dialog


def _fill(dialog: Any, *, preset: str = "keras-convnet", **values: Any) -> None:
    dialog.findChild(QComboBox, "train_preset").setCurrentText(preset)
    has_mnist = any((folder / "mnist").is_dir() for folder in data_dirs())
    dialog.findChild(QComboBox, "train_data").setCurrentText("mnist" if has_mnist else "synthetic-strokes")
    advanced = dialog.findChild(QAbstractButton, "train_advanced")
    advanced.setChecked(True)
    for name, value in {"limit": 3000, "validation": 500, **values}.items():
        dialog.findChild(QWidget, f"train_{name}").write(value)
    advanced.setChecked(False)


def _headline(dialog: Any) -> str:
    return str(dialog.findChild(QWidget, "train_headline").text())

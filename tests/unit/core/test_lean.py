"""What core and recognition must not bring along: a window, a training library, or seconds of start-up."""

import subprocess
import sys

import pytest

_PRINT_LOADED = "; import sys; print([name for name in sys.modules if name.split('.')[0] in {heavy}])"


@pytest.mark.parametrize(
    "modules",
    [
        "app.core.images, app.core.raster, app.core.bundle, app.core.verdict, app.core.files",
        "app.recognition.reader, app.recognition.litert",
        "app.cli.main, app.cli.classify, app.cli.strokes, app.cli.models, app.cli.self_check",
    ],
)
def test_no_window_and_no_training_library_is_imported(modules: str) -> None:
    heavy = {"PySide6", "shiboken6", "tensorflow", "keras", "jax", "torch", "matplotlib", "scipy"}
    code = f"import {modules}" + _PRINT_LOADED.format(heavy=heavy)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=300)
    assert done.stdout.strip() == "[]"

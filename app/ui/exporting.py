"""Which job writes a model, by the ending of its file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.core.exported import FORMATS, Exported
from app.core.job import Job
from app.ui.saving import SavedPicture

translate = QCoreApplication.translate

_COPIED = (".inkdigit", ".keras", ".tflite")
_CHECKED = ("onnx", "weights", "h5", "saved_model")


def export_job(key: str, path: Path) -> Job:
    """Return the job: a copy of the bundle's own file, or another form written and compared in a process of its own."""
    if path.suffix.lower() in _COPIED:
        from app.ui.saving import export_model

        return lambda _report, _token: export_model(key, path)
    from app.compute.process import remote_job

    form = next(form for form in _CHECKED if path.name.lower().endswith(FORMATS[form]))
    return remote_job("app.learning.exporting:export_model", model=key, form=form, out=str(path.absolute()))


def written_words(written: object) -> str:
    """Return what to say of a file that was written: a path, an Exported that was compared too, a SavedPicture."""
    if isinstance(written, SavedPicture):
        saved = translate("MainWindow", "Saved as {path}.").format(path=written.path)
        return f"{saved} {written.note}".strip()
    if not isinstance(written, Exported):
        return translate("MainWindow", "Saved as {path}.").format(path=written)
    checked = translate("Exporting", "Loaded again: no probability differs by more than {difference}.")
    saved = translate("MainWindow", "Saved as {path}.").format(path=written.path)
    return f"{saved} {checked.format(difference=f'{written.difference:.1g}')}"

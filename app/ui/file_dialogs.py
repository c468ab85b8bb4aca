"""The dialogs that ask for a file."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

translate = QCoreApplication.translate


def open_dialog(parent: QWidget, folder: str) -> QFileDialog:
    """Ask for a picture or a file of strokes."""
    dialog = QFileDialog(parent, translate("FileDialogs", "Open"), _existing(folder))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    pictures = "*.png *.jpg *.jpeg *.bmp *.gif *.tif *.tiff *.webp *.avif *.jp2 *.ppm *.pgm *.qoi *.ico *.tga"
    drawings, numbers = "*.ndjson *.jsonl", "*.npy *.csv *.txt"
    dialog.setNameFilters(
        [
            translate("FileDialogs", "Pictures and drawings") + f" ({pictures} {drawings})",
            translate("FileDialogs", "Pictures") + f" ({pictures})",
            translate("FileDialogs", "Drawings") + f" ({drawings})",
            translate("FileDialogs", "Pictures written as numbers") + f" ({numbers})",
            translate("FileDialogs", "All files") + " (*)",
        ]
    )
    return dialog


def folder_dialog(parent: QWidget, folder: str) -> QFileDialog:
    """Ask for a folder of pictures."""
    dialog = QFileDialog(parent, translate("FileDialogs", "Open a folder of pictures"), _existing(folder))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    return dialog


def save_dialog(parent: QWidget, folder: str) -> QFileDialog:
    """Ask where to save a drawing."""
    filters = {
        translate("FileDialogs", "Picture") + " (*.png)": "png",
        translate("FileDialogs", "Strokes, to be edited again") + " (*.ndjson)": "ndjson",
    }
    return _saving_dialog(parent, translate("FileDialogs", "Save the drawing"), folder, "drawing", filters)


def picture_dialog(parent: QWidget, folder: str, name: str) -> QFileDialog:
    """Ask where to save a copy of a picture with its boxes."""
    filters = {translate("FileDialogs", "Picture") + " (*.png)": "png"}
    return _saving_dialog(parent, translate("FileDialogs", "Save the picture with its boxes"), folder, name, filters)


def report_picture_dialog(parent: QWidget, name: str) -> QFileDialog:
    """Ask where to save a report card as a picture."""
    filters = {translate("FileDialogs", "Picture") + " (*.png)": "png"}
    return _saving_dialog(parent, translate("FileDialogs", "Save the report card"), "", name, filters)


def export_dialog(parent: QWidget, folder: str, name: str) -> QFileDialog:
    """Ask where to save a copy of a model."""
    filters = {
        translate("FileDialogs", "Inkdigit model") + " (*.inkdigit)": "inkdigit",
        translate("FileDialogs", "Keras model") + " (*.keras)": "keras",
        translate("FileDialogs", "LiteRT model") + " (*.tflite)": "tflite",
        translate("FileDialogs", "ONNX model") + " (*.onnx)": "onnx",
        translate("FileDialogs", "HDF5 model of older Keras") + " (*.h5)": "h5",
        translate("FileDialogs", "Weights alone") + " (*.weights.h5)": "weights.h5",
        translate("FileDialogs", "SavedModel, a folder") + " (*)": "",
    }
    return _saving_dialog(parent, translate("FileDialogs", "Export the model"), folder, name, filters)


def table_dialog(parent: QWidget, suffix: str) -> QFileDialog:
    """Ask where to save the answers to a folder, as "csv" or "json"."""
    kinds = {"csv": translate("FileDialogs", "Table"), "json": translate("FileDialogs", "JSON lines")}
    filters = {f"{kinds[suffix]} (*.{suffix})": suffix}
    return _saving_dialog(parent, translate("FileDialogs", "Export the table"), "", "table", filters)


def target_dialog(parent: QWidget) -> QFileDialog:
    """Ask for the folder that pictures with boxes are to be written to."""
    dialog = QFileDialog(parent, translate("FileDialogs", "The folder for the pictures"), str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    return dialog


class SavingDialog(QFileDialog):
    """A dialog whose default ending follows the chosen kind of file."""

    def __init__(self, parent: QWidget, title: str, folder: str, filters: dict[str, str]) -> None:
        super().__init__(parent, title, folder)
        self._suffixes = filters
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self.setNameFilters(list(filters))
        self.filterSelected.connect(self._on_filter_selected)
        self._on_filter_selected(next(iter(filters)))

    def _on_filter_selected(self, name_filter: str) -> None:
        self.setDefaultSuffix(self._suffixes[name_filter])


def _saving_dialog(parent: QWidget, title: str, folder: str, name: str, filters: dict[str, str]) -> QFileDialog:
    dialog = SavingDialog(parent, title, _existing(folder), filters)
    dialog.selectFile(f"{name}.{next(iter(filters.values()))}")
    return dialog


def _existing(folder: str) -> str:
    """Return a folder that exists: the one used last, else the user's own."""
    return folder if folder and Path(folder).is_dir() else str(Path.home())

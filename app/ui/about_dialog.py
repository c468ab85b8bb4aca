"""Versions, devices, licences."""

import importlib.metadata
import os
import platform

from PySide6.QtCore import QCoreApplication, Qt, Signal, qVersion
from PySide6.QtWidgets import QLabel, QWidget

from app import __version__
from app.ui.help_menu import NOTICES
from app.ui.naming import named
from app.ui.text_dialog import TextDialog

PACKAGES = {
    "PySide6": "PySide6-Essentials",
    "LiteRT": "ai-edge-litert",
    "NumPy": "numpy",
    "Pillow": "pillow",
}


class AboutDialog(TextDialog):
    """Say what this is and what it stands on."""

    licences_requested = Signal()

    def __init__(self, model: str, parent: QWidget | None = None) -> None:
        text = QCoreApplication.translate(
            "AboutDialog", "Reads handwritten digits: draw one, or drop a picture. Everything stays on this computer."
        )
        super().__init__("Inkdigit", text, parent)
        self.setWindowTitle(self.tr("About Inkdigit"))
        facts = versions() | {self.tr("Processor"): processor()}
        if model:
            facts[self.tr("Model")] = model
        table = named(QLabel("<table>" + "".join(map(_row, facts.items())) + "</table>"), "about_facts")
        table.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        licences = QLabel(
            self.tr(
                "Inkdigit is free software under the MIT licence. It uses Qt and PySide6 (LGPL 3), LiteRT "
                "(Apache 2.0), NumPy (BSD) and Pillow (MIT-CMU). Its models learned from MNIST (CC BY-SA 3.0), "
                "the pen-based digits of UCI (CC BY 4.0) and Fashion-MNIST (MIT)."
            )
        )
        licences.setWordWrap(True)
        licences.setObjectName("muted")
        licences.setMinimumWidth(440)
        self.add(table)
        self.add(licences)
        if NOTICES.is_file():
            self.add_button(self.tr("Licences…"), "about_licences").clicked.connect(self.licences_requested)
        self.add_copy_button("\n".join(f"{name}: {value}" for name, value in facts.items()))


def versions() -> dict[str, str]:
    """Return the versions of the program and of what the window stands on."""
    found = {"Inkdigit": __version__, "Python": platform.python_version(), "Qt": qVersion()}
    for name, package in PACKAGES.items():
        try:
            found[name] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "?"
    return found


def processor() -> str:
    """Return what the model runs on."""
    return f"{platform.machine()}, {os.cpu_count() or 1}×"


def _row(fact: tuple[str, str]) -> str:
    name, value = fact
    return f'<tr><td style="padding-right: 24px">{name}</td><td><b>{value}</b></td></tr>'

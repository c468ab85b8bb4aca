"""The window that names what is in a photo, with a job of our own."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QComboBox, QDialog, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from app.compute.pictures import PictureProcesses
from app.core.errors import NotHereError
from app.core.events import Progress
from app.core.imagenet import ImageNetAnswer, Named
from app.core.job import Job, Report, Token
from app.ui.imagenet_dialog import FETCH, ImageNetDialog
from app.ui.main_window import MainWindow
from app.ui.task import Tasks
from app.ui.theme import Theme

TOP = tuple(
    Named(f"n{at}", label, 0.5 / (at + 1)) for at, label in enumerate(("tabby", "lynx", "sofa", "quilt", "tub"))
)


class Jobs:
    """Answer at once once the weights are there; a fetch waits for ``go``."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.has_weights = True
        self.go = threading.Event()

    def __call__(self, target: str, **arguments: Any) -> Job:
        self.asked.append((target, arguments))
        return self._fetch if target == FETCH else lambda _report, _token: self._classify(arguments)

    def _classify(self, arguments: dict[str, Any]) -> object:
        if not self.has_weights and not arguments["weights"]:
            raise NotHereError("The weights of ResNet50 are not on this computer (103 MB).", "Fetch them.")
        return (ImageNetAnswer(arguments["paths"][0], arguments["model"], TOP, 3.21, 0.25),)

    def _fetch(self, report: Report, token: Token) -> str:
        report(Progress("downloading", 40_000_000, 100_000_000))
        while not self.go.wait(0.01):
            token.raise_if_cancelled()
        self.has_weights = True
        return "weights.h5"


@pytest.fixture
def jobs() -> Jobs:
    return Jobs()


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, jobs: Jobs, pictures: PictureProcesses) -> Iterator[ImageNetDialog]:
    tasks = Tasks()
    dialog = ImageNetDialog(tasks, theme, make_job=jobs, pictures=pictures)
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.close()
    tasks.stop()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.new("RGB", (300, 200), "orange").save(tmp_path / "cat.png")
    return tmp_path / "cat.png"


def button(dialog: QDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    return found


def drop(dialog: ImageNetDialog, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))


def test_a_dropped_photo_is_named_and_saved_with_its_name_on_it(
    dialog: ImageNetDialog, jobs: Jobs, photo: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    assert not button(dialog, "imagenet_save").isEnabled()
    drop(dialog, photo)
    qtbot.waitUntil(lambda: dialog.answer is not None)
    assert dialog.view.caption == "tabby, 50.0 %"
    assert dialog.chart.accessibleDescription().startswith("tabby: 50")
    assert "3.2 s" in dialog._times.text()
    assert "0.25 s" in dialog._times.text()
    assert not dialog.grab().toImage().isNull()
    dialog.save(tmp_path / "named.png")
    qtbot.waitUntil(lambda: "named.png" in dialog.message.text)
    before, after = Image.open(photo).convert("RGB"), Image.open(tmp_path / "named.png").convert("RGB")
    assert after.size == before.size
    assert after.getpixel((5, 5)) == before.getpixel((5, 5))
    assert after.getpixel((2, 195)) != before.getpixel((2, 195))


def test_missing_weights_are_fetched_on_request_with_progress_and_cancel(
    dialog: ImageNetDialog, jobs: Jobs, photo: Path, qtbot: QtBot
) -> None:
    jobs.has_weights = False
    dialog.open_path(photo)
    qtbot.waitUntil(lambda: "not on this computer" in dialog.message.text)
    offer = button(dialog, "message_action")
    assert offer.text() == "Fetch 103 MB"
    offer.click()
    progress = dialog.findChild(QProgressBar, "imagenet_progress")
    qtbot.waitUntil(lambda: progress.value() == 400)
    assert "40 / 100 MB" in progress.text()
    button(dialog, "imagenet_cancel").click()
    assert not progress.isVisible()
    dialog.fetch()
    jobs.go.set()
    qtbot.waitUntil(lambda: dialog.answer is not None)
    assert dialog.view.caption.startswith("tabby")


def test_weights_of_ones_own_and_another_network(dialog: ImageNetDialog, jobs: Jobs, photo: Path, qtbot: QtBot) -> None:
    jobs.has_weights = False
    dialog.open_path(photo)
    qtbot.waitUntil(lambda: bool(dialog.message.text))
    dialog.use_weights("/mine/resnet50.h5")
    qtbot.waitUntil(lambda: dialog.answer is not None)
    assert jobs.asked[-1][1]["weights"] == "/mine/resnet50.h5"
    dialog.findChild(QComboBox, "imagenet_network").setCurrentIndex(1)
    qtbot.waitUntil(lambda: "not on this computer" in dialog.message.text)
    assert (jobs.asked[-1][1]["model"], jobs.asked[-1][1]["weights"]) == ("vgg16", None)


def test_what_is_no_picture_is_said(dialog: ImageNetDialog, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "letter.txt").write_text("Dear cat")
    drop(dialog, tmp_path / "letter.txt")
    qtbot.waitUntil(lambda: "letter.txt" in dialog.message.text)
    assert dialog.answer is None


def test_the_menu_opens_it_and_the_window_closes_it(make_window: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = make_window()
    window.findChild(QAction, "action_imagenet").trigger()
    qtbot.waitUntil(lambda: window.findChild(ImageNetDialog) is not None)
    dialog = window.findChild(ImageNetDialog)
    qtbot.waitUntil(dialog.isVisible)
    window.close()
    assert not dialog.isVisible()

"""Pictures that crash, hang or blow up their decoder: a sentence, the window as it was, and the next one opens."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from PIL import Image
from PySide6.QtCore import QByteArray, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from app.compute.pictures import PictureProcesses
from app.compute.service import Service
from app.core.job import Token
from app.ui.folder_dialog import FolderDialog
from app.ui.folder_model import NAME, NOTE, TEXT, VERDICT
from app.ui.main_window import MainWindow
from tests.hostile.folder import make_strange_folder
from tests.tries import least
from tests.ui.busy import OwnGaps
from tests.ui.events import open_folder
from tests.ui.test_opening import drop, files, wait_for_message
from tests.unit.core.pictures import drawn, encoded

JOBS = "tests.unit.compute.jobs"
PICTURE = encoded(drawn(canvas=(120, 100), height=70, brush=8))
needs_signals = pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")


class Misled(Service):
    """Let pictures whose names say so do to their process what a bug in a decoder would."""

    def run(self, target: str, /, *, token: Token | None = None, **arguments: Any) -> object:
        fault = Path(arguments.get("path", "")).stem
        if fault == "crash":
            return super().run(f"{JOBS}:abort", token=token)
        if fault == "hang":
            return super().run(f"{JOBS}:nap", token=token, folder=Path(arguments["path"]).parent)
        return super().run(target, token=token, **arguments)


@pytest.fixture
def pictures() -> Iterator[PictureProcesses]:
    """Take the place of the process that the other tests share."""
    own = PictureProcesses(Misled("app.recognition.opening", seconds=300))
    yield own
    own.close()


def has_ended(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def open_and_wait(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda _: window.is_showing_picture):
        drop(window, files(path))


@needs_signals
def test_a_crash_of_the_decoder_is_said_and_the_picture_on_show_stays(
    window: MainWindow, picture_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    open_and_wait(window, picture_path, qtbot)
    before, marks = window.results_view.opened, window.results_view.marks
    (tmp_path / "crash.webp").touch()
    drop(window, files(tmp_path / "crash.webp"))
    sentence, hint = wait_for_message(window, qtbot).split("\n")
    assert sentence == "“crash.webp” made its decoder crash: it is damaged, or made to do harm."
    assert hint.endswith(".")
    assert window.results_view.opened is before
    assert window.results_view.marks == marks
    open_and_wait(window, picture_path, qtbot)
    assert window.results_view.opened is not before
    assert window.message_bar.text == ""


def test_a_decoder_that_hangs_is_left_for_the_next_picture_at_once(
    window: MainWindow, picture_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    others = psutil.Process().children()
    window.open_path(tmp_path / "hang.webp")
    qtbot.waitUntil((tmp_path / "begun").exists)
    children = [child for child in psutil.Process().children() if child not in others]
    assert children
    open_and_wait(window, picture_path, qtbot)
    qtbot.waitUntil(lambda: all(map(has_ended, children)))


@pytest.mark.alone
def test_escape_gives_up_a_decoder_that_hangs(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    def seconds() -> float:
        window.open_path(tmp_path / "hang.webp")
        qtbot.waitUntil((tmp_path / "begun").exists)
        (tmp_path / "begun").unlink()
        began = time.monotonic()
        qtbot.keyClick(window, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not window.tasks._running)
        return time.monotonic() - began

    assert least(seconds, limit=1) < 1


@needs_signals
def test_a_crash_in_a_folder_is_one_row_of_its_table(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("a.png", "crash.png", "z.png"):
        (folder / name).write_bytes(PICTURE)
    dialog = read_folder(window, folder, qtbot)
    cells = {cell(dialog, row, NAME): (cell(dialog, row, TEXT), cell(dialog, row, VERDICT)) for row in range(3)}
    assert cells == {"a.png": ("3", "sure"), "crash.png": ("", "not read"), "z.png": ("3", "sure")}
    assert "made its decoder crash" in cell(dialog, 1, NOTE)
    dialog.reject()


def test_a_strange_folder_is_a_table_with_a_sentence_for_each(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    said = make_strange_folder(tmp_path / "strange", PICTURE)
    dialog = read_folder(window, tmp_path / "strange", qtbot)
    notes = {Path(row.path).name: row.note for row in dialog.model.rows}
    assert {name: words in notes[name] for name, words in said.items()} == dict.fromkeys(said, True)
    assert set(notes) == set(said)
    dialog.reject()


def read_folder(window: MainWindow, folder: Path, qtbot: QtBot) -> FolderDialog:
    dialog = open_folder(window, folder, qtbot)
    qtbot.waitUntil(lambda: not dialog.is_reading)
    return dialog


def cell(dialog: FolderDialog, row: int, column: int) -> str:
    return dialog.filter.index(row, column).data()


def test_a_picture_that_another_program_copied_is_decoded_apart(
    window: MainWindow, picture_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMimeData, "imageData", lambda _self: pytest.fail("decoded by Qt, in the window"))
    mime = QMimeData()
    mime.setData("image/png", QByteArray(picture_path.read_bytes()))
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda _: window.is_showing_picture):
        drop(window, mime)
    opened = window.results_view.opened
    assert opened is not None
    assert opened.size == (400, 300)
    broken = QMimeData()
    broken.setData("image/png", QByteArray(picture_path.read_bytes()[:200]))
    drop(window, broken)
    assert "is cut off" in wait_for_message(window, qtbot)
    assert window.results_view.opened is opened


def test_a_large_picture_is_pasted_as_it_is(window: MainWindow, qtbot: QtBot) -> None:
    image = QImage(3000, 2000, QImage.Format.Format_RGB16)
    image.fill(Qt.GlobalColor.white)
    for x in range(1400, 1600):
        for y in range(500, 1500):
            image.setPixel(x, y, 0)
    QGuiApplication.clipboard().setImage(image)
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda _: window.is_showing_picture):
        window.paste()
    QGuiApplication.clipboard().clear()
    opened = window.results_view.opened
    assert opened is not None
    assert opened.size == (3000, 2000)
    np.testing.assert_allclose(window.results_view.marks[0].box, (1400, 500, 200, 1000), atol=30)


def test_the_process_is_let_go_of_with_the_window(window: MainWindow, picture_path: Path, qtbot: QtBot) -> None:
    before = psutil.Process().children()
    open_and_wait(window, picture_path, qtbot)
    (own,) = (child for child in psutil.Process().children() if child not in before)
    window.close()
    qtbot.waitUntil(lambda: has_ended(own))


def test_the_process_is_let_go_of_after_a_while(window: MainWindow, picture_path: Path, qtbot: QtBot) -> None:
    before = psutil.Process().children()
    open_and_wait(window, picture_path, qtbot)
    (own,) = (child for child in psutil.Process().children() if child not in before)
    window.opener._rest.start(10)
    qtbot.waitUntil(lambda: has_ended(own))
    window.clear()
    open_and_wait(window, picture_path, qtbot)
    assert window.is_showing_picture


@pytest.mark.alone
def test_a_photo_of_12_megapixels_leaves_the_event_loop_alone(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    noise = np.random.default_rng(1).integers(0, 25, (3000, 4000, 3), dtype=np.uint8)
    image = Image.fromarray(noise + 215)
    for place in range(8):
        image.paste(Image.fromarray(drawn(canvas=(300, 400), height=300, brush=30)), (300 + 420 * place, 1200))
    image.save(tmp_path / "photo.jpg", quality=90)
    open_and_wait(window, tmp_path / "photo.jpg", qtbot)

    def gap_ms() -> float:
        window.clear()
        gaps, began = OwnGaps(window), time.process_time()
        open_and_wait(window, tmp_path / "photo.jpg", qtbot)
        gaps.deleteLater()
        processor_s.append(time.process_time() - began)
        return gaps.max_gap_ms

    processor_s: list[float] = []
    assert least(gap_ms, limit=50) < 50
    assert min(processor_s) < 0.5, "decoding, ink and lines belong into the other process"

"""What is opened, dropped or pasted: it is read, or a sentence says why not and the window is as before."""

import base64
import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.core.ink import Drawing
from app.ui.main_window import MainWindow
from app.ui.measuring import Heart
from tests.ui.busy import check_gaps
from tests.ui.events import draw
from tests.ui.fakes import FakeClassifier, prediction_of


def drop(window: MainWindow, mime: QMimeData) -> None:
    """Drag something into the window and let it fall."""
    place, copy = QPoint(100, 100), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, copy, mime, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(place), copy, mime, left, none))


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def urls(*addresses: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(address) for address in addresses])
    return mime


def text(words: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(words)
    return mime


def wait_for_message(window: MainWindow, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: bool(window.message_bar.text))
    return window.message_bar.text


def test_a_dropped_picture_takes_the_place_of_the_canvas_with_its_answer(
    window: MainWindow, picture_path: Path, qtbot: QtBot
) -> None:
    draw(window.canvas, [(0.2, 0.2), (0.3, 0.8)])
    qtbot.waitUntil(lambda: window.panel.chart.prediction is not None)
    drawing = window.canvas.drawing
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda _: window.is_showing_picture) as predicted:
        drop(window, files(picture_path))
    assert predicted.args[0].label == "3"
    assert window.results_view.isVisible()
    assert not window.canvas.isVisible()
    assert "a bar.png" in window.results_view.accessibleName()
    assert window.results_view.opened is not None
    np.testing.assert_allclose(window.results_view.marks[0].box, (188, 60, 29, 180), atol=8)
    with qtbot.waitSignal(window.predicted):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.canvas.isVisible()
    assert window.canvas.drawing == drawing
    assert window.results_view.opened is None


def test_the_network_view_shows_what_was_read_of_the_picture(
    window: MainWindow, classifier: FakeClassifier, picture_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda _: window.is_showing_picture):
        window.open_path(picture_path)
    assert window.panel.network_view.pixels == classifier.seen[-1].tobytes()
    assert any(window.panel.network_view.pixels)


def test_the_box_is_painted_around_the_ink(window: MainWindow, picture_path: Path, qtbot: QtBot) -> None:
    from app.ui.theme import LIGHT_COLOURS

    with qtbot.waitSignal(window.predicted, check_params_cb=lambda _: window.is_showing_picture):
        window.open_path(picture_path)
    image = window.results_view.grab().toImage()
    accent = [
        (x, y)
        for y in range(0, image.height(), 2)
        for x in range(image.width())
        if image.pixelColor(x, y).name() == LIGHT_COLOURS.accent
    ]
    xs, ys = zip(*accent, strict=True)
    assert 0.3 < min(xs) / image.width() < 0.5 < max(xs) / image.width() < 0.7
    assert 0.15 < min(ys) / image.height() < 0.4
    assert 0.6 < max(ys) / image.height() < 0.85


def test_the_button_leads_back_too(window: MainWindow, picture_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda _: window.is_showing_picture):
        window.open_path(picture_path)
    button = window.findChild(object, "back_button")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not window.is_showing_picture


def test_a_picture_without_ink_is_said_to_hold_none(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "white.png"
    Image.new("L", (100, 100), 255).save(path)
    window.open_path(path)
    qtbot.waitUntil(lambda: window.is_showing_picture)
    assert window.panel.answer.text() == "No digit found"


def make_broken_files(folder: Path) -> dict[str, Path]:
    """Return files that cannot be opened, by what is wrong with them."""
    paths = {name: folder / f"{name}.png" for name in ("missing", "empty", "words", "truncated", "huge")}
    paths["empty"].write_bytes(b"")
    paths["words"].write_text("hello")
    Image.fromarray(np.random.default_rng(1).integers(0, 255, (80, 80), dtype=np.uint8)).save(paths["truncated"])
    paths["truncated"].write_bytes(paths["truncated"].read_bytes()[:2000])
    Image.new("1", (60_000, 1000)).save(paths["huge"])
    paths["strokes"] = folder / "strokes.ndjson"
    paths["strokes"].write_text('{"size": [280, 280]}\n')
    paths["no strokes"] = folder / "none.ndjson"
    paths["no strokes"].write_text("\n\n")
    paths["binary strokes"] = folder / "binary.ndjson"
    paths["binary strokes"].write_bytes(b"\xff\x00\x80")
    if hasattr(os, "mkfifo"):
        paths["pipe"] = folder / "a pipe.png"
        os.mkfifo(paths["pipe"])
    return paths


def test_files_that_cannot_be_opened_are_named_and_leave_the_window_as_it_was(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    draw(window.canvas, [(0.2, 0.2), (0.3, 0.8)])
    drawing = window.canvas.drawing
    for problem, path in make_broken_files(tmp_path).items():
        window.message_bar.dismiss()
        drop(window, files(path))
        said = wait_for_message(window, qtbot)
        sentence, hint = said.split("\n")
        assert path.name in sentence, problem
        assert (sentence[-1], hint[-1]) == (".", "."), said
        assert window.canvas.isVisible()
        assert window.canvas.drawing == drawing


@pytest.mark.parametrize(
    ("mime", "words"),
    [
        (lambda: urls("https://example.org/seven.png"), "https://example.org/seven.png"),
        (lambda: urls("ftp://example.org/seven.png"), "is an address"),
        (lambda: urls("file://server/share/seven.png"), "another computer"),
        (lambda: urls("javascript:alert(1)"), "is an address"),
        (lambda: files(Path("/a.png"), Path("/b.png")), "2 files"),
        (lambda: text("just words"), "text"),
        (lambda: urls("data:text/html;base64,PGI+"), "no picture"),
        (lambda: urls("data:image/png;base64,A"), "no picture"),
        (QMimeData, "no picture"),
    ],
    ids=[
        *("web address", "ftp address", "other computer", "script", "two files", "text"),
        *("text in an address", "cut address", "nothing"),
    ],
)
def test_drops_that_are_no_file_get_a_sentence_and_no_connection(
    window: MainWindow, mime: Callable[[], QMimeData], words: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    drop(window, mime())
    said = wait_for_message(window, qtbot)
    assert words in said
    assert said.count("\n") == 1
    assert window.canvas.isVisible()


def test_escape_dismisses_the_message_first(window: MainWindow, qtbot: QtBot) -> None:
    drop(window, text("words"))
    wait_for_message(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.message_bar.text == ""


def test_a_message_is_plain_text(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.open_path(tmp_path / "<b>bold<img src=x>.png")
    assert "<b>bold<img src=x>.png" in wait_for_message(window, qtbot)


def test_a_pasted_picture_is_read(window: MainWindow, picture_path: Path, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setImage(QImage(str(picture_path)))
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda _: window.is_showing_picture):
        window.paste()
    assert window.is_showing_picture
    QGuiApplication.clipboard().clear()


def test_a_picture_that_a_web_page_has_in_its_address_is_read(
    window: MainWindow, picture_path: Path, qtbot: QtBot
) -> None:
    content = base64.b64encode(picture_path.read_bytes()).decode()
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda _: window.is_showing_picture):
        drop(window, urls(f"data:image/png;base64,{content}"))
    assert window.is_showing_picture


def test_transparent_ink_from_the_clipboard_is_read(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    image = QImage(200, 200, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    for y in range(40, 160):
        for x in range(90, 110):
            image.setPixelColor(x, y, Qt.GlobalColor.black)
    mime = QMimeData()
    mime.setImageData(image)
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda _: window.is_showing_picture):
        drop(window, mime)
    assert window.results_view.opened is not None
    np.testing.assert_allclose(window.results_view.marks[0].box, (90, 40, 20, 120), atol=4)


def test_pasting_nothing_gets_a_sentence(window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().clear()
    window.paste()
    assert "no picture" in wait_for_message(window, qtbot)


@pytest.mark.parametrize("name", ["three.ndjson", "three.png"])
def test_a_saved_drawing_opens_again(window: MainWindow, tmp_path: Path, name: str, qtbot: QtBot) -> None:
    draw(window.canvas, [(0.2, 0.2), (0.6, 0.3), (0.3, 0.8)])
    drawing = window.canvas.drawing
    window.save_drawing(tmp_path / name)
    assert "Saved" in wait_for_message(window, qtbot)
    window.clear()
    window.open_path(tmp_path / name)
    if name.endswith(".ndjson"):
        qtbot.waitUntil(lambda: not window.canvas.drawing.is_empty)
        (before,), (after,) = drawing.strokes, window.canvas.drawing.strokes
        assert after.width == before.width
        np.testing.assert_allclose(after.points, before.points, atol=0.01)
        window.undo()
        assert window.canvas.drawing.is_empty
    else:
        qtbot.waitUntil(lambda: window.is_showing_picture)
        with Image.open(tmp_path / name) as image:
            assert image.getpixel((2, 2)) == (255, 255, 255)
            assert max(image.getpixel((round(0.2 * image.width), round(0.2 * image.height)))) < 60


def test_a_drawing_of_another_size_is_fitted(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "wide.ndjson"
    line = {"size": [1000, 500], "strokes": [[[0, 0], [1000, 500]]], "widths": [60]}
    path.write_text("\n".join(json.dumps(line) for _ in range(3)))
    window.open_path(path)
    qtbot.waitUntil(lambda: not window.canvas.drawing.is_empty)
    (stroke,) = window.canvas.drawing.strokes
    np.testing.assert_allclose(stroke.points, [[0, 70], [280, 210]], atol=0.1)
    assert stroke.width == pytest.approx(60 * 280 / 1000)
    assert "First of 3 drawings" in window.message_bar.text


@pytest.mark.parametrize("name", ["drawing.pdf", "drawing"])
def test_a_drawing_that_cannot_be_saved_gets_a_sentence(
    window: MainWindow, tmp_path: Path, name: str, qtbot: QtBot
) -> None:
    draw(window.canvas, [(0.2, 0.2), (0.3, 0.8)])
    window.save_drawing(tmp_path / name)
    assert "cannot be saved" in wait_for_message(window, qtbot)
    assert list(tmp_path.iterdir()) == []


def test_saving_where_a_file_stands_in_the_way_gets_a_sentence(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_text("x")
    draw(window.canvas, [(0.2, 0.2), (0.3, 0.8)])
    window.save_drawing(tmp_path / "file" / "drawing.png")
    assert "cannot be saved" in wait_for_message(window, qtbot)


def test_the_second_of_two_opened_at_once_is_shown(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    for name, shade in (("first", 0), ("second", 40)):
        image = Image.new("L", (300, 300), 255)
        image.paste(shade, (140, 60, 160, 240))
        image.save(tmp_path / f"{name}.png")
    shown: list[str] = []
    window.opener.picture_opened.connect(lambda opened: shown.append(opened.name))
    window.open_path(tmp_path / "first.png")
    window.open_path(tmp_path / "second.png")
    qtbot.waitUntil(lambda: window.is_showing_picture)
    assert shown == ["second.png"]


def test_closing_while_a_picture_is_opened_ends_cleanly(make_window: Callable[..., MainWindow], tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    Image.fromarray(np.random.default_rng(1).integers(0, 255, (3000, 3000), dtype=np.uint8)).save(path)
    window = make_window()
    window.open_path(path)
    window.close()
    assert not window.isVisible()


def test_the_answer_to_a_drawing_is_not_shown_for_a_picture(
    window: MainWindow, classifier: FakeClassifier, picture_path: Path, qtbot: QtBot
) -> None:
    """The drawing's answer is still on its way when the picture opens."""
    classifier.answer = lambda raster: prediction_of("7" if is_of_picture(raster) else "1")

    def is_of_picture(raster: np.ndarray) -> bool:
        opened = window.results_view.opened
        return opened is not None and any(np.array_equal(raster, own) for own in opened.page.rasters)

    said: list[tuple[bool, str]] = []
    window.predicted.connect(lambda prediction: said.append((window.is_showing_picture, prediction.label)))
    window.open_path(picture_path)
    draw(window.canvas, [(0.2, 0.2), (0.3, 0.8)])
    qtbot.waitUntil(lambda: (True, "7") in said)
    assert (True, "1") not in said


def test_a_drawing_is_not_changed_by_the_way_it_is_saved(tmp_path: Path) -> None:
    from app.ui.saving import save_drawing

    drawing = Drawing().with_stroke([(10, 10), (200, 200)], 20)
    save_drawing(drawing, tmp_path / "a.png")
    save_drawing(drawing, tmp_path / "b.ndjson")
    assert drawing == Drawing().with_stroke([(10, 10), (200, 200)], 20)


@pytest.mark.parametrize("size", [(20_000, 1), (1, 20_000), (1, 1), (1601, 2)])
def test_pictures_of_odd_shapes_are_shown(
    window: MainWindow, tmp_path: Path, size: tuple[int, int], qtbot: QtBot
) -> None:
    path = tmp_path / "odd.png"
    Image.new("L", size, 128).save(path)
    window.open_path(path)
    qtbot.waitUntil(lambda: window.is_showing_picture)
    assert not window.results_view.grab().isNull()


@pytest.mark.alone
def test_a_photo_of_48_megapixels_does_not_stall_the_event_loop(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    """A stall of our own is there every time, one of a busy machine is not: one good run of six will do."""
    path = tmp_path / "photo.png"
    image = Image.new("RGB", (8000, 6000), (240, 238, 230))
    image.paste((30, 30, 60), (3900, 1500, 4300, 4500))
    image.save(path, compress_level=1)
    heart = Heart(window)
    gaps = []
    for _ in range(6):
        heart.restart()
        with qtbot.waitSignal(window.predicted, check_params_cb=lambda _: window.is_showing_picture):
            window.open_path(path)
        gaps.append(heart.restart())
        window.clear()
        if gaps[-1] <= 50:
            break
    heart.deleteLater()
    check_gaps(gaps)


def test_a_name_without_spaces_is_shown_whole(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    name = "x" * 200 + ".png"
    window.open_path(tmp_path / name)
    assert name in wait_for_message(window, qtbot)
    label = window.message_bar.findChild(QLabel, "message_text")
    needed = label.fontMetrics().boundingRect(
        QRect(0, 0, label.width(), 10_000), int(Qt.TextFlag.TextWordWrap), label.text()
    )
    assert needed.width() <= label.width()


def test_a_picture_made_by_hand_is_read_as_it_is(
    window: MainWindow, classifier: FakeClassifier, tmp_path: Path, qtbot: QtBot
) -> None:
    by_hand = np.zeros((2, 28, 28), dtype=np.uint8)
    by_hand[0, 5:23, 9] = 255
    by_hand[0][np.arange(22, 12, -1), np.arange(9, 19)] = 180
    np.save(tmp_path / "hand.npy", by_hand)
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda _: window.is_showing_picture):
        drop(window, files(tmp_path / "hand.npy"))
    assert np.array_equal(classifier.seen[-1], by_hand[0])
    assert "First of 2 pictures." in window.picture_bar.text.toolTip()
    (tmp_path / "rows.csv").write_text("1,2,3\n")
    drop(window, files(tmp_path / "rows.csv"))
    assert "3 numbers instead of 28×28" in wait_for_message(window, qtbot)
    assert window.is_showing_picture, "what was there stays"

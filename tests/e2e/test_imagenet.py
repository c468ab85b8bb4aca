"""From the menu's key to a photo with its name on it: ResNet50's real form, fetched from a server of our own."""

import hashlib
import json
import math
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.e2e.desktop import Desktop, wait_until
from tests.e2e.program import ROOT, Program
from tests.unit.learning.test_imagenet import NAMES, Server

MAKE = """
import sys
from app.learning.backend import keras
keras.utils.set_random_seed(1)
keras.applications.ResNet50(weights=None).save_weights(sys.argv[1])
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Serve random weights of ResNet50, from the middle on so slowly that there is time to cancel."""
    path = tmp_path / "resnet50.weights.h5"
    subprocess.run([sys.executable, "-c", MAKE, str(path)], cwd=ROOT, check=True, capture_output=True, timeout=180)
    server = Server(path.read_bytes())
    server.pause_s, server.crawls_after = 0.04, 30_000_000
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def _texts(program: Program, word: str) -> list[str]:
    return [text for text in program.texts() if word in text]


def _ask_for_the_rest(program: Program, server: Server) -> bool:
    """Click the offer, which comes when the picture was shown, until the server is asked again."""
    program.click("message_action", (12, 12))
    return len(server.starts) > 1


def _choose_file(program: Program, button: str, path: Path) -> None:
    """Click a button that asks for a file, and type its path."""
    before = set(program._windows())
    program.click(button, (12, 12))
    dialog = wait_until(lambda: next(iter(set(program._windows()) - before), None), "the file dialog")
    program.desktop.xdotool("windowactivate", "--sync", dialog, "type", "--delay", "5", str(path))
    program.press("Return")


def test_a_photo_is_named_with_weights_fetched_cancelled_and_resumed(
    desktop: Desktop, server: Server, tmp_path: Path, inkdigit_home: Path
) -> None:
    cache = inkdigit_home / "cache" / "imagenet"
    cache.mkdir(parents=True)
    (cache / "imagenet_class_index.json").write_text(json.dumps(NAMES))
    place = {"url": f"http://127.0.0.1:{server.server_address[1]}/", "size": len(server.content)}
    mirrors = tmp_path / "mirrors.json"
    mirrors.write_text(json.dumps({"resnet50": {**place, "md5": hashlib.md5(server.content).hexdigest()}}))
    photo, named = tmp_path / "photo.png", tmp_path / "named.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (240, 320, 3)).astype(np.uint8)).save(photo)
    program = Program(
        desktop, env={"INKDIGIT_HOME": str(inkdigit_home), "INKDIGIT_IMAGENET": str(mirrors), "INKDIGIT_DATA": ""}
    )
    try:
        _name_the_photo(program, server, cache, photo, named)
        assert program.errors() == ""
    finally:
        program.close()


def _name_the_photo(program: Program, server: Server, cache: Path, photo: Path, named: Path) -> None:
    wait_until(lambda: "LiteRT" in program.text("status_device"), "the model")
    program.press_for("ctrl+i", lambda: "imagenet_open" in program, "the dialog")
    _choose_file(program, "imagenet_open", photo)
    wait_until(lambda: _texts(program, "not on this computer (103 MB)"), "the question")
    program.keep_screenshot("imagenet-question")
    program.click("message_action", (12, 12))
    wait_until(lambda: server.starts, "the transfer")
    wait_until(lambda: sum(file.stat().st_size for file in cache.glob("*.part")) > 20_000_000, "20 MB")
    program.keep_screenshot("imagenet-fetching")
    program.click("imagenet_cancel", (12, 12))
    wait_until(lambda: not _texts(program, "Fetching"), "the end of the transfer")
    server.pause_s, server.crawls_after = 0.0, math.inf
    _choose_file(program, "imagenet_open", photo)
    wait_until(lambda: _ask_for_the_rest(program, server), "the rest of the transfer")
    times = wait_until(lambda: _texts(program, "Classifying:"), "the answer")
    assert "Loading:" in times[0]
    assert server.starts[-1] > 10_000_000  # it went on from there
    program.keep_screenshot("imagenet-answer")
    _choose_file(program, "imagenet_save", named)
    wait_until(named.is_file, "the saved picture")
    with Image.open(named) as saved:
        assert saved.size == (320, 240)
    assert _texts(program, "thing ")
    program.keep_screenshot("imagenet-saved")

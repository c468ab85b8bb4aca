"""ImageNet's networks, with the real architecture of ResNet50, random weights and a server of our own."""

import hashlib
import http.server
import json
import math
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from app.core.errors import BundleError, Cancelled, InkdigitError
from app.core.events import Progress
from app.core.imagenet import IMAGENET, ImageNetAnswer, ImageNetFailure
from app.core.images import Picture
from app.core.job import Token, ignore
from app.core.paths import user_cache_dir
from app.learning import imagenet
from app.learning.imagenet import INDEX, classify_images, fetch_weights, prepared, read_index

NAMES = {str(number): [f"n{number:08d}", f"thing_{number}"] for number in range(1000)}


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a list of names where one that was fetched lies."""
    monkeypatch.delenv("INKDIGIT_DATA", raising=False)
    path = user_cache_dir() / "imagenet" / INDEX.name
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(NAMES))
    return path


@pytest.fixture
def photos(tmp_path: Path) -> list[str]:
    rng = np.random.default_rng(0)
    paths = []
    for number in range(2):
        path = tmp_path / f"photo{number}.png"
        Image.fromarray(rng.integers(0, 256, (90, 160, 3)).astype(np.uint8)).save(path)
        paths.append(str(path))
    return paths


def test_the_preprocessing_is_the_reference_formula() -> None:
    """RGB to BGR, minus the mean of each channel, nothing else (Simonyan and Zisserman; He et al.)."""
    pixels = np.random.default_rng(1).integers(0, 256, (224, 224, 3)).astype(np.uint8)
    result = prepared(Picture(pixels))
    assert result.shape == (224, 224, 3)
    assert result.dtype == np.float32
    for channel, (source, mean) in enumerate(((2, 103.939), (1, 116.779), (0, 123.68))):
        assert np.allclose(result[..., channel], pixels[..., source].astype(np.float64) - mean, atol=1e-4)
    assert prepared(Picture(np.zeros((10, 700, 3), np.uint8))).shape == (224, 224, 3)


def test_the_real_index_is_read(data_folder: Path) -> None:
    names = read_index(data_folder / INDEX.name)
    assert len(names) == 1000
    assert names[0] == ("n01440764", "tench")
    assert names[281] == ("n02123045", "tabby")
    assert names[999] == ("n15075141", "toilet tissue")
    assert hashlib.sha256((data_folder / INDEX.name).read_bytes()).hexdigest() == INDEX.sha256


BAD_INDEXES: dict[str, object] = {
    "a list": [],
    "999 names": {key: value for key, value in NAMES.items() if key != "7"},
    "1,001 names": {**NAMES, "1000": ["n1", "x"]},
    "a number for a name": {**NAMES, "3": ["n3", 3]},
    "three parts": {**NAMES, "3": ["n3", "a", "b"]},
    "a name with a line break": {**NAMES, "3": ["n3", "a\nb"]},
}


@pytest.mark.parametrize("content", BAD_INDEXES.values(), ids=BAD_INDEXES.keys())
def test_a_wrong_index_is_refused(content: object, tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text(json.dumps(content))
    with pytest.raises(BundleError, match="not the list"):
        read_index(tmp_path / "index.json")


def test_an_unknown_network_and_missing_weights_are_said(photos: list[str], index: Path) -> None:
    with pytest.raises(InkdigitError, match="no ImageNet network") as caught:
        classify_images("alexnet", photos, report=ignore, token=Token())
    assert "resnet50" in caught.value.hint
    with pytest.raises(InkdigitError, match="103 MB"):
        classify_images("resnet50", photos, report=ignore, token=Token())
    index.unlink()
    with pytest.raises(InkdigitError, match="names of ImageNet"):
        classify_images("resnet50", photos, report=ignore, token=Token())


def test_a_mirror_of_ones_own_is_taken_and_a_senseless_one_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mirrors.json"
    monkeypatch.setenv("INKDIGIT_IMAGENET", str(path))
    path.write_text(json.dumps({"vgg16": {"url": "http://classroom/", "size": 5, "md5": "abc"}}))
    mirrored = imagenet.known_network("vgg16")
    assert (mirrored.url, mirrored.size, mirrored.md5) == ("http://classroom/", 5, "abc")
    assert imagenet.known_network("vgg19") == IMAGENET["vgg19"]
    for content in ("", "[]", '{"vgg16": {"url": 1}}', '{"vgg16": 7}'):
        path.write_text(content)
        with pytest.raises(InkdigitError, match="makes no sense"):
            imagenet.known_network("vgg16")


# -- with the real architecture -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def network() -> Any:
    from app.learning.backend import keras

    keras.utils.set_random_seed(1)
    return keras.applications.ResNet50(weights=None)


@pytest.fixture(scope="module")
def weights(network: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file in the form of the published one: Keras 2's, by the layers' names."""
    import h5py
    from keras.src.legacy.saving.legacy_h5_format import save_weights_to_hdf5_group

    path = tmp_path_factory.mktemp("weights") / "resnet50.h5"
    with h5py.File(path, "w") as file:
        save_weights_to_hdf5_group(file, network)
    return path


@pytest.mark.learning
def test_photos_are_named_in_order_with_both_times(
    photos: list[str], index: Path, weights: Path, network: Any, tmp_path: Path
) -> None:
    (tmp_path / "letter.png").write_text("Dear cat")
    seen: list[object] = []
    answers = classify_images(
        "resnet50", [*photos, str(tmp_path / "letter.png")], top=3, weights=str(weights), report=seen.append,
        token=Token(),
    )  # fmt: skip
    assert [type(answer) for answer in answers] == [ImageNetAnswer, ImageNetAnswer, ImageNetFailure]
    assert [event for event in seen if not isinstance(event, Progress)] == list(answers)
    first = answers[0]
    assert isinstance(first, ImageNetAnswer)
    assert first.loading_s > 0
    assert first.classifying_s > 0
    pixels = prepared(Picture(np.asarray(Image.open(photos[0]))))
    expected = np.asarray(network(pixels[None], training=False))[0]
    best = np.argsort(expected)[::-1][:3]
    assert [named.id for named in first.top] == [f"n{number:08d}" for number in best]
    assert [named.label for named in first.top] == [f"thing {number}" for number in best]
    assert np.allclose([named.probability for named in first.top], expected[best], rtol=1e-5)


@pytest.mark.learning
def test_weights_of_another_network_or_damaged_ones_are_refused(
    photos: list[str], index: Path, weights: Path, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.h5"
    cut.write_bytes(weights.read_bytes()[:1_000_000])
    bad = tmp_path / "nan.h5"
    content = bytearray(weights.read_bytes())
    content[50_000_000:50_000_400] = b"\xff" * 400
    bad.write_bytes(content)
    for path in (cut, bad, index, tmp_path / "missing.h5", tmp_path):
        with pytest.raises(BundleError) as caught:
            classify_images("resnet50", photos, weights=str(path), report=ignore, token=Token())
        assert caught.value.hint


# -- fetched from a server ------------------------------------------------------------------------------------------


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, content: bytes) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content = content
        self.serve: Callable[[bytes], bytes] = lambda content: content
        self.pause_s = 0.0
        self.crawls_after = math.inf
        """From so many bytes on it takes half a second for each megabyte: there is time to do something meanwhile."""
        self.starts: list[int] = []

    def handle_error(self, *_arguments: object) -> None:
        """Say nothing of clients that go away."""


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        start = int(self.headers.get("Range", "bytes=0-")[6:-1])
        self.server.starts.append(start)
        content = self.server.content
        self.send_response(206 if start else 200)
        self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        body = self.server.serve(content[start:])
        for at in range(0, len(body), 1_000_000):
            time.sleep(0.5 if at >= self.server.crawls_after else self.server.pause_s)
            self.wfile.write(body[at : at + 1_000_000])

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def server(weights: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Serve the file of weights; the table of networks names its address, size and hash."""
    content = weights.read_bytes()
    server = Server(content)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    url = f"http://127.0.0.1:{server.server_address[1]}/"
    known = replace(IMAGENET["resnet50"], url=url, size=len(content), md5=hashlib.md5(content).hexdigest())
    monkeypatch.setattr(imagenet, "IMAGENET", {"resnet50": known})
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.learning
def test_weights_are_fetched_cancelled_resumed_and_kept(server: Server, index: Path, photos: list[str]) -> None:
    token, seen = Token(), []

    def cancel_in_the_middle(event: object) -> None:
        seen.append(event)
        if isinstance(event, Progress) and event.what == "downloading" and event.done > 30_000_000:
            token.cancel()

    server.pause_s = 0.005
    with pytest.raises(Cancelled):
        fetch_weights("resnet50", report=cancel_in_the_middle, token=token)
    assert any(isinstance(event, Progress) and event.total == len(server.content) for event in seen)
    folder = user_cache_dir() / "imagenet"
    assert not (folder / IMAGENET["resnet50"].file_name).exists()
    answers = classify_images("resnet50", photos[:1], may_fetch=True, report=ignore, token=Token())
    assert isinstance(answers[0], ImageNetAnswer)
    assert server.starts[0] == 0
    assert server.starts[1] > 20_000_000  # it went on from there
    assert (folder / IMAGENET["resnet50"].file_name).read_bytes() == server.content
    classify_images("resnet50", photos[:1], report=ignore, token=Token())
    assert len(server.starts) == 2


@pytest.mark.learning
@pytest.mark.parametrize(
    ("serve", "reason"),
    [
        (lambda content: content[: len(content) // 2], "could not be fetched"),
        (lambda content: b"\0" * len(content), "another file than the one known"),
    ],
    ids=["cut off", "another file"],
)
def test_a_bad_transfer_is_said_and_never_used(
    serve: Callable[[bytes], bytes], reason: str, server: Server, index: Path, photos: list[str]
) -> None:
    server.serve = serve
    with pytest.raises(InkdigitError, match=reason) as caught:
        classify_images("resnet50", photos, may_fetch=True, report=ignore, token=Token())
    assert "try again" in caught.value.hint
    assert not (user_cache_dir() / "imagenet" / IMAGENET["resnet50"].file_name).exists()


@pytest.mark.learning
def test_a_server_that_is_gone_is_said(server: Server, index: Path, photos: list[str]) -> None:
    server.shutdown()
    server.server_close()
    with pytest.raises(InkdigitError, match="cannot be reached"):
        classify_images("resnet50", photos, may_fetch=True, report=ignore, token=Token())

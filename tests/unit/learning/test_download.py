"""Fetching over a server of our own: hash, resume, mirrors, progress, cancel, and nothing wrong is ever kept."""

import hashlib
import http.server
import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.core.errors import Cancelled, DataSetError
from app.core.events import Progress
from app.core.job import Token
from app.core.locks import locked
from app.learning.datasets import load_dataset
from app.learning.sources import named
from app.learning.sources.download import RemoteFile, fetch
from app.learning.sources.named import NamedSet
from app.learning.sources.places import cache_dir
from app.learning.sources.watch import Watch
from tests.tries import least
from tests.unit.learning.conftest import write_idx_set

CONTENT = bytes(range(256)) * 4000
FILE = RemoteFile("data.bin", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())


class Server(http.server.ThreadingHTTPServer):
    """Serve ``contents`` by name; ``answer`` may do something else; ``asked`` keeps (path, Range)."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.contents: dict[str, bytes] = {FILE.name: CONTENT}
        self.answer: Callable[[Handler, bytes], bool] = lambda _handler, _content: False
        self.asked: list[tuple[str, str | None]] = []
        self.released = threading.Event()

    def handle_error(self, *_arguments: object) -> None:
        """Say nothing of clients that go away."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("Range")))
        content = self.server.contents.get(self.path[1:])
        if content is None:
            self.send_error(404)
        elif not self.server.answer(self, content):
            self.give(content)

    def give(self, content: bytes, *, ranged: bool = True) -> None:
        span = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", "")) if ranged else None
        start = int(span[1]) if span else 0
        self.send_response(206 if span else 200)
        if span:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        self.wfile.write(content[start:])

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.released.set()
        server.shutdown()
        thread.join()


def refusal(server: Server, folder: Path, *mirrors: str) -> str:
    with pytest.raises(DataSetError) as caught:
        fetch(FILE, mirrors or (server.url,), folder, Watch())
    assert not (folder / FILE.name).exists()
    return caught.value.message


def test_a_file_arrives_whole_and_nothing_else_stays(server: Server, tmp_path: Path) -> None:
    told: list[object] = []
    path = fetch(FILE, (server.url,), tmp_path / "new", Watch(told.append))
    assert path.read_bytes() == CONTENT
    assert [file.name for file in path.parent.iterdir()] == [FILE.name]
    assert all(isinstance(event, Progress) and event.what == "downloading" for event in told)
    assert told[-1] == Progress("downloading", FILE.size, FILE.size)


def test_what_is_there_already_is_gone_on_from(server: Server, tmp_path: Path) -> None:
    (tmp_path / "data.bin.part").write_bytes(CONTENT[:300_000])
    assert fetch(FILE, (server.url,), tmp_path, Watch()).read_bytes() == CONTENT
    assert server.asked == [("/data.bin", "bytes=300000-")]


def test_a_server_that_cannot_resume_sends_it_all(server: Server, tmp_path: Path) -> None:
    server.answer = lambda handler, content: handler.give(content, ranged=False) or True
    (tmp_path / "data.bin.part").write_bytes(b"x" * 300_000)
    assert fetch(FILE, (server.url,), tmp_path, Watch()).read_bytes() == CONTENT


def test_a_whole_part_needs_no_network(tmp_path: Path) -> None:
    (tmp_path / "data.bin.part").write_bytes(CONTENT)
    assert fetch(FILE, ("http://127.0.0.1:9/",), tmp_path, Watch()).read_bytes() == CONTENT


def test_a_broken_transfer_is_resumed_by_the_next_try(server: Server, tmp_path: Path) -> None:
    def breaks_off(handler: Handler, content: bytes) -> bool:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content[:500_000])
        handler.wfile.flush()
        handler.connection.close()
        return True

    server.answer = breaks_off
    assert "127.0.0.1" in refusal(server, tmp_path)
    kept = (tmp_path / "data.bin.part").stat().st_size
    assert 0 < kept <= 500_000
    server.answer = lambda _handler, _content: False
    assert fetch(FILE, (server.url,), tmp_path, Watch()).read_bytes() == CONTENT
    assert server.asked[-1] == ("/data.bin", f"bytes={kept}-")


def test_another_file_is_thrown_away_and_the_next_mirror_is_asked(server: Server, tmp_path: Path) -> None:
    server.contents["bad/data.bin"] = CONTENT[:-1] + b"!"
    assert "another file than the one known" in refusal(server, tmp_path, f"{server.url}bad/")
    assert not list(tmp_path.iterdir())
    path = fetch(FILE, (f"{server.url}bad/", f"{server.url}missing/", server.url), tmp_path, Watch())
    assert path.read_bytes() == CONTENT


def test_a_larger_file_is_cut_off(server: Server, tmp_path: Path) -> None:
    server.contents[FILE.name] = CONTENT * 20
    assert "larger file" in refusal(server, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_wrong_range_is_not_pasted_on(server: Server, tmp_path: Path) -> None:
    def from_elsewhere(handler: Handler, content: bytes) -> bool:
        handler.send_response(206)
        handler.send_header("Content-Range", f"bytes 5-{len(content) - 1}/{len(content)}")
        handler.send_header("Content-Length", "3")
        handler.end_headers()
        handler.wfile.write(content[5:8])
        return True

    (tmp_path / "data.bin.part").write_bytes(CONTENT[:1000])
    server.answer = from_elsewhere
    assert "answered strangely" in refusal(server, tmp_path)


@pytest.mark.parametrize("target", ["http://localhost:9/data.bin", "file:///etc/passwd", "ftp://127.0.0.1/data.bin"])
def test_a_redirect_to_another_place_is_not_followed(server: Server, tmp_path: Path, target: str) -> None:
    def redirects(handler: Handler, _content: bytes) -> bool:
        handler.send_response(302)
        handler.send_header("Location", target)
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        return True

    server.answer = redirects
    assert re.search("points to another place|answered 302", refusal(server, tmp_path))


@pytest.mark.parametrize("waits_before", ["the headers", "the content"])
@pytest.mark.alone
def test_a_cancel_does_not_wait_for_the_network(server: Server, tmp_path: Path, waits_before: str) -> None:
    def hangs(handler: Handler, content: bytes) -> bool:
        if waits_before == "the content":
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(content)))
            handler.end_headers()
            handler.wfile.write(content[:70_000])
            handler.wfile.flush()
        handler.server.released.wait(30)
        return True

    def seconds() -> float:
        token = Token()
        cancelled_at: list[float] = []

        def cancel() -> None:
            cancelled_at.append(time.monotonic())
            token.cancel()

        timer = threading.Timer(0.3, cancel)
        timer.start()
        with pytest.raises(Cancelled):
            fetch(FILE, (server.url,), tmp_path, Watch(token=token))
        taken_s = time.monotonic() - cancelled_at[0]
        timer.join()
        assert not (tmp_path / FILE.name).exists()
        return taken_s

    server.answer = hangs
    assert least(seconds, limit=0.5) < 0.5


def test_a_file_that_another_process_fetches_is_waited_for(server: Server, tmp_path: Path) -> None:
    part, waits = tmp_path / "data.bin.part", threading.Event()
    fetched: list[Path] = []
    token = Token()

    class Waiting(Watch):
        def check(self) -> None:
            waits.set()
            super().check()

    def fetch_too() -> None:
        fetched.append(fetch(FILE, (server.url,), tmp_path, Waiting(token=token)))

    thread = threading.Thread(target=fetch_too)
    with part.open("wb") as stream, locked(stream):
        thread.start()
        assert waits.wait(300)
        (tmp_path / FILE.name).write_bytes(CONTENT)
    thread.join(300)
    assert fetched == [tmp_path / FILE.name]
    assert server.asked == []
    assert [file.name for file in tmp_path.iterdir()] == [FILE.name]


def test_a_folder_that_cannot_be_written_is_said(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataSetError, match="cannot be written"):
        fetch(FILE, (server.url,), tmp_path / "file", Watch())


@pytest.fixture
def small_mnist(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let "mnist" be a small set on the server."""
    folder = write_idx_set(tmp_path / "origin", train=30, test=10)
    contents = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    server.contents = contents
    files = tuple(
        RemoteFile(name, len(content), hashlib.sha256(content).hexdigest()) for name, content in contents.items()
    )
    sets = {"mnist": NamedSet(tuple("0123456789"), files, (server.url,))}
    monkeypatch.setattr(named, "NAMED_SETS", sets)
    monkeypatch.delenv("INKDIGIT_DATA", raising=False)
    return folder


def test_a_named_set_is_fetched_once_and_then_kept(server: Server, small_mnist: Path) -> None:
    told: list[Progress] = []
    mnist = load_dataset("mnist", report=told.append)  # type: ignore[arg-type]
    assert (len(mnist.train), len(mnist.test)) == (30, 10)
    assert len(server.asked) == 4
    total = sum(len(content) for content in server.contents.values())
    downloads = [event for event in told if event.what == "downloading"]
    assert {event.total for event in downloads} == {total}
    assert [event.done for event in downloads] == sorted(event.done for event in downloads)
    again = load_dataset("mnist")
    assert len(server.asked) == 4
    assert again.source == str(cache_dir() / "mnist")


def test_a_fetch_goes_on_with_the_files_that_are_missing(server: Server, small_mnist: Path) -> None:
    load_dataset("mnist")
    (cache_dir() / "mnist" / "t10k-labels-idx1-ubyte.gz").unlink()
    load_dataset("mnist")
    assert [path for path, _ in server.asked[4:]] == ["/t10k-labels-idx1-ubyte.gz"]


def test_without_a_network_a_sentence_says_what_to_do(small_mnist: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offline = NamedSet(named.NAMED_SETS["mnist"].class_names, named.NAMED_SETS["mnist"].files, ("http://127.0.0.1:9/",))
    monkeypatch.setattr(named, "NAMED_SETS", {"mnist": offline})
    with pytest.raises(DataSetError, match=r"cannot be fetched: 127.0.0.1 cannot be reached\.") as caught:
        load_dataset("mnist")
    assert "Connect to the internet" in caught.value.hint
    assert str(cache_dir()) in caught.value.hint


def test_nothing_is_fetched_where_that_is_not_wanted(server: Server, small_mnist: Path) -> None:
    with pytest.raises(DataSetError, match="not on this computer"):
        load_dataset("mnist", may_download=False)
    assert server.asked == []


def test_the_known_sets_have_sound_facts() -> None:
    for known in named.NAMED_SETS.values():
        assert len(known.files) == 4
        assert len(known.mirrors) >= 2
        assert all(re.fullmatch("[0-9a-f]{64}", file.sha256) and file.size > 4000 for file in known.files)
        assert all(mirror.endswith("/") for mirror in known.mirrors)
        assert known.mirrors[0].startswith("https://")

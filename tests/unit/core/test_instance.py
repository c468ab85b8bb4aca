import os
import socket
import threading
from pathlib import Path

import pytest

from app.core import instance
from app.core.instance import address, hand_over, message_of, paths_of

pytestmark = pytest.mark.skipif(os.name != "posix", reason="speaks to a socket; Windows has a pipe")


@pytest.fixture(autouse=True)
def short_runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("r")))


def test_without_a_window_nothing_is_handed_over() -> None:
    assert not hand_over([Path("a.png")])


def test_a_left_over_socket_does_not_stop_a_start() -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(address())
    assert Path(address()).exists()
    assert not hand_over([])


def test_a_window_that_does_not_answer_does_not_stop_a_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instance, "_PATIENCE_S", 0.1)
    with socket.socket(socket.AF_UNIX) as hung:
        hung.bind(address())
        hung.listen()
        assert not hand_over([Path("a.png")])


def test_files_arrive_by_their_full_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(instance, "_PATIENCE_S", 60)
    monkeypatch.chdir(tmp_path)
    heard: list[Path] = []
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address())
        server.listen()
        thread = threading.Thread(target=_answer, args=(server, heard))
        thread.start()
        assert hand_over([Path("a picture.png"), Path("/b.png")])
        thread.join()
    assert heard == [tmp_path / "a picture.png", Path("/b.png")]


def test_another_home_or_screen_is_another_window(monkeypatch: pytest.MonkeyPatch) -> None:
    here = address()
    monkeypatch.setenv("DISPLAY", ":77")
    there = address()
    monkeypatch.setenv("INKDIGIT_HOME", "/elsewhere")
    assert len({here, there, address()}) == 3


@pytest.mark.parametrize(
    "message", [b"", b"{}", b"[]", b'{"open": 3}', b'{"open": [1]}', b'{"open": ["\\u0000"]}', b"\xff"]
)
def test_a_message_of_something_else_is_refused(message: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of JSON, of Unicode, or our own
        paths_of(message)


def test_a_message_comes_through() -> None:
    assert paths_of(message_of([Path("/ä b.png")])) == [Path("/ä b.png")]


def _answer(server: socket.socket, heard: list[Path]) -> None:
    connection, _ = server.accept()
    with connection, connection.makefile("rb") as stream:
        heard += paths_of(stream.readline())
        connection.sendall(instance.ANSWER)

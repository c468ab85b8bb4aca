"""A lock between open files: one waits for the other, and the waiting can be given up."""

import errno
import fcntl
import threading
from pathlib import Path

import pytest

from app.core.locks import locked


def test_a_second_one_waits_until_the_first_is_done(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    order: list[str] = []
    waits = threading.Event()

    def second() -> None:
        with path.open("rb+") as file, locked(file, while_waiting=waits.set):
            order.append("second")

    thread = threading.Thread(target=second)
    with path.open("rb+") as file, locked(file):
        thread.start()
        assert waits.wait(300)
        order.append("first")
    thread.join(300)
    assert order == ["first", "second"]


def test_what_is_raised_while_waiting_ends_it(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()

    def give_up() -> None:
        raise KeyboardInterrupt

    with path.open("rb+") as file, locked(file), path.open("rb+") as other:
        waiting = locked(other, while_waiting=give_up)
        with pytest.raises(KeyboardInterrupt):
            waiting.__enter__()


def test_a_file_system_without_locks_is_used_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with (tmp_path / "file").open("wb") as file, locked(file):
        assert file.write(b"content") == 7

"""A disk that does not answer holds nothing up."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.ui.lookup import Lookup


class Disk:
    """Answers with the question in capitals, as soon as it is awake."""

    def __init__(self) -> None:
        self.awake = threading.Event()
        self.asked: list[str] = []

    def look(self, question: str) -> str:
        self.asked.append(question)
        if question.startswith("slow"):
            self.awake.wait()
        if question == "bad":
            raise PermissionError(question)
        return question.upper()


@pytest.fixture
def disk() -> Iterator[Disk]:
    disk = Disk()
    yield disk
    disk.awake.set()


@pytest.fixture
def lookup(qtbot: QtBot, disk: Disk) -> Lookup:
    return Lookup(disk.look)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.ui.lookup.AT_ONCE_S", 0.001)


def test_what_is_known_at_once_is_asked_anew_every_time(lookup: Lookup, disk: Disk) -> None:
    assert lookup.of("here") == "HERE"
    assert lookup.of("here") == "HERE"
    assert disk.asked == ["here", "here"]


@pytest.mark.usefixtures("impatient")
def test_a_slow_disk_is_asked_once_and_its_answer_follows(lookup: Lookup, disk: Disk, qtbot: QtBot) -> None:
    assert lookup.of("slow") is None
    assert lookup.of("slow") is None
    with qtbot.waitSignal(lookup.came):
        disk.awake.set()
    assert lookup.of("slow") == "SLOW"
    assert disk.asked == ["slow"]


@pytest.mark.usefixtures("impatient")
def test_only_the_newest_question_is_followed(lookup: Lookup, disk: Disk, qtbot: QtBot) -> None:
    assert lookup.of("slow 1") is None
    assert lookup.of("slow 2") is None
    with qtbot.waitSignal(lookup.came):
        disk.awake.set()
    assert lookup.of("slow 2") == "SLOW 2"


@pytest.mark.usefixtures("impatient")
def test_after_a_new_look_the_disk_is_asked_again(lookup: Lookup, disk: Disk) -> None:
    assert lookup.of("slow") is None
    lookup.forget()
    assert lookup.of("slow") is None
    assert disk.asked == ["slow", "slow"]


def test_an_error_is_raised_where_the_answer_is_wanted(lookup: Lookup) -> None:
    with pytest.raises(PermissionError):
        lookup.of("bad")
    assert lookup.of("here") == "HERE"

"""The bench's heart: what counts as a pause of the program, and what counts as the machine's host's."""

import os
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import measuring
from app.ui.measuring import Heart

PAUSE_S = 0.2
PAUSE_MS = PAUSE_S * 1000
TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


class Host:
    """A host of our own: it has taken so many ticks of two processors."""

    def __init__(self) -> None:
        self.ticks = (7, 0)

    def take(self, milliseconds: float) -> None:
        one, other = self.ticks
        self.ticks = (one + 1, other + round(milliseconds / TICK_MS))

    def __call__(self) -> tuple[int, ...]:
        return self.ticks


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Host:
    host = Host()
    monkeypatch.setattr(measuring, "host_ticks", host)
    return host


@pytest.fixture
def heart(qapp: QApplication, host: Host) -> Iterator[Heart]:
    parent = QObject(qapp)
    heart = Heart(parent)
    yield heart
    heart.stop()
    parent.deleteLater()


def compute() -> None:
    end = time.process_time() + PAUSE_S
    while time.process_time() < end:
        pass


def stand_still() -> None:
    time.sleep(PAUSE_S)  # the pause itself, as a wait for a disk would make it


def meet(heart: Heart, qtbot: QtBot, pause: Callable[[], None]) -> None:
    """Let the event loop wait for the pause, and the heart beat again."""
    pause()
    qtbot.waitUntil(lambda: heart.max_gap_ms + heart.max_taken_ms >= PAUSE_MS)


def test_what_the_host_took_is_no_pause_of_the_program(heart: Heart, host: Host, qtbot: QtBot) -> None:
    host.take(PAUSE_MS + TICK_MS)
    meet(heart, qtbot, stand_still)
    assert PAUSE_MS / 2 < heart.max_taken_ms <= PAUSE_MS


def test_a_pause_in_which_the_program_computes_counts_whatever_the_host_took(
    heart: Heart, host: Host, qtbot: QtBot
) -> None:
    host.take(5 * PAUSE_MS)
    meet(heart, qtbot, compute)
    assert heart.max_gap_ms >= PAUSE_MS


@pytest.mark.parametrize("ticks", [0, 1])
def test_a_wait_counts_unless_the_host_surely_took_it(heart: Heart, host: Host, qtbot: QtBot, ticks: int) -> None:
    host.take(ticks * TICK_MS)
    meet(heart, qtbot, stand_still)
    assert heart.max_gap_ms >= PAUSE_MS
    assert heart.max_taken_ms == 0


def test_the_systems_counts_are_one_number_a_processor_or_none() -> None:
    assert len(measuring.host_ticks()) in (0, os.cpu_count())


def test_without_the_systems_counts_everything_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "_open_statistics", lambda: None)
    assert measuring.host_ticks() == ()
    assert measuring.certainly_taken_ms((), ()) == 0

"""Lists of pictures: in order, a few at a time, ended at once, and read together as each alone."""

import math
import threading
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from app.core.bundle import read_bundle
from app.core.errors import Cancelled, ClassifierError, ImageError
from app.core.found import Found, Pause, found_pictures
from app.core.images import read_picture
from app.core.job import Token
from app.recognition import batch, chunks
from app.recognition.batch import read_all
from app.recognition.chunks import Answerers, ChunkReader, Outcome
from app.recognition.litert import LiteRTClassifier
from app.recognition.opening import OpenedPage
from app.recognition.pages import DividedPage, read
from app.recognition.reader import Reading
from app.recognition.results import picture_fields
from tests.tries import least
from tests.unit.core.pictures import drawn
from tests.unit.recognition.fakes import FakeClassifier
from tests.waiting import wait_until

EMPTY = OpenedPage((9, 9), "", DividedPage((9, 9), None, (), np.zeros((0, 28, 28), dtype=np.uint8)))
MOST_AHEAD = 4 * 2 * 64 + 64
"""Workers, chunks of each, pictures of a chunk, and the one that is being filled."""


def opened(path: Path, **_: Any) -> OpenedPage:
    if path.name.startswith("bad"):
        raise ImageError("It is bad.", "Look away.")
    return EMPTY


def listed(count: int, asked: list[int]) -> Iterator[Found]:
    for number in range(count):
        asked[0] = number + 1
        yield Found(f"{'bad' if number % 1000 == 7 else 'x'}-{number}.png")


def test_a_hundred_thousand_pictures_stream_in_order() -> None:
    asked, failed = [0], 0
    for number, outcome in enumerate(read_all(listed(100_000, asked), FakeClassifier(), open_page=opened)):
        assert outcome.path.endswith(f"-{number}.png")
        assert asked[0] - number <= MOST_AHEAD
        failed += outcome.error is not None
    assert number == 99_999
    assert failed == 100


def peak_of(count: int) -> int:
    """Return the most bytes that were allocated at once; the lower of two: Python's own tables grow once."""
    peaks = []
    for _ in range(2):
        tracemalloc.start()
        for _outcome in read_all(listed(count, [0]), FakeClassifier(), open_page=opened):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    return min(peaks)


def test_memory_stays_flat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_QUICK_S", math.inf)  # the chunks of both lists grow alike, however busy the machine is
    monkeypatch.setattr(chunks, "_LONG_S", math.inf)
    assert peak_of(12_000) < peak_of(2_000) + 500_000


def test_slow_pictures_come_singly_and_in_order() -> None:
    def slowly(path: Path, **_: Any) -> OpenedPage:
        time.sleep(0.12 if int(path.stem) % 5 == 0 else 0.0)  # what is slow is the picture
        return EMPTY

    found = (Found(f"{number}.png") for number in range(40))
    assert [outcome.path for outcome in read_all(found, FakeClassifier(), open_page=slowly)] == [
        f"{number}.png" for number in range(40)
    ]


def test_everything_is_answered_before_a_pause_ends() -> None:
    answered: list[Outcome] = []

    def found() -> Iterator[Found | Pause]:
        for number in range(5):
            yield Found(f"{number}.png")
            yield Pause()
            assert len(answered) == number + 1

    for outcome in read_all(found(), FakeClassifier(), open_page=opened):
        answered.append(outcome)  # noqa: PERF402 - the generator looks at it meanwhile
    assert len(answered) == 5


def threads_of_pool() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("pictures")]


def wait_for_no_threads() -> None:
    wait_until(lambda: not threads_of_pool(), "the end of the threads")


@pytest.mark.alone
def test_a_cancel_ends_it_within_half_a_second() -> None:
    def seconds() -> float:
        begun, ended = threading.Event(), threading.Event()

        def endless(_path: Path, *, token: Token, **_: Any) -> OpenedPage:
            begun.set()
            while not ended.wait(0.005):
                token.raise_if_cancelled()
            return EMPTY

        token = Token()
        outcomes = read_all(
            iter([Found("a.png"), Pause(), Found("b.png")]), FakeClassifier(), open_page=endless, token=token
        )
        told: list[BaseException] = []

        def follow() -> None:
            try:
                next(outcomes)
            except BaseException as error:
                told.append(error)

        reading = threading.Thread(target=follow)
        reading.start()
        assert begun.wait(300)
        start = time.monotonic()
        token.cancel()
        reading.join(300)
        taken_s = time.monotonic() - start
        assert [type(error) for error in told] == [Cancelled]
        wait_for_no_threads()
        return taken_s

    assert least(seconds, limit=0.5) < 0.5


def test_whoever_stops_listening_leaves_no_thread() -> None:
    outcomes = read_all(listed(1_000, [0]), FakeClassifier(), open_page=opened)
    assert next(outcomes).path
    outcomes.close()
    wait_for_no_threads()
    assert not threads_of_pool()


def test_a_classifier_that_dies_ends_the_list(tmp_path: Path) -> None:
    class Dead(FakeClassifier):
        def logits(self, rasters: Any) -> Any:
            raise ClassifierError("The device has stopped.", "Go on without.")

    Image.fromarray(drawn()).save(tmp_path / "a.png")
    with pytest.raises(ClassifierError):
        list(read_all(found_pictures([str(tmp_path)]), Dead()))


@pytest.fixture(scope="module")
def classifier() -> LiteRTClassifier:
    return LiteRTClassifier(read_bundle("digits"))


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small pictures of some sizes and kinds, among them pages, and some that are none."""
    folder = tmp_path_factory.mktemp("pictures")
    for number in range(90):
        pixels = drawn(height=60 + number, brush=8 + number % 9)
        image = Image.fromarray(255 - pixels if number % 3 else pixels)
        if number % 15:
            image = image.resize((28 + number % 2 * 5, 28)).convert("L" if number % 2 else "RGBA")
        image.save(folder / f"{number:03}.png")
    (folder / "050.png").write_bytes((folder / "051.png").read_bytes()[:60])
    (folder / "033.png").write_bytes(b"")
    return folder


def test_together_they_are_read_as_each_alone(classifier: LiteRTClassifier, pictures: Path) -> None:
    alone = []
    for path in sorted(pictures.iterdir()):
        try:
            outcome = Outcome(str(path), read(read_picture(path), classifier))
        except ImageError as error:
            outcome = Outcome(str(path), Reading(""), error=error)
        alone.append(picture_fields(outcome, 3))
    together = [picture_fields(outcome, 3) for outcome in read_all(found_pictures([str(pictures)]), classifier)]
    assert together == alone
    assert sum(fields["error"] is not None for fields in together) == 2


def test_a_file_that_disappears_is_an_error_alone(classifier: LiteRTClassifier, pictures: Path) -> None:
    names = [str(pictures / "001.png"), str(pictures / "gone.png"), str(pictures / "002.png")]
    errors = [outcome.error for outcome in read_all(found_pictures(names), classifier)]
    assert [error is not None for error in errors] == [False, True, False]
    assert "There is no file" in str(errors[1])


def test_previews_are_made_of_small_pictures_too(classifier: LiteRTClassifier, pictures: Path) -> None:
    found = found_pictures([str(pictures / "001.png"), str(pictures / "000.png")])
    small, large = read_all(found, classifier, preview_side=100)
    assert small.preview is not None
    assert small.preview.shape == (28, 33, 3)
    assert large.preview is not None
    assert large.preview.shape == (100, 100, 3)


class Watched(Token):
    """Remember the longest step between two looks at the token, in processor time of the thread that looks."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_s = 0.0
        self.looks = 0
        self._last_s: float | None = None

    def raise_if_cancelled(self) -> None:
        now = time.thread_time()
        if self._last_s is not None:
            self.longest_s = max(self.longest_s, now - self._last_s)
        self._last_s = now
        self.looks += 1
        super().raise_if_cancelled()


@pytest.mark.alone
def test_no_step_of_a_large_page_is_longer_than_a_cancel_may_take(classifier: LiteRTClassifier, tmp_path: Path) -> None:
    page = np.tile(drawn(canvas=(300, 300), height=140, brush=18), (7, 9, 1))
    Image.fromarray(page).save(tmp_path / "page.jpg")

    def longest_step_s() -> float:
        token = Watched()
        result = ChunkReader(Answerers(classifier), token)((Found(str(tmp_path / "page.jpg")),))
        assert len(result.outcomes[0].reading.digits) == 63
        assert token.looks > 100
        return token.longest_s

    assert least(longest_step_s, limit=0.4) < 0.4

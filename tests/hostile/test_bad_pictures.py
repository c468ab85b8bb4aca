"""Bad pictures by the hundred, and bombs: each gives a picture or a sentence, soon and within bounds, and no crash.

`make hostile` gives it 2,000 and the bombs that take long to make.
"""

import os
from collections.abc import Iterator

import pytest

from app.compute.service import Service
from app.core.errors import ImageError, InkdigitError
from app.core.images import Picture, decode_picture
from tests.hostile.bombs import BOMBS, SLOW_BOMBS
from tests.hostile.measured import Measured
from tests.hostile.pictures import SIZE, BadFile, bad_files, good_files

COUNT = int(os.environ.get("INKDIGIT_BAD_FILES", "250"))
SECONDS = 2.0
SECONDS_OF_LARGE = 6.0
"""50 megapixels may take as long as a photo of that size, which is divided into digits, too."""
SMALL_MB, LARGE_MB = 200, 1000


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service("tests.hostile.measured", seconds=60)
    yield service
    service.close()


def opened(service: Service, file: BadFile) -> Measured:
    """Open a file in a process of its own, which must survive it."""
    measured = service.run("tests.hostile.measured:open_measured", content=file.content, name=file.name)
    assert isinstance(measured, Measured)
    return measured


def check_sentence(file: BadFile, error: InkdigitError | str | None) -> None:
    """Check that what is said of a file says what, why and what next."""
    if error is None:
        return
    assert isinstance(error, InkdigitError), f"{file.name}: {error}"
    assert file.name in error.message
    assert error.message.endswith(".")
    assert error.hint.endswith(".")


def test_a_good_file_of_every_form_is_read(service: Service) -> None:
    for name, content in good_files().items():
        assert opened(service, BadFile(name, content)).error is None, name


def test_bad_files_give_a_picture_or_a_sentence(service: Service) -> None:
    refused = 0
    measured = None
    for file in bad_files(COUNT):
        measured = opened(service, file)
        check_sentence(file, measured.error)
        assert measured.seconds < SECONDS, file.name
        refused += measured.error is not None
    assert measured is not None
    assert measured.peak_mb < SMALL_MB
    assert COUNT / 3 < refused < COUNT


@pytest.mark.parametrize("name", [*BOMBS, *SLOW_BOMBS])
def test_a_bomb_costs_no_more_than_a_picture_of_its_size(service: Service, name: str) -> None:
    if name in SLOW_BOMBS and "INKDIGIT_BAD_FILES" not in os.environ:
        pytest.skip("takes long to make: `make hostile`")
    file = BadFile(name, (BOMBS | SLOW_BOMBS)[name]())
    measured = opened(service, file)
    check_sentence(file, measured.error)
    assert measured.seconds < (SECONDS if measured.error is not None else SECONDS_OF_LARGE)
    assert measured.peak_mb < LARGE_MB


def test_the_same_seed_makes_the_same_files() -> None:
    assert list(bad_files(60)) == list(bad_files(60))
    assert list(bad_files(60)) != list(bad_files(60, seed=8))


@pytest.mark.parametrize("form", sorted(good_files()))
@pytest.mark.parametrize("share", [0.15, 0.35, 0.6, 0.9])
def test_a_file_that_is_cut_off_is_said_to_be(form: str, share: float) -> None:
    """What was cut off may be a second frame or page, which is not read."""
    content = good_files()[form]
    outcome = outcome_of(content[: int(len(content) * share)], form)
    if isinstance(outcome, ImageError):
        assert "is cut off" in outcome.message
    else:
        assert outcome.note or form == "mpo" or (form, share) == ("gif-frames", 0.15)
        assert outcome.size == SIZE


def outcome_of(content: bytes, name: str) -> Picture | ImageError:
    try:
        return decode_picture(content, name=name)
    except ImageError as error:
        return error

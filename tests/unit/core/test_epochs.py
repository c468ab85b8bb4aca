"""Which checkpoints of a run are kept, where they are found again, and what they are read by."""

from itertools import pairwise
from pathlib import Path

import pytest

from app.core.epochs import (
    MOST_KEPT,
    card_of_run,
    copy_folder,
    forget_old_copies,
    has_copy,
    is_kept,
    kept_epochs,
    kept_path,
)
from app.core.files import sha256_of
from app.core.paths import user_cache_dir
from app.core.runs import read_run
from tests.unit.core.run_folders import write_run


@pytest.mark.parametrize(("epochs", "every", "count"), [(5, 1, 5), (26, 1, 26), (26, 5, 5), (33, 1, 16), (5000, 3, 31)])
def test_a_run_keeps_a_bounded_number_evenly_spaced(epochs: int, every: int, count: int) -> None:
    kept = [epoch for epoch in range(every, epochs + 1, every) if is_kept(epoch, epochs=epochs, every=every)]
    assert len(kept) == count <= MOST_KEPT
    assert len({later - earlier for earlier, later in pairwise(kept)}) <= 1


def test_kept_epochs_are_found_in_order_and_nothing_else_is(tmp_path: Path) -> None:
    for epoch in (12, 2, 300_000):
        kept_path(tmp_path, epoch).parent.mkdir(exist_ok=True)
        kept_path(tmp_path, epoch).write_bytes(b"x")
    (tmp_path / "epochs" / "best.keras").write_bytes(b"x")
    (tmp_path / "epochs" / ".0003.1234.part.keras").write_bytes(b"x")
    (tmp_path / "epochs" / "0004.keras").symlink_to(tmp_path / "epochs" / "0002.keras")
    (tmp_path / "epochs" / "0005.keras").mkdir()
    assert [kept.epoch for kept in kept_epochs(tmp_path)] == [2, 12, 300_000]
    assert kept_epochs(tmp_path / "nowhere") == ()


def test_a_copy_belongs_to_the_content_of_its_file(tmp_path: Path) -> None:
    file = tmp_path / "a.keras"
    file.write_bytes(b"one")
    folder = copy_folder(file)
    assert folder == user_cache_dir() / "litert" / sha256_of(file)
    assert not has_copy(folder)
    folder.mkdir(parents=True)
    (folder / "model.tflite").write_bytes(b"x")
    assert has_copy(copy_folder(file))
    file.write_bytes(b"two")
    assert not has_copy(copy_folder(file))


def test_very_many_copies_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.core.epochs._MOST_CACHED", 2)
    for number in range(4):
        (user_cache_dir() / "litert" / str(number)).mkdir(parents=True)
    forget_old_copies()
    assert len(list((user_cache_dir() / "litert").iterdir())) == 2


def test_a_run_that_was_cut_off_is_read_by_a_plain_card_and_a_finished_one_by_its_own() -> None:
    cut = read_run(write_run("cut", "interrupted"))
    card = card_of_run(cut)
    assert (card.temperature, card.class_names) == (1.0, tuple("0123456789"))
    assert card.rejection == "none-logit"  # the preset "digits" learns what is no digit
    finished = read_run(write_run("finished", has_bundle=True))
    assert card_of_run(finished).class_names == ("0", "1", "2")

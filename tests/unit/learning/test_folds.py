"""Training anew by folds: nobody is read by a network that has seen their hand."""

import gzip
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.core.trained_again import ALL_WRITERS, FIELD, trained_again
from app.core.training import TrainingConfig
from app.learning import folds
from app.learning.batches import Batches
from app.learning.material import gather
from app.learning.strokes import StrokeSample
from app.learning.templates import digit_strokes

WRITERS = range(1, 31)
PEOPLE = [StrokeSample((), label=writer % 10, writer=writer) for writer in WRITERS for _ in range(3)]


@pytest.fixture
def config(digits_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TrainingConfig:
    """A recipe small enough for a test, with 300 pen strokes of thirty writers."""
    rng = np.random.default_rng(3)
    blocks = []
    for writer in WRITERS:
        for label in range(10):
            blocks.append(f'.SEGMENT DIGIT 0 ? "{label}"\n.COMMENT {label} {writer} 0\n')
            for line in digit_strokes(label, rng):
                points = "\n".join(f" {x:.0f} {y:.0f}" for x, y in line * np.array([200, -200]))
                blocks.append(f".PEN_DOWN\n{points}\n.PEN_UP\n.DT 10\n")
    folder = tmp_path / "data" / "pen-strokes"
    folder.mkdir(parents=True)
    (folder / "pendigits-train.unp.gz").write_bytes(gzip.compress("".join(blocks).encode()))
    monkeypatch.setenv("INKDIGIT_DATA", str(tmp_path / "data"))
    small = folds.config_of(2, epochs=1, batch_size=32, learning_rate=1e-3, precision="float32")
    return replace(small, data=str(digits_folder), network={"filters": (4, 8, 8), "dropout": 0.1})


def test_each_writer_is_left_out_once() -> None:
    left_out = [folds.writers_left_out(PEOPLE, fold) for fold in folds.FOLDS]
    assert Counter(writer for each in left_out for writer in each) == dict.fromkeys(WRITERS, 1)
    assert {len(each) for each in left_out} == {6}


@pytest.mark.parametrize("fold", [*folds.FOLDS, ALL_WRITERS])
def test_who_is_read_was_not_learned_from(fold: int) -> None:
    split = folds.split_of(PEOPLE, fold)
    assert not {sample.writer for sample in split.train} & {sample.writer for sample in split.test}
    assert not split.validation
    assert len(split.train) + len(split.test) == len(PEOPLE)
    assert bool(split.train) == (fold != ALL_WRITERS)


def test_a_fold_is_trained_measured_and_kept(config: TrainingConfig, tmp_path: Path) -> None:
    figures = folds.measured(tmp_path / "fold-2", config, 2)
    assert (figures["fold"], figures["epochs"], figures["mnist"]["n"], figures["writers"]["n"]) == (2, 1, 20, 60)
    assert json.loads((tmp_path / "fold-2" / "figures.json").read_text()) == figures
    assert len(trained_again({FIELD: [figures]})) == 1

    kept = {**figures, "mnist": {"n": 20, "right": 1}}
    (tmp_path / "fold-2" / "figures.json").write_text(json.dumps(kept))
    assert folds.measured(tmp_path / "fold-2", config, 2) == kept, "what is known is not done again"


def test_without_pen_strokes_digits_of_our_own_take_their_share(config: TrainingConfig) -> None:
    material = gather(config, split_people=lambda samples: folds.split_of(samples, ALL_WRITERS))
    assert not material.strokes
    assert len(material.test_writers) == 300
    images, labels = Batches(material, replace(config, batch_size=128))[0]
    with_strokes = Batches(gather(config), replace(config, batch_size=128))[0]
    assert len(images) == len(with_strokes[0])
    assert Counter(labels.tolist())[10] == Counter(with_strokes[1].tolist())[10]
    assert (images.reshape(len(images), -1).max(axis=1) > 0).all()

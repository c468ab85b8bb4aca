"""What the shipped model must be able to do: the promises of the README, measured."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from app.core.bundle import read_bundle
from app.core.ink import Drawing
from app.core.prediction import Verdict
from app.core.raster import raster_of_drawing, raster_of_lines
from app.core.verdict import predictions_of, softmax
from app.learning.datasets import load_dataset
from app.learning.evaluation import evaluate
from app.learning.placement import accuracy_by_placement
from app.learning.strokes import load_pen_strokes, read_unipen, split_writers
from app.learning.templates import digit_strokes
from app.recognition.litert import LiteRTClassifier

_SCRIBBLES = 200


@pytest.fixture(scope="module")
def classifier() -> LiteRTClassifier:
    return LiteRTClassifier(read_bundle("digits"))


def _scribble(rng: np.random.Generator) -> Drawing:
    """A pen that rushes about the canvas; made otherwise than the scribbles that the model learned from."""
    if rng.random() < 0.5:
        corners = rng.uniform(20, 260, (rng.integers(12, 40), 2))
        return Drawing().with_stroke(corners)
    t = np.linspace(0, 1, 250)[:, None]
    waves = [
        rng.normal(0, 45, 2) * np.sin(2 * np.pi * rng.uniform(1, 9, 2) * t + rng.uniform(0, 6, 2)) for _ in range(6)
    ]
    return Drawing().with_stroke(140 + np.sum(waves, axis=0))


def test_the_bundle_is_small_and_says_what_it_is(classifier: LiteRTClassifier) -> None:
    bundle = read_bundle("digits")
    fields = bundle.card.fields
    assert bundle.litert_path.stat().st_size < 3_000_000
    assert 100_000 <= fields["parameters"] <= 350_000
    assert {source["name"] for source in fields["data"]} >= {"mnist", "pen-strokes"}
    assert all(figures["n"] > 0 for figures in fields["metrics"].values() if isinstance(figures, dict))
    assert fields["licence"]


def test_digits_of_many_styles_are_read(classifier: LiteRTClassifier) -> None:
    rng = np.random.default_rng(11)
    labels = np.arange(500) % 10
    rasters = np.stack([raster_of_lines(digit_strokes(int(label), rng)) for label in labels])
    assert (classifier.logits(rasters).argmax(axis=1) == labels).mean() >= 0.985


def test_scribbles_are_not_called_digits(classifier: LiteRTClassifier) -> None:
    rng = np.random.default_rng(2026)
    answers = [classifier.classify(raster_of_drawing(_scribble(rng))) for _ in range(_SCRIBBLES)]
    verdicts = Counter(answer.verdict for answer in answers)
    assert verdicts[Verdict.DIGIT] <= 0.05 * _SCRIBBLES
    assert verdicts[Verdict.NOT_A_DIGIT] > 0.8 * _SCRIBBLES
    assert np.mean([answer.confidence > 0.9 for answer in answers]) <= 0.05
    assert np.median([answer.confidence for answer in answers]) < 0.2, "no digit at all is no digit in particular"


@pytest.mark.parametrize(
    "strokes",
    [
        [[(140, 140)]],
        [[(140, 140), (141, 141)]],
        [[(20, 140), (260, 141)]],
        [[(20, 100), (260, 100)], [(20, 180), (260, 180)]],
    ],
    ids=["dot", "speck", "dash", "equals"],
)
def test_dots_and_dashes_are_not_digits(classifier: LiteRTClassifier, strokes: list[list[tuple[int, int]]]) -> None:
    drawing = Drawing()
    for stroke in strokes:
        drawing = drawing.with_stroke(stroke)
    assert classifier.classify(raster_of_drawing(drawing)).verdict is Verdict.NOT_A_DIGIT


def test_an_empty_canvas_is_empty(classifier: LiteRTClassifier) -> None:
    prediction = classifier.classify(raster_of_drawing(Drawing()))
    assert prediction.verdict is Verdict.EMPTY
    assert prediction.label is None


def test_mnist_is_read_at_least_994_times_in_1000(classifier: LiteRTClassifier, data_folder: Path) -> None:
    figures = evaluate(classifier.card, load_dataset("mnist").test, classifier.logits)
    assert figures.n == 10_000
    assert figures.accuracy >= 0.994
    assert figures.verdicts.get("not-a-digit", 0) <= 100
    assert figures.accuracy == pytest.approx(classifier.card.fields["metrics"]["test"]["accuracy"], abs=2e-4)


def test_writers_held_back_are_read(classifier: LiteRTClassifier, pen_strokes: Path) -> None:
    part = load_pen_strokes().test
    figures = evaluate(classifier.card, part, classifier.logits)
    assert figures.accuracy >= 0.988
    assert figures.verdicts.get("not-a-digit", 0) <= 0.01 * figures.n


def test_place_size_and_brush_do_not_matter(classifier: LiteRTClassifier, pen_strokes: Path) -> None:
    samples = split_writers(read_unipen(pen_strokes)).test
    drawn = [row["accuracy"] for row in accuracy_by_placement(samples, classifier.logits, ways=["strokes"])]
    assert len(drawn) == 27
    assert min(drawn) >= 0.988
    assert max(drawn) - min(drawn) <= 0.005


def test_painted_pens_hardly_matter(classifier: LiteRTClassifier, pen_strokes: Path) -> None:
    samples = split_writers(read_unipen(pen_strokes)).test[::5]
    rows = accuracy_by_placement(samples, classifier.logits, ways=["picture"])
    assert len(rows) == 18
    assert min(row["accuracy"] for row in rows) >= 0.97


@pytest.mark.learning
def test_litert_answers_as_keras_does(classifier: LiteRTClassifier, data_folder: Path) -> None:
    from app.learning.backend import keras
    from app.learning.export import keras_logits

    images = load_dataset("mnist").test.images[:1000]
    model = keras.models.load_model(read_bundle("digits").keras_path)
    ours, theirs = softmax(classifier.logits(images)), softmax(keras_logits(model, images))
    assert np.abs(ours - theirs).max() <= 1e-4


def test_probabilities_sum_to_one(classifier: LiteRTClassifier) -> None:
    rng = np.random.default_rng(0)
    rasters = rng.integers(0, 256, (64, 28, 28), dtype=np.uint8)
    for prediction in predictions_of(rasters, classifier.logits(rasters), classifier.card):
        assert sum(prediction.probabilities.values()) == pytest.approx(1, abs=1e-9)
        assert min(prediction.probabilities.values()) >= 0

"""What the shipped model for garments must be able to do: the promises of the README, measured."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.core.bundle import Bundle, read_bundle
from app.core.garment import frame_garment, raster_of_outline
from app.core.ink import Drawing
from app.core.prediction import Verdict
from app.core.preprocessing import FASHION_NAMES, GARMENT_28
from app.core.raster import Raster
from app.core.verdict import predictions_of
from app.learning import outsiders
from app.learning.datasets import Images, Part, load_dataset, split
from app.learning.garments import DrawnGarments
from app.recognition.litert import LiteRTClassifier

OUTLINES = {
    "Trouser": [[(30, 10), (70, 10), (75, 92), (57, 92), (50, 35), (43, 92), (25, 92), (30, 10)]],
    "T-shirt/top": [
        [(35, 12), (45, 17), (55, 17), (65, 12), (92, 30), (82, 45), (70, 38)],
        [(70, 38), (70, 90), (30, 90), (30, 38), (18, 45), (8, 30), (35, 12)],
    ],
    "Dress": [[(38, 5), (45, 15), (55, 15), (62, 5), (62, 40), (75, 95), (25, 95), (38, 40), (38, 5)]],
    "Bag": [[(15, 40), (85, 40), (90, 85), (10, 85), (15, 40)], [(30, 40), (32, 20), (50, 12), (68, 20), (70, 40)]],
    "Ankle boot": [[(5, 75), (25, 62), (45, 50), (50, 15), (88, 12), (90, 85), (75, 85), (72, 78), (50, 85), (5, 75)]],
}


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return read_bundle("fashion")


@pytest.fixture(scope="module")
def classifier(bundle: Bundle) -> LiteRTClassifier:
    return LiteRTClassifier(bundle)


@pytest.fixture(scope="module")
def held_back(data_folder: Path, bundle: Bundle) -> Part:
    """Return pictures that the model has not learned from, and that are not of the test part."""
    seed = bundle.card.fields["training"]["seed"]
    train = load_dataset(str(data_folder / "fashion-mnist")).train
    return split(train, held_back=bundle.card.fields["training"]["validation"], seed=seed)[1]


def _photo(raster: Raster, rng: np.random.Generator) -> np.ndarray:
    """Return a picture of a garment as a shop has it: large, on white with a margin, a shade and some grain."""
    side = int(rng.integers(300, 700))
    large = 255 - np.asarray(Image.fromarray(raster).resize((side, side), Image.Resampling.BICUBIC), dtype=np.float32)
    margins = rng.uniform(0.05, 0.4, 2) * side
    grey = np.full((side + 2 * int(margins[0]), side + 2 * int(margins[1])), 255, dtype=np.float32)
    grey[int(margins[0]) : int(margins[0]) + side, int(margins[1]) : int(margins[1]) + side] = large
    grey *= rng.uniform(0.93, 1) * (1 - 0.04 * rng.random() * np.linspace(0, 1, grey.shape[1]))
    grey += rng.normal(0, 2, grey.shape)
    return np.repeat(np.clip(grey, 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)


def test_the_bundle_is_small_and_says_what_it_is(bundle: Bundle) -> None:
    card, fields = bundle.card, bundle.card.fields
    assert bundle.litert_path.stat().st_size < 2_000_000
    assert card.class_names == FASHION_NAMES
    assert card.preprocessing == GARMENT_28
    garments, digits = fields["data"]
    assert (garments["name"], garments["test"]) == ("fashion-mnist", 10_000)
    assert (digits["name"], digits["role"]) == ("mnist", "examples of what is no garment")
    assert fields["training"]["seed"] == 1
    assert fields["metrics"]["test"]["n"] == 10_000
    assert fields["metrics"]["test"]["accuracy"] >= 0.935
    assert fields["licence"]


def test_held_back_garments_are_read(classifier: LiteRTClassifier, held_back: Part, bundle: Bundle) -> None:
    part = held_back.take(np.arange(1000))
    accuracy = float((classifier.logits(part.images).argmax(axis=1) == part.labels).mean())
    assert accuracy == pytest.approx(bundle.card.fields["metrics"]["validation"]["accuracy"], abs=0.02)


def test_photos_on_white_are_read_as_what_they_were_made_of(classifier: LiteRTClassifier, held_back: Part) -> None:
    rng = np.random.default_rng(7)
    framed = [frame_garment(_photo(image, rng)) for image in held_back.images[:150]]
    rasters = np.stack([each[1] for each in framed if each is not None])
    assert len(rasters) == 150
    answers, usual = (classifier.logits(images).argmax(axis=1) for images in (rasters, held_back.images[:150]))
    assert (answers == usual).mean() >= 0.9


@pytest.mark.parametrize("name", OUTLINES)
def test_a_drawn_outline_is_read(name: str, classifier: LiteRTClassifier) -> None:
    drawing = Drawing()
    for points in OUTLINES[name]:
        drawing = drawing.with_stroke(np.array(points, dtype=np.float32) * 2.6 + 8, 16)
    assert classifier.classify(raster_of_outline(drawing)).label == name


@pytest.mark.parametrize("make", [outsiders.drawn_scribbles, outsiders.drawn_digits])
def test_scribbles_and_digits_are_no_garments(
    make: Callable[[int, int], Images], classifier: LiteRTClassifier, bundle: Bundle
) -> None:
    pictures = make(200, 5)
    verdicts = [each.verdict for each in predictions_of(pictures, classifier.logits(pictures), bundle.card)]
    assert verdicts.count(Verdict.DIGIT) <= 6


def test_garments_drawn_as_outlines_are_read(classifier: LiteRTClassifier, held_back: Part) -> None:
    pictures, labels = DrawnGarments(held_back).examples(300, np.random.default_rng(4))
    assert (classifier.logits(pictures).argmax(axis=1) == labels).mean() >= 0.75

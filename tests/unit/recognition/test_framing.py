"""What a model is fed is what its card says."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.core.bundle import read_bundle
from app.core.errors import BundleError
from app.core.found import found_pictures
from app.core.images import Picture
from app.core.ink import Drawing
from app.core.preprocessing import FASHION_NAMES, GARMENT_28, INK_28, preprocessing_for, raster_for
from app.recognition.batch import read_all
from app.recognition.opening import open_page
from app.recognition.pages import read
from tests.unit.core.bundles import write_bundle
from tests.unit.core.pictures import drawn
from tests.unit.recognition.fakes import FakeClassifier


def _of_garments() -> FakeClassifier:
    classifier = FakeClassifier("7")
    classifier.card = replace(classifier.card, preprocessing=GARMENT_28)
    return classifier


def test_a_card_says_what_its_model_is_fed(tmp_path: Path) -> None:
    assert read_bundle(write_bundle(tmp_path / "a")).card.preprocessing == INK_28
    garments = write_bundle(tmp_path / "b", class_names=list(FASHION_NAMES), preprocessing=GARMENT_28)
    assert read_bundle(garments).card.preprocessing == GARMENT_28
    with pytest.raises(BundleError, match="another preprocessing"):
        read_bundle(write_bundle(tmp_path / "c", preprocessing=None))


def test_the_ten_garments_need_their_own() -> None:
    assert preprocessing_for(FASHION_NAMES) == GARMENT_28
    assert preprocessing_for(tuple("0123456789")) == INK_28
    assert preprocessing_for(("Bag", "Coat")) == INK_28


def test_a_model_of_garments_takes_every_picture_for_one_thing() -> None:
    page = np.concatenate([drawn(canvas=(200, 200), height=120, brush=12)] * 3, axis=1)
    digits, garments = FakeClassifier("7"), _of_garments()
    assert len(read(Picture(page), digits).digits) == 3
    reading = read(Picture(page), garments)
    assert reading.text == "7"
    (raster,) = garments.asked
    assert np.flatnonzero(raster.any(axis=0))[[0, -1]].tolist() == [0, 27], "from edge to edge"


def test_a_picture_of_28_pixels_is_read_as_it_is() -> None:
    raster = np.random.default_rng(0).integers(0, 256, (28, 28), dtype=np.uint8)
    raster[:, :3] = raster[:, -3:] = raster[:3] = raster[-3:] = 0
    garments = _of_garments()
    read(Picture(np.repeat(raster[:, :, None], 3, axis=2)), garments)
    assert np.array_equal(garments.asked[0], raster)


def test_a_blank_picture_asks_nothing() -> None:
    garments = _of_garments()
    assert not read(Picture(np.full((300, 300, 3), 255, dtype=np.uint8)), garments).digits
    assert not garments.asked


def test_a_drawing_is_rendered_as_the_model_needs_it() -> None:
    box = Drawing().with_stroke([(90.0, 60.0), (190.0, 60.0), (190.0, 220.0), (90.0, 220.0), (90.0, 60.0)])
    assert raster_for(box, INK_28)[14, 14] == 0
    assert raster_for(box, GARMENT_28)[14, 14] > 100


def test_a_list_of_pictures_is_prepared_in_the_same_way(tmp_path: Path) -> None:
    shirt = np.zeros((28, 28), dtype=np.uint8)
    shirt[0:28, 8:20] = 150
    Image.fromarray(shirt).save(tmp_path / "a.png")
    Image.fromarray(255 - shirt).resize((300, 300), Image.Resampling.NEAREST).save(tmp_path / "b.png")
    for opener in (open_page, lambda path, **ways: open_page(path, **ways)):
        garments = _of_garments()
        outcomes = list(read_all(found_pictures([str(tmp_path)]), garments, open_page=opener))
        assert [outcome.reading.text for outcome in outcomes] == ["7", "7"]
        small, large = sorted(garments.asked, key=lambda raster: np.abs(raster.astype(int) - shirt).mean())
        assert np.array_equal(small, shirt)
        assert np.abs(large.astype(int) - shirt).mean() < 10

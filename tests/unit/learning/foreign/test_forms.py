"""What a network is fed: told by its first layers, or found by drawing digits for it."""

import numpy as np
import pytest

from app.core.errors import BundleError
from app.core.imported import ImportWish
from app.learning.foreign.forms import ALL_FORMS, InputForm, drawn_digits, form_by_trial, form_in_graph, given_form
from app.learning.foreign.graph import network_of
from app.learning.foreign.reading import read_foreign
from tests.unit.learning.foreign.files import keras_file, sequential, write


def rescaled(scale: float, offset: float) -> bytes:
    import json

    config = sequential()
    layer = {"class_name": "Rescaling", "config": {"name": "r", "scale": scale, "offset": offset}}
    config["config"]["layers"].insert(1, layer)
    return json.dumps(config).encode()


@pytest.mark.parametrize(
    ("scale", "offset", "form"),
    [
        (1 / 255, 0.0, ("0-255", "bright")),
        (1 / 127.5, -1.0, ("0-255", "bright")),
        (-1 / 255, 1.0, ("0-255", "dark")),
        (2.0, -1.0, None),
    ],
)
def test_a_network_that_scales_pixels_itself_wants_them_raw(
    scale: float, offset: float, form: tuple[str, str] | None
) -> None:
    found = form_in_graph(network_of(rescaled(scale, offset)))
    assert (None if found is None else (found.range, found.ink)) == form
    assert found is None or found.found == "graph"


def test_a_network_that_does_not_says_nothing(tmp_path) -> None:  # type: ignore[no-untyped-def]
    network = read_foreign(write(tmp_path, keras_file()), ImportWish()).network
    assert form_in_graph(network) is None


@pytest.mark.parametrize("wanted", ALL_FORMS, ids=lambda form: f"{form.range} {form.ink}")
def test_drawn_digits_tell_ink_and_range(wanted: InputForm) -> None:
    """A linear classifier that was made for one form finds that form, whatever it is fed."""
    rasters, labels = drawn_digits(300)
    means = np.stack([rasters[labels == label].mean(axis=0) for label in range(10)]).reshape(10, 784)
    weights = means - means.mean(axis=0)

    def logits_in(form: InputForm, given: np.ndarray) -> np.ndarray:
        scale, offset = form.scale_and_offset
        fed = (given.reshape(len(given), 784) * scale + offset).astype(np.float64)
        top = 255 if wanted.range == "0-255" else 1
        ink = fed / top if wanted.ink == "bright" else 1 - fed / top
        centred = ink * 255 - means.mean(axis=0)
        return (centred @ weights.T / 60_000).astype(np.float32)

    found = form_by_trial(logits_in)
    assert found is not None
    assert (found.range, found.ink, found.found) == (wanted.range, wanted.ink, "trial")


def test_a_network_that_reads_no_digits_tells_nothing() -> None:
    rng = np.random.default_rng(0)
    assert form_by_trial(lambda _form, given: rng.normal(size=(len(given), 10)).astype(np.float32)) is None


def test_what_a_person_says_is_taken() -> None:
    assert given_form(None, None) is None
    assert given_form("0-255", None) == InputForm("0-255", "bright", "given")
    assert given_form(None, "dark") == InputForm("0-1", "dark", "given")
    with pytest.raises(BundleError):
        given_form("0-2", None)


@pytest.mark.parametrize("form", ALL_FORMS)
def test_a_form_turns_rasters_into_what_it_says(form: InputForm) -> None:
    scale, offset = form.scale_and_offset
    top = 255 if form.range == "0-255" else 1
    paper, ink = 0 * scale + offset, 255 * scale + offset
    assert (paper, ink) == pytest.approx((0, top) if form.ink == "bright" else (top, 0))

"""What the window of layers has computed off the GUI thread: pictures of each layer's answer, and reasons."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from app.core.bundle import Card, read_bundle
from app.core.ink import Drawing
from app.core.preprocessing import INK_28, raster_for
from app.core.raster import Raster, place_of_lines
from app.recognition.inside import InsideLayer, LayerReader, Values
from app.recognition.saliency import Overtaken, Saliency, StrokeWeight, saliency_of, without_each_stroke
from app.ui.kept_classifier import KeptClassifier
from app.ui.newest import IsOvertaken
from app.ui.opening import image_of
from app.ui.sketch import Sketch

MOST_MAPS = 32
MOST_UNITS = 1024
_GREY = 127.5


@dataclass(frozen=True, slots=True, eq=False)
class InsideQuestion:
    """Which model, by its key, and what it is to look at: a sketch, or a raster uint8 (28, 28)."""

    key: str
    source: Sketch | Raster


@dataclass(frozen=True, slots=True, eq=False)
class Maps:
    """Tiles of one size below each other in ``atlas`` (grey, 8 bit), and the numbers that they show.

    ``values`` are float32 (n, height, width); a unit's tile is 1×1. ``total`` counts those that are not shown too.
    ``is_signed``: mid-grey is 0; else black is.
    """

    atlas: QImage
    values: Values
    total: int
    is_signed: bool

    @property
    def is_pictures(self) -> bool:
        """Say whether tiles are pictures and no single numbers."""
        return self.values.shape[1:] != (1, 1)


@dataclass(frozen=True, slots=True, eq=False)
class LayerStatistics:
    """One array of a layer in numbers; ``counts`` is a histogram from -reach to reach."""

    layer: str
    array: str
    shape: tuple[int, ...]
    mean: float
    std: float
    low: float
    high: float
    counts: npt.NDArray[np.int64]
    reach: float


@dataclass(frozen=True, slots=True, eq=False)
class InsideModel:
    """What does not change with the drawing: layers, statistics of their weights, the first filters."""

    key: str
    class_names: tuple[str, ...]
    layers: tuple[InsideLayer, ...]
    statistics: tuple[LayerStatistics, ...]
    filters: Maps | None
    filters_of: str


@dataclass(frozen=True, slots=True, eq=False)
class InsideAnswer:
    """What the layers answer, one ``Maps`` each (None where there is no picture), and the milliseconds it took."""

    model: InsideModel
    maps: tuple[Maps | None, ...]
    elapsed_ms: float


@dataclass(frozen=True, slots=True, eq=False)
class Reasons:
    """Why a drawing is read as it is. ``lines`` are its strokes in the raster's pixels, where they lie there."""

    raster: Raster
    saliency: Saliency
    lines: tuple[npt.NDArray[np.float32], ...]
    strokes: tuple[StrokeWeight, ...]


class LayerWork:
    """Answer an ``InsideQuestion`` with an ``InsideAnswer``; keeps the model of the last one."""

    def __init__(self) -> None:
        self._reader: LayerReader | None = None
        self._model: InsideModel | None = None

    def __call__(self, question: InsideQuestion, _is_overtaken: IsOvertaken) -> InsideAnswer:
        """Run the model and paint its answers.

        Raises:
            InkdigitError: the model cannot be looked into; says why.
        """
        if self._model is None or self._reader is None or self._model.key != question.key:
            reader = LayerReader(read_bundle(question.key))
            self._reader, self._model = reader, _model_of(question.key, reader)
        start = time.perf_counter()
        answers = self._reader.answers(_raster_of(question.source, self._reader.card))
        maps = tuple(maps_of(answer) for answer in answers)
        return InsideAnswer(self._model, maps, (time.perf_counter() - start) * 1000)


class ReasonWork(KeptClassifier):
    """Answer an ``InsideQuestion`` with ``Reasons``, or with nothing where a newer one has come."""

    def __call__(self, question: InsideQuestion, is_overtaken: IsOvertaken) -> Reasons | None:
        """Ask the model about parts of the ink.

        Raises:
            InkdigitError: the model cannot be loaded; says why.
        """
        classifier = self.of(question.key)
        raster = _raster_of(question.source, classifier.card)
        drawing = question.source.complete() if isinstance(question.source, Sketch) else Drawing()
        try:
            saliency = saliency_of(raster, classifier, is_overtaken=is_overtaken)
            strokes = without_each_stroke(drawing, classifier, is_overtaken=is_overtaken)
        except Overtaken:
            return None
        lines = _placed(drawing) if classifier.card.preprocessing == INK_28 else ()
        return Reasons(raster, saliency, lines, tuple(strokes))


def maps_of(answer: Values) -> Maps | None:
    """Return pictures of what a layer answers: (height, width, channels), (height, width) or (units,); else None."""
    if answer.ndim == 3:
        return painted(np.moveaxis(answer, -1, 0), most=MOST_MAPS)
    if answer.ndim == 2:
        return painted(answer[None], most=1)
    return painted(answer[:, None, None], most=MOST_UNITS) if answer.ndim == 1 else None


def painted(values: Values, *, most: int) -> Maps:
    """Return tiles (n, height, width) in grey, all on one scale: the largest number of the layer is the brightest."""
    total, tiles = len(values), np.ascontiguousarray(values[:most], np.float32)
    is_signed = bool(values.min(initial=0.0) < 0)
    reach = float(np.abs(values).max(initial=0.0)) or 1.0
    grey = _GREY + _GREY * tiles / reach if is_signed else 255 * np.sqrt(tiles / reach)
    pixels = np.ascontiguousarray(np.clip(np.round(grey), 0, 255).astype(np.uint8))
    return Maps(image_of(pixels.reshape(-1, pixels.shape[2])), tiles, total, is_signed)


def _raster_of(source: Sketch | Raster, card: Card) -> Raster:
    return raster_for(source.complete(), card.preprocessing) if isinstance(source, Sketch) else source


def _placed(drawing: Drawing) -> tuple[npt.NDArray[np.float32], ...]:
    """Return the strokes in pixels of the raster."""
    points = [stroke.points for stroke in drawing.strokes]
    if not points:
        return ()
    scale, offset = place_of_lines(points, canvas_side=max(drawing.size))
    return tuple((line * scale + offset).astype(np.float32) for line in points)


def _model_of(key: str, reader: LayerReader) -> InsideModel:
    statistics = tuple(
        LayerStatistics(
            layer.names[0], array.name, array.values.shape, float(array.values.mean()), float(array.values.std()),
            float(array.values.min()), float(array.values.max()), *array.histogram(),
        )
        for layer in reader.layers
        for array in layer.weights
    )  # fmt: skip
    first = next((layer for layer in reader.layers if layer.filters is not None), None)
    filters = painted(first.filters, most=128) if first is not None and first.filters is not None else None
    name = first.names[0] if first is not None else ""
    return InsideModel(key, reader.card.class_names, reader.layers, statistics, filters, name)

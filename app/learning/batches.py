"""Batches made anew every time: pictures varied, strokes rewritten in other hands, templates, what has no class."""

import math
from typing import Any

import numpy as np

from app.core.raster import raster_of_lines, stacked
from app.core.training import Augmentation, TrainingConfig
from app.learning.augment import varied
from app.learning.backend import keras
from app.learning.datasets import Images, Labels
from app.learning.handwriting import felt_or_fine_pen, handwritten
from app.learning.material import Material
from app.learning.strokes import random_pen, rewritten
from app.learning.templates import digit_strokes

_SHARES = {"strokes": 0.19, "templates": 0.08, "drawn": 0.08, "negatives": 0.16}
_FEW, _LEAST_STEPS = 1000, 20
"""Of fewer pictures, such as somebody's own drawings, no more than a quarter of a batch is made; the rest is strokes.
An epoch then goes through them as often as it takes to make so many batches."""
_SHARES_OF_FEW = {"strokes": 0.51, "templates": 0.08, "drawn": 0.0, "negatives": 0.16}
_GENTLE = Augmentation(rotation=5, scale=0.05, shear=0.05, shift=1.0, elastic=0.3, thickness=0.4)


class Batches(keras.utils.PyDataset):  # type: ignore[misc]
    """Yield (uint8 (n, 28, 28), int32 (n,)) forever different, yet the same for the same seed, epoch and index.

    ``epoch`` (from 0) is the one to begin with. To be used with ``shuffle=False``: the order is random as it is.
    """

    def __init__(self, material: Material, config: TrainingConfig, *, epoch: int = 0) -> None:
        super().__init__(workers=1, use_multiprocessing=False, max_queue_size=16)
        self._material = material
        self._config = config
        self._epoch = epoch
        self._is_few = material.is_mixed and len(material.train) < _FEW
        self._counts = self._count_of_each()
        self._order = self._shuffled()

    def __len__(self) -> int:
        steps = math.ceil(len(self._material.train) / self._counts["pictures"])
        return max(steps, _LEAST_STEPS) if self._is_few else steps

    def __getitem__(self, index: int) -> tuple[Any, Any]:
        rng = np.random.default_rng([self._config.seed, self._epoch, index])
        size = self._counts["pictures"]
        picked = self._material.train.take(self._places(index * size, (index + 1) * size))
        how = self._config.augmentation
        images = [varied(picked.images, how, rng) if how else picked.images]
        labels = [picked.labels]
        for pictures, classes in (self._strokes(rng), self._templates(rng), self._drawn(rng), self._negatives(rng)):
            if len(pictures):
                images.append(self._half_varied(pictures, rng))
                labels.append(classes)
        return np.concatenate(images), np.concatenate(labels).astype(np.int32)

    def on_epoch_end(self) -> None:
        """Shuffle for the next epoch."""
        self._epoch += 1
        self._order = self._shuffled()

    def _count_of_each(self) -> dict[str, int]:
        """Return how many of each kind are in a batch; what the material lacks is filled up with pictures.

        There is always a picture, so that an epoch has an end: a batch of one becomes two.
        """
        material, size = self._material, self._config.batch_size
        present = {
            "strokes": material.is_mixed,
            "templates": material.is_mixed,
            "drawn": material.drawn is not None,
            "negatives": material.negatives is not None,
        }
        shares = _SHARES_OF_FEW if self._is_few else _SHARES
        counts = {kind: round(size * share) if present[kind] else 0 for kind, share in shares.items()}
        return {**counts, "pictures": max(1, size - sum(counts.values()))}

    def _shuffled(self) -> Any:
        return np.random.default_rng([self._config.seed, self._epoch]).permutation(len(self._material.train))

    def _places(self, start: int, stop: int) -> Any:
        """Return which pictures come next; few ones come again."""
        return np.take(self._order, range(start, stop), mode="wrap") if self._is_few else self._order[start:stop]

    def _strokes(self, rng: np.random.Generator) -> tuple[Images, Labels]:
        """Return pen strokes in other hands; without any, digits that the program writes itself."""
        count = self._counts["strokes"]
        if not self._material.strokes:
            labels = rng.integers(10, size=count, dtype=np.uint8)
            lines = [handwritten(int(digit), rng) for digit in labels]
            return stacked([raster_of_lines(each, pen=felt_or_fine_pen(rng)) for each in lines]), labels
        picked = [self._material.strokes[at] for at in rng.integers(len(self._material.strokes), size=count)]
        rasters = [raster_of_lines(rewritten(sample.lines, rng), pen=random_pen(rng)) for sample in picked]
        return stacked(rasters), np.array([sample.label for sample in picked], dtype=np.uint8)

    def _templates(self, rng: np.random.Generator) -> tuple[Images, Labels]:
        labels = rng.integers(10, size=self._counts["templates"], dtype=np.uint8)
        return stacked([raster_of_lines(digit_strokes(int(d), rng), pen=random_pen(rng)) for d in labels]), labels

    def _drawn(self, rng: np.random.Generator) -> tuple[Images, Labels]:
        drawn, count = self._material.drawn, self._counts["drawn"]
        return drawn.examples(count, rng) if drawn and count else (stacked([]), np.zeros(0, dtype=np.uint8))

    def _negatives(self, rng: np.random.Generator) -> tuple[Images, Labels]:
        negatives, count = self._material.negatives, self._counts["negatives"]
        rasters = [negatives.picture(rng) for _ in range(count)] if negatives else []
        return stacked(rasters), np.full(count, len(self._material.class_names), dtype=np.uint8)

    def _half_varied(self, images: Images, rng: np.random.Generator) -> Images:
        is_varied = rng.random(len(images)) < 0.5
        return np.where(is_varied[:, None, None], varied(images, _GENTLE, rng), images)

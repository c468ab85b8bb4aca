"""The job behind the gallery of a data set. No Keras here, so that it starts at once."""

import numpy as np

from app.core.errors import DataSetError, said
from app.core.job import Report, Token
from app.core.preview import MAX_SHOWN, TEST, NumberedPicture, Preview
from app.learning.dataset import Part
from app.learning.datasets import load_dataset

_SEED = 5


def preview(data: str, *, report: Report, token: Token) -> Preview:
    """Load a data set and return a sample of its training part: classes in equal numbers as far as they go.

    Raises:
        DataSetError: the data set is missing or damaged.
    """
    dataset = load_dataset(data, report=report, token=token)
    indices = _sampled(dataset.train, len(dataset.class_names))
    sample = dataset.train.take(indices)
    counts = [_counts(part, len(dataset.class_names)) for part in (dataset.train, dataset.test)]
    return Preview(dataset.name, dataset.class_names, counts[0], counts[1], sample.images, sample.labels, indices)


def numbered_picture(data: str, part: str, index: int, *, report: Report, token: Token) -> NumberedPicture:
    """Load a data set and return the picture with the number ``index``, from 0, of its part "train" or "test".

    Raises:
        DataSetError: the data set is missing or damaged, or has no such picture.
    """
    dataset = load_dataset(data, report=report, token=token)
    samples = dataset.test if part == TEST else dataset.train
    if not 0 <= index < len(samples):
        raise DataSetError(
            said("There is no {part} picture {index:,} in “{name}”.", part=part, index=index, name=dataset.name),
            "Choose a smaller number.",
        )
    name = dataset.class_names[int(samples.labels[index])]
    return NumberedPicture(samples.images[index].copy(), name, dataset.name, part, index)


def _sampled(part: Part, classes: int) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """Return indices of the sample: the first of every class, then the second of every class, and so on; shuffled."""
    rng = np.random.default_rng(_SEED)
    order = rng.permutation(len(part))
    labels = part.labels[order]
    rank = np.empty(len(part), dtype=np.intp)
    for label in range(classes):
        of_class = np.flatnonzero(labels == label)
        rank[of_class] = np.arange(len(of_class))
    return rng.permutation(order[np.argsort(rank, kind="stable")[:MAX_SHOWN]])


def _counts(part: Part, classes: int) -> tuple[int, ...]:
    return tuple(np.bincount(part.labels, minlength=classes).tolist())

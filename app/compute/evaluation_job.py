"""Measuring a model, as a job: LiteRT answers, so that it takes a second and no TensorFlow."""

from app.compute.loading import opened
from app.core.bundle import Card, read_bundle
from app.core.evaluation import Material, Report, measure
from app.core.events import Progress
from app.core.job import Report as ReportTo
from app.core.job import Token
from app.learning.dataset import DataSet, Part, with_test
from app.learning.datasets import load_dataset


def evaluate_model(model: str, data: str, *, like: str = "", report: ReportTo, token: Token) -> Report:
    """Measure a model, by its name or folder, on the test part of a data set, or on all of one that has no parts.

    Of data without parts that a model learned from, only what its training held back is used; ``like`` names that
    model where it is another one, so that both are measured on the same pictures.

    Raises:
        InkdigitError: model or data are missing or damaged, or their classes do not fit each other.
        Cancelled: ``token`` was cancelled.
    """
    report(Progress("loading", 0, 0))
    with opened(read_bundle(model)) as classifier:
        token.raise_if_cancelled()
        dataset = load_dataset(data, report=report, token=token)
        part = _measured(dataset, read_bundle(like).card if like else classifier.card)
        material = Material(dataset.name, dataset.class_names, part.images, part.labels)
        return measure(classifier.card, material, classifier.logits, report=report, token=token)


def _measured(dataset: DataSet, card: Card) -> Part:
    """Return what was held back from the model of ``card``, if it learned from this very data; else what there is."""
    sources, training = card.fields.get("data"), card.fields.get("training")
    seed = training.get("seed") if isinstance(training, dict) else None
    if not len(dataset.test) and isinstance(seed, int) and isinstance(sources, list):
        for source in sources:
            if isinstance(source, dict) and source.get("test_held_back") and source.get("sha256") == dataset.sha256:
                return with_test(dataset, seed=seed)[1]
    return dataset.measured

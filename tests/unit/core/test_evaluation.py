"""The figures against small cases that can be counted by hand."""

import pickle
from collections.abc import Callable

import numpy as np
import pytest

from app.core.bundle import Card, Thresholds
from app.core.errors import Cancelled, DataSetError
from app.core.evaluation import MAX_MISTAKES, Material, labels_for, measure
from app.core.events import Progress
from app.core.job import Token
from app.core.measures import (
    class_figures,
    confusion_of,
    error_of_bins,
    expected_calibration_error,
    reliability_bins,
    wilson_interval,
)

NAMES = ("ant", "bee", "cat")


def card_of(names: tuple[str, ...] = NAMES) -> Card:
    return Card("zoo", "1.0", names, 1.0, Thresholds(-100.0, 2.0, 0.0), {})


def material_of(labels: list[int], names: tuple[str, ...] = NAMES) -> Material:
    """Pictures that carry their own number in a corner, so that they can be told apart."""
    images = np.zeros((len(labels), 28, 28), dtype=np.uint8)
    images[:, 4:24, 10:14] = 255
    images[:, 0, 0] = np.arange(len(labels)) % 256
    return Material("meadow", names, images, np.array(labels, dtype=np.uint8))


def answering(answers: list[int], strengths: list[float] | None = None) -> Callable[[np.ndarray], np.ndarray]:
    """Return a model that answers in turn, with logits as large as ``strengths``."""
    left = list(zip(answers, strengths or [10.0] * len(answers), strict=True))

    def logits_of(images: np.ndarray) -> np.ndarray:
        logits = np.zeros((len(images), len(NAMES)), dtype=np.float32)
        for row in logits:
            answer, strength = left.pop(0)
            row[answer] = strength
        return logits

    return logits_of


def test_a_report_counts_right() -> None:
    report = measure(card_of(), material_of([0, 0, 1, 2, 2]), answering([0, 1, 1, 2, 0]))
    assert (report.n, report.wrong, report.accuracy) == (5, 2, pytest.approx(3 / 5))
    assert report.confusion == ((1, 1, 0), (0, 1, 0), (1, 0, 1))
    ant, bee, _ = report.classes
    assert (ant.support, ant.answered) == (2, 2)
    assert (ant.precision, ant.recall, ant.f1) == (0.5, 0.5, 0.5)
    assert (bee.precision, bee.recall) == (0.5, 1.0)
    assert bee.f1 == pytest.approx(2 / 3)
    assert report.interval[0] < 0.6 < report.interval[1]
    assert sum(each.n for each in report.bins) == 5


def test_mistakes_are_surest_first_and_keep_their_pictures() -> None:
    material = material_of([0, 0, 1, 2, 2])
    report = measure(card_of(), material, answering([1, 1, 1, 2, 0], [3, 9, 5, 5, 6]))
    assert report.mistakes.indices.tolist() == [1, 4, 0]
    assert report.mistakes.images[0, 0, 0] == 1
    assert (np.diff(report.mistakes.confidences) <= 0).all()
    cell = report.samples_of(0, 1)
    assert cell.indices.tolist() == [1, 0]
    assert report.samples_of(1, 1).indices.tolist() == [2]
    assert len(report.samples_of(1, 0)) == 0


def test_a_perfect_model_has_no_mistakes_and_an_interval_below_one() -> None:
    report = measure(card_of(), material_of([0, 1, 2] * 10), answering([0, 1, 2] * 10))
    assert (report.accuracy, report.wrong, len(report.mistakes)) == (1.0, 0, 0)
    assert report.wrong_flagged == 1.0
    assert 0.85 < report.interval[0] < report.interval[1] == 1.0


def test_the_worst_cell_is_the_most_frequent_mistake() -> None:
    report = measure(card_of(), material_of([0, 0, 1, 2, 2, 2]), answering([0, 1, 1, 2, 0, 0]))
    assert report.worst_cell == (2, 0)
    assert measure(card_of(), material_of([1]), answering([1])).worst_cell == (0, 0)


def test_of_very_many_mistakes_each_cell_keeps_some() -> None:
    labels = [0] * 5000 + [1] * 30
    report = measure(card_of(), material_of(labels), answering([1] * 5000 + [2] * 30, [12] * 5000 + [3] * 30))
    assert len(report.mistakes) == MAX_MISTAKES
    assert len(report.samples_of(1, 2)) == 30
    assert report.confusion[0][1] == 5000


def test_verdicts_tell_which_answers_were_doubted() -> None:
    report = measure(card_of(), material_of([0, 0, 1, 1]), answering([0, 0, 0, 1], [9, 0.5, 0.5, 9]))
    assert report.verdicts == {"digit": 2, "unsure": 2}
    assert report.wrong_flagged == 1.0
    assert report.right_flagged == pytest.approx(1 / 3)


def test_classes_are_matched_by_name() -> None:
    material = material_of([0, 1, 1], names=("cat", "ant"))
    assert labels_for(card_of(), material).tolist() == [2, 0, 0]


def test_classes_without_names_are_matched_by_number() -> None:
    material = material_of([0, 2], names=("0", "1", "2"))
    assert labels_for(card_of(), material).tolist() == [0, 2]


def test_a_class_that_never_occurs_need_not_be_known() -> None:
    material = material_of([1, 1], names=("dog", "bee"))
    assert labels_for(card_of(), material).tolist() == [1, 1]


@pytest.mark.parametrize(
    ("names", "labels"),
    [(("ant", "dog"), [0, 1]), (("0", "1", "2", "3"), [3]), (("ant", "bee"), [2]), (NAMES, [])],
)
def test_data_that_does_not_fit_is_a_sentence(names: tuple[str, ...], labels: list[int]) -> None:
    with pytest.raises(DataSetError, match="meadow") as caught:
        measure(card_of(), material_of(labels, names), answering([]))
    assert caught.value.hint


def test_a_digit_model_is_not_measured_on_garments() -> None:
    digits = card_of(tuple("0123456789"))
    with pytest.raises(DataSetError, match="ant, bee, cat"):
        labels_for(digits, material_of([0, 1]))


def test_progress_runs_to_the_end_and_cancelling_ends_it() -> None:
    seen: list[object] = []
    measure(card_of(), material_of([0] * 5), answering([0] * 5), chunk=2, report=seen.append)
    assert seen == [Progress("evaluating", done, 5) for done in (0, 2, 4, 5)]
    token = Token()
    with pytest.raises(Cancelled):
        measure(
            card_of(), material_of([0] * 5), answering([0] * 5), chunk=2, report=lambda _: token.cancel(), token=token
        )


def test_a_report_crosses_processes() -> None:
    report = measure(card_of(), material_of([0, 1, 2]), answering([0, 1, 1]))
    copy = pickle.loads(pickle.dumps(report))
    assert copy.to_dict() == report.to_dict()
    assert copy.details() == report.details()
    assert (copy.mistakes.images == report.mistakes.images).all()


def test_the_wilson_interval_is_that_of_the_textbook() -> None:
    # Brown, Cai, DasGupta 2001: 10 of 20 gives 0.299 to 0.701; none of 10 gives 0 to 0.278.
    assert wilson_interval(10, 20) == (pytest.approx(0.2993, abs=1e-4), pytest.approx(0.7007, abs=1e-4))
    assert wilson_interval(0, 10) == (0.0, pytest.approx(0.2775, abs=1e-4))
    assert wilson_interval(10, 10) == (pytest.approx(0.7225, abs=1e-4), 1.0)
    assert wilson_interval(0, 0) == (0.0, 1.0)


def test_the_error_of_bins_is_the_mean_gap() -> None:
    confidence = np.array([0.9, 0.9, 0.9, 0.9, 0.5, 0.5])
    is_right = np.array([True, True, True, False, True, False])
    bins = reliability_bins(confidence, is_right)
    assert len(bins) == 15
    assert [each.n for each in bins if each.n] == [2, 4]
    assert error_of_bins(bins) == pytest.approx(4 / 6 * 0.15)
    assert reliability_bins(np.array([1.0]), np.array([True]))[-1].n == 1


def test_a_perfectly_calibrated_answer_has_no_error() -> None:
    probabilities = np.tile([0.8, 0.2], (1000, 1))
    labels = np.array([0] * 800 + [1] * 200)
    assert expected_calibration_error(probabilities, labels) == pytest.approx(0)


def test_a_class_that_is_never_answered_has_no_precision() -> None:
    figures = class_figures(confusion_of(np.array([0, 0]), np.array([1, 1]), 3), NAMES)
    assert [(each.precision, each.recall, each.f1) for each in figures] == [(0, 0, 0)] * 3

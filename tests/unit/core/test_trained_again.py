"""A card may say what networks trained anew came to; a damaged one says nothing rather than something wrong."""

from typing import Any

import pytest

from app.core.trained_again import ALL_WRITERS, FIELD, MNIST, WRITERS, figures_of, group_of, trained_again


def run(fold: int, *, mnist: int, writers: int, of: int = 1000) -> dict[str, Any]:
    return {
        "fold": fold,
        "seed": max(fold, 1),
        "epochs": 5,
        "mnist": {"n": 10_000, "right": mnist},
        "writers": {"n": of, "right": writers},
    }


RUNS = [
    run(1, mnist=9940, writers=990),
    run(2, mnist=9960, writers=996, of=3000),
    run(ALL_WRITERS, mnist=9950, writers=985),
]


def test_folds_come_to_a_mean_and_to_all_their_writers() -> None:
    mnist, writers, without = figures_of(trained_again({FIELD: RUNS}))
    assert (mnist.share, mnist.n, mnist.at_least) == (pytest.approx(0.9950), 10_000, 0.997)
    assert mnist.interval is not None
    assert mnist.interval[0] < 0.9950 < mnist.interval[1]
    assert (writers.share, writers.n) == (pytest.approx((990 + 996) / 4000), 4000)
    assert (without.share, without.n, without.is_met) == (0.985, 1000, True)


def test_each_network_has_its_row() -> None:
    group = group_of(trained_again({FIELD: RUNS}))
    assert [figure.name for figure in group.figures[::2]] == ["seed 1", "seed 2", "without pen strokes"]
    assert {figure.column for figure in group.figures} == {MNIST, WRITERS}
    assert "5 epochs" in group.note


@pytest.mark.parametrize("only", [RUNS[:2], RUNS[2:]])
def test_either_part_stands_alone(only: list[dict[str, Any]]) -> None:
    assert len(list(figures_of(trained_again({FIELD: only})))) == (2 if len(only) == 2 else 1)


@pytest.mark.parametrize(
    "damaged",
    [
        None,
        "all right",
        [None],
        [{}],
        [{**RUNS[0], "mnist": {"n": 0, "right": 0}}],
        [{**RUNS[0], "mnist": {"n": 10, "right": 11}}],
        [{**RUNS[0], "writers": [1000, 990]}],
        [{**RUNS[0], "epochs": -1}],
        [{**RUNS[0], "seed": True}],
        [{**RUNS[0], "fold": 1e300}],
    ],
)
def test_damaged_ones_are_left_out(damaged: Any) -> None:
    assert trained_again({FIELD: damaged}) == ()

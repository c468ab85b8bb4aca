"""The tables of figures in README.md say what the report cards in the shipped models' card.json say."""

import re
from pathlib import Path

import pytest

from app.core.bundle import read_bundle
from app.core.report_rows import AT_LEAST, HEADLINE, Row, rows_in

ROOT = Path(__file__).parents[2]
SHIPPED = ("digits", "fashion")
AGAIN = "If the model is a new one: inkdigit report --model {} --into-card, then README.md"
ROWS = {
    "digits": {
        "MNIST test set, right": ["MNIST test: right"],
        "pen strokes of four writers that it has never seen, right": ["Unseen writers: right"],
        "the same, drawn in 9 places × 4 sizes": ["Drawn elsewhere, larger, smaller: best less worst"],
        "the same, painted in 4 sizes": ["Painted with other brushes: best less worst"],
        "calibration error": ["MNIST test: calibration error", "Unseen writers: calibration error"],
        "MNIST test: wrong answers": ["MNIST test: wrong answers doubted"],
        "MNIST test: right answers": ["MNIST test: right answers doubted"],
        "real digits called": ["Real digits refused"],
        "called a digit for sure: scribbles": ["Scribbles"],
        "– printed letters": ["Printed letters"],
        "– two digits at once": ["Two digits at once, strokes", "Two digits at once, pictures"],
        "– pictures of garments": ["Garments of Fashion-MNIST"],
        "– blank paper": ["Blank, dots, level lines"],
        "the recipe trained anew": ["Trained anew, mean of 5 seeds: MNIST test, right"],
        "the same five, each without": ["Trained anew, over 5 folds: unseen writers, right"],
        "trained anew without any": ["Trained anew without pen strokes: unseen writers, right"],
    },
    "fashion": {
        "Fashion-MNIST test set, right": ["fashion-mnist: right"],
        "calibration error": ["fashion-mnist: calibration error"],
        "wrong answers": ["fashion-mnist: wrong answers doubted"],
        "right answers": ["fashion-mnist: right answers doubted"],
        "test garments as drawn outlines": ["outlines"],
        "called a garment for sure: scribbles": ["Scribbles, drawn"],
        "– digits, drawn": ["Digits, drawn"],
        "– printed letters": ["Printed letters"],
        "– digits of MNIST": ["Digits of MNIST"],
    },
}
"""What a row of README's begins with, and the rows of the card that it holds."""
MEASURED_OTHERWISE = (
    "the preset `quick` on `synthetic-strokes`",
    "10,000 PNG files",
    "made-up photos",
    "the same, pairs of digits that touch",
    "held-back pictures",
)
TURNED = "the same, turned by"
Cells = tuple[str, ...]


def table(model: str) -> list[Cells]:
    """Return the rows of the model's table of figures in README.md."""
    figures = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## Figures")[2].partition("\n## ")[0]
    part = figures.split("second shipped model")[SHIPPED.index(model)]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[1:]]


def rows(model: str) -> dict[str, Row]:
    """Return the rows of a shipped model's report card by their names."""
    return {row.name: row for row in rows_in(read_bundle(ROOT / "models" / model).card.fields)}


def numbers(text: str) -> list[str]:
    return [number.replace(",", "") for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def is_said(share: float, number: str) -> bool:
    """Say whether a number is a share, 0-1, in percent, at the decimals that it is written with."""
    decimals = len(number.partition(".")[2])
    return abs(100 * share - float(number)) <= 0.5 * 10**-decimals + 1e-3  # the card's own six decimals


def check(cells: Cells, found: list[Row]) -> None:
    """Check one row of README's: how many, value and interval, and the aim of the first."""
    label, counted, value = cells[:3]
    said = numbers(value)
    assert {str(row.n) for row in found} <= set(numbers(counted)), label
    for row, number in zip(found, said, strict=False):
        assert is_said(row.value, number), (label, row)
    bounds = said[len(found) :]
    if bounds:
        row = found[-1]
        assert len(bounds) == 2, label
        assert is_said(row.low or 0, bounds[0]), (label, row)
        assert is_said(row.high or 0, bounds[1]), (label, row)
    check_aim(label, cells[3], found)


def check_aim(label: str, text: str, found: list[Row]) -> None:
    row = found[0]
    if row.aim is None:
        assert not text, label
        return
    said = numbers(text.replace("never", "0"))
    assert said, f"{label}: the aim is missing"
    assert is_said(row.aim, said[0]), (label, row)
    assert ("missed" in text) == (not all(each.met for each in found)), (label, text)
    if "missed" in text:
        by = row.aim - row.value if row.bound == AT_LEAST else row.value - row.aim
        assert is_said(by, said[1]), (label, row)


@pytest.mark.parametrize("model", SHIPPED)
def test_shipped_models_hold_their_figures(model: str) -> None:
    found = rows(model)
    assert len(found) > 3, AGAIN.format(model)
    test = read_bundle(ROOT / "models" / model).card.fields["metrics"]["test"]
    right = next(row for row in found.values() if row.group == HEADLINE)
    assert (right.n, right.value) == (test["n"], pytest.approx(test["accuracy"], abs=1e-4)), AGAIN.format(model)


@pytest.mark.parametrize("model", SHIPPED)
def test_readme_says_what_the_card_says(model: str) -> None:
    found, wanted = rows(model), dict(ROWS[model])
    for cells in table(model):
        if cells[0].startswith((*MEASURED_OTHERWISE, TURNED, "---")):
            continue
        (label,) = [label for label in wanted if cells[0].startswith(label)] or [""]
        assert label, f"“{cells[0]}” has no row in the card: name it here"
        check(cells, [found[name] for name in wanted.pop(label)])
    assert not wanted, f"{AGAIN.format(model)}: missing there"


def test_readme_says_what_turned_digits_come_to() -> None:
    found = rows("digits")
    (cells,) = [cells for cells in table("digits") if cells[0].startswith(TURNED)]
    for angle, number in zip(numbers(cells[0]), numbers(cells[2]), strict=True):
        worse = min((found[f"{angle}°"], found[f"-{angle}°"]), key=lambda row: row.value)
        assert is_said(worse.value, number)
        assert str(worse.n) in numbers(cells[1])

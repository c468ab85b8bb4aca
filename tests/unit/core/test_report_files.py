"""A report card's files and the table in a model's card: whole or not at all, and only where they belong."""

import dataclasses
import json
import os
from pathlib import Path

import pytest
from PIL import Image

from app.core.bundle import CARD_NAME, read_bundle
from app.core.errors import BundleError, InkdigitError
from app.core.measures import wilson_interval
from app.core.packed import pack_bundle, unpacked
from app.core.report_files import check_places, write_report_files
from app.core.report_keeping import keep_rows, rows_of
from app.core.report_rows import BOUNDS, Row, aims_met, line_of, rows_in
from tests.unit.core.bundles import write_bundle
from tests.unit.core.report_cards import report_card_of

KEYS = ["group", "name", "value", "n", "low", "high", "aim", "bound", "met"]


def test_ending_of_the_name_says_what_is_written(tmp_path: Path) -> None:
    page, picture = tmp_path / "new" / "a.html", tmp_path / "a.PNG"
    write_report_files(report_card_of(), [page, picture])
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    with Image.open(picture) as opened:
        assert opened.format == "PNG"


def test_a_place_is_tried_and_left_as_it_was(tmp_path: Path) -> None:
    taken = tmp_path / "taken.png"
    taken.write_text("mine")
    check_places([taken, tmp_path / "free.png", tmp_path / "not" / "yet" / "there.html"])
    assert [path.name for path in tmp_path.iterdir()] == ["taken.png"]
    assert taken.read_text() == "mine"
    for bad in (taken / "a.png", tmp_path / ("x" * 300 + ".png")):
        with pytest.raises(InkdigitError, match="cannot be written"):
            check_places([bad])


@pytest.mark.skipif(os.name != "posix" or not os.getuid(), reason="needs a user whom permissions hold back")
def test_a_folder_that_may_not_be_written_to_is_a_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(InkdigitError, match="Permission denied"):
            check_places([tmp_path / "a.png"])
    finally:
        tmp_path.chmod(0o700)


def test_rows_are_kept_in_the_card_and_the_bundle_is_still_whole(tmp_path: Path) -> None:
    folder = write_bundle(tmp_path / "tiny", extra={"kept": ["ü"]})
    before = read_bundle(folder)
    keep_rows(before, report_card_of())
    after = read_bundle(folder)
    fields = dict(after.card.fields)
    listed = fields.pop("report")
    assert fields == before.card.fields
    assert [list(row) for row in listed] == [KEYS] * 4
    assert rows_in(after.card.fields) == rows_of(report_card_of())
    assert "ü" in (folder / CARD_NAME).read_text(encoding="utf-8")
    pack_bundle(after, tmp_path / "tiny.inkdigit")
    with unpacked(tmp_path / "tiny.inkdigit") as inside:
        assert rows_in(read_bundle(inside).card.fields) == rows_in(after.card.fields)
    keep_rows(after, report_card_of())
    assert read_bundle(folder).card.fields == after.card.fields


def test_rows_hold_what_the_report_says() -> None:
    right, error, plain, scribbles = rows_of(report_card_of())
    low, high = (round(bound, 6) for bound in wilson_interval(9_970, 10_000))
    assert right == Row("headline", "meadow: right", 0.997, 10_000, low, high, 0.995, "at_least", True)
    assert (error.value, error.low, error.bound, error.met) == (0.007123, None, "at_most", False)
    assert (plain.aim, plain.bound, plain.met) == (None, None, None)
    assert (scribbles.group, scribbles.value, scribbles.aim, scribbles.met) == ("no-digits", 0.0, 0.0, True)
    assert aims_met(rows_of(report_card_of())) == (2, 3)
    assert line_of(error) == "meadow: calibration error: 0.71 % of 10,000; aim: at most 0.5 %, missed"
    assert line_of(scribbles).startswith("no-digits, Scribbles: 0.00 % (0.00 to 0.38) of 1,000; aim: at most 0 %, met")
    assert line_of(plain) == "without an aim: 50.00 % of 10"


def test_a_card_stays_as_it_is_where_not_all_was_measured(tmp_path: Path) -> None:
    bundle = read_bundle(write_bundle(tmp_path / "tiny"))
    content = (bundle.folder / CARD_NAME).read_bytes()
    with pytest.raises(BundleError, match="mnist: it is gone"):
        keep_rows(bundle, report_card_of(missing=("mnist: it is gone.",)))
    assert (bundle.folder / CARD_NAME).read_bytes() == content


def test_a_model_that_was_changed_meanwhile_keeps_its_card(tmp_path: Path) -> None:
    bundle = read_bundle(write_bundle(tmp_path / "tiny"))
    card = json.loads((bundle.folder / CARD_NAME).read_text()) | {"temperature": 2.5}
    (bundle.folder / CARD_NAME).write_text(json.dumps(card))
    with pytest.raises(BundleError, match="while it was measured"):
        keep_rows(bundle, report_card_of())
    assert "report" not in read_bundle(bundle.folder).card.fields


@pytest.mark.parametrize(
    "value",
    [
        None, 7, "rows", {"rows": []}, [None, 3, "x", []], [{}], [{"group": "a", "name": "b", "value": "0.5", "n": 3}],
        [{"group": "a", "name": "b", "value": 1.5, "n": 3}], [{"group": "a", "name": "b", "value": 0.5, "n": 0}],
        [{"group": "a", "name": "b", "value": True, "n": 3}], [{"group": 1, "name": "b", "value": 0.5, "n": 3}],
    ],
)  # fmt: skip
def test_what_is_no_row_is_left_out(value: object) -> None:
    assert rows_in({"report": value}) == ()


def test_strange_parts_of_a_row_are_left_out() -> None:
    strange = {
        "group": "a",
        "name": "b",
        "value": 0,
        "n": 3,
        "low": -1,
        "high": "x",
        "aim": 1e999,
        "bound": [],
        "met": 1,
    }
    assert rows_in({"report": [strange] * 2000}) == (Row("a", "b", 0.0, 3),) * 1000
    for bound in BOUNDS:
        (row,) = rows_in({"report": [{**dataclasses.asdict(Row("a", "b", 0.5, 3)), "bound": bound}]})
        assert row.bound == bound

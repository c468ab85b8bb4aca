import json

import numpy as np
import pytest

from app.core.errors import StrokesError
from app.core.ink import MAX_POINTS, Drawing, Stroke, drawing_from_json, drawing_to_json, resample

LINE = [(20, 30), (120, 30), (120, 200)]


def test_a_drawing_is_a_value_and_undo_is_the_one_before() -> None:
    empty = Drawing()
    drawn = empty.with_stroke(LINE)
    assert empty.is_empty
    assert not drawn.is_empty
    assert drawn == Drawing().with_stroke(LINE)
    assert drawn != Drawing().with_stroke(LINE, 5)
    assert hash(drawn) == hash(Drawing().with_stroke(LINE))


def test_points_cannot_be_changed() -> None:
    source = np.array(LINE, dtype=np.float32)
    stroke = Stroke(source)
    source[0] = 0
    assert stroke.points[0].tolist() == [20, 30]
    with pytest.raises(ValueError, match="read-only"):
        stroke.points[0, 0] = 1


@pytest.mark.parametrize("points", [[], [(1, float("nan"))], [(float("inf"), 2)]])
def test_a_stroke_without_finite_points_is_refused(points: list[tuple[float, float]]) -> None:
    with pytest.raises(StrokesError, match="finite"):
        Stroke(np.array(points, dtype=np.float32))


def test_a_stroke_that_leaves_and_returns_becomes_two_that_end_on_the_edge() -> None:
    drawing = Drawing((100, 100)).with_stroke([(50, 50), (150, 50), (150, 80), (50, 80)])
    ends = [(stroke.points[0].tolist(), stroke.points[-1].tolist()) for stroke in drawing.strokes]
    assert ends == [([50, 50], [100, 50]), ([100, 80], [50, 80])]


def test_ink_beyond_the_canvas_is_no_ink() -> None:
    assert Drawing((100, 100)).with_stroke([(150, 150)]).is_empty
    assert Drawing((100, 100)).with_stroke([(120, -20), (150, 300)]).is_empty


def test_a_stroke_that_only_crosses_is_cut_at_both_edges() -> None:
    (stroke,) = Drawing((100, 100)).with_stroke([(-50, 40), (150, 40)]).strokes
    assert stroke.points.tolist() == [[0, 40], [100, 40]]


def test_the_eraser_splits_what_it_crosses_and_leaves_the_rest_alone() -> None:
    drawing = Drawing().with_stroke([(20, 100), (220, 100)]).with_stroke([(20, 250), (220, 250)])
    left = drawing.erased([(120, 60), (120, 140)], radius=10)
    assert len(left.strokes) == 3
    assert left.strokes[2] is drawing.strokes[1]
    assert left.strokes[0].points[:, 0].max() == pytest.approx(110, abs=2)
    assert left.strokes[1].points[:, 0].min() == pytest.approx(130, abs=2)


def test_erasing_everything_leaves_an_empty_drawing() -> None:
    assert Drawing().with_stroke([(50, 50)]).erased([(52, 50)], radius=5).is_empty


def test_resampled_points_are_as_close_as_asked_and_keep_the_ends() -> None:
    points = resample([np.array(LINE, dtype=np.float32), np.array([(5, 5)], dtype=np.float32)], spacing=3)
    assert np.hypot(*np.diff(points[:-1], axis=0).T).max() <= 3.01
    assert points[0].tolist() == [20, 30]
    assert points[-2].tolist() == [120, 200]
    assert points[-1].tolist() == [5, 5]


def test_json_keeps_size_points_and_pens() -> None:
    drawing = Drawing((300, 200)).with_stroke(LINE, 7.5).with_stroke([(1.25, 2.5)], 30)
    assert drawing_from_json(drawing_to_json(drawing)) == drawing
    assert json.loads(drawing_to_json(drawing, label="7"))["label"] == "7"


def test_the_contract_needs_no_pens() -> None:
    drawing = drawing_from_json('{"size": [100, 100], "strokes": [[[10, 10], [20, 20]], []]}')
    assert len(drawing.strokes) == 1


BAD_LINES = {
    "not JSON": "garbage",
    "half": '{"size": [280, 280], "strokes": [[[1,',
    "a list": "[]",
    "a number": "7",
    "no size": '{"strokes": []}',
    "no strokes": '{"size": [280, 280]}',
    "a size of zero": '{"size": [0, 280], "strokes": []}',
    "a negative size": '{"size": [-5, 280], "strokes": []}',
    "an endless size": '{"size": [1e400, 280], "strokes": []}',
    "one side": '{"size": [280], "strokes": []}',
    "text in the size": '{"size": ["280", 280], "strokes": []}',
    "true in the size": '{"size": [true, 280], "strokes": []}',
    "a flat stroke": '{"size": [280, 280], "strokes": [[1, 2]]}',
    "a point of three": '{"size": [280, 280], "strokes": [[[1, 2, 3]]]}',
    "NaN": '{"size": [280, 280], "strokes": [[[NaN, 2]]]}',
    "Infinity": '{"size": [280, 280], "strokes": [[[1, -Infinity]]]}',
    "a huge integer": '{"size": [280, 280], "strokes": [[[1, %s]]]}' % ("9" * 400),
    "a null point": '{"size": [280, 280], "strokes": [[[null, 2]]]}',
    "too few pens": '{"size": [280, 280], "strokes": [[[1, 2]]], "widths": []}',
    "deep nesting": "[" * 100_000,
    "deep strokes": '{"size": [280, 280], "strokes": ' + "[" * 50_000 + "]" * 50_000 + "}",
}


@pytest.mark.parametrize("line", BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_bad_line_is_refused_with_a_sentence(line: str) -> None:
    with pytest.raises(StrokesError) as caught:
        drawing_from_json(line)
    assert caught.value.message.endswith(".")
    assert caught.value.hint


def test_a_drawing_of_too_many_points_is_refused() -> None:
    line = json.dumps({"size": [280, 280], "strokes": [[[1, 2]] * (MAX_POINTS + 1)]})
    with pytest.raises(StrokesError, match="points"):
        drawing_from_json(line)

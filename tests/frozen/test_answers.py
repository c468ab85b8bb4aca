"""The frozen program knows itself, and answers as the source does."""

import json
from pathlib import Path

import numpy as np

import app
from app.core.ink import Drawing, drawing_to_json
from tests.e2e.desktop import Desktop
from tests.e2e.digits import DIGITS, placed
from tests.frozen.frozen import ROOT, SOURCE, Frozen, ask, environment, objects

COUNT = 100


def test_it_checks_itself(frozen: Frozen) -> None:
    answer = json.loads(ask(frozen.program, "--self-check", "--json"))
    assert answer["ok"] is True
    assert answer["versions"]["Inkdigit"] == app.__version__
    assert (answer["versions"]["TensorFlow"] is not None) == frozen.can_train


def test_both_names_are_the_same_program(frozen: Frozen) -> None:
    versions = {ask(frozen.folder / name, "--version") for name in ("inkdigit", "inkdigit-cli")}
    assert versions == {f"Inkdigit {app.__version__}\n"}


def test_command_line_source_and_window_give_the_same_probabilities(
    frozen: Frozen, desktop: Desktop, tmp_path: Path
) -> None:
    drawings = tmp_path / "drawings.ndjson"
    drawings.write_text("\n".join(map(drawing_to_json, some_drawings())))
    by_source = objects(ask(*SOURCE, "classify", "--strokes", drawings, "--json", cwd=ROOT))
    by_frozen = objects(ask(frozen.program, "classify", "--strokes", drawings, "--json"))
    env = environment(**desktop.env)
    by_window = objects(ask(frozen.program, "--probe", "app.ui.answers", drawings, env=env))
    assert len(by_source) == COUNT
    assert len({answer["label"] for answer in by_source}) == len(DIGITS)
    assert by_frozen == by_source
    assert by_window == by_source


def some_drawings() -> list[Drawing]:
    """Return every digit at ten places and sizes."""
    rng = np.random.default_rng(3)
    drawings = []
    for strokes in DIGITS.values():
        for _ in range(COUNT // len(DIGITS)):
            scale = float(rng.uniform(0.3, 1.0))
            centre = tuple(0.5 + rng.uniform(-0.5, 0.5, 2) * (1 - scale))
            drawing = Drawing()
            for stroke in placed(strokes, centre=(float(centre[0]), float(centre[1])), scale=scale):
                drawing = drawing.with_stroke(np.array(stroke) * 280)
            drawings.append(drawing)
    return drawings

"""The same ink gives the same probabilities by the command line and by the Python API, to the last bit."""

from pathlib import Path

import numpy as np
import pytest

from app.core.bundle import read_bundle
from app.core.images import read_picture
from app.core.ink import Drawing, drawing_from_json, drawing_to_json
from app.core.raster import raster_of_drawing
from app.recognition.framing import read_whole
from app.recognition.litert import LiteRTClassifier
from tests.unit.cli.program import inkdigit
from tests.unit.core.pictures import FIVE, drawn, encoded


def drawings() -> list[Drawing]:
    rng = np.random.default_rng(7)
    fives = [Drawing().with_stroke(np.array(FIVE) * scale + rng.uniform(5, 100, 2)) for scale in (30, 90, 170)]
    scribbles = [Drawing().with_stroke(rng.uniform(0, 280, (8, 2)), 5) for _ in range(5)]
    return [*fives, *scribbles]


def test_strokes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    classifier = LiteRTClassifier(read_bundle("digits"))
    lines = [drawing_to_json(drawing) for drawing in drawings()]
    (tmp_path / "s.ndjson").write_text("\n".join(lines))
    answers = inkdigit(capsys, "classify", "--strokes", tmp_path / "s.ndjson", "--json").objects
    for line, answer in zip(lines, answers, strict=True):
        prediction = classifier.classify(raster_of_drawing(drawing_from_json(line)))
        assert answer["probabilities"] == prediction.probabilities
        assert (answer["label"], answer["verdict"]) == (prediction.label, prediction.verdict)


def test_pictures(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    classifier = LiteRTClassifier(read_bundle("digits"))
    for number, height in enumerate((60, 120, 190)):
        (tmp_path / f"{number}.png").write_bytes(encoded(drawn(height=height, brush=height / 9)))
    answers = inkdigit(capsys, "classify", tmp_path, "--whole", "--json").objects
    assert len(answers) == 3
    for answer in answers:
        (digit,) = read_whole(read_picture(Path(answer["path"])), classifier).digits
        assert answer["digits"][0]["probabilities"] == digit.prediction.probabilities
        assert answer["digits"][0]["box"] == list(digit.box)

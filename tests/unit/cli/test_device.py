import json
from pathlib import Path

import pytest

from app.compute import remote_classifier
from app.core.errors import ComputeError
from tests.unit.cli.program import inkdigit

Capture = pytest.CaptureFixture[str]


def test_without_a_gpu_the_processor_answers_and_says_why(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_bundle: object) -> None:
        raise ComputeError("No GPU was found.", "The processor goes on.")

    monkeypatch.setattr(remote_classifier, "RemoteClassifier", refuse)
    path = tmp_path / "one.ndjson"
    path.write_text(json.dumps({"size": [100, 100], "strokes": [[[50, 10], [50, 90]]]}) + "\n")
    plain = inkdigit(capsys, "classify", "--strokes", path, "--json")
    done = inkdigit(capsys, "classify", "--strokes", path, "--json", "--device", "gpu")
    assert done.code == 0
    assert done.objects == plain.objects
    assert done.err.strip() == "No GPU was found. The processor reads."


def test_a_gpu_is_asked_and_let_go_of(capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.core.bundle import Bundle
    from app.recognition.litert import LiteRTClassifier

    closed: list[bool] = []

    class Gpu(LiteRTClassifier):
        device = "GPU (Keras)"

        def __init__(self, bundle: Bundle) -> None:
            super().__init__(bundle)

        def close(self) -> None:
            closed.append(True)

    monkeypatch.setattr(remote_classifier, "RemoteClassifier", Gpu)
    path = tmp_path / "one.ndjson"
    path.write_text(json.dumps({"size": [100, 100], "strokes": [[[50, 10], [50, 90]]]}) + "\n")
    done = inkdigit(capsys, "classify", "--strokes", path, "--json", "--device", "gpu")
    assert done.objects[0]["label"] is not None
    assert closed == [True]

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from app.core.bundle import read_bundle
from app.core.errors import Cancelled, InkdigitError
from app.core.exported import FORMATS
from app.core.imported import ImportWish
from app.core.job import Token, ignore
from app.core.paths import user_models_dir
from app.core.verdict import softmax
from app.learning.foreign.importing import import_model
from app.learning.foreign.reading import read_foreign
from app.recognition.litert import LiteRTClassifier
from tests.unit.learning.foreign.files import h5_file, write
from tests.unit.learning.foreign.networks import every_layer

pytestmark = pytest.mark.learning


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the folder of a small model, made once."""
    folder = tmp_path_factory.mktemp("small")
    wish = ImportWish(range="0-1", ink="bright", class_names=tuple("abcdefghij"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INKDIGIT_HOME", str(folder / "home"))
        made = import_model(str(write(folder, h5_file(), "small.h5")), wish, report=ignore, token=Token())
        return str(user_models_dir() / made.key)


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_written_loaded_again_and_the_same(form: str, small: str, tmp_path: Path) -> None:
    from app.learning.exporting import export_model

    if form == "onnx":
        pytest.importorskip("onnxruntime")
    out = tmp_path / "out" / f"model{FORMATS[form]}"
    out.parent.mkdir()
    exported = export_model(small, form, str(out), report=ignore, token=Token())
    assert exported.difference <= (0.05 if form == "litert-int8" else 1e-5)
    assert exported.n == 1000
    assert exported.size_bytes > 1000
    assert sorted(path.name for path in out.parent.iterdir()) == sorted([out.name, f"{out.name}.card.json"])
    card = json.loads(Path(exported.card).read_text())
    assert card["class_names"] == list("abcdefghij")
    assert card["output"] == "logits"
    if form in ("keras", "h5", "litert"):
        foreign = read_foreign(out, ImportWish())
        assert foreign.is_verified
        assert foreign.card["class_names"] == list("abcdefghij")


def test_an_exported_file_comes_back_as_the_same_model(small: str, tmp_path: Path) -> None:
    from app.learning.exporting import export_model

    export_model(small, "litert", str(tmp_path / "x.tflite"), report=ignore, token=Token())
    back = import_model(str(tmp_path / "x.tflite"), ImportWish(), report=ignore, token=Token())
    assert back.is_verified
    rasters = np.random.default_rng(0).integers(0, 256, (50, 28, 28)).astype(np.uint8)
    before, after = (LiteRTClassifier(read_bundle(key)) for key in (small, back.key))
    assert before.card.class_names == after.card.class_names
    assert before.card.thresholds == after.card.thresholds
    assert np.abs(softmax(before.logits(rasters)) - softmax(after.logits(rasters))).max() < 1e-6


def test_probabilities_are_answered_where_they_are_asked_for(small: str, tmp_path: Path) -> None:
    runtime = pytest.importorskip("onnxruntime")
    from app.learning.exporting import export_model

    export_model(small, "onnx", str(tmp_path / "x.onnx"), softmax_last=True, report=ignore, token=Token())
    session = runtime.InferenceSession(str(tmp_path / "x.onnx"))
    (answers,) = session.run(None, {"raster": np.zeros((3, 28, 28), np.float32)})
    assert np.allclose(answers.sum(axis=1), 1, atol=1e-6)


def test_onnx_knows_every_layer_of_the_list(tmp_path: Path) -> None:
    runtime = pytest.importorskip("onnxruntime")
    from app.learning.onnx_graph import onnx_of

    model = every_layer()
    model.save(tmp_path / "model.keras")
    foreign = read_foreign(tmp_path / "model.keras", ImportWish())
    (tmp_path / "model.onnx").write_bytes(onnx_of(foreign.network, foreign.weights))
    session = runtime.InferenceSession(str(tmp_path / "model.onnx"))
    pictures = np.random.default_rng(2).integers(0, 256, (8, 28, 28)).astype(np.float32)
    (answers,) = session.run(None, {"raster": pictures})
    expected = np.asarray(model(pictures))
    assert expected.max() < 0.999  # an answer that is sure of itself would hide differences
    assert np.abs(answers - expected).max() < 1e-5


def test_what_cannot_be_written_is_said_and_leaves_nothing(small: str, tmp_path: Path) -> None:
    from app.learning.exporting import export_model

    (tmp_path / "small.h5").write_text("mine too")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    for form, name in (
        ("keras", "model.h5"), ("keras", ".keras"), ("weights", "model.h5"), ("onyx", "model.onyx"),
        ("keras", "small.h5/model.keras"), ("saved_model", "full"), ("saved_model", "small.h5"),
        ("keras", "long" * 100 + ".keras"),
    ):  # fmt: skip
        with pytest.raises(InkdigitError) as caught:
            export_model(small, form, str(tmp_path / name), report=ignore, token=Token())
        assert caught.value.hint
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        export_model(small, "keras", str(tmp_path / "x.keras"), report=ignore, token=token)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["full", "letter.txt", "small.h5"]


def test_a_missing_package_is_said(small: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.learning.exporting import export_model

    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(InkdigitError, match="onnxruntime") as caught:
        export_model(small, "onnx", str(tmp_path / "x.onnx"), report=ignore, token=Token())
    assert "pip install" in caught.value.hint


def test_a_file_that_answers_otherwise_never_takes_its_place(
    small: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.learning import exporting

    (tmp_path / "x.tflite").write_bytes(b"the old one")
    monkeypatch.setattr(exporting, "MAX_DIFFERENCE", -1.0)
    with pytest.raises(InkdigitError, match="differs"):
        exporting.export_model(small, "litert", str(tmp_path / "x.tflite"), report=ignore, token=Token())
    assert (tmp_path / "x.tflite").read_bytes() == b"the old one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.tflite"]

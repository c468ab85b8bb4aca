"""From a trained Keras model to a bundle: the LiteRT copy, the proof that both agree, the card, all in one step."""

import contextlib
import io
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from app.core.bundle import CARD_NAME, KERAS, KERAS_NAME, LITERT, LITERT_NAME
from app.core.errors import TrainingError, said
from app.core.files import replaced_folder, sha256_of, write_json
from app.core.preprocessing import preprocessing_for
from app.core.verdict import Logits, softmax
from app.learning.backend import keras
from app.learning.calibration import Calibration
from app.learning.datasets import Images

_ROOT = str(Path(__file__).resolve().parents[2])
MAX_DIFFERENCE = 1e-4
"""The largest difference of a probability that the LiteRT copy may show against Keras."""


def write_bundle(
    folder: Path, model: Any, *, fields: dict[str, Any], calibration: Calibration, check_on: Images
) -> None:
    """Write ``model`` (28×28, 0-255 → logits) as a bundle at ``folder``, replacing what is there only when all is well.

    Where LiteRT cannot take the network, or does not answer as Keras does on ``check_on``, uint8 (n, 28, 28), the
    bundle goes without a LiteRT copy: its card says that Keras runs it, and why.
    """
    with replaced_folder(folder) as part:
        save_keras(model, part / KERAS_NAME)
        facts, reason = _litert_copy(model, part / LITERT_NAME, check_on)
        card = _card(part, fields, calibration, runtime=KERAS if reason else LITERT)
        if reason:
            card["why_keras"] = reason
        card["metrics"] = {**card.get("metrics", {}), **facts}
        write_json(part / CARD_NAME, card)


def _litert_copy(model: Any, path: Path, check_on: Images) -> tuple[dict[str, Any], str]:
    """Make the LiteRT copy; return how it compares, or a reason why there is none."""
    try:
        export_litert(model, path)
        difference = litert_difference(model, path, check_on)
    except (OSError, MemoryError):
        raise
    except Exception as error:  # the converter and LiteRT have many ways to refuse a network
        path.unlink(missing_ok=True)
        return {}, f"LiteRT cannot run it ({type(error).__name__})."
    if not difference <= MAX_DIFFERENCE:
        path.unlink(missing_ok=True)
        return {}, f"The LiteRT copy differs from the Keras model by {difference:.2g}."
    return {"litert_difference": difference, "litert_difference_n": len(check_on)}, ""


def save_keras(model: Any, path: Path) -> None:
    """Save a model without its optimizer and loss, so that any Keras 3 opens it."""
    plain_copy(model).save(path)


def plain_copy(model: Any) -> Any:
    """Return the same network with the same weights, in float32, never compiled."""
    fields = model.get_config()
    for layer in fields["layers"]:
        dtype = layer["config"].get("dtype")
        if isinstance(dtype, dict):  # a policy: the layer may multiply in another precision
            layer["config"]["dtype"] = "float32"
    plain = type(model).from_config(fields)
    plain.set_weights(model.get_weights())
    return plain


def export_litert(model: Any, path: Path) -> None:
    """Convert to LiteRT, float32, with a free batch dimension. Other backends of Keras let TensorFlow do it.

    Raises:
        TrainingError: the conversion failed in TensorFlow's process.
    """
    if keras.backend.backend() != "tensorflow":
        _export_elsewhere(model, path)
        return
    logging.getLogger("absl").setLevel(logging.ERROR)
    with contextlib.redirect_stdout(io.StringIO()):
        model.export(path, format="litert", verbose=False)


def _export_elsewhere(model: Any, path: Path) -> None:
    source = path.with_name(f"{path.stem}.source.keras")
    save_keras(model, source)
    code = (
        "import sys; from pathlib import Path; from app.learning.backend import keras;"
        "from app.learning.export import export_litert;"
        "export_litert(keras.saving.load_model(sys.argv[1], compile=False), Path(sys.argv[2]))"
    )
    command = [sys.executable, "-P", "-c", f"import sys; sys.path.insert(0, {_ROOT!r}); {code}", str(source), str(path)]
    environment = {**os.environ, "KERAS_BACKEND": "tensorflow"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    source.unlink()
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [said("it said nothing")])[-1]
        raise TrainingError(
            said("The LiteRT copy could not be made ({reason}).", reason=last), "Install TensorFlow, which makes it."
        )


def keras_logits(model: Any, images: Images, *, batch_size: int = 500) -> Logits:
    """Return the model's logits (n, classes) for uint8 (n, 28, 28)."""
    batches = [
        keras.ops.convert_to_numpy(model(images[at : at + batch_size].astype(np.float32), training=False))
        for at in range(0, len(images), batch_size)
    ]
    return np.concatenate(batches)


def litert_difference(model: Any, path: Path, images: Images) -> float:
    """Return the largest difference of any probability between Keras and LiteRT over ``images``."""
    ours, theirs = softmax(keras_logits(model, images)), softmax(litert_answer(path)(images))
    return float(np.abs(ours - theirs).max())


def litert_answer(path: Path) -> Callable[[Images], Logits]:
    """Return what asks a LiteRT file for its answers (n, classes) to uint8 (n, 28, 28)."""
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(model_path=str(path), num_threads=1)
    given, answered = interpreter.get_input_details()[0]["index"], interpreter.get_output_details()[0]["index"]

    def answer(rasters: Images) -> Logits:
        interpreter.resize_tensor_input(given, rasters.shape)
        interpreter.allocate_tensors()
        interpreter.set_tensor(given, rasters.astype(np.float32))
        interpreter.invoke()
        logits: Logits = interpreter.get_tensor(answered)
        return logits

    return answer


def _card(part: Path, fields: dict[str, Any], calibration: Calibration, *, runtime: str) -> dict[str, Any]:
    names = (KERAS_NAME,) if runtime == KERAS else (KERAS_NAME, LITERT_NAME)
    files = {name: _file_entry(part / name) for name in names}
    return {
        **fields,
        "input": {"shape": [28, 28], "dtype": "float32", "range": [0, 255], "ink": "bright on black"},
        "output": "logits",
        "runtime": runtime,
        "preprocessing": preprocessing_for(tuple(fields["class_names"])),
        "rejection": calibration.rejection,
        "temperature": calibration.temperature,
        "thresholds": asdict(calibration.thresholds),
        "files": files,
    }


def _file_entry(path: Path) -> dict[str, Any]:
    return {"sha256": sha256_of(path), "bytes": path.stat().st_size}

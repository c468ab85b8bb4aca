"""What TensorFlow takes for the same work, for ``inkdigit bench``: ``python -m app.learning.baselines MODEL PAUSE``.

Prints one JSON line: ``first_prediction_s`` (from ``INKDIGIT_T0``, the parent's clock just before it started this
process, to the first answer of ``model.predict``), ``predict_ms`` (one picture each, after
a pause of so many seconds), ``images_per_s`` (batches of 64).
"""

import json
import os
import sys
import time
from typing import Any

import numpy as np
import numpy.typing as npt

_SINGLE_RUNS = 30
_WARM_UP = 3
_MANY = 4096


def main(model_path: str, pause_s: float) -> None:
    """Load the model, predict, measure, print."""
    try:
        from app.learning.backend import keras
    except ImportError as error:
        sys.exit(f"There is nothing to compare with, TensorFlow cannot be imported ({error}).")
    model = keras.saving.load_model(model_path, compile=False)
    picture = np.zeros((1, *model.input_shape[1:]), dtype=np.uint8)
    model.predict(picture, verbose=0)
    first_prediction_s = time.time() - float(os.environ.get("INKDIGIT_T0", "nan"))
    times_ms = [_after_pause_ms(model, picture, pause_s) for _ in range(_WARM_UP + _SINGLE_RUNS)][_WARM_UP:]
    many = np.zeros((_MANY, *model.input_shape[1:]), dtype=np.uint8)
    _predict_ms(model, many[:128])
    images_per_s = _MANY / _predict_ms(model, many) * 1000
    print(json.dumps({"first_prediction_s": first_prediction_s, "predict_ms": times_ms, "images_per_s": images_per_s}))


def _after_pause_ms(model: Any, picture: npt.NDArray[np.uint8], pause_s: float) -> float:
    """Wait first, as the bench does before its own predictions: after a rest both take longer."""
    time.sleep(pause_s)
    return _predict_ms(model, picture)


def _predict_ms(model: Any, pictures: npt.NDArray[np.uint8]) -> float:
    start = time.perf_counter()
    model.predict(pictures, batch_size=64, verbose=0)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))

"""The loop that everybody writes, for ``inkdigit bench batch``: ``python -m app.learning.batch_baseline MODEL FOLDER``.

Pillow opens, ``model.predict`` answers batches of 256. Prints one JSON line: ``pictures``, ``seconds`` and ``cpu_s``
without the import and the loading, and ``rss_mb``, the most memory that this process ever had.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
from PIL import Image

from app.core.peak import peak_rss_mb

_BATCH = 256


def main(model_path: str, folder: str) -> None:
    """Read, measure, print."""
    try:
        from app.learning.backend import keras
    except ImportError as error:
        sys.exit(f"There is nothing to compare with, TensorFlow cannot be imported ({error}).")
    model = keras.saving.load_model(model_path, compile=False)
    model.predict(np.zeros((_BATCH, *model.input_shape[1:]), dtype=np.uint8), verbose=0)
    began, cpu = time.perf_counter(), time.process_time()
    paths = sorted(Path(folder).iterdir())
    rows = []
    for start in range(0, len(paths), _BATCH):
        chunk = paths[start : start + _BATCH]
        pictures = np.stack([np.asarray(Image.open(path).convert("L")) for path in chunk])
        answers = model.predict(pictures, batch_size=_BATCH, verbose=0).argmax(axis=1)
        rows += [f"{path},{answer}\n" for path, answer in zip(chunk, answers, strict=True)]
    Path(folder).with_suffix(".baseline.csv").write_text("".join(rows), encoding="utf-8")
    seconds, cpu_s = time.perf_counter() - began, time.process_time() - cpu
    print(json.dumps({"pictures": len(rows), "seconds": seconds, "cpu_s": cpu_s, "rss_mb": peak_rss_mb()}))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Model bundles for tests that read cards and files but run no network."""

import json
from pathlib import Path
from typing import Any

from app.core.files import sha256_of

FILES = ("model.keras", "model.tflite")


def card_fields() -> dict[str, Any]:
    """Return the fields of a card that is well, but for its files."""
    return {
        "name": "tiny",
        "version": "1.0",
        "class_names": ["0", "1", "2"],
        "input": {"shape": [28, 28]},
        "preprocessing": "mnist-28",
        "temperature": 1.5,
        "thresholds": {"reject_energy": 1, "unsure_energy": 2.5, "unsure_confidence": 0.6},
        "metrics": {"accuracy": 0.99},
    }


def write_bundle(folder: Path, **changes: Any) -> Path:
    """Write a bundle of two files that are no models, with ``changes`` to its card; None takes a field away."""
    folder.mkdir(parents=True)
    for name in FILES:
        (folder / name).write_bytes(name.encode())
    files = {name: {"sha256": sha256_of(folder / name)} for name in FILES}
    fields = {**card_fields(), "files": files, **changes}
    card = {key: value for key, value in fields.items() if value is not None}
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    return folder

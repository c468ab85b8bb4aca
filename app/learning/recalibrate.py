"""Choose a model's thresholds again, by today's rules: ``python -m app.learning.recalibrate BUNDLE``.

Nothing is trained and no weight changes. What the training held back is gathered again, by the seed in the card, and
everything is measured as at the end of a training. Figures of a report card are left out then: measure them anew.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from app.core.bundle import read_bundle
from app.core.files import write_json
from app.core.job import Token, ignore
from app.core.training import config_from_dict
from app.learning.backend import keras
from app.learning.bundling import make_bundle
from app.learning.material import gather

_CHOSEN = ("temperature", "thresholds", "calibrated_by", "metrics")


def recalibrate(folder: Path) -> None:
    """Change the card of the bundle in ``folder``.

    Raises:
        InkdigitError: the bundle, or the data that it learned from, are missing or damaged.
    """
    bundle = read_bundle(folder)
    card = folder / "card.json"
    fields: dict[str, Any] = json.loads(card.read_text(encoding="utf-8"))
    config = config_from_dict(fields["training"])
    model = keras.saving.load_model(bundle.keras_path)
    with tempfile.TemporaryDirectory() as scratch:
        again = Path(scratch) / "bundle"
        make_bundle(again, model, gather(config), config, facts={}, report=ignore, token=Token())
        chosen = json.loads((again / "card.json").read_text(encoding="utf-8"))
    fields.pop("report", None)
    fields.update({key: chosen[key] for key in _CHOSEN})
    write_json(card, fields)


if __name__ == "__main__":
    recalibrate(Path(sys.argv[1]))

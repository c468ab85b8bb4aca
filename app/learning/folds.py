"""The recipe of ``digits``, trained several times anew: ``python -m app.learning.folds FOLDER [BUNDLE]``.

One figure of one model is partly luck. Here the network is trained with five seeds, each time without the pen strokes
of another fifth of the writers, who are then read; and once without any pen strokes, to read all of them. Nothing is
chosen: the number of epochs is given, the last one counts, and MNIST's test set is read once by each network.

Each training leaves its figures in FOLDER at once, and one that was cut off goes on from its last epoch. With a BUNDLE
the figures are put into its ``card.json``, where the report card finds them.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from app.core.files import write_json
from app.core.job import Token
from app.core.runs import FINISHED
from app.core.trained_again import ALL_WRITERS, FIELD
from app.core.training import TrainingConfig, config_for
from app.learning.backend import keras
from app.learning.checkpoints import restore
from app.learning.compiling import compiled
from app.learning.datasets import Part
from app.learning.devices import computing_on, find_device
from app.learning.export import plain_copy
from app.learning.feeding import steps_of
from app.learning.material import gather
from app.learning.run_folder import RunFolder
from app.learning.strokes import StrokeSample, WriterSplit
from app.learning.trainer import fitted

FOLDS = (1, 2, 3, 4, 5)
_SEED = 5
"""Of who is in which fold."""
BATCH = 500


def writers_left_out(samples: Sequence[StrokeSample], fold: int) -> frozenset[int]:
    """Return the writers whom no training of ``fold`` sees; each writer is left out in one of the folds 1 to 5."""
    writers = np.unique([sample.writer for sample in samples])
    if fold == ALL_WRITERS:
        return frozenset(writers.tolist())
    order = np.random.default_rng(_SEED).permutation(writers)
    return frozenset(order[fold - 1 :: len(FOLDS)].tolist())


def config_of(fold: int, *, epochs: int, batch_size: int, learning_rate: float, precision: str) -> TrainingConfig:
    """Return how the network of a fold is trained: as ``digits``, with nothing held back to choose by."""
    return config_for(
        "digits",
        seed=max(fold, 1),
        epochs=epochs,
        batch_size=batch_size,
        learning_rate=learning_rate,
        precision=precision,
        validation=0,
    )


def split_of(samples: Sequence[StrokeSample], fold: int) -> WriterSplit:
    """Return what a fold learns from and, as ``test``, the digits of those whom it has not met."""
    left_out = writers_left_out(samples, fold)
    return WriterSplit(
        train=[sample for sample in samples if sample.writer not in left_out],
        validation=[],
        test=[sample for sample in samples if sample.writer in left_out],
    )


def measured(folder: Path, config: TrainingConfig, fold: int) -> dict[str, Any]:
    """Train the network of a fold, or go on with it, and return its figures."""
    done = folder / "figures.json"
    if done.exists():
        return _read(done)
    material = gather(config, split_people=lambda samples: split_of(samples, fold))
    run = RunFolder.reopen(folder) if (folder / "config.json").exists() else RunFolder.create(folder, config)
    keras.utils.set_random_seed(config.seed)
    device = find_device(config.device)
    with computing_on(device):
        model = compiled(config, classes=10, steps=steps_of(material, config), device=device)
        standing, _ = fitted(run, model, material, restore(run, model), report=_tell, token=Token())
    whole = plain_copy(model)
    figures = {
        "fold": fold,
        "seed": config.seed,
        "epochs": standing.epoch,
        "batch_size": config.batch_size,
        "learning_rate": config.learning_rate,
        "precision": config.precision,
        "mnist": {"n": len(material.test), "right": _right(whole, material.test)},
        "writers": {"n": len(material.test_writers), "right": _right(whole, material.test_writers)},
        "seconds": round(sum(row.seconds for row in standing.rows)),
    }
    write_json(done, figures)
    run.set_state(FINISHED)
    return figures


def _read(path: Path) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return fields


def _right(model: Any, part: Part) -> int:
    answers = model.predict(part.images, batch_size=BATCH, verbose=0).argmax(axis=1)
    return int((answers == part.labels).sum())


def _tell(event: Any) -> None:
    if type(event).__name__ == "EpochDone":
        print(f"  epoch {event.epoch}: loss {event.loss:.4f}, {event.seconds:.0f} s", flush=True)


def main() -> None:
    """Train what is missing, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("bundle", type=Path, nargs="?")
    parser.add_argument("--only", help="folds, with commas between them; 0 is the one without pen strokes")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch-size", type=int, default=256)
    parser.add_argument("--learning-rate", type=float, default=3e-3)
    parser.add_argument("--half", action="store_true", help="multiply in bfloat16, on processors that can")
    args = parser.parse_args()
    folds = tuple(map(int, args.only.split(","))) if args.only else (*FOLDS, ALL_WRITERS)
    figures = []
    for fold in folds:
        print(f"fold {fold}", flush=True)
        config = config_of(
            fold,
            epochs=args.epochs,
            batch_size=args.batch_size,
            learning_rate=args.learning_rate,
            precision="bfloat16" if args.half else "float32",
        )
        figures.append(measured(args.folder / f"fold-{fold}", config, fold))
        print(json.dumps(figures[-1]), flush=True)
    if args.bundle is not None:
        card = args.bundle / "card.json"
        write_json(card, {**_read(card), FIELD: figures})


if __name__ == "__main__":
    main()

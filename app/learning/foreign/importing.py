"""Bring in a model file: read, check, build, try, convert once, and keep it as a bundle. A job."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from app import __version__
from app.core.bundle import ENERGY, KERAS, LITERT, NONE_LOGIT, Bundle, Thresholds, bundle_names, read_bundle
from app.core.errors import BundleError, InkdigitError, said
from app.core.events import Progress
from app.core.imported import Imported, ImportWish
from app.core.job import Report, Token
from app.core.model_store import check_model_name, free_name
from app.core.packed import SUFFIX, unpacked
from app.core.paths import user_models_dir
from app.core.preprocessing import FASHION_NAMES
from app.core.raster import SIDE
from app.core.training import config_for
from app.learning.foreign.forms import InputForm, form_by_trial, form_in_graph, given_form
from app.learning.foreign.limits import limited_memory
from app.learning.foreign.plan import ModelRefused
from app.learning.foreign.reading import Foreign, PresetNeeded, read_foreign

_CHECKED_ON = 1000
_NEVER = -1e9
_UNSURE = 0.6
_KEPT = ("metrics", "data", "training", "licence", "version", "best_epoch", "training_seconds")
"""What a card from elsewhere may say about the model; it is shown, and decides nothing."""


def import_model(path: str, wish: ImportWish, *, report: Report, token: Token) -> Imported:
    """Make a model of the user's from a file, or find the one that was made of the same file before.

    Raises:
        BundleError: the file is refused; says why. Nothing was kept.
        Cancelled: ``token`` was cancelled.
    """
    if Path(path).suffix.lower() == SUFFIX:
        with unpacked(Path(path)) as folder:
            named = wish if wish.name else replace(wish, name=_name(Path(path), wish))
            return import_model(str(folder), named, report=report, token=token)
    report(Progress("reading", 0, 0))
    form = given_form(wish.range, wish.ink)
    if wish.name:
        check_model_name(wish.name)
    if wish.preset:
        config_for(wish.preset)  # says which presets there are
    try:
        foreign = _read(Path(path), wish)
    except PresetNeeded:
        from app.learning.foreign.presets import config_of_preset

        foreign = _read(Path(path), wish, config_of_preset(wish.preset, len(wish.class_names) or 10))
    source = _source(foreign, wish)
    known = _known(source)
    if known is not None:
        return known
    names = _class_names(foreign, wish)
    token.raise_if_cancelled()
    return _made(Path(path), foreign, names, form, wish, source, report, token)


def _read(path: Path, wish: ImportWish, preset_config: bytes | None = None) -> Foreign:
    try:
        with limited_memory():
            return read_foreign(path, wish, preset_config)
    except (InkdigitError, PresetNeeded):
        raise
    except (MemoryError, RecursionError):
        raise ModelRefused("Reading the file would take far too much memory.", "Choose another file.") from None
    except Exception as error:  # whatever a hostile file provokes, the verdict is a sentence
        raise ModelRefused(
            said("The file is damaged ({reason}).", reason=type(error).__name__), "Choose another file."
        ) from error


def _made(
    path: Path, foreign: Foreign, names: tuple[str, ...], form: InputForm | None, wish: ImportWish,
    source: dict[str, Any], report: Report, token: Token,
) -> Imported:  # fmt: skip
    """Build, try and keep the network."""
    report(Progress("building", 0, 0))
    from app.learning.calibration import Calibration
    from app.learning.export import keras_logits, write_bundle
    from app.learning.foreign.build import for_rasters, with_logits

    network = with_logits(foreign.network)
    token.raise_if_cancelled()

    def logits_in(candidate: InputForm, rasters: Any) -> Any:
        return keras_logits(for_rasters(network, foreign.weights, candidate), rasters)

    chosen = form or form_in_graph(network) or (form_by_trial(logits_in) if len(names) == 10 else None) or InputForm()
    token.raise_if_cancelled()
    model = for_rasters(network, foreign.weights, chosen)
    check_on = _pictures()
    if not np.isfinite(keras_logits(model, check_on)).all():
        raise ModelRefused("The model answers with what is no number.", "It is broken: train it again.")
    report(Progress("converting", 0, 0))
    calibration = _calibration(foreign, Calibration)
    fields = _fields(foreign, names, chosen, source)
    key = free_name(_name(path, wish))
    fields["name"] = key
    token.raise_if_cancelled()
    write_bundle(user_models_dir() / key, model, fields=fields, calibration=calibration, check_on=check_on)
    return _imported(key, read_bundle(user_models_dir() / key).card.fields)


def _pictures() -> Any:
    """Return pictures for the self-test and the comparison, uint8 (n, 28, 28): drawn ones and noise."""
    rng = np.random.default_rng(7)
    noise = rng.integers(0, 256, (_CHECKED_ON // 2, SIDE, SIDE), dtype=np.uint8)
    spots = (rng.random((_CHECKED_ON // 2, SIDE, SIDE)) < 0.15) * noise
    return np.concatenate([spots, noise]).astype(np.uint8)


def _calibration(foreign: Foreign, make: Any) -> Any:
    """Return the calibration of a card that came along; else none: the softmax as it is, never "not a digit"."""
    card = foreign.card
    if foreign.form == "bundle" or card.get("output") == "logits":
        try:
            thresholds = Thresholds(**{name: float(card["thresholds"][name]) for name in Thresholds.__slots__})
            return make(float(card["temperature"]), thresholds, str(card.get("rejection", NONE_LOGIT)))
        except (KeyError, TypeError, ValueError):
            raise BundleError(
                "The model's card is incomplete or wrong.", "Remove the card, or get both again."
            ) from None
    return make(1.0, Thresholds(_NEVER, _NEVER, _UNSURE), ENERGY)


def _fields(foreign: Foreign, names: tuple[str, ...], form: InputForm, source: dict[str, Any]) -> dict[str, Any]:
    stated = {key: foreign.card[key] for key in _KEPT if key in foreign.card}
    return {
        **stated,
        "version": str(stated.get("version", "1.0"))[:40],
        "made": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "class_names": list(names),
        "parameters": foreign.network.parameters,
        "description": foreign.network.describe(),
        "input_form": form.to_dict(),
        "source": source,
        "made_with": {"inkdigit": __version__},
    }


def _source(foreign: Foreign, wish: ImportWish) -> dict[str, Any]:
    """Return where the model comes from, by content; two imports with the same one give the same model."""
    return {
        "sha256": foreign.sha256,
        "form": foreign.form,
        "verified": foreign.is_verified,
        "preset": wish.preset,
        "range": wish.range,
        "ink": wish.ink,
        "class_names": list(wish.class_names),
        "importer": 1,
    }


def _known(source: dict[str, Any]) -> Imported | None:
    """Return the model that was made of the same file in the same way, if it is still whole."""
    for name in bundle_names():
        try:
            bundle: Bundle = read_bundle(name)
        except InkdigitError:
            continue
        if bundle.card.fields.get("source") == source:
            return _imported(name, bundle.card.fields)
    return None


def _imported(key: str, fields: dict[str, Any]) -> Imported:
    form, is_verified = fields["input_form"], bool(fields["source"]["verified"])
    notes = []
    if form["found"] == "assumed":
        notes.append("What the network is fed is not known: numbers 0-1 with bright ink are assumed.")
    if fields.get("runtime") == KERAS:
        notes.append("LiteRT cannot run it: Keras reads with it, in a process of its own, which takes longer.")
    if not is_verified:
        notes.append("Not verified: the file carries no hash.")
    return Imported(
        key, fields["description"], fields["parameters"], is_verified,
        form["range"], form["ink"], form["found"], " ".join(notes), str(fields.get("runtime", LITERT)),
    )  # fmt: skip


def _class_names(foreign: Foreign, wish: ImportWish) -> tuple[str, ...]:
    names = wish.class_names or _names_in(foreign.card)
    if not names and wish.preset and config_for(wish.preset).data == "fashion-mnist":
        names = FASHION_NAMES if foreign.network.classes == len(FASHION_NAMES) else ()
    if not names:
        return tuple(map(str, range(foreign.network.classes)))
    if len(names) != foreign.network.classes or len(set(names)) != len(names) or not all(map(str.strip, names)):
        raise BundleError(
            said(
                "The model answers {classes} classes, and {count} names were given for them.",
                classes=foreign.network.classes,
                count=len(names),
            ),
            said("Give {classes} different names.", classes=foreign.network.classes),
        )
    return names


def _names_in(card: dict[str, Any]) -> tuple[str, ...]:
    names = card.get("class_names")
    is_usable = isinstance(names, list) and all(isinstance(name, str) and name for name in names)
    return tuple(names) if is_usable and names else ()


def _name(path: Path, wish: ImportWish) -> str:
    """Return a name for the model: the wish, or the file's own name in so far as it can be one."""
    if wish.name:
        return wish.name
    stem = path.name
    for suffix in (".weights.h5", *(path.suffix,)):
        stem = stem.removesuffix(suffix)
    kept = "".join(mark if mark.isalnum() or mark in " -_." else "-" for mark in stem)[:50].strip(" .-_")
    try:
        check_model_name(kept or "model")
    except BundleError:
        return "model"
    return kept or "model"

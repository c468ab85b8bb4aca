"""What the library shows of each model, and how one leaves it."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.core.bundle import CARD_NAME, bundle_names, find_bundle, read_bundle
from app.core.errors import BundleError, InkdigitError, said
from app.core.files import shown, write_json
from app.core.imported import Imported
from app.core.job import Report, Token
from app.core.paths import user_models_dir
from app.core.report_rows import aims_met, rows_in


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """One model, by the ``key`` to ask for it; ``error`` says why it cannot be used.

    ``accuracy`` (0-1) on ``tested_on`` pictures is what the card says; ``is_verified`` whether its origin is known.
    Of the ``aims`` of its report card ``aims_met`` are met.
    """

    key: str
    version: str = ""
    class_names: tuple[str, ...] = ()
    description: str = ""
    accuracy: float | None = None
    tested_on: int = 0
    parameters: int = 0
    aims_met: int = 0
    aims: int = 0
    size_bytes: int = 0
    made: str = ""
    folder: str = ""
    is_own: bool = False
    is_verified: bool = True
    error: str = ""


def list_models(_report: Report, token: Token) -> list[ModelInfo]:
    """Return all models of the user and of the program, sorted by name. A job: files are read and checked."""
    models = []
    for name in bundle_names():
        token.raise_if_cancelled()
        models.append(model_info(name))
    return models


def model_info(key: str) -> ModelInfo:
    """Return what is known of one model; an error in place of it where it is damaged."""
    try:
        folder = find_bundle(key)
        bundle = read_bundle(folder)
    except InkdigitError as error:
        return ModelInfo(key, error=error.message, is_own=(user_models_dir() / key).is_dir())
    fields = bundle.card.fields
    accuracy, tested_on = _tested(fields.get("metrics"))
    source = fields.get("source")
    parameters = fields.get("parameters")
    return ModelInfo(
        key,
        bundle.card.version,
        bundle.card.class_names,
        _text(fields.get("description")),
        accuracy,
        tested_on,
        parameters if isinstance(parameters, int) and parameters >= 0 else 0,
        *aims_met(rows_in(fields)),
        (bundle.litert_path if bundle.has_litert else bundle.keras_path).stat().st_size,
        _text(fields.get("made")),
        str(folder),
        is_own=folder.parent == user_models_dir(),
        is_verified=source.get("verified") is not False if isinstance(source, dict) else True,
    )


def confirm_form(imported: Imported) -> Imported:
    """Remember in the model's card that its form of input, which was assumed, is right; it is not asked for again.

    Raises:
        BundleError: the model is damaged or cannot be written.
    """
    form = {"range": imported.range, "ink": imported.ink, "found": "given"}
    _change_card(imported.key, input_form=form)
    return replace(imported, found="given")


def take_place_of(old: str, new: Imported) -> Imported:
    """Let a model of the user's have the place and the name of an older one, which is deleted.

    Raises:
        BundleError: one of them is missing or cannot be written; the new one then stays as it is.
    """
    if old == new.key:
        return new
    delete_model(old)
    try:
        (user_models_dir() / new.key).rename(user_models_dir() / old)
    except OSError as error:
        raise BundleError(
            said("“{name}” cannot be renamed ({reason}).", name=new.key, reason=error.strerror),
            "It can be used as it is.",
        ) from None
    _change_card(old, name=old)
    return replace(new, key=old)


def _change_card(key: str, **changes: Any) -> None:
    bundle = read_bundle(user_models_dir() / key)
    card = {**bundle.card.fields, **changes}
    try:
        write_json(bundle.folder / CARD_NAME, card)
    except OSError as error:
        raise BundleError(
            said("The card of “{key}” cannot be written ({reason}).", key=key, reason=error.strerror), "Make room."
        ) from None


def delete_model(key: str) -> None:
    """Delete one of the user's models: out of sight in one step, then for good.

    Raises:
        BundleError: it is not the user's, or cannot be deleted.
    """
    folder = user_models_dir() / key
    if Path(key).name != key or not folder.is_dir():
        raise BundleError(said("“{key}” is not one of your models.", key=shown(key)), "Models of the program stay.")
    aside = folder.with_name(f".{key}.deleted")
    try:
        shutil.rmtree(aside, ignore_errors=True)
        folder.rename(aside)
    except OSError as error:
        raise BundleError(
            said("“{key}” cannot be deleted ({reason}).", key=shown(key), reason=error.strerror), "Close what uses it."
        ) from None
    shutil.rmtree(aside, ignore_errors=True)


def _tested(metrics: Any) -> tuple[float | None, int]:
    """Return the accuracy that a card states for its test data, and on how many pictures."""
    test = metrics.get("test") if isinstance(metrics, dict) else None
    accuracy = test.get("accuracy") if isinstance(test, dict) else None
    count = test.get("n") if isinstance(test, dict) else None
    if not isinstance(accuracy, float) or not 0 <= accuracy <= 1:
        return None, 0
    return accuracy, count if isinstance(count, int) and count > 0 else 0


def _text(value: object) -> str:
    return shown(value)[:200] if isinstance(value, str) else ""

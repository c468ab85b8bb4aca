"""A model bundle: a folder of ``model.keras`` (the source), ``model.tflite`` (what the window runs), ``card.json``.

A network that LiteRT cannot run has no ``model.tflite``: its card says so, and Keras runs it in a process of its own.
"""

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core.defaults import DEFAULT_MODEL as DEFAULT_MODEL
from app.core.errors import BundleError, said
from app.core.files import sha256_of
from app.core.paths import shipped_models_dir, user_models_dir
from app.core.preprocessing import INK_28, PREPROCESSINGS

CARD_NAME = "card.json"
KERAS_NAME = "model.keras"
LITERT_NAME = "model.tflite"
NONE_LOGIT, ENERGY = REJECTIONS = ("none-logit", "energy")
LITERT, KERAS = RUNTIMES = ("litert", "keras")
"""What runs a model: the field ``runtime`` of its card; LiteRT where there is none."""
_MAX_CARD_BYTES = 1_000_000
_MAX_MODEL_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Bounds of the verdicts. ``energy`` is logsumexp of the logits: high for what looks like a digit.

    Below ``reject_energy``: not a digit. Below ``unsure_energy`` or ``unsure_confidence`` (0-1): unsure.
    """

    reject_energy: float
    unsure_energy: float
    unsure_confidence: float


@dataclass(frozen=True, slots=True)
class Card:
    """What the program needs of ``card.json``; ``fields`` holds all of it.

    ``rejection`` says how the network tells what is no digit: ``NONE_LOGIT`` learned it, ``ENERGY`` only shows it.
    ``preprocessing`` is one of ``core.preprocessing``.
    """

    name: str
    version: str
    class_names: tuple[str, ...]
    temperature: float
    thresholds: Thresholds
    fields: dict[str, Any]
    rejection: str = NONE_LOGIT
    preprocessing: str = INK_28


@dataclass(frozen=True, slots=True)
class Bundle:
    """A checked bundle on disk."""

    folder: Path
    card: Card

    @property
    def keras_path(self) -> Path:
        """Return the path of the Keras model."""
        return self.folder / KERAS_NAME

    @property
    def litert_path(self) -> Path:
        """Return the path of the LiteRT model."""
        return self.folder / LITERT_NAME

    @property
    def has_litert(self) -> bool:
        """Say whether there is a LiteRT model; else Keras runs this one."""
        return _runtime_of(self.card.fields) == LITERT

    @property
    def model_files(self) -> tuple[str, ...]:
        """Return the names of the files beside the card."""
        return _files_of(self.card.fields)


def find_bundle(name_or_path: str | Path) -> Path:
    """Return the folder of a bundle: a path to one, or the name of one of the user's or the shipped models.

    Raises:
        BundleError: there is none; the hint lists the names that exist.
    """
    text = str(name_or_path)
    if is_bundle(Path(text)):
        return Path(text)
    if text and Path(text).name == text:
        for folder in (user_models_dir(), shipped_models_dir()):
            if is_bundle(folder / text):
                return folder / text
    names = ", ".join(bundle_names()) or "none"
    raise BundleError(
        said("There is no model “{text}”.", text=text),
        said("Give the folder of a model, or one of these names: {names}.", names=names),
    )


def bundle_names() -> list[str]:
    """Return the names of the user's and the shipped models, sorted."""
    folders = [folder for folder in (user_models_dir(), shipped_models_dir()) if folder.is_dir()]
    entries = [
        entry for folder in folders for entry in folder.iterdir() if entry.name[0] != "."
    ]  # "." begins half a copy
    return sorted({entry.name for entry in entries if is_bundle(entry)})


def is_bundle(folder: Path) -> bool:
    """Say whether a folder has a model card."""
    try:
        return (folder / CARD_NAME).is_file()
    except (OSError, ValueError):
        return False


def read_bundle(name_or_path: str | Path) -> Bundle:
    """Find a bundle, check its card and that its files are the ones that the card names.

    Raises:
        BundleError: a file is missing or changed, or the card does not describe a 28×28 classifier; says which.
    """
    folder = find_bundle(name_or_path)
    card = _parse_card(_read_card(folder))
    listed = card.fields.get("files")
    if not isinstance(listed, dict):
        raise BundleError(said("The card of the model in “{folder}” lists no files.", folder=folder), _REINSTALL)
    if _runtime_of(card.fields) not in RUNTIMES:
        raise BundleError(
            said("The model “{name}” is run in a way that is unknown here.", name=card.name), "Get a newer Inkdigit."
        )
    for name in _files_of(card.fields):
        _check_file(folder / name, listed.get(name))
    return Bundle(folder, card)


def _runtime_of(fields: dict[str, Any]) -> object:
    return fields.get("runtime", LITERT)


def _files_of(fields: dict[str, Any]) -> tuple[str, ...]:
    return (KERAS_NAME,) if _runtime_of(fields) == KERAS else (KERAS_NAME, LITERT_NAME)


_REINSTALL = said("Install the model again, or choose another one.")


def _read_card(folder: Path) -> dict[str, Any]:
    path = folder / CARD_NAME
    try:
        if path.stat().st_size > _MAX_CARD_BYTES:
            raise BundleError(said("The model card “{name}” is far too large.", name=path), _REINSTALL)
        fields = json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse_constant)
    except OSError as error:
        raise BundleError(
            said("The model card “{name}” cannot be read ({reason}).", name=path, reason=error.strerror), _REINSTALL
        ) from None
    except (ValueError, RecursionError):
        raise BundleError(said("The model card “{name}” is damaged: it is not JSON.", name=path), _REINSTALL) from None
    if not isinstance(fields, dict):
        raise BundleError(said("The model card “{name}” is not a model card.", name=path), _REINSTALL)
    return fields


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def _check_file(path: Path, listed: object) -> None:
    expected = listed.get("sha256") if isinstance(listed, dict) else None
    if not isinstance(expected, str):
        raise BundleError(said("The model card does not list “{name}”.", name=path.name), _REINSTALL)
    try:
        if path.stat().st_size > _MAX_MODEL_BYTES:
            raise BundleError(said("“{name}” is far too large for a model of digits.", name=path), _REINSTALL)
        actual = sha256_of(path)
    except OSError as error:
        raise BundleError(
            said("The model's file “{name}” cannot be read ({reason}).", name=path, reason=error.strerror), _REINSTALL
        ) from None
    if actual != expected:
        raise BundleError(
            said("The model's file “{name}” was changed: it does not match its card.", name=path), _REINSTALL
        )


def _parse_card(fields: dict[str, Any]) -> Card:
    try:
        name, version = fields["name"], fields["version"]
        class_names, model_input = fields["class_names"], fields["input"]
        thresholds = {key: float(fields["thresholds"][key]) for key in Thresholds.__slots__}
        temperature = float(fields["temperature"])
    except (KeyError, TypeError, ValueError) as error:
        raise BundleError(
            said("The model card is incomplete or wrong at {reason}.", reason=error), _REINSTALL
        ) from None
    if not (isinstance(name, str) and isinstance(version, str)):
        raise BundleError("The model card has no name or version.", _REINSTALL)
    if not isinstance(model_input, dict) or model_input.get("shape") != [28, 28]:
        raise BundleError(
            said("The model “{name}” does not read 28×28 pictures.", name=name), "Choose a model that does."
        )
    preprocessing = fields.get("preprocessing")
    if preprocessing not in PREPROCESSINGS:
        raise BundleError(
            said("The model “{name}” was made for another preprocessing.", name=name),
            "Choose a model made by Inkdigit.",
        )
    if not _are_class_names(class_names):
        raise BundleError(said("The model “{name}” has no usable list of class names.", name=name), _REINSTALL)
    if not (0 < temperature < math.inf and all(map(math.isfinite, thresholds.values()))):
        raise BundleError(said("The model “{name}” has an impossible temperature or threshold.", name=name), _REINSTALL)
    rejection = fields.get("rejection", NONE_LOGIT)
    if rejection not in REJECTIONS:
        raise BundleError(
            said("The model “{name}” tells what is no digit in a way that is unknown here.", name=name),
            "Get a newer Inkdigit.",
        )
    names = tuple(class_names)
    return Card(name, version, names, temperature, Thresholds(**thresholds), fields, rejection, preprocessing)


def _are_class_names(value: object) -> bool:
    if not isinstance(value, list) or not 2 <= len(value) <= 1000:
        return False
    return all(isinstance(name, str) and name for name in value) and len(set(value)) == len(value)

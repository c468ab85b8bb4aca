"""From a path to a checked network with its weights, before Keras is even imported."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.core.bundle import CARD_NAME, KERAS_NAME, Bundle, is_bundle, read_bundle
from app.core.errors import BundleError, WeightsAloneError, said
from app.core.files import shown
from app.core.imported import ImportWish
from app.learning.foreign.archive import parts_of, read_file
from app.learning.foreign.graph import network_of
from app.learning.foreign.hdf5 import SIGNATURE, Hdf5File
from app.learning.foreign.plan import Network
from app.learning.foreign.weights import Weights, old_weights_of, weights_of

SUFFIXES = (".keras", ".h5", ".hdf5", ".tflite")
_ZIP = b"PK\x03\x04"
_TFLITE = b"TFL3"
_MAX_CARD_BYTES = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Foreign:
    """A network from a file: ``sha256`` of the file, ``form`` of the file, whether a hash came with it and fits.

    ``card`` is that of a bundle or of a file that Inkdigit exported; empty for others.
    """

    network: Network
    weights: Weights
    sha256: str
    form: str
    is_verified: bool = False
    card: dict[str, Any] = field(default_factory=dict)


class PresetNeeded(Exception):  # noqa: N818 - a question, not an error
    """The file holds weights alone: read it again with the configuration of the preset that was wished for."""


def read_foreign(path: Path, wish: ImportWish, preset_config: bytes | None = None) -> Foreign:
    """Read a model file or the folder of a bundle, and check all of it.

    Raises:
        PresetNeeded: ``preset_config`` is needed.
        BundleError: it is damaged, changed, or asks for anything beside a closed list of layers; says what.
    """
    if path.is_dir():
        return _read_bundle(path)
    content = read_file(path)
    digest = hashlib.sha256(content).hexdigest()
    card = _card_beside(path, digest)
    network, weights, form = _parsed(content, path, wish, preset_config)
    return Foreign(network, weights, digest, form, bool(card), card)


def _read_bundle(path: Path) -> Foreign:
    if not is_bundle(path):
        raise BundleError(
            said("The folder “{name}” is no model: it has no {card}.", name=shown(path.name), card=CARD_NAME),
            "Choose a folder that Inkdigit has made, or a model file.",
        )
    bundle: Bundle = read_bundle(path.absolute())
    content = read_file(bundle.keras_path)
    digest = hashlib.sha256(content).hexdigest()
    if bundle.card.fields["files"][KERAS_NAME]["sha256"] != digest:
        raise BundleError(said("“{name}” was changed while it was read.", name=KERAS_NAME), "Try again.")
    config, weights = parts_of(content)
    network = network_of(config)
    if network.classes != len(bundle.card.class_names):
        raise BundleError("The card and the network of the model disagree on the classes.", "Choose another model.")
    return Foreign(network, weights_of(Hdf5File(weights), network), digest, "bundle", True, dict(bundle.card.fields))


def _parsed(content: bytes, path: Path, wish: ImportWish, preset_config: bytes | None) -> tuple[Network, Weights, str]:
    if content.startswith(SIGNATURE):
        return _from_hdf5(Hdf5File(content), wish, preset_config)
    if content[4:8] == _TFLITE:
        from app.learning.foreign.litert import network_of_litert

        return *network_of_litert(content), "tflite"
    if content.startswith(_ZIP):
        config, weights = parts_of(content)
        network = network_of(config)
        return network, weights_of(Hdf5File(weights), network), "keras"
    hint = said("Choose a .keras, .h5 or .tflite file, or the folder of a model.")
    if path.suffix.lower() in SUFFIXES:
        raise BundleError(
            said("“{name}” is damaged: it does not begin as such a file does.", name=shown(path.name)), hint
        )
    raise BundleError(said("“{name}” is no model that can be read.", name=shown(path.name)), hint)


def _from_hdf5(file: Hdf5File, wish: ImportWish, preset_config: bytes | None) -> tuple[Network, Weights, str]:
    config = file.texts("/", "model_config")
    if config:
        network = network_of(config[0].encode())
        return network, old_weights_of(file, network, "/model_weights"), "h5"
    if not wish.preset:
        raise WeightsAloneError(
            "The file holds weights alone, without the network they belong to.",
            "Say which network it is: choose a preset (“--preset” on the command line).",
        )
    if preset_config is None:
        raise PresetNeeded
    network = network_of(preset_config)
    return network, weights_of(file, network), "weights"


def _card_beside(path: Path, digest: str) -> dict[str, Any]:
    """Return the card that Inkdigit wrote beside an exported file; empty where there is none.

    Raises:
        BundleError: the file is not the one that the card is about.
    """
    beside = path.with_name(path.name + ".card.json")
    try:
        if not beside.is_file() or beside.stat().st_size > _MAX_CARD_BYTES:
            return {}
        card = json.loads(beside.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    listed = card.get("file") if isinstance(card, dict) else None
    if not isinstance(listed, dict) or not isinstance(listed.get("sha256"), str):
        return {}
    if listed["sha256"] != digest:
        raise BundleError(
            said("“{name}” was changed: it does not match the card beside it.", name=shown(path.name)),
            "Get the file again. If it is meant to be another one, remove the card.",
        )
    return card if isinstance(card, dict) else {}

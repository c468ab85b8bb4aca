"""The user's own models: a bundle is copied into their folder under a name that nothing else has."""

import contextlib
import shutil
from pathlib import Path

from app.core.bundle import CARD_NAME, Bundle, bundle_names, is_bundle, read_bundle
from app.core.errors import BundleError, said
from app.core.files import replaced_folder, shown, write_json
from app.core.paths import user_models_dir

_LONGEST = 60
_FORBIDDEN = set('<>:"/\\|?*')
_DEVICES = {"con", "prn", "aux", "nul", *(f"{kind}{digit}" for kind in ("com", "lpt") for digit in range(1, 10))}
"""Names that Windows keeps for itself, with any ending."""


def install_bundle(folder: Path, name: str) -> str:
    """Copy a checked bundle to the user's models and return the key to use it by.

    The key is ``name``, or with a number where another model of that name exists; the copy's card is named so too. A
    bundle that was copied under the name before is not copied again.

    Raises:
        BundleError: the bundle is damaged, the name cannot be one, or the copy cannot be written.
    """
    check_model_name(name)
    bundle = read_bundle(folder)
    copied = _copy_of(bundle, name)
    if copied is not None:
        return copied
    key = free_name(name)
    try:
        with replaced_folder(user_models_dir() / key) as part:
            for file in bundle.model_files:
                shutil.copyfile(bundle.folder / file, part / file)
            card = {**bundle.card.fields, "name": key}
            write_json(part / CARD_NAME, card)
    except OSError as error:
        raise BundleError(
            said("The model “{name}” cannot be saved ({reason}).", name=name, reason=error.strerror),
            "Free some space, then try again.",
        ) from None
    return key


def free_name(name: str) -> str:
    """Return a name that no model has: ``name``, or ``name-2`` and so on."""
    taken = {existing.casefold() for existing in bundle_names()}
    number, candidate = 1, name
    while candidate.casefold() in taken or (user_models_dir() / candidate).exists():
        number += 1
        candidate = f"{name}-{number}"
    return candidate


def _copy_of(bundle: Bundle, name: str) -> str | None:
    """Return the key of a whole copy among the user's models, by the same name but for a number."""
    for existing in bundle_names():
        folder = user_models_dir() / existing
        if is_bundle(folder) and (existing == name or existing.rpartition("-")[0] == name):
            with contextlib.suppress(BundleError):
                if read_bundle(folder).card.fields["files"] == bundle.card.fields["files"]:
                    return existing
    return None


def check_model_name(name: str) -> None:
    """Refuse a name that cannot be a folder's on every system.

    Raises:
        BundleError: says what is wrong with it.
    """
    hint = said("Use letters, digits, spaces, dots, “-” and “_”.")
    if not name.strip() or name != name.strip() or name[0] == "." or name[-1] == ".":
        raise BundleError("A model's name begins and ends with a letter or a digit.", hint)
    if len(name) > _LONGEST:
        raise BundleError(
            said("The name “{name}…” is too long for a model.", name=shown(name[:20])),
            said("Use {longest} letters at most.", longest=_LONGEST),
        )
    if any(mark in _FORBIDDEN or not mark.isprintable() for mark in name):
        raise BundleError(said("“{name}” cannot be a model's name.", name=shown(name)), hint)
    if name.partition(".")[0].casefold() in _DEVICES:
        raise BundleError(said("Windows keeps the name “{name}” for itself.", name=name), "Choose another name.")

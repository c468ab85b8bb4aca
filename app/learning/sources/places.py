"""Where named data sets are looked for."""

from collections.abc import Sequence
from pathlib import Path

from app.core.errors import DataSetError, said
from app.core.files import shown
from app.core.paths import data_dirs, user_cache_dir


def cache_dir() -> Path:
    """Return the folder for data sets that were fetched or made."""
    return user_cache_dir() / "data"


def find_data(name: str) -> Path:
    """Return the first folder called ``name`` in the data folders.

    Raises:
        DataSetError: there is none; the hint names the folders that were looked in.
    """
    for root in data_dirs():
        if (root / name).is_dir():
            return root / name
    raise not_here(name)


def not_here(name: str, reason: str = "") -> DataSetError:
    """Return the sentence for a set that is not on this computer and, for ``reason``, cannot be fetched."""
    folders = _listed([f"“{shown(root)}”" for root in data_dirs()])
    if not reason:
        return DataSetError(
            said("The data set “{name}” is not on this computer.", name=name),
            said(
                "Put its files into a folder “{name}” in {folders}, or set INKDIGIT_DATA to the folder that holds it.",
                name=name,
                folders=folders,
            ),
        )
    return DataSetError(
        said(
            "The data set “{name}” is not on this computer and cannot be fetched: {reason}.", name=name, reason=reason
        ),
        said(
            "Connect to the internet and try again, or put its files into a folder “{name}” in {folders}, or set "
            "INKDIGIT_DATA to the folder that holds it.",
            name=name,
            folders=folders,
        ),
    )


def _listed(names: Sequence[str]) -> str:
    """Return "a or b or c"."""
    text = names[0]
    for name in names[1:]:
        text = said("{first} or {second}", first=text, second=name)
    return text

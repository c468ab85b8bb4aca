"""Where named data sets are looked for."""

from pathlib import Path

from app.core.errors import DataSetError
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
    looked_in = " or ".join(f"“{shown(root)}”" for root in data_dirs())
    because = f" and cannot be fetched: {reason}" if reason else ""
    return DataSetError(
        f"The data set “{name}” is not on this computer{because}.",
        f"{'Connect to the internet and try again, or put' if reason else 'Put'} its files into a folder “{name}” in"
        f" {looked_in}, or set INKDIGIT_DATA to the folder that holds it.",
    )

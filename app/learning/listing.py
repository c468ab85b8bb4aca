"""The data sets that have a name: which are on this computer, and how to get the others. Reads none of them."""

from dataclasses import asdict, dataclass
from typing import Any

from app.core.errors import DataSetError, InkdigitError
from app.core.my_drawings import count_examples, examples_path
from app.learning.datasets import DATA_NAMES, PEN_STROKES, SYNTHETIC_STROKES
from app.learning.sources.drawings import MY_DRAWINGS
from app.learning.sources.named import NAMED_SETS, local_folder
from app.learning.sources.places import find_data
from app.learning.sources.synthetic import COUNTS, synthetic_path

_ABOUT = {
    "mnist": "handwritten digits, 60,000 and 10,000",
    "fashion-mnist": "ten kinds of garment, 60,000 and 10,000",
    SYNTHETIC_STROKES: f"digits that Inkdigit writes itself, {COUNTS[0]:,} and {COUNTS[1]:,}; needs no network",
    MY_DRAWINGS: "what you kept as examples",
    PEN_STROKES: "digits of 30 writers, recorded with a pen",
}


@dataclass(frozen=True, slots=True)
class ListedSet:
    """A named data set. ``source`` is where it is; empty where it is not here, and ``how_to_get`` then says how."""

    name: str
    about: str
    is_here: bool
    source: str
    how_to_get: str

    def to_dict(self) -> dict[str, Any]:
        """Return the fields that ``data list --json`` prints."""
        fields = asdict(self)
        return {"name": fields.pop("name"), "available": fields.pop("is_here"), **fields}


def listed_sets() -> list[ListedSet]:
    """Return the named sets in the order in which they are offered."""
    return [_listed(name) for name in DATA_NAMES]


def _listed(name: str) -> ListedSet:
    source, how = _source_of(name)
    about = f"{_ABOUT[name]}: {count_examples():,}" if name == MY_DRAWINGS and source else _ABOUT[name]
    return ListedSet(name, about, bool(source), source, "" if source else how)


def _source_of(name: str) -> tuple[str, str]:
    """Return where a set is, or "" and how to get it."""
    if name in NAMED_SETS:
        folder = local_folder(name)
        size = NAMED_SETS[name].download_bytes / 1e6
        return str(folder or ""), f"fetched when it is first used ({size:.0f} MB)"
    if name == SYNTHETIC_STROKES:
        path = synthetic_path()
        return str(path) if path.is_file() else "", "made when it is first used, in some seconds"
    if name == MY_DRAWINGS:
        return _my_drawings()
    try:
        return str(find_data(name)), ""
    except DataSetError as error:
        return "", error.hint


def _my_drawings() -> tuple[str, str]:
    try:
        count = count_examples()
    except InkdigitError as error:
        return "", str(error)
    return (str(examples_path()), "") if count else ("", "draw in the window and choose Edit, Keep as example…")

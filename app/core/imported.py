"""What became of a model file that was brought in: frozen values, for the command line and the window."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Imported:
    """A model that can be used now by its ``key``.

    ``description`` is its network in a line. ``is_verified`` says whether the file brought a hash and matches it.
    ``range``, ``ink`` and ``found`` tell what the network is fed and how that is known; ``found`` is "assumed" where a
    person should be asked. ``note`` is a sentence about what is worth knowing, or empty. ``runtime`` is what runs it,
    as in the card.
    """

    key: str
    description: str
    parameters: int
    is_verified: bool
    range: str
    ink: str
    found: str
    note: str = ""
    runtime: str = "litert"


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What a person says about a file: all of it may be left out.

    ``preset`` names the network for a file of weights alone; ``class_names`` the answers; ``range`` is "0-255" or
    "0-1", ``ink`` "bright" or "dark".
    """

    name: str = ""
    preset: str = ""
    class_names: tuple[str, ...] = ()
    range: str | None = None
    ink: str | None = None

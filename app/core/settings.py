"""What the user has chosen: one schema, one sparse JSON file, and a default wherever the file makes no sense."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from app.core.defaults import DEFAULT_MODEL, DEFAULT_PEN, NUMBER_PEN
from app.core.paths import user_config_dir

T = TypeVar("T", str, float)
FILE_NAME = "settings.json"
MIN_PEN, MAX_PEN = 6.0, 44.0
"""Bounds of the pen's width in canvas units."""
_MAX_BYTES = 1_000_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Setting(Generic[T]):
    """One choice: its name in the file, its default, and which values are possible."""

    name: str
    default: T
    is_valid: Callable[[Any], bool]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) < 4096 and "\0" not in value


def _is_pen(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and MIN_PEN <= value <= MAX_PEN


THEME = Setting("theme", "system", lambda value: value in ("system", "light", "dark"))
PEN_WIDTH = Setting("pen_width", DEFAULT_PEN, _is_pen)
NUMBER_PEN_WIDTH = Setting("number_pen_width", NUMBER_PEN, _is_pen)
MODE = Setting("mode", "digit", lambda value: value in ("digit", "number"))
"""What is drawn: one digit, or a whole number."""
MODEL = Setting("model", DEFAULT_MODEL, lambda value: _is_text(value) and bool(value))
PREVIOUS_MODEL = Setting("previous_model", "", _is_text)
"""The model in use before the present one; empty before the first change."""
DEVICE = Setting("device", "auto", lambda value: value in ("auto", "cpu", "gpu"))
"""Where the model reads."""
FOLDER = Setting("folder", "", _is_text)
"""Where a file was opened or saved last; empty before the first time."""
SCHEMA: tuple[Setting[Any], ...] = (THEME, PEN_WIDTH, NUMBER_PEN_WIDTH, MODE, MODEL, PREVIOUS_MODEL, FOLDER, DEVICE)


class Settings:
    """Hold the choices that differ from their defaults; ``save`` writes them, and only them.

    Names that this version does not know are kept: they belong to another version.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or user_config_dir() / FILE_NAME
        self._can_save = True
        self._values = self._read()
        self._saved = dict(self._values)

    def __getitem__(self, setting: Setting[T]) -> T:
        value: T = self._values.get(setting.name, setting.default)
        return value

    def __setitem__(self, setting: Setting[T], value: T) -> None:
        if not setting.is_valid(value):
            raise ValueError(f"{value!r} is no value for the setting {setting.name}")
        self._values[setting.name] = value
        if value == setting.default:
            del self._values[setting.name]

    def save(self) -> None:
        """Write what was changed. A failure is logged: the choices then last until the program ends."""
        if self._values == self._saved or not self._can_save:
            return
        from app.core.files import write_json  # hashlib and its libraries: not before the window is painted

        try:
            write_json(self.path, self._values)
        except OSError as error:
            _log.warning("The settings cannot be saved in “%s” (%s).", self.path, error.strerror)
            return
        self._saved = dict(self._values)

    def _read(self) -> dict[str, Any]:
        try:
            if self.path.stat().st_size > _MAX_BYTES:
                raise ValueError("the file is far too large")
            fields = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except OSError as error:
            _log.warning("The settings in “%s” cannot be read (%s).", self.path, error.strerror)
            self._can_save = False
            return {}
        except (ValueError, RecursionError) as error:
            self._set_aside(str(error))
            return {}
        if not isinstance(fields, dict):
            self._set_aside("it is no JSON object")
            return {}
        return _checked(fields)

    def _set_aside(self, reason: str) -> None:
        """Rename an unreadable file to a new name that ends in ``.bad``; keep it unwritten where that fails."""
        try:
            self.path.rename(_free_name(self.path))
        except OSError:
            self._can_save = False
        _log.warning("The settings in “%s” are unreadable (%s): set aside as .bad.", self.path, reason)


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    by_name = {setting.name: setting for setting in SCHEMA}
    values = {}
    for name, value in fields.items():
        setting = by_name.get(name)
        if setting is None or setting.is_valid(value):
            values[name] = value
        else:
            _log.warning("The setting %s cannot be %.60r; it is %r now.", name, value, setting.default)
    return values


def _free_name(path: Path) -> Path:
    number = 1
    while True:
        candidate = path.with_name(f"{path.name}{number if number > 1 else ''}.bad")
        if not candidate.exists():
            return candidate
        number += 1

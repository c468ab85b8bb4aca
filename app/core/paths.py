"""Where things are: the one file that knows a source tree, a wheel, a frozen program and the user's folders apart."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import platformdirs

APP_NAME = "Inkdigit"
_PACKAGE = Path(__file__).resolve().parents[1]


def _shipped_root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen)
    in_wheel = _PACKAGE / "_shipped"
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent


def resources_dir() -> Path:
    """Return the folder of icons, translations and desktop files."""
    return _shipped_root() / "resources"


def shipped_models_dir() -> Path:
    """Return the folder of the model bundles that come with the program."""
    return _shipped_root() / "models"


def user_data_dir() -> Path:
    """Return the folder for what the user makes: models, runs, drawings. ``INKDIGIT_HOME`` moves all such folders."""
    return _user_dir("data", platformdirs.user_data_path)


def user_config_dir() -> Path:
    """Return the folder for settings."""
    return _user_dir("config", platformdirs.user_config_path)


def user_cache_dir() -> Path:
    """Return the folder for what can be fetched or made again."""
    return _user_dir("cache", platformdirs.user_cache_path)


def user_log_dir() -> Path:
    """Return the folder for logs and crash reports."""
    return _user_dir("logs", platformdirs.user_log_path)


def user_models_dir() -> Path:
    """Return the folder of the user's own model bundles."""
    return user_data_dir() / "models"


def data_dirs() -> list[Path]:
    """Return the folders to look for data sets in, first hit wins: ``INKDIGIT_DATA``, then the user cache."""
    extra = os.environ.get("INKDIGIT_DATA", "")
    return [Path(part) for part in extra.split(os.pathsep) if part] + [user_cache_dir() / "data"]


def _user_dir(kind: str, default: Callable[..., Path]) -> Path:
    home = os.environ.get("INKDIGIT_HOME")
    if home:
        return Path(home) / kind
    return default("inkdigit", appauthor=False)

"""Every command that docs/tutorials.md names is one, with options that there are."""

import argparse
import importlib
import re
import shlex
from pathlib import Path

import pytest

from app.cli.main import COMMANDS
from app.core.presets import PRESETS

PAGE = (Path(__file__).parents[3] / "docs" / "tutorials.md").read_text(encoding="utf-8")
LINES = sorted(
    set(re.findall(r"`inkdigit ([^`]+)`", PAGE)) | set(re.findall(r"^    inkdigit (.+)$", PAGE, re.MULTILINE))
)


@pytest.mark.parametrize("line", LINES)
def test_a_command_of_the_page_is_understood(line: str) -> None:
    words = shlex.split(line)
    assert words[0] in COMMANDS
    parser = argparse.ArgumentParser()
    importlib.import_module(f"app.cli.{words[0]}").add_parser(parser.add_subparsers())
    args = parser.parse_args(words)
    assert callable(args.run)
    assert (getattr(args, "preset", None) or "digits") in PRESETS


def test_the_page_names_what_there_is() -> None:
    assert len(LINES) > 12
    named = re.findall(r"\| `([\w-]+)` \|", PAGE)
    assert len(named) == 5
    assert set(named) <= set(PRESETS)

"""The command line: one table of commands; what is no command is opened in the window."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__
from app.cli.output import prepare_streams, say, silence_stdout
from app.core.errors import Cancelled, InkdigitError

if TYPE_CHECKING:
    import argparse

COMMANDS = {
    "classify": "read the digits in pictures, folders or recorded strokes",
    "train": "train a network and keep it as a model",
    "evaluate": "measure a model on a data set",
    "report": "write a model's report card",
    "data": "list, describe and convert data sets",
    "export": "write a model for another program",
    "models": "list, describe and bring in models",
    "bench": "measure speed and memory against baselines",
}
"""Name and help of each command; ``app.cli.NAME`` holds it, and is imported only when it is asked for."""
FAILED, USAGE, CANCELLED = 1, 2, 130


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code: 0 all done, 1 something failed, 2 usage, 130 cancelled."""
    prepare_streams()
    try:
        code = _dispatch(list(arguments))
        sys.stdout.flush()
    except InkdigitError as error:
        say(str(error))
        code = FAILED
    except (KeyboardInterrupt, Cancelled):
        code = CANCELLED
    except BrokenPipeError:
        silence_stdout()
        code = FAILED
    except SystemExit as ending:  # argparse ends this way after --help, --version and a usage error
        code = ending.code if isinstance(ending.code, int) else USAGE
    return code


def _dispatch(arguments: list[str]) -> int:
    if not arguments:  # the usual start, which needs no parser
        return _open_window([])
    if arguments[0] in COMMANDS:
        return _run_command(arguments)
    parser = _window_parser()
    args = parser.parse_args(arguments)
    if args.self_check:
        from app.cli.self_check import self_check

        return self_check(as_json=args.json)
    if args.json:
        parser.error("--json goes with a command or with --self-check")
    _check_for_mistyped_command(parser, args.paths)
    return _open_window(args.paths)


def _open_window(paths: list[Path]) -> int:
    from app.ui.application import run as open_window

    return open_window(paths)


def _run_command(arguments: list[str]) -> int:
    import argparse

    name = arguments[0]
    parser = argparse.ArgumentParser(prog="inkdigit")
    importlib.import_module(f"app.cli.{name}").add_parser(parser.add_subparsers(metavar="COMMAND", required=True))
    args = parser.parse_args(arguments)
    code: int = args.run(args)
    return code


def _window_parser() -> argparse.ArgumentParser:
    import argparse

    width = max(map(len, COMMANDS))
    lines = "\n".join(f"  {name:{width}}  {text}" for name, text in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="inkdigit",
        usage="inkdigit [FILE …]\n       inkdigit COMMAND …",
        description="Read handwritten digits. Without a command, open the window, with FILE in it.",
        epilog=f"commands:\n{lines}\n\n“inkdigit COMMAND --help” says more of each.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="FILE", help="a picture or a file of strokes to open")
    parser.add_argument("--self-check", action="store_true", help="check icons, model and a prediction, then exit")
    parser.add_argument("--json", action="store_true", help="with --self-check: print one JSON object")
    parser.add_argument("--version", action="version", version=f"Inkdigit {__version__}")
    return parser


def _check_for_mistyped_command(parser: argparse.ArgumentParser, paths: list[Path]) -> None:
    """Refuse a first word that is no file but nearly a command, instead of opening a window for it."""
    if not paths or os.path.exists(paths[0]):  # noqa: PTH110 - fails for no name, however long
        return
    import difflib

    near = difflib.get_close_matches(str(paths[0]), COMMANDS, n=1, cutoff=0.75)
    if near:
        parser.error(f"there is no command or file “{paths[0]}”; did you mean “{near[0]}”?")

"""Write the man page and the shell completions from the parsers of the command line: ``commands.py FOLDER``.

The folder gets ``inkdigit.1``, ``inkdigit.bash``, ``_inkdigit`` for zsh and ``inkdigit.fish``.
"""

import argparse
import importlib
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from app import __version__
from app.cli import main as command_line

NAME = "inkdigit"


@dataclass(frozen=True)
class Option:
    """One option: its spellings, what its value is called, which values there are, its help."""

    flags: tuple[str, ...]
    value: str
    choices: tuple[str, ...]
    help: str


@dataclass(frozen=True)
class Command:
    """One command or the program itself: the words that lead to it, its help, its options and arguments."""

    words: tuple[str, ...]
    help: str
    options: tuple[Option, ...]
    arguments: tuple[Option, ...]
    children: tuple[str, ...] = field(default=())


def all_commands() -> list[Command]:
    """Return the program and every command, parents before their children."""
    root = command_line._window_parser()
    table = argparse.ArgumentParser(prog=NAME)
    subparsers = table.add_subparsers()
    for name in command_line.COMMANDS:
        importlib.import_module(f"app.cli.{name}").add_parser(subparsers)
    window = _command((), "read handwritten digits", root)
    top = Command((), window.help, window.options, window.arguments, tuple(subparsers.choices))
    return [top, *(inner for name in subparsers.choices for inner in _walk((name,), subparsers))]


def _walk(words: tuple[str, ...], subparsers: argparse._SubParsersAction) -> Iterator[Command]:
    parser = subparsers.choices[words[-1]]
    about = {action.dest: action.help or "" for action in subparsers._choices_actions}
    yield _command(words, about.get(words[-1], ""), parser)
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name in action.choices:
                yield from _walk((*words, name), action)


def _command(words: tuple[str, ...], about: str, parser: argparse.ArgumentParser) -> Command:
    actions = [action for action in parser._actions if action.help != argparse.SUPPRESS]
    children = [tuple(action.choices) for action in actions if isinstance(action, argparse._SubParsersAction)]
    plain = [action for action in actions if not isinstance(action, argparse._SubParsersAction)]
    options = tuple(_option(action) for action in plain if action.option_strings)
    arguments = tuple(_option(action) for action in plain if not action.option_strings)
    return Command(words, about, options, arguments, children[0] if children else ())


def _option(action: argparse.Action) -> Option:
    takes_value = action.nargs != 0
    shown = action.metavar or action.dest.upper()
    choices = tuple(map(str, action.choices or ()))
    value = ("{" + ",".join(choices) + "}" if choices and not action.metavar else str(shown)) if takes_value else ""
    about = (action.help or "").replace("%(default)s", str(action.default)).replace("%%", "%")
    return Option(tuple(action.option_strings), value, choices, about)


# --- The man page: https://man7.org/linux/man-pages/man7/man.7.html ---------------------------------------------------


def man_page(commands: list[Command]) -> str:
    """Return the page in roff."""
    stamp = datetime.fromtimestamp(float(os.environ.get("SOURCE_DATE_EPOCH", time.time())), UTC)
    root, *others = commands
    lines = [
        f'.TH INKDIGIT 1 "{stamp:%Y-%m-%d}" "Inkdigit {__version__}" "User Commands"',
        ".SH NAME",
        r"inkdigit \- read handwritten digits",
        ".SH SYNOPSIS",
        r".B inkdigit",
        r"[\fIFILE\fR ...]",
        ".br",
        r".B inkdigit",
        r"\fICOMMAND\fR [\fIOPTION\fR ...]",
        ".SH DESCRIPTION",
        "Inkdigit reads handwritten digits. Without a command it opens a window to draw in, with",
        r".I FILE",
        "in it: a picture, a drawing saved as strokes, or a model. With a command it works in the terminal.",
        "It needs no network.",
        ".SH OPTIONS",
        *_roff_options(root),
        ".SH COMMANDS",
    ]
    for command in others:
        lines += [f".SS {NAME} {' '.join(command.words)}", _roff(_sentence(command.help))]
        lines += [*_roff_options(command)]
    lines += [
        ".SH EXIT STATUS",
        "0 all done; 1 something failed, and the rest was done; 2 a wrong command line; 130 after Ctrl+C.",
        ".SH ENVIRONMENT",
        ".TP",
        ".B INKDIGIT_DATA",
        "Folders to look for data sets in, separated as in PATH.",
        ".TP",
        ".B INKDIGIT_HOME",
        "One folder for settings, models, runs, caches and logs, instead of the usual ones.",
        ".SH FILES",
        ".TP",
        ".I ~/.local/share/inkdigit",
        "Models, runs and drawings.",
        ".TP",
        ".I ~/.config/inkdigit",
        "Settings.",
        ".TP",
        ".I ~/.local/state/inkdigit/log",
        "Logs.",
    ]
    return "\n".join(lines) + "\n"


def _roff_options(command: Command) -> Iterator[str]:
    for option in (*command.arguments, *command.options):
        flags = ", ".join(rf"\fB{_roff(flag)}\fR" for flag in option.flags)
        value = rf"\fI{_roff(option.value)}\fR" if option.value else ""
        yield ".TP"
        yield f"{flags} {value}".strip()
        yield _roff(_sentence(option.help))


def _sentence(text: str) -> str:
    plain = " ".join(text.split()) or "See the help of the command."
    return plain[0].upper() + plain[1:] + ("" if plain.endswith((".", "…")) else ".")


def _roff(text: str) -> str:
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped


# --- The shells -------------------------------------------------------------------------------------------------------


def bash_completion(commands: list[Command]) -> str:
    """Return what bash reads: https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html."""
    words = "\n".join(
        f"            '{' '.join(command.words)}') words='{' '.join((*command.children, *_flags(command)))}' ;;"
        for command in commands
    )
    values = "\n".join(
        f"        '{' '.join((*command.words, flag))}') words='{' '.join(option.choices)}' ;;"
        for command in commands
        for option in command.options
        for flag in option.flags
        if option.choices
    )
    known = "|".join(" ".join(command.words) for command in commands[1:])
    return f"""# bash completion for inkdigit
_inkdigit() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} place='' words='' word
    local known='|{known}|'
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        [[ $known == *"|${{place:+$place }}$word|"* ]] && place=${{place:+$place }}$word
    done
    case "${{place:+$place }}$previous" in
{values}
        *) ;;
    esac
    if [ -z "$words" ]; then
        case "$place" in
{words}
        esac
        [[ $current == -* ]] || words=$(printf '%s\\n' $words | grep -v '^-')
    fi
    mapfile -t COMPREPLY < <(
        compgen -W "$words" -- "$current"
        [[ $current == -* ]] || compgen -f -- "$current"
    )
    compopt -o filenames 2>/dev/null
}}
complete -F _inkdigit inkdigit
"""


def fish_completion(commands: list[Command]) -> str:
    """Return what fish reads: https://fishshell.com/docs/current/completions.html."""
    lines = ["# fish completion for inkdigit"]
    by_words = {command.words: command for command in commands}
    for command in commands:
        seen = [f"__fish_seen_subcommand_from {word}" for word in command.words]
        seen += [f"not __fish_seen_subcommand_from {' '.join(command.children)}"] if command.children else []
        condition = f" -n {_quoted('; and '.join(seen))}" if seen else ""
        for child in command.children:
            about = by_words[(*command.words, child)].help
            lines.append(f"complete -c {NAME}{condition} -a {child} -d {_quoted(about)}")
        lines += [f"complete -c {NAME}{condition}{_fish_option(option)}" for option in command.options]
    return "\n".join(lines) + "\n"


def _fish_option(option: Option) -> str:
    spelled = "".join(f" -l {flag[2:]}" if flag.startswith("--") else f" -s {flag[1:]}" for flag in option.flags)
    values = f" -x -a {_quoted(' '.join(option.choices))}" if option.choices else " -r" if option.value else ""
    return f"{spelled}{values} -d {_quoted(option.help)}"


def zsh_completion(commands: list[Command]) -> str:
    """Return what zsh reads: https://zsh.sourceforge.io/Doc/Release/Completion-System.html."""
    cases = []
    for command in commands:
        children = " ".join(command.children)
        cases.append(f"        '{' '.join(command.words)}') words_here=({children} {' '.join(_flags(command))}) ;;")
    known = " ".join(f"'{' '.join(command.words)}'" for command in commands[1:])
    return f"""#compdef inkdigit
_inkdigit() {{
    local place='' word
    local -a known words_here
    known=({known})
    for word in "${{(@)words[2,CURRENT-1]}}"; do
        (( ${{known[(Ie)${{place:+$place }}$word]}} )) && place=${{place:+$place }}$word
    done
    case "$place" in
{chr(10).join(cases)}
    esac
    [[ $PREFIX == -* ]] || words_here=(${{words_here:#-*}})
    compadd -a words_here
    _files
}}
_inkdigit "$@"
"""


def _flags(command: Command) -> list[str]:
    return [flag for option in command.options for flag in option.flags]


def _quoted(text: str) -> str:
    return "'" + " ".join(text.split()).replace("\\", "\\\\").replace("'", "\\'") + "'"


def main(arguments: list[str]) -> None:
    """Write all four files into a folder."""
    (folder,) = map(Path, arguments)
    folder.mkdir(parents=True, exist_ok=True)
    commands = all_commands()
    for name, write in (
        ("inkdigit.1", man_page),
        ("inkdigit.bash", bash_completion),
        ("inkdigit.fish", fish_completion),
        ("_inkdigit", zsh_completion),
    ):
        (folder / name).write_text(write(commands), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

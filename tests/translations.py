"""The texts of the window and the translations beside them: ``python -m tests.translations`` brings these up to date.

It reads the sources, adds what is new to ``inkdigit_de.ts`` (still without German, and says so), takes out what is
gone, and writes ``inkdigit_de.qm``. A second run finds nothing to do.
"""

import ast
import functools
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from app.ui.sentences import CONTEXT

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "resources" / "translations" / "inkdigit_de.ts"
BELOW = ("core", "recognition", "learning", "compute", "ui")
"""The packages whose errors the window shows; what ``app.cli`` says itself stays English."""
_WORD = re.compile(r"\s[A-Za-z]{2,}|[A-Za-z]{2,}\s")
Text = tuple[str, str]
"""A context and a text in English."""


@functools.cache
def window_texts(root: Path = ROOT / "app" / "ui") -> set[Text]:
    """Return what the window says itself: the literals of ``self.tr`` and ``translate``."""
    return {text for path in sorted(root.rglob("*.py")) for text in _texts_of(_parsed(path))}


@functools.cache
def sentences(root: Path = ROOT / "app") -> set[Text]:
    """Return what the layers below say: the literals of ``said`` and of the errors, in one context."""
    kinds = error_kinds(root)
    found = [
        node
        for path in sources(root)
        for call in _calls(_parsed(path))
        for node in (call.args[:1] if _name(call) == "said" else call.args if _name(call) in kinds else ())
    ]
    found += [node for path in sources(root) for node in _own_words(_parsed(path), kinds)]
    return {(CONTEXT, node.value) for node in found if _is_text(node) and node.value.strip()}


def faults(root: Path = ROOT / "app") -> list[str]:
    """Return where a sentence is made in a way that cannot be translated, each with its file and line."""
    kinds = error_kinds(root)
    return [
        f"{path.relative_to(root)}:{line}: {what}"
        for path in sources(root)
        for line, what in _faults_of(_parsed(path), kinds)
    ]


def translations(source: Path = SOURCE) -> dict[Text, str]:
    """Return the German of each text; empty where there is none yet."""
    return {
        (context.findtext("name", ""), message.findtext("source", "")): _german(message)
        for context in ET.parse(source).getroot().iter("context")
        for message in context.iter("message")
    }


def gaps_of(text: str) -> set[str]:
    """Return the gaps of a template, as ``name`` or ``name:format``."""
    try:
        return {f"{name}:{spec}" for _, name, spec, _ in Formatter().parse(text) if name is not None}
    except ValueError:  # braces that are no gaps
        return set()


def update(source: Path = SOURCE) -> list[Text]:
    """Make the file of translations say what the sources say; return what has no German yet."""
    tree = ET.parse(source)
    wanted = window_texts() | sentences()
    for context in list(tree.getroot().iter("context")):
        for message in list(context.iter("message")):
            if (context.findtext("name", ""), message.findtext("source", "")) not in wanted:
                context.remove(message)
        if context.find("message") is None:
            tree.getroot().remove(context)
    for name, text in sorted(wanted - translations(source).keys()):
        message = ET.SubElement(_context(tree.getroot(), name), "message")
        ET.SubElement(message, "source").text = text
        ET.SubElement(message, "translation", type="unfinished")
    ET.indent(tree, "    ")
    tree.write(source, encoding="utf-8", xml_declaration=True)
    release(source, source.with_suffix(".qm"))
    return sorted(text for text, german in translations(source).items() if not german)


def release(source: Path, target: Path) -> None:
    """Write the file that Qt reads."""
    command = [Path(sys.executable).with_name("pyside6-lrelease"), source, "-qm", target]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def sources(root: Path) -> list[Path]:
    """Return the files whose errors the window shows."""
    return [path for package in BELOW for path in sorted((root / package).rglob("*.py"))]


@functools.cache
def error_kinds(root: Path = ROOT / "app") -> set[str]:
    """Return the names of ``InkdigitError`` and of whatever inherits from it."""
    classes = [node for path in sources(root) for node in ast.walk(_parsed(path)) if isinstance(node, ast.ClassDef)]
    kinds, before = {"InkdigitError"}, 0
    while len(kinds) > before:
        before = len(kinds)
        kinds |= {one.name for one in classes if any(isinstance(b, ast.Name) and b.id in kinds for b in one.bases)}
    return kinds


@functools.cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node


def _own_words(tree: ast.Module, kinds: set[str]) -> Iterator[ast.expr]:
    """Yield what errors say of themselves: in ``super().__init__``, and where nothing else is given."""
    for owner in ast.walk(tree):
        if isinstance(owner, ast.ClassDef) and owner.name in kinds:
            for node in ast.walk(owner):
                if isinstance(node, ast.FunctionDef) and node.name == "__init__":
                    yield from node.args.defaults
                elif isinstance(node, ast.Call) and _name(node) == "__init__":
                    yield from node.args


def _name(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _texts_of(tree: ast.Module) -> Iterator[Text]:
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    for owner in classes:
        for call in _calls(owner):
            if _name(call) == "tr" and call.args and _is_text(call.args[0]):
                yield owner.name, call.args[0].value
    for call in _calls(tree):
        if _name(call) in ("translate", "QT_TRANSLATE_NOOP") and len(call.args) > 1 and all(map(_is_text, call.args)):
            yield call.args[0].value, call.args[1].value


def _faults_of(tree: ast.Module, kinds: set[str]) -> Iterator[tuple[int, str]]:
    plain = _plain_names(tree) | _plain_functions(tree)
    for call in _calls(tree):
        if _name(call) == "said":
            yield from _faults_of_said(call)
        elif _name(call) in kinds:
            for arg in call.args:
                yield from ((call.lineno, fault) for fault in _faults_of_argument(arg, plain))
    for node in _own_words(tree, kinds):
        yield from ((node.lineno, fault) for fault in _faults_of_argument(node, plain))


def _faults_of_said(call: ast.Call) -> Iterator[tuple[int, str]]:
    if len(call.args) != 1 or not _is_text(call.args[0]):
        yield call.lineno, "said() needs a literal"
        return
    template, given = call.args[0].value, {str(keyword.arg) for keyword in call.keywords}
    if given and {gap.partition(":")[0] for gap in gaps_of(template)} != given:
        yield call.lineno, f"the gaps of “{template}” are not {', '.join(sorted(given))}"
    for keyword in call.keywords:
        if isinstance(keyword.value, ast.JoinedStr) and not _is_without_words(keyword.value):
            yield call.lineno, f"{keyword.arg} is an f-string"


def _is_without_words(text: ast.JoinedStr) -> bool:
    return not any(_is_text(part) and _WORD.search(part.value.replace(" MB", "")) for part in text.values)


def _faults_of_argument(arg: ast.expr, plain: set[str]) -> Iterator[str]:
    for node in ast.walk(arg) if not _is_translated(arg) else ():
        if isinstance(node, ast.Call) and _name(node) == "said":
            return
        if isinstance(node, ast.JoinedStr | ast.BinOp):
            yield "an f-string, or texts put together: use said()"
        elif isinstance(node, ast.Call) and _name(node) in ("format", "join"):
            yield "a text put together: use said()"
        elif isinstance(node, ast.Name) and node.id in plain:
            yield f"{node.id} is a plain text: make it with said()"
        elif isinstance(node, ast.Call) and f"{_name(node)}()" in plain:
            yield f"{_name(node)}() returns a plain text: make it with said()"


def _is_translated(arg: ast.expr) -> bool:
    return any(isinstance(node, ast.Call) and _name(node) in ("tr", "translate") for node in ast.walk(arg))


def _plain_names(tree: ast.Module) -> set[str]:
    """Return the names that are assigned English which nobody can translate."""
    assigned = [node for node in ast.walk(tree) if isinstance(node, ast.Assign) and _is_plain(node.value)]
    return {target.id for node in assigned for target in node.targets if isinstance(target, ast.Name)}


def _plain_functions(tree: ast.Module) -> set[str]:
    """Return the functions that return such a text, as ``name()``."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return {f"{one.name}()" for one in functions if any(map(_is_plain, _returned(one)))}


def _returned(function: ast.FunctionDef) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and node.value is not None:
            yield node.value


def _is_plain(value: ast.expr) -> bool:
    if isinstance(value, ast.IfExp):
        return _is_plain(value.body) or _is_plain(value.orelse)
    if isinstance(value, ast.JoinedStr):
        return not _is_without_words(value)
    return _is_text(value) and " " in value.value.strip()  # type: ignore[attr-defined]


def _german(message: ET.Element) -> str:
    translation = message.find("translation")
    is_done = translation is not None and translation.get("type") != "unfinished"
    return (translation.text or "") if translation is not None and is_done else ""


def _context(root: ET.Element, name: str) -> ET.Element:
    for context in root.iter("context"):
        if context.findtext("name") == name:
            return context
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = name
    return context


if __name__ == "__main__":
    missing = update()
    print("\n".join(f"{context}: {text}" for context, text in missing))
    sys.exit(1 if missing else 0)

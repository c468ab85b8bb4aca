"""Sentences as plain data: for files that tell another language's window later what was said."""

import re
from string import Formatter
from typing import Any

from app.core.errors import Sentence

_DEEPEST, _MOST_TEXT, _MOST_VALUES = 8, 20_000, 20
_FORMAT = re.compile(r",?(\.\d)?[fg%]?")


def plain_of(text: str) -> Any:
    """Return a text as it is, a sentence as an object, for JSON."""
    if not isinstance(text, Sentence):
        return text
    values = {name: plain_of(value) if isinstance(value, str) else value for name, value in text.values.items()}
    return {"text": str(text), "template": text.template, "values": values}


def sentence_of_plain(plain: object, _depth: int = 0) -> Sentence:
    """Return what ``plain_of`` was given.

    Raises:
        ValueError: it is something else.
    """
    if isinstance(plain, str):
        return Sentence(_text(plain))
    if not isinstance(plain, dict) or _depth > _DEEPEST:
        raise ValueError("no sentence")
    values = plain.get("values")
    if not isinstance(values, dict) or len(values) > _MOST_VALUES:
        raise ValueError("no sentence")
    found = {_text(name): _value(value, _depth) for name, value in values.items()}
    return Sentence(_text(plain.get("text")), _template(plain.get("template"), found), found)


def _template(plain: object, values: dict[str, object]) -> str:
    """Return a template that asks for nothing but ``values``, in one of our own formats."""
    template = _text(plain)
    if values:
        for _, name, spec, conversion in Formatter().parse(template):
            if name is not None and (name not in values or conversion or not _FORMAT.fullmatch(spec or "")):
                raise ValueError("no template")
    return template


def _value(plain: object, depth: int) -> object:
    if isinstance(plain, dict):
        return sentence_of_plain(plain, depth + 1)
    return plain if isinstance(plain, int | float) else _text(plain)


def _text(plain: object) -> str:
    if not isinstance(plain, str) or len(plain) > _MOST_TEXT:
        raise ValueError("no text")
    return plain

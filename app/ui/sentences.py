"""What the layers below say, in the user's language: they give English sentences that tell how they were made."""

from typing import Any

from PySide6.QtCore import QCoreApplication

from app.core.errors import InkdigitError, Sentence, said

CONTEXT = "Sentences"
"""The context of all of them in the translations."""
_SYSTEM_REASONS = (
    said("Broken pipe"),
    said("Connection refused"),
    said("Connection timed out"),
    said("Device or resource busy"),
    said("Directory not empty"),
    said("Disk quota exceeded"),
    said("File exists"),
    said("File name too long"),
    said("File too large"),
    said("Host is down"),
    said("Input/output error"),
    said("Is a directory"),
    said("Network is unreachable"),
    said("No such file or directory"),
    said("No space left on device"),
    said("Not a directory"),
    said("Operation not permitted"),
    said("Permission denied"),
    said("Read-only file system"),
    said("Stale file handle"),
    said("Text file busy"),
    said("Too many open files"),
    said("Too many levels of symbolic links"),
)
"""What Linux and macOS say in English, whatever the user speaks; Windows speaks the user's language itself."""


def spoken(text: str) -> str:
    """Return a text from below in the user's language; what has no translation, such as a name, as it is."""
    if not isinstance(text, Sentence) or not text:
        return text
    template = QCoreApplication.translate(CONTEXT, text.template)
    values = {name: _spoken_value(name, value) for name, value in text.values.items()}
    if template == text.template and values == text.values:
        return str(text)
    try:
        return template.format(**values) if values else template
    except (LookupError, ValueError, AttributeError):  # a translation that does not fit
        return str(text)


def spoken_error(error: InkdigitError) -> str:
    """Return what is wrong, and in a second line what to do, in the user's language."""
    return "\n".join(filter(None, (spoken(error.message), spoken(error.hint))))


def spoken_reason(error: OSError) -> str:
    """Return why the system refused something, in the user's language where we know it."""
    return str(_spoken_value("reason", error.strerror or str(error)))


def _spoken_value(name: str, value: Any) -> Any:
    if isinstance(value, Sentence):
        return spoken(value)
    if name == "reason" and value in _SYSTEM_REASONS:
        return QCoreApplication.translate(CONTEXT, value)
    return value

"""Object names: the contract with scripts, tests and accessibility tools."""

from typing import TypeVar

from PySide6.QtCore import QObject

Q = TypeVar("Q", bound=QObject)


def named(thing: Q, name: str) -> Q:
    """Give an object its name and return it."""
    thing.setObjectName(name)
    return thing

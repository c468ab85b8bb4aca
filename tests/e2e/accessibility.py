"""What a screen reader gets from a window: names and places, read over AT-SPI.

The protocol: https://gitlab.gnome.org/GNOME/at-spi2-core/-/tree/main/xml
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ROOT = "/org/a11y/atspi/accessible/root"
_SCREEN = 0


@dataclass(frozen=True)
class Node:
    """One accessible object: the bus name of its program, and its path there."""

    bus: str
    path: str


class Accessibility:
    """Read the accessible objects of the programs on one desktop."""

    def __init__(self, session_address: str) -> None:
        with open_dbus_connection(bus=session_address) as session:
            address = _call(session, Node("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus", "GetAddress")
        self._connection = open_dbus_connection(bus=address)

    def close(self) -> None:
        """Leave the bus."""
        self._connection.close()

    def programs(self) -> list[Node]:
        """Return the roots of the programs that have registered."""
        return self.children(Node("org.a11y.atspi.Registry", _ROOT))

    def children(self, node: Node) -> list[Node]:
        """Return the objects right below one."""
        return [Node(*child) for child in self._ask(node, _ACCESSIBLE, "GetChildren") or []]

    def name(self, node: Node) -> str:
        """Return the text that a screen reader says first."""
        return self._property(node, "Name")

    def description(self, node: Node) -> str:
        """Return the text that a screen reader says on request."""
        return self._property(node, "Description")

    def box(self, node: Node) -> tuple[int, int, int, int]:
        """Return (x, y, width, height) on the screen, in pixels."""
        x, y, width, height = self._ask(node, "org.a11y.atspi.Component", "GetExtents", "u", (_SCREEN,))
        return x, y, width, height

    def find(self, object_name: str) -> Node | None:
        """Return the widget with this Qt object name, in whichever window it is."""
        for node in self._everything():
            if self._property(node, "AccessibleId").split(".")[-1] == object_name:
                return node
        return None

    def texts(self) -> list[str]:
        """Return the name of every object that has one."""
        return [name for name in map(self.name, self._everything()) if name]

    def _everything(self) -> Iterator[Node]:
        """Yield every object; one that vanishes meanwhile has no children and empty properties."""
        waiting = self.programs()
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(self.children(node))

    def _property(self, node: Node, name: str) -> str:
        answer = self._ask(node, "org.freedesktop.DBus.Properties", "Get", "ss", (_ACCESSIBLE, name))
        return str(answer[1]) if answer else ""

    def _ask(self, node: Node, interface: str, method: str, signature: str | None = None, body: Any = ()) -> Any:
        return _call(self._connection, node, interface, method, signature, body)


def _call(
    connection: DBusConnection, node: Node, interface: str, method: str, signature: str | None = None, body: Any = ()
) -> Any:
    """Return the first value of the reply; None where the object or its program is gone."""
    address = DBusAddress(node.path, bus_name=node.bus, interface=interface)
    reply = connection.send_and_get_reply(new_method_call(address, method, signature, body), timeout=300)
    if reply.header.message_type is MessageType.error:
        return None
    return reply.body[0] if reply.body else None

"""What every test gets: user folders of its own, and no network beyond this machine."""

import ipaddress
import signal
import socket
from pathlib import Path
from typing import Any

import pytest

_connect = socket.socket.connect

# A shell starts what runs in its background deaf to Ctrl+C, and children would be so too.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def inkdigit_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test, and every process it starts, user folders that nobody else uses."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("INKDIGIT_HOME", str(home))
    return home


LIMITS = {
    "app.compute.import_job.IMPORT_S": 900.0,
    "app.compute.pictures.SECONDS": 300.0,
    "app.compute.remote_classifier.ANSWER_S": 300.0,
    "app.compute.remote_classifier.START_S": 900.0,
}


@pytest.fixture(autouse=True)
def _has_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give honest files and models more time than the program does: a busy machine is no mistake of theirs."""
    for name, seconds in LIMITS.items():
        monkeypatch.setattr(name, seconds)


@pytest.fixture(autouse=True)
def _only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", _connect_locally)


def _connect_locally(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_local(str(address[0])):
        raise AssertionError(f"A test tried to reach {address[0]}.")
    _connect(self, address)


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

"""What every test gets: user folders of its own, and no network beyond this machine; and how tests are shared out."""

import faulthandler
import gc
import ipaddress
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

from app.ui.garbage import collect_if_due

_connect = socket.socket.connect

# A shell starts what runs in its background deaf to Ctrl+C, and children would be so too.
signal.signal(signal.SIGINT, signal.default_int_handler)

# As in the program: what a window leaves is destroyed in Qt's thread, not in that of a later test.
gc.disable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Iterator[object]:
    """Run a test, and collect its garbage."""
    answer = yield
    collect_if_due()
    return answer


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
    "app.ui.lookup.AT_ONCE_S": 300.0,
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


@pytest.fixture(autouse=True)
def _crash_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep pytest's own report of a native crash: a window's session would take it to a file, and switch it off."""
    monkeypatch.setattr(faulthandler, "enable", lambda *_args, **_kwargs: None)
    monkeypatch.setattr(faulthandler, "disable", lambda: None)


class Sharing(LoadFileScheduling):
    """Gives each worker whole files, and what is left of a crashed worker's files to the others.

    The class above hands out the finished ones as well, and then waits for ever for the end of a file without a test.
    """

    def remove_node(self, node: WorkerController) -> str | None:
        """Forget the worker, and return the test in which it crashed, if it did: that one is not run again."""
        files = self.assigned_work.pop(node)
        left = [(file, test) for file, tests in files.items() for test, is_done in tests.items() if not is_done]
        for file, test in left[1:]:
            self.workqueue.setdefault(file, {})[test] = False
        for other in self.assigned_work:
            self._reschedule(other)
        return left[0][1] if left else None

    def _reschedule(self, node: WorkerController) -> None:
        super()._reschedule(node)
        # A worker begins its last test only when it knows the one after it.
        while self.workqueue and not node.shutting_down and self._pending_of(self.assigned_work[node]) < 2:
            self._assign_work_unit(node)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    """Share the tests out, file by file."""
    return Sharing(config, log)

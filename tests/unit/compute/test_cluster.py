"""``classify --cluster``: two workers of a real Dask cluster, one of which dies; the table is that of one machine."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.cli.main import run
from app.compute.cluster import read_all_on_cluster
from app.core.bundle import read_bundle
from app.core.found import Found
from app.recognition.chunks import Chunk, Outcome
from app.recognition.plain import plain_result
from app.recognition.reader import Reading
from tests.unit.cli.program import COMMAND
from tests.unit.core.pictures import drawn
from tests.waiting import wait_until

needs_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None,
    reason="dask.distributed is not installed (the extra “cluster”)",
)
DEADLINE_S = 300
ROOT = Path(__file__).parents[3]


@dataclass
class Cluster:
    """A scheduler and its workers, as processes of this machine."""

    address: str
    processes: "list[subprocess.Popen[bytes]]"
    workers: "list[subprocess.Popen[bytes]]"


def dask(*arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    code = "import sys; from dask.__main__ import main; sys.exit(main())"
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__DAEMON": "False", **environment}
    return subprocess.Popen([sys.executable, "-c", code, *arguments], env=settings, **quiet)  # type: ignore[call-overload]


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Start a scheduler without workers."""
    file = tmp_path_factory.mktemp("cluster") / "scheduler.json"
    process = dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    cluster = Cluster("", [process], [])
    try:
        wait_until(lambda: file.exists() and file.read_text().endswith("}"), "the scheduler", deadline_s=DEADLINE_S)
        cluster.address = json.loads(file.read_text())["address"]
        yield cluster
    finally:
        for process in cluster.processes:
            process.kill()
            process.wait()


@pytest.fixture
def cluster(scheduler: Cluster) -> Cluster:
    """Bring the workers to two."""
    bring_workers(scheduler)
    return scheduler


def bring_workers(scheduler: Cluster) -> None:
    scheduler.workers = [worker for worker in scheduler.workers if worker.poll() is None]
    while len(scheduler.workers) < 2:
        arguments = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        worker = dask("worker", scheduler.address, *arguments)
        scheduler.processes.append(worker)
        scheduler.workers.append(worker)


def rows_of(table: Path) -> int:
    return table.read_bytes().count(b"\n") if table.exists() else 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small pictures of many angles, two pages among them, and files that are none."""
    root = tmp_path_factory.mktemp("pictures")
    small = Image.fromarray(255 - drawn()).resize((28, 28)).convert("L")
    for number in range(400):
        small.rotate(number % 31 - 15).save(root / f"{number:03}.png")
    for number in (70, 200):
        Image.fromarray(np.tile(drawn(canvas=(150, 150), height=80), (1, 2, 1))).save(root / f"{number:03}.png")
    (root / "020.png").write_bytes(b"no picture")
    (root / "021.png").write_bytes(b"")
    return root


def classify(*arguments: str | Path) -> "subprocess.Popen[bytes]":
    nowhere = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    return subprocess.Popen([*COMMAND, "classify", *map(str, arguments)], **nowhere)  # type: ignore[call-overload]


def finished(process: "subprocess.Popen[bytes]") -> tuple[int, str]:
    _, err = process.communicate(timeout=DEADLINE_S)
    return process.returncode, err.decode()


@pytest.fixture(scope="module")
def alone(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[int, str], bytes]:
    """Return the exit code, the messages and the table of this machine alone."""
    table = tmp_path_factory.mktemp("alone") / "t.csv"
    return finished(classify(folder, "--csv", table)), table.read_bytes()


@needs_dask
@pytest.mark.parametrize("options", [(), ("--shared",)], ids=["sent", "shared"])
def test_the_table_is_that_of_one_machine(
    cluster: Cluster, folder: Path, alone: tuple[tuple[int, str], bytes], tmp_path: Path, options: tuple[str, ...]
) -> None:
    missing = folder / "missing.png"
    expected = tmp_path / "expected.csv"
    finished(classify(folder / "000.png", missing, "--csv", expected))
    table = tmp_path / "t.csv"
    assert finished(classify(folder, "--csv", table, "--cluster", cluster.address, *options)) == alone[0]
    assert table.read_bytes() == alone[1]
    finished(classify(folder / "000.png", missing, "--csv", table, "--cluster", cluster.address, *options))
    assert table.read_bytes() == expected.read_bytes()


@needs_dask
@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
def test_a_worker_that_is_killed_loses_and_doubles_nothing(
    cluster: Cluster, folder: Path, alone: tuple[tuple[int, str], bytes], tmp_path: Path
) -> None:
    for number in range(3):  # on a busy machine the kill may come after the end
        table = tmp_path / f"{number}.csv"
        process = classify(folder, "--csv", table, "--cluster", cluster.address)
        wait_until(lambda: rows_of(table) > 30, "30 rows", deadline_s=DEADLINE_S)  # noqa: B023
        cluster.workers[number % 2].send_signal(signal.SIGKILL)
        rows = rows_of(table)
        assert finished(process) == alone[0]
        assert table.read_bytes() == alone[1]
        if rows < 400:
            break
        bring_workers(cluster)
    assert rows < 400


class Answer:
    """The future of a chunk that is read here, or ends its worker."""

    def __init__(self, chunk: Chunk) -> None:
        self._chunk = chunk

    def result(self) -> bytes:
        from distributed import KilledWorker

        if any(one.path.endswith("killer.png") for one in self._chunk):
            raise KilledWorker("task", None, 3)
        return plain_result([Outcome(one.path, Reading("")) for one in self._chunk], 0.0)

    def release(self) -> None:
        """Be forgotten."""


class Client:
    """A cluster of one worker, of which nothing is real."""

    def nthreads(self) -> dict[str, int]:
        return {"worker": 1}

    def wait_for_workers(self, *_: object, **__: object) -> None:
        """Have them at once."""

    def register_plugin(self, *_: object, **__: object) -> None:
        """Take the model."""

    def submit(self, _function: object, chunk: Chunk, *_: object, **__: object) -> Answer:
        return Answer(chunk)


@needs_dask
def test_a_picture_that_ends_its_workers_is_an_error_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.compute.cluster._connected", lambda _address: nullcontext(Client()))
    monkeypatch.setattr("distributed.wait", lambda *_, **__: None)
    names = [f"{number:02}.png" for number in range(30)]
    names[17] = "killer.png"
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    found = (Found(str(tmp_path / name)) for name in names)
    outcomes = list(read_all_on_cluster(found, read_bundle("digits"), "127.0.0.1"))
    assert [Path(outcome.path).name for outcome in outcomes] == names
    assert [Path(outcome.path).name for outcome in outcomes if outcome.error is not None] == ["killer.png"]


@needs_dask
def test_nobody_at_the_address_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, err = finished(classify(folder, "--cluster", "127.0.0.1:1"))
    assert code == 1
    assert err.splitlines() == [
        "The cluster at “tcp://127.0.0.1:1” does not answer. "
        "Check the address: “dask scheduler” prints it when it starts."
    ]


@needs_dask
@pytest.mark.parametrize("address", ["", "inproc://1", "host:port", "http://127.0.0.1:80", "a b", "127.0.0.1:999999"])
def test_what_is_no_address_is_said(folder: Path, capsys: pytest.CaptureFixture[str], address: str) -> None:
    assert run(["classify", str(folder), "--cluster", address]) == 1
    assert "is no address of a cluster" in capsys.readouterr().err


def test_without_the_extra_it_says_what_to_install(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert run(["classify", str(folder), "--cluster", "127.0.0.1:1"]) == 1
    streams = capsys.readouterr()
    assert "pip install 'inkdigit[cluster]'" in streams.err
    assert streams.out == ""


@pytest.mark.parametrize(
    "arguments",
    [["a.png", "--shared"], ["--strokes", "s", "--cluster", "x"], ["a.png", "--cluster", "x", "--device", "gpu"]],
)
def test_what_does_not_go_together_is_a_usage_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["classify", *arguments]) == 2

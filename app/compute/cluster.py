"""A list of pictures spread over a Dask cluster; the outcomes come back in the order of the list.

Who runs the scheduler can run code here and on every worker: that is how Dask works, so the scheduler has to be
trusted (its own TLS settings say who may join). What workers answer is taken as plain data and checked all the same.
"""

import contextlib
import hashlib
import logging
import math
import queue
import re
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.core.bundle import Bundle
from app.core.errors import ComputeError, ImageError, InkdigitError, said
from app.core.files import shown
from app.core.found import Found, Pause, Sent
from app.core.images import read_bytes
from app.core.job import Token, inner_token
from app.recognition.batch import ChunkStream
from app.recognition.chunks import Chunk, ChunkResult, Outcome
from app.recognition.plain import result_of_plain
from app.recognition.reader import Reading

CONNECT_S = 5.0
WORKERS_S = 30.0
"""So long a cluster may be without any worker."""
_PORT = 8786
_LOOK_S = 2.0
_AHEAD = 2
_MAX_CHUNK_BYTES = 2_000_000
_WARN_BYTES = 1_000_000_000


def read_all_on_cluster(
    found: Iterator[Found | Pause],
    bundle: Bundle,
    address: str,
    *,
    is_whole: bool = False,
    is_shared: bool = False,
    token: Token | None = None,
) -> Generator[Outcome, None, None]:
    """Yield the outcome of each path in order, as ``read_all`` does, read by the workers at ``address``.

    The pictures are sent to the workers; with ``is_shared`` only their absolute paths are, for workers that see the
    same folders. A chunk whose worker has died is read by another. One that ends several is read picture by picture,
    and a picture that does so becomes an error.

    Raises:
        ComputeError: Dask is not installed, the cluster does not answer, has no workers or other ones than expected.
        Cancelled: ``token`` was cancelled.
    """
    if not bundle.has_litert:
        raise ComputeError(
            said("The model “{name}” does not run in a cluster.", name=bundle.card.name), "Choose another one."
        )
    with inner_token(token or Token()) as inner, _connected(address) as client:
        cluster = _Cluster(client, bundle, address, is_whole=is_whole)
        stream = ChunkStream(cluster.submit, inner, ahead=cluster.ahead, most_bytes=_MAX_CHUNK_BYTES)
        for one in found:
            inner.raise_if_cancelled()
            if isinstance(one, Pause):
                yield from stream.drained()
            else:
                yield from stream.outcomes_after(_sent(one, is_shared=is_shared))
        yield from stream.drained()


def _sent(found: Found, *, is_shared: bool) -> Found:
    """Return what a worker needs of a path: the file's content, or where it is."""
    if found.error is not None:
        return found
    if is_shared:
        return Sent(found.path, place=str(Path(found.path).absolute()))
    try:
        return Sent(found.path, content=read_bytes(Path(found.path)))
    except ImageError as error:
        return Found(found.path, error)


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    try:
        import dask
        from distributed import Client
    except ImportError:
        raise ComputeError(
            "Dask is not installed here.", "Install Inkdigit with its extra: pip install 'inkdigit[cluster]'."
        ) from None
    _silence()
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": _WARN_BYTES}):
        client = _answering_client(Client, _checked(address))
        try:
            yield client
        finally:
            with contextlib.suppress(Exception):  # a scheduler that has gone
                client.close(timeout=CONNECT_S)


def _silence() -> None:
    """Keep Dask from writing to the terminal: what it would say is said here in a sentence."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _checked(address: str) -> str:
    """Return an address with its protocol and port."""
    parts = re.fullmatch(r"(?:(tcp|tls)://)?([\w.-]+|\[[\da-fA-F:.]+\])(?::(\d{1,5}))?/?", address)
    if parts is None:
        raise ComputeError(
            said("“{address}” is no address of a cluster.", address=shown(address)), "Give one like HOST:8786."
        )
    return f"{parts[1] or 'tcp'}://{parts[2]}:{parts[3] or _PORT}"


def _answering_client(make: Any, address: str) -> Any:
    """Connect in a thread of its own: Dask waits for ever for somebody who takes its call and says nothing."""
    answers: queue.SimpleQueue[Any] = queue.SimpleQueue()

    class Caller(make):  # type: ignore[misc]
        def __del__(self) -> None:
            """Leave one that never came up alone: closing it would take ten seconds, and then fail."""

    def call() -> None:
        try:
            answers.put(Caller(address, timeout=CONNECT_S, set_as_default=False, direct_to_workers=False))
        except Exception as error:
            answers.put(error)

    threading.Thread(target=call, name="cluster", daemon=True).start()
    try:
        answer = answers.get(timeout=2 * CONNECT_S)
    except queue.Empty:
        answer = None
    if answer is None or isinstance(answer, Exception):
        raise ComputeError(
            said("The cluster at “{address}” does not answer.", address=address),
            "Check the address: “dask scheduler” prints it when it starts.",
        ) from answer
    return answer


class _Cluster:
    """The workers, with the model loaded."""

    def __init__(self, client: Any, bundle: Bundle, address: str, *, is_whole: bool) -> None:
        self._client, self._card, self._is_whole = client, bundle.card, is_whole
        self._name = said("The cluster at “{address}”", address=shown(address))
        self._looked = self._staffed = time.monotonic()
        self._wait_for_workers()
        self._key = self._bring(bundle)
        self.ahead = _AHEAD * max(1, sum(client.nthreads().values()))

    def submit(self, chunk: Chunk) -> "_Task":
        """Let some worker read a chunk."""
        from app.compute.cluster_worker import read_chunk

        with self._sentences():
            return _Task(self, self._client.submit(read_chunk, chunk, self._key, self._is_whole, pure=False), chunk)

    def look(self) -> None:
        """See now and then that there is still somebody to wait for.

        Raises:
            ComputeError: the scheduler has gone, or all workers have and none has come back.
        """
        now = time.monotonic()
        if now - self._looked < _LOOK_S:
            return
        self._looked = now
        with self._sentences():
            if self._client.nthreads():
                self._staffed = time.monotonic()
            elif now - self._staffed > WORKERS_S:
                raise self._deserted()

    def result(self, future: Any, chunk: Chunk) -> ChunkResult:
        """Return what has become of a chunk; the pictures of one that ended several workers are to be read singly."""
        from distributed import KilledWorker

        with self._sentences():
            try:
                return result_of_plain(future.result(), chunk, self._card)
            except KilledWorker:
                if len(chunk) > 1:
                    return ChunkResult((), chunk, math.inf)
        (one,) = chunk
        error = ImageError(
            said("“{name}” ended every worker that read it.", name=shown(Path(one.path).name)), "Read it by itself."
        )
        return ChunkResult((Outcome(one.path, Reading(""), error=error),), (), math.inf)

    def _wait_for_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=WORKERS_S)
        except OSError:
            raise self._deserted() from None

    def _deserted(self) -> ComputeError:
        return ComputeError(said("{name} has no workers.", name=self._name), "Start some, with “dask worker ADDRESS”.")

    def _bring(self, bundle: Bundle) -> str:
        """Give every worker the model, those of later too; return its key."""
        try:
            content = bundle.litert_path.read_bytes()
        except OSError as error:
            raise ComputeError(
                said("The model cannot be read ({reason}).", reason=error.strerror), "Choose another one."
            ) from None
        from app.compute.cluster_worker import Model

        key = hashlib.sha256(content + repr(sorted(bundle.card.fields.items())).encode()).hexdigest()
        with self._sentences():
            self._client.register_plugin(Model(key, bundle.card, content), name=f"inkdigit-{key[:12]}")
        return key

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        """Say in a sentence what Dask raises: its own errors, and whatever a worker did."""
        from concurrent.futures import CancelledError

        try:
            yield
        except (InkdigitError, KeyboardInterrupt):
            raise
        except ImportError:
            raise ComputeError(
                said("{name} has no Inkdigit of this version.", name=self._name),
                "Install it for the scheduler and every worker.",
            ) from None
        except (OSError, CancelledError):
            raise ComputeError(
                said("{name} has gone.", name=self._name), "Start it again; --resume goes on with a table."
            ) from None
        except Exception as error:
            reason = shown(f"{type(error).__name__}: {error}")[:200]
            raise ComputeError(
                said("{name} failed ({reason}).", name=self._name, reason=reason), "Look after that cluster."
            ) from error


class _Task:
    """A chunk at a worker."""

    def __init__(self, cluster: _Cluster, future: Any, chunk: Chunk) -> None:
        self._cluster, self._future, self._chunk = cluster, future, chunk

    def is_done(self, patience_s: float) -> bool:
        """Wait for at most so long; say whether there is a result."""
        from distributed import wait

        try:
            wait(self._future, timeout=patience_s)
        except TimeoutError:
            self._cluster.look()
            return False
        except Exception:  # told by ``result``
            return True
        return True

    def result(self) -> ChunkResult:
        """Return the outcomes."""
        try:
            return self._cluster.result(self._future, self._chunk)
        finally:
            self._future.release()

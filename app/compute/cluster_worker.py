"""What runs in the workers of a Dask cluster: the model, loaded once a worker, and the reading of chunks."""

import threading
import time
from pathlib import Path

from distributed.diagnostics.plugin import WorkerPlugin

from app.core.bundle import Bundle, Card
from app.core.job import Token
from app.recognition.chunks import Answerers, Chunk, ChunkReader, Outcome
from app.recognition.litert import LiteRTClassifier
from app.recognition.plain import plain_result

_lock = threading.Lock()
_answerers: dict[str, Answerers] = {}


class Model(WorkerPlugin):  # type: ignore[misc] # Dask has no types
    """A model on its way to every worker, also to those that join later; ``key`` tells models apart."""

    def __init__(self, key: str, card: Card, content: bytes) -> None:
        self.key, self._card, self._content = key, card, content

    def setup(self, worker: object) -> None:  # noqa: ARG002 - Dask calls it so
        """Load the model, unless another client has brought it before."""
        with _lock:
            if self.key not in _answerers:
                classifier = LiteRTClassifier(Bundle(Path(), self._card), content=self._content)
                _answerers[self.key] = Answerers(classifier)


def read_chunk(chunk: Chunk, key: str, is_whole: bool) -> bytes:
    """Read all pictures of a chunk with the model ``key``; return ``plain_result``."""
    began = time.monotonic()
    reader = ChunkReader(_answerers[key], Token(), is_whole=is_whole)
    outcomes: list[Outcome] = []
    while chunk:
        result = reader(chunk)
        outcomes += result.outcomes
        chunk = result.rest
    return plain_result(outcomes, time.monotonic() - began)

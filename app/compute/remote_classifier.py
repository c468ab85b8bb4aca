"""A classifier whose network lives in a process of its own, on a GPU where there is one."""

from __future__ import annotations

import contextlib
import queue
import secrets
import threading
from collections.abc import Callable
from multiprocessing.connection import Client, Connection, Listener
from typing import Any

import numpy as np
import numpy.typing as npt

from app.compute.process import remote_job
from app.core.bundle import Bundle, Card
from app.core.errors import Cancelled, ClassifierError, ComputeError, InkdigitError, said
from app.core.job import Job, Token
from app.core.prediction import Prediction
from app.core.raster import Raster
from app.core.serving import ANSWER, MAX_RASTERS, Serving
from app.core.verdict import Logits, predictions_of
from app.recognition.classifier import checked_rasters

START_S = 90.0
ANSWER_S = 10.0
MakeJob = Callable[..., Job]


class RemoteClassifier:
    """Ask a served model. One question at a time; ``close`` ends the process."""

    def __init__(
        self, bundle: Bundle, wanted: str = "gpu", *, token: Token | None = None, make_job: MakeJob = remote_job
    ) -> None:
        """Start the process and wait until it answers.

        Raises:
            InkdigitError: there is no such device, or it cannot take the model; a sentence says why.
            Cancelled: ``token`` was cancelled meanwhile.
        """
        self.card: Card = bundle.card
        self.device = ""
        self._hint = said("Choose the model again, or another one.")
        if wanted == "gpu":
            self._hint = said("The processor goes on.")
        self._token = Token()
        self._inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._connection: Connection[Any, Any] | None = None
        self._lock = threading.Lock()
        key = secrets.token_bytes(32)
        self._listener = Listener(authkey=key)
        self._key = key
        job = make_job(
            "app.learning.serving:serve",
            model=str(bundle.folder.absolute()), wanted=wanted, address=self._listener.address, key=key,
        )  # fmt: skip
        self._threads = [
            threading.Thread(target=self._accept, name="serving-accept", daemon=True),
            threading.Thread(target=self._run, args=(job,), name="serving", daemon=True),
        ]
        for thread in self._threads:
            thread.start()
        end_watch = token.watch(lambda: self._inbox.put(Cancelled())) if token is not None else None
        try:
            self._wait()
        except BaseException:
            self.close()
            raise
        finally:
            if end_watch is not None:
                end_watch()

    def logits(self, rasters: npt.NDArray[np.uint8]) -> Logits:
        """Return float32 (n, classes) for uint8 (n, 28, 28), 0-255, ink bright on black.

        Raises:
            ClassifierError: the process has gone, or does not answer.
        """
        images = np.ascontiguousarray(checked_rasters(rasters))
        parts = [self._ask(images[at : at + MAX_RASTERS]) for at in range(0, len(images), MAX_RASTERS)]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.card.class_names)), np.float32)

    def classify(self, raster: Raster) -> Prediction:
        """Return the prediction for one raster, uint8 (28, 28)."""
        rasters = checked_rasters(np.asarray(raster)[None])
        return predictions_of(rasters, self.logits(rasters), self.card)[0]

    def close(self) -> None:
        """End the process and leave no thread."""
        self._token.cancel()
        if self._connection is None:  # the thread that accepts must be woken: closing does not
            with contextlib.suppress(Exception):
                Client(self._listener.address, authkey=self._key).close()
        for thread in self._threads:
            thread.join()
        self._listener.close()
        if self._connection is not None:
            self._connection.close()

    def _wait(self) -> None:
        """Return once the connection stands and the model is loaded."""
        while not self.device or self._connection is None:
            try:
                message = self._inbox.get(timeout=START_S)
            except queue.Empty:
                raise ComputeError("The device did not answer in time.", self._hint) from None
            if isinstance(message, Serving):
                self.device = message.device
            elif isinstance(message, InkdigitError | Cancelled):
                raise message
            elif isinstance(message, BaseException):
                raise ComputeError("The process of the device failed.", self._hint) from message

    def _accept(self) -> None:
        try:
            self._connection = self._listener.accept()
        except Exception as error:
            self._inbox.put(error)
        else:
            self._inbox.put(None)

    def _run(self, job: Job) -> None:
        try:
            job(self._inbox.put, self._token)
            self._inbox.put(ComputeError("The process of the device has ended.", self._hint))
        except BaseException as error:
            self._inbox.put(error)

    def _ask(self, images: npt.NDArray[np.uint8]) -> Logits:
        connection = self._connection
        assert connection is not None
        try:
            with self._lock:
                connection.send_bytes(images.tobytes())
                if not connection.poll(ANSWER_S):
                    raise ClassifierError(said("The {device} does not answer.", device=self.device), self._hint)
                answer = connection.recv_bytes()
        except (EOFError, OSError) as error:
            raise ClassifierError(said("The {device} has stopped.", device=self.device), self._hint) from error
        if answer[:1] != ANSWER:
            reason = answer[1:].decode(errors="replace").partition(":")[0]
            raise ClassifierError(
                said("The {device} failed ({reason}).", device=self.device, reason=reason), self._hint
            )
        logits = np.frombuffer(answer, np.float32, offset=1).reshape(len(images), -1)
        if logits.shape[1] != len(self.card.class_names):
            raise ClassifierError(
                said("The {device} does not answer as the card says.", device=self.device), self._hint
            )
        return logits

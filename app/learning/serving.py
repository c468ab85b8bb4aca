"""A model that stays loaded in Keras and answers rasters over a local connection. A job that ends with its asker."""

from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import Any

import numpy as np

from app.core.errors import ComputeError, said
from app.core.imported import ImportWish
from app.core.job import Report, Token
from app.core.serving import ANSWER, FAILURE, MAX_QUESTION, Serving
from app.learning.devices import Device, computing_on, find_device

_POLL_S = 0.1


def serve(model: str, wanted: str, address: str, key: bytes, *, report: Report, token: Token) -> None:
    """Load the bundle in the folder ``model`` on ``wanted`` ("cpu", "gpu"), report ``Serving``, answer until cancelled.

    A question is some rasters, 784 bytes each; an answer is float32 logits, or the reason why there are none.

    Raises:
        ComputeError: there is no GPU, or it cannot take the model; a sentence says why.
        BundleError: the model is damaged.
    """
    device = find_device(wanted)
    if wanted == "gpu" and not device.is_gpu:
        raise ComputeError(device.note or said("No GPU was found."), "The processor goes on.")
    with computing_on(device):
        network = _loaded(Path(model), device)
        with Client(address, authkey=key) as connection:
            report(Serving(f"{device.name} (Keras)"))
            _answer_all(connection, network, token)


def _loaded(folder: Path, device: Device) -> Any:
    """Return the network after a first answer, which is where a GPU that is busy or full shows it."""
    from app.learning.foreign.build import build
    from app.learning.foreign.reading import read_foreign

    foreign = read_foreign(folder, ImportWish())
    try:
        network = build(foreign.network, foreign.weights)
        _logits(network, np.zeros((1, 28, 28), np.uint8))
    except Exception as error:
        hint = said("The processor goes on.") if device.is_gpu else said("Choose another model.")
        raise ComputeError(_why(error, device), hint) from error
    return network


def _why(error: Exception, device: Device) -> str:
    text = f"{type(error).__name__}: {error}".lower()
    if any(word in text for word in ("resourceexhausted", "out of memory", "oom")):
        return said("The {device} has too little free memory for the model.", device=device.name)
    if any(word in text for word in ("unavailable", "busy", "already in use", "initialization error")):
        return said("The {device} is in use by another program.", device=device.name)
    return said("The {device} cannot run the model ({reason}).", device=device.name, reason=type(error).__name__)


def _logits(network: Any, rasters: Any) -> bytes:
    return np.asarray(network(rasters.astype(np.float32), training=False), np.float32).tobytes()


def _answer_all(connection: "Connection[Any, Any]", network: Any, token: Token) -> None:
    while not token.is_stopped:
        if not connection.poll(_POLL_S):
            continue
        try:
            content = connection.recv_bytes(MAX_QUESTION)
        except (EOFError, OSError):
            return
        connection.send_bytes(_answer(network, content))


def _answer(network: Any, content: bytes) -> bytes:
    try:
        rasters = np.frombuffer(content, np.uint8).reshape(-1, 28, 28)
        return ANSWER + _logits(network, rasters)
    except Exception as error:
        return FAILURE + f"{type(error).__name__}: {error}"[:500].encode()

"""A model in a process of its own: through real processes on the processor, and with a device list of our own."""

import contextlib
from collections.abc import Callable
from typing import Any

import numpy as np
import psutil
import pytest

from app.compute.remote_classifier import RemoteClassifier
from app.core.bundle import read_bundle
from app.core.errors import Cancelled, ClassifierError, ComputeError
from app.core.job import Job, Report, Token
from app.learning import serving
from app.learning.devices import Device
from app.recognition.litert import LiteRTClassifier

pytestmark = pytest.mark.learning
RASTERS = np.random.default_rng(0).integers(0, 256, (300, 28, 28)).astype(np.uint8)


def in_this_process(_target: str, **arguments: Any) -> Job:
    def job(report: Report, token: Token) -> object:
        return serving.serve(**arguments, report=report, token=token)

    return job


@pytest.fixture
def devices(monkeypatch: pytest.MonkeyPatch) -> Callable[[Device], None]:
    """Let a device of the test's own be found, and compute wherever that is possible."""

    def use(device: Device) -> None:
        monkeypatch.setattr(serving, "find_device", lambda _wanted: device)
        monkeypatch.setattr(serving, "computing_on", lambda _device: contextlib.nullcontext())

    return use


def test_a_process_of_its_own_answers_as_litert_does_and_its_death_is_a_sentence() -> None:
    bundle = read_bundle("digits")
    before = {child.pid for child in psutil.Process().children()}
    classifier = RemoteClassifier(bundle, "cpu")
    try:
        assert classifier.device == "CPU (Keras)"
        litert = LiteRTClassifier(bundle)
        assert np.abs(classifier.logits(RASTERS) - litert.logits(RASTERS)).max() < 1e-3
        assert classifier.classify(RASTERS[0]).label == litert.classify(RASTERS[0]).label
        assert classifier.logits(RASTERS[:0]).shape == (0, 10)
        (child,) = (child for child in psutil.Process().children() if child.pid not in before)
        child.kill()
        with pytest.raises(ClassifierError, match="has stopped"):
            classifier.classify(RASTERS[0])
    finally:
        classifier.close()
    assert {child.pid for child in psutil.Process().children()} <= before


def test_a_gpu_of_the_list_is_used_and_named(devices: Callable[[Device], None]) -> None:
    devices(Device("GPU", "", ("GPU:0",)))
    classifier = RemoteClassifier(read_bundle("digits"), make_job=in_this_process)
    assert classifier.device == "GPU (Keras)"
    assert classifier.logits(RASTERS[:3]).shape == (3, 10)
    classifier.close()


def test_no_gpu_is_said_in_the_words_of_the_list(devices: Callable[[Device], None]) -> None:
    devices(Device("CPU", "There is a GPU, but this TensorFlow was built for the processor only."))
    with pytest.raises(ComputeError, match="built for the processor only"):
        RemoteClassifier(read_bundle("digits"), make_job=in_this_process)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (RuntimeError("RESOURCE_EXHAUSTED: Out of memory while trying to allocate"), "too little free memory"),
        (RuntimeError("CUDA_ERROR: all CUDA-capable devices are busy or unavailable"), "in use by another program"),
        (ValueError("no kernel image"), "cannot run the model"),
    ],
)
def test_a_gpu_that_is_full_or_busy_says_so(
    error: Exception, sentence: str, devices: Callable[[Device], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    devices(Device("GPU", "", ("GPU:0",)))

    def fail(_network: object, _rasters: object) -> bytes:
        raise error

    monkeypatch.setattr(serving, "_logits", fail)
    with pytest.raises(ComputeError, match=sentence):
        RemoteClassifier(read_bundle("digits"), make_job=in_this_process)


def test_a_start_can_be_cancelled() -> None:
    token = Token()

    def never(_target: str, **_arguments: object) -> Job:
        def job(_report: Report, inner: Token) -> None:
            token.cancel()
            inner.wait_while_paused()
            inner.raise_if_cancelled()

        return job

    with pytest.raises((Cancelled, ComputeError)):
        RemoteClassifier(read_bundle("digits"), token=token, make_job=never)

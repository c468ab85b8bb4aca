"""What computes: the processor, a GPU or several, and in words why a GPU is not used. Every Keras backend."""

import shutil
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from typing import Any

from app.core.errors import said
from app.learning.backend import keras


@dataclass(frozen=True, slots=True)
class Device:
    """``name`` for people ("CPU", "GPU", "2 GPUs"), ``note`` why it is no GPU, ``gpus`` by the backend's names."""

    name: str
    note: str
    gpus: tuple[str, ...] = ()

    @property
    def is_gpu(self) -> bool:
        """Say whether at least one GPU computes."""
        return bool(self.gpus)


def find_device(wanted: str) -> Device:
    """Return what a run with ``config.device`` = ``wanted`` computes on."""
    gpus, why_none = _GPUS.get(keras.backend.backend(), _no_gpus)()
    return choose_device(wanted, gpus=gpus, why_none=why_none)


def choose_device(wanted: str, *, gpus: Sequence[str], why_none: str) -> Device:
    """Decide by what was found: ``gpus``, or the sentence ``why_none`` of them is there."""
    if wanted == "cpu":
        return Device("CPU", said("A GPU is there, but the processor was asked for.") if gpus else "")
    if not gpus:
        return Device("CPU", why_none)
    return Device("GPU" if len(gpus) == 1 else f"{len(gpus)} GPUs", "", tuple(gpus))


def computing_on(device: Device) -> AbstractContextManager[Any]:
    """Return a context in which a model is to be made and trained so that ``device`` computes it."""
    if len(device.gpus) > 1 and keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        context: AbstractContextManager[Any] = tf.distribute.MirroredStrategy(list(device.gpus)).scope()
        return context
    if not device.is_gpu and device.note and keras.backend.backend() in ("tensorflow", "jax"):
        scope: AbstractContextManager[Any] = keras.device("cpu:0")
        return scope
    return ExitStack()


def _tensorflow_gpus() -> tuple[list[str], str]:
    import tensorflow as tf

    gpus = [gpu.name.removeprefix("/physical_device:") for gpu in tf.config.list_physical_devices("GPU")]
    if not tf.test.is_built_with_gpu_support():
        if _has_nvidia():
            return gpus, said("There is a GPU, but this TensorFlow was built for the processor only.")
        return gpus, said("This TensorFlow was built for the processor only.")
    if _has_nvidia():
        return gpus, said("There is a GPU, but TensorFlow cannot use it: its driver or CUDA libraries do not fit.")
    return gpus, said("No GPU was found.")


def _jax_gpus() -> tuple[list[str], str]:
    import jax

    gpus = [f"gpu:{device.id}" for device in jax.devices() if device.platform in ("gpu", "cuda", "rocm")]
    return gpus[:1], said("JAX found no GPU.")


def _torch_gpus() -> tuple[list[str], str]:
    import torch

    return (["cuda:0"] if torch.cuda.is_available() else []), said("PyTorch found no GPU.")


def _no_gpus() -> tuple[list[str], str]:
    return [], said("This backend of Keras computes on the processor.")


_GPUS = {"tensorflow": _tensorflow_gpus, "jax": _jax_gpus, "torch": _torch_gpus}


def _has_nvidia() -> bool:
    return shutil.which("nvidia-smi") is not None

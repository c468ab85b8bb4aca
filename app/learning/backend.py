"""Keras, imported with our settings instead of whatever ``~/.keras/keras.json`` says."""

import os

from app.core.paths import user_cache_dir
from app.core.variant import CannotTrainError

os.environ.setdefault("KERAS_HOME", str(user_cache_dir() / "keras"))
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

try:
    import keras
except ModuleNotFoundError as error:
    if (error.name or "").partition(".")[0] not in ("keras", "tensorflow", "h5py"):
        raise
    raise CannotTrainError from None

__all__ = ["keras"]

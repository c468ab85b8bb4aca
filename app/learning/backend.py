"""Keras, imported with our settings instead of whatever ``~/.keras/keras.json`` says."""

import os

from app.core.paths import user_cache_dir

os.environ.setdefault("KERAS_HOME", str(user_cache_dir() / "keras"))
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras

__all__ = ["keras"]

"""A module whose import takes long, as that of TensorFlow does: it is cancelled before its end."""

import threading

threading.Event().wait()


def job() -> None:
    raise NotImplementedError

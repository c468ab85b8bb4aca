"""A module that takes long to import, as TensorFlow does."""

import time

time.sleep(30)


def job() -> None:
    raise NotImplementedError

"""Bringing in a model file, in a process of its own, with a limit of time."""

from pathlib import Path

from app.compute.process import remote_job
from app.compute.time_limit import limited
from app.core.errors import said
from app.core.imported import ImportWish
from app.core.job import Job

IMPORT_S = 180.0
"""Loading TensorFlow and converting a large network on a slow machine take a minute; refusals take a moment."""


def import_job(path: Path, wish: ImportWish) -> Job:
    """Return the job that makes a model of the user's from a file; its result is an ``Imported``."""
    target = "app.learning.foreign.importing:import_model"
    return limited(remote_job(target, path=str(path), wish=wish), IMPORT_S, what=said("Reading the file"))

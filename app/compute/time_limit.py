"""A job that is given only so much time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.core.errors import Cancelled, ComputeError, said
from app.core.job import Job, Report, Token, inner_token


def limited(job: Job, seconds: float, *, what: str) -> Job:
    """Return ``job`` with a deadline: after so many seconds it is cancelled, and ``ComputeError`` says so.

    ``what`` begins the sentence: "Reading the file". A cancelled remote job is killed if it does not leave.
    """

    def run(report: Report, token: Token) -> object:
        is_late = threading.Event()
        with inner_token(token) as inner, _alarm(seconds, is_late.set, inner.cancel):
            try:
                return job(report, inner)
            except Cancelled:
                if not is_late.is_set() or token.is_cancelled:
                    raise
        raise ComputeError(
            said("{what} took longer than {seconds:g} s, and was ended.", what=what, seconds=seconds),
            "Choose another file.",
        )

    return run


@contextmanager
def _alarm(seconds: float, *calls: Callable[[], object]) -> Iterator[None]:
    """Make ``calls`` in a thread of their own, unless the block has ended after so many seconds."""
    timer = threading.Timer(seconds, lambda: [call() for call in calls])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()

"""A job that is given only so much time."""

import threading

from app.core.errors import Cancelled, ComputeError, said
from app.core.job import Job, Report, Token


def limited(job: Job, seconds: float, *, what: str) -> Job:
    """Return ``job`` with a deadline: after so many seconds it is cancelled, and ``ComputeError`` says so.

    ``what`` begins the sentence: "Reading the file". A cancelled remote job is killed if it does not leave.
    """

    def run(report: Report, token: Token) -> object:
        inner, is_late = Token(), threading.Event()

        def expire() -> None:
            is_late.set()
            inner.cancel()

        def pass_on() -> None:
            if token.is_cancelled:
                inner.cancel()

        timer = threading.Timer(seconds, expire)
        timer.daemon = True
        end_watch = token.watch(pass_on)
        pass_on()
        timer.start()
        try:
            return job(report, inner)
        except Cancelled:
            if is_late.is_set() and not token.is_cancelled:
                raise ComputeError(
                    said("{what} took longer than {seconds:g} s, and was ended.", what=what, seconds=seconds),
                    "Choose another file.",
                ) from None
            raise
        finally:
            timer.cancel()
            timer.join()
            end_watch()

    return run

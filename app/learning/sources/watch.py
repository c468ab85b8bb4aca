"""Somebody who waits for a load: told how far it is, and able to cancel it."""

import time

from app.core.events import Progress
from app.core.job import Report, Token, ignore

_EVERY_S = 0.1


class Watch:
    """Pass progress on, ten times a second at most, and raise ``Cancelled`` at the next step after a cancel."""

    def __init__(self, report: Report = ignore, token: Token | None = None) -> None:
        self._report = report
        self.token = token or Token()
        self._told_at = -_EVERY_S
        self._what = ""

    def check(self) -> None:
        """Raise ``Cancelled`` once the load was cancelled."""
        self.token.raise_if_cancelled()

    def tell(self, what: str, done: int, total: int) -> None:
        """Say how far ``what`` is, unless that was said a moment ago; ``total`` is 0 where it is not known."""
        self.check()
        now = time.monotonic()
        if what != self._what or done >= total > 0 or now - self._told_at >= _EVERY_S:
            self._what, self._told_at = what, now
            self._report(Progress(what, done, total))

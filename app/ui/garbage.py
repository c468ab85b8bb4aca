"""Python's search for garbage, in the window's own thread and nowhere else.

Python looks for circles of objects that nobody holds in whichever thread happens to make the next object. A closed
dialog is such a circle: destroyed in another thread than Qt's, it takes the program down, now or a moment later.
"""

import gc

from PySide6.QtCore import QCoreApplication, QTimer

from app.ui.timers import make_timer

_SETTLED_MS, _PAUSE_MS = 1500, 1000


def search_regularly() -> None:
    """End Python's own search in every thread, and search in this one, Qt's, when enough was made.

    What the start has made is left out: a search in all of it would be a pause under the pen.
    """
    gc.disable()
    application = QCoreApplication.instance()
    assert application is not None
    timer = make_timer(application, _PAUSE_MS)
    timer.timeout.connect(collect_if_due)
    QTimer.singleShot(_SETTLED_MS, gc.freeze)
    QTimer.singleShot(_SETTLED_MS, timer.start)


def collect_if_due() -> None:
    """Collect the oldest generation whose threshold is passed, as Python itself would."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [generation for generation in range(3) if counts[generation] > thresholds[generation]]
    if due:
        gc.collect(due[-1])

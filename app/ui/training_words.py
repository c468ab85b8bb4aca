"""What is said of a training while it runs and at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from app.ui.training_session import Snapshot

translate = QCoreApplication.translate


def words_of(snapshot: Snapshot) -> str:
    """Return the state in a few words, such as "training 42 % · 3 min left"; nothing for an idle session."""
    share = f"{snapshot.fraction * 100:.0f}\N{NO-BREAK SPACE}%"
    match snapshot.state:
        case "loading":
            return translate("Training", "training: {what}").format(what=_preparation(snapshot))
        case "running":
            text = translate("Training", "training {share}").format(share=share)
            return text if snapshot.eta is None else f"{text} · {time_left(snapshot.eta)}"
        case "paused":
            return translate("Training", "training paused at {share}").format(share=share)
        case "stopping":
            return translate("Training", "training is ending")
        case "finished":
            return translate("Training", "training finished")
        case "failed":
            return translate("Training", "training failed")
        case "cancelled":
            return translate("Training", "training cancelled")
    return ""


def time_left(seconds: float) -> str:
    """Return a time to come in words that do not change every second."""
    return translate("Training", "{time} left").format(time=duration(seconds))


def duration(seconds: float) -> str:
    """Return a time in round figures: "5 s", "3 min", "2 h 10 min"."""
    space = "\N{NO-BREAK SPACE}"
    if seconds < 55:
        return translate("Training", "{n} s").replace(" ", space).format(n=max(1, _rounded(seconds)))
    minutes = round(seconds / 60)
    if minutes < 60:
        return translate("Training", "{n} min").replace(" ", space).format(n=max(1, minutes))
    hours, rest = divmod(minutes, 60)
    text = translate("Training", "{n} h").replace(" ", space).format(n=hours)
    return f"{text}{space}{translate('Training', '{n} min').replace(' ', space).format(n=rest)}" if rest else text


def _rounded(seconds: float) -> int:
    return round(seconds / 5) * 5 if seconds > 10 else round(seconds)


def _preparation(snapshot: Snapshot) -> str:
    progress = snapshot.progress
    share = f" {progress.done / progress.total:.0%}" if progress is not None and progress.total > 0 else ""
    what = progress.what if progress is not None else ""
    known = {
        "loading": translate("Training", "loading the data"),
        "downloading": translate("Training", "downloading the data"),
        "tracing": translate("Training", "preparing the network"),
        "evaluating": translate("Training", "measuring"),
    }
    return known.get(what, translate("Training", "getting ready")) + share.replace("%", "\N{NO-BREAK SPACE}%")

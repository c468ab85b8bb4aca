"""Does this installation have all that it needs, and does it read a digit?"""

import importlib.metadata
import importlib.util
import os
import platform
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

import numpy as np
from PIL import Image

from app import __version__
from app.core.bundle import DEFAULT_MODEL, read_bundle
from app.core.errors import InkdigitError, said
from app.core.ink import CANVAS_SIDE, Drawing
from app.core.paths import resources_dir
from app.core.prediction import Verdict
from app.core.raster import raster_of_drawing
from app.recognition.litert import LiteRTClassifier

PACKAGES = {
    "PySide6": "PySide6-Essentials",
    "LiteRT": "ai-edge-litert",
    "Keras": "keras",
    "TensorFlow": "tensorflow",
    "NumPy": "numpy",
    "Pillow": "pillow",
}
_OK, _FAILED, _NOT_INSTALLED, _DEVICE = said("ok"), said("FAILED"), said("not installed"), said("device")
_VERDICTS = {
    Verdict.DIGIT: said("digit"),
    Verdict.UNSURE: said("unsure"),
    Verdict.NOT_A_DIGIT: said("not-a-digit"),
    Verdict.EMPTY: said("empty"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is well, and a few words about it."""

    name: str
    ok: bool
    detail: str


def run_checks() -> list[Check]:
    """Check icons, window, model and a prediction, in turn; what is wrong is told in the check's ``detail``."""
    return [_checked(name, look) for name, look in _LOOKS.items()]


def report_of(checks: list[Check], spoken: Callable[[str], str] = str) -> str:
    """Return checks, versions and devices as plain lines, for people; ``spoken`` may say them in another language."""
    lines = [
        f"{spoken(_OK if check.ok else _FAILED):<6}  {spoken(check.name):<10}  {spoken(check.detail)}"
        for check in checks
    ]
    lines += [f"{'':<6}  {name:<10}  {version or spoken(_NOT_INSTALLED)}" for name, version in versions().items()]
    return "\n".join([*lines, *(f"{'':<6}  {spoken(_DEVICE):<10}  {spoken(device)}" for device in devices())])


def versions() -> dict[str, str | None]:
    """Return the versions of the program and of what it stands on, None for what is not installed; imports nothing."""
    found: dict[str, str | None] = {"Inkdigit": __version__, "Python": platform.python_version()}
    found.update({name: _version_of(package) for name, package in PACKAGES.items()})
    return found


def devices() -> list[str]:
    """Say where models can run here without training: one line a device."""
    count = os.cpu_count() or 1
    return [said("CPU (LiteRT), {count} cores, {machine}", count=count, machine=platform.machine())]


def _version_of(package: str) -> str | None:
    for name in (package, f"{package}-cpu"):
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return None


def _checked(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except InkdigitError as error:
        return Check(name, False, error.sentence)


def _icons() -> str:
    folder = resources_dir() / "icons"
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".svg", ".png"))
    if not files:
        raise InkdigitError(said("There is no icon in “{folder}”.", folder=folder))
    for path in files:
        try:
            if path.suffix == ".svg":
                ElementTree.fromstring(path.read_bytes())
            else:
                with Image.open(path) as image:
                    image.load()
        except (OSError, SyntaxError, ValueError) as error:
            raise InkdigitError(said("The icon “{name}” is damaged ({reason}).", name=path, reason=error)) from None
    return said("{count} icons in {folder}", count=len(files), folder=folder)


def _window() -> str:
    if importlib.util.find_spec("PySide6") is None:
        raise InkdigitError("PySide6 is not installed, so the window cannot open.")
    return said("PySide6 is there")


def _model() -> str:
    bundle = read_bundle(DEFAULT_MODEL)
    return said(
        "{name} {version} in {folder}", name=bundle.card.name, version=bundle.card.version, folder=bundle.folder
    )


def _prediction() -> str:
    classifier = LiteRTClassifier(read_bundle(DEFAULT_MODEL))
    answer = classifier.classify(raster_of_drawing(built_in_drawing()))
    read = said(
        "a drawn 3 is read as {label} ({verdict}, {confidence})",
        label=answer.label,
        verdict=_VERDICTS[answer.verdict],
        confidence=_percent(answer.confidence),
    )
    if answer.label != "3" or answer.verdict is not Verdict.DIGIT:
        raise InkdigitError(said("The model is wrong: {read}.", read=read))
    return read


def _percent(probability: float) -> str:
    return ">99.9 %" if 0.999 < probability < 1 else f"{100 * probability:.1f} %"


def built_in_drawing() -> Drawing:
    """Return a 3 on a canvas: two bows of a single stroke."""
    upper, lower = np.radians(np.linspace(-150, 90, 24)), np.radians(np.linspace(-90, 150, 24))
    bows = [(140 + 45 * np.cos(upper), 95 + 42 * np.sin(upper)), (140 + 52 * np.cos(lower), 187 + 50 * np.sin(lower))]
    points = np.concatenate([np.stack(bow, axis=1) for bow in bows])
    return Drawing((CANVAS_SIDE, CANVAS_SIDE)).with_stroke(points)


_LOOKS = {
    said("icons"): _icons,
    said("window"): _window,
    said("model"): _model,
    said("prediction"): _prediction,
}

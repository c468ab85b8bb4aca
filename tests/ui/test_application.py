"""The program around the window: displays, crashes, languages, what is never imported, and how smoothly it runs."""

import json
import math
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialog

from app.core.bundle import DEFAULT_MODEL, is_bundle
from app.core.paths import shipped_models_dir
from app.ui import crash_hook, display
from app.ui.language import install_language
from tests.tries import least
from tests.ui.busy import check_gaps

ROOT = Path(__file__).parents[2]
needs_model = pytest.mark.skipif(not is_bundle(shipped_models_dir() / DEFAULT_MODEL), reason="needs the shipped model")


def run_python(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    # Without kept bytecode every start compiles the program, which no installed one does.
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=kept | env, capture_output=True, text=True, timeout=300
    )


def test_the_window_is_there_before_what_only_some_uses_of_it_need() -> None:
    done = run_python("-c", "import sys, app.ui.main_window; print(*sys.modules)")
    later = {"numpy", "PIL", "hashlib", "subprocess", "app.core.bundle", "app.core.events", "app.core.training"}
    assert later & set(done.stdout.split()) == set(), done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="X11 and Wayland")
@pytest.mark.parametrize(
    "env",
    [{}, {"DISPLAY": ":9191"}, {"DISPLAY": "nonsense"}, {"WAYLAND_DISPLAY": "wayland-9"}, {"QT_QPA_PLATFORM": "xcb"},
     {"QT_QPA_PLATFORM": "wayland"}],
    ids=["none", "no server", "nonsense", "no compositor", "xcb without", "wayland without"],
)  # fmt: skip
def test_without_a_display_it_is_one_sentence_and_exit_code_1(env: dict[str, str]) -> None:
    done = run_python("-m", "app", XDG_RUNTIME_DIR="/nonexistent", **env)
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert "display" in line


def test_offscreen_needs_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert display.missing_display() == ""


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    return probed(tmp_path_factory.mktemp("home"))


def probed(home: Path) -> dict[str, object]:
    """Return what the real window, with the real model, measures of itself while it is drawn on."""
    done = run_python("-m", "app.ui.probe", QT_QPA_PLATFORM="offscreen", INKDIGIT_HOME=str(home))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@needs_model
@pytest.mark.alone
def test_a_window_that_has_predicted_has_not_imported_tensorflow(measured: dict[str, object]) -> None:
    assert measured["modules"] == {"tensorflow": False, "keras": False}
    assert measured["first_prediction_s"] > 0


@needs_model
@pytest.mark.alone
def test_from_start_to_the_first_prediction_the_event_loop_has_no_gap_over_50_ms(tmp_path: Path) -> None:
    """A stall of our own is there in every run, one of a busy machine is not: one good run of eight will do."""
    short = (
        "import json; from app.ui import pen_probe, probe; pen_probe.STROKES = 1; print(json.dumps(probe.measure()))"
    )
    gaps = []
    for run in range(8):
        done = run_python("-c", short, QT_QPA_PLATFORM="offscreen", INKDIGIT_HOME=str(tmp_path / str(run)))
        assert done.returncode == 0, done.stderr
        gaps.append(json.loads(done.stdout)["max_gap_ms"])
        if gaps[-1] <= 50:
            return
    check_gaps(gaps)


@needs_model
@pytest.mark.alone
def test_every_move_of_the_pen_reaches_the_bars(measured: dict[str, object], tmp_path: Path) -> None:
    runs = [measured]

    def latency_ms() -> float:
        latencies = sorted((runs.pop() if runs else probed(tmp_path))["stroke_ms"])
        return latencies[len(latencies) // 2] if len(latencies) >= 450 else math.inf  # some moves were overtaken

    assert least(latency_ms, limit=10) < 10


def test_no_source_text_is_read_by_an_import() -> None:
    """PySide's import hook would keep all of it in memory."""
    code = (
        "import linecache; from app.ui.application import create_application as create; app = create();"
        "import app.ui.main_window, numpy; print([name for name in linecache.cache if name.endswith('canvas.py')])"
    )
    done = run_python("-c", code, QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


@needs_model
def test_the_memory_of_the_window_is_small(measured: dict[str, object]) -> None:
    assert measured["rss_mb"] < 180


@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl+C", "terminate"])
def test_a_signal_closes_the_window(tmp_path: Path, number: signal.Signals) -> None:
    source = (
        "import sys; from app.ui.application import run; import app.ui.main_window as m; o = m.MainWindow.paintEvent\n"
        "def paint(self, event): o(self, event); print('painted', flush=True)\n"
        "m.MainWindow.paintEvent = paint; sys.exit(run([]))"
    )
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "INKDIGIT_HOME": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", source], cwd=ROOT, env=env, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"painted\n"
        process.send_signal(number)
        assert process.wait(timeout=300) == 128 + number
    assert (tmp_path / "config" / "window.ini").is_file()


def test_an_exception_in_a_slot_is_reported_and_the_program_goes_on(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", None)
    crash_hook.install()
    try:
        raise LookupError("lost in a slot")
    except LookupError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    qapp.processEvents()
    (dialog,) = (w for w in qapp.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())
    assert "lost in a slot" in dialog.findChild(object, "report_text").toPlainText()
    assert "lost in a slot" in capsys.readouterr().err
    dialog.reject()


def test_german_is_spoken_where_german_is_set(qapp: QApplication) -> None:
    before = set(qapp.findChildren(QTranslator))
    install_language(qapp, QLocale(QLocale.Language.German))
    try:
        assert QCoreApplication.translate("Words", "Draw a digit") == "Zeichne eine Ziffer"
        assert QCoreApplication.translate("Actions", "&File") == "&Datei"
    finally:
        for translator in set(qapp.findChildren(QTranslator)) - before:
            qapp.removeTranslator(translator)
            translator.deleteLater()
    assert QCoreApplication.translate("Words", "Draw a digit") == "Draw a digit"


def test_nothing_is_left_untranslated_in_german() -> None:
    source = (ROOT / "resources" / "translations" / "inkdigit_de.ts").read_text(encoding="utf-8")
    assert "unfinished" not in source
    assert source.count("<message") > 100

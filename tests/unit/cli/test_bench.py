"""The bench's arithmetic and its two faces; the processes that it starts are played by canned answers."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.cli import bench, bench_batch, bench_probes, bench_training
from app.cli.bench_measure import Measure, median_interval
from app.cli.bench_probes import Answer, ProbeError
from app.cli.main import run
from tests.unit.core.pictures import drawn

ROOT = Path(__file__).parents[3]

START = {"window_s": 0.3, "first_prediction_s": 0.5}
WINDOW = {
    **START,
    "rss_mb": 120.0,
    "max_gap_ms": 20.0,
    "max_gap_drawing_ms": 9.0,
    "max_taken_ms": 0.0,
    "stroke_ms": [1.0] * 98 + [4.0, 4.0],
}
BARE = {"window_s": 0.25, "rss_mb": 60.0, "max_gap_ms": 15.0, "max_taken_ms": 0.0}
PROTOTYPE = {"stroke_ms": [0.5] * 100, "max_gap_drawing_ms": 10.0, "max_taken_ms": 0.0}
TENSORFLOW = {"first_prediction_s": 4.0, "predict_ms": [60.0, 62.0, 900.0], "images_per_s": 3000.0}
TRAINING = {
    "stroke_ms": [1.5] * 98 + [5.0, 5.0],
    "max_gap_drawing_ms": 12.0,
    "max_gap_start_ms": 30.0,
    "max_taken_ms": 0.0,
}
NAMES = [
    "window",
    "first_prediction",
    "memory",
    "event_loop_gap",
    "stroke_p50",
    "stroke_p99",
    "event_loop_gap_drawing",
    "stroke_p99_training",
    "gap_training",
    "gap_training_start",
    "inference",
    "throughput",
]


@pytest.fixture
def canned(monkeypatch: pytest.MonkeyPatch) -> dict[str, Answer]:
    """Let every started process answer at once; a test changes what it answers."""
    answers: dict[str, Answer] = {
        "start": dict(START),
        "window": dict(WINDOW),
        "bare_window": dict(BARE),
        "prototype": dict(PROTOTYPE),
        "tensorflow": dict(TENSORFLOW),
        "training": dict(TRAINING),
    }

    def answer(name: str) -> Any:
        def probe(*_arguments: object) -> Answer:
            if "error" in answers[name]:
                raise ProbeError(answers[name]["error"])
            return answers[name]

        return probe

    for name in answers:
        monkeypatch.setattr(bench, f"probe_{name}", answer(name))
    monkeypatch.setattr(bench, "_inference_ms", lambda _bundle: 0.1)
    monkeypatch.setattr(bench, "_images_per_s", lambda _bundle: 30_000.0)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return answers


def measured(capsys: pytest.CaptureFixture[str], *, code: int = 0) -> dict[str, dict[str, Any]]:
    assert run(["bench", "--json", "--runs", "2"]) == code
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {line["name"]: line for line in lines}


def test_json_has_a_line_a_measure_with_the_keys_of_the_contract(
    canned: dict[str, Answer], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = measured(capsys)
    assert list(lines) == NAMES
    for line in lines.values():
        assert {"name", "value", "unit", "baseline", "baseline_name", "ratio", "budget", "ok"} <= set(line)
        assert line["ok"] is True
    assert (
        lines["window"] | {"unit": "s", "value": 0.3, "baseline": 0.25, "ratio": 1.2, "budget": 0.5} == lines["window"]
    )
    assert lines["first_prediction"]["ratio"] == pytest.approx(0.125)
    assert lines["inference"]["baseline"] == 62.0


def test_percentiles_are_those_of_all_moves_together(
    canned: dict[str, Answer], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = measured(capsys)
    assert lines["stroke_p50"]["value"] == 1.0
    assert lines["stroke_p99"]["value"] == 4.0


@pytest.mark.parametrize(
    ("probe", "key", "value", "missed"),
    [
        ("start", "window_s", 0.51, "window"),
        ("bare_window", "window_s", 0.19, "window"),
        ("start", "first_prediction_s", 0.81, "first_prediction"),
        ("tensorflow", "first_prediction_s", 1.9, "first_prediction"),
        ("window", "rss_mb", 181, "memory"),
        ("window", "max_gap_ms", 51, "event_loop_gap"),
        ("window", "max_gap_drawing_ms", 34, "event_loop_gap_drawing"),
        ("window", "stroke_ms", [2.6] * 9, "stroke_p50"),
        ("window", "stroke_ms", [1.0] * 90 + [8.1] * 10, "stroke_p99"),
        ("training", "stroke_ms", [1.0] * 90 + [8.1] * 10, "stroke_p99_training"),
        ("training", "max_gap_drawing_ms", 34, "gap_training"),
        ("training", "max_gap_start_ms", 51, "gap_training_start"),
        ("tensorflow", "predict_ms", [9.0], "inference"),
    ],
)
def test_a_missed_budget_is_told_but_is_no_failure(
    canned: dict[str, Answer], capsys: pytest.CaptureFixture[str], probe: str, key: str, value: Any, missed: str
) -> None:
    canned[probe][key] = value
    lines = measured(capsys)
    assert missed in [name for name, line in lines.items() if not line["ok"]]
    assert lines[missed]["error"] is None


def test_without_tensorflow_only_its_comparisons_fail(
    canned: dict[str, Answer], capsys: pytest.CaptureFixture[str]
) -> None:
    canned["tensorflow"]["error"] = "TensorFlow is not installed."
    lines = measured(capsys, code=1)
    assert [name for name, line in lines.items() if not line["ok"]] == ["first_prediction", "inference", "throughput"]
    assert lines["inference"] | {"value": 0.1, "baseline": None, "ratio": None} == lines["inference"]
    assert lines["inference"]["error"] == "TensorFlow is not installed."


def test_the_table_shows_every_measure_and_what_was_missed(
    canned: dict[str, Answer], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    canned["window"]["rss_mb"] = 190.0
    assert run(["bench", "--runs", "1"]) == 0
    table, words = capsys.readouterr()
    memory = next(line for line in table.splitlines() if line.startswith("memory"))
    assert "190 MB" in memory
    assert "missed" in memory
    assert table.count("missed") == 1
    assert "1/8" in next(line for line in table.splitlines() if line.startswith("first prediction"))
    assert "Baseline of first prediction: load_model + model.predict." in table
    assert "The host" not in words
    assert max(map(len, table.splitlines())) <= 80


def test_what_the_host_took_is_told(canned: dict[str, Answer], capsys: pytest.CaptureFixture[str]) -> None:
    canned["training"]["max_taken_ms"] = 40.0
    lines = measured(capsys)
    assert (lines["gap_training"]["left_out"], lines["event_loop_gap"]["left_out"]) == (40, 0)
    assert run(["bench", "--runs", "1"]) == 0
    assert "The host of this machine stopped it for up to 40 ms; pauses are without that." in capsys.readouterr().err


def test_a_process_that_dies_is_named_with_its_last_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "dying_probe.py").write_text("raise SystemExit('out of ink')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(ProbeError, match=r"dying_probe.*out of ink"):
        bench_probes._ask("dying_probe", env={})


def test_a_process_learns_when_it_was_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "clock_probe.py").write_text(
        "import json, os, time\n"
        "print('noise')\n"
        "print(json.dumps({'s': time.time() - float(os.environ['INKDIGIT_T0'])}))\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert 0 < bench_probes._ask("clock_probe", env={})["s"] < 300


def test_a_rate_is_never_rounded_into_its_budget() -> None:
    measure = Measure(name="m", title="m", unit="ms", value=50.004, baseline=1.0, baseline_name="b", budget=50)
    assert not measure.is_ok


@pytest.mark.parametrize(("value", "baseline", "fits"), [(1.9, 0.1, True), (7.0, 1.6, True), (8.1, 1.6, False)])
def test_a_slow_computer_is_held_to_the_distance_from_the_baseline(value: float, baseline: float, fits: bool) -> None:
    pen = Measure(
        name="m", title="m", unit="ms", value=value, baseline=baseline, baseline_name="b",
        budget=2, budget_ratio=5, is_either=True,
    )  # fmt: skip
    assert pen.is_ok is fits


def test_the_training_is_compared_pair_by_pair(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[Any, ...]] = []

    def probe(*arguments: Any) -> Answer:
        asked.append(arguments)
        more = 1.04 if arguments[0] == "mlp-128x3" else 1.02
        slow_moments = [1.0, 9.0, 1.0]  # of the computer, one of which hits one fit only
        fits = {"ours_s": [more, 9 * more, 5.0], "bare_s": slow_moments, "bare_cpu_s": slow_moments}
        return {**fits, "ours_cpu_s": [1.01, 9.09, 1.01]}

    monkeypatch.setattr(bench_training, "probe_fit", probe)
    assert run(["bench", "train", "--json", "--runs", "7"]) == 0
    lines = {line["name"]: line for line in map(json.loads, capsys.readouterr().out.splitlines())}
    assert [arguments[0] for arguments in asked] == ["keras-convnet", "mlp-128x3"]
    assert {arguments[-1] for arguments in asked} == {14}
    convnet, mlp = lines["training_keras-convnet"], lines["training_mlp-128x3"]
    assert (convnet["ratio"], convnet["budget_ratio"], convnet["ok"]) == (1.02, 1.03, True)
    assert convnet["interval"] == [1.02, 5.0]
    assert (mlp["ratio"], mlp["ok"]) == (1.04, False)
    assert (lines["training_mlp-128x3_cpu"]["ratio"], lines["training_mlp-128x3_cpu"]["ok"]) == (1.01, True)


def test_the_table_tells_how_sure_a_comparison_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    times = {"ours_s": [1.01, 1.02, 1.04], "bare_s": [1.0] * 3, "ours_cpu_s": [1.05] * 3, "bare_cpu_s": [1.0] * 3}
    monkeypatch.setattr(bench_training, "probe_fit", lambda *_arguments: times)
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["bench", "train"]) == 0
    table = capsys.readouterr().out
    assert "1.020× (1.01–1.04)" in table
    assert table.count("missed") == 2
    assert "…" not in table


@pytest.mark.parametrize(("count", "left_out"), [(1, 0), (5, 0), (6, 0), (9, 1), (10, 1), (20, 5), (100, 39)])
def test_the_bounds_of_a_median_are_those_of_the_sign_test(count: int, left_out: int) -> None:
    values = tuple(float(value) for value in reversed(range(count)))
    assert median_interval(values) == (left_out, count - 1 - left_out)


def test_a_training_that_cannot_be_measured_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def probe(*_arguments: Any) -> Answer:
        raise ProbeError("TensorFlow is not installed.")

    monkeypatch.setattr(bench_training, "probe_fit", probe)
    assert run(["bench", "train"]) == 1
    assert "not measured" in capsys.readouterr().out


def test_small_pictures_have_a_bench_of_their_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench_batch, "PICTURES", 3)
    monkeypatch.setattr(bench, "PICTURES", 3)
    seen: list[int] = []
    ours = iter([(2.0, 4.0, 90.0), (1.0, 4.0, 110.0), (4.0, 4.0, 100.0)])

    def probe(folder: Path, _table: Path) -> Answer:
        seen.append(len(list(folder.glob("*.png"))))
        seconds, cpu_s, rss_mb = next(ours)
        return {"pictures": 3, "seconds": seconds, "cpu_s": cpu_s, "rss_mb": rss_mb}

    monkeypatch.setattr(bench_batch, "probe_batch", probe)
    monkeypatch.setattr(
        bench_batch, "probe_plain_batch", lambda *_: {"pictures": 3, "seconds": 3.2, "cpu_s": 6.0, "rss_mb": 600.0}
    )
    assert run(["bench", "batch", "--json", "--runs", "3"]) == 0
    lines = {line["name"]: line for line in map(json.loads, capsys.readouterr().out.splitlines())}
    assert seen == [3, 3, 3]
    assert (lines["batch"]["ratio"], lines["batch"]["budget_ratio"], lines["batch"]["ok"]) == (1.6, 1.5, True)
    assert lines["batch_cpu"]["ratio"] == 1.5
    assert (lines["batch_memory"]["value"], lines["batch_memory"]["budget"], lines["batch_memory"]["ok"]) == (
        110.0,
        250.0,
        True,
    )


def test_a_pace_below_its_budget_is_missed() -> None:
    slow = Measure(name="m", title="m", unit="images/s", value=140, baseline=100, baseline_name="b", budget_ratio=1.5)
    assert not slow.is_ok


def test_the_bench_really_reads(tmp_path: Path) -> None:
    Image.fromarray(255 - drawn()).resize((28, 28)).convert("L").save(tmp_path / "5.png")
    code = (
        "import json, sys, pathlib; from app.cli.bench_probes import probe_batch;"
        "print(json.dumps(probe_batch(*map(pathlib.Path, sys.argv[1:]))))"
    )
    done = subprocess.run(  # by itself: the memory is that of the whole process
        [sys.executable, "-c", code, tmp_path, tmp_path / "t.csv"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    answer = json.loads(done.stdout)
    assert answer["pictures"] == 1
    assert 20 < answer["rss_mb"] < 250
    assert (tmp_path / "t.csv").read_text().splitlines()[1].split(",")[3] == "5"


def test_the_window_is_measured_with_nobodys_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[dict[str, str], bool]] = []

    def ask(_probe: str, *, env: dict[str, str]) -> dict[str, object]:
        asked.append((env, Path(env["INKDIGIT_HOME"]).is_dir()))
        return {}

    monkeypatch.setattr(bench_probes, "_ask", ask)
    bench_probes.probe_window({"QT_SCALE_FACTOR": "1"})
    ((env, was_there),) = asked
    assert was_there
    assert env["QT_SCALE_FACTOR"] == "1"
    assert not Path(env["INKDIGIT_HOME"]).exists(), "and leaves nothing behind"

"""The page of the presets tells what was measured: means, ranges, both columns, the race."""

from pathlib import Path

from app.core.training import PRESETS, config_for
from tests.presets import ENTRIES as PUBLISHED
from tests.presets import lap_config
from tests.presets_page import DOCS, LESSON, OURS, Entry, Lap, Outcome, Results, page_of

ENTRIES = (Entry("mlp-128x3", "mnist", "95.4 %", (1, 2)), Entry("succinctly-cnn", "texts", "98 of 100", (1, 2)))


def outcome(by: str, preset: str, seed: int, accuracy: float, *, n: int = 10_000) -> Outcome:
    return Outcome(by, preset, seed, 10, 134_794, n, accuracy, 14.2 if by == OURS else None)


def test_a_result_is_kept_and_a_newer_one_takes_its_place(tmp_path: Path) -> None:
    results = Results(path=tmp_path / "presets.json")
    for accuracy in (0.91, 0.95):
        results.add(outcome(OURS, "mlp-128x3", 1, accuracy))
    results.add(Lap("quick", 1, 1, is_there=True, accuracy=0.992, seconds=3.0))
    again = Results.read(tmp_path / "presets.json")
    assert [run.accuracy for run in again.runs(ENTRIES[0], OURS)] == [0.95]
    assert again.laps_of("quick") == results.laps


def test_the_page_compares_a_preset_with_its_lesson(tmp_path: Path) -> None:
    results = Results(path=tmp_path / "presets.json")
    for seed, ours, lesson in ((1, 0.95, 0.944), (2, 0.954, 0.946)):
        results.add(outcome(OURS, "mlp-128x3", seed, ours))
        results.add(outcome(LESSON, "mlp-128x3", seed, lesson))
    results.add(outcome(OURS, "succinctly-cnn", 1, 0.97, n=100))
    results.add(outcome(OURS, "succinctly-cnn", 9, 0.5, n=100))
    page = page_of(results, ENTRIES)
    assert "| **95.20 %** (95.00–95.40, 2 seeds) | 94.50 % (94.40–94.60, 2 seeds) | 95.4 % | 14 |" in page
    assert "| **97.0 of 100** (97–97, 1 seed) | – | 98 of 100 | 14 |" in page
    assert "The way to" not in page


def test_the_race_tells_how_much_sooner_the_quick_one_is_there(tmp_path: Path) -> None:
    results = Results(path=tmp_path / "presets.json")
    for seed in (1, 2):
        results.add(Lap("keras-convnet", seed, 8, is_there=True, accuracy=0.9901, seconds=100.0))
        results.add(Lap("quick", seed, 1, is_there=True, accuracy=0.9915, seconds=5.0))
    page = page_of(results, ENTRIES)
    assert "| 2 | 8 | 100.0 | 99.15 % | 5.0 |" in page
    assert "takes 1/20.0 of the time" in page


def test_the_usual_example_races_with_the_rate_of_its_lesson() -> None:
    usual, quick = lap_config("keras-convnet", 3), lap_config("quick", 3)
    assert usual == config_for("keras-convnet", seed=3, schedule="constant", learning_rate=0.001)
    assert quick == config_for("quick", seed=3)


def test_every_rate_that_falls_unlike_the_lesson_is_told() -> None:
    page = page_of(Results.read(), PUBLISHED)
    for entry in PUBLISHED:
        settings = PRESETS[entry.preset].settings
        row = f"| `{entry.preset}` | {settings['learning_rate']} | "
        assert (row in page) == (settings["schedule"] == "cosine"), row


def test_what_is_published_is_what_was_measured() -> None:
    results = Results.read()
    assert (DOCS / "presets.md").read_text(encoding="utf-8") == page_of(results, PUBLISHED)
    for outcome in results.outcomes:
        preset = PRESETS[outcome.preset]
        assert (outcome.parameters, outcome.epochs) == (preset.weights, config_for(outcome.preset).epochs)

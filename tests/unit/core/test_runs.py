"""Runs as their folders show them, whatever a kill or a stranger has left there."""

import json
import os
import time
from pathlib import Path

import pytest

from app.core.runs import RunError, delete_run, list_runs, new_run_folder, read_run, runs_dir
from tests.unit.core.run_folders import HEAD, myself, write_run


def test_without_any_run_the_list_is_empty() -> None:
    assert list_runs() == []


def test_a_finished_run_is_read_whole() -> None:
    run = read_run(write_run("digits-1", has_bundle=True))
    assert run.state == "finished"
    assert run.config is not None
    assert (run.config.preset, run.config.epochs) == ("digits", 5)
    assert [row.epoch for row in run.history] == [1, 2, 3]
    assert run.best_accuracy == 0.95
    assert run.bundle == run.folder / "bundle"
    assert run.made is not None
    assert run.made.isoformat().startswith("2026-03-01T")
    assert run.size_bytes == sum(file.stat().st_size for file in run.folder.rglob("*") if file.is_file())
    assert not run.can_resume


def test_the_newest_comes_first() -> None:
    write_run("old", made="2026-01-01T00:00:00+00:00")
    write_run("new", made="2026-02-01T00:00:00+02:00")
    write_run("newer", made="2026-02-01T00:00:00+00:00")
    assert [run.folder.name for run in list_runs()] == ["newer", "new", "old"]


def test_running_is_what_a_living_process_says() -> None:
    assert read_run(write_run("alive", "running", **myself())).state == "running"


@pytest.mark.parametrize(
    "process",
    [
        {},
        {"pid": os.getpid(), "pid_started": 1.0},
        {"pid": "no number"},
        {"pid": -1},
        {"pid": 10**30},
        {"pid": None, "pid_started": None},
    ],
    ids=["none", "another of this id", "no number", "negative", "too large", "empty"],
)
def test_running_without_its_process_is_interrupted(process: dict[str, object]) -> None:
    run = read_run(write_run("cut off", "running", **process))
    assert run.state == "interrupted"
    assert run.can_resume


def test_a_stopped_run_can_go_on() -> None:
    run = read_run(write_run("stopped", "stopped", has_bundle=True))
    assert run.state == "stopped"
    assert run.can_resume


@pytest.mark.parametrize(("has_bundle", "state"), [(True, "finished"), (False, "interrupted")])
def test_without_a_state_the_bundle_tells(has_bundle: bool, state: str) -> None:
    assert read_run(write_run("no state", None, has_bundle=has_bundle)).state == state


def test_finished_without_a_bundle_is_not_finished() -> None:
    assert read_run(write_run("half", "finished")).state == "interrupted"


def test_a_failed_run_says_why() -> None:
    run = read_run(write_run("failed", "failed", error="The loss is no longer a number."))
    assert (run.state, run.error) == ("failed", "The loss is no longer a number.")


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"preset": 7}', '{"preset": "digits", "epochs": "many"}', "\0" * 50, "[" * 100_000],
    ids=lambda content: content[:12],
)
def test_a_broken_config_shows_as_damaged(content: str) -> None:
    folder = write_run("broken", has_bundle=True)
    (folder / "config.json").write_text(content)
    run = read_run(folder)
    assert (run.state, run.config) == ("damaged", None)
    assert not run.can_resume
    assert [listed.state for listed in list_runs()] == ["damaged"]


def test_a_folder_that_cannot_be_is_a_damaged_run() -> None:
    assert read_run(runs_dir() / ("long" * 100)).state == "damaged"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"state": 5}', '{"state": "running", "pid": {}}', "\xff\xfe"])
def test_a_broken_state_does_not_hide_the_run(content: str) -> None:
    folder = write_run("torn", has_bundle=True)
    (folder / "state.json").write_bytes(content.encode("latin-1"))
    assert read_run(folder).state in ("finished", "interrupted")


def test_whole_rows_of_a_torn_history_are_kept() -> None:
    folder = write_run("torn", "running", rows=("1,0.5,0.8,0.4,0.9,0.001,2", "2,0.4,x,0,0,0,0", "3,0.3"))
    assert [row.epoch for row in read_run(folder).history] == [1]


def test_a_history_without_held_back_pictures_has_no_best() -> None:
    run = read_run(write_run("plain", rows=("1,0.5,0.8,,,0.001,2",)))
    assert run.history[0].val_accuracy is None
    assert run.best_accuracy is None


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", HEAD.encode(), b"a,b\n1,2\n", b"\0" * 100])
def test_a_history_of_garbage_is_empty(content: bytes) -> None:
    folder = write_run("garbage")
    (folder / "history.csv").write_bytes(content)
    assert read_run(folder).history == ()


def test_what_is_no_run_is_left_out(tmp_path: Path) -> None:
    (runs_dir() / "empty").mkdir(parents=True)
    (runs_dir() / ".digits.part").mkdir()
    (runs_dir() / "notes.txt").write_text("mine")
    (runs_dir() / "elsewhere").symlink_to(tmp_path)
    assert list_runs() == []


def test_a_run_is_deleted_with_everything_in_it() -> None:
    run = read_run(write_run("old", has_bundle=True))
    delete_run(run)
    assert list(runs_dir().iterdir()) == []
    delete_run(run)


def test_a_running_run_is_not_deleted() -> None:
    run = read_run(write_run("alive", "finished", has_bundle=True))
    (run.folder / "state.json").write_text(json.dumps({"state": "running", **myself()}))
    with pytest.raises(RunError, match="still running"):
        delete_run(run)
    assert run.folder.is_dir()


def test_new_folders_never_meet() -> None:
    folders = {new_run_folder("digits") for _ in range(3)}
    assert len(folders) == 3
    assert all(folder.is_dir() and folder.name.startswith("digits-") for folder in folders)


def test_a_folder_that_cannot_be_made_is_told(inkdigit_home: Path) -> None:
    (inkdigit_home / "data").write_text("a file in the way")
    with pytest.raises(RunError, match="cannot be made"):
        new_run_folder("digits")


def test_a_run_that_never_began_is_forgotten_after_a_while() -> None:
    stillborn, young = runs_dir() / "digits-1", runs_dir() / "digits-2"
    kept = write_run("kept", "running")
    for folder in (stillborn, young):
        folder.mkdir()
        (folder / "console.log").write_text("")
    for folder in (stillborn, kept):
        os.utime(folder, (time.time() - 10_000,) * 2)
    new_run_folder("digits")
    assert not stillborn.exists()
    assert young.exists()
    assert kept.exists()

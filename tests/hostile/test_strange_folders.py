"""What is in a folder, named or walked to: nothing is waited for, everything gets its sentence."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.found import Found
from app.recognition.batch import Outcome, read_all
from tests.hostile.folder import make_strange_folder
from tests.ui.fakes import FakeClassifier
from tests.unit.core.pictures import drawn, encoded

PICTURE = encoded(drawn(canvas=(120, 100), height=70, brush=8))
DEADLINE_S = 300


def test_the_command_line_says_what_each_is_and_goes_on(tmp_path: Path) -> None:
    said = make_strange_folder(tmp_path / "strange", PICTURE)
    done = subprocess.run(
        [sys.executable, "-m", "app", "classify", "--json", str(tmp_path / "strange")],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=DEADLINE_S,
        check=False,
    )
    answers = {Path(answer["path"]).name: answer["error"] for answer in map(json.loads, done.stdout.splitlines())}
    assert {name: words in (answers[name] or "") for name, words in said.items()} == dict.fromkeys(said, True)
    assert [name for name, words in said.items() if not words and answers[name]] == []
    assert set(answers) == set(said)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr


def vanishing(paths: list[Path]) -> Iterator[Found]:
    """List files; every other one is deleted, or becomes a pipe, once it is listed."""
    for number, path in enumerate(paths):
        if number % 4 == 1:
            path.unlink()
        elif number % 4 == 3 and hasattr(os, "mkfifo"):
            path.unlink()
            os.mkfifo(path)
        yield Found(str(path))


def test_files_that_disappear_after_they_were_listed_get_a_sentence(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number:02d}.png" for number in range(16)]
    for path in paths:
        path.write_bytes(PICTURE)
    outcomes: list[Outcome] = list(read_all(vanishing(paths), FakeClassifier()))
    assert [Path(outcome.path).name for outcome in outcomes] == [path.name for path in paths]
    for number, outcome in enumerate(outcomes):
        assert (outcome.error is None) == (number % 4 in (0, 2))
    assert "There is no file" in str(outcomes[1].error)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="files of the Linux kernel")
@pytest.mark.parametrize("name", ["/proc/self/mem", "/proc/kmsg", "/proc/self/pagemap", "/sys/kernel/uevent_seqnum"])
def test_files_of_the_kernel_that_say_nothing_of_their_size_get_a_sentence(name: str) -> None:
    (outcome,) = read_all(iter([Found(name)]), FakeClassifier())
    assert outcome.error is not None
    assert outcome.error.hint

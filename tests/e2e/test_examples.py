"""Keeping examples with real keys, and finding them again from the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.e2e.desktop import Desktop, wait_until
from tests.e2e.digits import DIGITS
from tests.e2e.program import ROOT, Program


def test_what_is_kept_with_a_key_is_a_data_set(desktop: Desktop, tmp_path: Path) -> None:
    env = {"INKDIGIT_HOME": str(tmp_path)}
    program = Program(desktop, env=env)
    try:
        program.focus()
        program.draw(DIGITS["3"])
        program.wait_for_answer("^3, ")
        for key, said in (("7", "Kept as an example of 7. You have kept 1 example."), ("Return", "example of 3")):
            program.press("ctrl+l")
            wait_until(lambda: any("You have kept" in text for text in program.texts()), "the question")
            program.keep_screenshot("keep-example")
            program.press(key)
            wait_until(lambda said=said: any(said in text for text in program.texts()), f"“{said}”")
        assert program.errors() == ""
    finally:
        program.close()
    command = [sys.executable, "-m", "app", "data", "info", "my-drawings", "--json"]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True, timeout=300)
    counts = json.loads(done.stdout)["train"]["counts"]
    assert (counts["7"], counts["3"], sum(counts.values())) == (1, 1, 2)

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.core import startup

SAVED = "/somewhere/of/the/user"


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG", "PYINSTALLER_RESET_ENVIRONMENT", "KERAS_BACKEND"):
        monkeypatch.setenv(name, "before")
        monkeypatch.delenv(name)
    monkeypatch.setattr(sys, "frozen", True, raising=False)


@pytest.mark.parametrize("original", [SAVED, None])
def test_programs_that_are_started_get_the_users_library_path(
    frozen: None, monkeypatch: pytest.MonkeyPatch, original: str | None
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/inkdigit/_internal")
    if original is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", original)
    startup.prepare_process()
    assert os.environ.get("LD_LIBRARY_PATH") == original
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


def test_from_source_the_environment_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", SAVED)
    before = dict(os.environ)
    startup.prepare_process()
    assert dict(os.environ) == before


@pytest.mark.parametrize("command", [["-m", "app", "--version"], ["-m", "app", "--self-check"]])
@pytest.mark.skipif(os.name != "posix", reason="closes file descriptors by a shell")
def test_without_any_stream_the_program_runs_to_its_end(command: list[str]) -> None:
    line = 'exec "$0" "$@" <&- >&- 2>&-'
    done = subprocess.run(["sh", "-c", line, sys.executable, *command], timeout=300, check=False)
    assert done.returncode == 0


def test_only_the_benchs_own_modules_are_probes() -> None:
    with pytest.raises(SystemExit, match="no part of the bench"):
        startup.run_probe(["http.server"])


def test_certificates_are_found_where_other_systems_keep_them(
    frozen: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    (tmp_path / "bundle.pem").write_text("")
    monkeypatch.setattr(startup, "_CERTIFICATES_OF_DEBIAN", str(tmp_path / "none"))
    monkeypatch.setattr(startup, "_CERTIFICATES_ELSEWHERE", (str(tmp_path / "no.pem"), str(tmp_path / "bundle.pem")))
    monkeypatch.setattr(sys, "platform", "linux")
    startup.prepare_process()
    assert os.environ.pop("SSL_CERT_FILE") == str(tmp_path / "bundle.pem")

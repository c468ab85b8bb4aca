"""The wheel: built, installed outside the source tree, and asked from another folder."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import app

ROOT = Path(__file__).parents[1]
MODEL_FILES = ("model.keras", "model.tflite", "card.json")
ONE = {"size": [280, 280], "strokes": [[[140, 40], [141, 100], [140, 160], [139, 240]]]}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", out], cwd=ROOT)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the programs of a new environment that holds the wheel and borrows its dependencies."""
    environment = tmp_path_factory.mktemp("installed")
    venv.create(environment, symlinks=os.name == "posix")
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    _run([sys.executable, "-m", "pip", "--python", programs / "python", "install", "--no-deps", "--no-index", wheel])
    (library,) = environment.rglob("site-packages")
    (library / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return programs


def test_wheel_holds_the_program_its_model_and_its_resources_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    models = [f"app/_shipped/models/{model}/{file}" for model in ("digits", "fashion") for file in MODEL_FILES]
    for name in ("app/__main__.py", *models):
        assert name in names
    assert any(name.startswith("app/_shipped/resources/") and name.endswith(".svg") for name in names)
    assert {name.split("/")[0] for name in names} == {"app", f"inkdigit-{app.__version__}.dist-info"}
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".part"))]


def test_the_wheel_leaves_out_only_what_packages_are_made_with(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    folders = {path.name for path in (ROOT / "resources").iterdir()} - {"packaging"}
    assert {name.split("/")[3] for name in names if name.startswith("app/_shipped/resources/")} == folders


def test_the_installed_program_checks_itself(installed: Path, tmp_path: Path) -> None:
    answer = json.loads(_run([installed / "inkdigit", "--self-check", "--json"], cwd=tmp_path))
    assert answer["ok"] is True
    assert app.__version__ in json.dumps(answer)


def test_it_is_the_installed_package_that_answers(installed: Path, tmp_path: Path) -> None:
    code = (
        "import app, app.core.paths as p; print(app.__file__); print(p.shipped_models_dir()); print(p.resources_dir())"
    )
    places = _run([installed / "python", "-c", code], cwd=tmp_path).splitlines()
    assert len(places) == 3
    for place in places:
        assert Path(place).is_relative_to(installed.parent)
        assert Path(place).exists()


def test_the_installed_program_reads_strokes(installed: Path, tmp_path: Path) -> None:
    strokes = tmp_path / "one.ndjson"
    strokes.write_text(json.dumps(ONE) + "\n")
    answer = json.loads(_run([installed / "inkdigit", "classify", "--strokes", strokes, "--json"], cwd=tmp_path))
    assert (answer["line"], answer["label"]) == (1, "1")
    assert sum(answer["probabilities"].values()) == pytest.approx(1)


def _run(command: list[object], *, cwd: Path | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout

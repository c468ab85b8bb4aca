"""From a bare Debian to a working program, offline, and back: needs root, a mirror, and a package in INKDIGIT_DEB."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.e2e.desktop import Desktop
from tests.e2e.digits import DIGITS
from tests.e2e.program import ROOT, Program
from tests.frozen.bare import NEEDED, BareRoot, base_system, old_package
from tests.frozen.frozen import objects

DATA_INSIDE = "/mnt/data"


@pytest.fixture(scope="module")
def package() -> Path:
    path = os.environ.get("INKDIGIT_DEB")
    if not path:
        pytest.skip("needs a package: make deb, then make smoke")
    missing = [name for name in NEEDED if not shutil.which(name)]
    if os.getuid() != 0 or missing:
        pytest.skip(f"needs root and {', '.join(NEEDED)}")
    return Path(path).resolve()


@pytest.fixture(scope="module")
def root(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BareRoot]:
    """Return a bare system in which the package has been installed, over an older version of it."""
    folder = tmp_path_factory.mktemp("bare")
    base = base_system(Path(os.environ.get("INKDIGIT_BARE_ROOT", ROOT / "build" / "bare-root")))
    made = BareRoot(folder / "root", base, os.environ.get("INKDIGIT_DATA", ""))
    for name in ("python3", "gcc", "qmake6"):
        assert not list(made.folder.glob(f"usr/bin/{name}*"))
    shutil.copy(package, folder / package.name)
    made.apt("update")
    made.apt("install", old_package(folder, package.name.split("_")[0]))
    made.apt("install", folder / package.name)
    yield made
    shutil.rmtree(made.folder)


def test_the_upgrade_leaves_nothing_of_the_older_version(root: BareRoot) -> None:
    assert not (root.folder / "usr/lib/inkdigit/_internal/of-an-earlier-version").exists()


def test_without_a_network_it_checks_itself(root: BareRoot) -> None:
    interfaces = [line.split(":")[0].strip() for line in root.ask("cat", "/proc/net/dev").splitlines()[2:]]
    assert interfaces == ["lo"]
    assert json.loads(root.ask("inkdigit", "--self-check", "--json"))["ok"] is True


def test_the_desktop_finds_it(root: BareRoot) -> None:
    entry = (root.folder / "usr/share/applications/inkdigit.desktop").read_text()
    assert "Exec=inkdigit" in entry
    for place in ("scalable/apps/inkdigit.svg", "48x48/apps/inkdigit.png"):
        assert (root.folder / "usr/share/icons/hicolor" / place).is_file()


def test_a_digit_is_drawn_and_read(root: BareRoot, start_inside: Callable[..., Program]) -> None:
    program = start_inside()
    program.draw(DIGITS["3"])
    program.wait_for_answer("^3, ")
    program.keep_screenshot("bare-debian")
    program.close_window()
    assert program.wait_for_end() == 0
    assert program.errors() == ""


def test_a_picture_of_the_command_line_is_opened(
    root: BareRoot, start_inside: Callable[..., Program], tmp_path: Path
) -> None:
    path = tmp_path / "seven.png"
    image = Image.new("L", (600, 600), 245)
    line = [(x * 600, y * 600) for x, y in DIGITS["7"][0]]
    ImageDraw.Draw(image).line(line, fill=30, width=36, joint="curve")
    image.save(path)
    program = start_inside(path)
    answer = program.wait_for_answer("^7, |7")
    program.keep_screenshot("bare-debian-picture")
    assert "7" in answer


@pytest.mark.learning
def test_a_training_runs_and_its_model_is_used(
    root: BareRoot, start_inside: Callable[..., Program], tmp_path: Path
) -> None:
    if not os.environ.get("INKDIGIT_DATA"):
        pytest.skip("needs MNIST in INKDIGIT_DATA")
    if not (root.folder / "usr/lib/inkdigit/_internal/tensorflow").is_dir():
        pytest.skip("the reader does not train")
    run = tmp_path / "run"
    command = ["inkdigit", "train", "--preset", "succinctly-cnn", "--data", "mnist", "--epochs", "2", "--limit", "6000"]
    said = objects(root.ask(*command, "--json", "--out", run, INKDIGIT_DATA=DATA_INSIDE, timeout_s=600))
    assert [line["event"] for line in said].count("epoch") == 2
    drawing = tmp_path / "one.ndjson"
    drawing.write_text('{"size": [280, 280], "strokes": [[[140, 40], [141, 100], [140, 160], [139, 240]]]}\n')
    (answer,) = objects(
        root.ask("inkdigit", "classify", "--strokes", drawing, "--model", run / "bundle", "--top", "1", "--json")
    )
    assert answer["top"][0]["label"] == "1"
    use_in_window(root, run / "bundle")
    program = start_inside()
    program.draw(DIGITS["1"])
    program.wait_for_answer("1, ")
    assert program.text("status_device")


def test_remove_leaves_only_the_folder_of_the_user_and_purge_asks_nothing(root: BareRoot, package: Path) -> None:
    mine = root.folder / "root/.local/share/inkdigit/models/mine"
    mine.mkdir(parents=True, exist_ok=True)
    name = package.name.split("_")[0]
    root.apt("remove", name)
    assert root.traces() == []
    root.ask("dpkg", "--purge", name)
    assert root.traces() == []
    assert mine.is_dir()


@pytest.fixture
def start_inside(desktop: Desktop, root: BareRoot) -> Iterator[Callable[..., Program]]:
    """Start the installed program inside, without a network, on the desktop outside; it ends with the test."""
    programs: list[Program] = []

    def start(*arguments: str | Path) -> Program:
        programs.append(Program(desktop, *arguments, command=root.command("inkdigit")))
        return programs[-1]

    yield start
    for program in programs:
        program.close()


def use_in_window(root: BareRoot, bundle: Path) -> None:
    """Choose a model as the window keeps the choice."""
    settings = root.folder / "root/.config/inkdigit/settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"model": str(bundle)}))

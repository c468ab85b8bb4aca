"""What the libraries of a frozen folder need from the system: ``dependencies.py check|debian FOLDER``.

``check`` fails where something is found neither in the folder nor here, unless it may be missing. ``debian`` prints
the packages that hold what is taken from the system, as ``Depends`` wants them.
"""

import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

MAY_BE_MISSING = frozenset(
    {
        "libwayland-cursor.so.0",  # only for a desktop that runs on Wayland, which has it
        "libwayland-client.so.0",
        "libwayland-egl.so.1",
    }
)
_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
_SONAME = re.compile(r"^\s+SONAME\s+(\S+)$", re.MULTILINE)
_VERSION = re.compile(r"\b(GLIBC|GLIBCXX)_(\d+(?:\.\d+)+)\b")
_COMPILER_OF_GLIBCXX = {29: "11", 30: "12", 31: "13.1", 32: "13.1", 33: "14"}
"""https://gcc.gnu.org/onlinedocs/libstdc++/manual/abi.html"""


@dataclass
class Needs:
    """What a folder needs: library → those in the folder that ask for it, and the newest symbols of the C libraries."""

    outside: dict[str, list[Path]] = field(default_factory=dict)
    newest: dict[str, tuple[int, ...]] = field(default_factory=dict)


def main(arguments: list[str]) -> int:
    """Check or list what the folder needs; return the exit code."""
    what, folder = arguments
    needs = needs_of(Path(folder))
    known = {name: path_here(name) for name in needs.outside}
    missing = sorted(name for name, path in known.items() if path is None and name not in MAY_BE_MISSING)
    for name in missing:
        print(f"not found: {name}, needed by {needs.outside[name][0]}", file=sys.stderr)
    if missing:
        return 1
    if what == "debian":
        print(", ".join(debian_packages({path for path in known.values() if path}, needs)))
    else:
        print(f"{folder}: {len(needs.outside)} libraries of the system are needed, and all are there")
    return 0


def needs_of(folder: Path) -> Needs:
    """Return what the ELF files below a folder need that is not among them."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink() and _is_elf(path)]
    dumps = {path: _dump(path) for path in files}
    inside = {name for path, text in dumps.items() for name in (path.name, *_SONAME.findall(text))}
    inside |= {path.name for path in folder.rglob("*.so*") if path.is_symlink()}
    needs = Needs()
    for path, text in dumps.items():
        for name in _NEEDED.findall(text):
            if name not in inside:
                needs.outside.setdefault(name, []).append(path.relative_to(folder))
        for library, version in _VERSION.findall(text):
            numbers = tuple(map(int, version.split(".")))
            needs.newest[library] = max(needs.newest.get(library, (0,)), numbers)
    return needs


def path_here(name: str) -> Path | None:
    """Return where this system's loader finds a library."""
    for folder in _folders_of_loader():
        if (folder / name).exists():
            return (folder / name).resolve()
    return None


def debian_packages(paths: set[Path], needs: Needs) -> list[str]:
    """Return the packages that own these files, with the oldest C and C++ libraries that will do."""
    floors = {"libc6": ".".join(map(str, needs.newest.get("GLIBC", (2, 31))))}
    compiler = _COMPILER_OF_GLIBCXX.get(needs.newest.get("GLIBCXX", (3, 4, 0))[-1])
    if compiler:
        floors["libstdc++6"] = compiler
    found = sorted({_owner(path) for path in paths})
    return [f"{package} (>= {floors[package]})" if package in floors else package for package in found]


def _owner(path: Path) -> str:
    """Return the package of a file; what is in /lib on a merged system is listed under one of both names."""
    for name in (str(path), str(path).removeprefix("/usr")):
        done = subprocess.run(["dpkg-query", "--search", name], capture_output=True, text=True)
        if done.returncode == 0:
            return done.stdout.split(":")[0]
    raise SystemExit(f"No package owns {path}.")


def _folders_of_loader() -> list[Path]:
    lines = subprocess.run(["ldconfig", "-vNX"], capture_output=True, text=True, env={"PATH": "/usr/sbin:/sbin"}).stdout
    listed = [Path(line.split(":")[0]) for line in lines.splitlines() if line.startswith("/")]
    return listed or [Path("/lib/x86_64-linux-gnu"), Path("/usr/lib")]


def _is_elf(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) == b"\x7fELF"


def _dump(path: Path) -> str:
    return subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

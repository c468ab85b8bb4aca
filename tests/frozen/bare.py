"""A Debian that has nothing but its base: made once with debootstrap, entered with or without a network."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.frozen.frozen import ask

SUITE = os.environ.get("INKDIGIT_SUITE", "bookworm")
NEEDED = ("debootstrap", "unshare", "chroot", "mount")
_ENTER = """
for folder in /dev /proc /sys; do mount --rbind $folder "$ROOT$folder"; done
mount --bind /tmp "$ROOT/tmp"
if [ -n "$DATA" ]; then mkdir -p "$ROOT/mnt/data"; mount --bind -o ro "$DATA" "$ROOT/mnt/data"; fi
exec chroot "$ROOT" "$@"
"""


class BareRoot:
    """A copy of a base system. /tmp is the host's, so that sockets and files there can be reached."""

    def __init__(self, folder: Path, base: Path, data: str = "") -> None:
        self.folder = folder
        self._data = data
        subprocess.run(["cp", "-a", base, folder], check=True)
        shutil.copy("/etc/resolv.conf", folder / "etc/resolv.conf")

    def command(self, *words: str | Path, has_network: bool = False, **variables: str) -> list[str]:
        """Return the command that runs another inside; its process keeps the id that it is started with."""
        space = ["unshare", "--mount"] if has_network else ["unshare", "--mount", "--net"]
        settings = [f"{name}={value}" for name, value in {"HOME": "/root", **variables}.items()]
        outside = ["env", f"ROOT={self.folder}", f"DATA={self._data}", *space, "sh", "-ec", _ENTER, "enter"]
        return [*outside, "env", "-u", "INKDIGIT_HOME", *settings, *map(str, words)]

    def ask(self, *words: str | Path, has_network: bool = False, timeout_s: float = 300, **variables: str) -> str:
        """Run a command inside to its end and return what it printed."""
        return ask(*self.command(*words, has_network=has_network, **variables), timeout_s=timeout_s)

    def apt(self, *words: str | Path) -> str:
        """Run apt-get, which may fetch packages, and may ask nothing."""
        command = ("apt-get", "-o", "Acquire::Retries=3", "--assume-yes", "--no-install-recommends")
        return self.ask(*command, *words, has_network=True, timeout_s=900, DEBIAN_FRONTEND="noninteractive")

    def traces(self) -> list[str]:
        """Return every path outside the user's folders that has the program's name."""
        found = subprocess.run(
            ["find", self.folder, "-xdev", "-iname", "*inkdigit*", "-not", "-path", f"{self.folder}/root/*"],
            capture_output=True,
            text=True,
            check=True,
        )
        return sorted(found.stdout.split())


def base_system(folder: Path) -> Path:
    """Return a base system, made on the first call: no Python, no compiler, no Qt."""
    made = folder / f"base-{SUITE}"
    if not made.is_dir():
        part = folder / f"part-{os.getpid()}"
        part.mkdir(parents=True)
        mirror = "http://deb.debian.org/debian"
        subprocess.run(["debootstrap", "--variant=minbase", SUITE, part, mirror], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["chroot", part, "apt-get", "clean"], check=True)
        part.rename(made)
    return made


def old_package(folder: Path, name: str) -> Path:
    """Return a package of an earlier version, with a file that later versions do not have."""
    stage = folder / "old"
    left = stage / "usr/lib/inkdigit/_internal/of-an-earlier-version"
    left.parent.mkdir(parents=True)
    left.write_text("old\n")
    (stage / "DEBIAN").mkdir()
    fields = {"Package": name, "Version": "0.0.1", "Architecture": "all", "Maintainer": "A test <test@localhost>"}
    lines = [f"{key}: {value}\n" for key, value in {**fields, "Description": "an earlier version"}.items()]
    (stage / "DEBIAN/control").write_text("".join(lines))
    target = folder / f"{name}_0.0.1_all.deb"
    ask("dpkg-deb", "--root-owner-group", "--build", stage, target)
    return target

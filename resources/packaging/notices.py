"""Write what the licences of the packages inside the frozen program ask to be said: ``notices.py FILE NAME…``.

The names are the direct dependencies; what they need comes along. The interpreter of the build runs it.
"""

import importlib.metadata
import re
import sys
from collections.abc import Iterable
from pathlib import Path

HEAD = """\
Inkdigit is free software under the MIT licence. The installed program also contains the work of others, listed below
with their licences. All of it may be passed on with Inkdigit.

Qt, PySide6 and Shiboken are used under the GNU Lesser General Public License, version 3. Their libraries are files of
their own, in the folder “_internal/PySide6” beside the program: you may replace them with your own builds of the same
version, and you may examine and change Inkdigit to debug that. Their source code is at
https://download.qt.io/official_releases/ (Qt) and https://code.qt.io/cgit/pyside/pyside-setup.git (PySide6, Shiboken).
The LGPL, and the GPL that it refers to, are beside this file.

Python is used under the PSF licence: https://docs.python.org/3/license.html

The shipped model learned from MNIST (LeCun, Cortes, Burges; CC BY-SA 3.0), from the pen strokes of Alpaydin and
Alimoglu (UCI, “Pen-Based Recognition of Handwritten Digits”; CC BY 4.0) and from Fashion-MNIST (Zalando Research; MIT).
"""
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|copyright)", re.IGNORECASE)
_RULE = "=" * 120


def inside(names: Iterable[str]) -> list[importlib.metadata.Distribution]:
    """Return the installed distributions that these need, themselves included, by name."""
    found: dict[str, importlib.metadata.Distribution] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found:
            continue
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:  # for another system, or an extra that nobody asked for
            continue
        found[key] = distribution
        needed = (line for line in distribution.requires or () if "extra ==" not in line)
        waiting += [re.split(r"[^\w.-]", line)[0] for line in needed]
    return [found[key] for key in sorted(found)]


def notice_of(distribution: importlib.metadata.Distribution) -> str:
    """Return name, version, licence, address, and the full text of every licence file."""
    about = distribution.metadata
    licence = about["License-Expression"] or _first_line(about["License"]) or _classified(about) or "see its address"
    address = about["Home-page"] or _address(about) or f"https://pypi.org/project/{about['Name']}/"
    head = f"{_RULE}\n{about['Name']} {distribution.version}\nLicence: {licence}\n{address}\n"
    return head + "".join(f"\n{text.strip()}\n" for text in _texts_of(distribution))


def _texts_of(distribution: importlib.metadata.Distribution) -> list[str]:
    texts: list[str] = []
    for file in distribution.files or ():
        is_beside = ".dist-info" in file.parts[0] or len(file.parts) == 2
        if is_beside and _LICENCE_FILE.search(file.name) and file.suffix not in (".py", ".pyc", ".h", ".so"):
            text = Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
            if text not in texts:
                texts.append(text)
    return texts


def _address(about: importlib.metadata.PackageMetadata) -> str:
    urls = dict(line.split(", ", 1) for line in about.get_all("Project-URL") or () if ", " in line)
    known = {name.lower(): url for name, url in urls.items()}
    return next((known[name] for name in ("homepage", "home", "source", "repository") if name in known), "")


def _first_line(text: str | None) -> str:
    return (text or "").strip().split("\n")[0]


def _classified(about: importlib.metadata.PackageMetadata) -> str:
    licences = [line for line in about.get_all("Classifier") or () if line.startswith("License ::")]
    return ", ".join(line.rpartition(" :: ")[2] for line in licences)


def write(path: Path, names: Iterable[str]) -> None:
    """Write the notices of these packages and of what they need."""
    notices = [notice_of(distribution) for distribution in inside(names)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([HEAD, *notices]), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2:])

"""Check what was built against its budget: ``sizes.py folder|package full|reader PATH``.

Past the budget it prints the ten largest files and ends with 1.
"""

import os
import sys
from pathlib import Path

BUDGETS_MB = {
    ("folder", "full"): 950,
    ("folder", "reader"): 200,
    ("package", "full"): 300,
    ("package", "reader"): 70,
}
"""In 1,000,000 bytes: of the files on disk, and of what is downloaded."""
_MB = 1e6


def main(arguments: list[str]) -> int:
    """Print the size of what is at a path, with its budget; return 1 where it is larger."""
    kind, variant, place = arguments
    budget_mb = BUDGETS_MB[kind, variant]
    sizes = sizes_of(Path(place))
    total_mb = sum(sizes.values()) / _MB
    print(f"{place}: {total_mb:.1f} MB of {budget_mb} MB, {len(sizes)} files")
    if total_mb <= budget_mb:
        return 0
    print(f"That is {total_mb - budget_mb:.1f} MB too much. The ten largest files:", file=sys.stderr)
    for path, size in largest(sizes, 10):
        print(f"{size / _MB:10.1f} MB  {path}", file=sys.stderr)
    return 1


def sizes_of(place: Path) -> dict[Path, int]:
    """Return the bytes of each file at or below a path; a file with two names, or a link, counts once."""
    if place.is_file():
        return {place: place.stat().st_size}
    found: dict[Path, int] = {}
    seen = set()
    for folder, _, names in os.walk(place):
        for path in (Path(folder, name) for name in names):
            status = path.lstat()
            if (status.st_dev, status.st_ino) not in seen:
                seen.add((status.st_dev, status.st_ino))
                found[path] = status.st_size
    return found


def largest(sizes: dict[Path, int], count: int) -> list[tuple[Path, int]]:
    """Return the largest files, the largest first."""
    return sorted(sizes.items(), key=lambda entry: entry[1], reverse=True)[:count]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

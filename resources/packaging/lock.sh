#!/usr/bin/env bash
# Usage: lock.sh
# Writes lock/full.txt and lock/reader.txt anew: every package that a frozen program is built from, on each system, with the
# hashes that pip insists on. The reader's list leaves out what `[tool.inkdigit] learning` in pyproject.toml names.
set -euo pipefail
cd "$(dirname "$0")/../.."
tools=build/tools

[ -x "$tools/bin/uv" ] || { python3 -m venv "$tools" && "$tools/bin/pip" install --quiet 'uv>=0.9,<1'; }

requirements() { # VARIANT
    python3 - "$1" <<'PYTHON'
import re
import sys
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
left_out = project["tool"]["inkdigit"]["learning"] if sys.argv[1] == "reader" else []
for line in project["project"]["dependencies"] + project["dependency-groups"]["freeze"]:
    if re.split(r"[^\w.-]", line)[0] not in left_out:
        print(line)
print("backports-strenum<1.3")  # LiteRT's; uv overlooks that 1.3 is not for Python 3.11
PYTHON
}

for variant in full reader; do
    requirements "$variant" | "$tools/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-annotate --custom-compile-command "bash resources/packaging/lock.sh" --upgrade \
        --output-file "resources/packaging/lock/$variant.txt" -
    grep -c == "resources/packaging/lock/$variant.txt" | sed "s/$/ packages in lock\/$variant.txt/"
done

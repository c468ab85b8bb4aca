#!/usr/bin/env bash
# Usage: smoke.sh [PYTEST'S ARGUMENTS]
# Tests every frozen program and package that is in dist/: at least one must be there.
set -euo pipefail
cd "$(dirname "$0")/../.."
tested=0
for package in inkdigit inkdigit-reader; do
    [ -x "dist/$package/inkdigit" ] || continue
    echo "== $package"
    debian=$(find dist -name "${package}_*.deb" -newer "dist/$package/inkdigit" | sort | tail -1)
    [ -n "$debian" ] || echo "There is no package of it in dist/: make deb makes one."
    INKDIGIT_FROZEN=dist/$package INKDIGIT_DEB=$debian .venv/bin/python -m pytest tests/frozen "$@"
    tested=$((tested + 1))
done
if [ "$tested" = 0 ]; then
    echo "There is no frozen program in dist/: make freeze or make freeze-reader comes first." >&2
    exit 1
fi

#!/usr/bin/env bash
# Usage: freeze.sh full|reader [--debug]
# Builds dist/inkdigit or dist/inkdigit-reader in an environment of its own, from the locked packages, and checks its size.
# Ends with 3 where that environment cannot be made: no Python 3.11, or no packages to be had.
set -euo pipefail
cd "$(dirname "$0")/../.."
variant=$1
environment=build/venv-$variant
lock=resources/packaging/lock/$variant.txt
folder=dist/inkdigit
[ "$variant" = full ] || folder=dist/inkdigit-$variant

find_python() { # the lock is for 3.11; the system's own, where there is one, is stripped and optimised
    local candidate
    for candidate in "${PYTHON:-}" /usr/bin/python3.11 python3.11 python3 python; do
        if [ -n "$candidate" ] && "$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info[:2] != (3, 11))' \
            2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Python 3.11 with its venv module is needed to freeze Inkdigit; set PYTHON to it." >&2
    return 1
}

make_environment() {
    local python
    python=$(find_python) && "$python" -m venv --clear "$environment" &&
        "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
            --only-binary :all: --requirement "$lock" </dev/null && cp "$lock" "$environment/.lock"
}

cmp -s "$lock" "$environment/.lock" || make_environment || exit 3

rm -rf "$folder"
# The hash seed and the date make two builds alike.
export PYTHONHASHSEED=1 SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1750000000)}"
"$environment/bin/python" -m PyInstaller build.spec --noconfirm --log-level WARN \
    --workpath "build/pyinstaller-$variant" --distpath dist -- --variant "$variant" "${@:2}"
"$environment/bin/python" resources/packaging/sizes.py folder "$variant" "$folder"

#!/usr/bin/env bash
# Usage: check-deb.sh PACKAGE STAGE
# Asks every checker that is installed about the package and the desktop's files in it; an error of any ends this with 1.
set -uo pipefail
package=$1 share=$2/usr/share
failed=()

check() {
    command -v "$1" >/dev/null || { echo "$1 is not installed: left out." >&2; return; }
    echo "== $1"
    "$@" || failed+=("$1")
}

check desktop-file-validate "$share/applications/inkdigit.desktop"
check appstreamcli validate --no-net "$share/metainfo/io.github.inkdigit.Inkdigit.metainfo.xml"
check lintian --allow-root --fail-on error --tag-display-limit 20 "$package"
if [ ${#failed[@]} -gt 0 ]; then
    echo "These found errors: ${failed[*]}." >&2
    exit 1
fi

#!/usr/bin/env bash
# Compiles the Windows installer with stand-ins for the program's files: every warning is an error.
set -euo pipefail
cd "$(dirname "$0")/../../.."
source=build/nsis/stand-in
mkdir -p "$source/_internal"
for name in inkdigit.exe inkdigit-cli.exe _internal/base_library.zip; do echo stand-in >"$source/$name"; done
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' app/__init__.py)
makensis -V2 -WX "-DVERSION=$version" "-DSOURCE=$PWD/$source" "-DTARGET=$PWD/build/nsis/check.exe" \
    resources/packaging/windows/inkdigit.nsi
echo "The Windows installer compiles."

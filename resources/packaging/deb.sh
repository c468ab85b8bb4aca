#!/usr/bin/env bash
# Usage: deb.sh full|reader
# Makes dist/inkdigit_VERSION_ARCH.deb (or inkdigit-reader_…) of the frozen folder, and checks it. Needs no root.
# XZ_LEVEL=1 packs in a third of the time, and a fifth larger.
# The package has no scripts of its own: icons, menu and file types are kept up to date by the triggers of the desktop.
set -euo pipefail
cd "$(dirname "$0")/../.."
variant=$1
package=inkdigit other=inkdigit-reader
[ "$variant" = full ] || { package=inkdigit-reader other=inkdigit; }
frozen=dist/$package
environment=build/venv-$variant
files=resources/packaging/linux
stage=build/deb-$variant
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' app/__init__.py)
architecture=$(dpkg --print-architecture)
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}"
[ -x "$frozen/inkdigit" ] || { echo "There is no $frozen: make freeze comes first." >&2; exit 1; }

fill() { # TEMPLATE > FILE
    sed -e "s|@PACKAGE@|$package|; s|@OTHER@|$other|; s|@RFC_DATE@|$(date -uR -d "@$SOURCE_DATE_EPOCH")|; s|@VERSION@|$version|; s|@ARCHITECTURE@|$architecture|" \
        -e "s|@DATE@|$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)|; s|@YEAR@|$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y)|" \
        -e "s|@DEPENDS@|${depends:-}|; s|@SIZE@|${size:-0}|" "$1"
}

install_text() { install -D --mode=644 "$1" "$stage/$2"; }

compress() { gzip -9n "$stage/$1"; }

rm -rf "$stage"
mkdir -p "$stage/usr/lib" "$stage/usr/bin" "$stage/DEBIAN"
cp -a "$frozen" "$stage/usr/lib/inkdigit"
ln -s ../lib/inkdigit/inkdigit "$stage/usr/bin/inkdigit"

install_text "$files/inkdigit.desktop" usr/share/applications/inkdigit.desktop
install_text "$files/inkdigit.xml" usr/share/mime/packages/inkdigit.xml
metainfo=usr/share/metainfo/io.github.inkdigit.Inkdigit.metainfo.xml
install_text <(fill "$files/${metainfo##*/}") $metainfo
install_text resources/icons/inkdigit.svg usr/share/icons/hicolor/scalable/apps/inkdigit.svg
for icon in resources/icons/inkdigit-*.png; do
    side=$(basename "${icon##*-}" .png)
    install_text "$icon" "usr/share/icons/hicolor/${side}x$side/apps/inkdigit.png"
done

"$environment/bin/python" resources/packaging/commands.py "build/words-$variant"
install_text "build/words-$variant/inkdigit.1" usr/share/man/man1/inkdigit.1
compress usr/share/man/man1/inkdigit.1
install_text "build/words-$variant/inkdigit.bash" usr/share/bash-completion/completions/inkdigit
install_text "build/words-$variant/_inkdigit" usr/share/zsh/vendor-completions/_inkdigit
install_text "build/words-$variant/inkdigit.fish" usr/share/fish/vendor_completions.d/inkdigit.fish

documents=usr/share/doc/$package
install_text <({ fill "$files/copyright"; sed '1,/^$/d; s/^$/./; s/^/ /' LICENSE; }) "$documents/copyright"
install_text "$frozen/_internal/resources/licences/THIRD-PARTY.txt" "$documents/THIRD-PARTY.txt"
compress "$documents/THIRD-PARTY.txt"
install_text <(fill "$files/changelog") "$documents/changelog"
compress "$documents/changelog"
install_text "$files/lintian-overrides" "usr/share/lintian/overrides/$package"
sed -i "s/^@PACKAGE@/$package/" "$stage/usr/share/lintian/overrides/$package"

chmod -R u=rwX,go=rX "$stage"
find "$stage/usr/lib/inkdigit/_internal" -type f \( -name '*.so' -o -name '*.so.*' \) -exec chmod 644 {} +
depends=$(python3 resources/packaging/dependencies.py debian "$frozen")
size=$(du -sk --apparent-size "$stage" | cut -f1)
{ fill "$files/control"; cat "$files/about-$variant"; } >"$stage/DEBIAN/control"
(cd "$stage" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$stage/DEBIAN/md5sums"
chmod 644 "$stage/DEBIAN/"*
find "$stage" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +

target=dist/${package}_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz "-z${XZ_LEVEL:-6}" --threads-max=2 --build "$stage" "$target"
"$environment/bin/python" resources/packaging/sizes.py package "$variant" "$target"
bash resources/packaging/check-deb.sh "$target" "$stage"

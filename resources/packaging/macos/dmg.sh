#!/usr/bin/env bash
# Usage, on macOS, after pyinstaller build.spec: dmg.sh
# Signs dist/Inkdigit.app (with the identity in SIGN_AS, or for this machine only) and puts it into a disk image beside
# a link to Applications. With NOTARY_PROFILE, a profile of `xcrun notarytool store-credentials`, Apple checks it too.
set -euo pipefail
cd "$(dirname "$0")/../../.."
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' app/__init__.py)
image=dist/Inkdigit-$version-macos-$(uname -m).dmg
stage=build/dmg

codesign --force --deep --timestamp=none --options runtime --entitlements resources/packaging/macos/entitlements.plist \
    --sign "${SIGN_AS:--}" dist/Inkdigit.app
codesign --verify --deep --strict dist/Inkdigit.app
rm -rf "$stage" "$image"
mkdir -p "$stage"
cp -R dist/Inkdigit.app "$stage/"
ln -s /Applications "$stage/Applications"
hdiutil create -volname Inkdigit -srcfolder "$stage" -format UDZO -ov "$image"
if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
echo "$image"

#!/bin/sh
# Sign the frozen Boundary.app, make a disk image of it and have it notarised. On macOS, after
# PyInstaller has run on packaging/boundary.spec. Written from documentation, never run.
#
# SIGN_AS is a "Developer ID Application: ..." in the keychain; without it the app is signed ad
# hoc, which opens on the machine that made it. NOTARY_PROFILE is a profile of notarytool.
set -eu

cd "$(dirname "$0")/../.."
python=${PYTHON:-.venv/bin/python}
version=$($python -c 'import boundary; print(boundary.__version__)')
app=build/frozen/Boundary.app
image=dist/Boundary-$version-$(uname -m).dmg
[ -d "$app" ] || { echo "macos: there is no $app." >&2; exit 1; }

cp dist/NOTICES.txt LICENSE "$app/Contents/Resources/"
if [ -n "${SIGN_AS:-}" ]; then
    codesign --force --deep --options runtime --timestamp \
        --entitlements packaging/recipes/macos.entitlements --sign "$SIGN_AS" "$app"
else
    codesign --force --deep --sign - "$app"
fi
codesign --verify --deep --strict "$app"

stage=build/dmg
rm -rf $stage "$image"
mkdir -p $stage
cp -R "$app" $stage/
ln -s /Applications $stage/Applications
hdiutil create -volname Boundary -srcfolder $stage -ov -format UDZO "$image"

if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi

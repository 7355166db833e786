#!/bin/sh
# Build what is handed out, into dist/: wheel, sdist, the frozen program as a .deb, and the list
# of all that is in it. Run by `make dist`; needs the environment of `make setup`.
#
# Linux builds the .deb. On macOS and Windows the same spec builds the program; the recipes for
# their installers are in packaging/recipes and were never run.
set -eu

cd "$(dirname "$0")/.."
python=.venv/bin/python
version=$($python -c 'import boundary; print(boundary.__version__)')
# Everything gets the time of the last commit: the same sources give the same bytes.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || echo 315532800)
export SOURCE_DATE_EPOCH PYTHONHASHSEED=0

say() { printf 'dist: %s\n' "$*" >&2; }

rm -rf build/frozen build/deb dist
mkdir -p build dist

say "wheel and sdist"
$python -m hatchling build -d dist >build/hatchling.log 2>&1 || { cat build/hatchling.log; exit 1; }

say "the guide"
.venv/bin/mkdocs build --quiet --strict --site-dir "$(pwd)/build/guide" 2>build/mkdocs.log \
    || { cat build/mkdocs.log; exit 1; }

say "the frozen program (about half a minute)"
.venv/bin/pyinstaller --noconfirm --log-level WARN --distpath build/frozen \
    --workpath build/pyinstaller packaging/boundary.spec >build/pyinstaller.log 2>&1 \
    || { tail -30 build/pyinstaller.log; exit 1; }

say "what it contains, and under which licences"
$python packaging/contents.py build/frozen/boundary dist "$version"

[ "$(uname -s)" = Linux ] && command -v dpkg-deb >/dev/null 2>&1 || exit 0

say "the package"
root=build/deb
mkdir -p $root/DEBIAN $root/usr/bin $root/usr/lib $root/usr/share/applications \
    $root/usr/share/doc/boundary $root/usr/share/icons/hicolor/scalable/apps
cp -a build/frozen/boundary $root/usr/lib/boundary
ln -s ../lib/boundary/boundary $root/usr/bin/boundary
cp packaging/boundary.desktop $root/usr/share/applications/org.boundary.Boundary.desktop
cp resources/icons/boundary.svg $root/usr/share/icons/hicolor/scalable/apps/org.boundary.Boundary.svg
cp LICENSE $root/usr/share/doc/boundary/copyright
cp dist/NOTICES.txt $root/usr/share/doc/boundary/
find $root -type d -exec chmod 755 {} +
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$(dpkg --print-architecture)/" \
    -e "s/@SIZE@/$(du -sk $root/usr | cut -f1)/" packaging/deb/control.in >$root/DEBIAN/control
find $root -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz -z6 --build $root "dist/boundary_${version}_$(dpkg --print-architecture).deb" >/dev/null

ls -l dist | awk 'NR > 1 { printf "dist: %8.1f MB  %s\n", $5 / 1e6, $9 }' >&2

#!/bin/sh
# Make an AppImage of the frozen program, into dist/. After `make dist`, on the oldest Linux that
# it shall run on: what is frozen needs the C library of the build machine, or a newer one.
# APPIMAGETOOL names the tool; without it the folder that it would take is made, and that is all.
# The folder was tried here; the tool itself was never run.
set -eu

cd "$(dirname "$0")/../.."
version=$(.venv/bin/python -c 'import boundary; print(boundary.__version__)')
folder=build/Boundary.AppDir
[ -x build/frozen/boundary/boundary ] || { echo "appimage: run make dist first." >&2; exit 1; }

rm -rf $folder
mkdir -p $folder/usr/lib $folder/usr/share/doc/boundary
cp -a build/frozen/boundary $folder/usr/lib/boundary
cp dist/NOTICES.txt LICENSE $folder/usr/share/doc/boundary/
cp packaging/boundary.desktop $folder/org.boundary.Boundary.desktop
cp resources/icons/boundary.svg $folder/org.boundary.Boundary.svg
ln -s org.boundary.Boundary.svg $folder/.DirIcon
cat >$folder/AppRun <<'RUN'
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/usr/lib/boundary/boundary" "$@"
RUN
chmod 755 $folder/AppRun

if [ -z "${APPIMAGETOOL:-}" ]; then
    echo "appimage: $folder is ready; set APPIMAGETOOL to make a file of it." >&2
    exit 0
fi
ARCH=$(uname -m) "$APPIMAGETOOL" --no-appstream $folder "dist/Boundary-$version-$(uname -m).AppImage"

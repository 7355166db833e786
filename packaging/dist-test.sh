#!/bin/sh
# Install the package of `make dist` into a bare Debian, start the program there on a virtual
# screen, remove it, and look at what is left. Needs root, debootstrap and Xvfb.
#
# The bare Debian is kept as build/bare.tar; delete it for a fresh one.
set -eu

cd "$(dirname "$0")/.."
say() { printf 'dist-test: %s\n' "$*" >&2; }
fail() { say "FAILED: $*"; exit 1; }

package=$(ls dist/boundary_*.deb 2>/dev/null | tail -1) || true
[ -n "$package" ] || fail "there is no package in dist/: run make dist."
[ "$(id -u)" = 0 ] || fail "a Debian in a folder needs root."
for tool in debootstrap Xvfb xdotool; do
    command -v $tool >/dev/null 2>&1 || apt-get install -y -qq --no-install-recommends \
        debootstrap xvfb xdotool >/dev/null
done

release=bookworm
root=$(pwd)/build/bare
mirror=${MIRROR:-$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null \
    | sed -n 's/^URIs: *//p; s/^deb \(\[[^]]*\] \)*\([^ ]*\) .*/\2/p' | head -1)}

clean() {
    [ -z "${screen:-}" ] || kill "$screen" 2>/dev/null || true
    for each in proc dev/pts dev tmp/.X11-unix; do
        mountpoint -q "$root/$each" && umount -l "$root/$each" || true
    done
}
trap clean EXIT

rm -rf "$root"
if [ ! -f build/bare.tar ]; then
    say "making a bare Debian ($release)"
    debootstrap --variant=minbase $release "$root" "$mirror" >build/debootstrap.log 2>&1 \
        || { tail -5 build/debootstrap.log; fail "debootstrap"; }
    tar -C "$root" -cf build/bare.tar .
else
    mkdir -p "$root"
    tar -C "$root" -xf build/bare.tar
fi
cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
cp /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
chroot "$root" useradd -m anna
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root "$@"; }
as_anna() {
    chroot --userspec=anna:anna "$root" env -i PATH=/usr/bin:/bin HOME=/home/anna \
        DISPLAY=:77 LANG=C.UTF-8 "$@"
}
listing() {
    (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./tmp -o -path ./var/lib/apt \
        -o -path ./var/cache -o -path ./var/log -o -path ./home \) -prune -o -type f -print | sort)
}
mount -t proc proc "$root/proc"

say "installing what the package asks for, then the package"
inside apt-get update -qq >/dev/null
cp "$package" "$root/tmp/boundary.deb"
needs=$(dpkg-deb -f "$package" Depends | sed 's/([^)]*)//g; s/|[^,]*//g; s/,/ /g')
# shellcheck disable=SC2086 # one word for each package
inside env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $needs >/dev/null
listing >build/before.txt
inside env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    /tmp/boundary.deb >/dev/null

say "starting it on a virtual screen"
mkdir -p "$root/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
Xvfb :77 -screen 0 1280x800x24 -ac -noreset >/dev/null 2>&1 &
screen=$!
as_anna boundary --version
as_anna boundary run >build/started.log 2>&1 &
tries=0
until as_anna boundary status --json >build/status.json 2>/dev/null; do
    tries=$((tries + 1))
    [ $tries -lt 60 ] || { cat build/started.log; fail "it does not answer."; }
    sleep 0.5
done
DISPLAY=:77 xdotool search --onlyvisible --name . >build/windows.txt || fail "no window is shown."
say "running: $(cut -c1-100 build/status.json), $(wc -l <build/windows.txt) windows"

say "a calendar is read by the frozen child"
printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261123T100000Z\r\nDTEND:20261123T105000Z\r\nSUMMARY:Session\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' \
    >"$root/tmp/day.ics"
as_anna boundary agenda --calendar /tmp/day.ics --from 2026-11-23T00:00Z --to 2026-11-24T00:00Z \
    --json | grep -q '"session"' || fail "the calendar was not read."
say "hours, their holidays and the reply come from what is frozen"
printf '{"version":1,"zone":"America/New_York","hours":{"holidays":{"country":"US"}}}' \
    >"$root/tmp/settings.json"
as_anna boundary hours --from 2026-12-24T00:00Z --to 2026-12-29T00:00Z \
    --settings /tmp/settings.json | grep -q "Christmas" || fail "no public holidays."
as_anna boundary replies preview --at 2026-12-25T12:00Z --settings /tmp/settings.json \
    | grep -q "988" || fail "the reply has no crisis line."
as_anna boundary pause 30m
as_anna boundary status --json | grep -q '"paused"' || fail "it does not pause."
as_anna boundary resume
as_anna boundary quit
tries=0
until ! as_anna boundary status >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ $tries -lt 60 ] || fail "it does not quit."
    sleep 0.5
done

say "erasing what it kept"
# There is no keyring in this Debian, which erase says, and ends with 1.
as_anna boundary erase --yes >build/erased.txt 2>&1 || true
kept=$(cd "$root/home/anna" && find . -path '*boundary*' -type f)
[ -z "$kept" ] || fail "erase left: $kept"

say "removing it"
inside apt-get purge -y -qq boundary >/dev/null 2>&1
listing >build/after.txt
left=$(comm -13 build/before.txt build/after.txt | grep -v -e '^./etc/ld.so.cache' || true)
[ -z "$left" ] || fail "left behind: $left"
[ ! -e "$root/usr/lib/boundary" ] || fail "its folder is still there."
say "1 passed, 0 failed; left in her home:"
(cd "$root/home/anna" && find . -path './.*/*' -type f) >&2

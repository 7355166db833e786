"""A real desktop for tests, made of parts: X server, window manager, bus, tray, secrets.

    python tests/desktop.py [--tray sni|xembed|none] [--notify dunst|none] [--screens 1|2]
        [--wm openbox|none] [--no-keyring] [--no-dbus] [--shot F] [--or-skip] -- COMMAND...

starts one, runs the command on it and ends with the command's exit code. In code: `desktop()`.
Each has its own display, home and bus, so several may run at once and nothing of the person
who runs the tests is touched. Every part can be left out, because on some machine each part
is missing. There is never a system bus. Debian's packages: packaging/apt-test.txt.
"""

from __future__ import annotations

import argparse
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

PASSWORD = b"test"
"""What the login keyring of a test desktop is locked with."""

WIDTH, HEIGHT = 1280, 1024
"""One screen, in pixels."""

_POLL, _TRIES = 0.02, 1000
"""A part is asked this often (seconds) and so many times whether it is up: 20 s in all."""

_FILES = Path(__file__).resolve().parent / "data" / "desktop"
_SERVICES = ("org.xfce.Xfconf.service", "org.a11y.Bus.service")
"""What the bus may start by itself: never a second keyring or notification daemon."""

_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")


class DesktopError(Exception):
    """A part of the desktop is missing or did not come up; the text names it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a desktop is made of; `None` and `False` leave a part out.

    Without a bus there is no notification, no secret and no `sni` tray either.
    """

    tray: str | None = "sni"
    notify: str | None = "dunst"
    screens: int = 1
    wm: str | None = "openbox"
    keyring: bool = True
    bus: bool = True

    def missing(self) -> tuple[str, ...]:
        """Return the programs that it needs and this machine lacks."""
        needed = {
            "Xvfb": True,
            "setpriv": True,
            "xrandr": self.screens == 2,
            "openbox": self.wm is not None,
            "xprop": self.wm is not None,
            "dbus-daemon": self.bus,
            "gnome-keyring-daemon": self.bus and self.keyring,
            "xfce4-panel": self.bus and self.tray == "sni",
            "dunst": self.bus and self.notify is not None,
            "trayer": self.tray == "xembed",
            "xdotool": self.tray == "xembed",
        }
        return tuple(name for name, is_ in needed.items() if is_ and shutil.which(name) is None)


@dataclass(slots=True)
class Desktop:
    """A running desktop; *environment* is all that a program needs to be on it."""

    folder: Path
    environment: dict[str, str]
    _children: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *command: str, said: bytes = b"", fds: Sequence[int] = ()) -> Child:
        """Start *command* with *said* on its standard input; it ends with the desktop.

        What it prints goes to a file. If this process is killed, so is the child.
        """
        name = Path(command[0]).name
        log = self.folder / f"{name}.log"
        with log.open("ab") as out:
            process = subprocess.Popen(
                ("setpriv", "--pdeathsig", "TERM", "--", *command),
                env={**self.environment, "NO_AT_BRIDGE": "1"},
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=out,
                pass_fds=fds,
                start_new_session=True,
            )
        self._children.append(process)
        assert process.stdin is not None
        with process.stdin as stdin:
            stdin.write(said)
        return Child(name, process, log)

    def run(self, *command: str) -> int:
        """Run *command* to its end with our own output; return its exit code."""
        process = subprocess.Popen(command, env=self.environment, start_new_session=True)
        self._children.append(process)
        return process.wait()

    def prints(self, *command: str) -> str:
        """Return what a short *command* prints, "" if it fails."""
        asked = subprocess.run(command, env=self.environment, capture_output=True, check=False)
        return asked.stdout.decode() if asked.returncode == 0 else ""

    def owns(self, name: str) -> bool:
        """Tell whether *name* has an owner on the session bus."""
        question = new_method_call(_BUS, "NameHasOwner", "s", (name,))
        with open_dbus_connection(self.environment["DBUS_SESSION_BUS_ADDRESS"]) as bus:
            (owned,) = bus.send_and_get_reply(question, timeout=5).body
        return bool(owned)

    def ids(self) -> list[int]:
        """Return the process ids of what was started here."""
        return [process.pid for process in self._children]

    def close(self) -> None:
        """End all that was started here, the last first, by the ids of their groups."""
        for process in reversed(self._children):
            for word in (signal.SIGTERM, signal.SIGKILL):
                try:
                    os.killpg(process.pid, word)
                    process.wait(2)
                except ProcessLookupError:
                    break
                except subprocess.TimeoutExpired:
                    continue
            process.wait(2)


@dataclass(frozen=True, slots=True)
class Child:
    """One part that was started."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def wait_until(self, is_up: Callable[[], bool]) -> None:
        """Wait for *is_up*; raise DesktopError with the part's own words if it ends before."""
        for _ in range(_TRIES):
            if is_up():
                return
            try:
                self.process.wait(_POLL)
            except subprocess.TimeoutExpired:
                continue
            raise DesktopError(f"{self.name} ended: {self.log.read_text().strip()[-400:]}")
        raise DesktopError(f"{self.name} did not come up: {self.log.read_text().strip()[-400:]}")


@contextmanager
def desktop(parts: Parts | None = None) -> Iterator[Desktop]:
    """Give a running desktop made of *parts*; DesktopError where one is missing or fails."""
    parts = parts or Parts()
    if missing := parts.missing():
        raise DesktopError(f"not installed: {' '.join(missing)} (see packaging/apt-test.txt)")
    with tempfile.TemporaryDirectory(prefix="desktop-", ignore_cleanup_errors=True) as name:
        place = Desktop(Path(name), _environment(Path(name)))
        try:
            _start_screens(place, parts)
            waits: list[tuple[Child, Callable[[], bool]]] = []
            if parts.bus:
                _start_bus(place)
                waits += _start_bus_parts(place, parts)
            if parts.wm is not None:
                waits.append((place.start(parts.wm), lambda: _has_window_manager(place)))
            if parts.tray == "xembed":
                tray = place.start("trayer", "--edge", "bottom", "--align", "right")
                search = ("xdotool", "search", "--class", "trayer")
                waits.append((tray, lambda: bool(place.prints(*search))))
            for child, is_up in waits:
                child.wait_until(is_up)
            yield place
        finally:
            place.close()


def _environment(folder: Path) -> dict[str, str]:
    """Return our environment without the person's own desktop, with a home in *folder*."""
    own = ("XDG_", "DBUS_", "WAYLAND_", "QT_", "GTK_", "GNOME_", "PYTHON_KEYRING_")
    alone = ("DISPLAY", "XAUTHORITY", "SESSION_MANAGER", "DESKTOP_STARTUP_ID", "SSH_AUTH_SOCK")
    kept = {k: v for k, v in os.environ.items() if k not in alone and not k.startswith(own)}
    homes = {
        "HOME": folder / "home",
        "XDG_CACHE_HOME": folder / "cache",
        "XDG_CONFIG_HOME": folder / "config",
        "XDG_DATA_HOME": folder / "data",
        "XDG_RUNTIME_DIR": folder / "run",
        "XDG_STATE_HOME": folder / "state",
    }
    for home in homes.values():
        home.mkdir(mode=0o700)
    return (
        kept
        | {key: str(home) for key, home in homes.items()}
        | {
            "BOUNDARY_TEST_DESKTOP": "1",
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder}/no-session-bus",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/no-system-bus",
            "QT_QPA_PLATFORM": "xcb",
            "XDG_SESSION_TYPE": "x11",
        }
    )


def _start_screens(place: Desktop, parts: Parts) -> None:
    """Start the X server on a free display, with one screen or two side by side."""
    size = f"{WIDTH * parts.screens}x{HEIGHT}x24"
    ours, its = os.pipe()
    try:
        # Without -noreset the second screen is gone when the first program leaves.
        options = ("-displayfd", str(its), "-screen", "0", size, "-noreset", "-nolisten", "tcp")
        server = place.start("Xvfb", *options, fds=(its,))
        server.wait_until(lambda: bool(select.select((ours,), (), (), 0)[0]))
        place.environment["DISPLAY"] = f":{os.read(ours, 16).decode().strip()}"
    finally:
        os.close(ours)
        os.close(its)
    if parts.screens == 2:
        for name, left, output in (("LEFT", 0, "screen"), ("RIGHT", WIDTH, "none")):
            where = f"{WIDTH}/340x{HEIGHT}/270+{left}+0"
            place.prints("xrandr", "--setmonitor", name, where, output)


def _start_bus(place: Desktop) -> None:
    """Start a session bus that may start nothing but what `_SERVICES` names."""
    services = place.folder / "services"
    services.mkdir()
    for file in (Path("/usr/share/dbus-1/services") / name for name in _SERVICES):
        if file.exists():
            shutil.copy(file, services)
    address = f"unix:path={place.folder}/bus"
    rules = (_FILES / "bus.conf").read_text().format(address=address, services=services)
    (place.folder / "bus.conf").write_text(rules)
    place.environment["DBUS_SESSION_BUS_ADDRESS"] = address
    bus = place.start("dbus-daemon", "--nofork", f"--config-file={place.folder}/bus.conf")
    bus.wait_until((place.folder / "bus").exists)


def _start_bus_parts(place: Desktop, parts: Parts) -> list[tuple[Child, Callable[[], bool]]]:
    """Start what lives on the bus; return each with the question whether it is up."""
    waits: list[tuple[Child, Callable[[], bool]]] = []
    if parts.keyring:
        options = ("--unlock", "--foreground", "--components=secrets")
        keyring = place.start("gnome-keyring-daemon", *options, said=PASSWORD)
        waits.append((keyring, lambda: place.owns("org.freedesktop.secrets")))
    if parts.tray == "sni":
        settings = Path(place.environment["XDG_CONFIG_HOME"])
        channels = settings / "xfce4" / "xfconf" / "xfce-perchannel-xml"
        channels.mkdir(parents=True)
        shutil.copy(_FILES / "xfce4-panel.xml", channels)
        panel = place.start("xfce4-panel", "--disable-wm-check")
        waits.append((panel, lambda: place.owns("org.kde.StatusNotifierWatcher")))
    if parts.notify is not None:
        daemon = place.start(parts.notify)
        waits.append((daemon, lambda: place.owns("org.freedesktop.Notifications")))
    return waits


def _has_window_manager(place: Desktop) -> bool:
    return "window id" in place.prints("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")


def _arguments(words: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    reader = argparse.ArgumentParser(description="Run a command on a desktop made for tests.")
    reader.add_argument("--tray", choices=("sni", "xembed", "none"), default="sni")
    reader.add_argument("--notify", choices=("dunst", "none"), default="dunst")
    reader.add_argument("--screens", type=int, choices=(1, 2), default=1)
    reader.add_argument("--wm", choices=("openbox", "none"), default="openbox")
    reader.add_argument("--no-keyring", action="store_true")
    reader.add_argument("--no-dbus", action="store_true")
    reader.add_argument("--shot", metavar="F", help="picture of what the command leaves (PNG)")
    reader.add_argument(
        "--or-skip", action="store_true", help="end with 0 if programs are missing, unless CI=true"
    )
    reader.add_argument("command", nargs="+", metavar="COMMAND")
    return reader.parse_args(words)


def main(words: Sequence[str]) -> int:
    """Run the command that *words* name on a desktop; return its exit code, 69 without one."""
    asked = _arguments(words)
    parts = Parts(
        tray=None if asked.tray == "none" else asked.tray,
        notify=None if asked.notify == "none" else asked.notify,
        screens=asked.screens,
        wm=None if asked.wm == "none" else asked.wm,
        keyring=not asked.no_keyring,
        bus=not asked.no_dbus,
    )
    for word in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(word, lambda number, _: sys.exit(128 + number))
    if asked.or_skip and os.environ.get("CI") != "true" and (missing := parts.missing()):
        print(f"desktop: skipped, not installed: {' '.join(missing)}", file=sys.stderr)
        return 0
    try:
        with desktop(parts) as place:
            code = place.run(*asked.command)
            if asked.shot:
                place.run("scrot", "--overwrite", asked.shot)
            return code
    except DesktopError as trouble:
        print(f"desktop: {trouble}", file=sys.stderr)
        return os.EX_UNAVAILABLE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

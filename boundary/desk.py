"""The desktop as the doctor finds it: tray, notices, keyring, senses, display.

Nothing here changes, unlocks or shows anything. Linux is what this was run on; what it says
of macOS and Windows was written from their documentation and has never been run.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from boundary.bus import Bus, BusError, Service, answers, offered, owned, property_of
from boundary.language import tr
from boundary.notices import NOTIFICATIONS
from boundary.x11 import Screen, look_at_x11

PATIENCE = 2.0
"""Seconds that a program which is asked may take."""

TRAY_WATCHER = "org.kde.StatusNotifierWatcher"
SECRETS = "org.freedesktop.secrets"
DEFAULT_KEYRING = "/org/freedesktop/secrets/aliases/default"
WALLETS = ("org.kde.kwalletd6", "org.kde.kwalletd5")
MUTTER_IDLE = Service(
    "org.gnome.Mutter.IdleMonitor",
    "/org/gnome/Mutter/IdleMonitor/Core",
    "org.gnome.Mutter.IdleMonitor",
)
KDE_IDLE = Service(
    "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: *remedy* is "" where all is well."""

    name: str
    ok: bool
    found: str
    remedy: str = ""


def well(name: str, found: str) -> Check:
    """Return the check *name* with nothing to be done."""
    return Check(name, True, found)


def ill(name: str, found: str, remedy: str) -> Check:
    """Return the check *name* with something she may do."""
    return Check(name, False, found, remedy)


def run(*command: str) -> bytes | None:
    """Return what *command* prints, or None if it is missing, fails or takes too long."""
    try:
        ended = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return ended.stdout


@dataclass(frozen=True, slots=True)
class Machine:
    """Where the checks look: the real machine, or one that a test makes up.

    *root* is the folder that holds `proc` and `dev`; *look* opens the X display.
    """

    settings: Path
    store: Path
    environ: Mapping[str, str]
    bus: Bus
    platform: str = sys.platform
    root: Path = Path("/")
    run: Callable[..., bytes | None] = run
    look: Callable[[], Screen | None] = look_at_x11


def desktop_checks(machine: Machine) -> tuple[Check, ...]:
    """Look at the desktop, in a fixed order; raise nothing for what is missing."""
    return _on_linux(machine) if machine.platform == "linux" else _elsewhere(machine)


def _on_linux(machine: Machine) -> tuple[Check, ...]:
    screen = machine.look() if machine.environ.get("DISPLAY") else None
    return (
        _tray(machine, screen),
        _notifications(machine),
        _keyring(machine),
        _idle(machine, screen),
        _microphone_camera(machine),
        _display_server(machine, screen),
        _windows(machine, screen),
        _capture(),
    )


def _tray(machine: Machine, screen: Screen | None) -> Check:
    """A host of StatusNotifierItems on the bus, or the older selection of XEmbed on X11."""
    if property_of(
        machine.bus,
        Service(TRAY_WATCHER, "/StatusNotifierWatcher", TRAY_WATCHER),
        "IsStatusNotifierHostRegistered",
    ):
        return well("tray", tr("A notification area shows status items."))
    if screen is not None and screen.tray:
        return well("tray", tr("A notification area shows embedded icons."))
    return ill(
        "tray",
        tr("No notification area shows itself."),
        tr(
            "Boundary is whole without it: start it again to bring up Today. On GNOME the "
            "AppIndicator extension adds one."
        ),
    )


def _notifications(machine: Machine) -> Check:
    try:
        name, *_ = machine.bus.call(NOTIFICATIONS, "GetServerInformation")
    except BusError:
        return ill(
            "notifications",
            tr("No program shows notifications."),
            tr("Install a notification service, for instance dunst. Cards appear without it."),
        )
    return well("notifications", tr("{name} shows them.").format(name=name))


def _keyring(machine: Machine) -> Check:
    """Look who keeps secrets, without asking for one: a locked store would open a prompt."""
    chosen = machine.environ.get("PYTHON_KEYRING_BACKEND", "")
    if chosen:
        kept = not {"fail", "null"} & set(chosen.split("."))
        remedy = "" if kept else tr("Take PYTHON_KEYRING_BACKEND out of the environment.")
        return Check("keyring", kept, tr("The environment names the keyring to use."), remedy)
    if not offered(machine.bus, SECRETS):
        if any(offered(machine.bus, wallet) for wallet in WALLETS):
            return well("keyring", tr("KWallet keeps secrets."))
        return ill(
            "keyring",
            tr("No program keeps secrets."),
            tr("Install gnome-keyring or KWallet. Until then nothing is kept after you quit."),
        )
    if not owned(machine.bus, SECRETS):
        return well("keyring", tr("The Secret Service starts when it is asked."))
    default = Service(SECRETS, DEFAULT_KEYRING, "org.freedesktop.Secret.Collection")
    locked = property_of(machine.bus, default, "Locked")
    if locked is None:
        return ill(
            "keyring",
            tr("The Secret Service has no default keyring."),
            tr("Make one in Passwords and Keys and set it as the default."),
        )
    if locked:
        return ill(
            "keyring",
            tr("The default keyring is locked."),
            tr("Unlock it. Until then the day runs and what happens waits in memory."),
        )
    return well("keyring", tr("The Secret Service is open."))


def _idle(machine: Machine, screen: Screen | None) -> Check:
    """How long no key or mouse moved; under Wayland only the compositor knows."""
    wayland = bool(machine.environ.get("WAYLAND_DISPLAY"))
    if screen is not None and screen.idle and not wayland:
        return well("idle", tr("The X server tells of keys and mouse."))
    for service, method, found in (
        (MUTTER_IDLE, "GetIdletime", tr("GNOME tells of keys and mouse.")),
        (KDE_IDLE, "GetSessionIdleTime", tr("The desktop tells of keys and mouse.")),
    ):
        if answers(machine.bus, service, method):
            return well("idle", found)
    return ill(
        "idle",
        tr("Nothing tells of keys and mouse."),
        tr('A break then counts after one click, key or "I\'m up".'),
    )


def _microphone_camera(machine: Machine) -> Check:
    """On or off is all that is ever read; who speaks or what is seen is not."""
    if _is_json(machine.run("pw-dump")):
        microphone = tr("PipeWire tells of the microphone.")
    elif machine.run("pactl", "list", "short", "source-outputs") is not None:
        microphone = tr("PulseAudio tells of the microphone.")
    elif any((machine.root / "proc/asound").glob("card*/pcm*c")):
        microphone = tr("The sound driver tells of the microphone.")
    else:
        microphone = ""
    camera = any((machine.root / "dev").glob("video*"))
    if not microphone:
        return ill(
            "microphone_camera",
            tr("Nothing tells of the microphone."),
            tr('Choose "I say so" or "My sessions end on time" in the settings.'),
        )
    seen = tr("There is a camera.") if camera else tr("There is no camera.")
    return well("microphone_camera", f"{microphone} {seen}")


def _display_server(machine: Machine, screen: Screen | None) -> Check:
    wayland = machine.environ.get("WAYLAND_DISPLAY")
    if wayland and _listens(Path(machine.environ.get("XDG_RUNTIME_DIR", "")) / wayland):
        return well("display_server", tr("Wayland."))
    if screen is not None:
        return well("display_server", tr("X11."))
    named = wayland or machine.environ.get("DISPLAY")
    return ill(
        "display_server",
        tr("The display that is named does not answer.") if named else tr("No display is named."),
        tr("Start Boundary from within your desktop session."),
    )


def _windows(machine: Machine, screen: Screen | None) -> Check:
    """How a card comes to her and how every screen is held."""
    if machine.environ.get("WAYLAND_DISPLAY"):
        return ill(
            "windows",
            tr("No window may choose its place under Wayland."),
            tr("A notification without content stands in for a card; Today says the rest."),
        )
    if screen is None:
        return ill(
            "windows",
            tr("No display shows a window."),
            tr("Start Boundary from within your desktop session."),
        )
    if not screen.composited:
        return ill(
            "windows",
            tr("No compositor runs: windows come without a fade, with cut corners."),
            tr("Nothing is lost by it. A compositor such as picom makes them softer."),
        )
    return well("windows", tr("Cards have their corner, and every screen can be held."))


def _capture() -> Check:
    """Neither X11 nor Wayland has a call that leaves a window out of a shared screen."""
    return ill(
        "screen_capture",
        tr("No window can be left out of a shared screen here."),
        tr(
            "Share a window instead of the screen. Nothing is shown while a call or a share "
            "is known."
        ),
    )


def _elsewhere(machine: Machine) -> tuple[Check, ...]:
    """What macOS and Windows always have. Written from documentation, never run."""
    mac = machine.platform == "darwin"
    own_end = tr('Choose "I say so" or "My sessions end on time" in the settings.')
    return (
        well("tray", tr("The menu bar.") if mac else tr("The notification area.")),
        ill(
            "notifications",
            tr("Boundary shows none on this system."),
            tr("The tray shape says the same."),
        ),
        well("keyring", tr("The Keychain.") if mac else tr("The Credential Manager.")),
        ill(
            "idle",
            tr("Keys and mouse are not watched on this system."),
            tr('A break then counts after one click, key or "I\'m up".'),
        ),
        ill(
            "microphone_camera",
            tr("Microphone and camera are not watched on this system."),
            own_end,
        ),
        well("display_server", tr("macOS.") if mac else tr("Windows.")),
        well("windows", tr("Cards have their corner, and every screen can be held.")),
        _capture_on_macos()
        if mac
        else well("screen_capture", tr("Windows are left out of a shared screen.")),
    )


def _capture_on_macos() -> Check:
    """From macOS 15 on ScreenCaptureKit shows what asks to be left out."""
    return ill(
        "screen_capture",
        tr("macOS 15 and later show every window on a shared screen."),
        tr("Share a window instead of the screen."),
    )


def _listens(path: Path) -> bool:
    """Tell whether somebody takes calls at the Unix socket *path*."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(PATIENCE)
        try:
            line.connect(str(path))
        except OSError:
            return False
    return True


def _is_json(text: bytes | None) -> bool:
    if not text:
        return False
    try:
        json.loads(text)
    except ValueError:
        return False
    return True

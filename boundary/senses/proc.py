"""What /proc tells, where no sound server does: ALSA captures, and cameras held open.

Polled, and only while the answer matters. Only the state of a capture and the targets of file
descriptors are read; which program it is stays unread but for our own and the servers' names.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from boundary.senses.polled import EVERY, Polled
from boundary.senses.sense import Part, State

HOLDERS = frozenset({"pipewire", "wireplumber", "pipewire-media-session", "pipewire-media-"})
"""Sound and video servers that keep a camera's node open whether or not anyone looks."""


def capture_runs(root: Path = Path("/proc/asound")) -> State:
    """Tell whether an ALSA capture runs: `RUNNING` in some pcm*c/sub*/status.

    UNKNOWN where there is no capture device, or none whose status may be read.
    """
    found = State.UNKNOWN
    for status in root.glob("card*/pcm*c/sub*/status"):
        try:
            text = status.read_text(encoding="ascii", errors="replace")
        except OSError:
            continue
        if "state: RUNNING" in text:
            return State.ON
        found = State.OFF
    return found


def camera_held(root: Path = Path("/proc"), devices: Path = Path("/dev")) -> State:
    """Tell whether a process of hers holds a camera open; OFF where there is no camera.

    UNKNOWN where the processes can't be listed. Descriptors of other people's are not readable,
    and none of her business.
    """
    if not any(devices.glob("video*")):
        return State.OFF
    try:
        processes = [process for process in root.iterdir() if process.name.isdigit()]
    except OSError:
        return State.UNKNOWN
    ours = str(os.getpid())
    held = any(_holds_camera(process, devices) for process in processes if process.name != ours)
    return State.ON if held else State.OFF


def _holds_camera(process: Path, devices: Path) -> bool:
    prefix = str(devices / "video")
    try:
        descriptors = list((process / "fd").iterdir())
    except OSError:
        return False
    for descriptor in descriptors:
        try:
            target = os.readlink(descriptor)
        except OSError:
            continue
        if target.startswith(prefix):
            return _name(process) not in HOLDERS
    return False


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def alsa(root: Path = Path("/proc/asound"), every: timedelta = EVERY) -> Polled:
    """Return the microphone as the sound driver knows it."""
    return Polled(Part.MICROPHONE, lambda: capture_runs(root), every)


def cameras(
    root: Path = Path("/proc"), devices: Path = Path("/dev"), every: timedelta = EVERY
) -> Polled:
    """Return the camera as the processes that hold one open tell of it."""
    return Polled(Part.CAMERA, lambda: camera_held(root, devices), every)

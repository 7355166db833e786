"""The senses of Linux: PipeWire and PulseAudio, in their place /proc; logind and the lock."""

from __future__ import annotations

import os

from PySide6.QtCore import QStandardPaths

from boundary.senses.logind import Logind
from boundary.senses.pipewire import PROGRAM as PW_DUMP
from boundary.senses.pipewire import PipeWire
from boundary.senses.proc import alsa, cameras
from boundary.senses.pulse import PROGRAM as PACTL
from boundary.senses.pulse import Pulse
from boundary.senses.saver import Saver
from boundary.senses.sense import Sense
from boundary.senses.together import Together, first_known


def linux_senses() -> Sense:
    """Return all that this machine's programs allow; what is missing stays unknown.

    PulseAudio is believed only of what PipeWire does not know, because on some systems that
    has the cameras alone: two that both know would contradict each other for a moment at every
    change. The sound driver is believed only where no server knows.
    """
    servers: list[Sense] = []
    if QStandardPaths.findExecutable(PW_DUMP):
        wayland = bool(os.environ.get("WAYLAND_DISPLAY"))
        servers.append(PipeWire(sees_shares=wayland))
    if QStandardPaths.findExecutable(PACTL):
        servers.append(Pulse())
    sound = Together([*servers, alsa()], first_known)
    return Together([Logind(), Saver(), sound, cameras()])

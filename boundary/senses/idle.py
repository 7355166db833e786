"""How long no key and no mouse moved; None where nothing tells.

It is asked, never watched, and only where a ritual that began by itself has run: did her hands
go elsewhere while it did? An hour without a key is an hour of listening, so this is never rest
and never the end of a session.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from datetime import timedelta

IdleFor = Callable[[], timedelta | None]


def idle_for() -> timedelta | None:
    """Return the time since the last key or mouse on this machine, None if nothing tells.

    May take some ms, and up to a second where the desktop hangs.
    """
    return _way()()


def untouched(took: timedelta, ask: IdleFor = idle_for) -> bool | None:
    """Tell whether nothing was touched for the last *took*; None if nothing tells.

    Asked once, when a ritual that took so long is over: a touch in its middle shows then too.
    """
    idle = ask()
    return None if idle is None else idle >= took


def _way(environ: Mapping[str, str] | None = None) -> IdleFor:
    """Return how to ask on this machine, and load nothing of the others.

    Under Wayland an X server tells of the keys in its own windows only, so it is not asked.
    """
    environ = os.environ if environ is None else environ
    if sys.platform == "win32":
        from boundary.senses.windows_idle import windows_idle_for

        return windows_idle_for
    if sys.platform == "darwin":
        from boundary.senses.macos_idle import macos_idle_for

        return macos_idle_for
    if environ.get("WAYLAND_DISPLAY") or not environ.get("DISPLAY"):
        from boundary.senses.mutter import mutter_idle_for

        return mutter_idle_for
    from boundary.x11 import x11_idle_for

    return x11_idle_for

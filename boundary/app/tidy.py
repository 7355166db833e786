"""Tidying: Python's cycles are collected on the Qt thread alone.

Python collects wherever it happens to be, also on the worker's thread. A `QObject` that dies
there leaves its timers and socket notifiers registered on the Qt thread, which then falls over
them. So the collector is off, and every tick of the day lets it look.
"""

from __future__ import annotations

import gc

OFTEN = 10
"""After so many looks at what is young, what is old is looked through too."""


def begin_tidying() -> None:
    """Leave collecting to `tidy` from now on."""
    gc.disable()


def tidy(*, thoroughly: bool = False) -> None:
    """Collect what is garbage now; on the Qt thread."""
    gc.collect(2 if thoroughly or gc.get_count()[2] > OFTEN else 1)


def end_tidying() -> None:
    """Let Python collect as it does by itself."""
    gc.enable()

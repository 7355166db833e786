"""The window in which the day closes: dark paper whatever the theme, for the eyes at its end."""

from __future__ import annotations

from boundary.language import tr
from boundary.ui.column import Column
from boundary.ui.theme import DARK

PHRASE_MS = 5000
"""How long her closing words stand before the window goes, as long as it takes to say them."""


def shutdown_window(*, reduced_motion: bool = False) -> Column:
    """Return the window of the shutdown, not shown yet."""
    return Column(DARK, tr("Closing the day"), reduced_motion=reduced_motion)

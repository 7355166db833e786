"""The window in which the day opens: the shutdown's column, its light coming up."""

from __future__ import annotations

from boundary.language import tr
from boundary.ui.column import Column
from boundary.ui.theme import Palette


def opening_window(colours: Palette, *, reduced_motion: bool = False) -> Column:
    """Return the window of the opening in *colours*, not shown yet."""
    return Column(colours, tr("Opening the day"), reduced_motion=reduced_motion)

"""The window of the evening journal: the same column, wide enough to write in."""

from __future__ import annotations

from boundary.language import tr
from boundary.ui.column import Column
from boundary.ui.theme import Palette

WIDTH = 400
"""Of its content at usual letters: about fifty characters a line."""


def journal_window(colours: Palette, *, reduced_motion: bool = False) -> Column:
    """Return the window of the evening journal in *colours*, not shown yet."""
    return Column(colours, tr("Evening journal"), reduced_motion=reduced_motion, width=WIDTH)

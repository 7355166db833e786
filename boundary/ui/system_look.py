"""What the system asks for beside light and dark: high contrast, and less motion.

Qt tells of contrast (6.10 and later) and not yet of motion, which is asked of the desktop: the
appearance portal on Linux (its specification, `org.freedesktop.appearance`), Windows' client area
animation, macOS' accessibility setting. The latter two are written from the documentation and
were never run. Who can't be asked has no wish.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from boundary.ui.theme import DARK, LIGHT, Palette, palette

if TYPE_CHECKING:
    from collections.abc import Callable

HIGH_LIGHT = replace(
    LIGHT,
    paper="#FFFFFF",
    card="#FFFFFF",
    ink="#000000",
    second="#2B2B2B",
    border="#000000",
    hairline="#4A4A4A",
    session="#1F2A55",
    session_edge="#1F2A55",
    session_fill="#1F2A55",
    rest="#0B4A37",
    rest_wash="#E3F4EA",
    own_time="#F3E8CC",
    commitment="#5A2350",
    lamp_text="#5C3600",
    trouble="#8A1408",
    focus="#0036B5",
)
"""Black on white: every text at 7 and more, every edge of a control like a text."""

HIGH_DARK = replace(
    DARK,
    paper="#000000",
    card="#000000",
    ink="#FFFFFF",
    second="#E4E4E4",
    border="#FFFFFF",
    hairline="#B5B5B5",
    session="#B9C6FF",
    session_edge="#DDE4FF",
    session_fill="#3D4A7A",
    rest="#A6F0CF",
    rest_wash="#062B1E",
    own_time="#2E2608",
    commitment="#FFB8EC",
    lamp_text="#FFD27A",
    lamp="#FFD27A",
    trouble="#FFB0A1",
    focus="#9CD0FF",
)


def wants_contrast(app: QApplication) -> bool:
    """Tell whether the desktop asks for high contrast now."""
    hints = app.styleHints()  # its part lives no longer than what holds it
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def on_contrast(app: QApplication, changed: Callable[[], None]) -> None:
    """Call *changed* whenever the desktop asks for another contrast."""
    hints = app.styleHints()
    hints.accessibility().contrastPreferenceChanged.connect(lambda _wish: changed())


def colours_for(app: QApplication, *, dark: bool) -> Palette:
    """Return the palette for the *dark* theme or the light one, in the contrast that is asked."""
    if not wants_contrast(app):
        return palette(dark)
    return HIGH_DARK if dark else HIGH_LIGHT

"""The pictures of the first run: its pages with sample values, for `tests/screenshots.py`.

Nothing in them is a name or the present time.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QTimeLine
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from boundary.ui.first_run import FirstRunWindow
from boundary.ui.first_run_breath import BreathPage
from boundary.ui.first_run_words import Desktop, EndsView, KeyView
from boundary.ui.preview_view import PreviewView
from boundary.ui.theme import Palette
from tests.ui.previews import preview

INHALED = 2000
"""Milliseconds into a breath: half-way in."""

HALF = 30_000
"""Milliseconds into the minute."""


def first_run_windows(colours: Palette) -> Iterator[tuple[str, QWidget]]:
    """Yield each page in *colours* with the name of its picture, sized to be drawn."""
    yield "first-run-calendar", at_calendar(colours)
    yield "first-run-sessions", at_sessions(colours, preview())
    yield "first-run-ends", at_ends(colours)
    yield "first-run-key", at_key(colours)
    yield "first-run-breath", at_breath(colours)


def at_calendar(colours: Palette) -> FirstRunWindow:
    """Return the first page at a computer that is an employer's."""
    window = FirstRunWindow(colours)
    window.findChildren(QCheckBox)[0].setChecked(True)
    return window


def at_sessions(colours: Palette, view: PreviewView) -> FirstRunWindow:
    """Return the preview."""
    window = FirstRunWindow(colours)
    window.show_sessions(view)
    return window


def at_ends(colours: Palette) -> FirstRunWindow:
    """Return the second page, where microphone and camera are told of."""
    window = FirstRunWindow(colours)
    window.show_ends(EndsView(senses=True))
    window.go_on()
    return window


def at_key(colours: Palette) -> FirstRunWindow:
    """Return the third page: the key was heard, and the arch is not in sight."""
    window = FirstRunWindow(colours)
    for _ in range(2):
        window.go_on()
    window.show_key(KeyView("Ctrl+Alt+Space", heard=True, desktop=Desktop.GNOME, tray=False))
    return window


def at_breath(colours: Palette) -> FirstRunWindow:
    """Return the fourth page in the middle of a breath."""
    window = FirstRunWindow(colours)
    for _ in range(3):
        window.go_on()
    page = window.findChildren(BreathPage)[0]
    page.findChildren(QPushButton)[0].click()
    page.minute.setPaused(True)
    page.minute.setCurrentTime(HALF)
    for line in page.findChildren(QTimeLine):
        if line is not page.minute:
            line.setPaused(True)
            line.setCurrentTime(INHALED)
    return window

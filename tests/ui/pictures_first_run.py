"""The pictures of the first run and of the settings' last pages, for `tests/screenshots.py`.

Nothing in them is a name or the present time.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QTimeLine
from PySide6.QtWidgets import QCheckBox, QPushButton, QRadioButton, QWidget

from boundary.language import tr
from boundary.ui.day_view import FactLine
from boundary.ui.first_run import FirstRunWindow
from boundary.ui.first_run_breath import BreathPage
from boundary.ui.first_run_words import Desktop, EndsView, KeyView
from boundary.ui.practice_page import PracticePage, PracticeView, ProfileRow
from boundary.ui.preview_view import PreviewView
from boundary.ui.privacy_page import PrivacyPage, PrivacyView
from boundary.ui.settings_search import Column
from boundary.ui.settings_window import SettingsView, SettingsWindow
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
    yield "settings-practice", practice(colours)
    yield "settings-privacy", privacy(colours)
    yield "settings-search", searching(colours)


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


def practice(colours: Palette) -> SettingsWindow:
    """Return a profile that was opened, one of its lines ticked."""
    page = PracticePage(colours)
    page.show_practice(PracticeView(ROWS))
    page.findChildren(QCheckBox)[0].click()
    return _in_settings("Practice profile", page, colours)


def privacy(colours: Palette) -> SettingsWindow:
    """Return what is kept where, after her settings were written."""
    page = PrivacyPage(colours)
    page.show_privacy(PrivacyView(FactLine("Saved.", "There is no secret in it."), begins=True))
    return _in_settings("Privacy", page, colours)


def searching(colours: Palette) -> SettingsWindow:
    """Return the settings while she searches, with something to undo."""
    window = SettingsWindow(SettingsView(), colours)
    window.open_page("Appearance")
    dark = next(b for b in window.findChildren(QRadioButton) if b.text() == tr("Dark"))
    dark.click()
    window.findChildren(Column)[0].box.setText("session")
    return window


ROWS = (
    ProfileRow("day.0", "Hours on Monday", "9:00 to 5:00", "12:00 to 8:00"),
    ProfileRow("holidays.", "Public holidays", "as it comes", "US-NY"),
    ProfileRow(
        "text.nightly",
        "Reply: Nights",
        "as it comes",
        "Thank you for writing. I read and answer messages on weekday mornings.",
    ),
)


def _in_settings(name: str, page: QWidget, colours: Palette) -> SettingsWindow:
    window = SettingsWindow(SettingsView(), colours)
    window.add_page(name, lambda: page)
    window.open_page(name)
    return window

"""The pictures of the settings: each page, calendars in every health, preview, editor, adding.

Sample values without a name or the present time; each window is as it comes to her.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QCheckBox, QListWidget, QRadioButton, QWidget

from boundary.errors import CalendarError
from boundary.rituals.own import OwnStep, as_it_came
from boundary.rituals.repertoire import Repertoire
from boundary.rituals.variants import Variant
from boundary.ui.add_calendar import AddCalendarWindow
from boundary.ui.add_calendar_view import FoundRow, Way, several_found, way_words
from boundary.ui.calendars_page import SourceRow
from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.day_view import FactLine
from boundary.ui.preview_view import preview_view
from boundary.ui.preview_window import PreviewWindow, Row
from boundary.ui.ritual_editor import RitualEditor
from boundary.ui.rituals_page import RitualsPage
from boundary.ui.settings_window import SettingsView, SettingsWindow
from boundary.ui.theme import Palette, scale
from tests.ui.days import ZONE
from tests.ui.previews import draft
from tests.ui.previews import preview as two_weeks

PAGES = ("calendars", "practices", "rituals", "appearance")
TALL = (760, 1240)
"""The calendars in every health, in logical pixels."""


def settings_windows(colours: Palette) -> Iterator[tuple[str, QWidget]]:
    """Yield each window in *colours* with the name of its picture."""
    for number, name in enumerate(PAGES):
        yield f"settings-{name}", settings_page(number, colours)
    yield "calendars", calendars(colours)
    yield "calendars-empty", calendars(colours, empty=True)
    yield "preview", preview(colours)
    yield "preview-titles", preview_titles(colours)
    yield "rituals", rituals(colours)
    yield "ritual-editor", editor(colours)
    for way in Way:
        yield f"add-{way}", adding(way, colours)
    yield "add-found", found(colours)


SOURCES = (
    SourceRow("practice.ics", health=FactLine("Read 4 minutes ago.", "Nothing moved."), rules=3),
    SourceRow(
        "Address in your keyring",
        all_sessions=True,
        health=FactLine(
            "Last read at 6:10, seven hours ago.",
            "Today goes on as read then. If a session moved since, trust your buttons.",
            stale=True,
        ),
    ),
    SourceRow(
        "Calendar account",
        trust_end=True,
        health=FactLine("You are signed out.", "Sign in again to go on reading.", trouble=True),
        sign_in=True,
    ),
    SourceRow(
        "group.ics",
        health=FactLine(
            "The calendar file is not there.", "It may have been moved: choose it again.", True
        ),
    ),
)


def settings_page(number: int, colours: Palette) -> SettingsWindow:
    """Return the settings with the page at *number* open."""
    sources = (SourceRow("practice.ics"), SourceRow("Address in your keyring"))
    window = SettingsWindow(SettingsView(sources=sources), colours)
    pages = window.findChild(QListWidget)
    assert pages is not None
    pages.setCurrentRow(number)
    return window


def calendars(colours: Palette, *, empty: bool = False) -> SettingsWindow:
    """Return the calendars: read, stale, signed out and failed; or before there is any."""
    view = SettingsView() if empty else SettingsView(sources=SOURCES)
    window = SettingsWindow(view, colours)
    window.resize(round(TALL[0] * scale()), TALL[1])
    return window


def preview(colours: Palette) -> PreviewWindow:
    """Return the preview with a row's chips open."""
    window = PreviewWindow(two_weeks(), colours)
    window.findChildren(Row)[4].open()
    return window


def preview_titles(colours: Palette) -> PreviewWindow:
    """Return the preview with its titles shown and a tick of hers."""
    begun = draft()
    window = PreviewWindow(preview_view(begun.tick(6, True), ZONE, twelve=True), colours)
    titles = next(box for box in window.findChildren(QCheckBox) if box.text())
    titles.click()
    return window


def repertoire() -> Repertoire:
    """Return rituals of which one has a step of her own."""
    tea = as_it_came("reset_breath").adding_own(2)
    tea = tea.with_own(OwnStep("reset_breath.1", "Fill the kettle, and listen to it.", 20))
    return Repertoire((tea,), frozenset({Variant.NO_BREATH_FOCUS}))


def rituals(colours: Palette) -> CalmScroll:
    """Return the page of rituals."""
    page = RitualsPage(colours)
    page.show_rituals(repertoire().preferring("ten_seated"), False)
    scroll = CalmScroll(page, colours)
    scroll.resize(round(560 * scale()), 1080)
    return scroll


def editor(colours: Palette) -> RitualEditor:
    """Return the editor with a step of her own."""
    window = RitualEditor(repertoire(), "reset_breath", colours)
    steps = window.findChild(QListWidget)
    assert steps is not None
    steps.setCurrentRow(2)
    return window


def adding(way: Way, colours: Palette) -> AddCalendarWindow:
    """Return the window in which a calendar is added, *way* chosen."""
    window = AddCalendarWindow(colours)
    name, _more = way_words(way)
    next(each for each in window.findChildren(QRadioButton) if each.text() == name).click()
    return window


def found(colours: Palette) -> AddCalendarWindow:
    """Return the same with three calendars found, one of them not to be read."""
    window = AddCalendarWindow(colours)
    rows = (FoundRow("Practice", ticked=True), FoundRow("Family"), FoundRow("Group"))
    window.show_add(several_found(rows).told({2: CalendarError("It is gone.", "Leave it out.")}))
    return window

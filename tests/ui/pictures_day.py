"""The pictures of a day: Today in each of its states, the cards, the ritual.

Sample values without a name or the present time; each window is as it comes to her.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from boundary.ui.card import Card, CardView, Choice
from boundary.ui.card_words import CardWords, aftercare_words, card_words, early_words
from boundary.ui.day_view import (
    BreakOffer,
    DayView,
    FactLine,
    bare_view,
    day_view,
    home_menu,
    no_calendar_words,
)
from boundary.ui.ritual_window import RitualWindow, StepView
from boundary.ui.theme import Palette
from boundary.ui.today_window import TodayWindow
from boundary.ui.words import calendar_read, home_because
from tests.ui.days import DAY, ZONE, at, full_day, glance

NARROW = (420, 900)
"""Today where it stands upright, in logical pixels."""


def day_windows(colours: Palette) -> Iterator[tuple[str, QWidget]]:
    """Yield each window in *colours* with the name of its picture."""
    yield "today", today(midday(), colours)
    yield "today-break", today(break_ready(), colours)
    yield "today-trouble", today(trouble(), colours)
    yield "today-empty", today(empty(), colours)
    yield "today-home", today(home(), colours)
    yield "today-narrow", today(break_ready(), colours, NARROW)
    yield "card-break", card_of(break_words(), colours)
    yield "card-early", card_of(early_words(), colours)
    yield "card-aftercare", card_of(aftercare_words(), colours)
    yield "ritual", ritual(colours)
    yield "ritual-enough", enough(colours)


def midday() -> DayView:
    """Return an ordinary day, in session at 1:24."""
    read = FactLine(calendar_read(at("13:20"), ZONE, twelve=True), "Nothing moved.")
    inside = glance("in_session", until="13:50")
    return day_view(full_day(), inside, at("13:24"), twelve=True, facts=(read,))


def break_ready() -> DayView:
    """Return the same day when a break is ready."""
    words = break_words()
    ready = glance("break_ready", until="13:58")
    offer = BreakOffer(words.title, words.choices)
    facts = midday().facts
    return day_view(full_day(), ready, at("13:50"), twelve=True, facts=facts, offer=offer)


def trouble() -> DayView:
    """Return a day whose calendar can't be read and whose keyring is locked."""
    facts = (
        FactLine("The calendar can't be reached.", "The day goes on as read at 9:10.", True),
        FactLine("Your keyring is locked.", "Unlock it, and today's breaks are kept.", True),
    )
    return replace(midday(), facts=facts)


def empty() -> DayView:
    """Return a profile without a calendar."""
    said, why, offer = no_calendar_words()
    return bare_view(DAY, ZONE, at("10:30"), said, why, twelve=True, offer=offer)


def home() -> DayView:
    """Return the day where the desktop has no tray."""
    return replace(midday(), home_because=home_because(), menu=home_menu())


def break_words() -> CardWords:
    """Return the words of the break at 1:50."""
    block = full_day().break_after("d")
    assert block is not None
    return card_words(block, at("13:58"), at("13:50"))


def today(view: DayView, colours: Palette, size: tuple[int, int] | None = None) -> TodayWindow:
    """Return Today as it shows *view*, of *size* where one is given."""
    window = TodayWindow(colours)
    if size is not None:
        window.resize(*size)
    window.show_day(view)
    return window


def card_of(words: CardWords, colours: Palette) -> Card:
    """Return the card that says *words*."""
    aside = None if words.aside is None else Choice(*words.aside)
    choices = tuple(Choice(*choice) for choice in words.choices)
    return Card(CardView(words.title, words.second, choices, aside), colours)


STEPS = (
    StepView("Close the call, and look up."),
    StepView("Let the breath out be the longer one.", (4.0, 6.0)),
    StepView("That hour is over."),
    StepView("One word for how you arrive."),
)


def ritual(colours: Palette) -> RitualWindow:
    """Return the ritual at a breath."""
    window = RitualWindow(colours)
    window.show_steps(STEPS, 1)
    window.set_left(0.7)
    return window


def enough(colours: Palette) -> RitualWindow:
    """Return the ritual at the least that is owed."""
    window = RitualWindow(colours)
    window.show_steps(STEPS, 3)
    window.enough()
    return window

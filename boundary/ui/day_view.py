"""What the Today window shows, as values: `day_view` turns a plan into them. Pure: no Qt.

Instants are UTC; every text is already in her words, her zone and her clock, so that the
window knows neither zone nor calendar. No text holds a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from boundary.clock import Span, day_span
from boundary.language import tr
from boundary.ui.day_marks import Join, Mark, joins_of, marks_of
from boundary.ui.numbers import clock_text, day_text
from boundary.ui.why_words import why_now
from boundary.ui.words import client_lives, headline, lived, what_follows

if TYPE_CHECKING:
    from boundary.schedule.blocks import DayPlan, Glance

HOUR = timedelta(hours=1)
PREP = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Tick:
    """A full hour of her wall clock."""

    at: datetime
    label: str


@dataclass(frozen=True, slots=True)
class FactLine:
    """Something that is so: a title, a second line, and whether it is trouble.

    `stale` is a fact that may no longer hold, such as a calendar read long ago.
    """

    title: str
    second: str = ""
    trouble: bool = False
    stale: bool = False


@dataclass(frozen=True, slots=True)
class BreakOffer:
    """What is offered now: pairs of a stable id and a button's words. The title may be ""."""

    title: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """All that Today shows.

    `span` is what must be seen of the day `day`; the line may show more of it where there is
    room. `home_because` is said where Today is the home, and `menu` then stands in for the tray's.
    """

    heading: str
    headline: str
    why: str
    day: Span
    span: Span
    hours: tuple[Tick, ...]
    now: datetime | None = None
    now_label: str = ""
    marks: tuple[Mark, ...] = ()
    joins: tuple[Join, ...] = ()
    facts: tuple[FactLine, ...] = ()
    offer: BreakOffer | None = None
    home_because: str = ""
    menu: tuple[tuple[str, str], ...] = ()


def day_view(
    plan: DayPlan,
    glance: Glance,
    now: datetime,
    *,
    twelve: bool = False,
    prep: timedelta = PREP,
    facts: tuple[FactLine, ...] = (),
    offer: BreakOffer | None = None,
    home_because: str = "",
    menu: tuple[tuple[str, str], ...] = (),
) -> DayView:
    """Return the view of *plan* at *now* (UTC), in the plan's own zone."""
    why = why_now(glance, plan.zone, twelve=twelve)
    current = next((life for life in client_lives(plan) if lived(life, now).contains(now)), None)
    if current is not None and glance.why == "in_session":
        follows = what_follows(plan, current.session.key)
        why = tr("{why} {follows}").format(why=why, follows=follows).strip()
    marks = marks_of(plan, now, prep, twelve=twelve)
    day = day_span(plan.day, plan.zone)
    seen = () if plan.away else _needed(marks, day)
    return DayView(
        heading=day_text(plan.day),
        headline=headline(plan, now, twelve=twelve),
        why=why,
        day=day,
        span=_shown(day, plan.zone, seen, now),
        hours=hour_ticks(day, plan.zone, twelve=twelve),
        now=now if day.contains(now) else None,
        now_label=clock_text(now, plan.zone, twelve=twelve),
        marks=marks,
        joins=joins_of(plan, twelve=twelve),
        facts=facts,
        offer=offer,
        home_because=home_because,
        menu=menu,
    )


def bare_view(
    day: date,
    zone: tzinfo,
    now: datetime,
    said: str,
    why: str = "",
    *,
    twelve: bool = False,
    facts: tuple[FactLine, ...] = (),
    offer: BreakOffer | None = None,
    home_because: str = "",
    menu: tuple[tuple[str, str], ...] = (),
) -> DayView:
    """Return a day of which only the hours are known: while reading, or without a calendar."""
    whole = day_span(day, zone)
    return DayView(
        heading=day_text(day),
        headline=said,
        why=why,
        day=whole,
        span=_shown(whole, zone, (), now),
        hours=hour_ticks(whole, zone, twelve=twelve),
        now=now if whole.contains(now) else None,
        now_label=clock_text(now, zone, twelve=twelve),
        facts=facts,
        offer=offer,
        home_because=home_because,
        menu=menu,
    )


def no_calendar_words() -> tuple[str, str, BreakOffer]:
    """Return headline, second line and offer for a profile without a calendar."""
    return (
        tr("Your day appears here."),
        tr("I read when your sessions start and end. I never keep a name."),
        BreakOffer("", (("add_calendar", tr("Add a calendar")),)),
    )


def loading_words() -> tuple[str, str]:
    """Return headline and second line while the calendar is first read."""
    return tr("Reading your calendar."), tr("Nothing is asked of you meanwhile.")


def home_menu() -> tuple[tuple[str, str], ...]:
    """Return what stands at the top of Today where there is no tray menu."""
    return (
        ("clinical_need", tr("Pause for clinical need")),
        ("ended", tr("Ended")),
        ("settings", tr("Settings")),
        ("quit", tr("Quit")),
    )


def hour_ticks(day: Span, zone: tzinfo, *, twelve: bool = False) -> tuple[Tick, ...]:
    """Return every hour of *day* in *zone*: 24 on most days, 23 or 25 across a clock change."""
    ticks = []
    at = day.start
    while at <= day.end:
        ticks.append(Tick(at, clock_text(at, zone, twelve=twelve)))
        at += HOUR
    return tuple(ticks)


def _needed(marks: tuple[Mark, ...], day: Span) -> tuple[datetime, ...]:
    """Return the instants that must be seen: all that has an end before the day has."""
    edges = [mark.span.start for mark in marks]
    edges += [mark.span.end for mark in marks if mark.span.end < day.end]
    return tuple(edges)


def _shown(day: Span, zone: tzinfo, seen: tuple[datetime, ...], now: datetime) -> Span:
    """Return whole hours around *seen* and *now*; a working day where there is nothing to see."""
    nine = datetime.combine(
        day.start.astimezone(zone).date(), datetime.min.time().replace(hour=9), zone
    )
    start = min(seen, default=nine.astimezone(UTC))
    end = max(seen, default=nine.astimezone(UTC) + 8 * HOUR)
    if day.contains(now):
        start, end = min(start, now), max(end, now + HOUR / 2)
    return Span(
        day.start + (max(start, day.start) - day.start) // HOUR * HOUR,
        min(day.start - (day.start - end) // HOUR * HOUR, day.end),
    )

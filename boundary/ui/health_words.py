"""How fresh the calendars are, in her words: when they were read, and what to do. Pure.

What is merely old is amber: it may still be right, and she is the one to look. What failed says
its own title and remedy, and since when the last good reading stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from boundary.calendars.health import Condition, Health
from boundary.calendars.ics import Problem
from boundary.language import tr, trn
from boundary.ui.day_view import FactLine
from boundary.ui.numbers import clock_text, day_text

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


class SourceHealth(NamedTuple):
    """How one calendar does on the calendars' page, and whether it wants a new sign-in."""

    line: FactLine
    sign_in: bool = False


def read_when(at: datetime, now: datetime, zone: tzinfo, *, twelve: bool = False) -> str:
    """Return the fact that the calendar was read at *at* (UTC), seen from *now*."""
    age = max(now - at, timedelta(0))
    if age < _MINUTE:
        return tr("Calendar read just now")
    if age < _HOUR:
        return tr("Calendar read {n} min ago").format(n=age // _MINUTE)
    if age < _DAY:
        hours = age // _HOUR
        return trn("Calendar read {n} hour ago", "Calendar read {n} hours ago", hours).format(
            n=hours
        )
    return tr("Calendar read on {day} at {time}").format(
        day=day_text(at.astimezone(zone).date()), time=clock_text(at, zone, twelve=twelve)
    )


def health_line(
    health: Health, now: datetime, zone: tzinfo, *, workday: bool, twelve: bool = False
) -> FactLine:
    """Return how one calendar does at *now* (UTC), as a line with what to do where it is not well.

    *workday* tells whether what is old matters today.
    """
    trouble, at = health.trouble, health.read_at
    read = tr("Not read yet") if at is None else read_when(at, now, zone, twelve=twelve)
    if health.condition(now, workday=workday) is Condition.STALE:
        second = tr("It may have changed since: look there before you rely on this day.")
        if trouble is not None:
            second = tr("{title} {remedy}").format(title=trouble.title, remedy=trouble.remedy)
        return FactLine(read, second, stale=True)
    if trouble is not None:
        second = trouble.remedy
        if at is not None:
            second = tr("{remedy} {read}; that stays until then.").format(
                remedy=trouble.remedy, read=read
            )
        return FactLine(trouble.title, second, trouble=True)
    return FactLine(read)


def health_lines(
    healths: Sequence[Health],
    now: datetime,
    zone: tzinfo,
    *,
    workday: bool,
    twelve: bool = False,
) -> tuple[FactLine, ...]:
    """Return how all calendars do, for Today: each trouble once, then the oldest that is well.

    Nothing while none was read yet.
    """
    ill = [each for each in healths if each.trouble is not None]
    well = [each for each in healths if each.trouble is None and each.read_at is not None]
    oldest = sorted(well, key=lambda each: each.read_at or now)[:1]
    lines = [
        health_line(each, now, zone, workday=workday, twelve=twelve) for each in (*ill, *oldest)
    ]
    return tuple(dict.fromkeys(lines))


def source_healths(
    healths: Sequence[Health],
    now: datetime,
    zone: tzinfo,
    *,
    workday: bool,
    twelve: bool = False,
) -> tuple[SourceHealth, ...]:
    """Return how each calendar does, by its position."""
    return tuple(
        SourceHealth(health_line(each, now, zone, workday=workday, twelve=twelve), each.sign_in)
        for each in healths
    )


def problem_lines(problems: Iterable[Problem]) -> tuple[FactLine, ...]:
    """Return what was wrong inside the calendars: the rest of them was read, so it is amber."""
    return tuple(dict.fromkeys(FactLine(each.title, each.remedy, stale=True) for each in problems))

"""Absences that the calendar suggests: all-day words of away, put to her and never set alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from boundary.schedule.hours import DAY, Away, WeeklyHours
from boundary.schedule.hours_wall import SECOND
from boundary.schedule.kinds import CLIENT_WORK, Kind
from boundary.schedule.sessions import Session


@dataclass(frozen=True, slots=True)
class Proposal:
    """An absence to be confirmed; `still_booked` sessions lie in it."""

    away: Away
    still_booked: int


def proposed_away(
    sessions: Iterable[Session], hours: WeeklyHours, today: date, zone: ZoneInfo
) -> tuple[Proposal, ...]:
    """Return the absences in *sessions* that *hours* don't have yet, from *today* on, in order.

    *zone* is the one that the calendar was read in: an all-day entry begins at its midnight.
    Entries with nothing but closed days between them are one absence; one that would close
    nothing is none.
    """
    known = list(sessions)
    runs: list[tuple[date, date]] = []
    for first, last in sorted(_days(each, zone) for each in known if _is_away(each)):
        if runs and not _opens(hours, runs[-1][1] + DAY, first - DAY):
            runs[-1] = runs[-1][0], max(runs[-1][1], last)
        else:
            runs.append((first, last))
    return tuple(
        Proposal(Away(first, last), _booked(known, first, last, zone))
        for first, last in runs
        if last >= today and _opens(hours, first, last)
    )


def _is_away(session: Session) -> bool:
    return session.all_day and session.kind is Kind.AWAY


def _days(session: Session, zone: ZoneInfo) -> tuple[date, date]:
    first = session.span.start.astimezone(zone).date()
    last = (session.span.end - SECOND).astimezone(zone).date()
    return first, max(first, last)


def _opens(hours: WeeklyHours, first: date, last: date) -> bool:
    """Tell whether *hours* have a window from the day *first* to *last*; False if there is none."""
    return any(hours.on(first + n * DAY) for n in range((last - first).days + 1))


def _booked(sessions: Iterable[Session], first: date, last: date, zone: ZoneInfo) -> int:
    timed = (each for each in sessions if each.kind in CLIENT_WORK and not each.all_day)
    return sum(first <= each.span.start.astimezone(zone).date() <= last for each in timed)

"""The whole of 2027 in five zones: no visible act over a live session, and in no long time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from boundary.clock import Span
from boundary.schedule.acts import Act
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.policy import Level, Policy
from boundary.schedule.sessions import Kind, Session
from boundary.simulation.run import Simulation
from boundary.simulation.script import Event
from tests.simulation.worlds import ZONES

FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)
MINUTE = timedelta(minutes=1)
WEEK = {
    0: ("08:00", "08:50", "09:40", "11:00", "14:00"),
    1: ("09:00", "10:00", "11:00", "13:00", "14:00", "15:00"),
    2: ("13:30", "14:20", "15:10", "20:00"),
    3: ("09:00", "09:45", "10:30", "11:15", "14:00", "15:00"),
    4: ("09:00", "11:00"),
    6: ("23:20",),
}
"""Chains without a gap, lonely sessions, one over Sunday's midnight (and its clock changes)."""


def practice(zone: ZoneInfo) -> list[Session]:
    """Return every session of the year: 50 minutes each."""
    sessions = []
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        for start in WEEK.get(day.weekday(), ()):
            begin = datetime.combine(day, time.fromisoformat(start), zone).astimezone(UTC)
            key = f"{day:%m%d}{start}"
            sessions.append(Session(key, Span(begin, begin + 50 * MINUTE), Kind.SESSION))
    return sessions


def contact(sessions: Sequence[Session], rng: Random) -> list[Span]:
    """Return when she was really in contact: ends early, late, and chains in one go."""
    spans: list[Span] = []
    for session in sessions:
        end = session.span.end + rng.choice([-4, -1, 0, 0, 2, 6, 14]) * MINUTE
        start = max(session.span.start, spans[-1].end if spans else session.span.start)
        if rng.random() < 0.05 or end <= start:
            continue
        if spans and start - spans[-1].end < MINUTE:
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
    return spans


def script(spans: Sequence[Span]) -> list[Event]:
    return [
        event
        for span in spans
        for event in (Event(span.start, "mic_open"), Event(span.end, "mic_closed"))
    ]


def year(zone: ZoneInfo, sessions: Sequence[Session], events: Sequence[Event] | None) -> list[Act]:
    by_day: dict[date, list[Session]] = {}
    for session in sessions:
        by_day.setdefault(session.span.start.date(), []).append(session)

    def held(span: Span) -> list[Session]:
        days = (span.start.date() + timedelta(days=n) for n in range((span.length).days + 2))
        return [s for day in days for s in by_day.get(day, ()) if s.span.overlaps(span)]

    policy = Policy(level=Level.HOLD)
    return list(Simulation(held, zone, policy, WeeklyHours(), events).acts(FIRST, LAST))


@pytest.mark.parametrize("name", ZONES)
def test_a_year_shows_nothing_over_live_contact(name: str) -> None:
    zone = ZoneInfo(name)
    sessions = practice(zone)
    spans = contact(sessions, Random(2027))
    shown = [act for act in year(zone, sessions, script(spans)) if act.visible]
    live = iter([*spans, Span(shown[-1].at + MINUTE, shown[-1].at + MINUTE)])
    span = next(live)
    for act in shown:
        while span.end <= act.at:
            span = next(live)
        assert not span.contains(act.at), f"{act.act} {act.what} at {act.at}"


@pytest.mark.parametrize("name", ["Europe/London"])
def test_an_unscripted_year_takes_every_break_and_owes_nothing(name: str) -> None:
    zone = ZoneInfo(name)
    acts = year(zone, practice(zone), None)
    over = [act for act in acts if act.act == "break" and act.taken is not None]
    assert over
    assert all(act.taken >= act.offered or act.why == "prep" for act in over)  # type: ignore[operator]

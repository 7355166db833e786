"""Builders of days for what is seen: sessions, plans and facts by the wall clock of one zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from boundary.clock import Span
from boundary.schedule.blocks import NOTHING, Block, BlockKind, DayPlan, Glance
from boundary.schedule.contact import How, Life
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.plan import plan_day
from boundary.schedule.policy import Policy
from boundary.schedule.sessions import Kind, Session

ZONE = ZoneInfo("America/New_York")
DAY = date(2025, 11, 25)

_numbers = count()


def at(wall: str, day: date = DAY) -> datetime:
    """Return the instant (UTC) at which clocks in `ZONE` show *wall* ("9:00") on *day*."""
    hour, minute = (int(part) for part in wall.split(":"))
    return datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)


def span(start: str, end: str) -> Span:
    """Return the span between two wall times of `DAY`."""
    return Span(at(start), at(end))


def session(
    start: str, end: str, kind: Kind = Kind.SESSION, why: str = "", key: str = ""
) -> Session:
    """Return an appointment of `DAY`."""
    return Session(key or f"key{next(_numbers)}", span(start, end), kind, why)


def life(
    start: str,
    end: str,
    *,
    lived_until: str = "",
    how: How = How.BOOKED,
    kind: Kind = Kind.SESSION,
    why: str = "",
    key: str = "",
) -> Life:
    """Return what became of an appointment, as booked unless it *lived_until* another time."""
    booked = session(start, end, kind, why, key)
    return Life(booked, Span(booked.span.start, at(lived_until or end)), how)


def block(
    kind: BlockKind,
    start: str,
    end: str,
    *,
    after: str | None = None,
    taken: timedelta | None = None,
    until: str = "",
) -> Block:
    """Return a block that offers all of its span."""
    stretch = span(start, end)
    return Block(
        kind,
        stretch,
        after,
        offer=stretch.length,
        taken=taken,
        until=at(until) if until else None,
    )


def plan(
    *lives: Life,
    blocks: Sequence[Block] = (),
    crowded: Sequence[str] = (),
    debt: timedelta = NOTHING,
    away: bool = False,
) -> DayPlan:
    """Return a plan made by hand."""
    sessions = tuple(each.session for each in lives)
    return DayPlan(DAY, ZONE, sessions, lives, tuple(blocks), tuple(crowded), debt, away)


def glance(why: str, *, since: str = "", until: str = "", tray: str = "quiet") -> Glance:
    """Return the present for *why*."""
    return Glance(tray, why, at(since) if since else None, at(until) if until else None)


def full_day() -> DayPlan:
    """Return a whole planned day: lunch, an overrun, a hold, a tight join, an evening of hers."""
    sessions = (
        session("9:00", "9:50", key="a"),
        session("10:00", "10:50", key="b"),
        session("11:00", "11:50", key="c"),
        session("12:00", "12:45", Kind.OWN_TIME, "word:lunch", key="lunch"),
        session("13:00", "13:50", key="d"),
        session("14:00", "14:50", Kind.PROFESSIONAL, "word:supervision", key="super"),
        session("14:50", "15:40", key="e"),
        session("15:50", "16:40", key="f"),
        session("17:30", "18:10", Kind.PERSONAL, "word:personal", key="own"),
    )
    facts = (
        Fact(at("9:50"), FactKind.ENDED, "a"),
        Fact(at("9:53"), FactKind.BREAK_OVER, "a", 180),
        Fact(at("10:55"), FactKind.ENDED, "b"),
        Fact(at("10:57"), FactKind.BREAK_OVER, "b", 120),
        Fact(at("11:50"), FactKind.ENDED, "c"),
        Fact(at("12:40"), FactKind.LUNCH_OVER, "", 2400),
    )
    return plan_day(DAY, sessions, facts, Policy(), zone=ZONE, closing=at("17:00"))

"""What the page of hours and its grid show, as values. Pure: no Qt.

Instants are UTC, special days local dates; each channel's week is by the wall clock of its zone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from boundary.clock import Span, is_zone
from boundary.schedule.hours import (
    DEFAULT_WEEK,
    WEEKDAYS,
    SpecialDay,
    WallSpan,
    WeeklyHours,
    closed_windows,
    open_windows,
)
from boundary.ui.hours_model import Painted, Windows

DAY = timedelta(days=1)
AHEAD = timedelta(hours=48)
"""How far the ghost looks."""


class Channel(StrEnum):
    """A way in which people write to her; only mail has a mailbox that answers."""

    MAIL = "mail"
    PHONE = "phone"
    PORTAL = "portal"
    TEXT = "text"


class SpecialKind(StrEnum):
    """What makes days special."""

    HOLIDAY = "holiday"
    CLOSED = "closed"
    AWAY = "away"
    OTHER = "other"
    """Hours of its own."""


@dataclass(frozen=True, slots=True)
class Special:
    """Local days from *first* to *last* (both in it) that are not like their weekday.

    `why` is her word for them. Only OTHER has windows.
    """

    first: date
    last: date
    kind: SpecialKind = SpecialKind.CLOSED
    why: str = ""
    spans: tuple[WallSpan, ...] = ()

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("special days end before they begin")


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers during a span (UTC): she, or else the reply."""

    span: Span
    yours: bool


@dataclass(frozen=True, slots=True)
class ChannelHours:
    """The week of one channel; `zone` is an IANA name, None for that of the machine."""

    channel: Channel
    week: Windows = DEFAULT_WEEK
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class HoursView:
    """All that the page of hours shows at *now* (UTC).

    `zone` is the machine's, `first_day` the weekday with which weeks begin (Monday 0), `twelve`
    her clock. `override` says what she changed for now ("Open until 18:00."), or is "".
    `zones` are the IANA names to choose from, `regions` pairs of a code and a name for public
    holidays, `region` the chosen code. `trouble` is what is wrong with the hours, and its remedy.
    """

    now: datetime
    zone: ZoneInfo
    channels: tuple[ChannelHours, ...] = (ChannelHours(Channel.MAIL),)
    special: tuple[Special, ...] = ()
    first_day: int = 0
    twelve: bool = False
    override: str = ""
    zones: tuple[str, ...] = ()
    regions: tuple[tuple[str, str], ...] = ()
    region: str = ""
    trouble: str = ""


def zone_of(hours: ChannelHours, machine: ZoneInfo) -> ZoneInfo:
    """Return the zone of *hours*; that of the *machine* where theirs is not known."""
    return ZoneInfo(hours.zone) if hours.zone and is_zone(hours.zone) else machine


def shown_week(today: date, first_day: int) -> tuple[date, ...]:
    """Return the seven dates of the week of *today* that begins on weekday *first_day*."""
    first = today - (today.weekday() - first_day) % WEEKDAYS * DAY
    return tuple(first + n * DAY for n in range(WEEKDAYS))


def special_on(day: date, special: Sequence[Special]) -> Special | None:
    """Return what makes *day* special; being away comes before all else."""
    found = [each for each in special if each.first <= day <= each.last]
    away = (each for each in found if each.kind is SpecialKind.AWAY)
    return next(away, found[0] if found else None)


def answers(
    painted: Painted, special: Sequence[Special], now: datetime, zone: ZoneInfo
) -> tuple[Answer, ...]:
    """Return who answers in the 48 hours from *now* (UTC), for a week in *zone*."""
    today = now.astimezone(zone).date()
    days = (today + n * DAY for n in range(-2, 5))
    exceptions = tuple(
        SpecialDay(day, each.spans, each.why)
        for day in days
        if (each := special_on(day, special)) is not None
    )
    hours = WeeklyHours(zone.key, painted.week(), exceptions)
    span = Span(now, now + AHEAD)
    yours = [Answer(each, True) for each in open_windows(hours, span, zone)]
    reply = [Answer(each.span, False) for each in closed_windows(hours, span, zone)]
    return tuple(sorted([*yours, *reply], key=lambda answer: answer.span))


@dataclass(frozen=True, slots=True)
class GridView:
    """What the grid shows. `dates` are the seven days from left to right.

    Answers and the present (`now`, UTC) are shown by the wall clock of `zone`.
    """

    painted: Painted
    dates: tuple[date, ...]
    now: datetime
    zone: ZoneInfo
    special: tuple[Special, ...] = ()
    answers: tuple[Answer, ...] = ()
    twelve: bool = False

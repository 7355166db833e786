"""What the page of hours and its grid show, as values. Pure: no Qt.

Instants are UTC, special days local dates; each channel's week is by the wall clock of its zone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from boundary.clock import Span, is_zone
from boundary.schedule.hours import (
    WEEKDAYS,
    Override,
    SpecialDay,
    WallSpan,
    WeeklyHours,
    closed_windows,
    open_windows,
)
from boundary.schedule.hours_channels import Channel as Channel
from boundary.ui.hours_model import Painted

DAY = timedelta(days=1)
AHEAD = timedelta(hours=48)
"""How far the ghost looks."""


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
    """The hours of one channel, and the public holidays that are kept in them.

    `special` and `effective` put the two together: a day of her own wins over a holiday, both
    over being away.
    """

    channel: Channel
    hours: WeeklyHours = field(default_factory=WeeklyHours)
    holidays: tuple[SpecialDay, ...] = ()

    @property
    def special(self) -> tuple[Special, ...]:
        """Everything that is not as its weekday, what wins first."""
        own = [
            Special(
                each.day,
                each.day,
                SpecialKind.OTHER if each.spans else SpecialKind.CLOSED,
                each.why,
                each.spans,
            )
            for each in self.hours.exceptions
        ]
        kept = [Special(each.day, each.day, SpecialKind.HOLIDAY, each.why) for each in self._kept]
        away = [Special(a.first, a.last, SpecialKind.AWAY, a.why) for a in self.hours.away]
        return (*own, *kept, *away)

    @property
    def effective(self) -> WeeklyHours:
        """The hours with the holidays as days of their own."""
        return replace(self.hours, exceptions=(*self.hours.exceptions, *self._kept))

    @property
    def _kept(self) -> tuple[SpecialDay, ...]:
        own = {each.day for each in self.hours.exceptions}
        return tuple(each for each in self.holidays if each.day not in own)


@dataclass(frozen=True, slots=True)
class HoursView:
    """All that the page of hours shows at *now* (UTC).

    `zone` is the machine's, `first_day` the weekday with which weeks begin (Monday 0), `twelve`
    her clock. `zones` are the IANA names to choose from, `regions` pairs of a code and a name
    for public holidays, `region` the chosen code. `trouble` is what is wrong with the hours,
    and its remedy. `proposed` are
    absences that her calendar shows, each with how many sessions still lie in it.
    """

    now: datetime
    zone: ZoneInfo
    channels: tuple[ChannelHours, ...] = (ChannelHours(Channel.MAIL),)
    first_day: int = 0
    twelve: bool = False
    zones: tuple[str, ...] = ()
    regions: tuple[tuple[str, str], ...] = ()
    region: str = ""
    trouble: str = ""
    proposed: tuple[tuple[Special, int], ...] = ()


def zone_of(hours: WeeklyHours, machine: ZoneInfo) -> ZoneInfo:
    """Return the zone of *hours*; that of the *machine* where theirs is not known."""
    return ZoneInfo(hours.zone) if hours.zone and is_zone(hours.zone) else machine


def shown_week(today: date, first_day: int) -> tuple[date, ...]:
    """Return the seven dates of the week of *today* that begins on weekday *first_day*."""
    first = today - (today.weekday() - first_day) % WEEKDAYS * DAY
    return tuple(first + n * DAY for n in range(WEEKDAYS))


def special_on(day: date, special: Sequence[Special]) -> Special | None:
    """Return what makes *day* special: the first of *special* that has it."""
    return next((each for each in special if each.first <= day <= each.last), None)


def answers(hours: WeeklyHours, now: datetime, machine: ZoneInfo) -> tuple[Answer, ...]:
    """Return who answers in the 48 hours from *now* (UTC), holidays already in *hours*.

    The last turn goes on to its real end, where there is one within a week of being open.
    """
    zone = zone_of(hours, machine)
    known = replace(hours, zone=zone.key)
    span = Span(now, now + AHEAD)
    found = [Answer(each, True) for each in open_windows(known, span, zone)]
    for closed in closed_windows(known, span, zone):
        end = closed.span.end
        if end == span.end and closed.next_open is not None:
            end = closed.next_open
        found.append(Answer(Span(closed.span.start, end), False))
    found.sort(key=lambda answer: answer.span)
    last = found[-1]
    if last.yours:
        longer = open_windows(known, Span(last.span.start, span.end + WEEKDAYS * DAY), zone)
        found[-1] = Answer(longer[0], True)
    return tuple(found)


def override_at(hours: WeeklyHours, now: datetime) -> Override | None:
    """Return what she said on the spot that holds at *now* (UTC), or else begins within a day.

    An hour more begins when the hours would have closed.
    """
    holding = [each for each in hours.overrides if each.span.contains(now)]
    coming = [each for each in hours.overrides if now < each.span.start <= now + DAY]
    return holding[-1] if holding else coming[-1] if coming else None


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

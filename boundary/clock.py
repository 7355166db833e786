"""Time: the only module that asks the machine for it.

Instants are aware datetimes in UTC; wall-clock time and zones appear only where a person
or a calendar speaks. Adding a timedelta to an aware datetime *in a zone* is wall-clock
arithmetic and wrong across a clock change, which is why `Span` refuses anything but UTC.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as wall_time
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of time [start, end), both UTC; an empty one is allowed."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        for instant in (self.start, self.end):
            if instant.utcoffset() != timedelta(0):
                raise ValueError("a span is made of UTC instants")
        if self.end < self.start:
            raise ValueError("a span ends before it starts")

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def contains(self, instant: datetime) -> bool:
        return self.start <= instant < self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share an instant; an empty span counts at its start."""
        if self.start == self.end:
            return other.start <= self.start < other.end or self == other
        if other.start == other.end:
            return other.overlaps(self)
        return self.start < other.end and other.start < self.end


class Clock(Protocol):
    """The present, as wall time and as a count of seconds that never jumps."""

    def now(self) -> datetime:
        """Return the present instant (UTC)."""
        ...

    def monotonic(self) -> float:
        """Return seconds since some start; for durations, never for calendar things."""
        ...

    def until(self, instant: datetime) -> timedelta:
        """Return how long the machine has to wait for *instant* (real time, not below 0)."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def until(self, instant: datetime) -> timedelta:
        return max(instant - self.now(), timedelta(0))


class ScaledClock:
    """A clock that runs *speed* times as fast from *start* on: the demo's, on the same engine."""

    def __init__(self, start: datetime, speed: float) -> None:
        if speed <= 0:
            raise ValueError("speed is above 0")
        self._start = start
        self._speed = speed
        self._began = time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        return (time.monotonic() - self._began) * self._speed

    def until(self, instant: datetime) -> timedelta:
        return max((instant - self.now()) / self._speed, timedelta(0))


def system_zone() -> ZoneInfo:
    """Return the machine's IANA zone, or UTC where it has none."""
    import tzlocal

    try:
        return tzlocal.get_localzone()
    except (LookupError, ValueError, OSError):
        return ZoneInfo("UTC")


def midnight(day: date, zone: tzinfo) -> datetime:
    """Return the instant (UTC) at which *day* begins in *zone*."""
    return datetime.combine(day, wall_time(), zone).astimezone(UTC)


def day_span(day: date, zone: tzinfo) -> Span:
    """Return the local *day* in *zone* as UTC instants: 23, 24 or 25 hours long."""
    return Span(midnight(day, zone), midnight(day + timedelta(days=1), zone))


def instant_text(instant: datetime) -> str:
    """Return *instant* as `YYYY-MM-DDTHH:MM:SSZ`, the one spelling used outside."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_instant(text: str) -> datetime:
    """Read `YYYY-MM-DDTHH:MM[:SS]` with `Z` or an offset; ValueError if it has neither."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"{text!r} has no zone: write it as 2026-12-01T14:50:00Z")
    return instant.astimezone(UTC)


def is_zone(name: str) -> bool:
    """Tell whether *name* is an IANA zone that this machine knows."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True

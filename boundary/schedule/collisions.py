"""Collisions that a clock change makes: two series in different zones that begin to overlap.

A series keeps the wall clock of its own zone. When clocks change there and not here, or here
and not there, it moves on her wall clock without anybody having moved it. A collision is told
only if the change made it: by the clocks of two and of four weeks before, the two would not
have met. (Two and four: it holds for weekly and fortnightly series, and the return of the
clocks after a gap between two zones' changes is not taken for news.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from boundary.clock import Span
from boundary.schedule.contact import TOUCHING
from boundary.schedule.sessions import CLIENT_WORK, Kind, Session

AHEAD = timedelta(days=7)
"""How far ahead it is looked: she hears of it in the week before."""

_BEFORE = (timedelta(days=14), timedelta(days=28))
_SCANNED = timedelta(days=1)
_NEEDS_HER = TOUCHING | {Kind.PERSONAL}


@dataclass(frozen=True, slots=True)
class Collision:
    """Two appointments (keys) that overlap in *span* because clocks changed.

    `changed` is when they do (UTC, to a minute), `hers` whether they are her own.
    """

    keys: tuple[str, str]
    span: Span
    changed: datetime
    hers: bool


def collisions(
    sessions: Iterable[Session], now: datetime, zone: tzinfo, *, ahead: timedelta = AHEAD
) -> tuple[Collision, ...]:
    """Return the collisions that clock changes make between *now* and *ahead* later, in order.

    *zone* is hers. At least one of two is client work; whole days never collide. A series
    without a known zone, or an appointment that was moved by hand, does not move by itself.
    """
    near = Span(now, now + ahead)
    chosen = sorted(
        (s for s in sessions if s.kind in _NEEDS_HER and not s.all_day and s.span.overlaps(near)),
        key=lambda s: (s.span, s.key),
    )
    return tuple(
        found
        for one, other in _overlapping(chosen)
        if CLIENT_WORK & {one.kind, other.kind} and (found := _made(one, other, zone))
    )


def _overlapping(chosen: list[Session]) -> Iterator[tuple[Session, Session]]:
    for place, one in enumerate(chosen):
        for other in chosen[place + 1 :]:
            if other.span.start >= one.span.end:
                break
            if one.span.overlaps(other.span):
                yield one, other


def _made(one: Session, other: Session, zone: tzinfo) -> Collision | None:
    """Return the collision of two that overlap, None if no clock change made it."""
    for before in _BEFORE:
        if _unmoved(one, before, zone).overlaps(_unmoved(other, before, zone)):
            return None
    shared = Span(max(one.span.start, other.span.start), min(one.span.end, other.span.end))
    first = _change(one, zone) or _change(other, zone)
    assert first is not None  # one of the two moved, or they would have met before
    changed, hers = first
    return Collision((one.key, other.key), shared, changed, hers)


def _unmoved(session: Session, before: timedelta, zone: tzinfo) -> Span:
    """Return where *session* would lie by the clocks of *before* its start."""
    home = _home(session)
    if home is None:
        return session.span
    start = session.span.start
    moved = _apart(home, zone, start - before) - _apart(home, zone, start)
    return Span(session.span.start - moved, session.span.end - moved)


def _change(session: Session, zone: tzinfo) -> tuple[datetime, bool] | None:
    """Return the last change within the two weeks before *session*, and whether it is hers."""
    home = _home(session)
    if home is None:
        return None
    start = session.span.start
    days = [start - _SCANNED * count for count in range(_BEFORE[0] // _SCANNED + 1)]
    for later, earlier in pairwise(days):
        if _apart(home, zone, later) != _apart(home, zone, earlier):
            hers = later.astimezone(zone).utcoffset() != earlier.astimezone(zone).utcoffset()
            return _moment_of_change(earlier, later, zone if hers else home), hers
    return None


def _moment_of_change(earlier: datetime, later: datetime, zone: tzinfo) -> datetime:
    """Return the instant in (earlier, later] at which the clocks of *zone* change, to a minute."""
    before = earlier.astimezone(zone).utcoffset()
    while later - earlier > timedelta(minutes=1):
        middle = earlier + (later - earlier) / 2
        if middle.astimezone(zone).utcoffset() == before:
            earlier = middle
        else:
            later = middle
    return later.astimezone(UTC).replace(second=0, microsecond=0)


def _apart(home: tzinfo, zone: tzinfo, at: datetime) -> timedelta:
    """Return by how much the clocks of *home* are ahead of those of *zone* at *at*."""
    here, there = at.astimezone(zone).utcoffset(), at.astimezone(home).utcoffset()
    assert here is not None
    assert there is not None
    return there - here


def _home(session: Session) -> ZoneInfo | None:
    """Return the zone whose wall clock *session* keeps, None where it does not repeat."""
    if not session.zone:
        return None
    try:
        return ZoneInfo(session.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None

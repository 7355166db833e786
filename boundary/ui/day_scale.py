"""Where things lie on the day's line: instants to pixels, and labels that do not touch.

The line runs along x, or along y in a narrow window; *along* is the direction of time,
*across* the other one, so that one description serves both forms. Logical pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF

from boundary.clock import Span

HOUR = timedelta(hours=1)
HOUR_PX = 72.0
DEPTH = 72.0
"""How far the blocks reach across the line."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The shown stretch, where it begins (*origin*, *top* of the blocks), how long an hour is."""

    shown: Span
    hour: float
    origin: float
    top: float
    vertical: bool = False

    @property
    def foot(self) -> float:
        return self.top + DEPTH

    @property
    def end(self) -> float:
        return self.along(self.shown.end)

    def along(self, at: datetime) -> float:
        """Return where *at* (UTC) lies in the direction of time; also outside what is shown."""
        return self.origin + (at - self.shown.start) / HOUR * self.hour

    def point(self, along: float, across: float) -> QPointF:
        return QPointF(across, along) if self.vertical else QPointF(along, across)

    def rect(self, start: float, end: float, near: float, far: float) -> QRectF:
        """Return the box from *start* to *end* along and *near* to *far* across."""
        return QRectF(self.point(start, near), self.point(end, far))

    def box(self, span: Span, inset: float = 0.0) -> QRectF:
        """Return the box of *span*, cut to what is shown, *inset* on both sides across."""
        start, end = self.ends(span)
        return self.rect(start, end, self.top + inset, self.foot - inset)

    def ends(self, span: Span) -> tuple[float, float]:
        """Return where *span* begins and ends, cut to what is shown."""
        low, high = self.origin, self.end
        return (
            min(max(self.along(span.start), low), high),
            min(max(self.along(span.end), low), high),
        )


def shown_for(needed: Span, day: Span, room: float) -> tuple[Span, float]:
    """Return what of *day* is shown in *room* pixels, and how long an hour is then.

    A short day is filled up with the hours after it, then with those before; a day longer than
    the room has shorter hours, so nothing has to be scrolled for.
    """
    fits = timedelta(hours=max(1, room / HOUR_PX))
    if needed.length > fits:
        return needed, room / (needed.length / HOUR)
    end = min(needed.start + fits, day.end)
    start = max(min(needed.start, end - fits), day.start)
    return Span(start, end), HOUR_PX


@dataclass(frozen=True, slots=True)
class Wish:
    """A label of *length* along the line that would stand in the middle of *low* to *high*."""

    low: float
    high: float
    length: float

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


def place(
    wishes: Sequence[Wish],
    taken: Iterable[tuple[float, float]],
    bounds: tuple[float, float],
    apart: float,
) -> list[float | None]:
    """Return where each label begins; None for one that finds no room beside its own stretch.

    Earlier wishes win. A label moves aside only as far as it still touches what it names.
    """
    blocked = [(low - apart, high + apart) for low, high in taken]
    placed: list[float | None] = []
    for wish in wishes:
        start = _free(wish, blocked, bounds)
        placed.append(start)
        if start is not None:
            blocked.append((start - apart, start + wish.length + apart))
    return placed


def _free(
    wish: Wish, blocked: Sequence[tuple[float, float]], bounds: tuple[float, float]
) -> float | None:
    """Return the free beginning nearest to the wished one, or None."""
    low, high = bounds
    wished = min(max(wish.middle - wish.length / 2, low), high - wish.length)
    ways = [wished, *(end for _, end in blocked), *(start - wish.length for start, _ in blocked)]
    free = [
        way
        for way in ways
        if low <= way <= high - wish.length
        and way <= wish.high
        and way + wish.length >= wish.low
        and not any(way < end and start < way + wish.length for start, end in blocked)
    ]
    return min(free, key=lambda way: abs(way - wished), default=None)

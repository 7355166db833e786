"""How long it takes to make a year of communication hours: `python -m benchmarks.hours`.

Closed windows alone, then the replies of all of them, for a plain week and for a crowded year
with holidays, absences, overrides and three windows a day. The aim is below 50 ms for each.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall
from functools import partial
from statistics import median
from zoneinfo import ZoneInfo

from boundary.clock import Span
from boundary.mail.choices import Words
from boundary.mail.words import replies_within
from boundary.schedule.hours import (
    Away,
    Override,
    Region,
    SpecialDay,
    WallSpan,
    WeeklyHours,
    closed_windows,
)
from boundary.schedule.hours_holidays import with_holidays

AIM = 50.0
"""Milliseconds."""
RUNS = 15

ZONE = ZoneInfo("America/New_York")
START = datetime(2026, 11, 22, tzinfo=UTC)
YEAR = Span(START, START + timedelta(days=365))
PLAIN = WeeklyHours("America/New_York")


def crowded() -> WeeklyHours:
    """Return hours with everything that hours can hold, a thousand exceptions among it."""
    windows = (
        WallSpan(wall(8), wall(11)),
        WallSpan(wall(13), wall(17)),
        WallSpan(wall(20), wall(1)),
    )
    days = tuple(
        SpecialDay(date(2027, 1, 1) + timedelta(days=3 * n), windows[:1]) for n in range(900)
    )
    away = tuple(Away(date(2027, month, 10), date(2027, month, 14)) for month in (2, 5, 8))
    overrides = tuple(
        Override(Span(START + timedelta(days=n), START + timedelta(days=n, hours=1)), n % 2 == 0)
        for n in range(100)
    )
    hours = replace(
        PLAIN, week=(windows,) * 7, exceptions=days, away=away, overrides=overrides,
        holidays=Region("US", "NY"),
    )  # fmt: skip
    return with_holidays(hours, YEAR)


def milliseconds(act: Callable[[], object]) -> float:
    """Return the median of several runs of *act*."""
    took = []
    for _ in range(RUNS):
        began = time.perf_counter()
        act()
        took.append((time.perf_counter() - began) * 1000)
    return median(took)


def main() -> None:
    """Print a line for each kind of year."""
    for name, hours in (("plain", PLAIN), ("crowded", crowded())):
        windows = closed_windows(hours, YEAR, ZONE)
        compiled = milliseconds(partial(closed_windows, hours, YEAR, ZONE))
        replied = milliseconds(partial(replies_within, hours, Words(), YEAR, ZONE))
        print(
            f"{name:8} {len(windows):4} windows: hours {compiled:5.1f} ms,"
            f" replies {replied:5.1f} ms (aim {AIM:.0f} ms)"
        )


if __name__ == "__main__":
    main()

"""A wall time as instants: the one place where communication hours meet a clock change.

Where the clock leaves a wall time out, the instant at which the gap ends stands for it. Where
one comes twice, there are two instants, and the caller says which it means.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

SECOND = timedelta(seconds=1)


def instants(wall: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the first and the second instant (UTC) at which a clock in *zone* says *wall*.

    They are the same on all but one or two days a year. For a wall time that the clock
    leaves out both are the end of the gap. PEP 495: in a gap, fold 0 counts with the offset
    before it, so the two come out in the wrong order with the end of the gap between.
    """
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first <= second:
        return first, second
    low, high = second.replace(microsecond=0), first.replace(microsecond=0)
    after = high.astimezone(zone).utcoffset()
    while high - low > SECOND:
        middle = low + (high - low) // SECOND // 2 * SECOND
        if middle.astimezone(zone).utcoffset() == after:
            high = middle
        else:
            low = middle
    return high, high

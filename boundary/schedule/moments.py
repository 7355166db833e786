"""Moments: the instants at which the day asks something of the program.

The same plan always has the same moments, under keys that stay when the day is planned
again; which of them are still to come is asked of `outstanding` alone, the one function of
the day's path that is told the present.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """From *at* on, *act* is due; once *until* is past nobody wants it any more (both UTC)."""

    key: str
    act: str
    at: datetime
    until: datetime


def outstanding(
    moments: Iterable[Moment], now: datetime, done: Collection[str]
) -> tuple[Moment, ...]:
    """Return the moments still to be acted on at *now* (UTC), the first one first.

    Out are those whose key is in *done* and those whose `until` lies before *now*; one whose
    `until` is this very instant still counts. A moment that is already due stays in, because
    a machine that slept must be able to catch up.
    """
    return tuple(
        sorted(
            (moment for moment in moments if moment.key not in done and now <= moment.until),
            key=lambda moment: (moment.at, moment.key),
        )
    )

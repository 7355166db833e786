"""The sample practice: a day around the present with a script of life, from data we ship.

It goes the way of any calendar, through occurrences and the rules of classification, so that
what she sees on the first start is the program and not a film of it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from boundary.calendars.occurrence import Occurrence
from boundary.clock import Span
from boundary.resources import resource
from boundary.schedule.sessions import Session, sessions_of
from boundary.simulation.script import Event

EVENING = timedelta(minutes=45)
"""How much of the day before its first and after its last session is part of the sample."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample's sessions, what happens in its life, in order, and the zone it is seen from."""

    zone: ZoneInfo
    sessions: tuple[Session, ...]
    life: tuple[Event, ...]


def sample_around(present: datetime, zone: ZoneInfo) -> Sample:
    """Lay the sample day around *present* (UTC), to the whole minute, as seen from *zone*.

    At night, when the day would lie across midnight, it is seen from where it is midday.
    """
    start = present.replace(second=0, microsecond=0)
    tables: dict[str, Any] = tomllib.loads(
        resource("sample", "day.toml").read_text(encoding="utf-8")
    )
    occurrences = [
        Occurrence(
            uid=f"sample-{number}",
            recurrence_id=None,
            span=Span(_after(start, entry["from"]), _after(start, entry["to"])),
            title=entry["title"],
        )
        for number, entry in enumerate(tables["event"])
    ]
    life = [Event(_after(start, entry["at"]), entry["event"]) for entry in tables["life"]]
    sessions = sessions_of(occurrences)
    first, last = sessions[0].span.start - EVENING, sessions[-1].span.end + EVENING
    if first.astimezone(zone).date() != last.astimezone(zone).date():
        zone = _where_it_is_midday(present)
    return Sample(zone, sessions, tuple(sorted(life, key=lambda event: event.at)))


def _where_it_is_midday(present: datetime) -> ZoneInfo:
    ahead = 12 - present.hour
    return ZoneInfo(f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT")


def _after(start: datetime, minutes: float) -> datetime:
    return start + timedelta(minutes=minutes)

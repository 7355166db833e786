"""The document of `boundary agenda`: what calendars say of a span, and what each item is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from boundary.calendars.ics import Reading
from boundary.calendars.occurrence import Occurrence
from boundary.calendars.source import read_each
from boundary.clock import Span, instant_text
from boundary.schedule.sessions import classify


def agenda(
    addresses: Sequence[str], span: Span, zone: ZoneInfo, *, titles: bool = False
) -> dict[str, Any]:
    """Return the agenda of *span* from the calendars at *addresses*, read in *zone*.

    Some of them failing, they stand in its problems; CalendarError, of the first, if all do.
    """
    read = read_each(addresses, span, zone)
    if addresses and len(read.failed) == len(addresses):
        raise read.failed[0]
    return document(read.reading, span, zone, titles=titles)


def document(
    reading: Reading, span: Span, zone: ZoneInfo, *, titles: bool = False
) -> dict[str, Any]:
    """Return *reading* as plain values for JSON; *titles* only where she asks for them.

    Instants are UTC. A calendar goes by its position: its address is a secret.
    """
    return {
        "from": instant_text(span.start),
        "to": instant_text(span.end),
        "zone": zone.key,
        "occurrences": [_item(one, titles) for one in reading.occurrences],
        "problems": [
            {"calendar": problem.calendar, "title": problem.title, "remedy": problem.remedy}
            for problem in reading.problems
        ],
    }


def _item(one: Occurrence, titles: bool) -> dict[str, Any]:
    kind, why = classify(one)
    mark = one.recurrence_id
    item = {
        "uid": one.uid,
        "recurrence_id": None if mark is None else instant_text(mark),
        "start": instant_text(one.span.start),
        "end": instant_text(one.span.end),
        "all_day": one.all_day,
        "cancelled": one.cancelled,
        "kind": kind.value,
        "why": why,
        "calendar": one.calendar,
    }
    return item | {"title": one.title} if titles else item

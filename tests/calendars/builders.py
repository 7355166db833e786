"""Builders of calendars: text as producers write it, a line at a time."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from boundary.calendars.ics import Reading, read_ics
from boundary.clock import Span, parse_instant

NEW_YORK = ZoneInfo("America/New_York")


def event(*lines: str, uid: str = "uid1") -> str:
    """Return a VEVENT of *lines*; 50 minutes on 2026-11-24 at 14:00 UTC if it has no start."""
    given = [*lines]
    if not any(text.startswith("DTSTART") for text in given):
        given += ["DTSTART:20261124T140000Z", "DTEND:20261124T145000Z"]
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *given, "END:VEVENT"])


def calendar(*events: str, head: tuple[str, ...] = ()) -> bytes:
    """Return a VCALENDAR of *events*, its own lines *head* before them."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *head, *events, "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def window(start: str = "2026-11-24T05:00:00Z", end: str = "2026-11-25T05:00:00Z") -> Span:
    """Return a span; the default is 2026-11-24 in New York."""
    return Span(parse_instant(start), parse_instant(end))


def read(data: bytes, span: Span | None = None) -> Reading:
    """Return what *data* says of *span* (the default `window()`) to a viewer in New York."""
    return read_ics(data, span or window(), NEW_YORK)


def starts(reading: Reading) -> list[str]:
    """Return when each occurrence starts, as `MM-DD HH:MM` in UTC."""
    return [one.span.start.strftime("%m-%d %H:%M") for one in reading.occurrences]

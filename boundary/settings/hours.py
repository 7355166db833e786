"""Communication hours in the settings document: those of mail, and of the other channels."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import TypeVar

from boundary.clock import Span, instant_text, is_zone
from boundary.documents import Fields, day, instant, perhaps, text, wall_time, yes_no
from boundary.language import tr
from boundary.schedule.hours import (
    Away,
    Override,
    Region,
    SpecialDay,
    WallSpan,
    WeeklyHours,
)
from boundary.schedule.hours_channels import Channel, Channels

T = TypeVar("T")

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MOST_EXCEPTIONS = 1000
"""Days unlike their weekday: decades of holidays."""

MOST_LISTED = 200
"""Absences, and overrides that she gave on the spot."""

LAST_YEAR = 9000

MIDNIGHT = time()

_COUNTRY = re.compile(r"[A-Z]{2}")
_SUBDIVISION = re.compile(r"[A-Za-z0-9-]{1,10}")


def read_hours(entries: Fields) -> WeeklyHours:
    """Read communication hours; what is wrong in them becomes a problem of the document."""
    zone = entries.read("zone", perhaps(zone_name), None)
    week = _week(entries.part("week")) if "week" in entries else WeeklyHours().week
    exceptions = _few(entries, "exceptions", MOST_EXCEPTIONS) and entries.each(
        "exceptions", _special_day
    )
    away = _few(entries, "away", MOST_LISTED) and entries.each("away", _away)
    overrides = _few(entries, "overrides", MOST_LISTED) and entries.each("overrides", _override)
    holidays = _optional(entries, "holidays", _region)
    reply_windows = entries.each("reply_windows", _window)
    entries.done()
    if exceptions and len({each.day for each in exceptions}) != len(exceptions):
        entries.wrong("exceptions", tr("each day once"))
        exceptions = ()
    return WeeklyHours(
        zone,
        week,
        exceptions or (),
        tuple(each for each in away or () if each is not None),
        tuple(each for each in overrides or () if each is not None),
        holidays,
        reply_windows or (),
    )


def read_channels(entries: Fields) -> Channels:
    """Read the hours of phone, portal and texts, each of which may be missing."""
    channels = Channels(
        phone=_optional(entries, Channel.PHONE.value, read_hours),
        portal=_optional(entries, Channel.PORTAL.value, read_hours),
        text=_optional(entries, Channel.TEXT.value, read_hours),
    )
    entries.done()
    return channels


def hours_document(hours: WeeklyHours) -> dict[str, object]:
    """Return *hours* as plain values, which `read_hours` reads."""
    region = hours.holidays
    return {
        "zone": hours.zone,
        "week": {
            name: _plain_windows(windows)
            for name, windows in zip(WEEKDAYS, hours.week, strict=True)
        },
        "exceptions": [
            {"day": each.day.isoformat(), "open": _plain_windows(each.spans), "why": each.why}
            for each in hours.exceptions
        ],
        "away": [
            {"first": each.first.isoformat(), "last": each.last.isoformat(), "why": each.why}
            for each in hours.away
        ],
        "overrides": [
            {
                "from": instant_text(each.span.start),
                "to": instant_text(each.span.end),
                "open": each.open,
            }
            for each in hours.overrides
        ],
        "holidays": region and {"country": region.country, "subdivision": region.subdivision},
        "reply_windows": _plain_windows(hours.reply_windows),
    }


def channels_document(channels: Channels) -> dict[str, object]:
    """Return *channels* as plain values, which `read_channels` reads."""
    each = {"phone": channels.phone, "portal": channels.portal, "text": channels.text}
    return {name: hours and hours_document(hours) for name, hours in each.items()}


def example_hours() -> WeeklyHours:
    """Return hours in which every field of the document is shown."""
    closed = SpecialDay(date(2020, 1, 1), why=tr("New Year"))
    short = SpecialDay(date(2020, 12, 24), (WallSpan(time(9), time(12)),))
    noon = instant("2020-06-02T12:00:00Z")
    later = instant("2020-06-02T13:00:00Z")
    return WeeklyHours(
        exceptions=(closed, short),
        away=(Away(date(2020, 7, 6), date(2020, 7, 17)),),
        overrides=(Override(Span(noon, later), open=True),),
        holidays=Region("US"),
        reply_windows=(WallSpan(time(12, 30), time(13)), WallSpan(time(16, 30), time(17))),
    )


def zone_name(value: object) -> str:
    """Read the name of a zone that this machine knows."""
    if not is_zone(text(value)):
        raise ValueError(tr("an IANA zone such as Europe/Berlin, or null"))
    return text(value)


def country(value: object) -> str:
    """Read a country as ISO 3166 writes it."""
    if not _COUNTRY.fullmatch(text(value)):
        raise ValueError(tr("a country of two letters such as US"))
    return text(value)


def _optional(entries: Fields, name: str, reader: Callable[[Fields], T]) -> T | None:
    """Read the object in the field *name*, or None where it is null or missing."""
    if name not in entries or entries.read(name, perhaps(_anything), None) is None:
        return None
    return reader(entries.part(name))


def _anything(value: object) -> object:
    return value


def _few(entries: Fields, name: str, most: int) -> bool:
    """Tell whether the list *name* is short enough to be read; one that isn't is a problem."""

    def read(value: object) -> bool:
        if isinstance(value, list) and len(value) > most:
            raise ValueError(tr("at most {most}; a long closure is one absence").format(most=most))
        return True

    return entries.read(name, read, name not in entries)


def _week(entries: Fields) -> tuple[tuple[WallSpan, ...], ...]:
    """Read all seven days: half a week would leave a reader guessing what the rest is."""
    for name in WEEKDAYS:
        if name not in entries:
            entries.wrong(name, tr("missing; [] is a closed day"))
    week = tuple(entries.each(name, _window) or () for name in WEEKDAYS)
    entries.done()
    return week


def _special_day(entry: Fields) -> SpecialDay:
    special = SpecialDay(
        entry.need("day", _near_day, date.min),
        entry.each("open", _window) or (),
        entry.read("why", text, ""),
    )
    entry.done()
    return special


def _away(entry: Fields) -> Away | None:
    first = entry.need("first", _near_day, date.min)
    last = entry.need("last", _near_day, date.max)
    why = entry.read("why", text, "")
    entry.done()
    if last < first:
        entry.wrong("last", tr("not before first"))
        return None
    return Away(first, last, why)


def _override(entry: Fields) -> Override | None:
    start = entry.need("from", _near_instant, None)
    end = entry.need("to", _near_instant, None)
    opened = entry.need("open", yes_no, False)
    entry.done()
    if start is None or end is None:
        return None
    try:
        return Override(Span(start, end), opened)
    except ValueError:
        entry.wrong("to", tr("after from; an opening lasts a day at most"))
        return None


def _near_day(value: object) -> date:
    """Read a date that days can be counted from: no calendar reaches the ends of time."""
    found = day(value)
    if not 1971 <= found.year <= LAST_YEAR:
        raise ValueError(tr("a date such as 2026-12-01"))
    return found


def _near_instant(value: object) -> datetime | None:
    found = instant(value)
    if not 1971 <= found.year <= LAST_YEAR:
        raise ValueError(tr("an instant such as 2026-12-01T14:50:00Z"))
    return found


def _region(entries: Fields) -> Region:
    region = Region(
        entries.need("country", country, "US"),
        entries.read("subdivision", perhaps(_subdivision), None),
    )
    entries.done()
    return region


def _subdivision(value: object) -> str:
    if not _SUBDIVISION.fullmatch(text(value)):
        raise ValueError(tr("a part of the country such as NY, or null"))
    return text(value)


def _window(entry: Fields) -> WallSpan:
    start = entry.need("from", wall_time, MIDNIGHT)
    end = entry.need("to", _closing, MIDNIGHT)
    entry.done()
    if start == end != MIDNIGHT:
        entry.wrong("to", tr("not the same as from; a whole day is 00:00 to 24:00"))
    return WallSpan(start, end)


def _closing(value: object) -> time:
    return MIDNIGHT if value == "24:00" else wall_time(value)


def _plain_windows(windows: tuple[WallSpan, ...]) -> list[dict[str, str]]:
    return [
        {
            "from": f"{window.start:%H:%M}",
            "to": "24:00" if window.end == MIDNIGHT else f"{window.end:%H:%M}",
        }
        for window in windows
    ]

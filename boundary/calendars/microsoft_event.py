"""One event of Microsoft Graph's calendar view, as an occurrence.

Whether an appointment is marked private is not asked: all are treated as private here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from boundary.calendars.ics.trouble import Tally, Trouble
from boundary.calendars.ics.zones import Zones, zone_name
from boundary.calendars.links import Field, find_link
from boundary.calendars.occurrence import Occurrence
from boundary.calendars.remote import Found, between, dict_of, list_of, text_of, whole_days

PROPERTIES = (
    "id",
    "iCalUId",
    "subject",
    "start",
    "end",
    "type",
    "originalStart",
    "originalStartTimeZone",
    "isAllDay",
    "isCancelled",
    "showAs",
    "responseStatus",
    "attendees",
    "location",
    "onlineMeeting",
    "onlineMeetingUrl",
)
"""What is asked for. Of those invited only the number is used."""

# A Global Object Id (MS-OXOCAL 2.2.1.27): its four bytes after the class are the day of the
# instance, and zero in the one of the series, which is what other calendars know as the UID.
_GOID = re.compile(r"(040000008200E00074C5B7101A82E008)[0-9A-F]{8}([0-9A-F]*)", re.IGNORECASE)


def read_event(item: Mapping[str, Any], zone: ZoneInfo, hosts: tuple[str, ...] = ()) -> Found:
    """Return what one event of the view says.

    A declined invitation does not take place. A whole day comes from midnight to midnight
    whatever the zone: its date is what counts.
    """
    all_day = item.get("isAllDay") is True
    recurs = item.get("type") in ("occurrence", "exception")
    try:
        start, end = _instant(item["start"]), _instant(item["end"])
        mark = _original(item, start) if recurs else None
        if all_day:
            span, trouble = whole_days(start.date(), end.date(), zone), None
            mark = whole_days(mark.date(), mark.date(), zone).start if mark else None
        else:
            span, trouble = between(start, end)
    except (KeyError, TypeError, ValueError, OverflowError):
        return Found(None, Trouble.UNREADABLE)
    answer = dict_of(item, "responseStatus").get("response")
    shown = item.get("showAs")
    people = [one for one in list_of(item, "attendees") if one.get("type") != "resource"]
    occurrence = Occurrence(
        uid=_GOID.sub(r"\g<1>00000000\g<2>", text_of(item, "iCalUId")) or text_of(item, "id"),
        recurrence_id=mark,
        span=span,
        all_day=all_day,
        cancelled=item.get("isCancelled") is True or answer == "declined",
        tentative=shown == "tentative" or answer == "tentativelyAccepted",
        transparent=shown == "free",
        title=text_of(item, "subject"),
        away=shown == "oof",
        link=find_link(_links(item), hosts),
        people=len(people),
        zone=_home(text_of(item, "originalStartTimeZone"), zone),
    )
    return Found(occurrence, trouble)


def _instant(value: Mapping[str, Any]) -> datetime:
    """Read a dateTimeTimeZone, which was asked for in UTC; ValueError for any other zone."""
    if value["timeZone"] != "UTC":
        raise ValueError("a time that is not in UTC")
    return datetime.fromisoformat(value["dateTime"]).replace(tzinfo=UTC)


def _original(item: Mapping[str, Any], start: datetime) -> datetime:
    """Return when an instance was meant to start; one that was not moved may not say so."""
    text = text_of(item, "originalStart")
    return datetime.fromisoformat(text).astimezone(UTC) if text else start


def _links(item: Mapping[str, Any]) -> list[Field]:
    return [
        Field(
            "X-MICROSOFT-SKYPETEAMSMEETINGURL", text_of(dict_of(item, "onlineMeeting"), "joinUrl")
        ),
        Field("X-MICROSOFT-ONLINEMEETINGEXTERNALLINK", text_of(item, "onlineMeetingUrl")),
        Field("LOCATION", text_of(dict_of(item, "location"), "displayName")),
        Field("LOCATION", text_of(dict_of(item, "location"), "locationUri")),
    ]


def _home(name: str, viewer: ZoneInfo) -> str:
    """Return the IANA name of the zone that Windows calls *name*, "" if nobody knows it."""
    tally = Tally()
    zone = Zones({}, viewer, tally).get(name)
    return "" if zone is None or tally.zones else zone_name(zone)

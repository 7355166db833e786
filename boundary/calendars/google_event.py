"""One event of Google's Calendar API, as an occurrence.

Asked for are the fields that are used: no names or addresses of guests, no attachments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from boundary.calendars.ics.trouble import Trouble
from boundary.calendars.links import Field, find_link
from boundary.calendars.occurrence import Occurrence
from boundary.calendars.remote import Found, between, dict_of, list_of, text_of, whole_days
from boundary.clock import Span, is_zone

TYPES = ("default", "focusTime", "fromGmail", "outOfOffice")
"""Where she works and whose birthday it is are no appointments."""

EVENT_FIELDS = (
    "id,status,eventType,summary,start,end,iCalUID,recurringEventId,originalStartTime,"
    "transparency,location,description,hangoutLink,attendees(self,resource,responseStatus),"
    "conferenceData/entryPoints(entryPointType,uri)"
)


def read_event(
    item: Mapping[str, Any], zone: ZoneInfo, home: str = "", hosts: tuple[str, ...] = ()
) -> Found:
    """Return what one event of the API says; *home* is the zone of its calendar.

    A declined invitation does not take place; focus time is her own, whatever its title. A
    time away stays what it is, beside its title.
    """
    try:
        start, end = _Moment.of(item["start"]), _Moment.of(item["end"])
        mark = _Moment.of(item["originalStartTime"]) if item.get("recurringEventId") else None
        span, trouble = _span(start, end, zone)
        recurrence = mark.instant(zone) if mark else None
    except (KeyError, TypeError, ValueError, OverflowError):
        return Found(None, Trouble.UNREADABLE)
    people = [one for one in list_of(item, "attendees") if not one.get("resource")]
    answer = next((one.get("responseStatus") for one in people if one.get("self")), None)
    kind = item.get("eventType")
    occurrence = Occurrence(
        uid=text_of(item, "iCalUID") or text_of(item, "id"),
        recurrence_id=recurrence,
        span=span,
        all_day=start.clock is None,
        cancelled=answer == "declined",
        tentative=item.get("status") == "tentative" or answer == "tentative",
        transparent=item.get("transparency") == "transparent" or kind == "focusTime",
        title=text_of(item, "summary"),
        away=kind == "outOfOffice",
        link=find_link(_links(item), hosts),
        people=len(people),
        zone=next((name for name in (start.zone, home) if name and is_zone(name)), ""),
    )
    return Found(occurrence, trouble)


@dataclass(frozen=True, slots=True)
class _Moment:
    """A start or end: a day, or with `clock` an instant."""

    day: date
    clock: datetime | None = None
    zone: str = ""

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> _Moment:
        """Read `{"date"}` or `{"dateTime"}`; KeyError, TypeError or ValueError for others."""
        if "date" in value:
            return cls(date.fromisoformat(value["date"]))
        clock = datetime.fromisoformat(value["dateTime"])
        if clock.tzinfo is None:
            raise ValueError("a time without an offset")
        return cls(clock.date(), clock.astimezone(UTC), text_of(value, "timeZone"))

    def instant(self, zone: ZoneInfo) -> datetime:
        return self.clock or whole_days(self.day, self.day, zone).start


def _span(start: _Moment, end: _Moment, zone: ZoneInfo) -> tuple[Span, Trouble | None]:
    if start.clock is None:
        return whole_days(start.day, end.day, zone), None
    return between(start.clock, end.instant(zone))


def _links(item: Mapping[str, Any]) -> list[Field]:
    return [
        *(
            Field("CONFERENCE", text_of(entry, "uri"), "VIDEO")
            for entry in list_of(dict_of(item, "conferenceData"), "entryPoints")
            if entry.get("entryPointType") == "video"
        ),
        Field("X-GOOGLE-CONFERENCE", text_of(item, "hangoutLink")),
        Field("LOCATION", text_of(item, "location")),
        Field("DESCRIPTION", text_of(item, "description")),
    ]

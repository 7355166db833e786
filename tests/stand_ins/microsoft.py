"""Microsoft Graph v1.0: calendarView, its delta and calendars, as its documentation has them.

Its known habits are here too: a whole day is midnight to midnight in any zone, fractions have
seven digits, and a delta leaves the occurrences of a series almost bare.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any
from urllib.parse import quote, urlencode

from tests.stand_ins.oauth import OAuth
from tests.stand_ins.service import Complaint, Request, Response, StandIn

PROPERTIES = {
    "allowNewTimeProposals", "attendees", "body", "bodyPreview", "categories", "changeKey",
    "createdDateTime", "end", "hasAttachments", "iCalUId", "id", "importance", "isAllDay",
    "isCancelled", "isOnlineMeeting", "isOrganizer", "isReminderOn", "lastModifiedDateTime",
    "location", "locations", "onlineMeeting", "onlineMeetingProvider", "onlineMeetingUrl",
    "organizer", "originalEndTimeZone", "originalStart", "originalStartTimeZone", "recurrence",
    "reminderMinutesBeforeStart", "responseRequested", "responseStatus", "sensitivity",
    "seriesMasterId", "showAs", "start", "subject", "type", "webLink",
}  # fmt: skip
_STUB = ("id", "type", "seriesMasterId", "start", "end")
_DELTA_PAGE = 50


@dataclass
class _Calendar:
    name: str
    events: dict[str, tuple[int, dict[str, Any] | None]] = field(default_factory=dict)


class Graph(StandIn):
    """A person's calendars; `page` is how many events come at once at most."""

    def __init__(self, oauth: OAuth, *, page: int = 1000) -> None:
        super().__init__()
        self.api = f"{self.root}/v1.0"
        self.page = page
        self._oauth = oauth
        self._calendars = {"": _Calendar("Calendar")}
        self._version = 0
        self._tokens: dict[str, tuple[int, datetime, datetime]] = {}
        self._pages: dict[str, list[dict[str, Any]]] = {}
        self._number = count(1)

    def add(self, id: str, name: str) -> None:
        """Give her the calendar *id* besides her own."""
        self._calendars[id] = _Calendar(name)

    def put(self, event: Mapping[str, Any], calendar: str = "") -> None:
        """Write *event*, over the one with its id."""
        unknown = set(event) - PROPERTIES
        assert not unknown, unknown
        self._version += 1
        self._calendars[calendar].events[event["id"]] = (self._version, dict(event))

    def remove(self, id: str, calendar: str = "") -> None:
        """Delete the event *id*."""
        self._version += 1
        self._calendars[calendar].events[id] = (self._version, None)

    def lose_tokens(self) -> None:
        """Remember no delta any more."""
        self._tokens.clear()

    def answer(self, request: Request) -> Response:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if request.method != "GET":
            raise Complaint("something was to be written")
        if token not in self._oauth.access:
            return _error(401, "InvalidAuthenticationToken")
        parts = request.parts[2:]
        if parts == ("calendars",):
            return self._list(request)
        id = ""
        if parts[0] == "calendars":
            id, parts = parts[1], parts[2:]
        calendar = self._calendars.get(id)
        if calendar is None:
            return _error(404, "ErrorItemNotFound")
        if 'outlook.timezone="UTC"' not in request.headers.get("prefer", ""):
            raise Complaint("times were not asked for in UTC")
        match parts:
            case ("calendarView",):
                return self._view(request, calendar)
            case "calendarView", "delta":
                return self._delta(request, calendar)
        raise Complaint(f"nothing at {request.path}")

    def _list(self, request: Request) -> Response:
        request.only({"$select", "$top", "$skip"})
        skip = int(request.query.get("$skip", ["0"])[0])
        found = [
            {"id": id or "AAA=", "name": one.name, "isDefaultCalendar": not id}
            for id, one in self._calendars.items()
        ]
        answer: dict[str, Any] = {"value": found[skip : skip + 1]}
        if found[skip + 1 :]:
            answer["@odata.nextLink"] = f"{self.api}/me/calendars?$skip={skip + 1}"
        return Response(200, answer)

    def _view(self, request: Request, calendar: _Calendar) -> Response:
        request.only({"startDateTime", "endDateTime", "$select", "$top", "$skip"})
        asked = set(request.one("$select").split(","))
        if asked - PROPERTIES:
            raise Complaint(f"no properties {asked - PROPERTIES}")
        top = int(request.one("$top"))
        if not 1 <= top <= 1000:
            raise Complaint("a page of no allowed size")
        events = self._within(calendar, *_bounds(request))
        skip = int(request.query.get("$skip", ["0"])[0])
        size = min(top, self.page)
        value = [
            {name: one[name] for name in asked | {"id"} if name in one}
            for one in events[skip : skip + size]
        ]
        answer: dict[str, Any] = {"value": value}
        if events[skip + size :]:
            query = {name: values[0] for name, values in request.query.items()}
            query["$skip"] = str(skip + size)
            answer["@odata.nextLink"] = f"{self.root}{_path(request)}?{urlencode(query)}"
        return Response(200, answer)

    def _delta(self, request: Request, calendar: _Calendar) -> Response:
        request.only({"startDateTime", "endDateTime", "$deltatoken", "$skiptoken"})
        if "$skiptoken" in request.query:
            mark = request.one("$skiptoken")
            return self._page(request, self._pages.pop(mark), self._tokens[mark][1:])
        if "$deltatoken" in request.query:
            known = self._tokens.get(request.one("$deltatoken"))
            if known is None:
                return _error(410, "SyncStateNotFound")
            since, *bounds = known
            value = [
                {"id": id, "@removed": {"reason": "deleted"}} if one is None else _bare(one)
                for id, (version, one) in calendar.events.items()
                if version > since
            ]
            return self._page(request, value, (bounds[0], bounds[1]))
        first, last = _bounds(request)
        value = [_bare(one) for one in self._within(calendar, first, last)]
        return self._page(request, value, (first, last))

    def _page(
        self, request: Request, value: list[dict[str, Any]], bounds: tuple[datetime, datetime]
    ) -> Response:
        wish = re.search(r"odata\.maxpagesize=(\d+)", request.headers["prefer"])
        size = min(int(wish[1]) if wish else _DELTA_PAGE, self.page)
        mark = f"mark-{next(self._number)}"
        self._tokens[mark] = (self._version, *bounds)
        answer: dict[str, Any] = {"value": value[:size]}
        if value[size:]:
            self._pages[mark] = value[size:]
            name, token = "@odata.nextLink", "$skiptoken"
        else:
            name, token = "@odata.deltaLink", "$deltatoken"
        answer[name] = f"{self.root}{_path(request)}?{token}={mark}"
        return Response(200, answer)

    def _within(self, calendar: _Calendar, first: datetime, last: datetime) -> list[dict[str, Any]]:
        return [
            one
            for _, one in calendar.events.values()
            if one is not None
            and _instant(one["start"]) < last
            and (_instant(one["end"]) > first or one["start"] == one["end"])
        ]


def _path(request: Request) -> str:
    return "".join(f"/{quote(part, safe='')}" for part in request.parts)


def _bounds(request: Request) -> tuple[datetime, datetime]:
    first, last = (
        datetime.fromisoformat(request.one(name)) for name in ("startDateTime", "endDateTime")
    )
    if first.tzinfo is None or last.tzinfo is None:
        raise Complaint("bounds without a zone")
    return first, last


def _instant(moment: Mapping[str, str]) -> datetime:
    try:
        return datetime.fromisoformat(moment["dateTime"]).replace(tzinfo=UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _bare(event: dict[str, Any]) -> dict[str, Any]:
    if event.get("type") != "occurrence":
        return event
    return {name: event[name] for name in _STUB if name in event}


def _error(status: int, code: str) -> Response:
    return Response(status, {"error": {"code": code, "message": "...", "innerError": {}}})

"""Google's Calendar API v3: events.list and calendarList.list, as its documentation has them.

Parameters, enumerations and field names are those of the public discovery document; expansion
is the test's own: what is put here are single events and instances.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from boundary.calendars.google import SCOPES
from tests.stand_ins.oauth import OAuth
from tests.stand_ins.service import Complaint, Request, Response, StandIn

_PARAMETERS = {
    "alwaysIncludeEmail", "eventTypes", "iCalUID", "maxAttendees", "maxResults", "orderBy",
    "pageToken", "privateExtendedProperty", "q", "sharedExtendedProperty", "showDeleted",
    "showHiddenInvitations", "singleEvents", "syncToken", "timeMax", "timeMin", "timeZone",
    "updatedMin", "fields",
}  # fmt: skip
_NOT_WITH_SYNC = {
    "iCalUID", "orderBy", "privateExtendedProperty", "q", "sharedExtendedProperty", "timeMin",
    "timeMax", "updatedMin",
}  # fmt: skip
_TYPES = {"birthday", "default", "focusTime", "fromGmail", "outOfOffice", "workingLocation"}

Schema = Mapping[str, Any]


def _plain(names: str) -> Schema:
    return {name: {} for name in names.split()}


_MOMENT: Schema = {"date": {}, "dateTime": {}, "timeZone": {}}
_PERSON: Schema = {"displayName": {}, "email": {}, "id": {}, "self": {}}
_EVENT: Schema = {
    **_plain(
        "anyoneCanAddSelf attachments attendeesOmitted colorId created description "
        "endTimeUnspecified etag eventType gadget hangoutLink htmlLink iCalUID id kind "
        "location locked recurrence recurringEventId reminders sequence source status "
        "summary transparency updated visibility"
    ),
    "attendees": {
        **_PERSON,
        "additionalGuests": {},
        "comment": {},
        "optional": {},
        "organizer": {},
        "resource": {},
        "responseStatus": {},
    },
    "creator": _PERSON,
    "organizer": _PERSON,
    "start": _MOMENT,
    "end": _MOMENT,
    "originalStartTime": _MOMENT,
    "conferenceData": {
        "conferenceId": {},
        "notes": {},
        "entryPoints": _plain("accessCode entryPointType label meetingCode passcode pin uri"),
    },
}
_EVENTS: Schema = {
    **_plain(
        "accessRole defaultReminders description etag kind nextPageToken nextSyncToken "
        "summary timeZone updated"
    ),
    "items": _EVENT,
}
_CALENDARS: Schema = {
    **_plain("etag kind nextPageToken nextSyncToken"),
    "items": _plain(
        "accessRole deleted description etag hidden id kind location primary selected "
        "summary summaryOverride timeZone"
    ),
}


@dataclass
class _Calendar:
    name: str
    zone: ZoneInfo
    events: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)


class Google(StandIn):
    """A person's calendars; `page` is how many events come at once."""

    def __init__(self, oauth: OAuth, *, zone: str = "America/New_York", page: int = 2500) -> None:
        super().__init__()
        self.api = f"{self.root}/calendar/v3"
        self.page = page
        self.gives_tokens = True
        self._oauth = oauth
        self._calendars = {"primary": _Calendar("therapist@example.org", ZoneInfo(zone))}
        self._version = 0
        self._tokens: dict[str, tuple[int, dict[str, list[str]]]] = {}
        self._pages: dict[str, tuple[list[dict[str, Any]], dict[str, list[str]]]] = {}
        self._number = count(1)

    def add(self, id: str, name: str) -> None:
        """Give her the calendar *id* besides her own."""
        self._calendars[id] = _Calendar(name, self._calendars["primary"].zone)

    def put(self, event: Mapping[str, Any], calendar: str = "primary") -> None:
        """Write *event*, over the one with its id."""
        self._version += 1
        self._calendars[calendar].events[event["id"]] = (self._version, dict(event))

    def remove(self, id: str, calendar: str = "primary") -> None:
        """Delete the event *id*."""
        self.put({"id": id, "status": "cancelled"}, calendar)

    def lose_tokens(self) -> None:
        """Remember no sync token any more."""
        self._tokens.clear()

    def answer(self, request: Request) -> Response:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if request.method != "GET":
            raise Complaint("something was to be written")
        if token not in self._oauth.access:
            return _error(401, "authError")
        granted = {scope for scopes in self._oauth.refresh.values() for scope in scopes.split()}
        match request.parts[2:]:
            case "users", "me", "calendarList":
                return self._list(request) if SCOPES[1] in granted else _small()
            case "calendars", id, "events":
                if SCOPES[0] not in granted:
                    return _small()
                calendar = self._calendars.get(id)
                return self._events(request, calendar) if calendar else _error(404, "notFound")
        raise Complaint(f"nothing at {request.path}")

    def _list(self, request: Request) -> Response:
        request.only({"maxResults", "minAccessRole", "pageToken", "showDeleted", "showHidden",
                      "syncToken", "fields"})  # fmt: skip
        items: list[dict[str, Any]] = [
            {"id": f"{id}@group.example.org", "summary": one.name, "accessRole": "reader"}
            for id, one in self._calendars.items()
        ]
        items[0] |= {"id": "therapist@example.org", "primary": True, "summaryOverride": "Practice"}
        half = "pageToken" in request.query
        answer = {"kind": "calendar#calendarList", "items": items[1:] if half else items[:1]}
        if not half and len(items) > 1:
            answer["nextPageToken"] = "second"
        return Response(200, _masked(answer, request.one("fields"), _CALENDARS))

    def _events(self, request: Request, calendar: _Calendar) -> Response:
        _check(request)
        query = {name: values for name, values in request.query.items() if name != "pageToken"}
        if "pageToken" in request.query:
            items, asked = self._pages.pop(request.one("pageToken"), ([], {}))
            if asked != query:
                raise Complaint("a page was asked for with other parameters")
        elif "syncToken" in query:
            known = self._tokens.get(request.one("syncToken"))
            if known is None:
                return _error(410, "fullSyncRequired")
            since, asked = known
            if asked != _lasting(query):
                raise Complaint("changes were asked for with other parameters")
            items = [one for version, one in calendar.events.values() if version > since]
        else:
            items = [
                one
                for _, one in calendar.events.values()
                if one.get("status") != "cancelled" and _within(one, query, calendar.zone)
            ]
        types = query.get("eventTypes", [])
        items = [one for one in items if not types or one.get("eventType", "default") in types]
        return Response(200, self._page(items, query, request.one("fields"), calendar))

    def _page(
        self,
        items: list[dict[str, Any]],
        query: dict[str, list[str]],
        mask: str,
        calendar: _Calendar,
    ) -> dict[str, Any]:
        size = min(self.page, int(query.get("maxResults", ["250"])[0]))
        answer: dict[str, Any] = {
            "kind": "calendar#events",
            "summary": calendar.name,
            "timeZone": calendar.zone.key,
            "accessRole": "reader",
            "items": items[:size],
        }
        mark = f"mark-{next(self._number)}"
        if items[size:]:
            self._pages[mark] = (items[size:], query)
            answer["nextPageToken"] = mark
        elif self.gives_tokens:
            self._tokens[mark] = (self._version, _lasting(query))
            answer["nextSyncToken"] = mark
        return _masked(answer, mask, _EVENTS)


def _check(request: Request) -> None:
    request.only(_PARAMETERS)
    query = request.query
    if "syncToken" in query and _NOT_WITH_SYNC & set(query):
        raise Complaint("parameters that a sync token does not go with")
    if request.one("singleEvents") != "true":
        raise Complaint("series were not to be expanded")
    if not 1 <= int(request.one("maxResults")) <= 2500:
        raise Complaint("a page of no allowed size")
    if not set(query.get("eventTypes", [])) <= _TYPES:
        raise Complaint("a type that nobody knows")
    for name in ("timeMin", "timeMax"):
        if name in query and datetime.fromisoformat(request.one(name)).tzinfo is None:
            raise Complaint(f"{name} has no offset")


def _lasting(query: dict[str, list[str]]) -> dict[str, list[str]]:
    once = _NOT_WITH_SYNC | {"syncToken"}
    return {name: values for name, values in query.items() if name not in once}


def _within(event: Mapping[str, Any], query: dict[str, list[str]], zone: ZoneInfo) -> bool:
    first = datetime.fromisoformat(query["timeMin"][0])
    last = datetime.fromisoformat(query["timeMax"][0])
    return _instant(event["start"], zone) < last and _instant(event["end"], zone) > first


def _instant(moment: Mapping[str, str], zone: ZoneInfo) -> datetime:
    if "date" in moment:
        return datetime.combine(date.fromisoformat(moment["date"]), time(), zone)
    try:
        return datetime.fromisoformat(moment["dateTime"]).astimezone(UTC)
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)


def _masked(answer: Mapping[str, Any], mask: str, schema: Schema) -> dict[str, Any]:
    tree, rest = _tree(mask, schema)
    if rest:
        raise Complaint("a field mask that can't be read")
    return {name: _pruned(answer[name], tree[name]) for name in tree if name in answer}


def _tree(mask: str, schema: Schema) -> tuple[dict[str, Any], str]:
    """Read `a,b/c,d(e,f)` up to a closing bracket or the end; complain of unknown names."""
    tree: dict[str, Any] = {}
    while True:
        end = next((at for at, sign in enumerate(mask) if sign in ",/()"), len(mask))
        name, mask = mask[:end], mask[end:]
        if name not in schema:
            raise Complaint(f"no field {name}")
        below: dict[str, Any] = {}
        if mask.startswith("("):
            below, mask = _tree(mask[1:], schema[name])
            mask = mask.removeprefix(")")
        elif mask.startswith("/"):
            end = next((at for at, sign in enumerate(mask) if sign in ",)("), len(mask))
            inner, mask = mask[1:end], mask[end:]
            if mask.startswith("("):
                deeper, mask = _tree(mask[1:], schema[name][inner])
                below, mask = {inner: deeper}, mask.removeprefix(")")
            else:
                below = {inner: {}}
        tree[name] = below
        if not mask.startswith(","):
            return tree, mask
        mask = mask[1:]


def _pruned(value: Any, tree: dict[str, Any]) -> Any:
    if not tree:
        return value
    if isinstance(value, list):
        return [_pruned(one, tree) for one in value]
    return {name: _pruned(value[name], tree[name]) for name in tree if name in value}


def _error(status: int, reason: str) -> Response:
    error = {"code": status, "message": "...", "errors": [{"domain": "global", "reason": reason}]}
    return Response(status, {"error": error})


def _small() -> Response:
    return _error(403, "insufficientPermissions")

"""Graph's mailboxSettings as its documentation has them, and a mailbox that is signed in.

Words of enumerations are in lower case; times are UTC or refused, and come back with seven
digits of a fraction; text comes back as a document of HTML; a schedule that is crossed or over is
no schedule; whoever was answered is answered again only after the reply was switched off.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from boundary.accounts import Account, Service
from boundary.clock import Clock
from boundary.mail.microsoft import SCOPES, GraphMailbox
from tests.accounts.builders import StillClock, signed_in
from tests.calendars.https_server import Asked
from tests.mail.api_host import ApiHost, Complaint, Given, body_of, closed, network, wrong
from tests.mail.contract import NOW, SECRET
from tests.stand_ins.oauth import OAuth

SETTINGS = "/v1.0/me/mailboxSettings"
PLACE = f"{SETTINGS}/automaticRepliesSetting"
BATCH = "/v1.0/$batch"

_TEXT = {"type": "string"}
_MOMENT = {**closed({"dateTime": _TEXT, "timeZone": _TEXT}), "required": ["dateTime", "timeZone"]}
_SETTING = closed(
    {
        "@odata.type": _TEXT,
        "status": {"enum": ["disabled", "alwaysEnabled", "scheduled"]},
        "externalAudience": {"enum": ["none", "contactsOnly", "all"]},
        "scheduledStartDateTime": _MOMENT,
        "scheduledEndDateTime": _MOMENT,
        "internalReplyMessage": _TEXT,
        "externalReplyMessage": _TEXT,
    }
)
_SETTINGS = closed(
    {
        "automaticRepliesSetting": _SETTING,
        "dateFormat": _TEXT,
        "timeFormat": _TEXT,
        "timeZone": _TEXT,
        "delegateMeetingMessageDeliveryOptions": _TEXT,
        "language": {"type": "object"},
        "workingHours": {"type": "object"},
    }
)
_REQUEST = {
    **closed(
        {
            "id": _TEXT,
            "method": {"enum": ["GET", "POST", "PATCH", "PUT", "DELETE"]},
            "url": {"type": "string", "pattern": "^/"},
            "headers": {"type": "object"},
            "body": {"type": "object"},
            "dependsOn": {"type": "array", "items": _TEXT},
        }
    ),
    "required": ["id", "method", "url"],
}
_BATCH = {
    **closed({"requests": {"type": "array", "items": _REQUEST, "maxItems": 20}}),
    "required": ["requests"],
}

_FIRST: Mapping[str, Any] = {
    "status": "disabled",
    "externalAudience": "all",
    "internalReplyMessage": "",
    "externalReplyMessage": "",
    "scheduledStartDateTime": {"dateTime": "2026-11-22T14:00:00.0000000", "timeZone": "UTC"},
    "scheduledEndDateTime": {"dateTime": "2026-11-23T14:00:00.0000000", "timeZone": "UTC"},
}


class Graph(ApiHost):
    """One person's mailbox settings.

    `inside` answers steps of a batch by their id; `answered` are those who got the reply.
    """

    def __init__(self, oauth: OAuth, clock: Clock) -> None:
        super().__init__()
        self.setting: dict[str, Any] = dict(_FIRST)
        self.inside: dict[str, Given] = {}
        self.answered: set[str] = set()
        self._oauth = oauth
        self._clock = clock

    def answer(self, asked: Asked) -> Given:
        token = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if token not in self._oauth.access:
            return error(401, "InvalidAuthenticationToken")
        scopes = {scope for one in self._oauth.refresh.values() for scope in one.split()}
        if SCOPES[0] not in scopes:
            return error(403, "ErrorAccessDenied")
        match asked.method, asked.path:
            case "GET", place if place == PLACE:
                context = "https://graph.microsoft.com/v1.0/$metadata#users(...)"
                return Given(200, {"@odata.context": context, **self.setting})
            case "PATCH", place if place == SETTINGS:
                return self._change(body_of(asked))
            case "POST", place if place == BATCH:
                return self._batch(asked)
        raise Complaint(f"nothing at {asked.method} {asked.path}", error(404, "ResourceNotFound"))

    def _batch(self, asked: Asked) -> Given:
        body = body_of(asked)
        if why := wrong(_BATCH, body):
            raise Complaint(why, error(400, "BadRequest"))
        done: dict[str, Given] = {}
        for one in body["requests"]:
            before = one.get("dependsOn", [])
            if any(name not in done or done[name].status >= 300 for name in before):
                done[one["id"]] = error(424, "FailedDependency")
                continue
            place = f"/v1.0{one['url']}"
            headers = {name.lower(): value for name, value in one.get("headers", {}).items()}
            headers["authorization"] = asked.headers["authorization"]
            sent = json.dumps(one.get("body")).encode()
            inner = replace(asked, method=one["method"], path=place, headers=headers, body=sent)
            given = self.inside.pop(one["id"], None)
            done[one["id"]] = given if given is not None else self.answer(inner)
        responses = [
            {"id": name, "status": one.status, "headers": dict(one.headers), "body": one.document}
            for name, one in done.items()
        ]
        return Given(200, {"responses": responses[::-1]})

    def _change(self, body: Any) -> Given:
        if why := wrong(_SETTINGS, body):
            raise Complaint(why, error(400, "RequestBodyRead"))
        new = {**self.setting, **body.get("automaticRepliesSetting", {})}
        for name in ("scheduledStartDateTime", "scheduledEndDateTime"):
            new[name] = {"dateTime": self._fraction(new[name]), "timeZone": "UTC"}
        if new["status"] == "scheduled":
            start, end = (
                datetime.fromisoformat(new[name]["dateTime"][:19]).replace(tzinfo=UTC)
                for name in ("scheduledStartDateTime", "scheduledEndDateTime")
            )
            if start >= end or end <= self._clock.now():
                raise self._unfit("a schedule that is crossed or over")
        for name in ("internalReplyMessage", "externalReplyMessage"):
            new[name] = _dressed(new[name])
        if new["status"] == "disabled":
            self.answered.clear()
        self.setting = new
        return Given(200, {"automaticRepliesSetting": new})

    def _fraction(self, moment: Mapping[str, str]) -> str:
        if moment["timeZone"] != "UTC":
            raise self._unfit("a zone other than UTC")
        text = moment["dateTime"]
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?", text):
            raise self._unfit("a time that can't be read")
        whole, _, digits = text.partition(".")
        return f"{whole}.{digits:0<7}"

    def _unfit(self, why: str) -> Complaint:
        return Complaint(why, error(400, "ErrorInvalidScheduledOofDuration"))


def _dressed(text: str) -> str:
    """Return *text* as Exchange gives it back: its own head, its own line ends."""
    found = re.search(r"<body[^>]*>(.*)</body>", text, re.DOTALL)
    inner = (found[1] if found else text).replace("\r\n", "\n").strip().replace("\n", "\r\n")
    if not inner:
        return ""
    head = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
    return f"<html>\r\n<head>\r\n{head}\r\n</head>\r\n<body>\r\n{inner}\r\n</body>\r\n</html>\r\n"


def error(status: int, code: str, **headers: str) -> Given:
    """Return a refusal as Graph writes it."""
    return Given(status, {"error": {"code": code, "message": "..."}}, headers)


class World:
    """A mailbox at Microsoft, and who is signed in to it."""

    owner = "this-computer"

    def __init__(self, oauth: OAuth, graph: Graph, clock: StillClock) -> None:
        self.oauth, self.graph, self.clock = oauth, graph, clock
        self.account: Account = signed_in(oauth, SCOPES, clock, transport=network())
        self.mailbox = GraphMailbox(self.account, clock, root=f"{graph.root}/v1.0")

    def set_own(self) -> None:
        self.graph.setting |= {
            "status": "alwaysEnabled",
            "externalAudience": "contactsOnly",
            "internalReplyMessage": _dressed(f"<div>Back in June. {SECRET}</div>"),
            "externalReplyMessage": _dressed(f"<div>Away. {SECRET}</div>"),
        }

    @property
    def host(self) -> ApiHost:
        return self.graph

    def refusal(self, status: int, **headers: str) -> Given:
        return error(status, "Word", **headers)

    def switch_off(self) -> None:
        self.graph.setting["status"] = "disabled"

    def state(self) -> object:
        return dict(self.graph.setting)

    def lose(self) -> None:
        self.graph.lost = Given(502, b"<html>Bad gateway</html>")

    def find(self) -> None:
        self.graph.lost = None


@contextmanager
def graph_world() -> Iterator[World]:
    """Yield a world in which she has just signed in."""
    clock = StillClock(NOW)
    with OAuth(Service.MICROSOFT, rotates=True) as oauth, Graph(oauth, clock).serving() as graph:
        yield World(oauth, graph, clock)

"""A JMAP server (RFC 8620, 8621 section 8, 9661) with the habits of those that were met.

Its session is behind a redirect. Switching the reply on switches the active script off, and
switching it off brings none back. `cyrus`: every change needs `isEnabled`; a double quote in the
subject is a fault of the server's; its session names a place, not an address. `tells_scripts`:
scripts can be seen. `strict`: it refuses to switch the reply on over an active script.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from boundary.clock import Clock
from boundary.mail.jmap import JmapMailbox
from boundary.mail.jmap_door import CORE, SIEVE, VACATION, Login
from tests.accounts.builders import StillClock
from tests.calendars.https_server import Asked
from tests.mail.api_host import ApiHost, Complaint, Given, body_of, closed, network, wrong
from tests.mail.contract import NOW, SECRET

ACCOUNT = "u1f5"
TOKEN = "fmu1-token"
USER, PASSWORD = "anna@practice.example", "a password: with a colon"

_DATE = {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d*[1-9])?Z$"}
_TEXT = {"type": ["string", "null"]}
_VACATION = closed(
    {
        "isEnabled": {"type": "boolean"},
        "fromDate": _DATE,
        "toDate": _DATE,
        "subject": _TEXT,
        "textBody": _TEXT,
        "htmlBody": _TEXT,
    }
)
_REQUEST = {
    **closed(
        {
            "using": {"type": "array", "items": {"type": "string"}},
            "methodCalls": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "array",
                    "prefixItems": [{"type": "string"}, {"type": "object"}, {"type": "string"}],
                    "minItems": 3,
                    "maxItems": 3,
                },
            },
            "createdIds": {"type": "object"},
        }
    ),
    "required": ["using", "methodCalls"],
}
_ID = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,255}$"}
_IDS = {"type": ["array", "null"], "items": _ID}
_NAMES = {"type": ["array", "null"], "items": {"type": "string"}}
_FETCH = closed({"accountId": _ID, "ids": _IDS, "properties": _NAMES})
_CHANGE: Mapping[str, Any] = {
    "accountId": _ID,
    "ifInState": _TEXT,
    "create": {"type": ["object", "null"]},
    "update": {"type": ["object", "null"]},
    "destroy": _IDS,
}
_ARGUMENTS = {
    "VacationResponse/get": (VACATION, _FETCH),
    "VacationResponse/set": (VACATION, closed(_CHANGE)),
    "SieveScript/get": (SIEVE[0], _FETCH),
    "SieveScript/set": (
        SIEVE[0],
        closed(
            {
                **_CHANGE,
                "onSuccessActivateScript": {"type": ["string", "null"]},
                "onSuccessDeactivateScript": {"type": ["boolean", "null"]},
            }
        ),
    ),
}
_FIRST: Mapping[str, Any] = {
    "isEnabled": False,
    "fromDate": None,
    "toDate": None,
    "subject": None,
    "textBody": None,
    "htmlBody": None,
}


class Jmap(ApiHost):
    """One person's reply, and which of her scripts is active ("": none)."""

    def __init__(self, *, cyrus: bool = False, tells_scripts: bool = True) -> None:
        super().__init__()
        self.reply: dict[str, Any] = dict(_FIRST)
        self.active = ""
        self.strict = False
        self.serves_replies = True
        self.api = "/jmap/" if cyrus else ""
        self.version = 1
        self.before_next_change = False
        """Whether somebody else changes the reply between the next look and the next change."""
        self._cyrus = cyrus
        self._sieve = (SIEVE[1] if cyrus else SIEVE[0]) if tells_scripts else ""

    def change(self, **properties: Any) -> None:
        """Let her change the reply by another program."""
        self.reply |= properties
        self.version += 1

    def answer(self, asked: Asked) -> Given:
        basic = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if asked.headers.get("authorization") not in (f"Bearer {TOKEN}", f"Basic {basic}"):
            return Given(401)
        match asked.method, asked.path:
            case "GET", "/.well-known/jmap":
                return Given(301, b"", {"location": "/jmap/session"})
            case "GET", "/jmap/session":
                return Given(200, self._session())
            case "POST", "/jmap/":
                return self._calls(body_of(asked))
        raise Complaint(f"nothing at {asked.method} {asked.path}", Given(404))

    def _session(self) -> dict[str, Any]:
        known = [CORE, *([VACATION] if self.serves_replies else []), self._sieve]
        return {
            "capabilities": {name: {} for name in known if name},
            "accounts": {ACCOUNT: {"name": USER, "isPersonal": True, "isReadOnly": False}},
            "primaryAccounts": {name: ACCOUNT for name in known if name},
            "username": USER,
            "apiUrl": self.api or f"{self.root}/jmap/",
            "state": "s1",
        }

    def _calls(self, body: Any) -> Given:
        if why := wrong(_REQUEST, body):
            kind = "urn:ietf:params:jmap:error:notRequest"
            raise Complaint(why, Given(400, {"type": kind, "status": 400}))
        responses = [
            self._call(name, arguments, mark, body["using"])
            for name, arguments, mark in body["methodCalls"]
        ]
        return Given(200, {"methodResponses": responses, "sessionState": "s1"})

    def _call(self, name: str, given: dict[str, Any], mark: str, using: list[str]) -> list[Any]:
        capability, schema = _ARGUMENTS.get(name, ("", {}))
        if capability == SIEVE[0]:
            capability = self._sieve
        if not capability or capability not in using or CORE not in using:
            self.complaints.append(f"{name} without its capability")
            return ["error", {"type": "unknownMethod"}, mark]
        if why := wrong(schema, given):
            self.complaints.append(why)
            return ["error", {"type": "invalidArguments"}, mark]
        if given["accountId"] != ACCOUNT:
            return ["error", {"type": "accountNotFound"}, mark]
        kind, _, what = name.partition("/")
        if kind == "SieveScript":
            answer = self._scripts(given) if what == "get" else self._activate(given)
        elif what == "get":
            singleton = {"id": "singleton", **self.reply}
            if self._cyrus and singleton["textBody"]:
                singleton["textBody"] = singleton["textBody"].replace("\n", "\r\n")
            answer = {"state": str(self.version), "list": [singleton], "notFound": []}
        else:
            if self.before_next_change:
                self.before_next_change = False
                self.change(subject="Hers")
            if given.get("ifInState") not in (None, str(self.version)):
                return ["error", {"type": "stateMismatch"}, mark]
            answer = self._change(given.get("update") or {})
        return [name, {"accountId": ACCOUNT, **answer}, mark]

    def _change(self, update: Mapping[str, Any]) -> dict[str, Any]:
        old = str(self.version)
        refused = {id: kind for id, new in update.items() if (kind := self._fault(id, new))}
        for new in (new for id, new in update.items() if id not in refused):
            if not self.reply["isEnabled"] and new.get("isEnabled"):
                self.active = "vacation"
            elif new.get("isEnabled") is False and self.active == "vacation":
                self.active = ""
            self.change(**new)
        return {
            "oldState": old,
            "newState": str(self.version),
            "updated": {id: None for id in update if id not in refused} or None,
            "notUpdated": {id: {"type": kind} for id, kind in refused.items()} or None,
        }

    def _fault(self, id: str, new: Any) -> str:
        why = wrong(_VACATION, new) or ("" if id == "singleton" else "not the singleton")
        if not why and self._cyrus and "isEnabled" not in new:
            why = "no isEnabled"
        if why:
            self.complaints.append(why)
            return "invalidProperties"
        if self._cyrus and '"' in (new.get("subject") or ""):
            return "serverError"
        if self._cyrus and any(line == "." for line in (new.get("textBody") or "").split("\n")):
            return "serverError"
        hers = self.active not in ("", "vacation")
        return "forbidden" if self.strict and hers and new["isEnabled"] else ""

    def _scripts(self, given: Mapping[str, Any]) -> dict[str, Any]:
        properties = given.get("properties") or ["id", "name", "blobId", "isActive"]
        scripts = [
            {"id": f"id-{name}", "name": name, "blobId": "b", "isActive": name == self.active}
            for name in ("filters", "vacation")
        ]
        found = [{name: one[name] for name in properties} for one in scripts]
        return {"state": "1", "list": found, "notFound": []}

    def _activate(self, given: Mapping[str, Any]) -> dict[str, Any]:
        if id := given.get("onSuccessActivateScript"):
            self.active = id.removeprefix("id-")
        return {"oldState": "1", "newState": "2", "updated": None}


class World:
    """A mailbox at a JMAP server, and who is signed in to it."""

    owner = "this-computer"

    def __init__(self, jmap: Jmap, clock: Clock) -> None:
        self.jmap = jmap
        self._clock = clock
        self.login = Login(TOKEN)
        self.mailbox = self.open()

    def open(self, *, over_filters: bool = False) -> JmapMailbox:
        return JmapMailbox(
            f"{self.jmap.root}/.well-known/jmap",
            lambda: self.login,
            self._clock,
            over_filters=over_filters,
            transport=network(),
        )

    def set_own(self) -> None:
        html = f"<html><body><p>Back in June. {SECRET}</p></body></html>"
        self.jmap.change(isEnabled=True, subject="Away", htmlBody=html)

    def state(self) -> object:
        return json.loads(json.dumps([self.jmap.reply, self.jmap.active]))

    def lose(self) -> None:
        self.jmap.lost = Given(502, b"<html>Bad gateway</html>")

    def find(self) -> None:
        self.jmap.lost = None


@contextmanager
def jmap_world(*, cyrus: bool = False, tells_scripts: bool = True) -> Iterator[World]:
    """Yield a world in which she has just given a token."""
    with Jmap(cyrus=cyrus, tells_scripts=tells_scripts).serving() as jmap:
        yield World(jmap, StillClock(NOW))

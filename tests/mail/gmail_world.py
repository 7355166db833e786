"""Gmail's vacation setting as its discovery document has it, and a mailbox that is signed in.

PUT replaces the whole object; numbers of 64 bits travel as digits; a start lies before its end;
of two bodies HTML wins, and is cleaned.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import googleapiclient  # type: ignore[import-untyped]

from boundary.accounts import Account, Service
from boundary.mail.gmail import SCOPES, GmailMailbox
from tests.accounts.builders import StillClock, signed_in
from tests.calendars.https_server import Asked
from tests.mail.api_host import ApiHost, Complaint, Given, body_of, closed, network, wrong
from tests.mail.contract import NOW, SECRET
from tests.stand_ins.oauth import OAuth

PLACE = "/gmail/v1/users/me/settings/vacation"

_DOCUMENT = "discovery_cache/documents/gmail.v1.json"
_NOTHING: Mapping[str, Any] = {"enableAutoReply": False}


@cache
def schema() -> dict[str, Any]:
    """Return what a VacationSettings is, by the vendor's own document."""
    path = Path(googleapiclient.__file__).parent / _DOCUMENT
    found = json.loads(path.read_text(encoding="utf-8"))["schemas"]["VacationSettings"]
    return closed({name: _kind(one) for name, one in found["properties"].items()})


def _kind(given: Mapping[str, str]) -> dict[str, str]:
    digits = {"pattern": "^[0-9]+$"} if given.get("format") == "int64" else {}
    return {"type": given["type"], **digits}


class Gmail(ApiHost):
    """One person's vacation setting."""

    def __init__(self, oauth: OAuth) -> None:
        super().__init__()
        self.setting: dict[str, Any] = dict(_NOTHING)
        self._oauth = oauth

    def answer(self, asked: Asked) -> Given:
        token = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if token not in self._oauth.access:
            return error(401, "UNAUTHENTICATED", "authError")
        scopes = {scope for one in self._oauth.refresh.values() for scope in one.split()}
        if SCOPES[0] not in scopes:
            return error(403, "PERMISSION_DENIED", "insufficientPermissions")
        # `alt=json` is what every Google API knows.
        match asked.method, asked.path.removesuffix("?alt=json"):
            case "GET", place if place == PLACE:
                return Given(200, self.setting)
            case "PUT", place if place == PLACE:
                self.setting = _stored(body_of(asked))
                return Given(200, self.setting)
        raise Complaint(f"nothing at {asked.method} {asked.path}", error(404, "NOT_FOUND"))


def _stored(body: Any) -> dict[str, Any]:
    if why := wrong(schema(), body):
        raise _refused(why)
    if "startTime" in body and "endTime" in body:  # noqa: SIM102 -- two rules
        if int(body["startTime"]) >= int(body["endTime"]):
            raise _refused("it ends before it starts")
    said = ("responseSubject", "responseBodyPlainText", "responseBodyHtml")
    if body.get("enableAutoReply") and not any(body.get(name) for name in said):
        raise _refused("it says nothing")
    stored = {"enableAutoReply": False} | {name: one for name, one in body.items() if one}
    if "responseBodyHtml" in stored:
        stored.pop("responseBodyPlainText", None)
        stored["responseBodyHtml"] = re.sub(
            r"<script.*?</script>", "", stored["responseBodyHtml"], flags=re.DOTALL
        )
    return stored


def _refused(why: str) -> Complaint:
    return Complaint(why, error(400, "INVALID_ARGUMENT", "invalidArgument"))


def error(status: int, word: str, reason: str = "", **headers: str) -> Given:
    """Return a refusal as Google writes it."""
    reasons = [{"domain": "global", "reason": reason}] if reason else []
    document = {"error": {"code": status, "message": "...", "errors": reasons, "status": word}}
    return Given(status, document, headers)


class World:
    """A mailbox at Gmail, and who is signed in to it."""

    owner = "this-computer"

    def __init__(self, oauth: OAuth, gmail: Gmail) -> None:
        self.oauth, self.gmail = oauth, gmail
        self.clock = StillClock(NOW)
        self.account: Account = signed_in(oauth, SCOPES, self.clock, transport=network())
        self.mailbox = GmailMailbox(self.account, self.clock, root=f"{gmail.root}/gmail/v1")

    def set_own(self) -> None:
        self.gmail.setting = {
            "enableAutoReply": True,
            "responseSubject": "Away",
            "responseBodyHtml": f"<div dir='ltr'>Back in June.<br>{SECRET}</div>",
            "restrictToContacts": True,
            "startTime": "1795000000000",
        }

    @property
    def host(self) -> ApiHost:
        return self.gmail

    def refusal(self, status: int, **headers: str) -> Given:
        return error(status, "WORD", **headers)

    def switch_off(self) -> None:
        self.gmail.setting["enableAutoReply"] = False

    def state(self) -> object:
        return dict(self.gmail.setting)

    def lose(self) -> None:
        self.gmail.lost = Given(502, b"<html>Bad gateway</html>")

    def find(self) -> None:
        self.gmail.lost = None


@contextmanager
def gmail_world() -> Iterator[World]:
    """Yield a world in which she has just signed in."""
    with OAuth(Service.GOOGLE) as oauth, Gmail(oauth).serving() as gmail:
        yield World(oauth, gmail)

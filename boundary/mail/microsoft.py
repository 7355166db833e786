"""The automatic reply of a Microsoft mailbox, through Graph (mailboxSettings).

One text with one window, and no subject of its own: "Automatic reply:" and the sender's subject.
Exchange answers each sender once until the reply is switched off, so a new window needs it off
and on again. Both travel in one request (JSON batching, the second depending on the first): no
death of ours can come between them, and hers is never left half gone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from boundary.accounts.account import Account
from boundary.accounts.door import Door
from boundary.accounts.wire import Answer
from boundary.clock import Clock
from boundary.mail.html_text import html_of, lines_of_html
from boundary.mail.mailbox import Found, Limits, Observed, Proof, Route
from boundary.mail.one_window import (
    as_mail_errors,
    fingerprint,
    instant_of,
    kept,
    moment,
    only_reply,
    span_of,
    text_of,
    unkept,
)
from boundary.mail.reply import Reply, Wanted

ROOT = "https://graph.microsoft.com/v1.0"

SCOPES = ("https://graph.microsoft.com/MailboxSettings.ReadWrite", "offline_access")
"""Settings of the mailbox, not its messages; and to go on without signing in each hour."""

SETTINGS = "me/mailboxSettings"
PLACE = f"{SETTINGS}/automaticRepliesSetting"
BATCH = "$batch"

_FIELDS = (
    "status",
    "externalAudience",
    "scheduledStartDateTime",
    "scheduledEndDateTime",
    "internalReplyMessage",
    "externalReplyMessage",
)
_DISABLED = {"status": "disabled"}
_EMPTY = {**_DISABLED, "internalReplyMessage": "", "externalReplyMessage": ""}

Setting = Mapping[str, Any]


class GraphMailbox:
    """The mailbox of *account*, signed in with SCOPES."""

    def __init__(self, account: Account, clock: Clock, *, root: str = ROOT) -> None:
        self._door = Door(account, root, clock)
        self._clock = clock

    @property
    def limits(self) -> Limits:
        """One window, once a sender in it; the sender's subject is echoed."""
        return Limits(Route.MICROSOFT, "Microsoft", 1, None, Proof.TEXT, echoes=True)

    def read(self) -> Observed:
        """Return what Exchange holds; `during` where it is scheduled in UTC."""
        with as_mail_errors():
            answer = self._door.ask("GET", PLACE)
            raw = self._door.document(answer)
        if _is_off(raw):
            return Observed(Found.NOTHING, original=kept(raw), server_now=answer.sent_at)
        during = None
        if raw.get("status") == "scheduled":
            during = span_of(_instant(raw, "Start"), _instant(raw, "End"))
        return Observed(
            Found.SET, _mark(raw), original=kept(raw), during=during, server_now=answer.sent_at
        )

    def mark(self, wanted: Wanted) -> str:
        """Return the mark of *wanted*: its words and its times, to the second."""
        reply = only_reply(wanted)
        return "" if reply is None else _mark(settings_of(reply))

    def write(self, wanted: Wanted) -> None:
        """Put *wanted* in place of what is there; with nothing wanted, switch it off."""
        reply = only_reply(wanted)
        if reply is None:
            self.restore(b"")
            return
        with as_mail_errors():
            self._put(settings_of(reply), self._door.get(PLACE))

    def restore(self, original: bytes) -> None:
        """Put *original* back as it was read; b"" switches off what is on."""
        with as_mail_errors():
            now = self._door.get(PLACE)
            if original:
                self._put(self._again(unkept(original)), now)
            elif not _is_off(now):
                self._change(_EMPTY)

    def _put(self, new: Setting, now: Setting) -> None:
        """Bring *new* about where *now* is; whoever was answered is answered again."""
        if _is_off(now) or _is_off(new):
            self._change(new)
            return
        if _mark(now) == _mark(new):
            # Off and on for nothing would answer everybody once more.
            return
        steps = {"off": _step(_DISABLED), "on": {**_step(new), "dependsOn": ["off"]}}
        requests = [{"id": name, **step} for name, step in steps.items()]
        answered = self._door.ask("POST", BATCH, document={"requests": requests})
        answers = _answers(self._door.document(answered))
        if not steps.keys() <= answers.keys():
            raise self._door.nonsense()
        if not _went_well(answers["off"]):
            raise self._door.refusal(answers["off"])
        if not _went_well(answers["on"]):
            # It is off, and was not to be: as it was before, then.
            self._change(self._again(now))
            raise self._door.refusal(answers["on"])

    def _change(self, setting: Setting) -> None:
        self._door.ask("PATCH", SETTINGS, document={"automaticRepliesSetting": setting})

    def _again(self, raw: Setting) -> dict[str, Any]:
        """Return *raw* as it can be set; a schedule that is over is refused, and answers none."""
        setting = {name: raw[name] for name in _FIELDS if name in raw}
        end = _instant(raw, "End")
        if setting.get("status") == "scheduled" and end is not None and end <= self._clock.now():
            setting["status"] = "disabled"
        return setting


def settings_of(reply: Reply) -> dict[str, Any]:
    """Return *reply* as Graph takes it: for everyone, HTML, times in UTC (else it refuses)."""
    text = html_of(reply.body)
    return {
        "status": "scheduled",
        "externalAudience": "all",
        "scheduledStartDateTime": _moment(reply.during.start),
        "scheduledEndDateTime": _moment(reply.during.end),
        "internalReplyMessage": text,
        "externalReplyMessage": text,
    }


def _step(setting: Setting) -> dict[str, Any]:
    return {
        "method": "PATCH",
        "url": f"/{SETTINGS}",
        "headers": {"Content-Type": "application/json"},
        "body": {"automaticRepliesSetting": setting},
    }


def _answers(found: Mapping[str, Any]) -> dict[str, Answer]:
    """Return the answers within a batch's, by their id: they come in any order."""
    answers = {}
    responses = found.get("responses")
    for one in responses if isinstance(responses, list) else ():
        match one:
            case {"id": str(name), "status": int(status)}:
                headers = one.get("headers") or {}
                low = {str(key).lower(): str(value) for key, value in headers.items()}
                answers[name] = Answer(status, low, json.dumps(one.get("body")).encode())
    return answers


def _went_well(answer: Answer) -> bool:
    return 200 <= answer.status < 300


def _is_off(raw: Setting) -> bool:
    return raw.get("status") not in ("scheduled", "alwaysEnabled")


def _mark(raw: Setting) -> str:
    outside = lines_of_html(text_of(raw, "externalReplyMessage"))
    inside = lines_of_html(text_of(raw, "internalReplyMessage"))
    texts = [outside] if inside == outside else [outside, inside]
    times = ("", "")
    if raw.get("status") == "scheduled":
        times = _time(raw, "Start"), _time(raw, "End")
    return fingerprint(text_of(raw, "externalAudience"), texts, *times)


def _time(raw: Setting, edge: str) -> str:
    """Return an edge of the schedule; as it stands where it is no instant that is known."""
    return moment(_instant(raw, edge)) or json.dumps(raw.get(f"scheduled{edge}DateTime"))


def _instant(raw: Setting, edge: str) -> datetime | None:
    match raw.get(f"scheduled{edge}DateTime"):
        case {"dateTime": str(text), "timeZone": "UTC"}:
            return instant_of(text)
    return None


def _moment(instant: datetime) -> dict[str, str]:
    return {"dateTime": instant.strftime("%Y-%m-%dT%H:%M:%S.0000000"), "timeZone": "UTC"}

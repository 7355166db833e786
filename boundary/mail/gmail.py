"""The automatic reply of a Gmail mailbox, through its API (users.settings, vacation).

One text with one window, replaced as a whole by a single PUT. Gmail answers the same person
once in four days, and starts over with each change; our subject is put before the sender's own.
The field names and their meaning are those of Google's discovery document for gmail v1.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from boundary.accounts.account import Account
from boundary.accounts.door import Door
from boundary.clock import Clock
from boundary.mail.html_text import lines_of, lines_of_html
from boundary.mail.mailbox import Found, Limits, Observed, Proof, Route
from boundary.mail.one_window import (
    as_mail_errors,
    fingerprint,
    kept,
    moment,
    only_reply,
    span_of,
    text_of,
    unkept,
)
from boundary.mail.reply import Reply, Wanted

ROOT = "https://gmail.googleapis.com/gmail/v1"

SCOPES = ("https://www.googleapis.com/auth/gmail.settings.basic",)
"""Settings of the mailbox; no message can be read or sent with it. A restricted one."""

PLACE = "users/me/settings/vacation"

_AGAIN = timedelta(days=4)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OFF = {"enableAutoReply": False}


class GmailMailbox:
    """The mailbox of *account*, signed in with SCOPES."""

    def __init__(self, account: Account, clock: Clock, *, root: str = ROOT) -> None:
        self._door = Door(account, root, clock)

    @property
    def limits(self) -> Limits:
        """One window; the same sender after four days; the sender's subject is echoed."""
        return Limits(Route.GMAIL, "Gmail", 1, _AGAIN, Proof.TEXT, echoes=True)

    def read(self) -> Observed:
        """Return what Gmail holds; `original` has a text that is switched off, too."""
        with as_mail_errors():
            answer = self._door.ask("GET", PLACE)
            raw = self._door.document(answer)
        start, end = _instant(raw.get("startTime")), _instant(raw.get("endTime"))
        if raw.get("enableAutoReply") is not True:
            return Observed(Found.NOTHING, original=kept(raw), server_now=answer.sent_at)
        mark = fingerprint(text_of(raw, "responseSubject"), _texts(raw), moment(start), moment(end))
        return Observed(
            Found.SET,
            mark,
            original=kept(raw),
            during=span_of(start, end),
            server_now=answer.sent_at,
        )

    def mark(self, wanted: Wanted) -> str:
        """Return the mark of *wanted*: its words and its times, to the second."""
        reply = only_reply(wanted)
        if reply is None:
            return ""
        start, end = moment(reply.during.start), moment(reply.during.end)
        return fingerprint(reply.subject, [lines_of(reply.body)], start, end)

    def write(self, wanted: Wanted) -> None:
        """Put *wanted* in place of what is there; with nothing wanted, switch it off."""
        reply = only_reply(wanted)
        if reply is None:
            self.restore(b"")
            return
        with as_mail_errors():
            self._door.ask("PUT", PLACE, document=settings_of(reply))

    def restore(self, original: bytes) -> None:
        """Put *original* back as it was read; b"" switches off what is on."""
        with as_mail_errors():
            if original:
                self._door.ask("PUT", PLACE, document=unkept(original))
            # A PUT replaces everything: hers that is switched off would be lost.
            elif self._door.get(PLACE).get("enableAutoReply") is True:
                self._door.ask("PUT", PLACE, document=_OFF)


def settings_of(reply: Reply) -> dict[str, Any]:
    """Return *reply* as Gmail takes it: for everyone, plain text, times as digits (ms)."""
    return {
        "enableAutoReply": True,
        "responseSubject": reply.subject,
        "responseBodyPlainText": reply.body,
        "restrictToContacts": False,
        "restrictToDomain": False,
        "startTime": milliseconds(reply.during.start),
        "endTime": milliseconds(reply.during.end),
    }


def _texts(raw: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Return what is said, and to whom if not to all: of two bodies, HTML is what is sent."""
    markup = text_of(raw, "responseBodyHtml")
    said = lines_of_html(markup) if markup else lines_of(text_of(raw, "responseBodyPlainText"))
    narrowed = [(name,) for name in ("restrictToContacts", "restrictToDomain") if raw.get(name)]
    return [said, *narrowed]


def milliseconds(instant: datetime) -> str:
    """Return *instant* as digits of milliseconds since 1970 (UTC), as JSON carries an int64."""
    return str((instant - _EPOCH) // timedelta(milliseconds=1))


def _instant(digits: object) -> datetime | None:
    """Read an int64 of milliseconds, which JSON carries as text; 0 stands for no time."""
    if not isinstance(digits, str) or not digits.isdecimal() or len(digits) > 14:
        return None
    return _EPOCH + timedelta(milliseconds=int(digits)) if int(digits) else None

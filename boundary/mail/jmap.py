"""The automatic reply of a JMAP mailbox: VacationResponse (RFC 8621 section 8).

One text with one window. A change carries the state it was decided on, so that nobody's change
in between is lost. On several servers switching the reply on switches her filters off (the
reply is a script there): where that can be seen, it is refused unless she allowed it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from boundary.clock import Clock
from boundary.language import tr
from boundary.mail.html_text import lines_of, lines_of_html
from boundary.mail.jmap_door import Answers, Call, JmapDoor, Login
from boundary.mail.mailbox import (
    ForeignReplyError,
    Found,
    Limits,
    MailError,
    Observed,
    Proof,
    Route,
)
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

if TYPE_CHECKING:
    from boundary.accounts.wire import Transport

_GET = "VacationResponse/get"
_SET = "VacationResponse/set"
_SCRIPTS = "SieveScript/get"
_ACTIVATE = "SieveScript/set"
_ONLY = "singleton"

_OFF: Mapping[str, Any] = {
    "isEnabled": False,
    "fromDate": None,
    "toDate": None,
    "subject": None,
    "textBody": None,
    "htmlBody": None,
}
"""Every property: Cyrus takes no change without `isEnabled`, and keeps what is left out."""

_AGAIN = timedelta(days=3)
"""After how long most servers answer a sender again; each decides that for itself."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the server said: the reply, its state, and the script of hers that is in force."""

    raw: Mapping[str, Any] = field(repr=False)
    state: str
    script: str | None
    sent_at: datetime | None

    @property
    def on(self) -> bool:
        return self.raw.get("isEnabled") is True


class JmapMailbox:
    """The mailbox whose session is at *address*, for instance `https://HOST/.well-known/jmap`.

    *over_filters*: she allowed that her filters rest while the reply is on.
    """

    def __init__(
        self,
        address: str,
        login: Callable[[], Login],
        clock: Clock,
        *,
        over_filters: bool = False,
        transport: Transport | None = None,
    ) -> None:
        self._door = JmapDoor(address, login, clock, transport=transport)
        self._over_filters = over_filters
        self._state: str | None = None

    @property
    def limits(self) -> Limits:
        """One window; how often a sender is answered is the server's own."""
        return Limits(Route.JMAP, self._door.host, 1, _AGAIN, Proof.TEXT)

    def read(self) -> Observed:
        """Return what the server holds; `original` tells her active script too."""
        with as_mail_errors():
            seen = self._look()
        self._state = seen.state
        original = kept({"reply": dict(seen.raw), "script": seen.script})
        if not seen.on:
            return Observed(Found.NOTHING, original=original, server_now=seen.sent_at)
        start, end = (instant_of(seen.raw.get(name)) for name in ("fromDate", "toDate"))
        return Observed(
            Found.SET,
            _mark(seen.raw),
            original=original,
            during=span_of(start, end),
            server_now=seen.sent_at,
        )

    def mark(self, wanted: Wanted) -> str:
        """Return the mark of *wanted*: its words and its times, to the second."""
        reply = only_reply(wanted)
        return "" if reply is None else _mark(properties_of(reply))

    def write(self, wanted: Wanted) -> None:
        """Put *wanted* in place of what is there; with nothing wanted, switch it off.

        ForeignReplyError where that would stop her filters. MailError where somebody changed
        the reply after it was last read here.
        """
        self._write(wanted, over_filters=self._over_filters)

    def replace(self, wanted: Wanted) -> None:
        """As `write`, and let her filters rest; `restore` puts them in force again."""
        self._write(wanted, over_filters=True)

    def restore(self, original: bytes) -> None:
        """Put *original* back, and her script in force again; b"" switches off what is on."""
        with as_mail_errors():
            seen = self._unchanged()
            if not original:
                if seen.on:
                    self._set(_OFF, seen)
                return
            before = unkept(original)
            reply = {name: before["reply"].get(name) for name in _OFF}
            self._set({**reply, "isEnabled": reply["isEnabled"] is True}, seen, before["script"])

    def _write(self, wanted: Wanted, *, over_filters: bool) -> None:
        reply = only_reply(wanted)
        if reply is None:
            self.restore(b"")
            return
        with as_mail_errors():
            seen = self._unchanged()
            if not seen.on and seen.script is not None and not over_filters:
                raise _filters_would_rest()
            if not seen.on or _mark(seen.raw) != self.mark(wanted):
                self._set(properties_of(reply), seen)

    def _look(self) -> _Seen:
        calls = [Call(_GET, {"ids": [_ONLY]})]
        if self._door.session().sieve:
            calls.append(Call(_SCRIPTS, {"ids": None, "properties": ["id", "name", "isActive"]}))
        answers = self._door.call(*calls)
        if kind := answers.failed.get(_GET):
            raise self._refused(kind)
        match answers.given[_GET]:
            case {"state": str(state), "list": [dict(raw), *_]}:
                # While the reply is on, the script in force may be the reply itself.
                script = None if raw.get("isEnabled") is True else _active(answers)
                return _Seen(raw, state, script, answers.sent_at)
        raise self._door.nonsense()

    def _unchanged(self) -> _Seen:
        """Return what is there; MailError if it is not what was read last, until it is read."""
        seen = self._look()
        if self._state not in (None, seen.state):
            raise _changed()
        return seen

    def _set(self, new: Mapping[str, Any], seen: _Seen, script: str | None = None) -> None:
        calls = [Call(_SET, {"ifInState": seen.state, "update": {_ONLY: new}})]
        if script is not None:
            calls.append(Call(_ACTIVATE, {"onSuccessActivateScript": script}))
        self._state = None
        answers = self._door.call(*calls)
        if kind := answers.failed.get(_SET):
            raise self._refused(kind)
        match answers.given[_SET].get("notUpdated"):
            case {"singleton": {"type": "forbidden"}}:
                raise _filters_would_rest()
            case {"singleton": {"type": str(kind)}}:
                raise self._refused(kind)
        state = answers.given[_SET].get("newState")
        self._state = state if isinstance(state, str) else None
        if _ACTIVATE in answers.failed:
            raise MailError(
                tr("Your mail filters could not be switched on again."),
                tr("Switch them on where you set them: in your mail host's settings."),
            )

    def _refused(self, kind: str) -> MailError:
        if kind == "stateMismatch":
            return _changed()
        return MailError(
            tr("{host} did not take the automatic reply ({code}).").format(
                host=self._door.host, code=kind if re.fullmatch(r"\w{1,40}", kind) else "?"
            ),
            tr("It is tried again by itself. If this stays, set the reply on its own page."),
        )


def properties_of(reply: Reply) -> dict[str, Any]:
    """Return *reply* as VacationResponse takes it.

    A double quote in the subject, or a line that begins with a dot, breaks the script that
    Cyrus makes of it.
    """
    return {
        "isEnabled": True,
        "fromDate": moment(reply.during.start),
        "toDate": moment(reply.during.end),
        "subject": " ".join(reply.subject.replace('"', "'").split()),
        "textBody": re.sub(r"^\.", " .", reply.body, flags=re.MULTILINE),
        "htmlBody": None,
    }


def _active(answers: Answers) -> str | None:
    """Return the id of the script in force, None if there is none or it can't be seen."""
    scripts = answers.given.get(_SCRIPTS, {}).get("list")
    for one in scripts if isinstance(scripts, list) else ():
        match one:
            case {"id": str(id), "isActive": True}:
                return id
    return None


def _mark(raw: Mapping[str, Any]) -> str:
    plain, dressed = lines_of(text_of(raw, "textBody")), lines_of_html(text_of(raw, "htmlBody"))
    texts = [text for text in dict.fromkeys((plain, dressed)) if text]
    start, end = (moment(instant_of(raw.get(name))) for name in ("fromDate", "toDate"))
    return fingerprint(text_of(raw, "subject"), texts, start, end)


def _filters_would_rest() -> ForeignReplyError:
    return ForeignReplyError(
        tr("The automatic reply would switch off your mail filters here."),
        tr("Choose ManageSieve for this account if the host has it, or allow it in Settings."),
    )


def _changed() -> MailError:
    return MailError(
        tr("The automatic reply was changed elsewhere just now."),
        tr("It is read again by itself; nothing was overwritten."),
    )

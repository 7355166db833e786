"""The responder: Boundary itself answers, for hosts that can't, while this computer is on.

What is wanted lies in a small file of the profile, so the command line and a restart find
it; `boundary.mail.attending` keeps looking at the inbox and hands over what arrives. Each
message is judged by its headers alone, and answered once: one reply for each sender and
closed window, noted on the disk before it is sent.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from ssl import SSLContext

from boundary.clock import Clock, Span, instant_text, parse_instant
from boundary.documents import write_document
from boundary.language import tr
from boundary.mail.inbox import Arrived, Inbox
from boundary.mail.mailbox import (
    Found,
    Limits,
    MailError,
    MailSignInError,
    Observed,
    Proof,
    Route,
)
from boundary.mail.refusals import Refusal, refusal, sender
from boundary.mail.reply import Reply, Wanted
from boundary.mail.sent_log import Claim, SentLog
from boundary.mail.servers import MailLogin, Server
from boundary.mail.smtp import Post, UndeliverableError, UnsentError, compose

log = logging.getLogger(__name__)

VERSION = 1
"""Of the file that holds what is wanted."""


@dataclass(frozen=True, slots=True)
class MailAccount:
    """An account that is read by IMAP and sends by SMTP; *aliases* are her other addresses."""

    address: str = field(repr=False)
    imap: Server
    smtp: Server
    login: MailLogin
    aliases: tuple[str, ...] = field(default=(), repr=False)


class Outcome(StrEnum):
    """What became of a message that nothing speaks against."""

    ANSWERED = "answered"
    AGAIN = "again"
    """Its sender has been answered in this closed window."""
    OPEN = "open"
    """Messages are read now, or the reply's time is over."""
    OLD = "old"
    """It came before the closed window began."""
    LATER = "later"
    """The reply could not be sent yet: it is tried again."""
    UNDELIVERABLE = "undeliverable"
    STOPPED = "stopped"
    """Too many replies went out in this window."""


@dataclass(frozen=True, slots=True)
class _Unsent:
    reply: Reply
    heard: Message
    to: str


class Responder:
    """A `Mailbox` whose server is this program.

    `folder` is for this account alone; *secret* (from the keyring) hides addresses in it.
    *blocked* are addresses and hosts that get no reply; *tls* is for tests. One thread hands
    messages over; any thread may read and write.
    """

    def __init__(
        self,
        account: MailAccount,
        folder: Path,
        secret: bytes,
        clock: Clock,
        tls: SSLContext | None = None,
        blocked: tuple[str, ...] = (),
    ) -> None:
        self.account = account
        self._blocked = blocked
        self._own = (account.address, *account.aliases)
        self._file = folder / "wanted.json"
        self._log = SentLog(folder / "sent", secret)
        self._clock = clock
        self._tls = tls
        self._post = Post(account.smtp, account.login, tls)
        self._unsent: list[_Unsent] = []
        self.sending: MailError | None = None
        """Why replies wait, while some do."""

    @property
    def limits(self) -> Limits:
        host = self.account.imap.host
        return Limits(Route.RESPONDER, host, None, None, Proof.EXACT, asleep=False)

    def inbox(self) -> Inbox:
        """Return a connection to the account's inbox, not open yet."""
        return Inbox(self.account.imap, self.account.login, self._tls)

    def read(self) -> Observed:
        """Return what is wanted, if the inbox can be read and nothing has stopped the replies."""
        text = self._text()
        wanted = _parse(text)
        with self.inbox() as inbox:
            inbox.open()
        if self._is_stopped(wanted):
            raise too_many()
        if not wanted.replies:
            return Observed(Found.NOTHING)
        during = Span(wanted.replies[0].during.start, wanted.replies[-1].during.end)
        return Observed(Found.SET, self.mark(wanted), original=text, during=during)

    def mark(self, wanted: Wanted) -> str:
        return sha256(_bytes(wanted)).hexdigest()[:32] if wanted.replies else ""

    def write(self, wanted: Wanted) -> None:
        """Want *wanted* from now on, once it is known that mail can be read and sent."""
        with self.inbox() as inbox:
            inbox.open()
        self._post.check()
        self._keep(wanted)

    def restore(self, original: bytes) -> None:
        self._keep(_parse(original))

    def due(self, now: datetime) -> Reply | None:
        """Return what is answered at *now* (UTC), or None: messages are read, or none is wanted."""
        return _at(_parse(self._text()), now)

    def next_window(self, now: datetime) -> datetime | None:
        """Return when the next closed window begins (UTC), if one is known."""
        starts = (reply.during.start for reply in _parse(self._text()).replies)
        return next((start for start in starts if start > now), None)

    def is_stopped(self) -> bool:
        """Tell whether too many replies have stopped all others in the window under way."""
        return self._is_stopped(_parse(self._text()))

    def resume(self) -> None:
        """Answer again in this window, after too many replies had stopped it."""
        due = self.due(self._clock.now())
        if due is not None:
            self._log.resume(due.during)

    def answer(self, arrived: Arrived) -> Outcome | Refusal:
        """Answer the message *arrived*, or don't, and return which.

        Raises MailError where nobody can tell whether the reply went out, or whom to note.
        """
        outcome = self._judge(arrived)
        log.info("a message came: %s", outcome)
        return outcome

    def try_again(self) -> None:
        """Send what could not be sent before, as far as its window still lasts."""
        waiting, self._unsent = self._unsent, []
        self.sending = None
        now = self._clock.now()
        for each in waiting:
            if each.reply.during.contains(now):
                log.info("a reply that waited: %s", self._send(each))

    def _is_stopped(self, wanted: Wanted) -> bool:
        due = _at(wanted, self._clock.now())
        return due is not None and self._log.is_stopped(due.during)

    def _judge(self, arrived: Arrived) -> Outcome | Refusal:
        now = self._clock.now()
        reply = self.due(now)
        if reply is None:
            return Outcome.OPEN
        if arrived.at < reply.during.start:
            return Outcome.OLD
        against = (
            refusal(arrived.headers, self._own, self._blocked) if arrived.whole else Refusal.BULK
        )
        to = sender(arrived.headers)
        if against is not None or to is None:
            return against or Refusal.NO_SENDER
        match self._log.claim(to, reply.during, now):
            case Claim.AGAIN:
                return Outcome.AGAIN
            case Claim.STOPPED:
                return Outcome.STOPPED
        return self._send(_Unsent(reply, arrived.headers, to))

    def _send(self, each: _Unsent) -> Outcome:
        own = self.account.address
        message = compose(each.reply, each.heard, each.to, own, self._clock.now())
        try:
            self._post.send(message, own, each.to)
        except (MailSignInError, UnsentError) as error:
            self._unsent.append(each)
            self.sending = error
            return Outcome.LATER
        except UndeliverableError:
            return Outcome.UNDELIVERABLE
        return Outcome.ANSWERED

    def _text(self) -> bytes:
        with _keeping():
            try:
                return self._file.read_bytes()
            except FileNotFoundError:
                return b""

    def _keep(self, wanted: Wanted) -> None:
        with _keeping():
            if wanted.replies:
                write_document(self._file, _document(wanted))
            else:
                self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._file.unlink(missing_ok=True)


def too_many() -> MailError:
    """Return what is said when the replies have stopped by themselves."""
    return MailError(
        tr("So many automatic replies went out that Boundary has stopped them for now."),
        tr("Look what keeps writing to you. Then switch the replies on again, or let them rest."),
    )


def _at(wanted: Wanted, now: datetime) -> Reply | None:
    return next((reply for reply in wanted.replies if reply.during.contains(now)), None)


def _document(wanted: Wanted) -> dict[str, object]:
    replies = [
        {
            "start": instant_text(reply.during.start),
            "end": instant_text(reply.during.end),
            "subject": reply.subject,
            "frame": reply.frame,
            "opening": reply.opening,
        }
        for reply in wanted.replies
    ]
    return {"version": VERSION, "replies": replies}


def _bytes(wanted: Wanted) -> bytes:
    return json.dumps(_document(wanted), sort_keys=True).encode()


def _parse(text: bytes) -> Wanted:
    """Return what the file's *text* wants; MailError where it is not what we write."""
    if not text:
        return Wanted()
    try:
        document = json.loads(text)
        if document["version"] != VERSION:
            raise _strange()
        return Wanted(tuple(_reply(**fields) for fields in document["replies"]))
    except (ValueError, KeyError, TypeError) as error:
        raise _strange() from error


def _reply(start: str, end: str, subject: str, frame: str, opening: str) -> Reply:
    return Reply(Span(parse_instant(start), parse_instant(end)), subject, frame, opening)


@contextmanager
def _keeping() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MailError(
            tr("The automatic reply can't be kept in your profile."),
            tr("Check the disk and the permissions of the profile's folder."),
        ) from error


def _strange() -> MailError:
    return MailError(
        tr("The file with the automatic reply is not as Boundary wrote it."),
        tr("Switch the reply off and on again. Until then nobody is answered."),
    )

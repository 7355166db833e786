"""Hosts that no program can set: what she has to type there, and until when it is right.

Proton, Hushmail and iCloud keep an automatic reply on their own pages only. It holds one text
between two dates, so it gets one that is true at any hour. Boundary can't look whether it is
there: it knows what she said, and reminds her before it runs out.

Sources of the steps: proton.me/support/auto-reply, help.hushmail.com/article/708 and the pages
of iCloud Mail, as they were in November 2026. Pages change; the fields have kept their meaning.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from boundary.clock import Span, instant_text, parse_instant
from boundary.errors import StoreError
from boundary.language import tr
from boundary.mail.intents import Shelf
from boundary.mail.mailbox import Found, Limits, MailError, Observed, Proof, Route
from boundary.mail.reply import Reply, Wanted

REMIND = timedelta(days=2)
"""So long before what she typed runs out she is reminded."""

LASTS = timedelta(days=12)
"""So long one text is asked for: it holds 14 days, less the time in which she is reminded."""

HUSHMAIL_AGAIN = timedelta(hours=1)
"""Hushmail answers the same address once an hour (help.hushmail.com/article/708)."""


class ManualHost(StrEnum):
    """Who keeps the mailbox."""

    PROTON = "proton"
    HUSHMAIL = "hushmail"
    ICLOUD = "icloud"
    OTHER = "other"


class Todo(StrEnum):
    """What she has to do at her host."""

    TYPE = "type"
    SWITCH_OFF = "switch_off"


@dataclass(frozen=True, slots=True)
class Task:
    """What waits for her: type *reply*, or (None) switch off the one that she typed."""

    todo: Todo
    reply: Reply | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Guide:
    """How it is done: the steps in order, and what to copy, each with what it is."""

    steps: tuple[str, ...]
    copies: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    notes: tuple[str, ...] = ()


class ManualMailbox:
    """A `Mailbox` of *account* that is her own hand; what she said lies on *shelf*."""

    def __init__(self, host: ManualHost, shelf: Shelf, account: str) -> None:
        self._host = host
        self._shelf = shelf
        self._name = f"mail.{account}.by_hand"

    @property
    def limits(self) -> Limits:
        """One window; nobody can look whether it is there."""
        names = {
            ManualHost.PROTON: "Proton Mail",
            ManualHost.HUSHMAIL: "Hushmail",
            ManualHost.ICLOUD: "iCloud Mail",
            ManualHost.OTHER: tr("your mail's own page"),
        }
        again = HUSHMAIL_AGAIN if self._host is ManualHost.HUSHMAIL else None
        return Limits(Route.MANUAL, names[self._host], 1, again, Proof.NONE)

    @property
    def task(self) -> Task | None:
        """What waits for her, or None. Raises MailError."""
        record = self._load()
        if (asked := record.get("asked")) is not None:
            return Task(Todo.TYPE, _reply(asked))
        return Task(Todo.SWITCH_OFF) if record.get("switch_off") else None

    def read(self) -> Observed:
        """Return what she last said is there. Raises MailError."""
        record = self._load()
        typed = record.get("typed")
        original = json.dumps(typed).encode() if typed is not None else b""
        if record.get("own"):
            return Observed(Found.SET, "own", original=b'"own"')
        if typed is None:
            return Observed(Found.NOTHING)
        return Observed(Found.SET, _mark(typed), original=original, during=_reply(typed).during)

    def mark(self, wanted: Wanted) -> str:
        """Return the mark of *wanted*; "" for nothing."""
        return _mark(_plain(wanted.replies[0])) if wanted.replies else ""

    def write(self, wanted: Wanted) -> None:
        """Ask her to type *wanted*; it counts once she says `done`. Raises MailError."""
        if len(wanted.replies) > 1:
            raise ValueError("one window is all that can be typed")
        if not wanted.replies:
            self.restore(b"")
            return
        plain = _plain(wanted.replies[0])
        record = self._load()
        self._save({**record, "asked": None if record.get("typed") == plain else plain})

    def restore(self, original: bytes) -> None:
        """Ask her to switch off what she typed, or to set her own again. Raises MailError."""
        typed = json.loads(original) if original else None
        own = typed == "own"
        record = self._load()
        there = record.get("typed") is not None or bool(record.get("switch_off"))
        self._save({"own": own, "typed": None if own else typed, "switch_off": there})

    def anchor(self, now: datetime, basis: str, *, note: bool) -> datetime:
        """Return from when on (UTC) the text is reckoned that she is asked to type.

        It stays for `LASTS`, unless her hours or words changed (*basis*): nobody types a new
        text each day. With *note* a new one is kept. Raises MailError.
        """
        record = self._load()
        match record.get("anchor"):
            case {"at": str(at), "basis": str(known)} if known == basis:
                since = parse_instant(at)
                if timedelta(0) <= now - since < LASTS:
                    return since
        since = now.replace(second=0, microsecond=0)
        if note:
            self._save({**record, "anchor": {"at": instant_text(since), "basis": basis}})
        return since

    def done(self) -> None:
        """Note that she did what `task` says. Raises MailError."""
        record = self._load()
        asked = record.get("asked")
        typed = asked if asked is not None else record.get("typed")
        self._save({"typed": typed, "anchor": record.get("anchor")})

    def found_own(self) -> None:
        """Note that she found a reply of her own there. Raises MailError."""
        self._save({"own": True})

    def _load(self) -> dict[str, object]:
        with _speaking_to_the_shelf():
            record = self._shelf.recall(self._name)
        return record if isinstance(record, dict) else {}

    def _save(self, record: dict[str, object]) -> None:
        with _speaking_to_the_shelf():
            self._shelf.remember(self._name, {k: v for k, v in record.items() if v})


def remind_at(typed: Reply) -> datetime:
    """Return when (UTC) she is reminded that *typed* will run out."""
    return max(typed.during.end - REMIND, typed.during.start)


def guide(host: ManualHost, task: Task, first: str, last: str) -> Guide:
    """Return what she does at *host*; *first* and *last* are the days it is set from and to.

    Days, not times: some hosts know no times, and the text is true at any hour.
    """
    if task.reply is None:
        return Guide((*_way_in(host), tr("Switch the automatic reply off."), tr("Save.")))
    asks_dates = host in (ManualHost.PROTON, ManualHost.ICLOUD, ManualHost.OTHER)
    dates = (
        (tr("Set it from {first} to {last}.").format(first=first, last=last),)
        if asks_dates
        else (
            tr("Switch it on. There are no dates here: Boundary reminds you before {last}.").format(
                last=last
            ),
        )
    )
    steps = (*_way_in(host), *dates, tr("Put in the text below, as it is."), tr("Save."))
    copies = [(tr("Text"), task.reply.body)]
    if host in (ManualHost.PROTON, ManualHost.OTHER):
        copies.insert(0, (tr("Subject"), task.reply.subject))
    return Guide(steps, tuple(copies), _notes(host))


def _way_in(host: ManualHost) -> tuple[str, ...]:
    match host:
        case ManualHost.PROTON:
            return (
                tr("Open Proton Mail in your browser: Settings, All settings."),
                tr("Choose Auto-reply and switch it on; it needs a paid plan."),
                tr("As duration choose Fixed."),
            )
        case ManualHost.HUSHMAIL:
            return (
                tr("Open Hushmail in your browser and go to Preferences."),
                tr("Choose Auto-responding."),
            )
        case ManualHost.ICLOUD:
            return (
                tr("Open iCloud Mail in your browser and go to its Settings."),
                tr("Choose Vacation and tick Automatically reply."),
            )
        case ManualHost.OTHER:
            return (
                tr("Open your mail's own page in your browser and go to its settings."),
                tr("Look for a page called vacation, absence or automatic reply."),
            )


def _notes(host: ManualHost) -> tuple[str, ...]:
    match host:
        case ManualHost.HUSHMAIL:
            return (
                tr("Hushmail answers the same address once an hour."),
                tr("Mail to an alias gets no reply: give people your main address."),
            )
        case ManualHost.ICLOUD:
            return (tr("iCloud knows days and no times, so the text is true at any hour."),)
        case ManualHost.OTHER:
            return (tr("If it asks whom to answer, choose everybody: new people write too."),)
        case ManualHost.PROTON:
            return ()


def _plain(reply: Reply) -> dict[str, str]:
    return {
        "start": instant_text(reply.during.start),
        "end": instant_text(reply.during.end),
        "subject": reply.subject,
        "body": reply.body,
    }


def _reply(plain: object) -> Reply:
    if not isinstance(plain, dict):
        raise _unreadable()
    try:
        during = Span(parse_instant(str(plain["start"])), parse_instant(str(plain["end"])))
        return Reply(during, str(plain["subject"]), str(plain["body"]))
    except (KeyError, ValueError):
        raise _unreadable() from None


def _mark(plain: object) -> str:
    return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:32]


def _unreadable() -> MailError:
    return MailError(
        tr("What you typed at your host is not known any more."),
        tr("Look at the automatic reply there, and switch it off and on again here."),
    )


@contextmanager
def _speaking_to_the_shelf() -> Iterator[None]:
    try:
        yield
    except StoreError as error:
        raise MailError(error.title, error.remedy) from error

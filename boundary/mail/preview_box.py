"""A mailbox that is a folder: everything can be tried in it, and nobody receives anything.

It needs no account and is what a new profile begins with. The folder holds what is wanted in one
file, and beside it, as messages that any mail program opens, what a stranger would receive in
the next windows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path

from boundary.clock import Span, instant_text, parse_instant
from boundary.documents import read_document, write_document
from boundary.errors import SettingsError, StoreError
from boundary.language import tr
from boundary.mail.mailbox import Found, Limits, MailError, Observed, Proof, Route
from boundary.mail.reply import Reply, Wanted

HELD = "held.json"
"""The file that holds what is wanted: the one whose replacing changes what holds."""

NOTES = "notes.json"
"""The file that holds what is noted about it."""

SHOWN = 5
"""So many windows are shown as messages."""

STRANGER = "someone@example.org"
ANSWERS = "practice@example.org"


class NotesFile:
    """A shelf in *folder* in plain text: for the preview, where nothing is anybody's secret, and
    for this computer's mark, which tells nothing.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NOTES

    def remember(self, name: str, value: object) -> None:
        """Keep *value* under *name*. Raises StoreError."""
        with _keeping_notes():
            write_document(self._path, {**self._all(), name: value})

    def recall(self, name: str) -> object:
        """Return what was last remembered under *name*, or None. Raises StoreError."""
        with _keeping_notes():
            return self._all().get(name)

    def _all(self) -> dict[str, object]:
        if not self._path.exists():
            return {}
        notes = read_document(self._path)
        return notes if isinstance(notes, dict) else {}


class PreviewMailbox:
    """A `Mailbox` in *folder*, made when it is first written; *owner* is this computer's mark."""

    def __init__(self, folder: Path, owner: str) -> None:
        self._folder = folder
        self._owner = owner

    @property
    def limits(self) -> Limits:
        """It holds any number of windows, and answers each sender once a window."""
        return Limits(Route.PREVIEW, tr("the preview folder"), None, None, Proof.EXACT)

    def read(self) -> Observed:
        """Return what the folder holds. Raises MailError."""
        path = self._folder / HELD
        with _speaking_to_the_folder():
            try:
                raw = path.read_bytes()
            except FileNotFoundError:
                return Observed(Found.NOTHING)
            held = read_document(path)
        replies = held.get("replies") if isinstance(held, dict) else None
        if not isinstance(held, dict) or not isinstance(replies, list):
            raise _unreadable()
        if not replies:
            return Observed(Found.NOTHING, original=raw)
        return Observed(
            Found.SET, _mark(replies), str(held.get("owner", "")), raw, _during(replies)
        )

    def mark(self, wanted: Wanted) -> str:
        """Return the mark of *wanted*; "" for nothing."""
        return _mark(_plain(wanted)) if wanted.replies else ""

    def write(self, wanted: Wanted) -> None:
        """Hold *wanted*, then show it. Raises MailError."""
        if not wanted.replies:
            self.restore(b"")
            return
        held = {"owner": self._owner, "replies": _plain(wanted)}
        with _speaking_to_the_folder():
            write_document(self._folder / HELD, held)
            self._show(wanted.replies[:SHOWN])

    def restore(self, original: bytes) -> None:
        """Hold *original* again, or nothing, and show nothing. Raises MailError."""
        path = self._folder / HELD
        with _speaking_to_the_folder():
            if original:
                write_document(path, json.loads(original))
            else:
                path.unlink(missing_ok=True)
            self._show(())

    def _show(self, replies: tuple[Reply, ...]) -> None:
        """Leave the messages of *replies* in the folder and no others of ours."""
        messages = {_name(reply): message(reply) for reply in replies}
        for path in self._folder.glob("receives-*.eml"):
            if path.name not in messages:
                path.unlink(missing_ok=True)
        for name, shown in messages.items():
            (self._folder / name).write_bytes(shown.as_bytes(policy=SMTP))


def message(reply: Reply) -> EmailMessage:
    """Return what a stranger receives who writes at the start of *reply*'s window."""
    made = EmailMessage()
    made["From"] = ANSWERS
    made["To"] = STRANGER
    made["Subject"] = reply.subject
    made["Date"] = format_datetime(reply.during.start)
    made["Auto-Submitted"] = "auto-replied"  # RFC 3834 section 5
    made.set_content(reply.body)
    return made


def _name(reply: Reply) -> str:
    return f"receives-{reply.during.start:%Y-%m-%dT%H%MZ}.eml"


def _plain(wanted: Wanted) -> list[dict[str, str]]:
    return [
        {
            "start": instant_text(reply.during.start),
            "end": instant_text(reply.during.end),
            "subject": reply.subject,
            "body": reply.body,
        }
        for reply in wanted.replies
    ]


def _mark(replies: object) -> str:
    return sha256(json.dumps(replies, sort_keys=True).encode()).hexdigest()[:32]


def _during(replies: list[object]) -> Span | None:
    """Return from when to when *replies* answer; None where she wrote something else there."""
    first, last = replies[0], replies[-1]
    if not isinstance(first, dict) or not isinstance(last, dict):
        return None
    try:
        return Span(parse_instant(str(first.get("start"))), parse_instant(str(last.get("end"))))
    except ValueError:
        return None


@contextmanager
def _speaking_to_the_folder() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MailError(
            tr("The preview folder can't be used ({reason}).").format(
                reason=error.strerror or type(error).__name__
            ),
            tr("Check that it is a folder of yours that can be written to."),
        ) from error
    except SettingsError:
        raise _unreadable() from None


@contextmanager
def _keeping_notes() -> Iterator[None]:
    try:
        yield
    except (OSError, SettingsError):
        raise StoreError(
            tr("The folder of the mail preview can't be used."),
            tr("Check that the folder outbox of the profile is yours, or delete it."),
        ) from None


def _unreadable() -> MailError:
    return MailError(
        tr("What the preview folder holds can't be read."),
        tr("Delete the file held.json in it; nothing else is lost."),
    )

"""What every mailbox is, whichever server it is on.

A mailbox is read, compared with what is wanted, and written only where the two differ; see
`boundary.mail.keeper`. Each adapter translates what its server says into these few words, and
its faults into `MailError`, once. What cannot be read is never written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from boundary.clock import Span
from boundary.errors import BoundaryError
from boundary.mail.reply import Wanted


class Route(StrEnum):
    """How a mailbox is reached."""

    SIEVE = "sieve"
    JMAP = "jmap"
    GMAIL = "gmail"
    MICROSOFT = "microsoft"
    RESPONDER = "responder"
    MANUAL = "manual"
    PREVIEW = "preview"


class Proof(StrEnum):
    """How well it can be known what the server holds."""

    EXACT = "exact"
    """Byte for byte."""
    TEXT = "text"
    """The text, in the server's own clothes."""
    NONE = "none"
    """Not at all: she has to look."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a host can do.

    `windows`: how many closed windows it holds at once; None: as many as are wanted.
    `again`: after how long the same sender is answered again within a window; None: once a
    window. `asleep`: it answers while this computer is off. `echoes`: the host puts the
    sender's own subject beside ours. `host`: its name, as in "armed on mail.example".
    """

    route: Route
    host: str
    windows: int | None
    again: timedelta | None
    proof: Proof
    asleep: bool = True
    echoes: bool = False


class Found(StrEnum):
    """What is in the mailbox, as far as the adapter alone can tell."""

    NOTHING = "nothing"
    """No reply is set, hers or ours."""
    SET = "set"
    """A reply is set; whose it is, its mark tells."""
    BESIDE = "beside"
    """Ours is installed, and one of her own would answer or refuse as well."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What a server holds.

    `mark` is the fingerprint of the reply that is set ("" for nothing): equal marks are equal
    replies, also where the server changes their clothes. `owner` is the mark of the computer
    that wrote it, where the server can keep one. `original` is all that is needed to put it
    back. `during` is when it answers, where that is known. `server_now` is the server's own
    time, if it told.
    """

    found: Found
    mark: str = ""
    owner: str = ""
    original: bytes = field(default=b"", repr=False)
    during: Span | None = None
    server_now: datetime | None = None


class Mailbox(Protocol):
    """One mailbox on one server. Everything here may take long: not for the windows' thread."""

    @property
    def limits(self) -> Limits:
        """What its host can do; may be asked at any time, without the network."""
        ...

    def read(self) -> Observed:
        """Return what it holds. Raises MailError; an unreadable mailbox is never written."""
        ...

    def mark(self, wanted: Wanted) -> str:
        """Return the mark that `read` would give after `write` of *wanted*; no network."""
        ...

    def write(self, wanted: Wanted) -> None:
        """Make it hold *wanted* and nothing else of ours; hers stays as it is.

        The step after which the new state holds is a single one: killed at any moment, the
        mailbox answers as before or as wanted. May be repeated. ValueError for more replies
        than `limits.windows`. Raises MailError.
        """
        ...

    def restore(self, original: bytes) -> None:
        """Take ours away, and put back *original* (`Observed.original`; b"": nothing was set).

        May be repeated. Raises MailError.
        """
        ...


class MailError(BoundaryError):
    """A mailbox could not be read or written; it holds what it held, or what was wanted."""


class MailSignInError(MailError):
    """The server wants another password, or a new sign-in: asking again will not help."""


class MailWaitError(MailError):
    """The server asks to be left alone for *wait*."""

    def __init__(self, title: str, remedy: str, wait: timedelta) -> None:
        super().__init__(title, remedy)
        self.wait = wait


class ForeignReplyError(MailError):
    """Her own reply, or a filter that refuses mail, stands in the way: she decides."""

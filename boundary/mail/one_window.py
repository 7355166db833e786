"""What hosts that hold one reply with one window have in common.

Gmail, Microsoft and JMAP each keep a single text with a start and an end, in clothes of their
own; equal texts over equal times have equal marks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from boundary.accounts.door import ApiError, PatienceError
from boundary.accounts.errors import SignInNeeded
from boundary.clock import Span, instant_text
from boundary.errors import BoundaryError
from boundary.language import tr
from boundary.mail.mailbox import MailError, MailSignInError, MailWaitError
from boundary.mail.reply import Reply, Wanted

_SWITCHED_OFF = frozenset({"accessNotConfigured", "SERVICE_DISABLED"})
"""Google's words where the client's project has no Gmail API."""

_NO_MAILBOX = frozenset({"MailboxNotEnabledForRESTAPI", "MailboxNotSupportedForRESTAPI"})
"""Microsoft's words for an account without a mailbox in its cloud."""


def only_reply(wanted: Wanted) -> Reply | None:
    """Return the one reply of *wanted*, None if there is none; ValueError for more."""
    if len(wanted.replies) > 1:
        raise ValueError("one window is all that this host holds")
    return wanted.replies[0] if wanted.replies else None


def fingerprint(subject: str, texts: Sequence[Sequence[str]], start: str, end: str) -> str:
    """Return the mark of a reply: equal for what says the same words over the same time.

    Each of *texts* is given by its lines, whose breaks do not count: a server may lay them
    anew. *start* and *end* are instants as `moment` writes them, or the server's own words for
    what is no instant.
    """
    parts = [" ".join(subject.split()), [" ".join(lines) for lines in texts], start, end]
    return sha256(json.dumps(parts).encode()).hexdigest()[:32]


def moment(instant: datetime | None) -> str:
    """Return *instant* to the second, "" for None: servers drop or add fractions."""
    return instant_text(instant) if instant is not None else ""


def span_of(start: datetime | None, end: datetime | None) -> Span | None:
    """Return the time from *start* to *end* (UTC), None where one is open or they are crossed."""
    if start is None or end is None or end < start:
        return None
    return Span(start, end)


def instant_of(text: object) -> datetime | None:
    """Read an instant (UTC) as servers write it, None if it is none.

    Seven digits of a fraction are one more than Python reads; without a zone it is UTC.
    """
    if not isinstance(text, str):
        return None
    whole, mark, rest = text.partition(".")
    zone = rest.lstrip("0123456789") if mark else ""
    try:
        found = datetime.fromisoformat(whole + zone)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def kept(raw: Mapping[str, Any]) -> bytes:
    """Return *raw*, as a server gave it, as what puts it back."""
    return json.dumps(raw, ensure_ascii=False).encode()


def unkept(original: bytes) -> dict[str, Any]:
    """Return what was `kept`; ValueError if it is not that."""
    found = json.loads(original)
    if not isinstance(found, dict):
        raise ValueError("an original that is no document")
    return found


def text_of(raw: Mapping[str, Any], name: str) -> str:
    """Return the text *name* of *raw*, "" if it has none."""
    found = raw.get(name)
    return found if isinstance(found, str) else ""


@contextmanager
def as_mail_errors() -> Iterator[None]:
    """Translate what an account, the keyring or an API says into what a mailbox may raise."""
    try:
        yield
    except MailError:
        raise
    except SignInNeeded as error:
        raise MailSignInError(
            error.title,
            tr("Open Settings, Accounts, and sign in. Until then the mailbox stays as it is."),
        ) from error
    except PatienceError as error:
        raise MailWaitError(error.title, error.remedy, error.wait) from error
    except ApiError as error:
        raise MailError(*_words(error.status, error.codes, error.name)) from error
    except BoundaryError as error:
        raise MailError(error.title, error.remedy) from error


def _words(status: int, codes: frozenset[str], name: str) -> tuple[str, str]:
    """Return title and remedy for an API's no, where it is about an automatic reply."""
    if codes & _SWITCHED_OFF:
        return (
            tr("{service} says that the mail interface is switched off.").format(service=name),
            tr("Switch on the Gmail API where you made the client id; see docs/accounts.md."),
        )
    if codes & _NO_MAILBOX:
        return (
            tr("{service} has no mailbox for this account.").format(service=name),
            tr("Sign in with the account that your mail arrives in."),
        )
    if status == 403:
        return (
            tr("{service} does not let Boundary set the automatic reply.").format(service=name),
            tr("Sign in again and leave every box ticked, or ask whoever runs the accounts."),
        )
    if status >= 500:
        return (
            tr("{service} has trouble of its own.").format(service=name),
            tr("It is tried again by itself."),
        )
    return (
        tr("{service} did not take the automatic reply (HTTP {status}).").format(
            service=name, status=status
        ),
        tr("It is tried again by itself. If this stays, set the reply on its own page."),
    )

"""Who was answered in which closed window: written to the disk before a reply is sent.

Killed in between, a sender gets no reply in that window rather than two. One file for each
answer: making it is a single step that only one program can win, so two copies of Boundary
on one profile don't answer twice either. A file's name holds no address, only what a secret
key makes of one, and it is gone two days after the window.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from hmac import new as hmac
from pathlib import Path

from boundary.clock import Span, instant_text, parse_instant
from boundary.language import tr
from boundary.mail.mailbox import MailError

MOST = 40
"""So many answers go out within `WITHIN`; a practice has fewer letters in a night."""

WITHIN = timedelta(hours=1)

_KEPT = timedelta(days=2)
_STAMP = "%Y%m%dT%H%M%SZ"
_STOPPED = "stopped"


class Claim(StrEnum):
    """What becomes of an answer that is about to be sent."""

    FIRST = "first"
    AGAIN = "again"
    """The sender was answered in this window."""
    STOPPED = "stopped"
    """Too many answers went out: none leaves any more in this window."""


class SentLog:
    """The answers that were sent from one account, in *folder*; *secret* hides the addresses.

    Any thread may use it. What the file system refuses is raised as MailError: what can't be
    written down is not sent.
    """

    def __init__(self, folder: Path, secret: bytes) -> None:
        self._folder = folder
        self._secret = secret

    def claim(self, address: str, during: Span, now: datetime) -> Claim:
        """Note, for good, that *address* is answered in the window *during*; FIRST: go on."""
        with _noting():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._prune(now)
            if self._is_stopped(during):
                return Claim.STOPPED
            place = self._folder / f"{_key(during)}-{self._hidden(address)}"
            if place.exists():
                return Claim.AGAIN
            if self._lately(now) >= MOST:
                self._note(self._folder / f"{_key(during)}-{_STOPPED}", now)
                return Claim.STOPPED
            return Claim.FIRST if self._note(place, now) else Claim.AGAIN

    def is_stopped(self, during: Span) -> bool:
        """Tell whether too many answers went out in the window *during*."""
        with _noting():
            return self._is_stopped(during)

    def resume(self, during: Span) -> None:
        """Let answers of the window *during* out again."""
        with _noting():
            (self._folder / f"{_key(during)}-{_STOPPED}").unlink(missing_ok=True)

    def _is_stopped(self, during: Span) -> bool:
        return (self._folder / f"{_key(during)}-{_STOPPED}").exists()

    def _hidden(self, address: str) -> str:
        return hmac(self._secret, address.strip().lower().encode(), sha256).hexdigest()[:40]

    def _note(self, place: Path, now: datetime) -> bool:
        """Write *place* with the instant *now*; False if another was there first."""
        try:
            handle = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            return False
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(instant_text(now))
            file.flush()
            os.fsync(file.fileno())
        if os.name != "nt":  # Windows opens no folder, and settles a new name by itself
            folder = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        return True

    def _lately(self, now: datetime) -> int:
        """Return how many answers went out within the last hour, and after *now* by its clock."""
        told = (each.read_text(encoding="ascii") for each in self._folder.glob("*Z-*"))
        return sum(1 for text in told if text and parse_instant(text) > now - WITHIN)

    def _prune(self, now: datetime) -> None:
        oldest = (now - _KEPT).astimezone(UTC).strftime(_STAMP)
        for each in self._folder.glob("*Z-*"):
            if each.name.partition("-")[0] < oldest:
                each.unlink(missing_ok=True)


def _key(during: Span) -> str:
    """Return the name of a closed window: the instant at which it ends."""
    return during.end.strftime(_STAMP)


@contextmanager
def _noting() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise MailError(
            tr("Boundary can't note down whom it has answered, so it answers nobody."),
            tr("Check the disk and the permissions of the profile's folder."),
        ) from error

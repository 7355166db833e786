"""When to look at a calendar again. Pure.

Near a session a calendar on this machine, or one that is asked for its changes alone, is looked
at every three minutes: a session that moves by an hour must not be missed. A feed is asked as
often as it allows, and no more. What failed is left alone for twice as long each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from boundary.calendars.protocol import NEARBY, SignInError, WaitError
from boundary.clock import Span
from boundary.errors import BoundaryError

BEFORE = timedelta(minutes=15)
"""How long before a session its calendar is looked at more often, until its end."""

CALM = timedelta(minutes=10)
"""How often where no session is near."""

SELDOM = timedelta(hours=1)
"""The longest wait after failures, and that for somebody who has to sign in."""

_FAR = timedelta(days=1)


class Why(StrEnum):
    """What made a look out of turn worth while."""

    WAKE = "wake"
    UNLOCK = "unlock"
    NETWORK = "network"
    CHANGED = "changed"
    """The file or folder itself has changed."""
    ASKED = "asked"
    """She wants it now."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How often one calendar is looked at: `every` is its own word (`Calendar.every`).

    `tried_at` (UTC) is the last look, good or not; `failures` counts the bad ones since the
    last good one; before `not_before` (UTC) its server asked to be left alone.
    """

    every: timedelta = NEARBY
    tried_at: datetime | None = None
    failures: int = 0
    not_before: datetime | None = None

    def went_well(self, now: datetime, every: timedelta) -> Pace:
        """Return the pace after a good look at *now* (UTC)."""
        return Pace(every, now)

    def failed(self, now: datetime, trouble: BoundaryError, every: timedelta) -> Pace:
        """Return the pace after a look at *now* (UTC) that ended in *trouble*."""
        until = None
        if isinstance(trouble, WaitError):
            until = now + trouble.wait
        elif isinstance(trouble, SignInError):
            until = now + SELDOM
        return Pace(every, now, self.failures + 1, until)

    def due_at(self, now: datetime, sessions: Sequence[Span]) -> datetime:
        """Return when (UTC) to look next; in the past or *now* for at once.

        *sessions* are the ones that are known: near them it is looked at more often.
        """
        if self.tried_at is None:
            return now
        if self.failures:
            wait = min(self.every * (1 << min(self.failures - 1, 10)), max(SELDOM, self.every))
            due = self.tried_at + wait
        elif self.every > NEARBY:
            due = self.tried_at + self.every
        else:
            due = max(self.tried_at + NEARBY, _near_from(now, sessions))
            due = min(due, self.tried_at + CALM)
        if self.not_before is not None:
            due = max(due, self.not_before)
        return due

    def allows(self, now: datetime, why: Why) -> bool:
        """Tell whether to look at once because of *why*: nobody is asked twice in three minutes.

        A changed file and her own wish are always followed, but for a server's own request.
        """
        if self.not_before is not None and now < self.not_before and why is not Why.ASKED:
            return False
        if why in (Why.CHANGED, Why.ASKED) or self.tried_at is None or now < self.tried_at:
            return True
        return bool(self.failures) or now - self.tried_at >= NEARBY

    def clock_jumped(self, now: datetime) -> Pace:
        """Return the pace where a look lies ahead because the wall clock was set back."""
        if self.tried_at is None or self.tried_at <= now:
            return self
        return replace(self, tried_at=None, not_before=None)


def _near_from(now: datetime, sessions: Iterable[Span]) -> datetime:
    """Return from when on a session is near: *now* if one is, far away if none comes."""
    starts = [max(each.start - BEFORE, now) for each in sessions if each.end > now]
    return min(starts, default=now + _FAR)

"""When a mailbox is looked at again. Pure.

Often enough that what she is told about it is true, and just around each change of her hours;
seldom enough to be no burden. A server that fails is asked less and less, one that asks to be
left alone is left alone, and one that wants a new sign-in is not asked again until she acted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from boundary.mail.classify import EARLY
from boundary.mail.mailbox import MailSignInError, MailWaitError
from boundary.mail.outcome import Outcome
from boundary.mail.reply import Wanted

EVERY = timedelta(minutes=30)
"""While all is well."""

LATE = timedelta(minutes=1)
"""So long after a window begins or ends it is looked at again: clocks differ a little."""

FIRST = timedelta(minutes=1)
"""After the first failure; doubled with each further one, up to `EVERY`."""

SOONEST = timedelta(seconds=20)
"""Two looks are at least so far apart."""


class Trigger(StrEnum):
    """What may call for a look before its time."""

    START = "start"
    RESUME = "resume"
    """The machine woke up."""
    NETWORK = "network"
    """The network is back."""
    EDIT = "edit"
    """She changed her hours, her words or the account, or asked for it."""


@dataclass(frozen=True, slots=True)
class Tries:
    """How the last looks went.

    `not_before` (UTC) is what the server asked for. `signed_out`: only she can help.
    """

    failures: int = 0
    not_before: datetime | None = None
    signed_out: bool = False

    def after(self, outcome: Outcome) -> Tries:
        """Return how it stands after *outcome*."""
        trouble = outcome.trouble
        if trouble is None:
            return Tries()
        wait = None
        if isinstance(trouble, MailWaitError):
            wait = outcome.at + max(trouble.wait, FIRST)
        return Tries(self.failures + 1, wait, isinstance(trouble, MailSignInError))

    def allows(self, trigger: Trigger, now: datetime) -> bool:
        """Tell whether *trigger* calls for a look at once."""
        if self.not_before is not None and now < self.not_before:
            return False
        return not self.signed_out or trigger in (Trigger.START, Trigger.EDIT)


def next_look(now: datetime, wanted: Wanted, tries: Tries, spread: float) -> datetime | None:
    """Return when to look next if nothing calls for it before; None: not until she acted.

    *spread*, from 0 to 1 and random, keeps many computers from asking at the same moment: up to
    a tenth of the time between two looks, half of it after failures.
    """
    if tries.signed_out:
        return None
    if tries.failures:
        wait = min(FIRST * (1 << min(tries.failures - 1, 10)), EVERY)
        usual = now + wait * (1 - spread / 2)
    else:
        usual = now + EVERY * (1 - spread / 10)
    ahead = (instant for instant in breakpoints(wanted) if instant > now)
    due = max(min(next(ahead, usual), usual), now + SOONEST)
    return due if tries.not_before is None else max(due, tries.not_before)


def breakpoints(wanted: Wanted) -> tuple[datetime, ...]:
    """Return when to look because a window begins or ends, in order of time."""
    edges = {edge for reply in wanted.replies for edge in (reply.during.start, reply.during.end)}
    return tuple(sorted({moment for edge in edges for moment in (edge - EARLY, edge + LATE)}))

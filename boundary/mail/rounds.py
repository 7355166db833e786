"""Looking at mailboxes again and again: when each is due, and what came of the last look.

Whoever runs it has a timer for `due`, tells it what happens (`call`) and takes `look` to a thread
that may wait. One mailbox in trouble holds up no other, and no trouble ends the round.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import random

from boundary.errors import BoundaryError
from boundary.mail.keeper import Keeper
from boundary.mail.looks import Tries, Trigger, next_look
from boundary.mail.outcome import Outcome, Standing
from boundary.mail.reply import Wanted

NOTHING = Wanted()


@dataclass
class Round:
    """The looks at one mailbox.

    *wanted* says what it should hold at an instant (UTC) and may raise BoundaryError: hours or
    words that can't be used leave the mailbox as it is. `due` is when to look next; None: not
    before she acted. `outcome` is what came of the last look, with `held` what was wanted then.
    """

    keeper: Keeper
    wanted: Callable[[datetime], Wanted]
    spread: Callable[[], float] = random
    due: datetime | None = None
    outcome: Outcome | None = None
    held: Wanted = NOTHING
    tries: Tries = field(default_factory=Tries)

    def call(self, trigger: Trigger, now: datetime) -> bool:
        """Make a look due *now* if *trigger* calls for one; tell whether it does."""
        if not self.tries.allows(trigger, now):
            return False
        self.due = now
        return True

    def is_due(self, now: datetime) -> bool:
        """Tell whether it is time to look."""
        return self.due is not None and now >= self.due

    def look(self, now: datetime) -> Outcome:
        """Settle the mailbox, and reckon when to look again. Slow."""
        try:
            self.held = self.wanted(now)
            outcome = self.keeper.settle(self.held)
        except BoundaryError as error:
            outcome = Outcome(Standing.TROUBLE, now, trouble=error)
        self.outcome = outcome
        self.tries = self.tries.after(outcome)
        self.due = next_look(now, self.held, self.tries, self.spread())
        return outcome


def earliest(rounds: dict[str, Round]) -> datetime | None:
    """Return when the first of *rounds* is due; None if none is."""
    return min((each.due for each in rounds.values() if each.due is not None), default=None)

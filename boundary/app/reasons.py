"""Reasons: after a break was set aside at a firm level, five chips that ask why, if she likes.

Nothing waits for an answer. The chips go by themselves; what is said is a word of a closed list,
written down beside the skip, and a client's need is never counted.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from boundary.app.engine import Engine
from boundary.language import tr
from boundary.schedule.facts import Fact, FactKind, SkipReason
from boundary.schedule.policy import Level
from boundary.ui import placing
from boundary.ui.stage import Stage

if TYPE_CHECKING:
    from boundary.ui.card import Card, CardView

REASON = "reason:"
"""What the id of a chip begins with."""

STANDS = 12000
"""Milliseconds that the chips stand."""

FIRM = frozenset({Level.HOLD, Level.GUARD})


def reasons_view() -> CardView:
    """Return the chips as a card: none of them is inert, because the question is already past."""
    from boundary.ui.card import CardView, Choice

    words = {
        SkipReason.CLIENT_NEED: tr("Client need"),
        SkipReason.RUNNING_LATE: tr("Running late"),
        SkipReason.NOTES: tr("Notes"),
        SkipReason.NOT_NOW: tr("Not now"),
        SkipReason.WRONG_MOMENT: tr("Wrong moment"),
    }
    return CardView(
        tr("Set aside."),
        tr("If you like, say why. This goes by itself."),
        tuple(Choice(REASON + reason.value, said) for reason, said in words.items()),
        inert=frozenset(),
    )


class Reasons(QObject):
    """Skips for *engine* and, where the level was firm, asks on *stage* why."""

    def __init__(self, engine: Engine, stage: Stage) -> None:
        super().__init__(stage)
        self._engine = engine
        self._stage = stage
        self._key = ""
        self._card: Card | None = None
        self._going = QTimer(self, singleShot=True, interval=STANDS)
        self._going.timeout.connect(self.over)

    @property
    def stands(self) -> bool:
        """Whether the chips are on the screen."""
        return self._card is not None and self._stage.card is self._card

    def skip(self, now: datetime) -> None:
        """Set aside what stands or is ready at *now*; ask for a reason where that is due."""
        today = self._engine.today
        situation = today.situation(now)
        ready = situation.ready(now)
        asked = (
            ready is not None
            and situation.running() is None
            and today.standing is not None
            and today.standing.key == ready.key
            and ready.level in FIRM
        )
        today.skip(now)
        if not placing.can_place():
            return  # a question that goes by itself is no reason for a notification
        if asked and ready is not None and today.situation(now).hush(now) is None:
            self._key = ready.key
            self._going.start()
            self._stage.show_card(reasons_view(), self._left)
            self._card = self._stage.card

    def say(self, reason: str, now: datetime) -> None:
        """Write *reason*, a value of `SkipReason`, down beside the skip."""
        if self.stands:
            self._engine.today.add(Fact(now, FactKind.SKIP, self._key, SkipReason(reason).value))
            self.over()

    def over(self) -> None:
        """Take the chips away."""
        if self.stands:
            self._stage.clear_card()
        self._card = None
        self._going.stop()

    def _left(self) -> float:
        return max(self._going.remainingTime(), 0) / STANDS

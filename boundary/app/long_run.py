"""The long run in the running program: looked at now and then, told in one line, offered once.

Nothing of it is loaded until the program has run for a while, and Today only shows what was found
by then. What it says is one line on a session that lies over a commitment, and once a week one
practice with two buttons.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from boundary.app.practice import Practice
    from boundary.app.proposing import Offered
    from boundary.app.reflecting import Known, Reflecting
    from boundary.reflection.ladder import Rung
    from boundary.schedule.policy import Level
    from boundary.schedule.policy import Practice as Held
    from boundary.ui.day_view import DayView

HOUR = timedelta(hours=1)
"""How often is looked."""

CALM = timedelta(minutes=10)
"""How long the program has run before the first look."""

OFFERED = "offered:"
"""What the ids of Today's weekly choices begin with."""


class LongRun(QObject):
    """Looks at what *reflecting* knows; *level_of* tells how a practice is held."""

    level_wanted = Signal(object)
    """She wants practices held otherwise: pairs of a practice and a level."""

    def __init__(self, reflecting: Reflecting, level_of: Callable[[Held], Level]) -> None:
        super().__init__(reflecting)
        self._reflecting = reflecting
        self._level_of = level_of
        self.day: date | None = None
        """The local day of the last look: what was found then holds on no other."""
        self._next: datetime | None = None
        self._lines: tuple[str, ...] = ()
        self._offered: Offered | None = None
        self._put: Offered | None = None

    def look(self, practice: Practice, now: datetime) -> None:
        """Look closer if it is time at *now* (UTC); to be called as often as one likes."""
        if self._next is None or self._next - now > HOUR:
            self._next = now + CALM
        if now >= self._next and getattr(practice.engine.journal, "is_open", True):
            self._next = now + HOUR
            self.look_closer(practice)

    def look_closer(self, practice: Practice) -> None:
        """Note what was held, remember what is seen, and find what there is to say."""
        from boundary.app.habits import NAME
        from boundary.app.keeping_up import SOON, conflict_lines, keep_up
        from boundary.reflection.ladder import Ladder, watch

        known, journal = self._reflecting.known(), practice.engine.journal
        if journal.recall(NAME) is None:  # her ladder begins today, watching if that is her level
            first = Ladder(known.today) if not self._only_watches() else watch(known.today)
            known = replace(known, habits=replace(known.habits, ladder=first))
            journal.remember(NAME, known.habits.document())
        over = keep_up(known, journal)
        if over:
            self._reflecting.keep(*over)
            known = self._reflecting.known()
        self.day = known.today
        self._lines = conflict_lines(known, twelve=practice.twelve, until=known.now + SOON)
        self._offered = self.offer(known)

    def offer(self, known: Known) -> Offered | None:
        """Return what is put to her this week, None where there is nothing."""
        from boundary.app.proposing import offer_of

        return offer_of(known.book, known.habits.ladder, self._level_of)

    def shown(self, view: DayView, *, quiet: bool) -> DayView:
        """Return *view* with what was found; the offer comes where no other is.

        *quiet* keeps it back: a session, a share, a closed day.
        """
        from boundary.ui.day_view import BreakOffer, FactLine

        facts = (*view.facts, *(FactLine(line, stale=True) for line in self._lines[:1]))
        offer = view.offer
        if offer is None and self._offered is not None and not quiet:
            self.put(self._offered)
            choices = tuple((OFFERED + id, words) for id, words in self._offered.two)
            offer = BreakOffer(self._offered.sentence, choices)
        return replace(view, facts=facts, offer=offer)

    def put(self, offer: Offered) -> None:
        """Note, once, that *offer* is on the screen."""
        from boundary.app.proposing import made

        if self._put != offer:
            self._put = offer
            self._reflecting.keep(made(offer, self._reflecting.known().book))

    def begun(self, rung: Rung) -> None:
        """Have breaks come by themselves once she, who only watched, begins with them."""
        from boundary.reflection.ladder import FIRST
        from boundary.schedule.policy import Level
        from boundary.schedule.policy import Practice as Held

        if rung is FIRST and self._only_watches():
            nudge = Level.NUDGE.value
            self.level_wanted.emit(
                ((Held.MICRO_BREAK.value, nudge), (Held.TRANSITION.value, nudge))
            )

    def _only_watches(self) -> bool:
        from boundary.schedule.policy import Level
        from boundary.schedule.policy import Practice as Held

        return self._level_of(Held.MICRO_BREAK) is Level.AMBIENT

    def answer(self, answer: str) -> None:
        """Do what she chose of what is offered this week: *answer* is the id of a choice."""
        from boundary.app.proposing import answered, climbed, new_level, page_of

        known = self._reflecting.known()
        offer = self.offer(known)
        self._offered = None
        if offer is None:
            return
        ladder = climbed(offer, answer, known.habits.ladder, known.book)
        if ladder != known.habits.ladder:
            self._reflecting.remember(replace(known.habits, ladder=ladder))
            if answer == "begin" and offer.rung is not None:
                self.begun(offer.rung)
        level = new_level(offer, answer)
        if level is not None and offer.practice is not None:
            self.level_wanted.emit(((offer.practice.value, level.value),))
        self._reflecting.keep(answered(offer, known.book))
        if page := page_of(answer):
            self._reflecting.settings_wanted.emit(page)

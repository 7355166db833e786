"""Today: the one object that changes while the day passes.

Every cause of change, a sense, a click, a new calendar, a wake from sleep, a passing minute,
ends in `tick`. It writes down what time has made known, plans again, and acts where what
should stand on the screen differs from what does; a second tick at the same instant does
nothing. What is shown is written down before it is shown, so that a crash repeats nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from boundary.rituals.repertoire import Repertoire
from boundary.schedule.actor import Actor
from boundary.schedule.acts import Act
from boundary.schedule.blocks import NOTHING, DayPlan, Glance
from boundary.schedule.facts import Fact, FactKind, SkipReason
from boundary.schedule.gaps import AS_THEY_CAME
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.moments import Moment, moments_of, outstanding
from boundary.schedule.noticing import noticed
from boundary.schedule.owed import OwedChoice, owed_question
from boundary.schedule.policy import Level, Policy
from boundary.schedule.record import Record
from boundary.schedule.sessions import Session
from boundary.schedule.situation import Situation
from boundary.schedule.standing import (
    OF_THE_DAY,
    Standing,
)

log = logging.getLogger(__name__)

Untouched = Callable[[timedelta], bool | None]
"""`boundary.senses.idle.untouched`, or what stands in for it."""


def nothing_tells(_took: timedelta) -> bool | None:
    """Stand in for a sense that this machine has not."""
    return None


class Today:
    """The local day in *zone*: sessions and facts in, acts out.

    *remember* is given each fact before anything follows from it; *acted* each act. *untouched*
    is asked once at the end of a break that began by itself whether nothing was touched for so
    long (None: nothing tells). The `waiting` moments after a tick are what timers should wake
    it for.
    """

    def __init__(
        self,
        zone: ZoneInfo,
        policy: Policy,
        hours: WeeklyHours,
        remember: Callable[[Fact], None],
        acted: Callable[[Act], None],
        repertoire: Repertoire = AS_THEY_CAME,
        untouched: Untouched = nothing_tells,
    ) -> None:
        self._untouched = untouched
        self._record = Record(zone, policy, hours, remember, repertoire)
        self._actor = Actor(self._record, acted)
        self._asked: tuple[Situation, tuple[Moment, ...]] | None = None
        self.waiting: tuple[Moment, ...] = ()

    @property
    def standing(self) -> Standing | None:
        """What stands on the screen, if anything does."""
        return self._actor.standing

    # what comes in

    def heard(self, sessions: Iterable[Session], now: datetime) -> None:
        """Take the calendar's new word, only after a complete, successful read."""
        self._record.heard(sessions, now)
        self.tick(now)

    def add(self, fact: Fact) -> None:
        """Write *fact* down and look at the day again, at its instant."""
        self._record.note(fact)
        self.tick(fact.at)

    def restore(self, facts: Iterable[Fact], now: datetime) -> None:
        """Fold in what was written down before, after a restart; nothing is shown again."""
        self._record.restore(facts, now)
        running = self.situation(now).running()
        if running is not None and running.began is not None:
            self._actor.resume(running, running.began)

    def change(
        self,
        now: datetime,
        *,
        policy: Policy | None = None,
        hours: WeeklyHours | None = None,
        zone: ZoneInfo | None = None,
        repertoire: Repertoire | None = None,
    ) -> None:
        """Go on under other settings, with other rituals or in another zone."""
        self._record.change(policy=policy, hours=hours, zone=zone, repertoire=repertoire)
        self.tick(now)

    def trouble(self, why: str, now: datetime) -> None:
        """Take note that the world is out of order (a stable code), or is well again ("")."""
        self._record.change(trouble=why)
        self.tick(now)

    # what she says

    def take(self, now: datetime) -> None:
        """Begin what is there to be taken; to a run that began by itself it is her sign."""
        situation = self.situation(now)
        running = situation.running()
        if running is not None:
            self.add(Fact(now, FactKind.TAKE, running.key))
            return
        if self.standing is not None and self.standing.what in OF_THE_DAY:
            self._actor.take_of_day(self.standing, now)
            self.tick(now)
            return
        ready = situation.ready(now)
        if ready is None or situation.forbids(now) is not None:
            log.info("nothing to take")
            self.tick(now)
            return
        if not ready.evidenced:
            self.add(Fact(now, FactKind.ENDED, ready.key))
            ready = self.situation(now).ready(now)
            if ready is None:
                return  # `add` has looked at the day again already
        self._record.note(Fact(now, FactKind.TAKE, ready.key))
        self._actor.begin(ready, now, "taken")
        self.tick(now)

    def finish(self, now: datetime) -> None:
        """End what runs; a break counts what was taken of it."""
        if self.standing is not None and self.standing.what in OF_THE_DAY:
            self._actor.finish_of_day(self.standing, now)
            self.tick(now)
            return
        running = self.situation(now).running()
        if running is not None:
            taken = int(running.taken_by(now).total_seconds())
            self._record.note(Fact(now, FactKind.BREAK_OVER, running.key, taken))
            self._actor.end(running, now, "finished")
        self.tick(now)

    def skip(self, now: datetime, reason: SkipReason | None = None) -> None:
        """Let go of what stands or is ready, for a *reason* or none; what was taken stays hers."""
        situation = self.situation(now)
        if situation.running() is not None:
            self.finish(now)
            return
        if self.standing is not None and self.standing.what in OF_THE_DAY:
            self._actor.close(now, "skipped")
            self.tick(now)
            return
        ready = situation.ready(now)
        if ready is not None:
            self._record.note(Fact(now, FactKind.SKIP, ready.key, reason or ""))
            self._actor.close(now, "skipped")
        self.tick(now)

    def postpone(self, now: datetime, length: timedelta) -> None:
        """Put the card off by *length*, if the floor still fits then; else it stays.

        A panel goes away once, for as long as its level has it (`Offer.postponable`).
        """
        ready = self.situation(now).ready(now)
        if ready is not None and ready.level in (Level.HOLD, Level.GUARD):
            length = next(iter(ready.postponable(now)), NOTHING)
        if ready is not None and length and now + length + ready.block.floor <= ready.until:
            self._record.note(Fact(now, FactKind.POSTPONE, ready.key, int(length.total_seconds())))
            self._actor.close(now, "postponed")
        self.tick(now)

    def notes_first(self, now: datetime) -> None:
        """Move the break to the last floor minutes before prep."""
        situation = self.situation(now)
        offer = situation.running() or situation.ready(now)
        if offer is not None:
            if offer.began is not None:
                self.finish(now)
                return
            self._record.note(Fact(now, FactKind.NOTES_FIRST, offer.key))
            self._actor.close(now, "notes_first")
        self.tick(now)

    def up(self, now: datetime) -> None:
        """She is up: the window goes, the break counts."""
        situation = self.situation(now)
        offer = situation.running() or situation.ready(now)
        if offer is not None:
            self._record.note(Fact(now, FactKind.UP, offer.key))
            if offer.began is None:
                self._record.note(Fact(now, FactKind.BREAK_BEGAN, offer.key, "up"))
                self._actor.act(now, "break", "up", False, "taken", offer)
            self._actor.close(now, "up")
        self.tick(now)

    def settle_owed(self, now: datetime, choice: OwedChoice) -> None:
        """Answer the day's last question; it is asked once, and never again after this."""
        if owed_question(self.situation(now), now) is not None:
            self._record.note(Fact(now, FactKind.OWED, "", choice.value))
        self.tick(now)

    def shut_down(self, now: datetime) -> None:
        """Begin the shutdown now, on her word; not over contact, which comes first."""
        situation = self.situation(now)
        if situation.forbids(now) is not None:
            log.info("no shutdown over contact")
            self.tick(now)
            return
        self._actor.begin_shutdown(now)
        self.tick(now)

    # what can be asked

    def plan(self, now: datetime) -> DayPlan:
        """Return the plan of the day at *now*."""
        return self.situation(now).plan

    def glance(self, now: datetime) -> Glance:
        """Return the tray's shape at *now* and why."""
        return self.situation(now).glance(now)

    def situation(self, now: datetime) -> Situation:
        """Return all that is known at *now*."""
        return self._record.situation(now)

    @property
    def repertoire(self) -> Repertoire:
        """The rituals that the day chooses from."""
        return self._record.repertoire

    @property
    def hours(self) -> WeeklyHours:
        """Her communication hours, with the holidays that she keeps."""
        return self._record.hours

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of the day so far, in order."""
        return tuple(self._record.facts)

    # the one way for the day to change

    def tick(self, now: datetime) -> None:
        """Bring the day to *now* (UTC). Calling it twice changes nothing."""
        if self._record.is_over(now):
            self._notice(now)
        actor = self._actor
        busy = actor.is_busy(now)
        if not busy and self._record.turn(now):
            actor.close(now, "day_over")
        noticed_in = self._notice(now)
        actor.take_down(now)
        if busy and not actor.is_busy(now):
            self.tick(now)  # nothing holds the day any more: it may turn
            return
        situation = self.situation(now)
        actor.tick_starts(situation, now)
        actor.put(situation, now)
        actor.mark_the_day(now)
        if self.situation(now) is not noticed_in:
            self._notice(now)
            actor.mark_the_day(now)
        situation = self.situation(now)
        actor.say(situation, now)
        actor.show_shape(situation, now)
        ahead = (moment for moment in self._moments_of(situation) if moment.at > now)
        self.waiting = outstanding(ahead, now, ())

    def _moments_of(self, situation: Situation) -> tuple[Moment, ...]:
        if self._asked is None or self._asked[0] is not situation:
            self._asked = situation, moments_of(situation)
        return self._asked[1]

    def _ran_untouched(self, situation: Situation, now: datetime) -> bool:
        """Tell whether no key or mouse moved while a break ran that had no sign of her."""
        running = situation.running()
        if running is None or running.began is None or running.signed or running.untouched:
            return False
        return self._untouched(now - running.began) is True

    def _notice(self, now: datetime) -> Situation:
        situation = self.situation(now)
        while (fact := noticed(situation, now)) is not None:
            if fact.kind is FactKind.BREAK_OVER and self._ran_untouched(situation, now):
                fact = Fact(fact.at, FactKind.UNTOUCHED, fact.key)
            self._record.note(fact)
            if fact.kind is FactKind.BREAK_OVER:
                offer = next(o for o in situation.offers if o.key == fact.key)
                why = "prep" if now >= offer.until else situation.hush(now) or "offered"
                self._actor.end(offer, now, why)
            situation = self.situation(now)
        return situation

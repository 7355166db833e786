"""Today: the one object that changes while the day passes.

Every cause of change, a sense, a click, a new calendar, a wake from sleep, a passing minute,
ends in `tick`. It writes down what time has made known, plans again, and acts where what
should stand on the screen differs from what does; a second tick at the same instant does
nothing. What is shown is written down before it is shown, so that a crash repeats nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from boundary.clock import instant_text
from boundary.rituals.repertoire import Repertoire
from boundary.schedule.acts import Act
from boundary.schedule.blocks import DayPlan, Glance
from boundary.schedule.facts import Fact, FactKind, SkipReason
from boundary.schedule.gaps import AS_THEY_CAME
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.moments import Moment, moments_of, outstanding
from boundary.schedule.noticing import noticed
from boundary.schedule.offers import DOT, Offer
from boundary.schedule.policy import Level, Policy, ShutdownForm
from boundary.schedule.record import Record
from boundary.schedule.sessions import Kind, Session
from boundary.schedule.situation import Situation
from boundary.schedule.standing import (
    ACCEPTED,
    OF_THE_DAY,
    Standing,
    lines_due,
    owed_at,
    question,
    rite_due,
    ticks_due,
    why_gone,
)

log = logging.getLogger(__name__)


class Today:
    """The local day in *zone*: sessions and facts in, acts out.

    *remember* is given each fact before anything follows from it; *acted* each act. The
    `waiting` moments after a tick are what timers should wake it for.
    """

    def __init__(
        self,
        zone: ZoneInfo,
        policy: Policy,
        hours: WeeklyHours,
        remember: Callable[[Fact], None],
        acted: Callable[[Act], None],
        repertoire: Repertoire = AS_THEY_CAME,
    ) -> None:
        self._record = Record(zone, policy, hours, remember, repertoire)
        self._acted = acted
        self._shape = ""
        self._asked: tuple[Situation, tuple[Moment, ...]] | None = None
        self.waiting: tuple[Moment, ...] = ()
        self.standing: Standing | None = None

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
            self.standing = Standing(running.block.ritual, running.key, running.began, runs=True)

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
            self._take_of_day(self.standing, now)
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
        self._begin(ready, now, "taken")
        self.tick(now)

    def finish(self, now: datetime) -> None:
        """End what runs; a break counts what was taken of it."""
        if self.standing is not None and self.standing.what in OF_THE_DAY:
            self._finish_of_day(self.standing, now)
            self.tick(now)
            return
        running = self.situation(now).running()
        if running is not None:
            taken = int(running.taken_by(now).total_seconds())
            self._record.note(Fact(now, FactKind.BREAK_OVER, running.key, taken))
            self._break_over(running, now, "finished")
        self.tick(now)

    def skip(self, now: datetime, reason: SkipReason | None = None) -> None:
        """Let go of what stands or is ready, for a *reason* or none; what was taken stays hers."""
        situation = self.situation(now)
        if situation.running() is not None:
            self.finish(now)
            return
        if self.standing is not None and self.standing.what in OF_THE_DAY:
            self._close(now, "skipped")
            self.tick(now)
            return
        ready = situation.ready(now)
        if ready is not None:
            self._record.note(Fact(now, FactKind.SKIP, ready.key, reason or ""))
            self._close(now, "skipped")
        self.tick(now)

    def postpone(self, now: datetime, length: timedelta) -> None:
        """Put the card off by *length*, if the floor still fits then; else it stays."""
        ready = self.situation(now).ready(now)
        if ready is not None and now + length + ready.block.floor <= ready.until:
            self._record.note(Fact(now, FactKind.POSTPONE, ready.key, int(length.total_seconds())))
            self._close(now, "postponed")
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
            self._close(now, "notes_first")
        self.tick(now)

    def up(self, now: datetime) -> None:
        """She is up: the window goes, the break counts."""
        situation = self.situation(now)
        offer = situation.running() or situation.ready(now)
        if offer is not None:
            self._record.note(Fact(now, FactKind.UP, offer.key))
            if offer.began is None:
                self._record.note(Fact(now, FactKind.BREAK_BEGAN, offer.key, "up"))
                self._act(now, "break", "up", False, "taken", offer)
            self._close(now, "up")
        self.tick(now)

    def shut_down(self, now: datetime) -> None:
        """Begin the shutdown now, on her word; not over contact, which comes first."""
        situation = self.situation(now)
        if situation.forbids(now) is not None:
            log.info("no shutdown over contact")
            self.tick(now)
            return
        chosen = self._record.policy.shutdown
        form = ShutdownForm.SHORT if chosen is ShutdownForm.NONE else chosen
        self._close(now, "replaced")
        self._record.note(Fact(now, FactKind.SHOWN, "", "shutdown"))
        self.standing = Standing("shutdown", "", now, runs=True, asked=True)
        self._act(now, "shutdown", form.value, True, "asked")
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
    def facts(self) -> tuple[Fact, ...]:
        """The facts of the day so far, in order."""
        return tuple(self._record.facts)

    # the one way for the day to change

    def tick(self, now: datetime) -> None:
        """Bring the day to *now* (UTC). Calling it twice changes nothing."""
        if self._record.is_over(now):
            self._notice(now)
        if self._record.turn(now):
            self._close(now, "day_over")
        situation = noticed_in = self._notice(now)
        self._withdraw(situation, now)
        self._ticks(situation, now)
        self._offer(situation, now)
        self._of_the_day(self.situation(now), now)
        if self.situation(now) is not noticed_in:
            self._of_the_day(self._notice(now), now)
        situation = self.situation(now)
        self._say(situation, now)
        self._show_shape(situation, now)
        ahead = (moment for moment in self._moments_of(situation) if moment.at > now)
        self.waiting = outstanding(ahead, now, ())

    def _moments_of(self, situation: Situation) -> tuple[Moment, ...]:
        if self._asked is None or self._asked[0] is not situation:
            self._asked = situation, moments_of(situation)
        return self._asked[1]

    def _notice(self, now: datetime) -> Situation:
        situation = self.situation(now)
        while (fact := noticed(situation, now)) is not None:
            self._record.note(fact)
            if fact.kind is FactKind.BREAK_OVER:
                offer = next(o for o in situation.offers if o.key == fact.key)
                why = "prep" if now >= offer.until else situation.hush(now) or "offered"
                self._break_over(offer, now, why)
            situation = self.situation(now)
        return situation

    def _withdraw(self, situation: Situation, now: datetime) -> None:
        if self.standing is not None:
            why = why_gone(self.standing, situation, now)
            if why is not None:
                self._close(now, why)

    def _ticks(self, situation: Situation, now: datetime) -> None:
        due = ticks_due(situation, now)
        if not due or situation.plan.away or situation.glance(now).why in _NO_TICK:
            return
        for key in due:
            if not situation.shown(f"tick:{key}"):
                self._record.note(Fact(now, FactKind.SHOWN, "", f"tick:{key}"))
                self._act(now, "tick", "prep", False, "prep", key=key)

    def _offer(self, situation: Situation, now: datetime) -> None:
        offer = situation.ready(now)
        if offer is None or situation.hush(now) is not None or now > offer.last_call:
            return
        if self.standing is not None and self.standing.runs:
            return
        if offer.level is Level.AMBIENT or offer.life.session.kind is Kind.CRISIS:
            return
        if offer.shown is None:
            firm = offer.level in (Level.HOLD, Level.GUARD) and not offer.wordless
            form = "panel" if firm else "card"
            self._close(now, "replaced")
            mark = DOT if offer.wordless else f"{form}:{offer.round}"
            self._record.note(Fact(now, FactKind.SHOWN, offer.key, mark))
            self.standing = Standing(form, offer.key, now)
            self._act(now, form, question(offer), True, offer.life.how.value, offer)
            return
        begins = offer.begins_itself
        if begins is not None and now >= begins and self._stands(offer):
            self._begin(offer, now, "began_itself")

    def _stands(self, offer: Offer) -> bool:
        return self.standing is not None and self.standing.key == offer.key

    def _begin(self, offer: Offer, now: datetime, why: str) -> None:
        self._record.note(Fact(now, FactKind.BREAK_BEGAN, offer.key, offer.block.ritual))
        self.standing = Standing(offer.block.ritual, offer.key, now, runs=True)
        self._act(now, "break", offer.block.ritual, True, why, offer)

    def _break_over(self, offer: Offer, now: datetime, why: str) -> None:
        """Tell the end of a break; its time and what is owed come from the facts."""
        plan = self.situation(now).plan
        block = plan.break_after(offer.key)
        taken = next(
            (
                int(f.value)
                for f in reversed(self._record.facts)
                if f.key == offer.key and f.kind is FactKind.BREAK_OVER
            ),
            0,
        )
        if self._stands(offer):
            self.standing = None
        self._act(
            now, "break", offer.block.ritual if not offer.up else "up", False, why, offer,
            taken=timedelta(seconds=taken), debt=block.debt if block else plan.debt,
        )  # fmt: skip

    def _of_the_day(self, situation: Situation, now: datetime) -> None:
        """Offer aftercare, the opening and the shutdown, each once, where nothing stands."""
        self._enough(situation, now)
        if situation.hush(now) is not None or self._record.policy.level is Level.AMBIENT:
            return
        while self.standing is None and (rite := rite_due(situation, now)) is not None:
            self._record.note(Fact(now, FactKind.SHOWN, "", rite.mark))
            if rite.stands:
                self.standing = Standing(rite.stands, "", now, rite.runs)
            self._act(now, rite.act, rite.what, bool(rite.stands), rite.why)
            situation = self.situation(now)

    def _enough(self, situation: Situation, now: datetime) -> None:
        running = situation.running()
        if running is None or running.enough is None or now < running.enough:
            return
        mark = f"enough:{running.key}:{instant_text(running.enough)}"
        if not situation.shown(mark):
            self._record.note(Fact(now, FactKind.SHOWN, "", mark))
            self._act(now, "enough", running.block.ritual, False, "offer_had", running)

    def _take_of_day(self, standing: Standing, now: datetime) -> None:
        if standing.what == "shutdown_card":
            self._record.note(Fact(now, FactKind.SHOWN, "", ACCEPTED))
            self._close(now, "taken")
        elif not standing.runs:
            self.standing = replace(standing, runs=True)
        self.tick(now)

    def _finish_of_day(self, standing: Standing, now: datetime) -> None:
        if standing.what == "opening":
            self._record.note(Fact(now, FactKind.OPENED))
        elif standing.what == "shutdown":
            self._record.note(Fact(now, FactKind.CLOSED))
        self._close(now, "finished")

    def _say(self, situation: Situation, now: datetime) -> None:
        for line in lines_due(situation, now):
            self._record.note(Fact(now, FactKind.SHOWN, "", f"say:{line}"))
            owed = owed_at(situation, now) if line == "owed" else None
            self._act(now, "say", line, False, line, debt=owed)

    def _show_shape(self, situation: Situation, now: datetime) -> None:
        glance = situation.glance(now)
        if self._shape != glance.tray:
            self._shape = glance.tray
            self._act(now, "tray", glance.tray, False, glance.why)

    # small things

    def _act(
        self,
        now: datetime,
        act: str,
        what: str,
        visible: bool,
        why: str,
        offer: Offer | None = None,
        *,
        key: str = "",
        taken: timedelta | None = None,
        debt: timedelta | None = None,
    ) -> None:
        floor = offered = None
        if offer is not None and act in ("card", "panel", "break"):
            floor, offered = offer.block.floor, offer.block.offer
        key = offer.key if offer is not None else key
        self._acted(Act(now, act, what, visible, why, key, offer, floor, offered, taken, debt))

    def _close(self, now: datetime, why: str) -> None:
        """Take down what stands; a panel that began says so by its break's end instead."""
        if self.standing is not None:
            what = self.standing.what
            self.standing = None
            self._act(now, "close", what, False, why)


_NO_TICK = frozenset({"clinical_need", "with_someone", "paused"})

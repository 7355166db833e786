"""The actor: what stands on the screen, and the acts that put it there and take it away.

`Today` lets it act at the end of each tick. It decides nothing that the situation does not
say, and writes down what it shows before it shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from boundary.clock import instant_text
from boundary.schedule.acts import Act
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.offers import DOT, Offer
from boundary.schedule.owed import owed_at
from boundary.schedule.policy import Level, ShutdownForm
from boundary.schedule.record import Record
from boundary.schedule.sessions import Kind
from boundary.schedule.situation import Situation
from boundary.schedule.standing import (
    ACCEPTED,
    OF_THE_DAY,
    Standing,
    lines_due,
    question,
    rite_due,
    ticks_due,
    why_gone,
)

LONGEST_RUN = timedelta(hours=2)
"""A window that is left standing longer than this holds no day back."""

_NO_TICK = frozenset({"clinical_need", "with_someone", "paused"})


class Actor:
    """Acts for the day of *record*; *acted* is given each act. `standing` is on the screen."""

    def __init__(self, record: Record, acted: Callable[[Act], None]) -> None:
        self._record = record
        self._acted = acted
        self._shape = ""
        self._began: Offer | None = None
        self.standing: Standing | None = None

    def is_busy(self, now: datetime) -> bool:
        """Tell whether something of the day still runs: midnight waits for it, within reason."""
        standing = self.standing
        return standing is not None and standing.runs and now < standing.at + LONGEST_RUN

    # what a tick asks for

    def take_down(self, now: datetime) -> None:
        """Take down what may not stand any more; a break whose gap is gone ends first."""
        situation = self._record.situation(now)
        self._end_lost(situation, now)
        if self.standing is not None:
            why = why_gone(self.standing, self._record.situation(now), now)
            if why is not None:
                self.close(now, why)

    def tick_starts(self, situation: Situation, now: datetime) -> None:
        """Give the silent sign before each start, once."""
        due = ticks_due(situation, now)
        if not due or situation.plan.away or situation.glance(now).why in _NO_TICK:
            return
        for key in due:
            if not situation.shown(f"tick:{key}"):
                self._record.note(Fact(now, FactKind.SHOWN, "", f"tick:{key}"))
                self.act(now, "tick", "prep", False, "prep", key=key)

    def put(self, situation: Situation, now: datetime) -> None:
        """Put the break to her that is ready, or begin it where its level does."""
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
            self.close(now, "replaced")
            mark = DOT if offer.wordless else f"{form}:{offer.round}"
            self._record.note(Fact(now, FactKind.SHOWN, offer.key, mark))
            self.standing = Standing(form, offer.key, now)
            self.act(now, form, question(offer), True, offer.life.how.value, offer)
            return
        begins = offer.begins_itself
        if begins is not None and now >= begins and self._stands(offer):
            self.begin(offer, now, "began_itself")

    def mark_the_day(self, now: datetime) -> None:
        """Offer aftercare, the opening and the shutdown, each once, where nothing stands."""
        situation = self._record.situation(now)
        self._enough(situation, now)
        if situation.hush(now) is not None:
            return
        while self.standing is None and (rite := rite_due(situation, now)) is not None:
            self._record.note(Fact(now, FactKind.SHOWN, "", rite.mark))
            if rite.stands:
                self.standing = Standing(rite.stands, "", now, rite.runs)
            self.act(now, rite.act, rite.what, bool(rite.stands), rite.why)
            situation = self._record.situation(now)

    def say(self, situation: Situation, now: datetime) -> None:
        """Say each line of Today once."""
        for line in lines_due(situation, now):
            self._record.note(Fact(now, FactKind.SHOWN, "", f"say:{line}"))
            owed = owed_at(situation, now) if line.startswith("owed") else None
            self.act(now, "say", line, False, line, debt=owed)

    def show_shape(self, situation: Situation, now: datetime) -> None:
        """Show the tray's shape where it has become another."""
        glance = situation.glance(now)
        if self._shape != glance.tray:
            self._shape = glance.tray
            self.act(now, "tray", glance.tray, False, glance.why)

    # what her answers ask for

    def begin(self, offer: Offer, now: datetime, why: str) -> None:
        """Begin the break of *offer*."""
        self._record.note(Fact(now, FactKind.BREAK_BEGAN, offer.key, offer.block.ritual))
        self.resume(offer, now)
        self.act(now, "break", offer.block.ritual, True, why, offer)

    def resume(self, offer: Offer, began: datetime) -> None:
        """Take the break of *offer*, which runs since *began*, for what stands."""
        self.standing = Standing(offer.block.ritual, offer.key, began, runs=True)
        self._began = offer

    def end(self, offer: Offer, now: datetime, why: str) -> None:
        """Tell the end of a break; its time and what is owed come from the facts."""
        plan = self._record.situation(now).plan
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
        self.act(
            now, "break", offer.block.ritual if not offer.up else "up", False, why, offer,
            taken=timedelta(seconds=taken), debt=block.debt if block else plan.debt,
        )  # fmt: skip

    def begin_shutdown(self, now: datetime) -> None:
        """Begin the shutdown on her word, in the form that she chose."""
        chosen = self._record.policy.shutdown
        form = ShutdownForm.SHORT if chosen is ShutdownForm.NONE else chosen
        self.close(now, "replaced")
        self._record.note(Fact(now, FactKind.SHOWN, "", "shutdown"))
        self.standing = Standing("shutdown", "", now, runs=True, asked=True)
        self.act(now, "shutdown", form.value, True, "asked")

    def take_of_day(self, standing: Standing, now: datetime) -> None:
        """Begin what *standing* asks of the day; the shutdown's card is only accepted."""
        if standing.what == "shutdown_card":
            self._record.note(Fact(now, FactKind.SHOWN, "", ACCEPTED))
            self.close(now, "taken")
        elif not standing.runs:
            self.standing = replace(standing, runs=True)

    def finish_of_day(self, standing: Standing, now: datetime) -> None:
        """Write down that the opening or the shutdown is done."""
        if standing.what == "opening":
            self._record.note(Fact(now, FactKind.OPENED))
        elif standing.what == "shutdown":
            self._record.note(Fact(now, FactKind.CLOSED))
        self.close(now, "finished")

    def act(
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
        """Hand over one act; what *offer* holds goes with a card, a panel and a break."""
        floor = offered = None
        if offer is not None and act in ("card", "panel", "break"):
            floor, offered = offer.block.floor, offer.block.offer
        key = offer.key if offer is not None else key
        self._acted(Act(now, act, what, visible, why, key, offer, floor, offered, taken, debt))

    def close(self, now: datetime, why: str) -> None:
        """Take down what stands; a panel that began says so by its break's end instead."""
        if self.standing is not None:
            what = self.standing.what
            self.standing = None
            self.act(now, "close", what, False, why)

    # small things

    def _stands(self, offer: Offer) -> bool:
        return self.standing is not None and self.standing.key == offer.key

    def _enough(self, situation: Situation, now: datetime) -> None:
        running = situation.running()
        if running is None or running.enough is None or now < running.enough:
            return
        mark = f"enough:{running.key}:{instant_text(running.enough)}"
        if not situation.shown(mark):
            self._record.note(Fact(now, FactKind.SHOWN, "", mark))
            self.act(now, "enough", running.block.ritual, False, "offer_had", running)

    def _end_lost(self, situation: Situation, now: datetime) -> None:
        """End the break that runs where the day has no gap for it any more.

        Its calendar changed, or its session went on after all: what was taken is written down,
        and counts if that session's end still lies before it.
        """
        running = situation.running()
        if running is not None:
            self._began = running
        standing, lost = self.standing, self._began
        if standing is None or not standing.runs or standing.what in OF_THE_DAY:
            return
        if running is not None or lost is None or lost.key != standing.key:
            return
        taken = int(lost.taken_by(now).total_seconds())
        self._record.note(Fact(now, FactKind.BREAK_OVER, lost.key, taken))
        self.end(lost, now, situation.hush(now) or "taken_back")

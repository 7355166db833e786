"""Gaps: what each stretch between two presences is used for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from boundary.clock import Span
from boundary.rituals.repertoire import Repertoire
from boundary.rituals.ritual import TimedStep, fit
from boundary.schedule.blocks import NOTHING, Block, BlockKind
from boundary.schedule.contact import EVIDENCED, TOUCHING, How, Life
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.policy import OpeningForm, Policy, ShutdownForm
from boundary.schedule.sessions import CLIENT_WORK, Kind, Session
from boundary.schedule.stretches import Stretch, touched
from boundary.schedule.tally import Tally

LEAST_OFFER = timedelta(seconds=45)
"""Below this nothing is offered; domain tiers begin here."""

BEFORE_PREP = timedelta(seconds=10)
"""Steps end this long before prep."""

LEAST_LUNCH = timedelta(minutes=5)
SHUTDOWN_AFTER = timedelta(minutes=2)
"""How long after the day's last end the shutdown is offered."""

OPENING_LEAD = {OpeningForm.SHORT: timedelta(minutes=10), OpeningForm.FULL: timedelta(minutes=20)}


NIGHT = timedelta(hours=4)
"""Work that goes on over midnight with less rest than this opens no new day."""

AS_THEY_CAME = Repertoire()
"""The rituals as they came, for who has changed none."""


@dataclass(slots=True)
class Walk:
    """The walk through one day, from one presence to the one that follows.

    `worked_until` is when the client work of the days before was booked to end, `ahead` when
    the next day's work begins.
    """

    policy: Policy
    facts: Sequence[Fact]
    lunches: Sequence[Session]
    freed: Sequence[Life]
    held: Sequence[Stretch]
    tally: Tally
    ahead: datetime | None = None
    worked_until: datetime | None = None
    repertoire: Repertoire = AS_THEY_CAME
    blocks: list[Block] = field(default_factory=list)
    no_ten: bool = False

    def add(self, kind: BlockKind, start: datetime, end: datetime, after: str | None) -> None:
        if end > start:
            span = Span(start, end)
            self.blocks.append(Block(kind, span, after, debt=self.tally.debt))

    def take_in(self, life: Life) -> None:
        """Count the load of *life* and the notes that it leaves."""
        if is_contact(life):
            self.tally.contact(life.span)
            if life.session.kind in CLIENT_WORK:
                self.tally.pending += self.policy.notes

    def gap(self, last: Life, start: datetime, following: Life) -> None:
        """Fill the gap from *start*, the end of *last*, to the prep of *following*."""
        until = following.span.start - self.policy.prep
        crisis = touched(self.held, Span(last.span.start, max(start, last.span.end)))
        if last.how is How.LIVE:
            return
        lunches = self._lunches(start, until) if until > start else []
        if lunches and lunches[0].length >= self.policy.lunch:
            self._write_notes(start, lunches[0].start, _key(last))
        elif until > start and crisis:
            self._write_notes(start, until, _key(last))
        elif until > start:
            self._break(last, start, following, until)
        elif until <= start:
            self._swallowed(last, following)
        for lunch in lunches:
            self._lunch(lunch)

    def _break(self, last: Life, start: datetime, following: Life, until: datetime) -> None:
        slot = self._freed_before(last, start, following)
        if slot is not None and slot.span.end > start:
            booked = min(until, slot.session.span.start - self.policy.prep)
            if booked > start:
                self._offer(last, start, booked, slot.session.span)
            begin = max([slot.span.end, *(b.span.end for b in self.blocks)])
            self._recover(slot, min(begin, until), until)
        elif last.how in (How.NO_SHOW, How.CANCELLED):
            self._recover(last, start, until)
        else:
            self._offer(last, start, until, following.session.span, freed=slot is not None)

    def _freed_before(self, last: Life, start: datetime, following: Life) -> Life | None:
        return next(
            (
                life
                for life in self.freed
                if last.session.key != life.session.key
                and start <= life.session.span.start < following.span.start
            ),
            None,
        )

    def _offer(
        self, last: Life, start: datetime, until: datetime, booked: Span, *, freed: bool = False
    ) -> None:
        policy, tally = self.policy, self.tally
        available = until - start
        heavy = any(f.kind is FactKind.HEAVY and f.key == _key(last) for f in self.facts)
        floor = tally.floor(available, heavy=heavy)
        if tally.long >= policy.long_after and floor < policy.floor_long and not policy.easy:
            self.no_ten = True
        notes = min(tally.pending, max(NOTHING, available - floor))
        most = policy.offer_heavy if heavy or freed else policy.offer
        offer = min(most, available - notes)
        if freed:
            offer = min(most, available)
            notes = min(tally.pending, available - offer)
        offer = max(offer, min(floor, available))
        room = max(NOTHING, booked.start - policy.prep - last.session.span.end)
        owed = min(floor, room) if last.session.kind in CLIENT_WORK else NOTHING
        chosen = Chosen(offer, last.session.kind, heavy, freed)
        kind = _tier(offer, freed=freed)
        self._set_aside(kind, last, Span(start, start + offer), until, floor, owed, chosen)
        if offer >= LEAST_OFFER:
            self._write_notes(start + offer, start + offer + notes, _key(last))

    def _recover(self, freed: Life, start: datetime, until: datetime) -> None:
        offer = min(self.policy.offer_heavy, max(NOTHING, until - start))
        chosen = Chosen(offer, recovery=True)
        span = Span(start, start + offer)
        self._set_aside(BlockKind.RECOVERY, freed, span, until, NOTHING, NOTHING, chosen)
        self._write_notes(span.end, until, _key(freed))

    def _set_aside(
        self,
        kind: BlockKind,
        last: Life,
        span: Span,
        until: datetime,
        floor: timedelta,
        owed: timedelta,
        chosen: Chosen,
    ) -> None:
        taken = _taken(self.facts, last)
        offer = span.length if span.length >= LEAST_OFFER else NOTHING
        had = offer if taken is None else taken
        self.tally.settle(owed, floor, had)
        self.tally.rested(had)
        room = min(span.end, until - BEFORE_PREP) - span.start
        name, steps = _fitted(self.repertoire, chosen, room)
        if not offer or not name:
            return
        self.blocks.append(
            Block(
                kind, span, _key(last), floor, offer, name, steps, taken, until,
                self.tally.debt,
            )
        )  # fmt: skip

    def _swallowed(self, last: Life, following: Life) -> None:
        """Charge a break that the calendar had room for and the overrun took."""
        room = following.session.span.start - self.policy.prep - last.session.span.end
        taken = _taken(self.facts, last)
        known = last.how in EVIDENCED and last.session.kind in CLIENT_WORK
        if room > NOTHING and known and last.contact:
            floor = self.tally.floor(room, heavy=False)
            self.tally.settle(min(floor, room), floor, taken or NOTHING)

    def _write_notes(self, start: datetime, until: datetime, after: str | None) -> None:
        length = min(self.tally.pending, max(NOTHING, until - start))
        self.add(BlockKind.NOTES, start, start + length, after)
        self.tally.pending -= length

    def _lunches(self, start: datetime, until: datetime) -> list[Span]:
        parts = [
            Span(max(lunch.span.start, start), min(lunch.span.end, until))
            for lunch in self.lunches
            if lunch.span.start < until and lunch.span.end > start
        ]
        return [part for part in parts if part.length >= LEAST_LUNCH]

    def _lunch(self, span: Span) -> None:
        off = next(
            (
                timedelta(seconds=int(f.value))
                for f in self.facts
                if f.kind is FactKind.LUNCH_OVER and f.at >= span.start
            ),
            span.length,
        )
        pays = min(max(NOTHING, off - self.policy.lunch), self.policy.lunch_repays)
        self.tally.debt = max(NOTHING, self.tally.debt - pays)
        self.blocks.append(Block(BlockKind.LUNCH, span, ritual="lunch_off", debt=self.tally.debt))

    def rest_of_day(self, last: Life, present: Sequence[Life], closing: datetime | None) -> None:
        """Set aside notes and the shutdown after *last*, the day's last work.

        What else is *present* later, such as an appointment of her own, is left alone.
        """
        held = [life.span for life in present if life.span.end > last.span.end]
        start = last.span.end
        for lunch in self._lunches(start, start + timedelta(days=1)):
            later = [h.start - self.policy.prep for h in held if h.start > lunch.start]
            begin = max((h.end for h in held if h.contains(lunch.start)), default=lunch.start)
            until = min([*later, lunch.end])
            if until - begin >= LEAST_LUNCH:
                self._lunch(Span(begin, until))
        if last.how is How.LIVE:
            return
        pending = self.tally.pending
        begin = self._clear_of(held, start, pending)
        self._write_notes(begin, begin + pending, _key(last))
        form = self.policy.shutdown
        if form is ShutdownForm.NONE or (self.ahead is not None and self.ahead - start < NIGHT):
            return
        earliest = max(begin + pending, start + SHUTDOWN_AFTER)
        latest = max(earliest, start + self.policy.workday_end)
        begin = min(max(earliest, closing or earliest), latest)
        length = self.repertoire.ritual(form.value).ideal
        begin = self._clear_of(held, begin, length)
        self._ritual_block(BlockKind.SHUTDOWN, form.value, begin, None, _key(last))

    def _clear_of(self, held: Iterable[Span], start: datetime, length: timedelta) -> datetime:
        """Return the first instant from *start* on with *length* before the next prep."""
        for span in sorted(held):
            if span.start - self.policy.prep < start + length and start < span.end:
                start = span.end
        return start

    def open_day(self, lives: Sequence[Life]) -> None:
        """Set aside the opening before the day's first client work, if nothing lies there."""
        form = self.policy.opening
        came = [life for life in lives if life.how is not How.CANCELLED or life.span.length]
        work = [life for life in came if life.session.kind in CLIENT_WORK]
        if form is OpeningForm.NONE or not work:
            return
        first, began = work[0], min(life.span.start for life in work)
        until = min(first.session.span.start - self.policy.prep, began)
        ahead = [x for x in came if x.session.span.start >= until]
        until = min(
            [until, *(min(x.session.span.start - self.policy.prep, x.span.start) for x in ahead)]
        )
        begin = first.session.span.start - OPENING_LEAD[form]
        before = [life.span.end for life in came if life.session.span.start < until]
        begin = max([begin, *before])
        if self.worked_until is not None and begin - self.worked_until < NIGHT:
            return
        if self.repertoire.ritual(form.value).least <= until - BEFORE_PREP - begin:
            self._ritual_block(BlockKind.OPENING, form.value, begin, until, None)

    def _ritual_block(
        self,
        kind: BlockKind,
        name: str,
        begin: datetime,
        until: datetime | None,
        after: str | None,
    ) -> None:
        chosen = self.repertoire.ritual(name)
        length = chosen.ideal
        if until is not None:
            length = min(length, until - BEFORE_PREP - begin)
        steps = fit(chosen, length)
        span = Span(begin, begin + length)
        self.blocks.append(
            Block(kind, span, after, ritual=name, steps=steps, until=until, debt=self.tally.debt)
        )


class Chosen(NamedTuple):
    """What a ritual is chosen by; see `Repertoire.choose`."""

    offer: timedelta
    after: Kind | None = None
    heavy: bool = False
    recovery: bool = False


@lru_cache(maxsize=512)
def _fitted(
    repertoire: Repertoire, by: Chosen, room: timedelta
) -> tuple[str, tuple[TimedStep, ...]]:
    """Return the id ("" for none) and the steps of the ritual for *by*, in *room*.

    Remembered: a day is planned again whenever something happens, and its gaps stay alike.
    """
    chosen = repertoire.choose(by.offer, after=by.after, heavy=by.heavy, recovery=by.recovery)
    return ("", ()) if chosen is None else (chosen.id, fit(chosen, room))


def is_contact(life: Life) -> bool:
    """Tell whether *life* loads her: client work, colleagues, or a call in a held slot."""
    if not life.contact:
        return False
    if life.session.kind in TOUCHING:
        return True
    return life.session.kind in (Kind.HOLD, Kind.UNKNOWN) and life.how in EVIDENCED


def _key(life: Life) -> str:
    return life.session.key


def _tier(offer: timedelta, *, freed: bool) -> BlockKind:
    if freed:
        return BlockKind.RECOVERY
    return BlockKind.MICRO_BREAK if offer < timedelta(minutes=4) else BlockKind.TRANSITION


def _taken(facts: Iterable[Fact], life: Life) -> timedelta | None:
    """Return what the facts say was taken of the break after *life*; None if nothing."""
    taken: timedelta | None = None
    for fact in facts:
        if fact.key != _key(life) or fact.at < life.span.end:
            continue
        if fact.kind is FactKind.BREAK_OVER:
            taken = (taken or NOTHING) + timedelta(seconds=int(fact.value))
        elif fact.kind in (FactKind.SKIP, FactKind.BREAK_PASSED):
            taken = taken or NOTHING
    return taken

"""Offers: when a break is put to her, and what she has answered.

One offer a gap. It appears once the end is believed, folds when it is ignored, begins by
itself only where she chose a firmer level, and is over at prep whatever happens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from boundary.schedule.blocks import BREAKS, Block, BlockKind, DayPlan
from boundary.schedule.contact import EVIDENCED, How, Life
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.policy import EndBy, Level, Policy, Practice

SETTLES = {
    (How.SENSES, False): timedelta(seconds=20),
    (How.SENSES, True): timedelta(minutes=5),
}
"""How long a closing must last before it is an end: longer when it came early."""

DOT_AFTER = timedelta(minutes=3)
"""Where she trusts the calendar's ends, a wordless dot comes this long after one."""

DOT = "dot"
"""What is written down when only the dot was shown."""

SOON = timedelta(minutes=2)
"""Shown later than this after it might have been, a break counts from its own beginning."""

LEAST_LEFT = timedelta(seconds=45)
"""With less left until prep nothing appears any more."""

FOLDS = {
    Level.AMBIENT: timedelta(0),
    Level.NUDGE: timedelta(seconds=45),
    Level.HOLD: timedelta(seconds=60),
    Level.GUARD: timedelta(seconds=90),
}
_PRACTICES = {
    BlockKind.MICRO_BREAK: Practice.MICRO_BREAK,
    BlockKind.TRANSITION: Practice.TRANSITION,
    BlockKind.RECOVERY: Practice.TRANSITION,
}
POSTPONES = {
    Level.NUDGE: (timedelta(minutes=2), timedelta(minutes=5)),
    Level.HOLD: (timedelta(minutes=2),),
    Level.GUARD: (timedelta(minutes=1),),
}
"""By how long a break may be put off: at a firm level once, else as long as the floor fits."""

BEGINS_ITSELF = {Level.HOLD: timedelta(seconds=25), Level.GUARD: timedelta(seconds=10)}


@dataclass(frozen=True, slots=True)
class Offer:
    """The break of one gap: its block, when it is put to her, and her answer so far.

    All instants UTC. `appears` moves when she postpones or writes notes first (`round`
    counts that); `began` and `counts_from` are None until it runs; `signed` tells that she
    gave one sign, `untouched` that no key or mouse moved while it ran by itself; `over` that it
    is done, skipped or gone by; `postponed` how often she put it off.
    """

    key: str
    block: Block
    life: Life
    level: Level
    evidenced: bool
    appears: datetime
    until: datetime
    round: int = 0
    shown: datetime | None = None
    began: datetime | None = None
    counts_from: datetime | None = None
    signed: bool = False
    up: bool = False
    skipped: bool = False
    over: bool = False
    untouched: bool = False
    postponed: int = 0

    @property
    def answered(self) -> bool:
        return self.began is not None or self.over or self.skipped

    @property
    def wordless(self) -> bool:
        """Tell whether only a dot may appear: the end is the calendar's word alone."""
        return not self.evidenced

    @property
    def last_call(self) -> datetime:
        """Return the instant after which it no longer appears."""
        return self.until - LEAST_LEFT

    @property
    def folds(self) -> datetime | None:
        """Return when the ignored card folds, if it is shown."""
        return None if self.shown is None else self.shown + FOLDS[self.level]

    @property
    def begins_itself(self) -> datetime | None:
        """Return when the panel begins by itself, if its level does and she saw it come.

        Never once all that was offered, which counts from the end of the session, is over.
        """
        wait = BEGINS_ITSELF.get(self.level)
        if wait is None or self.shown is None or self.wordless:
            return None
        begins, had = self.shown + wait, self.block.span.start + self.block.offer
        return begins if begins < had else None

    @property
    def enough(self) -> datetime | None:
        """Return when what was offered has been had, if it runs."""
        if self.counts_from is None:
            return None
        return min(self.counts_from + self.block.offer, self.until)

    def folded_at(self, now: datetime) -> bool:
        """Tell whether the card is no longer on a screen at *now*."""
        return self.shown is None or (self.folds is not None and now >= self.folds)

    def postponable(self, now: datetime) -> tuple[timedelta, ...]:
        """Return by how long it may be put off at *now*, shortest first: the floor has to fit."""
        if self.answered or (self.postponed and self.level is not Level.NUDGE):
            return ()
        lengths = POSTPONES.get(self.level, ())
        return tuple(each for each in lengths if now + each + self.block.floor <= self.until)

    def taken_by(self, now: datetime) -> timedelta:
        """Return how much of it has been taken by *now*.

        Nothing without a sign of her, unless no key or mouse went elsewhere while it ran.
        """
        if self.counts_from is None or not (self.signed or self.untouched):
            return timedelta(0)
        return max(min(now, self.until) - self.counts_from, timedelta(0))


def offers_of(plan: DayPlan, facts: Sequence[Fact], policy: Policy) -> tuple[Offer, ...]:
    """Return the offer of each break in *plan*, with what *facts* say of it."""
    lives = {life.session.key: life for life in plan.lives}
    found = []
    for block in plan.blocks:
        if block.kind not in BREAKS or block.after is None or block.until is None:
            continue
        life = lives[block.after]
        said = [f for f in facts if f.key == block.after and counts_after(life, f)]
        found.append(_answered(_asked(block, life, policy, facts), said))
    return tuple(found)


def ends_as_booked(life: Life, policy: Policy) -> bool:
    """Tell whether the calendar's word is enough for the end of *life*: hers, or this one's."""
    return policy.end_by is EndBy.CALENDAR or life.session.trusted


def counts_after(life: Life, fact: Fact) -> bool:
    """Tell whether *fact* speaks of the break after the end of *life*.

    What was said before that end was said of one that a reopening has taken back; only the
    dot is never shown before an end, because it waits for none.
    """
    return fact.at >= life.span.end or (fact.kind is FactKind.SHOWN and fact.value == DOT)


def _asked(block: Block, life: Life, policy: Policy, facts: Sequence[Fact]) -> Offer:
    evidenced = life.how in EVIDENCED
    start = block.span.start
    if evidenced:
        settles = SETTLES.get((life.how, life.early), timedelta(0))
        appears = max(start, life.span.end + settles)
    else:
        appears = start + DOT_AFTER if ends_as_booked(life, policy) else start
    assert block.after is not None
    assert block.until is not None
    level = _level_at(appears, policy.level_of(_PRACTICES[block.kind]), facts)
    if not evidenced and not ends_as_booked(life, policy):
        level = Level.AMBIENT
    return Offer(block.after, block, life, level, evidenced, appears, block.until)


def _level_at(at: datetime, hers: Level, facts: Sequence[Fact]) -> Level:
    """Return the level of what first appears at *at*: *hers*, or a lower one for this day."""
    said = {f.value for f in facts if f.kind is FactKind.LEVEL and f.at <= at}
    return min(hers, *(level for level in Level if level in said), Level.GUARD)


def _answered(offer: Offer, said: Sequence[Fact]) -> Offer:
    appears, asked_again, postponed = offer.appears, 0, 0
    shown = began = counts_from = None
    signed = up = skipped = over = untouched = False
    first = offer.block.span.start
    for fact in said:
        match fact.kind:
            case FactKind.POSTPONE:
                asked_again += 1
                postponed += 1
                appears = first = fact.at + timedelta(seconds=int(fact.value))
                shown = None
            case FactKind.NOTES_FIRST:
                asked_again += 1
                appears = first = max(fact.at, offer.until - offer.block.floor)
                shown = None
            case FactKind.SHOWN:
                shown = shown or fact.at
            case FactKind.TAKE:
                signed = True
            case FactKind.UP:
                signed = up = True
            case FactKind.BREAK_BEGAN:
                began = fact.at
                soon = shown is not None and shown <= appears + SOON
                prompt = shown is not None and soon and fact.at <= shown + FOLDS[offer.level]
                counts_from = min(first, fact.at) if prompt and offer.evidenced else fact.at
            case FactKind.UNTOUCHED:
                untouched = began is not None
            case FactKind.SKIP:
                skipped = True
            case FactKind.BREAK_OVER | FactKind.BREAK_PASSED:
                over = True
            case _:
                pass
    return Offer(
        offer.key, offer.block, offer.life, offer.level, offer.evidenced, appears, offer.until,
        asked_again, shown, began, counts_from, signed, up, skipped, over,
        untouched, postponed,
    )  # fmt: skip

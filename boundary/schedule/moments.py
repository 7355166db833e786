"""Moments: the instants at which the day asks something of the program.

The same plan always has the same moments, under keys that stay when the day is planned
again; which of them are still to come is asked of `outstanding` alone, the one function of
the day's path that is told the present.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from boundary.clock import day_span
from boundary.schedule.blocks import BREAKS, Block, BlockKind
from boundary.schedule.contact import TOUCHING, Life
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.gaps import SHUTDOWN_AFTER
from boundary.schedule.offers import FOLDS, SETTLES, Offer
from boundary.schedule.policy import Policy, Practice
from boundary.schedule.sessions import Kind
from boundary.schedule.situation import (
    AFTER_WAKE,
    ENDED_LATE,
    SETTLED,
    TRUST_AFTER,
    WRAP_UP,
    Situation,
)
from boundary.schedule.stretches import unstuck_of
from boundary.schedule.stuck import expiry

_A_DAY = timedelta(days=1)

AFTERCARE = {"need": timedelta(minutes=5), "company": timedelta(minutes=20)}
"""How long after its end aftercare is offered."""

AFTERCARE_STANDS = timedelta(minutes=10)
"""Its card has no timer to be seen; after this it folds and waits in Today."""

APART = timedelta(minutes=15)
"""The shutdown's card comes no sooner after it."""

AFTERCARE_LATE = timedelta(minutes=10)
"""Later than this it only waits in Today."""


@dataclass(frozen=True, slots=True)
class Moment:
    """From *at* on, *act* is due; once *until* is past nobody wants it any more (both UTC)."""

    key: str
    act: str
    at: datetime
    until: datetime


def outstanding(
    moments: Iterable[Moment], now: datetime, done: Collection[str]
) -> tuple[Moment, ...]:
    """Return the moments still to be acted on at *now* (UTC), the first one first.

    Out are those whose key is in *done* and those whose `until` lies before *now*; one whose
    `until` is this very instant still counts. A moment that is already due stays in, because
    a machine that slept must be able to catch up.
    """
    return tuple(
        sorted(
            (moment for moment in moments if moment.key not in done and now <= moment.until),
            key=lambda moment: (moment.at, moment.key),
        )
    )


def moments_of(situation: Situation) -> tuple[Moment, ...]:
    """Return every instant of the day at which something may change, under stable keys.

    A moment wakes `Today.tick` and carries no decision: what is shown then is asked of the
    situation, so that a late or a repeated wake-up does no harm.
    """
    plan = situation.plan
    span = day_span(plan.day, plan.zone)
    found = [Moment("midnight", "day", span.end, span.end + _A_DAY)]
    if plan.away:
        return tuple(found)
    for life in plan.lives:
        found += _of_life(life, situation)
    for offer in situation.offers:
        found += _of_offer(offer)
    for block in plan.blocks:
        found += _of_block(block, situation)
    for name, stretches in (("need", situation.needs), ("company", situation.company)):
        for stretch in stretches:
            if stretch.end is not None:
                found += _of_release(name, stretch.start, stretch.end)
    for line in situation.open_lines:
        if line.end is not None:
            found.append(Moment(f"line:{line.end.isoformat()}", "look", line.end + SETTLED,
                                line.end + _A_DAY))  # fmt: skip
    for closed in unstuck_of(situation.facts):
        found.append(Moment(f"line:{closed.isoformat()}", "look", closed + SETTLED,
                            closed + _A_DAY))  # fmt: skip
    if situation.open_lines and situation.open_lines[-1].end is None:
        since = expiry(situation.open_lines[-1].start, situation.booked)
        found.append(Moment(f"stuck:{since.isoformat()}", "look", since, since + _A_DAY))
    for pause in situation.pauses:
        if pause.end is not None:
            found.append(Moment(f"resume:{pause.start.isoformat()}", "resume", pause.end,
                                pause.end + _A_DAY))  # fmt: skip
    for fact in situation.facts:
        if fact.kind is FactKind.SHOWN and not fact.key:
            found += _of_mark(fact, situation.policy)
        if fact.kind is FactKind.WAKE:
            woken = fact.at + AFTER_WAKE
            found.append(Moment(f"woken:{fact.at.isoformat()}", "look", woken, woken + _A_DAY))
    return tuple(found)


def _of_life(life: Life, situation: Situation) -> list[Moment]:
    key, booked = life.session.key, life.session.span
    start = booked.start
    found = []
    if life.session.kind in TOUCHING | {Kind.PERSONAL}:
        prep = start - situation.policy.prep
        found.append(Moment(f"tick:{key}", "tick", prep, start))
    found.append(Moment(f"start:{key}", "look", start, booked.end))
    if life.session.kind in TOUCHING:
        found.append(Moment(f"wrap:{key}", "look", booked.end - WRAP_UP, booked.end))
    found.append(Moment(f"end:{key}", "look", booked.end, booked.end + _A_DAY))
    found.append(Moment(f"trust:{key}", "look", booked.end + TRUST_AFTER, booked.end + _A_DAY))
    found.append(Moment(f"late:{key}", "look", booked.end + ENDED_LATE, booked.end + _A_DAY))
    settles = SETTLES.get((life.how, life.early))
    if settles is not None:
        believed = life.span.end + settles
        found.append(Moment(f"ended:{key}", "look", believed, believed + _A_DAY))
    return found


def _of_offer(offer: Offer) -> list[Moment]:
    key = f"{offer.key}:{offer.round}"
    found = [
        Moment(f"card:{key}", "card", offer.appears, offer.last_call),
        Moment(f"prep:{key}", "close", offer.until, offer.until + _A_DAY),
    ]
    if offer.folds is not None:
        found.append(Moment(f"fold:{key}", "fold", offer.folds, offer.until))
    if offer.begins_itself is not None:
        found.append(Moment(f"begin:{key}", "break", offer.begins_itself, offer.last_call))
    if offer.enough is not None:
        found.append(Moment(f"enough:{key}", "enough", offer.enough, offer.until))
    return found


def _of_block(block: Block, situation: Situation) -> list[Moment]:
    start, end = block.span.start, block.span.end
    match block.kind:
        case BlockKind.OPENING if block.until is not None:
            return [
                Moment("opening", "opening", start, block.until),
                Moment("opening:over", "close", block.until, block.until + _A_DAY),
            ]
        case BlockKind.SHUTDOWN if block.after is not None:
            card = shutdown_card_at(situation, block)
            return [
                Moment("shutdown:card", "card", card, card + _A_DAY),
                Moment("shutdown", "shutdown", start, start + _A_DAY),
            ]
        case BlockKind.LUNCH | BlockKind.NOTES:
            name = f"{block.kind}:{start.isoformat()}"
            return [
                Moment(name, "look", start, end),
                Moment(f"{name}:over", "look", end, end + _A_DAY),
            ]
        case _ if block.kind in BREAKS and block.after is not None:
            return [Moment(f"had:{block.after}", "look", end, end + _A_DAY)]
        case _:
            return []


CARDS = {"opening": "opening", "shutdown:card": "shutdown_card"}
"""What stands under the marks of the day's cards."""


def stays_of(what: str, policy: Policy) -> timedelta:
    """Return how long *what*, a card of the day, stands if it is ignored."""
    if what == "aftercare":
        return AFTERCARE_STANDS
    practice = Practice.OPENING if what == "opening" else Practice.SHUTDOWN
    return FOLDS[policy.level_of(practice)]


def _of_mark(fact: Fact, policy: Policy) -> list[Moment]:
    """Return when the card of the day folds that *fact* says was shown."""
    mark = str(fact.value)
    what = "aftercare" if mark.startswith("aftercare:") else CARDS.get(mark)
    if what is None:
        return []
    folds = fact.at + stays_of(what, policy)
    return [Moment(f"{mark}:fold", "fold", folds, folds + _A_DAY)]


def _of_release(name: str, start: datetime, end: datetime) -> list[Moment]:
    wait = AFTERCARE[name]
    key = f"{name}:{start.isoformat()}"
    return [
        Moment(f"{key}:over", "look", end, end + _A_DAY),
        Moment(f"{key}:settled", "look", end + SETTLED, end + _A_DAY),
        Moment(f"{key}:aftercare", "aftercare", end + wait, end + wait + AFTERCARE_LATE),
        Moment(f"{key}:apart", "look", end + wait + APART, end + _A_DAY),
    ]


def shutdown_card_at(situation: Situation, block: Block) -> datetime:
    """Return when the shutdown is offered: two minutes after the day's last believed end."""
    life = next(x for x in situation.plan.lives if x.session.key == block.after)
    return life.span.end + SHUTDOWN_AFTER

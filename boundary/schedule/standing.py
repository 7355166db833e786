"""Standing: what is on the screen, when it has to go, and what the day itself puts there.

Pure, like the situation that is asked. `Today` does what these say and remembers it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from boundary.clock import instant_text
from boundary.schedule.blocks import NOTHING, BlockKind
from boundary.schedule.budget import asks_for_less, rests
from boundary.schedule.contact import TOUCHING, How
from boundary.schedule.facts import FactKind
from boundary.schedule.moments import (
    AFTERCARE,
    AFTERCARE_LATE,
    APART,
    shutdown_card_at,
    stays_of,
)
from boundary.schedule.offers import LEAST_LEFT, Offer
from boundary.schedule.owed import MENTION_OWED, owed_at, owed_question
from boundary.schedule.policy import Level, Practice
from boundary.schedule.sessions import Kind
from boundary.schedule.situation import Situation
from boundary.schedule.stuck import STUCK

NEAR_START = timedelta(minutes=10)
"""Aftercare never comes in these last minutes before a start."""

OF_THE_DAY = frozenset({"opening", "shutdown", "shutdown_card", "aftercare"})
"""What stands for the day as a whole and not for a gap."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands on the screen: *what* of session *key*, since *at*; a card or a run.

    `asked`: it is there on her word, not on the program's.
    """

    what: str
    key: str
    at: datetime
    runs: bool = False
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Rite:
    """Something the day asks for once, under *mark*; it stands as *stands* if that is named."""

    mark: str
    act: str
    what: str
    why: str
    stands: str = ""
    runs: bool = False


def why_gone(standing: Standing, situation: Situation, now: datetime) -> str | None:
    """Return why *standing* may not stay on the screen at *now*, or None if it may."""
    hush = situation.forbids(now) if standing.asked else situation.hush(now)
    if hush is not None and not (standing.runs and hush in ("locked", "waking")):
        return hush
    if standing.runs:
        return None
    if standing.what in OF_THE_DAY:
        stays = stays_of(standing.what, situation.policy)
        return "folded" if now >= standing.at + stays else None
    offer = next((o for o in situation.offers if o.key == standing.key), None)
    if offer is None or offer.shown is None:
        return "taken_back"
    if now >= offer.until:
        return "prep"
    folds = offer.folds is not None and now >= offer.folds and offer.begins_itself is None
    return "folded" if folds else None


def rite_due(situation: Situation, now: datetime) -> Rite | None:
    """Return what the day asks for at *now* while nothing stands, or None."""
    return _aftercare(situation, now) or _opening(situation, now) or _shutdown(situation, now)


def _aftercare(situation: Situation, now: datetime) -> Rite | None:
    if situation.policy.level is Level.AMBIENT:
        return None
    for name, stretches in (("need", situation.needs), ("company", situation.company)):
        for stretch in stretches:
            if stretch.end is None:
                continue
            at = stretch.end + AFTERCARE[name]
            mark = f"aftercare:{instant_text(stretch.start)}"
            if not at <= now <= at + AFTERCARE_LATE or situation.shown(mark):
                continue
            if _start_is_near(situation, now):
                return Rite(mark, "say", "aftercare", "start_near")
            return Rite(mark, "aftercare", "aftercare", f"after_{name}", "aftercare")
    return None


def _after_crisis(situation: Situation, now: datetime) -> bool:
    """Tell whether aftercare is to come or has just been: one card is enough."""
    return any(
        stretch.end is not None and stretch.end <= now < stretch.end + AFTERCARE[name] + APART
        for name, stretches in (("need", situation.needs), ("company", situation.company))
        for stretch in stretches
    )


def _start_is_near(situation: Situation, now: datetime) -> bool:
    starts = [x.session.span.start for x in situation.plan.lives if x.how is How.BOOKED]
    if situation.plan.ahead is not None:
        starts.append(situation.plan.ahead)
    return any(NOTHING <= start - now < NEAR_START for start in starts)


def _opening(situation: Situation, now: datetime) -> Rite | None:
    block = situation.plan.block(BlockKind.OPENING)
    if block is None or block.until is None or situation.shown("opening"):
        return None
    if situation.policy.level_of(Practice.OPENING) is Level.AMBIENT:
        return None
    if any(f.kind is FactKind.SHOWN and f.key for f in situation.facts):
        return None  # something was put to her already: the day is open
    if not block.span.start <= now < block.until - LEAST_LEFT:
        return None
    return Rite("opening", "opening", block.ritual, "day_begins", "opening")


def _shutdown(situation: Situation, now: datetime) -> Rite | None:
    block = situation.plan.block(BlockKind.SHUTDOWN)
    if block is None or situation.shown("shutdown") or _after_crisis(situation, now):
        return None
    if situation.shown(ACCEPTED):
        if now < block.span.start:
            return None
        return Rite("shutdown", "shutdown", block.ritual, "accepted", "shutdown", runs=True)
    if situation.policy.level_of(Practice.SHUTDOWN) is Level.AMBIENT:
        return None
    if situation.stuck is not None:
        return None  # a line that is not believed proves no end either; Today has the shutdown
    if situation.shown("shutdown:card") or now < shutdown_card_at(situation, block):
        return None
    return Rite("shutdown:card", "card", "shutdown", "day_done", "shutdown_card")


ACCEPTED = "shutdown:accepted"
"""Marks that she said yes to the shutdown's card."""


def ticks_due(situation: Situation, now: datetime) -> tuple[str, ...]:
    """Return the keys of the sessions whose silent prep sign is due at *now*."""
    prep = situation.policy.prep
    return tuple(
        life.session.key
        for life in situation.plan.lives
        if life.session.span.start - prep <= now < life.session.span.start
        and life.session.kind in TOUCHING | {Kind.PERSONAL}
        and life.how not in (How.CANCELLED, How.NO_SHOW, How.NOT_STARTED)
    )


def lines_due(situation: Situation, now: datetime) -> tuple[str, ...]:
    """Return the stable codes of what Today has to say at *now* and has not said today.

    Nothing is said before the day begins: no one wants yesterday's or tomorrow's troubles at
    midnight.
    """
    lines = [situation.trouble] if situation.trouble else []
    if _begun(situation, now):
        if situation.stuck is not None:
            lines.append(STUCK)
        if situation.plan.no_ten:
            lines.append("no_ten")
        if rests(situation.facts):
            lines.append("resting")
        if asks_for_less(situation.policy.level_of_breaks, situation.facts):
            lines.append("lighter")
        if owed_question(situation, now) is not None:
            lines.append("owed_choice")
        elif owed_at(situation, now) >= MENTION_OWED and situation.hush(now) is None:
            lines.append("owed")
    return tuple(line for line in lines if not situation.shown(f"say:{line}"))


def _begun(situation: Situation, now: datetime) -> bool:
    starts = [b.span.start for b in situation.plan.blocks]
    starts += [life.span.start for life in situation.plan.lives]
    return bool(starts) and now >= min(starts)


def question(offer: Offer) -> str:
    """Return which card it is: an early end asks what happened, a freed slot what it is for."""
    if offer.wordless:
        return "dot"
    if offer.life.early:
        return "ended_early"
    return "recovery" if offer.block.kind is BlockKind.RECOVERY else "break"

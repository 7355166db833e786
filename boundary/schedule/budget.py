"""Budget: how many breaks she may let go before Today asks, and when a practice rests.

Nothing here blocks: a skip is done before anything is counted. What is counted is asked of
the facts of the day, so that a restart and midnight need no care of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from boundary.schedule.facts import Fact, FactKind, SkipReason
from boundary.schedule.offers import Offer
from boundary.schedule.policy import Level

BUDGET = {Level.HOLD: 4, Level.GUARD: 2}
"""Skips a day after which Today asks once whether a small card would do. A design choice."""

RUNNING = 3
"""Cards on so many gaps running that fold unanswered: the practice rests for the day."""

TAKEN_BACK = timedelta(seconds=60)
"""A skip before a line that opens within this was a call, and is not counted."""

KEPT = "lighter:kept"
"""Marks that she was asked and would rather keep her level."""


def spent(facts: Sequence[Fact]) -> int:
    """Return how many skips count: neither for a client's need nor for a call that began.

    A reason that she gave after a skip is a second word about the same one.
    """
    opened = [f.at for f in facts if f.kind in (FactKind.MIC_OPEN, FactKind.CAMERA_OPEN)]
    skips: dict[object, list[Fact]] = {}
    for place, fact in enumerate(facts):
        if fact.kind is FactKind.SKIP:
            skips.setdefault(fact.key or place, []).append(fact)
    return sum(
        said[-1].value != SkipReason.CLIENT_NEED
        and not any(said[0].at <= at <= said[0].at + TAKEN_BACK for at in opened)
        for said in skips.values()
    )


def asks_for_less(level: Level, facts: Sequence[Fact]) -> bool:
    """Tell whether more breaks were let go than *level* allows without a question."""
    return level in BUDGET and spent(facts) > BUDGET[level] and not _lowered(facts)


def awaits_answer(level: Level, facts: Sequence[Fact]) -> bool:
    """Tell whether that question was put to her and is open."""
    kept = any(f.kind is FactKind.SHOWN and f.value == KEPT for f in facts)
    return asks_for_less(level, facts) and not kept


def rests(facts: Iterable[Fact]) -> bool:
    """Tell whether the practice rests for the rest of the day, being ignored."""
    return any(f.kind is FactKind.LEVEL and f.value == Level.AMBIENT for f in facts)


def ignored_at(offers: Iterable[Offer]) -> datetime | None:
    """Return when the last of so many cards running had gone by unanswered (UTC), or None."""
    running = 0
    for offer in offers:
        answered = offer.began or offer.signed or offer.skipped or offer.round
        ignored = offer.shown is not None and offer.over and not answered
        running = running + 1 if ignored else 0
        if running == RUNNING:
            return offer.until
    return None


def _lowered(facts: Iterable[Fact]) -> bool:
    return any(f.kind is FactKind.LEVEL for f in facts)

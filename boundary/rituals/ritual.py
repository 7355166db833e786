"""Rituals as data, and their fit into the time there is.

Pure: no clock, no file. A step has three lengths, shortest, ideal and longest; `fit` finds
between them what the time allows. The texts are held in English and translated when they
are asked for, so that a cached ritual follows a change of language; they are in no repr, for
some are hers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from boundary.language import tr

SECOND = timedelta(seconds=1)
NOTHING = timedelta(0)


class Beat(StrEnum):
    """The part of a passage a step belongs to: out of one hour, across, into the next."""

    LEAVE = "leave"
    CROSS = "cross"
    ARRIVE = "arrive"


class Position(StrEnum):
    """Where a step can be done; away is out of the room."""

    SEATED = "seated"
    UPRIGHT = "upright"
    OUTDOORS = "outdoors"
    AWAY = "away"


class Tier(StrEnum):
    """The size of gap a ritual is made for, by about how many minutes; or none of them."""

    T1 = "T1"
    T2 = "T2"
    T5 = "T5"
    T10 = "T10"
    T15 = "T15"
    ANY = "any"
    DAY = "day"


class Breath(NamedTuple):
    """One paced breath: how long in, how long out. Never a hold between."""

    inward: timedelta
    outward: timedelta


@dataclass(frozen=True, slots=True)
class TimedStep:
    """A step of a ritual and how many whole seconds it gets."""

    id: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, said in one sentence. ValueError unless its lengths are in order.

    `stand_ins` are the ids of the steps that may take its place, best first.
    """

    id: str
    english: str = field(repr=False)
    shortest: timedelta
    ideal: timedelta
    longest: timedelta
    beat: Beat | None = None
    breath: Breath | None = None
    leaves_room: bool = False
    tags: frozenset[str] = frozenset()
    positions: frozenset[Position] = frozenset({Position.SEATED})
    stand_ins: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not NOTHING < self.shortest <= self.ideal <= self.longest:
            raise ValueError(f"step {self.id}: shortest, ideal and longest are not in order")
        if any(length % SECOND for length in (self.shortest, self.ideal, self.longest)):
            raise ValueError(f"step {self.id}: lengths are whole seconds")

    @property
    def text(self) -> str:
        """The sentence, in her language."""
        return tr(self.english)


@dataclass(frozen=True, slots=True)
class Ritual:
    """Steps in their order; those whose id is in `optional` go first where time is short.

    A step comes up once at most: a ritual that repeats one is a ValueError.
    """

    id: str
    english: str = field(repr=False)
    steps: tuple[Step, ...]
    optional: frozenset[str] = frozenset()
    tier: Tier = Tier.ANY

    def __post_init__(self) -> None:
        ids = [step.id for step in self.steps]
        if len(ids) != len(set(ids)):
            raise ValueError(f"ritual {self.id} has a step twice")
        if not self.optional <= set(ids):
            raise ValueError(f"ritual {self.id}: what is optional is not one of its steps")

    @property
    def title(self) -> str:
        """What it is called, in her language."""
        return tr(self.english)

    @property
    def least(self) -> timedelta:
        """The shortest it can be: its required steps, each at its shortest."""
        return _total(step.shortest for step in self.steps if step.id not in self.optional)

    @property
    def shortest(self) -> timedelta:
        """All steps at their shortest."""
        return _total(step.shortest for step in self.steps)

    @property
    def ideal(self) -> timedelta:
        """All steps at their ideal length."""
        return _total(step.ideal for step in self.steps)

    @property
    def longest(self) -> timedelta:
        """All steps at their longest; what is left after that is hers."""
        return _total(step.longest for step in self.steps)


def fit(ritual: Ritual, available: timedelta) -> tuple[TimedStep, ...]:
    """Give each step of *ritual* its whole seconds of *available*; () if it can't fit.

    Optional steps are dropped, the last one first, until the shortest lengths fit. What is
    left over brings every step towards its ideal and then towards its longest, in
    proportion. The sum is exactly the whole seconds of *available*, or all that the kept
    steps can hold. A longer time never gives fewer steps or a smaller sum; a single step
    may get less where a dropped one comes back.
    """
    if ritual.least > available:
        return ()
    kept = _kept(ritual, available)
    shortest = [step.shortest // SECOND for step in kept]
    ideal = [step.ideal // SECOND for step in kept]
    longest = [step.longest // SECOND for step in kept]
    seconds = available // SECOND
    if seconds <= sum(ideal):
        lengths = _between(shortest, ideal, seconds)
    else:
        lengths = _between(ideal, longest, min(seconds, sum(longest)))
    return tuple(TimedStep(step.id, length) for step, length in zip(kept, lengths, strict=True))


def _kept(ritual: Ritual, available: timedelta) -> list[Step]:
    kept = list(ritual.steps)
    for step in reversed(ritual.steps):
        if _total(each.shortest for each in kept) <= available:
            break
        if step.id in ritual.optional:
            kept.remove(step)
    return kept


def _between(low: Sequence[int], high: Sequence[int], total: int) -> list[int]:
    """Share *total* out so that each lies as far between its *low* and *high* as the others.

    Largest remainder: whole seconds that sum to *total* exactly; the earlier of two equal
    remainders gets the second.
    """
    extra = total - sum(low)
    room = [top - bottom for bottom, top in zip(low, high, strict=True)]
    whole = sum(room)
    if whole == 0:
        return list(low)
    shares = [divmod(extra * each, whole) for each in room]
    lengths = [bottom + share for bottom, (share, _) in zip(low, shares, strict=True)]
    by_remainder = sorted(range(len(shares)), key=lambda index: (-shares[index][1], index))
    for index in by_remainder[: total - sum(lengths)]:
        lengths[index] += 1
    return lengths


def _total(lengths: Iterable[timedelta]) -> timedelta:
    return sum(lengths, NOTHING)

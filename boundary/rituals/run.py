"""A ritual under way: which step, how far in, and whether it is enough.

Pure progress. Whoever shows it counts the time (monotonic, so that neither a wrong clock
nor a clock change moves it) and hands in how much has gone by.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from boundary.rituals.ritual import NOTHING, SECOND, TimedStep


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run stands: the step by its *index* from 0, and shares between 0 and 1.

    `share` is of the step, `whole` of the ritual. When it is `over` the last step stays, at
    1: nothing closes by itself while she is in it.
    """

    index: int
    share: float
    whole: float
    over: bool


@dataclass(frozen=True, slots=True)
class Run:
    """The way through *steps*; ValueError if there are none.

    `enough` is the time after which it counts as the whole break: what was offered.
    `passed` is what she went ahead by, with a key, without waiting for it.
    """

    steps: tuple[TimedStep, ...]
    enough: timedelta
    passed: timedelta = NOTHING

    def __post_init__(self) -> None:
        if not self.steps:
            raise ValueError("a run has at least one step")

    @property
    def length(self) -> timedelta:
        """All steps together."""
        return sum((step.seconds * SECOND for step in self.steps), NOTHING)

    def at(self, elapsed: timedelta) -> Place:
        """Return where it stands once *elapsed* has gone by since its start."""
        gone = max(elapsed, NOTHING) + self.passed
        whole = min(gone / self.length, 1.0)
        for index, step in enumerate(self.steps):
            length = step.seconds * SECOND
            if gone < length:
                return Place(index, gone / length, whole, over=False)
            gone -= length
        return Place(len(self.steps) - 1, 1.0, 1.0, over=True)

    def next(self, elapsed: timedelta) -> Run:
        """Return the run as it goes on when she passes the rest of the present step."""
        gone = max(elapsed, NOTHING) + self.passed
        end = NOTHING
        for step in self.steps:
            end += step.seconds * SECOND
            if gone < end:
                return replace(self, passed=self.passed + (end - gone))
        return self

    def is_enough(self, elapsed: timedelta) -> bool:
        """Tell whether *elapsed* is the break she was offered; steps passed don't shorten it."""
        return elapsed >= self.enough

"""Sensing: what the senses find becomes facts, and where nothing can be sensed that is said.

Microphone and camera are told from the first knowledge on, because "closed" is what tells the
day that the senses work; a lock, a sleep or a share only once it has begun.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from boundary.schedule.blocks import DayPlan
from boundary.schedule.contact import TOUCHING
from boundary.schedule.facts import Fact, FactKind
from boundary.senses.sense import Part, Sense, State

NEAR = timedelta(minutes=15)
"""This long around a session the senses look more closely."""

_ON = {
    Part.MICROPHONE: FactKind.MIC_OPEN,
    Part.CAMERA: FactKind.CAMERA_OPEN,
    Part.SHARE: FactKind.SHARE_ON,
    Part.LOCK: FactKind.LOCK,
    Part.SLEEP: FactKind.SLEEP,
}
_OFF = {
    Part.MICROPHONE: FactKind.MIC_CLOSED,
    Part.CAMERA: FactKind.CAMERA_CLOSED,
    Part.SHARE: FactKind.SHARE_OFF,
    Part.LOCK: FactKind.UNLOCK,
    Part.SLEEP: FactKind.WAKE,
}
_TOLD_WHEN_OFF = frozenset({Part.MICROPHONE, Part.CAMERA})


class Sensing:
    """Turns one sense's changes into facts that *add* writes down; *heard* follows each change."""

    def __init__(
        self,
        sense: Sense,
        add: Callable[[FactKind], None],
        heard: Callable[[], None] = lambda: None,
    ) -> None:
        self._sense = sense
        self._add = add
        self._followed_by = heard
        self._was_on: set[Part] = set()
        self._near = False

    def start(self) -> None:
        """Begin to sense."""
        self._sense.start(self._heard)

    def catch_up(self, facts: Iterable[Fact]) -> None:
        """Tell the ends that nobody saw: *facts* of an earlier run, in order of time, left
        something on that is off now, or will be off when it is first known.

        A computer that is shut down while it is locked, or that a sleep outlasted, would stay
        locked or asleep for the rest of the day.
        """
        on: set[Part] = set()
        for fact in facts:
            on |= {part for part, kind in _ON.items() if kind is fact.kind}
            on -= {part for part, kind in _OFF.items() if kind is fact.kind}
        for part in Part:
            if part in on and part not in self._was_on:
                self._was_on.add(part)
                self._heard(part, self._sense.state(part))

    def knows(self, parts: Iterable[Part]) -> bool:
        """Tell whether *parts* are known to be on or off, each of them."""
        return all(self._sense.state(part) is not State.UNKNOWN for part in parts)

    def stop(self) -> None:
        """Sense no more."""
        self._sense.stop()

    def look(self, plan: DayPlan, now: datetime) -> None:
        """Look closely while a session of *plan* is near *now* (UTC), and rest otherwise."""
        near = any(
            life.session.span.start - NEAR <= now < life.session.span.end + NEAR
            for life in plan.lives
            if life.session.kind in TOUCHING
        )
        if near != self._near:
            self._near = near
            self._sense.attend(near)

    def _heard(self, part: Part, state: State) -> None:
        match state:
            case State.ON if part not in self._was_on:
                self._was_on.add(part)
                self._add(_ON[part])
            case State.OFF if part in self._was_on or part in _TOLD_WHEN_OFF:
                self._was_on.discard(part)
                self._add(_OFF[part])
            case _:
                pass
        self._followed_by()

"""Several senses of the same parts as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from boundary.senses.sense import Heard, Part, Sense, State
from boundary.senses.states import States

Judge = Callable[[Sequence[State]], State]


def any_on(states: Sequence[State]) -> State:
    """On if any is on, off if some knows and none is on."""
    return next((s for s in (State.ON, State.OFF) if s in states), State.UNKNOWN)


def first_known(states: Sequence[State]) -> State:
    """What the first says that knows: the later ones are asked only in its place."""
    return next((s for s in states if s is not State.UNKNOWN), State.UNKNOWN)


class Together:
    """Senses that are asked together, and *judge*d; a part that none watches stays unknown."""

    def __init__(self, senses: Sequence[Sense], judge: Judge = any_on) -> None:
        self._senses = tuple(senses)
        self._judge = judge
        self._states = States(*Part)

    def start(self, heard: Heard) -> None:
        """Begin to watch with all of them."""
        self._states.start(heard)
        for sense in self._senses:
            sense.start(self._changed)

    def state(self, part: Part) -> State:
        """Return what they know of *part* together."""
        return self._states.of(part)

    def attend(self, near: bool) -> None:
        """Have all of them look more closely, or not."""
        for sense in self._senses:
            sense.attend(near)

    def stop(self) -> None:
        """Stop all of them."""
        for sense in self._senses:
            sense.stop()
        self._states.stop()

    def _changed(self, part: Part, _state: State) -> None:
        self._states.set(part, self._judge([sense.state(part) for sense in self._senses]))

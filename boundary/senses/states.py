"""The states that a sense keeps, told on when they change. Every sense has one of these."""

from __future__ import annotations

from boundary.senses.sense import Heard, Part, State


class States:
    """What is known of some parts."""

    def __init__(self, *parts: Part) -> None:
        self._parts = parts
        self._states = dict.fromkeys(parts, State.UNKNOWN)
        self._heard: Heard | None = None

    def start(self, heard: Heard) -> None:
        """Tell *heard* from now on."""
        self._heard = heard

    def stop(self) -> None:
        """Forget everything and tell nobody."""
        self._heard = None
        self._states = dict.fromkeys(self._parts, State.UNKNOWN)

    def of(self, part: Part) -> State:
        """Return what is known of *part*."""
        return self._states.get(part, State.UNKNOWN)

    def set(self, part: Part, state: State) -> None:
        """Keep *state*, and tell it if it is another than before."""
        if self._states[part] is state:
            return
        self._states[part] = state
        if self._heard is not None:
            self._heard(part, state)

    def lose(self) -> None:
        """Nothing is known any more."""
        for part in self._parts:
            self.set(part, State.UNKNOWN)

"""What a journal is, and the one that forgets when the program ends."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Protocol

from boundary.clock import Span
from boundary.schedule.facts import Fact


class Journal(Protocol):
    """Facts in the order they were said, and a few small values by name.

    A fact is kept once `append` has returned. Each method may raise StoreError.
    """

    def append(self, fact: Fact) -> None:
        """Keep *fact*."""
        ...

    def facts(self, span: Span) -> tuple[Fact, ...]:
        """Return the facts in *span*, in order of time, equal instants as appended."""
        ...

    def remember(self, name: str, value: object) -> None:
        """Keep *value* (what JSON can hold; never a title) under *name*, over what was there."""
        ...

    def recall(self, name: str) -> object:
        """Return what was last remembered under *name*, or None."""
        ...

    def close(self) -> None:
        """Let go of the file; closing twice is fine."""
        ...


class MemoryJournal:
    """A journal without a file: the tests' and the demo's."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self._facts = list(facts)
        self._values: dict[str, str] = {}

    def append(self, fact: Fact) -> None:
        self._facts.append(fact)

    def facts(self, span: Span) -> tuple[Fact, ...]:
        return in_order(fact for fact in self._facts if span.contains(fact.at))

    def remember(self, name: str, value: object) -> None:
        self._values[name] = json.dumps(value)

    def recall(self, name: str) -> object:
        value: object = json.loads(self._values.get(name, "null"))
        return value

    def close(self) -> None:
        """Nothing to let go of."""


def in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return *facts* in order of time, equal instants as they come."""
    return tuple(sorted(facts, key=lambda fact: fact.at))

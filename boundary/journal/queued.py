"""The journal that the day writes to: it never fails and never waits for the store.

The keyring may be locked, missing or slow, and a disk may be full; a session goes on all the
same. What can't be written yet waits here in order, `trouble` says why, and every later
append tries again. What still waits when the program ends is lost: there is no other place
for it that would not be plain text.
"""

from __future__ import annotations

import json

from boundary.clock import Span
from boundary.errors import BoundaryError, StoreError
from boundary.journal.journal import Journal, in_order
from boundary.schedule.facts import Fact


class QueuedJournal:
    """A `Journal` in front of another that opens later, or never.

    `trouble` is None while all is well or the store is still being opened. Not for several
    threads: give it an open journal on the thread that appends.
    """

    def __init__(self) -> None:
        self.trouble: BoundaryError | None = None
        self._journal: Journal | None = None
        self._facts: list[Fact] = []
        self._values: dict[str, str] = {}

    @property
    def is_open(self) -> bool:
        """Whether there is a store behind it by now."""
        return self._journal is not None

    @property
    def waiting(self) -> int:
        """How many facts are not written yet."""
        return len(self._facts)

    def opened(self, journal: Journal) -> None:
        """Write what waits to *journal*, in order, and everything from now on."""
        self._journal = journal
        self.trouble = None
        self._write()

    def failed(self, trouble: BoundaryError) -> None:
        """Note why there is no store; facts go on waiting."""
        self.trouble = trouble

    def append(self, fact: Fact) -> None:
        self._facts.append(fact)
        self._write()

    def facts(self, span: Span) -> tuple[Fact, ...]:
        stored: tuple[Fact, ...] = ()
        if self._journal is not None:
            try:
                stored = self._journal.facts(span)
            except StoreError as error:
                self.trouble = error
        return in_order((*stored, *(fact for fact in self._facts if span.contains(fact.at))))

    def remember(self, name: str, value: object) -> None:
        self._values[name] = json.dumps(value)
        self._write()

    def recall(self, name: str) -> object:
        value: object = None
        if name in self._values:
            value = json.loads(self._values[name])
        elif self._journal is not None:
            try:
                value = self._journal.recall(name)
            except StoreError as error:
                self.trouble = error
        return value

    def close(self) -> None:
        """Try once more to write what waits, then close the store."""
        self._write()
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def _write(self) -> None:
        """Hand on all that waits; what is refused stays, at its place."""
        if self._journal is None:
            return
        try:
            while self._facts:
                self._journal.append(self._facts[0])
                del self._facts[0]
            for name in tuple(self._values):
                self._journal.remember(name, json.loads(self._values[name]))
                del self._values[name]
        except StoreError as error:
            self.trouble = error
        else:
            self.trouble = None

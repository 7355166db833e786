"""One open store for several threads: each call has it to itself."""

from __future__ import annotations

from threading import Lock

from boundary.clock import Span
from boundary.errors import StoreError
from boundary.journal.journal import Journal
from boundary.language import tr
from boundary.schedule.facts import Fact


class SharedJournal:
    """A `Journal` in front of another that any thread may use, one at a time.

    After `close` each call but `close` raises StoreError: what still runs elsewhere must not take
    silence for an empty store.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal: Journal | None = journal
        self._turn = Lock()

    def append(self, fact: Fact) -> None:
        with self._turn:
            self._open().append(fact)

    def facts(self, span: Span) -> tuple[Fact, ...]:
        with self._turn:
            return self._open().facts(span)

    def remember(self, name: str, value: object) -> None:
        with self._turn:
            self._open().remember(name, value)

    def recall(self, name: str) -> object:
        with self._turn:
            return self._open().recall(name)

    def close(self) -> None:
        with self._turn:
            if self._journal is not None:
                self._journal.close()
                self._journal = None

    def _open(self) -> Journal:
        if self._journal is None:
            raise StoreError(tr("The store is closed."), tr("Start Boundary again."))
        return self._journal

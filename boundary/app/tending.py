"""Once a day, behind everything else, the store is copied and what is too old goes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from boundary.clock import Clock
from boundary.errors import BoundaryError
from boundary.journal.nightly import nightly
from boundary.keys import Keys, store_key

log = logging.getLogger(__name__)

T = TypeVar("T")


class Works(Protocol):
    """The part of a `Worker` that is needed here."""

    def do(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[BoundaryError], None],
    ) -> None: ...


class Tending:
    """Looks after the file *store*; `trouble` says why the last time went wrong, or None."""

    def __init__(self, store: Path, keys: Keys, clock: Clock, worker: Works) -> None:
        self._store = store
        self._keys = keys
        self._clock = clock
        self._worker = worker
        self._day: date | None = None
        self.trouble: BoundaryError | None = None

    def look(self) -> None:
        """Do the day's work if it is a new day (UTC); to be called as often as one likes."""
        now = self._clock.now()
        if now.date() == self._day:
            return
        self._day = now.date()
        self._worker.do(
            lambda: nightly(self._store, store_key(self._keys, self._store), now),
            lambda _forgotten: self._ended(None),
            self._ended,
        )

    def _ended(self, trouble: BoundaryError | None) -> None:
        self.trouble = trouble
        log.info("the store was tended" if trouble is None else "the store could not be tended")

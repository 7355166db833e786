"""Her words of the day's ends on their way into the store: kept at once, or as soon as it opens."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from boundary.errors import BoundaryError, StoreError

if TYPE_CHECKING:
    from boundary.journal.entries import Entries
    from boundary.reflection.entries import Entry, Item


class Keeping:
    """Entries in front of a store that may be full, locked or late; what waits is tried again.

    `trouble` is why the last try was refused, None while all is kept or the store still opens.
    """

    def __init__(self, entries: Entries | None = None) -> None:
        self.trouble: BoundaryError | None = None
        self._entries = entries
        self._noted: dict[tuple[date, Item, str], Entry] = {}
        self._dropped: dict[tuple[date, Item, str], Entry] = {}

    def opened(self, entries: Entries) -> None:
        """Write what waits to *entries*, and everything from now on."""
        self._entries = entries
        self._try()

    def refused(self, trouble: BoundaryError) -> None:
        """Note why there is no store; what she writes goes on waiting."""
        self.trouble = trouble

    def close(self) -> None:
        """Let go of the store; what still waits is lost with the program."""
        self._try()
        entries, self._entries = self._entries, None
        if entries is not None:
            entries.close()

    def keep(self, *entries: Entry) -> None:
        """Keep *entries*, each over what there was in its place."""
        for entry in entries:
            self._dropped.pop(entry.place, None)
            self._noted[entry.place] = entry
        self._try()

    def drop(self, *entries: Entry) -> None:
        """Forget what there is in the places of *entries*."""
        for entry in entries:
            self._noted.pop(entry.place, None)
            self._dropped[entry.place] = entry
        self._try()

    def between(self, first: date, last: date) -> tuple[Entry, ...]:
        """Return what is known of the local days *first* to *last*, kept or on its way."""
        stored: tuple[Entry, ...] = ()
        try:
            if self._entries is not None:
                stored = self._entries.between(first, last)
        except StoreError as error:
            self.trouble = error
        waiting = {p: e for p, e in self._noted.items() if first <= e.day <= last}
        kept = (e for e in stored if e.place not in waiting and e.place not in self._dropped)
        return tuple(sorted((*kept, *waiting.values()), key=lambda entry: entry.place))

    def _try(self) -> None:
        if self._entries is None:
            return
        try:
            if self._noted:
                self._entries.note(*self._noted.values())
                self._noted.clear()
            if self._dropped:
                self._entries.drop(*self._dropped.values())
                self._dropped.clear()
        except StoreError as error:
            self.trouble = error
        else:
            self.trouble = None

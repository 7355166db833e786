"""The shelf: what the calendars said last, in the encrypted store, under one name.

Calendars go by a keyed hash of their address, which is a credential. Written when something has
changed, and otherwise only now and then: a reading that found nothing new is no reason for the
disk.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta
from secrets import token_bytes
from typing import Protocol

from boundary.app.sources import Source
from boundary.calendars.cache import kept_of, plain_kept

NAME = "calendars"
NOW_AND_THEN = timedelta(minutes=10)


class Memory(Protocol):
    """The part of a `Journal` that is needed here."""

    def remember(self, name: str, value: object) -> None: ...

    def recall(self, name: str) -> object: ...


class Shelf:
    """Keeps *sources* in a store once there is one; `looks` keys their hashes from the start."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.looks = token_bytes(32)
        self._sources = tuple(sources)
        self._memory: Memory | None = None
        self._written: datetime | None = None

    def open(self, memory: Memory) -> bool:
        """Begin from what *memory* has, and keep in it; tell whether `looks` changed by that."""
        self._memory = memory
        value = memory.recall(NAME)
        if not isinstance(value, dict):
            return False
        try:
            looks = bytes.fromhex(value["looks"])
            entries = dict(value["entries"])
        except (KeyError, TypeError, ValueError):
            return False  # another version's: read anew
        self.looks = looks
        for source in self._sources:
            kept = kept_of(entries.get(self._id(source)))
            if kept is not None:
                source.recall(kept)
        return True

    def write(self, now: datetime, *, changed: bool) -> None:
        """Write what the sources say, at *now* (UTC), if it *changed* or it is time."""
        if self._memory is None:
            return
        if not changed and self._written is not None and now - self._written < NOW_AND_THEN:
            return
        self._written = now
        entries = {
            self._id(source): plain_kept(source.kept)
            for source in self._sources
            if source.kept is not None
        }
        self._memory.remember(NAME, {"looks": self.looks.hex(), "entries": entries})

    def _id(self, source: Source) -> str:
        address = source.source.address.encode()
        return hmac.new(self.looks, address, hashlib.sha256).hexdigest()[:16]

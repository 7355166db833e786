"""Her entries in the encrypted store: a table beside that of the facts, noted day by day.

It opens the store's file a second time, so that writing a journal never waits for the day and
the day never waits for it. The store is made and brought up to date by `open_journal`, first.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Protocol

from boundary.errors import StoreError
from boundary.journal.database import Database, at_once, connect
from boundary.journal.faults import speaking_to_the_store
from boundary.language import tr
from boundary.reflection.entries import Entry, Item, in_order

TABLE = """
    CREATE TABLE entry (
        id INTEGER PRIMARY KEY,
        day TEXT NOT NULL,
        item TEXT NOT NULL,
        name TEXT NOT NULL,
        value INTEGER,
        text TEXT NOT NULL,
        UNIQUE (day, item, name)
    ) STRICT;
    """
"""What makes a store hold entries; the columns `day` and `text` are what retention goes by."""


class Entries(Protocol):
    """What keeps entries. Each method may raise StoreError."""

    def note(self, *entries: Entry) -> None:
        """Keep *entries*, each over what was there of its day, item and name: all or none."""
        ...

    def drop(self, *entries: Entry) -> None:
        """Forget what there is of the days, items and names of *entries*: all or none."""
        ...

    def between(self, first: date, last: date) -> tuple[Entry, ...]:
        """Return the entries of the local days *first* to *last*, both included, in order."""
        ...

    def close(self) -> None:
        """Let go of the file; closing twice is fine."""
        ...


class MemoryEntries:
    """Entries without a file: the tests' and the demo's."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries = {entry.place: entry for entry in entries}

    def note(self, *entries: Entry) -> None:
        self._entries.update((entry.place, entry) for entry in entries)

    def drop(self, *entries: Entry) -> None:
        for entry in entries:
            self._entries.pop(entry.place, None)

    def between(self, first: date, last: date) -> tuple[Entry, ...]:
        return in_order(e for e in self._entries.values() if first <= e.day <= last)

    def close(self) -> None:
        """Nothing to let go of."""


class StoredEntries:
    """`Entries` in an open store. Any thread may use it; each call has it to itself.

    `unread` counts the rows that the last reading could not make an entry of: an import may have
    brought what no Boundary writes. They stay in the store, and the rest is read all the same.
    """

    def __init__(self, database: Database) -> None:
        self.unread = 0
        self._database: Database | None = database
        self._turn = Lock()

    def note(self, *entries: Entry) -> None:
        with self._turn, speaking_to_the_store():
            database = self._open()
            with at_once(database):
                for entry in entries:
                    database.execute(
                        "INSERT INTO entry (day, item, name, value, text) VALUES (?, ?, ?, ?, ?)"
                        " ON CONFLICT (day, item, name)"
                        " DO UPDATE SET value = excluded.value, text = excluded.text",
                        (*_place(entry), entry.value, entry.text),
                    )

    def drop(self, *entries: Entry) -> None:
        with self._turn, speaking_to_the_store():
            database = self._open()
            with at_once(database):
                for entry in entries:
                    database.execute(
                        "DELETE FROM entry WHERE day = ? AND item = ? AND name = ?", _place(entry)
                    )

    def between(self, first: date, last: date) -> tuple[Entry, ...]:
        with self._turn, speaking_to_the_store():
            rows = (
                self._open()
                .execute(
                    "SELECT day, item, name, value, text FROM entry WHERE day BETWEEN ? AND ?",
                    (first.isoformat(), last.isoformat()),
                )
                .fetchall()
            )
        read = [_entry(row) for row in rows]
        found = [entry for entry in read if entry is not None]
        self.unread = len(read) - len(found)
        return in_order(found)

    def close(self) -> None:
        with self._turn:
            if self._database is not None:
                self._database.close()
                self._database = None

    def _open(self) -> Database:
        if self._database is None:
            raise StoreError(tr("The store is closed."), tr("Start Boundary again."))
        return self._database


def open_entries(path: Path, key: bytes) -> StoredEntries:
    """Open the entries of the store at *path*, which `open_journal` has opened before.

    Slow (disk): off the Qt thread. Raises StoreError.
    """
    with speaking_to_the_store():
        path.stat()
        database = connect(path, key)
        try:
            database.execute("SELECT 1 FROM entry LIMIT 1").fetchall()
            database.execute("PRAGMA synchronous = FULL")
            database.execute("PRAGMA secure_delete = ON")  # what she took back is gone
        except BaseException:
            database.close()
            raise
    return StoredEntries(database)


def _place(entry: Entry) -> tuple[str, str, str]:
    return entry.day.isoformat(), entry.item.value, entry.name


def _entry(row: tuple[object, ...]) -> Entry | None:
    day, item, name, value, text = row
    if value is not None and not isinstance(value, int):
        return None
    try:
        return Entry(date.fromisoformat(str(day)), Item(str(item)), value, str(text), str(name))
    except ValueError:
        return None

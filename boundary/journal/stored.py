"""The encrypted store: a journal in one SQLCipher file.

The key is random and given raw, so no passphrase is stretched and opening is quick. The
rollback journal is truncated, not a WAL: when an append has returned, the fact lies in the
file itself, where every page carries an HMAC; a damaged WAL would be cut off in silence. At
some hundred facts a day the few milliseconds that a WAL would save don't count.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile

from boundary.clock import Span
from boundary.journal.backup import backups, gone, offer
from boundary.journal.database import Database, check, connect
from boundary.journal.entries import TABLE as ENTRIES
from boundary.journal.faults import (
    DamagedError,
    WrongKeyError,
    damaged,
    newer,
    speaking_to_the_store,
)
from boundary.schedule.facts import Fact, FactKind

KEY_BYTES = 32

MIGRATIONS = (
    """
    CREATE TABLE fact (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        value ANY NOT NULL
    ) STRICT;
    CREATE INDEX fact_at ON fact (at);
    CREATE TABLE remembered (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
    ENTRIES,
)
"""What makes a store of version n one of n + 1; never edited once released."""


class StoredJournal:
    """A `Journal` in an open store. Any thread may use it, one at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, fact: Fact) -> None:
        with speaking_to_the_store():
            self._database.execute(
                "INSERT INTO fact (at, kind, key, value) VALUES (?, ?, ?, ?)",
                (stamp(fact.at), fact.kind.value, fact.key, fact.value),
            )

    def facts(self, span: Span) -> tuple[Fact, ...]:
        with speaking_to_the_store():
            rows = self._database.execute(
                "SELECT at, kind, key, value FROM fact WHERE at >= ? AND at < ? ORDER BY at, id",
                (stamp(span.start), stamp(span.end)),
            ).fetchall()
        return tuple(_fact(row) for row in rows)

    def remember(self, name: str, value: object) -> None:
        with speaking_to_the_store():
            self._database.execute(
                "INSERT INTO remembered (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, json.dumps(value)),
            )

    def recall(self, name: str) -> object:
        with speaking_to_the_store():
            rows = self._database.execute(
                "SELECT value FROM remembered WHERE name = ?", (name,)
            ).fetchall()
        value: object = json.loads(str(rows[0][0])) if rows else None
        return value

    def close(self) -> None:
        self._database.close()


def open_journal(path: Path, key: bytes, migrations: Sequence[str] = MIGRATIONS) -> StoredJournal:
    """Open the store at *path*, or make it, with its random 32-byte *key*.

    Every page is checked; an older store is first copied beside itself (`NAME.v1`), then
    brought up to date. Slow (disk): off the Qt thread. Raises StoreError for a wrong key, a
    damaged, newer, unreadable or unwritable store; the file then stays as it was, and the
    newest good backup is offered where that helps.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("the key of a store has 32 bytes")
    with speaking_to_the_store():
        there = path.exists()
    if not there and backups(path):
        raise gone()
    try:
        return _open_journal(path, key, migrations)
    except (DamagedError, WrongKeyError) as error:
        raise offer(path, key, error) from error


def _open_journal(path: Path, key: bytes, migrations: Sequence[str]) -> StoredJournal:
    with speaking_to_the_store():
        if not path.exists():
            _make(path, key, migrations)
        elif path.stat().st_size == 0:
            raise damaged()
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
        database = connect(path, key)
        try:
            check(database)
            _upgrade(database, path, migrations)
            database.execute("PRAGMA journal_mode = TRUNCATE")
            database.execute("PRAGMA synchronous = FULL")
        except BaseException:
            database.close()
            raise
    return StoredJournal(database)


def _make(path: Path, key: bytes, migrations: Sequence[str]) -> None:
    """Make an empty store, whole before it has its name: an empty file is never a store."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.new")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    database = connect(unfinished, key)
    try:
        _migrate(database, 0, migrations)
    finally:
        database.close()
    unfinished.replace(path)


def _upgrade(database: Database, path: Path, migrations: Sequence[str]) -> None:
    version = database.execute("PRAGMA user_version").fetchall()[0][0]
    if not isinstance(version, int) or version > len(migrations):
        raise newer()
    if version < len(migrations):
        copy = path.with_name(f"{path.name}.v{version}")
        copyfile(path, copy)
        copy.chmod(0o600)
        _migrate(database, version, migrations)


def _migrate(database: Database, version: int, migrations: Sequence[str]) -> None:
    for number, script in enumerate(migrations[version:], version + 1):
        database.executescript(f"BEGIN; {script}; PRAGMA user_version = {number}; COMMIT;")


def stamp(instant: datetime) -> str:
    """Return *instant* as ISO 8601 UTC text of one length, so that text order is time order."""
    if instant.tzinfo is None:
        raise ValueError("an instant has a zone")
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _fact(row: tuple[object, ...]) -> Fact:
    at, kind, key, value = row
    if kind not in set(FactKind):
        raise newer()
    return Fact(
        datetime.fromisoformat(str(at)),
        FactKind(str(kind)),
        str(key),
        value if isinstance(value, int) else str(value),
    )

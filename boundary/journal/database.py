"""One SQLCipher file, and how it is opened: a raw key, no passphrase, nothing on stderr."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from boundary.journal.faults import damaged, speaking_to_the_store

BUSY = timedelta(seconds=2)
"""How long a write waits for another program that holds the file."""


class Rows(Protocol):
    """What a statement found."""

    def fetchall(self) -> list[tuple[object, ...]]: ...


class Database(Protocol):
    """What is used of a connection."""

    def execute(self, sql: str, values: Sequence[object] = (), /) -> Rows: ...

    def executescript(self, sql: str, /) -> object: ...

    def backup(self, target: Database, /) -> None: ...

    def close(self) -> None: ...


def connect(path: Path, key: bytes) -> Database:
    """Open the file *path* (made where it is missing) with *key*; nothing is read yet."""
    from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

    database: Database = dbapi2.connect(
        str(path),
        timeout=BUSY.total_seconds(),
        isolation_level=None,
        check_same_thread=False,
    )
    database.execute("PRAGMA cipher_log_level = NONE")  # else SQLCipher writes to stderr
    database.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    # It would lock every page in memory and cost tenfold; the facts are in ours anyway.
    database.execute("PRAGMA cipher_memory_security = OFF")
    return database


def check(database: Database) -> None:
    """Look at every page. Raises DamagedError, or SQLCipher's own error for another key."""
    database.execute("SELECT count(*) FROM sqlite_master").fetchall()
    if database.execute("PRAGMA cipher_integrity_check").fetchall():
        raise damaged()


@contextmanager
def opened(path: Path, key: bytes) -> Iterator[Database]:
    """Lend the database *path*, which has to be there. Raises StoreError."""
    with speaking_to_the_store():
        path.stat()
        database = connect(path, key)
        try:
            yield database
        finally:
            database.close()


@contextmanager
def at_once(database: Database) -> Iterator[None]:
    """Do all that is within, or nothing of it."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def tables(database: Database) -> dict[str, tuple[str, ...]]:
    """Return the columns of each table, without the running number that only the file knows."""
    names = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    found: dict[str, tuple[str, ...]] = {}
    for (name,) in sorted(names):
        columns = database.execute(f'PRAGMA table_info("{name}")').fetchall()
        own = [str(c[1]) for c in columns if not (c[5] and c[2] == "INTEGER")]
        found[str(name)] = tuple(own)
    return found

"""Stores to try things on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from boundary.clock import Span
from boundary.journal import open_journal
from boundary.schedule.facts import Fact, FactKind

KEY = bytes(range(32))
OTHER_KEY = bytes(32)
NINE = datetime(2026, 12, 1, 9, tzinfo=UTC)
EVER = Span(datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


def fact(minute: float = 0, kind: FactKind = FactKind.ENDED, value: int | str = "") -> Fact:
    """Return a fact some *minute* after nine."""
    return Fact(NINE + timedelta(minutes=minute), kind, "9f86d081884c7d65", value)


def kept(path: Path, facts: Iterable[Fact]) -> Path:
    """Make a store at *path*, or open it, and let it hold *facts* too."""
    journal = open_journal(path, KEY)
    for each in facts:
        journal.append(each)
    journal.close()
    return path


def held(path: Path, key: bytes = KEY) -> tuple[Fact, ...]:
    """Return every fact of the store at *path*."""
    journal = open_journal(path, key)
    facts = journal.facts(EVER)
    journal.close()
    return facts


def flip(path: Path, share: float = 0.5) -> None:
    """Flip one bit of *path*, at *share* of its length."""
    data = bytearray(path.read_bytes())
    data[int(len(data) * share)] ^= 1
    path.write_bytes(data)

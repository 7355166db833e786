"""How long the store keeps what: what is older is deleted, without a question and for good.

Titles are never in it, so there is nothing of them to delete. The copies follow within their
week. A clock may be wrong: where the store knows no recent days, nothing is deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from boundary.clock import instant_text
from boundary.journal.database import Database, at_once, opened, tables
from boundary.journal.export import NOT_HERS, OWN_WORDS

TAPS = timedelta(days=396)
"""Thirteen months: a month can be laid beside the same one of the year before."""

TEXTS = timedelta(days=90)
"""What she wrote in her own words."""

SHADOWS = timedelta(days=30)
"""What the calendars said (times and kinds, no titles), once Boundary is no longer used."""

_RECENT = timedelta(days=30)
_DAYS = 3
_TIMES = ("at", "day")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many taps, texts of hers and shadows of a schedule were deleted."""

    taps: int = 0
    texts: int = 0
    shadows: int = 0


def forget_old(store: Path, key: bytes, now: datetime) -> Forgotten:
    """Delete from *store* what is too old at *now* (UTC); return how much it was.

    Any thread may call it while the store is in use. Raises StoreError.
    """
    with opened(store, key) as database:
        database.execute("PRAGMA secure_delete = ON")
        with at_once(database):
            if _is_believed(database, now):
                return _forget(database, now)
            shadows = _forget_shadows(database, now)
    return Forgotten(shadows=shadows)


def _is_believed(database: Database, now: datetime) -> bool:
    """Tell whether the days before *now* are days that the store knows: a clock that was set on
    by a year finds none there."""
    days = database.execute(
        "SELECT count(DISTINCT substr(at, 1, 10)) FROM fact WHERE at >= ? AND at < ?",
        (_text(now - _RECENT), _text(now + timedelta(days=1))),
    ).fetchall()[0][0]
    return isinstance(days, int) and days >= _DAYS


def _forget(database: Database, now: datetime) -> Forgotten:
    taps = texts = 0
    for name, columns in tables(database).items():
        time = next((column for column in _TIMES if column in columns), None)
        if name in NOT_HERS or time is None:
            continue
        old = database.execute(
            f'DELETE FROM "{name}" WHERE "{time}" < ? RETURNING 1', (_text(now - TAPS),)
        )
        taps += len(old.fetchall())
        for column in OWN_WORDS & set(columns):
            emptied = database.execute(
                f'UPDATE "{name}" SET "{column}" = \'\' WHERE "{column}" <> \'\' AND "{time}" < ?'
                " RETURNING 1",
                (_text(now - TEXTS),),
            )
            texts += len(emptied.fetchall())
    return Forgotten(taps, texts)


def _forget_shadows(database: Database, now: datetime) -> int:
    """Delete what the calendars said where the newest fact is `SHADOWS` old."""
    newest = database.execute("SELECT max(at) FROM fact").fetchall()[0][0]
    if newest is None or str(newest) >= _text(now - SHADOWS):
        return 0
    gone = database.execute(
        "DELETE FROM remembered WHERE name IN ('calendars', 'sessions') RETURNING 1"
    )
    return len(gone.fetchall())


def _text(instant: datetime) -> str:
    """Return *instant* so that it compares with instants and with days of the store."""
    return instant_text(instant.astimezone(UTC))

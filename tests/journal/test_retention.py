"""How long the store keeps what, whatever the clock says."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from boundary.journal import open_journal
from boundary.journal.retention import TAPS, TEXTS, Forgotten, forget_old
from boundary.journal.stored import MIGRATIONS
from tests.journal.stores import KEY, NINE, fact, held, kept

DAY = 24 * 60
"""Minutes."""

NOTES = "CREATE TABLE note (day TEXT NOT NULL, item TEXT NOT NULL, text TEXT NOT NULL) STRICT"
RECENT = [fact(-day * DAY) for day in range(1, 4)]
"""Facts of the three days before nine."""


def days(length: timedelta) -> float:
    return length / timedelta(minutes=1)


def test_taps_are_kept_for_thirteen_months(tmp_path: Path) -> None:
    old, young = fact(-days(TAPS) - 1), fact(-days(TAPS) + 1)
    store = kept(tmp_path / "boundary.db", [old, young, *RECENT])

    assert forget_old(store, KEY, NINE) == Forgotten(taps=1)
    assert held(store)[0] == young


@pytest.mark.parametrize(("age", "left"), [(89, "mine"), (91, "")])
def test_texts_are_kept_for_ninety_days(tmp_path: Path, age: int, left: str) -> None:
    store = tmp_path / "boundary.db"
    journal = open_journal(store, KEY, (*MIGRATIONS, NOTES))
    for each in RECENT:
        journal.append(each)
    day = (NINE - timedelta(days=age)).date().isoformat()
    journal._database.execute("INSERT INTO note VALUES (?, 'loop', 'mine')", (day,))
    forget_old(store, KEY, NINE)

    rows = journal._database.execute("SELECT item, text FROM note").fetchall()
    journal.close()
    assert rows == [("loop", left)]
    assert timedelta(days=90) == TEXTS


def test_doing_it_twice_changes_nothing_more(tmp_path: Path) -> None:
    store = kept(tmp_path / "boundary.db", [fact(-days(TAPS) - 1), *RECENT])
    forget_old(store, KEY, NINE)

    assert forget_old(store, KEY, NINE) == Forgotten()


def test_a_clock_that_runs_a_year_ahead_deletes_nothing(tmp_path: Path) -> None:
    facts = [fact(-300 * DAY), *reversed(RECENT)]
    store = kept(tmp_path / "boundary.db", facts)
    forget_old(store, KEY, NINE + timedelta(days=365))

    assert held(store) == tuple(facts)


def test_a_clock_that_was_set_back_a_year_deletes_nothing(tmp_path: Path) -> None:
    store = kept(tmp_path / "boundary.db", RECENT)
    forget_old(store, KEY, NINE - timedelta(days=365))

    assert len(held(store)) == len(RECENT)


def test_a_year_without_entries_deletes_nothing_on_the_first_day_back(tmp_path: Path) -> None:
    store = kept(tmp_path / "boundary.db", [fact(-500 * DAY), fact(-1)])

    assert forget_old(store, KEY, NINE) == Forgotten()


@pytest.mark.parametrize(("idle", "left"), [(29, [1]), (31, None)])
def test_the_shadow_of_a_schedule_goes_after_thirty_days_unused(
    tmp_path: Path, idle: int, left: object
) -> None:
    store = kept(tmp_path / "boundary.db", [fact(-idle * DAY)])
    journal = open_journal(store, KEY)
    journal.remember("sessions", [1])
    journal.remember("other", "stays")
    forget_old(store, KEY, NINE)

    assert (journal.recall("sessions"), journal.recall("other")) == (left, "stays")
    journal.close()

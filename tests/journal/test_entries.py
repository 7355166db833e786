"""Entries in a store and in memory: one contract, and what befalls the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from boundary.errors import StoreError
from boundary.journal import open_journal
from boundary.journal.database import opened
from boundary.journal.entries import Entries, MemoryEntries, open_entries
from boundary.journal.export import export_document, import_file
from boundary.journal.retention import forget_old
from boundary.reflection.entries import Entry, Item
from tests.journal.stores import KEY, NINE, OTHER_KEY, fact, kept

DAY = date(2026, 12, 1)
FAR = DAY + timedelta(days=4000)
ENERGY = Entry(DAY, Item.ENERGY, 6)
LOOP = Entry(DAY, Item.LOOP, 0, "write the letter\nFriday", "1")


class EntriesContract:
    """What the long run relies on, whatever the entries are kept in."""

    def made(self, path: Path) -> Entries:
        raise NotImplementedError

    @pytest.fixture
    def entries(self, tmp_path: Path) -> Iterator[Entries]:
        entries = self.made(tmp_path / "boundary.db")
        yield entries
        entries.close()

    def test_there_are_none_at_first(self, entries: Entries) -> None:
        assert entries.between(DAY, FAR) == ()

    def test_an_entry_comes_back_as_it_was(self, entries: Entries) -> None:
        entries.note(LOOP, ENERGY)

        assert entries.between(DAY, DAY) == (ENERGY, LOOP)

    def test_noting_again_replaces(self, entries: Entries) -> None:
        entries.note(ENERGY)
        entries.note(Entry(DAY, Item.ENERGY, 3))

        assert entries.between(DAY, DAY) == (Entry(DAY, Item.ENERGY, 3),)

    def test_what_is_dropped_is_gone(self, entries: Entries) -> None:
        entries.note(ENERGY, LOOP)
        entries.drop(LOOP)

        assert entries.between(DAY, DAY) == (ENERGY,)

    def test_dropping_what_is_not_there_changes_nothing(self, entries: Entries) -> None:
        entries.note(ENERGY)
        entries.drop(LOOP)

        assert entries.between(DAY, DAY) == (ENERGY,)

    def test_both_days_count(self, entries: Entries) -> None:
        days = [DAY + timedelta(days=n) for n in range(4)]
        entries.note(*(Entry(day, Item.ENERGY, 5) for day in days))

        assert [e.day for e in entries.between(days[1], days[2])] == days[1:3]

    def test_closing_twice_is_fine(self, entries: Entries) -> None:
        entries.close()
        entries.close()


class TestMemoryEntries(EntriesContract):
    def made(self, path: Path) -> Entries:  # noqa: ARG002
        return MemoryEntries()


class TestStoredEntries(EntriesContract):
    def made(self, path: Path) -> Entries:
        open_journal(path, KEY).close()
        return open_entries(path, KEY)

    def test_they_are_there_after_opening_again(self, entries: Entries, tmp_path: Path) -> None:
        entries.note(ENERGY)
        entries.close()
        again = open_entries(tmp_path / "boundary.db", KEY)

        assert again.between(DAY, DAY) == (ENERGY,)
        again.close()

    def test_the_day_and_the_entries_write_side_by_side(
        self, entries: Entries, tmp_path: Path
    ) -> None:
        journal = open_journal(tmp_path / "boundary.db", KEY)
        for minute in range(10):
            journal.append(fact(minute))
            entries.note(Entry(DAY + timedelta(days=minute), Item.ENERGY, 5))
        journal.close()

        assert len(entries.between(DAY, FAR)) == 10

    def test_any_thread_may_note(self, entries: Entries) -> None:
        with ThreadPoolExecutor(4) as pool:
            days = [DAY + timedelta(days=n) for n in range(20)]
            list(pool.map(lambda day: entries.note(Entry(day, Item.ENERGY, 5)), days))

        assert len(entries.between(DAY, FAR)) == 20

    def test_a_closed_store_says_so(self, entries: Entries) -> None:
        entries.close()

        with pytest.raises(StoreError, match="closed"):
            entries.note(ENERGY)

    def test_no_word_lies_in_clear_in_the_file(self, entries: Entries, tmp_path: Path) -> None:
        entries.note(LOOP)

        assert all(b"letter" not in path.read_bytes() for path in tmp_path.iterdir())


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store with three days of facts and two entries."""
    path = kept(tmp_path / "boundary.db", (fact(60 * 24 * n) for n in range(4)))
    entries = open_entries(path, KEY)
    entries.note(ENERGY, LOOP)
    entries.close()
    return path


def read(store: Path) -> tuple[Entry, ...]:
    entries = open_entries(store, KEY)
    found = entries.between(date(2000, 1, 1), FAR)
    entries.close()
    return found


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        open_entries(tmp_path / "boundary.db", KEY)
    assert list(tmp_path.iterdir()) == []


def test_another_key_opens_nothing(store: Path) -> None:
    with pytest.raises(StoreError, match="does not open"):
        open_entries(store, OTHER_KEY)


def test_an_export_has_the_taps_without_her_words(store: Path) -> None:
    document = export_document(store, KEY, NINE)

    assert document["tables"]["entry"] == [  # type: ignore[index]
        {"day": "2026-12-01", "item": "energy", "name": "", "value": 6},
        {"day": "2026-12-01", "item": "loop", "name": "1", "value": 0},
    ]


def test_an_export_of_everything_has_her_words(store: Path) -> None:
    document = export_document(store, KEY, NINE, everything=True)

    assert "letter" in str(document["tables"])


def test_what_was_exported_whole_comes_back_in_another_store(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(export_document(store, KEY, NINE, everything=True)))
    other = kept(tmp_path / "other" / "boundary.db", ())
    import_file(other, KEY, path)
    import_file(other, KEY, path)

    assert read(other) == (ENERGY, LOOP)


def test_her_words_go_after_ninety_days_and_the_tap_stays(store: Path) -> None:
    later = NINE + timedelta(days=91)
    kept(store, (fact(60 * 24 * (88 + n)) for n in range(3)))
    forgotten = forget_old(store, KEY, later)

    assert forgotten.texts == 1
    assert read(store) == (ENERGY, Entry(DAY, Item.LOOP, 0, "", "1"))


def test_taps_go_after_thirteen_months(store: Path) -> None:
    kept(store, (fact(60 * 24 * (395 + n)) for n in range(3)))
    forget_old(store, KEY, NINE + timedelta(days=398))

    assert read(store) == ()


def test_a_row_that_is_no_entry_hides_no_other(store: Path) -> None:
    with opened(store, KEY) as database:
        for item, value in (("energy", 99), ("sang", 1)):
            database.execute(
                "INSERT INTO entry (day, item, name, value, text) VALUES (?, ?, 'x', ?, '')",
                ("2026-12-02", item, value),
            )
    entries = open_entries(store, KEY)

    assert entries.between(DAY, FAR) == (ENERGY, LOOP)
    assert entries.unread == 2
    entries.close()


def test_an_entry_that_can_not_be_written_takes_the_others_of_its_note_along(store: Path) -> None:
    entries = open_entries(store, KEY)
    with opened(store, KEY) as database:
        database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON entry WHEN NEW.item = 'sleep'"
            " BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises(StoreError):
        entries.note(Entry(DAY, Item.MOVED, 1), Entry(DAY, Item.SLEEP, 3))
    entries.close()

    assert read(store) == (ENERGY, LOOP)

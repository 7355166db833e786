"""Nothing she wrote, and nothing that calendars said, lies in clear anywhere in the profile."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from boundary.journal import open_journal
from boundary.journal.backup import back_up, put_back
from boundary.journal.entries import open_entries
from boundary.journal.export import export_document, write_export
from boundary.journal.retention import TEXTS, Forgotten, forget_old
from boundary.reflection.entries import Entry, Item
from tests.journal.stores import KEY, NINE, fact, held, kept

PLANTED = ("Rosalind", "Tuesday-was-hard", "call.test/j/8812", "9f86d081884c7d65")
"""A name, words of hers, a link, a session's key."""


def lived_in(profile: Path) -> Path:
    """Return a store with a day in it, its copies, and a store of before beside it."""
    store = kept(profile / "boundary.db", [fact(minute) for minute in range(50)])
    journal = open_journal(store, KEY)
    journal.remember("calendars", {"link": f"https://{PLANTED[2]}", "title": PLANTED[0]})
    journal.close()
    entries = open_entries(store, KEY)
    words = f"{PLANTED[1]} with {PLANTED[0]}"
    entries.note(Entry(NINE.date(), Item.JOURNAL, 5, words, "1"))
    entries.close()
    copy = back_up(store, KEY, NINE)
    put_back(store, KEY, copy.path)
    return store


def found_in(folder: Path) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [word for word in PLANTED for path in files if word.encode() in path.read_bytes()]


def test_the_profile_holds_nothing_in_clear(tmp_path: Path) -> None:
    lived_in(tmp_path)

    assert found_in(tmp_path) == []


def test_an_export_holds_no_words_of_hers_and_none_of_a_calendars(tmp_path: Path) -> None:
    store = lived_in(tmp_path / "profile")
    write_export(tmp_path / "out", export_document(store, KEY, NINE))

    assert set(found_in(tmp_path / "out")) == {"9f86d081884c7d65"}


def test_words_that_are_forgotten_leave_their_entry(tmp_path: Path) -> None:
    store = lived_in(tmp_path)
    later = NINE + TEXTS + timedelta(days=1)
    kept(store, [fact((later - NINE) / timedelta(minutes=1) - day * 1440) for day in (3, 2, 1)])
    forgotten = forget_old(store, KEY, later)
    entries = open_entries(store, KEY)
    left = entries.between(date(2026, 1, 1), date(2027, 12, 31))
    entries.close()

    assert forgotten == Forgotten(texts=1)
    assert [(entry.value, entry.text) for entry in left] == [(5, "")]
    assert len(held(store)) == 53

"""Copies of the store: made nightly, checked, turned over, put back."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from boundary.errors import StoreError
from boundary.journal import database as database_module
from boundary.journal import open_journal
from boundary.journal.backup import (
    KEPT,
    back_up,
    backup_folder,
    backups,
    is_due,
    newest_good,
    put_back,
)
from boundary.journal.database import Database, connect
from tests.journal.stores import KEY, NINE, OTHER_KEY, fact, flip, held, kept

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a store with some pages of facts."""
    return kept(tmp_path_factory.mktemp("store") / "a.db", map(fact, range(300))).read_bytes()


@pytest.fixture
def store(tmp_path: Path, pages: bytes) -> Path:
    """Return a store with some pages of facts."""
    path = tmp_path / "boundary.db"
    path.write_bytes(pages)
    return path


def trouble_of(path: Path, key: bytes = KEY) -> StoreError:
    with pytest.raises(StoreError) as caught:
        open_journal(path, key)
    return caught.value


def test_a_copy_holds_every_fact(store: Path) -> None:
    made = back_up(store, KEY, NINE)

    assert held(made.path) == held(store)


def test_a_copy_is_made_while_the_store_is_in_use(store: Path) -> None:
    journal = open_journal(store, KEY)
    journal.append(fact(900))
    made = back_up(store, KEY, NINE)
    journal.append(fact(901))
    journal.close()

    assert len(held(made.path)) == 301
    assert len(held(store)) == 302


def test_a_copy_is_for_her_eyes_alone(store: Path) -> None:
    made = back_up(store, KEY, NINE)

    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700


def test_nothing_in_a_copy_is_plain_text(store: Path) -> None:
    data = back_up(store, KEY, NINE).path.read_bytes()

    assert [word for word in (b"SQLite", b"fact", b"ended", b"2026-12") if word in data] == []


def test_seven_nights_are_kept_the_newest_first(store: Path) -> None:
    for night in range(KEPT + 3):
        back_up(store, KEY, NINE + night * DAY)

    assert [each.number for each in backups(store)] == [10, 9, 8, 7, 6, 5, 4]


def test_a_night_without_a_copy_is_due(store: Path) -> None:
    before = is_due(store, NINE)
    back_up(store, KEY, NINE)

    assert (before, is_due(store, NINE), is_due(store, NINE + DAY)) == (True, False, True)


def test_a_clock_that_was_set_back_a_year_throws_no_newer_copy_away(store: Path) -> None:
    for night in range(KEPT):
        back_up(store, KEY, NINE + night * DAY)
    latest = back_up(store, KEY, NINE - 365 * DAY)

    assert backups(store)[0] == latest
    assert newest_good(store, KEY) == latest
    assert len(backups(store)) == KEPT


def test_a_damaged_store_is_not_copied_over_good_copies(store: Path) -> None:
    good = back_up(store, KEY, NINE)
    flip(store)
    with pytest.raises(StoreError, match="damaged"):
        back_up(store, KEY, NINE + DAY)

    assert backups(store) == (good,)
    assert [each.name for each in backup_folder(store).iterdir()] == [good.path.name]


def test_another_key_copies_nothing(store: Path) -> None:
    with pytest.raises(StoreError):
        back_up(store, OTHER_KEY, NINE)

    assert backups(store) == ()


def test_a_disk_that_is_full_keeps_the_copies_of_before(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = back_up(store, KEY, NINE)

    def tight(path: Path, key: bytes) -> Database:
        database = connect(path, key)
        database.execute("PRAGMA max_page_count = 2")
        return database

    monkeypatch.setattr(database_module, "connect", tight)
    with pytest.raises(StoreError, match="The disk is full"):
        back_up(store, KEY, NINE + DAY)

    assert [each.name for each in backup_folder(store).iterdir()] == [good.path.name]


def test_what_else_lies_in_the_folder_is_no_copy(store: Path) -> None:
    back_up(store, KEY, NINE)
    for name in ("notes.txt", "boundary-000009-2026-13-45.db", "boundary-9.db"):
        (backup_folder(store) / name).write_text("")

    assert [each.number for each in backups(store)] == [1]


@pytest.mark.parametrize("share", [0.001, 0.3, 0.9])
def test_a_flipped_bit_is_found_and_the_newest_good_copy_offered(store: Path, share: float) -> None:
    """Also in the first bytes, which to SQLCipher look like another key."""
    back_up(store, KEY, NINE)
    bad = back_up(store, KEY, NINE + DAY)
    flip(bad.path)
    flip(store, share)
    before = store.read_bytes()
    trouble = trouble_of(store)

    assert trouble.title == "The store is damaged."
    assert "2026-12-01" in trouble.remedy
    assert store.read_bytes() == before


def test_a_cut_off_store_has_its_copy_offered(store: Path) -> None:
    back_up(store, KEY, NINE)
    store.write_bytes(store.read_bytes()[:-4096])

    assert "boundary backup restore" in trouble_of(store).remedy


def test_a_wrong_key_is_not_taken_for_damage(store: Path) -> None:
    back_up(store, KEY, NINE)

    assert "does not open with the key" in trouble_of(store, OTHER_KEY).title


def test_a_store_that_is_gone_is_not_begun_anew_over_its_copies(store: Path) -> None:
    back_up(store, KEY, NINE)
    store.unlink()

    assert trouble_of(store).title == "The store's file is gone."
    assert not store.exists()


def test_without_a_good_copy_none_is_offered(store: Path) -> None:
    flip(back_up(store, KEY, NINE).path)
    flip(store)

    assert "boundary backup restore" not in trouble_of(store).remedy


def test_a_copy_that_is_put_back_is_the_store(store: Path) -> None:
    good = back_up(store, KEY, NINE)
    whole = held(store)
    flip(store)
    put_back(store, KEY, good.path)

    assert held(store) == whole


def test_the_store_of_before_is_kept_aside(store: Path) -> None:
    good = back_up(store, KEY, NINE)
    flip(store)
    damaged = store.read_bytes()
    aside = put_back(store, KEY, good.path)
    again = put_back(store, KEY, good.path)

    assert aside is not None
    assert aside.read_bytes() == damaged
    assert again not in (None, aside)


def test_what_the_old_store_left_half_written_does_not_spoil_the_new(store: Path) -> None:
    good = back_up(store, KEY, NINE)
    whole = held(store)
    store.with_name("boundary.db-journal").write_bytes(bytes(range(256)) * 40)
    put_back(store, KEY, good.path)

    assert held(store) == whole


def test_a_bad_copy_is_not_put_back(store: Path) -> None:
    bad = back_up(store, KEY, NINE)
    flip(bad.path)
    before = store.read_bytes()
    with pytest.raises(StoreError):
        put_back(store, KEY, bad.path)

    assert store.read_bytes() == before


def test_a_copy_opens_on_a_machine_that_has_no_store(store: Path, tmp_path: Path) -> None:
    good = back_up(store, KEY, NINE)
    new = tmp_path / "another" / "boundary.db"

    assert put_back(new, KEY, good.path) is None
    assert held(new) == held(store)

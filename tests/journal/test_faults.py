"""What the world does to a store: nothing is lost, and one clear line says what to do."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from boundary.errors import StoreError
from boundary.journal import QueuedJournal, open_journal
from boundary.journal.backup import back_up, newest_good
from boundary.journal.database import connect
from boundary.journal.nightly import nightly
from tests.journal.stores import EVER, KEY, NINE, OTHER_KEY, fact, flip, held, kept

AS_NOBODY = """
import json, os, sys
from pathlib import Path
from datetime import UTC, datetime
import encodings.idna, sqlcipher3.dbapi2
from boundary.errors import StoreError
from boundary.journal import open_journal
from boundary.journal.backup import back_up

store, key = Path(sys.argv[1]), bytes(range(32))
if os.geteuid() == 0:
    os.seteuid(65534)
told = []
day = datetime(2026, 12, 1, tzinfo=UTC)
for work in (lambda: open_journal(store, key), lambda: back_up(store, key, day)):
    try:
        work()
        told.append("")
    except StoreError as error:
        told.append(str(error))
print(json.dumps(told))
"""
"""Opens a store as somebody who may read it and write nothing: root is told nothing."""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_read_only_profile_is_told_and_left_as_it_is() -> None:
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        store = kept(Path(name) / "profile" / "boundary.db", [fact()])
        before = store.read_bytes()
        store.chmod(0o444)
        store.parent.chmod(0o555)
        ran = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, str(store)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        store.parent.chmod(0o755)

        assert ["permissions" in told for told in json.loads(ran.stdout)] == [True, True]
        assert store.read_bytes() == before


def test_a_disk_that_fills_up_keeps_what_happens_in_memory_and_writes_it_later(
    tmp_path: Path,
) -> None:
    """SQLite's own limit of pages speaks with the disk's error code."""
    store = kept(tmp_path / "boundary.db", [fact()])
    opened = open_journal(store, KEY)
    pages = opened._database.execute("PRAGMA page_count").fetchall()[0][0]
    opened._database.execute(f"PRAGMA max_page_count = {pages}")
    day = QueuedJournal()
    day.opened(opened)
    for minute in range(1, 200):
        day.append(fact(minute))
    full = (day.trouble and day.trouble.title, day.waiting > 0)
    opened._database.execute("PRAGMA max_page_count = 100000")
    day.append(fact(200))
    day.close()

    assert full == ("The disk is full.", True)
    assert held(store) == tuple(fact(minute) for minute in range(201))


@pytest.mark.parametrize("share", [0.0, 0.2, 0.6, 0.95])
def test_after_damage_the_newest_good_copy_brings_back_what_it_held(
    tmp_path: Path, share: float
) -> None:
    store = kept(tmp_path / "boundary.db", map(fact, range(30)))
    copy = back_up(store, KEY, NINE)
    kept(store, [fact(99)])
    flip(store, share)
    with pytest.raises(StoreError, match=r"damaged.*2026-12-01"):
        open_journal(store, KEY)

    assert newest_good(store, KEY) == copy
    assert len(held(copy.path)) == 30


def test_a_wrong_key_changes_neither_store_nor_copies(tmp_path: Path) -> None:
    store = kept(tmp_path / "boundary.db", [fact()])
    copy = back_up(store, KEY, NINE).path
    before = store.read_bytes(), copy.read_bytes()
    with pytest.raises(StoreError, match="does not open with the key"):
        open_journal(store, OTHER_KEY)
    with pytest.raises(StoreError):
        nightly(store, OTHER_KEY, NINE + timedelta(days=1))

    assert (store.read_bytes(), copy.read_bytes()) == before


def test_with_the_clock_set_back_a_year_facts_and_copies_stay(tmp_path: Path) -> None:
    store = kept(tmp_path / "boundary.db", [fact(-day * 1440) for day in range(5, 0, -1)])
    nightly(store, KEY, NINE)
    back = NINE - timedelta(days=365)
    kept(store, [fact(-365 * 1440)])
    nightly(store, KEY, back)

    assert len(held(store)) == 6
    good = newest_good(store, KEY)
    assert good is not None
    assert len(held(good.path)) == 6


def test_a_store_that_was_cut_off_while_it_is_open_loses_no_new_fact(tmp_path: Path) -> None:
    store = kept(tmp_path / "boundary.db", map(fact, range(100)))
    day = QueuedJournal()
    day.opened(open_journal(store, KEY))
    whole = store.read_bytes()
    store.write_bytes(whole[: len(whole) // 2])
    day.append(fact(500))
    waits = day.waiting
    found = day.facts(EVER)
    store.write_bytes(whole)
    day.append(fact(501))
    day.close()

    assert (waits, found[-1]) == (1, fact(500))
    assert held(store)[-2:] == (fact(500), fact(501))


def test_two_programs_on_one_synced_folder_wait_for_each_other(tmp_path: Path) -> None:
    store = kept(tmp_path / "boundary.db", [fact()])
    other, day = connect(store, KEY), QueuedJournal()
    journal = open_journal(store, KEY)
    journal._database.execute("PRAGMA busy_timeout = 1")
    day.opened(journal)
    other.execute("BEGIN EXCLUSIVE")
    day.append(fact(1))
    told = day.trouble and day.trouble.title
    other.execute("COMMIT")
    day.append(fact(2))
    day.close()
    other.close()

    assert told == "Another program holds the store."
    assert held(store) == (fact(0), fact(1), fact(2))

"""What she takes along, and what comes back."""

from __future__ import annotations

import csv
import json
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from boundary.errors import SettingsError, StoreError
from boundary.journal import StoredJournal, open_journal
from boundary.journal.database import opened
from boundary.journal.export import Imported, export_document, import_file, write_export
from boundary.journal.stored import MIGRATIONS
from boundary.schedule.facts import FactKind
from tests.journal.stores import KEY, NINE, OTHER_KEY, fact, flip, held, kept

NOTES = "CREATE TABLE note (day TEXT NOT NULL, item TEXT NOT NULL, text TEXT NOT NULL) STRICT"
"""A table with words of hers, as a store of a later version has."""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store with three facts, a remembered value and a note."""
    path = tmp_path / "boundary.db"
    journal = open_journal(path, KEY, (*MIGRATIONS, NOTES))
    for each in (fact(0), fact(5, FactKind.BREAK_OVER, 180), fact(9, FactKind.SKIP, "notes")):
        journal.append(each)
    journal.remember("calendars", {"link": "https://call.test/secret"})
    journal._database.execute("INSERT INTO note VALUES ('2026-12-01', 'loop', '=my own words')")
    journal.close()
    return path


def document(store: Path, *, everything: bool = False) -> dict[str, Any]:
    return export_document(store, KEY, NINE, everything=everything)


@contextmanager
def written(store: Path, document: object) -> Iterator[Path]:
    path = store.with_name("export.json")
    path.write_text(json.dumps(document))
    yield path


def added(store: Path, document: object) -> Imported:
    with written(store, document) as path:
        return import_file(store, KEY, path)


def test_every_fact_is_in_it(store: Path) -> None:
    facts = document(store)["tables"]["fact"]

    assert [row["kind"] for row in facts] == ["ended", "break_over", "skip"]
    assert facts[1]["value"] == 180


def test_her_own_words_and_the_calendars_are_not(store: Path) -> None:
    text = json.dumps(document(store))

    assert "my own words" not in text
    assert "call.test" not in text


def test_with_everything_her_own_words_are(store: Path) -> None:
    assert document(store, everything=True)["tables"]["note"][0]["text"] == "=my own words"


def test_a_damaged_store_gives_no_half_of_an_export(store: Path) -> None:
    flip(store)
    with pytest.raises(StoreError, match="damaged"):
        document(store)


def test_another_key_gives_nothing(store: Path) -> None:
    with pytest.raises(StoreError):
        export_document(store, OTHER_KEY, NINE)


def test_each_table_is_a_file_that_a_spreadsheet_opens(store: Path, tmp_path: Path) -> None:
    write_export(tmp_path / "out", document(store))
    with (tmp_path / "out" / "boundary-fact.csv").open(newline="") as file:
        rows = list(csv.reader(file))

    assert rows[0] == ["at", "kind", "key", "value"]
    assert [row[1] for row in rows[1:]] == ["ended", "break_over", "skip"]


def test_a_text_is_no_formula_to_a_spreadsheet(store: Path, tmp_path: Path) -> None:
    write_export(tmp_path / "out", document(store, everything=True))

    assert ",'=my own words" in (tmp_path / "out" / "boundary-note.csv").read_text()


def test_the_files_are_for_her_eyes_alone(store: Path, tmp_path: Path) -> None:
    paths = write_export(tmp_path / "out", document(store))

    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}


def test_a_folder_that_can_not_be_written_is_named(store: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(StoreError, match="folder"):
        write_export(tmp_path / "out", document(store))


def test_what_was_exported_comes_back_whole_in_another_store(store: Path, tmp_path: Path) -> None:
    whole = document(store, everything=True)
    other = tmp_path / "other" / "boundary.db"
    open_journal(other, KEY, (*MIGRATIONS, NOTES)).close()
    found = added(other, whole)

    assert found == Imported(5, 0)
    assert document(other, everything=True)["tables"] == whole["tables"]


def test_what_is_there_is_not_added_again(store: Path) -> None:
    assert added(store, document(store, everything=True)) == Imported(0, 5)


def test_what_is_remembered_here_stays_as_it_is(store: Path) -> None:
    older = document(store, everything=True)
    older["tables"]["remembered"][0]["value"] = '"older"'
    added(store, older)

    assert document(store, everything=True)["tables"]["remembered"][0]["value"] != '"older"'


def test_facts_of_a_hand_made_document_keep_their_order_in_time(tmp_path: Path) -> None:
    store = kept(tmp_path / "boundary.db", [fact(1)])
    row = {"at": "2026-12-01T10:00:30+01:00", "kind": "ended", "key": "9f86d081884c7d65"}
    added(store, {"version": 1, "tables": {"fact": [row]}})

    assert held(store) == (fact(0.5), fact(1))


@pytest.mark.parametrize(
    "tables",
    [
        [],
        {"fact": [{"at": "yesterday", "kind": "ended"}]},
        {"fact": [{"at": "2026-12-01T09:00:00Z", "kind": "sang"}]},
        {"fact": "all of them"},
        {"secrets": []},
        {'fact" (at) VALUES (1); DROP TABLE fact; --': [{"at": "1"}]},
        {"remembered": [{"name": "a", 'value") --': "1"}]},
        {"remembered": [{"name": ["a"], "value": "1"}]},
        {"remembered": [7]},
    ],
)
def test_a_document_that_is_none_of_ours_adds_nothing(tmp_path: Path, tables: object) -> None:
    store = kept(tmp_path / "boundary.db", [fact()])
    with pytest.raises(SettingsError, match="no export"):
        added(store, {"version": 1, "tables": tables})

    assert held(store) == (fact(),)


def test_one_wrong_row_keeps_all_others_out(tmp_path: Path) -> None:
    store = kept(tmp_path / "boundary.db", [])
    good = {"at": "2026-12-01T09:00:00Z", "kind": "ended"}
    with pytest.raises(SettingsError):
        added(store, {"version": 1, "tables": {"fact": [good, {"at": "x", "kind": "ended"}]}})

    assert held(store) == ()


def test_a_null_where_none_may_be_adds_nothing(tmp_path: Path) -> None:
    store = kept(tmp_path / "boundary.db", [])
    rows = [{"name": "a", "value": "1"}, {"name": "b", "value": None}]
    added(store, {"version": 1, "tables": {"remembered": rows}})
    journal: StoredJournal = open_journal(store, KEY)

    assert (journal.recall("a"), journal.recall("b")) == (1, None)
    journal.close()


def test_an_export_of_a_newer_boundary_is_left_alone(tmp_path: Path) -> None:
    store = kept(tmp_path / "boundary.db", [])
    with pytest.raises(SettingsError, match="newer Boundary"):
        added(store, {"version": 2, "tables": {}})


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    store = kept(tmp_path / "boundary.db", [])
    with pytest.raises(SettingsError, match="not there"):
        import_file(store, KEY, tmp_path / "none.json")


def test_the_names_of_columns_come_from_the_store(store: Path) -> None:
    with opened(store, KEY) as database:
        assert database.execute("SELECT count(*) FROM fact").fetchall() == [(3,)]

"""What the store holds, for her to take along: one JSON document, and a table a file.

Without `everything` nothing is in it that she wrote in her own words, and nothing of what the
calendars said: taps, times and counts only. An export is not encrypted, ever.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from boundary.clock import instant_text
from boundary.documents import open_document, read_document, refuse, write_document
from boundary.errors import SettingsError
from boundary.journal.database import Database, at_once, check, opened, tables
from boundary.journal.faults import speaking_to_the_store
from boundary.journal.stored import stamp
from boundary.language import tr
from boundary.schedule.facts import VERSION as FACTS_VERSION
from boundary.schedule.facts import parse_facts

VERSION = 1
"""Of the document."""

OWN_WORDS = frozenset({"text"})
"""The columns that hold what she wrote, in any table."""

NOT_HERS = frozenset({"remembered"})
"""The tables that hold what calendars and programs said."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows were added, and how many were there already."""

    added: int
    there: int


def export_document(
    store: Path, key: bytes, now: datetime, *, everything: bool = False
) -> dict[str, object]:
    """Return what *store* holds, as it is written at *now* (UTC). Raises StoreError."""
    with opened(store, key) as database:
        check(database)
        found: dict[str, list[dict[str, object]]] = {}
        for name, columns in tables(database).items():
            if everything or name not in NOT_HERS:
                told = [c for c in columns if everything or c not in OWN_WORDS]
                found[name] = _rows(database, name, told)
    return {
        "version": VERSION,
        "written": instant_text(now),
        "everything": everything,
        "tables": found,
    }


def write_export(folder: Path, document: Mapping[str, Any]) -> tuple[Path, ...]:
    """Write *document* as `boundary.json`, and each table as `boundary-NAME.csv`, into *folder*.

    The files are for her eyes alone and take the place of older ones. Returns where they are.
    Raises StoreError.
    """
    written = [folder / "boundary.json"]
    with speaking_to_the_store():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_document(written[0], document)
        for name, rows in document["tables"].items():
            written.append(folder / f"boundary-{name}.csv")
            _write_table(written[-1], rows)
    return tuple(written)


def import_file(store: Path, key: bytes, path: Path) -> Imported:
    """Add to *store* what the export *path* (JSON) holds and *store* does not: all or nothing.

    What *store* holds already stays as it is. Raises SettingsError with every problem of the
    document at once, and StoreError.
    """
    document = read_document(path)
    with opened(store, key) as database:
        check(database)
        rows = _read(document, tables(database))
        added = there = 0
        with at_once(database):
            for name, row in rows:
                if _add(database, name, row):
                    added += 1
                else:
                    there += 1
    return Imported(added, there)


def _rows(database: Database, table: str, columns: Sequence[str]) -> list[dict[str, object]]:
    listed = ", ".join(f'"{column}"' for column in columns)
    found = database.execute(f'SELECT {listed} FROM "{table}" ORDER BY 1').fetchall()
    return [dict(zip(columns, row, strict=True)) for row in found]


def _write_table(path: Path, rows: Sequence[Row]) -> None:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        if rows:
            writer = csv.writer(file)
            writer.writerow(rows[0])
            writer.writerows([_cell(value) for value in row.values()] for row in rows)


def _cell(value: object) -> object:
    """Return *value* for a spreadsheet, which is not to take a text for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _read(document: object, known: Mapping[str, tuple[str, ...]]) -> list[tuple[str, Row]]:
    """Return the rows of *document*, each checked against the *known* columns."""
    problems: list[str] = []
    fields = open_document(document, VERSION, problems)
    told: dict[str, object] = fields.read("tables", _object, {})
    rows: list[tuple[str, Row]] = []
    for name, listed in told.items():
        if name not in known:
            problems.append(tr("a table that is not one of this version's"))
        elif name == "fact":
            rows += _facts(listed, problems)
        else:
            rows += _checked(name, listed, known[name], problems)
    refuse(tr("This is no export of Boundary's."), problems)
    return rows


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError(tr("an object with named fields"))
    return value


def _facts(listed: object, problems: list[str]) -> list[tuple[str, Row]]:
    try:
        facts = parse_facts({"version": FACTS_VERSION, "facts": listed})
    except SettingsError as error:
        problems.extend(error.problems or (error.title,))
        return []
    return [
        ("fact", {"at": stamp(f.at), "kind": f.kind.value, "key": f.key, "value": f.value})
        for f in facts
    ]


def _checked(
    name: str, listed: object, columns: Sequence[str], problems: list[str]
) -> list[tuple[str, Row]]:
    rows: list[tuple[str, Row]] = []
    for place, row in enumerate(listed if isinstance(listed, list) else [listed]):
        whole = isinstance(row, dict) and set(row) <= set(columns)
        if not whole or not all(isinstance(v, str | int | float | None) for v in row.values()):
            problems.append(tr("{name}[{place}]: not a row of it").format(name=name, place=place))
        elif set(row) == set(columns):  # else it was written without her words: nothing to add
            rows.append((name, row))
    return rows


def _add(database: Database, table: str, row: Row) -> bool:
    """Add *row* unless it, or another under its name, is there."""
    columns, values = list(row), list(row.values())
    same = " AND ".join(f'"{column}" IS ?' for column in columns)
    if database.execute(f'SELECT 1 FROM "{table}" WHERE {same} LIMIT 1', values).fetchall():
        return False
    listed = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" for _ in columns)
    added = database.execute(
        f'INSERT OR IGNORE INTO "{table}" ({listed}) VALUES ({marks}) RETURNING 1', values
    ).fetchall()
    return bool(added)

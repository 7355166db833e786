"""Documents: the JSON that people and programs hand to Boundary, read with every problem named.

A reader turns one JSON value into ours or raises ValueError with a sentence that says what
belongs there; `Fields` collects those sentences with their paths, so that a person mends a
document once, not once a mistake. A sentence never repeats the value: it may be a secret.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from tempfile import mkstemp
from typing import TypeVar

from boundary.clock import parse_instant
from boundary.errors import SettingsError
from boundary.language import tr, trn

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Read = Callable[[object], T]

MOST_BYTES = 32 * 1024 * 1024
"""The largest document that is read at all: years of facts fit."""

TOLD = 12
"""How many problems a remedy spells out; the error's `problems` has all of them."""

_FIELD = re.compile(r"[a-z][a-z0-9_]{0,39}")
_WALL = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class NewerError(SettingsError):
    """The document was written by a newer Boundary and is to be left as it is."""


class Fields:
    """One object of a document, read field by field; problems go to *problems*."""

    def __init__(self, value: object, path: str, problems: list[str]) -> None:
        self._path = path
        self._problems = problems
        self._read: set[str] = set()
        self._fields: Mapping[str, object] = value if isinstance(value, dict) else {}
        self._there = isinstance(value, dict)
        if not self._there:
            self.wrong("", tr("an object with named fields"))

    def __contains__(self, name: object) -> bool:
        return name in self._fields

    def read(self, name: str, reader: Read[T], default: T) -> T:
        """Return the field *name*, or *default* where it is missing or wrong."""
        self._read.add(name)
        if name not in self._fields:
            return default
        try:
            return reader(self._fields[name])
        except ValueError as error:
            self.wrong(name, str(error))
            return default

    def need(self, name: str, reader: Read[T], default: T) -> T:
        """Return the field *name*; a missing one is a problem (and *default* goes on)."""
        if self._there and name not in self._fields:
            self.wrong(name, tr("missing"))
        return self.read(name, reader, default)

    def part(self, name: str) -> Fields:
        """Return the object in the field *name*; a missing one is empty."""
        self._read.add(name)
        return Fields(self._fields.get(name, {}), self._at(name), self._problems)

    def each(self, name: str, reader: Callable[[Fields], T]) -> tuple[T, ...] | None:
        """Return what *reader* makes of each object in the list *name*; None without a list."""
        self._read.add(name)
        if name not in self._fields:
            return None
        listed = self._fields[name]
        if not isinstance(listed, list):
            self.wrong(name, tr("a list"))
            return None
        path = self._at(name)
        return tuple(
            reader(Fields(item, f"{path}[{place}]", self._problems))
            for place, item in enumerate(listed)
        )

    def wrong(self, name: str, sentence: str) -> None:
        """Note that the field *name* (or "": the object itself) is not *sentence*."""
        place = self._at(name) or tr("the document")
        self._problems.append(f"{place}: {sentence}")

    def done(self) -> None:
        """Note every field that nobody asked for: a slip of the pen is not silently dropped."""
        for name in self._fields:
            if name in self._read:
                continue
            plain = name if _FIELD.fullmatch(name) else tr("(a field with another name)")
            self.wrong(plain, tr("not a field of this version"))

    def _at(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path and name else self._path or name


def text(value: object) -> str:
    """Read any text."""
    if not isinstance(value, str):
        raise ValueError(tr("a text"))
    return value


def yes_no(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise ValueError(tr("true or false"))
    return value


def whole(least: int, most: int) -> Read[int]:
    """Read a whole number from *least* to *most*; true and false are not numbers."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(
                tr("a whole number from {least} to {most}").format(least=least, most=most)
            )
        return value

    return read


def seconds(least: int, most: int) -> Read[timedelta]:
    """Read a length of *least* to *most* whole seconds."""

    def read(value: object) -> timedelta:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError(tr("whole seconds, as a number"))
        if value < least:
            raise ValueError(tr("{least} seconds or more").format(least=least))
        if value > most:
            raise ValueError(tr("{most} seconds or less").format(most=most))
        return timedelta(seconds=value)

    return read


def choice(kind: type[E]) -> Read[E]:
    """Read one of the words of *kind*."""

    def read(value: object) -> E:
        if isinstance(value, str) and value in set(kind):
            return kind(value)
        words = ", ".join(kind)
        raise ValueError(tr("one of {words}").format(words=words))

    return read


def perhaps(reader: Read[T]) -> Read[T | None]:
    """Read null as None, anything else with *reader*."""
    return lambda value: None if value is None else reader(value)


def day(value: object) -> date:
    """Read a date written as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text(value))
    except ValueError:
        raise ValueError(tr("a date such as 2026-12-01")) from None


def wall_time(value: object) -> time:
    """Read a wall time written as HH:MM."""
    if not isinstance(value, str) or not _WALL.fullmatch(value):
        raise ValueError(tr("a time of day such as 09:00"))
    return time.fromisoformat(value)


def instant(value: object) -> datetime:
    """Read an instant with `Z` or an offset, as UTC."""
    try:
        return parse_instant(text(value))
    except (ValueError, OverflowError):
        raise ValueError(tr("an instant such as 2026-12-01T14:50:00Z")) from None


def read_document(path: Path) -> object:
    """Return the JSON in the file *path*; SettingsError when it is missing or is not JSON."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise SettingsError(
            tr("The file is not there."), tr("Check its name and folder, then try again.")
        ) from None
    except OSError as error:
        raise SettingsError(
            tr("The file can't be read."),
            tr("Check that it is a file and that you may read it ({reason}).").format(
                reason=error.strerror or type(error).__name__
            ),
        ) from error
    if len(data) > MOST_BYTES:
        raise SettingsError(tr("The file is far too large."), tr("Check that it is the right one."))
    try:
        document: object = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number
        )
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise SettingsError(
            tr("The file is not a JSON document.") + where,
            tr("Mend it, or start from the example that Boundary prints."),
        ) from None
    return document


def open_document(document: object, known: int, problems: list[str]) -> Fields:
    """Return the fields of *document*, its `version` checked.

    Raises NewerError at once for a version above *known*: its problems would be guesses.
    """
    fields = Fields(document, "", problems)
    version = fields.need("version", whole(1, 1_000_000), known)
    if version > known:
        raise NewerError(
            tr("This document was written by a newer Boundary."),
            tr("Update Boundary, or choose another document. Nothing in it was changed."),
        )
    if version < known:
        fields.wrong("version", tr("{known} is the one that is read").format(known=known))
    return fields


def refuse(title: str, problems: list[str]) -> None:
    """Raise SettingsError with *title* and every one of *problems*, if there is any."""
    if not problems:
        return
    told = "; ".join(problems[:TOLD])
    left = len(problems) - TOLD
    if left > 0:
        told += trn("; and {left} more", "; and {left} more", left).format(left=left)
    remedy = trn("Mend this: {told}", "Mend these: {told}", len(problems)).format(told=told)
    raise SettingsError(title, remedy, tuple(problems))


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a field is there twice")
    return fields


def _no_number(_word: str) -> object:
    raise ValueError("not a number")


def write_document(path: Path, document: object) -> None:
    """Write *document* to *path* whole or not at all, for this user's eyes alone (mode 0600).

    A symbolic link keeps pointing where it did. OSError is left to the caller to translate.
    """
    data = (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
    path = path.resolve()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)  # born 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    _settle_folder(path.parent)


def _settle_folder(folder: Path) -> None:
    """Have the renaming itself on the disk; Windows does so by itself and opens no folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

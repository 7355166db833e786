"""Copies of the store, one a night, seven kept; each is checked before it counts.

A copy is encrypted with the store's own key. They are numbered, so that a clock that was set
back neither hides the newest nor has it thrown away.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from shutil import copyfile

from boundary.errors import StoreError
from boundary.journal.database import check, opened
from boundary.journal.faults import DamagedError, WrongKeyError, damaged, speaking_to_the_store
from boundary.language import tr

KEPT = 7
"""So many copies are kept: a week of nights."""

_NAME = re.compile(r"boundary-(\d{6})-(\d{4}-\d\d-\d\d)\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the store: its place in the order of making, and the day (UTC) it was made."""

    path: Path
    number: int
    day: date


def backup_folder(store: Path) -> Path:
    """Return where the copies of the file *store* lie."""
    return store.with_name("backups")


def backups(store: Path) -> tuple[Backup, ...]:
    """Return the copies of *store*, the newest first; nothing is opened. Raises StoreError."""
    with speaking_to_the_store():
        try:
            names = sorted(each.name for each in backup_folder(store).iterdir())
        except FileNotFoundError:
            return ()
    found = []
    for name in names:
        match = _NAME.fullmatch(name)
        if match is not None:
            with suppress(ValueError):  # no such day: not one of ours
                day = date.fromisoformat(match[2])
                found.append(Backup(backup_folder(store) / name, int(match[1]), day))
    return tuple(sorted(found, key=lambda each: each.number, reverse=True))


def is_due(store: Path, now: datetime) -> bool:
    """Tell whether the day of *now* (UTC) has no copy yet; a clock set back asks for one too."""
    made = backups(store)
    return not made or made[0].day != now.date()


def back_up(store: Path, key: bytes, now: datetime) -> Backup:
    """Copy *store*, check the copy, and drop the oldest beyond `KEPT`; return the copy.

    Any thread may call it while the store is in use. Slow (disk). Raises StoreError; the
    copies of before are then all there still.
    """
    made = backups(store)
    number = made[0].number + 1 if made else 1
    folder = backup_folder(store)
    place = folder / f"boundary-{number:06}-{now.date().isoformat()}.db"
    unfinished = folder / "unfinished.db"
    with speaking_to_the_store():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _remove(unfinished)
        try:
            _copy(store, unfinished, key)
            _settle(unfinished)
            unfinished.replace(place)
        finally:
            _remove(unfinished)
        _settle(folder)
        for old in made[KEPT - 1 :]:
            old.path.unlink(missing_ok=True)
    return Backup(place, number, now.date())


def is_good(backup: Backup, key: bytes) -> bool:
    """Tell whether every page of *backup* is whole and *key* opens it."""
    try:
        with opened(backup.path, key) as database:
            check(database)
    except StoreError:
        return False
    return True


def newest_good(store: Path, key: bytes) -> Backup | None:
    """Return the newest copy of *store* that is whole and that *key* opens, or None."""
    return next((each for each in backups(store) if is_good(each, key)), None)


def put_back(store: Path, key: bytes, copy: Path) -> Path | None:
    """Put the *copy*, checked with *key*, in the place of *store*, which must not be open.

    Returns where the store of before lies now (None: there was none). Killed at any moment,
    either the one or the other is in its place, whole. Raises StoreError.
    """
    with opened(copy, key) as database:
        check(database)
    with speaking_to_the_store():
        store.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = store.with_name(f"{store.name}.new")
        _remove(new)
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        copyfile(copy, new)
        _settle(new)
        aside = _set_aside(store)
        # What was left half written belongs to the file of before, and would spoil this one.
        _journal_of(store).unlink(missing_ok=True)
        new.replace(store)
        _settle(store.parent)
    return aside


def offer(store: Path, key: bytes, error: StoreError) -> StoreError:
    """Return what to tell her of *error*, which opening *store* ended with: the newest good copy
    is offered, where there is one, and *error* itself is returned where not.
    """
    try:
        found = newest_good(store, key)
    except StoreError:
        return error
    if found is None:
        return error
    title = error.title
    if isinstance(error, WrongKeyError):  # the key is right: it opens the copy
        title = tr("The store is damaged.")
    return DamagedError(
        title,
        tr(
            "A good copy of {day} is there: quit Boundary, then `boundary backup restore`. "
            "Nothing was changed; what happens is kept in memory."
        ).format(day=found.day.isoformat()),
    )


def gone() -> StoreError:
    """Return what is said where the store's file is missing and its copies are there."""
    return DamagedError(
        tr("The store's file is gone."),
        tr("Put it back, or a copy of it: `boundary backup restore`."),
    )


def _copy(store: Path, place: Path, key: bytes) -> None:
    """Copy *store* to *place* page by page, and look at both: SQLite's copying is silent about a
    page that does not open, and signs what it made of it.
    """
    os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with opened(store, key) as source:
        check(source)
        with opened(place, key) as target:
            source.backup(target)
            check(target)
            if target.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise damaged()


def _set_aside(store: Path) -> Path | None:
    """Give *store*, and what was left half written of it, a second name that is free."""
    if not store.exists():
        return None
    number = 1
    while (aside := store.with_name(f"{store.name}.before-{number}")).exists():
        number += 1
    copyfile(store, aside)
    aside.chmod(0o600)
    if _journal_of(store).exists():
        copyfile(_journal_of(store), _journal_of(aside))
        _journal_of(aside).chmod(0o600)
    _settle(aside)
    return aside


def _journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    _journal_of(path).unlink(missing_ok=True)


def _settle(path: Path) -> None:
    """Have *path*, a file or a folder, on the disk; Windows opens no folder."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

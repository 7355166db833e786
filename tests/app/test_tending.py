"""The store is tended once a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from boundary.app.tending import Tending
from boundary.errors import BoundaryError
from boundary.journal.backup import backups
from boundary.keys import STORE_KEY, SessionKeys
from tests.journal.stores import KEY, NINE, fact, flip, kept

T = TypeVar("T")


class AtOnce:
    """A worker that does it on the spot."""

    def do(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[BoundaryError], None],
    ) -> None:
        try:
            result = work()
        except BoundaryError as error:
            failed(error)
        else:
            then(result)


class HandClock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = NINE

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    def until(self, instant: datetime) -> timedelta:
        return max(instant - self.at, timedelta(0))


def tending(folder: Path) -> tuple[Tending, Path, HandClock]:
    keys, clock = SessionKeys(), HandClock()
    keys.set(STORE_KEY, KEY.hex())
    store = kept(folder / "boundary.db", [fact(-1)])
    return Tending(store, keys, clock, AtOnce()), store, clock


def test_a_day_has_one_copy_however_often_one_looks(tmp_path: Path) -> None:
    tended, store, _ = tending(tmp_path)
    for _ in range(3):
        tended.look()

    assert len(backups(store)) == 1


def test_the_next_day_has_its_own(tmp_path: Path) -> None:
    tended, store, clock = tending(tmp_path)
    tended.look()
    clock.at += timedelta(days=1)
    tended.look()

    assert len(backups(store)) == 2


def test_a_restart_on_the_same_day_copies_nothing_again(tmp_path: Path) -> None:
    tending(tmp_path)[0].look()
    tended, store, _ = tending(tmp_path)
    tended.look()

    assert len(backups(store)) == 1


def test_what_went_wrong_is_told_until_a_day_goes_well(tmp_path: Path) -> None:
    tended, store, clock = tending(tmp_path)
    whole = store.read_bytes()
    flip(store)
    tended.look()
    told = tended.trouble
    store.write_bytes(whole)
    clock.at += timedelta(days=1)
    tended.look()

    assert (str(told)[:21], tended.trouble) == ("The store is damaged.", None)

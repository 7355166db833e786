"""The app lock in the running program, on a keyring in memory and a store of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from boundary.app.locking import KEY_SHOWN, Locking
from boundary.app.worker import Worker
from boundary.errors import StoreError
from boundary.journal import QueuedJournal, open_journal
from boundary.journal import lock as module
from boundary.journal.lock import Cost, LockableKeys, is_locked, lock
from boundary.journal.recovery import recovery_key
from boundary.keys import LockedError, SessionKeys, store_key
from boundary.schedule.facts import FactKind
from boundary.ui.lock_window import Asking
from tests.app.days import Lived, begun

pytestmark = pytest.mark.usefixtures("qapp")

WORDS = "four calm words"


class Rig:
    """A store with a key, the lock, and a day whose journal may be open."""

    def __init__(self, folder: Path) -> None:
        self.store = folder / "boundary.db"
        self.ring = SessionKeys()
        self.key = store_key(self.ring, self.store)
        open_journal(self.store, self.key).close()
        self.keys = LockableKeys(self.ring)
        self.journal = QueuedJournal()
        self.day: Lived = begun("8:00", journal=self.journal)
        self.worker = Worker()
        self.locking = Locking(
            self.ring, self.keys, self.store, self.worker, lambda: self.day.engine
        )

    def open_store(self) -> None:
        self.journal.opened(open_journal(self.store, self.key))

    def lock(self) -> None:
        """Lock it, as an earlier run did."""
        lock(self.ring, self.key, WORDS, Cost(1, 8, 1))
        self.journal.failed(LockedError("Locked.", "Enter your passphrase."))

    @property
    def asking(self) -> Asking | None:
        """What is asked on the screen now."""
        window = self.locking._window
        return window.asking if window is not None else None

    def give(self, words: str = WORDS) -> None:
        assert self.locking._window is not None
        self.locking._window.given.emit(words)

    def said(self) -> str:
        assert self.locking._window is not None
        return " ".join(each.text() for each in self.locking._window.findChildren(QLabel))


@pytest.fixture
def rig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    monkeypatch.setattr(module, "Cost", lambda *cost: Cost(*(cost or (1, 8, 1))))
    made = Rig(tmp_path)
    yield made
    made.locking.close()
    made.worker.close()
    made.journal.close()


def test_a_locked_store_asks_once(rig: Rig) -> None:
    rig.lock()
    rig.locking.look()
    assert rig.asking is Asking.OPEN
    rig.locking.close()
    rig.locking.look()
    assert rig.asking is None


def test_nothing_is_asked_over_a_session(rig: Rig) -> None:
    rig.lock()
    rig.day.tell("9:10", FactKind.CLINICAL_NEED)
    rig.locking.look()
    assert rig.asking is None


def test_a_store_that_is_open_asks_nothing(rig: Rig) -> None:
    rig.open_store()
    rig.locking.look()
    assert rig.asking is None


def test_the_passphrase_opens_it_for_this_run(rig: Rig, qtbot: QtBot) -> None:
    rig.lock()
    rig.locking.ask()
    with qtbot.waitSignal(rig.locking.unlocked, timeout=10000):
        rig.give()
    assert store_key(rig.keys, rig.store) == rig.key
    assert is_locked(rig.ring)


def test_a_wrong_passphrase_is_told_where_it_was_typed(rig: Rig, qtbot: QtBot) -> None:
    rig.lock()
    rig.locking.ask()
    rig.give("another passphrase")
    qtbot.waitUntil(lambda: "This is not the passphrase." in rig.said(), timeout=10000)


def test_the_recovery_key_opens_it_and_takes_the_lock_away(rig: Rig, qtbot: QtBot) -> None:
    rig.lock()
    rig.locking.ask()
    assert rig.locking._window is not None
    with qtbot.waitSignal(rig.locking.unlocked, timeout=10000):
        rig.locking._window.recovery_given.emit(recovery_key(rig.key))
    assert not is_locked(rig.ring)
    assert store_key(rig.keys, rig.store) == rig.key


def test_a_passphrase_is_set_and_the_run_goes_on(rig: Rig, qtbot: QtBot) -> None:
    rig.open_store()
    rig.locking.set()
    qtbot.waitUntil(lambda: rig.asking is Asking.SET, timeout=10000)
    assert recovery_key(rig.key).split("-")[0] in rig.said()
    rig.give()
    qtbot.waitUntil(lambda: rig.locking.locks is True, timeout=10000)
    assert store_key(rig.keys, rig.store) == rig.key
    with pytest.raises(LockedError):
        store_key(rig.ring, rig.store)


def test_the_recovery_key_comes_unasked_once(rig: Rig, qtbot: QtBot) -> None:
    rig.open_store()
    rig.journal.remember(KEY_SHOWN, "2026-12-01T08:00:00Z")
    rig.locking.set()
    qtbot.waitUntil(lambda: rig.asking is Asking.SET, timeout=10000)
    assert recovery_key(rig.key).split("-")[0] not in rig.said()


def test_the_store_remembers_that_she_has_seen_the_key(rig: Rig, qtbot: QtBot) -> None:
    rig.open_store()
    rig.locking.show_key()
    qtbot.waitUntil(lambda: rig.asking is Asking.SHOW, timeout=10000)
    assert rig.locking.key_shown


def test_a_lock_goes_away_by_its_passphrase(rig: Rig, qtbot: QtBot) -> None:
    rig.lock()
    rig.keys.unlock(WORDS)
    rig.locking.remove()
    rig.give()
    qtbot.waitUntil(lambda: rig.locking.locks is False, timeout=10000)
    assert not is_locked(rig.ring)


def test_a_keyring_that_does_not_answer_is_told(rig: Rig, qtbot: QtBot) -> None:
    def refused(_name: str) -> str:
        raise StoreError("The keyring is locked.", "Unlock it.")

    rig.ring.get = refused  # type: ignore[assignment, method-assign]
    with qtbot.waitSignal(rig.locking.changed, timeout=10000):
        rig.locking.learn()
    assert rig.locking.trouble is not None

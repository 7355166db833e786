"""The app lock: a passphrase around the store's key."""

from __future__ import annotations

from pathlib import Path

import pytest

from boundary.errors import StoreError
from boundary.journal.lock import (
    Cost,
    LockableKeys,
    WrongPassphraseError,
    is_locked,
    lock,
    remove_lock,
    unlock,
)
from boundary.keys import STORE_KEY, LockedError, SessionKeys, store_key
from tests.journal.stores import KEY

PHRASE = "four calm words, said"
CHEAP = Cost(1, 64, 1)
"""For tests that don't ask what a guess costs."""


def locked(phrase: str = PHRASE, cost: Cost = CHEAP) -> SessionKeys:
    keys = SessionKeys()
    keys.set(STORE_KEY, KEY.hex())
    lock(keys, KEY, phrase, cost)
    return keys


def test_the_passphrase_opens_it() -> None:
    assert unlock(locked(), PHRASE) == KEY


def test_it_opens_at_the_cost_that_people_get() -> None:
    assert unlock(locked(cost=Cost()), PHRASE) == KEY


def test_another_passphrase_does_not() -> None:
    with pytest.raises(WrongPassphraseError):
        unlock(locked(), PHRASE + " ")


def test_the_keyring_no_longer_has_the_key() -> None:
    entry = locked().get(STORE_KEY) or ""

    assert KEY.hex() not in entry
    assert len(entry) < 400


def test_without_the_passphrase_there_is_no_key(tmp_path: Path) -> None:
    with pytest.raises(LockedError, match="locked"):
        store_key(locked(), tmp_path / "boundary.db")


def test_two_locks_with_one_passphrase_look_different() -> None:
    assert locked().get(STORE_KEY) != locked().get(STORE_KEY)


def test_a_letter_written_in_two_ways_is_one_letter() -> None:
    assert unlock(locked("cafe\u0301 au lait"), "caf\u00e9 au lait") == KEY


def test_a_short_passphrase_is_refused_and_nothing_changes() -> None:
    keys = SessionKeys()
    keys.set(STORE_KEY, KEY.hex())
    with pytest.raises(StoreError, match="too short"):
        lock(keys, KEY, "short")

    assert not is_locked(keys)


def test_a_lock_that_is_removed_gives_the_key_back(tmp_path: Path) -> None:
    keys = locked()
    remove_lock(keys, PHRASE)

    assert store_key(keys, tmp_path / "boundary.db") == KEY


def test_a_lock_is_not_removed_by_another_passphrase() -> None:
    keys = locked()
    with pytest.raises(WrongPassphraseError):
        remove_lock(keys, "another one")

    assert is_locked(keys)


def test_where_there_is_no_lock_there_is_nothing_to_open() -> None:
    with pytest.raises(StoreError, match="no lock"):
        unlock(SessionKeys(), PHRASE)


@pytest.mark.parametrize("part", range(1, 8))
def test_whatever_was_changed_in_it_opens_nothing(part: int) -> None:
    keys = locked()
    pieces = (keys.get(STORE_KEY) or "").split(":")
    pieces[part] = pieces[part].swapcase() if part > 4 else str(int(pieces[part]) + 8)
    keys.set(STORE_KEY, ":".join(pieces))

    with pytest.raises(StoreError):
        unlock(keys, PHRASE)


@pytest.mark.parametrize("entry", ["locked:", "locked:1:1:64:1:!:!:!", "locked:1:9999:1:1:a:a:a"])
def test_an_entry_that_is_no_lock_is_told(entry: str) -> None:
    keys = SessionKeys()
    keys.set(STORE_KEY, entry)
    with pytest.raises(StoreError, match="not as Boundary wrote it"):
        unlock(keys, PHRASE)


def test_the_passphrase_is_never_told() -> None:
    with pytest.raises(WrongPassphraseError) as caught:
        unlock(locked(), "my secret guess")

    assert "secret" not in f"{caught.value} {caught.value!r}"


def test_once_unlocked_the_key_is_there_for_this_run_and_the_lock_stays_on(tmp_path: Path) -> None:
    keyring = locked()
    keys = LockableKeys(keyring)
    keys.unlock(PHRASE)

    assert store_key(keys, tmp_path / "boundary.db") == KEY
    assert is_locked(keyring)


def test_a_wrong_passphrase_leaves_it_locked(tmp_path: Path) -> None:
    keys = LockableKeys(locked())
    with pytest.raises(WrongPassphraseError):
        keys.unlock("another passphrase")

    with pytest.raises(LockedError):
        store_key(keys, tmp_path / "boundary.db")


def test_locking_again_forgets_the_key(tmp_path: Path) -> None:
    keys = LockableKeys(locked())
    keys.unlock(PHRASE)
    keys.lock()

    with pytest.raises(LockedError):
        store_key(keys, tmp_path / "boundary.db")


def test_other_secrets_are_the_keyrings() -> None:
    keyring = locked()
    keys = LockableKeys(keyring)
    keys.set("other", "text")
    found = keyring.get("other")
    keys.delete("other")

    assert (found, keys.get("other")) == ("text", None)

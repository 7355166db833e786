"""The verbs of the store, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from boundary.cli import cli
from boundary.clock import SystemClock
from boundary.journal.backup import back_up, backups
from boundary.journal.lock import Cost, is_locked, lock
from boundary.journal.recovery import recovery_key
from boundary.keys import STORE_KEY, SessionKeys
from tests.journal.stores import KEY, OTHER_KEY, fact, flip, held, kept


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> SessionKeys:
    """Return what the command line takes for the keyring; it has the store's key."""
    keys = SessionKeys()
    keys.set(STORE_KEY, KEY.hex())
    monkeypatch.setattr("boundary.keys.Keyring", lambda: keys)
    return keys


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: SessionKeys) -> Path:
    """Return the store of the profile that the command line uses."""
    assert keys.get(STORE_KEY)
    monkeypatch.setenv("BOUNDARY_PROFILE", str(tmp_path / "profile"))
    return kept(tmp_path / "profile" / "boundary.db", [fact()])


def run(*arguments: object, typed: str = "") -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], input=typed)


def test_export_names_what_it_wrote(store: Path, tmp_path: Path) -> None:
    assert store.exists()
    result = run("export", tmp_path / "out", "--json")

    names = ["boundary.json", "boundary-entry.csv", "boundary-fact.csv"]
    assert json.loads(result.stdout) == {"written": names}


def test_an_export_is_imported_with_a_copy_made_before(store: Path, tmp_path: Path) -> None:
    run("export", tmp_path / "out")
    store.unlink()
    kept(store, [fact(5)])
    result = run("import", tmp_path / "out" / "boundary.json", "--json")

    assert json.loads(result.stdout) == {"added": 1, "there": 0}
    assert held(store) == (fact(0), fact(5))
    assert held(backups(store)[0].path) == (fact(5),)


def test_copies_are_made_and_listed(store: Path) -> None:
    run("backup", "make")
    flip(backups(store)[0].path)
    run("backup", "make")
    found = json.loads(run("backup", "list", "--json").stdout)["backups"]

    assert [(each["number"], each["good"]) for each in found] == [(2, True), (1, False)]


def test_a_damaged_store_is_restored_from_the_newest_good_copy(store: Path) -> None:
    run("backup", "make")
    flip(store)
    result = run("backup", "restore")

    assert (result.exit_code, held(store)) == (0, (fact(),))


def test_without_a_good_copy_restoring_says_what_to_do(store: Path) -> None:
    assert store.exists()
    result = run("backup", "restore")

    assert result.exit_code == 1
    assert result.stderr == (
        "There is no good copy of the store."
        " Name the file of one: `boundary backup restore FILE`.\n"
    )


def test_the_recovery_key_is_shown_once(store: Path) -> None:
    assert store.exists()
    first, second, again = (run("backup", "key", *more) for more in ((), (), ("--again",)))

    assert (first.stdout.strip(), again.stdout) == (recovery_key(KEY), first.stdout)
    assert (second.exit_code, second.stdout) == (1, "")


def test_on_a_new_machine_the_recovery_key_opens_a_copy(
    store: Path, keys: SessionKeys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = back_up(store, KEY, SystemClock().now()).path
    keys.delete(STORE_KEY)
    monkeypatch.setenv("BOUNDARY_PROFILE", str(tmp_path / "new"))
    result = run("backup", "restore", copy, "--recovery-key", typed=recovery_key(KEY) + "\n")

    assert (result.exit_code, keys.get(STORE_KEY)) == (0, KEY.hex())
    assert held(tmp_path / "new" / "boundary.db") == (fact(),)
    assert recovery_key(KEY) not in result.output


def test_a_keyring_that_lost_the_key_gets_it_back(store: Path, keys: SessionKeys) -> None:
    assert store.exists()
    keys.delete(STORE_KEY)
    result = run("backup", "key", "--enter", typed=recovery_key(KEY) + "\n")

    assert (result.exit_code, keys.get(STORE_KEY)) == (0, KEY.hex())


def test_a_recovery_key_of_another_store_is_not_kept(store: Path, keys: SessionKeys) -> None:
    assert store.exists()
    result = run("backup", "key", "--enter", typed=recovery_key(OTHER_KEY) + "\n")

    assert (result.exit_code, keys.get(STORE_KEY)) == (1, KEY.hex())


def test_a_forgotten_passphrase_is_opened_by_the_recovery_key(
    store: Path, keys: SessionKeys
) -> None:
    assert store.exists()
    lock(keys, KEY, "four calm words", Cost(1, 64, 1))
    run("backup", "key", "--enter", typed=recovery_key(KEY) + "\n")

    assert not is_locked(keys)


def test_with_the_lock_on_the_passphrase_is_asked_for(store: Path, keys: SessionKeys) -> None:
    lock(keys, KEY, "four calm words", Cost(1, 64, 1))
    right = run("backup", "make", typed="four calm words\n")
    wrong = run("backup", "make", typed="four other words\n")

    assert (right.exit_code, wrong.exit_code) == (0, 1)
    assert "This is not the passphrase." in wrong.stderr
    assert len(backups(store)) == 1


def test_erasing_asks_first(store: Path) -> None:
    result = run("erase", typed="n\n")

    assert (result.exit_code, store.exists()) == (1, True)


def test_erasing_lists_what_went(store: Path, keys: SessionKeys) -> None:
    result = run("erase", "--yes", "--json")

    assert json.loads(result.stdout) == {
        "gone": ["keyring: journal", "boundary.db", "boundary.db-journal"],
        "left": [],
    }
    assert not store.parent.exists()
    assert keys.get(STORE_KEY) is None


def test_a_profile_without_a_store_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: SessionKeys
) -> None:
    keys.delete(STORE_KEY)
    monkeypatch.setenv("BOUNDARY_PROFILE", str(tmp_path / "none"))

    assert "There is no store yet." in run("export", tmp_path / "out").stderr


@pytest.mark.parametrize("verb", [("import", "x.json"), ("erase", "--yes"), ("backup", "restore")])
def test_while_boundary_runs_the_store_is_left_alone(
    store: Path, monkeypatch: pytest.MonkeyPatch, verb: tuple[str, ...]
) -> None:
    monkeypatch.setattr("boundary.control.ask", lambda *_, **__: {})
    result = run(*verb)

    assert (result.exit_code, store.exists()) == (1, True)
    assert result.stderr == "Boundary is running. Quit it first: `boundary quit`.\n"

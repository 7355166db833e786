"""Everything goes, with a list; what is not Boundary's stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from boundary.accounts.vault import Vault
from boundary.app.teaching import TITLE_KEY
from boundary.errors import SecretsError
from boundary.journal.backup import back_up
from boundary.journal.erase import SENT_KEY, TITLES_KEY, Erased, erase
from boundary.keys import STORE_KEY, SessionKeys
from boundary.mail.accounts import SENT_KEY as MAIL_SENT_KEY
from boundary.mail.mailbox import MailError
from tests.journal.stores import KEY, NINE, fact, kept


class FullKeys(SessionKeys):
    """A keyring that tells what it holds."""

    @property
    def names(self) -> set[str]:
        return set(self._secrets)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Return a profile in use: a store, a copy, settings, a log, a mailbox's file."""
    folder = tmp_path / "profile"
    store = kept(folder / "boundary.db", [fact()])
    back_up(store, KEY, NINE)
    settings = {"calendars": [{"path": "keyring:work"}, {"path": "keyring:calendar-a1-0"}]}
    (folder / "settings.json").write_text(json.dumps(settings))
    for name in ("log/boundary.log", "log/boundary.log.1", "responder/a/sent/x", "boundary.db.v1"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")
    return folder


@pytest.fixture
def keys() -> FullKeys:
    """Return the keyring of that profile, with an entry of another program's."""
    keys = FullKeys()
    keys.set(STORE_KEY, KEY.hex())
    keys.set(TITLES_KEY, "00")
    keys.set(SENT_KEY, "00")
    keys.set("work", "https://feed.test/secret")
    keys.set("calendar-a1-0", "google://her%20mail/primary")
    Vault(keys, "account:her mail").set("x" * 2500)
    return keys


def test_nothing_is_left_of_the_profile(profile: Path, keys: FullKeys) -> None:
    result = erase(profile, keys)

    assert not profile.exists()
    assert result.left == ()


def test_nothing_is_left_in_the_keyring(profile: Path, keys: FullKeys) -> None:
    """Also the pieces of a long secret, and the account behind a calendar."""
    erase(profile, keys)

    assert keys.names == set()


def test_what_went_is_listed(profile: Path, keys: FullKeys) -> None:
    gone = erase(profile, keys).gone

    assert {"boundary.db", "boundary.db.v1", "settings.json", "responder/", "log/boundary.log"} <= {
        *gone
    }
    assert "backups/boundary-000001-2026-12-01.db" in gone
    assert "keyring: journal" in gone


def test_the_list_holds_no_secret(profile: Path, keys: FullKeys) -> None:
    told = str(erase(profile, keys))

    assert [word for word in ("feed.test", KEY.hex(), str(profile)) if word in told] == []


def test_what_is_not_ours_stays(profile: Path, keys: FullKeys) -> None:
    (profile / "notes.txt").write_text("hers")
    (profile / "backups" / "photo.jpg").write_text("hers")
    erase(profile, keys)

    left = {path.relative_to(profile).as_posix() for path in profile.rglob("*") if path.is_file()}
    assert left == {"notes.txt", "backups/photo.jpg"}


def test_a_link_in_the_place_of_a_folder_is_not_followed(
    profile: Path, keys: FullKeys, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "hers").write_text("")
    (profile / "outbox").symlink_to(tmp_path / "elsewhere")
    erase(profile, keys)

    assert (tmp_path / "elsewhere" / "hers").exists()


def test_mailboxes_are_given_back_while_there_are_passwords(profile: Path, keys: FullKeys) -> None:
    result = erase(profile, keys, mailboxes=[lambda: f"given back with {len(keys.names)} secrets"])

    assert result.gone[0] == "given back with 9 secrets"


def unreachable() -> str:
    raise MailError("Your mail server can't be reached.", "Switch the reply off by hand.")


def test_a_mailbox_that_can_not_be_reached_is_told_and_the_rest_goes(
    profile: Path, keys: FullKeys
) -> None:
    result = erase(profile, keys, mailboxes=[unreachable, lambda: "the other is as it was"])

    assert result.left == ("Your mail server can't be reached. Switch the reply off by hand.",)
    assert result.gone[0] == "the other is as it was"
    assert not profile.exists()


def test_a_keyring_that_is_locked_is_told_and_the_files_go(profile: Path) -> None:
    class Locked(SessionKeys):
        def get(self, name: str) -> str | None:  # noqa: ARG002
            raise SecretsError("The keyring is locked.", "Unlock it.")

    result = erase(profile, Locked())

    assert result.left == ("The keyring is locked. Unlock it.",)
    assert not profile.exists()


def test_a_log_elsewhere_goes_too(profile: Path, keys: FullKeys, tmp_path: Path) -> None:
    logs = tmp_path / "state" / "boundary"
    logs.mkdir(parents=True)
    (logs / "boundary.log").write_text("")
    erase(profile, keys, logs=logs)

    assert not logs.exists()


def test_a_profile_that_is_not_there_is_no_trouble(tmp_path: Path) -> None:
    assert erase(tmp_path / "none", SessionKeys()) == Erased((), ())


def test_erasing_twice_is_fine(profile: Path, keys: FullKeys) -> None:
    erase(profile, keys)

    assert erase(profile, keys) == Erased((), ())


def test_the_key_of_titles_is_the_one_that_is_used() -> None:
    assert TITLES_KEY == TITLE_KEY


def test_the_key_of_the_responder_is_the_one_that_is_used() -> None:
    assert SENT_KEY == MAIL_SENT_KEY

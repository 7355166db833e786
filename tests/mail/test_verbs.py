"""The keeper from the command line, on a profile with a preview account."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from boundary.cli import cli
from boundary.mail.mailbox import Route
from boundary.mail.preview_box import HELD
from boundary.profile import settings_path
from boundary.settings import Settings, save
from boundary.settings.mail import MailSettings, ReplyAccount

FIELDS = {"account", "route", "state", "during", "checked", "limits", "remedy"}


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lend a profile with an account for previews and one that needs the keyring."""
    monkeypatch.setenv("BOUNDARY_PROFILE", str(tmp_path))
    sieve = ReplyAccount(
        "practice",
        Route.SIEVE,
        "anna@practice.example",
        host="127.0.0.1",
        port=1,
        secret="keyring:mail.practice",
    )
    mail = MailSettings((ReplyAccount("preview", Route.PREVIEW), sieve))
    save(settings_path(tmp_path), Settings(zone="Europe/Berlin", mail=mail))
    return tmp_path


def run(verb: str, *more: str, account: str = "preview", typed: str = "") -> Result:
    return CliRunner().invoke(cli, ["replies", verb, "--account", account, *more], input=typed)


def said(verb: str, *more: str) -> dict[str, Any]:
    result = run(verb, "--json", *more)
    assert result.exit_code == 0, result.output
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def held(profile: Path) -> Path:
    return profile / "outbox" / "preview" / HELD


@pytest.mark.parametrize("verb", ["status", "settle", "off"])
@pytest.mark.usefixtures("profile")
def test_each_verb_says_the_same_fields(verb: str) -> None:
    assert set(said(verb)) == FIELDS


@pytest.mark.usefixtures("profile")
def test_status_says_that_nothing_is_set_yet() -> None:
    document = said("status")
    assert (document["account"], document["route"], document["state"]) == (
        "preview",
        "preview",
        "not_set",
    )


def test_status_changes_nothing(profile: Path) -> None:
    run("status")
    assert not held(profile).exists()


def test_settle_arms_the_mailbox(profile: Path) -> None:
    document = said("settle")
    assert document["state"] == "armed"
    assert document["during"]["start"] < document["checked"] < document["during"]["end"]
    assert held(profile).exists()


def test_settle_again_changes_nothing(profile: Path) -> None:
    run("settle")
    before = held(profile).stat().st_mtime_ns, held(profile).stat().st_ino
    assert said("settle")["state"] == "armed"
    assert (held(profile).stat().st_mtime_ns, held(profile).stat().st_ino) == before


@pytest.mark.usefixtures("profile")
def test_status_after_settle_is_armed() -> None:
    run("settle")
    assert said("status")["state"] == "armed"


@pytest.mark.usefixtures("profile")
def test_the_limits_of_the_host_are_told() -> None:
    assert said("status")["limits"] == {
        "host": "the preview folder",
        "windows": None,
        "again": None,
        "proof": "exact",
        "asleep": True,
        "echoes": False,
    }


def test_off_leaves_the_folder_as_it_was_found(profile: Path) -> None:
    run("settle")
    assert said("off")["state"] == "off"
    assert not held(profile).exists()


@pytest.mark.usefixtures("profile")
def test_off_is_told_by_status() -> None:
    run("settle")
    run("off")
    assert said("status")["state"] == "off"


@pytest.mark.usefixtures("profile")
def test_settle_after_off_arms_again() -> None:
    run("settle")
    run("off")
    assert said("settle")["state"] == "armed"


def own_reply(profile: Path) -> str:
    """Let a reply of her own be in the folder; return what it is."""
    held(profile).parent.mkdir(parents=True)
    own = '{\n  "replies": [\n    "mine"\n  ]\n}\n'
    held(profile).write_text(own)
    return own


def test_a_reply_of_her_own_is_asked_about(profile: Path) -> None:
    own = own_reply(profile)
    document = said("settle")
    assert document["state"] == "asking"
    assert "Nothing is changed until you choose." in document["remedy"]
    assert held(profile).read_text() == own


def test_a_question_is_answered_with_the_verb(profile: Path) -> None:
    own_reply(profile)
    assert said("settle", "--choose", "take_over")["state"] == "armed"


def test_what_was_taken_over_comes_back(profile: Path) -> None:
    own = own_reply(profile)
    run("settle", "--choose", "take_over")
    run("off")
    assert held(profile).read_text() == own


@pytest.mark.usefixtures("profile")
def test_the_words_for_a_person_are_the_status() -> None:
    run("settle")
    assert run("status").stdout.startswith("Armed on the preview folder until ")


def test_the_choices_are_listed_for_a_person(profile: Path) -> None:
    own_reply(profile)
    shown = run("settle").stdout
    assert "--choose stand_back: Leave it; Boundary waits until it is over" in shown


@pytest.mark.usefixtures("profile")
def test_an_account_that_is_not_there_is_told() -> None:
    result = run("status", "--json", account="other")
    assert result.exit_code == 1
    assert set(json.loads(result.stderr)) == {"title", "remedy"}


@pytest.mark.usefixtures("profile")
def test_a_missing_keyring_is_told_with_its_remedy() -> None:
    result = run("status", "--json", account="practice")
    assert result.exit_code == 1
    assert "keyring" in json.loads(result.stderr)["title"]


@pytest.mark.usefixtures("profile")
def test_without_a_keyring_the_password_can_be_asked_for() -> None:
    result = run("settle", "--ask", "--json", account="practice", typed="correct horse\n")
    assert result.exit_code == 1
    assert "can't be reached" in result.stderr


@pytest.mark.usefixtures("profile")
def test_a_password_that_was_asked_for_is_shown_nowhere() -> None:
    result = run("settle", "--ask", account="practice", typed="correct horse\n")
    assert "correct horse" not in result.output

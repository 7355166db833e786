"""From an account in the settings to its mailbox, and to what it should hold."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from boundary.documents import Fields
from boundary.errors import SecretsError, SettingsError
from boundary.journal import MemoryJournal
from boundary.keys import SessionKeys
from boundary.mail.accounts import (
    MailSecretsError,
    Tools,
    anchor_of,
    horizon,
    keeper_of,
    mailbox_of,
    password_of,
    said_once,
    wanted_of,
)
from boundary.mail.mailbox import Limits, MailSignInError, Proof, Route
from boundary.mail.manual import ManualHost
from boundary.mail.reply import Wanted
from boundary.settings import Settings
from boundary.settings.mail import (
    MailSettings,
    ReplyAccount,
    example_mail,
    mail_document,
    read_mail,
)
from tests.mail.contract import DAY, HOUR, NOW
from tests.mail.test_keeper import SetClock

NEW_YORK = ZoneInfo("America/New_York")
SECRET = "correct horse"


class LockedKeys(SessionKeys):
    """A keyring that nobody unlocks."""

    def get(self, name: str) -> str | None:
        del name
        raise SecretsError("The keyring is locked.", "Unlock it.")


def account(route: Route = Route.SIEVE, **more: object) -> ReplyAccount:
    usual: dict[str, object] = {
        "name": "practice",
        "route": route,
        "address": "anna@practice.example",
        "host": "mail.practice.example",
        "smtp_host": "mail.practice.example",
        "secret": "keyring:mail.practice",
    }
    return ReplyAccount(**{**usual, **more})  # type: ignore[arg-type]


def tools(folder: Path, keys: SessionKeys | None = None) -> Tools:
    held = SessionKeys() if keys is None else keys
    if keys is None:
        held.set("mail.practice", SECRET)
    return Tools(held, MemoryJournal(), folder, SetClock())


def limits(windows: int | None) -> Limits:
    return Limits(Route.SIEVE, "mail.example", windows, None, Proof.EXACT)


@pytest.mark.parametrize("route", Route)
def test_every_route_has_a_mailbox(route: Route, tmp_path: Path) -> None:
    mailbox = mailbox_of(account(route), (), tools(tmp_path), "c0ffee")
    assert mailbox.limits.route is route


def test_a_mailbox_that_is_set_by_hand_knows_its_host(tmp_path: Path) -> None:
    by_hand = account(Route.MANUAL, service=ManualHost.HUSHMAIL)
    assert mailbox_of(by_hand, (), tools(tmp_path), "c0ffee").limits.host == "Hushmail"


def test_a_keeper_keeps_the_mailbox_of_its_account(tmp_path: Path) -> None:
    assert keeper_of(account(Route.PREVIEW), (), tools(tmp_path)).limits.route is Route.PREVIEW


@pytest.mark.parametrize("missing", ["host", "secret"])
def test_a_part_that_is_missing_is_told(missing: str, tmp_path: Path) -> None:
    lacking = account(Route.RESPONDER, **{missing: None})
    with pytest.raises(SettingsError):
        mailbox_of(lacking, (), tools(tmp_path), "c0ffee")


def test_a_password_comes_from_the_keyring(tmp_path: Path) -> None:
    assert password_of(account(), tools(tmp_path).keys) == SECRET


def test_a_password_that_is_not_there_wants_a_sign_in() -> None:
    with pytest.raises(MailSignInError):
        password_of(account(), SessionKeys())


def test_a_locked_keyring_is_told_with_its_own_remedy() -> None:
    with pytest.raises(MailSecretsError, match="locked"):
        password_of(account(), LockedKeys())


def test_a_locked_keyring_is_no_reason_to_write(tmp_path: Path) -> None:
    keeper = keeper_of(account(), (), tools(tmp_path, LockedKeys()))
    outcome = keeper.settle(wanted_of(Settings(), keeper.limits, NOW, NEW_YORK))
    assert isinstance(outcome.trouble, MailSecretsError)


def test_one_locked_keyring_is_one_line() -> None:
    troubles = [SecretsError("The keyring is locked.", "Unlock it.") for _ in range(3)]
    assert said_once([*troubles, None]) == (troubles[0],)


def test_no_repr_of_an_account_tells_its_address_or_its_server() -> None:
    told = repr(account())
    assert "practice.example" not in told


def test_what_is_wanted_is_the_same_all_month() -> None:
    first = wanted_of(Settings(), limits(None), NOW, NEW_YORK)
    assert wanted_of(Settings(), limits(None), NOW + 6 * DAY, NEW_YORK) == first


def test_what_is_wanted_holds_for_a_year() -> None:
    wanted = wanted_of(Settings(), limits(None), NOW, NEW_YORK)
    assert wanted.replies[-1].during.end > NOW + 365 * DAY


def test_a_host_with_one_window_is_given_one() -> None:
    assert len(wanted_of(Settings(), limits(1), NOW, NEW_YORK).replies) == 1


def by_hand(days: int, shelf: MemoryJournal) -> Wanted:
    """Return what she is asked to type on the day *days* from now on."""
    now = NOW + days * DAY
    anchor = anchor_of(account(Route.MANUAL), Settings(), shelf, now, note=True)
    host = Limits(Route.MANUAL, "Proton Mail", 1, None, Proof.NONE)
    return wanted_of(Settings(), host, now, NEW_YORK, anchor)


def test_what_she_types_is_asked_for_no_more_than_once_in_twelve_days() -> None:
    shelf = MemoryJournal()
    assert len({by_hand(days, shelf) for days in range(12)}) == 1


def test_what_she_types_changes_before_it_runs_out() -> None:
    shelf = MemoryJournal()
    assert by_hand(0, shelf) != by_hand(12, shelf)


@pytest.mark.parametrize("month", range(1, 13))
def test_the_horizon_is_a_year_and_more_in_every_month(month: int) -> None:
    now = datetime(2027, month, 28, 23, 59, tzinfo=UTC)
    span = horizon(now)
    assert span.start < now.replace(day=1)
    assert span.end - now > 365 * DAY + HOUR


# In the settings document


def test_an_account_reads_as_it_was_written() -> None:
    problems: list[str] = []
    document = mail_document(example_mail())
    assert read_mail(Fields(document, "mail", problems)) == example_mail()
    assert problems == []


def wrong(**fields: object) -> list[str]:
    """Return the problems of an account with these *fields*."""
    problems: list[str] = []
    whole = mail_document(MailSettings((account(),)))
    accounts = whole["accounts"]
    assert isinstance(accounts, list)
    accounts[0].update(fields)
    read_mail(Fields(whole, "mail", problems))
    return [problem.partition(":")[0] for problem in problems]


@pytest.mark.parametrize(
    ("field", "rubbish"),
    [
        ("name", "two words"),
        ("route", "pigeon"),
        ("address", "anna"),
        ("aliases", ["office"]),
        ("host", "https://mail.example/"),
        ("port", 70000),
        ("smtp_host", "a b"),
        ("smtp_port", 0),
        ("user", "line\nline"),
        ("secret", SECRET),
        ("service", "carrier"),
    ],
)
def test_what_is_wrong_in_an_account_is_named(field: str, rubbish: object) -> None:
    assert f"mail.accounts[0].{field}" in wrong(**{field: rubbish})


def test_a_password_in_the_document_is_a_problem_that_does_not_repeat_it() -> None:
    problems: list[str] = []
    document = {"accounts": [{"name": "a", "route": "gmail", "secret": SECRET}]}
    read_mail(Fields(document, "mail", problems))
    assert problems
    assert SECRET not in "".join(problems)


@pytest.mark.parametrize("field", ["host", "address", "secret"])
def test_a_server_account_needs_its_parts(field: str) -> None:
    assert f"mail.accounts[0].{field}" in wrong(**{field: "" if field == "address" else None})


def test_a_name_is_there_once() -> None:
    problems: list[str] = []
    read_mail(Fields(mail_document(MailSettings((account(), account()))), "mail", problems))
    assert problems == ["mail.accounts: each name once"]


def test_a_domain_or_an_address_can_be_blocked() -> None:
    problems: list[str] = []
    document = {"blocked": ["news.example", "a@news.example"]}
    read_mail(Fields(document, "mail", problems))
    assert problems == []

"""Her mailboxes are looked at in good time, and one in trouble costs its own line."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from boundary.app.mailing import Mailing
from boundary.errors import BoundaryError
from boundary.journal import MemoryJournal
from boundary.keys import SessionKeys
from boundary.mail.accounts import Tools
from boundary.mail.intents import Choice
from boundary.mail.looks import Trigger
from boundary.mail.mailbox import Mailbox, MailError, MailSignInError, Route
from boundary.mail.outcome import Standing
from boundary.schedule.hours import WeeklyHours
from boundary.settings import Settings
from boundary.settings.mail import MailSettings, ReplyAccount
from tests.mail.fake_mailbox import FakeMailbox, own_text

NOON = datetime(2026, 11, 24, 17, tzinfo=UTC)
HOURS = WeeklyHours("America/New_York")
PRACTICE = ReplyAccount("practice", Route.SIEVE, "anna@practice.example")
BILLING = ReplyAccount("billing", Route.SIEVE, "office@practice.example")
BROKEN = MailError("It can't be reached.", "Check the network.")


class StandingClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - NOON).total_seconds()

    def until(self, instant: datetime) -> timedelta:
        return max(instant - self.at, timedelta(0))


class World:
    """Mailboxes by the name of their account, and what looks at them."""

    def __init__(self, qtbot: QtBot, profile: Path, *accounts: ReplyAccount) -> None:
        self.qtbot = qtbot
        self.clock = StandingClock()
        self.boxes = {account.name: FakeMailbox() for account in accounts}
        self.built: list[str] = []
        self.refuse: BoundaryError | None = None
        self.settings = Settings(hours=HOURS, mail=MailSettings(accounts))
        self.tools = Tools(SessionKeys(), MemoryJournal(), profile, self.clock)
        self.mailing = Mailing(self.build, spread=lambda: 0.0)

    def build(
        self, account: ReplyAccount, _blocked: tuple[str, ...], _tools: Tools, owner: str
    ) -> Mailbox:
        self.built.append(account.name)
        if self.refuse is not None:
            raise self.refuse
        box = self.boxes[account.name]
        box.owner = owner
        return box

    def after(self, act: Callable[[], None], times: int = 1) -> None:
        """Do *act*, and wait until so many looks have landed."""
        heard: list[bool] = []
        self.mailing.changed.connect(lambda: heard.append(True))
        act()
        self.qtbot.waitUntil(lambda: len(heard) >= times)

    def begin(self) -> None:
        self.after(
            lambda: self.mailing.begin(self.settings, self.tools), len(self.settings.mail.accounts)
        )

    def standing(self, name: str = "practice") -> Standing | None:
        found = {account.name: looked for account, looked, _ in self.mailing.boxes}[name]
        return found.outcome.standing if found is not None else None


@pytest.fixture
def world(qtbot: QtBot, tmp_path: Path) -> Iterator[World]:
    yield from lived(World(qtbot, tmp_path, PRACTICE))


@pytest.fixture
def two(qtbot: QtBot, tmp_path: Path) -> Iterator[World]:
    yield from lived(World(qtbot, tmp_path, PRACTICE, BILLING))


def lived(world: World) -> Iterator[World]:
    """Let *world* go on the thread that made it, as the app does."""
    gc.disable()
    yield world
    world.mailing.end()
    gc.enable()
    gc.collect()


def test_a_mailbox_is_armed_at_the_start(world: World) -> None:
    world.begin()
    assert world.standing() is Standing.ARMED


def test_it_holds_the_night_that_comes(world: World) -> None:
    world.begin()
    (_, looked, _) = world.mailing.boxes[0]
    assert looked is not None
    assert any(reply.during.contains(NOON + timedelta(hours=9)) for reply in looked.wanted.replies)


def test_without_accounts_nothing_is_made(world: World) -> None:
    world.mailing.begin(Settings(), world.tools)
    assert world.mailing.boxes == ()


def test_other_hours_change_what_the_mailbox_holds(world: World) -> None:
    world.begin()
    before = world.boxes["practice"].read().mark
    other = replace(world.settings, hours=replace(HOURS, zone="Europe/Berlin"))
    world.after(lambda: world.mailing.edit(other), 2)
    assert world.boxes["practice"].read().mark != before


def test_the_mailbox_is_made_once(world: World) -> None:
    world.begin()
    world.after(lambda: world.mailing.look(Trigger.RESUME))
    assert world.built == ["practice"]


def test_a_mailbox_in_trouble_leaves_the_other_alone(two: World) -> None:
    two.boxes["billing"].trouble = BROKEN
    two.begin()
    assert (two.standing(), two.standing("billing")) == (Standing.ARMED, Standing.TROUBLE)


def test_the_same_trouble_of_two_is_told_once(two: World) -> None:
    for box in two.boxes.values():
        box.trouble = BROKEN
    two.begin()
    assert [trouble.title for trouble in two.mailing.troubles] == [BROKEN.title]


def test_a_mailbox_that_cannot_be_made_is_told(world: World) -> None:
    world.refuse = MailSignInError("There is no password.", "Enter it.")
    world.begin()
    assert [trouble.title for trouble in world.mailing.troubles] == ["There is no password."]


def test_a_wrong_password_is_not_tried_again_by_a_wake(world: World) -> None:
    world.refuse = MailSignInError("There is no password.", "Enter it.")
    world.begin()
    world.mailing.look(Trigger.RESUME)
    assert world.built == ["practice"]


def test_her_own_reply_is_asked_about(world: World) -> None:
    world.boxes["practice"].slots.put("active", own_text("Gone fishing"))
    world.begin()
    assert world.standing() is Standing.ASKING


def test_hers_goes_only_once_she_said_so(world: World) -> None:
    world.boxes["practice"].slots.put("active", own_text("Gone fishing"))
    world.begin()
    world.after(lambda: world.mailing.answer("practice", Choice.TAKE_OVER))
    assert world.standing() is Standing.ARMED


def test_switched_off_it_is_as_it_was_found(world: World) -> None:
    world.begin()
    world.after(lambda: world.mailing.switch("practice", on=False))
    assert (world.standing(), world.boxes["practice"].read().mark) == (Standing.OFF, "")


def test_switched_on_again_it_is_armed(world: World) -> None:
    world.begin()
    world.after(lambda: world.mailing.switch("practice", on=False))
    world.after(lambda: world.mailing.switch("practice", on=True))
    assert world.standing() is Standing.ARMED


def test_an_account_that_is_gone_is_looked_at_no_more(world: World) -> None:
    world.begin()
    world.mailing.edit(replace(world.settings, mail=MailSettings()))
    assert world.mailing.boxes == ()


def test_at_the_end_the_server_keeps_what_it_holds(world: World) -> None:
    world.begin()
    held = world.boxes["practice"].read().mark
    world.mailing.end()
    assert (held != "", world.boxes["practice"].read().mark) == (True, held)


def forgotten(world: World, gone: list[str]) -> Callable[[], None]:
    """Return what drops the mailbox of *world* from its settings, as the page does."""

    def drop() -> None:
        gone.append("practice")
        world.mailing.edit(replace(world.settings, mail=MailSettings()))

    return drop


def forget(world: World) -> list[str]:
    """Forget the mailbox of *world*, and wait until that is told; return what was dropped."""
    gone: list[str] = []
    world.after(lambda: world.mailing.forget("practice", forgotten(world, gone)))
    return gone


def test_an_account_that_is_forgotten_leaves_the_server_as_it_was_found(world: World) -> None:
    world.begin()
    forget(world)
    assert world.boxes["practice"].slots.get("active") == ""


def test_it_is_dropped_once_the_server_was_left(world: World) -> None:
    world.begin()
    assert (forget(world), world.mailing.boxes) == (["practice"], ())


def test_an_account_whose_server_cannot_be_left_stays(world: World) -> None:
    world.begin()
    world.boxes["practice"].trouble = BROKEN
    assert forget(world) == []


def test_why_it_stays_is_told(world: World) -> None:
    world.begin()
    world.boxes["practice"].trouble = BROKEN
    forget(world)
    (_, _, trouble) = world.mailing.boxes[0]
    assert trouble is not None
    assert trouble.title == "The reply could not be taken away: It can't be reached."


def test_asked_again_it_goes_as_it_is(world: World) -> None:
    world.begin()
    world.boxes["practice"].trouble = BROKEN
    forget(world)
    assert forget(world) == ["practice"]


def test_one_that_could_never_be_opened_can_be_forgotten(world: World) -> None:
    world.refuse = BROKEN
    world.begin()
    forget(world)
    assert forget(world) == ["practice"]


def test_a_forgotten_account_leaves_no_password_behind(world: World) -> None:
    kept = replace(PRACTICE, secret="keyring:mail.practice")
    world.settings = replace(world.settings, mail=MailSettings((kept,)))
    world.tools.keys.set("mail.practice", "correct horse")
    world.begin()
    forget(world)
    world.qtbot.waitUntil(lambda: world.tools.keys.get("mail.practice") is None)


def test_an_account_that_is_added_anew_is_not_off_from_the_start(world: World) -> None:
    world.begin()
    forget(world)
    world.after(lambda: world.mailing.edit(world.settings), 2)
    assert world.standing() is Standing.ARMED

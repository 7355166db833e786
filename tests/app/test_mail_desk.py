"""The page of mailboxes and the mailboxes: adding one arms it, forgetting it leaves no trace."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from boundary.app.calendar_keys import CalendarKeys
from boundary.app.mail_adding import MailAdding
from boundary.app.mail_desk import MailDesk
from boundary.app.mailing import Mailing
from boundary.clock import SystemClock
from boundary.journal import MemoryJournal
from boundary.keys import SessionKeys
from boundary.mail.accounts import Tools, mailbox_of
from boundary.mail.intents import Choice
from boundary.mail.mailbox import Found, MailError, MailSignInError, Observed, Proof, Route
from boundary.mail.manual import ManualHost
from boundary.mail.status import Action, Light
from boundary.schedule.hours import WeeklyHours
from boundary.settings import Settings
from boundary.settings.mail import MailSettings, ReplyAccount
from boundary.ui.mail_page import MailPage
from boundary.ui.mail_view import MailEntry, MailWay
from boundary.ui.theme import LIGHT
from tests.app.test_adding import AtOnce
from tests.app.test_mail_adding import tells
from tests.app.test_mailing import StandingClock
from tests.mail.dovecot import ANNA, SECRET, Dovecot, dovecot
from tests.mail.fake_mailbox import FakeMailbox, own_text

HOURS = WeeklyHours("America/New_York")
PRACTICE = ReplyAccount("practice", Route.SIEVE, ANNA)
PROTON = ReplyAccount("proton", Route.MANUAL, "anna@proton.example", service=ManualHost.PROTON)
GMAIL = replace(PRACTICE, name="gmail", route=Route.GMAIL)


class Desk:
    """The desk with its page open, over *box* or over what *server* holds."""

    def __init__(
        self,
        qtbot: QtBot,
        profile: Path,
        *accounts: ReplyAccount,
        box: FakeMailbox | None = None,
        server: Dovecot | None = None,
    ) -> None:
        self.qtbot = qtbot
        self.settings = Settings(hours=HOURS, mail=MailSettings(accounts))
        self.box = box or FakeMailbox()
        keys = CalendarKeys(SessionKeys())
        clock = SystemClock() if server is not None else StandingClock()
        tls = server.trusting if server is not None else None
        self.tools = Tools(keys, MemoryJournal(), profile, clock, tls=tls)
        fake = server is None and all(each.route is not Route.MANUAL for each in accounts)
        self.mailing = Mailing(self._build if fake else mailbox_of, spread=lambda: 0.0)
        adding = MailAdding(
            keys,
            profile,
            clock,
            lambda _: False,
            network=(lambda: tells(server)) if server is not None else None,
            new_worker=lambda _: AtOnce(),
            tools=lambda tools: replace(tools, tls=tls),
        )
        self.desk = MailDesk(
            lambda: self.settings, self._keep, self.mailing, adding, clock, twelve=False
        )
        self.mailing.begin(self.settings, self.tools)
        self.page: MailPage = self.desk.mail_page(LIGHT)
        qtbot.addWidget(self.page)
        self.page.show()
        if accounts:
            self.wait(lambda: self.light is not Light.AMBER or self.said_nothing("looked at yet"))

    def _keep(self, settings: Settings) -> None:
        self.settings = settings

    def _build(
        self, _account: ReplyAccount, _blocked: tuple[str, ...], _tools: Tools, owner: str
    ) -> FakeMailbox:
        self.box.owner = owner
        return self.box

    def wait(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=10_000)

    @property
    def light(self) -> Light | None:
        statuses = self.desk.statuses()
        return statuses[0].light if statuses else None

    @property
    def said(self) -> str:
        return "\n".join(each.text() for each in self.page.findChildren(QLabel))

    def said_nothing(self, words: str) -> bool:
        return words not in self.said

    def press(self, name: str) -> None:
        every = self.page.findChildren(QAbstractButton)
        button = next(b for b in every if b.accessibleName() == name and not b.isHidden())
        button.click()

    def enter(self) -> None:
        self.page.add_wanted.emit(MailEntry(MailWay.PASSWORD, ANNA, SECRET))


@pytest.fixture(autouse=True)
def on_one_thread() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()
    gc.collect()


@pytest.fixture
def build(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Return a builder of desks, which end with the test."""
    made: list[Desk] = []

    def make(*accounts: ReplyAccount, **more: FakeMailbox | Dovecot) -> Desk:
        made.append(Desk(qtbot, tmp_path, *accounts, **more))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for desk in made:
        desk.mailing.end()


@pytest.fixture
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


Build = Callable[..., Desk]


def scripts(server: Dovecot) -> dict[str, str]:
    """Return what lies on *server* for Anna, by name; "active" is what is in force."""
    home = server.home()
    found = {path.name: path.read_text() for path in home.glob("sieve/*.sieve")}
    active = home / ".dovecot.sieve"
    return found | ({"active": active.read_text()} if active.exists() else {})


def added(build: Build, server: Dovecot) -> Desk:
    """Return a desk at which she has added the mailbox on *server*, and it is armed."""
    desk = build(server=server)
    desk.enter()
    desk.enter()
    desk.wait(lambda: desk.light is Light.GREEN)
    return desk


def test_an_account_that_was_added_is_armed_on_its_server(build: Build, server: Dovecot) -> None:
    added(build, server)
    assert "vacation" in scripts(server)["boundary-hours.sieve"]


def test_an_account_that_was_added_is_in_her_settings(build: Build, server: Dovecot) -> None:
    desk = added(build, server)
    assert [each.name for each in desk.settings.mail.accounts] == ["practice"]


def test_forgetting_an_armed_account_leaves_the_server_as_it_was_found(
    build: Build, server: Dovecot
) -> None:
    before = scripts(server)
    desk = added(build, server)
    desk.press("Forget practice")
    desk.wait(lambda: not desk.settings.mail.accounts)
    assert scripts(server) == before


def test_a_forgotten_account_leaves_no_password(build: Build, server: Dovecot) -> None:
    desk = added(build, server)
    entry = desk.settings.mail.accounts[0].entry
    assert entry is not None
    desk.press("Forget practice")
    desk.wait(lambda: desk.tools.keys.get(entry) is None)


def test_a_green_mailbox_says_until_when_it_is_armed(build: Build) -> None:
    assert "Armed on mail.example until" in build(PRACTICE).said


def test_a_mailbox_that_is_switched_off_says_that_it_is_as_it_was_found(build: Build) -> None:
    desk = build(PRACTICE)
    desk.press("Switch off practice")
    desk.wait(lambda: desk.light is Light.OFF)
    assert "Off. mail.example is as it was found." in desk.said


def test_a_mailbox_that_was_switched_off_can_be_kept_again(build: Build) -> None:
    desk = build(PRACTICE)
    desk.press("Switch off practice")
    desk.wait(lambda: desk.light is Light.OFF)
    desk.page.action_wanted.emit("practice", Action.RESUME)
    desk.wait(lambda: desk.light is Light.GREEN)


def test_a_reply_of_her_own_is_asked_about(build: Build) -> None:
    box = FakeMailbox()
    box.slots.put("active", own_text("Back in June."))
    assert "A reply of your own is set on mail.example." in build(PRACTICE, box=box).said


def test_what_she_answers_is_done(build: Build) -> None:
    box = FakeMailbox()
    box.slots.put("active", own_text("Back in June."))
    desk = build(PRACTICE, box=box)
    desk.page.answered.emit("practice", Choice.TAKE_OVER)
    desk.wait(lambda: desk.light is Light.GREEN)


def test_forgetting_puts_her_own_reply_back(build: Build) -> None:
    box = FakeMailbox()
    box.slots.put("active", own_text("Back in June."))
    desk = build(PRACTICE, box=box)
    desk.page.answered.emit("practice", Choice.TAKE_OVER)
    desk.wait(lambda: desk.light is Light.GREEN)
    desk.press("Forget practice")
    desk.wait(lambda: not desk.settings.mail.accounts)
    assert box.slots.get("active") == own_text("Back in June.")


def test_an_account_whose_server_cannot_be_left_stays_and_says_so(build: Build) -> None:
    desk = build(PRACTICE)
    desk.box.trouble = MailError("It can't be reached.", "Check the network.")
    desk.press("Forget practice")
    desk.wait(lambda: "The reply could not be taken away: It can't be reached." in desk.said)
    assert len(desk.settings.mail.accounts) == 1


def test_asked_again_such_an_account_goes(build: Build) -> None:
    desk = build(PRACTICE)
    desk.box.trouble = MailError("It can't be reached.", "Check the network.")
    desk.press("Forget practice")
    desk.wait(lambda: "could not be taken away" in desk.said)
    desk.press("Forget practice")
    desk.wait(lambda: not desk.settings.mail.accounts)


def test_a_mailbox_by_hand_shows_what_to_type(build: Build) -> None:
    desk = build(PROTON)
    desk.wait(lambda: "Waiting for you to set it in Proton Mail." in desk.said)
    assert "Put in the text below, as it is." in desk.said


def test_what_she_typed_is_taken_at_her_word(build: Build) -> None:
    desk = build(PROTON)
    desk.wait(lambda: "Waiting for you" in desk.said)
    desk.page.typed.emit("proton")
    desk.wait(lambda: "You set it in Proton Mail until" in desk.said)


def test_the_hosts_own_limits_stand_beside_the_status(build: Build) -> None:
    box = FakeMailbox(
        windows=1, again=timedelta(days=4), proof=Proof.TEXT, route=Route.GMAIL, host="Gmail"
    )
    desk = build(GMAIL, box=box)
    told = (
        "Gmail answers the same person once in 4 days, so keep the numbers in your signature too."
    )
    assert told in desk.desk.statuses()[0].limits


def test_exactly_the_next_closing_can_be_chosen(build: Build) -> None:
    desk = build(PRACTICE)
    desk.page.stay_on_changed.emit(False)
    assert desk.settings.words.arming.value == "exact"


class Filtered(FakeMailbox):
    """A mailbox that shows her filter beside ours."""

    def read(self) -> Observed:
        seen = super().read()
        return replace(seen, found=Found.BESIDE) if seen.mark else seen


def test_a_filter_beside_ours_is_asked_about_in_its_own_words(build: Build) -> None:
    box = Filtered()
    box.slots.put("active", own_text("Refused."))
    said = build(PRACTICE, box=box).said
    assert "A filter of your own on mail.example answers or refuses mail too." in said


def test_a_password_that_is_no_longer_taken_is_asked_for_again(build: Build) -> None:
    box = FakeMailbox(trouble=MailSignInError("It takes no more.", "Sign in again."))
    desk = build(PRACTICE, box=box)
    desk.press("Sign in again: practice")
    lines = [each for each in desk.page.findChildren(QLineEdit) if each.isVisible()]
    assert {each.accessibleName(): each.text() for each in lines} == {
        "E-mail address": ANNA,
        "App password": "",
    }


def test_a_new_password_opens_the_account_that_was_there(build: Build, server: Dovecot) -> None:
    desk = added(build, server)
    before = desk.settings.mail.accounts[0]
    desk.enter()
    desk.enter()
    desk.wait(lambda: desk.settings.mail.accounts[0] != before)
    (after,) = desk.settings.mail.accounts
    assert (after.name, after.secret != before.secret) == ("practice", True)


def test_the_password_before_is_deleted(build: Build, server: Dovecot) -> None:
    desk = added(build, server)
    entry = desk.settings.mail.accounts[0].entry
    assert entry is not None
    desk.enter()
    desk.enter()
    desk.wait(lambda: desk.tools.keys.get(entry) is None)

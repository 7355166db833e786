"""The page of mail accounts: honest lights, remedies, questions, and adding one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from boundary.mail.intents import Choice
from boundary.mail.manual import ManualHost
from boundary.mail.status import Action, Light
from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.day_view import FactLine
from boundary.ui.mail_card import in_lines
from boundary.ui.mail_page import MailPage
from boundary.ui.mail_view import (
    AccountRow,
    AddingView,
    MailEntry,
    MailView,
    MailWay,
    action_words,
    light_words,
)
from boundary.ui.theme import DARK, LIGHT
from tests.ui.mail_views import AMBER, ASKING, BY_HAND, GREEN, OFF, RED, mail_view

Show = Callable[..., MailPage]


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Return a builder of the page."""
    kept = []

    def show(*accounts: AccountRow, view: MailView | None = None, width: int = 640) -> MailPage:
        page = MailPage(view or mail_view(*accounts), LIGHT)
        scroll = CalmScroll(page, LIGHT)
        kept.append(scroll)
        qtbot.addWidget(scroll)
        scroll.resize(width, 900)
        scroll.show()
        return page

    return show


def said(page: QWidget) -> list[str]:
    every = page.findChildren(QLabel)
    return [t for b in every if not b.isHidden() for t in (b.text(), b.accessibleName()) if t]


def button(page: QWidget, name: str) -> QAbstractButton:
    every = page.findChildren(QAbstractButton)
    return next(b for b in every if name in (b.accessibleName(), b.text()) and not b.isHidden())


def line(page: QWidget, name: str) -> QLineEdit:
    every = page.findChildren(QLineEdit)
    return next(e for e in every if e.accessibleName() == name and e.isVisibleTo(page))


def told(page: MailPage, qtbot: QtBot, name: str, act: Callable[[], object]) -> list[object]:
    with qtbot.waitSignal(getattr(page, name), timeout=1000) as signal:
        act()
    assert isinstance(signal.args, list)
    return signal.args


@pytest.mark.parametrize(
    ("row", "word"),
    [(GREEN, "In order"), (AMBER, "Not certain"), (RED, "Needs you now"), (OFF, "Off")],
)
def test_every_light_has_its_word(shown: Show, row: AccountRow, word: str) -> None:
    words = said(shown(row))
    assert {word, f"{word}: {row.status.title}"} <= set(words)


def test_no_two_lights_share_a_word() -> None:
    assert len({light_words(light) for light in Light}) == len(Light)


def test_the_hosts_limits_stand_beside_its_state(shown: Show) -> None:
    assert set(AMBER.status.limits) <= set(said(shown(AMBER)))


def test_the_remedy_is_a_button(shown: Show, qtbot: QtBot) -> None:
    page = shown(GREEN, RED)
    again = button(page, "Sign in again: old")
    assert told(page, qtbot, "action_wanted", again.click) == ["old", Action.SIGN_IN]


def test_what_is_in_order_wants_nothing(shown: Show) -> None:
    names = [b.accessibleName() for b in shown(GREEN).findChildren(QAbstractButton)]
    words = [action_words(each) for each in Action if action_words(each)]
    assert not any(name.startswith(tuple(words)) for name in names)


def test_who_asks_says_so(shown: Show) -> None:
    assert "Asks you" in said(shown(ASKING))


def test_a_long_choice_is_broken_into_lines(shown: Show) -> None:
    page = shown(ASKING)
    assert ASKING.question is not None
    asked = button(page, ASKING.question.choices[0][1])
    assert in_lines("word " * 60).count("\n") > 2
    assert asked.accessibleName() == ASKING.question.choices[0][1]


def test_a_question_has_no_answer_beforehand(shown: Show) -> None:
    page = shown(ASKING)
    assert not button(page, "Do this with webmail").isEnabled()


@pytest.mark.parametrize("choice", list(Choice))
def test_each_answer_to_a_question_is_told(shown: Show, qtbot: QtBot, choice: Choice) -> None:
    page = shown(ASKING)
    assert ASKING.question is not None
    button(page, dict(ASKING.question.choices)[choice]).click()
    done = button(page, "Do this with webmail")
    assert told(page, qtbot, "answered", done.click) == ["webmail", choice]


def test_what_to_type_opens_with_its_button(shown: Show) -> None:
    page = shown(BY_HAND)
    button(page, "See what to type: proton").click()
    assert button(page, "It is done for proton").isVisibleTo(page)


def test_what_to_type_can_be_copied(shown: Show) -> None:
    page = shown(BY_HAND)
    button(page, "See what to type: proton").click()
    button(page, "Copy: Text").click()
    assert QGuiApplication.clipboard().text() == "Thank you for writing."


def test_she_says_when_it_is_typed(shown: Show, qtbot: QtBot) -> None:
    page = shown(BY_HAND)
    button(page, "See what to type: proton").click()
    assert told(page, qtbot, "typed", button(page, "It is done for proton").click) == ["proton"]


def test_an_account_can_be_switched_off(shown: Show, qtbot: QtBot) -> None:
    page = shown(GREEN)
    off = button(page, "Switch off practice")
    assert told(page, qtbot, "off_wanted", off.click) == ["practice"]


def test_what_is_off_can_be_kept_again(shown: Show, qtbot: QtBot) -> None:
    page = shown(OFF)
    again = button(page, "Let Boundary keep it: former")
    assert told(page, qtbot, "action_wanted", again.click) == ["former", Action.RESUME]


def test_an_account_can_be_forgotten(shown: Show, qtbot: QtBot) -> None:
    page = shown(GREEN)
    forget = button(page, "Forget practice")
    assert told(page, qtbot, "forget_wanted", forget.click) == ["practice"]


def test_exact_or_staying_on_is_her_choice(shown: Show, qtbot: QtBot) -> None:
    page = shown(GREEN)
    assert button(page, "A text that is always true").isChecked()
    exact = button(page, "Exactly the next closing")
    assert told(page, qtbot, "stay_on_changed", exact.click) == [False]


def test_without_an_account_nothing_is_sent_and_it_is_said(shown: Show) -> None:
    assert "No account yet. Until there is one, nothing is sent anywhere." in said(shown())


def test_an_address_and_a_password_are_enough(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    button(page, "Add an account…").click()
    line(page, "E-mail address").setText("hello@practice.example")
    line(page, "App password").setText("secret")
    args = told(page, qtbot, "add_wanted", button(page, "Find the server").click)
    assert args == [MailEntry(MailWay.PASSWORD, "hello@practice.example", "secret")]


def test_an_address_alone_is_not_enough(shown: Show) -> None:
    page = shown()
    button(page, "Add an account…").click()
    line(page, "E-mail address").setText("hello@practice.example")
    assert not button(page, "Find the server").isEnabled()


def test_a_sign_in_needs_a_client(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    button(page, "Add an account…").click()
    button(page, "Google or Microsoft").click()
    button(page, "Microsoft").click()
    line(page, "Client id").setText("abc")
    args = told(page, qtbot, "add_wanted", button(page, "Sign in…").click)
    assert args == [MailEntry(MailWay.SIGN_IN, service="microsoft", client_id="abc")]


def test_a_mailbox_can_be_kept_by_hand(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    button(page, "Add an account…").click()
    button(page, "By hand").click()
    button(page, "Hushmail").click()
    line(page, "E-mail address").setText("a@practice.example")
    args = told(page, qtbot, "add_wanted", button(page, "Add it").click)
    assert args == [MailEntry(MailWay.MANUAL, "a@practice.example", host=ManualHost.HUSHMAIL)]


def test_one_can_only_look(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    button(page, "Add an account…").click()
    button(page, "Only look").click()
    args = told(page, qtbot, "add_wanted", button(page, "Add it").click)
    assert args == [MailEntry(MailWay.PREVIEW)]


def test_while_it_is_looked_nothing_is_asked_twice(shown: Show) -> None:
    page = shown()
    button(page, "Add an account…").click()
    line(page, "E-mail address").setText("hello@practice.example")
    line(page, "App password").setText("secret")
    page.show_adding(AddingView("Looking for your server."))
    assert "Looking for your server." in said(page)
    assert not button(page, "Find the server").isEnabled()


def test_what_went_wrong_leaves_what_she_entered(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    button(page, "Add an account…").click()
    line(page, "E-mail address").setText("hello@practice.example")
    page.show_adding(AddingView(trouble=FactLine("No server answers.", "Try later.", True)))
    qtbot.waitUntil(lambda: "Trouble: No server answers." in said(page))
    assert line(page, "E-mail address").text() == "hello@practice.example"


def test_without_a_keyring_the_session_is_offered(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    button(page, "Add an account…").click()
    page.show_adding(AddingView(trouble=FactLine("Locked.", "Unlock it.", True), session_only=True))
    assert told(page, qtbot, "session_only", button(page, "Only until I log out").click) == []


def test_what_was_added_is_forgotten_by_the_form(shown: Show) -> None:
    page = shown()
    button(page, "Add an account…").click()
    line(page, "App password").setText("secret")
    entered = line(page, "App password")
    page.show_adding(AddingView(done=True))
    assert entered.text() == ""
    assert not button(page, "Add an account…").isHidden()


def test_a_new_state_keeps_the_focus(shown: Show) -> None:
    page = shown(GREEN, RED)
    button(page, "Forget old").setFocus()
    page.show_mail(mail_view(AMBER, RED))
    focused = page.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Forget old"


def test_news_are_said_above_all(shown: Show) -> None:
    news = ("A change that was cut off had been done: your mailbox is in order.",)
    assert news[0] in said(shown(view=MailView((GREEN,), news=news)))


def test_addresses_and_secrets_stand_in_no_repr() -> None:
    entry = MailEntry(MailWay.PASSWORD, "hello@practice.example", "secret")
    assert not any(word in repr((GREEN, entry)) for word in ("hello@", "secret"))


@pytest.mark.parametrize("width", [480, 640])
def test_nothing_is_wider_than_the_page(shown: Show, width: int) -> None:
    page = shown(GREEN, AMBER, RED, BY_HAND, OFF, width=width)
    assert page.minimumSizeHint().width() <= width


def test_in_the_dark_the_page_goes_on(shown: Show) -> None:
    page = shown(GREEN, OFF)
    page.recolour(DARK)
    assert not page.grab().isNull()

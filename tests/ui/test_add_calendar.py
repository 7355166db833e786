"""The window in which she adds a calendar."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from boundary.errors import CalendarError
from boundary.ui.add_calendar import MOST_LETTERS, AddCalendarWindow
from boundary.ui.add_calendar_view import (
    WAYS,
    AddView,
    FoundRow,
    LoginEntry,
    SignInEntry,
    Way,
    keeping_view,
    looking_at,
    one_found,
    several_found,
    trouble_line,
    way_words,
)
from boundary.ui.theme import DARK, LIGHT

Open = Callable[..., AddCalendarWindow]

ADDRESS = "https://calendar.example/s3cr3t.ics"
TROUBLE = trouble_line(CalendarError("There is no calendar here.", "Copy it again."))
TWO = several_found([FoundRow("Practice", ticked=True), FoundRow("Family")])


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Return a builder of the window; *path* is what the dialogs give."""

    def show(way: Way = Way.ADDRESS, path: str = "") -> AddCalendarWindow:
        asked: list[bool] = []

        def choose(_parent: QWidget, folder: bool) -> str:
            asked.append(folder)
            return path

        window = AddCalendarWindow(LIGHT, choose=choose)
        qtbot.addWidget(window)
        window.show()
        radio(window, way).click()
        return window

    return show


def radio(window: AddCalendarWindow, way: Way) -> QRadioButton:
    name = way_words(way)[0]
    return next(b for b in window.findChildren(QRadioButton) if b.text() == name)


def line(window: AddCalendarWindow, name: str) -> QLineEdit:
    every = window.findChildren(QLineEdit)
    return next(each for each in every if each.accessibleName() == name)


def shown(window: AddCalendarWindow) -> list[str]:
    return [b.text() for b in window.findChildren(QPushButton) if b.isVisibleTo(window)]


def button(window: AddCalendarWindow, words: str) -> QPushButton:
    every = window.findChildren(QPushButton)
    return next(b for b in every if b.text() == words and b.isVisibleTo(window))


def labels(window: AddCalendarWindow) -> list[str]:
    QApplication.processEvents()  # a layout shows what it is given a turn later
    every = window.findChildren(QLabel)
    return [e.accessibleName() or e.text() for e in every if e.isVisibleTo(window)]


def ticks(window: AddCalendarWindow) -> list[bool]:
    QApplication.processEvents()
    every = window.findChildren(QCheckBox)
    return [box.isChecked() for box in every if box.isVisibleTo(window)]


def test_a_pasted_address_is_told(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    line(window, "Address of the calendar").setText(ADDRESS)
    with qtbot.waitSignal(window.address_given, timeout=1000) as said:
        button(window, "Look at it").click()
    assert said.args == [ADDRESS]


def test_the_address_can_be_pasted_at_once(qtbot: QtBot) -> None:
    window = AddCalendarWindow(LIGHT)
    qtbot.addWidget(window)
    assert window.focusWidget() is line(window, "Address of the calendar")


def test_return_is_enough(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    address = line(window, "Address of the calendar")
    address.setText(ADDRESS)
    with qtbot.waitSignal(window.address_given, timeout=1000):
        QTest.keyClick(address, Qt.Key.Key_Return)


def test_nothing_can_be_looked_at_before_it_is_entered(opened: Open) -> None:
    assert not button(opened(), "Look at it").isEnabled()


@pytest.mark.parametrize(
    ("way", "name"),
    [
        (Way.ADDRESS, "Address of the calendar"),
        (Way.LOGIN, "App password"),
        (Way.SIGN_IN, "Client id"),
        (Way.SIGN_IN, "Client secret"),
    ],
)
def test_what_is_secret_is_dots_when_she_is_elsewhere(opened: Open, way: Way, name: str) -> None:
    field = line(opened(way), name)
    field.setText("s3cr3t")
    radio(field.window(), way).setFocus()  # type: ignore[arg-type]
    assert "s3cr3t" not in field.displayText()


def test_coming_back_to_an_address_begins_it_anew(opened: Open) -> None:
    window = opened()
    field = line(window, "Address of the calendar")
    field.setText(ADDRESS)
    radio(window, Way.ADDRESS).setFocus()
    field.setFocus()
    QTest.keyClicks(field, "w")
    assert field.text() == "w"


def test_only_the_form_of_the_chosen_way_is_shown(opened: Open) -> None:
    window = opened(Way.LOGIN)
    names = [e.accessibleName() for e in window.findChildren(QLineEdit) if e.isVisibleTo(window)]
    assert names == [
        "E-mail address or user name",
        "App password",
        "Server, if the e-mail address is not enough",
    ]


@pytest.mark.parametrize("words", ["Choose a file…", "Choose a folder…"])
def test_a_chosen_path_is_told(opened: Open, qtbot: QtBot, words: str) -> None:
    window = opened(Way.FILE, path="/home/maya/calendars")
    with qtbot.waitSignal(window.path_given, timeout=1000) as said:
        button(window, words).click()
    assert said.args == ["/home/maya/calendars"]


def test_a_dialog_left_tells_nothing(opened: Open, qtbot: QtBot) -> None:
    window = opened(Way.FILE)
    with qtbot.assertNotEmitted(window.path_given):
        button(window, "Choose a file…").click()


def test_a_login_is_told(opened: Open, qtbot: QtBot) -> None:
    window = opened(Way.LOGIN)
    line(window, "E-mail address or user name").setText(" maya@mail.example ")
    line(window, "App password").setText("abcd-efgh")
    with qtbot.waitSignal(window.login_given, timeout=1000) as said:
        button(window, "Find calendars").click()
    assert said.args == [LoginEntry("maya@mail.example", "abcd-efgh")]


def test_a_client_at_google_has_a_secret(opened: Open, qtbot: QtBot) -> None:
    window = opened(Way.SIGN_IN)
    line(window, "Client id").setText("client-1")
    assert not button(window, "Sign in…").isEnabled()
    line(window, "Client secret").setText("not-so-secret")
    with qtbot.waitSignal(window.sign_in_given, timeout=1000) as said:
        button(window, "Sign in…").click()
    assert said.args == [SignInEntry("google", "client-1", "not-so-secret")]


def test_a_client_at_microsoft_has_none(opened: Open, qtbot: QtBot) -> None:
    window = opened(Way.SIGN_IN)
    next(b for b in window.findChildren(QRadioButton) if b.text() == "Microsoft").click()
    line(window, "Client id").setText("client-1")
    assert not line(window, "Client secret").isVisibleTo(window)
    with qtbot.waitSignal(window.sign_in_given, timeout=1000) as said:
        button(window, "Sign in…").click()
    assert said.args == [SignInEntry("microsoft", "client-1")]


def test_a_look_can_be_stopped(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    window.show_add(looking_at(Way.ADDRESS))
    with qtbot.waitSignal(window.stopped, timeout=1000):
        button(window, "Stop").click()


def test_while_it_is_looked_there_is_nothing_else_to_press(opened: Open) -> None:
    window = opened()
    window.show_add(looking_at(Way.ADDRESS))
    assert shown(window) == ["Stop"]
    assert not line(window, "Address of the calendar").isEnabled()


def test_the_keyboard_can_stop_a_look(opened: Open) -> None:
    window = opened()
    window.show_add(looking_at(Way.ADDRESS))
    assert window.focusWidget() is button(window, "Stop")


def test_trouble_is_told_with_its_remedy(opened: Open) -> None:
    window = opened()
    window.show_add(AddView(trouble=TROUBLE))
    assert {"Trouble: There is no calendar here.", "Copy it again."} <= set(labels(window))


def test_trouble_keeps_what_she_entered(opened: Open) -> None:
    window = opened()
    field = line(window, "Address of the calendar")
    field.setText(ADDRESS)
    window.show_add(looking_at(Way.ADDRESS))
    window.show_add(AddView(trouble=TROUBLE))
    assert field.text() == ADDRESS


def test_trouble_is_read_out_where_the_focus_comes_back(opened: Open) -> None:
    window = opened()
    line(window, "Address of the calendar").setText(ADDRESS)
    window.show_add(looking_at(Way.ADDRESS))
    window.show_add(AddView(trouble=TROUBLE))
    focused = window.focusWidget()
    assert focused is button(window, "Look at it")
    assert focused.accessibleDescription() == "There is no calendar here. Copy it again."


def test_another_way_leaves_the_trouble_behind(opened: Open) -> None:
    window = opened()
    window.show_add(AddView(trouble=TROUBLE))
    radio(window, Way.FILE).click()
    assert "Trouble: There is no calendar here." not in labels(window)


def test_the_one_that_was_found_is_read_when_she_says_so(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    window.show_add(one_found(14))
    assert "I can read it: 14 appointments in the next two weeks." in labels(window)
    with qtbot.waitSignal(window.accepted, timeout=1000) as said:
        button(window, "Read it").click()
    assert said.args == [()]


def test_the_ticked_ones_are_told(opened: Open, qtbot: QtBot) -> None:
    window = opened(Way.LOGIN)
    window.show_add(TWO)
    window.findChildren(QCheckBox)[1].click()
    with qtbot.waitSignal(window.accepted, timeout=1000) as said:
        button(window, "Read these").click()
    assert said.args == [(0, 1)]


def test_without_a_tick_there_is_nothing_to_read(opened: Open) -> None:
    window = opened(Way.LOGIN)
    window.show_add(TWO)
    window.findChildren(QCheckBox)[0].click()
    assert not button(window, "Read these").isEnabled()


def test_ticks_stay_through_a_look(opened: Open) -> None:
    window = opened(Way.LOGIN)
    window.show_add(TWO)
    for box in window.findChildren(QCheckBox):
        box.click()
    window.show_add(looking_at(Way.LOGIN))
    window.show_add(TWO.with_trouble(TROUBLE))
    assert ticks(window) == [False, True]


def test_ticks_do_not_go_from_account_to_account(opened: Open) -> None:
    window = opened(Way.LOGIN)
    window.show_add(TWO)
    window.findChildren(QCheckBox)[1].click()
    window.show_add(AddView())
    window.show_add(TWO)
    assert ticks(window) == [True, False]


def test_what_is_wrong_with_one_is_told_under_it(opened: Open) -> None:
    window = opened(Way.LOGIN)
    window.show_add(TWO.told({1: CalendarError("Not yours.", "Ask its owner.")}))
    assert "Not yours. Ask its owner." in labels(window)


def test_back_leads_to_what_she_entered(opened: Open, qtbot: QtBot) -> None:
    window = opened(Way.LOGIN)
    window.show_add(TWO)
    with qtbot.waitSignal(window.stopped, timeout=1000):
        button(window, "Back").click()


def test_the_keyring_can_be_gone_without(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    window.show_add(one_found(1).with_trouble(TROUBLE, session_only=True))
    with qtbot.waitSignal(window.session_only, timeout=1000):
        button(window, "Keep it until I quit").click()


def test_another_trouble_does_not_offer_that(opened: Open) -> None:
    window = opened()
    window.show_add(AddView(trouble=TROUBLE))
    assert "Keep it until I quit" not in shown(window)


def test_esc_closes(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    with qtbot.waitSignal(window.closed, timeout=1000):
        QTest.keyClick(window, Qt.Key.Key_Escape)


def test_closing_forgets_what_was_entered(opened: Open) -> None:
    window = opened(Way.LOGIN)
    line(window, "App password").setText("abcd-efgh")
    window.close()
    assert line(window, "App password").text() == ""


@pytest.mark.parametrize("way", WAYS)
def test_the_ways_can_be_walked_by_keys(opened: Open, qtbot: QtBot, way: Way) -> None:
    window = opened()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    radio(window, Way.ADDRESS).setFocus()
    for _ in range(WAYS.index(way)):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Down)
    assert window.way is way


@pytest.mark.parametrize("way", WAYS)
def test_every_control_has_a_name(opened: Open, way: Way) -> None:
    window = opened(way)
    for control in (*window.findChildren(QLineEdit), *window.findChildren(QRadioButton)):
        assert control.accessibleName()


def test_names_of_calendars_are_plain_text(opened: Open) -> None:
    window = opened(Way.LOGIN)
    window.show_add(several_found([FoundRow("Me & <b>you</b>"), FoundRow("B")]))
    assert window.findChildren(QCheckBox)[0].text() == "Me && <b>you</b>"


def test_the_theme_can_change_while_it_stands(opened: Open) -> None:
    window = opened(Way.LOGIN)
    window.show_add(TWO.with_trouble(TROUBLE))
    window.recolour(DARK)
    assert "Trouble: There is no calendar here." in labels(window)


def test_no_repr_tells_what_she_entered() -> None:
    said = (
        f"{LoginEntry('maya', 'pw', 'dav.example')} {SignInEntry('google', 'id-1', 'sec-1')} {TWO}"
    )
    for secret in ("maya", "pw", "dav.example", "id-1", "sec-1", "Practice"):
        assert secret not in said


def test_the_keyring_is_named_while_it_is_asked() -> None:
    assert keeping_view().sentence == "Keeping it in your keyring. It may ask for its password."


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "I can read it. The next two weeks are empty."),
        (1, "I can read it: one appointment in the next two weeks."),
        (3, "I can read it: three appointments in the next two weeks."),
    ],
)
def test_what_was_found_is_counted(count: int, words: str) -> None:
    assert one_found(count).sentence == words


def test_a_long_name_does_not_make_the_window_wide(opened: Open) -> None:
    window = opened(Way.LOGIN)
    window.show_add(several_found([FoundRow("Practice " * 20), FoundRow("B")]))
    box = window.findChildren(QCheckBox)[0]
    assert len(box.text()) <= MOST_LETTERS
    assert box.accessibleName() == "Practice " * 20

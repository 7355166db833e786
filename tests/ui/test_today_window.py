"""The Today window: its form, its words, its buttons, and how it goes away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from boundary.ui.day_line import DayLine, Spot
from boundary.ui.day_view import (
    BreakOffer,
    DayView,
    FactLine,
    bare_view,
    day_view,
    home_menu,
    no_calendar_words,
)
from boundary.ui.theme import DARK, LIGHT
from boundary.ui.today_window import TodayWindow
from tests.ui.days import DAY, ZONE, at, full_day, glance

OFFER = BreakOffer("Eight minutes until prep", (("take", "Take three"), ("up", "I'm up")))
Show = Callable[..., TodayWindow]


def view(**rest: object) -> DayView:
    made = day_view(full_day(), glance("in_session", until="13:50"), at("13:24"), twelve=True)
    return replace(made, **rest)  # type: ignore[arg-type]


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Return a builder of a Today window that shows a view."""

    def show(what: DayView, width: int = 980) -> TodayWindow:
        window = TodayWindow(LIGHT)
        qtbot.addWidget(window)
        window.resize(width, 420)
        window.show_day(what)
        window.show()
        return window

    return show


def texts(window: TodayWindow) -> list[str]:
    """Return what is written, from top to bottom."""
    labels = [label for label in window.findChildren(QLabel) if label.isVisibleTo(window)]
    labels.sort(key=lambda label: label.mapTo(window, label.rect().topLeft()).y())
    return [label.text() for label in labels if label.text()]


def button(window: TodayWindow, words: str) -> QPushButton:
    return next(
        each
        for each in window.findChildren(QPushButton)
        if each.text() == words and each.isVisibleTo(window)
    )


def test_the_day_has_its_date_its_sentence_and_its_reason(shown: Show) -> None:
    assert texts(shown(view()))[:3] == [
        "Tuesday, November 25",
        "Two sessions to come, one of them tight. Yours from 5:00.",
        "Nothing now: you are in session until 1:50. Eight minutes follow, three of them yours.",
    ]


def test_all_of_an_ordinary_day_is_seen_without_scrolling(shown: Show) -> None:
    window = shown(view(facts=(FactLine("Calendar read at 1:20", "Nothing moved."),), offer=OFFER))
    bar = window.findChild(DayLine)
    assert bar is not None
    assert bar.width() == window.width()


def test_a_fact_is_written_with_its_second_line(shown: Show) -> None:
    window = shown(view(facts=(FactLine("Calendar read at 1:20", "Nothing moved."),)))
    assert texts(window)[-2:] == ["Calendar read at 1:20", "Nothing moved."]


def test_trouble_is_heard_as_trouble(shown: Show) -> None:
    window = shown(view(facts=(FactLine("Your keyring is locked.", "Unlock it.", trouble=True),)))
    names = [label.accessibleName() for label in window.findChildren(QLabel)]
    assert "Trouble: Your keyring is locked." in names


def test_an_offer_is_taken_by_its_button(shown: Show, qtbot: QtBot) -> None:
    window = shown(view(offer=OFFER))
    with qtbot.waitSignal(window.chosen, timeout=1000) as said:
        button(window, "Take three").click()
    assert said.args == ["take"]


def test_a_button_keeps_its_focus_when_the_minute_passes(shown: Show) -> None:
    window = shown(view(offer=OFFER))
    button(window, "I'm up").setFocus()
    window.show_day(view(offer=OFFER, now=at("13:25"), now_label="1:25"))
    assert window.focusWidget() is button(window, "I'm up")


def test_an_offer_that_is_over_is_gone(shown: Show) -> None:
    window = shown(view(offer=OFFER))
    window.show_day(view())
    assert "Eight minutes until prep" not in texts(window)


def test_a_narrow_window_has_the_line_under_the_sentence(shown: Show) -> None:
    window = shown(view(), 480)
    line = window.findChild(DayLine)
    assert line is not None
    assert line.vertical
    assert line.y() > next(
        label.mapTo(window, label.rect().bottomLeft()).y()
        for label in window.findChildren(QLabel)
        if label.text().startswith("Two sessions")
    )


def test_a_window_that_grows_wide_again_has_the_line_across(shown: Show) -> None:
    window = shown(view(), 480)
    window.resize(980, 420)
    line = window.findChild(DayLine)
    assert line is not None
    assert not line.vertical


@pytest.mark.parametrize("width", [360, 480, 719, 720, 980, 1600])
def test_nothing_is_wider_than_the_window(shown: Show, width: int) -> None:
    long = BreakOffer(
        "Achtunddreißig Minuten bis zur Vorbereitungszeit",
        (
            ("take", "Achtunddreißig Minuten nehmen"),
            ("notes_first", "Dokumentation zuerst erledigen"),
            ("up", "Ich bin vom Schreibtisch weg"),
        ),
    )
    window = shown(view(offer=long), width)
    QApplication.processEvents()
    over = [
        each.text()
        for each in window.findChildren(QPushButton)
        if each.mapTo(window, each.rect().topRight()).x() > width
    ]
    assert over == []


def test_no_button_is_cut_even_in_a_narrow_window(shown: Show) -> None:
    long = BreakOffer("", (("a", "Dokumentation zuerst"), ("b", "Vom Schreibtisch weg")))
    window = shown(view(offer=long), 360)
    QApplication.processEvents()
    assert all(each.width() >= each.sizeHint().width() for each in window.findChildren(QPushButton))


def test_escape_closes(shown: Show, qtbot: QtBot) -> None:
    window = shown(view())
    with qtbot.waitSignal(window.closed, timeout=1000):
        QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_escape_closes_from_a_block_too(shown: Show) -> None:
    window = shown(view())
    QTest.keyClick(window, Qt.Key.Key_Right)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_arrows_reach_the_line_from_anywhere(shown: Show) -> None:
    window = shown(view())
    QTest.keyClick(window, Qt.Key.Key_Left)
    assert isinstance(window.focusWidget(), Spot)


def test_opening_rings_nothing(shown: Show) -> None:
    assert shown(view()).focusWidget() is not None
    assert not isinstance(shown(view()).focusWidget(), Spot)


def test_the_home_says_why_it_is_one(shown: Show) -> None:
    window = shown(view(home_because="This desktop shows no tray.", menu=home_menu()))
    assert "This desktop shows no tray." in texts(window)


def test_the_home_carries_the_menu(shown: Show, qtbot: QtBot) -> None:
    window = shown(view(home_because="No tray.", menu=home_menu()))
    with qtbot.waitSignal(window.chosen, timeout=1000) as said:
        button(window, "Pause for clinical need").click()
    assert said.args == ["clinical_need"]


def test_escape_makes_the_home_small_and_keeps_it(shown: Show) -> None:
    window = shown(view(home_because="No tray.", menu=home_menu()))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.isMinimized()


def test_without_a_calendar_there_is_a_way_to_add_one(shown: Show, qtbot: QtBot) -> None:
    said, why, offer = no_calendar_words()
    window = shown(bare_view(DAY, ZONE, at("10:00"), said, why, offer=offer))
    with qtbot.waitSignal(window.chosen, timeout=1000) as chosen:
        button(window, "Add a calendar").click()
    assert chosen.args == ["add_calendar"]


def test_every_button_has_a_name(shown: Show) -> None:
    window = shown(view(offer=OFFER, menu=home_menu()))
    assert all(each.accessibleName() for each in window.findChildren(QPushButton))


def test_another_palette_is_worn_at_once(shown: Show) -> None:
    window = shown(view(facts=(FactLine("Calendar read at 1:20"),)))
    window.recolour(DARK)
    line = window.findChild(DayLine)
    assert line is not None
    assert line.colours is DARK

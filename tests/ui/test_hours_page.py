"""The page of hours: what it says, what it tells, and what can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDateEdit,
    QLabel,
    QPushButton,
    QTimeEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from boundary.clock import Span
from boundary.schedule.hours import DEFAULT_WEEK, Override, SpecialDay, WallSpan, WeeklyHours
from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.hours_grid import HoursGrid
from boundary.ui.hours_list import DayRow
from boundary.ui.hours_page import HoursPage
from boundary.ui.hours_view import Channel, HoursView, Special, SpecialKind
from boundary.ui.theme import DARK, LIGHT
from tests.ui.hours_views import AWAY, HOLIDAY, NOW, hours_view

Show = Callable[..., HoursPage]
FRIDAY = 4
MANY = tuple(WallSpan(time(hour), time(hour, 30)) for hour in range(7, 19))


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Return a builder of the page."""
    kept = []

    def show(view: HoursView | None = None, width: int = 1040) -> HoursPage:
        page = HoursPage(view or hours_view(), LIGHT)
        scroll = CalmScroll(page, LIGHT)
        kept.append(scroll)
        qtbot.addWidget(scroll)
        scroll.resize(width, 900)
        scroll.show()
        return page

    return show


def said(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]


def button(page: QWidget, name: str) -> QAbstractButton:
    every = page.findChildren(QAbstractButton)
    return next(b for b in every if name in (b.accessibleName(), b.text()) and not b.isHidden())


def field(page: QWidget, name: str) -> QTimeEdit:
    return next(e for e in page.findChildren(QTimeEdit) if e.accessibleName() == name)


def grid(page: HoursPage) -> HoursGrid:
    found = page.findChild(HoursGrid)
    assert found is not None
    return found


def close_monday_at_nine(page: HoursPage) -> None:
    grid(page).setCurrentIndex(grid(page).model().index(9 * 4, 1))
    QTest.keyClick(grid(page), Qt.Key.Key_Return)


def told(page: HoursPage, qtbot: QtBot, name: str, act: Callable[[], None]) -> list[object]:
    with qtbot.waitSignal(getattr(page, name), timeout=1000) as signal:
        act()
    assert isinstance(signal.args, list)
    return signal.args


def test_the_sentence_stands_above(shown: Show) -> None:
    assert said(shown())[0] == (
        "Mail reaches you Monday to Thursday 9:00 to 5:00, and Friday to 1:00."
    )


def test_the_sentence_changes_while_she_paints(shown: Show) -> None:
    page = shown()
    close_monday_at_nine(page)
    assert said(page)[0].startswith("Mail reaches you Monday 9:15 to 5:00")


def test_a_change_is_told_with_its_channel(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    channel, week = told(page, qtbot, "week_changed", lambda: close_monday_at_nine(page))
    assert channel is Channel.MAIL
    assert isinstance(week, tuple)
    assert week[0] == (WallSpan(time(9, 15), time(17)),)


def test_undo_tells_the_week_before(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    close_monday_at_nine(page)
    _, week = told(page, qtbot, "week_changed", button(page, "Undo").click)
    assert week == hours_view().channels[0].hours.week


def test_redo_tells_the_week_after(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    close_monday_at_nine(page)
    button(page, "Undo").click()
    _, week = told(page, qtbot, "week_changed", button(page, "Redo").click)
    assert isinstance(week, tuple)
    assert week[0] == (WallSpan(time(9, 15), time(17)),)


def test_showing_the_same_week_again_keeps_what_can_be_undone(shown: Show) -> None:
    page = shown()
    close_monday_at_nine(page)
    hours = hours_view().channels[0].hours
    page.show_hours(
        hours_view(replace(hours, week=((WallSpan(time(9, 15), time(17)),), *hours.week[1:])))
    )
    assert button(page, "Undo").isEnabled()


def test_another_week_from_elsewhere_has_nothing_to_undo(shown: Show) -> None:
    page = shown()
    close_monday_at_nine(page)
    page.show_hours(hours_view(WeeklyHours()))
    assert not button(page, "Undo").isEnabled()


def test_showing_hours_tells_nothing(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    with qtbot.assertNotEmitted(page.week_changed):
        page.show_hours(hours_view(WeeklyHours()))


def test_another_channel_has_its_own_sentence(shown: Show) -> None:
    page = shown()
    button(page, "Phone").click()
    assert said(page)[0] == "You are on the phone Monday 9:00 to 10:00."


def test_the_list_has_every_day_from_the_regions_first(shown: Show) -> None:
    rows = [
        b.accessibleName()
        for b in shown().findChildren(QAbstractButton)
        if ": " in b.accessibleName()
    ]
    assert rows[:6:5] == ["Sunday: closed", "Friday: 9:00 to 1:00"]
    assert rows[4] == "Thursday: Thanksgiving"


def test_a_day_with_many_windows_is_higher_in_the_list(shown: Show) -> None:
    page = shown(hours_view(WeeklyHours(None, (MANY, *DEFAULT_WEEK[1:]))))
    monday, tuesday = (
        next(row for row in page.findChildren(DayRow) if row.day == day) for day in (0, 1)
    )
    assert monday.height() > tuesday.height()


def test_times_can_be_typed(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    button(page, "Friday: 9:00 to 1:00").click()
    _, week = told(
        page, qtbot, "week_changed", lambda: field(page, "Friday closes").setTime(QTime(14, 10))
    )
    assert isinstance(week, tuple)
    assert week[FRIDAY] == (WallSpan(time(9), time(14, 10)),)


def test_an_end_at_its_start_is_not_taken(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    button(page, "Friday: 9:00 to 1:00").click()
    with qtbot.assertNotEmitted(page.week_changed):
        field(page, "Friday closes").setTime(QTime(9, 0))
    assert "It ends when it begins: choose a later end." in said(page)


def test_an_end_before_its_start_is_said_to_be_the_next_day(shown: Show) -> None:
    page = shown()
    button(page, "Friday: 9:00 to 1:00").click()
    field(page, "Friday closes").setTime(QTime(2, 0))
    assert "It ends the next day." in said(page)


def test_hours_can_be_added_to_a_day_without_painting(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    button(page, "Sunday: closed").click()
    _, week = told(page, qtbot, "week_changed", button(page, "Add hours on Sunday").click)
    assert isinstance(week, tuple)
    assert week[6] == (WallSpan(time(9), time(17)),)


def test_hours_can_be_removed_without_painting(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    button(page, "Friday: 9:00 to 1:00").click()
    _, week = told(page, qtbot, "week_changed", button(page, "Remove hours 1 of Friday").click)
    assert isinstance(week, tuple)
    assert week[FRIDAY] == ()


def test_opening_a_day_in_the_list_goes_there_in_the_grid(shown: Show) -> None:
    page = shown()
    button(page, "Friday: 9:00 to 1:00").click()
    assert grid(page).current_day == FRIDAY


def test_a_day_can_be_copied_to_all_days_of_work(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    grid(page).choose_day(FRIDAY)
    copy = button(page, "Copy a day")
    assert isinstance(copy, QPushButton)
    menu = copy.menu()
    menu.aboutToShow.emit()
    action = next(a for a in menu.actions() if a.text() == "To Monday to Friday")
    _, week = told(page, qtbot, "week_changed", action.trigger)
    assert isinstance(week, tuple)
    assert week[:5] == ((WallSpan(time(9), time(13)),),) * 5


def test_the_zone_is_shown_and_can_be_changed(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    zones = next(c for c in page.findChildren(QComboBox) if "zone" in c.accessibleName())
    assert zones.currentText() == "America/New_York (this computer)"
    channel, zone = told(page, qtbot, "zone_changed", lambda: zones.activated.emit(2))
    assert (channel, zone) == (Channel.MAIL, "Europe/Berlin")


def test_a_zone_that_is_gone_is_still_shown(shown: Show) -> None:
    page = shown(hours_view(WeeklyHours("Europe/Atlantis")))
    zones = next(c for c in page.findChildren(QComboBox) if "zone" in c.accessibleName())
    assert zones.currentText() == "Europe/Atlantis"


def test_one_more_hour_can_be_asked_for(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    args = told(page, qtbot, "override_wanted", button(page, "Open for one more hour").click)
    assert args == [Channel.MAIL, True]


def test_closing_now_can_be_asked_for(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    args = told(page, qtbot, "override_wanted", button(page, "Close now").click)
    assert args == [Channel.MAIL, False]


def test_what_was_said_on_the_spot_can_be_taken_back(shown: Show, qtbot: QtBot) -> None:
    held = Override(Span(NOW, NOW + timedelta(hours=1)), True)
    page = shown(hours_view(WeeklyHours(overrides=(held,))))
    assert "Open until 2:24 pm, as you said." in said(page)
    assert told(page, qtbot, "override_ended", button(page, "Take back").click) == [Channel.MAIL]


def test_time_away_can_be_removed(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    name = "Remove: Away Mon, Dec 21 to Sun, Jan 3."
    args = told(page, qtbot, "special_removed", button(page, name).click)
    assert args == [Channel.MAIL, Special(AWAY.first, AWAY.last, SpecialKind.AWAY)]


def test_a_holiday_can_be_opened_with_the_usual_hours(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    name = "Open anyway: Thu, Nov 26 is closed: Thanksgiving."
    _, special = told(page, qtbot, "special_added", button(page, name).click)
    assert special == Special(
        HOLIDAY.day, HOLIDAY.day, SpecialKind.OTHER, HOLIDAY.why, DEFAULT_WEEK[3]
    )


def test_days_away_can_be_added(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    button(page, "Add days…").click()
    button(page, "Away").click()
    dates = page.findChildren(QDateEdit)
    dates[0].setDate(QDate(2027, 2, 1))
    dates[1].setDate(QDate(2027, 2, 5))
    _, special = told(page, qtbot, "special_added", button(page, "Add").click)
    assert special == Special(date(2027, 2, 1), date(2027, 2, 5), SpecialKind.AWAY)


def test_days_end_after_they_begin(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    button(page, "Add days…").click()
    dates = page.findChildren(QDateEdit)
    dates[0].setDate(QDate(2027, 2, 1))
    _, special = told(page, qtbot, "special_added", button(page, "Add").click)
    assert special == Special(date(2027, 2, 1), date(2027, 2, 1), SpecialKind.CLOSED)


def test_a_day_can_be_given_hours_of_its_own(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    button(page, "Add days…").click()
    button(page, "Other hours").click()
    _, special = told(page, qtbot, "special_added", button(page, "Add").click)
    assert isinstance(special, Special)
    assert special.spans == (WallSpan(time(9), time(12)),)


def test_other_holidays_can_be_chosen(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    regions = next(c for c in page.findChildren(QComboBox) if "holidays" in c.accessibleName())
    assert regions.currentText() == "United States"
    assert told(page, qtbot, "region_changed", lambda: regions.activated.emit(2)) == ["DE-BY"]


def test_special_days_that_are_over_are_not_listed(shown: Show) -> None:
    over = SpecialDay(date(2026, 11, 2), (), "Over")
    page = shown(hours_view(WeeklyHours(exceptions=(over,))))
    assert not any("Over" in text for text in said(page))


def test_ten_thousand_special_days_stay_a_short_list(shown: Show) -> None:
    days = tuple(SpecialDay(date(2027, 1, 1) + timedelta(days=n)) for n in range(10_000))
    page = shown(hours_view(WeeklyHours(exceptions=days)))
    assert "9993 more later on." in said(page)


def test_trouble_with_the_hours_is_said(shown: Show) -> None:
    page = shown(replace(hours_view(), trouble="This zone is not known. Choose another."))
    assert "This zone is not known. Choose another." in said(page)


@pytest.mark.parametrize("width", [420, 540, 1040])
def test_nothing_is_wider_than_the_page(shown: Show, width: int) -> None:
    page = shown(width=width)
    assert page.minimumSizeHint().width() <= width


def test_the_wheel_of_a_page_changes_no_field(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    zones = next(c for c in page.findChildren(QComboBox) if "zone" in c.accessibleName())
    grid(page).setFocus()
    at = QPointF(5, 5)
    event = QWheelEvent(
        at,
        zones.mapToGlobal(at),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.assertNotEmitted(page.zone_changed):
        QApplication.sendEvent(zones, event)
    assert zones.currentIndex() == 0


def test_in_the_dark_the_page_goes_on(shown: Show) -> None:
    page = shown()
    page.recolour(DARK)
    assert not page.grab().isNull()


REPLYING = WeeklyHours(reply_windows=(WallSpan(time(12, 30), time(12, 50)),))
LATE = WallSpan(time(16, 30), time(17))


def test_reply_windows_are_shown(shown: Show) -> None:
    assert "12:30 to 12:50" in said(shown(hours_view(REPLYING, twelve=False)))


def test_a_reply_window_is_told_with_those_before(shown: Show, qtbot: QtBot) -> None:
    page = shown(hours_view(REPLYING, twelve=False))
    args = told(page, qtbot, "replying_changed", button(page, "Add a reply window").click)
    assert args == [Channel.MAIL, (*REPLYING.reply_windows, LATE)]


def test_a_reply_window_can_be_taken_away(shown: Show, qtbot: QtBot) -> None:
    page = shown(hours_view(REPLYING, twelve=False))
    remove = button(page, "Remove the reply window 12:30 to 12:50")
    assert told(page, qtbot, "replying_changed", remove.click) == [Channel.MAIL, ()]


def test_a_reply_window_that_ends_before_it_begins_is_not_told(shown: Show, qtbot: QtBot) -> None:
    page = shown(hours_view(REPLYING, twelve=False))
    field(page, "The reply window ends").setTime(QTime(9, 0))
    with qtbot.assertNotEmitted(page.replying_changed):
        button(page, "Add a reply window").click()


def test_only_mail_has_reply_windows(shown: Show) -> None:
    page = shown()
    button(page, "Phone").click()
    part = next(e for e in page.findChildren(QWidget) if e.accessibleName() == "Reply windows")
    assert part.isHidden()

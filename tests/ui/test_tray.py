"""The tray: what a click says, what the menu holds, and life without a tray or a bus."""

from __future__ import annotations

import pytest
from PySide6.QtDBus import QDBusServiceWatcher
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from boundary.ui.arch import Shape
from boundary.ui.tray import WATCHER, Tray, tooltip_of


@pytest.fixture
def tray(qapp: QApplication) -> Tray:
    return Tray(qapp)


def item(tray: Tray, words: str) -> QAction:
    """Return the visible menu item that reads *words*."""
    return next(action for action in shown(tray) if action.text() == words)


def shown(tray: Tray) -> list[QAction]:
    """Return the visible items from top to bottom, without the lines between them."""
    actions = tray.menu.actions()
    return [action for action in actions if action.isVisible() and not action.isSeparator()]


def icon_of(tray: Tray) -> QSystemTrayIcon:
    """Return the one icon that lives."""
    return tray.findChildren(QSystemTrayIcon)[-1]


def test_the_first_item_is_the_pause_for_clinical_need(tray: Tray) -> None:
    assert shown(tray)[0].text() == "Pause for clinical need"


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("Pause for clinical need", "clinical_need"),
        ("Today", "today_wanted"),
        ("Ended", "ended"),
        ("One breath", "one_breath"),
        ("Pause for 30 minutes", "pause_half_hour"),
        ("Pause until tomorrow", "pause_until_tomorrow"),
        ("Pause until I say", "pause_until_told"),
        ("Evening journal", "journal_wanted"),
        ("Help for me", "help_wanted"),
        ("Settings", "settings_wanted"),
        ("Quit", "quit_wanted"),
    ],
)
def test_an_item_says_that_it_was_chosen(tray: Tray, qtbot: QtBot, words: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(tray, signal), timeout=1000):
        item(tray, words).trigger()


def test_a_left_click_opens_today(tray: Tray, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tray.today_wanted, timeout=1000):
        icon_of(tray).activated.emit(QSystemTrayIcon.ActivationReason.Trigger)


def test_a_double_click_does_nothing_of_its_own(tray: Tray, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(tray.today_wanted):
        icon_of(tray).activated.emit(QSystemTrayIcon.ActivationReason.DoubleClick)


def test_with_no_session_to_join_there_is_no_such_item(tray: Tray) -> None:
    assert not [action for action in shown(tray) if action.text().startswith("Join")]


def test_the_session_to_join_is_named_by_its_time(tray: Tray, qtbot: QtBot) -> None:
    tray.show_join("Join 10:00")
    with qtbot.waitSignal(tray.join, timeout=1000):
        item(tray, "Join 10:00").trigger()


def test_a_session_that_is_over_can_no_longer_be_joined(tray: Tray) -> None:
    tray.show_join("Join 10:00")
    tray.show_join(None)
    assert not [action for action in shown(tray) if action.text().startswith("Join")]


def test_with_someone_says_whether_it_was_set(tray: Tray, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tray.with_someone, timeout=1000) as said:
        item(tray, "With someone").trigger()
    assert said.args == [True]


def test_setting_with_someone_from_outside_says_nothing(tray: Tray, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(tray.with_someone):
        tray.show_with_someone(True)


def test_while_paused_one_can_only_resume(tray: Tray) -> None:
    tray.show_paused(True)
    words = [action.text() for action in shown(tray)]
    assert "Resume" in words
    assert "Pause for 30 minutes" not in words


def test_resume_is_not_offered_when_nothing_is_paused(tray: Tray) -> None:
    assert "Resume" not in [action.text() for action in shown(tray)]


def test_a_new_shape_changes_the_icon(tray: Tray) -> None:
    before = icon_of(tray).icon().cacheKey()
    tray.show_shape("break_ready")
    assert icon_of(tray).icon().cacheKey() != before


def test_the_same_shape_leaves_the_icon_alone(tray: Tray) -> None:
    tray.show_shape("paused")
    before = icon_of(tray).icon().cacheKey()
    tray.show_shape("paused")
    assert icon_of(tray).icon().cacheKey() == before


def test_a_shape_that_does_not_exist_is_refused(tray: Tray) -> None:
    with pytest.raises(ValueError, match="blinking"):
        tray.show_shape("blinking")


@pytest.mark.parametrize("shape", Shape)
def test_every_shape_has_words_without_a_number(shape: Shape) -> None:
    words = tooltip_of(shape)
    assert words.startswith("Boundary - ")
    assert not any(sign.isdigit() for sign in words)


@pytest.mark.parametrize("shape", ["in_session", "wrap_up"])
def test_who_hovers_over_the_icon_does_not_learn_of_a_session(shape: str) -> None:
    assert tooltip_of(shape) == "Boundary - quiet"


def test_the_words_of_a_shape_are_in_the_tooltip(tray: Tray) -> None:
    tray.show_shape("break_ready")
    assert icon_of(tray).toolTip() == "Boundary - break ready"


def test_a_tray_that_comes_late_gets_the_shape_of_now(tray: Tray) -> None:
    tray.show_shape("paused")
    tray.renew()
    assert icon_of(tray).toolTip() == "Boundary - paused"


def test_when_a_tray_host_appears_the_icon_is_made_anew(tray: Tray) -> None:
    before = icon_of(tray)
    tray.findChildren(QDBusServiceWatcher)[0].serviceRegistered.emit(WATCHER)
    assert icon_of(tray) is not before


def test_a_renewed_icon_still_opens_today(tray: Tray, qtbot: QtBot) -> None:
    tray.renew()
    with qtbot.waitSignal(tray.today_wanted, timeout=1000):
        icon_of(tray).activated.emit(QSystemTrayIcon.ActivationReason.Trigger)


def test_without_a_tray_the_program_is_whole(tray: Tray) -> None:
    tray.show()
    tray.hide()
    assert tray.available() is QSystemTrayIcon.isSystemTrayAvailable()


def test_a_panel_that_turns_dark_changes_the_icon(tray: Tray) -> None:
    before = icon_of(tray).icon().cacheKey()
    tray.show_panel(dark=True)
    assert icon_of(tray).icon().cacheKey() != before

"""Reviews: what they show, what they tell, and that they are left with one key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from boundary.ui.monthly_review import MonthlyReview, MonthlyView
from boundary.ui.own_words import OwnWords
from boundary.ui.review_window import ReviewWindow
from boundary.ui.theme import DARK, LIGHT
from tests.ui.review_views import month_view


def said(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]


def button(page: QWidget, name: str) -> QAbstractButton:
    every = page.findChildren(QAbstractButton)
    return next(b for b in every if name in (b.accessibleName(), b.text()))


def month(qtbot: QtBot, view: MonthlyView) -> MonthlyReview:
    page = MonthlyReview(view, LIGHT)
    qtbot.addWidget(page)
    return page


def test_the_month_has_a_picture_for_each_plot(qtbot: QtBot) -> None:
    assert len(month(qtbot, month_view()).panels) == 4


def test_a_month_with_nothing_in_it_has_no_empty_headings(qtbot: QtBot) -> None:
    assert "Worth a look" not in said(month(qtbot, MonthlyView("November")))


def test_one_thing_is_taken_to_supervision(qtbot: QtBot) -> None:
    page = month(qtbot, month_view())
    line = page.findChildren(QLineEdit)[0]
    line.setText("Endings")
    with qtbot.waitSignal(page.taken) as signal:
        button(page, "Take it along").click()
    assert signal.args == ["Endings"]


def test_what_waits_for_supervision_is_shown(qtbot: QtBot) -> None:
    page = month(qtbot, MonthlyView("November", taken=("Endings", "Silence")))
    assert "Waits for supervision: Endings; Silence" in said(page)


def test_in_the_dark_every_picture_follows(qtbot: QtBot) -> None:
    page = month(qtbot, month_view())
    plot = page.panels[0].plot
    assert plot is not None
    before = plot.grab().toImage()
    page.recolour(DARK)
    assert plot.grab().toImage() != before


def test_words_are_kept_at_once_where_nothing_is_asked(qtbot: QtBot) -> None:
    words = OwnWords("One thing", "Keep")
    qtbot.addWidget(words)
    words.line.setText("  endings ")
    with qtbot.waitSignal(words.kept) as signal:
        words.keep()
    assert signal.args == ["endings"]


def test_what_may_tell_who_somebody_is_is_asked_about(qtbot: QtBot) -> None:
    words = OwnWords("One thing", "Keep", lambda _text: "Keep it?")
    qtbot.addWidget(words)
    words.line.setText("J. D. again")
    with qtbot.assertNotEmitted(words.kept):
        words.keep()
    assert words.question == "Keep it?"


def test_the_second_press_keeps_what_was_asked_about(qtbot: QtBot) -> None:
    words = OwnWords("One thing", "Keep", lambda _text: "Keep it?")
    qtbot.addWidget(words)
    words.line.setText("J. D. again")
    words.keep()
    with qtbot.waitSignal(words.kept):
        words.keep()


def test_other_words_are_asked_about_anew(qtbot: QtBot) -> None:
    words = OwnWords("One thing", "Keep", lambda _text: "Keep it?")
    qtbot.addWidget(words)
    words.line.setText("J. D. again")
    words.keep()
    words.line.setText("K. L.")
    assert words.question == ""


def test_esc_leaves_a_review(qtbot: QtBot) -> None:
    window = ReviewWindow("The month", month(qtbot, month_view()), LIGHT)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(window, Qt.Key.Key_Escape)


def test_help_is_a_click_away_in_every_review(qtbot: QtBot) -> None:
    window = ReviewWindow("The month", month(qtbot, MonthlyView("November")), LIGHT)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.help_wanted):
        button(window, "Help for me").click()

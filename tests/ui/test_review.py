"""Reviews: what they show, what they tell, and that they are left with one key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from boundary.reflection.loops import Kept
from boundary.reflection.signs import Noticed, Sign
from boundary.ui.monthly_review import MonthlyReview, MonthlyView
from boundary.ui.open_row import OpenRow
from boundary.ui.own_words import OwnWords
from boundary.ui.review_window import ReviewWindow
from boundary.ui.signs_list import SignsList
from boundary.ui.theme import DARK, LIGHT
from boundary.ui.weekly_review import WeeklyReview, WeeklyView
from tests.ui.review_views import month_view, week_view


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


def week(qtbot: QtBot, view: WeeklyView | None = None) -> WeeklyReview:
    page = WeeklyReview(view or week_view())
    qtbot.addWidget(page)
    return page


def shown_row(page: WeeklyReview, about: str) -> OpenRow:
    return next(row for row in page.findChildren(OpenRow) if row.accessibleName() == about)


def test_the_week_asks_one_thing_at_a_time(qtbot: QtBot) -> None:
    page = week(qtbot)
    titles = [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    assert "How much did the work give you this week?" in titles
    assert "What did you notice in yourself?" not in titles


def test_nothing_is_answered_beforehand(qtbot: QtBot) -> None:
    page = week(qtbot, WeeklyView())
    assert all(row.value is None for row in page.findChildren(OpenRow))


def test_what_the_work_gave_is_told_at_once(qtbot: QtBot) -> None:
    page = week(qtbot, WeeklyView())
    with qtbot.waitSignal(page.fulfilment) as signal:
        button(page, "7: What the work gave you").click()
    assert signal.args == [7]


def test_an_answer_can_be_taken_back(qtbot: QtBot) -> None:
    page = week(qtbot)
    row = shown_row(page, "What the work gave you")
    with qtbot.waitSignal(page.fulfilment) as signal:
        QTest.keyClick(row, Qt.Key.Key_Delete)
    assert signal.args == [None]


def test_a_sign_is_told_with_its_answer(qtbot: QtBot) -> None:
    page = week(qtbot)
    signs = page.findChildren(SignsList)[0]
    with qtbot.waitSignal(page.noticed) as signal:
        button(signs.row(Sign.CUES), "A lot: I miss what I would otherwise catch.").click()
    assert signal.args == [Sign.CUES, Noticed.LOT]


def test_the_list_has_the_answers_of_before(qtbot: QtBot) -> None:
    signs = week(qtbot).findChildren(SignsList)[0]
    assert signs.answers == dict(week_view().signs)


def test_enter_goes_on(qtbot: QtBot) -> None:
    page = week(qtbot)
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert page.at == 1


def test_alt_and_the_left_arrow_go_back(qtbot: QtBot) -> None:
    page = week(qtbot)
    page.forth()
    QTest.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.at == 0


def test_after_the_last_question_the_week_is_done(qtbot: QtBot) -> None:
    page = week(qtbot)
    for _ in range(page.count - 1):
        page.forth()
    with qtbot.waitSignal(page.done):
        page.forth()


def test_the_last_intention_is_answered_in_one_tap(qtbot: QtBot) -> None:
    page = week(qtbot)
    with qtbot.waitSignal(page.intention_answered) as signal:
        button(page, "It held: What became of it").click()
    assert signal.args == [Kept.KEPT]


def test_a_notice_can_be_sent_away_for_a_month(qtbot: QtBot) -> None:
    page = week(qtbot)
    with qtbot.waitSignal(page.dismissed):
        button(page, "Not for a month").click()
    assert week_view().notice not in [
        label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)
    ]


def test_a_week_of_which_nothing_is_known_says_so(qtbot: QtBot) -> None:
    assert "Nothing is known of next week yet." in said(week(qtbot, WeeklyView()))


def test_her_words_stand_in_no_repr() -> None:
    assert "slow hour" not in repr((week_view(), month_view()))

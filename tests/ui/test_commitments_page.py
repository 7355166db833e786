"""The page of commitments: one tap for what became of one, times proposed, an agenda of hers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from boundary.reflection.commitments import (
    MONTHLY,
    TWO_WEEKLY,
    WEEKLY,
    Cadence,
    Commitment,
    State,
)
from boundary.ui.box_words import BoxWords
from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.commitments_page import CommitmentsPage
from boundary.ui.commitments_view import AgendaRow, CommitmentRow, CommitmentsView, cadence_words
from boundary.ui.theme import LIGHT
from tests.ui.review_views import commitments_view


def shown(qtbot: QtBot, view: CommitmentsView | None = None) -> CommitmentsPage:
    page = CommitmentsPage(view or commitments_view())
    qtbot.addWidget(page)
    return page


def said(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def button(page: QWidget, name: str) -> QAbstractButton:
    every = page.findChildren(QAbstractButton)
    return next(b for b in every if name in (b.accessibleName(), b.text()))


def field(page: QWidget, name: str) -> QSpinBox:
    return next(f for f in page.findChildren(QSpinBox) if f.accessibleName() == name)


@pytest.mark.parametrize("state", list(State))
def test_what_became_of_one_is_a_single_tap(qtbot: QtBot, state: State) -> None:
    page = shown(qtbot)
    words = {State.HELD: "Was held", State.MOVED: "Moved", State.LET_GO: "Let go"}[state]
    with qtbot.waitSignal(page.logged) as signal:
        button(page, f"{words}: Peer group").click()
    assert signal.args == [Commitment.PEER_GROUP, state]


def test_a_tap_can_be_taken_back(qtbot: QtBot) -> None:
    page = shown(qtbot)
    with qtbot.waitSignal(page.taken_back) as signal:
        button(page, "Take it back: Supervision").click()
    assert signal.args == [Commitment.SUPERVISION]


def test_its_cadence_is_hers(qtbot: QtBot) -> None:
    page = shown(qtbot)
    boxes = page.findChildren(QComboBox)
    box = next(b for b in boxes if b.accessibleName() == "How often: Supervision")
    assert box.currentText() == "Every two weeks"
    with qtbot.waitSignal(page.cadence_chosen) as signal:
        box.activated.emit(box.findText("Every week"))
    assert signal.args == [Commitment.SUPERVISION, WEEKLY]


def test_a_cadence_of_her_own_has_words_too() -> None:
    assert cadence_words(Cadence(10)) == "Every 10 days"


@pytest.mark.parametrize(
    ("cadence", "words"), [(TWO_WEEKLY, "Every two weeks"), (MONTHLY, "Every month")]
)
def test_the_usual_cadences_have_names(cadence: Cadence, words: str) -> None:
    assert cadence_words(cadence) == words


def test_a_time_is_looked_for_when_she_asks(qtbot: QtBot) -> None:
    page = shown(qtbot)
    with qtbot.waitSignal(page.slot_wanted) as signal:
        button(page, "Look for a time: Supervision").click()
    assert signal.args == [Commitment.SUPERVISION]


def test_a_proposed_time_is_copied_and_never_booked(qtbot: QtBot) -> None:
    page = shown(qtbot)
    slot = "Friday at 2:00, free in three of four weeks"
    button(page, f"Copy: {slot}").click()
    assert QGuiApplication.clipboard().text() == slot


def test_times_beside_her_hours_are_hers_to_allow(qtbot: QtBot) -> None:
    page = shown(qtbot)
    words = next(w for w in page.findChildren(BoxWords))
    with qtbot.waitSignal(page.outside_changed) as signal:
        QTest.mouseClick(words, Qt.MouseButton.LeftButton)
    assert signal.args == [True]


def test_where_nothing_is_free_it_says_so(qtbot: QtBot) -> None:
    row = CommitmentRow(Commitment.BUDDY, "Buddy", slots=())
    words = said(shown(qtbot, CommitmentsView((row,))))
    assert "Nothing is free in most of the next four weeks, within your hours." in words


def test_another_commitment_begins_with_one_press(qtbot: QtBot) -> None:
    page = shown(qtbot)
    with qtbot.waitSignal(page.begun) as signal:
        button(page, "Keep up: Buddy").click()
    assert signal.args == [Commitment.BUDDY]


def test_one_can_be_left(qtbot: QtBot) -> None:
    page = shown(qtbot)
    with qtbot.waitSignal(page.left) as signal:
        button(page, "No longer keep it up: Own time").click()
    assert signal.args == [Commitment.PERSONAL_THERAPY]


def test_personal_therapy_is_masked_on_screen(qtbot: QtBot) -> None:
    rows = tuple(row for row in commitments_view().rows if row.masked)
    assert "Personal therapy" not in said(shown(qtbot, CommitmentsView(rows)))


def test_a_sort_of_appointment_is_confirmed_by_her(qtbot: QtBot) -> None:
    page = shown(qtbot)
    with qtbot.waitSignal(page.confirmed) as signal:
        button(page, "Yes, hold it").click()
    assert signal.args == ["0:word:consult", Commitment.PEER_GROUP]


def test_a_sort_of_appointment_may_be_none(qtbot: QtBot) -> None:
    page = shown(qtbot)
    with qtbot.waitSignal(page.confirmed) as signal:
        button(page, "Neither of these").click()
    assert signal.args == ["0:word:consult", None]


def test_a_session_laid_over_one_is_told(qtbot: QtBot) -> None:
    assert commitments_view().conflicts[0] in said(shown(qtbot))


def test_a_line_for_supervision_is_added(qtbot: QtBot) -> None:
    page = shown(qtbot)
    lines = page.findChildren(QLineEdit)
    line = next(e for e in lines if e.accessibleName() == "One more line for supervision")
    line.setText("Silences")
    with qtbot.waitSignal(page.agenda_added) as signal:
        button(page, "Add").click()
    assert signal.args == ["Silences"]


def test_what_was_brought_is_done_with(qtbot: QtBot) -> None:
    page = shown(qtbot)
    with qtbot.waitSignal(page.agenda_done) as signal:
        button(page, "Brought: Endings, and how I postpone them.").click()
    assert signal.args == ["1"]


def test_the_years_budget_is_set_aside(qtbot: QtBot) -> None:
    page = shown(qtbot)
    field(page, "Set aside for the year").setValue(2000)
    with qtbot.waitSignal(page.budget_set) as signal:
        button(page, "Set aside").click()
    assert signal.args == [2000]


def test_what_was_spent_is_told_once(qtbot: QtBot) -> None:
    page = shown(qtbot)
    field(page, "What it cost").setValue(120)
    with qtbot.waitSignal(page.spent) as signal:
        button(page, "Spent").click()
    assert signal.args == [120, ""]
    assert field(page, "What it cost").value() == 0


def test_nothing_spent_is_not_told(qtbot: QtBot) -> None:
    page = shown(qtbot)
    with qtbot.assertNotEmitted(page.spent):
        button(page, "Spent").click()


def test_what_she_is_writing_stays_when_the_page_is_shown_anew(qtbot: QtBot) -> None:
    page = shown(qtbot)
    lines = page.findChildren(QLineEdit)
    line = next(e for e in lines if e.accessibleName() == "One more line for supervision")
    line.setText("half a")
    page.show_commitments(replace(commitments_view(), agenda=()))
    assert line.text() == "half a"


def test_lines_and_amounts_stand_in_no_repr() -> None:
    view = CommitmentsView(agenda=(AgendaRow("1", "Endings"),), budget=1500)
    assert not any(word in repr(view) for word in ("Endings", "1500"))


@pytest.mark.parametrize("width", [480, 760])
def test_nothing_is_wider_than_the_page(qtbot: QtBot, width: int) -> None:
    page = CommitmentsPage(commitments_view())
    scroll = CalmScroll(page, LIGHT)
    qtbot.addWidget(scroll)
    scroll.resize(width, 600)
    scroll.show()
    assert page.minimumSizeHint().width() <= width

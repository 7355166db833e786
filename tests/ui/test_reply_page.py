"""The page of the reply: texts, preview, numbers, places and the sorter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTimeEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.reply_page import ReplyPage
from boundary.ui.reply_view import ColleagueRow, ReplyView
from boundary.ui.theme import DARK, LIGHT
from tests.ui.reply_views import ABROAD, BAD_WORD, NIGHTLY, RECEIVED, reply_view, text_rows

Show = Callable[..., ReplyPage]


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Return a builder of the page."""
    kept = []

    def show(view: ReplyView | None = None, width: int = 900) -> ReplyPage:
        page = ReplyPage(view or reply_view(), LIGHT)
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


def area(page: QWidget, name: str) -> QPlainTextEdit:
    return next(e for e in page.findChildren(QPlainTextEdit) if e.accessibleName() == name)


def box(page: QWidget, name: str) -> QComboBox:
    return next(e for e in page.findChildren(QComboBox) if e.accessibleName() == name)


def told(page: ReplyPage, qtbot: QtBot, name: str, act: Callable[[], object]) -> list[object]:
    with qtbot.waitSignal(getattr(page, name), timeout=1000) as signal:
        act()
    assert isinstance(signal.args, list)
    return signal.args


def test_the_text_is_shown_with_its_fields(shown: Show) -> None:
    assert area(shown(), "Text of the reply").toPlainText() == NIGHTLY


def test_typing_tells_the_text(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    text = area(page, "Text of the reply")
    args = told(page, qtbot, "text_changed", lambda: text.setPlainText("Mine"))
    assert args == ["nightly", "Automatic reply", "Mine"]


def test_typing_tells_the_subject(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    subject = next(e for e in page.findChildren(QLineEdit) if e.accessibleName() == "Subject")
    args = told(page, qtbot, "text_changed", lambda: QTest.keyClick(subject, Qt.Key.Key_X))
    assert args[1] == "Automatic replyx"


def test_showing_a_text_tells_nothing(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    with qtbot.assertNotEmitted(page.text_changed):
        page.show_reply(reply_view(texts=text_rows("Other words", own=True)))


def test_showing_the_same_text_again_leaves_the_cursor(shown: Show) -> None:
    page = shown()
    text = area(page, "Text of the reply")
    text.moveCursor(QTextCursor.MoveOperation.End)
    page.show_reply(reply_view(BAD_WORD))
    assert text.textCursor().atEnd()


def test_another_text_can_be_chosen(shown: Show) -> None:
    page = shown()
    button(page, "Away").click()
    assert area(page, "Text of the reply").toPlainText() == "Away {from} to {to}."


def test_a_field_is_put_where_the_cursor_is(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    put = button(page, "Put in a field")
    assert isinstance(put, QPushButton)
    action = put.menu().actions()[0]
    args = told(page, qtbot, "text_changed", action.trigger)
    assert args[2] == "{opening}" + NIGHTLY


def test_a_text_of_her_own_can_be_put_back(shown: Show, qtbot: QtBot) -> None:
    page = shown(reply_view(texts=text_rows("Mine", own=True)))
    assert told(page, qtbot, "reset_wanted", button(page, "As it came").click) == ["nightly"]


def test_a_text_as_it_came_has_nothing_to_put_back(shown: Show) -> None:
    assert not button(shown(), "As it came").isEnabled()


def test_an_error_is_said_with_a_word_and_what_is_meant(shown: Show) -> None:
    words = said(shown(reply_view(BAD_WORD)))
    assert {"Must change", f"Must change: {BAD_WORD.sentence}", "“clients”"} <= set(words)


def test_a_warning_is_not_an_error(shown: Show) -> None:
    words = said(shown(reply_view(ABROAD)))
    assert f"Worth a look: {ABROAD.sentence}" in words
    assert "Must change" not in words


def test_findings_about_another_text_are_not_shown(shown: Show) -> None:
    page = shown(reply_view(BAD_WORD))
    button(page, "Away").click()
    assert "Nothing to change. This can be set." in said(page)


def test_the_preview_begins_tonight(shown: Show) -> None:
    assert shown().previewed == datetime(2026, 11, 25, 3, tzinfo=UTC)


def test_any_instant_can_be_picked(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    page.findChildren(QDateEdit)[0].setDate(QDate(2027, 7, 4))
    time = next(e for e in page.findChildren(QTimeEdit) if "message" in e.accessibleName())
    args = told(page, qtbot, "preview_wanted", lambda: time.setTime(QTime(8, 30)))
    assert args == [datetime(2027, 7, 4, 12, 30, tzinfo=UTC)]


def test_what_is_received_is_shown_to_the_letter(shown: Show) -> None:
    page = shown()
    page.show_received(RECEIVED)
    assert {RECEIVED.subject, RECEIVED.body.strip("\n"), RECEIVED.during} <= set(said(page))


def test_inside_the_hours_nothing_goes_out(shown: Show) -> None:
    page = shown()
    page.show_received(None)
    assert "No reply goes out then." in said(page)


def test_a_test_of_the_picked_instant_can_be_asked_for(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    args = told(page, qtbot, "test_wanted", button(page, "Send me a test").click)
    assert args == [page.previewed]


def test_without_a_way_to_send_no_test_is_offered(shown: Show) -> None:
    page = shown(reply_view(tests=False))
    test = next(b for b in page.findChildren(QPushButton) if b.text() == "Send me a test")
    assert test.isHidden()


def test_how_the_test_went_is_said(shown: Show) -> None:
    page = shown()
    page.show_reply(replace(reply_view(), test_says="It is on its way."))
    assert "It is on its way." in said(page)


def test_numbers_are_shown_with_the_day_they_were_checked(shown: Show) -> None:
    assert {"Emergency: 911", "988, call or text", "Checked on Nov 2, 2026."} <= set(said(shown()))


def test_numbers_that_nobody_checked_are_trouble(shown: Show) -> None:
    assert "Trouble: Nobody has checked these numbers yet." in said(shown())


def test_she_can_say_that_she_checked_them(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    check = button(page, "I have checked the numbers for Ireland today")
    assert told(page, qtbot, "numbers_checked", check.click) == ["IE"]


def test_her_country_can_be_chosen(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    home = box(page, "Your country")
    assert home.currentText() == "United States"
    assert told(page, qtbot, "country_chosen", lambda: home.activated.emit(2)) == ["DE"]


def test_a_country_that_people_write_from_can_be_added(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    abroad = box(page, "Add a country that people write from")
    assert told(page, qtbot, "abroad_added", lambda: abroad.activated.emit(3)) == ["DE"]


def test_a_country_that_people_wrote_from_can_be_removed(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    assert told(page, qtbot, "abroad_removed", button(page, "Remove Ireland").click) == ["IE"]


def test_a_place_is_ticked_where_the_words_stand(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    assert button(page, "Mail signature: it stands there").isChecked()
    tick = button(page, "Texts: it stands there")
    assert told(page, qtbot, "place_ticked", tick.click) == ["text", True]


def test_the_text_of_a_place_is_copied(shown: Show) -> None:
    button(shown(), "Copy the text for Texts").click()
    assert QGuiApplication.clipboard().text() == "Read Mon-Fri 9-17. In danger call 911."


def test_the_sorter_holds_her_words_a_line_each(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    routine = area(page, "Routine")
    args = told(page, qtbot, "sorter_changed", lambda: routine.setPlainText("Forms\n\n Bills \n"))
    assert args == ["routine", ("Forms", "Bills")]


def test_business_days_are_told(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    days = page.findChildren(QSpinBox)[0]
    assert told(page, qtbot, "response_changed", lambda: days.setValue(2)) == [2]
    assert "business days" in said(page)


def own_words(page: ReplyPage) -> QPlainTextEdit:
    """Open her own words for the voicemail."""
    button(page, "Your own words for Voicemail").click()
    return area(page, "Words for Voicemail")


def test_her_own_words_for_a_place_begin_with_ours(shown: Show) -> None:
    assert own_words(shown()).toPlainText() == "You can leave a message. {danger}"


def test_her_own_words_are_told_when_she_keeps_them(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    own_words(page).setPlainText("I call back. {danger}")
    keep = button(page, "Keep your words for Voicemail")
    assert told(page, qtbot, "place_worded", keep.click) == ["voicemail", "I call back. {danger}"]


def test_ours_can_be_put_back(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    button(page, "Your own words for Mail signature").click()
    ours = button(page, "The words for Mail signature as they came")
    assert told(page, qtbot, "place_worded", ours.click) == ["mail", ""]


def test_what_she_types_for_a_place_stays_when_the_page_is_brought_up_to_date(
    shown: Show,
) -> None:
    page = shown()
    own_words(page).setPlainText("I call ba")
    page.show_reply(replace(reply_view(), places=reply_view().places[1:]))
    assert area(page, "Words for Voicemail").toPlainText() == "I call ba"


def test_words_that_may_not_stand_there_are_shown_with_why(shown: Show) -> None:
    row = replace(reply_view().places[2], template="I call {", trouble="line 1: a stray brace")
    page = shown(replace(reply_view(), places=(row,)))
    assert area(page, "Words for Voicemail").toPlainText() == "I call {"
    assert "line 1: a stray brace" in said(page)


def line(page: QWidget, name: str) -> QLineEdit:
    return next(e for e in page.findChildren(QLineEdit) if e.accessibleName() == name)


def typed(edit: QLineEdit, words: str) -> None:
    """Type *words* into *edit*, and leave it."""
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, words)
    edit.editingFinished.emit()


def test_a_colleague_is_told_line_by_line(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    name = line(page, "Name")
    (row,) = told(page, qtbot, "colleague_changed", lambda: typed(name, "Sam Rivera"))
    assert row == ColleagueRow(name="Sam Rivera")


def test_consent_is_asked_for_once_there_is_somebody_to_name(shown: Show) -> None:
    page = shown()
    consent = button(page, "They have agreed to be named")
    before = consent.isEnabled()
    typed(line(page, "Name"), "Sam Rivera")
    typed(line(page, "Number to call"), "555 0100")
    assert (before, consent.isEnabled()) == (False, True)


def test_consent_is_told_with_the_colleague(shown: Show, qtbot: QtBot) -> None:
    sam = ColleagueRow("Sam Rivera", "555 0100")
    page = shown(replace(reply_view(), colleague=sam))
    consent = button(page, "They have agreed to be named")
    assert told(page, qtbot, "colleague_changed", consent.click) == [replace(sam, consented=True)]


def test_a_language_is_chosen_by_its_own_name(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    languages = box(page, "Language of the replies")
    languages.setFocus()
    down = Qt.Key.Key_Down
    args = told(page, qtbot, "language_changed", lambda: QTest.keyClick(languages, down))
    assert args == ["de"]


def test_her_name_is_told_when_she_leaves_the_field(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    name = line(page, "Your name, for {name}")
    assert told(page, qtbot, "name_changed", lambda: typed(name, "Anna")) == ["Anna"]


@pytest.mark.parametrize("width", [480, 540, 900])
def test_nothing_is_wider_than_the_page(shown: Show, width: int) -> None:
    assert shown(width=width).minimumSizeHint().width() <= width


def test_in_the_dark_the_page_goes_on(shown: Show) -> None:
    page = shown(reply_view(BAD_WORD))
    page.recolour(DARK)
    assert not page.grab().isNull()

"""The break card: what it says back, and that it never forces itself on her."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from boundary.ui import theme
from boundary.ui.card import Card, CardView, Choice
from boundary.ui.theme import DARK, LIGHT

VIEW = CardView(
    "Eight minutes until prep",
    "Two for you, then notes.",
    (Choice("take", "Take two"), Choice("notes_first", "Notes first"), Choice("up", "I'm up")),
    Choice("skip", "Not this one"),
)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PLACE = QPoint(300, 24)
Show = Callable[..., Card]


@pytest.fixture
def show(qapp: QApplication, qtbot: QtBot) -> Show:
    """Return a function that shows a card at rest: risen, and its buttons awake."""
    theme.apply(qapp, LIGHT, letters=1.0)

    def shown(view: CardView = VIEW, *, awake: bool = True) -> Card:
        card = Card(view, LIGHT, reduced_motion=True)
        qtbot.addWidget(card)
        card.appear(PLACE)
        if awake:
            wake(card)
        return card

    return shown


def wake(card: Card) -> None:
    """Have the 1.5 s pass in which a click may have been meant for what lay beneath."""
    for timer in card.findChildren(QTimer):
        timer.stop()


def button(card: Card, words: str) -> QPushButton:
    """Return the button that reads *words*."""
    return next(found for found in card.findChildren(QPushButton) if found.text() == words)


def click(card: Card, words: str) -> None:
    QTest.mouseClick(button(card, words), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("words", "choice"),
    [
        ("Take two", "take"),
        ("Notes first", "notes_first"),
        ("I'm up", "up"),
        ("Not this one", "skip"),
    ],
)
def test_a_click_says_what_was_chosen(show: Show, qtbot: QtBot, words: str, choice: str) -> None:
    card = show()
    with qtbot.waitSignal(card.chosen, timeout=1000) as said:
        click(card, words)
    assert said.args == [choice]


def test_a_click_at_the_moment_it_appears_was_meant_for_something_else(
    show: Show, qtbot: QtBot
) -> None:
    card = show(awake=False)
    with qtbot.assertNotEmitted(card.chosen):
        click(card, "Take two")


def test_a_choice_that_neither_accepts_nor_skips_acts_at_once(show: Show, qtbot: QtBot) -> None:
    card = show(replace(VIEW, inert=frozenset({"take", "skip"})), awake=False)
    with qtbot.waitSignal(card.chosen, timeout=1000):
        click(card, "I'm up")


def test_inert_buttons_look_like_the_others(show: Show) -> None:
    card = show(awake=False)
    before = card.grab().toImage()
    wake(card)
    assert card.grab().toImage() == before


def test_esc_closes_at_once(show: Show, qtbot: QtBot) -> None:
    card = show(awake=False)
    with qtbot.waitSignal(card.closed, timeout=1000):
        QTest.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_closing_through_the_window_manager_is_closing(show: Show, qtbot: QtBot) -> None:
    card = show()
    with qtbot.waitSignal(card.closed, timeout=1000):
        card.close()


def test_a_card_that_its_owner_lets_leave_was_not_closed_by_her(show: Show, qtbot: QtBot) -> None:
    card = show()
    with qtbot.assertNotEmitted(card.closed):
        card.leave()
        qtbot.waitUntil(lambda: not card.isVisible(), timeout=2000)


def test_a_card_that_is_leaving_takes_no_more_choices(show: Show, qtbot: QtBot) -> None:
    card = show()
    card.leave()
    with qtbot.assertNotEmitted(card.chosen):
        click(card, "Take two")


def test_enter_presses_the_button_that_has_the_focus(show: Show, qtbot: QtBot) -> None:
    card = show()
    button(card, "Notes first").setFocus()
    with qtbot.waitSignal(card.chosen, timeout=1000) as said:
        QTest.keyClick(card, Qt.Key.Key_Return)
    assert said.args == ["notes_first"]


def test_enter_chooses_nothing_on_its_own(show: Show, qtbot: QtBot) -> None:
    card = show()
    card.setFocus()
    with qtbot.assertNotEmitted(card.chosen):
        QTest.keyClick(card, Qt.Key.Key_Return)


def test_the_keyboard_reaches_the_first_choice_first(show: Show) -> None:
    card = show()
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Tab)
    assert card.focusWidget() is button(card, "Take two")


def test_dragging_says_where_the_card_is_now(show: Show, qtbot: QtBot) -> None:
    card = show()
    start, far = QPoint(200, 20), QPoint(240, 60)
    with qtbot.waitSignal(card.moved, timeout=1000) as said:
        QTest.mousePress(card, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(card, far)
        QTest.mouseRelease(card, Qt.MouseButton.LeftButton, pos=far)
    assert said.args == [card.pos()]


def test_a_click_without_a_drag_moves_nothing(show: Show, qtbot: QtBot) -> None:
    card = show()
    with qtbot.assertNotEmitted(card.moved):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(200, 20))


def test_a_folded_card_is_a_thread_without_words(show: Show) -> None:
    card = show()
    card.fold()
    assert card.mask().boundingRect().size().toTuple() == (4, 112)
    assert not any(label.isVisible() for label in card.findChildren(QLabel))


def test_a_folded_card_lies_at_the_edge_of_its_screen(show: Show) -> None:
    card = show()
    card.fold()
    area = card.screen().availableGeometry()
    seen = card.mask().boundingRect().translated(card.pos())
    assert seen.left() == area.left() or seen.right() == area.right()


def test_a_click_on_the_thread_brings_the_words_back(show: Show, qtbot: QtBot) -> None:
    card = show()
    card.fold()
    with qtbot.waitSignal(card.unfolded, timeout=1000):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.mask().boundingRect().center())
    assert button(card, "Take two").isVisible()


def test_an_unfolded_card_is_where_it_was(show: Show) -> None:
    card = show()
    card.fold()
    card.unfold()
    assert (card.pos(), card.size().toTuple()) == (PLACE, (372, 112))


def test_a_wordless_card_shows_no_words(show: Show) -> None:
    card = show(replace(VIEW, wordless=True))
    assert not any(label.isVisible() for label in card.findChildren(QLabel))


def test_a_click_on_a_wordless_card_shows_the_words(show: Show, qtbot: QtBot) -> None:
    card = show(replace(VIEW, wordless=True))
    with qtbot.waitSignal(card.unfolded, timeout=1000):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert button(card, "Take two").isVisible()


def test_the_hairline_is_as_long_as_what_is_left(show: Show) -> None:
    card = show()
    card.set_share(0.5)
    image = card.grab().toImage()
    middle = card.width() // 2
    row = card.height() - 7
    assert image.pixelColor(middle - 4, row) == QColor(LIGHT.rest)
    assert image.pixelColor(middle + 4, row) == QColor(LIGHT.hairline)


def test_a_card_never_takes_the_focus_by_appearing(show: Show) -> None:
    assert show().testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_a_card_reads_itself_out_by_its_words(show: Show) -> None:
    card = show()
    assert (card.accessibleName(), card.accessibleDescription()) == (VIEW.title, VIEW.second)


def test_every_button_has_a_name_for_those_who_listen(show: Show) -> None:
    assert all(found.accessibleName() for found in show().findChildren(QPushButton))


def test_an_ampersand_is_a_letter_and_not_a_shortcut(show: Show) -> None:
    card = show(replace(VIEW, choices=(Choice("take", "Rest & water"),)))
    assert button(card, "Rest && water").accessibleName() == "Rest & water"


def test_with_letters_twice_as_large_no_button_is_cut(qapp: QApplication) -> None:
    theme.apply(qapp, LIGHT, letters=2.0)
    try:
        card = Card(VIEW, LIGHT)
        assert all(
            found.width() >= found.sizeHint().width() for found in card.findChildren(QPushButton)
        )
    finally:
        theme.apply(qapp, LIGHT, letters=1.0)


def test_the_dark_card_is_dark(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, DARK, letters=1.0)
    try:
        card = Card(VIEW, DARK)
        qtbot.addWidget(card)
        assert card.grab().toImage().pixelColor(300, 52) == QColor(DARK.card)
    finally:
        theme.apply(qapp, LIGHT, letters=1.0)

"""Help: numbers that can be copied, pages that are the same for everyone, nothing fetched."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from boundary.ui.help_window import HelpWindow
from boundary.ui.help_words import (
    HelpPage,
    HelpView,
    Section,
    barriers,
    opening_words,
    own_people,
    resources,
    unknown_place_words,
)
from boundary.ui.theme import DARK, LIGHT
from tests.ui.review_views import help_view

BARRIERS = 7
QUESTIONS = 5


def window(qtbot: QtBot, view: HelpView) -> HelpWindow:
    shown = HelpWindow(view, LIGHT)
    qtbot.addWidget(shown)
    return shown


def said(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def button(page: QWidget, name: str) -> QAbstractButton:
    every = page.findChildren(QAbstractButton)
    return next(b for b in every if name in (b.accessibleName(), b.text()))


def words_of(sections: tuple[Section, ...]) -> list[str]:
    return [w for s in sections for w in (s.title, *s.sentences, *s.points)]


def test_help_for_her_comes_first(qtbot: QtBot) -> None:
    assert window(qtbot, help_view()).page is HelpPage.FOR_ME


def test_her_numbers_are_there(qtbot: QtBot) -> None:
    assert {"911", "988"} <= set(said(window(qtbot, help_view())))


def test_a_number_is_copied_with_one_press(qtbot: QtBot) -> None:
    shown = window(qtbot, help_view())
    button(shown, "Copy 988").click()
    assert QGuiApplication.clipboard().text() == "988"


def test_without_a_country_the_page_says_where_to_look(qtbot: QtBot) -> None:
    assert unknown_place_words() in said(window(qtbot, HelpView()))


def test_it_says_that_nothing_of_hers_is_known_here(qtbot: QtBot) -> None:
    assert opening_words() in said(window(qtbot, help_view()))


@pytest.mark.parametrize("page", list(HelpPage))
def test_each_page_opens_by_its_name(qtbot: QtBot, page: HelpPage) -> None:
    shown = window(qtbot, help_view())
    shown.open_page(page)
    assert shown.page is page


def test_a_page_is_chosen_with_its_chip(qtbot: QtBot) -> None:
    shown = window(qtbot, help_view())
    button(shown, "Why take this?").click()
    assert shown.page is HelpPage.WHY


def test_every_barrier_has_exactly_one_sentence() -> None:
    assert [len(section.sentences) for section in barriers()] == [1] * BARRIERS


def test_five_questions_go_along_to_a_first_call() -> None:
    assert QUESTIONS in [len(section.points) for section in resources()]


def test_nothing_on_these_pages_is_loud() -> None:
    words = words_of((*resources(), *barriers(), own_people()))
    assert not any("!" in line for line in words)


def test_nothing_on_these_pages_is_an_address() -> None:
    words = words_of((*resources(), *barriers(), own_people()))
    assert not any("http" in line or "www." in line for line in words)


def test_esc_closes_help(qtbot: QtBot) -> None:
    shown = window(qtbot, help_view())
    shown.show()
    with qtbot.waitSignal(shown.closed):
        QTest.keyClick(shown, Qt.Key.Key_Escape)


def test_in_the_dark_help_goes_on(qtbot: QtBot) -> None:
    shown = window(qtbot, help_view())
    shown.recolour(DARK)
    assert not shown.grab().isNull()


def test_without_a_guide_there_is_no_button_for_it(qtbot: QtBot) -> None:
    shown = window(qtbot, help_view())
    assert not [b for b in shown.findChildren(QAbstractButton) if b.text() == "Open the guide"]


def test_the_guide_is_opened_by_a_button(qtbot: QtBot) -> None:
    shown = HelpWindow(help_view(), LIGHT, guide=True)
    qtbot.addWidget(shown)
    with qtbot.waitSignal(shown.guide_wanted, timeout=1000):
        button(shown, "Open the guide").click()

"""The column of the day's ends: its light, its words in any length, its circles."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from boundary.ui import theme
from boundary.ui.arch_light import light_at, mixed
from boundary.ui.column import Column
from boundary.ui.column_parts import Heading
from boundary.ui.energy import Energy, level_of_key
from boundary.ui.shutdown_window import shutdown_window
from boundary.ui.step_page import Choices, Page, Scale
from boundary.ui.theme import DARK, LIGHT
from tests.ui.pictures_shutdown import EVERY, pages

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LONG = "Abwesenheitsbenachrichtigung einrichten, bevor Sie gehen"


@pytest.fixture(params=[1.0, 2.0])
def column(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot) -> Iterator[Column]:
    """Return the shutdown's window in a light theme, at usual and at large letters."""
    theme.apply(qapp, LIGHT, letters=request.param)
    window = shutdown_window(reduced_motion=True)
    qtbot.addWidget(window)
    yield window
    theme.apply(qapp, LIGHT, letters=1.0)


def test_the_light_of_four_screens_is_that_of_the_picture() -> None:
    assert [light_at(index, 4) for index in range(4)] == [1.0, 0.65, 0.35, 0.0]


def test_the_light_goes_down_over_however_many_screens() -> None:
    levels = [light_at(index, 11) for index in range(11)]
    assert levels == sorted(levels, reverse=True)
    assert len(set(levels)) == 11


def test_a_lone_screen_is_dark() -> None:
    assert light_at(0, 1) == 0.0


def test_half_a_light_is_one_solid_colour_between_lamp_and_paper() -> None:
    assert mixed("#FFFFFF", "#000000", 0.5) == QColor(128, 128, 128)


@pytest.mark.parametrize("page", pages(), ids=EVERY)
def test_every_step_stands_in_the_column_without_being_cut(column: Column, page: Page) -> None:
    column.make_room((page,))
    column.show_page(page, 1.0, back=True)
    column.show()
    wide = column.width()
    over = [
        part
        for part in column.findChildren(QWidget)
        if part.isVisible() and part.mapTo(column, part.rect().topRight()).x() >= wide
    ]
    assert over == []


def test_the_window_keeps_its_height_between_its_steps(column: Column) -> None:
    every = pages()
    column.make_room(every)
    heights = set()
    for page in every:
        column.show_page(page, 1.0, back=True)
        heights.add(column.height())
    assert len(heights) == 1


def test_a_word_that_is_too_long_for_a_line_makes_the_heading_smaller(
    qapp: QApplication,
) -> None:
    theme.apply(qapp, LIGHT, letters=1.0)
    heading = Heading(LONG, DARK)
    face = heading._face(272)
    widest = max(QFontMetrics(face).horizontalAdvance(word) for word in LONG.split())
    assert widest <= 272 or face.pixelSize() == 18


def test_a_number_key_chooses_an_answer(column: Column, qtbot: QtBot) -> None:
    choices = Choices((("a", "The first"), ("b", "The second")))
    page = Page("inbox", "Which?", body=choices, go="Next")
    column.show_page(page, 1.0, back=False)
    with qtbot.waitSignal(column.answered, timeout=1000) as told:
        QTest.keyClick(column, Qt.Key.Key_2)
    assert told.args == ["inbox", "b"]


def test_arrows_walk_the_circles_from_the_middle(column: Column) -> None:
    page = Page("energy", "How much?", body=Scale(), go="Next")
    column.show_page(page, 1.0, back=False)
    energy = column.findChildren(Energy)[-1]
    told: list[object] = []
    column.answered.connect(lambda _page, level: told.append(level))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(energy, key)
    assert told == [5, 6, 10, 9]


@pytest.mark.parametrize(("key", "level"), [(Qt.Key.Key_1, 1), (Qt.Key.Key_0, 10)])
def test_nought_is_ten(key: Qt.Key, level: int) -> None:
    assert level_of_key(key) == level


def test_a_letter_is_no_level() -> None:
    assert level_of_key(Qt.Key.Key_A) is None


def test_a_page_that_goes_by_itself_goes_sooner_by_enter(column: Column, qtbot: QtBot) -> None:
    column.show_page(Page("phrase", "Enough."), 0.0, back=False, goes_after=60_000)
    with qtbot.waitSignal(column.gone, timeout=1000):
        QTest.keyClick(column, Qt.Key.Key_Return)


def test_esc_on_the_closing_words_is_no_letting_go(column: Column, qtbot: QtBot) -> None:
    column.show_page(Page("phrase", "Enough."), 0.0, back=False, goes_after=60_000)
    with qtbot.assertNotEmitted(column.left), qtbot.waitSignal(column.gone, timeout=1000):
        QTest.keyClick(column, Qt.Key.Key_Escape)

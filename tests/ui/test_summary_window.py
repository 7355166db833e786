"""The practice summary: nothing beforehand, line by line, and the page that it becomes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from boundary.ui.print_pages import A4
from boundary.ui.summary_window import SummaryView, SummaryWindow
from boundary.ui.theme import DARK, LIGHT
from tests.ui.review_views import summary_view


def shown(qtbot: QtBot, view: SummaryView | None = None) -> SummaryWindow:
    window = SummaryWindow(view or summary_view(), A4, LIGHT)
    qtbot.addWidget(window)
    return window


def button(window: SummaryWindow, words: str) -> QPushButton:
    return next(b for b in window.findChildren(QPushButton) if b.text() == words)


def box(window: SummaryWindow, words: str) -> QCheckBox:
    return next(b for b in window.findChildren(QCheckBox) if b.accessibleName() == words)


def test_nothing_is_chosen_beforehand(qtbot: QtBot) -> None:
    assert shown(qtbot).chosen == ()


def test_without_a_line_there_is_nothing_to_save(qtbot: QtBot) -> None:
    assert not button(shown(qtbot), "Save as PDF…").isEnabled()


def test_a_line_is_chosen_with_its_box(qtbot: QtBot) -> None:
    window = shown(qtbot)
    box(window, "7 workdays off.").click()
    assert [line.id for line in window.chosen] == ["time_off"]


def test_a_click_on_the_words_is_one_on_the_box(qtbot: QtBot) -> None:
    window = shown(qtbot)
    words = next(w for w in window.findChildren(QLabel) if w.text() == "7 workdays off.")
    QTest.mouseClick(words, Qt.MouseButton.LeftButton)
    assert [line.id for line in window.chosen] == ["time_off"]


def test_the_page_beside_it_follows(qtbot: QtBot) -> None:
    window = shown(qtbot)
    box(window, "7 workdays off.").click()
    assert "7 workdays off." in window.paper.accessibleDescription()


def test_a_file_is_asked_for_with_the_chosen_lines(qtbot: QtBot) -> None:
    window = shown(qtbot)
    box(window, "7 workdays off.").click()
    with qtbot.waitSignal(window.csv_wanted) as signal:
        button(window, "Save as table…").click()
    assert signal.args == [window.chosen]


def test_what_is_copied_says_what_it_is_not(qtbot: QtBot) -> None:
    window = shown(qtbot)
    box(window, "7 workdays off.").click()
    button(window, "Copy").click()
    assert "Not a medical device" in QGuiApplication.clipboard().text()


def test_days_without_a_count_say_so(qtbot: QtBot) -> None:
    window = shown(qtbot, SummaryView("November"))
    words = [label.text() for label in window.findChildren(QLabel)]
    assert "Nothing is counted in these days yet." in words


def test_esc_closes_it(qtbot: QtBot) -> None:
    window = shown(qtbot)
    window.show()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_in_the_dark_it_goes_on(qtbot: QtBot) -> None:
    window = shown(qtbot)
    window.recolour(DARK)
    assert not window.grab().isNull()

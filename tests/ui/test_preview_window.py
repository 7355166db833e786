"""The preview window: ticks and chips, by mouse and by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from boundary.schedule.learning import Draft
from boundary.ui import theme
from boundary.ui.preview_view import preview_view
from boundary.ui.preview_window import PreviewWindow, Row
from boundary.ui.theme import DARK, LIGHT
from tests.ui.days import ZONE
from tests.ui.previews import draft, preview

Show = Callable[..., PreviewWindow]


@pytest.fixture(scope="module", autouse=True)
def dressed(qapp: QApplication) -> None:
    """Dress the application once: every window that lives is dressed again by each time."""
    theme.apply(qapp, LIGHT, 1.0)


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Return a builder of a preview window."""
    kept = []

    def show(begun: Draft | None = None) -> PreviewWindow:
        window = PreviewWindow(preview_view(begun or draft(), ZONE, twelve=True), LIGHT)
        kept.append(window)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        return window

    return show


def rows(window: PreviewWindow) -> list[Row]:
    return window.findChildren(Row)


def titles(window: PreviewWindow) -> QCheckBox:
    return next(box for box in window.findChildren(QCheckBox) if box.text() == "Show titles")


def texts(window: PreviewWindow) -> str:
    every = [label.text() for label in window.findChildren(QLabel)]
    every += [part.accessibleName() for part in window.findChildren(QAbstractButton)]
    return "\n".join(every)


def chips(row: Row) -> list[QPushButton]:
    return row.chips.findChildren(QPushButton)


def test_a_tick_is_told_with_its_row(shown: Show, qtbot: QtBot) -> None:
    window = shown()
    with qtbot.waitSignal(window.ticked, timeout=1000) as said:
        rows(window)[6].tick.click()
    assert said.args == [6, True]


def test_a_click_beside_the_box_ticks_too(shown: Show, qtbot: QtBot) -> None:
    window = shown()
    tick = rows(window)[6].tick
    with qtbot.waitSignal(window.ticked, timeout=1000):
        QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=tick.rect().topLeft())


def test_the_target_of_a_tick_is_36(shown: Show) -> None:
    tick = rows(shown())[0].tick
    assert (tick.width(), tick.height()) == (36, 36)


def test_a_row_is_48_high(shown: Show) -> None:
    assert {row.height() for row in rows(shown())} == {48}


def test_the_chip_is_148_wide_at_least_and_36_high(shown: Show) -> None:
    sizes = {(row.chooser.width() >= 148, row.chooser.height()) for row in rows(shown())}
    assert sizes == {(True, 36)}


def test_the_chip_opens_what_it_could_be(shown: Show) -> None:
    row = rows(shown())[0]
    row.chooser.click()
    assert [chip.text() for chip in chips(row)] == [
        "Session",
        "Couple",
        "Group",
        "Intake",
        "Crisis",
    ]


def test_the_chip_that_is_chosen_is_marked(shown: Show) -> None:
    row = rows(shown())[0]
    row.chooser.click()
    assert [chip.text() for chip in chips(row) if chip.isChecked()] == ["Session"]


def test_a_choice_is_told_with_its_row(shown: Show, qtbot: QtBot) -> None:
    window = shown()
    row = rows(window)[0]
    row.chooser.click()
    with qtbot.waitSignal(window.kind_chosen, timeout=1000) as said:
        chips(row)[2].click()
    assert said.args == [0, "group"]


def test_after_a_choice_the_chips_are_gone(shown: Show) -> None:
    row = rows(shown())[0]
    row.chooser.click()
    chips(row)[1].click()
    assert not row.is_open


def test_one_row_is_open_at_a_time(shown: Show) -> None:
    first, second = rows(shown())[:2]
    first.chooser.click()
    second.chooser.click()
    assert (first.is_open, second.is_open) == (False, True)


def test_escape_closes_the_chips_before_the_window(shown: Show) -> None:
    window = shown()
    row = rows(window)[0]
    row.chooser.click()
    QTest.keyClick(chips(row)[0], Qt.Key.Key_Escape)
    assert (row.is_open, window.isVisible()) == (False, True)


def test_escape_closes_the_window(shown: Show, qtbot: QtBot) -> None:
    window = shown()
    with qtbot.waitSignal(window.closed, timeout=1000):
        QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_not_now_closes_without_learning(shown: Show, qtbot: QtBot) -> None:
    window = shown()
    later = next(b for b in window.findChildren(QPushButton) if b.text() == "Not now")
    with qtbot.assertNotEmitted(window.done), qtbot.waitSignal(window.closed, timeout=1000):
        later.click()


def test_her_word_is_told(shown: Show, qtbot: QtBot) -> None:
    window = shown()
    these = next(b for b in window.findChildren(QPushButton) if b.text().startswith("These"))
    with qtbot.waitSignal(window.done, timeout=1000):
        these.click()


def test_without_rows_there_is_nothing_to_say(shown: Show) -> None:
    window = shown(Draft.begun(()))
    these = next(b for b in window.findChildren(QPushButton) if b.text().startswith("These"))
    assert not these.isEnabled()


@pytest.mark.parametrize(("key", "number"), [(Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, 0)])
def test_arrows_walk_the_rows(shown: Show, key: Qt.Key, number: int) -> None:
    window = shown()
    every = rows(window)
    every[1 - number].tick.setFocus()
    QTest.keyClick(every[1 - number].tick, key)
    assert window.focusWidget() is every[number].tick


def test_space_ticks(shown: Show, qtbot: QtBot) -> None:
    window = shown()
    with qtbot.waitSignal(window.ticked, timeout=1000):
        QTest.keyClick(rows(window)[0].tick, Qt.Key.Key_Space)


def test_enter_opens_the_chips_and_enters_them(shown: Show) -> None:
    window = shown()
    row = rows(window)[0]
    QTest.keyClick(row.chooser, Qt.Key.Key_Return)
    assert window.focusWidget() in chips(row)


def test_titles_are_not_shown_unasked(shown: Show) -> None:
    assert "A.K." not in texts(shown())


def test_titles_are_shown_when_she_asks(shown: Show) -> None:
    window = shown()
    titles(window).click()
    assert "A.K." in texts(window)


def test_titles_are_gone_when_it_opens_again(shown: Show) -> None:
    window = shown()
    titles(window).click()
    window.close()
    window.show_preview(preview())
    assert "A.K." not in texts(window)


def test_a_new_view_keeps_the_focus(shown: Show) -> None:
    window = shown()
    row = rows(window)[6]
    row.tick.setFocus()
    window.show_preview(preview_view(draft().tick(6, True), ZONE, twelve=True))
    assert window.focusWidget() is row.tick


def test_showing_a_view_tells_nothing(shown: Show, qtbot: QtBot) -> None:
    window = shown()
    with qtbot.assertNotEmitted(window.ticked):
        window.show_preview(preview_view(draft().tick(6, True), ZONE, twelve=True))


def test_every_control_has_a_name(shown: Show) -> None:
    window = shown()
    rows(window)[0].chooser.click()
    nameless = [
        b for b in window.findChildren(QAbstractButton) if not (b.accessibleName() or b.text())
    ]
    assert nameless == []


def no_chip_leaves(row: Row) -> bool:
    inside = row.chips.rect()
    return all(inside.contains(chip.geometry()) for chip in chips(row))


@pytest.mark.parametrize("width", [560, 820, 1400])
def test_no_chip_leaves_its_row(shown: Show, width: int) -> None:
    window = shown()
    window.resize(width, 700)
    row = rows(window)[4]
    row.chooser.click()
    QApplication.processEvents()
    assert no_chip_leaves(row)


def test_no_chip_leaves_its_row_in_letters_twice_as_large(shown: Show, qapp: QApplication) -> None:
    theme.apply(qapp, LIGHT, 2.0)
    try:
        window = shown()
        row = rows(window)[4]
        row.chooser.click()
        QApplication.processEvents()
        assert no_chip_leaves(row)
    finally:
        theme.apply(qapp, LIGHT, 1.0)


def test_it_can_be_recoloured(shown: Show) -> None:
    window = shown()
    window.recolour(DARK)
    assert window.grab().width() > 0

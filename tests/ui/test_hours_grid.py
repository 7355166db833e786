"""The week grid, by mouse, by keyboard and as a screen reader walks it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from boundary.schedule.hours import WallSpan
from boundary.ui.hours_grid import HoursGrid
from boundary.ui.hours_model import Painted
from boundary.ui.hours_table import columns_of
from boundary.ui.hours_view import GridView, Special, SpecialKind
from boundary.ui.theme import DARK, LIGHT
from tests.ui.hours_views import THANKSGIVING, TODAY, WEEK, grid_view

Show = Callable[..., HoursGrid]
SUNDAY_COLUMN, MONDAY_COLUMN, THURSDAY_COLUMN = 0, 1, 4
MONDAY, SUNDAY = 0, 6
NOON, ONE = 12 * 60, 13 * 60
PLAIN = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Return a builder of the grid; what she paints is shown to it, as its page does."""
    kept = []

    def show(view: GridView | None = None) -> HoursGrid:
        grid = HoursGrid(view or grid_view(), LIGHT)
        kept.append(grid)
        qtbot.addWidget(grid)
        grid.resize(640, grid.height())
        grid.painted.connect(lambda painted: grid.show_week(grid_view(painted)))
        grid.show()
        grid.setFocus()
        return grid

    return show


def at(grid: HoursGrid, column: int, minute: int) -> QPoint:
    index = grid.model().index(minute // 15, column)
    return grid.visualRect(index).center()


def go(grid: HoursGrid, column: int, minute: int) -> None:
    grid.setCurrentIndex(grid.model().index(minute // 15, column))


def drag(grid: HoursGrid, start: tuple[int, int], end: tuple[int, int]) -> Painted | None:
    """Drag from a column and minute to another; return what was painted."""
    told: list[Painted] = []
    grid.painted.connect(told.append)
    QTest.mousePress(grid.viewport(), LEFT, pos=at(grid, *start))
    QTest.mouseMove(grid.viewport(), at(grid, *end))
    QTest.mouseRelease(grid.viewport(), LEFT, pos=at(grid, *end))
    return told[-1] if told else None


def press(
    grid: HoursGrid, key: Qt.Key, times: int = 1, modifier: Qt.KeyboardModifier = PLAIN
) -> None:
    for _ in range(times):
        QTest.keyClick(grid, key, modifier)


def spoken(grid: HoursGrid, column: int, minute: int) -> object:
    index = grid.model().index(minute // 15, column)
    return index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_drag_from_closed_time_opens(shown: Show) -> None:
    painted = drag(shown(), (SUNDAY_COLUMN, NOON), (SUNDAY_COLUMN, ONE))
    assert painted is not None
    assert painted.on(SUNDAY) == ((NOON, ONE + 15),)


def test_a_drag_from_open_time_closes(shown: Show) -> None:
    painted = drag(shown(), (MONDAY_COLUMN, NOON), (MONDAY_COLUMN, ONE - 15))
    assert painted is not None
    assert painted.on(MONDAY) == ((540, NOON), (ONE, 1020))


def test_a_drag_upwards_is_a_drag(shown: Show) -> None:
    painted = drag(shown(), (SUNDAY_COLUMN, ONE), (SUNDAY_COLUMN, NOON))
    assert painted is not None
    assert painted.on(SUNDAY) == ((NOON, ONE + 15),)


def test_a_drag_over_days_paints_all_of_them(shown: Show) -> None:
    painted = drag(shown(), (SUNDAY_COLUMN, 17 * 60), (MONDAY_COLUMN, 17 * 60 + 45))
    assert painted is not None
    assert painted.on(SUNDAY) == ((17 * 60, 18 * 60),)
    assert painted.on(MONDAY) == ((540, 18 * 60),)


def test_a_click_alone_paints_nothing(shown: Show, qtbot: QtBot) -> None:
    grid = shown()
    with qtbot.assertNotEmitted(grid.painted):
        QTest.mouseClick(grid.viewport(), LEFT, pos=at(grid, SUNDAY_COLUMN, NOON))


def test_a_click_goes_to_its_day(shown: Show, qtbot: QtBot) -> None:
    grid = shown()
    with qtbot.waitSignal(grid.day_chosen, timeout=1000) as said:
        QTest.mouseClick(grid.viewport(), LEFT, pos=at(grid, MONDAY_COLUMN, NOON))
    assert said.args == [MONDAY]


def test_a_drag_is_told_while_it_goes_on(shown: Show, qtbot: QtBot) -> None:
    grid = shown()
    QTest.mousePress(grid.viewport(), LEFT, pos=at(grid, SUNDAY_COLUMN, NOON))
    with qtbot.waitSignal(grid.previewed, timeout=1000) as said:
        QTest.mouseMove(grid.viewport(), at(grid, SUNDAY_COLUMN, ONE))
    assert isinstance(said.args, list)
    assert said.args[0].on(SUNDAY) == ((NOON, ONE + 15),)


def test_escape_takes_a_drag_back(shown: Show, qtbot: QtBot) -> None:
    grid = shown()
    QTest.mousePress(grid.viewport(), LEFT, pos=at(grid, SUNDAY_COLUMN, NOON))
    QTest.mouseMove(grid.viewport(), at(grid, SUNDAY_COLUMN, ONE))
    press(grid, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(grid.painted):
        QTest.mouseRelease(grid.viewport(), LEFT, pos=at(grid, SUNDAY_COLUMN, ONE))


def test_shift_and_arrows_select_and_enter_opens(shown: Show, qtbot: QtBot) -> None:
    grid = shown()
    go(grid, SUNDAY_COLUMN, NOON)
    with qtbot.waitSignal(grid.painted, timeout=1000) as said:
        press(grid, Qt.Key.Key_Down, 3, modifier=Qt.KeyboardModifier.ShiftModifier)
        press(grid, Qt.Key.Key_Return)
    assert isinstance(said.args, list)
    assert said.args[0].on(SUNDAY) == ((NOON, ONE),)


def test_enter_again_closes(shown: Show, qtbot: QtBot) -> None:
    grid = shown()
    go(grid, SUNDAY_COLUMN, NOON)
    press(grid, Qt.Key.Key_Return)
    with qtbot.waitSignal(grid.painted, timeout=1000) as said:
        press(grid, Qt.Key.Key_Return)
    assert said.args == [WEEK]


def test_shift_and_right_select_the_next_day_as_well(shown: Show, qtbot: QtBot) -> None:
    grid = shown()
    go(grid, SUNDAY_COLUMN, 18 * 60)
    with qtbot.waitSignal(grid.painted, timeout=1000) as said:
        press(grid, Qt.Key.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
        press(grid, Qt.Key.Key_Space)
    assert isinstance(said.args, list)
    assert (18 * 60, 18 * 60 + 15) in said.args[0].on(SUNDAY)
    assert (18 * 60, 18 * 60 + 15) in said.args[0].on(MONDAY)


def test_delete_closes(shown: Show, qtbot: QtBot) -> None:
    grid = shown()
    go(grid, MONDAY_COLUMN, NOON)
    with qtbot.waitSignal(grid.painted, timeout=1000) as said:
        press(grid, Qt.Key.Key_Delete)
    assert isinstance(said.args, list)
    assert not said.args[0].is_open(MONDAY, NOON)


def test_a_day_is_copied_by_key(shown: Show, qtbot: QtBot) -> None:
    grid = shown()
    control = Qt.KeyboardModifier.ControlModifier
    go(grid, MONDAY_COLUMN, NOON)
    press(grid, Qt.Key.Key_C, modifier=control)
    go(grid, SUNDAY_COLUMN, NOON)
    with qtbot.waitSignal(grid.painted, timeout=1000) as said:
        press(grid, Qt.Key.Key_V, modifier=control)
    assert isinstance(said.args, list)
    assert said.args[0].on(SUNDAY) == ((540, 1020),)


def test_undo_is_asked_for_by_key(shown: Show, qtbot: QtBot) -> None:
    grid = shown()
    with qtbot.waitSignal(grid.undo_wanted, timeout=1000):
        press(grid, Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)


def test_tab_leaves_the_grid(shown: Show) -> None:
    assert not shown().tabKeyNavigation()


def test_a_cell_is_read_out(shown: Show) -> None:
    assert spoken(shown(), MONDAY_COLUMN, 540) == "Monday 9:00 to 9:15, open"


def test_a_cell_is_read_out_as_it_became(shown: Show) -> None:
    grid = shown()
    drag(grid, (MONDAY_COLUMN, 540), (MONDAY_COLUMN, 600))
    assert spoken(grid, MONDAY_COLUMN, 540) == "Monday 9:00 to 9:15, closed"


def test_the_first_opening_is_in_sight(shown: Show) -> None:
    grid = shown()
    assert grid.rowAt(0) == 8 * 4


def test_a_screen_reader_walks_the_table_cell_by_cell(shown: Show) -> None:
    table = QAccessible.queryAccessibleInterface(shown())
    ten, monday = 10 * 4 + 1, 1 + MONDAY_COLUMN
    cell = table.child(8 * ten + monday)
    assert cell.text(QAccessible.Text.Name) == "Monday 10:00 to 10:15, open"


def test_what_passes_midnight_has_no_edge_there() -> None:
    late = Painted().with_open(MONDAY, (22 * 60, 26 * 60))
    monday, tuesday = columns_of(grid_view(late))[1:3]
    assert monday.open[0][1] > 24 * 60
    assert tuesday.open[0][0] < 0


def test_a_day_that_ends_at_midnight_has_its_edge_there() -> None:
    late = Painted().with_open(MONDAY, (22 * 60, 24 * 60))
    assert columns_of(grid_view(late))[1].open == ((22 * 60, 24 * 60),)


def test_a_holiday_is_hatched_and_named() -> None:
    column = columns_of(grid_view(special=(THANKSGIVING,)))[THURSDAY_COLUMN]
    assert (column.special, column.name) == (True, "Thanksgiving")


def test_hours_of_a_day_alone_stand_instead_of_the_weekly_ones() -> None:
    morning = WallSpan(time(9), time(12))
    own = Special(TODAY, TODAY, SpecialKind.OTHER, "", (morning,))
    column = columns_of(grid_view(special=(own,)))[2]
    assert column.own == ((540, NOON),)
    assert not column.special


def test_the_ghost_lies_on_the_days_it_is_about() -> None:
    columns = columns_of(grid_view())
    assert [bool(column.ghost) for column in columns] == [
        False,
        False,
        True,
        True,
        True,
        False,
        False,
    ]


def test_in_the_dark_it_is_drawn_in_the_dark(shown: Show) -> None:
    grid = shown()
    grid.recolour(DARK)
    image: QImage = grid.grab().toImage()
    point = grid.viewport().mapTo(grid, at(grid, SUNDAY_COLUMN, NOON))
    assert image.pixelColor(point) == QColor(DARK.card)

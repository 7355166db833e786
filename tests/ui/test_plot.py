"""Plots: painted, walked by keys, and told as a sentence and a table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.plot import Plot
from boundary.ui.plot_paint import Frame
from boundary.ui.plot_panel import PlotPanel
from boundary.ui.plot_view import PlotPoint, PlotView, Shape, waiting_words
from boundary.ui.theme import DARK, LIGHT
from tests.ui.review_views import energy_plot, kept_plot, load_plot, tight_plot, waiting_plot

_kept: list[CalmScroll] = []


def shown(qtbot: QtBot, view: PlotView) -> PlotPanel:
    panel = PlotPanel(view, LIGHT)
    scroll = CalmScroll(panel, LIGHT)
    qtbot.addWidget(scroll)
    scroll.resize(640, 600)
    with qtbot.waitActive(scroll):
        scroll.show()
        scroll.activateWindow()
    _kept[:] = [scroll]
    return panel


def said(panel: PlotPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if not label.isHidden()]


@pytest.mark.parametrize("view", [energy_plot(), kept_plot(), load_plot(), tight_plot()])
def test_every_shape_is_painted_in_both_themes(qtbot: QtBot, view: PlotView) -> None:
    plot = Plot(view, LIGHT)
    qtbot.addWidget(plot)
    plot.resize(600, 180)
    light = plot.grab().toImage()
    plot.recolour(DARK)
    assert plot.grab().toImage() != light


def test_what_was_not_noted_is_no_zero(qtbot: QtBot) -> None:
    nothing = PlotPoint("Mon", None, "Monday: nothing noted", ("",))
    zero = replace(nothing, value=0)
    pictures = []
    for point in (nothing, zero):
        plot = Plot(PlotView("e", Shape.BAND, "E", "", (point,), headings=("Day", "E")), LIGHT)
        qtbot.addWidget(plot)
        plot.resize(300, 180)
        pictures.append(plot.grab().toImage())
    assert pictures[0] != pictures[1]


def test_a_plot_says_its_sentence_to_a_screen_reader(qtbot: QtBot) -> None:
    plot = shown(qtbot, kept_plot()).plot
    assert plot is not None
    assert kept_plot().sentence in plot.accessibleDescription()


def test_tab_enters_at_the_last_point(qtbot: QtBot) -> None:
    panel = shown(qtbot, kept_plot())
    assert panel.plot is not None
    panel.plot.setFocus()
    assert kept_plot().points[-1].spoken in said(panel)


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        ([Qt.Key.Key_Left], 6),
        ([Qt.Key.Key_Right], 7),
        ([Qt.Key.Key_Home], 0),
        ([Qt.Key.Key_Home, Qt.Key.Key_Left], 0),
        ([Qt.Key.Key_Home, Qt.Key.Key_Up], 1),
        ([Qt.Key.Key_Home, Qt.Key.Key_End], 7),
    ],
)
def test_keys_walk_the_points(qtbot: QtBot, keys: list[Qt.Key], at: int) -> None:
    plot = shown(qtbot, kept_plot()).plot
    assert plot is not None
    plot.setFocus()
    for key in keys:
        QTest.keyClick(plot, key)
    assert plot.at == at


def test_the_pointer_points_at_the_nearest(qtbot: QtBot) -> None:
    panel = shown(qtbot, load_plot())
    plot = panel.plot
    assert plot is not None
    QTest.mouseMove(plot, plot.frame().box.center().toPoint())
    qtbot.waitUntil(lambda: plot.at is not None)
    assert load_plot().points[plot.at or 0].spoken in said(panel)


def test_the_key_is_there_while_nothing_is_pointed_at(qtbot: QtBot) -> None:
    panel = shown(qtbot, energy_plot())
    assert panel.plot is not None
    panel.plot.setFocus()
    panel.plot.clearFocus()
    assert energy_plot().key in said(panel)


def test_the_table_opens_with_its_button_and_has_every_number(qtbot: QtBot) -> None:
    panel = shown(qtbot, kept_plot())
    panel.findChildren(QPushButton)[0].click()
    table = panel.table
    assert isinstance(table, QTableWidget)
    row = [table.item(0, column) for column in range(3)]
    assert [item.text() if item else "" for item in row] == ["Nov 16", "24", "25"]


def test_the_table_has_the_focus_once_it_is_open(qtbot: QtBot) -> None:
    panel = shown(qtbot, kept_plot())
    panel.findChildren(QPushButton)[0].click()
    assert panel.focusWidget() is panel.table


def test_the_same_button_closes_the_table(qtbot: QtBot) -> None:
    panel = shown(qtbot, kept_plot())
    button = panel.findChildren(QPushButton)[0]
    button.click()
    button.click()
    assert panel.table is not None
    assert panel.table.isHidden()


def test_before_there_are_ten_entries_a_sentence_stands_there(qtbot: QtBot) -> None:
    panel = shown(qtbot, waiting_plot())
    assert panel.plot is None
    assert "6 of the 10 entries that a picture needs." in said(panel)


def test_nothing_noted_yet_is_said_without_a_count() -> None:
    assert waiting_words(0, 10) == "Nothing is drawn before there are 10 entries."


def test_a_plot_without_points_is_empty() -> None:
    assert waiting_plot().empty


def test_a_row_has_a_cell_for_every_heading() -> None:
    with pytest.raises(ValueError, match="cell"):
        PlotView("e", Shape.BAND, "E", "", (PlotPoint("Mon", 1, "one"),), headings=("Day", "E"))


def test_what_is_beyond_the_scale_lies_at_its_end() -> None:
    frame = Frame(QRectF(0, 0, 100, 50), 4, 0, 10)
    assert frame.up(99) == frame.box.top()


def test_without_points_none_is_nearest() -> None:
    assert Frame(QRectF(0, 0, 100, 50), 0, 0, 10).nearest(3) is None

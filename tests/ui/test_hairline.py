"""The hairline: it shortens, takes nothing, and goes at the end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from boundary.ui.hairline import HEIGHT, Hairline
from boundary.ui.theme import DARK, LIGHT


def line(qtbot: QtBot) -> Hairline:
    shown = Hairline(LIGHT)
    qtbot.addWidget(shown)
    shown.lay(QRect(100, 0, 1000, 800))
    return shown


def width(shown: Hairline) -> int:
    image = shown.grab().toImage()
    wanted = QColor(LIGHT.border).rgb()
    return sum(image.pixelColor(x, 0).rgb() == wanted for x in range(image.width()))


def test_it_lies_in_the_middle_of_the_upper_edge(qtbot: QtBot) -> None:
    shown = line(qtbot)
    assert (shown.y(), shown.height(), shown.geometry().center().x()) == (0, HEIGHT, 598)


def test_it_shortens_with_the_hour(qtbot: QtBot) -> None:
    shown = line(qtbot)
    shown.show_left(1.0)
    whole = width(shown)
    shown.show_left(0.25)
    assert width(shown) == pytest.approx(whole / 4, abs=2)


def test_at_the_end_it_is_gone(qtbot: QtBot) -> None:
    shown = line(qtbot)
    shown.show_left(0.5)
    shown.show_left(0.0)
    assert not shown.isVisible()


@pytest.mark.parametrize(
    "flag", [Qt.WindowType.WindowDoesNotAcceptFocus, Qt.WindowType.WindowTransparentForInput]
)
def test_it_takes_neither_clicks_nor_focus(qtbot: QtBot, flag: Qt.WindowType) -> None:
    assert line(qtbot).windowFlags() & flag


def test_it_has_nothing_to_say(qtbot: QtBot) -> None:
    shown = line(qtbot)
    assert (shown.accessibleName(), shown.windowTitle()) == ("", "")


@pytest.mark.parametrize("left", [-1.0, 2.0])
def test_more_than_all_and_less_than_nothing_are_its_ends(qtbot: QtBot, left: float) -> None:
    shown = line(qtbot)
    shown.show_left(left)
    assert 0.0 <= shown.left <= 1.0


def test_in_the_dark_it_goes_on(qtbot: QtBot) -> None:
    shown = line(qtbot)
    shown.show_left(0.5)
    shown.recolour(DARK)
    assert not shown.grab().isNull()

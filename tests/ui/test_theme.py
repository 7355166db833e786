"""The theme: contrast of every pair that is drawn, and one sheet for both palettes."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from boundary.ui import theme
from boundary.ui.theme import DARK, LIGHT, Palette

TEXT = 4.5
CONTROL = 3.0

PAIRS = [
    *[(ink, ground, TEXT) for ink in ("ink", "second", "trouble") for ground in ("paper", "card")],
    ("ink", "rest_wash", TEXT),
    ("ink", "own_time", TEXT),
    ("lamp_text", "paper", TEXT),
    ("lamp_text", "card", TEXT),
    ("commitment", "paper", TEXT),
    ("commitment", "own_time", TEXT),
    ("card", "rest", TEXT),
    *[
        (line, ground, CONTROL)
        for line in ("border", "rest", "focus")
        for ground in ("paper", "card")
    ],
    ("rest", "rest_wash", CONTROL),
    ("focus", "rest_wash", CONTROL),
    ("session", "paper", CONTROL),
    ("session", "card", CONTROL),
    ("session_edge", "paper", CONTROL),
    ("session_edge", "rest_wash", CONTROL),
    ("commitment", "card", CONTROL),
    ("lamp_text", "rest_wash", CONTROL),
    ("lamp", "session_fill", CONTROL),
]


def contrast(one: str, other: str) -> float:
    """Return the WCAG 2 contrast ratio (1 to 21) of two colours."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of *colour* (WCAG 2.2, definition)."""

    def linear(byte: int) -> float:
        share = byte / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    seen = QColor(colour)
    return (
        0.2126 * linear(seen.red()) + 0.7152 * linear(seen.green()) + 0.0722 * linear(seen.blue())
    )


def test_black_on_white_has_the_contrast_that_the_standard_gives() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_every_pair_that_is_drawn_can_be_read(
    colours: Palette, front: str, ground: str, least: float
) -> None:
    assert contrast(getattr(colours, front), getattr(colours, ground)) >= least


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_is_six_hexadecimal_digits(colours: Palette) -> None:
    assert all(re.fullmatch("#[0-9A-F]{6}", getattr(colours, role)) for role in Palette.__slots__)


def test_dark_is_asked_for_by_name() -> None:
    assert (theme.palette(True), theme.palette(False)) == (DARK, LIGHT)


def test_a_desktop_that_does_not_say_is_taken_as_light(qapp: QApplication) -> None:
    assert not theme.is_dark(qapp)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_sheet_has_no_unfilled_place(colours: Palette) -> None:
    assert "$" not in theme.stylesheet(colours)


def test_larger_letters_are_in_the_sheet() -> None:
    assert "font-size: 30px" in theme.stylesheet(LIGHT, 2.0)


def test_applying_dresses_the_windows_in_paper(qapp: QApplication) -> None:
    theme.apply(qapp, DARK)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.paper)


def test_applying_again_changes_the_colours(qapp: QApplication) -> None:
    theme.apply(qapp, DARK)
    theme.apply(qapp, LIGHT)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.paper)


def test_type_follows_the_letters_she_has_set(qapp: QApplication) -> None:
    theme.apply(qapp, LIGHT, letters=2.0)
    try:
        assert theme.font(theme.DISPLAY).pixelSize() == 56
    finally:
        theme.apply(qapp, LIGHT, letters=1.0)


def test_the_type_is_the_systems_own(qapp: QApplication) -> None:
    theme.apply(qapp, LIGHT)
    assert theme.font(theme.BODY).family() == qapp.font().family()


def test_a_running_clock_has_figures_of_one_width(qapp: QApplication) -> None:
    theme.apply(qapp, LIGHT)
    assert theme.font(theme.CLOCK, tabular=True).featureValue(QFont.Tag("tnum")) == 1


def test_a_label_that_is_marked_while_shown_changes_at_once(
    qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, LIGHT, letters=1.0)
    label = QLabel("10:57")
    qtbot.addWidget(label)
    label.show()
    theme.mark(label, "display")
    assert QFontInfo(label.font()).pixelSize() == theme.DISPLAY.size

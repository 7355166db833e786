"""The ring: the curve of a breath, and the arc of what is left."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QTimeLine
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from boundary.ui import theme
from boundary.ui.ring import FRAME_MS, LARGEST, OUTER, SIDE, SMALLEST, Ring, fullness
from boundary.ui.theme import LIGHT

CALM = (4.0, 6.0)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def ring(qapp: QApplication, qtbot: QtBot) -> Ring:
    theme.apply(qapp, LIGHT, letters=1.0)
    made = Ring(LIGHT)
    qtbot.addWidget(made)
    return made


def line_of(ring: Ring) -> QTimeLine:
    return ring.findChildren(QTimeLine)[0]


def is_drawn(ring: Ring, turn: float) -> bool:
    """Tell whether the outer arc shows time left at *turn* (0 at 12, 0.25 at 3)."""
    angle = math.tau * (turn - 0.25)
    middle = SIDE / 2
    seen = (
        ring.grab()
        .toImage()
        .pixelColor(int(middle + OUTER * math.cos(angle)), int(middle + OUTER * math.sin(angle)))
    )
    between = QColor(LIGHT.rest).lightness() + QColor(LIGHT.hairline).lightness()
    return seen.lightness() < between / 2


@pytest.mark.parametrize(
    ("seconds", "full"), [(0.0, 0.0), (2.0, 0.5), (4.0, 1.0), (7.0, 0.5), (10.0, 0.0)]
)
def test_a_breath_is_4_s_in_and_6_s_out(seconds: float, full: float) -> None:
    assert fullness(seconds, CALM) == pytest.approx(full)


@given(st.floats(0, 600), st.floats(1, 10), st.floats(1, 10))
def test_a_breath_is_never_more_than_full_nor_less_than_empty(
    seconds: float, into: float, out: float
) -> None:
    assert 0 <= fullness(seconds, (into, out)) <= 1


@given(st.floats(0, 60))
def test_a_breath_makes_no_jump_between_two_frames(seconds: float) -> None:
    step = abs(fullness(seconds + FRAME_MS / 1000, CALM) - fullness(seconds, CALM))
    assert step * (LARGEST - SMALLEST) < 1.5


def test_the_ring_is_small_before_the_first_breath(ring: Ring) -> None:
    ring.breathe(CALM)
    assert ring.radius == SMALLEST


def test_the_ring_is_largest_when_the_breath_in_ends(ring: Ring) -> None:
    ring.breathe(CALM)
    line_of(ring).valueChanged.emit(0.4)
    assert ring.radius == pytest.approx(LARGEST)


def test_a_step_without_a_breath_rests(ring: Ring) -> None:
    ring.breathe(CALM)
    ring.breathe(None)
    assert not ring.breathing


def test_the_same_breath_goes_on_into_the_next_step(ring: Ring) -> None:
    ring.breathe(CALM)
    line_of(ring).valueChanged.emit(0.3)
    before = ring.radius
    ring.breathe(CALM)
    assert ring.radius == before


def test_the_ring_draws_at_most_30_frames_a_second(ring: Ring) -> None:
    ring.breathe(CALM)
    assert line_of(ring).updateInterval() >= FRAME_MS


def test_the_arc_runs_clockwise_from_12(ring: Ring) -> None:
    ring.set_left(0.5)
    assert (is_drawn(ring, 0.25), is_drawn(ring, 0.75)) == (True, False)


def test_enough_closes_the_arc(ring: Ring) -> None:
    ring.set_left(0.1)
    ring.enough()
    assert is_drawn(ring, 0.75)


def test_a_frame_does_not_wipe_the_arc_away(ring: Ring) -> None:
    ring.set_left(1.0)
    ring.breathe(CALM)
    corner = QRect(50, 50, 20, 20)
    assert ring.grab(corner).toImage() == ring.grab().toImage().copy(corner)


def test_enough_lights_the_lamp(ring: Ring) -> None:
    ring.enough()
    image = ring.grab().toImage()
    assert image.pixelColor(SIDE // 2, SIDE // 2 + 3) == QColor(LIGHT.lamp)


def test_a_share_beyond_the_whole_is_the_whole(ring: Ring) -> None:
    ring.set_left(1.4)
    assert is_drawn(ring, 0.9)


def test_digits_are_in_the_ring_only_when_given(ring: Ring) -> None:
    without = ring.grab().toImage()
    ring.set_left(1.0, "6:40")
    assert ring.grab().toImage() != without


@pytest.mark.parametrize("words", ["Back by 10:57", "Zurück bis spätestens 10:57"])
def test_words_in_the_ring_stay_inside_it(ring: Ring, words: str) -> None:
    ring.breathe(None)
    plain = ring.grab().toImage()
    ring.breathe(None, words)
    spoken = ring.grab().toImage()
    outside = [
        (x, y)
        for x in range(0, SIDE, 3)
        for y in range(0, SIDE, 3)
        if 130 < math.hypot(x - SIDE / 2, y - SIDE / 2) < 170
    ]
    assert all(plain.pixelColor(x, y) == spoken.pixelColor(x, y) for x, y in outside)


def test_with_reduced_motion_the_ring_does_not_grow(qtbot: QtBot) -> None:
    still = Ring(LIGHT, reduced_motion=True)
    qtbot.addWidget(still)
    still.breathe(CALM)
    line_of(still).valueChanged.emit(0.4)
    assert still.radius == SMALLEST


def test_with_reduced_motion_a_bar_fills_with_the_breath(qtbot: QtBot) -> None:
    still = Ring(LIGHT, reduced_motion=True)
    qtbot.addWidget(still)
    still.breathe(CALM)
    line_of(still).valueChanged.emit(0.4)
    image = still.grab().toImage()
    assert image.pixelColor(SIDE // 2 + 120, SIDE // 2) == QColor(LIGHT.rest)

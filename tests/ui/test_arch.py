"""The arch: told apart without colour at the smallest size, sharp at every size."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from boundary.ui.arch import SIZES, Measures, Shape, draw_arch, shape_pixmap, tray_icon
from boundary.ui.theme import DARK, LIGHT

pytestmark = pytest.mark.usefixtures("qapp")

INK = QColor("#000000")
ids = [str(measures.size) for measures in SIZES]


def cover(shape: Shape, measures: Measures) -> list[int]:
    """Return how much each pixel is covered (0 to 255), row by row."""
    image = shape_pixmap(shape, measures, INK).toImage()
    side = range(measures.size)
    return [image.pixelColor(x, y).alpha() for y in side for x in side]


@pytest.mark.parametrize(("one", "other"), list(combinations(Shape, 2)))
def test_two_shapes_differ_by_a_good_part_of_the_arch_at_16_pixels(
    one: Shape, other: Shape
) -> None:
    pairs = zip(cover(one, SIZES[0]), cover(other, SIZES[0]), strict=True)
    changed = sum(abs(left - right) for left, right in pairs) / 255
    assert changed >= 8


@pytest.mark.parametrize("measures", SIZES, ids=ids)
def test_the_sides_and_the_foot_lie_on_whole_pixels(measures: Measures) -> None:
    alphas = cover(Shape.IN_SESSION, measures)
    rows = [alphas[y * measures.size : (y + 1) * measures.size] for y in range(measures.size)]
    foot = max(y for y, row in enumerate(rows) if any(row))
    assert [alpha for alpha in rows[foot] if alpha] == [255] * measures.width


@pytest.mark.parametrize("measures", SIZES, ids=ids)
def test_the_arch_is_as_tall_as_its_measure(measures: Measures) -> None:
    alphas = cover(Shape.QUIET, measures)
    rows = {place // measures.size for place, alpha in enumerate(alphas) if alpha}
    assert len(rows) == measures.height


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("measures", SIZES, ids=ids)
def test_every_shape_is_the_same_from_left_and_right(shape: Shape, measures: Measures) -> None:
    image = shape_pixmap(shape, measures, INK).toImage()
    side = range(measures.size)
    differ = [
        abs(image.pixelColor(x, y).alpha() - image.pixelColor(measures.size - 1 - x, y).alpha())
        for y in side
        for x in side
    ]
    assert max(differ) <= 32


@pytest.mark.parametrize("shape", Shape)
def test_no_shape_touches_the_edge_of_its_square(shape: Shape) -> None:
    image = shape_pixmap(shape, SIZES[0], INK).toImage()
    rim = [(x, y) for x in range(16) for y in (0, 15)]
    assert all(image.pixelColor(x, y).alpha() == 0 for x, y in rim)


def test_the_icon_holds_every_size() -> None:
    sizes = tray_icon(Shape.QUIET, dark_panel=False).availableSizes()
    assert sizes == [QSize(measures.size, measures.size) for measures in SIZES]


def test_the_icon_is_light_on_a_dark_panel() -> None:
    image = tray_icon(Shape.IN_SESSION, dark_panel=True).pixmap(QSize(16, 16)).toImage()
    assert image.pixelColor(8, 8) == QColor(DARK.ink)


def test_the_icon_is_ink_on_a_light_panel() -> None:
    image = tray_icon(Shape.IN_SESSION, dark_panel=False).pixmap(QSize(16, 16)).toImage()
    assert image.pixelColor(8, 8) == QColor(LIGHT.ink)


def drawn(lit: bool) -> QImage:
    """Return the arch of the card on its ground."""
    pixmap = QPixmap(28, 38)
    pixmap.fill(QColor(LIGHT.card))
    painter = QPainter(pixmap)
    draw_arch(painter, QRectF(0, 0, 28, 38), LIGHT, lit=lit)
    painter.end()
    return pixmap.toImage()


def test_a_lit_arch_has_its_lamp_below_the_middle() -> None:
    assert drawn(lit=True).pixelColor(14, 22) == QColor(LIGHT.lamp)


def test_an_arch_without_light_is_empty() -> None:
    assert drawn(lit=False).pixelColor(14, 22) == QColor(LIGHT.card)

"""What is drawn can be read: contrast measured in every window of the gallery, light and dark.

WCAG 2.2: 4.5 for text (1.4.3; 3 from 24 px on), 3 for the edge or the fill that shows a control
(1.4.11). Colours are taken from the drawn window, not from the palette, so a colour that somebody
painted by hand is found too. What is disabled is exempt there, as it is here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontInfo, QImage, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from boundary.ui import theme
from boundary.ui.theme import DARK, LIGHT, Palette
from tests.ui.gallery import let_go, makers, settle, windows
from tests.ui.test_boxes import texts
from tests.ui.test_theme import CONTROL, TEXT, contrast

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LARGE = 24
"""Pixels from which on letters count as large (18 pt)."""

DENSITY = 2
AROUND = 3
"""Logical pixels outside a control where its ground is looked at."""

OFTEN = 40
"""The colours of a text that count: what smooths its letters comes in many, each a few times."""

FRAMED = (QPushButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)
NO_EDGE = ("text", "chooser")
"""Kinds of buttons that are words alone, or paint their own edge."""

Text = QLabel | QAbstractButton


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def colours(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Palette]:
    """Dress the windows in a palette, and in the light one again afterwards."""
    worn: Palette = request.param
    theme.apply(qapp, worn, 1.0)
    yield worn
    theme.apply(qapp, LIGHT, 1.0)


def drawn(window: QWidget) -> QImage:
    """Return *window* as it looks, on its own ground."""
    pixmap = QPixmap(window.size() * DENSITY)
    pixmap.setDevicePixelRatio(DENSITY)
    pixmap.fill(Qt.GlobalColor.transparent)
    window.render(pixmap)
    return pixmap.toImage().convertToFormat(QImage.Format.Format_RGB32)


def part(picture: QImage, box: QRect) -> Counter[int]:
    """Return how often each colour (0xffRRGGBB) is in *box* (logical pixels) of *picture*."""
    box = QRect(box.topLeft() * DENSITY, box.size() * DENSITY) & picture.rect()
    if box.isEmpty():
        return Counter()
    cut = picture.copy(box)
    return Counter(memoryview(bytes(cut.constBits())).cast("I"))


@cache
def between(one: int, other: int) -> float:
    """Return the contrast of two colours as `part` gives them."""
    return contrast(f"#{one & 0xFFFFFF:06x}", f"#{other & 0xFFFFFF:06x}")


def inside(widget: QWidget, window: QWidget) -> QRect:
    """Return where *widget* is seen in *window*; empty where it scrolled away."""
    box = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    host = widget.parentWidget()
    while host is not None and host is not window:
        box &= QRect(host.mapTo(window, QPoint(0, 0)), host.size())
        host = host.parentWidget()
    return box & window.rect()


def whole(widget: QWidget, window: QWidget) -> bool:
    """Tell whether all of *widget* is seen in *window*."""
    return inside(widget, window).size() == widget.size()


def text_contrast(widget: Text, window: QWidget, picture: QImage) -> float:
    """Return the contrast of the strongest colour in *widget* with the one that is most."""
    box = inside(widget, window)
    found = part(picture, box.adjusted(4, 4, -4, -4) if isinstance(widget, QPushButton) else box)
    if not found:
        return contrast("#000000", "#ffffff")
    ground, _times = found.most_common(1)[0]
    return max(between(ground, each) for each, _times in found.most_common(OFTEN))


def faint_texts(window: QWidget, picture: QImage) -> list[str]:
    """Return the words of *window* that can't be read well."""
    told = []
    for each in texts(window):
        if each.isEnabled() and whole(each, window):
            large = QFontInfo(each.font()).pixelSize() >= LARGE
            has = text_contrast(each, window, picture)
            if has < (CONTROL if large else TEXT):
                told.append(f"{each.text()!r} has {has:.2f}")
    return told


def faint_controls(window: QWidget, picture: QImage) -> list[str]:
    """Return the controls of *window* whose edge and fill both fade into what is around them."""
    told = []
    for kind in FRAMED:
        every: list[QWidget] = list(window.findChildren(kind))
        for each in every:
            nested = isinstance(each.parentWidget(), (QAbstractSpinBox, QComboBox))
            plain = each.property("kind") in NO_EDGE or nested or not each.isEnabled()
            if plain or not each.isVisibleTo(window) or not whole(each, window):
                continue
            box = inside(each, window)
            middle = box.center().y()
            edge = part(picture, QRect(box.left(), middle, 4, 1))
            ground, _times = part(
                picture, QRect(max(box.left() - AROUND, 0), middle, 2, 1)
            ).most_common(1)[0]
            has = max(between(ground, colour) for colour in edge)
            if has < CONTROL:
                name = each.accessibleName() or getattr(each, "text", str)()
                told.append(f"{type(each).__name__} {name!r} has {has:.2f}")
    return told


@pytest.mark.parametrize("maker", sorted(makers()))
def test_words_and_controls_stand_out(colours: Palette, maker: str) -> None:
    told = []
    for name, window in windows(colours, maker):
        settle(window)
        picture = drawn(window)
        faults = faint_texts(window, picture) + faint_controls(window, picture)
        told += [f"{name}: {fault}" for fault in faults]
        let_go(window)
    assert not told, "\n".join(told)


def test_a_faint_word_would_be_found(colours: Palette, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    label = QLabel("Can you read this?", host)
    label.setStyleSheet(f"background: {colours.paper}; color: {colours.hairline}")
    label.resize(200, 30)
    settle(host)
    assert faint_texts(host, drawn(host))


def test_a_faint_edge_would_be_found(colours: Palette, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    theme.mark(host, "paper")
    button = QPushButton("Here", host)
    button.setStyleSheet(f"border: 1px solid {colours.hairline}; background: {colours.paper}")
    button.setGeometry(20, 20, 100, 40)
    settle(host)
    assert faint_controls(host, drawn(host))

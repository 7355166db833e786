"""No text is cut: every window, in each language, with letters of the usual and of twice the size.

Compared are bounding boxes: what a label, a button or a row of a list needs for its words, and
what it was given; that it lies within what it is on; and that no two texts lie on each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QListWidget,
    QPushButton,
    QWidget,
)

from boundary import language
from boundary.resources import resource
from boundary.ui import theme
from boundary.ui.theme import LIGHT
from tests.ui.gallery import let_go, makers, settle, windows

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SLACK = 1
"""Pixels by which rounding may differ."""

SCREEN = QSize(1366, 768)
"""The smallest screen that is thought of."""

TINY = 1


@pytest.fixture(params=language.NAMES)
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    """Speak a language, and English again afterwards."""
    code: str = request.param
    language.use(code, resource("languages"))
    yield code
    language.speak(None)


@pytest.fixture(params=[1.0, 2.0], ids=["100", "200"])
def letters(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[float]:
    """Set the size of letters, and the usual one again afterwards."""
    size: float = request.param
    theme.apply(qapp, LIGHT, size)
    yield size
    theme.apply(qapp, LIGHT, 1.0)


def texts(window: QWidget) -> list[QLabel | QAbstractButton]:
    """Return the widgets of *window* that show words now."""
    found: list[QLabel | QAbstractButton] = []
    for kind in (QLabel, QAbstractButton):
        every: list[QLabel | QAbstractButton] = list(window.findChildren(kind))
        found += [each for each in every if each.isVisibleTo(window) and each.text().strip()]
    return found


def needed(widget: QLabel | QAbstractButton) -> QSize:
    """Return the room that the words of *widget* need in its present width."""
    if type(widget).paintEvent is not QLabel.paintEvent and isinstance(widget, QLabel):
        return QSize(0, 0)  # it paints its words itself, in lines of its own
    if isinstance(widget, QLabel) and widget.wordWrap():
        return QSize(widget.minimumSizeHint().width(), widget.heightForWidth(widget.width()))
    if isinstance(widget, QPushButton):
        return widget.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, widget.text())
    return widget.sizeHint()


def words_box(widget: QLabel | QAbstractButton, window: QWidget) -> QRect:
    """Return where in *window* the words of *widget* stand: a button without an edge is smaller."""
    box = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    size = needed(widget).boundedTo(box.size())
    if isinstance(widget, QPushButton):
        middle, box = box.center(), QRect(QPoint(0, 0), size)
        box.moveCenter(middle)
    elif isinstance(widget, QLabel) and not widget.alignment() & Qt.AlignmentFlag.AlignHCenter:
        box.setWidth(size.width() if not widget.wordWrap() else box.width())
    return box


def cut(window: QWidget) -> list[str]:
    """Return the words of *window* that have less room than they need."""
    told = []
    for each in texts(window):
        room, has = needed(each), each.size()
        if room.width() > has.width() + SLACK or room.height() > has.height() + SLACK:
            told.append(f"{each.text()!r} needs {room.toTuple()}, has {has.toTuple()}")
    for rows in window.findChildren(QListWidget):
        if rows.isVisibleTo(window) and not rows.wordWrap():
            wide, has_wide = rows.sizeHintForColumn(0), rows.viewport().width()
            if wide > has_wide + SLACK:
                told.append(f"a row of {rows.accessibleName()!r} needs {wide}, has {has_wide}")
    return told


def scrolls(widget: QWidget) -> bool:
    """Tell whether *widget* is what a scroll area shows a part of its page in."""
    area = widget.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is widget


def outside(window: QWidget) -> list[str]:
    """Return the words of *window* that reach over the edge of what they lie on.

    What scrolls may be higher than what is seen of it, but never wider.
    """
    told = []
    for each in texts(window):
        inner: QWidget = each
        area = QRect(QPoint(0, 0), each.size())
        while inner is not window and (host := inner.parentWidget()) is not None:
            area.translate(inner.pos())
            ground = host.rect()
            if scrolls(host):
                if area.left() < -SLACK or area.right() > ground.right() + SLACK:
                    told.append(f"{each.text()!r} is wider than what scrolls: {area.getRect()}")
                break
            if not ground.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(area):
                told.append(f"{each.text()!r} at {area.getRect()} of {host.size().toTuple()}")
                break
            inner = host
    return told


def page_of(widget: QWidget, window: QWidget) -> QWidget:
    """Return what *widget* scrolls with: the viewport around it, or the *window*."""
    host: QWidget | None = widget
    while host is not None and host is not window and not scrolls(host):
        host = host.parentWidget()
    return host or window


def on_each_other(window: QWidget) -> list[str]:
    """Return the pairs of words in *window* that share room."""
    boxes = [(each, page_of(each, window), words_box(each, window)) for each in texts(window)]
    told = []
    for (one, page, first), (other, its_page, second) in combinations(boxes, 2):
        shared = first & second
        nested = one.isAncestorOf(other) or other.isAncestorOf(one) or page is not its_page
        if not nested and shared.width() > TINY and shared.height() > TINY:
            told.append(f"{one.text()!r} and {other.text()!r} share {shared.size().toTuple()}")
    return told


@pytest.mark.parametrize("maker", sorted(makers()))
def test_no_text_is_cut(spoken: str, letters: float, maker: str) -> None:
    told = []
    for name, window in windows(LIGHT, maker):
        settle(window)
        faults = cut(window) + outside(window) + on_each_other(window)
        told += [f"{name} ({spoken}, {letters:.0%}): {fault}" for fault in faults]
        let_go(window)
    assert not told, "\n".join(told)


@pytest.mark.usefixtures("spoken", "letters")
@pytest.mark.parametrize("letters", [2.0], ids=["200"], indirect=True)
@pytest.mark.parametrize("maker", sorted(makers()))
def test_every_window_can_be_made_small_enough_for_a_small_screen(maker: str) -> None:
    told = []
    for name, window in windows(LIGHT, maker):
        settle(window)
        least = window.minimumSizeHint().expandedTo(window.minimumSize())
        if least.width() > SCREEN.width():
            told.append(f"{name} is at least {least.width()} wide")
        let_go(window)
    assert not told, "\n".join(told)

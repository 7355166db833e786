"""By keyboard alone: Tab comes to every control of every window, and shows where it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from boundary.ui import theme
from boundary.ui.theme import LIGHT
from tests.ui.gallery import let_go, makers, settle, windows

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

MOST = 400
"""More stops than any window has: a walk that is longer goes in a circle without an end."""

PARTS = 4
"""So often Tab may stay in one control: a time has an hour, a minute and a half of the day."""

RING = 5
"""Logical pixels around a control in which its focus may show."""


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """Dress the windows as usual."""
    theme.apply(qapp, LIGHT, 1.0)
    yield qapp
    theme.apply(qapp, LIGHT, 1.0)


def opened(window: QWidget, qtbot: QtBot) -> None:
    """Show *window* as the one that has the keys."""
    settle(window)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
    window.hide()
    window.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus, False)
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)


def stops(window: QWidget) -> list[list[QWidget]]:
    """Return what Tab should come to in *window*; of a group of choices, to any one."""
    found: list[list[QWidget]] = []
    groups: dict[int, list[QWidget]] = {}
    for each in window.findChildren(QWidget):
        takes = bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus) and each.focusProxy() is None
        if not (takes and each.isEnabled() and each.isVisibleTo(window)) or each.isWindow():
            continue
        if isinstance(each, QAbstractScrollArea) and each.findChildren(QAbstractButton):
            continue  # what is in it is what is come to
        group = each.group() if isinstance(each, QAbstractButton) else None
        if group is not None and group.exclusive():
            groups.setdefault(id(group), []).append(each)
        elif isinstance(each, QRadioButton):  # those of one parent exclude each other
            groups.setdefault(id(each.parentWidget()), []).append(each)
        else:
            found.append([each])
    return found + list(groups.values())


def walk(window: QWidget) -> list[QWidget]:
    """Press Tab until it comes round; return what had the focus, in order.

    A time has parts, so Tab may stay in one control a few times.
    """
    passed: list[QWidget] = []
    stayed = 0
    for _ in range(MOST):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        if at is None or (len(passed) > 1 and at is passed[0]):
            return passed
        stayed = stayed + 1 if passed and at is passed[-1] else 0
        if stayed == PARTS:
            assert len(passed) == 1, f"Tab is caught at {at.accessibleName()!r}"
            return passed
        if stayed == 0:
            assert at not in passed, f"Tab goes back to {at.accessibleName()!r}"
            passed.append(at)
    raise AssertionError("Tab does not come round")


def called(widget: QWidget) -> str:
    """Return what *widget* is, for a person who mends it."""
    return f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()!r}"


def around(widget: QWidget) -> QImage:
    """Return *widget* and what is right around it, as it is now."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # rings of before
    window = widget.window()
    box = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return window.grab(box.adjusted(-RING, -RING, RING, RING)).toImage()


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("maker", sorted(makers()))
def test_tab_comes_to_every_control(maker: str, qtbot: QtBot) -> None:
    told = []
    for name, window in windows(LIGHT, maker):
        opened(window, qtbot)
        wanted = stops(window)
        passed = walk(window) if wanted else []
        told += [f"{name}: {called(each[0])}" for each in wanted if not set(each) & set(passed)]
        let_go(window)
    assert not told, "\n".join(told)


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("maker", sorted(makers()))
def test_the_control_that_has_the_keys_shows_it(maker: str, qtbot: QtBot) -> None:
    told = []
    for name, window in windows(LIGHT, maker):
        opened(window, qtbot)
        round_trip = walk(window)
        for _ in round_trip if len(round_trip) > 1 else []:
            before, with_it = QApplication.focusWidget(), None
            if before is not None and before is not window:
                with_it = around(before)
            QTest.keyClick(before or window, Qt.Key.Key_Tab)
            moved = QApplication.focusWidget() is not before
            if before is not None and with_it is not None and moved and around(before) == with_it:
                told.append(f"{name}: {called(before)}")
        let_go(window)
    assert not told, "\n".join(told)

"""The window of the lock takes a passphrase by keyboard alone, and forgets it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from boundary.ui.crash_window import CrashWindow
from boundary.ui.lock_page import LockPage, LockView
from boundary.ui.lock_window import Asking, LockWindow
from boundary.ui.theme import LIGHT, apply

KEY = "-".join(["0AB3DE7", "9QWERTY"] * 4)
Open = Callable[..., LockWindow]


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Return a builder of a window that is shown."""

    def show(asking: Asking, recovery: str = "") -> LockWindow:
        window = LockWindow(asking, recovery)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(window)
        window.show()
        return window

    return show


def fields(window: LockWindow) -> list[QLineEdit]:
    return [line for line in window.findChildren(QLineEdit) if line.isVisible()]


def said(window: LockWindow) -> str:
    return " ".join(each.text() for each in window.findChildren(QLabel) if each.isVisible())


def heard(window: LockWindow) -> list[str]:
    """Return a list that takes what *window* is given."""
    found: list[str] = []
    window.given.connect(found.append)
    return found


def test_return_gives_the_passphrase(opened: Open) -> None:
    window = opened(Asking.OPEN)
    given = heard(window)
    QTest.keyClicks(fields(window)[0], "four calm words")
    QTest.keyClick(fields(window)[0], Qt.Key.Key_Return)
    assert given == ["four calm words"]


def test_nothing_is_given_before_something_was_typed(opened: Open) -> None:
    window = opened(Asking.OPEN)
    given = heard(window)
    QTest.keyClick(fields(window)[0], Qt.Key.Key_Return)
    assert given == []


def test_a_passphrase_is_not_to_be_seen(opened: Open) -> None:
    assert fields(opened(Asking.OPEN))[0].echoMode() is QLineEdit.EchoMode.Password


def test_what_is_wrong_is_said_and_she_may_try_again(opened: Open) -> None:
    window = opened(Asking.OPEN)
    fields(window)[0].setText("a wrong one")
    QTest.keyClick(fields(window)[0], Qt.Key.Key_Return)
    window.show_trouble("This is not the passphrase.")
    assert "This is not the passphrase." in said(window)
    assert fields(window)[0].isEnabled()


def test_two_that_differ_are_not_taken(opened: Open) -> None:
    window = opened(Asking.SET)
    given = heard(window)
    for line, text in zip(fields(window), ("four calm words", "four calm word"), strict=True):
        line.setText(text)
    QTest.keyClick(fields(window)[1], Qt.Key.Key_Return)
    assert given == []
    assert "not the same" in said(window)


def test_a_lock_waits_until_the_recovery_key_is_written_down(opened: Open) -> None:
    window = opened(Asking.SET, KEY)
    given = heard(window)
    for line in fields(window):
        line.setText("four calm words")
    QTest.keyClick(fields(window)[1], Qt.Key.Key_Return)
    assert given == []
    window.findChildren(QCheckBox)[0].setChecked(True)
    QTest.keyClick(fields(window)[1], Qt.Key.Key_Return)
    assert given == ["four calm words"]


def test_the_recovery_key_is_shown_whole(opened: Open) -> None:
    shown = said(opened(Asking.SHOW, KEY)).split()
    assert [group for group in KEY.split("-") if group not in shown] == []


def test_who_forgot_it_gives_the_recovery_key(opened: Open) -> None:
    window = opened(Asking.OPEN)
    given: list[str] = []
    window.recovery_given.connect(given.append)
    next(b for b in window.findChildren(QPushButton) if b.text() == "I forgot it").click()
    fields(window)[0].setText(KEY)
    QTest.keyClick(fields(window)[0], Qt.Key.Key_Return)
    assert given == [KEY]


def test_esc_is_later_and_forgets_what_was_typed(opened: Open, qtbot: QtBot) -> None:
    window = opened(Asking.OPEN)
    line = fields(window)[0]
    line.setText("four calm words")
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(window, Qt.Key.Key_Escape)
    assert line.text() == ""


@pytest.mark.parametrize("asking", list(Asking))
def test_no_sentence_is_cut(opened: Open, asking: Asking) -> None:
    window = opened(asking, KEY if asking in (Asking.SET, Asking.SHOW) else "")
    window.show_trouble("This is not the passphrase. Try again. The recovery key opens it too.")
    QTest.qWait(0)
    cut = [
        each.text()
        for each in window.findChildren(QLabel)
        if each.isVisible() and each.height() < each.heightForWidth(each.width())
    ]
    assert cut == []


@pytest.mark.parametrize("letters", [1.0, 2.0])
def test_no_letter_of_the_recovery_key_is_cut(
    opened: Open, qapp: QApplication, letters: float
) -> None:
    apply(qapp, LIGHT, letters)
    try:
        window = opened(Asking.SHOW, KEY)
        key = next(each for each in window.findChildren(QLabel) if "9QWERTY" in each.text())
        widest = key.fontMetrics().horizontalAdvance("9QWERTY  9QWERTY")
        assert widest <= key.width()
        assert key.heightForWidth(key.width()) <= key.height()
    finally:
        apply(qapp, LIGHT, 1.0)


def buttons(page: LockPage) -> list[str]:
    """Return what can be pressed on *page*."""
    found = page.findChildren(QPushButton)
    return [b.text() for b in found if not b.isHidden() and b.isEnabled()]


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (LockView(locks=False, is_open=True), "Set a passphrase…"),
        (LockView(locks=True, is_open=False), "Unlock…"),
        (LockView(locks=True, is_open=True), "Take the lock away…"),
    ],
)
def test_the_page_offers_what_can_be_done_now(qtbot: QtBot, view: LockView, words: str) -> None:
    page = LockPage()
    qtbot.addWidget(page)
    page.show_lock(view)
    assert buttons(page)[0] == words


def test_a_keyring_that_has_not_answered_offers_no_lock(qtbot: QtBot) -> None:
    page = LockPage()
    qtbot.addWidget(page)
    assert buttons(page) == ["Read a report…"]


def test_what_is_copied_is_what_was_read(qtbot: QtBot) -> None:
    window = CrashWindow("Boundary 0.1.0\n")
    qtbot.addWidget(window)
    window.show()
    next(b for b in window.findChildren(QPushButton) if b.text() == "Copy").click()
    assert QGuiApplication.clipboard().text() == "Boundary 0.1.0\n"

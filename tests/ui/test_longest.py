"""A language that is a third longer, and one that is read from the right: nothing is cut.

Both are made of the sentences of the code, so that a layout is tried before its translation is.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from boundary import language
from boundary.ui import theme
from boundary.ui.card import Card, CardView, Choice
from boundary.ui.flow import FlowLayout
from boundary.ui.theme import LIGHT
from tests.catalogues import pseudo
from tests.ui.gallery import let_go, makers, settle, windows
from tests.ui.test_boxes import cut, on_each_other, outside

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

every_maker = pytest.mark.parametrize("maker", sorted(makers()))


@pytest.fixture
def longer(qapp: QApplication) -> Iterator[None]:
    """Speak the pseudo-language, and English again afterwards."""
    theme.apply(qapp, LIGHT, 1.0)
    language.speak(pseudo())
    yield
    language.speak(None)


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    """Speak the pseudo-language from right to left, and English again afterwards."""
    theme.apply(qapp, LIGHT, 1.0)
    language.speak(pseudo(rtl=True))
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    language.speak(None)


def faults(maker: str) -> list[str]:
    """Return what is cut or covered in the windows of *maker*."""
    told = []
    for name, window in windows(LIGHT, maker):
        settle(window)
        found = cut(window) + outside(window) + on_each_other(window)
        told += [f"{name}: {fault}" for fault in found]
        let_go(window)
    return told


@pytest.mark.usefixtures("longer")
@every_maker
def test_words_that_are_a_third_longer_fit(maker: str) -> None:
    assert faults(maker) == []


@pytest.mark.usefixtures("mirrored")
@every_maker
def test_words_that_are_read_from_the_right_fit(maker: str) -> None:
    assert faults(maker) == []


@pytest.mark.usefixtures("mirrored")
def test_the_choices_of_a_card_go_from_the_right(qtbot: QtBot) -> None:
    card = Card(CardView("Title", "Second", (Choice("take", "One"), Choice("up", "Two"))), LIGHT)
    qtbot.addWidget(card)
    settle(card)
    first, second = (b for b in card.findChildren(QPushButton) if b.text() in ("One", "Two"))
    assert first.x() > second.x()


@pytest.mark.usefixtures("mirrored")
def test_a_row_that_flows_begins_at_the_right(qtbot: QtBot) -> None:
    row = QWidget()
    qtbot.addWidget(row)
    flow = FlowLayout(row)
    first, second = QPushButton("1"), QPushButton("2")
    flow.addWidget(first)
    flow.addWidget(second)
    row.resize(400, 40)
    settle(row)
    assert first.x() > second.x()

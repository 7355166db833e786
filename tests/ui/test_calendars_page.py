"""The page of the calendars: what is read, how it goes, and what it holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from boundary.ui.calendars_page import CalendarsPage, SourceRow
from boundary.ui.day_view import FactLine
from boundary.ui.theme import LIGHT

Show = Callable[..., CalendarsPage]


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Return a builder of the page."""
    kept = []

    def show(*rows: SourceRow) -> CalendarsPage:
        page = CalendarsPage(LIGHT)
        kept.append(page)
        qtbot.addWidget(page)
        page.setMinimumSize(400, 300)  # as in its window; a bare platform can't follow a layout
        page.show_sources(rows)
        page.show()
        return page

    return show


def button(page: CalendarsPage, name: str) -> QAbstractButton:
    every = page.findChildren(QAbstractButton)
    return next(b for b in every if name in (b.accessibleName(), b.text()) and not b.isHidden())


def labels(page: CalendarsPage) -> list[str]:
    return [label.accessibleName() or label.text() for label in page.findChildren(QLabel)]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Sessions only", "all_sessions"),
        ("Sessions end on time", "trust_end"),
    ],
)
def test_a_choice_is_told_with_its_calendar(
    shown: Show, qtbot: QtBot, words: str, name: str
) -> None:
    page = shown(SourceRow("a.ics"), SourceRow("b.ics"))
    with qtbot.waitSignal(page.source_changed, timeout=1000) as said:
        button(page, f"Calendar 2: {words}").click()
    assert said.args == [1, name, True]


def test_a_calendar_is_shown_as_it_is(shown: Show) -> None:
    page = shown(SourceRow("a.ics", all_sessions=True))
    assert [box.isChecked() for box in page.findChildren(QCheckBox)] == [True, False]


def test_health_is_shown_with_its_remedy(shown: Show) -> None:
    health = FactLine("The calendar file is not there.", "Choose it again.", trouble=True)
    assert {"Trouble: The calendar file is not there.", "Choose it again."} <= set(
        labels(shown(SourceRow("a.ics", health=health)))
    )


def test_what_is_stale_is_said_to_be(shown: Show) -> None:
    health = FactLine("Last read at 6:10.", stale=True)
    assert "Perhaps no longer so: Last read at 6:10." in labels(
        shown(SourceRow("a.ics", health=health))
    )


def test_who_was_signed_out_can_sign_in_again(shown: Show, qtbot: QtBot) -> None:
    page = shown(SourceRow("a.ics"), SourceRow("b", sign_in=True))
    with qtbot.waitSignal(page.sign_in_wanted, timeout=1000) as said:
        button(page, "Sign in to calendar 2 again").click()
    assert said.args == [1]


def test_who_is_signed_in_is_not_asked(shown: Show) -> None:
    assert "Sign in again" not in [
        b.text() for b in shown(SourceRow("a")).findChildren(QPushButton)
    ]


def test_the_preview_can_be_asked_for(shown: Show, qtbot: QtBot) -> None:
    page = shown(SourceRow("a.ics"))
    with qtbot.waitSignal(page.preview_wanted, timeout=1000):
        button(page, "Which are sessions?").click()


def test_without_a_calendar_there_is_nothing_to_ask(shown: Show) -> None:
    every = shown().findChildren(QPushButton)
    assert [b.text() for b in every if not b.isHidden()] == ["Add a calendar…"]


@pytest.mark.parametrize(
    ("rules", "words"),
    [(1, "One rule learned from your ticks."), (3, "Three rules learned from your ticks.")],
)
def test_what_was_learned_is_counted(shown: Show, rules: int, words: str) -> None:
    assert words in labels(shown(SourceRow("a.ics", rules=rules)))


def test_a_change_of_health_keeps_the_focus(shown: Show) -> None:
    page = shown(SourceRow("a.ics"), SourceRow("b.ics"))
    button(page, "Calendar 2: Sessions end on time").setFocus()
    page.show_sources([SourceRow("a.ics", health=FactLine("Read just now.")), SourceRow("b.ics")])
    focused = page.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Calendar 2: Sessions end on time"


def test_showing_calendars_tells_nothing(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    with qtbot.assertNotEmitted(page.source_changed):
        page.show_sources([SourceRow("a.ics", all_sessions=True, trust_end=True)])

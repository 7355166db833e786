"""The plan of practices: what is on, what could be next, starting over with one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from boundary.reflection.ladder import Page, Rung
from boundary.reflection.loops import Kept
from boundary.ui.calm_scroll import CalmScroll
from boundary.ui.practices_page import PlanPage, PlanView
from boundary.ui.theme import LIGHT
from tests.ui.review_views import plan_view


def plan(qtbot: QtBot, view: PlanView) -> PlanPage:
    page = PlanPage(view)
    qtbot.addWidget(page)
    return page


def said(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def button(page: QWidget, name: str) -> QAbstractButton:
    every = page.findChildren(QAbstractButton)
    return next(b for b in every if name in (b.accessibleName(), b.text()))


def names(page: QWidget) -> list[str]:
    return [b.accessibleName() or b.text() for b in page.findChildren(QAbstractButton)]


def test_what_is_on_is_counted_in_gaps(qtbot: QtBot) -> None:
    assert "18 of 24 gaps this month" in said(plan(qtbot, plan_view()))


def test_a_practice_begins_with_one_press(qtbot: QtBot) -> None:
    page = plan(qtbot, plan_view())
    with qtbot.waitSignal(page.begun) as signal:
        button(page, "Start with it: Communication hours").click()
    assert signal.args == [Rung.HOURS]


def test_a_practice_is_left_with_one_press(qtbot: QtBot) -> None:
    page = plan(qtbot, plan_view())
    with qtbot.waitSignal(page.left) as signal:
        button(page, "Leave it: A short shutdown").click()
    assert signal.args == [Rung.SHUTDOWN]


def test_what_is_offered_can_wait(qtbot: QtBot) -> None:
    page = plan(qtbot, plan_view())
    with qtbot.waitSignal(page.put_off):
        button(page, "Not yet").click()


def test_what_is_not_offered_does_not_ask(qtbot: QtBot) -> None:
    view = plan_view()
    quiet = replace(view, page=replace(view.page, offered=False))
    assert "Not yet" not in names(plan(qtbot, quiet))


def test_starting_over_asks_with_which_one(qtbot: QtBot) -> None:
    page = plan(qtbot, plan_view())
    button(page, "Start over with one").click()
    with qtbot.waitSignal(page.started_over) as signal:
        button(page, "A weekly review").click()
    assert signal.args == [Rung.WEEKLY_REVIEW]


def test_starting_over_is_not_done_by_one_press(qtbot: QtBot) -> None:
    page = plan(qtbot, plan_view())
    with qtbot.assertNotEmitted(page.started_over):
        button(page, "Start over with one").click()


def test_she_can_only_watch(qtbot: QtBot) -> None:
    page = plan(qtbot, plan_view())
    with qtbot.waitSignal(page.watched):
        button(page, "Only watch for now").click()


def test_with_nothing_on_it_says_so(qtbot: QtBot) -> None:
    page = plan(qtbot, PlanView(Page((), None, ())))
    assert "Nothing is on. I only look at how your days go." in said(page)


@pytest.mark.parametrize(
    ("words", "kept"),
    [("It held", Kept.KEPT), ("Change it", Kept.ADJUSTED), ("Let it go", Kept.DROPPED)],
)
def test_the_weeks_intention_is_answered_in_one_tap(qtbot: QtBot, words: str, kept: Kept) -> None:
    page = plan(qtbot, plan_view())
    with qtbot.waitSignal(page.intention_answered) as signal:
        button(page, f"{words}: What became of it").click()
    assert signal.args == [kept]


def test_reasons_are_shown_only_to_whoever_asks(qtbot: QtBot) -> None:
    page = plan(qtbot, plan_view())
    with qtbot.waitSignal(page.why_wanted):
        button(page, "Why take this?").click()


@pytest.mark.parametrize("width", [480, 760])
def test_nothing_is_wider_than_the_page(qtbot: QtBot, width: int) -> None:
    page = PlanPage(plan_view())
    scroll = CalmScroll(page, LIGHT)
    qtbot.addWidget(scroll)
    scroll.resize(width, 600)
    scroll.show()
    assert page.minimumSizeHint().width() <= width

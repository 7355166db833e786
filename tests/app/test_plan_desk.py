"""The page of practices: what is proposed on it, what she may be asked, what a start raises."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from boundary.app.proposing import MADE
from boundary.reflection.entries import Item
from boundary.schedule.policy import Level
from boundary.ui.theme import LIGHT
from tests.app.practices import Practice, let_go, practice, worked


@pytest.fixture(autouse=True)
def _let_go(qapp: QApplication) -> Iterator[None]:
    assert qapp is not None
    yield
    let_go()


def page(one: Practice) -> QWidget:
    return dict(one.looks.pages())["plan"](LIGHT)


def press(page: QWidget, name: str) -> None:
    every = page.findChildren(QAbstractButton)
    next(b for b in every if name in (b.accessibleName(), b.text())).click()


def words_of(page: QWidget) -> list[str]:
    labels = page.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisibleTo(page)]


def test_the_page_of_practices_has_every_choice() -> None:
    made = page(practice(worked(1)))
    texts = {b.text() for b in made.findChildren(QAbstractButton)}
    assert {"Make it lighter", "Let it rest", "Keep it so"} <= texts


def test_an_answer_on_the_page_takes_the_proposal_away() -> None:
    one = practice(worked(1))
    made = page(one)
    press(made, "Let it rest")
    assert one.told == [(("micro_break", "L0"),)]
    assert "Once a week, how one of them might fit better:" not in words_of(made)


def test_a_proposal_seen_on_the_page_is_noted() -> None:
    one = practice(worked(1))
    page(one)
    assert one.kept(Item.PROPOSAL) == [("micro_break", MADE)]


def test_no_question_is_asked_as_it_comes() -> None:
    assert practice().now_habits().asked is None


def test_a_question_is_turned_on_and_off() -> None:
    one = practice()
    made = page(one)
    press(made, "Sleep: One question a day")
    on = one.now_habits().asked
    press(made, "None: One question a day")
    assert (on, one.now_habits().asked) == (Item.SLEEP, None)


def test_breaks_come_by_themselves_once_she_who_watched_begins_with_them() -> None:
    one = practice(worked(1))
    one.run._level_of = lambda _practice: Level.AMBIENT
    one.look()
    press(page(one), "Start with it: Two minutes between sessions")
    assert one.told == [(("micro_break", "L1"), ("transition", "L1"))]


def test_beginning_with_another_practice_raises_nothing() -> None:
    one = practice()
    press(page(one), "Start with it: A short shutdown")
    assert one.told == []

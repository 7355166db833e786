"""The page of practices and what its buttons do: her ladder, one practice at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from boundary.app.reviews_desk import plan_view
from boundary.reflection import ladder as ladders
from boundary.reflection.entries import Item
from boundary.reflection.ladder import Ladder
from boundary.reflection.loops import Kept, answered, intention
from boundary.ui.help_words import HelpPage
from boundary.ui.practices_page import PlanPage

if TYPE_CHECKING:
    from boundary.app.reflecting import Reflecting

LAST_QUESTION = 4
"""The question of the weekly review in which an intention is changed."""


def plan_page(reflecting: Reflecting) -> PlanPage:
    """Return the page, each of its buttons connected."""
    known = reflecting.known()
    offer = reflecting.long_run.offer(known)
    page = PlanPage(plan_view(known.book, known.habits, offer))
    if offer is not None and offer.practice is not None:
        reflecting.long_run.put(offer)

    def change(of: Callable[[Ladder, date], Ladder]) -> None:
        now = reflecting.known()
        habits = replace(now.habits, ladder=of(now.habits.ladder, now.today))
        reflecting.remember(habits)

    page.begun.connect(lambda rung: change(lambda ladder, day: ladders.begin(ladder, rung, day)))
    page.begun.connect(reflecting.long_run.begun)
    page.left.connect(lambda rung: change(lambda ladder, day: ladders.leave(ladder, rung, day)))
    page.put_off.connect(lambda: change(ladders.put_off))
    page.watched.connect(lambda: change(lambda _ladder, day: ladders.watch(day)))
    page.started_over.connect(
        lambda rung: change(lambda _ladder, day: ladders.start_over(day, rung))
    )
    page.intention_answered.connect(lambda kept: answer_intention(reflecting, kept))
    page.proposal_answered.connect(reflecting.long_run.answer)
    page.question_chosen.connect(lambda id: choose_question(reflecting, id))
    page.why_wanted.connect(lambda: reflecting.open_help(HelpPage.WHY))
    return page


def choose_question(reflecting: Reflecting, id: str) -> None:
    """Have the optional question *id* be asked from now on, "" for none."""
    habits = reflecting.known().habits
    reflecting.remember(replace(habits, asked=Item(id) if id else None))


def answer_intention(reflecting: Reflecting, kept: object) -> None:
    """Note what became of the week's intention; a change is written in the weekly review."""
    if kept is Kept.ADJUSTED:
        reflecting.open_week(at=LAST_QUESTION)
        return
    known = reflecting.known()
    entry = intention(known.book)
    if entry is not None and isinstance(kept, Kept):
        reflecting.keep(*answered(entry, kept, known.today))

"""The page of commitments and what its buttons do: entries, habits, times that are proposed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from boundary.app.habits import Habits
from boundary.app.keeping_up import conflict_lines
from boundary.app.reviews_desk import class_of, commitments_view, slot_line
from boundary.reflection.agenda import Budget, agenda, agenda_line, spend
from boundary.reflection.appointments import held, to_ask
from boundary.reflection.commitments import Commitment, State, logged
from boundary.reflection.loops import done
from boundary.reflection.slots import find_slots
from boundary.ui.commitments_page import CommitmentsPage
from boundary.ui.commitments_view import CommitmentsView

if TYPE_CHECKING:
    from boundary.app.reflecting import Known, Reflecting

LENGTH = timedelta(minutes=50)
"""How long a time is that is looked for."""


def commitments_of(
    known: Known, slots: Mapping[Commitment, tuple[str, ...]], *, twelve: bool
) -> CommitmentsView:
    """Return what the page shows of *known*, with the times that were looked for."""
    lines = conflict_lines(known, twelve=twelve)
    asks = to_ask(known.sessions, known.habits.confirmed)
    return commitments_view(known.book, known.habits, known.standings, asks, lines, slots)


def commitments_page(reflecting: Reflecting) -> CommitmentsPage:
    """Return the page, each of its buttons connected; what the calendar held is noted first."""
    known = reflecting.known()
    over = held(known.book, known.appointed, known.now, known.zone)
    if over:
        reflecting.keep(*over)
        known = reflecting.known()
    view = commitments_of(known, {}, twelve=reflecting.twelve)
    page = CommitmentsPage(view, reflecting.asks)
    desk = _Desk(reflecting, page)
    page.logged.connect(desk.log)
    page.taken_back.connect(desk.take_back)
    page.slot_wanted.connect(desk.look_for_time)
    page.agenda_added.connect(desk.add_line)
    page.agenda_done.connect(desk.bring)
    page.spent.connect(desk.spend)
    page.cadence_chosen.connect(
        lambda of, cadence: desk.change(lambda h, _day: h.in_cadence(of, cadence))
    )
    page.begun.connect(lambda of: desk.change(lambda h, day: h.beginning(of, day)))
    page.left.connect(lambda of: desk.change(lambda h, _day: h.leaving(of)))
    page.confirmed.connect(
        lambda id, of: desk.change(lambda h, day: h.confirming(class_of(id), of, day))
    )
    page.budget_set.connect(
        lambda amount: desk.change(lambda h, _day: replace(h, budget=Budget(amount)))
    )
    page.outside_changed.connect(lambda on: desk.change(lambda h, _day: replace(h, outside=on)))
    return page


class _Desk(QObject):
    """What the buttons of *page* do, each with one entry or one change of habit."""

    def __init__(self, reflecting: Reflecting, page: CommitmentsPage) -> None:
        super().__init__(page)
        self._reflecting = reflecting

    def change(self, of: Callable[[Habits, date], Habits]) -> None:
        known = self._reflecting.known()
        self._reflecting.remember(of(known.habits, known.today))

    def log(self, commitment: Commitment, state: State) -> None:
        known = self._reflecting.known()
        self._reflecting.keep(logged(known.today, commitment, state))

    def take_back(self, commitment: Commitment) -> None:
        known = self._reflecting.known()
        self._reflecting.drop(logged(known.today, commitment))

    def look_for_time(self, commitment: Commitment) -> None:
        reflecting = self._reflecting
        known = reflecting.known()
        found = find_slots(
            known.book,
            [s.span for s in known.sessions if s.span.end > known.now and not s.all_day],
            reflecting.hours,
            known.zone,
            LENGTH,
            outside=known.habits.outside,
        )
        lines = [slot_line(each, known.zone, twelve=reflecting.twelve) for each in found]
        reflecting.slots[commitment] = tuple(lines)
        reflecting.refresh()

    def add_line(self, words: str) -> None:
        add_to_agenda(self._reflecting, words)

    def bring(self, id: str) -> None:
        for entry in agenda(self._reflecting.known().book):
            if f"{entry.day.isoformat()}/{entry.name}" == id:
                self._reflecting.keep(done(entry))
                return

    def spend(self, amount: int, words: str) -> None:
        known = self._reflecting.known()
        entries = self._reflecting.entries(known.today)
        self._reflecting.keep(spend(entries, known.today, amount, words))


def add_to_agenda(reflecting: Reflecting, words: str) -> None:
    """Keep one more line for supervision."""
    known = reflecting.known()
    reflecting.keep(agenda_line(reflecting.entries(known.today), known.today, words))

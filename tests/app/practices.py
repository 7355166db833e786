"""Practices that a test looks back on, in memory: entries, a calendar, what was told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from boundary.app.engine import Engine
from boundary.app.habits import NAME, Habits, habits_of
from boundary.app.keeping import Keeping
from boundary.app.reflecting import Reflecting
from boundary.clock import Span
from boundary.journal import MemoryJournal
from boundary.journal.entries import MemoryEntries
from boundary.reflection.entries import Entry, Item
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.policy import Policy
from boundary.schedule.sessions import Kind, Session
from boundary.settings import Settings
from boundary.ui.day_view import BreakOffer, DayView
from boundary.ui.theme import LIGHT
from tests.app.days import ZONE, FakeClock, at

TODAY = date(2026, 12, 18)
"""A Friday."""

VIEW = DayView("Friday", "Free.", "", Span(at("0:00", 18), at("0:00", 19)),
               Span(at("9:00", 18), at("17:00", 18)), ())  # fmt: skip


def slot(day: int, key: str = "s", start: str = "12:00", end: str = "13:00") -> Session:
    return Session(key, Span(at(start, day), at(end, day)), Kind.PROFESSIONAL, "word:supervision")


def client(day: int, start: str = "12:30", end: str = "13:20") -> Session:
    return Session("c", Span(at(start, day), at(end, day)), Kind.SESSION)


def worked(share: int, *, wrong: int = 0) -> list[Entry]:
    """Return ten workdays with ten gaps each, *share* of them with their break."""
    days = [TODAY - timedelta(days=n) for n in range(1, 20) if n % 7 not in (5, 6)][:10]
    entries = []
    for day in days:
        entries += [
            Entry(day, Item.LOAD, 300),
            Entry(day, Item.CHANCES, 10, name="micro_break"),
            Entry(day, Item.KEPT, share, name="micro_break"),
        ]
    if wrong:
        entries.append(Entry(days[0], Item.WRONG_MOMENT, wrong, name="micro_break"))
    return entries


@dataclass
class Practice:
    """A practice in memory, and what looks back on it."""

    entries: Iterable[Entry] = ()
    sessions: tuple[Session, ...] = ()
    habits: Habits | None = None
    twelve: bool = False
    told: list[object] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = FakeClock(at("8:00", TODAY.day))
        self.engine = Engine(self.clock, ZONE, Policy(), WeeklyHours(), MemoryJournal())
        self.keeping = Keeping(MemoryEntries(self.entries))
        self.engine.heard(self.sessions)
        if self.habits is not None:
            self.engine.journal.remember(NAME, self.habits.document())
        self.looks = Reflecting(Settings, self.clock, lambda: LIGHT)
        self.looks.use(self)
        self.run = self.looks.long_run
        self.run.level_wanted.connect(self.told.append)
        self.looks.settings_wanted.connect(self.told.append)

    def look(self) -> Practice:
        self.run.look_closer(self)
        return self

    def offer(self, *, quiet: bool = False) -> BreakOffer | None:
        return self.run.shown(VIEW, quiet=quiet).offer

    def answer(self, *answers: str) -> Practice:
        for answer in answers:
            assert self.look().offer() is not None
            self.run.answer(answer)
        return self

    def kept(self, item: Item) -> list[tuple[str, int | None]]:
        every = self.keeping.between(TODAY - timedelta(days=60), TODAY)
        return [(e.name, e.value) for e in every if e.item is item]

    def now_habits(self) -> Habits:
        return habits_of(self.engine.journal.recall(NAME), TODAY)


MADE_NOW: list[Practice] = []
"""The practices that the present test has made."""


def practice(
    entries: Iterable[Entry] = (), *sessions: Session, habits: Habits | None = None
) -> Practice:
    made = Practice(entries, sessions, habits)
    MADE_NOW.append(made)
    return made


def let_go() -> None:
    """Close what the present test has made."""
    while MADE_NOW:
        made = MADE_NOW.pop()
        made.looks.close()
        made.engine.close()

"""Looking back: the reviews, her commitments and practices, help, and what goes on paper.

Windows are made when she opens them and are gone from memory once she closes them. What she
answers is kept at once. Nothing here opens by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from boundary.app.day_counts import DayCounts, away_days
from boundary.app.long_run import OFFERED, LongRun
from boundary.language import tr

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from PySide6.QtWidgets import QWidget

    from boundary.app.asking import Asking
    from boundary.app.day import Day
    from boundary.app.habits import Habits
    from boundary.app.practice import Practice
    from boundary.app.preferences import Preferences
    from boundary.app.windows import Windows
    from boundary.clock import Clock
    from boundary.reflection.appointments import Appointed
    from boundary.reflection.book import Book
    from boundary.reflection.commitments import Commitment, Standing
    from boundary.reflection.entries import Entry
    from boundary.schedule.hours import WeeklyHours
    from boundary.schedule.sessions import Session
    from boundary.settings import Settings
    from boundary.ui.commitments_page import CommitmentsPage
    from boundary.ui.day_view import DayView
    from boundary.ui.help_words import HelpPage
    from boundary.ui.looking_back import LookingBackPage
    from boundary.ui.practices_page import PlanPage
    from boundary.ui.theme import Palette


def ask_path(name: str, sort: str) -> str:
    """Ask her where a file called *name* goes; "" where she lets it be."""
    from PySide6.QtWidgets import QFileDialog

    return QFileDialog.getSaveFileName(None, tr("Save"), name, sort)[0]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known at one instant: the book, her habits, what the calendar has, how all stands."""

    now: datetime
    zone: ZoneInfo
    book: Book
    habits: Habits
    sessions: tuple[Session, ...]
    appointed: tuple[Appointed, ...]
    standings: tuple[Standing, ...]

    @property
    def today(self) -> date:
        return self.book.today


class Reflecting(QObject):
    """Opens what looks back on the day that it attends; *colours()* are those of the moment."""

    settings_wanted = Signal(str)
    """She wants a page of the settings, by its id."""
    answered = Signal()
    """She answered what Today offered for the week."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        clock: Clock,
        colours: Callable[[], Palette],
        ask_path: Callable[[str, str], str] = ask_path,
    ) -> None:
        super().__init__()
        self.ask_path = ask_path
        self._practice: Callable[[], Practice] = _nothing
        self._settings = settings
        self._clock = clock
        self._colours = colours
        self._windows: dict[str, QWidget] = {}
        self._commitments: CommitmentsPage | None = None
        self._plan: PlanPage | None = None
        self._ways: LookingBackPage | None = None
        self.slots: dict[Commitment, tuple[str, ...]] = {}
        """The times that were looked for on the page of commitments."""
        self._counts = DayCounts(lambda: settings().policy)
        self.long_run = LongRun(self, lambda practice: settings().policy.level_of(practice))

    # what is known

    def known(self) -> Known:
        """Return what is known now."""
        from boundary.app.habits import NAME, habits_of
        from boundary.reflection.appointments import appointed
        from boundary.reflection.book import Book
        from boundary.reflection.commitments import Commitment, standing
        from boundary.reflection.reviews import LOOK

        practice = self._practice()
        engine, now = practice.engine, self._clock.now()
        zone = engine.zone
        today = now.astimezone(zone).date()
        sessions = practice.sessions or engine.today.plan(now).sessions
        habits = habits_of(engine.journal.recall(NAME), today)
        away = away_days(sessions, zone)
        book = Book(practice.keeping.between(today - LOOK, today), today, away=away)
        found = appointed(sessions, habits.confirmed)
        standings = tuple(
            standing(
                book,
                kept,
                away
                if kept.commitment is Commitment.TIME_OFF
                else [a.day(zone) for a in found if a.commitment is kept.commitment],
            )
            for kept in habits.kept
        )
        return Known(now, zone, book, habits, sessions, found, standings)

    def keep(self, *entries: Entry) -> None:
        """Keep *entries*, and show them where they are shown."""
        self._practice().keeping.keep(*entries)
        self.refresh()

    def drop(self, *entries: Entry) -> None:
        """Forget what is in the places of *entries*, and show that."""
        self._practice().keeping.drop(*entries)
        self.refresh()

    def remember(self, habits: Habits) -> None:
        """Remember *habits*, and show them where they are shown."""
        from boundary.app.habits import NAME

        self._practice().engine.journal.remember(NAME, habits.document())
        self.refresh()

    def asks(self, text: str) -> str:
        """Return what is to be asked about *text* before it is kept, "" for nothing."""
        from boundary.reflection.identifiers import identifiers, question

        titles = [s.title for s in self._practice().sessions if s.title]
        return question(identifiers(text, titles, language=self._settings().language or "en"))

    def entries(self, day: date) -> tuple[Entry, ...]:
        """Return the entries of *day*."""
        return self._practice().keeping.between(day, day)

    @property
    def hours(self) -> WeeklyHours:
        """Her communication hours."""
        return self._settings().hours

    @property
    def twelve(self) -> bool:
        """Whether her hours have halves."""
        return self._practice().twelve

    def look(self) -> None:
        """Count the day that is over; now and then, look at what she keeps up."""
        now = self._clock.now()
        self._counts.look(self._practice(), now)
        self.long_run.look(self._practice(), now)

    def lines_ahead(self, known: Known) -> tuple[str, ...]:
        """Return what the week's review says of her commitments: laid over, or gone."""
        from boundary.app.keeping_up import conflict_lines, gone_lines

        gone = gone_lines(known, self._practice().engine.journal)
        return (*conflict_lines(known, twelve=self.twelve), *gone)

    def told_ahead(self) -> None:
        """Forget what is gone: she has read of it."""
        from boundary.app.keeping_up import told_gone

        told_gone(self._practice().engine.journal)

    def attend(self, day: Day) -> None:
        """Look back on *day* from now on, and count it as it goes."""
        from boundary.app.practice import OfDay

        self.use(OfDay(day))
        day.show.ends.new_asking = self._new_asking
        day.ticked.connect(self.look)

    def _new_asking(self) -> Asking:
        from boundary.app.asking import Asking

        return Asking(self)

    def use(self, practice: Practice) -> None:
        """Look back on *practice*."""
        self._practice = lambda: practice

    # what Today shows of it

    def shown(self, view: DayView) -> DayView:
        """Return *view* with what the long run says of it; nothing is offered over a session."""
        engine, now = self._practice().engine, self._clock.now()
        stale = self.long_run.day != now.astimezone(engine.zone).date()
        over = engine.today.situation(now).forbids(now) is not None
        return self.long_run.shown(view, quiet=stale or over)

    def chose(self, choice: str) -> bool:
        """Do what a button of Today stands for, by its id; tell whether it was one of these."""
        if not choice.startswith(OFFERED):
            return False
        self.long_run.answer(choice.removeprefix(OFFERED))
        self.answered.emit()
        return True

    # pages of the settings

    def pages(self) -> tuple[tuple[str, Callable[[Palette], QWidget]], ...]:
        """Return the pages of the settings, each with its id; made when they are opened."""
        return (
            ("plan", self._plan_page),
            ("commitments", self._commitments_page),
            ("looking_back", self._ways_page),
        )

    def refresh(self) -> None:
        """Bring the pages that are open up to date."""
        if self._commitments is None and self._plan is None:
            return
        from boundary.app import reviews_desk
        from boundary.app.commitments_desk import commitments_of

        known = self.known()
        if self._commitments is not None:
            view = commitments_of(known, self.slots, twelve=self.twelve)
            self._commitments.show_commitments(view)
        if self._plan is not None:
            offer = self.long_run.offer(known)
            self._plan.show_plan(reviews_desk.plan_view(known.book, known.habits, offer))

    def _plan_page(self, _colours: Palette) -> QWidget:
        from boundary.app.plan_desk import plan_page

        self._plan = page = plan_page(self)
        page.destroyed.connect(self._plan_gone)
        return page

    def _plan_gone(self) -> None:
        self._plan = None

    def _commitments_page(self, _colours: Palette) -> QWidget:
        from boundary.app.commitments_desk import commitments_page

        self._commitments = page = commitments_page(self)
        page.destroyed.connect(self._commitments_gone)
        return page

    def _commitments_gone(self) -> None:
        self._commitments = None
        self.slots.clear()

    def _ways_page(self, _colours: Palette) -> QWidget:
        from boundary.app.looking_desk import ways_page

        self._ways = page = ways_page(self)
        page.destroyed.connect(self._ways_gone)
        return page

    def _ways_gone(self) -> None:
        self._ways = None

    def tell(self, words: str) -> None:
        """Say on the page of looking back what became of something."""
        if self._ways is not None:
            self._ways.tell(words)

    # windows

    def open_week(self, *, at: int = 0) -> None:
        """Open the weekly review, at its question *at*."""
        from boundary.app.week_desk import week_window

        self.open("week", lambda: week_window(self, at))

    def open_month(self) -> None:
        """Open the monthly review."""
        from boundary.app.month_desk import month_window

        self.open("month", lambda: month_window(self))

    def open_help(self, page: HelpPage | None = None) -> None:
        """Open the help for herself, or another *page* of help."""
        from boundary.app.help_desk import help_window

        zone = self._practice().engine.zone.key
        window = self.open("help", lambda: help_window(self._settings(), zone, self.colours))
        if page is not None:
            from boundary.ui.help_window import HelpWindow

            assert isinstance(window, HelpWindow)
            window.open_page(page)

    def open(self, name: str, make: Callable[[], QWidget]) -> QWidget:
        """Show the window *name*, which *make* makes where there is none, and bring it forward."""
        window = self._windows.get(name)
        if window is None:
            window = make()
            window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            window.destroyed.connect(lambda: self._windows.pop(name, None))
            self._windows[name] = window
        window.show()
        window.raise_()
        window.activateWindow()
        return window

    @property
    def colours(self) -> Palette:
        """Her colours now."""
        return self._colours()

    def recolour(self, colours: Palette) -> None:
        """Show what stands open in *colours* from now on."""
        from boundary.ui.settings_window import Recoloured

        for window in self._windows.values():
            page: object = window
            if isinstance(page, Recoloured):
                page.recolour(colours)

    def close(self) -> None:
        """Count the day once more, and take everything down."""
        if self._practice is not _nothing:
            self._counts.close(self._practice())
        for window in tuple(self._windows.values()):
            window.close()


def looking_back(
    preferences: Preferences,
    clock: Clock,
    windows: Windows,
    open_settings: Callable[[str], None],
) -> Reflecting:
    """Return what looks back, hearing what *windows* ask for and wearing their colours."""
    made = Reflecting(lambda: preferences.settings, clock, lambda: windows.colours)
    windows.tray.help_wanted.connect(lambda: made.open_help())
    windows.recoloured.connect(lambda: made.recolour(windows.colours))
    made.settings_wanted.connect(open_settings)
    made.answered.connect(windows.show_day)
    made.long_run.level_wanted.connect(lambda own: windows.changed.emit("levels", own))
    return made


def _nothing() -> Practice:
    raise RuntimeError("no day has begun")

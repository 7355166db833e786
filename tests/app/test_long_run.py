"""The long run in the running program: what is noted, told in one line, offered once a week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from boundary.app.engine import Engine
from boundary.app.habits import NAME, Habits, habits_of
from boundary.app.keeping import Keeping
from boundary.app.keeping_up import SLOTS, Slots, gone_lines, slots_of, told_gone
from boundary.app.long_run import OFFERED
from boundary.app.proposing import ANSWERED, MADE, offer_of
from boundary.app.reflecting import Reflecting
from boundary.clock import Span
from boundary.journal import MemoryJournal
from boundary.journal.entries import MemoryEntries
from boundary.reflection.commitments import Commitment
from boundary.reflection.entries import Entry, Item
from boundary.reflection.ladder import Ladder, Rung
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.policy import Level, Policy
from boundary.schedule.sessions import Kind, Session
from boundary.settings import Settings
from boundary.ui.day_view import BreakOffer, DayView
from boundary.ui.theme import LIGHT
from boundary.ui.weekly_review import WeeklyReview
from tests.app.days import ZONE, FakeClock, at

TODAY = date(2026, 12, 18)
"""A Friday."""

SUPERVISION = (0, "word:supervision")
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


@pytest.fixture(autouse=True)
def _let_go(qapp: QApplication) -> Iterator[None]:
    assert qapp is not None
    yield
    for each in MADE_NOW:
        each.looks.close()
        each.engine.close()
    MADE_NOW.clear()


def practice(
    entries: Iterable[Entry] = (), *sessions: Session, habits: Habits | None = None
) -> Practice:
    made = Practice(entries, sessions, habits)
    MADE_NOW.append(made)
    return made


def keeping_supervision() -> Habits:
    habits = Habits(Ladder(date(2026, 12, 1)))
    return habits.confirming(SUPERVISION, Commitment.SUPERVISION, date(2026, 12, 1))


def test_nothing_is_looked_at_before_the_program_has_run_a_while() -> None:
    one = practice()
    one.run.look(one, one.clock.now())
    assert one.engine.journal.recall(NAME) is None
    one.run.look(one, at("8:11", 18))
    assert one.engine.journal.recall(NAME) is not None


def test_her_ladder_begins_on_the_day_of_the_first_look() -> None:
    assert practice().look().now_habits().ladder.changed == TODAY


def watching() -> Practice:
    """Return a practice of someone who would rather watch first."""
    one = practice(worked(1))
    one.run._level_of = lambda _practice: Level.AMBIENT
    return one


def test_someone_who_only_watches_begins_watching() -> None:
    assert watching().look().now_habits().ladder == Ladder(TODAY, (), watching=True)


def test_after_some_days_of_watching_the_first_practice_is_offered() -> None:
    one = watching()
    ladder = Ladder(TODAY - timedelta(days=7), (), watching=True)
    one.engine.journal.remember(NAME, Habits(ladder).document())
    one.keeping.drop(*[e for e in worked(1) if e.item is not Item.LOAD])
    offer = one.look().offer()
    assert offer is not None
    assert offer.title.startswith("This could be next: Two minutes between sessions.")


def test_breaks_come_by_themselves_once_she_who_watched_begins_with_them() -> None:
    one = watching()
    one.look()
    press(page(one), "Start with it: Two minutes between sessions")
    assert one.told == [(("micro_break", "L1"), ("transition", "L1"))]


def test_beginning_with_another_practice_raises_nothing() -> None:
    one = practice()
    press(page(one), "Start with it: A short shutdown")
    assert one.told == []


def test_what_is_over_in_the_calendar_is_noted_as_held() -> None:
    one = practice((), slot(17), habits=keeping_supervision()).look()
    assert one.kept(Item.COMMITMENT) == [("supervision", 1)]


def test_a_session_over_a_commitment_is_one_line_in_today() -> None:
    one = practice((), slot(21), client(21), habits=keeping_supervision()).look()
    lines = [fact.title for fact in one.run.shown(VIEW, quiet=False).facts]
    assert len(lines) == 1
    assert lines[0].endswith("a session lies over Supervision.")


def test_a_session_over_a_commitment_in_a_month_waits_to_be_told() -> None:
    late = timedelta(days=20)
    sessions = [
        replace(s, span=Span(s.span.start + late, s.span.end + late))
        for s in (slot(21), client(21))
    ]
    one = practice((), *sessions, habits=keeping_supervision()).look()
    assert one.run.shown(VIEW, quiet=False).facts == ()


def test_a_slot_that_vanished_is_told_in_the_weekly_review() -> None:
    one = practice((), slot(22), slot(29, "t"), habits=keeping_supervision()).look()
    one.sessions = (slot(29, "t"),)
    known = one.look().looks.known()
    lines = gone_lines(known, one.engine.journal)
    assert [line.partition(" on ")[0] for line in lines] == ["Supervision"]


def test_the_review_shows_it_and_forgets_it_once_it_is_done(qapp: QApplication) -> None:
    one = practice((), slot(22), slot(29, "t"), habits=keeping_supervision()).look()
    one.sessions = (slot(29, "t"),)
    one.look().looks.open_week()
    pages = (w.findChildren(WeeklyReview) for w in qapp.topLevelWidgets() if w.isVisible())
    page = next(p for found in pages for p in found)
    page.done.emit()
    assert slots_of(one.engine.journal.recall(SLOTS)).gone == ()


def test_a_slot_at_another_time_is_not_gone() -> None:
    one = practice((), slot(22), habits=keeping_supervision()).look()
    one.sessions = (slot(23),)
    assert gone_lines(one.look().looks.known(), one.engine.journal) == ()


def test_a_slot_that_came_back_is_not_gone() -> None:
    one = practice((), slot(22), slot(29, "t"), habits=keeping_supervision()).look()
    one.sessions = (slot(29, "t"),)
    one.look()
    one.sessions = (slot(22), slot(29, "t"))
    assert gone_lines(one.look().looks.known(), one.engine.journal) == ()


def test_a_calendar_that_was_not_read_takes_no_slot_away() -> None:
    one = practice((), slot(22), habits=keeping_supervision()).look()
    one.sessions = ()
    assert gone_lines(one.look().looks.known(), one.engine.journal) == ()


def test_slots_are_read_back_as_they_were_remembered() -> None:
    one = practice((), slot(22), habits=keeping_supervision()).look()
    value = one.engine.journal.recall(SLOTS)
    assert slots_of(value).document() == value
    assert slots_of({"seen": 3}) == Slots()


def test_telling_what_is_gone_where_nothing_is_changes_nothing() -> None:
    one = practice((), slot(22), habits=keeping_supervision()).look()
    before = one.engine.journal.recall(SLOTS)
    told_gone(one.engine.journal)
    assert one.engine.journal.recall(SLOTS) == before


def test_nothing_is_offered_where_nothing_is_known() -> None:
    assert practice().look().offer() is None


def test_a_practice_that_seldom_fits_is_offered_lighter_with_two_buttons() -> None:
    offer = practice(worked(1)).look().offer()
    assert offer is not None
    assert [id for id, _ in offer.choices] == [OFFERED + "lighter", OFFERED + "keep"]


def test_what_is_on_the_screen_is_noted_once() -> None:
    one = practice(worked(1)).look()
    one.offer()
    one.offer()
    assert one.kept(Item.PROPOSAL) == [("micro_break", MADE)]


def test_it_stands_for_the_day_also_after_a_restart() -> None:
    one = practice(worked(1)).look()
    first = one.offer()
    assert one.look().offer() == first


def test_it_is_gone_once_it_is_answered() -> None:
    one = practice(worked(1)).answer("keep").look()
    assert one.offer() is None
    assert one.kept(Item.PROPOSAL) == [("micro_break", ANSWERED)]


def test_lighter_is_one_level_less() -> None:
    assert practice(worked(1)).answer("lighter").told == [(("micro_break", "L0"),)]


def test_keeping_it_changes_no_level() -> None:
    assert practice(worked(1)).answer("keep").told == []


def test_a_shorter_one_opens_the_rituals() -> None:
    assert practice(worked(5)).answer("shorter").told == ["rituals"]


def test_it_never_raises_a_level() -> None:
    one = practice(worked(10))
    offer = one.look().offer()
    assert offer is not None
    assert [id for id, _ in offer.choices] == [OFFERED + "lighter", OFFERED + "keep"]


def test_nothing_is_offered_again_within_a_week() -> None:
    lately = Entry(TODAY - timedelta(days=3), Item.PROPOSAL, ANSWERED, name="shutdown")
    assert practice([*worked(1), lately]).look().offer() is None


def test_nothing_is_offered_over_a_session() -> None:
    assert practice(worked(1)).look().offer(quiet=True) is None


def test_nothing_takes_the_place_of_a_break() -> None:
    ready = BreakOffer("Eight minutes", (("take", "Take two"),))
    one = practice(worked(1)).look()
    assert one.run.shown(replace(VIEW, offer=ready), quiet=False).offer == ready


def settled() -> Practice:
    """Return a practice whose one practice has settled."""
    return practice(worked(10), habits=Habits(Ladder(date(2026, 11, 1))))


def next_offer(one: Practice) -> Practice:
    """Have every practice be as light as can be, so that there is nothing to propose."""
    known = one.looks.known()
    found = offer_of(known.book, known.habits.ladder, lambda _practice: Level.AMBIENT)
    assert found is not None
    one.run._offered = found
    one.run._level_of = lambda _practice: Level.AMBIENT
    return one


def test_the_next_practice_is_offered_where_the_last_has_settled() -> None:
    offer = next_offer(settled()).offer()
    assert offer is not None
    assert [id for id, _ in offer.choices] == [OFFERED + "begin", OFFERED + "later"]


def test_a_practice_that_she_starts_is_on() -> None:
    one = next_offer(settled())
    one.offer()
    one.run.answer("begin")
    assert one.now_habits().ladder.on == (Rung.RESET_BREATH, Rung.SHUTDOWN)


def test_a_practice_put_off_is_quiet_for_ten_workdays() -> None:
    one = next_offer(settled())
    one.offer()
    one.run.answer("later")
    assert one.now_habits().ladder == Ladder(TODAY)


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


def test_a_button_of_the_week_is_taken_here_and_no_other() -> None:
    one = practice(worked(1)).look()
    assert one.looks.shown(VIEW).offer is not None
    assert (one.looks.chose("take"), one.looks.chose(OFFERED + "keep")) == (False, True)
    assert one.looks.shown(VIEW).offer is None


def test_today_is_shown_anew_after_an_answer(qtbot: QtBot) -> None:
    one = practice(worked(1)).look()
    with qtbot.waitSignal(one.looks.answered):
        one.looks.chose(OFFERED + "keep")


def test_today_offers_nothing_for_the_week_over_a_session() -> None:
    one = practice(worked(1), client(18, "7:30", "8:30")).look()
    assert one.looks.shown(VIEW).offer is None

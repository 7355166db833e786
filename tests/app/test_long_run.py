"""The long run in the running program: what is noted, told in one line, offered once a week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from boundary.app.habits import NAME, Habits
from boundary.app.keeping_up import SLOTS, Slots, gone_lines, slots_of, told_gone
from boundary.app.long_run import OFFERED
from boundary.app.proposing import ANSWERED, MADE, offer_of
from boundary.clock import Span
from boundary.reflection.commitments import Commitment
from boundary.reflection.entries import Entry, Item
from boundary.reflection.ladder import Ladder, Rung
from boundary.schedule.policy import Level
from boundary.ui.day_view import BreakOffer
from boundary.ui.weekly_review import WeeklyReview
from tests.app.days import at
from tests.app.practices import TODAY, VIEW, Practice, client, let_go, practice, slot, worked

SUPERVISION = (0, "word:supervision")


@pytest.fixture(autouse=True)
def _let_go(qapp: QApplication) -> Iterator[None]:
    assert qapp is not None
    yield
    let_go()


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


def test_a_button_of_the_week_is_taken_here_and_no_other() -> None:
    one = practice(worked(1)).look()
    assert one.looks.shown(VIEW).offer is not None
    assert (one.looks.chose("take"), one.looks.chose(OFFERED + "keep")) == (False, True)
    assert one.looks.shown(VIEW).offer is None


def test_what_was_found_yesterday_is_not_offered_today() -> None:
    one = practice(worked(1)).look()
    one.clock.set(at("0:05", 19))
    assert one.looks.shown(VIEW).offer is None
    assert one.keeping.between(TODAY, TODAY + timedelta(days=1)) == ()


def test_today_is_shown_anew_after_an_answer(qtbot: QtBot) -> None:
    one = practice(worked(1)).look()
    with qtbot.waitSignal(one.looks.answered):
        one.looks.chose(OFFERED + "keep")


def test_today_offers_nothing_for_the_week_over_a_session() -> None:
    one = practice(worked(1), client(18, "7:30", "8:30")).look()
    assert one.looks.shown(VIEW).offer is None

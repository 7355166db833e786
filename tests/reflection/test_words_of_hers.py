"""Loops, thoughts, intentions, the journal, the agenda and the budget."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from boundary.reflection.agenda import (
    Budget,
    agenda,
    agenda_line,
    budget_line,
    spend,
    spent,
)
from boundary.reflection.book import Book
from boundary.reflection.entries import Entry, Item
from boundary.reflection.loops import (
    Kept,
    answered,
    done,
    intend,
    intention,
    kept_thoughts,
    new_loop,
    open_loops,
    park,
)
from boundary.reflection.prompts import (
    LONG,
    SHORT,
    Prompt,
    asks_for_good_thing,
    check_in_questions,
    energy_question,
    good_things,
    journal_entry,
    may_rest,
    monthly_questions,
    prompt_of,
    prompt_words,
    weekly_questions,
)
from boundary.reflection.retention import Retention, is_tap, kept, words_left
from tests.reflection.builders import MONDAY

DAY = timedelta(days=1)


class TestLoops:
    def test_a_loop_has_a_next_action_and_when(self) -> None:
        entry = new_loop((), MONDAY, " write  the letter ", "Friday\nmorning")
        [loop] = open_loops(Book([entry], MONDAY))

        assert (loop.action, loop.when) == ("write the letter", "Friday morning")

    def test_when_may_be_left_open(self) -> None:
        [loop] = open_loops(Book([new_loop((), MONDAY, "write")], MONDAY))

        assert (loop.action, loop.when) == ("write", "")

    def test_a_loop_without_an_action_is_none(self) -> None:
        with pytest.raises(ValueError, match="action"):
            new_loop((), MONDAY, "  ")

    def test_what_is_done_is_no_open_loop(self) -> None:
        assert open_loops(Book([done(new_loop((), MONDAY, "write"))], MONDAY)) == ()

    def test_a_loop_whose_words_are_gone_is_none(self) -> None:
        assert open_loops(Book([Entry(MONDAY, Item.LOOP, 0, "", "1")], MONDAY)) == ()

    def test_her_words_are_not_in_the_repr(self) -> None:
        assert "letter" not in repr(open_loops(Book([new_loop((), MONDAY, "letter")], MONDAY)))


class TestThoughts:
    def test_a_parked_thought_comes_back_tomorrow_and_not_tonight(self) -> None:
        entry = park((), MONDAY, "ask about the room")

        assert kept_thoughts(Book([entry], MONDAY)) == ()
        assert kept_thoughts(Book([entry], MONDAY + DAY)) == (entry,)

    def test_a_thought_that_was_put_away_stays_away(self) -> None:
        entry = done(park((), MONDAY, "ask about the room"))

        assert kept_thoughts(Book([entry], MONDAY + DAY)) == ()

    def test_an_empty_thought_is_none(self) -> None:
        with pytest.raises(ValueError, match="words"):
            park((), MONDAY, " ")


class TestIntentions:
    def test_one_is_open_until_it_has_an_answer(self) -> None:
        entry = intend(MONDAY, "listen more slowly")

        assert intention(Book([entry], MONDAY + 4 * DAY)) == entry
        for kept_or_dropped in (Kept.KEPT, Kept.DROPPED):
            [settled] = answered(entry, kept_or_dropped, MONDAY + 4 * DAY)
            assert intention(Book([settled], MONDAY + 4 * DAY)) is None

    def test_an_adjusted_one_goes_on_under_new_words(self) -> None:
        entry = intend(MONDAY, "listen more slowly")
        entries = answered(entry, Kept.ADJUSTED, MONDAY + 4 * DAY, "pause before answering")
        found = intention(Book(entries, MONDAY + 4 * DAY))

        assert found is not None
        assert found.text == "pause before answering"
        assert entries[0].value == Kept.ADJUSTED

    def test_one_that_is_adjusted_on_its_first_day_is_replaced(self) -> None:
        entry = intend(MONDAY, "listen more slowly")

        assert answered(entry, Kept.ADJUSTED, MONDAY, "pause") == (intend(MONDAY, "pause"),)

    def test_an_empty_one_is_none(self) -> None:
        with pytest.raises(ValueError, match="words"):
            intend(MONDAY, "")


class TestJournal:
    def test_five_days_have_the_five_prompts(self) -> None:
        assert {prompt_of(MONDAY + n * DAY) for n in range(5)} == set(Prompt)

    def test_each_prompt_has_its_own_words(self) -> None:
        assert len({prompt_words(prompt) for prompt in Prompt}) == len(Prompt)

    @pytest.mark.parametrize("minutes", [SHORT, LONG])
    def test_a_page_is_kept_under_its_prompt(self, minutes: int) -> None:
        entry = journal_entry(MONDAY, Prompt.CARE, minutes, "words")

        assert (entry.name, entry.value) == ("care", minutes)

    def test_the_reviews_ask_one_thing_at_a_time_in_their_order(self) -> None:
        assert [q.item for q in weekly_questions()][:3] == [
            Item.FULFILMENT,
            Item.PRESENCE,
            Item.SIGN,
        ]
        assert len(monthly_questions()) == 5

    def test_every_question_is_one(self) -> None:
        asked = [*check_in_questions(), energy_question()]
        asked += [q.words for q in (*weekly_questions(), *monthly_questions())]

        assert all(words.endswith("?") for words in asked)


def course(days: int, first: date = MONDAY) -> list[Entry]:
    return [Entry(first + n * DAY, Item.GOOD_THING, text="tea") for n in range(days)]


class TestGoodThings:
    def test_the_first_evening_asks(self) -> None:
        assert asks_for_good_thing(Book((), MONDAY))

    def test_after_fifteen_days_it_rests(self) -> None:
        assert asks_for_good_thing(Book(course(14), MONDAY + 14 * DAY))
        assert not asks_for_good_thing(Book(course(15), MONDAY + 15 * DAY))

    def test_the_fifteenth_can_still_be_changed_on_its_evening(self) -> None:
        assert asks_for_good_thing(Book(course(15), MONDAY + 14 * DAY))

    def test_after_ten_days_resting_is_offered(self) -> None:
        assert not may_rest(Book(course(9), MONDAY + 9 * DAY))
        assert may_rest(Book(course(10), MONDAY + 10 * DAY))

    def test_after_sixty_days_of_rest_a_course_may_begin(self) -> None:
        book = Book(course(15), MONDAY + 74 * DAY)

        assert good_things(book) == ()
        assert asks_for_good_thing(book)

    def test_she_may_want_it_sooner(self) -> None:
        assert asks_for_good_thing(Book(course(15), MONDAY + 20 * DAY), wanted=True)

    def test_a_heavy_day_is_not_asked(self) -> None:
        assert not asks_for_good_thing(Book((), MONDAY), heavy=True)

    def test_a_day_away_is_not_asked(self) -> None:
        assert not asks_for_good_thing(Book((), MONDAY, away=[MONDAY]))


class TestAgenda:
    def test_a_line_waits_until_it_is_done(self) -> None:
        line = agenda_line((), MONDAY, "how I end hours")

        assert agenda(Book([line], MONDAY)) == (line,)
        assert agenda(Book([done(line)], MONDAY)) == ()

    def test_an_empty_line_is_none(self) -> None:
        with pytest.raises(ValueError, match="words"):
            agenda_line((), MONDAY, "")


class TestBudget:
    def test_what_is_left_is_one_line(self) -> None:
        book = Book([spend((), MONDAY, 400, "course")], MONDAY)

        assert budget_line(book, Budget(1200)) == (
            "800 of 1200 are left for your development this year."
        )

    def test_more_than_was_set_aside_is_said_as_it_is(self) -> None:
        book = Book([spend((), MONDAY, 1300)], MONDAY)

        assert budget_line(book, Budget(1200)) == (
            "1300 spent on your development this year, of 1200."
        )

    def test_a_year_begins_in_its_month(self) -> None:
        book = Book([spend((), date(2026, 8, 31), 100), spend((), MONDAY, 50)], MONDAY)

        assert spent(book, Budget(1200, month=9)) == 50
        assert spent(book, Budget(1200)) == 150

    def test_a_budget_is_not_below_zero(self) -> None:
        with pytest.raises(ValueError, match="amount"):
            Budget(-1)


class TestRetention:
    def test_words_go_after_ninety_days_and_the_tap_stays(self) -> None:
        entry = Entry(MONDAY, Item.FULFILMENT, 7, "a moment")

        assert kept([entry], MONDAY + 90 * DAY) == (entry,)
        assert kept([entry], MONDAY + 91 * DAY) == (Entry(MONDAY, Item.FULFILMENT, 7),)

    def test_taps_go_after_thirteen_months(self) -> None:
        entry = Entry(MONDAY, Item.ENERGY, 7)

        assert kept([entry], MONDAY + 396 * DAY) == (entry,)
        assert kept([entry], MONDAY + 397 * DAY) == ()

    def test_she_may_keep_words_for_longer(self) -> None:
        entry = Entry(MONDAY, Item.STATE, text="calm")

        assert kept([entry], MONDAY + 200 * DAY, Retention(words=300 * DAY)) == (entry,)

    def test_a_clock_set_back_forgets_nothing(self) -> None:
        entry = Entry(MONDAY, Item.STATE, text="calm")

        assert kept([entry], MONDAY - 365 * DAY) == (entry,)

    def test_how_long_words_are_left_is_known(self) -> None:
        entry = Entry(MONDAY, Item.STATE, text="calm")

        assert words_left(entry, MONDAY + 30 * DAY) == 60 * DAY
        assert words_left(entry, MONDAY + 100 * DAY) == 0 * DAY
        assert words_left(Entry(MONDAY, Item.ENERGY, 5), MONDAY) is None

    def test_a_tap_is_more_than_words(self) -> None:
        assert is_tap(Entry(MONDAY, Item.ENERGY, 5))
        assert not is_tap(Entry(MONDAY, Item.STATE, text="calm"))

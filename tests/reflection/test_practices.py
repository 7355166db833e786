"""The ladder, the proposals, what she may give out, and the reviews."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.reflection.agenda import Budget, agenda_line
from boundary.reflection.book import Book
from boundary.reflection.commitments import Commitment, kept_up, logged, standing
from boundary.reflection.entries import Entry, Item
from boundary.reflection.ladder import (
    Ladder,
    Rung,
    begin,
    following,
    happened,
    leave,
    offered,
    page,
    put_off,
    rung_words,
    settled,
    start_over,
    watch,
)
from boundary.reflection.loops import intend
from boundary.reflection.proposals import Choice, lighter_than, propose, proposed
from boundary.reflection.reviews import LOOK, monthly_review, recent, weekly_review
from boundary.reflection.series import What
from boundary.reflection.summary import (
    buddy_summary,
    chosen_lines,
    summary_lines,
    summary_rows,
    summary_text,
)
from boundary.schedule.policy import Level, Practice
from tests.reflection.builders import MONDAY, last_day, on_workdays

DAY = timedelta(days=1)
FOOTER = "A private routine aid. Not a medical device, not a measure of fitness to practise."


def days(kept: Sequence[int], chances: int = 5, name: str = "micro_break") -> tuple[Entry, ...]:
    """Return workdays with so many breaks *kept* of *chances*."""
    return (
        *on_workdays(Item.LOAD, [250] * len(kept)),
        *on_workdays(Item.CHANCES, [chances] * len(kept), name=name),
        *on_workdays(Item.KEPT, kept, name=name),
    )


def book(entries: Sequence[Entry]) -> Book:
    return Book(entries, last_day(entries))


BEGUN = Ladder(MONDAY - DAY)


class TestLadder:
    def test_one_practice_is_on_from_the_first_hour(self) -> None:
        assert BEGUN.on == (Rung.RESET_BREATH,)

    def test_it_has_settled_after_six_of_ten_on_eight_of_ten_days(self) -> None:
        assert settled(Rung.RESET_BREATH, book(days([3] * 8 + [0, 0])))
        assert not settled(Rung.RESET_BREATH, book(days([3] * 7 + [2, 0, 0])))

    def test_eight_days_that_are_known_are_enough_and_seven_are_not(self) -> None:
        assert settled(Rung.RESET_BREATH, book(days([3] * 8)))
        assert not settled(Rung.RESET_BREATH, book(days([5] * 7)))

    def test_only_the_last_ten_workdays_count(self) -> None:
        assert not settled(Rung.RESET_BREATH, book(days([5] * 10 + [0] * 3)))

    def test_the_next_is_offered_once_it_has_settled(self) -> None:
        assert offered(BEGUN, book(days([3] * 10))) is Rung.SHUTDOWN

    def test_nothing_is_offered_before_ten_workdays(self) -> None:
        assert offered(BEGUN, book(days([5] * 9))) is None

    def test_nothing_is_offered_while_it_has_not_settled(self) -> None:
        assert offered(BEGUN, book(days([1] * 30))) is None

    def test_what_was_put_off_is_offered_ten_workdays_later(self) -> None:
        known = book(days([5] * 21))
        later = put_off(BEGUN, known.of(Item.LOAD)[10].day)

        assert offered(put_off(BEGUN, known.of(Item.LOAD)[11].day), known) is None
        assert offered(later, known) is Rung.SHUTDOWN

    def test_on_request_the_next_is_there_at_any_time(self) -> None:
        assert following(BEGUN) is Rung.SHUTDOWN

    def test_nothing_is_offered_on_a_day_away(self) -> None:
        entries = days([5] * 10)
        gone = last_day(entries) + DAY

        assert offered(BEGUN, Book(entries, gone, away=[gone])) is None

    def test_whoever_watches_is_offered_the_first_after_three_days(self) -> None:
        assert offered(watch(MONDAY - DAY), book(days([0] * 2))) is None
        assert offered(watch(MONDAY - DAY), book(days([0] * 3))) is Rung.RESET_BREATH

    def test_someone_with_nothing_on_is_left_alone(self) -> None:
        assert offered(leave(BEGUN, Rung.RESET_BREATH, MONDAY), book(days([5] * 30))) is None

    def test_starting_over_leaves_one(self) -> None:
        assert start_over(MONDAY).on == (Rung.RESET_BREATH,)

    def test_beginning_twice_changes_nothing_of_what_is_on(self) -> None:
        assert begin(begin(BEGUN, Rung.HOURS, MONDAY), Rung.HOURS, MONDAY).on == (
            Rung.RESET_BREATH,
            Rung.HOURS,
        )

    def test_the_last_rung_has_no_next(self) -> None:
        assert following(Ladder(MONDAY, tuple(Rung))) is None

    @pytest.mark.parametrize(
        ("rung", "entry"),
        [
            (Rung.ENERGY, Entry(MONDAY, Item.ENERGY, 5)),
            (Rung.COMMITMENT, logged(MONDAY - 37 * DAY, Commitment.BUDDY)),
            (Rung.WEEKLY_REVIEW, Entry(MONDAY - 9 * DAY, Item.FULFILMENT, 5)),
            (Rung.MONTHLY_REVIEW, intend(MONDAY - 37 * DAY, "slower")),
            (Rung.GOOD_THING, Entry(MONDAY, Item.GOOD_THING, text="tea")),
            (Rung.JOURNAL, Entry(MONDAY, Item.JOURNAL, 5, "words", "care")),
        ],
    )
    def test_a_practice_happened_by_its_entries(self, rung: Rung, entry: Entry) -> None:
        assert happened(rung, Book([entry], MONDAY), MONDAY)
        assert not happened(rung, Book((), MONDAY), MONDAY)

    def test_hours_are_kept_up_until_she_answers_after_them(self) -> None:
        late = Entry(MONDAY, Item.LATE_REPLIES, 1)

        assert happened(Rung.HOURS, Book((), MONDAY), MONDAY)
        assert not happened(Rung.HOURS, Book([late], MONDAY), MONDAY)

    def test_the_page_shows_what_is_on_what_could_be_next_and_the_rest(self) -> None:
        shown = page(BEGUN, book(days([3] * 6, chances=4)))

        assert [row.rung for row in shown.on] == [Rung.RESET_BREATH]
        assert shown.on[0].count == "18 of 24 gaps this month"
        assert shown.following is not None
        assert shown.following.rung is Rung.SHUTDOWN
        assert len(shown.later) == len(Rung) - 2

    def test_every_rung_can_be_shown_with_its_count(self) -> None:
        shown = page(Ladder(MONDAY, tuple(Rung)), book(days([3] * 6)))

        assert len(shown.on) == len(Rung)
        assert shown.following is None

    def test_each_rung_has_its_own_words(self) -> None:
        assert len({rung_words(rung)[0] for rung in Rung}) == len(Rung)


def proposal(kept: int, level: Level = Level.HOLD, *more: Entry) -> tuple[Choice, ...]:
    entries = days([kept] * 10, 10)
    found = propose(Book([*entries, *more], last_day(entries)), Practice.MICRO_BREAK, level)
    return () if found is None else found.choices


class TestProposals:
    def test_six_of_ten_may_stay_or_become_lighter(self) -> None:
        assert proposal(6) == (Choice.KEEP, Choice.LIGHTER)

    def test_less_is_offered_something_shorter_or_another_cue(self) -> None:
        assert proposal(5) == proposal(3) == (Choice.SHORTER, Choice.OTHER_CUE, Choice.KEEP)

    def test_below_three_of_ten_a_level_less_or_a_pause_is_offered(self) -> None:
        assert proposal(2) == (Choice.LIGHTER, Choice.PAUSE, Choice.KEEP)

    def test_below_the_lightest_there_is_only_a_pause(self) -> None:
        assert proposal(2, Level.AMBIENT) == (Choice.PAUSE, Choice.KEEP)
        assert proposal(9, Level.AMBIENT) == (Choice.KEEP,)

    def test_two_wrong_moments_open_the_rule(self) -> None:
        wrong = Entry(MONDAY, Item.WRONG_MOMENT, 2, name="micro_break")

        assert proposal(9, Level.HOLD, wrong) == (
            Choice.LIGHTER,
            Choice.PAUSE,
            Choice.KEEP,
            Choice.FIX_RULE,
        )

    def test_one_wrong_moment_opens_the_rule_beside_the_rest(self) -> None:
        wrong = Entry(MONDAY, Item.WRONG_MOMENT, 1, name="micro_break")

        assert proposal(9, Level.HOLD, wrong) == (Choice.KEEP, Choice.LIGHTER, Choice.FIX_RULE)

    def test_one_a_week_is_the_most(self) -> None:
        entries = days([2] * 10, 10)
        today = last_day(entries)
        found = propose(Book(entries, today), Practice.MICRO_BREAK, Level.HOLD)
        assert found is not None
        six, seven = (proposed(found, today - n * DAY) for n in (6, 7))

        assert propose(Book([*entries, six], today), Practice.MICRO_BREAK, Level.HOLD) is None
        assert propose(Book([*entries, seven], today), Practice.MICRO_BREAK, Level.HOLD)

    def test_four_chances_say_nothing(self) -> None:
        known = book(days([0] * 4, 1))

        assert propose(known, Practice.MICRO_BREAK, Level.HOLD) is None

    def test_a_new_profile_has_no_proposals(self) -> None:
        assert propose(Book((), MONDAY), Practice.SHUTDOWN, Level.NUDGE) is None

    @given(st.integers(0, 10), st.sampled_from(list(Level)), st.integers(0, 5))
    def test_nothing_is_ever_proposed_to_be_firmer(
        self, kept: int, level: Level, wrong: int
    ) -> None:
        more = [Entry(MONDAY, Item.WRONG_MOMENT, wrong, name="micro_break")]
        entries = days([kept] * 10, 10)
        found = propose(Book([*entries, *more], last_day(entries)), Practice.MICRO_BREAK, level)

        assert found is not None
        assert found.lighter is None or found.lighter < level
        assert Choice.KEEP in found.choices

    def test_lighter_goes_down_by_one(self) -> None:
        assert [lighter_than(level) for level in Level] == [
            None,
            Level.AMBIENT,
            Level.NUDGE,
            Level.HOLD,
        ]


KEPT_UP = tuple(kept_up(commitment, MONDAY) for commitment in Commitment)


def full_book() -> Book:
    """Return a month with something of everything, private things among it."""
    entries = [
        *days([3] * 10, 4),
        *days([1] * 10, 1, name="shutdown")[10:],
        *(logged(MONDAY + n * DAY, commitment) for n, commitment in enumerate(Commitment)),
        *on_workdays(Item.ENERGY, [3] * 10),
        *on_workdays(Item.SLEEP, [1] * 10),
        Entry(MONDAY, Item.JOURNAL, 5, "secret words", "care"),
        Entry(MONDAY + 4 * DAY, Item.FULFILMENT, 3, "secret moment"),
        intend(MONDAY + 7 * DAY, "listen more slowly"),
        agenda_line((), MONDAY, "how I end hours"),
    ]
    return Book(entries, MONDAY + 11 * DAY)


class TestSummaries:
    def test_a_buddy_gets_three_lines(self) -> None:
        known = full_book()
        standings = [standing(known, kept) for kept in KEPT_UP]

        assert buddy_summary(known, standings) == (
            "My breaks: 15 of 20 gaps this week.",
            "What I keep up with others is in place.",
            "This week I want: listen more slowly",
        )

    def test_a_buddy_never_hears_of_what_is_masked(self) -> None:
        own = kept_up(Commitment.PERSONAL_THERAPY, MONDAY)
        due = standing(Book((), MONDAY + 99 * DAY), own)

        assert "therapy" not in " ".join(buddy_summary(Book((), MONDAY), [due])).casefold()

    def test_an_empty_week_has_three_lines_too(self) -> None:
        lines = buddy_summary(Book((), MONDAY), [])

        assert lines[0] == "My breaks: a week without gaps to speak of."
        assert lines[2] == "Ask me what I want of next week."

    def test_a_practice_summary_is_chosen_line_by_line(self) -> None:
        lines = summary_lines(full_book(), BEGUN, KEPT_UP, MONDAY, MONDAY + 30 * DAY)
        chosen = chosen_lines(lines, {"breaks", "commitment:supervision"})

        assert summary_text(chosen).splitlines() == [
            "- Breaks between sessions: 30 of 40 gaps.",
            "- Supervision: 1 time.",
            "",
            FOOTER,
        ]

    def test_nothing_is_chosen_beforehand(self) -> None:
        assert summary_text(chosen_lines((), ())) == f"\n{FOOTER}"

    def test_nothing_private_is_among_its_lines(self) -> None:
        lines = summary_lines(full_book(), BEGUN, KEPT_UP, MONDAY, MONDAY + 30 * DAY)
        said = " ".join(line.words for line in lines).casefold()

        for word in ("secret", "therapy", "buddy", "energy", "sleep", "own time", "slowly", "min"):
            assert word not in said.replace("minutes", "")

    def test_its_table_has_a_cell_for_each_heading(self) -> None:
        lines = summary_lines(full_book(), BEGUN, KEPT_UP, MONDAY, MONDAY + 30 * DAY)
        rows = summary_rows(lines)

        assert rows[0] == ("Practice", "Kept", "Chances")
        assert rows[1] == ("Breaks between sessions: 30 of 40 gaps.", "30", "40")

    def test_days_off_are_a_line(self) -> None:
        gone = Book((), MONDAY + 9 * DAY, away=[MONDAY + n * DAY for n in range(7)])
        lines = summary_lines(gone, Ladder(MONDAY, ()), (), MONDAY, MONDAY + 9 * DAY)

        assert [line.words for line in lines] == ["5 workdays off."]


class TestReviews:
    def test_a_week_has_its_questions_and_its_intention(self) -> None:
        review = weekly_review(full_book(), lines=["a slot is gone"])

        assert len(review.questions) == 5
        assert review.intention is not None
        assert review.lines == ("a slot is gone",)

    def test_a_month_has_a_picture_of_everything(self) -> None:
        review = monthly_review(full_book(), budget=Budget(100))

        assert [series.what for series in review.series] == list(What)
        assert [entry.item for entry in review.words] == [Item.FULFILMENT, Item.JOURNAL]
        assert [entry.text for entry in review.agenda] == ["how I end hours"]
        assert review.lines[0] == "30 of 40 gaps this month"

    def test_a_new_profile_has_reviews_too(self) -> None:
        review = monthly_review(Book((), MONDAY))

        assert all(series.points == () for series in review.series)
        assert (review.notice, review.lines, review.words) == (None, (), ())

    def test_a_review_looks_back_thirteen_months_and_no_further(self) -> None:
        entries = on_workdays(Item.ENERGY, [5] * 600, date(2024, 1, 1))
        today = last_day(entries)

        assert recent(entries, today)[0].day >= today - LOOK
        assert recent((), today) == ()

    def test_what_lies_further_back_changes_nothing(self) -> None:
        entries = on_workdays(Item.ENERGY, [n % 9 + 1 for n in range(900)], date(2023, 1, 2))
        today = last_day(entries)

        assert monthly_review(Book(entries, today)) == monthly_review(
            Book(recent(entries, today), today)
        )

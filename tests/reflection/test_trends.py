"""Trends: each rule, where it begins to speak and where it does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.reflection.book import Book, clock_days, week_of, weeks
from boundary.reflection.entries import Entry, Item
from boundary.reflection.signs import Noticed, Sign, sign_entries
from boundary.reflection.trends import (
    GOOD,
    Rule,
    fulfilment_high,
    fulfilment_low,
    holds,
    late_replies,
    low_days,
    no_lunch,
    signs_often,
    slept_badly,
    slope,
    steadier,
)
from tests.reflection.builders import MONDAY, last_day, on_fridays, on_workdays

DAY = timedelta(days=1)
USUAL = [6] * 20


def energy(values: Sequence[int], *, later: int = 0, away: Sequence[date] = ()) -> Book:
    """Return the book of *values*, a workday each, read *later* days after the last."""
    entries = on_workdays(Item.ENERGY, values)
    return Book(entries, last_day(entries) + later * DAY, away=away)


def fridays(values: Sequence[int]) -> Book:
    entries = on_fridays(Item.FULFILMENT, values)
    return Book(entries, last_day(entries))


def signs(*answers: Sequence[Sign]) -> Book:
    """Return the book in which each week's Friday noticed these a lot."""
    entries = [
        entry
        for week, lots in enumerate(answers)
        for entry in sign_entries(
            MONDAY + timedelta(days=4 + 7 * week),
            {sign: Noticed.LOT if sign in lots else Noticed.NONE for sign in Sign},
        )
    ]
    return Book(entries, last_day(entries))


class TestG1:
    def test_three_low_days_in_a_row_are_noticed(self) -> None:
        assert low_days(energy([*USUAL, 4, 4, 3]))

    def test_two_are_not(self) -> None:
        assert not low_days(energy([*USUAL, 4, 4]))

    def test_a_better_day_between_them_ends_the_row(self) -> None:
        assert not low_days(energy([*USUAL, 4, 5, 4, 4]))

    def test_five_is_not_low(self) -> None:
        assert not low_days(energy([8] * 20 + [5, 5, 5]))

    def test_one_below_her_usual_is_her_usual(self) -> None:
        assert not low_days(energy([5] * 20 + [4, 4, 4]))

    def test_two_below_her_usual_is_low(self) -> None:
        assert low_days(energy([5] * 20 + [3, 3, 3]))

    def test_among_her_first_fourteen_four_is_low(self) -> None:
        assert low_days(energy([5] * 11 + [4, 4, 4]))

    def test_a_day_without_an_entry_between_is_no_day(self) -> None:
        entries = on_workdays(Item.ENERGY, [*USUAL, 4, 9, 4, 4])
        book = Book([e for e in entries if e.value != 9], last_day(entries))

        assert low_days(book)

    def test_a_weekend_between_is_within_the_seven_days(self) -> None:
        entries = on_workdays(Item.ENERGY, [*([6] * 18), 4, 4, 4])

        assert last_day(entries).weekday() == 0
        assert low_days(Book(entries, last_day(entries)))

    def test_three_low_days_over_two_weeks_are_not_noticed(self) -> None:
        entries = [*on_workdays(Item.ENERGY, USUAL)]
        entries += [Entry(MONDAY + (28 + n) * DAY, Item.ENERGY, 3) for n in (0, 4, 7)]

        assert not low_days(Book(entries, last_day(entries)))

    def test_a_week_later_they_are_over(self) -> None:
        assert not low_days(energy([*USUAL, 4, 4, 3], later=7))

    def test_a_day_away_between_is_no_gap(self) -> None:
        entries = on_workdays(Item.ENERGY, [*USUAL, 4, 4, 9, 3])
        book = Book(entries, last_day(entries), away=[entries[-2].day])

        assert low_days(book)

    def test_low_days_before_a_week_away_do_not_count_after_it(self) -> None:
        before = on_workdays(Item.ENERGY, [*USUAL, 4, 4])
        gone = [before[-1].day + n * DAY for n in range(1, 8)]
        after = on_workdays(Item.ENERGY, [4, 4], gone[-1] + DAY)

        assert not low_days(Book([*before, *after], last_day(after), away=gone))

    def test_an_entry_of_a_day_away_does_not_count(self) -> None:
        days = on_workdays(Item.ENERGY, [*USUAL, 4, 4, 3])

        assert not low_days(Book(days, days[-1].day, away=[days[-1].day]))

    def test_after_a_year_without_entries_it_begins_anew(self) -> None:
        before = on_workdays(Item.ENERGY, [3] * 40)
        after = on_workdays(Item.ENERGY, [4, 4, 4], before[-1].day + timedelta(days=365))

        assert low_days(Book([*before, *after], last_day(after)))

    def test_what_lies_after_today_is_not_read(self) -> None:
        days = on_workdays(Item.ENERGY, [*USUAL, 4, 4, 3])

        assert not low_days(Book(days, days[-2].day))


class TestG1b:
    def test_three_days_at_her_usual_after_it_are_steadier(self) -> None:
        book = energy([*USUAL, 4, 4, 3, 6, 7, 6])

        assert steadier(book, book.today - 5 * DAY)

    def test_two_are_not_yet(self) -> None:
        book = energy([*USUAL, 4, 4, 3, 6, 7])

        assert not steadier(book, book.today - 5 * DAY)

    def test_a_day_below_her_usual_is_not(self) -> None:
        book = energy([*USUAL, 4, 4, 3, 6, 5, 6])

        assert not steadier(book, book.today - 5 * DAY)

    def test_after_a_fortnight_it_is_old_news(self) -> None:
        book = energy([*USUAL, 4, 4, 3, *([5] * 9), 6, 7, 6])

        assert not steadier(book, book.today - 15 * DAY)


class TestG2:
    def test_a_fall_of_one_and_a_half_is_one(self) -> None:
        assert slope(energy([7] * 20 + [5, 6] * 5)) == -1.5
        assert holds(Rule.SLOPE, energy([7] * 20 + [5, 6] * 5))

    def test_less_is_not(self) -> None:
        assert not holds(Rule.SLOPE, energy([7] * 20 + [6] * 10))

    def test_twelve_earlier_entries_are_enough_and_eleven_are_not(self) -> None:
        assert slope(energy([7] * 12 + [5] * 10)) == -2
        assert slope(energy([7] * 11 + [5] * 10)) is None

    def test_after_a_week_away_seven_entries_are_enough(self) -> None:
        days = on_workdays(Item.ENERGY, [7] * 20 + [1] * 5 + [5] * 7)
        gone = [each.day for each in days if each.value == 1]

        assert slope(Book(days, days[-1].day, away=gone)) == -2
        assert slope(Book(days, days[-2].day, away=gone)) is None

    def test_a_single_day_away_parts_nothing(self) -> None:
        days = on_workdays(Item.ENERGY, [7] * 20 + [5] * 5 + [1] + [5] * 5)
        gone = [each.day for each in days if each.value == 1]

        assert slope(Book(days, days[-1].day, away=gone)) == -2

    def test_a_week_away_goes_over_its_weekend(self) -> None:
        days = on_workdays(Item.ENERGY, [7] * 22 + [1] * 5 + [5] * 8)
        gone = [each.day for each in days if each.value == 1]

        assert gone[0].weekday() == 2
        assert slope(Book(days, days[-1].day, away=gone)) == -2

    def test_what_is_older_than_ninety_days_is_not_compared(self) -> None:
        before = on_workdays(Item.ENERGY, [9] * 40)
        after = on_workdays(Item.ENERGY, [4] * 10, before[-1].day + timedelta(days=120))

        assert slope(Book([*before, *after], last_day(after))) is None

    def test_a_rise_is_told_like_a_fall(self) -> None:
        assert holds(Rule.RISE, energy([5] * 20 + [7] * 10))
        assert not holds(Rule.SLOPE, energy([5] * 20 + [7] * 10))


class TestG3:
    def test_three_low_weeks_of_four_are_noticed(self) -> None:
        assert fulfilment_low(fridays([4, 6, 3, 4]))

    def test_two_are_not(self) -> None:
        assert not fulfilment_low(fridays([4, 6, 5, 4]))

    def test_each_lower_than_the_last_is_noticed(self) -> None:
        assert fulfilment_low(fridays([9, 8, 7, 6]))

    def test_three_falling_weeks_alone_are_not(self) -> None:
        assert not fulfilment_low(fridays([9, 8, 7]))

    def test_a_week_without_an_answer_is_no_low_week(self) -> None:
        entries = on_fridays(Item.FULFILMENT, [4, 9, 4])
        book = Book([e for e in entries if e.value != 9], last_day(entries))

        assert not fulfilment_low(book)

    def test_a_week_away_is_no_week(self) -> None:
        entries = on_fridays(Item.FULFILMENT, [4, 4, 9, 4, 6])
        gone = [MONDAY + timedelta(days=14 + n) for n in range(5)]

        assert fulfilment_low(Book(entries, last_day(entries), away=gone))

    def test_each_higher_than_the_last_is_good_news(self) -> None:
        assert fulfilment_high(fridays([3, 4, 5, 6]))

    def test_newly_high_weeks_are_good_news(self) -> None:
        assert fulfilment_high(fridays([5, 5, 4, 5, 7, 6, 8, 7]))

    def test_weeks_as_high_as_before_are_no_news(self) -> None:
        assert not fulfilment_high(fridays([8] * 8))


class TestG4:
    def test_three_signs_a_lot_in_one_week_are_noticed(self) -> None:
        assert signs_often(signs([Sign.CLOCK, Sign.HEAD, Sign.TIRED]))

    def test_two_are_not(self) -> None:
        assert not signs_often(signs([Sign.CLOCK, Sign.HEAD]))

    def test_one_sign_in_three_weeks_of_four_is_noticed(self) -> None:
        assert signs_often(signs([Sign.CLOCK], [], [Sign.CLOCK], [Sign.CLOCK]))

    def test_one_sign_in_two_weeks_is_not(self) -> None:
        assert not signs_often(signs([Sign.CLOCK], [], [], [Sign.CLOCK]))

    def test_being_glad_of_cancellations_alone_is_never_noticed(self) -> None:
        assert not signs_often(signs(*([[Sign.RELIEF]] * 4)))

    def test_an_old_week_is_not_noticed_again_once_she_answered_anew(self) -> None:
        assert not signs_often(signs([Sign.CLOCK, Sign.HEAD, Sign.TIRED], []))

    def test_someone_away_for_a_year_has_no_signs(self) -> None:
        days = [MONDAY + timedelta(days=n) for n in range(400)]

        assert not signs_often(Book((), days[-1], away=days))


def test_g5_four_bad_nights_of_seven_are_noticed() -> None:
    nights = on_workdays(Item.SLEEP, [2, 5, 1, 2, 2])

    assert slept_badly(Book(nights, last_day(nights)))
    assert not slept_badly(Book(nights, last_day(nights) + 3 * DAY))


def test_g6_no_lunch_on_four_days_of_five_is_noticed() -> None:
    assert no_lunch(Book(on_workdays(Item.LUNCH, [0, 0, 1, 0, 0]), MONDAY + 4 * DAY))
    assert not no_lunch(Book(on_workdays(Item.LUNCH, [0, 0, 1, 1, 0]), MONDAY + 4 * DAY))


def test_g6_four_days_that_are_known_are_too_few() -> None:
    assert not no_lunch(Book(on_workdays(Item.LUNCH, [0, 0, 0, 0]), MONDAY + 4 * DAY))


def test_g7_answers_on_three_evenings_of_a_week_are_noticed() -> None:
    assert late_replies(Book(on_workdays(Item.LATE_REPLIES, [1, 0, 9, 2]), MONDAY + 3 * DAY))
    assert not late_replies(Book(on_workdays(Item.LATE_REPLIES, [30, 0, 9, 0]), MONDAY + 3 * DAY))


def test_nothing_speaks_before_ten_recorded_days() -> None:
    assert not holds(Rule.LOW_DAYS, energy([6] * 6 + [2, 2, 2]))
    assert holds(Rule.LOW_DAYS, energy([6] * 7 + [2, 2, 2]))


def test_nothing_speaks_on_a_day_away() -> None:
    book = energy([*USUAL, 4, 4, 3], later=1)
    gone = Book(on_workdays(Item.ENERGY, [*USUAL, 4, 4, 3]), book.today, away=[book.today])

    assert holds(Rule.LOW_DAYS, book)
    assert not any(holds(rule, gone) for rule in Rule)


@given(st.lists(st.integers(1, 10), max_size=60), st.integers(0, 40))
def test_leaving_days_out_never_makes_her_low_by_their_absence(
    values: list[int], later: int
) -> None:
    high = [max(value, 5) for value in values]

    assert not low_days(energy([*high, 6], later=later))


@given(st.lists(st.integers(1, 10), min_size=1, max_size=80))
def test_no_entries_are_good_and_bad_news_at_once(values: list[int]) -> None:
    book = energy(values)

    assert not (holds(Rule.SLOPE, book) and holds(Rule.RISE, book))
    assert not (low_days(book) and steadier(book, book.today - 10 * DAY))


@given(st.lists(st.integers(1, 10), min_size=10, max_size=80))
def test_the_mirror_of_a_fall_is_a_rise(values: list[int]) -> None:
    fall = holds(Rule.SLOPE, energy(values))

    assert holds(Rule.RISE, energy([11 - value for value in values])) is fall


@given(st.lists(st.integers(1, 10), min_size=4, max_size=4))
def test_a_falling_month_and_its_mirror_are_both_told(values: list[int]) -> None:
    if values == sorted(set(values), reverse=True):
        assert fulfilment_low(fridays(values))
        assert fulfilment_high(fridays([11 - value for value in values]))


def test_there_is_good_news_for_energy_and_for_fulfilment() -> None:
    assert frozenset({Rule.STEADIER, Rule.RISE, Rule.FULFILMENT_RISE}) == GOOD


@pytest.mark.parametrize(
    ("stopped", "days"), [([], 10), ([3], 9), ([3, 4], 8), ([0], 10), ([11], 10)]
)
def test_the_clock_of_a_commitment_stops_on_days_away(stopped: list[int], days: int) -> None:
    book = Book((), MONDAY, away=[MONDAY + n * DAY for n in stopped])

    assert clock_days(MONDAY, MONDAY + 10 * DAY, book) == days


def test_a_day_away_and_a_holiday_at_once_stop_it_once() -> None:
    book = Book((), MONDAY, away=[MONDAY + DAY], holidays=[MONDAY + DAY])

    assert clock_days(MONDAY, MONDAY + 2 * DAY, book) == 1


def test_a_clock_that_was_set_back_runs_no_days() -> None:
    assert clock_days(MONDAY, MONDAY - 365 * DAY, Book((), MONDAY)) == 0


def test_a_week_begins_on_monday() -> None:
    assert week_of(MONDAY + 6 * DAY) == MONDAY
    assert weeks(MONDAY + 6 * DAY, MONDAY + 7 * DAY) == (MONDAY, MONDAY + 7 * DAY)

"""Series, counts and the mirror: what is shown of her days, and in which words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.reflection.book import Book
from boundary.reflection.counting import (
    Count,
    breaks_this_month,
    count_of,
    days_words,
    gaps_words,
    month_of,
)
from boundary.reflection.entries import Entry, Item
from boundary.reflection.mirror import first_mirror, mirror_words, real_ends
from boundary.reflection.series import (
    Band,
    What,
    band_of,
    hours_words,
    number_words,
    series_of,
)
from tests.reflection.builders import MONDAY, last_day, on_fridays, on_workdays

DAY = timedelta(days=1)


def book(entries: tuple[Entry, ...]) -> Book:
    return Book(entries, last_day(entries))


def breaks(pairs: list[tuple[int, int]]) -> tuple[Entry, ...]:
    kept = on_workdays(Item.KEPT, [k for k, _ in pairs], name="micro_break")
    return (*kept, *on_workdays(Item.CHANCES, [c for _, c in pairs], name="micro_break"))


class TestSeries:
    @pytest.mark.parametrize("what", list(What))
    def test_nothing_is_drawn_of_nothing(self, what: What) -> None:
        series = series_of(Book((), MONDAY), what)

        assert series.points == ()
        assert series.sentence == "A picture needs 10 entries; there are 0."

    def test_nine_entries_are_no_picture_and_ten_are(self) -> None:
        assert series_of(book(on_workdays(Item.ENERGY, [6] * 9)), What.ENERGY).points == ()
        assert series_of(book(on_workdays(Item.ENERGY, [6] * 10)), What.ENERGY).points

    def test_the_range_is_her_own_middle_half(self) -> None:
        series = series_of(book(on_workdays(Item.ENERGY, [4, 5, 5, 6, 6, 6, 7, 7, 8, 9])),
                           What.ENERGY)  # fmt: skip

        assert series.band == Band(5.25, 6, 7)
        assert series.sentence == "Most days were between 5 and 7, with 6 in the middle."

    def test_a_day_without_an_entry_is_a_gap(self) -> None:
        entries = on_workdays(Item.ENERGY, [6] * 5 + [9] + [6] * 6)
        series = series_of(book(tuple(e for e in entries if e.value != 9)), What.ENERGY)

        assert [p.value for p in series.points] == [6] * 5 + [None] + [6] * 6
        assert len(series.rows) == 11

    def test_a_weekend_is_no_gap(self) -> None:
        series = series_of(book(on_workdays(Item.ENERGY, [6] * 10)), What.ENERGY)

        assert len(series.points) == 10

    def test_what_is_noted_once_a_week_is_shown_by_week(self) -> None:
        series = series_of(book(on_fridays(Item.FULFILMENT, [7] * 10)), What.FULFILMENT)

        assert series.weekly
        assert [p.day.weekday() for p in series.points] == [0] * 10
        assert series.headings == ("Week of", "Fulfilment")

    def test_breaks_are_parts_of_chances(self) -> None:
        series = series_of(book(breaks([(3, 4)] * 10)), What.BREAKS)

        assert [(p.value, p.most) for p in series.points] == [(15, 20), (15, 20)]
        assert series.sentence == "30 of 40 gaps had their break in these weeks."
        assert series.rows[0] == (MONDAY, ("15", "20"))

    def test_a_week_is_laid_beside_the_median_of_eight(self) -> None:
        series = series_of(book(on_workdays(Item.LOAD, [240] * 40 + [300] * 5)), What.LOAD)

        assert series.usual == 1200
        assert series.sentence == "25 h of contact this week; your usual week has 20 h."

    def test_a_ninth_week_back_does_not_count(self) -> None:
        weeks = on_workdays(Item.LOAD, [600] * 5 + [240] * 45)

        assert series_of(book(weeks), What.LOAD).usual == 1200

    def test_a_week_away_is_a_gap_and_no_zero(self) -> None:
        entries = on_workdays(Item.LOAD, [240] * 15)
        gone = [MONDAY + timedelta(days=7 + n) for n in range(5)]
        series = series_of(Book(entries, last_day(entries), away=gone), What.LOAD)

        assert [p.value for p in series.points] == [1200, None, 1200]
        assert series.usual == 1200

    def test_joins_have_a_sentence_of_their_own(self) -> None:
        series = series_of(book(on_workdays(Item.ZERO_GAP, [1] * 5 + [0, 0, 1, 0, 0])), What.JOINS)

        assert series.sentence == "1 join without a pause this week; your usual week has 5."

    @given(
        st.sampled_from(list(What)),
        st.lists(st.integers(0, 5), min_size=0, max_size=80),
        st.integers(0, 400),
    )
    def test_any_entries_make_a_series_whose_rows_fit_its_headings(
        self, what: What, values: list[int], later: int
    ) -> None:
        entries = (
            *on_workdays(Item.ENERGY, [v + 1 for v in values]),
            *on_workdays(Item.LOAD, [v * 60 for v in values]),
            *on_workdays(Item.ZERO_GAP, values),
            *breaks([(min(v, 3), 3) for v in values]),
        )
        series = series_of(Book(entries, MONDAY + later * DAY), what)

        assert all(len(cells) == len(series.headings) - 1 for _, cells in series.rows)
        assert list(series.points) == sorted(series.points, key=lambda p: p.day)
        assert series.sentence.endswith(".")


@given(st.lists(st.floats(1, 10), min_size=2, max_size=50))
def test_a_range_lies_within_her_values(values: list[float]) -> None:
    band = band_of(values)

    assert band is not None
    assert min(values) - 1e-9 <= band.low <= band.middle + 1e-9
    assert band.middle <= band.high + 1e-9 <= max(values) + 1e-6


def test_one_value_has_no_range() -> None:
    assert band_of([5]) is None


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (50, "50 min"), (60, "1 h"), (1300, "21 h 40 min")]
)
def test_minutes_are_read_as_hours(minutes: int, words: str) -> None:
    assert hours_words(minutes) == words


def test_a_half_is_shown_and_less_is_not() -> None:
    assert [number_words(n) for n in (6, 6.5, 6.2, 6.75)] == ["6", "6.5", "6", "7"]


class TestCounting:
    def test_gaps_are_counted_by_the_month(self) -> None:
        assert breaks_this_month(book(breaks([(3, 4)] * 6))) == "18 of 24 gaps this month"

    def test_one_gap_is_one(self) -> None:
        assert gaps_words(Count(1, 1)) == "1 of 1 gap this month"

    def test_a_month_without_gaps_says_nothing(self) -> None:
        assert breaks_this_month(Book((), MONDAY)) == ""

    def test_days_are_counted_the_same_way(self) -> None:
        assert days_words(Count(8, 10)) == "8 of 10 days"
        assert days_words(Count()) == "no day yet"

    def test_no_chance_is_no_share(self) -> None:
        assert Count().share == 0

    def test_never_more_is_kept_than_there_were_chances(self) -> None:
        entries = (Entry(MONDAY, Item.KEPT, 3, name="x"), Entry(MONDAY, Item.CHANCES, 2, name="x"))

        assert count_of(Book(entries, MONDAY), ["x"], MONDAY, MONDAY) == Count(2, 2)

    def test_a_month_ends_on_its_last_day(self) -> None:
        assert month_of(date(2027, 2, 14)) == (date(2027, 2, 1), date(2027, 2, 28))
        assert month_of(date(2026, 12, 31)) == (date(2026, 12, 1), date(2026, 12, 31))


def ends(*minutes: int, booked: int = 50) -> Book:
    entries = [
        Entry(MONDAY, Item.REAL_END, end, name=f"{booked}/{n}") for n, end in enumerate(minutes)
    ]
    return Book(entries, MONDAY)


class TestMirror:
    def test_four_ends_say_nothing(self) -> None:
        assert real_ends(ends(54, 54, 54, 54)) == ()

    def test_five_ends_hold_up_what_is(self) -> None:
        [found] = real_ends(ends(53, 54, 54, 55, 60))

        assert mirror_words(found) == ("Your 50s end at 54. The 4 minutes come out of your breaks.")

    def test_ends_as_booked_are_good_news(self) -> None:
        [found] = real_ends(ends(50, 50, 51, 50, 49))

        assert mirror_words(found) == "Your 50s end as booked. The breaks after them are whole."

    def test_early_ends_are_told_too(self) -> None:
        [found] = real_ends(ends(47, 47, 47, 47, 47))

        assert mirror_words(found) == (
            "Your 50s end at 47: the breaks after them are a little longer."
        )

    def test_each_length_has_its_own(self) -> None:
        fifty = ends(54, 54, 54, 54, 54).of(Item.REAL_END, None)
        ninety = ends(95, 95, 95, 95, 95, 95, booked=90).of(Item.REAL_END, None)
        found = real_ends(Book([*fifty, *ninety], MONDAY))

        assert [(one.booked, one.over) for one in found] == [(90, 5), (50, 4)]

    def test_ends_of_long_ago_are_over(self) -> None:
        old = ends(54, 54, 54, 54, 54).of(Item.REAL_END, None)

        assert real_ends(Book(old, MONDAY + 60 * DAY)) == ()

    def test_the_days_of_watching_have_one_mirror(self) -> None:
        assert first_mirror([10, 4, 3, 20, 2, 8, 1]) == "7 gaps, 4 under 5 minutes."
        assert first_mirror([]) == ""

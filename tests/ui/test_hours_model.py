"""The week while it is painted: opened, closed, copied, undone, and who answers in it."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.clock import Span
from boundary.schedule.hours import (
    DEFAULT_WEEK,
    Away,
    Override,
    SpecialDay,
    WallSpan,
    WeeklyHours,
    open_windows,
)
from boundary.ui.hours_model import DAY_MINUTES, WEEK_MINUTES, History, Painted
from boundary.ui.hours_view import (
    Channel,
    ChannelHours,
    Special,
    SpecialKind,
    answers,
    override_at,
    shown_week,
    special_on,
    zone_of,
)

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 24, 18, 24, tzinfo=UTC)
TODAY = date(2026, 11, 24)
MONDAY, TUESDAY, SUNDAY = 0, 1, 6


def hour(*pair: int) -> tuple[int, int]:
    return pair[0] * 60, pair[1] * 60


minutes = st.tuples(
    st.integers(0, DAY_MINUTES - 1), st.integers(1, DAY_MINUTES), st.integers(0, 6), st.booleans()
)


@st.composite
def weeks(draw: st.DrawFn) -> Painted:
    """Return a week after a few strokes."""
    painted = Painted()
    for start, length, day, opens in draw(st.lists(minutes, max_size=8)):
        stroke = painted.with_open if opens else painted.with_closed
        painted = stroke(day, (start, start + length))
    return painted


@given(weeks())
def test_a_week_comes_back_from_its_windows_as_it_was(painted: Painted) -> None:
    assert Painted.of(painted.week()) == painted


@given(weeks())
def test_open_stretches_are_sorted_and_apart(painted: Painted) -> None:
    flat = [minute for span in painted.spans for minute in span]
    assert flat == sorted(set(flat))
    assert all(0 <= minute <= WEEK_MINUTES for minute in flat)


@given(weeks(), minutes)
def test_what_is_opened_is_open(painted: Painted, stroke: tuple[int, int, int, bool]) -> None:
    start, _, day, _ = stroke
    assert painted.with_open(day, (start, start + 1)).is_open(day, start)


@given(weeks(), minutes)
def test_what_is_closed_is_closed(painted: Painted, stroke: tuple[int, int, int, bool]) -> None:
    start, _, day, _ = stroke
    assert not painted.with_closed(day, (start, start + 1)).is_open(day, start)


@given(weeks())
def test_the_windows_mean_the_same_instants(painted: Painted) -> None:
    utc = ZoneInfo("UTC")
    monday = datetime(2026, 11, 23, tzinfo=UTC)
    span = Span(monday, monday + timedelta(days=7))
    found = open_windows(WeeklyHours("UTC", painted.week()), span, utc)
    minute = timedelta(minutes=1)
    assert (
        tuple(((s.start - monday) // minute, (s.end - monday) // minute) for s in found)
        == painted.spans
    )


def test_the_usual_week_comes_back_as_it_was() -> None:
    assert Painted.of(DEFAULT_WEEK).week() == DEFAULT_WEEK


def test_two_strokes_that_touch_become_one_window() -> None:
    painted = Painted().with_open(MONDAY, hour(9, 12)).with_open(MONDAY, hour(12, 17))
    assert painted.week()[MONDAY] == (WallSpan(time(9), time(17)),)


def test_a_hole_makes_two_windows() -> None:
    painted = Painted().with_open(MONDAY, hour(9, 17)).with_closed(MONDAY, hour(12, 14))
    assert painted.week()[MONDAY] == (WallSpan(time(9), time(12)), WallSpan(time(14), time(17)))


def test_a_stretch_over_midnight_is_one_window_of_the_first_day() -> None:
    painted = Painted().with_open(MONDAY, hour(20, 24)).with_open(TUESDAY, hour(0, 2))
    assert painted.week()[MONDAY] == (WallSpan(time(20), time(2)),)
    assert painted.week()[TUESDAY] == ()


def test_sunday_night_goes_on_on_monday() -> None:
    assert Painted().with_open(SUNDAY, hour(22, 26)).on(MONDAY) == (hour(0, 2),)


def test_a_copied_day_replaces_the_other() -> None:
    painted = Painted().with_open(MONDAY, hour(9, 12)).with_open(TUESDAY, hour(15, 16))
    assert painted.with_copy(MONDAY, [TUESDAY]).on(TUESDAY) == (hour(9, 12),)


def test_a_day_copied_onto_itself_stays() -> None:
    painted = Painted.of(DEFAULT_WEEK)
    assert painted.with_copy(MONDAY, [MONDAY]) == painted


def test_a_day_can_be_given_other_windows() -> None:
    painted = Painted.of(DEFAULT_WEEK).with_day(MONDAY, [WallSpan(time(8, 10), time(9, 5))])
    assert painted.on(MONDAY) == ((490, 545),)


def test_undo_goes_a_change_back() -> None:
    history = History(Painted())
    history.do(Painted.of(DEFAULT_WEEK))
    assert history.undo()
    assert history.present == Painted()


def test_redo_does_it_again() -> None:
    history = History(Painted())
    history.do(Painted.of(DEFAULT_WEEK))
    history.undo()
    assert history.redo()
    assert history.present == Painted.of(DEFAULT_WEEK)


def test_a_new_change_forgets_what_was_undone() -> None:
    history = History(Painted())
    history.do(Painted.of(DEFAULT_WEEK))
    history.undo()
    history.do(Painted().with_open(MONDAY, hour(9, 10)))
    assert not history.can_redo


def test_nothing_done_is_nothing_to_undo() -> None:
    history = History(Painted())
    assert not history.do(Painted())
    assert not history.undo()


@pytest.mark.parametrize(("first_day", "first"), [(0, 23), (6, 22), (5, 21), (1, 24)])
def test_the_week_begins_on_the_regions_first_day(first_day: int, first: int) -> None:
    assert shown_week(TODAY, first_day)[0] == date(2026, 11, first)


def test_who_answers_begins_now_and_has_no_holes() -> None:
    found = answers(WeeklyHours(), NOW, ZONE)
    assert found[0].span.start == NOW
    assert all(a.span.end == b.span.start for a, b in itertools.pairwise(found))


def test_the_last_turn_goes_on_to_its_real_end() -> None:
    found = answers(WeeklyHours(), NOW, ZONE)
    assert found[-1].span.end == datetime(2026, 11, 26, 22, tzinfo=UTC)


def test_a_long_absence_is_answered_until_its_end() -> None:
    away = Away(TODAY, TODAY + timedelta(days=5))
    found = answers(WeeklyHours(away=(away,)), NOW, ZONE)
    assert [each.span.end for each in found] == [datetime(2026, 11, 30, 14, tzinfo=UTC)]


def test_you_and_the_reply_take_turns() -> None:
    found = answers(WeeklyHours(), NOW, ZONE)
    assert [each.yours for each in found] == [True, False, True, False, True]


def test_on_a_closed_day_the_reply_answers() -> None:
    wednesday = SpecialDay(date(2026, 11, 25))
    found = answers(WeeklyHours(exceptions=(wednesday,)), NOW, ZONE)
    assert [each.yours for each in found] == [True, False, True]


def test_an_unknown_zone_is_taken_for_that_of_the_machine() -> None:
    assert zone_of(WeeklyHours("Europe/Atlantis"), ZONE) == ZONE


def test_a_day_of_her_own_wins_over_a_holiday() -> None:
    own = SpecialDay(TODAY, (WallSpan(time(9), time(12)),))
    hours = ChannelHours(Channel.MAIL, WeeklyHours(exceptions=(own,)), (SpecialDay(TODAY),))
    assert hours.effective.exceptions == (own,)
    assert [each.kind for each in hours.special] == [SpecialKind.OTHER]


def test_a_holiday_wins_over_being_away() -> None:
    away = Away(TODAY, TODAY + timedelta(days=3))
    holiday = SpecialDay(TODAY, (), "A holiday")
    hours = ChannelHours(Channel.MAIL, WeeklyHours(away=(away,)), (holiday,))
    found = special_on(TODAY, hours.special)
    assert found is not None
    assert found.why == "A holiday"


def test_days_of_an_absence_are_away() -> None:
    hours = ChannelHours(Channel.MAIL, WeeklyHours(away=(Away(TODAY, TODAY),)))
    assert [each.kind for each in hours.special] == [SpecialKind.AWAY]


def test_the_last_word_on_the_spot_holds() -> None:
    hour = Span(NOW, NOW + timedelta(hours=1))
    hours = WeeklyHours(overrides=(Override(hour, True), Override(hour, False)))
    assert override_at(hours, NOW) == Override(hour, False)


def test_a_word_on_the_spot_ends() -> None:
    hour = Span(NOW - timedelta(hours=1), NOW)
    assert override_at(WeeklyHours(overrides=(Override(hour, True),)), NOW) is None


def test_an_hour_more_is_known_before_it_begins() -> None:
    later = Override(Span(NOW + timedelta(hours=2), NOW + timedelta(hours=3)), True)
    assert override_at(WeeklyHours(overrides=(later,)), NOW) == later


def test_special_days_end_after_they_begin() -> None:
    with pytest.raises(ValueError, match="end before"):
        Special(TODAY, TODAY - timedelta(days=1))

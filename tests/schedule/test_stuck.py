"""When an open line is no longer believed to be contact."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from boundary.clock import Span
from boundary.schedule.stretches import Stretch
from boundary.schedule.stuck import LONGEST, believed, expiry, stuck_since


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, 1, hour, minute, tzinfo=UTC)


def hour(start: int) -> Span:
    return Span(at(start), at(start, 50))


def test_a_line_beside_every_session_is_believed_for_three_hours() -> None:
    assert expiry(at(9), []) == at(12)


def test_three_hours_count_from_the_end_of_the_session() -> None:
    assert expiry(at(9), [hour(9)]) == at(12, 50)


def test_a_session_that_follows_in_time_renews_the_belief() -> None:
    assert expiry(at(9), [hour(12), hour(9)]) == at(15, 50)


def test_a_session_that_she_may_have_joined_early_renews_it_too() -> None:
    assert expiry(at(9), [Span(at(12, 10), at(13))]) == at(16)


def test_a_session_after_it_has_run_out_does_not_bring_it_back() -> None:
    assert expiry(at(9), [hour(13)]) == at(12)


def test_a_session_of_the_morning_does_not_shorten_it() -> None:
    assert expiry(at(14), [hour(9)]) == at(17)


def test_an_open_line_is_believed_up_to_that_instant() -> None:
    line = [Stretch(at(9), None)]

    assert stuck_since(line, [], at(11, 59)) is None
    assert stuck_since(line, [], at(12)) == at(12)


def test_a_line_that_closed_is_never_stuck() -> None:
    assert stuck_since([Stretch(at(0), at(20))], [], at(21)) is None


def test_no_line_at_all_is_not_stuck() -> None:
    assert stuck_since([], [], at(21)) is None


def test_a_stuck_line_ends_where_its_session_was_booked_to_end() -> None:
    line = [Stretch(at(9), None)]

    assert believed(line, [hour(9)], at(18)) == (Stretch(at(9), at(9, 50)),)


def test_a_stuck_line_without_a_session_is_left_out() -> None:
    earlier = Stretch(at(8), at(8, 30))

    assert believed([earlier, Stretch(at(10), None)], [], at(18)) == (earlier,)


def test_a_line_that_opens_anew_is_believed_anew() -> None:
    lines = [Stretch(at(9), at(17)), Stretch(at(17, 1), None)]

    assert believed(lines, [], at(18)) == tuple(lines)


spans = st.lists(
    st.builds(
        lambda start, length: Span(at(0) + start, at(0) + start + length),
        st.timedeltas(timedelta(0), timedelta(hours=20)),
        st.timedeltas(timedelta(0), timedelta(hours=2)),
    ),
    max_size=6,
)


@given(spans, st.timedeltas(timedelta(0), timedelta(hours=20)))
def test_no_line_is_disbelieved_within_three_hours_of_a_session_it_lasted_through(
    sessions: list[Span], after: timedelta
) -> None:
    opened = at(0) + after
    until = expiry(opened, sessions)

    assert until >= opened + LONGEST
    assert not any(s.start <= until < s.end + LONGEST for s in sessions if s.end > opened)

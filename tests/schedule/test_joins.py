"""Which call can be joined."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from boundary.clock import Span
from boundary.schedule.joins import join_of
from boundary.schedule.sessions import Kind, Session

TEN = datetime(2026, 11, 24, 15, tzinfo=UTC)
ROOM = "https://doxy.me/room"


def session(hours: float = 0, link: str | None = ROOM, *, all_day: bool = False) -> Session:
    """Return 50 minutes, *hours* after ten."""
    start = TEN + timedelta(hours=hours)
    span = Span(start, start + timedelta(minutes=50))
    return Session(f"key{hours}", span, Kind.SESSION, all_day=all_day, link=link)


def test_the_next_session_can_be_joined() -> None:
    assert join_of([session(1), session(0)], TEN - timedelta(hours=1)) == (TEN, ROOM)


def test_a_session_under_way_can_be_joined_again() -> None:
    assert join_of([session(0), session(1)], TEN + timedelta(minutes=49)) == (TEN, ROOM)


def test_at_its_end_the_next_one_is_joined() -> None:
    later = TEN + timedelta(hours=1)
    assert join_of([session(0), session(1)], TEN + timedelta(minutes=50)) == (later, ROOM)


def test_a_session_without_a_link_is_passed_over() -> None:
    later = TEN + timedelta(hours=1)
    assert join_of([session(0, None), session(1)], TEN) == (later, ROOM)


def test_without_a_link_there_is_nothing_to_join() -> None:
    assert join_of([session(0, None)], TEN) is None


def test_tomorrow_is_not_joined_today() -> None:
    assert join_of([session(13)], TEN) is None


def test_a_whole_day_is_not_joined() -> None:
    assert join_of([session(all_day=True)], TEN) is None


def test_a_link_is_not_in_the_text_of_a_session() -> None:
    assert "doxy" not in repr(session())

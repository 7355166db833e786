"""The situation: why nothing may be shown at an instant, and the tray's shape."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from boundary.schedule.facts import Fact
from boundary.schedule.policy import EndBy, Policy
from boundary.schedule.sessions import Kind, Session
from boundary.schedule.situation import Situation
from tests.schedule.builders import PLAIN, at, fact, mic, session, situated

FIRST = session("9:00", "9:50", "a")
SECOND = session("10:00", "10:50", "b")
LATER = session("13:00", "13:50", "c")
ENDED = mic("9:00", "9:50")
KEY = replace(PLAIN, end_by=EndBy.KEY)
TRUST = replace(PLAIN, end_by=EndBy.CALENDAR)


def hush(
    when: str, facts: Iterable[Fact] = (), *sessions: Session, policy: Policy = PLAIN
) -> str | None:
    return known(when, facts, sessions, policy).hush(at(when))


def tray(when: str, facts: Iterable[Fact] = (), *sessions: Session, policy: Policy = PLAIN) -> str:
    return known(when, facts, sessions, policy).glance(at(when)).tray


def known(
    when: str, facts: Iterable[Fact], sessions: tuple[Session, ...], policy: Policy
) -> Situation:
    """Return the situation at *when*: of *facts*, those that have happened by then."""
    happened = [each for each in facts if each.at <= at(when)]
    return situated(sessions or (FIRST, SECOND), happened, policy)


@pytest.mark.parametrize(
    ("when", "why"),
    [("8:50", None), ("8:58", "prep"), ("9:00", "in_session"), ("9:49", "in_session"),
     ("9:50", "settling"), ("9:50:19", "settling"), ("9:50:20", None), ("9:58", "prep")],
)  # fmt: skip
def test_an_ordinary_session_is_silent_from_prep_to_twenty_seconds_after(
    when: str, why: str | None
) -> None:
    assert hush(when, ENDED) == why


def test_after_a_booked_end_without_proof_it_stays_silent() -> None:
    assert hush("9:55", [], FIRST, LATER) == "no_evidence"


def test_a_session_ended_by_key_stays_silent_until_the_key() -> None:
    assert hush("11:30", [], FIRST, LATER, policy=KEY) == "no_evidence"


def test_her_ended_breaks_the_silence_at_once() -> None:
    assert hush("9:46", [fact("9:46", "ended", "a")]) is None


def test_an_overrun_is_silent_because_of_the_microphone() -> None:
    facts = [fact("9:00", "mic_open"), fact("9:50", "overrun", "a")]
    assert hush("9:55", facts) == "mic_open"


def test_a_camera_alone_says_so() -> None:
    facts = [fact("9:00", "camera_open"), fact("9:50", "overrun", "a")]
    assert hush("9:55", facts) == "camera_open"


def test_a_call_outside_every_session_is_silent() -> None:
    assert hush("12:05", [*ENDED, fact("12:00", "mic_open")], FIRST, LATER) == "mic_open"


def test_after_a_call_outside_every_session_it_settles() -> None:
    assert hush("12:06:10", [*ENDED, *mic("12:00", "12:06")], FIRST, LATER) == "settling"


def test_a_shared_screen_is_silent() -> None:
    assert hush("9:52", [*ENDED, fact("9:30", "share_on")]) == "share_on"


def test_an_early_closing_is_believed_after_five_minutes() -> None:
    facts = mic("9:00", "9:30")
    assert (hush("9:34:59", facts), hush("9:35", facts)) == ("settling", None)


@pytest.mark.parametrize("kind", ["pause", "clinical_need", "with_someone"])
def test_her_word_silences(kind: str) -> None:
    why = {"pause": "paused"}.get(kind, kind)
    assert hush("12:01", [*ENDED, fact("12:00", kind)], FIRST, LATER) == why


def test_a_locked_screen_is_silent() -> None:
    assert hush("12:01", [*ENDED, fact("12:00", "lock")], FIRST, LATER) == "locked"


def test_for_a_minute_after_a_sleep_it_is_silent() -> None:
    facts = [*ENDED, fact("11:00", "sleep"), fact("12:00", "wake")]
    times = ("12:00:59", "12:01")
    assert [hush(t, facts, FIRST, LATER) for t in times] == ["waking", None]


def test_a_hold_is_silent_without_a_call() -> None:
    assert hush("9:20", [], session("9:00", "9:50", "h", Kind.HOLD)) == "hold"


def test_a_hold_is_over_at_its_end() -> None:
    assert hush("9:50", [], session("9:00", "9:50", "h", Kind.HOLD)) is None


def test_supervision_is_silent_like_a_session() -> None:
    assert hush("9:20", [], session("9:00", "9:50", "s", Kind.PROFESSIONAL)) == "commitment"


def test_an_away_day_is_silent() -> None:
    away = Session("v", FIRST.span, Kind.AWAY, all_day=True)
    assert hush("12:00", [], away, FIRST) == "away"


def test_a_trusted_calendar_is_believed_three_minutes_after_the_end() -> None:
    times = ("9:52:59", "9:53")
    found = [hush(t, [], FIRST, LATER, policy=TRUST) for t in times]
    assert found == ["no_evidence", None]


def test_a_trusted_session_is_believed_three_minutes_after_the_end() -> None:
    trusted = replace(FIRST, trusted=True)
    assert [hush(t, [], trusted, LATER) for t in ("9:52:59", "9:53")] == ["no_evidence", None]


def test_a_trusted_session_still_held_by_the_microphone_is_not_over() -> None:
    trusted = replace(FIRST, trusted=True)
    assert hush("9:55", ENDED[:1], trusted, LATER) is not None


def test_a_later_session_under_way_answers_for_the_one_before() -> None:
    facts = [fact("10:45", "ended", "b")]
    assert hush("10:46", facts, FIRST, SECOND, LATER, policy=KEY) is None


def test_a_session_called_off_answers_for_nothing() -> None:
    facts = [fact("8:00", "cancelled", "b")]
    assert hush("10:20", facts, FIRST, SECOND, LATER, policy=KEY) == "no_evidence"


def test_of_a_session_that_never_began_nothing_is_waited_for() -> None:
    assert hush("9:51", [fact("9:50", "not_started", "a")]) is None


def test_after_the_phrase_it_is_silent() -> None:
    assert hush("12:00", [*ENDED, fact("11:00", "closed")], FIRST) == "day_closed"


def test_a_phrase_said_after_midnight_closes_no_day_to_come() -> None:
    assert hush("8:50", [fact("0:30", "closed")]) is None


def test_work_after_the_phrase_opens_the_day_again() -> None:
    facts = [*ENDED, fact("11:00", "closed"), *mic("13:00", "13:50")]
    assert hush("13:51", facts, FIRST, LATER) is None


@pytest.mark.parametrize(
    ("when", "shape"),
    [("8:00", "quiet"), ("9:10", "in_session"), ("9:43", "wrap_up"), ("9:51", "break_ready"),
     ("9:58", "quiet")],
)  # fmt: skip
def test_the_tray_follows_the_session(when: str, shape: str) -> None:
    assert tray(when, ENDED) == shape


def test_by_key_the_tray_alone_shows_that_a_break_is_ready() -> None:
    assert tray("9:52", policy=KEY) == "break_ready"


def test_the_tray_shows_a_pause() -> None:
    assert tray("12:01", [*ENDED, fact("12:00", "pause")]) == "paused"


def test_the_tray_shows_a_break() -> None:
    began = [fact("9:50:20", "shown", "a"), fact("9:50:30", "break_began", "a")]
    assert tray("9:51", [*ENDED, *began]) == "in_break"


def test_the_tray_shows_trouble_where_nothing_else_is_to_be_shown() -> None:
    situation = situated([FIRST, SECOND], ENDED, trouble="feed_failed")
    assert situation.glance(at("8:00")).tray == "trouble"


def test_trouble_never_covers_a_session() -> None:
    situation = situated([FIRST, SECOND], ENDED, trouble="feed_failed")
    assert situation.glance(at("9:10")).tray == "in_session"


def test_the_tray_shows_that_the_day_is_closed() -> None:
    assert tray("12:00", [*ENDED, fact("11:00", "closed")], FIRST) == "closed"


def test_a_call_on_an_away_day_shows_in_the_tray_without_a_wrap_up() -> None:
    away = Session("v", FIRST.span, Kind.AWAY, all_day=True)
    assert tray("9:45", [fact("9:00", "mic_open")], away, FIRST) == "in_session"

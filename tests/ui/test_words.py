"""The words: what is said of a day, of the present and on the cards, and what never is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from boundary.errors import CalendarError
from boundary.schedule.blocks import BlockKind
from boundary.schedule.contact import How
from boundary.schedule.sessions import Kind
from boundary.ui.card_words import (
    aftercare_words,
    card_words,
    day_shape,
    early_words,
    freed_words,
    opening_words,
    shutdown_words,
    take_label,
)
from boundary.ui.day_view import (
    bare_view,
    day_view,
    home_menu,
    loading_words,
    no_calendar_words,
)
from boundary.ui.numbers import (
    clock_text,
    in_words,
    minutes_text,
    twelve_hours,
    whole_minutes,
)
from boundary.ui.why_words import why_now
from boundary.ui.words import (
    calendar_read,
    headline,
    home_because,
    join_label,
    owed,
    trouble_words,
    what_follows,
)
from tests.ui.days import DAY, ZONE, at, block, full_day, glance, life, plan

CODES = [
    "in_session",
    "possibly_live",
    "mic_open",
    "camera_open",
    "share_on",
    "with_someone",
    "clinical_need",
    "paused",
    "away",
    "no_evidence",
    "prep",
    "gap_short",
    "day_closed",
    "free",
    "before_day",
    "locked",
    "in_break",
    "break_ready",
    "folded",
    "in_today",
    "stuck_mic",
    "lunch",
    "hold",
    "commitment",
    "feed_failed",
    "not_workday",
    "something_unheard_of",
]

NEVER = re.compile(
    r"\b(next|miss|missed|debt|floor|unseen|fail|failed|streak|strictness|meeting|must|should)\b|!",
    re.IGNORECASE,
)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def every_text() -> list[str]:
    """Return every sentence that these modules can say of ordinary days."""
    texts = [why_now(glance(code), ZONE) for code in CODES]
    texts += [why_now(glance(code, since="9:00", until="9:50"), ZONE) for code in CODES]
    texts += [owed(minutes(n), lunch_ahead=lunch) for n in (5, 20) for lunch in (True, False)]
    texts += [home_because(), *loading_words(), *no_calendar_words()[:2], day_shape(full_day())]
    texts += [label for _, label in home_menu()]
    cards = [
        early_words(),
        aftercare_words(),
        freed_words(minutes(33)),
        shutdown_words(),
        shutdown_words(notes_open=False),
        opening_words(full_day()),
        opening_words(plan()),
    ]
    for length in (0.75, 2, 3, 8, 15):
        rest = block(BlockKind.TRANSITION, "9:50", "9:53")
        rest = replace(rest, offer=minutes(length))
        cards += [card_words(rest, at("9:58"), at("9:50"), notes=notes) for notes in (True, False)]
    for card in cards:
        texts += [card.title, card.second, *(label for _, label in card.choices)]
        texts += [card.aside[1]] if card.aside else []
    for hour in range(6, 23):
        view = day_view(full_day(), glance("in_session", until="13:50"), at(f"{hour}:24"))
        texts += [view.headline, view.why, *(mark.spoken for mark in view.marks)]
        texts += [mark.label for mark in view.marks] + [join.spoken for join in view.joins]
    return texts


def test_no_sentence_blames_counts_or_shouts() -> None:
    assert [text for text in every_text() if NEVER.search(text)] == []


def test_no_sentence_has_a_hole_left_in_it() -> None:
    assert [text for text in every_text() if "{" in text or "  " in text] == []


@pytest.mark.parametrize(
    ("number", "word"), [(0, "zero"), (8, "eight"), (12, "twelve"), (13, "13")]
)
def test_numbers_are_words_up_to_twelve(number: int, word: str) -> None:
    assert in_words(number) == word


def test_one_minute_is_not_minutes() -> None:
    assert minutes_text(minutes(1)) == "one minute"


def test_a_gap_is_named_as_it_began_though_seconds_have_passed() -> None:
    assert whole_minutes(timedelta(minutes=7, seconds=40)) == 8


def test_a_length_below_nothing_is_nothing() -> None:
    assert whole_minutes(minutes(-3)) == 0


def test_a_clock_of_twenty_four_hours_says_so() -> None:
    assert clock_text(at("17:00"), ZONE) == "17:00"


def test_a_clock_of_twelve_hours_has_no_zero_o_clock() -> None:
    assert [clock_text(at(t), ZONE, twelve=True) for t in ("0:05", "12:20", "17:00")] == [
        "12:05",
        "12:20",
        "5:00",
    ]


@pytest.mark.parametrize(("form", "halves"), [("h:mm AP", True), ("HH:mm", False)])
def test_her_locale_tells_which_clock_is_hers(form: str, halves: bool) -> None:
    assert twelve_hours(form) is halves


def test_the_headline_counts_what_is_to_come_and_what_is_tight() -> None:
    said = headline(full_day(), at("13:24"), twelve=True)
    assert said == "Two sessions to come, one of them tight. Yours from 5:00."


def test_one_session_to_come_is_one() -> None:
    day = plan(life("9:00", "9:50"))
    assert headline(day, at("8:00")) == "One session to come. Yours from 9:50."


def test_one_session_after_a_tight_join_is_called_so() -> None:
    day = plan(life("9:00", "9:50", key="a"), life("9:50", "10:40"), crowded=["a"])
    assert headline(day, at("9:10")) == "One session to come, with a tight join. Yours from 10:40."


def test_a_day_where_all_is_tight_says_all() -> None:
    lives = (life("9:00", "9:50", key="a"), life("9:50", "10:40", key="b"), life("10:40", "11:30"))
    said = headline(plan(*lives, crowded=["a", "b"]), at("9:10"))
    assert said.startswith("Two sessions to come, all of them tight.")


def test_more_than_one_tight_join_is_counted() -> None:
    lives = (
        life("9:00", "9:50", key="a"),
        life("9:50", "10:40", key="b"),
        life("10:40", "11:30"),
        life("12:00", "12:50"),
    )
    said = headline(plan(*lives, crowded=["a", "b"]), at("9:10"))
    assert said.startswith("Three sessions to come, two of them tight.")


def test_a_session_that_nobody_came_to_is_not_to_come() -> None:
    day = plan(life("9:00", "9:50"), life("10:00", "10:50", how=How.CANCELLED))
    assert headline(day, at("8:00")).startswith("One session")


def test_in_the_last_session_nothing_is_to_come() -> None:
    day = plan(life("9:00", "9:50"))
    assert headline(day, at("9:30")) == "This is the last session today. Yours from 9:50."


def test_after_the_last_session_the_rest_is_still_ahead_until_the_close() -> None:
    day = plan(life("9:00", "9:50"), blocks=[block(BlockKind.SHUTDOWN, "10:00", "10:02")])
    assert headline(day, at("9:55")) == "The sessions are done. Yours from 10:00."


def test_when_all_is_done_the_rest_is_hers() -> None:
    day = plan(life("9:00", "9:50"))
    assert headline(day, at("11:00")) == "The day's work is done. The rest is yours."


def test_a_day_without_sessions_says_so() -> None:
    assert headline(plan(), at("9:00")) == "No sessions today."


def test_a_day_away_says_so() -> None:
    assert headline(plan(away=True), at("9:00")) == "You are away today."


def test_a_session_that_outlasts_its_end_is_still_under_way() -> None:
    day = plan(life("9:00", "9:50", how=How.LIVE))
    assert headline(day, at("9:55")).startswith("This is the last session")


@pytest.mark.parametrize("code", CODES)
def test_each_code_has_one_whole_sentence(code: str) -> None:
    assert re.fullmatch(r"[A-Z].*\.", why_now(glance(code), ZONE))


def test_why_now_names_the_end_where_it_is_known() -> None:
    said = why_now(glance("in_session", until="13:50"), ZONE, twelve=True)
    assert said == "Nothing now: you are in session until 1:50."


def test_why_now_names_when_the_microphone_opened() -> None:
    said = why_now(glance("mic_open", since="14:05", until="15:00"), ZONE)
    assert said == "Nothing now: the microphone has been open since 14:05."


def test_what_follows_a_session_is_counted_as_gap_and_as_hers() -> None:
    assert what_follows(full_day(), "d") == "Eight minutes follow, three of them yours."


def test_nothing_is_said_to_follow_where_no_break_does() -> None:
    assert what_follows(full_day(), "nobody's") == ""


def test_less_than_five_minutes_owed_is_not_spoken_of() -> None:
    assert owed(minutes(4)) == ""


def test_five_minutes_owed_are_said_once_and_lightly() -> None:
    said = owed(minutes(5), lunch_ahead=True)
    assert said == "Five minutes are owed to you. Lunch can pay, or let it go."


def test_a_break_card_names_gap_and_share() -> None:
    rest = block(BlockKind.MICRO_BREAK, "9:50", "9:52")
    words = card_words(rest, at("9:58"), at("9:50"))
    assert (words.title, words.second) == ("Eight minutes until prep", "Two for you, then notes.")


def test_a_break_card_without_notes_offers_none() -> None:
    rest = block(BlockKind.TRANSITION, "9:50", "9:58")
    words = card_words(rest, at("9:58"), at("9:50"), notes=False)
    assert [name for name, _ in words.choices] == ["take", "up"]


def test_a_gap_that_is_all_hers_is_said_to_be() -> None:
    rest = block(BlockKind.TRANSITION, "9:50", "9:58")
    assert card_words(rest, at("9:58"), at("9:50")).second == "All of it is for you."


def test_under_a_minute_there_is_a_breath_to_take() -> None:
    assert take_label(timedelta(seconds=50)) == "Take a breath"


def test_a_free_slot_is_offered_with_its_length() -> None:
    slot = block(BlockKind.RECOVERY, "10:15", "10:30")
    words = card_words(slot, at("10:48"), at("10:15"))
    assert words.title == "This slot is free: 33 minutes."


def test_the_opening_card_tells_the_shape_of_the_day() -> None:
    words = opening_words(full_day(), twelve=True)
    assert words.title == "Six sessions, joins of ten minutes"


def test_the_shape_of_the_day_names_no_one() -> None:
    assert day_shape(full_day()) == (
        "Six sessions, joins of ten minutes, one tight join, lunch at 12:00, supervision at 14:00."
    )


def test_joins_of_different_lengths_are_a_range() -> None:
    day = plan(life("9:00", "9:50"), life("10:00", "10:50"), life("10:55", "11:45"))
    assert "joins of five to ten minutes" in day_shape(day)


def test_colleagues_who_are_not_supervision_stay_colleagues() -> None:
    talk = life("12:00", "13:00", kind=Kind.PROFESSIONAL, why="word:team")
    assert day_shape(plan(life("9:00", "9:50"), talk)).endswith("colleagues at 12:00.")


def test_the_menu_names_the_time_to_join() -> None:
    assert join_label(at("10:00"), ZONE) == "Join 10:00"


def test_a_fact_says_when_the_calendar_was_read() -> None:
    assert calendar_read(at("13:20"), ZONE, twelve=True) == "Calendar read at 1:20"


def test_trouble_comes_with_its_remedy() -> None:
    error = CalendarError("The calendar can't be read.", "Look at its address.")
    assert trouble_words(error) == ("The calendar can't be read.", "Look at its address.")


def test_a_bare_day_still_has_its_hours() -> None:
    view = bare_view(DAY, ZONE, at("10:30"), *loading_words())
    assert (view.span.start, view.span.end) == (at("9:00"), at("17:00"))

"""What the preview shows and says."""

from __future__ import annotations

import pytest

from boundary.calendars.occurrence import Occurrence
from boundary.clock import Span
from boundary.schedule.learning import Draft, candidates
from boundary.schedule.rules import Meaning, Rule
from boundary.ui.preview_view import (
    OTHERS,
    SESSIONS,
    PreviewView,
    kind_why,
    meaning_words,
    preview_view,
)
from tests.ui.days import ZONE, at
from tests.ui.previews import draft, occurrences, preview

YOGA = 6


def one(title: str, hour: int = 9) -> Occurrence:
    return Occurrence(f"{hour}", None, Span(at(f"{hour}:00"), at(f"{hour}:50")), title=title)


def view(begun: Draft) -> PreviewView:
    return preview_view(begun, ZONE, twelve=True)


def test_a_row_says_when_how_long_and_how_often() -> None:
    row = preview().rows[1]
    assert (row.day, row.time, row.length, row.rhythm) == ("Tue", "10:00", "50 min", "weekly")


def test_a_row_is_spoken_whole() -> None:
    assert preview().rows[4].spoken == "Tuesday 2:00, 50 minutes, once: Supervision"


def test_what_is_taken_for_a_session_is_ticked() -> None:
    assert [row.ticked for row in preview().rows[:5]] == [True, True, True, False, False]


def test_a_row_says_why_in_plain_words() -> None:
    assert [row.why for row in preview().rows[1:4]] == [
        "its title is initials",
        "its title is a code",
        "a word in its title",
    ]


def test_what_she_changed_she_said_so() -> None:
    assert view(draft().tick(YOGA, True)).rows[YOGA].why == "you said so"


def test_what_she_taught_before_she_said_so() -> None:
    rule = Rule(Meaning.SESSION, "initials", 38)
    begun = Draft.begun(candidates(occurrences(), ZONE, rules={0: [rule]}), {0: [rule]})
    assert view(begun).rows[0].why == "you said so"


def test_a_title_is_not_in_the_text_of_a_row() -> None:
    assert "A.K." not in repr(preview())


def test_the_sentence_counts_rows_and_their_sessions() -> None:
    assert preview().summary == "Five are sessions: eight in these two weeks."


def test_one_is_a_session() -> None:
    assert view(draft(one("A.K."))).summary == "One is a session: one in these two weeks."


def test_none_is_a_session() -> None:
    assert view(draft(one("Lunch"))).summary == "None of these is a session."


def test_there_may_be_nothing() -> None:
    assert view(Draft.begun(())).summary == "There is nothing in the next two weeks."


def test_two_that_can_not_be_told_apart_are_said_to_be() -> None:
    begun = draft(one("Yoga"), one("Yoga", 10))
    shown = view(begun.tick(0, True))
    assert "I can't tell it from another one" in [row.why for row in shown.rows]
    assert shown.second.startswith("One looks just like another")


def test_a_ticked_row_can_be_any_kind_of_session() -> None:
    assert [name for name, _ in preview().rows[0].choices] == list(SESSIONS)


def test_a_row_without_a_tick_can_be_anything_else() -> None:
    assert [name for name, _ in preview().rows[3].choices] == list(OTHERS)


def test_every_meaning_can_be_chosen() -> None:
    assert {*SESSIONS, *OTHERS} == set(Meaning)


@pytest.mark.parametrize("meaning", Meaning)
def test_every_meaning_has_words(meaning: Meaning) -> None:
    assert meaning_words(meaning)


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("rule:3:lunch", "you said so"),
        ("word:team", "a word in its title"),
        ("calendar", "this calendar holds sessions only"),
        ("status:tentative", "marked as tentative"),
        ("transparent", "marked as free"),
        ("no_rule", "nothing tells me"),
        ("a code of tomorrow", ""),
    ],
)
def test_a_code_has_plain_words(why: str, words: str) -> None:
    assert kind_why(why) == words


def test_a_tick_makes_a_session_of_what_is_none() -> None:
    assert draft().tick(YOGA, True).meanings[YOGA] is Meaning.SESSION


def test_a_tick_taken_away_leaves_something_else() -> None:
    assert draft().tick(0, False).meanings[0] is Meaning.UNKNOWN


def test_a_tick_put_back_means_what_it_meant() -> None:
    couple = 5
    assert draft().tick(couple, False).tick(couple, True).meanings[couple] is Meaning.COUPLES


def test_a_tick_that_is_there_changes_nothing() -> None:
    begun = draft()
    assert begun.tick(0, True) == begun


def test_ticks_become_rules() -> None:
    learned = draft().tick(YOGA, True).learned()
    (rule,) = learned.rules[0]
    assert (rule.meaning, rule.shape) == (Meaning.SESSION, "one-word")

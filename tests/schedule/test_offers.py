"""Offers: when a break is put to her, and what her answers make of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from boundary.schedule.facts import Fact
from boundary.schedule.offers import Offer
from boundary.schedule.policy import EndBy, Level
from tests.schedule.builders import MINUTE, PLAIN, at, fact, mic, session, situated

SESSIONS = (session("9:00", "9:50", "a"), session("10:00", "10:50", "b"))
ENDED = mic("9:00", "9:50")
SHOWN = fact("9:50:20", "shown", "a", "card:0")


def offer(
    facts: Iterable[Fact] = (), level: Level = Level.NUDGE, end_by: EndBy = EndBy.SENSES
) -> Offer:
    policy = replace(PLAIN, level=level, end_by=end_by)
    return situated(SESSIONS, [*facts], policy).offers[0]


def test_it_appears_twenty_seconds_after_the_closing() -> None:
    assert offer(ENDED).appears == at("9:50:20")


def test_it_appears_five_minutes_after_an_early_closing() -> None:
    assert offer(mic("9:00", "9:30")).appears == at("9:35")


def test_it_appears_at_once_on_her_word() -> None:
    assert offer([fact("9:48", "ended", "a")]).appears == at("9:48")


def test_without_proof_there_is_only_the_tray() -> None:
    assert offer(level=Level.GUARD).level is Level.AMBIENT


def test_a_trusted_calendar_gives_a_dot_three_minutes_after_the_end() -> None:
    trusted = offer(end_by=EndBy.CALENDAR)
    assert (trusted.appears, trusted.wordless) == (at("9:53"), True)


def test_a_trusted_session_gives_a_dot_like_a_trusted_calendar() -> None:
    sessions = (replace(SESSIONS[0], trusted=True), SESSIONS[1])
    trusted = situated(sessions, [], replace(PLAIN, level=Level.NUDGE)).offers[0]
    assert (trusted.appears, trusted.wordless) == (at("9:53"), True)


def test_it_is_over_at_prep() -> None:
    assert offer(ENDED).until == at("9:58")


@pytest.mark.parametrize(("level", "seconds"), [("L1", 45), ("L2", 60), ("L3", 90)])
def test_an_ignored_card_folds(level: str, seconds: int) -> None:
    folds = offer([*ENDED, SHOWN], Level(level)).folds
    assert folds == SHOWN.at + timedelta(seconds=seconds)


@pytest.mark.parametrize(("level", "seconds"), [("L2", 25), ("L3", 10)])
def test_a_firmer_level_begins_by_itself(level: str, seconds: int) -> None:
    begins = offer([*ENDED, SHOWN], Level(level)).begins_itself
    assert begins == SHOWN.at + timedelta(seconds=seconds)


def test_a_card_never_begins_by_itself() -> None:
    assert offer([*ENDED, SHOWN]).begins_itself is None


def test_a_dot_never_begins_by_itself() -> None:
    shown = fact("9:53", "shown", "a", "dot")
    assert offer([shown], Level.GUARD, EndBy.CALENDAR).begins_itself is None


def test_taken_from_the_card_it_counts_from_the_end_of_the_session() -> None:
    facts = [*ENDED, SHOWN, fact("9:50:40", "take", "a"), fact("9:50:40", "break_began", "a")]
    assert offer(facts).counts_from == at("9:50")


def test_taken_late_it_counts_from_the_click() -> None:
    facts = [*ENDED, SHOWN, fact("9:54", "take", "a"), fact("9:54", "break_began", "a")]
    assert offer(facts).counts_from == at("9:54")


def test_shown_late_it_counts_from_its_own_beginning() -> None:
    late = [fact("9:54", "shown", "a", "card:0"), fact("9:54:10", "take", "a"),
            fact("9:54:10", "break_began", "a")]  # fmt: skip
    assert offer([*ENDED, *late]).counts_from == at("9:54:10")


def test_begun_by_itself_without_a_sign_nothing_is_taken() -> None:
    facts = [*ENDED, SHOWN, fact("9:50:45", "break_began", "a")]
    assert offer(facts, Level.HOLD).taken_by(at("9:53")) == timedelta(0)


def test_one_sign_is_enough_for_all_of_it_to_count() -> None:
    facts = [*ENDED, SHOWN, fact("9:50:45", "break_began", "a"), fact("9:52", "take", "a")]
    assert offer(facts, Level.HOLD).taken_by(at("9:53")) == 3 * MINUTE


def test_i_am_up_is_a_sign() -> None:
    facts = [*ENDED, SHOWN, fact("9:50:30", "up", "a"), fact("9:50:30", "break_began", "a")]
    assert offer(facts).taken_by(at("9:53")) == 3 * MINUTE


def test_nothing_counts_beyond_prep() -> None:
    facts = [*ENDED, SHOWN, fact("9:50:30", "take", "a"), fact("9:50:30", "break_began", "a")]
    assert offer(facts).taken_by(at("10:20")) == 8 * MINUTE


def test_notes_first_move_it_to_the_last_floor_minutes() -> None:
    assert offer([*ENDED, SHOWN, fact("9:50:30", "notes_first", "a")]).appears == at("9:56")


def test_put_off_it_appears_that_much_later() -> None:
    facts = [*ENDED, SHOWN, fact("9:50:30", "postpone", "a", 120)]
    assert offer(facts).appears == at("9:52:30")


def test_put_off_it_is_shown_anew() -> None:
    assert offer([*ENDED, SHOWN, fact("9:50:30", "postpone", "a", 120)]).shown is None


def test_a_skip_answers_it() -> None:
    assert offer([*ENDED, SHOWN, fact("9:50:30", "skip", "a")]).answered


def test_what_was_said_before_the_end_was_taken_back_is_void() -> None:
    early = [*mic("9:00", "9:45"), fact("9:45:20", "shown", "a", "card:0"),
             fact("9:45:30", "skip", "a"), *mic("9:46", "9:52")]  # fmt: skip
    assert not offer(early).answered


def test_a_dot_shown_before_her_word_needs_no_second_card() -> None:
    facts = [fact("9:53", "shown", "a", "dot"), fact("9:54", "ended", "a")]
    assert offer(facts, end_by=EndBy.CALENDAR).shown == at("9:53")

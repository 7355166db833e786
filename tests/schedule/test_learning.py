"""From ticks to rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.calendars.occurrence import Occurrence
from boundary.schedule.learning import Candidate, Learned, candidates, rules_from_ticks
from boundary.schedule.rules import Meaning, Rule, State
from boundary.schedule.sessions import sessions_of
from tests.schedule.test_sessions import START, occurrence

ZONE = ZoneInfo("America/New_York")
KEY = b"k" * 32
SESSION, PERSONAL, UNKNOWN = Meaning.SESSION, Meaning.PERSONAL, Meaning.UNKNOWN


def at(title: str, hour: int = 0, minutes: int = 50, day: int = 0, **more: object) -> Occurrence:
    """Return *title*, *hour* hours and *day* days after the start of the sample."""
    start = START + timedelta(days=day, hours=hour)
    one = occurrence(title, minutes, uid=f"{title}{day}{hour}", start=start)
    return replace(one, **more)  # type: ignore[arg-type]


def rows(*given: Occurrence, key: bytes | None = KEY) -> tuple[Candidate, ...]:
    return candidates(given, ZONE, key=key)


def learned(
    wanted: Mapping[Occurrence, Meaning],
    before: Mapping[int, list[Rule]] | None = None,
    key: bytes | None = KEY,
) -> Learned:
    """Return what is learned where each of *wanted* is ticked as it says."""
    found = rows(*wanted, key=key)
    by_title = {(one.title, one.span.start): meaning for one, meaning in wanted.items()}
    return rules_from_ticks(found, [by_title[row.title, row.start] for row in found], before)


def test_what_comes_each_week_is_one_row() -> None:
    (row,) = rows(at("A.K."), at("A.K.", day=7))
    assert (row.times, row.weekly) == (2, True)


def test_what_comes_once_is_not_weekly() -> None:
    (row,) = rows(at("A.K."))
    assert (row.times, row.weekly) == (1, False)


def test_two_hours_of_a_day_are_two_rows() -> None:
    assert len(rows(at("A.K."), at("A.K.", 1))) == 2


def test_an_hour_stays_a_row_over_a_clock_change() -> None:
    before = START.replace(month=10, day=27)
    same = [occurrence("A.K.", start=s) for s in (before, before + timedelta(days=7, hours=1))]
    assert [row.times for row in rows(*same)] == [2]


@pytest.mark.parametrize("state", [{"all_day": True}, {"cancelled": True}])
def test_what_no_rule_reaches_is_no_row(state: dict[str, bool]) -> None:
    assert rows(at("A.K.", **state)) == ()


def test_rows_come_in_their_order() -> None:
    assert [row.title for row in rows(at("B", 2), at("A", 1))] == ["A", "B"]


def test_a_row_says_what_it_is_now_and_would_be_without_rules() -> None:
    rule = Rule(PERSONAL, "initials", 38)
    (row,) = candidates([at("A.K.")], ZONE, rules={0: [rule]})
    assert (row.meaning, row.why, row.builtin) == (PERSONAL, "rule:1", SESSION)


def test_a_title_is_not_in_the_text_of_a_row() -> None:
    assert "A.K." not in repr(rows(at("A.K.")))


def test_what_is_right_already_needs_no_rule() -> None:
    assert learned({at("A.K."): SESSION, at("Lunch", 1): Meaning.LUNCH}) == Learned({})


def test_a_shape_that_all_agree_on_is_a_rule() -> None:
    found = learned({at("C-0142"): Meaning.GROUP, at("C-0143", 1): Meaning.GROUP})
    assert found.rules == {0: (Rule(Meaning.GROUP, "code", 38),)}


def test_a_single_word_is_learned_by_its_exact_title() -> None:
    (rule,) = learned({at("Yoga"): PERSONAL}).rules[0]
    assert (rule.shape, rule.link, rule.people, len(rule.title or "")) == (
        "one-word",
        None,
        None,
        16,
    )


def test_many_titles_of_one_shape_bear_it_out() -> None:
    found = learned({at("Anders", 0): SESSION, at("Berit", 1): SESSION})
    assert found.rules == {0: (Rule(SESSION, "one-word", 38),)}


def test_a_link_tells_sessions_from_the_rest() -> None:
    room = "https://doxy.me/room"
    found = learned(
        {
            at("Anders", 0, link=room): SESSION,
            at("Berit", 1, link=room): SESSION,
            at("Yoga", 2): UNKNOWN,
        }
    )
    assert found.rules == {0: (Rule(SESSION, "one-word", 38, link=True),)}


def test_the_number_of_invitations_tells_groups_from_sessions() -> None:
    found = learned({at("C-01", people=1): SESSION, at("C-02", 1, people=9): Meaning.GROUP})
    assert found.rules == {0: (Rule(Meaning.GROUP, "code", 38, link=False, people=3),)}


def test_only_the_exact_title_tells_two_alike_apart() -> None:
    found = learned({at("A.K."): SESSION, at("B.L.", 1): PERSONAL})
    (rule,) = found.rules[0]
    assert rule.meaning is PERSONAL
    assert rule.title is not None
    assert found.unclear == ()


def test_without_a_key_two_alike_are_unclear_and_client_work_wins() -> None:
    found = learned({at("Anders"): SESSION, at("Yoga", 1): PERSONAL}, key=None)
    assert found == Learned({0: (Rule(SESSION, "one-word", 38, link=False, people=0),)}, (1,))


def test_one_title_with_two_meanings_is_unclear() -> None:
    assert learned({at("A.K."): SESSION, at("A.K.", 1): PERSONAL}).unclear == (1,)


def test_calendars_learn_apart() -> None:
    found = learned({at("C-01"): Meaning.GROUP, at("C-02", 1, calendar=1): SESSION})
    assert list(found.rules) == [0]


def test_what_is_tentative_is_learned_apart() -> None:
    found = learned({at("A.K.", tentative=True): SESSION, at("B.L.", 1): SESSION})
    assert found.rules == {0: (Rule(SESSION, "initials", 38, state=State.TENTATIVE),)}


def test_a_rule_that_no_row_has_anything_to_say_on_stays() -> None:
    old = Rule(PERSONAL, "word:gym", 53)
    assert learned({at("A.K."): SESSION}, before={0: [old]}).rules == {0: (old,)}


def test_a_rule_that_was_taken_back_goes() -> None:
    old = Rule(PERSONAL, "initials", 38)
    assert learned({at("A.K."): SESSION}, before={0: [old]}).rules == {}


def test_rules_of_titles_come_first() -> None:
    found = learned(
        {at("A.K."): SESSION, at("B.L.", 1): PERSONAL, at("C-01", 2): Meaning.GROUP},
    )
    assert [rule.title is None for rule in found.rules[0]] == [False, True]


TITLES = st.sampled_from(["A.K.", "B.L.", "C-01", "Yoga", "Lunch", "Anders", "Dog walker", ""])


@given(
    st.dictionaries(
        st.tuples(TITLES, st.sampled_from([50, 80]), st.booleans(), st.integers(0, 4)),
        st.sampled_from(Meaning),
        max_size=12,
    )
)
def test_what_was_learned_gives_each_row_what_she_ticked_or_says_so(
    ticks: dict[tuple[str, int, bool, int], Meaning],
) -> None:
    given = [
        at(title, hour, minutes, link="https://doxy.me/r" if linked else None, people=people)
        for hour, (title, minutes, linked, people) in enumerate(ticks)
    ]
    wanted = list(ticks.values())
    found = rules_from_ticks(rows(*given), wanted)
    sessions = sessions_of(given, rules=found.rules, key=KEY)
    missed = [n for n, s in enumerate(sessions) if s.kind is not wanted[n].kind]
    assert set(missed) <= set(found.unclear)

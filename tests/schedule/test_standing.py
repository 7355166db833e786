"""Standing: what goes from the screen and why, and what the day itself puts there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from boundary.schedule.facts import Fact
from boundary.schedule.owed import owed_at
from boundary.schedule.policy import ShutdownForm
from boundary.schedule.standing import Standing, rite_due, why_gone
from tests.schedule.builders import MINUTE, PLAIN, at, fact, mic, session, situated

FIRST = session("9:00", "9:50", "a")
SECOND = session("10:00", "10:50", "b")
LATER = session("13:00", "13:50", "c")
ENDED = [*mic("9:00", "9:50"), fact("9:50:20", "shown", "a", "card:0")]
CARD = Standing("card", "a", at("9:50:20"))
RUN = Standing("reset_breath", "a", at("9:50:30"), runs=True)
NEED = [fact("9:00", "mic_open"), fact("9:30", "clinical_need"), fact("9:50", "mic_closed")]


def gone(standing: Standing, when: str, *facts: Fact) -> str | None:
    return why_gone(standing, situated([FIRST, SECOND], [*ENDED, *facts]), at(when))


def test_a_card_stays_until_it_folds() -> None:
    assert [gone(CARD, t) for t in ("9:51:04", "9:51:05")] == [None, "folded"]


def test_a_card_goes_where_its_end_is_taken_back() -> None:
    assert gone(CARD, "9:51", fact("9:51", "mic_open")) == "mic_open"


def test_a_card_goes_at_a_lock() -> None:
    assert gone(CARD, "9:50:40", fact("9:50:40", "lock")) == "locked"


def test_a_run_outlives_a_lock() -> None:
    assert gone(RUN, "9:52", fact("9:51", "lock")) is None


def test_a_run_goes_for_a_shared_screen() -> None:
    assert gone(RUN, "9:52", fact("9:52", "share_on")) == "share_on"


@pytest.mark.parametrize("kind", ["mic_open", "camera_open", "share_on", "clinical_need"])
@pytest.mark.parametrize("quiet", ["pause", "lock", "closed"])
def test_not_even_her_click_opens_a_window_over_contact(kind: str, quiet: str) -> None:
    facts = [*mic("9:00", "9:50"), fact("12:00", quiet), fact("12:01", kind)]
    assert situated([FIRST], facts).forbids(at("12:02")) == kind


@pytest.mark.parametrize("kind", ["pause", "lock", "closed"])
def test_her_click_outweighs_a_silence_without_contact(kind: str) -> None:
    facts = [*mic("9:00", "9:50"), fact("12:00", kind)]
    assert situated([FIRST], facts).forbids(at("12:02")) is None


def aftercare(when: str, *facts: Fact) -> tuple[str, str] | None:
    rite = rite_due(situated([FIRST, LATER], [*NEED, *facts]), at(when))
    return None if rite is None else (rite.act, rite.why)


def test_aftercare_comes_five_minutes_after_the_need() -> None:
    assert [aftercare("9:54:59"), aftercare("9:55")] == [None, ("aftercare", "after_need")]


def test_aftercare_comes_once() -> None:
    mark = fact("9:55", "shown", value="aftercare:2026-12-01T14:30:00Z")
    assert aftercare("9:56", mark) is None


def test_aftercare_never_comes_in_the_ten_minutes_before_a_start() -> None:
    near = situated([FIRST, session("10:00", "10:50", "b")], NEED)
    rite = rite_due(near, at("9:55"))
    assert rite is not None
    assert (rite.act, rite.stands) == ("say", "")


def test_aftercare_that_found_no_time_only_waits_in_today() -> None:
    assert aftercare("10:06") is None


def test_after_company_it_comes_twenty_minutes_later() -> None:
    facts = [fact("11:00", "with_someone"), fact("11:10", "with_someone_over")]
    situation = situated([FIRST, LATER], [*mic("9:00", "9:50"), *facts])
    assert [rite_due(situation, at(t)) is None for t in ("11:29", "11:30")] == [True, False]


def test_the_shutdown_card_waits_for_two_minutes() -> None:
    closing = replace(PLAIN, shutdown=ShutdownForm.SHORT)
    situation = situated([FIRST], mic("9:00", "9:50"), closing)
    assert [rite_due(situation, at(t)) is None for t in ("9:51:59", "9:52")] == [True, False]


def test_what_is_owed_is_that_of_the_blocks_gone_by() -> None:
    facts = [*mic("9:00", "9:50"), fact("9:51", "skip", "a")]
    situation = situated([FIRST, SECOND], facts)
    assert [owed_at(situation, at(t)) for t in ("9:52", "9:53")] == [0 * MINUTE, 2 * MINUTE]

"""When a mailbox is looked at again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from boundary.mail.looks import Tries, Trigger, breakpoints, next_look
from boundary.mail.mailbox import MailError, MailSignInError, MailWaitError
from boundary.mail.outcome import Outcome, Standing
from boundary.mail.reply import Wanted
from tests.mail.contract import HOUR, NOW, nights

MINUTE = timedelta(minutes=1)
WELL = Tries()
CLOSES = NOW + 7 * HOUR
OPENS = NOW + 21 * HOUR


def failed(error: MailError, tries: Tries = WELL) -> Tries:
    return tries.after(Outcome(Standing.TROUBLE, NOW, trouble=error))


def gone(times: int) -> Tries:
    """Return how it stands after so many failures."""
    tries = WELL
    for _ in range(times):
        tries = failed(MailError("It does not answer.", "Try again later."), tries)
    return tries


def test_while_all_is_well_it_is_looked_at_every_half_hour() -> None:
    assert next_look(NOW, Wanted(), WELL, 0.0) == NOW + 30 * MINUTE


def test_the_half_hour_is_spread() -> None:
    assert next_look(NOW, Wanted(), WELL, 1.0) == NOW + 27 * MINUTE


def test_a_window_has_four_looks_of_its_own() -> None:
    assert breakpoints(nights(1)) == (
        CLOSES - 10 * MINUTE,
        CLOSES + MINUTE,
        OPENS - 10 * MINUTE,
        OPENS + MINUTE,
    )


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (CLOSES - 35 * MINUTE, CLOSES - 10 * MINUTE),
        (CLOSES - 10 * MINUTE, CLOSES + MINUTE),
        (OPENS - 20 * MINUTE, OPENS - 10 * MINUTE),
        (OPENS - 5 * MINUTE, OPENS + MINUTE),
    ],
)
def test_around_a_window_it_is_looked_at_ten_minutes_before_and_one_after(
    now: datetime, due: datetime
) -> None:
    assert next_look(now, nights(1), WELL, 0.0) == due


@pytest.mark.parametrize(("times", "minutes"), [(1, 1), (2, 2), (3, 4), (6, 30), (60, 30)])
def test_a_server_that_fails_is_asked_less_and_less(times: int, minutes: int) -> None:
    assert next_look(NOW, Wanted(), gone(times), 0.0) == NOW + minutes * MINUTE


def test_after_a_failure_the_wait_is_spread_by_half() -> None:
    assert next_look(NOW, Wanted(), gone(2), 1.0) == NOW + MINUTE


def test_a_server_that_fails_is_asked_before_a_window_all_the_same() -> None:
    assert next_look(CLOSES - 12 * MINUTE, nights(1), gone(9), 0.0) == CLOSES - 10 * MINUTE


def test_one_good_look_forgets_all_failures() -> None:
    assert gone(9).after(Outcome(Standing.ARMED, NOW)) == WELL


def test_a_server_that_asks_to_be_left_alone_is_left_alone() -> None:
    tries = failed(MailWaitError("It is busy.", "Wait.", 3 * HOUR))
    assert next_look(NOW, nights(1), tries, 0.0) == NOW + 3 * HOUR


@pytest.mark.parametrize("trigger", Trigger)
def test_nothing_hurries_a_server_that_asks_to_be_left_alone(trigger: Trigger) -> None:
    tries = failed(MailWaitError("It is busy.", "Wait.", 3 * HOUR))
    assert not tries.allows(trigger, NOW + HOUR)


def test_a_wait_ends() -> None:
    tries = failed(MailWaitError("It is busy.", "Wait.", HOUR))
    assert tries.allows(Trigger.RESUME, NOW + HOUR)


def test_who_must_sign_in_again_is_not_asked_over_and_over() -> None:
    tries = failed(MailSignInError("The password is refused.", "Type it again."))
    assert next_look(NOW, nights(1), tries, 0.0) is None


@pytest.mark.parametrize("trigger", [Trigger.RESUME, Trigger.NETWORK])
def test_a_refused_password_is_not_tried_because_the_machine_woke(trigger: Trigger) -> None:
    tries = failed(MailSignInError("The password is refused.", "Type it again."))
    assert not tries.allows(trigger, NOW)


@pytest.mark.parametrize("trigger", [Trigger.START, Trigger.EDIT])
def test_a_refused_password_is_tried_after_she_acted(trigger: Trigger) -> None:
    tries = failed(MailSignInError("The password is refused.", "Type it again."))
    assert tries.allows(trigger, NOW)


@pytest.mark.parametrize("trigger", Trigger)
def test_what_happens_calls_for_a_look_while_all_is_well(trigger: Trigger) -> None:
    assert WELL.allows(trigger, NOW)


def test_two_looks_are_never_at_the_same_moment() -> None:
    due = next_look(CLOSES - 10 * MINUTE - timedelta(seconds=1), nights(1), WELL, 0.0)
    assert due is not None
    assert due > CLOSES - 10 * MINUTE

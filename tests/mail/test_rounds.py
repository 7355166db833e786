"""Looking at mailboxes again and again."""

from __future__ import annotations

from datetime import datetime, timedelta

from boundary.errors import SettingsError, StoreError
from boundary.journal import MemoryJournal
from boundary.mail.keeper import Keeper
from boundary.mail.looks import Trigger
from boundary.mail.mailbox import MailError, MailSignInError
from boundary.mail.outcome import Standing
from boundary.mail.reply import Wanted
from boundary.mail.rounds import Round, earliest
from tests.mail.contract import NOW, nights
from tests.mail.fake_mailbox import FakeMailbox
from tests.mail.test_keeper import SetClock

MINUTE = timedelta(minutes=1)
REFUSED = MailSignInError("The password is refused.", "Type it again.")


class LockedShelf(MemoryJournal):
    """A store that is not open."""

    def recall(self, name: str) -> object:
        del name
        raise StoreError("The store can't be opened.", "Unlock the keyring.")


def a_round(mailbox: FakeMailbox | None = None, shelf: MemoryJournal | None = None) -> Round:
    box = mailbox or FakeMailbox()
    keeper = Keeper(box, shelf or MemoryJournal(), "practice", box.owner, SetClock())
    return Round(keeper, lambda _now: nights(3), lambda: 0.0)


def test_a_look_settles_the_mailbox() -> None:
    assert a_round().look(NOW).standing is Standing.ARMED


def test_after_a_good_look_the_next_is_half_an_hour_later() -> None:
    one = a_round()
    one.look(NOW)
    assert one.due == NOW + 30 * MINUTE


def test_after_a_failure_the_next_is_a_minute_later() -> None:
    one = a_round(FakeMailbox(trouble=MailError("It does not answer.", "Try again later.")))
    one.look(NOW)
    assert one.due == NOW + MINUTE


def test_a_start_makes_the_first_look_due() -> None:
    one = a_round()
    assert not one.is_due(NOW)
    assert one.call(Trigger.START, NOW)
    assert one.is_due(NOW)


def test_a_refused_password_waits_for_her() -> None:
    one = a_round(FakeMailbox(trouble=REFUSED))
    one.look(NOW)
    assert one.due is None
    assert not one.call(Trigger.RESUME, NOW)
    assert one.call(Trigger.EDIT, NOW)


def test_a_store_that_is_shut_is_trouble_and_no_crash() -> None:
    box = FakeMailbox()
    outcome = a_round(box, LockedShelf()).look(NOW)
    assert (outcome.standing, box.done) == (Standing.TROUBLE, [])


def test_hours_that_can_not_be_used_leave_the_mailbox_as_it_is() -> None:
    def unusable(_now: datetime) -> Wanted:
        raise SettingsError("Your hours never open.", "Give a day a window.")

    one = a_round()
    one.look(NOW)
    one.wanted = unusable
    outcome = one.look(NOW)
    assert (outcome.standing, outcome.trouble and outcome.trouble.title) == (
        Standing.TROUBLE,
        "Your hours never open.",
    )


def test_the_earliest_of_several_is_due_first() -> None:
    one, other, waits = a_round(), a_round(), a_round(FakeMailbox(trouble=REFUSED))
    one.look(NOW)
    other.look(NOW - 5 * MINUTE)
    waits.look(NOW)
    assert earliest({"a": one, "b": other, "c": waits}) == other.due


def test_without_any_nothing_is_due() -> None:
    assert earliest({}) is None

"""Hosts that she has to set by hand: what to type, and what is known of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from boundary.clock import Span
from boundary.errors import StoreError
from boundary.journal import MemoryJournal
from boundary.mail.keeper import Keeper
from boundary.mail.mailbox import Found, Proof
from boundary.mail.manual import (
    Guide,
    ManualHost,
    ManualMailbox,
    Task,
    Todo,
    guide,
    remind_at,
)
from boundary.mail.outcome import Standing
from boundary.mail.reply import Reply, Wanted
from tests.mail.contract import HOUR, NOW, SECRET, MailboxContract, nights, reply
from tests.mail.test_keeper import SetClock


class FickleShelf(MemoryJournal):
    """A shelf that may be locked."""

    locked = False

    def recall(self, name: str) -> object:
        if self.locked:
            raise StoreError("The keyring is locked.", "Unlock it.")
        return super().recall(name)


class ObedientHand(ManualMailbox):
    """She types at once what she is asked to."""

    def write(self, wanted: Wanted) -> None:
        super().write(wanted)
        if self.task is not None:
            self.done()

    def restore(self, original: bytes) -> None:
        super().restore(original)
        task = self.task
        if task is not None and self.read().found is Found.NOTHING:
            self.done()


class HandStage:
    """A host where she types, and the shelf that knows of it."""

    owner = ""

    def __init__(self) -> None:
        self._shelf = FickleShelf()
        self.mailbox = ObedientHand(ManualHost.PROTON, self._shelf, "practice")

    def set_own(self) -> None:
        self.mailbox.found_own()

    def state(self) -> object:
        record = self._shelf.recall("mail.practice.by_hand") or {}
        assert isinstance(record, dict)
        return {name: value for name, value in record.items() if name in ("typed", "own")}

    def lose(self) -> None:
        self._shelf.locked = True

    def find(self) -> None:
        self._shelf.locked = False


class TestAHostThatIsSetByHand(MailboxContract):
    @pytest.fixture
    def stage(self) -> HandStage:
        return HandStage()


def box(host: ManualHost = ManualHost.PROTON) -> ManualMailbox:
    return ManualMailbox(host, MemoryJournal(), "practice")


def guided(host: ManualHost) -> Guide:
    return guide(host, Task(Todo.TYPE, reply(NOW)), "Monday, November 23", "Monday, December 7")


def test_what_is_wanted_waits_for_her_to_type_it() -> None:
    mailbox = box()
    mailbox.write(nights(1))
    assert mailbox.task is not None
    assert mailbox.task.todo is Todo.TYPE
    assert mailbox.read().found is Found.NOTHING


def test_it_counts_once_she_says_that_she_did_it() -> None:
    mailbox = box()
    mailbox.write(nights(1))
    mailbox.done()
    assert mailbox.read().mark == mailbox.mark(nights(1))
    assert mailbox.task is None


def test_what_she_typed_is_not_asked_for_again() -> None:
    mailbox = box()
    mailbox.write(nights(1))
    mailbox.done()
    mailbox.write(nights(1))
    assert mailbox.task is None


def test_another_text_is_another_task_and_the_first_one_holds_until_then() -> None:
    mailbox = box()
    mailbox.write(nights(1))
    mailbox.done()
    mailbox.write(nights(1, NOW + 9 * HOUR))
    assert mailbox.task is not None
    assert mailbox.read().mark == mailbox.mark(nights(1))


def test_switching_off_is_a_task_too() -> None:
    mailbox = box()
    mailbox.write(nights(1))
    mailbox.done()
    mailbox.restore(b"")
    assert mailbox.task == Task(Todo.SWITCH_OFF)


def test_what_she_never_typed_need_not_be_switched_off() -> None:
    mailbox = box()
    mailbox.write(nights(1))
    mailbox.restore(b"")
    assert mailbox.task is None


def test_the_keeper_waits_for_her_hand_and_then_believes_her() -> None:
    mailbox = box()
    keeper = Keeper(mailbox, MemoryJournal(), "practice", "here", SetClock())
    assert keeper.settle(nights(1)).standing is Standing.BY_HAND
    mailbox.done()
    assert keeper.settle(nights(1)).standing is Standing.ARMED


def test_the_keeper_switches_off_what_she_typed() -> None:
    mailbox = box()
    keeper = Keeper(mailbox, MemoryJournal(), "practice", "here", SetClock())
    keeper.settle(nights(1))
    mailbox.done()
    keeper.settle(nights(1))
    assert keeper.off().standing is Standing.OFF
    assert mailbox.task == Task(Todo.SWITCH_OFF)


def test_nobody_can_look_whether_she_typed_it() -> None:
    assert box().limits.proof is Proof.NONE


def test_she_is_reminded_two_days_before_it_runs_out() -> None:
    end = NOW + timedelta(days=14)
    assert remind_at(Reply(Span(NOW, end), "", "")) == end - timedelta(days=2)


@pytest.mark.parametrize("host", ManualHost)
def test_every_host_has_steps_that_end_with_saving(host: ManualHost) -> None:
    assert guided(host).steps[-1] == "Save."


@pytest.mark.parametrize("host", ManualHost)
def test_every_host_gets_the_text_as_it_is(host: ManualHost) -> None:
    assert ("Text", reply(NOW).body) in guided(host).copies


@pytest.mark.parametrize("host", [ManualHost.PROTON, ManualHost.ICLOUD, ManualHost.OTHER])
def test_a_host_that_knows_dates_is_given_both(host: ManualHost) -> None:
    assert "Set it from Monday, November 23 to Monday, December 7." in guided(host).steps


def test_a_host_without_dates_has_its_reminder_named() -> None:
    assert "Monday, December 7" in " ".join(guided(ManualHost.HUSHMAIL).steps)


def test_hushmail_answers_the_same_person_once_an_hour() -> None:
    assert box(ManualHost.HUSHMAIL).limits.again == HOUR


def test_a_guide_tells_its_text_to_nobody_else() -> None:
    task = Task(Todo.TYPE, reply(NOW))
    assert SECRET not in f"{task!r} {guide(ManualHost.PROTON, task, 'a', 'b')!r}"


def test_a_text_is_asked_for_once_in_twelve_days() -> None:
    mailbox = box()
    first = mailbox.anchor(NOW, "basis", note=True)
    assert mailbox.anchor(NOW + timedelta(days=11), "basis", note=True) == first


def test_after_twelve_days_another_text_is_due() -> None:
    mailbox, later = box(), NOW + timedelta(days=12)
    mailbox.anchor(NOW, "basis", note=True)
    assert mailbox.anchor(later, "basis", note=True) == later


def test_other_hours_or_words_are_another_text() -> None:
    mailbox = box()
    mailbox.anchor(NOW, "basis", note=True)
    assert mailbox.anchor(NOW + HOUR, "other", note=True) == NOW + HOUR


def test_a_look_notes_no_anchor() -> None:
    mailbox = box()
    mailbox.anchor(NOW, "basis", note=False)
    assert mailbox.anchor(NOW + HOUR, "basis", note=True) == NOW + HOUR


def test_the_anchor_stays_when_she_has_typed_it() -> None:
    mailbox = box()
    mailbox.anchor(NOW, "basis", note=True)
    mailbox.write(nights(1))
    mailbox.done()
    assert mailbox.anchor(NOW + HOUR, "basis", note=True) == NOW


def test_the_keeper_goes_on_waiting_for_her_hand() -> None:
    clock = SetClock()
    keeper = Keeper(box(), MemoryJournal(), "practice", "here", clock)
    keeper.settle(nights(1))
    clock.instant = NOW + 3 * HOUR
    assert keeper.look(nights(1)).standing is Standing.BY_HAND

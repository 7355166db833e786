"""The keeper: it settles a mailbox, leaves hers alone, and says what it found."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from boundary.clock import Span
from boundary.journal import MemoryJournal
from boundary.mail.classify import Recovered
from boundary.mail.intents import Choice, Notes, owner_mark
from boundary.mail.keeper import Keeper
from boundary.mail.mailbox import (
    ForeignReplyError,
    Found,
    MailError,
    MailSignInError,
    Observed,
    Proof,
)
from boundary.mail.outcome import Asked, Outcome, Standing
from boundary.mail.reply import Wanted
from tests.mail.contract import HOUR, NOW, SECRET, nights
from tests.mail.fake_mailbox import FakeMailbox, failing_at, own_text

MINUTE = timedelta(minutes=1)
ACCOUNT = "practice"
GONE = MailError("The server does not answer.", "Try again later.")


class SetClock:
    """A clock that stands still until it is moved."""

    def __init__(self, instant: datetime = NOW) -> None:
        self.instant = instant

    def now(self) -> datetime:
        return self.instant

    def monotonic(self) -> float:
        return 0.0

    def until(self, instant: datetime) -> timedelta:
        return max(instant - self.instant, timedelta(0))


class Desk:
    """A keeper, its fake mailbox, its shelf and its clock."""

    def __init__(self, mailbox: FakeMailbox | None = None, *, lasting: bool = True) -> None:
        self.mailbox = mailbox or FakeMailbox()
        self.shelf = MemoryJournal()
        self.clock = SetClock()
        self.keeper = self.started(lasting=lasting)

    def started(self, *, lasting: bool = True) -> Keeper:
        """Return a keeper as after a start of the program."""
        return Keeper(
            self.mailbox, self.shelf, ACCOUNT, self.mailbox.owner, self.clock, lasting=lasting
        )

    def settle(self, wanted: Wanted | None = None) -> Outcome:
        return self.keeper.settle(nights(3) if wanted is None else wanted)

    def set_own(self, text: str = "Back on Monday") -> None:
        self.mailbox.slots.put("active", own_text(f"{text} {SECRET}"))

    @property
    def active(self) -> str:
        return self.mailbox.slots.get("active")

    def end_it(self) -> None:
        """Let her end it on her phone."""
        self.mailbox.slots.put("active", "")

    def choose(self, outcome: Outcome, choice: Choice) -> None:
        assert outcome.question is not None
        self.keeper.answer(outcome.question, choice)


def about(outcome: Outcome) -> Asked:
    assert outcome.question is not None
    return outcome.question.about


def taken_over(windows: int | None = 1) -> Desk:
    """Return a desk where ours took the place of hers."""
    desk = Desk(FakeMailbox(windows=windows))
    desk.set_own()
    desk.choose(desk.settle(nights(1)), Choice.TAKE_OVER)
    desk.settle(nights(1))
    return desk


def test_an_empty_mailbox_is_armed() -> None:
    desk = Desk()
    assert desk.settle().standing is Standing.ARMED
    assert desk.mailbox.read().mark == desk.mailbox.mark(nights(3))


def test_an_armed_mailbox_says_from_when_to_when_it_answers() -> None:
    during = Desk().settle().during
    assert during is not None
    assert (during.start, during.end) == (NOW + 7 * HOUR, NOW + 69 * HOUR)


def test_settling_when_nothing_changed_costs_one_read_and_no_write() -> None:
    desk = Desk()
    desk.settle()
    desk.mailbox.done.clear()
    desk.settle()
    assert desk.mailbox.done == ["read"]


def test_what_changed_is_written() -> None:
    desk = Desk()
    desk.settle()
    assert desk.settle(nights(2)).standing is Standing.ARMED
    assert desk.mailbox.read().mark == desk.mailbox.mark(nights(2))


def test_nothing_wanted_and_nothing_there_is_nothing_to_do() -> None:
    desk = Desk()
    assert desk.settle(Wanted()).standing is Standing.NOTHING
    assert desk.mailbox.writes == 0


def test_ours_goes_where_nothing_is_wanted_any_more() -> None:
    desk = Desk()
    desk.settle()
    assert desk.settle(Wanted()).standing is Standing.NOTHING
    assert desk.active == ""


def test_her_own_reply_is_not_asked_about_where_nothing_is_wanted() -> None:
    desk = Desk()
    desk.set_own()
    assert desk.settle(Wanted()).standing is Standing.NOTHING


def test_a_look_writes_nothing() -> None:
    desk = Desk()
    assert desk.keeper.look(nights(3)).standing is Standing.NOT_SET
    assert (desk.mailbox.writes, desk.shelf.recall(f"mail.{ACCOUNT}")) == (0, None)


def test_the_same_is_ours_also_for_who_has_no_notes_of_it() -> None:
    desk = Desk()
    desk.settle()
    desk.shelf = MemoryJournal()
    desk.keeper = desk.started()
    assert desk.settle().standing is Standing.ARMED
    assert desk.mailbox.writes == 1


# Hers


def test_her_own_reply_is_asked_about_and_left_alone() -> None:
    desk = Desk()
    desk.set_own()
    before = desk.active
    assert about(desk.settle()) is Asked.FOREIGN
    assert desk.active == before


def test_her_own_reply_stays_while_ours_stands_back() -> None:
    desk = Desk()
    desk.set_own()
    before = desk.active
    desk.choose(desk.settle(), Choice.STAND_BACK)
    assert desk.settle().standing is Standing.STANDING_BACK
    assert desk.active == before


def test_ours_comes_when_the_one_it_stood_back_for_is_gone() -> None:
    desk = Desk()
    desk.set_own()
    desk.choose(desk.settle(), Choice.STAND_BACK)
    desk.settle()
    desk.end_it()
    assert desk.settle().standing is Standing.ARMED


def test_standing_back_holds_when_she_changes_her_words() -> None:
    desk = Desk()
    desk.set_own()
    desk.choose(desk.settle(), Choice.STAND_BACK)
    desk.set_own("Back on Tuesday")
    assert desk.settle().standing is Standing.STANDING_BACK


def test_cancel_leaves_the_mailbox_alone_and_asks_no_more() -> None:
    desk = Desk()
    desk.set_own()
    desk.choose(desk.settle(), Choice.CANCEL)
    desk.mailbox.done.clear()
    assert desk.settle().standing is Standing.OFF
    assert desk.mailbox.done == []


def test_what_was_left_alone_is_asked_about_when_she_wants_it_kept() -> None:
    desk = Desk()
    desk.set_own()
    desk.choose(desk.settle(), Choice.CANCEL)
    desk.keeper.resume()
    assert about(desk.settle()) is Asked.FOREIGN


def test_ours_takes_her_replys_place_when_she_says_so() -> None:
    desk = Desk()
    desk.set_own()
    desk.choose(desk.settle(), Choice.TAKE_OVER)
    assert desk.settle().standing is Standing.ARMED


def test_leave_to_take_over_is_for_the_reply_that_she_was_asked_about() -> None:
    desk = Desk()
    desk.set_own()
    desk.choose(desk.settle(), Choice.TAKE_OVER)
    desk.set_own("Another one")
    assert about(desk.settle()) is Asked.FOREIGN


def test_her_reply_is_put_by_before_ours_is_written() -> None:
    desk = Desk()
    desk.set_own()
    desk.choose(desk.settle(), Choice.TAKE_OVER)
    seen: list[str] = []

    def before(step: str) -> None:
        original = Notes(desk.shelf, ACCOUNT).load().original
        if step == "put":
            seen.append("" if original is None else original.raw.decode())

    before_it, desk.mailbox.before = desk.active, before
    desk.settle()
    assert seen == [before_it]


def test_her_reply_is_not_replaced_where_nothing_keeps_it() -> None:
    desk = Desk(lasting=False)
    desk.set_own()
    before = desk.active
    desk.choose(desk.settle(), Choice.TAKE_OVER)
    assert desk.settle().standing is Standing.TROUBLE
    assert desk.active == before


def test_an_answer_that_was_not_a_choice_is_refused() -> None:
    desk = Desk()
    desk.settle()
    desk.end_it()
    desk.settle()
    desk.clock.instant = NOW + 6 * HOUR + 50 * MINUTE
    desk.settle()
    desk.end_it()
    desk.settle()
    desk.clock.instant = NOW + 22 * HOUR
    outcome = desk.settle()
    assert outcome.question is not None
    with pytest.raises(ValueError, match="choice"):
        desk.keeper.answer(outcome.question, Choice.STAND_BACK)


def test_ours_changed_by_another_hand_is_asked_about() -> None:
    desk = Desk()
    desk.settle()
    desk.mailbox.slots.put("active", desk.active.replace("Automatic", "My own"))
    assert about(desk.settle()) is Asked.DRIFT


def test_what_was_hers_before_comes_back_though_ours_was_changed_meanwhile() -> None:
    desk = taken_over()
    desk.mailbox.slots.put("active", desk.active.replace("Automatic", "My own"))
    desk.choose(desk.settle(nights(1)), Choice.TAKE_OVER)
    desk.settle(nights(1))
    desk.keeper.off()
    assert desk.active == own_text(f"Back on Monday {SECRET}")


def test_a_filter_that_stands_in_the_way_is_asked_about() -> None:
    desk = Desk()
    error = ForeignReplyError("A filter of yours answers too.", "Choose which one stays.")
    desk.mailbox.before = failing_at(2, error)
    outcome = desk.settle()
    assert (about(outcome), outcome.trouble) == (Asked.BESIDE, error)


class Filtered(FakeMailbox):
    """A mailbox where a filter of hers stands in the way until it is silenced."""

    silenced = False

    def write(self, wanted: Wanted) -> None:
        if not self.silenced:
            raise ForeignReplyError("A filter of yours answers too.", "Choose which one stays.")
        super().write(wanted)

    def replace(self, wanted: Wanted) -> None:
        self.silenced = True
        self.write(wanted)


def test_a_filter_is_silenced_when_she_says_so() -> None:
    desk = Desk(Filtered())
    desk.choose(desk.settle(), Choice.TAKE_OVER)
    assert desk.settle().standing is Standing.ARMED


def test_a_filter_that_she_wants_to_stay_is_not_asked_about_again() -> None:
    desk = Desk(Filtered())
    desk.choose(desk.settle(), Choice.STAND_BACK)
    assert desk.settle().standing is Standing.STANDING_BACK


def test_a_filter_that_stayed_is_asked_about_when_she_wants_the_mailbox_kept() -> None:
    desk = Desk(Filtered())
    desk.choose(desk.settle(), Choice.STAND_BACK)
    desk.keeper.resume()
    assert about(desk.settle()) is Asked.BESIDE


# Two computers


def test_what_another_computer_keeps_is_asked_about() -> None:
    desk = Desk()
    desk.settle()
    desk.mailbox.owner = "other-computer"
    desk.shelf = MemoryJournal()
    desk.keeper = desk.started()
    assert about(desk.settle(nights(2))) is Asked.ELSEWHERE


def test_a_mailbox_passes_to_this_computer_when_she_says_so() -> None:
    desk = Desk()
    desk.settle()
    desk.mailbox.owner = "other-computer"
    desk.shelf = MemoryJournal()
    desk.keeper = desk.started()
    desk.choose(desk.settle(), Choice.TAKE_OVER)
    assert desk.settle().standing is Standing.ARMED
    assert desk.mailbox.read().owner == "other-computer"


def test_a_computer_has_the_same_mark_the_next_time() -> None:
    shelf = MemoryJournal()
    assert owner_mark(shelf) == owner_mark(shelf)


# What goes wrong


def test_what_can_not_be_read_is_never_written() -> None:
    desk = Desk()
    desk.mailbox.trouble = GONE
    assert desk.settle().standing is Standing.TROUBLE
    assert desk.mailbox.done == []


def test_trouble_tells_what_was_last_known() -> None:
    desk = Desk()
    armed = desk.settle()
    desk.clock.instant = NOW + HOUR
    desk.mailbox.trouble = GONE
    outcome = desk.settle()
    assert (outcome.trouble, outcome.checked, outcome.during) == (GONE, NOW, armed.during)


def test_a_wrong_password_is_told_as_such() -> None:
    desk = Desk()
    desk.mailbox.trouble = MailSignInError("The password is refused.", "Type it again.")
    assert isinstance(desk.settle().trouble, MailSignInError)


def test_a_clock_five_minutes_off_is_borne() -> None:
    desk = Desk(FakeMailbox(server_now=NOW + 5 * MINUTE))
    assert desk.settle().standing is Standing.ARMED


@pytest.mark.parametrize("off", [6 * MINUTE, -6 * MINUTE])
def test_a_clock_further_off_is_refused_and_nothing_is_written(off: timedelta) -> None:
    desk = Desk(FakeMailbox(server_now=NOW + off))
    outcome = desk.settle()
    assert "6 minutes apart" in str(outcome.trouble)
    assert desk.mailbox.writes == 0


def test_a_server_that_says_yes_and_does_nothing_is_not_believed() -> None:
    desk = Desk(FakeMailbox(keeps=False))
    assert desk.settle().standing is Standing.UNCONFIRMED


def test_what_could_not_be_confirmed_is_not_written_over_and_over() -> None:
    desk = Desk(FakeMailbox(keeps=False))
    desk.settle()
    desk.clock.instant = NOW + 30 * MINUTE
    assert desk.settle().standing is Standing.UNCONFIRMED
    assert desk.mailbox.writes == 1


def test_what_could_not_be_confirmed_is_written_again_after_an_hour() -> None:
    desk = Desk(FakeMailbox(keeps=False))
    desk.settle()
    desk.clock.instant = NOW + HOUR
    desk.mailbox.keeps = True
    assert desk.settle().standing is Standing.ARMED


def test_what_could_not_be_confirmed_was_not_ended_by_her() -> None:
    desk = Desk(FakeMailbox(keeps=False))
    desk.settle()
    desk.clock.instant = NOW + HOUR
    assert desk.settle().standing is Standing.UNCONFIRMED


def test_what_she_has_to_type_waits_for_her() -> None:
    desk = Desk(FakeMailbox(keeps=False, proof=Proof.NONE))
    assert desk.settle().standing is Standing.BY_HAND


def test_more_windows_than_the_host_holds_is_a_mistake_of_ours() -> None:
    desk = Desk(FakeMailbox(windows=1))
    with pytest.raises(ValueError, match="window"):
        desk.settle(nights(2))


# She ends it herself


def test_ending_it_on_her_phone_holds_until_the_next_window() -> None:
    desk = Desk()
    desk.settle()
    desk.clock.instant = NOW + 8 * HOUR
    desk.end_it()
    outcome = desk.settle()
    assert (outcome.standing, outcome.rest) == (Standing.ENDED, NOW + 21 * HOUR)
    assert desk.active == ""


def test_what_she_ended_stays_ended_while_it_holds() -> None:
    desk = Desk()
    desk.settle()
    desk.clock.instant = NOW + 8 * HOUR
    desk.end_it()
    desk.settle()
    desk.clock.instant = NOW + 20 * HOUR
    assert desk.settle().standing is Standing.ENDED


def test_what_she_ended_once_is_set_for_the_next_window() -> None:
    desk = Desk()
    desk.settle()
    desk.clock.instant = NOW + 8 * HOUR
    desk.end_it()
    desk.settle()
    desk.clock.instant = NOW + 21 * HOUR
    assert desk.settle().standing is Standing.ARMED


def ended_twice() -> Desk:
    """Return a desk on the morning after the second night in which she ended it."""
    desk = Desk()
    for night in range(2):
        desk.clock.instant = NOW + (24 * night) * HOUR
        desk.settle()
        desk.clock.instant = NOW + (24 * night + 8) * HOUR
        desk.end_it()
        desk.settle()
    desk.clock.instant = NOW + 45 * HOUR
    return desk


def test_what_she_ended_twice_is_asked_about() -> None:
    assert about(ended_twice().settle()) is Asked.ENDED


def test_what_she_ended_twice_comes_back_when_she_says_so() -> None:
    desk = ended_twice()
    desk.choose(desk.settle(), Choice.TAKE_OVER)
    assert desk.settle().standing is Standing.ARMED


def test_what_she_ended_twice_stays_off_when_she_says_so() -> None:
    desk = ended_twice()
    desk.choose(desk.settle(), Choice.CANCEL)
    assert desk.settle().standing is Standing.OFF


def test_a_window_that_ran_out_was_not_ended_by_her() -> None:
    desk = Desk(FakeMailbox(windows=1))
    desk.settle(nights(1))
    desk.clock.instant = NOW + 22 * HOUR
    desk.end_it()
    assert desk.settle(nights(1, NOW + 31 * HOUR)).standing is Standing.ARMED


# Off


def test_off_leaves_an_empty_mailbox_empty() -> None:
    desk = Desk()
    desk.settle()
    outcome = desk.keeper.off()
    assert (outcome.standing, outcome.left, desk.active) == (Standing.OFF, False, "")


def test_off_brings_her_own_reply_back() -> None:
    desk = taken_over()
    desk.keeper.off()
    assert desk.active == own_text(f"Back on Monday {SECRET}")


def test_off_leaves_what_is_not_ours_and_says_so() -> None:
    desk = Desk()
    desk.settle()
    desk.set_own("Set last night")
    before = desk.active
    assert desk.keeper.off().left
    assert desk.active == before


def test_what_was_left_is_told_as_long_as_it_is_off() -> None:
    desk = Desk()
    desk.settle()
    desk.set_own("Set last night")
    desk.keeper.off()
    assert desk.settle().left


def test_off_keeps_what_was_put_by_where_it_could_not_be_brought_back() -> None:
    desk = taken_over()
    desk.set_own("Set last night")
    desk.keeper.off()
    original = Notes(desk.shelf, ACCOUNT).load().original
    assert original is not None


def test_off_twice_is_off() -> None:
    desk = taken_over()
    desk.keeper.off()
    before = desk.active
    desk.keeper.off()
    assert desk.active == before


def test_what_is_off_is_not_read_again() -> None:
    desk = Desk()
    desk.settle()
    desk.keeper.off()
    desk.mailbox.done.clear()
    desk.settle()
    assert desk.mailbox.done == []


def test_what_was_off_is_armed_again_when_she_says_so() -> None:
    desk = Desk()
    desk.settle()
    desk.keeper.off()
    desk.keeper.resume()
    assert desk.settle().standing is Standing.ARMED


def test_off_knows_ours_without_notes_by_what_is_wanted() -> None:
    desk = Desk()
    desk.settle()
    desk.shelf = MemoryJournal()
    desk.keeper = desk.started()
    assert not desk.keeper.off(nights(3)).left
    assert desk.active == ""


def test_off_that_can_not_reach_the_server_says_so() -> None:
    desk = Desk()
    desk.settle()
    desk.mailbox.trouble = GONE
    assert desk.keeper.off().trouble is GONE


def test_off_that_was_cut_off_is_finished_by_the_next_look() -> None:
    desk = taken_over()
    desk.mailbox.before = failing_at(2, GONE)
    assert desk.keeper.off().standing is Standing.TROUBLE
    desk.mailbox.before = lambda _step: None
    assert desk.started().settle(nights(1)).standing is Standing.OFF
    assert desk.active == own_text(f"Back on Monday {SECRET}")


# A change that was cut off


def test_a_change_that_was_not_done_is_done_and_told() -> None:
    desk = Desk()
    desk.mailbox.before = failing_at(4, GONE)
    desk.settle()
    desk.mailbox.before = lambda _step: None
    outcome = desk.started().settle(nights(3))
    assert (outcome.recovered, outcome.standing) == (Recovered.AS_BEFORE, Standing.ARMED)


def test_a_change_that_was_done_is_told_and_not_done_again() -> None:
    desk = Desk()
    desk.mailbox.before = failing_at(5, GONE)
    desk.settle()
    desk.mailbox.before = lambda _step: None
    outcome = desk.started().settle(nights(3))
    assert (outcome.recovered, outcome.standing) == (Recovered.DONE, Standing.ARMED)
    assert desk.mailbox.writes == 1


def test_a_reply_that_she_set_in_the_middle_of_a_change_is_hers() -> None:
    desk = Desk()
    desk.mailbox.before = failing_at(4, GONE)
    desk.settle()
    desk.mailbox.before = lambda _step: None
    desk.set_own()
    outcome = desk.started().settle(nights(3))
    assert (outcome.recovered, about(outcome)) == (Recovered.OTHER, Asked.FOREIGN)


def test_how_a_change_ended_is_told_once() -> None:
    desk = Desk()
    desk.mailbox.before = failing_at(4, GONE)
    desk.settle()
    desk.mailbox.before = lambda _step: None
    desk.settle()
    assert desk.settle().recovered is None


def test_no_note_and_no_outcome_tells_her_words() -> None:
    desk = taken_over()
    kept = Notes(desk.shelf, ACCOUNT).load()
    assert kept.original is not None
    assert SECRET not in f"{kept!r} {desk.settle(nights(1))!r} {desk.keeper!r}"


def test_notes_come_back_as_they_were() -> None:
    desk = taken_over()
    notes = Notes(desk.shelf, ACCOUNT)
    kept = notes.load()
    notes.save(kept)
    assert notes.load() == kept


def test_a_reply_of_hers_whose_time_is_over_is_no_hindrance() -> None:
    class Past(FakeMailbox):
        def read(self) -> Observed:
            seen = super().read()
            if b'"her"' not in seen.original:
                return seen
            over = Span(NOW - 9 * HOUR, NOW - HOUR)
            return Observed(Found.SET, seen.mark, "", seen.original, over)

    desk = Desk(Past())
    desk.set_own()
    assert desk.settle().standing is Standing.ARMED
    desk.keeper.off()
    assert desk.active == own_text(f"Back on Monday {SECRET}")

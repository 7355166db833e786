"""What all mailboxes have in common: the suite that the fake passes first, then each adapter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest

from boundary.clock import Span
from boundary.mail.mailbox import ForeignReplyError, Found, Mailbox, MailError
from boundary.mail.reply import OPENING, Reply, Wanted

SECRET = "Kd71-own-words"
"""A piece of every text, hers and ours, and of what the stage signs in with: never to be told."""

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
"""A Monday with the mailbox open; a stage whose server has a clock sets it to this."""

FRAME = f"Not read right now ({SECRET}).\nRead again on {OPENING}.\n"

AWKWARD = (
    f'{SECRET}\n.\n..two dots\n${{subject}} "quoted" <b>bold</b> & 100%\nZoë, 9 to 5, 20 €\n\nend\n'
)
"""A text with all that some server has stumbled over."""


def reply(start: datetime, opening: str = "Tuesday at 9:00 am", frame: str = FRAME) -> Reply:
    """Return a reply for the 14 hours (a night) from *start* (UTC)."""
    return Reply(Span(start, start + 14 * HOUR), "Automatic reply", frame, opening)


def nights(count: int, first: datetime = NOW + 7 * HOUR) -> Wanted:
    """Return what is wanted for *count* nights, the first from *first* (UTC) on."""
    return Wanted(tuple(reply(first + n * DAY, f"night {n} at 9:00 am") for n in range(count)))


class Stage(Protocol):
    """A mailbox, and whoever has its server. A new one answers nothing."""

    mailbox: Mailbox
    owner: str
    """The mark that this computer writes with."""

    def set_own(self) -> None:
        """Let her set a reply of her own, by hand, with `SECRET` in its text."""
        ...

    def state(self) -> object:
        """Return all that the server holds for her, to be compared."""
        ...

    def lose(self) -> None:
        """Make the server unreachable, or unreadable."""
        ...

    def find(self) -> None:
        """Bring it back, as it was."""
        ...


def some(stage: Stage) -> Wanted:
    """Return as many nights as the mailbox of *stage* holds, at most three."""
    return nights(min(stage.mailbox.limits.windows or 3, 3))


def others(stage: Stage) -> Wanted:
    """Return what differs from `some` in every window."""
    return nights(min(stage.mailbox.limits.windows or 2, 2), NOW + DAY + 8 * HOUR)


class MailboxContract:
    """Subclass it and give the fixture `stage`."""

    def test_a_mailbox_in_which_nothing_is_set_has_nothing(self, stage: Stage) -> None:
        seen = stage.mailbox.read()
        assert (seen.found, seen.mark) == (Found.NOTHING, "")

    def test_what_is_written_is_read_with_the_mark_that_was_foretold(self, stage: Stage) -> None:
        stage.mailbox.write(some(stage))
        seen = stage.mailbox.read()
        assert (seen.found, seen.mark) == (Found.SET, stage.mailbox.mark(some(stage)))

    def test_writing_the_same_again_changes_nothing(self, stage: Stage) -> None:
        stage.mailbox.write(some(stage))
        before = stage.state()
        stage.mailbox.write(some(stage))
        assert stage.state() == before

    def test_what_is_written_later_takes_the_place_of_the_first(self, stage: Stage) -> None:
        stage.mailbox.write(some(stage))
        stage.mailbox.write(others(stage))
        assert stage.mailbox.read().mark == stage.mailbox.mark(others(stage))

    def test_two_replies_that_differ_have_two_marks(self, stage: Stage) -> None:
        assert stage.mailbox.mark(some(stage)) != stage.mailbox.mark(others(stage))

    def test_another_text_alone_is_another_mark(self, stage: Stage) -> None:
        night = some(stage).replies[0]
        other = Reply(night.during, night.subject, f"{FRAME}Thank you.\n", night.opening)
        assert stage.mailbox.mark(Wanted((night,))) != stage.mailbox.mark(Wanted((other,)))

    def test_an_awkward_text_is_read_as_it_was_written(self, stage: Stage) -> None:
        wanted = Wanted((reply(NOW + 7 * HOUR, frame=AWKWARD),))
        stage.mailbox.write(wanted)
        assert stage.mailbox.read().mark == stage.mailbox.mark(wanted)

    def test_wanting_nothing_is_read_as_such(self, stage: Stage) -> None:
        stage.mailbox.write(some(stage))
        stage.mailbox.write(Wanted())
        assert stage.mailbox.read().mark == stage.mailbox.mark(Wanted())

    def test_reading_twice_gives_the_same(self, stage: Stage) -> None:
        stage.mailbox.write(some(stage))
        first, second = stage.mailbox.read(), stage.mailbox.read()
        assert (first.found, first.mark, first.owner, first.original) == (
            second.found,
            second.mark,
            second.owner,
            second.original,
        )

    def test_reading_changes_nothing_of_ours(self, stage: Stage) -> None:
        stage.mailbox.write(some(stage))
        before = stage.state()
        stage.mailbox.read()
        assert stage.state() == before

    def test_reading_changes_nothing_of_hers(self, stage: Stage) -> None:
        stage.set_own()
        before = stage.state()
        stage.mailbox.read()
        assert stage.state() == before

    def test_her_own_reply_is_seen_and_is_not_ours(self, stage: Stage) -> None:
        stage.set_own()
        seen = stage.mailbox.read()
        assert seen.found is Found.SET
        assert seen.mark not in ("", stage.mailbox.mark(some(stage)))

    def test_her_own_reply_has_nobody_for_an_owner(self, stage: Stage) -> None:
        stage.set_own()
        assert stage.mailbox.read().owner == ""

    def test_her_own_reply_comes_back_as_it_was(self, stage: Stage) -> None:
        """Where it can't be replaced, writing refuses and leaves it as it is."""
        stage.set_own()
        before, original = stage.state(), stage.mailbox.read().original
        try:
            stage.mailbox.write(some(stage))
        except ForeignReplyError:
            assert stage.state() == before
            return
        stage.mailbox.restore(original)
        assert stage.state() == before

    def test_restoring_nothing_leaves_the_server_as_it_was_found(self, stage: Stage) -> None:
        before, original = stage.state(), stage.mailbox.read().original
        stage.mailbox.write(some(stage))
        stage.mailbox.restore(original)
        assert stage.state() == before
        assert stage.mailbox.read().found is Found.NOTHING

    def test_restoring_without_an_original_takes_ours_away(self, stage: Stage) -> None:
        stage.mailbox.write(some(stage))
        stage.mailbox.restore(b"")
        assert stage.mailbox.read().found is Found.NOTHING

    def test_restoring_twice_is_restoring(self, stage: Stage) -> None:
        original = stage.mailbox.read().original
        stage.mailbox.write(some(stage))
        stage.mailbox.restore(original)
        before = stage.state()
        stage.mailbox.restore(original)
        assert stage.state() == before

    def test_it_can_be_written_after_it_was_restored(self, stage: Stage) -> None:
        stage.mailbox.write(some(stage))
        stage.mailbox.restore(b"")
        stage.mailbox.write(some(stage))
        assert stage.mailbox.read().mark == stage.mailbox.mark(some(stage))

    def test_more_windows_than_it_holds_are_refused(self, stage: Stage) -> None:
        most = stage.mailbox.limits.windows
        if most is None:
            assert len(nights(60).replies) == 60
            stage.mailbox.write(nights(60))
            assert stage.mailbox.read().mark == stage.mailbox.mark(nights(60))
            return
        before = stage.state()
        with pytest.raises(ValueError, match="window"):
            stage.mailbox.write(nights(most + 1))
        assert stage.state() == before

    def test_a_server_that_is_gone_is_told_when_it_is_read(self, stage: Stage) -> None:
        stage.lose()
        with pytest.raises(MailError):
            stage.mailbox.read()

    def test_a_server_that_is_gone_is_not_written(self, stage: Stage) -> None:
        before = stage.state()
        stage.lose()
        with pytest.raises(MailError):
            stage.mailbox.write(some(stage))
        stage.find()
        assert stage.state() == before

    def test_a_server_that_is_gone_keeps_ours(self, stage: Stage) -> None:
        stage.mailbox.write(some(stage))
        before = stage.state()
        stage.lose()
        with pytest.raises(MailError):
            stage.mailbox.restore(b"")
        stage.find()
        assert stage.state() == before

    def test_a_server_that_is_back_is_read_again(self, stage: Stage) -> None:
        stage.mailbox.write(some(stage))
        stage.lose()
        with pytest.raises(MailError):
            stage.mailbox.read()
        stage.find()
        assert stage.mailbox.read().mark == stage.mailbox.mark(some(stage))

    def test_its_limits_and_marks_need_no_server(self, stage: Stage) -> None:
        limits, mark = stage.mailbox.limits, stage.mailbox.mark(some(stage))
        stage.lose()
        assert (stage.mailbox.limits, stage.mailbox.mark(some(stage))) == (limits, mark)

    def test_its_host_has_a_name(self, stage: Stage) -> None:
        assert stage.mailbox.limits.host

    def test_who_wrote_it_is_this_computer_or_is_not_kept(self, stage: Stage) -> None:
        stage.mailbox.write(some(stage))
        assert stage.mailbox.read().owner in ("", stage.owner)

    def test_when_it_answers_lies_within_what_was_wanted(self, stage: Stage) -> None:
        wanted = some(stage)
        stage.mailbox.write(wanted)
        during = stage.mailbox.read().during
        if during is not None:
            assert wanted.replies[0].during.start <= during.start
            assert during.end <= wanted.replies[-1].during.end

    def test_an_error_has_a_remedy_and_no_secret(self, stage: Stage) -> None:
        stage.lose()
        with pytest.raises(MailError) as caught:
            stage.mailbox.read()
        assert caught.value.remedy
        assert SECRET not in f"{caught.value} {caught.value!r}"

    def test_no_repr_holds_a_text(self, stage: Stage) -> None:
        stage.set_own()
        seen = stage.mailbox.read()
        assert SECRET not in f"{stage.mailbox!r} {seen!r}"

"""The keeper: brings a mailbox to the wanted replies, and checks that it kept them.

Read, tell whose it is, note what is about to be done, do it, read again. Done twice it changes
nothing; cut off anywhere, the next look finishes it or finds it undone, and says which. What is
hers is never overwritten unless she said so, and then it is put by first.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from boundary.clock import Clock, Span
from boundary.language import tr, trn
from boundary.mail.classify import (
    Recovered,
    State,
    classify,
    clock_off,
    is_ours,
    original_of,
    recovered,
    rest_until,
    waits_to_be_seen,
    was_ended,
)
from boundary.mail.intents import Answer, Choice, Intent, Kept, Notes, Shelf, Verb
from boundary.mail.mailbox import (
    ForeignReplyError,
    Found,
    Limits,
    Mailbox,
    MailError,
    Observed,
    Proof,
)
from boundary.mail.outcome import Asked, Outcome, Question, Standing
from boundary.mail.reply import Wanted

ENOUGH = 2
"""She ended it so many times: then she is asked, and nothing is set by itself any more."""

ALL = tuple(Choice)
NOTHING = Wanted()


@runtime_checkable
class Replacing(Protocol):
    """A mailbox where hers and ours can stand side by side, and hers can be silenced."""

    def replace(self, wanted: Wanted) -> None:
        """As `write`, and silence what of hers would answer; `restore` brings it back."""
        ...


class Keeper:
    """Keeps the mailbox of *account*; may take long, so not for the windows' thread.

    *shelf* holds its notes, encrypted; *lasting* is False where it ends with the program: her
    own reply is then never replaced. *owner* is this computer's mark (`intents.owner_mark`).
    Each method may raise StoreError; the mailbox is then not written.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        shelf: Shelf,
        account: str,
        owner: str,
        clock: Clock,
        *,
        lasting: bool = True,
    ) -> None:
        self._mailbox = mailbox
        self._notes = Notes(shelf, account)
        self._owner = owner
        self._clock = clock
        self._lasting = lasting

    @property
    def limits(self) -> Limits:
        """What the mailbox's host can do."""
        return self._mailbox.limits

    def settle(self, wanted: Wanted) -> Outcome:
        """Make the mailbox hold *wanted*, as far as she allows; costs one read if it does."""
        return self._look(wanted, write=True)

    def look(self, wanted: Wanted) -> Outcome:
        """Return how the mailbox stands; nothing is written, here or there."""
        return self._look(wanted, write=False)

    def answer(self, question: Question, choice: Choice) -> None:
        """Note what she chose; the next `settle` acts on it. ValueError if it was no choice."""
        if choice not in question.choices:
            raise ValueError("not a choice of this question")
        kept = replace(self._notes.load(), answer=Answer(choice, question.mark))
        if question.about is Asked.ENDED:
            kept = replace(kept, ended=0, rest=None, answer=None)
        self._notes.save(replace(kept, paused=choice is Choice.CANCEL))

    def resume(self) -> None:
        """Keep this mailbox again, after it was switched off or left to her own reply."""
        kept = self._notes.load()
        if kept.paused or kept.answer is not None:
            self._notes.save(replace(kept, paused=False, left=False, answer=None))

    def off(self, wanted: Wanted = NOTHING) -> Outcome:
        """Leave the server as it was found, and keep this mailbox no longer.

        Only what is just as it was written is taken away; anything else is hers and stays.
        Where no notes are left, ours is known by being just what is *wanted*.
        """
        now = self._clock.now()
        kept = self._notes.load()
        try:
            seen = self._mailbox.read()
            cut_off = kept.intent
            again, kept = self._recover(seen, kept)
            if cut_off is not None and cut_off.verb is Verb.TAKE_AWAY:
                return replace(self._finish_off(seen, kept, again, write=True), recovered=again)
            if not kept.applied and seen.mark == self._mailbox.mark(wanted):
                kept = replace(kept, applied=_marks(seen.mark))
            if not is_ours(seen, kept, self._owner):
                left = seen.found is not Found.NOTHING
                self._notes.save(Kept(paused=True, original=kept.original, left=left))
                return Outcome(Standing.OFF, now, seen.during, recovered=again, left=left)
            return replace(self._take_away(seen, kept), recovered=again)
        except MailError as error:
            return _trouble(error, now, kept)

    def _look(self, wanted: Wanted, *, write: bool) -> Outcome:
        now = self._clock.now()
        kept = self._notes.load()
        if kept.paused and kept.intent is None:
            return Outcome(Standing.OFF, now, left=kept.left)
        again = None
        try:
            seen = self._mailbox.read()
            if (off := clock_off(seen, now)) is not None:
                return _trouble(_clock_error(off), now, kept)
            cut_off = kept.intent
            again, kept = self._recover(seen, kept)
            taking_away = cut_off is not None and cut_off.verb is Verb.TAKE_AWAY
            if write and again is not None and not taking_away:
                self._notes.save(kept)
            if taking_away:
                outcome = self._finish_off(seen, kept, again, write=write)
            else:
                outcome = self._act(seen, kept, wanted, again, write=write)
        except MailError as error:
            outcome = _trouble(error, now, kept)
        return replace(outcome, recovered=again)

    def _recover(self, seen: Observed, kept: Kept) -> tuple[Recovered | None, Kept]:
        """Return how the last change ended, and the notes as they are right for that.

        What was being taken away is still to be finished: its intent stays.
        """
        again, intent = recovered(seen, kept), kept.intent
        if again is None or intent is None or intent.verb is Verb.TAKE_AWAY:
            return again, kept
        applied = tuple(mark for mark in kept.applied if mark != intent.after)
        if again is Recovered.DONE:
            return again, replace(kept, intent=None, applied=_marks(intent.after))
        return again, replace(kept, intent=None, applied=applied)

    def _finish_off(
        self, seen: Observed, kept: Kept, again: Recovered | None, *, write: bool
    ) -> Outcome:
        """Take away what is left of ours; the step that counts may be done, others not yet."""
        now, intent = self._clock.now(), kept.intent
        ours = intent is not None and seen.mark in (intent.before, intent.after)
        if ours and write:
            return self._take_away(seen, kept)
        left = again is Recovered.OTHER and seen.found is not Found.NOTHING
        if write:
            self._notes.save(Kept(paused=True, original=kept.original, left=left))
        return Outcome(Standing.OFF, now, left=left)

    def _act(
        self,
        seen: Observed,
        kept: Kept,
        wanted: Wanted,
        again: Recovered | None,
        *,
        write: bool,
    ) -> Outcome:
        now = self._clock.now()
        mark = self._mailbox.mark(wanted)
        marks = frozenset({mark} if wanted.replies else {mark, ""})
        state = classify(seen, marks, kept, self._owner, now)
        if state is State.CURRENT:
            return self._current(seen, kept, wanted, mark, now, write=write)
        if state is State.ABSENT and again is None and was_ended(kept, now):
            kept = replace(
                kept, applied=(), verified=False, ended=kept.ended + 1, rest=rest_until(wanted, now)
            )
            if write:
                self._notes.save(kept)
        if state is State.ABSENT and kept.rest is not None:
            if now < kept.rest:
                return Outcome(Standing.ENDED, now, rest=kept.rest)
            if kept.ended >= ENOUGH:
                choices = (Choice.TAKE_OVER, Choice.CANCEL)
                return self._ask(Question(Asked.ENDED, "", choices), now)
        if state in (State.FOREIGN, State.DRIFT, State.ELSEWHERE):
            if not wanted.replies:
                return Outcome(Standing.NOTHING, now, seen.during)
            if (waits := self._hers(state, seen, kept, now, write=write)) is not None:
                return waits
        elif seen.found is Found.NOTHING and _stands_back(kept, seen):
            return Outcome(Standing.STANDING_BACK, now)
        elif waits_to_be_seen(kept, mark, now) or self._is_typed(kept, mark):
            return self._unconfirmed(kept, now)
        if not write:
            return Outcome(Standing.NOT_SET, now, seen.during)
        return self._apply(state, seen, kept, wanted, mark)

    def _current(
        self, seen: Observed, kept: Kept, wanted: Wanted, mark: str, now: datetime, *, write: bool
    ) -> Outcome:
        during = _extent(wanted)
        long_ago = kept.rest is not None and now >= kept.rest + timedelta(days=7)
        noted = replace(
            kept,
            applied=_marks(mark) if seen.mark else (),
            verified=bool(seen.mark),
            during=during,
            checked=now,
            intent=None,
            answer=None,
            ended=0 if long_ago else kept.ended,
            rest=None if long_ago else kept.rest,
        )
        if write:
            self._notes.save(noted)
        if not wanted.replies:
            return Outcome(Standing.NOTHING, now, checked=now)
        standing = Standing.ARMED
        return Outcome(standing, now, seen.during or during, checked=now)

    def _hers(
        self, state: State, seen: Observed, kept: Kept, now: datetime, *, write: bool
    ) -> Outcome | None:
        """Return what to wait for; None once she wants ours in its place."""
        answer = kept.answer
        if _takes_over(kept, seen):
            return None
        if answer is not None and answer.choice is Choice.STAND_BACK:
            if write and seen.found is Found.BESIDE and is_ours(seen, kept, self._owner):
                self._take_away(seen, kept)
                self._notes.save(Kept(answer=answer))
            return Outcome(Standing.STANDING_BACK, now, seen.during)
        about = {
            State.DRIFT: Asked.DRIFT,
            State.ELSEWHERE: Asked.ELSEWHERE,
        }.get(state, Asked.BESIDE if seen.found is Found.BESIDE else Asked.FOREIGN)
        until = seen.during.end if seen.during is not None else None
        return self._ask(Question(about, seen.mark, ALL, until), now)

    def _ask(self, question: Question, now: datetime) -> Outcome:
        return Outcome(Standing.ASKING, now, question=question)

    def _apply(
        self, state: State, seen: Observed, kept: Kept, wanted: Wanted, mark: str
    ) -> Outcome:
        """Put what is hers by, note what is meant, write it and read it back."""
        now = self._clock.now()
        original = original_of(state, seen, kept, now)
        if state is State.FOREIGN and not self._lasting:
            raise MailError(
                tr("Your own reply is set, and there is no place to keep it safe."),
                tr("Unlock your keyring first; until then, your own reply stays as it is."),
            )
        meant = replace(
            kept,
            applied=(*kept.applied, *_marks(mark)),
            original=original,
            intent=Intent(Verb.WRITE, seen.mark, mark),
        )
        self._notes.save(meant)
        try:
            allowed = state is State.FOREIGN or _takes_over(kept, seen)
            if allowed and isinstance(self._mailbox, Replacing):
                self._mailbox.replace(wanted)
            else:
                self._mailbox.write(wanted)
        except ForeignReplyError as error:
            self._notes.save(replace(kept, answer=None))
            question = Question(Asked.BESIDE, seen.mark, ALL)
            return Outcome(Standing.ASKING, now, trouble=error, question=question)
        back = self._mailbox.read()
        now = self._clock.now()
        if back.mark == mark and back.found is not Found.BESIDE:
            return self._current(back, replace(meant, tried=now), wanted, mark, now, write=True)
        noted = replace(meant, intent=None, verified=False, tried=now, during=_extent(wanted))
        self._notes.save(noted)
        return self._unconfirmed(noted, now)

    def _is_typed(self, kept: Kept, mark: str) -> bool:
        """Tell whether she was asked to type just this: then only she can go on."""
        asked = mark in kept.applied and not kept.verified
        return asked and self.limits.proof is Proof.NONE

    def _unconfirmed(self, kept: Kept, now: datetime) -> Outcome:
        by_hand = self.limits.proof is Proof.NONE
        standing = Standing.BY_HAND if by_hand else Standing.UNCONFIRMED
        return Outcome(standing, now, kept.during, checked=kept.checked)

    def _take_away(self, seen: Observed, kept: Kept) -> Outcome:
        """Put back what was there before; `seen` is ours, or what was there before already."""
        original = kept.original
        raw, after = (original.raw, original.mark) if original is not None else (b"", "")
        if kept.intent is None:
            self._notes.save(replace(kept, intent=Intent(Verb.TAKE_AWAY, seen.mark, after)))
        self._mailbox.restore(raw)
        back = self._mailbox.read()
        now = self._clock.now()
        if back.mark in kept.applied:
            raise MailError(
                tr("The server still shows the reply that was taken away."),
                tr("Look at the automatic reply in your mail's own settings, then try again."),
            )
        left = back.mark != after
        self._notes.save(Kept(paused=True, left=left))
        return Outcome(Standing.OFF, now, back.during, left=left)


def _marks(mark: str) -> tuple[str, ...]:
    return (mark,) if mark else ()


def _extent(wanted: Wanted) -> Span | None:
    if not wanted.replies:
        return None
    return Span(wanted.replies[0].during.start, wanted.replies[-1].during.end)


def _takes_over(kept: Kept, seen: Observed) -> bool:
    return kept.answer == Answer(Choice.TAKE_OVER, seen.mark)


def _stands_back(kept: Kept, seen: Observed) -> bool:
    return kept.answer == Answer(Choice.STAND_BACK, seen.mark)


def _trouble(error: MailError, now: datetime, kept: Kept) -> Outcome:
    return Outcome(Standing.TROUBLE, now, kept.during, kept.checked, trouble=error)


def _clock_error(off: timedelta) -> MailError:
    minutes = off // timedelta(minutes=1)
    return MailError(
        trn(
            "This computer's clock and the mail server's are {n} minute apart.",
            "This computer's clock and the mail server's are {n} minutes apart.",
            minutes,
        ).format(n=minutes),
        tr("Set the clock of this computer; until then, the mailbox stays as it is."),
    )

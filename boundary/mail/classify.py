"""Whose is the reply that a mailbox holds: told from what was read and what was noted. Pure.

Ownership is the mark of what was last written, or the owner that the server keeps; a reply that
merely looks like ours is hers. What could not be read is in a class of its own, and nothing is
ever written because of it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from boundary.mail.intents import Kept, Original, Verb
from boundary.mail.mailbox import Found, Observed
from boundary.mail.reply import Wanted

MOST_OFF = timedelta(minutes=5)
"""How far this computer's clock may be from the server's: beyond, it is not known when she is
closed."""

EARLY = timedelta(minutes=10)
"""So long before a window begins it is made sure that the mailbox holds it."""

TRY_AGAIN = timedelta(hours=1)
"""After so long what could not be confirmed is written again; sooner would start each sender's
count afresh on hosts that count."""


class State(StrEnum):
    """What a mailbox holds, seen from what is wanted."""

    ABSENT = "absent"
    """No reply is set, or one of hers whose time is over."""
    CURRENT = "current"
    """Just what is wanted."""
    STALE = "stale"
    """Ours, from before the hours or the words changed."""
    DRIFT = "drift"
    """Ours, and changed by another hand."""
    FOREIGN = "foreign"
    """Not ours, or one of hers beside ours."""
    ELSEWHERE = "elsewhere"
    """Ours, kept by another computer of hers."""
    UNREADABLE = "unreadable"
    """Not known."""


class Recovered(StrEnum):
    """How a change ended that was cut off: by a crash, a power cut, a quit."""

    DONE = "done"
    """It had been done; only the note of it was missing."""
    AS_BEFORE = "as_before"
    """It had not been done: the mailbox answers as before."""
    OTHER = "other"
    """The mailbox holds something else: another hand was quicker."""


def classify(
    seen: Observed | None, marks: frozenset[str], kept: Kept, owner: str, now: datetime
) -> State:
    """Return what *seen* is (None: it could not be read) at *now* (UTC).

    *marks* are those of what is wanted ("" among them where nothing is), *owner* this computer's.
    """
    if seen is None:
        return State.UNREADABLE
    if seen.found is Found.BESIDE:
        return State.FOREIGN
    if seen.owner and seen.owner != owner:
        return State.ELSEWHERE
    if seen.mark in marks:
        return State.CURRENT
    if seen.found is Found.NOTHING:
        return State.ABSENT
    if seen.mark in kept.applied:
        return State.STALE
    if seen.owner == owner or (kept.applied and seen.during == kept.during is not None):
        return State.DRIFT
    if seen.during is not None and seen.during.end <= now:
        return State.ABSENT
    return State.FOREIGN


def is_ours(seen: Observed, kept: Kept, owner: str) -> bool:
    """Tell whether *seen* is just what this computer wrote, so that it may be taken away."""
    return bool(seen.mark) and seen.mark in kept.applied and seen.owner in ("", owner)


def recovered(seen: Observed, kept: Kept) -> Recovered | None:
    """Return how the change ended that was under way when the last note was made, if one was."""
    intent = kept.intent
    if intent is None:
        return None
    if seen.mark == intent.after:
        return Recovered.DONE
    if seen.mark == intent.before:
        return Recovered.AS_BEFORE
    if intent.verb is Verb.TAKE_AWAY and seen.found is Found.NOTHING:
        return Recovered.DONE
    return Recovered.OTHER


def clock_off(seen: Observed, now: datetime) -> timedelta | None:
    """Return how far *now* (UTC, this computer's) is from the server's clock, if it is too far."""
    if seen.server_now is None:
        return None
    off = abs(now - seen.server_now)
    return off if off > MOST_OFF else None


def was_ended(kept: Kept, now: datetime) -> bool:
    """Tell whether ours was there, should be there still, and was not taken away by us."""
    return kept.verified and kept.during is not None and now < kept.during.end


def rest_until(wanted: Wanted, now: datetime) -> datetime:
    """Return until when her ending it is respected: this window's end, or the next one's start."""
    for reply in wanted.replies:
        if reply.during.contains(now):
            return reply.during.end
        if now < reply.during.start:
            return max(reply.during.start - EARLY, now)
    return now


def waits_to_be_seen(kept: Kept, mark: str, now: datetime) -> bool:
    """Tell whether just this was written a short while ago, and could not be confirmed."""
    written = kept.tried is not None and now < kept.tried + TRY_AGAIN
    return written and not kept.verified and mark in kept.applied


def original_of(state: State, seen: Observed, kept: Kept, now: datetime) -> Original:
    """Return what is to be put back one day: the last that was there and was not ours.

    Where ours is merely gone (its time was over, or she ended it), a server may still hold its
    text switched off: what was there before it is the original still.
    """
    ours_gone = seen.found is Found.NOTHING and (kept.verified or kept.rest is not None)
    beside = seen.found is Found.BESIDE
    if kept.original is not None and (state in (State.STALE, State.DRIFT) or ours_gone or beside):
        return kept.original
    if state in (State.ABSENT, State.FOREIGN):
        return Original(seen.mark, now, seen.original)
    return Original("", now, b"")

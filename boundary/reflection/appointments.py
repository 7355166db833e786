"""Commitments as the calendar has them: matched by class, confirmed once, and watched over.

A class is the calendar and the code of the rule that sorted the appointment (`word:supervision`);
no title is looked at here. She confirms a class once, or says that it is none; until then it is
only asked about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from boundary.clock import Span
from boundary.language import tr
from boundary.reflection.book import Book
from boundary.reflection.commitments import Commitment, commitment_name, logged
from boundary.reflection.entries import Entry, Item
from boundary.schedule.sessions import CLIENT_WORK, Kind, Session

Class = tuple[int, str]
"""A calendar's position and a rule's code."""

SUGGESTED: Mapping[str, Commitment] = {
    "word:supervision": Commitment.SUPERVISION,
    "word:consult": Commitment.PEER_GROUP,
    "word:peer": Commitment.PEER_GROUP,
    "word:training": Commitment.LEARNING,
    "word:cpd": Commitment.LEARNING,
    "word:ce": Commitment.LEARNING,
    "word:own-therapy": Commitment.PERSONAL_THERAPY,
}
"""What a word suggests; she decides."""

_MAY_BE = frozenset({Kind.PROFESSIONAL, Kind.PERSONAL})


@dataclass(frozen=True, slots=True)
class Appointed:
    """A commitment in the calendar, in *span* (UTC), under the *key* of its appointment."""

    commitment: Commitment
    key: str
    span: Span

    def day(self, zone: tzinfo) -> date:
        """Return the local date on which it starts."""
        return self.span.start.astimezone(zone).date()


@dataclass(frozen=True, slots=True)
class Ask:
    """A class to be confirmed: it comes *times* times and may be *suggested*, or None."""

    of: Class
    suggested: Commitment | None
    times: int


def appointed(
    sessions: Iterable[Session], confirmed: Mapping[Class, Commitment | None]
) -> tuple[Appointed, ...]:
    """Return the commitments among *sessions*, in order of time; only *confirmed* classes count."""
    found = []
    for session in sessions:
        commitment = confirmed.get((session.calendar, session.why))
        if commitment is not None and session.kind in _MAY_BE and not session.all_day:
            found.append(Appointed(commitment, session.key, session.span))
    return tuple(sorted(found, key=lambda each: (each.span, each.key)))


def to_ask(
    sessions: Iterable[Session], confirmed: Mapping[Class, Commitment | None]
) -> tuple[Ask, ...]:
    """Return the classes that she has not been asked about, the most frequent first."""
    counts = Counter(
        (session.calendar, session.why)
        for session in sessions
        if session.kind in _MAY_BE and not session.all_day
    )
    asked = [Ask(of, SUGGESTED.get(of[1]), n) for of, n in counts.items() if of not in confirmed]
    return tuple(sorted(asked, key=lambda ask: (-ask.times, ask.of)))


def held(
    book: Book, commitments: Iterable[Appointed], now: datetime, zone: tzinfo
) -> tuple[Entry, ...]:
    """Return the entries of those that are over at *now* (UTC) and of which nothing is noted.

    The calendar's word, which she can change to moved or let go in one tap.
    """
    over = [each for each in commitments if each.span.end <= now]
    noted = {(e.day, e.name) for e in book.of(Item.COMMITMENT, None)}
    entries = {
        (each.day(zone), each.commitment.value): logged(each.day(zone), each.commitment)
        for each in over
        if each.day(zone) not in book.away
    }
    return tuple(entry for place, entry in sorted(entries.items()) if place not in noted)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A client session was laid over *commitment* from *start* (UTC) on."""

    commitment: Commitment
    start: datetime
    keys: tuple[str, str]

    def words(self, weekday: str, clock: str, *, masked: bool = False) -> str:
        """Return the one line on it; *weekday* and *clock* are its local time as she reads it."""
        name = commitment_name(self.commitment, masked=masked)
        return tr("{weekday} {clock}: a session lies over {name}.").format(
            weekday=weekday, clock=clock, name=name
        )


def conflicts(
    commitments: Iterable[Appointed], sessions: Iterable[Session], now: datetime
) -> tuple[Conflict, ...]:
    """Return where client work lies over a commitment that is not over at *now*, in order."""
    clients = [s for s in sessions if s.kind in CLIENT_WORK and not s.all_day]
    found = [
        Conflict(each.commitment, max(each.span.start, s.span.start), (each.key, s.key))
        for each in commitments
        for s in clients
        if each.span.end > now and s.span.overlaps(each.span)
    ]
    return tuple(sorted(found, key=lambda each: (each.start, each.keys)))


def vanished(
    before: Iterable[Appointed], after: Iterable[Appointed], now: datetime
) -> tuple[Appointed, ...]:
    """Return the future slots of *before* that the calendar of *after* does not have any more.

    A slot that was only given another time is not among them: its key is there still. One line
    for each belongs in the next weekly review.
    """
    there = {each.key for each in after}
    return tuple(each for each in before if each.span.start > now and each.key not in there)


def vanished_line(gone: Appointed, day: str, *, masked: bool = False) -> str:
    """Return the line on a slot that is gone; *day* is its local date as she reads it."""
    name = commitment_name(gone.commitment, masked=masked)
    return tr("{name} on {day} is no longer in your calendar.").format(name=name, day=day)

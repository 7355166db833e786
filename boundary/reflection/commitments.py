"""Commitments: what a therapist keeps up with others, and with herself, to last.

A commitment is held, moved or let go; there is no fourth word for it. It is due when none was
held within its cadence and some days of grace, counted in days on which she was not away and no
public holiday was kept. What she let go is settled for one more cadence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from boundary.language import tr, trn
from boundary.reflection.book import Book, clock_days
from boundary.reflection.entries import Entry, Item


class Commitment(StrEnum):
    """The kinds of commitment. Stored by value: never rename one."""

    SUPERVISION = "supervision"
    PEER_GROUP = "peer_group"
    BUDDY = "buddy"
    PERSONAL_THERAPY = "personal_therapy"
    CLASS = "class"
    LEARNING = "learning"
    TIME_OFF = "time_off"


class State(IntEnum):
    """What became of one."""

    HELD = 1
    MOVED = 2
    LET_GO = 3


@dataclass(frozen=True, slots=True)
class Cadence:
    """One in *every* so many days, due after *grace* more; 0 days: whenever it comes."""

    every: int
    grace: int = 0

    def __post_init__(self) -> None:
        if self.every < 0 or self.grace < 0:
            raise ValueError("a cadence has no days below 0")


WEEKLY = Cadence(7, 3)
TWO_WEEKLY = Cadence(14, 7)
MONTHLY = Cadence(31, 7)
QUARTERLY = Cadence(90)
FREE = Cadence(0)

PRESETS = (WEEKLY, TWO_WEEKLY, MONTHLY, QUARTERLY, FREE)
"""What she can choose for any of them; an own number of days is possible too."""

USUAL: Mapping[Commitment, Cadence] = {
    Commitment.SUPERVISION: TWO_WEEKLY,
    Commitment.PEER_GROUP: MONTHLY,
    Commitment.BUDDY: WEEKLY,
    Commitment.PERSONAL_THERAPY: FREE,
    Commitment.CLASS: WEEKLY,
    Commitment.LEARNING: FREE,
    Commitment.TIME_OFF: QUARTERLY,
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A commitment that she keeps up since the day *since*.

    `masked`: on screen it is her own time and nothing more. `protected`: planned like a session,
    so that no prompt overlaps or shortens it.
    """

    commitment: Commitment
    cadence: Cadence
    since: date
    masked: bool = False
    protected: bool = True


def kept_up(commitment: Commitment, since: date) -> Kept:
    """Return *commitment* as it begins on *since*: its usual cadence; personal therapy masked."""
    masked = commitment is Commitment.PERSONAL_THERAPY
    return Kept(commitment, USUAL[commitment], since, masked, commitment is not Commitment.TIME_OFF)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a commitment stands: when it was *last* held, the *days* on its clock, what is next.

    `days` are those since it was last held or let go, or since it began; `due` once they are more
    than its cadence and grace.
    """

    kept: Kept
    last: date | None
    days: int
    due: bool
    next_day: date | None = None


def logged(day: date, commitment: Commitment, state: State = State.HELD) -> Entry:
    """Return the entry that *commitment* was held on *day*, or moved or let go: one tap."""
    return Entry(day, Item.COMMITMENT, int(state), name=commitment.value)


def standing(book: Book, kept: Kept, planned: Iterable[date] = ()) -> Standing:
    """Return how *kept* stands on the book's today; *planned* are its days in the calendar."""
    next_day = min((day for day in planned if day >= book.today), default=None)
    if kept.commitment is Commitment.TIME_OFF:
        last = settled = max((day for day in book.away if day <= book.today), default=None)
    else:
        entries = book.of(Item.COMMITMENT, kept.commitment.value)
        last = max((e.day for e in entries if e.value == State.HELD), default=None)
        settled = max((e.day for e in entries if e.value != State.MOVED), default=None)
    days = clock_days(max(settled or kept.since, kept.since), book.today, book)
    cadence = kept.cadence
    due = cadence.every > 0 and days > cadence.every + cadence.grace
    if kept.commitment is Commitment.TIME_OFF and next_day is not None:
        due = False
    return Standing(kept, last, days, due, next_day)


def due_lines(standings: Iterable[Standing]) -> tuple[str, ...]:
    """Return one line for each commitment that is due, the one that waits longest first.

    Time off is not among them: it has its place in the monthly review (`time_off_line`).
    """
    waiting = [s for s in standings if s.due and s.kept.commitment is not Commitment.TIME_OFF]
    waiting.sort(key=lambda s: s.kept.cadence.every - s.days)
    return tuple(due_words(each) for each in waiting)


def due_words(standing: Standing) -> str:
    """Return the one line on a commitment that is due: facts, no reproach."""
    name = commitment_name(standing.kept.commitment, masked=standing.kept.masked)
    if standing.next_day is not None:
        return trn(
            "{name}: {days} day since the last. The next is in your calendar.",
            "{name}: {days} days since the last. The next is in your calendar.",
            standing.days,
        ).format(name=name, days=standing.days)
    if standing.last is None:
        return tr("{name}: none yet. Shall a time be looked for?").format(name=name)
    return trn(
        "{name}: {days} day since the last. Shall a time be looked for?",
        "{name}: {days} days since the last. Shall a time be looked for?",
        standing.days,
    ).format(name=name, days=standing.days)


def time_off_line(standings: Iterable[Standing]) -> str:
    """Return the monthly review's line where no time off was or is in sight, "" otherwise."""
    for each in standings:
        if each.kept.commitment is Commitment.TIME_OFF and each.due:
            return tr("No time off in {days} days, and none planned. When could some be?").format(
                days=each.days
            )
    return ""


def commitment_name(commitment: Commitment, *, masked: bool = False) -> str:
    """Return the name of *commitment* on screen; a masked one is her own time."""
    if masked:
        return tr("Own time")
    return {
        Commitment.SUPERVISION: tr("Supervision"),
        Commitment.PEER_GROUP: tr("Peer group"),
        Commitment.BUDDY: tr("Buddy"),
        Commitment.PERSONAL_THERAPY: tr("Personal therapy"),
        Commitment.CLASS: tr("Class"),
        Commitment.LEARNING: tr("Learning"),
        Commitment.TIME_OFF: tr("Time off"),
    }[commitment]


def state_name(state: State) -> str:
    """Return the name of what became of a commitment."""
    return {
        State.HELD: tr("Held"),
        State.MOVED: tr("Moved"),
        State.LET_GO: tr("Let go"),
    }[state]

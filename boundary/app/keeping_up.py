"""What the calendar says of her commitments, looked at now and then: held, laid over, gone.

A commitment that is over is noted as held, by the calendar's word. The slots that were last seen
are remembered by kind, key and time, so that one that vanishes is told in the next weekly review.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from boundary.clock import Span, instant_text, parse_instant
from boundary.reflection.appointments import Appointed, conflicts, held, vanished, vanished_line
from boundary.reflection.commitments import Commitment
from boundary.ui.numbers import clock_text, day_text

if TYPE_CHECKING:
    from boundary.app.reflecting import Known
    from boundary.journal.journal import Journal
    from boundary.reflection.entries import Entry

SLOTS = "slots"
"""Under which the store has what was last seen, and what is gone since."""

SOON = timedelta(days=14)
"""What lies over a commitment later than this is told another day."""


@dataclass(frozen=True, slots=True)
class Slots:
    """The future slots as they were *seen* last, and those *gone* since that were not told yet."""

    seen: tuple[Appointed, ...] = ()
    gone: tuple[Appointed, ...] = field(default=())

    def document(self) -> dict[str, object]:
        """Return it as the store remembers it."""
        return {"seen": [_plain(one) for one in self.seen], "gone": [_plain(o) for o in self.gone]}

    def looked(self, found: tuple[Appointed, ...], now: datetime) -> Slots:
        """Return it after a look at *now* (UTC), at which the calendars had *found*."""
        missing = vanished(self.seen, found, now)
        there = {one.key for one in found}
        known = {one.key for one in self.gone}
        gone = (
            *(one for one in self.gone if one.span.start > now and one.key not in there),
            *(one for one in missing if one.key not in known),
        )
        return Slots(tuple(one for one in found if one.span.start > now), gone)


def slots_of(value: object) -> Slots:
    """Read what the store remembered; none where it can't be read."""
    if not isinstance(value, dict):
        return Slots()
    try:
        return Slots(
            tuple(_appointed(one) for one in value["seen"]),
            tuple(_appointed(one) for one in value["gone"]),
        )
    except (KeyError, TypeError, ValueError):
        return Slots()  # another version's


def keep_up(known: Known, journal: Journal) -> tuple[Entry, ...]:
    """Remember what is seen of her commitments; return the entries of those that were held."""
    if known.sessions:
        before = slots_of(journal.recall(SLOTS))
        after = before.looked(known.appointed, known.now)
        if after != before:
            journal.remember(SLOTS, after.document())
    return held(known.book, known.appointed, known.now, known.zone)


def conflict_lines(known: Known, *, twelve: bool, until: datetime | None = None) -> tuple[str, ...]:
    """Return a line for each session that lies over a commitment and begins before *until*."""
    lines = []
    for conflict in conflicts(known.appointed, known.sessions, known.now):
        if until is None or conflict.start < until:
            day = day_text(conflict.start.astimezone(known.zone).date())
            clock = clock_text(conflict.start, known.zone, twelve=twelve)
            masked = _masked(known, conflict.commitment)
            lines.append(conflict.words(day, clock, masked=masked))
    return tuple(lines)


def gone_lines(known: Known, journal: Journal) -> tuple[str, ...]:
    """Return a line for each future slot that is gone and was not told yet."""
    return tuple(
        vanished_line(one, _day(one, known), masked=_masked(known, one.commitment))
        for one in slots_of(journal.recall(SLOTS)).gone
        if one.span.start > known.now
    )


def told_gone(journal: Journal) -> None:
    """Forget the slots that are gone: she has read of them."""
    slots = slots_of(journal.recall(SLOTS))
    if slots.gone:
        journal.remember(SLOTS, Slots(slots.seen).document())


def _masked(known: Known, commitment: Commitment) -> bool:
    kept = known.habits.of(commitment)
    return kept is not None and kept.masked


def _day(one: Appointed, known: Known) -> str:
    day: date = one.day(known.zone)
    return day_text(day)


def _plain(one: Appointed) -> list[str]:
    start, end = instant_text(one.span.start), instant_text(one.span.end)
    return [one.commitment.value, one.key, start, end]


def _appointed(plain: list[str]) -> Appointed:
    commitment, key, start, end = plain
    return Appointed(Commitment(commitment), key, Span(parse_instant(start), parse_instant(end)))

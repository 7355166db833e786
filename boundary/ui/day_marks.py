"""What stands on the day's line: one mark for each stretch, in the order of the day. Pure.

A mark says what it is, from when to when (UTC), what is written under it and what is read
aloud; no text holds a name. How it looks is `day_paint`'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from boundary.clock import Span, day_span
from boundary.language import tr
from boundary.schedule.blocks import NOTHING, BlockKind
from boundary.schedule.contact import TOUCHING, How
from boundary.schedule.sessions import CLIENT_WORK, Kind
from boundary.ui.card_words import professional_word
from boundary.ui.numbers import MINUTE, clock_text, minutes_text, sentence
from boundary.ui.words import UNHELD, lived, yours_from

if TYPE_CHECKING:
    from boundary.schedule.blocks import Block, DayPlan
    from boundary.schedule.contact import Life


class Piece(StrEnum):
    """How a stretch of the day is drawn; earlier ones lie under later ones."""

    OWN_TIME = "own_time"
    BREAK = "break"
    NOTES = "notes"
    LUNCH = "lunch"
    PREP = "prep"
    FREED = "freed"
    UNSURE = "unsure"
    HOLD = "hold"
    SESSION = "session"
    COMMITMENT = "commitment"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch on the line. `taken` of it was rest; `over` is how long it ran past its end.

    A mark without `spoken` is not walked by the arrow keys.
    """

    piece: Piece
    span: Span
    label: str = ""
    spoken: str = ""
    taken: timedelta = NOTHING
    over: timedelta = NOTHING


@dataclass(frozen=True, slots=True)
class Join:
    """A join without room at *at* (UTC): one line of ink, labelled and read aloud."""

    at: datetime
    label: str
    spoken: str


_BLOCK_PIECES = {
    BlockKind.MICRO_BREAK: Piece.BREAK,
    BlockKind.TRANSITION: Piece.BREAK,
    BlockKind.RECOVERY: Piece.BREAK,
    BlockKind.OPENING: Piece.PREP,
    BlockKind.SHUTDOWN: Piece.BREAK,
    BlockKind.NOTES: Piece.NOTES,
    BlockKind.LUNCH: Piece.LUNCH,
}

_LIFE_PIECES = {
    Kind.HOLD: Piece.HOLD,
    Kind.PROFESSIONAL: Piece.COMMITMENT,
    Kind.PERSONAL: Piece.COMMITMENT,
}

_PREPARED = TOUCHING | {Kind.HOLD, Kind.UNKNOWN}
"""What is hatched before: her own commitments need no prep on the line."""


def marks_of(
    plan: DayPlan, now: datetime, prep: timedelta, *, twelve: bool = False
) -> tuple[Mark, ...]:
    """Return the marks of *plan* as they are at *now* (UTC), by start and then by depth.

    *prep* is hatched before each start, as far as nothing else lies there.
    """
    day = day_span(plan.day, plan.zone)
    if plan.away:
        return (Mark(Piece.OWN_TIME, day, tr("Yours"), tr("You are away all day.")),)
    marks: list[Mark] = []
    for life in plan.lives:
        if life.session.kind in CLIENT_WORK:
            marks.append(_client(life, plan, now, twelve))
        else:
            marks.append(_appointment(life, plan, now, twelve))
        hatched = _prep_before(life, plan, now, prep)
        if hatched is not None:
            marks.append(Mark(Piece.PREP, hatched))
    marks += [
        _block(block, plan, twelve)
        for block in plan.blocks
        if block.kind is not BlockKind.COMMITMENT
    ]
    free = yours_from(plan)
    if free is not None and free < day.end:
        spoken = tr("Yours from {time}.").format(time=clock_text(free, plan.zone, twelve=twelve))
        shutdown = plan.block(BlockKind.SHUTDOWN)
        since = free if shutdown is None else min(shutdown.span.end, day.end)
        marks.append(Mark(Piece.OWN_TIME, Span(since, day.end), tr("Yours"), spoken))
    order = {piece: depth for depth, piece in enumerate(Piece)}
    return tuple(sorted(marks, key=lambda mark: (mark.span.start, order[mark.piece])))


def _prep_before(life: Life, plan: DayPlan, now: datetime, prep: timedelta) -> Span | None:
    """Return what of the prep before *life* is not taken by another presence."""
    start = life.span.start
    if life.session.kind not in _PREPARED or life.how in UNHELD:
        return None
    others = [lived(other, now) for other in plan.lives if other is not life]
    if any(span.start < start < span.end for span in others):
        return None
    since = max([start - prep, *(span.end for span in others if span.end <= start)])
    return Span(since, start) if since < start else None


def joins_of(plan: DayPlan, *, twelve: bool = False) -> tuple[Join, ...]:
    """Return the joins of *plan* without room, each at the end of the session before it."""
    joins = []
    for life in plan.lives:
        if life.session.key in plan.crowded and life.how not in UNHELD:
            at = clock_text(life.span.end, plan.zone, twelve=twelve)
            spoken = tr("Tight at {time}: no room between the two.").format(time=at)
            joins.append(Join(life.span.end, tr("tight"), spoken))
    return tuple(sorted(joins, key=lambda join: join.at))


def _client(life: Life, plan: DayPlan, now: datetime, twelve: bool) -> Mark:
    """Return a session as it was lived, or as booked where nothing is known of it."""
    booked = life.session.span
    if life.how in UNHELD:
        spoken = tr("{times}: this slot is free.").format(times=_times(booked, plan, twelve))
        return Mark(Piece.FREED, booked, tr("free"), spoken)
    span = lived(life, now)
    times = _times(span, plan, twelve)
    over = max(span.end - booked.end, NOTHING)
    if over < MINUTE:
        return Mark(Piece.SESSION, span, "", tr("Session, {times}.").format(times=times))
    ends = clock_text(span.end, plan.zone, twelve=twelve)
    label = "" if life.how is How.LIVE else tr("ran to {time}").format(time=ends)
    spoken = tr("Session, {times}, {over} longer than booked.").format(
        times=times, over=minutes_text(over)
    )
    return Mark(Piece.SESSION, span, label, spoken, over=over)


def _appointment(life: Life, plan: DayPlan, now: datetime, twelve: bool) -> Mark:
    """Return what stands on the calendar beside client work."""
    labels = {
        Kind.HOLD: tr("Held"),
        Kind.PROFESSIONAL: sentence(professional_word(life.session.why)),
        Kind.PERSONAL: tr("Personal"),
    }
    span = lived(life, now)
    label = labels.get(life.session.kind, "")
    spoken = tr("{what}, {times}.").format(
        what=label or tr("An appointment"), times=_times(span, plan, twelve)
    )
    return Mark(_LIFE_PIECES.get(life.session.kind, Piece.UNSURE), span, label, spoken)


def _block(block: Block, plan: DayPlan, twelve: bool) -> Mark:
    """Return what the plan sets aside between sessions."""
    names = {
        BlockKind.MICRO_BREAK: tr("A short break"),
        BlockKind.TRANSITION: tr("A break"),
        BlockKind.RECOVERY: tr("Free time to recover"),
        BlockKind.NOTES: tr("Notes"),
        BlockKind.LUNCH: tr("Lunch"),
        BlockKind.OPENING: tr("Opening the day"),
        BlockKind.SHUTDOWN: tr("Closing the day"),
    }
    label = names[block.kind] if block.kind is BlockKind.LUNCH else ""
    times = _times(block.span, plan, twelve)
    spoken = tr("{what}, {times}.").format(what=names[block.kind], times=times)
    if block.taken:
        spoken = tr("{what}, {times}, {taken} taken.").format(
            what=names[block.kind], times=times, taken=minutes_text(block.taken)
        )
    stretch = block.span
    if block.kind is BlockKind.OPENING and block.until is not None:
        stretch = Span(block.span.start, max(block.until, block.span.end))
    return Mark(
        _BLOCK_PIECES[block.kind],
        stretch,
        label,
        spoken,
        taken=min(block.taken or NOTHING, block.span.length),
    )


def _times(span: Span, plan: DayPlan, twelve: bool) -> str:
    """Return *span* as "9:00 to 9:50"."""
    return tr("{start} to {end}").format(
        start=clock_text(span.start, plan.zone, twelve=twelve),
        end=clock_text(span.end, plan.zone, twelve=twelve),
    )

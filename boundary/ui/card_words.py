"""What the cards say: the break, an early end, aftercare, a free slot, opening and closing the day.

Pure: no Qt. A card's title is what is so, the second line what she may do about it. The choices'
ids are stable: `take`, `notes_first`, `up`, `skip`, `reach_out`, `rest`, `notes`, `ground`,
`reach`, `record`, `not_now`, `begin`, `close`, `nobody_came`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from boundary.language import tr, trn
from boundary.schedule.blocks import BlockKind
from boundary.schedule.sessions import Kind
from boundary.ui.numbers import (
    MINUTE,
    clock_text,
    in_words,
    listed,
    minutes_text,
    sentence,
    whole_minutes,
)
from boundary.ui.words import client_lives

if TYPE_CHECKING:
    from boundary.schedule.blocks import Block, DayPlan

Choices = tuple[tuple[str, str], ...]
"""Pairs of a stable id and what its button says."""


@dataclass(frozen=True, slots=True)
class CardWords:
    """The words of a card: at most four equal *choices*, and a small *aside* (or None)."""

    title: str
    second: str
    choices: Choices
    aside: tuple[str, str] | None = None


def card_words(block: Block, prep_at: datetime, now: datetime, *, notes: bool = True) -> CardWords:
    """Return the card of the break *block* in a gap that lasts until *prep_at* (all UTC).

    *notes* says whether notes are still to be written in this gap.
    """
    if block.kind is BlockKind.RECOVERY:
        return freed_words(prep_at - now)
    gap = prep_at - now
    if gap < MINUTE / 2:
        title = tr("Under a minute until prep")
    else:
        title = sentence(tr("{minutes} until prep").format(minutes=minutes_text(gap)))
    return CardWords(
        title,
        _share_words(block.offer, gap, notes=notes),
        (
            ("take", take_label(block.offer)),
            *((("notes_first", tr("Notes first")),) if notes else ()),
            ("up", tr("I'm up")),
        ),
        ("skip", tr("Not this one")),
    )


def take_label(offer: timedelta) -> str:
    """Return "Take two" for an *offer* of two minutes, "Take a breath" below one."""
    if offer < MINUTE:
        return tr("Take a breath")
    return tr("Take {n}").format(n=in_words(whole_minutes(offer)))


def _share_words(offer: timedelta, gap: timedelta, *, notes: bool) -> str:
    """Return how much of *gap* is hers: "Two for you, then notes."."""
    if offer < MINUTE:
        return tr("One long breath, then prep.")
    if gap - offer < MINUTE:
        return tr("All of it is for you.")
    said = tr("{n} for you, then notes.") if notes else tr("{n} for you, the rest is free.")
    return sentence(said.format(n=in_words(whole_minutes(offer))))


def early_words() -> CardWords:
    """Return the question after a session that went quiet well before its booked end."""
    return CardWords(
        tr("Ended early, or nobody came?"),
        tr("Either way, this time is free."),
        (("reach_out", tr("Reach out first")), ("rest", tr("Rest")), ("notes", tr("Notes"))),
        ("nobody_came", tr("Nobody came")),
    )


def aftercare_words() -> CardWords:
    """Return what is offered once after a pause for clinical need."""
    return CardWords(
        tr("No hurry."),
        tr("Ground, reach someone, record first, or not now."),
        (
            ("ground", tr("Ground")),
            ("reach", tr("Reach someone")),
            ("record", tr("Record first")),
            ("not_now", tr("Not now")),
        ),
    )


def freed_words(free: timedelta) -> CardWords:
    """Return the card of a slot that became free, *free* long."""
    return CardWords(
        tr("This slot is free: {minutes}.").format(minutes=minutes_text(free)),
        tr("Reach out first, or rest?"),
        (("reach_out", tr("Reach out first")), ("rest", tr("Rest")), ("up", tr("I'm up"))),
        ("skip", tr("Not this one")),
    )


def shutdown_words(*, notes_open: bool = True) -> CardWords:
    """Return the card that offers to close the day."""
    choices: Choices = (("close", tr("Close the day")),)
    if notes_open:
        choices = (("notes_first", tr("Notes first")), *choices)
    return CardWords(
        tr("Notes, then close?") if notes_open else tr("Close the day?"),
        tr("Two minutes, and the rest is yours."),
        choices,
        ("skip", tr("Not today")),
    )


def opening_words(plan: DayPlan, *, twelve: bool = False) -> CardWords:
    """Return the card that opens the day with its shape."""
    shape = _shape(plan, twelve=twelve)
    title = sentence(listed(shape[:2])) if shape else tr("No sessions today")
    second = sentence(listed(shape[2:])) if shape[2:] else tr("One breath, and begin.")
    return CardWords(
        title,
        second,
        (("begin", tr("One breath")), ("up", tr("I'm up"))),
        ("skip", tr("Not today")),
    )


def day_shape(plan: DayPlan, *, twelve: bool = False) -> str:
    """Return the day without names: "Six sessions, joins of ten minutes, lunch at 12:00."."""
    shape = _shape(plan, twelve=twelve)
    if not shape:
        return tr("No sessions today.")
    return tr("{shape}.").format(shape=sentence(listed(shape)))


def _shape(plan: DayPlan, *, twelve: bool) -> tuple[str, ...]:
    """Return the parts of the day's shape; () for a day without sessions."""
    count = len(client_lives(plan))
    if count == 0:
        return ()
    parts = [trn("{n} session", "{n} sessions", count).format(n=in_words(count))]
    parts += _joins(plan)
    lunch = plan.block(BlockKind.LUNCH)
    if lunch is not None:
        at = clock_text(lunch.span.start, plan.zone, twelve=twelve)
        parts.append(tr("lunch at {time}").format(time=at))
    for life in plan.lives:
        if life.session.kind is Kind.PROFESSIONAL:
            at = clock_text(life.span.start, plan.zone, twelve=twelve)
            what = professional_word(life.session.why)
            parts.append(tr("{what} at {time}").format(what=what, time=at))
    return tuple(parts)


def professional_word(why: str) -> str:
    """Return what a professional appointment is called, by the rule that knew it."""
    if why.endswith(":supervision"):
        return tr("supervision")
    return tr("colleagues")


def _joins(plan: DayPlan) -> list[str]:
    """Return how long the joins between sessions are as booked, half an hour and more aside."""
    booked = [life.session.span for life in client_lives(plan)]
    gaps = [whole_minutes(after.start - before.end) for before, after in pairwise(booked)]
    roomy = sorted(gap for gap in gaps if 1 <= gap < 30)
    said = []
    if roomy and roomy[0] == roomy[-1]:
        said.append(
            trn("joins of {n} minute", "joins of {n} minutes", roomy[0]).format(
                n=in_words(roomy[0])
            )
        )
    elif roomy:
        said.append(
            tr("joins of {least} to {most} minutes").format(
                least=in_words(roomy[0]), most=in_words(roomy[-1])
            )
        )
    tight = len(plan.crowded)
    if tight:
        said.append(trn("{n} tight join", "{n} tight joins", tight).format(n=in_words(tight)))
    return said

"""Wording: the words and values that the windows are handed for an act. Pure but for its types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from boundary.language import tr, trn
from boundary.rituals.repertoire import Repertoire
from boundary.rituals.ritual import TimedStep, fit
from boundary.rituals.run import Run
from boundary.schedule.acts import Act
from boundary.schedule.blocks import Block, BlockKind, DayPlan
from boundary.schedule.gaps import AS_THEY_CAME
from boundary.schedule.offers import Offer
from boundary.schedule.owed import OwedChoice, OwedQuestion
from boundary.schedule.standing import question
from boundary.ui.card_words import (
    CardWords,
    aftercare_words,
    card_words,
    early_words,
    opening_words,
    shutdown_words,
)
from boundary.ui.numbers import clock_text, minutes_text, sentence, whole_minutes

if TYPE_CHECKING:
    from boundary.ui.card import CardView
    from boundary.ui.ritual_window import StepView

NOTHING = timedelta(0)

LATER = timedelta(minutes=5)
"""By how much a button puts a break off, where the floor still fits then; the key P does by two."""

POSTPONE = "postpone:"
"""What the id of that button begins with; minutes follow."""

OWED = "owed:"
"""What the id of an answer to the day's last question begins with."""


def card_of(
    act: Act, plan: DayPlan, now: datetime, *, twelve: bool, offer: Offer | None = None
) -> CardView:
    """Return the card that *act* asks for, as it reads at *now*; *offer* as it has become."""
    if offer is not None:
        act = replace(act, offer=offer, what=question(offer))
    return _view(_words(act, plan, now, twelve=twelve), act)


def _words(act: Act, plan: DayPlan, now: datetime, *, twelve: bool) -> CardWords:
    if act.act == "aftercare":
        return aftercare_words()
    if act.act == "opening":
        return opening_words(plan, twelve=twelve)
    if act.what == "shutdown":
        return shutdown_words(notes_open=_notes_open(plan))
    if act.what == "ended_early":
        return early_words()
    assert act.offer is not None
    return card_words_for(act.offer, now, notes=notes_after(plan, act.offer.block) is not None)


def card_words_for(offer: Offer, now: datetime, *, notes: bool) -> CardWords:
    """Return the words of the break that *offer* puts to her, on a card or in Today."""
    words = card_words(offer.block, offer.until, now, notes=notes)
    if offer.block.kind is BlockKind.RECOVERY or LATER not in offer.postponable(now):
        return words
    later = (f"{POSTPONE}{whole_minutes(LATER)}", tr("In five minutes"))
    return replace(words, choices=(*words.choices, later))


def _notes_open(plan: DayPlan) -> bool:
    shutdown = plan.block(BlockKind.SHUTDOWN)
    return any(
        b.kind is BlockKind.NOTES and shutdown is not None and b.after == shutdown.after
        for b in plan.blocks
    )


def notes_after(plan: DayPlan, block: Block) -> Block | None:
    """Return the notes that the plan sets aside in the gap of *block*, if any."""
    return next(
        (b for b in plan.blocks if b.kind is BlockKind.NOTES and b.after == block.after), None
    )


def _view(words: CardWords, act: Act) -> CardView:
    from boundary.ui.card import CardView, Choice

    return CardView(
        words.title,
        words.second,
        tuple(Choice(*choice) for choice in words.choices),
        Choice(*words.aside) if words.aside else None,
        wordless=act.what == "dot",
        later="postpone" if act.offer is not None else "",
    )


def share_left(act: Act, now: datetime) -> float:
    """Return how much of the gap is left at *now*, from 1 to 0."""
    if act.offer is None:
        return 1.0
    whole = act.offer.until - act.offer.block.span.start
    left = act.offer.until - now
    return min(max(left / whole, 0.0), 1.0) if whole > NOTHING else 0.0


def steps_for(
    block: Block, available: timedelta, repertoire: Repertoire = AS_THEY_CAME
) -> tuple[TimedStep, ...]:
    """Fit the steps of *block* into what is *available* now that its window appears.

    A card that was answered late leaves less than was planned; then what fits is done, at the
    least the last and shortest thing there is: a word for how to arrive. *repertoire* is the
    one that the day was planned with.
    """
    base = repertoire.ritual(block.ritual)
    planned = tuple(repertoire.step(timed.id) for timed in block.steps)
    ids = {each.id for each in planned}
    optional = (base.optional | (ids - {each.id for each in base.steps})) & ids
    for candidate in (
        replace(base, steps=planned, optional=frozenset(optional)),
        repertoire.ritual("reset_breath"),
        repertoire.ritual("threshold"),
    ):
        fitted = fit(candidate, available) if candidate.steps else ()
        if fitted:
            return fitted
    seconds = max(int(available.total_seconds()), 1)
    return (TimedStep("intention", seconds),)


def break_run(offer: Offer, steps: Sequence[TimedStep], now: datetime) -> Run:
    """Return the run of a break that begins *now*: enough when the offer has been had."""
    enough = (offer.enough or offer.until) - now
    return Run(tuple(steps), max(enough, timedelta(seconds=1)))


def day_run(steps: Sequence[TimedStep]) -> Run:
    """Return the run of an opening or a shutdown."""
    run = Run(tuple(steps), NOTHING)
    return Run(run.steps, run.length)


def step_views(
    steps: Sequence[TimedStep],
    zone: ZoneInfo,
    *,
    twelve: bool,
    until: datetime | None = None,
    repertoire: Repertoire = AS_THEY_CAME,
) -> tuple[StepView, ...]:
    """Return what the ritual window shows of *steps*; who leaves the room is back by *until*."""
    from boundary.ui.ritual_window import StepView

    views = []
    for timed in steps:
        known = repertoire.step(timed.id)
        breath = known.breath
        back = None
        if known.leaves_room and until is not None:
            back = tr("Back by {time}").format(time=clock_text(until, zone, twelve=twelve))
        views.append(
            StepView(
                known.text,
                (breath.inward.total_seconds(), breath.outward.total_seconds()) if breath else None,
                back,
            )
        )
    return tuple(views)


def owed_words(
    question: OwedQuestion, now: datetime, zone: ZoneInfo, *, twelve: bool
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the day's last question as it reads at *now*, and its three answers."""
    title = trn(
        "{minutes} is owed to you.", "{minutes} are owed to you.", whole_minutes(question.owed)
    ).format(minutes=minutes_text(question.owed))
    leave = tr("Leave now")
    if question.leave > now:
        leave = tr("Leave at {time}").format(time=clock_text(question.leave, zone, twelve=twelve))
    return sentence(title), (
        (OWED + OwedChoice.LEAVE, leave),
        (OWED + OwedChoice.BUFFER, tr("A buffer tomorrow")),
        (OWED + OwedChoice.LET_GO, tr("Let it go")),
    )


def buffer_words(ahead: datetime | None, zone: ZoneInfo, *, twelve: bool) -> tuple[str, str]:
    """Return what is said once she chose a buffer: her calendar is hers alone to change."""
    if ahead is None:
        return tr("A buffer next time."), tr("Keep it free in your own calendar.")
    time = clock_text(ahead, zone, twelve=twelve)
    return tr("A buffer before {time}.").format(time=time), tr("Keep it free in your own calendar.")

"""What the ends of the day are told: evening and morning as values, from plan and mailboxes. Pure.

Nothing here holds a name: a session gives its hours and no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from boundary.app.closing import Evening
from boundary.app.opening import Opens
from boundary.app.wording import OWED, buffer_words, owed_words
from boundary.language import tr
from boundary.mail.status import Action, Light, MailStatus
from boundary.schedule.blocks import Block, BlockKind, DayPlan
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.kinds import CLIENT_WORK, Kind
from boundary.schedule.owed import OwedChoice, owed_question
from boundary.schedule.policy import Policy, ShutdownForm
from boundary.schedule.sessions import Session
from boundary.schedule.situation import Situation
from boundary.ui.card_words import day_shape
from boundary.ui.mail_view import action_words
from boundary.ui.numbers import day_text
from boundary.ui.opening_words import Morning
from boundary.ui.shutdown_words import NOT_SET_UP, OFF, ReplyFact, Tomorrow

if TYPE_CHECKING:
    from boundary.rituals.repertoire import Repertoire

TIGHT = timedelta(minutes=10)
"""A join shorter than this has no room for a break and its notes."""

A_DAY = timedelta(days=1)

HEAVY = frozenset({FactKind.HEAVY, FactKind.CLINICAL_NEED, FactKind.WITH_SOMEONE})
"""What makes a day one after which less is asked."""

_WORST = (Light.GREEN, Light.AMBER, Light.RED)


def reply_fact(statuses: Sequence[MailStatus], numbers: str = "") -> ReplyFact:
    """Return how the replies stand together: as the worst of the mailboxes that are kept.

    Without any mailbox it is "none"; where she turned all of them off there is nothing to say.
    *numbers* are those of a crisis, beside a host that answers the same person seldom.
    """
    if not statuses:
        actions = (("hours", tr("Set my hours")), ("mail", tr("Add a mailbox")))
        return ReplyFact(NOT_SET_UP, actions=actions)
    kept = [status for status in statuses if status.light is not Light.OFF]
    if not kept:
        return ReplyFact(OFF)
    worst = max(kept, key=lambda status: _WORST.index(status.light))
    others = tuple(
        status.title for status in kept if status is not worst and status.light is not Light.GREEN
    )
    remedy = (worst.remedy,) if worst.remedy else ()
    return ReplyFact(
        worst.light.value,
        worst.title,
        (*remedy, *others, *worst.limits),
        numbers if worst.light is Light.GREEN and worst.limits else "",
        _actions(worst.action),
    )


def tomorrow_of(sessions: Iterable[Session], plan: DayPlan) -> Tomorrow:
    """Return the next day of client work after that of *plan*, as far as *sessions* reach.

    Its tight join is the shortest one under ten minutes that has any room at all.
    """
    zone = plan.zone
    ahead = sorted(
        (
            s for s in sessions
            if s.kind in CLIENT_WORK and s.span.start.astimezone(zone).date() > plan.day
        ),
        key=lambda s: s.span,
    )  # fmt: skip
    for day, group in groupby(ahead, key=lambda s: s.span.start.astimezone(zone).date()):
        spans = [s.span for s in group]
        gaps = [(after.start - before.end, before.end) for before, after in pairwise(spans)]
        tight = min((gap for gap in gaps if _PREP <= gap[0] < TIGHT), default=None)
        crowded = sum(1 for length, _ in gaps if length < _PREP)
        name = "" if day - plan.day == A_DAY else day_text(day)
        return Tomorrow(spans[0].start, tight[1] if tight else None, crowded, name)
    return Tomorrow(plan.ahead)


_PREP = Policy().prep


def strays(sessions: Iterable[Session], now: datetime) -> int:
    """Return how many client sessions lie in time off that begins within a day of *now* (UTC)."""
    known = tuple(sessions)
    off = [
        s.span for s in known
        if s.kind is Kind.AWAY and s.span.start <= now + A_DAY and now < s.span.end
    ]  # fmt: skip
    return sum(
        1
        for s in known
        if s.kind in CLIENT_WORK and s.span.start > now and any(o.overlaps(s.span) for o in off)
    )


def evening_of(
    situation: Situation,
    sessions: Iterable[Session],
    now: datetime,
    form: ShutdownForm,
    reply: ReplyFact,
    *,
    own: tuple[str, ...] = (),
    twelve: bool = False,
) -> Evening:
    """Return what a shutdown in *form* at *now* (UTC) is told, with *reply* and her *own* order."""
    plan, known = situation.plan, tuple(sessions)
    question = owed_question(situation, now)
    owed: tuple[str, tuple[tuple[str, str], ...]] | None = None
    says: tuple[tuple[str, str], ...] = ()
    if question is not None:
        owed = owed_words(question, now, plan.zone, twelve=twelve)
        said = buffer_words(question.ahead, plan.zone, twelve=twelve)
        says = ((OWED + OwedChoice.BUFFER, " ".join(said)),)
    return Evening(
        plan.day,
        plan.zone,
        reply,
        tomorrow_of(known, plan),
        form,
        own,
        twelve,
        owed,
        says,
        _notes_open(plan),
        is_heavy(situation.facts),
        strays(known, now),
    )


def is_heavy(facts: Iterable[Fact]) -> bool:
    """Tell whether something in *facts* made the day heavy: less is asked at its end."""
    return any(fact.kind in HEAVY for fact in facts)


def opening_of(plan: DayPlan, block: Block, repertoire: Repertoire, *, twelve: bool) -> Opens:
    """Return what the opening of *block* is told."""
    seconds = {step.id: step.seconds for step in block.steps}
    lives = sorted(s.span for s in plan.sessions if s.kind in CLIENT_WORK)
    gaps = [after.start - before.end for before, after in pairwise(lives)]
    crowded = sum(1 for gap in gaps if gap < _PREP)
    tight = sum(1 for gap in gaps if _PREP <= gap < TIGHT)
    words = Morning(
        day_shape(plan, twelve=twelve),
        tight,
        crowded,
        sit=repertoire.step("sit_mindful").text,
        breath=repertoire.step("sigh").text,
        intention=repertoire.step("intention").text,
    )
    sit = timedelta(seconds=seconds.get("sit_mindful", 300))
    return Opens(plan.day, tuple(seconds), words, sit)


def _actions(action: Action | None) -> tuple[tuple[str, str], ...]:
    """Return the button of a mailbox's *action*: a look stays here, all else has a page."""
    if action is None:
        return ()
    words = action_words(action) or tr("Choose")
    return (("look" if action is Action.LOOK else "mail", words),)


def _notes_open(plan: DayPlan) -> bool:
    """Tell whether notes are still to be written after the last session; True if none can tell."""
    shutdown = plan.block(BlockKind.SHUTDOWN)
    notes = [block for block in plan.blocks if block.kind is BlockKind.NOTES]
    if shutdown is None:
        return bool(notes)
    return any(block.after == shutdown.after for block in notes)

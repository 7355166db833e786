"""What Today and the tray say of the day. Pure: values in, whole sentences out, no Qt.

Clock times are the reader's (her zone; *twelve* for "5:00" instead of "17:00"). Nothing here
counts against her and nothing holds a name. Cards speak in `card_words`, the reason for what
is shown or not in `why_words`.
"""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from boundary.clock import Span
from boundary.language import tr, trn
from boundary.schedule.blocks import BlockKind
from boundary.schedule.contact import TOUCHING, How
from boundary.schedule.sessions import CLIENT_WORK
from boundary.ui.numbers import clock_text, in_words, minutes_text, sentence, whole_minutes

if TYPE_CHECKING:
    from boundary.errors import BoundaryError
    from boundary.schedule.blocks import DayPlan
    from boundary.schedule.contact import Life

UNHELD = frozenset({How.CANCELLED, How.NO_SHOW, How.NOT_STARTED})
"""Ends of sessions that did not take place."""

WORTH_A_WORD = timedelta(minutes=5)
"""From here up what is owed is mentioned."""


def client_lives(plan: DayPlan) -> tuple[Life, ...]:
    """Return what became of the client work of *plan*, in order, without what did not happen."""
    held = (
        life for life in plan.lives if life.session.kind in CLIENT_WORK and life.how not in UNHELD
    )
    return tuple(sorted(held, key=lambda life: life.span))


def lived(life: Life, now: datetime) -> Span:
    """Return the span of *life*, which lasts until *now* (UTC) where its end is not yet known."""
    if life.how is How.LIVE and now > life.span.end:
        return Span(life.span.start, now)
    return life.span


def yours_from(plan: DayPlan) -> datetime | None:
    """Return when work is over (UTC): at the shutdown, else after the last work and its notes.

    None for a day without work.
    """
    shutdown = plan.block(BlockKind.SHUTDOWN)
    if shutdown is not None:
        return shutdown.span.start
    ends = [
        life.span.end
        for life in plan.lives
        if life.session.kind in TOUCHING and life.how not in UNHELD
    ]
    ends += [block.span.end for block in plan.blocks if block.kind is BlockKind.NOTES]
    return max(ends, default=None)


def headline(
    plan: DayPlan, now: datetime, *, twelve: bool = False, own_from: datetime | None = None
) -> str:
    """Return the one sentence under the line: what is still to come, and when she is free.

    *own_from* (UTC) is when her own time begins; without it the plan tells.
    """
    if plan.away:
        return tr("You are away today.")
    lives = client_lives(plan)
    free = own_from or yours_from(plan)
    if free is None:
        return tr("No sessions today.")
    yours = tr("Yours from {time}.").format(time=clock_text(free, plan.zone, twelve=twelve))
    ahead = tuple(life for life in lives if now < life.span.start)
    under_way = any(lived(life, now).contains(now) or life.how is How.LIVE for life in lives)
    if ahead:
        said = _to_come(len(ahead), _tight_ahead(plan, now))
    elif under_way:
        said = tr("This is the last session today.")
    elif now >= free:
        return tr("The day's work is done. The rest is yours.")
    elif lives:
        said = tr("The sessions are done.")
    else:
        said = tr("No sessions today.")
    return tr("{what} {yours}").format(what=said, yours=yours)


def _tight_ahead(plan: DayPlan, now: datetime) -> int:
    """Count the joins without room that still lie ahead."""
    crowded = set(plan.crowded)
    return sum(
        1
        for life in plan.lives
        if life.session.key in crowded and life.how not in UNHELD and now < lived(life, now).end
    )


def _to_come(count: int, tight: int) -> str:
    """Return "Two sessions to come, one of them tight."."""
    if tight == 0:
        said = trn("{n} session to come.", "{n} sessions to come.", count)
    elif count == 1:
        said = tr("One session to come, with a tight join.")
    elif tight >= count:
        said = tr("{n} sessions to come, all of them tight.")
    else:
        said = trn(
            "{n} sessions to come, one of them tight.",
            "{n} sessions to come, {tight} of them tight.",
            tight,
        )
    return sentence(said.format(n=in_words(count), tight=in_words(tight)))


def what_follows(plan: DayPlan, key: str) -> str:
    """Return what the gap after the session *key* holds; "" where there is none to speak of.

    "Eight minutes follow, three of them yours."
    """
    block = plan.break_after(key)
    if block is None:
        return ""
    yours = whole_minutes(block.offer)
    all_of_it = whole_minutes((block.until or block.span.end) - block.span.start)
    if yours == 0:
        return ""
    if yours >= all_of_it:
        said = trn("{n} minute follows, all yours.", "{n} minutes follow, all yours.", all_of_it)
    else:
        said = trn(
            "{n} minute follows, {yours} of it yours.",
            "{n} minutes follow, {yours} of them yours.",
            all_of_it,
        )
    return sentence(said.format(n=in_words(all_of_it), yours=in_words(yours)))


def owed(debt: timedelta, *, lunch_ahead: bool = False) -> str:
    """Return the one mention of what is owed to her; "" below five minutes."""
    if debt < WORTH_A_WORD:
        return ""
    if lunch_ahead:
        said = trn(
            "{minutes} is owed to you. Lunch can pay, or let it go.",
            "{minutes} are owed to you. Lunch can pay, or let it go.",
            whole_minutes(debt),
        )
    else:
        said = trn(
            "{minutes} is owed to you. Free time can pay, or let it go.",
            "{minutes} are owed to you. Free time can pay, or let it go.",
            whole_minutes(debt),
        )
    return sentence(said.format(minutes=minutes_text(debt)))


def join_label(at: datetime, zone: tzinfo, *, twelve: bool = False) -> str:
    """Return the menu's "Join 10:00" for a session that begins at *at* (UTC)."""
    return tr("Join {time}").format(time=clock_text(at, zone, twelve=twelve))


def calendar_read(at: datetime, zone: tzinfo, *, twelve: bool = False) -> str:
    """Return the fact that the calendar was read at *at* (UTC)."""
    return tr("Calendar read at {time}").format(time=clock_text(at, zone, twelve=twelve))


def home_because() -> str:
    """Return why Today is open where the desktop shows no tray."""
    return tr("This desktop shows no tray, so Boundary lives in this window.")


def trouble_words(error: BoundaryError) -> tuple[str, str]:
    """Return what is wrong and what she can do, both as *error* already says it to her."""
    return error.title, error.remedy

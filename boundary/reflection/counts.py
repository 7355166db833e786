"""What a day's plan leaves behind as entries: contact, breaks kept of chances, tight joins.

Only what is known is counted. A break of which the facts say nothing was no chance, and a lunch
that nobody saw is neither had nor missed. Times go no finer than whole minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta

from boundary.clock import Span
from boundary.reflection.entries import Entry, Item
from boundary.schedule.blocks import BREAKS, NOTHING, BlockKind, DayPlan
from boundary.schedule.contact import How, Life
from boundary.schedule.facts import Fact, FactKind, SkipReason
from boundary.schedule.policy import Policy, Practice
from boundary.schedule.sessions import CLIENT_WORK

MINUTE = timedelta(minutes=1)
NOON, AFTER_NOON = time(12), time(14)
_LUNCH_FROM, _LUNCH_UNTIL = time(11), time(15)


def counted(plan: DayPlan, facts: Sequence[Fact], policy: Policy) -> tuple[Entry, ...]:
    """Return the entries that the day of *plan* leaves, once it is over.

    A day away leaves that it was one, and a day without client work nothing.
    """
    if plan.away:
        return (Entry(plan.day, Item.AWAY, 1),)
    if not plan.sessions:
        return ()
    entries = [
        Entry(plan.day, Item.LOAD, min(_minutes(contact_of(plan)), 1500)),
        Entry(plan.day, Item.ZERO_GAP, len(plan.crowded)),
        *_practices(plan, facts),
        *_real_ends(plan),
        *_wrong_moments(plan, facts),
    ]
    lunch = had_lunch(plan, facts, policy)
    if lunch is not None:
        entries.append(Entry(plan.day, Item.LUNCH, int(lunch)))
    return tuple(entries)


def contact_of(plan: DayPlan) -> timedelta:
    """Return for how long the clients of *plan* held her; two at one time count once."""
    total, until = NOTHING, None
    for span in sorted(life.span for life in plan.lives if _is_client(life)):
        start = span.start if until is None else max(span.start, until)
        total += max(span.end - start, NOTHING)
        until = span.end if until is None else max(until, span.end)
    return total


def had_lunch(plan: DayPlan, facts: Iterable[Fact], policy: Policy) -> bool | None:
    """Tell whether she had lunch away from the screen; None where that is not known.

    She had none where work before noon and after two left no room for one.
    """
    off = [timedelta(seconds=int(f.value)) for f in facts if f.kind is FactKind.LUNCH_OVER]
    if off:
        return max(off) >= policy.lunch
    if plan.block(BlockKind.LUNCH) is not None:
        return None
    spans = sorted(life.span for life in plan.lives if life.span.length)
    local = [(s.start.astimezone(plan.zone), s.end.astimezone(plan.zone)) for s in spans]
    if not any(end.time() <= NOON for _, end in local) or not any(
        start.time() >= AFTER_NOON for start, _ in local
    ):
        return None
    opening, closing = (
        datetime.combine(plan.day, wall, plan.zone).astimezone(spans[0].start.tzinfo)
        for wall in (_LUNCH_FROM, _LUNCH_UNTIL)
    )
    room = any(gap.length >= policy.lunch for gap in _gaps(spans, Span(opening, closing)))
    return None if room else False


def _gaps(spans: Iterable[Span], within: Span) -> Iterator[Span]:
    start = within.start
    for span in spans:
        end = min(span.start, within.end)
        if end > start:
            yield Span(start, end)
        start = max(start, span.end)
    if within.end > start:
        yield Span(start, within.end)


def _is_client(life: Life) -> bool:
    return life.session.kind in CLIENT_WORK and life.contact and life.how is not How.NOT_STARTED


def _practices(plan: DayPlan, facts: Iterable[Fact]) -> Iterator[Entry]:
    had = {fact.kind for fact in facts}
    for kind in (BlockKind.MICRO_BREAK, BlockKind.TRANSITION):
        known = [b for b in plan.blocks if b.kind is kind and b.floor and b.taken is not None]
        kept = sum((b.taken or NOTHING) >= min(b.floor, b.offer) for b in known)
        yield from _of(plan, Practice(kind.value), len(known), kept)
    for kind, fact in ((BlockKind.OPENING, FactKind.OPENED), (BlockKind.SHUTDOWN, FactKind.CLOSED)):
        chance = fact in had or plan.block(kind) is not None
        yield from _of(plan, Practice(kind.value), int(chance), int(fact in had))


def _of(plan: DayPlan, practice: Practice, chances: int, kept: int) -> Iterator[Entry]:
    if chances:
        yield Entry(plan.day, Item.CHANCES, chances, name=practice.value)
        yield Entry(plan.day, Item.KEPT, kept, name=practice.value)


def _wrong_moments(plan: DayPlan, facts: Iterable[Fact]) -> Iterator[Entry]:
    breaks = {b.after: b.kind.value for b in plan.blocks if b.kind in BREAKS}
    counts: dict[str, int] = {}
    for fact in facts:
        if fact.kind is FactKind.SKIP and fact.value == SkipReason.WRONG_MOMENT:
            name = breaks.get(fact.key, BlockKind.MICRO_BREAK.value)
            counts[name] = counts.get(name, 0) + 1
    for name, count in sorted(counts.items()):
        yield Entry(plan.day, Item.WRONG_MOMENT, count, name=name)


def _real_ends(plan: DayPlan) -> Iterator[Entry]:
    number = 0
    for life in plan.lives:
        if _is_client(life) and life.how in (How.CLICK, How.SENSES) and not life.early:
            number += 1
            booked = life.session.span
            name = f"{_minutes(booked.length)}/{number}"
            real = max(_minutes(life.span.end - booked.start), 0)
            if real <= 1500:
                yield Entry(plan.day, Item.REAL_END, real, name=name)


def _minutes(length: timedelta) -> int:
    return round(length / MINUTE)

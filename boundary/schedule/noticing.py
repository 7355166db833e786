"""Noticing: the facts that nobody tells, because time alone makes them so.

A booked end that passed with the line open, a session that never began, a break that prep
ended: each is noticed once and written down, so that a plan needs no present and a second
look finds nothing new.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from boundary.schedule.blocks import BlockKind
from boundary.schedule.budget import ignored_at, rests
from boundary.schedule.contact import TOUCHING, How, Life
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.offers import Offer, ends_as_booked
from boundary.schedule.policy import EndBy, Level
from boundary.schedule.situation import SETTLED, Situation
from boundary.schedule.stretches import Stretch
from boundary.schedule.stuck import stuck_since


def noticed(situation: Situation, now: datetime) -> Fact | None:
    """Return one fact that *now* makes known and the facts lack, or None."""
    return next((f for f in _known_by(situation, now) if f not in situation.facts), None)


def _known_by(situation: Situation, now: datetime) -> Iterator[Fact]:
    stuck = stuck_since(situation.open_lines, situation.booked, now)
    if stuck is not None:
        yield Fact(stuck, FactKind.STUCK)
    for offer in situation.offers:
        fact = _of_offer(situation, offer, now)
        if fact is not None:
            yield fact
    for life in situation.plan.lives:
        fact = _of_life(situation, life, now)
        if fact is not None:
            yield fact
    ignored = ignored_at(situation.offers)
    if ignored is not None and ignored <= now and not rests(situation.facts):
        yield Fact(ignored, FactKind.LEVEL, "", Level.AMBIENT.value)
    lunch = _of_lunch(situation, now)
    if lunch is not None:
        yield lunch


def _of_offer(situation: Situation, offer: Offer, now: datetime) -> Fact | None:
    if offer.over:
        return None
    if offer.began is not None:
        if now >= offer.until:
            return _over(offer, offer.until)
        if situation.hush(now) not in (None, "locked", "waking"):
            return _over(offer, now)
        enough = offer.enough
        if enough is not None and now >= enough and (offer.up or not offer.signed):
            return _over(offer, enough)
    elif now >= offer.until and offer.evidenced and not offer.skipped:
        return Fact(offer.until, FactKind.BREAK_PASSED, offer.key)
    return None


def _over(offer: Offer, at: datetime) -> Fact:
    taken = int(offer.taken_by(at).total_seconds())
    return Fact(at, FactKind.BREAK_OVER, offer.key, taken)


def _of_life(situation: Situation, life: Life, now: datetime) -> Fact | None:
    if life.how is not How.BOOKED or life.session.kind not in TOUCHING:
        return None
    key, booked = life.session.key, life.session.span
    released = _released(situation, life)
    if now < booked.end and released is None:
        return None
    began = any(_touches(stretch, life) for stretch in situation.open_lines)
    told = any(f.kind is FactKind.STARTED and f.key == key for f in situation.facts)
    if now >= booked.end and began and situation.line_open(now):
        return Fact(booked.end, FactKind.OVERRUN, key)
    if not situation.senses or situation.stuck is not None or told:
        return None
    if now >= booked.end and not began and _is_sensed(situation, life):
        return Fact(booked.end, FactKind.NOT_STARTED, key)
    if released is not None and not began and now >= released + SETTLED:
        return Fact(released, FactKind.NOT_STARTED, key)
    return None


def _is_sensed(situation: Situation, life: Life) -> bool:
    """Tell whether this machine would have sensed *life*: hers may be on a phone or a tablet.

    Where her own word or the calendar is to tell the end, a silent microphone proves nothing.
    """
    policy = situation.policy
    return policy.end_by is EndBy.SENSES and not ends_as_booked(life, policy)


def _touches(stretch: Stretch, life: Life) -> bool:
    """Tell whether *stretch* lies in the time of *life*, and is no other session's overrun."""
    booked = life.session.span
    return (
        stretch.start < booked.end
        and stretch.lasts_past(booked.start)
        and (
            stretch.start >= booked.start - timedelta(minutes=10) or stretch.lasts_past(booked.end)
        )
    )


def _released(situation: Situation, life: Life) -> datetime | None:
    """Return when a crisis let go of her that lay over the start of *life*, if one did."""
    start = life.session.span.start
    for stretch in (*situation.needs, *situation.company):
        if stretch.end is not None and stretch.start < start < stretch.end:
            return stretch.end
    return None


def _of_lunch(situation: Situation, now: datetime) -> Fact | None:
    for block in situation.plan.blocks:
        if block.kind is not BlockKind.LUNCH or now < block.span.end:
            continue
        if any(f.kind is FactKind.LUNCH_OVER and f.at >= block.span.start for f in situation.facts):
            continue
        off = timedelta(0)
        for absence in situation.absences:
            start = max(absence.start, block.span.start)
            end = min(absence.end or block.span.end, block.span.end)
            off += max(end - start, timedelta(0))
        return Fact(block.span.end, FactKind.LUNCH_OVER, "", int(off.total_seconds()))
    return None

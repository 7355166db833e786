"""The plan of a day: which breaks fit between which sessions.

`plan_day` depends on the sessions, the facts and the policy, never on the present. The same
day therefore has the same plan at nine and at five, and a second look after a crash gives
what the first one gave. What the facts do not tell is taken as booked and as taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from boundary.clock import Span, day_span
from boundary.rituals.repertoire import Repertoire
from boundary.schedule.blocks import NOTHING, Block, BlockKind, DayPlan
from boundary.schedule.contact import TOUCHING, How, Life, lives_of
from boundary.schedule.facts import Fact
from boundary.schedule.gaps import AS_THEY_CAME, LEAST_OFFER, Walk
from boundary.schedule.policy import Policy
from boundary.schedule.sessions import CLIENT_WORK, Kind, Session
from boundary.schedule.stretches import company_of, needs_of, pauses_of
from boundary.schedule.tally import Tally


def plan_day(
    day: date,
    sessions: Iterable[Session],
    facts: Sequence[Fact],
    policy: Policy,
    *,
    zone: ZoneInfo,
    closing: datetime | None = None,
    repertoire: Repertoire = AS_THEY_CAME,
) -> DayPlan:
    """Plan the local *day* in *zone* around *sessions*, given the day's *facts* in order.

    A gap holds a transition if one fits, else a micro-break if one fits, else nothing: its
    session is then listed as crowded, so that the therapist sees it rather than being
    interrupted in the one that follows. *closing* (UTC) is when the day's communication hours
    end; the shutdown waits for it, within the policy's workday end. The rituals are those of
    *repertoire*.

    The floors, offers and what is owed follow the rules of the project's product page: a
    floor of ten only where the gap has ten, and nothing is owed for room that the calendar
    never had.
    """
    span = day_span(day, zone)
    known = tuple(sorted(sessions, key=lambda s: (s.span.start, s.span.end, s.key)))
    away = any(s.kind is Kind.AWAY and s.span.overlaps(span) for s in known)
    todays = tuple(s for s in known if not s.all_day and span.contains(s.span.start))
    clients = tuple(s for s in todays if s.kind in CLIENT_WORK)
    lives = lives_of(todays, facts)
    if away:
        return DayPlan(day, zone, clients, lives, away=True)
    present = sorted(
        (life for life in lives if life.span.length > NOTHING and life.how is not How.NOT_STARTED),
        key=lambda life: (life.span.start, life.span.end),
    )
    ahead = min(
        (s.span.start for s in known if s.kind in TOUCHING and s.span.start >= span.end),
        default=None,
    )
    walk = Walk(
        policy=policy,
        facts=facts,
        lunches=[s for s in todays if s.is_lunch],
        freed=[life for life in lives if life.how is How.CANCELLED and not life.span.length],
        held=[*needs_of(facts), *company_of(facts), *pauses_of(facts)],
        tally=Tally(policy),
        ahead=ahead,
        worked_until=max(
            (s.span.end for s in known if s.kind in CLIENT_WORK and s.span.start < span.start),
            default=None,
        ),
        repertoire=repertoire,
    )
    walk.open_day(lives)
    _walk_through(walk, present, closing)
    blocks = [*walk.blocks, *_commitments(lives)]
    return DayPlan(
        day,
        zone,
        clients,
        lives,
        tuple(sorted(blocks, key=lambda b: (b.span.start, b.span.end, b.kind))),
        _crowded(lives, policy),
        walk.tally.debt,
        no_ten=walk.no_ten,
        ahead=ahead,
    )


def _walk_through(walk: Walk, present: Sequence[Life], closing: datetime | None) -> None:
    work = [life for life in present if life.session.kind is not Kind.PERSONAL]
    if not any(life.session.kind in CLIENT_WORK for life in work):
        return
    ending = max(work, key=lambda life: life.span.end)
    last: Life | None = None
    for life in present:
        if life.span.start >= ending.span.end:
            break
        if last is not None and life.span.start > last.span.end:
            walk.gap(last, last.span.end, life)
        elif last is not None and life.span.start >= last.session.span.end:
            walk.gap(last, life.span.start, life)
        walk.take_in(life)
        if last is None or life.span.end >= last.span.end:
            last = life
    walk.rest_of_day(ending, present, closing)


def _commitments(lives: Iterable[Life]) -> list[Block]:
    """Return the commitments, less what client work lies over."""
    known = list(lives)
    clients = [x.span for x in known if x.session.kind in CLIENT_WORK and x.span.length]
    blocks = []
    for life in known:
        if life.session.kind not in (Kind.PROFESSIONAL, Kind.PERSONAL) or not life.span.length:
            continue
        start, end = life.span.start, life.span.end
        for span in clients:
            if span.start <= start < span.end:
                start = min(span.end, end)
            elif start < span.start < end:
                end = span.start
        if end > start:
            blocks.append(Block(BlockKind.COMMITMENT, Span(start, end), None))
    return blocks


def _crowded(lives: Sequence[Life], policy: Policy) -> tuple[str, ...]:
    """Return the keys of the sessions whose end another presence leaves no room after."""
    occupying = [life for life in lives if life.span.length and life.how is not How.NOT_STARTED]
    keys = []
    for life in occupying:
        if life.session.kind not in TOUCHING:
            continue
        end = life.span.end
        if any(
            other.span.start - policy.prep < end + LEAST_OFFER and other.span.end > end
            for other in occupying
            if other is not life
        ):
            keys.append(life.session.key)
    return tuple(keys)

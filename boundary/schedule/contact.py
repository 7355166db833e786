"""Contact: what became of each session, read from the facts.

The calendar's end is no proof of an end. A session has ended when she says so, or when
microphone and camera both closed late enough in it; until then it is live or may be live,
and everything keeps quiet. All here is a pure function of sessions and facts: how long a
closing must last before it is believed is left to the moments, because a reopening changes
the facts and with them everything that was planned from the closing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from boundary.clock import Span
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.sessions import CLIENT_WORK, Kind, Session
from boundary.schedule.stretches import REJOIN, Stretch, company_of, needs_of, stretches_of

AROUND = timedelta(minutes=10)
"""How long before its start an opening still belongs to a session, and from how long before
its booked end a closing may end it."""

LEAST_CONTACT = timedelta(minutes=5)
"""Microphone or camera open for less than this proves no session."""

CHAIN = timedelta(minutes=5)
"""Open this far into the following session, the same opening is that session's contact."""

PREP = timedelta(minutes=2)

TOUCHING = CLIENT_WORK | {Kind.PROFESSIONAL}
"""The kinds that load a therapist: contact with clients, and with colleagues about them."""

OCCUPYING = TOUCHING | {Kind.PERSONAL, Kind.HOLD, Kind.UNKNOWN}
"""The kinds that no break may lie over."""


class How(StrEnum):
    """How the end of a session is known."""

    BOOKED = "booked"
    LIVE = "live"
    CLICK = "click"
    SENSES = "senses"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    NOT_STARTED = "not_started"


EVIDENCED = frozenset({How.CLICK, How.SENSES, How.NO_SHOW, How.CANCELLED})
"""The ways in which an end is more than the calendar's word."""


@dataclass(frozen=True, slots=True)
class Life:
    """What became of *session*: the *span* in which it held her, and *how* its end is known.

    As booked where nothing is known; `LIVE` has outlasted its booked end and holds her until
    evidence comes. `early` marks a closing long before the booked end, believed more slowly.
    `contact` is false where nobody came.
    """

    session: Session
    span: Span
    how: How
    early: bool = False
    contact: bool = True


def attributed(sessions: Sequence[Session], facts: Sequence[Fact], fact: Fact) -> Fact:
    """Return *fact* with the key of the session that it speaks of, where it names none.

    `started` and `no_show` speak of the session whose time it is, `cancelled` of that one or
    the one to come, `ended` of the one that began last and has no end yet, `heavy` and what
    is said of a break of the one that began last. Nothing is left to speak of in a double
    booking that one "ended" has closed.
    """
    if fact.key or fact.kind not in _OF_A_SESSION:
        return fact
    begun = [
        s
        for s in sessions
        if s.kind in OCCUPYING and not s.all_day and s.span.start - AROUND <= fact.at
    ]
    settled = {f.key for f in facts if f.kind in _SETTLES}
    settled |= {key for key, _ in _ended_beside(sessions, facts)}
    match fact.kind:
        case FactKind.STARTED | FactKind.NO_SHOW | FactKind.ENDED:
            open_ones = [s for s in begun if s.key not in settled]
            started = [s for s in open_ones if s.span.start <= fact.at]
            pool = started or open_ones if fact.kind is FactKind.ENDED else open_ones
            within = [s for s in pool if fact.at < s.span.end]
            last = sorted(pool, key=lambda s: (s.span.start, s.span.end))[-1:]
            chosen = last if fact.kind is FactKind.ENDED else within[:1] or pool[-1:]
        case FactKind.CANCELLED:
            chosen = [
                s
                for s in sessions
                if s.kind in TOUCHING and s.key not in settled and fact.at < s.span.end
            ][:1]
        case _:
            chosen = [s for s in begun if s.kind in TOUCHING and s.span.start <= fact.at][-1:]
    return replace(fact, key=chosen[0].key) if chosen else fact


_SETTLES = frozenset({FactKind.ENDED, FactKind.NO_SHOW, FactKind.CANCELLED, FactKind.NOT_STARTED})
_OF_A_SESSION = frozenset(
    {
        FactKind.STARTED,
        FactKind.ENDED,
        FactKind.NO_SHOW,
        FactKind.CANCELLED,
        FactKind.HEAVY,
        FactKind.UNTOUCHED,
    }
)


def lives_of(sessions: Sequence[Session], facts: Sequence[Fact]) -> tuple[Life, ...]:
    """Tell what became of each occupying session, in the order of their starts.

    Later evidence outlives earlier: a reopening inside the booked time takes back an end by
    senses, never one that she gave herself.
    """
    occupying = sorted(
        (s for s in sessions if s.kind in OCCUPYING and not s.all_day),
        key=lambda s: (s.span.start, s.span.end, s.key),
    )
    said: dict[str, Fact] = {}
    overrun: set[str] = set()
    started: dict[str, datetime] = {}
    rested: dict[str, datetime] = {}
    for fact in facts:
        if fact.kind in _SETTLES:
            before, rest = said.get(fact.key), rested.get(fact.key)
            if before is None or rest is None or rest < before.at:
                said[fact.key] = fact
        elif fact.kind is FactKind.OVERRUN:
            overrun.add(fact.key)
        elif fact.kind is FactKind.STARTED:
            started[fact.key] = fact.at
            said.pop(fact.key, None)
        elif fact.kind is FactKind.BREAK_BEGAN:
            rested[fact.key] = fact.at
    for key, fact in _ended_beside(occupying, facts):
        said.setdefault(key, fact)
    shares = _shared_out(occupying, stretches_of(facts), [*needs_of(facts), *company_of(facts)])
    lives = []
    for session in occupying:
        known = shares.get(session.key, ())
        word = said.get(session.key)
        if word is not None and _said_too_late(word, known, rested.get(session.key)):
            word = None
        life = _life(session, known, word, overrun)
        began = started.get(session.key)
        if began is not None and began < life.span.end and life.contact:
            life = replace(life, span=Span(began, life.span.end))
        lives.append(life)
    return tuple(lives)


def _ended_beside(
    sessions: Sequence[Session], facts: Sequence[Fact]
) -> tuple[tuple[str, Fact], ...]:
    """Return the keys of the sessions that her word about another one ended, with that word.

    Of two bookings at one time she says once that it is over. The other is over too where it
    was to have begun and was booked to end no later than the one she speaks of, or by then,
    and she has said nothing of it herself.
    """
    known = {s.key: s for s in sessions if s.kind in TOUCHING and not s.all_day}
    spoken = {f.key for f in facts if f.kind in _SETTLES}
    found: dict[str, Fact] = {}
    for fact in facts:
        if fact.kind is FactKind.STARTED:
            found.pop(fact.key, None)
        if fact.kind is not FactKind.ENDED or fact.key not in known:
            continue
        for other in known.values():
            named = known[fact.key].span
            beside = other.span.overlaps(named) and other.span.start <= fact.at
            if beside and other.span.end <= max(named.end, fact.at) and other.key not in spoken:
                found.setdefault(other.key, fact)
    return tuple(found.items())


def _shared_out(
    sessions: Sequence[Session], stretches: Sequence[Stretch], held: Sequence[Stretch]
) -> dict[str, tuple[Stretch, ...]]:
    """Give each opening to the session that it is the contact of.

    One opening through two sessions is cut where the first was booked to end and the second
    has begun, unless a crisis held her over that: then the first went on and the second did
    not begin.
    """
    shares: dict[str, tuple[Stretch, ...]] = {}
    for stretch in stretches:
        start = stretch.start
        owner = _owner(sessions, shares, start)
        while owner is not None:
            after = _chained(sessions, owner, stretch, held)
            cut = None if after is None else max(after.span.start, owner.span.end)
            end = stretch.end if cut is None else max(cut, start)
            shares[owner.key] = (*shares.get(owner.key, ()), Stretch(start, end))
            for other in _beside(sessions, owner, after, Stretch(start, end)):
                ends = end if other.span.end >= owner.span.end else _cut(other, end)
                part = Stretch(max(start, other.span.start - AROUND), ends)
                shares[other.key] = (*shares.get(other.key, ()), part)
            if after is None:
                break
            start, owner = max(after.span.start, start), after
    return shares


def _beside(
    sessions: Sequence[Session], owner: Session, after: Session | None, stretch: Stretch
) -> list[Session]:
    """Return the sessions that lie over *owner* and may be the ones that *stretch* is of.

    Of two bookings at one time nobody knows which is under way: the opening counts for both.
    """
    return [
        s
        for s in sessions
        if s is not owner
        and s is not after
        and s.kind in TOUCHING
        and s.span.overlaps(owner.span)
        and stretch.start < s.span.end
        and stretch.lasts_past(s.span.start)
    ]


def _cut(session: Session, end: datetime | None) -> datetime | None:
    """Return where an opening that ends at *end* stops being the contact of *session*."""
    if end is None or end > session.span.end + CHAIN:
        return session.span.end
    return end


def _chained(
    sessions: Sequence[Session], owner: Session, stretch: Stretch, held: Sequence[Stretch]
) -> Session | None:
    """Return the session that *stretch* goes on into when *owner* is over, if there is one.

    While it is open nobody knows how far it goes: until then it is an overrun.
    """
    if stretch.end is None:
        return None
    for session in sessions:
        later = session.span.start > owner.span.start and session.span.end > owner.span.end
        begins = max(session.span.start, owner.span.end)
        crisis = any(h.start < begins and h.lasts_past(begins) for h in held)
        if later and stretch.lasts_past(begins + CHAIN) and not crisis:
            return session
    return None


def _owner(
    sessions: Sequence[Session], shares: dict[str, tuple[Stretch, ...]], start: datetime
) -> Session | None:
    ready = [s for s in sessions if s.span.start - AROUND <= start < max(s.span.end, s.span.start)]
    near = [s for s in ready if s.span.start - PREP <= start]
    for session in reversed(sessions):
        before = shares.get(session.key, ())
        last = before[-1].end if before else None
        if last is not None and last <= start <= last + REJOIN and session not in near:
            return near[-1] if near else session
    if near:
        return near[-1]
    return ready[0] if ready else None


def _life(
    session: Session, shares: tuple[Stretch, ...], said: Fact | None, overrun: set[str]
) -> Life:
    booked = session.span
    began = min(shares[0].start, booked.end) if shares else booked.start
    if said is not None:
        match said.kind:
            case FactKind.ENDED:
                return Life(session, Span(min(began, said.at), said.at), How.CLICK)
            case FactKind.NO_SHOW:
                end = max(said.at, booked.start)
                return Life(session, Span(booked.start, end), How.NO_SHOW, contact=False)
            case FactKind.CANCELLED:
                end = max(said.at, booked.start)
                return Life(session, Span(booked.start, end), How.CANCELLED, contact=False)
            case _:
                if not _proves(shares):
                    empty = Span(booked.start, booked.start)
                    return Life(session, empty, How.NOT_STARTED, contact=False)
    if not shares:
        how = How.LIVE if session.key in overrun else How.BOOKED
        return Life(session, booked, how)
    last = shares[-1].end
    if last is None:
        how = How.LIVE if session.key in overrun else How.BOOKED
        return Life(session, Span(began, max(began, booked.end)), how)
    if not _proves(shares):
        how = How.LIVE if session.key in overrun else How.BOOKED
        return Life(session, booked, how)
    early = last < booked.end - AROUND
    return Life(session, Span(began, last), How.SENSES, early=early)


def _said_too_late(word: Fact, shares: Sequence[Stretch], rested: datetime | None) -> bool:
    """Tell whether she said "ended" of a session in whose break she already was."""
    closed = shares[-1].end if shares else None
    return (
        word.kind is FactKind.ENDED
        and closed is not None
        and rested is not None
        and closed <= rested < word.at
    )


def _proves(shares: Iterable[Stretch]) -> bool:
    """Tell whether *shares* are contact: open still, or long enough taken together."""
    length = timedelta(0)
    for share in shares:
        if share.end is None:
            return True
        length += share.end - share.start
    return length >= LEAST_CONTACT

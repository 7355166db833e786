"""Random practices and random lives: what the properties of the core are tried on.

All comes from the one `Random` that is handed in, so that a world can be had again by its
seed, and Hypothesis may shrink it. Lives are rude on purpose: sessions end late, early and
never, microphones blip, calendars lose what is under way, machines sleep and clocks jump.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from boundary.clock import Span
from boundary.schedule.contact import TOUCHING
from boundary.schedule.policy import EndBy, Level, OpeningForm, OwnLevel, Policy, ShutdownForm
from boundary.schedule.sessions import Kind, Session
from boundary.simulation.script import Event

ZONES = ("America/New_York", "Europe/London", "Australia/Sydney", "Europe/Lisbon", "Asia/Kolkata")
DAYS = (date(2027, 3, 14), date(2027, 11, 7), date(2027, 3, 28), date(2027, 4, 4), date(2027, 6, 9))
"""Clock changes of New York, London, Lisbon and Sydney, and a day without one."""

KINDS = (
    *[Kind.SESSION] * 8, Kind.COUPLES, Kind.GROUP, Kind.INTAKE, Kind.CRISIS, Kind.PROFESSIONAL,
    Kind.PERSONAL, Kind.HOLD, Kind.UNKNOWN, Kind.OWN_TIME,
)  # fmt: skip
GAPS = (-30, -10, 0, 0, 0, 2, 3, 5, 10, 10, 10, 10, 12, 15, 20, 45, 60)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class World:
    """A day in *zone*: what its calendar holds, what happens in it, and how breaks are held."""

    day: date
    zone: ZoneInfo
    policy: Policy
    sessions: tuple[Session, ...]
    events: tuple[Event, ...]


def world(rng: Random) -> World:
    """Return a random world."""
    zone, day = ZoneInfo(rng.choice(ZONES)), rng.choice(DAYS)
    policy = Policy(
        level=rng.choice(list(Level)),
        end_by=rng.choice([EndBy.SENSES, EndBy.SENSES, *EndBy]),
        easy=rng.random() < 0.2,
        notes=rng.choice([0, 5, 10]) * MINUTE,
        opening=rng.choice(list(OpeningForm)),
        shutdown=rng.choice(list(ShutdownForm)),
    )
    sessions = practice(rng, day, zone)
    events = life(rng, sessions, policy)
    if rng.random() < 0.3:
        policy = replace(
            policy,
            level_micro_break=rng.choice(list(OwnLevel)),
            level_transition=rng.choice(list(OwnLevel)),
            level_opening=rng.choice(list(OwnLevel)),
            level_shutdown=rng.choice(list(OwnLevel)),
        )
    return World(day, zone, policy, sessions, events)


def practice(rng: Random, day: date, zone: ZoneInfo) -> tuple[Session, ...]:
    """Return the sessions of a random day: chains, overlaps, double bookings, holds, lunches."""
    hour = rng.choice([0, 7, 8, 9, 9, 9, 13, 20, 22])
    at = datetime.combine(day, time(hour, rng.choice([0, 0, 15, 30])), zone).astimezone(UTC)
    sessions: list[Session] = []
    for number in range(rng.randint(1, 9)):
        length = rng.choice([20, 25, 30, 45, 50, 50, 50, 60, 75, 90, 120]) * MINUTE
        kind = rng.choice(KINDS)
        sessions.append(_session(f"s{number}", Span(at, at + length), kind))
        if rng.random() < 0.06:
            sessions.append(_session(f"d{number}", Span(at, at + length), Kind.SESSION))
        if rng.random() < 0.06:
            inside = Span(at + length / 4, at + length / 2)
            sessions.append(_session(f"i{number}", inside, rng.choice(KINDS)))
        at += max(length + rng.choice(GAPS) * MINUTE, 5 * MINUTE)
    if rng.random() < 0.05:
        midnight = datetime.combine(day, time(), zone).astimezone(UTC)
        away = Span(midnight, midnight + timedelta(hours=23))
        sessions.append(replace(_session("away", away, Kind.AWAY), all_day=True))
    return tuple(sessions)


def _session(key: str, span: Span, kind: Kind) -> Session:
    return Session(key, span, kind, "word:lunch" if kind is Kind.OWN_TIME else "test")


def life(rng: Random, sessions: Sequence[Session], policy: Policy) -> tuple[Event, ...]:
    """Return what happens on a random day with *sessions*, in order of time."""
    events: list[Event] = []
    for session in sessions:
        if session.kind in TOUCHING or (session.kind is Kind.HOLD and rng.random() < 0.2):
            events += _lived(rng, session, policy)
        if session.kind is Kind.OWN_TIME and rng.random() < 0.7:
            events += [Event(session.span.start, "lock"), Event(session.span.end, "unlock")]
    first = min(s.span.start for s in sessions) - 30 * MINUTE
    last = max(s.span.end for s in sessions) + 60 * MINUTE
    for _ in range(rng.randint(0, 12)):
        at = first + (last - first) * rng.random()
        events += _noise(rng, at.replace(microsecond=0), sessions)
    return tuple(sorted(events, key=lambda event: event.at))


def _lived(rng: Random, session: Session, policy: Policy) -> list[Event]:
    start, end = session.span.start, session.span.end
    begin = start + rng.choice([-4, -1, 0, 0, 0, 0, 1, 3, 8]) * MINUTE
    close = end + rng.choice([-25, -12, -8, -3, -1, 0, 0, 0, 1, 3, 6, 9, 20, 40]) * MINUTE
    close = max(close, begin + MINUTE)
    if rng.random() < 0.08:
        return []
    if rng.random() < 0.08:
        return [Event(start + rng.randint(1, 15) * MINUTE, "no_show", session.key)]
    if rng.random() < 0.05:
        return [Event(start - rng.randint(-5, 90) * MINUTE, "cancelled", session.key)]
    if policy.end_by is not EndBy.SENSES and rng.random() < 0.7:
        key = session.key if rng.random() < 0.5 else ""
        return [Event(begin, "started", key), Event(close, "ended", key)][rng.randint(0, 1) :]
    events = [Event(begin, "mic_open"), Event(close, "mic_closed")]
    if rng.random() < 0.25:
        middle = begin + (close - begin) / 2
        middle = middle.replace(microsecond=0)
        gone = rng.choice([1, 2, 4, 7]) * MINUTE
        events[1:1] = [Event(middle, "mic_closed"), Event(middle + gone, "mic_open")]
    if rng.random() < 0.25:
        later = rng.choice([-30, 0, 5, 30, 200]) * timedelta(seconds=1)
        events += [Event(begin, "camera_open"), Event(close + later, "camera_closed")]
    if rng.random() < 0.15:
        events += [
            Event(begin + 5 * MINUTE, "share_on"),
            Event(close + rng.choice([-60, 0, 240]) * timedelta(seconds=1), "share_off"),
        ]
    if rng.random() < 0.1:
        events.append(Event(close + rng.choice([0, 5, 40]) * timedelta(seconds=1), "ended"))
    if rng.random() < 0.1:
        events.append(Event(begin + 20 * MINUTE, "clinical_need"))
    if rng.random() < 0.1:
        events.append(Event(close - MINUTE, "heavy"))
    if rng.random() < 0.05:
        events += [
            Event(close + MINUTE, "with_someone"),
            Event(close + rng.choice([5, 30]) * MINUTE, "with_someone_over"),
        ]
    return events


ANSWERED = ("take", "take", "skip", "postpone", "notes_first", "up", "shutdown")


def _noise(rng: Random, at: datetime, sessions: Sequence[Session]) -> list[Event]:
    later = at + rng.choice([5, 20, 50, 119, 181, 400, 1500]) * timedelta(seconds=1)
    match rng.randint(0, 13):
        case 0:
            return [Event(at, "mic_open"), Event(later, "mic_closed")]
        case 1:
            return [Event(at, "lock"), Event(later, "unlock")]
        case 2:
            return [Event(at, "sleep"), Event(later, "wake")]
        case 3:
            return [Event(at, "pause", minutes=rng.choice([None, 5, 30])), Event(later, "resume")]
        case 4:
            return [Event(at, "restart")]
        case 5:
            return [Event(at, "clock_jump", seconds=rng.choice([30, 400, 5000]))]
        case 6:
            return [Event(at, "feed_failed"), Event(later, "feed_back")]
        case 7:
            return [Event(at, "calendar", rng.choice(sessions).key, minutes=rng.choice([0, 30]))]
        case 8:
            return [Event(at, "share_on"), Event(later, "share_off")]
        case 9:
            return [Event(at, "clinical_need")]
        case 10:
            return [Event(at, "with_someone"), Event(later, "with_someone_over")]
        case _:
            return [Event(at, rng.choice(ANSWERED), minutes=2)]

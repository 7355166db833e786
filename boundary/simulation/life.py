"""Life by the calendar: every session as booked, with evidence, and every offer taken."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from boundary.schedule.contact import OCCUPYING, TOUCHING
from boundary.schedule.policy import EndBy, Policy
from boundary.schedule.sessions import Session
from boundary.simulation.script import Event


def life_of(sessions: Iterable[Session], policy: Policy) -> tuple[Event, ...]:
    """Return what happens on days with *sessions* if all goes by the calendar.

    The evidence is of the kind that the policy asks for: the microphone, a key, or none at
    all where she trusts the calendar. She leaves the screen for lunch.
    """
    timed = [s for s in sessions if not s.all_day]
    events = []
    for session in timed:
        if session.kind in TOUCHING:
            events += _evidence(session, timed, policy)
    for session in timed:
        if session.is_lunch:
            events += _lunch(session, timed)
    return tuple(sorted(events, key=lambda event: event.at))


def _evidence(session: Session, timed: list[Session], policy: Policy) -> list[Event]:
    start, end = session.span.start, session.span.end
    match policy.end_by:
        case EndBy.KEY:
            return [Event(start, "started", session.key), Event(end, "ended", session.key)]
        case EndBy.CALENDAR:
            return []
        case EndBy.SENSES:
            held = [s.span for s in timed if s is not session and s.kind in TOUCHING]
            opens = not any(span.start < start < span.end for span in held)
            closes = not any(span.start <= end < span.end for span in held) or any(
                span.start == end for span in held
            )
            earlier = [s for s in timed if s.span == session.span and s.kind in TOUCHING]
            alone = earlier[0] is session
            return [
                *([Event(start, "mic_open")] if opens and alone else []),
                *([Event(end, "mic_closed")] if closes and alone else []),
            ]


def _lunch(lunch: Session, timed: list[Session]) -> list[Event]:
    start, end = lunch.span.start, lunch.span.end
    for session in timed:
        if session.kind in OCCUPYING and session.span.overlaps(lunch.span):
            if session.span.start <= start:
                start = max(start, session.span.end)
            else:
                end = min(end, session.span.start - timedelta(minutes=2))
    return [Event(start, "lock"), Event(end, "unlock")] if start < end else []

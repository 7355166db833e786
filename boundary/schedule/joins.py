"""Which call can be joined now: one at a time, so that a menu can name its hour."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from boundary.schedule.sessions import Session

AHEAD = timedelta(hours=12)
"""A session later than this is another day's."""


def join_of(sessions: Iterable[Session], now: datetime) -> tuple[datetime, str] | None:
    """Return the start (UTC) and the link of the session to join at *now*, None without one.

    The one under way, so that a dropped call is found again, else the next within twelve
    hours. Only the start may be shown; the link is for opening and is never shown or logged.
    """
    near = (
        session
        for session in sessions
        if session.link is not None
        and not session.all_day
        and session.span.start - AHEAD <= now < session.span.end
    )
    chosen = min(near, key=lambda session: (session.span, session.key), default=None)
    if chosen is None or chosen.link is None:
        return None
    return chosen.span.start, chosen.link

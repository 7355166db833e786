"""A line that is stuck open: no call lasts for hours beyond every session.

Some programs keep a microphone open for days, and a sense may miss a closing. Believed for ever,
that would silence Boundary for good. From `expiry` on such an opening is no longer taken for
contact until it has closed once, and a line in Today says so under `STUCK`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from boundary.clock import Span
from boundary.schedule.contact import AROUND
from boundary.schedule.stretches import LONGEST_LINE, Stretch

STUCK = "stuck_mic"
"""The code under which it is said."""

LONGEST = LONGEST_LINE
"""Open for so long in one stretch with no session in it, a line is not believed."""


def expiry(opened: datetime, sessions: Iterable[Span]) -> datetime:
    """Return when a line that *opened* (UTC), and stays open, is no longer believed.

    *sessions* are the booked times in which a line may be open, in any order. Each that begins
    before the belief has run out, or within the minutes in which she may open it early, renews
    it to `LONGEST` after its end.
    """
    return _last_contact(opened, sessions) + LONGEST


def stuck_since(
    stretches: Sequence[Stretch], sessions: Iterable[Span], now: datetime
) -> datetime | None:
    """Return since when the open line is not believed, or None where none is open or it is."""
    if not stretches or stretches[-1].end is not None:
        return None
    since = expiry(stretches[-1].start, sessions)
    return since if since <= now else None


def believed(
    stretches: Sequence[Stretch], sessions: Sequence[Span], now: datetime
) -> tuple[Stretch, ...]:
    """Return *stretches* with a stuck one closed where its last session was booked to end.

    One that touched no session is left out. A line that closes after all tells the truth again:
    an opening that has an end is never cut.
    """
    if stuck_since(stretches, sessions, now) is None:
        return tuple(stretches)
    *before, last = stretches
    end = _last_contact(last.start, sessions)
    return (*before, Stretch(last.start, end)) if end > last.start else tuple(before)


def _last_contact(opened: datetime, sessions: Iterable[Span]) -> datetime:
    """Return the end of the last session that an opening reaches, else *opened* itself."""
    reached = opened
    for span in sorted(sessions):
        if span.start - AROUND > reached + LONGEST:
            break
        reached = max(reached, span.end)
    return reached

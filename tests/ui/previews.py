"""Builders of previews: two weeks of an ordinary practice, without a name in them."""

from __future__ import annotations

from datetime import timedelta

from boundary.calendars.occurrence import Occurrence
from boundary.clock import Span
from boundary.schedule.learning import Draft, candidates
from boundary.ui.preview_view import PreviewView, preview_view
from tests.ui.days import DAY, ZONE, at

_KEY = b"k" * 32
_WEEK = (
    # days after a Tuesday, wall time, minutes, title, each week
    (0, "9:00", 50, "A.K.", True),
    (0, "10:00", 50, "B.L.", True),
    (0, "11:00", 50, "C-0142", False),
    (0, "12:00", 45, "Lunch", True),
    (0, "14:00", 50, "Supervision", False),
    (1, "9:00", 80, "Couple 7", True),
    (1, "17:30", 40, "Yoga", True),
    (2, "13:00", 50, "D.M.", False),
    (2, "18:00", 90, "Choir practice", True),
)


def occurrences() -> list[Occurrence]:
    """Return what two weeks hold."""
    found = []
    for number, (days, wall, minutes, title, weekly) in enumerate(_WEEK):
        for week in range(2 if weekly else 1):
            start = at(wall, DAY + timedelta(days=days, weeks=week))
            span = Span(start, start + timedelta(minutes=minutes))
            found.append(Occurrence(f"uid{number}-{week}", None, span, title=title))
    return found


def draft(*titles: Occurrence) -> Draft:
    """Return the draft of two weeks before anything was ticked."""
    return Draft.begun(candidates(titles or occurrences(), ZONE, key=_KEY))


def preview() -> PreviewView:
    """Return the view of it."""
    return preview_view(draft(), ZONE, twelve=True)

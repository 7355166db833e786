"""A calendar that is a list: for tests of what lies above, and the first to keep the contract."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from boundary.calendars.ics import Problem, Reading, order
from boundary.calendars.occurrence import Occurrence
from boundary.calendars.protocol import NEARBY, SourceKind
from boundary.clock import Span
from boundary.errors import CalendarError


class FakeCalendar:
    """Says *occurrences* (UTC, already unrolled), or raises `trouble` while there is one.

    `reads` counts how often it was asked.
    """

    def __init__(
        self,
        *occurrences: Occurrence,
        kind: SourceKind = SourceKind.FILE,
        every: timedelta = NEARBY,
        trouble: CalendarError | None = None,
    ) -> None:
        self.occurrences = occurrences
        self.problems: tuple[Problem, ...] = ()
        self.kind = kind
        self.every = every
        self.trouble = trouble
        self.reads = 0

    def read(self, span: Span, zone: ZoneInfo) -> Reading:
        """Return those of its occurrences that overlap *span*; *zone* was theirs all along."""
        del zone
        self.reads += 1
        if self.trouble is not None:
            raise self.trouble
        found = [one for one in self.occurrences if one.span.overlaps(span)]
        return Reading(tuple(sorted(found, key=order)), self.problems)

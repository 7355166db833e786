"""Timers that a test moves on by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from boundary.schedule.moments import Moment


def _nobody() -> None:
    """Hear nothing."""


class FakeTimers:
    """Holds what is waited for and speaks up when told that time has come.

    `heard` is called in place of the signal; set it to whatever must learn that something
    may be due.
    """

    def __init__(self, heard: Callable[[], None] = _nobody) -> None:
        self.heard = heard
        self.waiting: tuple[Moment, ...] = ()
        self.closed = False

    def reconcile(self, wanted: Iterable[Moment]) -> None:
        """Wait for exactly *wanted*, the first one first."""
        if not self.closed:
            self.waiting = tuple(sorted(wanted, key=lambda moment: (moment.at, moment.key)))

    def close(self) -> None:
        """Wait for nothing any more."""
        self.waiting = ()
        self.closed = True

    def ring(self, now: datetime) -> tuple[Moment, ...]:
        """Let it be *now* (UTC): drop what is due, speak up once if anything was; return it."""
        due = tuple(moment for moment in self.waiting if moment.at <= now)
        self.waiting = self.waiting[len(due) :]
        if due:
            self.heard()
        return due

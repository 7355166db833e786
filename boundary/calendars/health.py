"""How fresh a calendar is: never silently stale. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from boundary.calendars.protocol import SignInError
from boundary.errors import BoundaryError

STALE = timedelta(hours=6)
"""On a workday what was read longer ago may hide a session: feeds lag by hours themselves."""


class Condition(StrEnum):
    """How a calendar does, the worst one last."""

    GOOD = "good"
    WAITING = "waiting"
    FAILED = "failed"
    STALE = "stale"
    SIGN_IN = "sign_in"


_ORDER = tuple(Condition)


@dataclass(frozen=True, slots=True)
class Health:
    """When reading last went well (UTC), and what is wrong now; each None if never."""

    read_at: datetime | None = None
    trouble: BoundaryError | None = None

    @property
    def sign_in(self) -> bool:
        """Whether only she can help, by signing in again."""
        return isinstance(self.trouble, SignInError)

    def age(self, now: datetime) -> timedelta | None:
        """Return how long ago reading went well; None if it never did."""
        return None if self.read_at is None else max(now - self.read_at, timedelta(0))

    def condition(self, now: datetime, *, workday: bool) -> Condition:
        """Return how it does at *now* (UTC); only a *workday* makes what is old stale."""
        age = self.age(now)
        if self.sign_in:
            return Condition.SIGN_IN
        if workday and age is not None and age >= STALE:
            return Condition.STALE
        if self.trouble is not None:
            return Condition.FAILED
        return Condition.WAITING if age is None else Condition.GOOD


def worst(healths: tuple[Health, ...], now: datetime, *, workday: bool) -> Health:
    """Return the one of *healths* that matters most: the worst condition, then the oldest.

    A day is as fresh as the oldest calendar in it. Without any: nothing read, nothing wrong.
    """

    def key(health: Health) -> tuple[int, timedelta]:
        place = _ORDER.index(health.condition(now, workday=workday))
        return place, health.age(now) or timedelta(0)

    return max(healths, key=key, default=Health())

"""The tally of a day: load, notes still to write, minutes owed.

Load counts contact since the last break of five and of ten minutes; twenty minutes without
contact clear both, ritual or not. What is owed is capped, never grows for room that the
calendar never had, and is nothing again the day after.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from boundary.clock import Span
from boundary.schedule.blocks import NOTHING
from boundary.schedule.policy import Policy


@dataclass(slots=True)
class Tally:
    """What has been counted so far: load, notes to write, minutes owed."""

    policy: Policy
    loaded: timedelta = NOTHING
    long: timedelta = NOTHING
    last_contact: datetime | None = None
    pending: timedelta = NOTHING
    debt: timedelta = NOTHING

    def contact(self, span: Span) -> None:
        since = self.last_contact
        if since is not None and span.start - since >= self.policy.rest_resets:
            self.loaded = self.long = NOTHING
        start = span.start if since is None else max(span.start, since)
        if span.end > start:
            self.loaded += span.end - start
            self.long += span.end - start
        self.last_contact = span.end if since is None else max(since, span.end)

    def floor(self, available: timedelta, *, heavy: bool) -> timedelta:
        policy = self.policy
        if policy.easy:
            return policy.floor
        floor = policy.floor
        if self.loaded >= policy.loaded_after:
            floor = policy.floor_loaded
        if self.long >= policy.long_after:
            has_room = available >= policy.floor_long
            floor = policy.floor_long if has_room else policy.floor_loaded
        return max(floor, policy.floor_loaded) if heavy else floor

    def rested(self, taken: timedelta) -> None:
        if taken >= self.policy.floor_loaded:
            self.loaded = NOTHING
        if taken >= self.policy.floor_long:
            self.long = NOTHING

    def settle(self, owed: timedelta, floor: timedelta, taken: timedelta) -> None:
        debt = self.debt + max(NOTHING, owed - taken) - max(NOTHING, taken - floor)
        self.debt = min(max(debt, NOTHING), self.policy.owed_most)

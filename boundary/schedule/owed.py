"""What is owed at the end of a day: one question, three answers, and never again.

Five minutes or more that no gap gave back are asked about once, when the last contact is over.
To let them go is the answer that silence gives; at midnight there is nothing to answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from boundary.schedule.blocks import NOTHING
from boundary.schedule.contact import TOUCHING, How, Life
from boundary.schedule.facts import FactKind
from boundary.schedule.situation import Situation

MENTION_OWED = timedelta(minutes=5)
"""What is owed is mentioned from here up, once a day."""


class OwedChoice(StrEnum):
    """What becomes of the minutes owed at the end of a day: the word of an `owed`."""

    LEAVE = "leave"
    BUFFER = "buffer"
    LET_GO = "let_go"


@dataclass(frozen=True, slots=True)
class OwedQuestion:
    """What the question has to say: *owed*, when she may *leave*, and what is *ahead*.

    `leave` is the end of her workday less what is owed, or now; `ahead` is the first start of
    the days after, before which she may keep a buffer in her own calendar, or None where the
    calendar has none. Both UTC.
    """

    owed: timedelta
    leave: datetime
    ahead: datetime | None


def owed_at(situation: Situation, now: datetime) -> timedelta:
    """Return what is owed to her at *now*, by the blocks that are over; nothing once settled."""
    if any(f.kind is FactKind.OWED and f.at <= now for f in situation.facts):
        return NOTHING
    past = [b for b in situation.plan.blocks if b.span.end <= now and (b.offer or b.debt)]
    return past[-1].debt if past else NOTHING


def owed_question(situation: Situation, now: datetime) -> OwedQuestion | None:
    """Return the day's last question at *now* (UTC), or None where there is none to ask."""
    if situation.plan.away or situation.closed or situation.hush(now) is not None:
        return None
    contact = [life for life in situation.plan.lives if _was_contact(life)]
    if not contact or any(now < life.session.span.end or now < life.span.end for life in contact):
        return None
    owed = owed_at(situation, now)
    if owed < MENTION_OWED:
        return None
    ends = max(life.span.end for life in contact) + situation.policy.workday_end
    return OwedQuestion(owed, max(now, ends - owed), situation.plan.ahead)


def _was_contact(life: Life) -> bool:
    over = life.how in (How.NOT_STARTED, How.CANCELLED, How.NO_SHOW)
    return life.session.kind in TOUCHING and not over

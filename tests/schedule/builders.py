"""Builders of the core's values by the wall clock of one zone, and a day played through Today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from boundary.clock import Span
from boundary.schedule.acts import Act
from boundary.schedule.blocks import Block, BlockKind, DayPlan
from boundary.schedule.contact import Life, attributed, lives_of
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.plan import plan_day
from boundary.schedule.policy import OpeningForm, Policy, ShutdownForm
from boundary.schedule.sessions import Kind, Session
from boundary.schedule.situation import Situation
from boundary.schedule.today import Today, Untouched, nothing_tells

ZONE = ZoneInfo("America/New_York")
DAY = date(2026, 12, 1)
MINUTE = timedelta(minutes=1)
PLAIN = Policy(opening=OpeningForm.NONE, shutdown=ShutdownForm.NONE)
"""Without the day's own rituals, where they are not the subject."""


def at(wall: str, day: date = DAY) -> datetime:
    """Return the instant (UTC) of the wall time *wall* ("9:50" or "9:50:20") on *day*."""
    hour, minute, second = (int(part) for part in f"{wall}:0".split(":")[:3])
    later = timedelta(days=hour // 24)
    return datetime.combine(day + later, time(hour % 24, minute, second), ZONE).astimezone(UTC)


def session(start: str, end: str, key: str = "a", kind: Kind = Kind.SESSION) -> Session:
    why = "word:lunch" if kind is Kind.OWN_TIME else "test"
    return Session(key, Span(at(start), at(end)), kind, why)


def lunch(start: str, end: str) -> Session:
    return session(start, end, "lunch", Kind.OWN_TIME)


def fact(wall: str, kind: str, key: str = "", value: int | str = "") -> Fact:
    return Fact(at(wall), FactKind(kind), key, value)


def mic(start: str, end: str) -> list[Fact]:
    """Return the microphone opening at *start* and closing at *end*."""
    return [fact(start, "mic_open"), fact(end, "mic_closed")]


def life_of(facts: Iterable[Fact], *sessions: Session, key: str = "a") -> Life:
    """Return what became of session *key* among *sessions* (alone: 9:00 to 9:50)."""
    known = sessions or (session("9:00", "9:50"),)
    ordered = sorted(facts, key=lambda f: f.at)
    return next(x for x in lives_of(known, ordered) if x.session.key == key)


def keyed(kind: str, wall: str, *sessions: Session, before: Iterable[Fact] = ()) -> str:
    """Return the key of the session that a fact without one is taken to speak of."""
    return attributed(sessions, list(before), fact(wall, kind)).key


def planned(sessions: Iterable[Session], facts: Iterable[Fact] = (), policy: Policy = PLAIN,
            closing: datetime | None = None) -> DayPlan:  # fmt: skip
    ordered = sorted(facts, key=lambda f: f.at)
    return plan_day(DAY, sessions, ordered, policy, zone=ZONE, closing=closing)


def situated(
    sessions: Iterable[Session], facts: Iterable[Fact] = (), policy: Policy = PLAIN,
    *, trouble: str = "",
) -> Situation:  # fmt: skip
    ordered = sorted(facts, key=lambda f: f.at)
    plan = planned(sessions, ordered, policy)
    return Situation.of(plan, ordered, policy, trouble=trouble)


def break_of(plan: DayPlan, key: str = "a") -> Block:
    found = plan.break_after(key)
    assert found is not None
    return found


def wall(instant: datetime) -> str:
    """Return the wall time of *instant*, seconds only where there are some."""
    local = instant.astimezone(ZONE)
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"


def spans(plan: DayPlan, kind: BlockKind) -> list[tuple[str, str]]:
    return [(wall(b.span.start), wall(b.span.end)) for b in plan.blocks if b.kind is kind]


@dataclass(slots=True)
class Played:
    """A day of *sessions* through Today: `until` passes time, `says` tells a fact."""

    sessions: tuple[Session, ...]
    policy: Policy = PLAIN
    acts: list[Act] = field(default_factory=list)
    kept: list[Fact] = field(default_factory=list)
    now: datetime = field(default_factory=lambda: at("0:00"))
    untouched: Untouched = nothing_tells
    today: Today = field(init=False)

    def __post_init__(self) -> None:
        self.today = Today(
            ZONE,
            self.policy,
            WeeklyHours(),
            self.kept.append,
            self.acts.append,
            untouched=self.untouched,
        )
        self.today.heard(self.sessions, self.now)

    def until(self, time_of_day: str) -> Played:
        """Let every moment up to *time_of_day* happen, and look at the day there."""
        end = at(time_of_day)
        while self.today.waiting and self.today.waiting[0].at < end:
            self.now = max(self.now, self.today.waiting[0].at)
            self.today.tick(self.now)
        self.now = end
        self.today.tick(end)
        return self

    def says(self, time_of_day: str, kind: str, key: str = "", value: int | str = "") -> Played:
        self.until(time_of_day)
        self.today.add(fact(time_of_day, kind, key, value))
        return self

    def talks(self, start: str, end: str) -> Played:
        """Hold the microphone open from *start* to *end*."""
        return self.says(start, "mic_open").says(end, "mic_closed")

    def shown(self) -> list[tuple[str, str]]:
        """Return what came on the screen: when, and which act."""
        return [(wall(act.at), act.act) for act in self.acts if act.visible]

    def did(self, act: str) -> list[tuple[str, str, str]]:
        """Return when, what and why of every *act*."""
        return [(wall(a.at), a.what, a.why) for a in self.acts if a.act == act]

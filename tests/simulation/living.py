"""Living a random world through the real Today, with a witness that knows only the evidence.

The witness keeps its own book of microphone, camera, share and clicks, written from the rules
and not from the core's code, and says what was wrong with an act or a state.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from boundary.clock import Span, day_span
from boundary.schedule.acts import Act
from boundary.schedule.blocks import DayPlan
from boundary.schedule.contact import OCCUPYING, TOUCHING
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.policy import EndBy
from boundary.schedule.sessions import Kind, Session
from boundary.schedule.today import Today
from boundary.simulation.script import FACTS, Event
from tests.simulation.worlds import World

A_DAY = timedelta(days=1)
OFFERS = frozenset({"card", "panel"})
STUCK = timedelta(hours=3)
"""So long after the last session that it reached, an open line may be found stuck."""

MOST_STEPS = 3000
"""More steps than this in one day is a loop."""


@dataclass(slots=True)
class Living:
    """One life of *world*; *rng* decides how cards are answered and when it is looked at."""

    world: World
    rng: Random
    looks: bool = False
    replays: bool = False
    trouble: str = ""
    acts: list[Act] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    steps: int = 0
    now: datetime = field(init=False)
    today: Today = field(init=False)
    sessions: tuple[Session, ...] = field(init=False)
    churned: bool = False
    heard: list[tuple[datetime, str, int]] = field(default_factory=list)
    """What happened to her, by the clock of this life, and how many acts came before it."""
    _on: set[str] = field(default_factory=set)
    _closed: list[Span] = field(default_factory=list)
    _since: datetime | None = None
    _queue: list[tuple[datetime, int, Event]] = field(default_factory=list)
    _number: int = 0
    _asleep: bool = False
    _checked: DayPlan | None = None

    def __post_init__(self) -> None:
        self.sessions = self.world.sessions
        span = day_span(self.world.day, self.world.zone)
        self.now = span.start
        for event in self.world.events:
            if event.at >= span.start:
                self._push(event)
        if self.looks:
            own = Random(len(self.world.events))
            for _ in range(25):
                at = span.start + (span.end - span.start) * own.random()
                self._push(Event(at.replace(microsecond=0), "look"))
        self.today = self._fresh()

    def live(self) -> None:
        """Live from the first midnight until two hours of the next day are over."""
        end = day_span(self.world.day, self.world.zone).end + timedelta(hours=2)
        self.today.heard(self.sessions, self.now)
        self._check()
        self._pass(end)

    def empty(self) -> None:
        """Begin the day with nothing to come but what is told by `happen`."""
        self._queue.clear()
        self.today.heard(self.sessions, self.now)
        self._check()

    def until(self, end: datetime) -> None:
        """Let time pass to *end*, with every moment on the way, and look at the day then."""
        self._pass(end)
        self.now = max(self.now, end)
        if not self._asleep:
            self.today.tick(self.now)
        self._check()

    def happen(self, event: Event) -> None:
        """Have *event* happen now."""
        self._happen(event)
        self._check()

    def _pass(self, end: datetime) -> None:
        while self.steps < MOST_STEPS:
            event_at = self._queue[0][0] if self._queue else None
            waiting = self.today.waiting
            moment_at = waiting[0].at if waiting and not self._asleep else None
            at = min((x for x in (event_at, moment_at) if x is not None), default=None)
            if at is None or at >= end:
                return
            self.steps += 1
            if moment_at is not None and moment_at <= self.now:
                self.wrong.append(f"a moment re-arms at {self.now:%H:%M:%S}: {waiting[0].key}")
                return
            self.now = max(self.now, at)
            if event_at is not None and event_at <= self.now:
                self._happen(heapq.heappop(self._queue)[2])
            else:
                self.today.tick(self.now)
            self._check()
        self.wrong.append("it never ends")

    def _fresh(self) -> Today:
        world = self.world
        return Today(world.zone, world.policy, WeeklyHours(), self.facts.append, self._acted)

    def _push(self, event: Event) -> None:
        self._number += 1
        heapq.heappush(self._queue, (event.at, self._number, event))

    def _acted(self, act: Act) -> None:
        self.acts.append(act)
        if act.visible:
            self._witness(act)
        if act.act in OFFERS and self.rng.random() < 0.7:
            wait = self.rng.choice([0, 2, 10, 40, 100])
            name = self.rng.choice(["take", "take", "take", "up", "notes_first", "skip"])
            self._push(Event(act.at + timedelta(seconds=wait), name))

    def _happen(self, event: Event) -> None:
        now, today = self.now, self.today
        self.heard.append((now, event.name, len(self.acts)))
        if event.name in FACTS:
            self._book(event.name)
            if event.name in ("sleep", "wake"):
                self._asleep = event.name == "sleep"
            today.add(Fact(now, FACTS[event.name], event.key))
            return
        match event.name:
            case "pause":
                value = "" if event.minutes is None else int(event.minutes * 60)
                today.add(Fact(now, FactKind.PAUSE, "", value))
            case "clock_jump":
                self.now += timedelta(seconds=event.seconds or 0)
                today.tick(self.now)
            case "restart":
                self.restart()
            case "feed_failed":
                self.trouble = "feed_failed"
                today.trouble("feed_failed", now)
            case "feed_back":
                self.trouble = ""
                today.trouble("", now)
            case "calendar":
                self._churn(event)
            case "take":
                today.take(now)
            case "skip":
                today.skip(now)
            case "postpone":
                today.postpone(now, timedelta(minutes=event.minutes or 2))
            case "notes_first":
                today.notes_first(now)
            case "up":
                today.up(now)
            case "shutdown":
                today.shut_down(now)
            case "look":
                if not self._asleep:
                    today.tick(now)
            case _:
                raise AssertionError(event.name)

    def restart(self) -> None:
        """Begin anew with what was written down, as after a crash."""
        facts = tuple(self.facts)
        self._asleep = False
        self.today = self._fresh()
        self.today.restore(facts, self.now)
        self.today.heard(self.sessions, self.now)

    def _churn(self, event: Event) -> None:
        self.churned = True
        by = timedelta(minutes=event.minutes or 0)
        changed: list[Session] = []
        for session in self.sessions:
            if session.key != event.key:
                changed.append(session)
            elif by:
                moved = Span(session.span.start + by, session.span.end + by)
                changed.append(replace(session, span=moved))
        self.sessions = tuple(changed)
        self.today.heard(self.sessions, self.now)

    # the witness

    def _book(self, name: str) -> None:
        thing, _, turn = name.rpartition("_")
        if thing in ("mic", "camera"):
            (self._on.add if turn == "open" else self._on.discard)(thing)
        if thing == "share":
            (self._on.add if turn == "on" else self._on.discard)(thing)
        line = bool(self._on & {"mic", "camera"})
        if line and self._since is None:
            self._since = self.now
        elif not line and self._since is not None:
            self._closed.append(Span(self._since, self.now))
            self._since = None

    def _witness(self, act: Act) -> None:
        on = self._on - self._stuck()
        if on:
            self.wrong.append(f"{act.act} {act.what} ({act.why}) while {sorted(on)} is on")
        for session in self.sessions:
            if session.kind in TOUCHING and not session.all_day:
                self._witness_session(session, act)

    def _witness_session(self, session: Session, act: Act) -> None:
        at, booked = act.at, session.span
        if any(s.kind is Kind.AWAY for s in self.sessions) or self._settled(session, at):
            return
        if act.act == "shutdown" and act.why == "asked":
            return  # her own word: no line is open, and she may close a day at any time
        if act.why == "taken" and self._closed and self._closed[-1].end > booked.start:
            return  # her own click, after a line that has closed: nobody waits for her word
        if booked.start - self.world.policy.prep <= at < booked.end:
            self.wrong.append(f"{act.act} {act.what} ({act.why}) in {session.key} or its prep")
        elif booked.end <= at and self.world.policy.end_by is not EndBy.CALENDAR:
            zone = self.world.zone
            turned = at.astimezone(zone).date() != booked.start.astimezone(zone).date()
            following = any(
                (other.kind in TOUCHING and booked.end <= other.span.start <= at)
                or (self._settled(other, at) and other.span.end >= booked.end)
                for other in (*self.world.sessions, *self.sessions)
                if other is not session
            )
            said = any(
                f.kind in (FactKind.ENDED, FactKind.NO_SHOW) and booked.end <= f.at <= at
                for f in self.facts
            )
            if not (following or said or turned):
                self.wrong.append(f"{act.act} {act.what} ({act.why}) after {session.key}, unproved")

    def _settled(self, session: Session, at: datetime) -> bool:
        kinds = {FactKind.ENDED, FactKind.NO_SHOW, FactKind.CANCELLED, FactKind.NOT_STARTED}
        if any(f.kind in kinds and f.key == session.key and f.at <= at for f in self.facts):
            return True
        if any(self._is_beside(f, session) for f in self.facts if f.at <= at):
            return True
        around = session.span.start - timedelta(minutes=10)
        closings = [c for c in self._closed if c.end > around and c.end <= at]
        if not closings:
            return False
        last = closings[-1].end
        wait = 20 if last >= session.span.end - timedelta(minutes=10) else 300
        return at - last >= timedelta(seconds=wait)

    def _stuck(self) -> set[str]:
        """Return what is on and was found stuck, hours after every session that it reached."""
        since = self._since
        found = [f.at for f in self.facts if f.kind is FactKind.STUCK and since and f.at >= since]
        if since is None or not found:
            return set()
        held = [s.span for s in self.sessions if s.kind in OCCUPYING and not s.all_day]
        ends = [span.end for span in held if span.start < found[-1] < span.end + STUCK]
        if found[-1] < since + STUCK or (ends and max(ends) > since):
            self.wrong.append(f"found stuck too early, at {found[-1]:%H:%M:%S}")
        return {"mic", "camera"}

    def _is_beside(self, fact: Fact, session: Session) -> bool:
        """Tell whether *fact* ended the other of a double booking, and *session* with it."""
        if fact.kind is not FactKind.ENDED or fact.at < session.span.start:
            return False
        return any(
            other.key == fact.key
            and other.span.overlaps(session.span)
            and session.span.end <= max(other.span.end, fact.at)
            for other in (*self.world.sessions, *self.sessions)
        )

    def _check(self) -> None:
        """Look at the state between two steps: a tick more changes nothing; limits hold."""
        before, facts = len(self.acts), len(self.facts)
        if not self._asleep:
            self.today.tick(self.now)
            for act in self.acts[before:]:
                self.wrong.append(f"a second tick acts: {act.act} {act.what} {act.why}")
            for fact in self.facts[facts:]:
                self.wrong.append(f"a second tick notices: {fact.kind}")
        on = self._on - self._stuck()
        if on and self.today.standing is not None:
            self.wrong.append(f"{self.today.standing.what} stands while {sorted(on)} is on")
        plan = self.today.plan(self.now)
        if not timedelta(0) <= plan.debt <= self.world.policy.owed_most:
            self.wrong.append(f"owed {plan.debt}")
        self._check_blocks()
        if self.replays and not self.churned and not self._asleep and self._number % 7 == 0:
            self._check_replay()

    def _check_replay(self) -> None:
        """Fold the facts so far into a fresh Today: it is where this one is, and does nothing."""
        if self.now.astimezone(self.world.zone).date() != self.world.day:
            return
        done: list[Act] = []
        new: list[Fact] = []
        world = self.world
        today = Today(world.zone, world.policy, WeeklyHours(), new.append, done.append)
        today.restore(self.facts, self.now)
        today.heard(self.sessions, self.now)
        if self.trouble:
            today.trouble(self.trouble, self.now)
        times = [self.now + minute * timedelta(minutes=1) for minute in range(-60, 240, 3)]
        names = ["plan", "offers", *["glance"] * len(times)]
        ours = states(self.today, self.now, times)
        for name, one, other in zip(names, ours, states(today, self.now, times), strict=True):
            if one != other:
                self.wrong.append(f"a replay has another {name}")
                return
        self.wrong += [f"a replay shows {act.act} {act.what}" for act in done if act.visible]
        self.wrong += [f"a replay notices {fact.kind}" for fact in new]

    def _check_blocks(self) -> None:
        plan, policy = self.today.plan(self.now), self.world.policy
        if plan is self._checked:
            return  # time alone makes no block wrong that was right
        self._checked = plan
        for block in plan.blocks:
            if block.kind == "commitment":
                continue
            for life in plan.lives:
                if life.how == "not_started" or not life.span.length:
                    continue
                booked = life.session.span
                ahead = life.how == "booked" and booked.start > self.now
                begin = booked.start - policy.prep if ahead else life.span.start
                held = Span(min(begin, life.span.start), life.span.end)
                if life.how in ("no_show", "cancelled"):
                    continue
                if block.kind in ("shutdown", "opening", "lunch") and not ahead:
                    continue
                if block.span.overlaps(held) and held.length and block.span.length:
                    over = f"{life.session.key} {life.how} {block.span} {held}"
                    self.wrong.append(f"{block.kind} after {block.after} lies over {over}")
            steps = sum(step.seconds for step in block.steps)
            if steps > block.span.length.total_seconds():
                self.wrong.append(f"the steps of {block.kind} do not fit")


def states(today: Today, now: datetime, times: Sequence[datetime]) -> list[object]:
    """Return what *today* says at each of *times*: for comparing two of them."""
    situation = today.situation(now)
    return [situation.plan, situation.offers, *(situation.glance(at) for at in times)]

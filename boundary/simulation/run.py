"""The run of a simulation: events and moments in the order of time, through the real Today."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from boundary.clock import Span, day_span
from boundary.journal.journal import MemoryJournal
from boundary.rituals.repertoire import Repertoire
from boundary.schedule.acts import Act
from boundary.schedule.blocks import BlockKind
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.gaps import AS_THEY_CAME
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.owed import OwedChoice
from boundary.schedule.policy import Policy
from boundary.schedule.sessions import Session
from boundary.schedule.today import Today
from boundary.simulation.arming import Arming
from boundary.simulation.life import life_of
from boundary.simulation.script import ANSWERS, FACTS, Event

A_DAY = timedelta(days=1)
PROPOSED = timedelta(days=28)
"""How far ahead the calendar is asked for absences."""
POSTPONED = 2.0
"""Minutes of a postponement that names none."""

Sessions = Callable[[Span], Sequence[Session]]
"""Returns what the calendar holds in a span."""


@dataclass(slots=True)
class Simulation:
    """Days of *sessions* in *zone*, lived by *script*, or by the calendar if that is None.

    `acts` yields what was done, in order; `enough` stays inside. *reread* turns the path in
    a `calendar` event into the sessions that replace the present ones. *arming* keeps a reply
    beside the day, if there is one.
    """

    sessions: Sessions
    zone: ZoneInfo
    policy: Policy
    hours: WeeklyHours
    script: Sequence[Event] | None = None
    reread: Callable[[str], Sessions] | None = None
    repertoire: Repertoire = AS_THEY_CAME
    arming: Arming | None = None
    _journal: MemoryJournal = field(default_factory=MemoryJournal)
    _done: list[Act] = field(default_factory=list)
    _queue: list[tuple[datetime, int, int, Event]] = field(default_factory=list)
    _number: int = 0
    _asleep: bool = False
    _gone: bool = False
    _own_end: bool = False

    def acts(self, first: date, last: date) -> Iterator[Act]:
        """Yield the acts of the local days *first* to *last*, both included."""
        begin = day_span(first, self.zone).start
        for event in self.script or ():
            if event.at >= begin:
                self._push(event)
        today = self._new_today()
        day = first
        while day <= last:
            span = day_span(day, self.zone)
            around = self.sessions(Span(span.start - A_DAY, span.end + A_DAY))
            if self.script is None:
                for event in life_of(
                    (s for s in around if span.contains(s.span.start)), self.policy
                ):
                    self._push(event)
            today.heard(around, span.start)
            if self.arming is not None:
                ahead = self.sessions(Span(span.start, span.start + PROPOSED))
                self.arming.heard(ahead, span.start)
                self._arm(span.start)
            today = yield from self._through(today, span)
            day += A_DAY

    def _new_today(self) -> Today:
        return Today(
            self.zone,
            self.policy,
            self.hours,
            self._journal.append,
            self._done.append,
            self.repertoire,
        )

    def _through(self, today: Today, span: Span) -> Generator[Act, None, Today]:
        now = span.start
        while True:
            yield from self._out(today)
            event_at = self._queue[0][0] if self._queue else None
            awake = not self._asleep and not self._gone
            waking = today.waiting[0].at if today.waiting and awake else None
            arming = self.arming.following(now) if self.arming is not None and awake else None
            upcoming = [at for at in (event_at, waking, arming) if at is not None]
            if not upcoming or min(upcoming) >= span.end:
                return today
            at = min(upcoming)
            first_answers = self._queue and self._queue[0][1] == 1
            if event_at == at and not (first_answers and waking == at):
                event = heapq.heappop(self._queue)[3]
                now = max(now, at)
                today, now = self._happen(today, event, now)
            elif waking == at:
                now = max(now, at)
                today.tick(now)
                if arming == at:
                    self._arm(now)
            else:
                now = max(now, at)
                self._arm(now)

    def _arm(self, now: datetime) -> None:
        act = self.arming.look(now) if self.arming is not None else None
        if act is not None:
            self._done.append(act)

    def _out(self, today: Today) -> Iterator[Act]:
        """Yield what was done, and let her answer it where no script speaks for her."""
        while self._done:
            act = self._done.pop(0)
            if act.act == "enough":
                running = today.situation(act.at).running()
                if not self._own_end and running is not None and running.signed:
                    today.finish(act.at)
                continue
            yield act
            if act.act in ("opening", "shutdown"):
                self._day_run(act)
            elif self.script is None and act.act in ("card", "panel"):
                self._push(Event(act.at, "take"))

    def _day_run(self, act: Act) -> None:
        length = self.repertoire.ritual(act.what).ideal
        if act.act == "shutdown":
            self._push(Event(act.at + length, "finish"))
        elif self.script is None:
            self._push(Event(act.at, "take"))

    def _push(self, event: Event) -> None:
        self._number += 1
        late = event.name in ANSWERS or event.name == "finish"
        heapq.heappush(self._queue, (event.at, int(late), self._number, event))

    def _happen(self, today: Today, event: Event, now: datetime) -> tuple[Today, datetime]:
        if self._gone and event.name not in ("restart",):
            return today, now
        if event.name == "clock_jump":
            now += timedelta(seconds=event.seconds or 0)
            today.tick(now)
        elif event.name == "restart":
            self._gone = self._asleep = False
            today = self._restarted(now)
            self._arm(now)
        elif event.name == "quit":
            self._gone = True
        else:
            self._tell(today, event, now)
        return today, now

    def _tell(self, today: Today, event: Event, now: datetime) -> None:
        if event.name in FACTS:
            if event.name in ("sleep", "wake"):
                self._asleep = event.name == "sleep"
            today.add(Fact(now, FACTS[event.name], event.key))
            if event.name == "wake":
                self._arm(now)
            return
        match event.name:
            case "pause":
                value = "" if event.minutes is None else int(event.minutes * 60)
                today.add(Fact(now, FactKind.PAUSE, "", value))
            case "zone":
                today.change(now, zone=ZoneInfo(event.zone))
            case "feed_failed":
                today.trouble("feed_failed", now)
            case "feed_back":
                today.trouble("", now)
            case "calendar":
                self._replace_calendar(today, event, now)
            case _:
                self._answer(today, event, now)

    def _answer(self, today: Today, event: Event, now: datetime) -> None:
        match event.name:
            case "take":
                self._take(today, event, now)
            case "finish":
                today.finish(now)
            case "skip":
                today.skip(now)
            case "postpone":
                today.postpone(now, timedelta(minutes=event.minutes or POSTPONED))
            case "notes_first":
                today.notes_first(now)
            case "up":
                today.up(now)
            case "shutdown":
                today.shut_down(now)
            case _:
                today.settle_owed(now, OwedChoice(event.name))

    def _take(self, today: Today, event: Event, now: datetime) -> None:
        self._own_end = event.minutes is not None
        today.take(now)
        running = today.situation(now).running()
        standing = today.standing
        if running is not None and running.counts_from is not None:
            if event.minutes is not None:
                end = running.counts_from + timedelta(minutes=event.minutes)
                self._push(Event(max(now, end), "finish"))
        elif standing is not None and standing.what == "opening" and standing.runs:
            block = today.plan(now).block(BlockKind.OPENING)
            length = block.span.length if block is not None else timedelta(0)
            self._push(Event(now + length, "finish"))

    def _replace_calendar(self, today: Today, event: Event, now: datetime) -> None:
        if self.reread is None:
            return
        self.sessions = self.reread(event.calendar)
        day = day_span(now.astimezone(self.zone).date(), self.zone)
        today.heard(self.sessions(Span(day.start - A_DAY, day.end + A_DAY)), now)

    def _restarted(self, now: datetime) -> Today:
        today = self._new_today()
        day = day_span(now.astimezone(self.zone).date(), self.zone)
        today.restore(self._journal.facts(Span(day.start - A_DAY, day.end)), now)
        today.heard(self.sessions(Span(day.start - A_DAY, day.end + A_DAY)), now)
        return today


def documents(acts: Iterable[Act]) -> Iterator[dict[str, object]]:
    """Yield each of *acts* as `boundary simulate` prints it."""
    for act in acts:
        yield act.document()

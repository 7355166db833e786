"""Stretches: what the facts turn on and off, as time from an instant to another.

Microphone and camera, a shared screen, absence, a clinical need, company and pauses. Pure
functions of the facts in order of time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest

from boundary.clock import Span
from boundary.schedule.facts import Fact, FactKind

REJOIN = timedelta(minutes=3)
"""A reopening within this takes an end back: connections drop."""

NEED_LASTS = timedelta(minutes=60)
"""How long a clinical need holds where nothing shows its end."""

LONGEST_LINE = timedelta(hours=3)
"""So long after the last session that it reached, an open line is not believed any more."""

SOMEONE_LINGERS = timedelta(minutes=20)
"""How long after the microphone closed "with someone" still holds."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Microphone or camera open, from *start* to *end* (None: still)."""

    start: datetime
    end: datetime | None

    def lasts_past(self, instant: datetime) -> bool:
        return self.end is None or self.end > instant


def stretches_of(facts: Iterable[Fact]) -> tuple[Stretch, ...]:
    """Return when microphone or camera were open, in order.

    A line that was stuck ends where the last session that it reached was booked to end, and is
    left out where there was none; until it has closed once, it does not open anew.
    """
    return _while(facts, _LINES)


def stuck_of(facts: Iterable[Fact]) -> datetime | None:
    """Return since when a line that is open still is not believed (UTC), or None."""
    on: set[str] = set()
    stuck: set[str] = set()
    since = None
    for fact in facts:
        if fact.kind is FactKind.STUCK:
            stuck, on, since = stuck | on, set(), fact.at
        name, is_on = _LINES.get(fact.kind, ("", False))
        if is_on:
            on |= {name} - stuck
        else:
            on.discard(name)
            stuck.discard(name)
    return since if stuck else None


def unstuck_of(facts: Iterable[Fact]) -> tuple[datetime, ...]:
    """Return when lines closed (UTC) that had been stuck."""
    found: list[datetime] = []
    stuck = False
    for fact in facts:
        if fact.kind is FactKind.STUCK:
            stuck = True
        elif stuck and fact.kind in (FactKind.MIC_CLOSED, FactKind.CAMERA_CLOSED):
            found.append(fact.at)
    return tuple(found)


def shares_of(facts: Iterable[Fact]) -> tuple[Stretch, ...]:
    """Return when a screen was shared, in order."""
    return _while(facts, {FactKind.SHARE_ON: ("share", True), FactKind.SHARE_OFF: ("share", False)})


def absences_of(facts: Iterable[Fact]) -> tuple[Stretch, ...]:
    """Return when the screen was locked or the machine asleep, in order."""
    return _while(
        facts,
        {FactKind.LOCK: ("lock", True), FactKind.UNLOCK: ("lock", False),
         FactKind.SLEEP: ("sleep", True), FactKind.WAKE: ("sleep", False)},
    )  # fmt: skip


_LINES = {
    FactKind.MIC_OPEN: ("mic", True),
    FactKind.MIC_CLOSED: ("mic", False),
    FactKind.CAMERA_OPEN: ("camera", True),
    FactKind.CAMERA_CLOSED: ("camera", False),
}


def _while(facts: Iterable[Fact], turns: dict[FactKind, tuple[str, bool]]) -> tuple[Stretch, ...]:
    on: set[str] = set()
    stuck: set[str] = set()
    found: list[Stretch] = []
    since: datetime | None = None
    for fact in facts:
        if fact.kind is FactKind.STUCK and turns is _LINES:
            if since is not None and fact.at - LONGEST_LINE > since:
                found.append(Stretch(since, fact.at - LONGEST_LINE))
            stuck, on, since = stuck | on, set(), None
        turn = turns.get(fact.kind)
        if turn is None:
            continue
        name, is_on = turn
        if not is_on:
            stuck.discard(name)
        elif name in stuck:
            continue
        (on.add if is_on else on.discard)(name)
        if on and since is None:
            since = fact.at
        elif not on and since is not None:
            found.append(Stretch(since, max(fact.at, since)))
            since = None
    if since is not None:
        found.append(Stretch(since, None))
    return tuple(found)


def closings_of(stretches: Sequence[Stretch]) -> tuple[datetime, ...]:
    """Return the closings that were not taken back by a reopening soon after."""
    ends: list[datetime] = []
    for stretch, following in zip_longest(stretches, stretches[1:]):
        if stretch.end is not None and (
            following is None or following.start - stretch.end > REJOIN
        ):
            ends.append(stretch.end)
    return tuple(ends)


def needs_of(facts: Sequence[Fact]) -> tuple[Stretch, ...]:
    """Return each pause for clinical need: until contact ends, at most an hour, never cut live.

    It ends with the first closing or "ended" after it, or after `NEED_LASTS` where the
    microphone is not open then.
    """
    if not any(f.kind is FactKind.CLINICAL_NEED for f in facts):
        return ()
    stretches = stretches_of(facts)
    ends = sorted([*closings_of(stretches), *(f.at for f in facts if f.kind is FactKind.ENDED)])
    found: list[Stretch] = []
    for fact in facts:
        if fact.kind is not FactKind.CLINICAL_NEED:
            continue
        if found and found[-1].lasts_past(fact.at):
            continue
        last = fact.at + NEED_LASTS
        open_then = next((s for s in stretches if s.start <= last and s.lasts_past(last)), None)
        evidence = next((end for end in ends if end > fact.at), None)
        if open_then is not None:
            until = evidence
        else:
            until = last if evidence is None else min(evidence, last)
        found.append(Stretch(fact.at, until))
    return tuple(found)


def company_of(facts: Sequence[Fact]) -> tuple[Stretch, ...]:
    """Return each "with someone": until she says so, or a while after the microphone closed."""
    if not any(f.kind is FactKind.WITH_SOMEONE for f in facts):
        return ()
    stretches = stretches_of(facts)
    found: list[Stretch] = []
    for fact in facts:
        if fact.kind is not FactKind.WITH_SOMEONE:
            continue
        if found and found[-1].lasts_past(fact.at):
            continue
        said = next(
            (f.at for f in facts if f.kind is FactKind.WITH_SOMEONE_OVER and f.at >= fact.at), None
        )
        until = said
        for stretch, following in zip_longest(stretches, stretches[1:]):
            if stretch.end is None or stretch.end <= fact.at:
                continue
            lingers = stretch.end + SOMEONE_LINGERS
            if following is None or following.start > lingers:
                until = lingers if said is None else min(said, lingers)
                break
        if until is None or until > fact.at:
            found.append(Stretch(fact.at, until))
    return tuple(found)


def senses_work(facts: Iterable[Fact]) -> bool:
    """Tell whether the senses have said anything at all: silence is not "closed"."""
    return any(
        f.kind
        in (FactKind.MIC_OPEN, FactKind.MIC_CLOSED, FactKind.CAMERA_OPEN, FactKind.CAMERA_CLOSED)
        for f in facts
    )


def pauses_of(facts: Iterable[Fact]) -> tuple[Stretch, ...]:
    """Return when she had paused everything: for the seconds she chose, or until "resume"."""
    found: list[Stretch] = []
    for fact in facts:
        if fact.kind is FactKind.PAUSE:
            until = fact.at + timedelta(seconds=fact.value) if isinstance(fact.value, int) else None
            if found and found[-1].lasts_past(fact.at):
                found[-1] = Stretch(found[-1].start, fact.at)
            found.append(Stretch(fact.at, until))
        elif fact.kind is FactKind.RESUME and found and found[-1].lasts_past(fact.at):
            found[-1] = Stretch(found[-1].start, fact.at)
    return tuple(found)


def touched(stretches: Iterable[Stretch], span: Span) -> bool:
    """Tell whether one of *stretches* reaches into *span*."""
    return any(s.start <= span.end and s.lasts_past(span.start) for s in stretches)

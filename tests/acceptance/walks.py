"""Random walks through random lives, and what each of the rules of never says about them.

A walk lives one random day after another, each with its own practice, calendar churn, senses,
clicks and sleep, until enough steps are behind it. A step is one thing that happened to the
day or one moment that woke it. The rules look only at what was done and at what happened.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

from boundary.schedule.acts import Act
from boundary.schedule.contact import TOUCHING
from boundary.schedule.facts import FactKind
from boundary.schedule.sessions import Kind
from tests.simulation.living import Living
from tests.simulation.worlds import World, world

SEED = 20261122
"""Of the walk that `make test` takes."""

SECRET = "Quintilla Zorn"
"""The title that every session of these lives has."""

PROMPTS = frozenset({"card", "panel", "aftercare", "opening"})
ANSWERS = frozenset({"take", "up", "notes_first", "skip", "postpone", "shutdown"})
WORDS = ANSWERS | {"started", "ended", "no_show", "cancelled"}
CODE = re.compile(r"[a-z0-9_:.TZ-]*|L[0-3]")
"""What the word of a fact is made of: no sentence fits."""

Rule = Callable[[Living], Iterator[str]]


@dataclass(slots=True)
class Walk:
    """Where a walk has come: its steps, its days, and what was wrong by the rule."""

    seed: int
    steps: int = 0
    days: int = 0
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def go(self, steps: int) -> None:
        """Go on until *steps* are done."""
        rng = Random(self.seed)
        while self.steps < steps:
            seed = rng.getrandbits(40)
            life = lived(seed)
            self.steps += life.steps
            self.days += 1
            for name, rule in RULES.items():
                found = [f"day {seed}: {sentence}" for sentence in rule(life)]
                if found:
                    self.wrong.setdefault(name, []).extend(found)


def lived(seed: int) -> Living:
    """Return the day of *seed* after it was lived."""
    life = Living(named(world(Random(seed))), Random(seed))
    life.live()
    return life


def named(some: World) -> World:
    """Return *some* with a client's name on every session."""
    return replace(some, sessions=tuple(replace(s, title=SECRET) for s in some.sessions))


def over_contact(life: Living) -> Iterator[str]:
    """N1: what the witness saw wrong, and all that holds between two steps."""
    yield from life.wrong


def names(life: Living) -> Iterator[str]:
    """N3: a name in an act, in a fact or in what the day says of itself."""
    said = (*map(repr, life.acts), *map(repr, life.facts), repr(life.today.plan(life.now)))
    yield from (f"a name in {one[:30]}" for one in said if SECRET in one)


def over_share(life: Living) -> Iterator[str]:
    """N4: something on a screen that is shared."""
    yield from (one for one in life.wrong if "share" in one)


def bursts(life: Living) -> Iterator[str]:
    """N7: two prompts at once, or two soon after a crisis, without a word of hers between."""
    asked = [act for act in life.acts if act.act in PROMPTS]
    for one, other in pairwise(asked):
        apart = other.at - one.at
        soon = apart < timedelta(seconds=20) and not _happened(life, WORDS, one.at, other.at)
        if soon and not _withdrawn(life, other.at):
            yield f"{one.act} and {other.act} {apart} apart at {other.at:%H:%M:%S}"
    for act in life.acts:
        if act.act != "aftercare":
            continue
        later = [a for a in asked if act.at < a.at < act.at + timedelta(minutes=1)]
        if later and not _happened(life, ANSWERS, act.at, later[0].at):
            yield f"{later[0].act} on the heels of aftercare at {act.at:%H:%M:%S}"


def free_words(life: Living) -> Iterator[str]:
    """N11: a fact that holds more than a code or a length."""
    for fact in life.facts:
        if isinstance(fact.value, str) and CODE.fullmatch(fact.value) is None:
            yield f"{fact.kind} holds words"


def yesterday(life: Living) -> Iterator[str]:
    """N12: what is owed mentioned before the first session of that day is over."""
    zone = life.world.zone
    for act in life.acts:
        if act.act != "say" or act.what != "owed":
            continue
        day = _day_of(life, act.at)
        ends = [s.span.end for s in life.world.sessions] + [s.span.end for s in life.sessions]
        said = [f.at for f in life.facts if f.kind in _ENDINGS]
        today = [at for at in (*ends, *said) if at.astimezone(zone).date() == day and at <= act.at]
        if not today:
            yield f"owed at {act.at:%H:%M:%S} before anything ended"


def reasons(life: Living) -> Iterator[str]:
    """N13: something on a screen, or left there, at her clinical need or her pause."""
    for at, name, acts in _followed(life):
        if name in ("clinical_need", "pause"):
            yield from (f"{act.act} at {name}" for act in acts if act.visible and act.at == at)


def mishaps(life: Living) -> Iterator[str]:
    """N16: an overlay because of a dead feed, a restart, a sleep or a jump of the clock."""
    for act in life.acts:
        if act.visible and act.why in ("feed_failed", "waking", "locked"):
            yield f"{act.act} because of {act.why}"
    for at, name, acts in _followed(life):
        near = [act for act in acts if act.visible and act.at == at]
        if name in ("restart", "feed_failed", "sleep", "clock_jump") and len(near) > 1:
            yield f"{len(near)} windows at a {name}"
    for at, name, before in life.heard:
        if name != "wake":
            continue
        soon = [a for a in life.acts[before:] if a.visible and a.at < at + timedelta(seconds=60)]
        asked = _happened(life, ANSWERS, at, at + timedelta(seconds=60))
        if soon and not asked and not _jumped(life, at):
            yield f"{soon[0].act} within a minute of waking"


def over_prep(life: Living) -> Iterator[str]:
    """N17: something visible in the two minutes before a start."""
    settled = {f.key: f.at for f in reversed(life.facts) if f.kind in _ENDINGS}
    prep = life.world.policy.prep
    if any(s.kind is Kind.AWAY for s in life.sessions):
        return
    kept = [s for s in life.sessions if s in life.world.sessions and not s.all_day]
    for act in life.acts:
        if not act.visible or act.why == "asked":
            continue
        for session in kept:
            start = session.span.start
            if session.kind in TOUCHING and start - prep <= act.at < start:
                over = settled.get(session.key)
                if over is None or over > act.at:
                    yield f"{act.act} at {act.at:%H:%M:%S}, {start - act.at} before a start"


def too_long(life: Living) -> Iterator[str]:
    """N20: a break that counts more than there was until prep."""
    for act in life.acts:
        if act.act == "break" and act.taken is not None and act.offer is not None:
            began = act.offer.counts_from or act.offer.began
            if began is not None and began + act.taken > max(act.offer.until, began):
                yield f"{act.taken} of a break that had {act.offer.until - began}"


RULES: dict[str, Rule] = {
    "N1": over_contact,
    "N3": names,
    "N4": over_share,
    "N7": bursts,
    "N11": free_words,
    "N12": yesterday,
    "N13": reasons,
    "N16": mishaps,
    "N17": over_prep,
    "N20": too_long,
}

_ENDINGS = frozenset(
    {FactKind.ENDED, FactKind.NO_SHOW, FactKind.CANCELLED, FactKind.NOT_STARTED,
     FactKind.MIC_CLOSED, FactKind.CAMERA_CLOSED}
)  # fmt: skip


def _followed(life: Living) -> Iterator[tuple[datetime, str, list[Act]]]:
    """Yield what happened, each with the acts until the next thing did."""
    befores = [before for _, _, before in life.heard[1:]]
    for (at, name, before), after in zip(life.heard, [*befores, len(life.acts)], strict=False):
        yield at, name, life.acts[before:after]


def _day_of(life: Living, at: datetime) -> date:
    """Return the day that *at* belongs to: a late one goes on until it turns."""
    day = at.astimezone(life.world.zone).date()
    turned = any(fact.kind is FactKind.DAY and fact.at <= at for fact in life.facts)
    return day if turned else min(day, life.world.day)


def _withdrawn(life: Living, at: datetime) -> bool:
    """Tell whether the calendar took the session of a card away at *at*, and the card with it."""
    churned = any(name == "calendar" and heard == at for heard, name, _ in life.heard)
    return churned and any(
        a.act == "close" and a.why == "taken_back" and a.at == at for a in life.acts
    )


def _happened(life: Living, wanted: frozenset[str], since: datetime, until: datetime) -> bool:
    first = bisect_left(life.heard, since, key=lambda one: one[0])
    for at, name, _ in life.heard[first:]:
        if at > until:
            return False
        if name in wanted:
            return True
    return False


def _jumped(life: Living, at: datetime) -> bool:
    """Tell whether the clock was set soon after *at*: a minute is then none."""
    return _happened(life, frozenset({"clock_jump", "restart"}), at, at + timedelta(hours=2))

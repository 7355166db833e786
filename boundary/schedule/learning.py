"""From her ticks in the preview to rules.

The preview shows what repeats as one row. For each calendar, rows of one look that all mean
the same become one rule, as broad as their agreement allows; rows that look alike and mean
different things are told apart by their exact titles (see `rules`). What no rule can tell
apart is said, never guessed in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise

from boundary.calendars.occurrence import Occurrence
from boundary.schedule.kinds import Kind
from boundary.schedule.rules import (
    FREE_SHAPES,
    Look,
    Meaning,
    Rule,
    look_of,
    meaning_of,
    plain_title,
)
from boundary.schedule.sessions import classify

_WEEK = timedelta(days=7)
_MOST = 200
"""Rules of one calendar; a practice has a dozen."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What repeats at one hour of one weekday, as one row of the preview.

    `start` (UTC) is its first, `times` how often it comes, `weekly` whether it comes each
    week. `meaning` and `why` are what it is taken for, `builtin` what it would be without
    learned rules. The title may name a client: memory only, and shown only where she asks.
    """

    calendar: int
    start: datetime
    length: timedelta
    times: int
    weekly: bool
    look: Look
    builtin: Meaning
    meaning: Meaning
    why: str
    title: str = field(default="", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Learned:
    """The rules of each calendar, and the rows (positions) that none of them can honour."""

    rules: Mapping[int, tuple[Rule, ...]]
    unclear: tuple[int, ...] = ()


def candidates(
    occurrences: Iterable[Occurrence],
    zone: tzinfo,
    *,
    all_sessions: Collection[int] = (),
    rules: Mapping[int, Sequence[Rule]] | None = None,
    key: bytes | None = None,
) -> tuple[Candidate, ...]:
    """Return the rows of the preview, in the order in which they first come.

    Without whole days and what does not take place: no rule reaches them. *zone* is hers;
    *all_sessions*, *rules* and *key* are as in `sessions_of`.
    """
    learned = rules or {}
    groups: dict[tuple[object, ...], list[Occurrence]] = {}
    for one in sorted(occurrences, key=lambda each: each.span):
        if one.all_day or classify(one)[0] is Kind.VOID:
            continue
        local = one.span.start.astimezone(zone)
        clock = (local.weekday(), local.time(), one.span.length)
        same = (one.calendar, plain_title(one.title), look_of(one), clock)
        groups.setdefault(same, []).append(one)
    return tuple(
        _candidate(group, zone, one.calendar in all_sessions, learned.get(one.calendar, ()), key)
        for group in groups.values()
        for one in group[:1]
    )


def _candidate(
    group: list[Occurrence],
    zone: tzinfo,
    all_sessions: bool,
    rules: Sequence[Rule],
    key: bytes | None,
) -> Candidate:
    one = group[0]
    kind, why = classify(one, all_sessions=all_sessions, rules=rules, key=key)
    days = [each.span.start.astimezone(zone).date() for each in group]
    return Candidate(
        calendar=one.calendar,
        start=one.span.start,
        length=one.span.length,
        times=len(group),
        weekly=len(days) > 1 and all(b - a == _WEEK for a, b in pairwise(days)),
        look=look_of(one, key),
        builtin=meaning_of(*classify(one, all_sessions=all_sessions)),
        meaning=meaning_of(kind, why),
        why=why,
        title=one.title,
    )


def rules_from_ticks(
    rows: Sequence[Candidate],
    meanings: Sequence[Meaning],
    before: Mapping[int, Sequence[Rule]] | None = None,
) -> Learned:
    """Return the rules by which each of *rows* has its one of *meanings* (equally many).

    Rules of *before* that fit no row stay: two weeks say nothing about them. Where rows of
    one look, length, link, invitations and title mean different things, most of them win, and
    client work wins a draw: taken for a session, the worst is silence.
    """
    wanted = list(zip(rows, meanings, strict=True))
    old = before or {}
    found: dict[int, tuple[Rule, ...]] = {}
    for calendar in sorted({row.calendar for row in rows} | set(old)):
        own = [(row, meaning) for row, meaning in wanted if row.calendar == calendar]
        kept = (r for r in old.get(calendar, ()) if not any(r.fits(row.look) for row, _ in own))
        made = sorted(_made(own), key=lambda rule: rule.title is None)
        found[calendar] = tuple([*made, *kept][:_MOST])
    unclear = tuple(
        number
        for number, (row, meaning) in enumerate(wanted)
        if told(row, found[row.calendar]) is not meaning
    )
    return Learned({calendar: rules for calendar, rules in found.items() if rules}, unclear)


def told(row: Candidate, rules: Sequence[Rule]) -> Meaning:
    """Return what *row* is by *rules* and, where none fits, without them."""
    return next((rule.meaning for rule in rules if rule.fits(row.look)), row.builtin)


_Wanted = list[tuple[Candidate, Meaning]]


def _made(wanted: _Wanted) -> Iterator[Rule]:
    """Yield the rules for the rows of one calendar, each look by itself."""
    for same in _grouped(wanted, lambda row: (row.look.state, row.look.shape, row.look.length)):
        yield from _narrowed(same, ("link", "people"))


def _narrowed(wanted: _Wanted, finer: tuple[str, ...]) -> Iterator[Rule]:
    """Yield one rule if all agree (and need one), else look closer: at *finer*, then titles."""
    if all(row.builtin is meaning for row, meaning in wanted):
        return
    if len({meaning for _, meaning in wanted}) == 1:
        if _says_enough(wanted):
            yield _rule(*wanted[0], finer)
        else:
            yield from _by_title(wanted, finer)
    elif finer:
        for same in _grouped(wanted, lambda row: getattr(row.look, finer[0])):
            yield from _narrowed(same, finer[1:])
    else:
        yield from _by_title(wanted, finer)


def _says_enough(wanted: _Wanted) -> bool:
    """Tell whether their shape means something, or enough of them bear it out.

    "Two words" is the shape of any name and of "Dog walker" too: one title says nothing of
    the next. Where there is no key, the shape is all there is.
    """
    look = wanted[0][0].look
    titles = {row.look.title for row, _ in wanted}
    return look.shape not in FREE_SHAPES or len(titles) > 1 or titles == {""}


def _by_title(wanted: _Wanted, open_to: tuple[str, ...]) -> Iterator[Rule]:
    for same in _grouped(wanted, lambda row: row.look.title):
        row = same[0][0]
        votes = Counter({meaning: 0 for _, meaning in same})
        for each, meaning in same:
            votes[meaning] += each.times
        most = max(votes, key=lambda meaning: (votes[meaning], meaning.is_session))
        if most is not row.builtin:
            yield replace(_rule(row, most, open_to), title=row.look.title or None)


def _rule(row: Candidate, meaning: Meaning, open_to: tuple[str, ...]) -> Rule:
    """Return the rule that what looks like *row* has *meaning*, whatever it has of *open_to*."""
    look = row.look
    return Rule(
        meaning=meaning,
        shape=look.shape,
        length=look.length,
        link=None if "link" in open_to else look.link,
        people=None if "people" in open_to else look.people,
        state=look.state,
    )


def _grouped(wanted: _Wanted, by: Callable[[Candidate], object]) -> Iterable[_Wanted]:
    groups: dict[object, _Wanted] = {}
    for one in wanted:
        groups.setdefault(by(one[0]), []).append(one)
    return groups.values()


@dataclass(frozen=True, slots=True)
class Draft:
    """The preview while she ticks: its rows, what each means now, and the rules before."""

    rows: tuple[Candidate, ...]
    meanings: tuple[Meaning, ...]
    before: Mapping[int, Sequence[Rule]] = field(default_factory=dict)

    @classmethod
    def begun(
        cls, rows: tuple[Candidate, ...], before: Mapping[int, Sequence[Rule]] | None = None
    ) -> Draft:
        """Return the draft in which nothing was ticked yet."""
        return cls(rows, tuple(row.meaning for row in rows), before or {})

    def tick(self, number: int, on: bool) -> Draft:
        """Return the draft in which row *number* is a session, or is none.

        It then means what it would without her, if that agrees, else a session or something
        else of which nothing is known.
        """
        if self.meanings[number].is_session is on:
            return self
        builtin = self.rows[number].builtin
        plain = Meaning.SESSION if on else Meaning.UNKNOWN
        return self.choose(number, builtin if builtin.is_session is on else plain)

    def choose(self, number: int, meaning: Meaning) -> Draft:
        """Return the draft in which row *number* has *meaning*."""
        meanings = (*self.meanings[:number], meaning, *self.meanings[number + 1 :])
        return replace(self, meanings=meanings)

    def learned(self) -> Learned:
        """Return the rules that this draft makes."""
        return rules_from_ticks(self.rows, self.meanings, self.before)

"""What she keeps up, as the store remembers it: practices, commitments, classes, a budget.

None of it is an entry: it is what holds now. It is written as one small document that JSON can
hold, and read back piece by piece: what can't be read is as if it had never been chosen, and
the rest stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType

from boundary.clock import Span, instant_text, parse_instant
from boundary.reflection.agenda import Budget
from boundary.reflection.appointments import Appointed, Class
from boundary.reflection.commitments import Cadence, Commitment, Kept
from boundary.reflection.ladder import Ladder, Rung

NAME = "long_run"
"""Under which the journal remembers it."""

_NO_CLASSES: Mapping[Class, Commitment | None] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class LongRun:
    """The practices that are on, the commitments kept up, and what she said of the calendar.

    `confirmed` has her answer for each class of appointments, None for "no commitment". `seen`
    are the future slots of the last look, so that one that is gone can be told. `outside`: slots
    beside her hours may be proposed.
    """

    ladder: Ladder
    kept: tuple[Kept, ...] = ()
    confirmed: Mapping[Class, Commitment | None] = field(default_factory=lambda: _NO_CLASSES)
    budget: Budget | None = None
    outside: bool = False
    seen: tuple[Appointed, ...] = ()

    def keeping(self, kept: Kept) -> LongRun:
        """Return it with *kept*, in the place of what was kept up of the same commitment."""
        others = tuple(each for each in self.kept if each.commitment is not kept.commitment)
        return replace(self, kept=(*others, kept))

    def without(self, commitment: Commitment) -> LongRun:
        """Return it without *commitment*; her entries of it stay."""
        return replace(self, kept=tuple(k for k in self.kept if k.commitment is not commitment))

    def confirming(self, of: Class, commitment: Commitment | None) -> LongRun:
        """Return it with her answer about the class *of*."""
        return replace(self, confirmed={**self.confirmed, of: commitment})

    def plain(self) -> dict[str, object]:
        """Return it as the journal remembers it."""
        ladder, budget = self.ladder, self.budget
        return {
            "ladder": {
                "changed": ladder.changed.isoformat(),
                "on": [rung.value for rung in ladder.on],
                "watching": ladder.watching,
            },
            "kept": [_plain_kept(kept) for kept in self.kept],
            "confirmed": {
                class_id(of): commitment and commitment.value
                for of, commitment in sorted(self.confirmed.items())
            },
            "budget": budget and {"amount": budget.amount, "month": budget.month},
            "outside": self.outside,
            "seen": [
                {
                    "commitment": each.commitment.value,
                    "key": each.key,
                    "start": instant_text(each.span.start),
                    "end": instant_text(each.span.end),
                }
                for each in self.seen
            ],
        }


def long_run_of(value: object, today: date) -> LongRun:
    """Read what the journal remembered; from nothing, what holds from the first hour on."""
    known = _object(value)
    return LongRun(
        ladder=_ladder(_object(known.get("ladder")), today),
        kept=tuple(_each_kept(known.get("kept"))),
        confirmed=dict(_each_class(_object(known.get("confirmed")))),
        budget=_budget(_object(known.get("budget"))),
        outside=known.get("outside") is True,
        seen=tuple(_each_seen(known.get("seen"))),
    )


def class_id(of: Class) -> str:
    """Return the class *of* as one word: `0:word:supervision`."""
    return f"{of[0]}:{of[1]}"


def class_of(id: str) -> Class:
    """Return the class that `class_id` wrote as *id*. ValueError for anything else."""
    calendar, colon, why = id.partition(":")
    if not colon or not why or not calendar.isdecimal():
        raise ValueError("a class is a calendar's position, a colon and a rule's code")
    return int(calendar), why


def _plain_kept(kept: Kept) -> dict[str, object]:
    return {
        "commitment": kept.commitment.value,
        "every": kept.cadence.every,
        "grace": kept.cadence.grace,
        "since": kept.since.isoformat(),
        "masked": kept.masked,
        "protected": kept.protected,
    }


def _ladder(known: Mapping[str, object], today: date) -> Ladder:
    changed = _day(known.get("changed"))
    if changed is None:
        return Ladder(today)
    names = known.get("on")
    rungs = {rung.value: rung for rung in Rung}
    listed = names if isinstance(names, list) else []
    on = dict.fromkeys(rungs[name] for name in listed if isinstance(name, str) and name in rungs)
    return Ladder(changed, tuple(on), known.get("watching") is True)


def _each_kept(value: object) -> Iterator[Kept]:
    for known in _objects(value):
        commitment, since = _commitment(known.get("commitment")), _day(known.get("since"))
        every, grace = known.get("every"), known.get("grace")
        whole = isinstance(every, int) and isinstance(grace, int) and every >= 0 and grace >= 0
        if commitment is not None and since is not None and whole:
            yield Kept(
                commitment,
                Cadence(int(str(every)), int(str(grace))),
                since,
                known.get("masked") is True,
                known.get("protected") is not False,
            )


def _each_class(known: Mapping[str, object]) -> Iterator[tuple[Class, Commitment | None]]:
    for id, name in known.items():
        commitment = _commitment(name)
        calendar, _, why = id.partition(":")
        if calendar.isdecimal() and why and (name is None or commitment is not None):
            yield class_of(id), commitment


def _budget(known: Mapping[str, object]) -> Budget | None:
    amount, month = known.get("amount"), known.get("month")
    if isinstance(amount, int) and isinstance(month, int) and amount >= 0 and 1 <= month <= 12:
        return Budget(amount, month)
    return None


def _each_seen(value: object) -> Iterator[Appointed]:
    for known in _objects(value):
        commitment, key = _commitment(known.get("commitment")), known.get("key")
        start, end = _instant(known.get("start")), _instant(known.get("end"))
        if commitment is not None and isinstance(key, str) and start and end and start <= end:
            yield Appointed(commitment, key, Span(start, end))


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) and all(isinstance(k, str) for k in value) else {}


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    yield from (_object(each) for each in value) if isinstance(value, list) else ()


def _commitment(value: object) -> Commitment | None:
    return next((each for each in Commitment if each.value == value), None)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _instant(value: object) -> datetime | None:
    try:
        return parse_instant(value) if isinstance(value, str) else None
    except (ValueError, OverflowError):
        return None

"""What she keeps up, as the store remembers it: her ladder, her commitments, what she allowed.

Small values under one name. What can't be read (another version's) begins as it came; no word
of hers is among them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from boundary.reflection.agenda import Budget
from boundary.reflection.appointments import Class
from boundary.reflection.commitments import Cadence, Commitment, Kept, kept_up
from boundary.reflection.entries import Item
from boundary.reflection.ladder import Ladder, Rung

NAME = "habits"


@dataclass(frozen=True, slots=True)
class Habits:
    """Her *ladder*, the commitments she has *kept* up, and which *classes* of appointment are one.

    *outside* allows times beside her hours to be proposed; *budget* is for her development;
    *asked* is the one optional question that she turned on, or None.
    """

    ladder: Ladder
    kept: tuple[Kept, ...] = ()
    classes: tuple[tuple[Class, Commitment | None], ...] = ()
    outside: bool = False
    budget: Budget | None = field(default=None, repr=False)
    asked: Item | None = None

    def document(self) -> dict[str, object]:
        """Return the habits as they are remembered."""
        ladder, budget = self.ladder, self.budget
        return {
            "ladder": {
                "changed": ladder.changed.isoformat(),
                "on": [rung.value for rung in ladder.on],
                "watching": ladder.watching,
            },
            "kept": [
                {
                    "commitment": each.commitment.value,
                    "every": each.cadence.every,
                    "grace": each.cadence.grace,
                    "since": each.since.isoformat(),
                    "masked": each.masked,
                    "protected": each.protected,
                }
                for each in self.kept
            ],
            "classes": [
                [calendar, why, None if of is None else of.value]
                for (calendar, why), of in self.classes
            ],
            "outside": self.outside,
            "budget": None if budget is None else [budget.amount, budget.month],
            "asked": None if self.asked is None else self.asked.value,
        }

    @property
    def confirmed(self) -> Mapping[Class, Commitment | None]:
        """The classes that she was asked about, with her answers."""
        return dict(self.classes)

    def of(self, commitment: Commitment) -> Kept | None:
        """Return how *commitment* is kept up, None where it is not."""
        return next((each for each in self.kept if each.commitment is commitment), None)

    def beginning(self, commitment: Commitment, today: date) -> Habits:
        """Return the habits with *commitment* kept up from *today* on."""
        if self.of(commitment) is not None:
            return self
        return replace(self, kept=(*self.kept, kept_up(commitment, today)))

    def leaving(self, commitment: Commitment) -> Habits:
        """Return the habits without *commitment*."""
        return replace(self, kept=tuple(e for e in self.kept if e.commitment is not commitment))

    def in_cadence(self, commitment: Commitment, cadence: Cadence) -> Habits:
        """Return the habits with *commitment* in *cadence*."""
        kept = tuple(
            replace(each, cadence=cadence) if each.commitment is commitment else each
            for each in self.kept
        )
        return replace(self, kept=kept)

    def confirming(self, of: Class, commitment: Commitment | None, today: date) -> Habits:
        """Return the habits in which appointments *of* a class are *commitment*, or none."""
        classes = tuple(each for each in self.classes if each[0] != of)
        changed = replace(self, classes=(*classes, (of, commitment)))
        return changed if commitment is None else changed.beginning(commitment, today)


def habits_of(value: object, today: date) -> Habits:
    """Return the habits that were remembered as *value*; as they come, from *today*, without."""
    if not isinstance(value, dict):
        return Habits(Ladder(today))
    try:
        return _read(value)
    except (KeyError, TypeError, ValueError):
        return Habits(Ladder(today))  # another version's: begin as it came


def _read(value: Mapping[str, object]) -> Habits:
    ladder, kept, classes = value["ladder"], value["kept"], value["classes"]
    if not isinstance(ladder, dict) or not isinstance(kept, list) or not isinstance(classes, list):
        raise TypeError("not habits")
    budget, asked = value["budget"], value.get("asked")
    return Habits(
        Ladder(
            date.fromisoformat(ladder["changed"]),
            tuple(Rung(each) for each in ladder["on"]),
            bool(ladder["watching"]),
        ),
        tuple(
            Kept(
                Commitment(each["commitment"]),
                Cadence(int(each["every"]), int(each["grace"])),
                date.fromisoformat(each["since"]),
                bool(each["masked"]),
                bool(each["protected"]),
            )
            for each in kept
        ),
        tuple(
            ((int(calendar), str(why)), None if of is None else Commitment(of))
            for calendar, why, of in classes
        ),
        bool(value["outside"]),
        Budget(int(budget[0]), int(budget[1])) if isinstance(budget, list) else None,
        None if asked is None else Item(str(asked)),
    )

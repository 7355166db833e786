"""Rituals of her own: one that came with Boundary, in her words, her order, with her steps.

An `OwnRitual` keeps the id of the ritual it stands for, so it comes where that one came. It
is a value that may be half-way through being changed; `problems` says what is wrong with it,
for a document and for the editor alike. Her words are in no repr.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import NamedTuple

from boundary.language import tr
from boundary.rituals.choice import begins
from boundary.rituals.library import rituals, steps
from boundary.rituals.ritual import SECOND, Ritual, Step, Tier

MOST_TEXT = 72
"""Characters of a step's sentence: two lines of 36."""

MOST_TITLE = 40
"""Characters of a ritual's name."""

LENGTHS = (3, 1200)
"""Least and most seconds of a step of her own."""

USUAL_LENGTH = 30
"""Seconds of a new step of her own."""

MOST_STEPS = 12
"""Steps of a ritual: more dots than these are not seen at a glance."""

SPARE = timedelta(seconds=10)
"""Steps end this long before prep (`schedule.gaps.BEFORE_PREP`)."""


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A step in her words that lasts *seconds*, no more and no less.

    Its id is that of its ritual, a point and a number: `reset_breath.1`. No variant rules it
    out; what she wrote is what she can do.
    """

    id: str
    text: str = field(repr=False)
    seconds: int = USUAL_LENGTH


@dataclass(frozen=True, slots=True)
class OwnRitual:
    """The ritual *id* as she has it; *title* "" is the name that it came with.

    *steps* are the ids of the library's steps and of *own_steps*, each once, in her order;
    *optional* are those left out first where time is short.
    """

    id: str
    title: str = field(default="", repr=False)
    steps: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()
    own_steps: tuple[OwnStep, ...] = ()

    def own_step(self, id: str) -> OwnStep | None:
        """Return her own step called *id*; None for one of the library."""
        return next((each for each in self.own_steps if each.id == id), None)

    def moved(self, index: int, to: int) -> OwnRitual:
        """Return it with the step at *index* moved to the place *to*, both from 0."""
        order = list(self.steps)
        order.insert(to, order.pop(index))
        return replace(self, steps=tuple(order))

    def adding(self, id: str, at: int) -> OwnRitual:
        """Return it with the library's step *id* at the place *at*."""
        return replace(self, steps=(*self.steps[:at], id, *self.steps[at:]))

    def adding_own(self, at: int) -> OwnRitual:
        """Return it with a new step of her own, without words yet, at the place *at*."""
        taken = {each.id for each in self.own_steps}
        id = next(name for n in range(1, len(taken) + 2) if (name := f"{self.id}.{n}") not in taken)
        return replace(self.adding(id, at), own_steps=(*self.own_steps, OwnStep(id, "")))

    def without(self, id: str) -> OwnRitual:
        """Return it without the step *id*."""
        return replace(
            self,
            steps=tuple(each for each in self.steps if each != id),
            optional=self.optional - {id},
            own_steps=tuple(each for each in self.own_steps if each.id != id),
        )

    def with_optional(self, id: str, on: bool) -> OwnRitual:
        """Return it with the step *id* optional, or not."""
        return replace(self, optional=self.optional | {id} if on else self.optional - {id})

    def with_own(self, step: OwnStep) -> OwnRitual:
        """Return it with its own step of that id as *step* is."""
        own = tuple(step if each.id == step.id else each for each in self.own_steps)
        return replace(self, own_steps=own)


class Problem(NamedTuple):
    """What is wrong: in which field (`own_steps[0].text`), and what belongs there."""

    field: str
    sentence: str


def as_it_came(id: str) -> OwnRitual:
    """Return the ritual *id* as it came, to be changed; KeyError if no gap has one."""
    plain = _gap_ritual(id)
    return OwnRitual(id, "", tuple(step.id for step in plain.steps), plain.optional)


def gap_rituals() -> tuple[Ritual, ...]:
    """Return the rituals of a gap as they came, smallest tier first: those that can be hers."""
    return tuple(each for each in rituals().values() if each.tier is not Tier.DAY)


def gap_steps() -> tuple[Step, ...]:
    """Return the library's steps that a gap may have; those of the day's ends are not."""
    kept = {step.id for each in gap_rituals() for step in each.steps}
    return tuple(each for each in steps().values() if each.beat is not None or each.id in kept)


def room(tier: Tier) -> timedelta | None:
    """Return what the required steps of *tier* may take together; None for any length."""
    least = begins(tier)
    return None if least is None else least - SPARE


def made(own: OwnRitual) -> Ritual:
    """Return *own* as a ritual; KeyError or ValueError where it has problems."""
    plain = _gap_ritual(own.id)
    return Ritual(
        id=own.id,
        english=own.title or plain.english,
        steps=tuple(made_step(own, id) for id in own.steps),
        optional=own.optional,
        tier=plain.tier,
    )


def made_step(own: OwnRitual, id: str) -> Step:
    """Return the step *id* of *own*, hers or the library's; KeyError if there is none."""
    hers = own.own_step(id)
    if hers is None:
        return steps()[id]
    length = hers.seconds * SECOND
    return Step(id, hers.text, length, length, length)


def problems(own: OwnRitual) -> tuple[Problem, ...]:
    """Return everything that is wrong with *own*, () where it can be kept.

    No sentence repeats her words. Whether variants leave it too long is not asked here:
    then it comes as it came (`boundary.rituals.repertoire`).
    """
    if own.id not in {each.id for each in gap_rituals()}:
        return (Problem("id", tr("one of the rituals of a gap")),)
    found = [*_title_problems(own), *_own_step_problems(own), *_step_problems(own)]
    return tuple(found) or _length_problems(own)


def _title_problems(own: OwnRitual) -> list[Problem]:
    if own.title and not _is_line(own.title, MOST_TITLE):
        return [Problem("title", _line_sentence(MOST_TITLE))]
    return []


def _own_step_problems(own: OwnRitual) -> list[Problem]:
    found: list[Problem] = []
    least, most = LENGTHS
    seen: set[str] = set()
    for place, each in enumerate(own.own_steps):
        at = f"own_steps[{place}]"
        number = each.id.removeprefix(f"{own.id}.")
        plain = number.isascii() and number.isdigit() and len(number) < 4
        if not plain or number == each.id or number.startswith("0") or each.id in seen:
            sentence = tr("{ritual}. and a number from 1 to 999, each once").format(ritual=own.id)
            found.append(Problem(f"{at}.id", sentence))
        elif each.id not in own.steps:
            found.append(Problem(f"{at}.id", tr("one of the steps")))
        seen.add(each.id)
        if not _is_line(each.text, MOST_TEXT):
            found.append(Problem(f"{at}.text", _line_sentence(MOST_TEXT)))
        if not least <= each.seconds <= most:
            sentence = tr("from {least} to {most} seconds").format(least=least, most=most)
            found.append(Problem(f"{at}.seconds", sentence))
    return found


def _step_problems(own: OwnRitual) -> list[Problem]:
    found: list[Problem] = []
    known = {each.id for each in gap_steps()} | {each.id for each in own.own_steps}
    if not 1 <= len(own.steps) <= MOST_STEPS:
        found.append(Problem("steps", tr("from 1 to {most} steps").format(most=MOST_STEPS)))
    if not known.issuperset(own.steps):
        found.append(Problem("steps", tr("steps of a gap, or of own_steps")))
    if len(set(own.steps)) != len(own.steps):
        found.append(Problem("steps", tr("each step once")))
    if not own.optional.issubset(own.steps):
        found.append(Problem("optional", tr("only what is in steps")))
    elif own.steps and own.optional.issuperset(own.steps):
        found.append(Problem("optional", tr("not all of the steps")))
    return found


def _length_problems(own: OwnRitual) -> tuple[Problem, ...]:
    whole = made(own)
    most = room(whole.tier)
    if most is None or whole.least <= most:
        return ()
    sentence = tr("at most {most} seconds in all, each step that is not optional at its shortest")
    return (Problem("steps", sentence.format(most=most // SECOND)),)


def _is_line(text: str, most: int) -> bool:
    return 0 < len(text) <= most and text == text.strip() and text.isprintable()


def _line_sentence(most: int) -> str:
    return tr("one line of 1 to {most} characters").format(most=most)


def _gap_ritual(id: str) -> Ritual:
    plain = rituals()[id]
    if plain.tier is Tier.DAY:
        raise KeyError(id)
    return plain

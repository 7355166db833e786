"""Her rituals in the settings document: variants, preferences, and rituals of her own."""

from __future__ import annotations

from typing import TypeVar

from boundary.documents import Fields, Read, choice, text, whole
from boundary.language import tr
from boundary.rituals.own import LENGTHS, OwnRitual, OwnStep, gap_rituals, problems
from boundary.rituals.repertoire import Repertoire, can_be_preferred
from boundary.rituals.variants import Variant

T = TypeVar("T")

MOST_LISTED = 100
"""Entries of a list that is read at all; every list of these has far fewer."""

NO_IDS: tuple[str, ...] = ()


def read_rituals(entries: Fields) -> Repertoire:
    """Read the part `rituals`; what is wrong in it becomes a problem of the document."""
    no_variants: tuple[Variant, ...] = ()
    variants = entries.read("variants", _several(choice(Variant)), no_variants)
    preferred = frozenset(entries.read("preferred", _several(text), NO_IDS))
    own = entries.each("own", _own) or ()
    entries.done()
    whole_ones = tuple(each for each in own if each is not None)
    if not can_be_preferred(preferred):
        entries.wrong("preferred", tr("rituals of a gap, one for each size of gap"))
        preferred = frozenset()
    if len({each.id for each in whole_ones}) != len(whole_ones):
        entries.wrong("own", tr("each ritual once"))
        whole_ones = ()
    return Repertoire(whole_ones, frozenset(variants), preferred)


def rituals_document(repertoire: Repertoire) -> dict[str, object]:
    """Return *repertoire* as plain values, which `read_rituals` reads."""
    return {
        "variants": [each.value for each in Variant if each in repertoire.variants],
        "preferred": [each.id for each in gap_rituals() if each.id in repertoire.preferred],
        "own": [
            {
                "id": own.id,
                "title": own.title,
                "steps": list(own.steps),
                "optional": [id for id in own.steps if id in own.optional],
                "own_steps": [
                    {"id": step.id, "text": step.text, "seconds": step.seconds}
                    for step in own.own_steps
                ],
            }
            for own in repertoire.own
        ],
    }


def example_rituals() -> Repertoire:
    """Return a repertoire that shows every field and changes no ritual that comes by itself."""
    kettle = OwnStep("reset_residue.1", tr("Fill the kettle, and listen to it."), 45)
    residue = OwnRitual(
        "reset_residue",
        tr("Kettle and quiet"),
        ("close_call", kettle.id, "park_it", "set_down"),
        frozenset({kettle.id}),
        (kettle,),
    )
    return Repertoire((residue,))


def _own(entry: Fields) -> OwnRitual | None:
    """Read one ritual; `problems` names what is missing, by what belongs there."""
    own = OwnRitual(
        entry.read("id", text, ""),
        entry.read("title", text, ""),
        entry.read("steps", _several(text), NO_IDS),
        frozenset(entry.read("optional", _several(text), NO_IDS)),
        entry.each("own_steps", _own_step) or (),
    )
    entry.done()
    found = problems(own)
    for problem in found:
        entry.wrong(problem.field, problem.sentence)
    return None if found else own


def _own_step(entry: Fields) -> OwnStep:
    step = OwnStep(
        entry.read("id", text, ""),
        entry.read("text", text, ""),
        entry.need("seconds", whole(*LENGTHS), LENGTHS[0]),
    )
    entry.done()
    return step


def _several(reader: Read[T]) -> Read[tuple[T, ...]]:
    def read(value: object) -> tuple[T, ...]:
        if not isinstance(value, list) or len(value) > MOST_LISTED:
            raise ValueError(tr("a list of texts"))
        return tuple(reader(each) for each in value)

    return read

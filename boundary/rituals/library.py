"""The rituals that come with Boundary, read once from `resources/rituals`.

Nothing is read before a ritual is asked for. The files are ours: a mistake in one is a
bug, held off by the tests, and not an error for her to mend.
"""

from __future__ import annotations

import tomllib
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from boundary.resources import resource
from boundary.rituals.ritual import SECOND, Beat, Breath, Position, Ritual, Step, Tier

if TYPE_CHECKING:
    from collections.abc import Mapping

OPTIONAL = "?"
"""Ends the id of a step that is dropped first."""


def step(id: str) -> Step:
    """Return the step called *id*; KeyError if there is none."""
    return steps()[id]


def ritual(id: str) -> Ritual:
    """Return the ritual called *id*; KeyError if there is none."""
    return rituals()[id]


@cache
def steps() -> Mapping[str, Step]:
    """Return every step by its id."""
    return MappingProxyType({id: _step(id, entry) for id, entry in read("steps.toml").items()})


@cache
def rituals() -> Mapping[str, Ritual]:
    """Return every ritual by its id, those of a gap first."""
    entries = read("gap.toml") | read("day.toml")
    return MappingProxyType({id: _ritual(id, entry) for id, entry in entries.items()})


def read(name: str) -> dict[str, Any]:
    """Return the tables of the file *name* beside the rituals."""
    return tomllib.loads(resource("rituals", name).read_text(encoding="utf-8"))


def _step(id: str, entry: Mapping[str, Any]) -> Step:
    shortest, ideal, longest = (each * SECOND for each in entry["seconds"])
    breath = entry.get("breath")
    return Step(
        id=id,
        english=entry["text"],
        shortest=shortest,
        ideal=ideal,
        longest=longest,
        beat=Beat(entry["beat"]) if "beat" in entry else None,
        breath=Breath(*(each * SECOND for each in breath)) if breath else None,
        leaves_room=entry.get("leaves_room", False),
        tags=frozenset(entry.get("tags", ())),
        positions=frozenset(map(Position, entry.get("positions", ["seated"]))),
        stand_ins=tuple(entry.get("stand_ins", ())),
    )


def _ritual(id: str, entry: Mapping[str, Any]) -> Ritual:
    names: list[str] = entry["steps"]
    return Ritual(
        id=id,
        english=entry["title"],
        steps=tuple(step(name.removesuffix(OPTIONAL)) for name in names),
        optional=frozenset(
            name.removesuffix(OPTIONAL) for name in names if name.endswith(OPTIONAL)
        ),
        tier=Tier(entry["tier"]),
    )

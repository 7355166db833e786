"""docs/simulate.md names every event, every act and every code that the core can say."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from random import Random

import pytest

from boundary.simulation.script import EVENTS
from tests.simulation.living import Living
from tests.simulation.worlds import world

ROOT = Path(__file__).parents[2]
CORE = ROOT / "boundary" / "schedule"
DOCUMENT = (ROOT / "docs" / "simulate.md").read_text(encoding="utf-8")
NAMED = frozenset(re.findall(r"`([a-z_]+)`", DOCUMENT))


def returned(file: str, *functions: str) -> set[str]:
    """Return the words that *functions* of a file of the core hold as text."""
    tree = ast.parse((CORE / file).read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name in functions:
            body = node.body[1:] if ast.get_docstring(node) else node.body
            for part in (leaf for statement in body for leaf in ast.walk(statement)):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    found.add(part.value)
    return {word for word in found if re.fullmatch(r"[a-z_]+", word)}


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_every_event_is_documented(event: str) -> None:
    assert event in NAMED


@pytest.mark.parametrize(
    ("file", "functions"),
    [
        ("situation.py", ("hush", "_before_all", "_line", "_why_held", "_after_end", "glance",
                          "_held_glance", "_free_glance", "_free_why",
                          "_why_ready")),
        ("standing.py", ("why_gone", "_aftercare", "_opening", "_shutdown", "lines_due",
                         "question")),
        ("today.py", ("tick", "finish", "skip", "postpone", "notes_first", "up", "_notice")),
        ("actor.py", ("take_down", "tick_starts", "put", "begin", "end", "begin_shutdown",
                      "take_of_day", "finish_of_day", "mark_the_day", "_enough", "_end_lost")),
    ],
)  # fmt: skip
def test_every_code_in_the_core_is_documented(file: str, functions: tuple[str, ...]) -> None:
    assert (
        returned(file, *functions) - NAMED - {"say", "need", "company", "shutdown_card", "after_"}
        == set()
    )


def test_every_code_that_random_days_say_is_documented() -> None:
    said = set()
    for seed in range(60):
        life = Living(world(Random(seed)), Random(seed))
        life.live()
        said |= {act.why for act in life.acts} | {act.act for act in life.acts}
    assert said - NAMED == set()

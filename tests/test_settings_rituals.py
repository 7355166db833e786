"""Her rituals in the settings document."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from boundary.errors import SettingsError
from boundary.rituals.library import steps
from boundary.rituals.own import OwnRitual, OwnStep, gap_rituals, gap_steps
from boundary.rituals.repertoire import Repertoire
from boundary.rituals.variants import Variant
from boundary.settings import Settings, parse_settings, settings_document
from boundary.settings.rituals import example_rituals

DOCS = Path(__file__).parents[1] / "docs" / "settings.md"
RESIDUE = {"id": "reset_residue", "steps": ["close_call", "park_it"]}


def problems_of(**rituals: object) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        parse_settings({"version": 1, "rituals": rituals})
    return caught.value.problems


def test_what_is_written_reads_the_same() -> None:
    kettle = OwnStep("ten.1", "Fill the kettle.", 45)
    own = OwnRitual("ten", "Tea", ("close_call", "ten.1"), frozenset({"ten.1"}), (kettle,))
    repertoire = Repertoire((own,), frozenset(Variant), frozenset({"ten_seated", "reset_eyes"}))
    settings = replace(Settings(), rituals=repertoire)

    assert parse_settings(json.loads(json.dumps(settings_document(settings)))) == settings


def test_the_example_changes_no_ritual_that_comes_by_itself() -> None:
    [own] = example_rituals().own

    assert own.id not in {example_rituals().first(each.tier) for each in gap_rituals()}


def test_a_variant_is_one_of_a_list() -> None:
    [problem] = problems_of(variants=["standing"])

    assert problem.startswith("rituals.variants: one of seated")


def test_a_ritual_is_preferred_once_a_size() -> None:
    [problem] = problems_of(preferred=["ten", "ten_seated"])

    assert problem.startswith("rituals.preferred: ")


def test_a_ritual_is_changed_once() -> None:
    assert problems_of(own=[RESIDUE, RESIDUE]) == ("rituals.own: each ritual once",)


def test_every_problem_of_hers_has_its_place() -> None:
    step = {"id": "reset_residue.1", "text": "x" * 73, "seconds": 2000}
    own = RESIDUE | {"steps": ["reset_residue.1"], "own_steps": [step], "hue": 1}
    found = problems_of(variants=7, own=[own])

    assert sorted(problem.split(":")[0] for problem in found) == [
        "rituals.own[0].hue",
        "rituals.own[0].own_steps[0].seconds",
        "rituals.own[0].own_steps[0].text",
        "rituals.variants",
    ]


@pytest.mark.parametrize("rubbish", [None, 3, "x", [], {"id": 4}, {"id": "ten", "steps": [{}]}])
def test_a_ritual_that_is_none_is_named(rubbish: object) -> None:
    assert problems_of(own=[rubbish])[0].startswith("rituals.own[0]")


def test_the_page_on_settings_lists_every_ritual_and_step_of_a_gap() -> None:
    page = DOCS.read_text("utf-8")
    names = [each.id for each in gap_rituals()] + [each.id for each in gap_steps()]

    assert [name for name in names if f"`{name}`" not in page] == []
    assert {each.id for each in gap_steps()} < set(steps())

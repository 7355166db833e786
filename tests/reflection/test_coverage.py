"""docs/coverage.md keeps its word: every row is there, and every place that it names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
ROWS = tuple(
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d+ \|", line)
)
PLACES = tuple(
    (number, *place.partition(":")[::2])
    for number, _what, where, _there in ROWS
    for place in re.findall(r"`([^`]+)`", where)
)


def test_every_row_of_the_research_is_listed_once_and_in_order() -> None:
    assert [number for number, *_ in ROWS] == [str(n) for n in range(1, 56)]


@pytest.mark.parametrize(("number", "path", "name"), PLACES)
def test_a_place_exists_and_holds_what_is_named(number: str, path: str, name: str) -> None:
    assert (ROOT / path).is_file(), f"row {number}"
    assert name in (ROOT / path).read_text(encoding="utf-8"), f"row {number}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_says_plainly_whether_it_is_there(row: tuple[str, ...]) -> None:
    _, what, where, there = row
    state = re.match(r"yes|in part: \w|not yet|left out(?: as such)?: \w", there)

    assert what
    assert state, "yes, in part, not yet or left out"
    assert where or there.startswith(("not yet", "left out"))

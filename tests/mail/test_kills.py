"""A program killed while it changes a mailbox: the mailbox is hers or ours, and whole."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from boundary.mail.outcome import Standing
from tests.mail.fake_mailbox import own_text
from tests.mail.killed import FIRST, SECOND, VERBS, do, fake, keeper, open_shelf, prepare

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS = 60
MOST_STEPS = 40
"""A verb with more steps than this never ends."""

HERS = own_text("Back on Monday")

only_unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


@dataclass
class Tally:
    """What a row of kills came to."""

    runs: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    """How many steps each verb has, each of which was the last of some run."""
    torn: list[str] = field(default_factory=list)
    """Where a mailbox held neither hers nor ours whole."""
    lost: list[str] = field(default_factory=list)
    """Where hers was not there in the end."""


def killed(folder: Path, verb: str, number: int) -> bool:
    """Run *verb* in a process of its own; tell whether it was killed at the step *number*."""
    program = [sys.executable, "-m", "tests.mail.killed", str(folder), verb, str(number)]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, -9), done.stderr
    return done.returncode != 0


def kill_run(folder: Path, verb: str, number: int, tally: Tally) -> bool:
    """Kill *verb* at the step *number*, look, and let the next start go on; False: it was done."""
    folder.mkdir(parents=True)
    place = f"{verb} at step {number}"
    hers = HERS if verb in ("take_over", "off_hers") else ""
    slots = fake(folder).slots
    slots.put("active", hers)
    shelf = open_shelf(folder)
    prepare(keeper(fake(folder), shelf), verb)
    shelf.close()
    before = slots.get("active")

    was_killed = killed(folder, verb, number)

    whole = {hers, before, wanted_text(folder / "first", FIRST), wanted_text(folder, SECOND)}
    if slots.get("active") not in whole:
        tally.torn.append(place)
    shelf = open_shelf(folder)
    again = keeper(fake(folder), shelf)
    outcome = do(again, verb)
    if outcome.standing not in (Standing.ARMED, Standing.OFF):
        tally.torn.append(f"{place}: {outcome.standing}")
    again.resume()
    again.off()
    shelf.close()
    if slots.get("active") != hers:
        tally.lost.append(place)
    tally.runs += 1
    return was_killed


def wanted_text(folder: Path, wanted: object) -> str:
    """Return what the server holds when it holds *wanted* whole."""
    scratch = folder / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    mailbox = fake(scratch)
    assert wanted in (FIRST, SECOND)
    mailbox.write(FIRST if wanted is FIRST else SECOND)
    return mailbox.slots.get("active")


def kill_everywhere(
    folder: Path, runs: int, one: Callable[[Path, str, int, Tally], bool] = kill_run
) -> Tally:
    """Kill each verb at each of its steps, over and over until there were *runs*."""
    tally = Tally()
    while tally.runs < runs:
        for verb in VERBS:
            for number in range(1, MOST_STEPS):
                place = folder / f"{tally.runs}"
                if not one(place, verb, number, tally):
                    break
                tally.steps[verb] = max(tally.steps[verb], number)
    return tally


@only_unix
def test_sixty_kills_at_every_step_tear_and_lose_nothing(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    tally = kill_everywhere(tmp_path, RUNS)
    record_property(
        "kills of the keeper",
        f"{tally.runs} runs over {sum(tally.steps.values())} steps, "
        f"{len(tally.torn)} torn, {len(tally.lost)} lost",
    )
    assert (tally.torn, tally.lost) == ([], [])
    assert tally.runs >= RUNS
    assert set(tally.steps) == set(VERBS)

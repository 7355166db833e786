"""A program killed while it changes a mailbox: the mailbox is hers or ours, and whole.

`python -m tests.mail.test_kills [RUNS]` does the same for longer: 500 runs on each server.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Protocol

import pytest

from boundary.mail.mailbox import Mailbox
from boundary.mail.outcome import Standing
from tests.mail.dovecot import Dovecot, dovecot
from tests.mail.fake_mailbox import own_text
from tests.mail.killed import (
    FIRST,
    SECOND,
    VERBS,
    KilledShelf,
    SteppedSieve,
    do,
    fake,
    keeper,
    mailbox_of,
    no_step,
    open_shelf,
    prepare,
)

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS = 60
LONG_RUNS = 500

WITH_HERS = ("take_over", "off_hers")
"""Verbs that begin where a reply of her own is set."""

FILTERS = (
    b'require ["fileinto"];\r\nif header :contains "subject" "bill" { fileinto "B"; stop; }\r\n'
)
REPLY = b'require ["vacation"];\r\nvacation :days 3 "Back on Monday.";\r\nkeep;\r\n'

only_unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


class World(Protocol):
    """A server that can be begun anew and looked at."""

    text: str
    """What the killed program is told about it."""

    def begin(self, folder: Path, *, hers: bool) -> None:
        """Let it hold her filters, and with *hers* a reply of her own, and nothing else."""
        ...

    def state(self, folder: Path) -> object:
        """Return all that it holds."""
        ...

    def untouched(self, folder: Path, *, hers: bool) -> bool:
        """Tell whether what is hers is there, letter for letter."""
        ...


@dataclass
class Tally:
    """What a row of kills came to; `torn` and `lost` name the verb and the step."""

    runs: int = 0
    steps: int = 0
    torn: list[str] = field(default_factory=list)
    """Where a mailbox held neither hers nor ours whole, or could not be brought in order."""
    lost: list[str] = field(default_factory=list)
    """Where hers was not there, then or in the end."""

    def __str__(self) -> str:
        return (
            f"{self.runs} runs over {self.steps} steps, {len(self.torn)} torn, "
            f"{len(self.lost)} lost"
        )


class FakeWorld:
    """The fake server, in files of the run's folder."""

    text = "fake"

    def begin(self, folder: Path, *, hers: bool) -> None:
        fake(folder).slots.put("active", own_text("Back on Monday") if hers else "")

    def state(self, folder: Path) -> object:
        return fake(folder).slots.get("active")

    def untouched(self, folder: Path, *, hers: bool) -> bool:
        """It has one place only: what was put by counts when it is back."""
        del folder, hers
        return True


class SieveWorld:
    """Anna's mailbox on a real Dovecot."""

    def __init__(self, server: Dovecot) -> None:
        self._server = server
        self._certificate = server.folder / "certificate.pem"
        self.text = f"{server.sieve_port} {self._certificate}"

    @property
    def _scripts(self) -> Path:
        return self._server.home() / "sieve"

    def begin(self, folder: Path, *, hers: bool) -> None:
        del folder
        rmtree(self._server.home(), ignore_errors=True)
        line = SteppedSieve(self._server.sieve_port, self._certificate, no_step)
        with line:
            line.put("webmail", REPLY if hers else FILTERS)
            line.activate("webmail")

    def state(self, folder: Path) -> object:
        del folder
        active = (self._server.home() / ".dovecot.sieve").readlink().name
        return active, {path.name: path.read_bytes() for path in self._scripts.glob("*.sieve")}

    def untouched(self, folder: Path, *, hers: bool) -> bool:
        del folder
        return (self._scripts / "webmail.sieve").read_bytes() == (REPLY if hers else FILTERS)


def steps_of(world: World, folder: Path, verb: str) -> int:
    """Return how many steps *verb* has."""
    count = 0

    def step(_name: str) -> None:
        nonlocal count
        count += 1

    begun(world, folder, verb)
    shelf = open_shelf(folder)
    do(keeper(mailbox_of(world.text, folder, step), KilledShelf(shelf, step)), verb)
    shelf.close()
    return count


def begun(world: World, folder: Path, verb: str) -> str:
    """Bring *world* and the notes in the new *folder* to where *verb* begins.

    Return the mark of what was there before anything of ours was.
    """
    folder.mkdir(parents=True)
    world.begin(folder, hers=verb in WITH_HERS)
    box = mailbox_of(world.text, folder, no_step)
    first = box.read().mark
    shelf = open_shelf(folder)
    prepare(keeper(box, shelf), verb)
    shelf.close()
    return first


def kill(world: World, folder: Path, verb: str, number: int, tally: Tally) -> None:
    """Kill *verb* at the step *number*, look, and let the next start bring it in order."""
    hers = verb in WITH_HERS
    place = f"{verb} at step {number}"
    first = begun(world, folder, verb)
    box = mailbox_of(world.text, folder, no_step)
    before = box.read()
    program = [sys.executable, "-m", "tests.mail.killed", str(folder), world.text, verb]
    done = subprocess.run(
        [*program, str(number)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == -9, (place, done.returncode, done.stderr)
    tally.runs += 1

    if box.read().mark not in whole_marks(box, before.mark, first):
        tally.torn.append(place)
    if not world.untouched(folder, hers=hers):
        tally.lost.append(place)
    shelf = open_shelf(folder)
    again = keeper(box, shelf)
    outcome = do(again, verb)
    if outcome.standing not in (Standing.ARMED, Standing.OFF):
        tally.torn.append(f"{place}: {outcome.standing}")
    again.off()
    shelf.close()
    ended = world.state(folder)
    world.begin(folder, hers=hers)
    if ended != world.state(folder):
        tally.lost.append(f"{place}, in the end")


def whole_marks(box: Mailbox, *others: str) -> set[str]:
    """Return the marks of what a mailbox may hold at any moment."""
    return {box.mark(FIRST), box.mark(SECOND), *others}


def kills(world: World, folder: Path, runs: int) -> Tally:
    """Kill each verb at each of its steps in turn, *runs* times in all, spread over all steps."""
    tally = Tally()
    places = [
        (verb, number)
        for verb in VERBS
        for number in range(1, steps_of(world, folder / f"count-{verb}", verb) + 1)
    ]
    tally.steps = len(places)
    stride = max(1, -(-len(places) // runs))
    chosen = [place for first in range(stride) for place in places[first::stride]]
    for run, (verb, number) in enumerate(islice(cycle(chosen), runs)):
        kill(world, folder / f"{run}", verb, number, tally)
    return tally


@only_unix
def test_kills_at_every_step_tear_and_lose_nothing(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    tally = kills(FakeWorld(), tmp_path, RUNS)
    record_property("kills of the keeper", str(tally))
    assert (tally.runs, tally.torn, tally.lost) == (RUNS, [], [])


@only_unix
def test_kills_on_a_real_server_tear_and_lose_nothing(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    with dovecot() as server:
        tally = kills(SieveWorld(server), tmp_path, RUNS)
    record_property("kills of the keeper on Dovecot", str(tally))
    assert (tally.runs, tally.torn, tally.lost) == (RUNS, [], [])


def main(runs: int = LONG_RUNS) -> int:
    """Do *runs* kills on each server, say the counts, and return 0 or 1."""
    wrong = 0
    with TemporaryDirectory() as folder, dovecot() as server:
        for world in (FakeWorld(), SieveWorld(server)):
            tally = kills(world, Path(folder) / type(world).__name__, runs)
            print(f"kills of the keeper, {type(world).__name__}: {tally}", flush=True)
            print(*tally.torn, *tally.lost, sep="\n")
            wrong += len(tally.torn) + len(tally.lost)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*(int(each) for each in sys.argv[1:])))

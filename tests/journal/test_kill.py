"""A program killed while it writes: every fact it was told is kept is there."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from boundary.clock import Span
from boundary.journal import open_journal

KEY = bytes(range(32))
START = datetime(2026, 12, 1, tzinfo=UTC)
EVER = Span(START, START + timedelta(days=365))
RUNS = 20

WRITER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from boundary.journal import open_journal
from boundary.schedule.facts import Fact, FactKind

journal = open_journal(Path(sys.argv[1]), bytes(range(32)))
start, number = datetime(2026, 12, 1, tzinfo=UTC), int(sys.argv[2])
while True:
    at = start + timedelta(seconds=number)
    journal.append(Fact(at, FactKind.SHOWN, "key", f"fact {number}"))
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
    number += 1
"""


def written_until_killed(path: Path, first: int, after: int) -> int:
    """Write facts from *first* on, kill after *after* of them; return the last acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(first)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        for _ in range(after):
            writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().splitlines(keepends=True)
    whole = [line for line in rest if line.endswith("\n")]
    return int(whole[-1]) if whole else first + after - 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_twenty_kills_lose_no_fact_that_was_acknowledged(tmp_path: Path) -> None:
    path, first, chance = tmp_path / "journal.db", 0, random.Random(2026)
    for _ in range(RUNS):
        last = written_until_killed(path, first, chance.randint(1, 60))
        journal = open_journal(path, KEY)
        numbers = [int(str(fact.value).split()[1]) for fact in journal.facts(EVER)]
        journal.close()

        assert numbers[: last + 1] == list(range(last + 1))
        assert len(numbers) <= last + 2
        first = len(numbers)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_kill_while_the_store_is_made_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    for run in range(5):
        path = tmp_path / str(run) / "journal.db"
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), "0"], stdout=subprocess.DEVNULL
        ) as writer:
            while writer.poll() is None and not path.parent.exists():
                pass
            writer.send_signal(signal.SIGKILL)
        journal = open_journal(path, KEY)

        assert len(journal.facts(EVER)) < 1000
        journal.close()

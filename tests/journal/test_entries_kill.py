"""A program killed while she writes: every entry that was acknowledged is there, whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from boundary.journal.entries import open_entries
from boundary.reflection.entries import Entry, Item
from tests.journal.stores import KEY, kept

RUNS = 60
FIRST = date(2026, 1, 1)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

PARENT = """
import os, sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from boundary.journal import open_journal
from boundary.journal.entries import open_entries
from boundary.reflection.entries import Entry, Item
from boundary.schedule.facts import Fact, FactKind

def write(path, number):
    key = bytes(range(32))
    journal, entries = open_journal(path, key), open_entries(path, key)
    while True:
        day = date(2026, 1, 1) + timedelta(days=number)
        entries.note(Entry(day, Item.ENERGY, 5), Entry(day, Item.STATE, text="word " * 200))
        journal.append(Fact(datetime(2026, 12, 1, tzinfo=UTC), FactKind.SHOWN, "key", number))
        os.write(1, b"%d\\n" % number)
        number += 1

for line in sys.stdin:
    path, number = line.rstrip("\\n").split("\\t")
    child = os.fork()
    if child == 0:
        try:
            write(Path(path), int(number))
        finally:
            os._exit(1)
    os.write(1, b"pid %d\\n" % child)
    os.waitpid(child, 0)
    os.write(1, b"end\\n")
"""


def read(path: Path) -> tuple[Entry, ...]:
    entries = open_entries(path, KEY)
    found = entries.between(FIRST, FIRST + timedelta(days=9000))
    entries.close()
    return found


def test_sixty_kills_lose_no_entry_that_was_acknowledged(tmp_path: Path) -> None:
    path, chance, first = kept(tmp_path / "boundary.db", ()), random.Random(2026), 0
    with subprocess.Popen(
        [sys.executable, "-c", PARENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        for _ in range(RUNS):
            parent.stdin.write(f"{path}\t{first}\n")
            pid, last, said, wanted = 0, first - 1, 0, chance.randrange(4)
            while (line := parent.stdout.readline().strip()) != "end":
                if line.startswith("pid"):
                    pid = int(line.split()[1])
                else:
                    last, said = int(line), said + 1
                if pid and said >= wanted:
                    for _ in range(chance.randrange(40_000)):
                        pass
                    os.kill(pid, signal.SIGKILL)
                    pid = 0
            found = read(path)
            days = [e.day for e in found if e.item is Item.ENERGY]
            words = [e.day for e in found if e.item is Item.STATE and e.text == "word " * 200]

            assert days == words == [FIRST + timedelta(days=n) for n in range(len(days))]
            assert last + 1 <= len(days) <= last + 2
            first = len(days)
        parent.stdin.close()
        parent.wait(20)

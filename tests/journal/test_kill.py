"""A program killed while it writes: every fact it was told is kept is there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from boundary.journal.backup import back_up, backups, is_good
from tests.journal.stores import KEY, NINE, fact, held, kept

RUNS = 200

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

PARENT = """
import os, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from boundary.journal import open_journal
from boundary.journal.backup import back_up, put_back
from boundary.journal.retention import forget_old
from boundary.schedule.facts import Fact, FactKind

KEY, START = bytes(range(32)), datetime(2026, 12, 1, 9, tzinfo=UTC)

def write(path, number):
    journal = open_journal(path, KEY)
    while True:
        at = START + timedelta(seconds=number)
        journal.append(Fact(at, FactKind.SHOWN, "key", f"fact {number}"))
        os.write(1, b"%d\\n" % number)
        number += 1

def copy(path, number):
    while True:
        back_up(path, KEY, START)
        os.write(1, b"%d\\n" % number)

def restore(path, number):
    while True:
        put_back(path, KEY, path.with_name("copy.db"))
        os.write(1, b"%d\\n" % number)

def forget(path, number):
    while True:
        forget_old(path, KEY, START)
        os.write(1, b"%d\\n" % number)

for line in sys.stdin:
    task, path, number = line.rstrip("\\n").split("\\t")
    child = os.fork()
    if child == 0:
        try:
            globals()[task](Path(path), int(number))
        finally:
            os._exit(1)
    os.write(1, b"pid %d\\n" % child)
    os.waitpid(child, 0)
    os.write(1, b"end\\n")
"""
"""A program that is quick to start others of: they are its forks, with everything imported."""


class Killer:
    """Runs tasks of `PARENT` and kills them."""

    def __init__(self, talk: IO[str], hear: IO[str]) -> None:
        self._talk = talk
        self._hear = hear

    def run(self, task: str, path: Path, first: int, after: int, chance: random.Random) -> int:
        """Run *task* until it has said *after* numbers and a little longer; return the last."""
        self._talk.write(f"{task}\t{path}\t{first}\n")
        self._talk.flush()
        pid, last, said, spun = 0, first - 1, 0, 0
        while (line := self._hear.readline().strip()) != "end":
            if line.startswith("pid"):
                pid = int(line.split()[1])
            else:
                last, said = int(line), said + 1
            if said >= after and pid:
                for _ in range(chance.randrange(20_000)):
                    spun += 1
                os.kill(pid, signal.SIGKILL)
                pid = 0
        return last


@contextmanager
def killing() -> Iterator[Killer]:
    """Lend a killer."""
    with subprocess.Popen(
        [sys.executable, "-c", PARENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        yield Killer(parent.stdin, parent.stdout)
        parent.stdin.close()
        parent.wait(20)


def test_two_hundred_kills_lose_no_fact_that_was_acknowledged(tmp_path: Path) -> None:
    path, first, chance = tmp_path / "journal.db", 0, random.Random(2026)
    acknowledged = 0
    with killing() as killer:
        for run in range(RUNS):
            if run % 40 == 0:  # a store of another size, and one that is only being made
                path, first = tmp_path / str(run) / "journal.db", 0
            last = killer.run("write", path, first, chance.randrange(1, 12), chance)
            numbers = [int(str(each.value).split()[1]) for each in held(path)]

            assert numbers[: last + 1] == list(range(last + 1))
            assert len(numbers) <= last + 2
            acknowledged += last + 1 - first
            first = len(numbers)
    print(f"{RUNS} runs killed, {acknowledged} facts acknowledged, 0 lost")


def test_a_kill_while_the_store_is_made_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    chance = random.Random(7)
    with killing() as killer:
        for run in range(10):
            path = tmp_path / str(run) / "journal.db"
            killer.run("write", path, 0, 0, chance)

            assert len(held(path)) < 1000


def test_a_kill_while_a_copy_is_made_leaves_only_good_copies(tmp_path: Path) -> None:
    store, chance = kept(tmp_path / "boundary.db", map(fact, range(40))), random.Random(3)
    whole = held(store)
    with killing() as killer:
        for _ in range(15):
            killer.run("copy", store, 0, chance.randrange(3), chance)

            assert all(is_good(each, KEY) for each in backups(store))
    assert held(store) == whole


def test_a_kill_while_a_copy_is_put_back_leaves_one_store_or_the_other(tmp_path: Path) -> None:
    store, chance = kept(tmp_path / "boundary.db", map(fact, range(40))), random.Random(4)
    old = held(store)
    made = back_up(store, KEY, NINE).path
    kept(made, [fact(99)])
    made.rename(store.with_name("copy.db"))
    with killing() as killer:
        for _ in range(10):
            killer.run("restore", store, 0, chance.randrange(2), chance)

            assert held(store) in (old, (*old, fact(99)))


def test_a_kill_while_old_facts_are_forgotten_forgets_all_of_them_or_none(tmp_path: Path) -> None:
    store, chance = tmp_path / "boundary.db", random.Random(5)
    old = [fact(-600 * 24 * 60 + minute) for minute in range(30)]
    young = [fact(-day * 24 * 60) for day in (3, 2, 1)]
    kept(store, (*old, *young))
    with killing() as killer:
        for _ in range(5):
            killer.run("forget", store, 0, 0, chance)

            assert held(store) in ((*old, *young), tuple(young))

"""What the kernel says of a program and its children: memory, wake-ups, time on a processor.

Linux alone. All processes of one session id are counted together, so a program that spawns
helpers is not made to look better than one that does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Use:
    """Counted since the start: voluntary context switches and seconds on a processor."""

    wakeups: int
    seconds: float

    def since(self, before: Use) -> Use:
        """Return what was used after *before*; never below zero where a child has ended."""
        return Use(max(self.wakeups - before.wakeups, 0), max(self.seconds - before.seconds, 0.0))


def private_memory(session: int) -> int:
    """Return the bytes that only the processes of *session* hold (USS, proc(5) smaps_rollup)."""
    total = 0
    for process in _processes(session):
        for line in (process / "smaps_rollup").read_text().splitlines():
            if line.startswith(("Private_Clean:", "Private_Dirty:")):
                total += int(line.split()[1]) * 1024
    return total


def use(session: int) -> Use:
    """Return what all threads of *session* used so far (proc(5) status, schedstat)."""
    wakeups, nanoseconds = 0, 0
    for process in _processes(session):
        for thread in (process / "task").iterdir():
            with suppress(OSError):  # a thread may end while it is read
                nanoseconds += int((thread / "schedstat").read_text().split()[0])
                for line in (thread / "status").read_text().splitlines():
                    if line.startswith("voluntary_ctxt_switches:"):
                        wakeups += int(line.split()[1])
    return Use(wakeups, nanoseconds / 1e9)


def _processes(session: int) -> Iterator[Path]:
    """Give the folder under /proc of each process of *session* that is still there."""
    for process in Path("/proc").iterdir():
        if not process.name.isdecimal():
            continue
        with suppress(OSError):
            # The command's name, in brackets, may hold anything: what follows it is fixed.
            after = (process / "stat").read_text().rpartition(")")[2].split()
            if int(after[3]) == session and after[0] != "Z":
                yield process

"""The frozen program against the same sources: how long each takes to be in the tray.

    make dist && python -m benchmarks.frozen [--starts N]

Exit codes: 0 within `MOST`, 1 slower, 69 there is no frozen program or no desktop here.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.__main__ import Measured, time_a_start
from benchmarks.programs import BOUNDARY, PROGRAMS, Program
from tests.desktop import DesktopError, desktop

FROZEN = Path(__file__).resolve().parent.parent / "build" / "frozen" / "boundary" / "boundary"

MOST = 1.3
"""Times the start of the sources; more is a defect."""


def pair() -> tuple[Program, Program]:
    """Return Boundary from its sources, and frozen; on the same quiet practice."""
    sources = next(program for program in PROGRAMS if program.name == BOUNDARY)
    return sources, replace(sources, name="frozen", command=(str(FROZEN), "run"))


def measure(starts: int) -> tuple[Measured, Measured]:
    """Start both in turn, *starts* times after one that warms the disk."""
    sources, frozen = pair()
    found = Measured(), Measured()
    with desktop() as place, TemporaryDirectory(prefix="benchmarks-") as name:
        for number in range(starts + 1):
            for program, into in zip((sources, frozen), found, strict=True):
                profile = Path(name) / f"{program.name}-{number}"
                time_a_start(program, place.environment, profile, into)
                if number == 0:
                    into.start.clear()
    return found


def main(words: Sequence[str]) -> int:
    """Read the command line, measure and print; return the exit code."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.frozen", description=__doc__)
    reader.add_argument("--starts", type=int, default=9, help="starts of each")
    asked = reader.parse_args(words)
    if not FROZEN.exists():
        print("benchmarks: there is no frozen program; run make dist.", file=sys.stderr)
        return 69
    try:
        sources, frozen = measure(asked.starts)
    except DesktopError as trouble:
        print(f"benchmarks: {trouble}", file=sys.stderr)
        return 69
    missed = sources.trouble or frozen.trouble
    if missed:
        print(f"benchmarks: {missed}", file=sys.stderr)
        return 1
    before, after = median(sources.start), median(frozen.start)
    print(f"medians of {asked.starts} starts, spawn to tray item")
    print(f"sources {before:5.0f} ms")
    print(f"frozen  {after:5.0f} ms ({after / before:.2f}x; at most {MOST}x)")
    return 0 if after <= MOST * before else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

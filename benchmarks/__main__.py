"""Run every program in turn on one desktop and print medians and ratios of this one run."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.measure import private_memory, use
from benchmarks.programs import BARE, PROGRAMS, Program
from tests.desktop import DesktopError, desktop

MIB = 1024 * 1024

BESIDE = ("hotkey", "lateness")
"""The other benchmarks of the running program, each a module here."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured: starts, idle windows, and seconds of rest before and in each."""

    starts: int = 9
    windows: int = 3
    settle: float = 10.0
    idle: float = 60.0


QUICK = Effort(starts=3, windows=1, settle=3.0, idle=10.0)


@dataclass(slots=True)
class Measured:
    """What was measured of one program, a number for each start or idle window.

    Milliseconds from spawn to being there, MiB of private memory, wake-ups and milliseconds
    on a processor in a minute.
    """

    start: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    wakeups: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    trouble: str = ""


def time_a_start(
    program: Program, environment: Mapping[str, str], profile: Path, into: Measured
) -> None:
    """Start *program* once and note how long it took to be there."""
    with program.watch(environment) as watch:
        began = time.monotonic()
        with program.running(environment, profile):
            there = watch.wait()
    if there is None:
        into.trouble = f"its {program.seen_by} never came"
    else:
        into.start.append((there - began) * 1000)


def watch_idle(
    programs: Sequence[Program],
    environment: Mapping[str, str],
    folder: Path,
    effort: Effort,
    into: Mapping[str, Measured],
) -> None:
    """Let *programs* rest side by side through the idle windows and note what they use."""
    with ExitStack() as stack:
        sessions: dict[str, int] = {}
        for program in programs:
            profile = folder / f"{program.name}-idle"
            with program.watch(environment) as watch:
                process = stack.enter_context(program.running(environment, profile))
                watch.wait()
            sessions[program.name] = process.pid
        time.sleep(effort.settle)
        for _ in range(effort.windows):
            before = {name: use(session) for name, session in sessions.items()}
            began = time.monotonic()
            time.sleep(effort.idle)
            minutes = (time.monotonic() - began) / 60
            for name, session in sessions.items():
                used = use(session).since(before[name])
                into[name].wakeups.append(used.wakeups / minutes)
                into[name].processor.append(used.seconds * 1000 / minutes)
        for name, session in sessions.items():
            into[name].memory.append(private_memory(session) / MIB)


def measure(effort: Effort) -> dict[str, Measured]:
    """Measure every program that is installed; DesktopError where there is no desktop for it."""
    programs = [program for program in PROGRAMS if program.installed()]
    found = {program.name: Measured() for program in programs}
    with desktop() as place, TemporaryDirectory(prefix="benchmarks-") as name:
        folder, environment = Path(name), place.environment
        there = programs
        for number in range(effort.starts + 1):
            for program in there:
                profile = folder / f"{program.name}-{number}"
                time_a_start(program, environment, profile, found[program.name])
                if number == 0:
                    found[program.name].start.clear()  # it only warmed the disk
            there = [program for program in there if not found[program.name].trouble]
        watch_idle(there, environment, folder, effort, found)
    return found


def table(found: Mapping[str, Measured]) -> str:
    """Return *found* as lines of text: medians, with the ratio to the bare tray beside them."""
    seen_by = {program.name: program.seen_by for program in PROGRAMS}
    lines = [
        f"{'':10} {'seen by':9} {'start ms':>14} {'USS MiB':>14}"
        f" {'wake-ups/min':>12} {'CPU ms/min':>10}"
    ]
    bare = found[BARE]
    for name, measured in found.items():
        if measured.trouble or not measured.start:
            lines.append(f"{name:10} {measured.trouble}")
            continue
        start, memory = median(measured.start), median(measured.memory)
        lines.append(
            f"{name:10} {seen_by[name]:9}"
            f" {start:6.0f} ({start / median(bare.start):4.2f}x)"
            f" {memory:6.1f} ({memory - median(bare.memory):+5.1f})"
            f" {median(measured.wakeups):12.1f} {median(measured.processor):10.2f}"
        )
    absent = [program.name for program in PROGRAMS if program.name not in found]
    if absent:
        lines.append(f"not installed: {', '.join(absent)}")
    return "\n".join(lines)


def main(words: Sequence[str]) -> int:
    """Read the command line, measure and print; return the exit code (69: no desktop here)."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    reader.add_argument("--quick", action="store_true", help="3 starts and 10 idle seconds")
    reader.add_argument("--json", action="store_true", help="every number, as one JSON document")
    asked = reader.parse_args(words)
    effort = QUICK if asked.quick else Effort()
    try:
        found = measure(effort)
    except DesktopError as trouble:
        print(f"benchmarks: {trouble}", file=sys.stderr)
        return 69
    rest = ["--quick"] if asked.quick else []
    if asked.json:
        numbers = {name: asdict(measured) for name, measured in found.items()}
        others = {name: json.loads(_beside(name, *rest, "--json")) for name in BESIDE}
        print(json.dumps({"effort": asdict(effort), "programs": numbers, **others}))
    else:
        print(f"medians of {effort.starts} starts and {effort.windows} x {effort.idle:.0f} s idle")
        print(table(found))
        for name in BESIDE:
            print(f"\n{_beside(name, *rest).rstrip()}")
    return 0


def _beside(name: str, *words: str) -> str:
    """Return what the benchmark *name* prints, run in a process of its own."""
    command = (sys.executable, "-m", f"benchmarks.{name}", *words)
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Read generated feeds beside other readers: `python -m benchmarks.feeds [--quick] [--json]`.

Every reading happens in a process of its own, started for it, so that peaks of memory belong to
it alone and nothing is warm. Ratios are of medians from this one run.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.feed_generator import DAY, ZONE, Manner, feed
from boundary.clock import day_span

SIZES = (1_000, 10_000, 50_000)
SOURCE = Path(__file__).with_name("libical_day.c")
MIB = 1024 * 1024
COLUMNS = {"horizon": "7.0f", "again": "6.2f", "same": "6.1f", "stamped": "7.1f", "day": "5.2f"}


@dataclass(frozen=True, slots=True)
class Effort:
    """How often each reading is done, and up to which size the plain libraries are tried.

    They take a minute for 50,000 events.
    """

    runs: int = 5
    plain_up_to: int = 10_000
    sizes: tuple[int, ...] = SIZES


QUICK = Effort(runs=3, plain_up_to=1_000, sizes=SIZES[:2])
WHOLE = Effort(plain_up_to=50_000)


@dataclass(slots=True)
class Line:
    """What was measured of one feed: milliseconds, one a run, and peaks in MiB."""

    feed: str
    megabytes: float
    found: dict[str, int] = field(default_factory=dict)
    times: dict[str, list[float]] = field(default_factory=dict)
    peaks: dict[str, float] = field(default_factory=dict)

    def add(self, name: str, said: dict[str, float]) -> None:
        """Take in what one run of the reader *name* said."""
        self.times.setdefault(name, []).append(said["ms"])
        self.peaks[name] = max(self.peaks.get(name, 0), said["peak"] / MIB)
        if "found" in said:
            self.found[name] = int(said["found"])


def libical(folder: Path) -> list[str] | None:
    """Return what runs C libical on a file, compiled here; None where that can't be."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    program = folder / "libical_day"
    built = subprocess.run(
        [compiler, "-O2", "-o", str(program), str(SOURCE), "-lical"],
        capture_output=True,
        check=False,
    )
    return [str(program)] if built.returncode == 0 else None


def measure(effort: Effort) -> list[Line]:
    """Measure every feed with every reader that is here."""
    lines = []
    with TemporaryDirectory(prefix="benchmarks-") as name:
        folder = Path(name)
        c_reader = libical(folder)
        for size in effort.sizes:
            for manner in Manner:
                path = folder / f"{manner}-{size}.ics"
                path.write_bytes(feed(manner, size))
                line = Line(f"{manner} {size // 1000}k", path.stat().st_size / 1e6)
                lines.append(line)
                for _ in range(effort.runs):
                    line.add("child", _reader("child", path))
                    if c_reader is not None:
                        line.add("libical", _reader("libical", path, *c_reader))
                    for what in ("again", "same", "stamped", "day"):
                        line.add(what, _reader(what, path))
                if size <= effort.plain_up_to:
                    for _ in range(effort.runs if size <= SIZES[0] else 1):
                        line.add("plain", _reader("plain", path))
                line.add("horizon", _reader("horizon", path))
                path.unlink()
        path = folder / "frames.ics"
        path.write_bytes(feed(Manner.OUTLOOK, max(effort.sizes)))
        frames = Line(f"frames, {max(effort.sizes) // 1000}k", path.stat().st_size / 1e6)
        for what in ("still", "frames"):
            frames.add(what, _reader(what, path))
        lines.append(frames)
    return lines


def _reader(what: str, path: Path, *more: str) -> dict[str, float]:
    span = day_span(DAY, ZONE)
    bounds = [str(int(each.timestamp())) for each in (span.start, span.end)]
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.feed_readers", what, str(path), *bounds, *more],
        capture_output=True,
        check=True,
        text=True,
    )
    said: dict[str, float] = json.loads(ran.stdout)
    return said


def table(lines: Sequence[Line]) -> str:
    """Return *lines* as text: medians, and ratios to the child's."""
    rows = [
        f"{'feed':12} {'MB':>5} {'child ms':>8} {'MiB':>4} {'plain':>14} {'libical':>14}"
        f" {'MiB':>4} {'53 days':>7} {'again':>6} {'same':>6} {'stamped':>7} {'a day':>5}  found"
    ]
    for line in lines:
        if "child" not in line.times:
            gaps = ", ".join(f"{name} {times[0]:.1f} ms" for name, times in line.times.items())
            rows.append(f"{line.feed:12} {line.megabytes:5.1f} longest of 99 in 100 gaps: {gaps}")
            continue
        child = median(line.times["child"])
        rows.append(
            f"{line.feed:12} {line.megabytes:5.1f} {child:8.0f} {line.peaks['child']:4.0f}"
            f" {_beside(line, 'plain', child)} {_beside(line, 'libical', child)}"
            f" {line.peaks.get('libical', 0):4.0f}"
            + "".join(f" {median(line.times[name]):{form}}" for name, form in COLUMNS.items())
            + f"  {'=' if len(set(line.found.values())) == 1 else line.found}"
        )
    return "\n".join(rows)


def _beside(line: Line, name: str, child: float) -> str:
    """Return the median of *name* and how many times the child's it is."""
    if name not in line.times:
        return f"{'-':>14}"
    other = median(line.times[name])
    return f"{other:6.0f} {other / child:6.2f}x"


def main(words: Sequence[str]) -> int:
    """Read the command line, measure and print."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.feeds", description=__doc__)
    reader.add_argument("--quick", action="store_true", help="up to 10,000 events, 3 runs")
    reader.add_argument("--whole", action="store_true", help="plain libraries on 50,000 events too")
    reader.add_argument("--json", action="store_true", help="every number, as one JSON document")
    asked = reader.parse_args(words)
    lines = measure(QUICK if asked.quick else WHOLE if asked.whole else Effort())
    if asked.json:
        print(json.dumps([asdict(line) for line in lines]))
    else:
        print(table(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What scripts are held to: schedules by chance, the instants that matter, and real Pigeonhole.

What should be said comes from the windows themselves (`expected`), so an error of the compiler
can't be in it too.
"""

from __future__ import annotations

import os
import pwd
import random
import subprocess
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from shutil import which
from zoneinfo import ZoneInfo

from boundary.clock import Span
from boundary.mail.reply import OPENING, Reply, Wanted
from boundary.mail.sieve_script import Author, compiled
from boundary.schedule.hours import SpecialDay, WallSpan, WeeklyHours, closed_windows
from tests.mail.dovecot import (
    ANNA,
    FAKETIME,
    PATIENCE,
    faked,
    give,
    message,
    need,
    ordinary_folder,
    ordinary_user,
)

AUTHOR = Author(ANNA, ("hello@practice.test",))

ZONES = (
    "America/New_York",
    "America/Los_Angeles",
    "America/St_Johns",
    "America/Santiago",
    "Europe/Berlin",
    "Europe/Dublin",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Pacific/Auckland",
    "Pacific/Chatham",
)
"""Whole, half and quarter hours, both halves of the year, half an hour and "negative" summer
time, a zone that changes by the moon, and one that never does."""

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
QUARTER = 15
DAYS_AROUND = 12
"""How far on each side of a clock change a script reaches in these tests."""

NIGHTLY = f"This mailbox is not read right now.\n.\nIt is read again on {OPENING}.\n"
WEEKEND = f"This mailbox rests until {OPENING}. ${{subject}}\n"
AWAY = "Nobody reads here this week.\n"


def wanted_of(hours: WeeklyHours, span: Span, zone: ZoneInfo) -> Wanted:
    """Return the replies for when *hours* are closed within *span*: three texts, by length."""
    replies = []
    for closed in closed_windows(hours, span, zone):
        opening = ""
        if closed.next_open is not None:
            local = closed.next_open.astimezone(zone)
            opening = f"{local:%A} {local.day} {local:%B at %H:%M} ({local.tzname()})"
        frame = NIGHTLY if closed.span.length < 20 * HOUR else WEEKEND
        frame = AWAY if closed.span.length > 100 * HOUR else frame
        replies.append(Reply(closed.span, "Automatic reply", frame, opening))
    return Wanted(tuple(replies))


def by_chance(chance: random.Random, zone: str, first: date, days: int) -> WeeklyHours:
    """Return hours such as nobody would choose: past midnight, split, with days that differ."""

    def window() -> WallSpan:
        start, end = chance.randrange(0, 24 * 60, QUARTER), chance.randrange(0, 24 * 60, QUARTER)
        if chance.random() < 0.6:
            start, end = chance.randrange(5 * 60, 12 * 60, 5), chance.randrange(13 * 60, 22 * 60, 5)
        return WallSpan(time(start // 60, start % 60), time(end // 60, end % 60))

    def day() -> tuple[WallSpan, ...]:
        return tuple(window() for _ in range(chance.choice((0, 1, 1, 1, 2))))

    special = chance.sample(range(days), 4)
    return WeeklyHours(
        zone,
        tuple(day() for _ in range(7)),
        tuple(SpecialDay(first + timedelta(days=n), day(), "holiday") for n in sorted(special)),
    )


def clock_changes(zone: ZoneInfo, span: Span) -> list[datetime]:
    """Return the instants (UTC, to the second) within *span* at which *zone* changes its clock."""
    changes = []
    hour = span.start
    while hour < span.end:
        if hour.astimezone(zone).utcoffset() != (hour + HOUR).astimezone(zone).utcoffset():
            low, high = hour, hour + HOUR
            while high - low > SECOND:
                middle = low + (high - low) // SECOND // 2 * SECOND
                same = middle.astimezone(zone).utcoffset() == low.astimezone(zone).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            changes.append(high)
        hour += HOUR
    return changes


def instants(
    wanted: Wanted, changes: Iterable[datetime], chance: random.Random, by_luck: int
) -> Iterator[datetime]:
    """Yield each breakpoint and the seconds beside it, clock changes +-2 h, and some by luck."""
    for reply in wanted.replies:
        for edge in (reply.during.start, reply.during.end):
            yield from (edge - SECOND, edge, edge + SECOND)
    for change in changes:
        yield from (change + n * HOUR / 4 for n in range(-8, 9))
        yield from (change - SECOND, change + SECOND)
    first, last = wanted.replies[0].during.start, wanted.replies[-1].during.end
    for _ in range(by_luck):
        yield first + timedelta(seconds=chance.randrange(int((last - first).total_seconds())))


def expected(wanted: Wanted, at: datetime) -> str | None:
    """Return the body of what is wanted at *at*, None for silence."""
    return next((reply.body for reply in wanted.replies if reply.during.contains(at)), None)


def samples(
    zones: Iterable[str], schedules: int, seed: int
) -> Iterator[tuple[Wanted, list[datetime]]]:
    """Yield, for each zone and schedule, what is wanted around each clock change of 2027.

    With each, the changes that lie in it; a zone without any has the two halves of the year.
    """
    year = Span(datetime(2027, 1, 20, tzinfo=UTC), datetime(2027, 12, 10, tzinfo=UTC))
    around = timedelta(days=DAYS_AROUND)
    for name in zones:
        zone = ZoneInfo(name)
        middles = clock_changes(zone, year)[:2]
        if not middles:
            middles = [datetime(2027, 3, 14, 7, tzinfo=UTC), datetime(2027, 11, 7, 6, tzinfo=UTC)]
        for number in range(schedules):
            chance = random.Random(f"{seed} {name} {number}")
            for middle in middles:
                span = Span(middle - around, middle + around)
                hours = by_chance(chance, name, span.start.date(), 2 * DAYS_AROUND)
                wanted = wanted_of(hours, span, zone)
                if wanted.replies:
                    yield wanted, clock_changes(zone, span)


SERVER_ZONES = ("UTC", "Pacific/Auckland", "America/Los_Angeles")


@dataclass
class Tally:
    """How many instants were compared, and those at which something else was said."""

    compared: int = 0
    wrong: list[tuple[datetime, str | None, str | None]] = field(default_factory=list)


def on_pigeonhole(count: int, seed: int, schedules: int = 20) -> Tally:
    """Compare what Pigeonhole says with what is wanted, at *count* instants; several at once.

    Chosen by *seed* among those that matter (`instants`), the same number for each zone,
    schedule and clock change; the server's own zone goes round.
    """
    chance = random.Random(seed)
    tally = Tally()
    with pigeonhole() as real, ThreadPoolExecutor(os.cpu_count()) as pool:
        cases = list(samples(ZONES, schedules, seed))
        asked: list[tuple[Future[str | None], Wanted, datetime]] = []
        for number, (wanted, changes) in enumerate(cases):
            script = real.keep(f"case{number}", compiled(wanted, AUTHOR))
            times = list(instants(wanted, changes, chance, by_luck=20))
            share = count * (number + 1) // len(cases) - count * number // len(cases)
            for at in chance.choices(times, k=share):
                zone = SERVER_ZONES[len(asked) % len(SERVER_ZONES)]
                asked.append((pool.submit(real.said, script, at, zone), wanted, at))
        for said, wanted, at in asked:
            tally.compared += 1
            right = expected(wanted, at)
            if said.result() != right:
                tally.wrong.append((at, said.result(), right))
    return tally


@dataclass(frozen=True, slots=True)
class Pigeonhole:
    """`sieve-test`, at any instant; its files are in `folder`."""

    folder: Path

    def keep(self, name: str, script: str) -> Path:
        """Put *script* where it can be asked; return where that is."""
        path = self.folder / f"{name}.sieve"
        path.write_bytes(script.encode())
        give(path)
        return path

    def said(self, script: Path, at: datetime, zone: str) -> str | None:
        """Return the text of the reply that *script* makes at *at*, None for none.

        *zone* is the server's own.
        """
        user = pwd.getpwnam(ordinary_user())
        root = os.geteuid() == 0
        done = subprocess.run(
            [
                str(which("sieve-test")), "-c", str(self.folder / "config"),
                "-f", "kim@else.test", "-r", ANNA, "-a", ANNA, str(script),
                str(self.folder / "message"),
            ],
            env=moved_to(at) | {"PATH": os.environ["PATH"], "HOME": str(self.folder), "TZ": zone},
            capture_output=True,
            check=False,
            timeout=PATIENCE,
            user=user.pw_uid if root else None,
            group=user.pw_gid if root else None,
            extra_groups=[] if root else None,
        )  # fmt: skip
        text = done.stdout.decode().replace("\r\n", "\n")
        assert done.returncode == 0, done.stderr.decode()
        assert "Performed actions:" in text or "Implicit keep" in text, text
        _, found, rest = text.partition("START MESSAGE\n")
        return rest.partition("\nEND MESSAGE")[0] if found else None


@contextmanager
def pigeonhole() -> Iterator[Pigeonhole]:
    """Lend a place for `sieve-test` to work in."""
    need("sieve-test", files=(FAKETIME,))
    with ordinary_folder() as folder:
        names = " ".join(["TZ", *moved_to(datetime(2027, 1, 1, tzinfo=UTC))])
        (folder / "config").write_text(
            f"log_path = /dev/stderr\nssl = no\nmail_location = maildir:{folder}/Maildir\n"
            f"import_environment = {names}\n"
            f"plugin {{\n  sieve_user_email = {ANNA}\n  sieve_vacation_min_period = 1h\n}}\n"
        )
        (folder / "message").write_bytes(message(sender="kim@else.test").as_bytes())
        yield Pigeonhole(folder)


def moved_to(at: datetime) -> dict[str, str]:
    """Return the environment in which a program's time stands still at *at*."""
    kept = {name: text for name, text in faked(Path()).items() if "FILE" not in name}
    return kept | {"FAKETIME": str(int(at.timestamp()))}

"""Calendars on this machine: a file, or a folder of them, read afresh each time."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from boundary.calendars.ics import MOST_BYTES, Problem, Reading, order, read_ics, too_large
from boundary.calendars.occurrence import Occurrence
from boundary.calendars.protocol import NEARBY, Parse, SourceKind, parse_each
from boundary.clock import Span
from boundary.errors import CalendarError
from boundary.language import tr

MOST_FILES = 20_000


class File:
    """An .ics file, as a `Calendar`; one that was not written since is not opened again.

    Some file systems count times by two seconds: who hears of a change takes a new `File`.
    """

    kind = SourceKind.FILE
    every = NEARBY

    def __init__(self, path: Path, *, parse: Parse = read_ics) -> None:
        self._path = path
        self._parse = parse
        self._said: tuple[object, Reading] | None = None

    def read(self, span: Span, zone: ZoneInfo) -> Reading:
        asked = (_written(self._path), span, zone)
        if self._said is not None and self._said[0] == asked:
            return self._said[1]
        self._said = None
        reading = self._parse(read_file(self._path), span, zone)
        if asked[0] is not None:
            self._said = (asked, reading)
        return reading


class Folder:
    """The .ics files that lie in one folder, as one `Calendar`.

    A file that can't be read is a problem beside the others, unless none can. An appointment
    that stands in two of them (two exports of one calendar) is the one of the newer file.
    """

    kind = SourceKind.FOLDER
    every = NEARBY

    def __init__(self, path: Path, *, parse: Parse = read_ics) -> None:
        self._path = path
        self._parse = parse

    def read(self, span: Span, zone: ZoneInfo) -> Reading:
        found: list[Occurrence] = []
        seen: set[tuple[str, object]] = set()
        problems: list[Problem] = []
        failed: list[CalendarError] = []
        floating = False
        paths = _newest_first(self._path)
        texts = list(_within_bytes(paths, failed))
        for reading in parse_each(self._parse, texts, span, zone):
            if isinstance(reading, CalendarError):
                failed.append(reading)
                continue
            new = [one for one in reading.occurrences if (one.uid, one.recurrence_id) not in seen]
            seen.update((one.uid, one.recurrence_id) for one in new)
            found.extend(new)
            problems.extend(reading.problems)
            floating = floating or reading.floating
        if len(failed) == len(paths):
            raise failed[0]
        problems += [Problem(0, error.title, error.remedy) for error in failed]
        return Reading(tuple(sorted(found, key=order)), tuple(dict.fromkeys(problems)), floating)


def read_file(path: Path) -> bytes:
    """Return the bytes of the file at *path*, at most 50 MB; CalendarError if that can't be."""
    try:
        path = path.expanduser()
        if not stat.S_ISREG(path.stat().st_mode):
            raise CalendarError(
                tr("This is not a file with a calendar."),
                tr("Choose a file that ends in .ics."),
            )
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _gone() from error
    except (OSError, ValueError, RuntimeError) as error:
        raise CalendarError(
            tr("The calendar file can't be opened."),
            tr("Check that you may read it, or choose another."),
        ) from error
    if len(data) > MOST_BYTES:
        raise too_large()
    return data


def _newest_first(folder: Path) -> list[Path]:
    try:
        found = [path for path in folder.expanduser().iterdir() if path.suffix.lower() == ".ics"]
    except (OSError, ValueError, RuntimeError) as error:
        raise CalendarError(
            tr("The folder of calendars can't be opened."),
            tr("It may have been moved: choose it again."),
        ) from error
    if not found:
        raise CalendarError(
            tr("There is no calendar in this folder."),
            tr("Choose a folder with files that end in .ics."),
        )
    if len(found) > MOST_FILES:
        raise too_large()
    return sorted(found, key=lambda path: (-_changed(path), path.name))


def _written(path: Path) -> tuple[int, ...] | None:
    """Return what changes when the file at *path* is written or replaced; None if it is gone."""
    try:
        told = path.expanduser().stat()
    except (OSError, ValueError, RuntimeError):
        return None
    return told.st_mtime_ns, told.st_ctime_ns, told.st_size, told.st_ino


def _changed(path: Path) -> int:
    """Return when *path* was changed, in ns; 0 where that can't be told: reading it will tell."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _within_bytes(paths: list[Path], failed: list[CalendarError]) -> Iterator[bytes]:
    """Yield the bytes of each file; one that can't be read goes to *failed*."""
    total = 0
    for path in paths:
        try:
            data = read_file(path)
        except CalendarError as error:
            failed.append(error)
            continue
        total += len(data)
        if total > MOST_BYTES:
            raise too_large()
        yield data


def _gone() -> CalendarError:
    return CalendarError(
        tr("The calendar file is not there."),
        tr("It may have been moved: choose it again."),
    )

"""A file that was not written since is not opened again."""

from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from boundary.calendars.files import File
from boundary.calendars.ics import Reading, read_ics
from boundary.clock import Span
from boundary.errors import CalendarError
from tests.calendars.builders import NEW_YORK, calendar, event, starts, window


class Counted:
    """Reads calendars and counts how often it had to."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, data: bytes, span: Span, zone: ZoneInfo) -> Reading:
        self.times += 1
        return read_ics(data, span, zone)


def written(path: Path, *lines: str) -> Path:
    path.write_bytes(calendar(event(*lines)))
    return path


def test_an_unwritten_file_is_read_once(tmp_path: Path) -> None:
    parse = Counted()
    file = File(written(tmp_path / "a.ics"), parse=parse)
    assert file.read(window(), NEW_YORK) == file.read(window(), NEW_YORK)
    assert parse.times == 1


def test_another_stretch_of_time_is_read_anew(tmp_path: Path) -> None:
    parse = Counted()
    file = File(written(tmp_path / "a.ics"), parse=parse)
    file.read(window(), NEW_YORK)
    file.read(window(end="2026-11-26T05:00:00Z"), NEW_YORK)
    assert parse.times == 2


def test_a_file_written_anew_with_the_same_length_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a.ics")
    file = File(path)
    before = os.stat(path).st_mtime_ns
    file.read(window(), NEW_YORK)
    path.write_bytes(path.read_bytes().replace(b"T1400", b"T1300"))
    os.utime(path, ns=(before + 1, before + 1))
    assert starts(file.read(window(), NEW_YORK)) == ["11-24 13:00"]


def test_a_file_that_has_gone_is_an_error_and_read_when_it_is_back(tmp_path: Path) -> None:
    path = written(tmp_path / "a.ics")
    file = File(path)
    file.read(window(), NEW_YORK)
    path.unlink()
    with pytest.raises(CalendarError):
        file.read(window(), NEW_YORK)
    written(path, "SUMMARY:back")
    assert file.read(window(), NEW_YORK).occurrences[0].title == "back"

"""Files and folders of them: one bad file hides no other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from boundary.calendars.files import File, Folder
from boundary.calendars.ics import MOST_BYTES
from boundary.calendars.protocol import SourceKind
from boundary.calendars.source import calendar_at
from boundary.errors import CalendarError
from tests.calendars.builders import NEW_YORK, calendar, event, starts, window
from tests.calendars.contract import later


def seen(folder: Path) -> list[str]:
    return starts(Folder(folder).read(window(), NEW_YORK))


def fault(folder: Path) -> str:
    with pytest.raises(CalendarError) as caught:
        seen(folder)
    assert str(folder) not in str(caught.value)
    return caught.value.title


def write(folder: Path, name: str, data: bytes, age: int = 0) -> Path:
    """Write the file *name*, changed *age* seconds before a moment that stays the same."""
    path = folder / name
    path.write_bytes(data)
    os.utime(path, (1_800_000_000 - age,) * 2)
    return path


def test_all_calendars_of_a_folder_are_one(tmp_path: Path) -> None:
    write(tmp_path, "a.ics", calendar(event()))
    write(tmp_path, "B.ICS", calendar(later("b")))
    assert seen(tmp_path) == ["11-24 14:00", "11-24 17:00"]


def test_other_files_of_a_folder_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "a.ics", calendar(event()))
    write(tmp_path, "notes.txt", b"not a calendar")
    (tmp_path / "inner").mkdir()
    assert seen(tmp_path) == ["11-24 14:00"]


def test_of_two_exports_of_a_calendar_the_newer_one_counts(tmp_path: Path) -> None:
    write(tmp_path, "b.ics", calendar(event()), age=60)
    write(tmp_path, "a.ics", calendar(later()), age=0)
    write(tmp_path, "c.ics", calendar(event()), age=120)
    assert seen(tmp_path) == ["11-24 17:00"]


def test_a_double_booking_in_a_folder_is_two(tmp_path: Path) -> None:
    write(tmp_path, "a.ics", calendar(event("SUMMARY:Appointment")))
    write(tmp_path, "b.ics", calendar(event("SUMMARY:Appointment", uid="b")))
    assert seen(tmp_path) == ["11-24 14:00", "11-24 14:00"]


def test_a_bad_file_is_a_problem_beside_the_others(tmp_path: Path) -> None:
    write(tmp_path, "a.ics", calendar(event()))
    write(tmp_path, "b.ics", b"")
    (tmp_path / "c.ics").symlink_to(tmp_path / "nowhere")
    reading = Folder(tmp_path).read(window(), NEW_YORK)
    assert starts(reading) == ["11-24 14:00"]
    assert {problem.title for problem in reading.problems} == {
        "The calendar came back empty.",
        "The calendar file is not there.",
    }


def test_a_folder_of_bad_files_alone_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "a.ics", b"")
    assert fault(tmp_path) == "The calendar came back empty."


def test_a_folder_without_calendars_is_an_error_and_no_empty_day(tmp_path: Path) -> None:
    assert fault(tmp_path) == "There is no calendar in this folder."


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert fault(tmp_path / "gone") == "The folder of calendars can't be opened."


def test_a_folder_of_too_much_is_refused(tmp_path: Path) -> None:
    for name in ("a.ics", "b.ics"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(MOST_BYTES // 2 + 1)
    assert fault(tmp_path) == "The calendar is larger than 50 MB."


def test_a_folder_of_too_many_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boundary.calendars.files.MOST_FILES", 2)
    for n in range(3):
        write(tmp_path, f"{n}.ics", calendar(event(uid=f"uid{n}")))
    assert fault(tmp_path) == "The calendar is larger than 50 MB."


@pytest.mark.parametrize("source", [File, Folder])
def test_no_repr_holds_a_path(tmp_path: Path, source: type[File | Folder]) -> None:
    assert str(tmp_path) not in repr(source(tmp_path))


def test_an_address_says_what_is_read_from_it(tmp_path: Path) -> None:
    path = write(tmp_path, "a.ics", calendar(event()))
    addresses = [str(path), path.as_uri(), str(tmp_path), "webcal://example.org/a", "/gone.ics"]
    assert [calendar_at(address).kind for address in addresses] == [
        SourceKind.FILE,
        SourceKind.FILE,
        SourceKind.FOLDER,
        SourceKind.FEED,
        SourceKind.FILE,
    ]

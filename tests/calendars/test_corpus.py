"""Every calendar of the corpus says what stands beside it in `expected.toml`."""

from __future__ import annotations

import pytest

from boundary.calendars.ics import read_ics
from boundary.calendars.ics.trouble import Tally, Trouble
from boundary.errors import CalendarError
from tests.calendars.corpus import FOLDER, Case, cases, line

CASES = cases()
READ = [case for case in CASES if not case.error]


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_a_calendar_says_what_is_expected(case: Case) -> None:
    reading = read_ics(case.data, case.window, case.viewer)
    assert [line(one) for one in reading.occurrences] == list(case.expect), case.lesson


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_a_calendar_tells_its_troubles(case: Case) -> None:
    reading = read_ics(case.data, case.window, case.viewer)
    titles = [problem.title for problem in reading.problems]
    assert len(titles) == len(case.problems), case.lesson
    for name, title in zip(case.problems, titles, strict=True):
        assert title in {_title(Trouble[name], count) for count in range(1, 5)}, case.lesson


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_a_calendar_says_whether_times_float(case: Case) -> None:
    assert read_ics(case.data, case.window, case.viewer).floating == case.floating


@pytest.mark.parametrize("case", [case for case in READ if case.titles], ids=lambda case: case.name)
def test_a_title_is_read_as_it_was_meant(case: Case) -> None:
    reading = read_ics(case.data, case.window, case.viewer)
    assert tuple(one.title for one in reading.occurrences) == case.titles


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_reading_only_what_is_wanted_changes_no_answer(case: Case) -> None:
    chosen = read_ics(case.data, case.window, case.viewer)
    whole = read_ics(case.data, case.window, case.viewer, select=False)
    assert chosen.occurrences == whole.occurrences


@pytest.mark.parametrize("case", [case for case in CASES if case.error], ids=lambda case: case.name)
def test_what_is_no_whole_calendar_is_an_error(case: Case) -> None:
    with pytest.raises(CalendarError) as caught:
        read_ics(case.data, case.window, case.viewer)
    assert case.error in caught.value.title


def test_every_calendar_of_the_corpus_has_an_answer() -> None:
    assert {path.stem for path in FOLDER.glob("*.ics")} == {case.name for case in CASES}


def test_every_lesson_is_another() -> None:
    lessons = [case.lesson for case in CASES]
    assert len(set(lessons)) == len(lessons) >= 80


def _title(trouble: Trouble, count: int) -> str:
    tally = Tally()
    tally.counts[trouble] = count
    return tally.problems(0, "UTC")[0].title

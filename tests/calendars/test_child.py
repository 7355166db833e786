"""Calendars are read by a child, and nothing that it does takes the program with it."""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import timedelta

import pytest

from boundary import __main__
from boundary.calendars import child as children
from boundary.calendars.child import VERB, Child, own_command
from boundary.calendars.ics import Reading, read_ics
from boundary.calendars.wire import LONGEST_TITLE
from boundary.errors import CalendarError
from tests.calendars.builders import NEW_YORK, calendar, event, window
from tests.calendars.corpus import Case, cases

ONE = calendar(event("SUMMARY:A.B."))


def played(script: str, **limits: timedelta) -> Child:
    """Return what asks the Python *script* in place of the program."""
    return Child(command=(sys.executable, "-c", script), **limits)  # type: ignore[arg-type]


def failure(child: Child, data: bytes = ONE) -> CalendarError:
    with pytest.raises(CalendarError) as caught:
        child(data, window(), NEW_YORK)
    return caught.value


def test_it_reads_the_whole_corpus_as_the_program_itself_would() -> None:
    alike: dict[tuple[object, ...], list[Case]] = defaultdict(list)
    for case in cases():
        alike[(case.window, case.zone)].append(case)
    for group in alike.values():
        span, zone = group[0].window, group[0].viewer
        for case, answer in zip(
            group, Child().many([each.data for each in group], span, zone), strict=True
        ):
            if case.error:
                assert isinstance(answer, CalendarError), case.name
                assert case.error in answer.title
            else:
                assert answer == read_ics(case.data, span, zone), case.name


def test_titles_and_links_come_back() -> None:
    data = calendar(event("SUMMARY:A.B.", "LOCATION:https://rooms.example.org/ab"))
    reading = Child(hosts=("rooms.example.org",))(data, window(), NEW_YORK)
    assert reading.occurrences[0].title == "A.B."
    assert reading.occurrences[0].link == "https://rooms.example.org/ab"


def test_a_title_without_end_comes_back_shortened() -> None:
    reading = Child()(calendar(event("SUMMARY:" + "A" * 5000)), window(), NEW_YORK)
    assert len(reading.occurrences[0].title) == LONGEST_TITLE


def test_one_calendar_that_fails_leaves_the_others() -> None:
    cut = calendar(event())[:-20]
    answers = Child().many([ONE, cut, ONE], window(), NEW_YORK)
    assert [isinstance(each, Reading) for each in answers] == [True, False, True]


def test_what_the_calendar_itself_says_wrong_is_raised() -> None:
    assert failure(Child(), b"<html></html>").title == "A web page came instead of a calendar."


def test_a_child_that_takes_too_long_is_ended() -> None:
    stuck = played("import threading; threading.Event().wait()", patience=timedelta(seconds=0.2))
    assert failure(stuck).title == "The calendar takes too long to read."


def test_a_child_that_answers_and_does_not_end_is_ended() -> None:
    script = "import os, threading; os.write(1, b'[]'); os.close(1); threading.Event().wait()"
    assert "too long" in failure(played(script, patience=timedelta(seconds=0.2))).title


def test_a_child_that_dies_is_a_trouble_with_a_remedy() -> None:
    dead = failure(played("import os; os._exit(9)"))
    assert dead.title == "Reading the calendar broke off."
    assert "before stays" in dead.remedy


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not ended by there")
def test_a_child_that_is_killed_is_a_trouble() -> None:
    killed = played("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert failure(killed).title == "Reading the calendar broke off."


def test_a_child_that_dies_while_it_is_still_being_told_is_a_trouble() -> None:
    large = calendar(event("SUMMARY:" + "A" * 1_000_000))
    assert failure(played("pass"), large).title == "Reading the calendar broke off."


@pytest.mark.parametrize(
    "said", ["hello", "[]", "{}", '[{"title": 1}]', '[{"occurrences": [[1]]}]']
)
def test_nonsense_is_a_trouble(said: str) -> None:
    nonsense = played(f"import sys; sys.stdin.buffer.read(); print({said!r})")
    assert failure(nonsense).title == "Reading the calendar broke off."


def test_an_answer_without_end_is_a_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "MOST_ANSWER", 1000)
    endless = played("import os\nwhile True: os.write(1, b'x' * 500)")
    assert failure(endless).title == "The calendar needs more memory than it may have."


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits address space reliably")
def test_a_calendar_that_needs_too_much_memory_is_a_trouble() -> None:
    large = calendar(event("DESCRIPTION:" + "A" * 40_000_000))
    little = Child(memory=110_000_000)
    assert failure(little, large).title == "The calendar needs more memory than it may have."


def test_a_program_that_is_not_there_is_a_trouble() -> None:
    missing = Child(command=("/nowhere/boundary",))
    assert failure(missing).title.startswith("Boundary can't start the part of itself")


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command() == [sys.executable]


def test_the_entry_knows_the_word_for_the_child() -> None:
    assert __main__.READ == VERB

"""The reader looks when it is time, keeps the last good, and tells what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
from pytestqt.qtbot import QtBot

from boundary.app.reader import Reader, kept, read_kept
from boundary.app.worker import Worker
from boundary.calendars.ics import Problem, Reading, read_ics
from boundary.calendars.occurrence import Occurrence
from boundary.calendars.protocol import Calendar, Parse, SignInError, SourceKind, WaitError
from boundary.calendars.refresh import Why
from boundary.clock import Span
from boundary.errors import BoundaryError, CalendarError
from boundary.journal import MemoryJournal
from boundary.keys import SessionKeys
from boundary.schedule.sessions import Session, session_key
from boundary.settings import CalendarSource
from tests.calendars.builders import NEW_YORK, calendar, event
from tests.calendars.fake_calendar import FakeCalendar

NOON = datetime(2026, 11, 24, 17, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
BROKEN = CalendarError("It can't be reached.", "Check the network.")
FEED = 12 * MINUTE

T = TypeVar("T")


class FakeClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - NOON).total_seconds()

    def until(self, instant: datetime) -> timedelta:
        return max(instant - self.at, timedelta(0))


class FakeWorker:
    """Works when it is told to, on the thread that tells it."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def do(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[BoundaryError], None],
    ) -> None:
        del failed
        self.waiting.append(lambda: then(work()))

    def finish(self) -> None:
        """Do all there is to do."""
        while self.waiting:
            self.waiting.pop(0)()


class Desk:
    """A reader of fake calendars, with all that it needs."""

    def __init__(self, *calendars: FakeCalendar, sources: tuple[CalendarSource, ...] = ()) -> None:
        self.calendars = calendars
        self.clock = FakeClock()
        self.worker = FakeWorker()
        self.heard: list[tuple[Session, ...]] = []
        self.failures = 0
        given = sources or tuple(CalendarSource(f"calendar {n}") for n in range(len(calendars)))
        opens: dict[str, Any] = {"open_calendar": self._open} if calendars else {}
        self.reader = Reader(
            given,
            SessionKeys(),
            self.clock,
            NEW_YORK,
            cast(Worker, self.worker),
            parse=read_ics,
            **opens,
        )
        self.reader.came.connect(self.heard.append)
        self.reader.failed.connect(self._failed)

    def _open(self, source: CalendarSource, _parse: Parse) -> Calendar:
        return self.calendars[int(source.address[-1])]

    def _failed(self) -> None:
        self.failures += 1

    def start(self) -> Desk:
        self.reader.start()
        self.worker.finish()
        return self

    def later(self, length: timedelta) -> Desk:
        """Let time pass, the reader's timer with it."""
        self.clock.at += length
        self.reader.read()
        self.worker.finish()
        return self

    @property
    def reads(self) -> list[int]:
        return [each.reads for each in self.calendars]

    @property
    def keys(self) -> list[str]:
        return [each.key for each in self.reader.sessions]


def occurrence(uid: str = "a", hour: int = 3) -> Occurrence:
    start = NOON + timedelta(hours=hour)
    return Occurrence(uid, None, Span(start, start + 50 * MINUTE), title="A.B.")


A, B = (session_key(uid, None) for uid in "ab")


@pytest.fixture(autouse=True)
def _event_loop(qapp: object) -> None:
    """Timers and signals need an application."""


def test_at_the_start_everything_is_read() -> None:
    desk = Desk(FakeCalendar(occurrence("a")), FakeCalendar(occurrence("b", 4))).start()
    assert desk.keys == [A, B]


def test_what_came_is_told_once_a_look() -> None:
    desk = Desk(FakeCalendar(occurrence("a")), FakeCalendar(occurrence("b", 4))).start()
    assert [len(sessions) for sessions in desk.heard] == [2]


def test_without_calendars_nothing_is_asked() -> None:
    desk = Desk(sources=())
    desk.reader.start()
    assert desk.worker.waiting == []


def test_a_session_of_two_calendars_is_one() -> None:
    desk = Desk(FakeCalendar(occurrence()), FakeCalendar(occurrence())).start()
    assert desk.keys == [A]


def test_a_calendar_that_fails_keeps_its_last_good_sessions() -> None:
    failing = FakeCalendar(occurrence())
    desk = Desk(failing).start()
    failing.trouble = BROKEN
    desk.later(10 * MINUTE)
    assert (desk.keys, desk.failures) == ([A], 1)


def test_a_calendar_that_fails_leaves_the_others() -> None:
    desk = Desk(FakeCalendar(trouble=BROKEN), FakeCalendar(occurrence())).start()
    assert (desk.keys, len(desk.heard), desk.failures) == ([A], 1, 1)


def test_where_all_fail_nothing_came() -> None:
    desk = Desk(FakeCalendar(trouble=BROKEN)).start()
    assert (desk.heard, desk.failures) == ([], 1)


def test_a_session_that_a_whole_reading_leaves_out_is_gone() -> None:
    changing = FakeCalendar(occurrence())
    desk = Desk(changing).start()
    changing.occurrences = ()
    desk.later(10 * MINUTE)
    assert desk.heard[-1] == ()


def test_the_health_of_each_calendar_is_its_own() -> None:
    desk = Desk(FakeCalendar(trouble=BROKEN), FakeCalendar(occurrence())).start()
    assert [health.trouble for health in desk.reader.healths] == [BROKEN, None]
    assert [health.read_at for health in desk.reader.healths] == [None, NOON]


def test_the_whole_is_as_fresh_as_its_oldest_part() -> None:
    failing = FakeCalendar(occurrence("b"))
    desk = Desk(FakeCalendar(occurrence()), failing).start()
    failing.trouble = BROKEN
    desk.later(10 * MINUTE)
    assert desk.reader.health.read_at == NOON
    assert desk.reader.health.trouble is BROKEN


def test_who_has_to_sign_in_is_known() -> None:
    desk = Desk(FakeCalendar(trouble=SignInError("It wants a password.", "Sign in."))).start()
    assert desk.reader.healths[0].sign_in


def test_what_was_wrong_inside_a_calendar_is_told_with_its_position() -> None:
    odd = FakeCalendar(occurrence())
    odd.problems = (Problem(0, "One appointment could not be read.", "Look for it."),)
    desk = Desk(FakeCalendar(), odd).start()
    assert [problem.calendar for problem in desk.reader.problems] == [1]


def test_near_a_session_it_is_read_every_three_minutes() -> None:
    desk = Desk(FakeCalendar(occurrence(hour=0))).start()
    for _ in range(4):
        desk.later(3 * MINUTE)
    assert desk.reads == [5]


def test_far_from_a_session_it_is_read_every_ten() -> None:
    desk = Desk(FakeCalendar(occurrence(hour=9))).start()
    for _ in range(10):
        desk.later(3 * MINUTE)
    assert desk.reads == [3]


def test_a_feed_is_left_alone_between_its_own_times() -> None:
    feed = FakeCalendar(occurrence(hour=0), kind=SourceKind.FEED, every=FEED)
    desk = Desk(feed).start()
    for _ in range(4):
        desk.later(3 * MINUTE)
    assert desk.reads == [2]


def test_only_the_calendar_whose_time_has_come_is_read() -> None:
    feed = FakeCalendar(kind=SourceKind.FEED, every=FEED)
    desk = Desk(FakeCalendar(occurrence(hour=0)), feed).start().later(3 * MINUTE)
    assert desk.reads == [2, 1]


def test_the_timer_waits_for_the_next_look() -> None:
    desk = Desk(FakeCalendar(occurrence(hour=0))).start()
    assert desk.reader.findChildren(type(desk.reader._timer))[0].interval() == 3 * 60_000 + 1


def test_after_a_sleep_it_is_read_at_once() -> None:
    feed = FakeCalendar(kind=SourceKind.FEED, every=FEED)
    desk = Desk(feed).start()
    desk.clock.at += 5 * MINUTE
    desk.reader.look_again(Why.WAKE)
    desk.worker.finish()
    assert desk.reads == [2]


def test_a_server_that_asked_for_patience_gets_it_over_a_sleep() -> None:
    busy = FakeCalendar(every=FEED, trouble=WaitError("Later.", "Later.", timedelta(hours=2)))
    desk = Desk(busy).start()
    desk.clock.at += timedelta(hours=1)
    desk.reader.look_again(Why.WAKE)
    desk.worker.finish()
    assert desk.reads == [1]


def test_what_is_wanted_while_reading_is_read_afterwards() -> None:
    desk = Desk(FakeCalendar())
    desk.reader.start()
    desk.reader.look_again(Why.ASKED)
    desk.worker.finish()
    assert desk.reads == [2]


def test_a_clock_set_back_by_years_reads_at_once() -> None:
    desk = Desk(FakeCalendar()).start().later(timedelta(days=-700))
    assert desk.reads == [2]


def test_an_address_that_is_not_in_the_keyring_is_a_trouble() -> None:
    desk = Desk(sources=(CalendarSource("keyring:calendar-1"),)).start()
    assert desk.reader.health.trouble is not None
    assert "keyring" in desk.reader.health.trouble.title


def test_what_the_keyring_holds_is_opened_as_what_it_is() -> None:
    keys = SessionKeys()
    keys.set("calendar-1", json.dumps({"kind": "nobody's"}))
    clock, worker = FakeClock(), FakeWorker()
    source = CalendarSource("keyring:calendar-1")
    reader = Reader((source,), keys, clock, NEW_YORK, cast(Worker, worker), parse=read_ics)
    reader.start()
    worker.finish()
    assert reader.health.trouble is not None
    assert "can't be understood" in reader.health.trouble.title


# the store


def test_a_restart_without_the_network_begins_with_the_last_good() -> None:
    store = MemoryJournal()
    first = Desk(FakeCalendar(occurrence()))
    first.reader.open_shelf(store)
    first.start()
    second = Desk(FakeCalendar(trouble=BROKEN))
    second.reader.open_shelf(store)
    second.start()
    assert second.keys == [A]
    assert second.reader.health.read_at == NOON


def test_a_calendar_that_fails_at_a_restart_keeps_its_sessions_beside_the_others() -> None:
    store = MemoryJournal()
    first = Desk(FakeCalendar(occurrence("a")), FakeCalendar(occurrence("b", 4)))
    first.reader.open_shelf(store)
    first.start()
    second = Desk(FakeCalendar(trouble=BROKEN), FakeCalendar(occurrence("b", 4)))
    second.reader.open_shelf(store)
    second.start()
    assert [each.key for each in second.heard[-1]] == [A, B]


def test_the_same_session_is_known_across_a_restart_and_two_calendars() -> None:
    store = MemoryJournal()
    copy = replace(occurrence(), uid="copy")
    first = Desk(FakeCalendar(occurrence()), FakeCalendar(copy))
    first.reader.open_shelf(store)
    first.start()
    second = Desk(FakeCalendar(trouble=BROKEN), FakeCalendar(copy))
    second.reader.open_shelf(store)
    second.start()
    assert second.keys == [A]


def test_a_store_that_opens_after_the_first_reading_changes_nothing_that_was_read() -> None:
    store = MemoryJournal()
    first = Desk(FakeCalendar(occurrence("old")))
    first.reader.open_shelf(store)
    first.start()
    second = Desk(FakeCalendar(occurrence())).start()
    second.reader.open_shelf(store)
    assert second.keys == [A]


def test_a_calendar_that_was_taken_out_leaves_the_store() -> None:
    store = MemoryJournal()
    first = Desk(FakeCalendar(occurrence("a")), FakeCalendar(occurrence("b", 4)))
    first.reader.open_shelf(store)
    first.start()
    second = Desk(FakeCalendar(occurrence("a")))
    second.reader.open_shelf(store)
    second.start()
    assert B not in json.dumps(store.recall("calendars"))


def test_the_store_gets_no_title_and_no_address() -> None:
    store = MemoryJournal()
    desk = Desk(FakeCalendar(occurrence()))
    desk.reader.open_shelf(store)
    desk.start()
    text = json.dumps(store.recall("calendars"))
    assert "A.B." not in text
    assert "calendar 0" not in text


def test_a_reading_that_found_nothing_new_is_written_only_now_and_then() -> None:
    store = MemoryJournal()
    desk = Desk(FakeCalendar(occurrence(hour=0)))
    desk.reader.open_shelf(store)
    desk.start()
    before = store.recall("calendars")
    desk.later(3 * MINUTE)
    assert store.recall("calendars") == before
    desk.later(10 * MINUTE)
    assert store.recall("calendars") != before


@pytest.mark.parametrize("value", [None, [], {}, {"looks": "zz", "entries": {}}, {"looks": 3}])
def test_what_another_version_stored_is_read_anew(value: object) -> None:
    store = MemoryJournal()
    store.remember("calendars", value)
    desk = Desk(FakeCalendar(occurrence()))
    desk.reader.open_shelf(store)
    desk.start()
    assert desk.keys == [A]


# files


def written(path: Path, *events: str) -> CalendarSource:
    path.write_bytes(calendar(*events))
    return CalendarSource(str(path))


def test_an_unchanged_file_is_not_parsed_after_a_restart(tmp_path: Path) -> None:
    store = MemoryJournal()
    source = written(tmp_path / "one.ics", event("SUMMARY:A.B."))
    parsed: list[int] = []

    def parse(data: bytes, span: Span, zone: object) -> Reading:
        del zone
        parsed.append(len(data))
        return read_ics(data, span, NEW_YORK)

    for _ in range(2):
        desk = Desk(sources=(source,))
        worker = cast(Worker, desk.worker)
        reader = Reader((source,), SessionKeys(), desk.clock, NEW_YORK, worker, parse=parse)
        reader.open_shelf(store)
        reader.start()
        desk.worker.finish()
        assert len(reader.sessions) == 1
    assert len(parsed) == 1


def test_a_file_with_links_is_parsed_after_a_restart_because_they_are_not_kept(
    tmp_path: Path,
) -> None:
    store = MemoryJournal()
    source = written(tmp_path / "one.ics", event("SUMMARY:A.B.", "URL:https://zoom.us/j/123456789"))
    for _ in range(2):
        desk = Desk(sources=(source,))
        desk.reader.open_shelf(store)
        desk.start()
        assert desk.reader.sessions[0].link == "https://zoom.us/j/123456789"


def test_titles_are_there_when_they_are_wanted(tmp_path: Path) -> None:
    store = MemoryJournal()
    source = written(tmp_path / "one.ics", event("SUMMARY:A.B."))
    for _ in range(2):
        desk = Desk(sources=(source,))
        desk.reader.open_shelf(store)
        desk.start()
    assert not desk.reader.occurrences
    desk.reader.want_titles()
    desk.worker.finish()
    assert [one.title for one in desk.reader.occurrences] == ["A.B."]
    assert len(desk.reader.sessions) == 1


def test_other_rules_read_an_unchanged_file_anew(tmp_path: Path) -> None:
    store = MemoryJournal()
    source = written(tmp_path / "one.ics", event("SUMMARY:Blue"))
    kinds = []
    for all_sessions in (False, True):
        desk = Desk(sources=(replace(source, all_sessions=all_sessions),))
        desk.reader.open_shelf(store)
        desk.start()
        kinds.append(desk.reader.sessions[0].kind.value)
    assert kinds == ["unknown", "session"]


def test_a_file_that_changes_is_read_without_waiting(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "one.ics"
    source = written(path, event())
    desk = Desk(sources=(source,)).start()
    written(path, event(), event("DTSTART:20261124T160000Z", uid="other"))
    qtbot.waitUntil(lambda: bool(desk.worker.waiting))
    desk.worker.finish()
    assert len(desk.reader.sessions) == 2


def test_a_file_that_is_replaced_twice_is_read_twice(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "one.ics"
    desk = Desk(sources=(written(path, event()),)).start()
    for count in (2, 3):
        extra = [event("DTSTART:20261124T160000Z", uid=f"u{n}") for n in range(count)]
        written(tmp_path / "new", *extra)
        (tmp_path / "new").replace(path)
        qtbot.waitUntil(lambda: bool(desk.worker.waiting))
        desk.worker.finish()
        assert len(desk.reader.sessions) == count


def test_a_file_that_comes_into_a_folder_is_read(tmp_path: Path, qtbot: QtBot) -> None:
    written(tmp_path / "one.ics", event())
    desk = Desk(sources=(CalendarSource(str(tmp_path)),)).start()
    written(tmp_path / "two.ics", event("DTSTART:20261124T160000Z", uid="other"))
    qtbot.waitUntil(lambda: bool(desk.worker.waiting))
    desk.worker.finish()
    assert len(desk.reader.sessions) == 2


def test_a_closed_reader_hears_of_no_file(tmp_path: Path) -> None:
    path = tmp_path / "one.ics"
    desk = Desk(sources=(written(path, event()),)).start()
    desk.reader.close()
    desk.reader._file_changed(str(path))
    assert desk.reader._watcher is None


# what the app keeps by itself


def test_kept_sessions_come_back_without_their_titles() -> None:
    desk = Desk(FakeCalendar(occurrence())).start()
    [session] = read_kept(json.loads(json.dumps(kept(desk.reader.sessions))))
    assert session == desk.reader.sessions[0]
    assert session.title == ""


def test_nothing_kept_gives_no_sessions() -> None:
    assert read_kept(None) == ()

"""Each calendar source keeps the one contract: the fake, files, a feed, two CalDAV servers."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from boundary.calendars.caldav import CalDav
from boundary.calendars.feed import Feed
from boundary.calendars.files import File, Folder
from boundary.calendars.ics import read_ics
from boundary.calendars.protocol import Calendar
from boundary.calendars.source import read_all
from boundary.calendars.web import Net
from boundary.errors import CalendarError
from tests.calendars.builders import NEW_YORK, calendar, event, starts, window
from tests.calendars.contract import SECRET, CalendarContract, Stage, later
from tests.calendars.dav_servers import LOGIN, Collection, DavServer, radicale, xandikos
from tests.calendars.fake_calendar import FakeCalendar
from tests.calendars.https_server import Asked, Piece, Server, respond, serving, trusting

ALWAYS = window("2020-01-01T00:00:00Z", "2031-01-01T00:00:00Z")
READS = {"GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT"}


class FakeStage:
    """The fake, told what a file of the same events would say."""

    def __init__(self) -> None:
        self._fake = FakeCalendar()
        self.calendar: Calendar = self._fake

    def hold(self, *events: str) -> None:
        reading = read_ics(calendar(*events), ALWAYS, NEW_YORK)
        self._fake.occurrences, self._fake.problems = reading.occurrences, reading.problems

    def lose(self) -> None:
        self._fake.trouble = CalendarError("It is gone.", "Look for it.")

    def find(self) -> None:
        self._fake.trouble = None

    def wrote(self) -> bool:
        return False


class FileStage:
    """A file that is written over and moved away."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"{SECRET}.ics"
        self._away = folder / "away"
        self._held = b""
        self.calendar: Calendar = File(self._path)

    def hold(self, *events: str) -> None:
        self._held = calendar(*events)
        self._path.write_bytes(self._held)

    def lose(self) -> None:
        self._path.rename(self._away)

    def find(self) -> None:
        self._away.rename(self._path)

    def wrote(self) -> bool:
        return self._path.read_bytes() != self._held or len(list(self._path.parent.iterdir())) > 1


class FolderStage:
    """A folder with a file for each appointment."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / SECRET
        self._away = folder / "away"
        self._held: dict[str, bytes] = {}
        self.calendar: Calendar = Folder(self._path)

    def hold(self, *events: str) -> None:
        shutil.rmtree(self._path, ignore_errors=True)
        self._path.mkdir()
        self._held = {f"{uid_of(text)}.ics": calendar(text) for text in events}
        for name, data in self._held.items():
            (self._path / name).write_bytes(data)

    def lose(self) -> None:
        self._path.rename(self._away)

    def find(self) -> None:
        self._away.rename(self._path)

    def wrote(self) -> bool:
        return {path.name: path.read_bytes() for path in self._path.iterdir()} != self._held


class FeedStage:
    """A feed on a server of the test's own, over TLS, with ETags."""

    def __init__(self) -> None:
        self._body = b""
        self._gone = False
        self.server: Server

    def run(self, server: Server) -> None:
        self.server = server
        self.calendar: Calendar = Feed(f"{server.root}/{SECRET}.ics", net=Net(trusting()))

    def answer(self, asked: Asked) -> list[Piece]:
        tag = f'"{hash(self._body)}"'
        if self._gone:
            return respond(404)
        same = asked.headers.get("if-none-match") == tag
        return respond(304) if same else respond(body=self._body, etag=tag)

    def hold(self, *events: str) -> None:
        self._body = calendar(*events)

    def lose(self) -> None:
        self._gone = True

    def find(self) -> None:
        self._gone = False

    def wrote(self) -> bool:
        return not set(self.server.methods) <= READS


class Recorder(httpx.HTTPTransport):
    """The network, and the methods that went out to it."""

    def __init__(self) -> None:
        super().__init__()
        self.methods: set[str] = set()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.methods.add(request.method)
        return super().handle_request(request)


class DavStage:
    """A calendar on a CalDAV server, changed by another program of hers."""

    def __init__(self, server: DavServer) -> None:
        self._server = server
        self._recorder = Recorder()
        self._collection: Collection = server.make_calendar(SECRET)
        self._held: dict[str, str] = {}
        self.calendar: Calendar = CalDav(
            self._collection.address, LOGIN, net=Net(transport=self._recorder)
        )

    def hold(self, *events: str) -> None:
        wanted = {uid_of(text): text for text in events}
        for name in self._held.keys() - wanted.keys():
            self._collection.delete(name)
        for name, text in wanted.items():
            if self._held.get(name) != text:
                self._collection.put(name, calendar(text))
        self._held = wanted

    def lose(self) -> None:
        self._collection.delete()

    def find(self) -> None:
        self._server.make_again(self._collection)
        held, self._held = self._held, {}
        self.hold(*held.values())

    def wrote(self) -> bool:
        return not self._recorder.methods <= READS


def uid_of(text: str) -> str:
    """Return the UID of the events in *text*, to name a file by."""
    found = re.search(r"UID:(\w+)", text)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def radicale_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DavServer]:
    with radicale(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture(scope="module")
def xandikos_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DavServer]:
    with xandikos(tmp_path_factory.mktemp("xandikos")) as server:
        yield server


class TestFakeCalendar(CalendarContract):
    @pytest.fixture
    def stage(self) -> Stage:
        return FakeStage()


class TestFile(CalendarContract):
    @pytest.fixture
    def stage(self, tmp_path: Path) -> Stage:
        return FileStage(tmp_path)


class TestFolder(CalendarContract):
    @pytest.fixture
    def stage(self, tmp_path: Path) -> Stage:
        return FolderStage(tmp_path)


class TestFeed(CalendarContract):
    @pytest.fixture
    def stage(self) -> Iterator[Stage]:
        stage = FeedStage()
        with serving(stage.answer) as server:
            stage.run(server)
            yield stage


class TestCalDavOfRadicale(CalendarContract):
    @pytest.fixture
    def stage(self, radicale_server: DavServer) -> Stage:
        return DavStage(radicale_server)


class TestCalDavOfXandikos(CalendarContract):
    @pytest.fixture
    def stage(self, xandikos_server: DavServer) -> Stage:
        return DavStage(xandikos_server)


# Several at once.


def test_a_session_in_a_file_and_on_a_server_is_counted_once(
    tmp_path: Path, radicale_server: DavServer
) -> None:
    file, server = FileStage(tmp_path), DavStage(radicale_server)
    file.hold(event("SUMMARY:A.K."), later("own"))
    server.hold(event("SUMMARY:Busy"))
    read = read_all([server.calendar, file.calendar], window(), NEW_YORK)
    assert [(one.uid, one.calendar) for one in read.reading.occurrences] == [
        ("uid1", 0),
        ("own", 1),
    ]


def test_a_session_under_two_uids_is_counted_once(
    tmp_path: Path, radicale_server: DavServer
) -> None:
    file, server = FileStage(tmp_path), DavStage(radicale_server)
    file.hold(event("SUMMARY:A.K.", uid="copy"))
    server.hold(event("SUMMARY:A.K."))
    read = read_all([server.calendar, file.calendar], window(), NEW_YORK)
    assert [one.uid for one in read.reading.occurrences] == ["uid1"]


def test_one_calendar_of_three_that_fails_leaves_the_others(
    tmp_path: Path, radicale_server: DavServer
) -> None:
    first, second, third = FakeStage(), DavStage(radicale_server), FileStage(tmp_path)
    first.hold(event())
    second.lose()
    third.hold(later("other"))
    read = read_all([one.calendar for one in (first, second, third)], window(), NEW_YORK)
    assert starts(read.reading) == ["11-24 14:00", "11-24 17:00"]
    assert [problem.calendar for problem in read.reading.problems] == [1]
    assert [error.title for error in read.failed] == ["The calendar is no longer on its server."]

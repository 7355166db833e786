"""CalDAV against Radicale and Xandikos as they are: discovery, sync, and what both get wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from boundary.calendars.caldav import PORTION, CalDav
from boundary.calendars.caldav_discovery import find_calendars
from boundary.calendars.protocol import SignInError
from boundary.calendars.web import Net
from tests.calendars.builders import NEW_YORK, calendar, event, starts, window
from tests.calendars.contract import MOVED, SERIES, WEEK, later
from tests.calendars.dav_servers import LOGIN, Collection, DavServer, radicale, xandikos

LONG = timedelta(minutes=10)


@pytest.fixture(scope="module", params=[radicale, xandikos], ids=["radicale", "xandikos"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DavServer]:
    with request.param(tmp_path_factory.mktemp("server")) as running:
        yield running


class Counting(httpx.HTTPTransport):
    """The network; counts the portions that were fetched over it."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[int] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        body = b"".join(request.stream)  # type: ignore[arg-type]
        if b"multiget" in body:
            self.fetched.append(body.count(b"<D:href>"))
        return super().handle_request(request)


def source(collection: Collection, **how: object) -> CalDav:
    return CalDav(collection.address, LOGIN, **how)  # type: ignore[arg-type]


def seen(source: CalDav) -> list[str]:
    return starts(source.read(window(), NEW_YORK))


def test_an_account_is_found_from_the_address_of_its_server(server: DavServer) -> None:
    collection = server.make_calendar("Practice & more")
    found = find_calendars(server.root, LOGIN)
    assert ("Practice & more", collection.address) in [(one.name, one.address) for one in found]


def test_a_calendar_of_tasks_is_not_among_them(server: DavServer) -> None:
    server.make_calendar()
    tasks = server.make_calendar("Tasks", "VTODO")
    assert tasks.address not in [one.address for one in find_calendars(server.root, LOGIN)]


def test_a_calendar_is_found_from_its_own_address(server: DavServer) -> None:
    collection = server.make_calendar()
    assert [one.address for one in find_calendars(collection.address, LOGIN)] == [
        collection.address
    ]


def test_both_say_what_changed(server: DavServer) -> None:
    collection = server.make_calendar()
    collection.put("a", calendar(event()))
    reader = source(collection)
    seen(reader)
    assert reader.plain()["syncs"]
    assert reader.plain()["token"]


def test_only_what_changed_is_fetched(server: DavServer) -> None:
    collection = server.make_calendar()
    collection.put("a", calendar(event()))
    collection.put("b", calendar(later("b")))
    network = Counting()
    reader = source(collection, net=Net(transport=network))
    seen(reader)
    collection.put("b", calendar(event("DTSTART:20261124T200000Z", "DURATION:PT1H", uid="b")))
    assert seen(reader) == ["11-24 14:00", "11-24 20:00"]
    assert network.fetched == [2, 1]


def test_a_deleted_one_is_gone(server: DavServer) -> None:
    collection = server.make_calendar()
    collection.put("a", calendar(event()))
    collection.put("b", calendar(later("b")))
    reader = source(collection)
    seen(reader)
    collection.delete("a")
    assert seen(reader) == ["11-24 17:00"]


def test_a_token_that_the_server_does_not_know_means_to_list_everything(
    server: DavServer,
) -> None:
    collection = server.make_calendar()
    collection.put("a", calendar(event()))
    collection.put("b", calendar(later("b")))
    reader = source(collection)
    seen(reader)
    unknown = reader.plain() | {"token": reader.plain()["token"][:-4] + "0000"}
    collection.delete("a")
    again = source(collection, plain=unknown)
    assert seen(again) == ["11-24 17:00"]
    assert again.plain()["syncs"]


def test_a_calendar_that_was_made_anew_is_listed_anew(server: DavServer) -> None:
    collection = server.make_calendar()
    collection.put("a", calendar(event()))
    reader = source(collection)
    seen(reader)
    collection.delete()
    server.make_again(collection)
    collection.put("b", calendar(later("b")))
    assert seen(reader) == ["11-24 17:00"]


def test_etags_do_where_there_is_no_sync(server: DavServer) -> None:
    collection = server.make_calendar()
    collection.put("a", calendar(event()))
    collection.put("b", calendar(later("b")))
    reader = source(collection)
    seen(reader)
    etags = source(collection, plain=reader.plain() | {"syncs": False})
    assert seen(etags) == ["11-24 14:00", "11-24 17:00"]
    collection.delete("a")
    assert seen(etags) == ["11-24 17:00"]


def test_what_was_kept_is_enough_to_go_on(server: DavServer) -> None:
    collection = server.make_calendar()
    collection.put("a", calendar(event()))
    first = source(collection)
    seen(first)
    network = Counting()
    assert seen(source(collection, plain=first.plain(), net=Net(transport=network))) == [
        "11-24 14:00"
    ]
    assert network.fetched == []


def test_recurrences_are_unrolled_here_and_rightly(server: DavServer) -> None:
    collection = server.make_calendar()
    collection.put("series", calendar(f"{SERIES}\r\n{MOVED}"))
    assert starts(source(collection).read(WEEK, NEW_YORK)) == ["10-27 14:00", "11-05 20:00"]


def test_a_wrong_password_is_told(tmp_path: Path) -> None:
    with radicale(tmp_path / "locked") as server:
        collection = server.make_calendar()
        reader = CalDav(collection.address, replace(LOGIN, password="wrong"))
        with pytest.raises(SignInError):
            seen(reader)


def test_a_thousand_changes_come_in_one_read(tmp_path: Path) -> None:
    with radicale(tmp_path / "busy") as server:
        collection = server.make_calendar()
        network = Counting()
        # On a busy machine the server takes more time than a therapist would be asked for.
        reader = source(collection, net=Net(None, network, patience=LONG, waiting=LONG))
        assert seen(reader) == []
        # Behind the server's back, which it allows: a thousand requests would take long.
        [folder] = (server.storage / "collection-root" / LOGIN.user).iterdir()
        for n in range(1000):
            (folder / f"{n}.ics").write_bytes(calendar(event(uid=f"uid{n}")))
        assert seen(reader) == ["11-24 14:00"] * 1000
        for n in range(900):
            (folder / f"{n}.ics").unlink()
        assert seen(reader) == ["11-24 14:00"] * 100
        assert network.fetched == [PORTION] * (1000 // PORTION)

"""Adding a calendar: from what she enters to settings and keyring."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from boundary.accounts import PROVIDERS, Accounts, Service
from boundary.app.adding import Adding
from boundary.app.calendar_keys import CalendarKeys
from boundary.app.kept_address import calendar_for
from boundary.app.worker import Worker
from boundary.calendars.ics import read_ics
from boundary.errors import BoundaryError, SecretsError
from boundary.keys import Keys, SessionKeys
from boundary.settings import CalendarSource, Settings
from boundary.settings.document import settings_document
from boundary.ui.add_calendar import AddCalendarWindow
from boundary.ui.add_calendar_view import LoginEntry, SignInEntry, Stage
from boundary.ui.theme import DARK, LIGHT
from tests.accounts.builders import Browser, StillClock
from tests.calendars.builders import NEW_YORK, calendar, event, starts, window
from tests.calendars.dav_servers import LOGIN, DavServer, radicale
from tests.calendars.google_world import timed as google_event
from tests.calendars.https_server import respond, serving, trust
from tests.calendars.microsoft_world import timed as microsoft_event
from tests.stand_ins.google import Google
from tests.stand_ins.microsoft import Graph
from tests.stand_ins.oauth import CLIENT, OAuth
from tests.stand_ins.oauth import SECRET as CLIENT_SECRET
from tests.stand_ins.transport import instead_of

SECRET = "s3cr3t-t0k3n"

# What a bare platform can't do, and a desktop can.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")


class AtOnce:
    """A worker that does it here and now, or, held, when it is told to."""

    def __init__(self, held: bool = False) -> None:
        self.held = held
        self.jobs: list[Callable[[], None]] = []

    def do(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[BoundaryError], None],
    ) -> None:
        def job() -> None:
            try:
                result = work()
            except BoundaryError as trouble:
                failed(trouble)
            else:
                then(result)

        self.jobs.append(job)
        if not self.held:
            self.go_on()

    def go_on(self) -> None:
        jobs, self.jobs = self.jobs, []
        for job in jobs:
            job()

    def close(self) -> None:
        pass


class Locked(SessionKeys):
    """A keyring that takes and gives nothing; `locked` says until when."""

    locked = True

    def get(self, name: str) -> str | None:
        if self.locked:
            raise SecretsError("The keyring is locked.", "Unlock it.")
        return super().get(name)

    def set(self, name: str, secret: str) -> None:
        if self.locked:
            raise SecretsError("The keyring is locked.", "Unlock it.")
        super().set(name, secret)


class Bench:
    """An adding whose window stands open, and what came of it."""

    def __init__(self, qtbot: QtBot, keyring: Keys | None = None, **more: Any) -> None:
        self.keyring = keyring or SessionKeys()
        self.keys = CalendarKeys(self.keyring)
        self.clock = StillClock()
        self.worker = AtOnce()
        self.came: list[tuple[tuple[CalendarSource, ...], bool]] = []
        more = {"parse": read_ics, "net": trust(), "new_worker": lambda _: self.worker, **more}
        browser = more.pop("browser", None) or (lambda _: False)
        providers = more.get("providers", PROVIDERS)
        transport = more.pop("transport", None)
        self.accounts = Accounts(self.keys, self.clock, providers=providers, transport=transport)
        self.adding = Adding(self.keys, self.clock, browser, accounts=self.accounts, **more)
        self.adding.added.connect(lambda sources, lasting: self.came.append((sources, lasting)))
        self.adding.open(NEW_YORK, LIGHT)
        qtbot.addWidget(self.window)

    @property
    def window(self) -> AddCalendarWindow:
        window = self.adding._window
        assert window is not None
        return window

    @property
    def title(self) -> str:
        trouble = self.window._view.trouble
        return trouble.title if trouble else ""

    @property
    def sentence(self) -> str:
        return self.window._view.sentence

    @property
    def sources(self) -> tuple[CalendarSource, ...]:
        return self.came[-1][0] if self.came else ()

    def secret(self, position: int = 0) -> str | None:
        name = self.sources[position].secret
        assert name is not None
        return self.keys.get(name)

    def document(self) -> str:
        return json.dumps(settings_document(Settings(calendars=self.sources)))


def feed(*events: str) -> Any:
    return serving(lambda _: respond(200, calendar(*(events or (event(),)))))


def test_an_address_is_read_before_it_is_hers(qtbot: QtBot) -> None:
    with feed() as server:
        bench = Bench(qtbot)
        bench.window.address_given.emit(f"{server.root}/{SECRET}.ics")
    assert bench.sentence == "I can read it: one appointment in the next two weeks."
    assert bench.came == []


def test_an_address_goes_into_the_keyring(qtbot: QtBot) -> None:
    with feed() as server:
        bench = Bench(qtbot)
        bench.window.address_given.emit(f"  {server.root}/{SECRET}.ics\n")
        bench.window.accepted.emit(())
        assert bench.secret() == f"{server.root}/{SECRET}.ics"


def test_an_address_stands_in_no_settings_log_or_repr(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    with feed() as server:
        bench = Bench(qtbot)
        bench.window.address_given.emit(f"{server.root}/{SECRET}.ics")
        shown = repr(bench.adding._attempt)
        bench.window.accepted.emit(())
    told = f"{shown} {caplog.text} {bench.document()} {bench.came!r}"
    assert SECRET not in told
    assert "localhost" not in told


def test_what_was_added_lasts(qtbot: QtBot) -> None:
    with feed() as server:
        bench = Bench(qtbot)
        bench.window.address_given.emit(server.root)
        bench.window.accepted.emit(())
    assert [lasting for _, lasting in bench.came] == [True]


def test_the_window_goes_when_it_is_done(qtbot: QtBot) -> None:
    with feed() as server:
        bench = Bench(qtbot)
        bench.window.address_given.emit(server.root)
        bench.window.accepted.emit(())
    assert bench.adding._window is None


def test_two_addings_have_two_names(qtbot: QtBot) -> None:
    with feed() as server:
        bench = Bench(qtbot)
        for _ in range(2):
            bench.adding.open(NEW_YORK, LIGHT)
            bench.window.address_given.emit(server.root)
            bench.window.accepted.emit(())
    first, second = (sources[0].address for sources, _ in bench.came)
    assert first != second


@pytest.mark.parametrize("text", ["", "calendar", "/home/maya/a.ics", "file:///etc/a.ics"])
def test_what_is_no_address_is_told(qtbot: QtBot, text: str) -> None:
    bench = Bench(qtbot)
    bench.window.address_given.emit(text)
    assert bench.title == "This is not an address of a calendar."


def test_an_address_that_no_keyring_can_hold_is_told(qtbot: QtBot) -> None:
    bench = Bench(qtbot)
    bench.window.address_given.emit("https://localhost/" + "a" * 2000)
    assert bench.title == "This calendar's address is too long to be kept."


def test_a_server_that_refuses_is_told_where_she_is(qtbot: QtBot) -> None:
    with serving(lambda _: respond(404)) as server:
        bench = Bench(qtbot)
        bench.window.address_given.emit(server.root)
    assert bench.title == "There is no calendar at this address any more."
    assert bench.window._view.stage is Stage.ENTRY


def test_a_page_to_log_in_is_no_calendar(qtbot: QtBot) -> None:
    page = respond(200, b"<!doctype html><html><title>Log in</title></html>")
    with serving(lambda _: page) as server:
        bench = Bench(qtbot)
        bench.window.address_given.emit(server.root)
    assert bench.title
    assert bench.came == []


def test_a_locked_keyring_offers_to_go_without(qtbot: QtBot) -> None:
    with feed() as server:
        bench = Bench(qtbot, Locked())
        bench.window.address_given.emit(server.root)
        bench.window.accepted.emit(())
    assert bench.title == "The keyring is locked."
    assert bench.window._view.session_only


def test_without_the_keyring_it_is_kept_until_the_end(qtbot: QtBot) -> None:
    with feed() as server:
        bench = Bench(qtbot, Locked())
        bench.window.address_given.emit(server.root)
        bench.window.accepted.emit(())
        bench.window.session_only.emit()
        assert bench.secret() == server.root
    assert [lasting for _, lasting in bench.came] == [False]


def test_an_unlocked_keyring_takes_it_after_all(qtbot: QtBot) -> None:
    keyring = Locked()
    with feed() as server:
        bench = Bench(qtbot, keyring)
        bench.window.address_given.emit(server.root)
        bench.window.accepted.emit(())
        keyring.locked = False
        bench.window.accepted.emit(())
        name = bench.sources[0].secret
        assert name is not None
        assert keyring.get(name) == server.root


class Forgetful(SessionKeys):
    """A keyring that keeps a part of what it is given."""

    def set(self, name: str, secret: str) -> None:
        super().set(name, secret[:1])


def test_a_keyring_that_does_not_keep_what_it_gets_is_told(qtbot: QtBot) -> None:
    with feed() as server:
        bench = Bench(qtbot, Forgetful())
        bench.window.address_given.emit(server.root)
        bench.window.accepted.emit(())
    assert bench.title == "The keyring does not keep what it is given."


def test_what_was_stopped_is_not_heard(qtbot: QtBot) -> None:
    with feed() as server:
        bench = Bench(qtbot)
        bench.worker.held = True
        bench.window.address_given.emit(server.root)
        bench.window.stopped.emit()
        bench.worker.go_on()
    assert bench.window._view.stage is Stage.ENTRY


def test_it_is_looked_calmly(qtbot: QtBot) -> None:
    bench = Bench(qtbot)
    bench.worker.held = True
    bench.window.address_given.emit("https://localhost/a.ics")
    assert (bench.window._view.stage, bench.sentence) == (
        Stage.LOOKING,
        "Looking at the next two weeks…",
    )


def test_what_is_heard_after_closing_changes_nothing(qtbot: QtBot) -> None:
    with feed() as server:
        bench = Bench(qtbot)
        bench.worker.held = True
        bench.window.address_given.emit(server.root)
        bench.adding.close()
        bench.worker.go_on()
    assert bench.came == []


# a file or a folder


def test_a_file_goes_into_the_settings_by_its_path(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "practice.ics"
    path.write_bytes(calendar(event()))
    bench = Bench(qtbot)
    bench.window.path_given.emit(str(path))
    bench.window.accepted.emit(())
    assert bench.sources == (CalendarSource(str(path)),)


def test_a_file_needs_no_keyring(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "practice.ics"
    path.write_bytes(calendar(event()))
    bench = Bench(qtbot, Locked())
    bench.window.path_given.emit(str(path))
    bench.window.accepted.emit(())
    assert bench.came != []


def test_a_folder_is_read_whole(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_bytes(calendar(event(uid="a")))
    (tmp_path / "b.ics").write_bytes(
        calendar(event("DTSTART:20261125T140000Z", "DURATION:PT50M", uid="b"))
    )
    bench = Bench(qtbot)
    bench.window.path_given.emit(str(tmp_path))
    assert bench.sentence == "I can read it: two appointments in the next two weeks."


def test_a_file_that_is_no_calendar_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "letter.ics"
    path.write_text("Dear practice")
    bench = Bench(qtbot)
    bench.window.path_given.emit(str(path))
    assert bench.title
    assert bench.came == []


def test_an_empty_fortnight_is_said_to_be_one(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "practice.ics"
    path.write_bytes(calendar())
    bench = Bench(qtbot)
    bench.window.path_given.emit(str(path))
    assert bench.sentence == "I can read it. The next two weeks are empty."


# an account with a password


@pytest.fixture(scope="module")
def dav(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DavServer]:
    with radicale(tmp_path_factory.mktemp("radicale")) as server:
        server.make_calendar("Practice").put("a", calendar(event()))
        server.make_calendar("Family").put("b", calendar(event(uid="b")))
        yield server


def logged_in(bench: Bench, server: DavServer, password: str = LOGIN.password) -> None:
    bench.window.login_given.emit(LoginEntry(LOGIN.user, password, server.root))


def test_the_calendars_of_an_account_are_found(qtbot: QtBot, dav: DavServer) -> None:
    bench = Bench(qtbot, net=None)
    logged_in(bench, dav)
    assert {row.name for row in bench.window._view.rows} == {"Practice", "Family"}


def test_a_ticked_calendar_can_be_read_from_the_keyring(qtbot: QtBot, dav: DavServer) -> None:
    bench = Bench(qtbot, net=None)
    logged_in(bench, dav)
    bench.window.accepted.emit((1,))
    found = calendar_for(bench.secret() or "", bench.accounts, bench.clock)
    assert starts(found.read(window(), NEW_YORK)) == ["11-24 14:00"]


def test_each_ticked_calendar_has_its_own_line(qtbot: QtBot, dav: DavServer) -> None:
    bench = Bench(qtbot, net=None)
    logged_in(bench, dav)
    bench.window.accepted.emit((0, 1))
    assert len({source.address for source in bench.sources}) == 2


def test_a_login_stands_in_no_settings_log_or_repr(
    qtbot: QtBot, dav: DavServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    bench = Bench(qtbot, net=None)
    logged_in(bench, dav)
    shown = f"{bench.adding._attempt!r} {bench.window._view!r}"
    bench.window.accepted.emit((0,))
    told = f"{shown} {caplog.text} {bench.document()} {bench.came!r}"
    for secret in (LOGIN.password, LOGIN.user, dav.root, "Practice"):
        assert secret not in told


def test_a_wrong_password_is_told_where_she_is(qtbot: QtBot, dav: DavServer) -> None:
    bench = Bench(qtbot, net=None)
    logged_in(bench, dav, "wrong")
    assert bench.title == "The calendar's server did not accept the name and password."
    assert bench.window._view.stage is Stage.ENTRY


def test_one_that_can_not_be_read_is_told_beside_the_others(qtbot: QtBot, tmp_path: Path) -> None:
    with radicale(tmp_path / "radicale") as server:
        server.make_calendar("Practice")
        lost = server.make_calendar("Lost")
        bench = Bench(qtbot, net=None)
        logged_in(bench, server)
        lost.delete()
        bench.window.accepted.emit((0, 1))
    troubles = {row.name: bool(row.trouble) for row in bench.window._view.rows}
    assert troubles == {"Practice": False, "Lost": True}
    assert bench.came == []


# signing in


@contextmanager
def service(which: Service) -> Iterator[tuple[OAuth, dict[str, Any]]]:
    """Run *which*, with one appointment; yield how a bench reaches it."""
    with OAuth(which) as oauth:
        stand_in = Google(oauth) if which is Service.GOOGLE else Graph(oauth)
        with stand_in:
            if isinstance(stand_in, Google):
                stand_in.put(google_event("24T14:00"))
                transport = instead_of("www.googleapis.com", stand_in)
            else:
                stand_in.put(microsoft_event("24T14:00"))
                transport = instead_of("graph.microsoft.com", stand_in)
            yield oauth, {"providers": {which: oauth.provider}, "transport": transport}


def sign_in(bench: Bench, which: Service) -> None:
    secret = CLIENT_SECRET if which is Service.GOOGLE else ""
    bench.window.sign_in_given.emit(SignInEntry(which.value, CLIENT, secret))


@pytest.mark.parametrize("which", list(Service))
def test_her_own_calendar_is_ticked_after_signing_in(qtbot: QtBot, which: Service) -> None:
    with service(which) as (_, how):
        bench = Bench(qtbot, browser=Browser(), **how)
        sign_in(bench, which)
        assert [row.ticked for row in bench.window._view.rows] == [True]


@pytest.mark.parametrize("which", list(Service))
def test_a_calendar_behind_an_account_can_be_read_from_the_keyring(
    qtbot: QtBot, which: Service
) -> None:
    with service(which) as (_, how):
        bench = Bench(qtbot, browser=Browser(), **how)
        sign_in(bench, which)
        bench.window.accepted.emit((0,))
        found = calendar_for(bench.secret() or "", bench.accounts, bench.clock)
        assert starts(found.read(window(), NEW_YORK)) == ["11-24 14:00"]


@pytest.mark.parametrize("which", list(Service))
def test_a_permission_stands_in_no_settings_log_or_repr(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture, which: Service
) -> None:
    caplog.set_level("DEBUG", "boundary")
    with service(which) as (oauth, how):
        bench = Bench(qtbot, browser=Browser(), **how)
        sign_in(bench, which)
        shown = repr(bench.adding._attempt)
        bench.window.accepted.emit((0,))
        ours = [record for record in caplog.records if record.name.startswith("boundary")]
        told = f"{shown} {ours} {bench.document()} {bench.came!r}"
        for secret in (*oauth.refresh, *oauth.access, CLIENT, CLIENT_SECRET):
            assert secret not in told


def test_her_no_is_told_where_she_is(qtbot: QtBot) -> None:
    with service(Service.GOOGLE) as (oauth, how):
        oauth.declines = True
        bench = Bench(qtbot, browser=Browser(), **how)
        sign_in(bench, Service.GOOGLE)
    assert bench.title == "Google was told no."


def test_a_permission_that_is_not_used_is_taken_back(qtbot: QtBot) -> None:
    with service(Service.GOOGLE) as (oauth, how):
        bench = Bench(qtbot, browser=Browser(), **how)
        sign_in(bench, Service.GOOGLE)
        bench.adding.close()
        assert len(oauth.revoked) == 1


def test_a_permission_that_is_used_stays(qtbot: QtBot) -> None:
    with service(Service.GOOGLE) as (oauth, how):
        bench = Bench(qtbot, browser=Browser(), **how)
        sign_in(bench, Service.GOOGLE)
        bench.window.accepted.emit((0,))
        assert oauth.revoked == []


def test_without_the_keyring_a_permission_holds_until_the_end(qtbot: QtBot) -> None:
    with service(Service.GOOGLE) as (_, how):
        bench = Bench(qtbot, Locked(), browser=Browser(), **how)
        sign_in(bench, Service.GOOGLE)
        assert (bench.title, bench.window._view.session_only) == ("The keyring is locked.", True)
        bench.window.session_only.emit()
        bench.window.accepted.emit((0,))
        found = calendar_for(bench.secret() or "", bench.accounts, bench.clock)
        assert starts(found.read(window(), NEW_YORK)) == ["11-24 14:00"]
    assert [lasting for _, lasting in bench.came] == [False]


def test_a_sign_in_waits_on_a_thread_of_its_own_and_can_be_called_off(qtbot: QtBot) -> None:
    opened: list[str] = []

    def browser(address: str) -> bool:
        opened.append(address)
        return True

    ended: list[BoundaryError] = []

    class Watched(Worker):
        """A worker that tells what ended its work."""

        def do(self, work: Any, then: Any, failed: Any) -> None:
            def watched() -> Any:
                try:
                    return work()
                except BoundaryError as trouble:
                    ended.append(trouble)
                    raise

            super().do(watched, then, failed)

    with OAuth(Service.GOOGLE) as oauth:
        providers = {Service.GOOGLE: oauth.provider}
        bench = Bench(qtbot, browser=browser, providers=providers, new_worker=Watched)
        sign_in(bench, Service.GOOGLE)
        qtbot.waitUntil(lambda: bool(opened))
        bench.window.stopped.emit()
        qtbot.waitUntil(lambda: bool(ended))
    assert ended[0].title == "The sign-in was called off."
    assert (bench.title, bench.window._view.stage) == ("", Stage.ENTRY)


def test_a_real_worker_brings_it_to_the_window(qtbot: QtBot) -> None:
    with feed() as server:
        bench = Bench(qtbot, new_worker=Worker)
        bench.window.address_given.emit(server.root)
        qtbot.waitUntil(lambda: bench.window._view.stage is Stage.FOUND)


def test_it_is_read_in_a_child_as_the_reader_does(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "practice.ics"
    path.write_bytes(calendar(event()))
    bench = Bench(qtbot, parse=None, new_worker=Worker)
    bench.window.path_given.emit(str(path))
    qtbot.waitUntil(lambda: bench.window._view.stage is Stage.FOUND)
    assert bench.sentence == "I can read it: one appointment in the next two weeks."


def test_asked_for_again_it_comes_forward(qtbot: QtBot) -> None:
    bench = Bench(qtbot)
    window = bench.window
    bench.adding.open(NEW_YORK, LIGHT)
    assert bench.window is window


def test_it_follows_the_theme(qtbot: QtBot) -> None:
    bench = Bench(qtbot)
    bench.adding.recolour(DARK)
    assert bench.window.isVisible()

"""Adding a calendar: from what she enters to settings and keyring."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from boundary.accounts import Accounts
from boundary.app.adding import Adding
from boundary.app.kept_address import CalendarKeys
from boundary.calendars.ics import read_ics
from boundary.errors import BoundaryError, SecretsError
from boundary.keys import Keys, SessionKeys
from boundary.settings import CalendarSource, Settings
from boundary.settings.document import settings_document
from boundary.ui.add_calendar import AddCalendarWindow
from boundary.ui.add_calendar_view import Stage
from boundary.ui.theme import LIGHT
from tests.accounts.builders import StillClock
from tests.calendars.builders import NEW_YORK, calendar, event
from tests.calendars.https_server import respond, serving, trust

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
        accounts = more.pop("accounts", None) or Accounts(self.keys, self.clock)
        self.accounts = accounts
        self.adding = Adding(self.keys, accounts, self.clock, browser, **more)
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

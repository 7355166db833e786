"""Notices: what is asked of the desktop, and what happens where there is none."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from boundary.bus import BusError, Service, SessionBus
from boundary.notices import NOTIFICATIONS, Notices


class FakeBus:
    """A desktop that shows notices and numbers them from 7 on."""

    def __init__(self, *abilities: str, silent: bool = False) -> None:
        self.abilities = list(abilities)
        self.silent = silent
        self.notified: list[tuple[Any, ...]] = []
        self.closed: list[int] = []
        self.asked = 0
        self.hung_up = False

    def call(
        self, service: Service, method: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        if self.silent:
            raise BusError("No bus.", "Start one.")
        assert service == NOTIFICATIONS
        match method:
            case "GetCapabilities":
                self.asked += 1
                return (self.abilities,)
            case "Notify":
                assert signature == "susssasa{sv}i"
                self.notified.append(body)
                return (6 + len(self.notified),)
            case _:
                self.closed.extend(body)
                return ()

    def close(self) -> None:
        self.hung_up = True


def said(bus: FakeBus) -> list[tuple[str, str]]:
    return [(body[3], body[4]) for body in bus.notified]


def test_a_notice_has_a_title_and_a_body() -> None:
    bus = FakeBus("body")

    assert Notices(bus).notify("Eight minutes until prep", "Two for you, then notes.")
    assert said(bus) == [("Eight minutes until prep", "Two for you, then notes.")]


def test_a_desktop_that_shows_no_body_is_sent_none() -> None:
    bus = FakeBus("icon-static")
    Notices(bus).notify("Eight minutes until prep", "Two for you, then notes.")

    assert said(bus) == [("Eight minutes until prep", "")]


def test_a_body_is_escaped_where_the_desktop_reads_markup() -> None:
    bus = FakeBus("body", "body-markup")
    Notices(bus).notify("A < B", "<b>Notes & water</b>")

    assert said(bus) == [("A < B", "&lt;b&gt;Notes &amp; water&lt;/b&gt;")]


def test_a_body_stays_as_it_is_where_the_desktop_reads_none() -> None:
    bus = FakeBus("body")
    Notices(bus).notify("A", "Notes & water")

    assert said(bus) == [("A", "Notes & water")]


def test_a_notice_takes_the_place_of_the_one_in_its_slot() -> None:
    bus = FakeBus("body")
    notices = Notices(bus)
    notices.notify("Eight minutes", replaces="card")
    notices.notify("Nine o'clock", replaces="trouble")
    notices.notify("Six minutes", replaces="card")

    assert [body[1] for body in bus.notified] == [0, 0, 7]


def test_a_notice_without_a_slot_replaces_nothing() -> None:
    bus = FakeBus("body")
    notices = Notices(bus)
    notices.notify("One")
    notices.notify("Two")

    assert [body[1] for body in bus.notified] == [0, 0]


def test_a_notice_makes_no_sound_and_is_not_urgent() -> None:
    bus = FakeBus("body")
    Notices(bus).notify("One")
    [notified] = bus.notified

    assert notified[6]["suppress-sound"] == ("b", True)
    assert notified[6]["urgency"] == ("y", 1)


def test_what_the_desktop_can_do_is_asked_once() -> None:
    bus = FakeBus("body")
    notices = Notices(bus)
    notices.notify("One")
    notices.notify("Two")

    assert bus.asked == 1


def test_a_notice_is_withdrawn_once() -> None:
    bus = FakeBus("body")
    notices = Notices(bus)
    notices.notify("One", replaces="card")

    assert notices.withdraw("card")
    assert not notices.withdraw("card")
    assert bus.closed == [7]


def test_where_nobody_shows_notices_nothing_is_shown_and_nothing_breaks() -> None:
    assert not Notices(FakeBus(silent=True)).notify("One")


def test_a_notice_that_can_no_longer_be_withdrawn_breaks_nothing() -> None:
    bus = FakeBus("body")
    notices = Notices(bus)
    notices.notify("One", replaces="card")
    bus.silent = True

    assert not notices.withdraw("card")


def test_without_a_session_bus_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)

    assert not Notices().notify("One")


@pytest.mark.parametrize(
    "address", ["", "nonsense", "unix:path=/nobody/here", "tcp:host=localhost,port=1"]
)
def test_a_bus_address_that_leads_nowhere_is_no_bus(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)

    assert not Notices().notify("One")


def test_a_bus_that_never_answers_is_given_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "bus"
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(str(path))
        mute.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={path}")

        assert not Notices(SessionBus(timedelta(milliseconds=50))).notify("One")


def test_closed_notices_hang_up() -> None:
    bus = FakeBus("body")
    Notices(bus).close()

    assert bus.hung_up


@pytest.fixture
def line() -> Iterator[SessionBus]:
    bus = SessionBus()
    yield bus
    bus.close()


@pytest.fixture
def real(line: SessionBus) -> Notices:
    """The desktop's own notices, for one test."""
    return Notices(line)


@pytest.mark.desktop
def test_a_real_desktop_shows_a_notice(real: Notices) -> None:
    assert real.notify("Eight minutes until prep", "Two for you, then notes.", replaces="card")
    assert real.withdraw("card")


@pytest.mark.desktop
def test_a_real_desktop_shows_one_notice_a_slot(real: Notices) -> None:
    real.notify("Eight minutes until prep", replaces="card")
    first = real._shown["card"]
    real.notify("Six minutes until prep", replaces="card")

    assert real._shown["card"] == first
    real.withdraw("card")


@pytest.mark.desktop
def test_a_name_nobody_has_on_a_real_bus_is_a_bus_error(line: SessionBus) -> None:
    with pytest.raises(BusError):
        line.call(Service("org.example.Nobody", "/", "org.example.Nobody"), "Hello")

"""How long nothing was touched."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection

from boundary.senses.idle import _way, idle_for, untouched
from boundary.senses.mutter import MONITOR, mutter_idle_for
from boundary.x11 import x11_idle_for
from tests.senses.buses import MOCK, MockBus
from tests.senses.rigs import mocked, place

HALF_A_MINUTE = timedelta(seconds=30)


def hands(rested: timedelta | None) -> bool | None:
    """Return what is said of a half-minute ritual after which hands had *rested* so long."""
    return untouched(HALF_A_MINUTE, lambda: rested)


def test_hands_that_rested_longer_touched_nothing() -> None:
    assert hands(timedelta(minutes=1)) is True


def test_hands_that_moved_in_its_middle_touched_something() -> None:
    assert hands(timedelta(seconds=29)) is False


def test_where_nothing_tells_nothing_is_known() -> None:
    assert hands(None) is None


@pytest.mark.parametrize(
    ("environ", "way"),
    [
        ({"DISPLAY": ":0"}, x11_idle_for),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, mutter_idle_for),
        ({}, mutter_idle_for),
    ],
)
def test_an_x_server_is_asked_only_where_it_has_every_key(
    environ: Mapping[str, str], way: object
) -> None:
    assert _way(environ) is way


@pytest.mark.usefixtures("qapp")
def test_without_display_and_bus_nothing_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)

    assert mutter_idle_for(QDBusConnection("no such connection")) is None


@pytest.mark.usefixtures("qapp")
def test_mutter_is_asked_for_milliseconds() -> None:
    with (
        tempfile.TemporaryDirectory(prefix="mutter-") as folder,
        place(Path(folder)) as desk,
        MockBus(desk) as bus,
    ):
        connection = bus.connection()
        assert mutter_idle_for(connection) is None
        mocked(desk, tuple(MONITOR), MONITOR.service)
        bus.call(MONITOR.service, MONITOR.path, f"{MOCK}.AddMethod", "sssss",
                 MONITOR.interface, "GetIdletime", "", "t", "ret = 90000")  # fmt: skip

        assert mutter_idle_for(connection) == timedelta(seconds=90)


def test_a_display_that_does_not_answer_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":4711")

    assert x11_idle_for() is None


@pytest.mark.desktop
def test_a_key_is_noticed() -> None:
    subprocess.run(("xdotool", "key", "shift"), check=True)
    idle = idle_for()

    assert idle is not None
    assert idle < timedelta(minutes=1)

"""The hotkey through the desktop's portal, against a mock of it on a private bus."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from boundary.senses.chord import HotkeyError, parse_chord
from boundary.senses.hotkey import Hotkey
from boundary.senses.hotkey_portal import PATH, PORTAL, SHORTCUTS, PortalHotkey, trigger
from tests.desktop import Desktop
from tests.senses.buses import MOCK, MockBus
from tests.senses.rigs import mocked, place

pytestmark = pytest.mark.usefixtures("qapp")

REQUEST = "org.freedesktop.portal.Request"
SESSION = "/org/freedesktop/portal/desktop/session/1/boundary_session"

ANSWER = f"""
path = "/org/freedesktop/portal/desktop/request/1/" + str(args[-1]["handle_token"])
if path not in objects:
    self.AddObject(path, "{REQUEST}", dict(), [])
told = dbus.Dictionary(dict(session_handle="{SESSION}"), signature="sv")
objects[path].EmitSignal("{REQUEST}", "Response", "ua" + chr(123) + "sv" + chr(125),
                         [dbus.UInt32(CODE), told])
ret = dbus.ObjectPath(path)
"""


class MockPortal:
    """A portal that gives keys away, and presses them."""

    def __init__(self, made: Desktop, bus: MockBus) -> None:
        self.bus = bus
        self.log = made.folder / "portal.log"
        mocked(made, ("-l", str(self.log), PORTAL, PATH, SHORTCUTS), PORTAL)
        bus.call(PORTAL, PATH, f"{MOCK}.AddObject", "ssa{sv}a(ssss)", SESSION, SHORTCUTS, {}, [])
        self.answers()

    def answers(self, opened: int = 0, bound: int = 0) -> None:
        """Answer with these codes from now on: 0 yes, 1 she declined, 2 otherwise ended."""
        for method, signature, code in (
            ("CreateSession", "a{sv}", opened),
            ("BindShortcuts", "oa(sa{sv})sa{sv}", bound),
        ):
            self.bus.call(PORTAL, PATH, f"{MOCK}.AddMethod", "sssss", SHORTCUTS, method, signature,
                          "o", ANSWER.replace("CODE", str(code)))  # fmt: skip

    def press(self, shortcut: str = "clinical-need") -> None:
        """Have the key be pressed."""
        values = [("o", SESSION), ("s", shortcut), ("t", 1), ("a{sv}", {})]
        self.bus.call(PORTAL, PATH, f"{MOCK}.EmitSignal", "sssav", SHORTCUTS, "Activated",
                      "osta{sv}", values)  # fmt: skip

    def bound(self) -> str:
        """Return what was asked for."""
        return "".join(line for line in self.log.read_text().splitlines() if "BindSh" in line)


@pytest.fixture(scope="module")
def made() -> Iterator[Desktop]:
    with tempfile.TemporaryDirectory(prefix="portal-") as folder, place(Path(folder)) as desk:
        yield desk


@pytest.fixture(scope="module")
def mock(made: Desktop) -> Iterator[MockPortal]:
    with MockBus(made) as bus:
        yield MockPortal(made, bus)


@pytest.fixture
def portal(made: Desktop, mock: MockPortal, monkeypatch: pytest.MonkeyPatch) -> MockPortal:
    address = made.environment["DBUS_SESSION_BUS_ADDRESS"]
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    mock.answers()
    return mock


@pytest.fixture
def hotkey() -> Iterator[Hotkey]:
    made = Hotkey(backend=PortalHotkey())
    yield made
    made.release()


def test_a_press_is_heard(portal: MockPortal, hotkey: Hotkey, qtbot: QtBot) -> None:
    assert hotkey.grab() is None
    qtbot.waitUntil(lambda: "CTRL+ALT+space" in portal.bound())
    with qtbot.waitSignal(hotkey.pressed):
        portal.press()


def test_a_press_of_another_shortcut_is_not_ours(
    portal: MockPortal, hotkey: Hotkey, qtbot: QtBot
) -> None:
    hotkey.grab()
    with qtbot.assertNotEmitted(hotkey.pressed, wait=50):
        portal.press("something else")


@pytest.mark.parametrize("codes", [(1, 0), (0, 1), (2, 0)])
def test_a_refusal_is_told(
    portal: MockPortal, hotkey: Hotkey, qtbot: QtBot, codes: tuple[int, int]
) -> None:
    portal.answers(*codes)
    told: list[HotkeyError] = []
    hotkey.refused.connect(told.append)
    hotkey.grab()
    qtbot.waitUntil(lambda: len(told) == 1)

    assert told[0].title == "The desktop gave no hotkey."


def test_without_a_portal_it_is_not_possible_here(hotkey: Hotkey) -> None:
    trouble = hotkey.grab()

    assert trouble is not None
    assert trouble.title == "This desktop gives no program a hotkey."


@pytest.mark.parametrize(
    ("keys", "written"),
    [("Ctrl+Alt+Space", "CTRL+ALT+space"), ("Super+B", "LOGO+b"), ("Alt+PageUp", "ALT+Page_Up")],
)
def test_keys_are_written_as_the_portal_wants_them(keys: str, written: str) -> None:
    assert trigger(parse_chord(keys)) == written

"""The desktop made for tests offers what a person's desktop offers, and lacks what is left out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]
from keyring.backend import KeyringBackend
from keyring.backends.SecretService import Keyring
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop import HEIGHT, WIDTH, DesktopError, Parts, desktop, main

NOTIFICATIONS = DBusAddress(
    "/org/freedesktop/Notifications",
    "org.freedesktop.Notifications",
    "org.freedesktop.Notifications",
)
TRAY_THERE = """
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
app = QApplication([])
raise SystemExit(not QSystemTrayIcon.isSystemTrayAvailable())
"""


@pytest.mark.desktop
def test_it_has_two_screens_side_by_side(qapp: QGuiApplication) -> None:
    places = {screen.geometry().getRect() for screen in qapp.screens()}

    assert places == {(0, 0, WIDTH, HEIGHT), (WIDTH, 0, WIDTH, HEIGHT)}


@pytest.mark.desktop
@pytest.mark.usefixtures("qapp")
def test_it_has_a_tray() -> None:
    assert QSystemTrayIcon.isSystemTrayAvailable()


@pytest.mark.desktop
def test_it_takes_a_notification() -> None:
    hints = {"urgency": ("y", 1)}
    actions: list[str] = []
    note = ("Boundary", 0, "", "A title", "A line", actions, hints, 1000)
    call = new_method_call(NOTIFICATIONS, "Notify", "susssasa{sv}i", note)
    with open_dbus_connection() as bus:
        (number,) = bus.send_and_get_reply(call, timeout=5).body

    assert number > 0


@pytest.mark.desktop
def test_it_keeps_a_secret() -> None:
    store: KeyringBackend = Keyring()  # type: ignore[no-untyped-call]
    store.set_password("boundary-test", "key", "a secret")

    assert store.get_password("boundary-test", "key") == "a secret"


@pytest.mark.desktop
def test_its_window_manager_gives_a_window_the_keyboard(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()

    assert window.isActiveWindow()


@pytest.mark.desktop
def test_an_xembed_tray_is_a_tray_too() -> None:
    with desktop(Parts(tray="xembed", notify=None, keyring=False)) as place:
        assert place.run(sys.executable, "-c", TRAY_THERE) == 0


@pytest.mark.desktop
def test_a_desktop_without_a_tray_has_none() -> None:
    with desktop(Parts(tray=None, notify=None, keyring=False)) as place:
        assert place.run(sys.executable, "-c", TRAY_THERE) == 1


@pytest.mark.desktop
def test_a_desktop_without_notifications_starts_none_by_itself() -> None:
    with desktop(Parts(tray=None, notify=None, keyring=False)) as place:
        assert not place.owns("org.freedesktop.Notifications")


@pytest.mark.desktop
def test_a_desktop_without_a_bus_has_no_address_that_answers() -> None:
    with (
        desktop(Parts(tray=None, bus=False)) as place,
        pytest.raises(FileNotFoundError),
    ):
        place.owns("org.freedesktop.Notifications")


@pytest.mark.desktop
def test_two_desktops_stand_side_by_side() -> None:
    bare = Parts(tray=None, notify=None, wm=None, keyring=False)
    with desktop(bare) as one, desktop(bare) as other:
        assert one.environment["DISPLAY"] != other.environment["DISPLAY"]


@pytest.mark.desktop
def test_the_command_s_exit_code_is_the_desktop_s() -> None:
    bare = ("--tray", "none", "--notify", "none", "--wm", "none", "--no-keyring", "--no-dbus")

    assert main((*bare, "--", sys.executable, "-c", "raise SystemExit(7)")) == 7


@pytest.mark.desktop
def test_nothing_is_left_when_it_ends() -> None:
    with desktop() as place:
        ids = place.ids()

    assert not [number for number in ids if Path(f"/proc/{number}").exists()]


@pytest.mark.desktop
def test_a_picture_can_be_taken(tmp_path: Path) -> None:
    picture = tmp_path / "desktop.png"
    bare = ("--tray", "none", "--notify", "none", "--no-keyring", "--no-dbus")
    main((*bare, "--shot", str(picture), "--", "true"))

    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DesktopError, match="not installed: Xvfb"), desktop():
        pass


def test_outside_the_desktop_no_test_sees_the_person_s_own_bus() -> None:
    if os.environ.get("BOUNDARY_TEST_DESKTOP") != "1":
        with pytest.raises(FileNotFoundError):
            open_dbus_connection()


def test_a_desktop_test_that_is_skipped_under_ci_has_failed(tmp_path: Path) -> None:
    """The rule of conftest.py, on a test that needs a desktop where there is none."""
    test = tmp_path / "test_it.py"
    test.write_text("import pytest\n\n\n@pytest.mark.desktop\ndef test_it():\n    pass\n")
    root = Path(__file__).resolve().parent.parent
    outside = {k: v for k, v in os.environ.items() if k != "BOUNDARY_TEST_DESKTOP"}
    run = subprocess.run(
        (sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-c",
         str(root / "pyproject.toml"), str(test)),
        cwd=root, env=outside | {"CI": "true"}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert "nothing may be missing" in run.stdout

"""The doctor on machines made up for it, and once on the one the tests run on."""

from __future__ import annotations

import json
import sqlite3
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from boundary.bus import PROPERTIES, BusError, Service
from boundary.desk import run
from boundary.doctor import Check, Machine, checks, document, this_machine
from boundary.x11 import Screen

NAMES = [
    "tray",
    "notifications",
    "keyring",
    "idle",
    "microphone_camera",
    "display_server",
    "windows",
    "screen_capture",
    "store",
    "calendars",
]


class FakeBus:
    """A bus by its answers: the key is a service's name, a space, a method or property."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.activatable: list[str] = []
        self.closed = False

    def having(self, key: str, answer: Any) -> FakeBus:
        self.answers[key] = answer
        return self

    def call(
        self, service: Service, method: str, _signature: str = "", body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        match method:
            case "NameHasOwner":
                return (any(key.startswith(f"{body[0]} ") for key in self.answers),)
            case "ListActivatableNames":
                return (self.activatable,)
        key = f"{service.name} {body[1] if service.interface == PROPERTIES else method}"
        if key not in self.answers:
            raise BusError("Nobody.", "Nothing.")
        answer = self.answers[key]
        return (("v", answer),) if service.interface == PROPERTIES else answer

    def close(self) -> None:
        self.closed = True


class NoBus(FakeBus):
    """No bus at all."""

    def call(self, *_: Any) -> tuple[Any, ...]:
        raise BusError("No bus.", "Start one.")


def silent(*_: str) -> bytes | None:
    return None


@pytest.fixture
def bare(tmp_path: Path) -> Machine:
    """A machine with nothing on it."""
    profile = tmp_path / "profile"
    profile.mkdir()
    return Machine(
        settings=profile / "settings.json",
        store=profile / "boundary.db",
        environ={},
        bus=NoBus(),
        platform="linux",
        root=tmp_path,
        run=silent,
        look=lambda: None,
    )


def look_up(machine: Machine, name: str) -> Check:
    return next(check for check in checks(machine) if check.name == name)


def on_x11(machine: Machine, *, tray: bool = False, idle: bool = False) -> Machine:
    return replace(machine, environ={"DISPLAY": ":7"}, look=lambda: Screen(tray, idle))


def test_a_bare_machine_is_told_of_every_lack_and_what_to_do(bare: Machine) -> None:
    found = checks(bare)

    assert [check.name for check in found] == NAMES
    assert [check.name for check in found if check.ok] == ["store"]
    assert all(check.remedy for check in found if not check.ok)


def test_a_check_that_is_well_has_no_remedy(bare: Machine) -> None:
    assert look_up(bare, "store").remedy == ""


def test_the_bus_is_hung_up_at_the_end(bare: Machine) -> None:
    bus = FakeBus()
    checks(replace(bare, bus=bus))

    assert bus.closed


def test_the_document_holds_the_four_fields_of_each_check() -> None:
    found = document([Check("tray", False, "None.", "Install one.")])

    assert json.loads(json.dumps(found)) == {
        "checks": [{"name": "tray", "ok": False, "found": "None.", "remedy": "Install one."}]
    }


@pytest.mark.parametrize(("host", "ok"), [(True, True), (False, False)])
def test_a_watcher_is_a_tray_only_with_a_host(bare: Machine, host: bool, ok: bool) -> None:
    bus = FakeBus().having("org.kde.StatusNotifierWatcher IsStatusNotifierHostRegistered", host)

    assert look_up(replace(bare, bus=bus), "tray").ok is ok


def test_an_embedding_tray_on_x11_is_a_tray(bare: Machine) -> None:
    assert look_up(on_x11(bare, tray=True), "tray").ok


def test_x11_without_a_tray_has_none(bare: Machine) -> None:
    assert not look_up(on_x11(bare), "tray").ok


def test_who_shows_notifications_is_named(bare: Machine) -> None:
    bus = FakeBus().having(
        "org.freedesktop.Notifications GetServerInformation", ("dunst", "x", "1", "1.2")
    )

    assert look_up(replace(bare, bus=bus), "notifications").found == "dunst shows them."


@pytest.mark.parametrize(("locked", "ok"), [(False, True), (True, False)])
def test_a_locked_keyring_is_not_well(bare: Machine, locked: bool, ok: bool) -> None:
    bus = FakeBus().having("org.freedesktop.secrets Locked", locked)

    assert look_up(replace(bare, bus=bus), "keyring").ok is ok


def test_a_secret_service_without_a_default_keyring_is_not_well(bare: Machine) -> None:
    bus = FakeBus().having("org.freedesktop.secrets Anything", True)

    assert not look_up(replace(bare, bus=bus), "keyring").ok


@pytest.mark.parametrize("name", ["org.freedesktop.secrets", "org.kde.kwalletd6"])
def test_a_keyring_that_would_start_when_asked_is_well(bare: Machine, name: str) -> None:
    bus = FakeBus()
    bus.activatable = [name]

    assert look_up(replace(bare, bus=bus), "keyring").ok


@pytest.mark.parametrize(
    ("backend", "ok"),
    [("keyring.backends.null.Keyring", False), ("keyring.backends.SecretService.Keyring", True)],
)
def test_a_keyring_that_the_environment_names_is_taken_at_its_word(
    bare: Machine, backend: str, ok: bool
) -> None:
    machine = replace(bare, environ={"PYTHON_KEYRING_BACKEND": backend})

    assert look_up(machine, "keyring").ok is ok


def test_x11_tells_of_keys_and_mouse(bare: Machine) -> None:
    assert look_up(on_x11(bare, idle=True), "idle").ok


def test_under_wayland_x11_knows_nothing_of_keys_and_mouse(bare: Machine) -> None:
    machine = on_x11(bare, idle=True)
    wayland = replace(machine, environ={"DISPLAY": ":7", "WAYLAND_DISPLAY": "wayland-0"})

    assert not look_up(wayland, "idle").ok


@pytest.mark.parametrize(
    "key",
    [
        "org.gnome.Mutter.IdleMonitor GetIdletime",
        "org.freedesktop.ScreenSaver GetSessionIdleTime",
    ],
)
def test_a_desktop_may_tell_of_keys_and_mouse(bare: Machine, key: str) -> None:
    assert look_up(replace(bare, bus=FakeBus().having(key, (1000,))), "idle").ok


def test_pipewire_tells_of_the_microphone(bare: Machine) -> None:
    machine = replace(bare, run=lambda *words: b"[]" if words == ("pw-dump",) else None)

    assert look_up(machine, "microphone_camera") == Check(
        "microphone_camera", True, "PipeWire tells of the microphone. There is no camera."
    )


def test_pulseaudio_tells_of_the_microphone_where_pipewire_answers_nonsense(bare: Machine) -> None:
    machine = replace(bare, run=lambda *words: b"" if words[0] == "pactl" else b"no json")

    assert look_up(machine, "microphone_camera").found.startswith("PulseAudio")


def test_the_sound_driver_tells_of_the_microphone_where_no_sound_server_runs(
    bare: Machine,
) -> None:
    (bare.root / "proc/asound/card0/pcm0c").mkdir(parents=True)
    (bare.root / "dev").mkdir()
    (bare.root / "dev/video0").touch()

    assert look_up(bare, "microphone_camera") == Check(
        "microphone_camera", True, "The sound driver tells of the microphone. There is a camera."
    )


def test_a_wayland_name_that_nobody_answers_is_no_display(bare: Machine, tmp_path: Path) -> None:
    environ = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}

    assert not look_up(replace(bare, environ=environ), "display_server").ok


def test_an_x11_display_that_answers_is_one(bare: Machine) -> None:
    assert look_up(on_x11(bare), "display_server").found == "X11."


def test_an_x11_display_that_does_not_answer_is_told_from_none(bare: Machine) -> None:
    dead = look_up(replace(bare, environ={"DISPLAY": ":7"}), "display_server")

    assert dead.found != look_up(bare, "display_server").found
    assert not dead.ok


def test_without_a_compositor_windows_are_plainer(bare: Machine) -> None:
    plain = look_up(on_x11(bare), "windows")
    soft = replace(bare, environ={"DISPLAY": ":7"}, look=lambda: Screen(False, False, True))

    assert "No compositor" in plain.found
    assert look_up(soft, "windows").ok


def test_under_wayland_a_notification_stands_in_for_a_card(bare: Machine) -> None:
    check = look_up(replace(bare, environ={"WAYLAND_DISPLAY": "wayland-0"}), "windows")

    assert "notification" in check.remedy


def test_that_a_shared_screen_shows_everything_is_not_kept_quiet(bare: Machine) -> None:
    assert not look_up(on_x11(bare), "screen_capture").ok
    assert look_up(replace(bare, platform="win32"), "screen_capture").ok


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_macos_and_windows_get_the_same_checks(bare: Machine, platform: str) -> None:
    found = checks(replace(bare, platform=platform))

    assert [check.name for check in found] == NAMES


def write(path: Path, header: bytes, mode: int = 0o600) -> None:
    path.write_bytes(header + bytes(100))
    path.chmod(mode)


def test_an_encrypted_store_of_her_own_is_well(bare: Machine) -> None:
    write(bare.store, b"\x93\x11\x07\x42" * 4)

    assert look_up(bare, "store").ok


def test_a_store_that_others_may_read_is_not_well(bare: Machine) -> None:
    write(bare.store, b"\x93\x11\x07\x42" * 4, 0o644)

    assert not look_up(bare, "store").ok


def test_a_store_that_is_not_encrypted_is_not_well(bare: Machine) -> None:
    with sqlite3.connect(bare.store) as database:
        database.execute("CREATE TABLE entry (id INTEGER)")
    database.close()
    bare.store.chmod(stat.S_IRUSR | stat.S_IWUSR)

    assert look_up(bare, "store").found == "The store is not encrypted."


def test_a_folder_in_the_stores_place_is_not_well(bare: Machine) -> None:
    bare.store.mkdir()

    assert not look_up(bare, "store").ok


def test_a_profile_folder_that_is_a_file_is_not_well(bare: Machine) -> None:
    blocked = bare.root / "file"
    blocked.touch()

    assert not look_up(replace(bare, store=blocked / "boundary.db"), "store").ok


def choose(machine: Machine, *addresses: str) -> None:
    calendars = [{"address": address} for address in addresses]
    machine.settings.write_text(json.dumps({"version": 1, "calendars": calendars}))


def test_a_calendar_that_can_be_read_is_well(bare: Machine) -> None:
    (bare.root / "practice.ics").touch()
    choose(bare, str(bare.root / "practice.ics"), "keyring:work")

    assert look_up(bare, "calendars") == Check("calendars", True, "2 calendars are chosen.")


def test_a_calendar_that_is_gone_is_counted_and_not_named(bare: Machine) -> None:
    choose(bare, str(bare.root / "secret-name.ics"))
    check = look_up(bare, "calendars")

    assert check.found == "1 calendar file can't be read."
    assert "secret-name" not in check.found + check.remedy


def test_settings_that_can_not_be_read_say_so_themselves(bare: Machine) -> None:
    bare.settings.write_text("{")
    check = look_up(bare, "calendars")

    assert not check.ok
    assert check.remedy


def test_a_program_that_is_missing_or_fails_says_nothing() -> None:
    assert run("boundary-has-no-such-program") is None
    assert run("false") is None


def test_a_program_that_answers_is_heard() -> None:
    assert run("echo", "yes") == b"yes\n"


def test_this_very_machine_is_looked_at_without_a_fault(tmp_path: Path) -> None:
    machine = this_machine(tmp_path / "settings.json", tmp_path / "boundary.db")

    assert [check.name for check in checks(machine)] == NAMES


@pytest.mark.desktop
def test_a_real_desktop_has_all_that_a_desktop_has(tmp_path: Path) -> None:
    machine = this_machine(tmp_path / "settings.json", tmp_path / "boundary.db")
    well = {check.name for check in checks(machine) if check.ok}

    assert {"tray", "notifications", "keyring", "idle", "display_server", "store"} <= well

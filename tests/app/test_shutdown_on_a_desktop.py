"""A whole shutdown with real keys on a real desktop, and one that is killed at every step."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from boundary.app.closing_memory import MEMORY, Memory
from boundary.clock import SystemClock
from boundary.journal import open_journal
from boundary.journal.entries import open_entries
from boundary.keys import Keyring, store_key
from boundary.profile import settings_path, store_path
from boundary.reflection.entries import Item
from boundary.schedule.policy import OpeningForm, Policy, ShutdownForm
from boundary.settings import CalendarSource, Settings, save
from tests.app.calendars import calendar
from tests.app.running import Running, running

pytestmark = pytest.mark.desktop

STEPS = ("tomorrow", "loops", "inbox", "energy", "word", "good", "put_away", "phrase")
"""Those of the standard form on a day without sessions, once lists and setup were asked about."""

SAYS = " shutdown step "


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Return a profile with nothing more today and a session tomorrow."""
    folder = tmp_path / "profile"
    folder.mkdir(mode=0o700)
    ahead = SystemClock().now().replace(microsecond=0) + timedelta(hours=30)
    file = calendar(folder / "practice.ics", (ahead, ahead + timedelta(hours=1)))
    policy = Policy(shutdown=ShutdownForm.STANDARD, opening=OpeningForm.NONE)
    chosen = Settings(zone="UTC", calendars=(CalendarSource(str(file)),), policy=policy)
    save(settings_path(folder), chosen)
    path = store_path(folder)
    with closing(open_journal(path, store_key(Keyring(), path))) as journal:
        journal.remember(MEMORY, Memory(lists="calm", setup_offered=True).plain())
    return folder


@contextmanager
def shutting_down(profile: Path) -> Iterator[Running]:
    """Run a copy whose shutdown has been asked for."""
    with running(profile, "--background") as copy:
        copy.wait_until(lambda: any("store of her words" in line for line in log(profile)))
        copy.ask("shutdown")
        yield copy


def log(profile: Path) -> list[str]:
    """Return the lines of the log so far."""
    file = Path(profile, "log", "boundary.log")
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def seen(profile: Path) -> list[str]:
    """Return the steps that were shown, by the log, in their order."""
    return [line.rpartition(SAYS)[2] for line in log(profile) if SAYS in line]


def at(copy: Running, step: str, *, times: int = 1) -> None:
    """Wait until *step* was shown *times* times, and its window takes keys."""
    copy.wait_until(lambda: seen(copy.profile).count(step) == times)
    copy.wait_until(lambda: bool(windows()))
    subprocess.run(("xdotool", "windowfocus", "--sync", windows()[0]), check=True, timeout=20)


def windows() -> list[str]:
    """Return the ids of the visible windows of Boundary."""
    command = ("xdotool", "search", "--onlyvisible", "--name", "^Boundary$")
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()


def press(*keys: str) -> None:
    subprocess.run(("xdotool", "key", *keys), check=True, timeout=20)


def type_in(words: str) -> None:
    subprocess.run(("xdotool", "type", words), check=True, timeout=20)


def kept(profile: Path) -> dict[Item, tuple[int | None, str]]:
    """Return what the store of *profile* has of her: value and words by item."""
    path = store_path(profile)
    with closing(open_entries(path, store_key(Keyring(), path))) as entries:
        return {e.item: (e.value, e.text) for e in entries.between(date.min, date.max)}


def test_a_whole_shutdown_goes_by_the_keyboard_alone(profile: Path) -> None:
    with shutting_down(profile) as copy:
        at(copy, "tomorrow")
        type_in("the room key")
        press("Return")
        at(copy, "loops")
        type_in("order forms")
        press("Down", "Return", "Return")
        at(copy, "inbox")
        press("1", "Return")
        at(copy, "energy")
        press("7", "Return")
        at(copy, "word")
        type_in("tired")
        press("Return")
        at(copy, "good")
        press("BackSpace")
        at(copy, "word", times=2)
        press("Return")
        at(copy, "good", times=2)
        type_in("the walk")
        press("Return")
        at(copy, "put_away")
        press("Return")
        copy.wait_until(lambda: seen(profile)[-1] == "phrase")
        copy.wait_until(lambda: copy.state() == "closed")
        copy.wait_until(lambda: not windows())
        assert copy.end() == 0
    assert kept(profile) == {
        Item.PARKED: (0, "the room key"),
        Item.LOOP: (0, "order forms: This week"),
        Item.ENERGY: (7, ""),
        Item.STATE: (None, "tired"),
        Item.GOOD_THING: (None, "the walk"),
    }


def test_a_shutdown_killed_at_every_step_goes_on_there_and_keeps_every_word(
    profile: Path,
) -> None:
    words = {"tomorrow": "the room key", "word": "tired", "good": "the walk"}
    with shutting_down(profile) as copy:
        at(copy, STEPS[0])
        copy.process.kill()
    for step, after in pairwise(STEPS):
        with running(profile, "--background") as copy:
            at(copy, step, times=2)
            if step in words:
                type_in(words[step])
            press("Return")
            at(copy, after)
            copy.process.kill()
    assert kept(profile) == {
        Item.PARKED: (0, "the room key"),
        Item.STATE: (None, "tired"),
        Item.GOOD_THING: (None, "the walk"),
    }
    with running(profile, "--background") as copy:
        copy.wait_until(lambda: copy.state() == "closed")
        assert not windows()


def test_esc_lets_a_shutdown_go_with_one_key(profile: Path) -> None:
    with shutting_down(profile) as copy:
        at(copy, "tomorrow")
        press("Escape")
        copy.wait_until(lambda: not windows())
        assert copy.state() != "closed"

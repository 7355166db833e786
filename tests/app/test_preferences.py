"""Her settings while Boundary runs: what is kept, and what a bad file does not lose."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from boundary.app.preferences import Preferences
from boundary.profile import settings_path
from boundary.rituals.repertoire import Repertoire
from boundary.rituals.variants import Variant
from boundary.schedule.policy import EndBy, Level, Practice
from boundary.settings import Theme, load

TODAY = date(2026, 12, 1)


def broken(profile: Path) -> Path:
    """Return a settings file that is none."""
    path = settings_path(profile)
    path.write_text('{"version": 1, "level": ')
    return path


def newer(profile: Path) -> Path:
    """Return a settings file that a newer Boundary wrote."""
    path = settings_path(profile)
    path.write_text(json.dumps({"version": 99, "colour": "green"}))
    return path


def test_a_new_profile_shows_the_sample(tmp_path: Path) -> None:
    assert Preferences(tmp_path).sampled


def test_a_profile_whose_settings_can_t_be_read_is_no_sample(tmp_path: Path) -> None:
    broken(tmp_path)
    assert not Preferences(tmp_path).sampled


def test_a_bad_file_is_told(tmp_path: Path) -> None:
    broken(tmp_path)
    assert Preferences(tmp_path).trouble is not None


def test_a_bad_file_is_put_aside_when_she_changes_a_setting(tmp_path: Path) -> None:
    path = broken(tmp_path)
    Preferences(tmp_path).change("level", "L2")
    assert path.with_name("settings.json.kept").read_text() == '{"version": 1, "level": '


def test_after_a_change_the_bad_file_is_no_longer_told(tmp_path: Path) -> None:
    broken(tmp_path)
    preferences = Preferences(tmp_path)
    preferences.change("level", "L2")
    assert preferences.trouble is None


def test_the_settings_of_a_newer_boundary_stay_as_they_are(tmp_path: Path) -> None:
    path = newer(tmp_path)
    before = path.read_bytes()
    Preferences(tmp_path).change("level", "L2")
    assert path.read_bytes() == before


def test_beside_a_newer_file_her_change_holds_until_the_end(tmp_path: Path) -> None:
    newer(tmp_path)
    preferences = Preferences(tmp_path)
    preferences.change("level", "L2")
    assert preferences.settings.policy.level is Level.HOLD
    assert preferences.trouble is not None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("level", "L3"),
        ("end_by", "key"),
        ("notes", 10),
        ("theme", "dark"),
        ("reduced_motion", True),
        ("digits", True),
        ("language", "es"),
    ],
)
def test_a_change_is_in_the_file(tmp_path: Path, name: str, value: object) -> None:
    preferences = Preferences(tmp_path)
    preferences.change(name, value)
    assert load(settings_path(tmp_path)) == preferences.settings


def test_a_change_means_what_it_says(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path)
    preferences.change("end_by", "calendar")
    preferences.change("theme", "dark")
    assert preferences.settings.policy.end_by is EndBy.CALENDAR
    assert preferences.settings.appearance.theme is Theme.DARK


def test_no_language_of_her_own_is_that_of_the_system(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path)
    preferences.change("language", "es")
    preferences.change("language", "")
    assert preferences.settings.language is None


def test_an_unknown_setting_is_a_mistake_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="colour"):
        Preferences(tmp_path).change("colour", "green")


def test_the_first_calendar_ends_the_sample(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path)
    preferences.add_calendar("/practice.ics", TODAY)
    assert not preferences.sampled


def test_the_first_calendar_begins_the_first_week(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path)
    preferences.add_calendar("/practice.ics", TODAY)
    assert preferences.policy(date(2026, 12, 7)).easy
    assert not preferences.policy(date(2026, 12, 8)).easy


def test_a_calendar_is_forgotten_by_its_place(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path)
    for name in ("/a.ics", "/b.ics", "/c.ics"):
        preferences.add_calendar(name, TODAY)
    preferences.forget_calendar(1)
    assert [s.address for s in preferences.settings.calendars] == ["/a.ics", "/c.ics"]


def test_the_demo_leaves_no_file(tmp_path: Path) -> None:
    Preferences(tmp_path, demo=True).change("level", "L3")
    assert list(tmp_path.iterdir()) == []


def test_her_rituals_are_kept(tmp_path: Path) -> None:
    hers = Repertoire().with_variant(Variant.SEATED, True)
    Preferences(tmp_path).change("rituals", hers)
    assert load(settings_path(tmp_path)).rituals == hers


def test_the_hotkey_is_kept(tmp_path: Path) -> None:
    Preferences(tmp_path).change("hotkey", "Ctrl+F9")
    assert load(settings_path(tmp_path)).hotkey == "Ctrl+F9"


def test_a_practice_has_a_level_of_its_own(tmp_path: Path) -> None:
    Preferences(tmp_path).change("levels", (("transition", "L2"), ("shutdown", "L0")))
    policy = load(settings_path(tmp_path)).policy
    assert [policy.level_of(each) for each in Practice] == [
        Level.NUDGE, Level.HOLD, Level.NUDGE, Level.AMBIENT
    ]  # fmt: skip


def test_a_practice_goes_with_the_others_again(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path)
    preferences.change("levels", (("transition", "L2"),))
    preferences.change("levels", (("transition", "general"),))
    assert preferences.settings.policy.level_of(Practice.TRANSITION) is Level.NUDGE

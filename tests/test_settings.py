"""The settings: read with every problem named, written whole or not at all."""

from __future__ import annotations

import json
import os
import signal
import stat
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.errors import SettingsError
from boundary.schedule.hours import DEFAULT_WEEK, SpecialDay, WallSpan, WeeklyHours
from boundary.schedule.policy import EndBy, Level, OpeningForm, Policy, ShutdownForm
from boundary.senses.chord import DEFAULT
from boundary.settings import (
    Appearance,
    CalendarSource,
    Settings,
    Theme,
    example,
    load,
    parse_settings,
    read_settings,
    save,
    settings_document,
)
from boundary.settings.document import LIMITS, ORDERED

DOCS = Path(__file__).parents[1] / "docs" / "settings.md"
SECRET = "https://calendar.example/private-c0ffee/basic.ics"


def document(**parts: object) -> dict[str, object]:
    return {"version": 1, **parts}


def trouble_of(act: Callable[[], object]) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        act()
    return caught.value


def problems_of(document: object) -> tuple[str, ...]:
    return trouble_of(lambda: parse_settings(document)).problems


def test_a_document_of_nothing_but_its_version_is_the_defaults() -> None:
    assert parse_settings(document()) == Settings()


def test_the_example_is_a_valid_document() -> None:
    assert settings_document(parse_settings(example())) == example()


def test_the_example_plans_as_the_defaults_do() -> None:
    assert parse_settings(example()).policy == Policy()


def test_the_example_can_be_written_as_json() -> None:
    assert json.loads(json.dumps(example())) == example()


def test_lengths_are_whole_seconds() -> None:
    settings = parse_settings(document(policy={"notes": 600}))

    assert settings.policy == Policy(notes=timedelta(minutes=10))


def test_words_are_read_as_what_they_stand_for() -> None:
    settings = parse_settings(document(policy={"level": "L3", "end_by": "key", "easy": True}))

    assert settings.policy == Policy(level=Level.GUARD, end_by=EndBy.KEY, easy=True)


def test_a_calendar_is_a_file_or_an_entry_of_the_keyring() -> None:
    addresses = ["/home/maya/practice.ics", "~/practice.ics", r"C:\practice.ics", "keyring:one"]
    settings = parse_settings(document(calendars=[{"address": each} for each in addresses]))

    assert [each.address for each in settings.calendars] == addresses


def test_the_name_of_a_keyring_entry_is_told_apart_from_a_file() -> None:
    assert CalendarSource("keyring:one").secret == "one"
    assert CalendarSource("/home/maya/practice.ics").secret is None


@pytest.mark.parametrize(
    "address", [SECRET, SECRET.replace("https", "webcal"), " HTTPS:x", "ftp://host/x.ics"]
)
def test_an_address_on_the_web_has_no_place_in_the_document(address: str) -> None:
    trouble = trouble_of(lambda: parse_settings(document(calendars=[{"address": address}])))

    assert trouble.problems[0].startswith("calendars[0].address: a secret has no place here")
    assert "keyring:NAME" in trouble.remedy
    assert address.strip() not in str(trouble)


@pytest.mark.parametrize("address", ["practice.ics", "", "keyring:", "keyring:a b", 7, None])
def test_an_address_that_leads_nowhere_is_a_problem(address: object) -> None:
    (problem,) = problems_of(document(calendars=[{"address": address}]))

    assert problem.startswith("calendars[0].address: ")


def test_a_calendar_without_an_address_is_a_problem() -> None:
    assert problems_of(document(calendars=[{}])) == ("calendars[0].address: missing",)


def test_an_address_is_in_no_repr() -> None:
    assert "maya" not in repr(Settings(calendars=(CalendarSource("/home/maya/practice.ics"),)))


def test_every_problem_is_named_at_once_with_its_place() -> None:
    problems = problems_of(
        document(
            zone="Mars/Olympus",
            language=7,
            calendars=[{"address": SECRET}, {"all_sessions": "yes"}],
            policy={"floor": 60, "level": "L9", "notes": 1.5, "streak": 3},
            hours={"week": {"monday": [{"from": "9", "to": "25:00"}]}, "open": []},
            appearance={"theme": "sepia"},
            started="yesterday",
            accounts={},
        )
    )

    assert sorted(problem.split(":")[0] for problem in problems) == [
        "accounts",
        "appearance.theme",
        "calendars[0].address",
        "calendars[1].address",
        "calendars[1].all_sessions",
        "hours.open",
        "hours.week.friday",
        "hours.week.monday[0].from",
        "hours.week.monday[0].to",
        "hours.week.saturday",
        "hours.week.sunday",
        "hours.week.thursday",
        "hours.week.tuesday",
        "hours.week.wednesday",
        "language",
        "policy.floor",
        "policy.level",
        "policy.notes",
        "policy.streak",
        "started",
        "zone",
    ]


def test_a_problem_says_what_belongs_there() -> None:
    assert problems_of(document(policy={"floor": 60})) == ("policy.floor: 120 seconds or more",)


@pytest.mark.parametrize("name", sorted(LIMITS))
def test_each_length_has_its_limits(name: str) -> None:
    least, most = LIMITS[name]
    for beyond in (least - 1, most + 1, 10**30, -(10**30)):
        assert problems_of(document(policy={name: beyond}))[0].startswith(f"policy.{name}: ")


def test_every_default_lies_within_its_limits() -> None:
    for each in fields(Policy()):
        usual = getattr(Policy(), each.name)
        if isinstance(usual, timedelta):
            least, most = LIMITS[each.name]
            assert least <= usual.total_seconds() <= most


@pytest.mark.parametrize(("less", "more"), ORDERED)
def test_what_has_an_order_keeps_it(less: str, more: str) -> None:
    policy = {less: 1800, more: 900}

    assert f"policy.{more}: not shorter than {less}" in problems_of(document(policy=policy))


@pytest.mark.parametrize("value", [True, "120", 120.0, None, [120]])
def test_a_length_is_a_whole_number_and_nothing_like_one(value: object) -> None:
    assert problems_of(document(policy={"prep": value})) == (
        "policy.prep: whole seconds, as a number",
    )


@pytest.mark.parametrize("part", ["policy", "hours", "appearance"])
@pytest.mark.parametrize("rubbish", [None, [], "x", 3])
def test_a_part_that_is_no_object_is_one_problem(part: str, rubbish: object) -> None:
    assert problems_of(document(**{part: rubbish})) == (f"{part}: an object with named fields",)


@pytest.mark.parametrize("rubbish", [None, [], "settings", 3, True])
def test_what_is_no_document_is_one_problem(rubbish: object) -> None:
    assert problems_of(rubbish) == ("the document: an object with named fields",)


def test_a_document_without_a_version_is_a_problem() -> None:
    assert problems_of({}) == ("version: missing",)


def test_a_newer_version_is_refused_before_its_fields_are_judged() -> None:
    trouble = trouble_of(lambda: parse_settings({"version": 2, "rhythm": {}}))

    assert trouble.title == "This document was written by a newer Boundary."
    assert (trouble.problems, "Update" in trouble.remedy) == ((), True)


def window(start: str, end: str) -> dict[str, str]:
    return {"from": start, "to": end}


def week(**days: object) -> dict[str, object]:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return {name: days.get(name, []) for name in names}


def test_hours_begin_as_an_office_week_in_the_zone_of_the_machine() -> None:
    assert parse_settings(document()).hours == WeeklyHours(None, DEFAULT_WEEK)


def test_hours_are_windows_of_weekdays() -> None:
    monday = [window("08:30", "12:00"), window("20:00", "02:00")]
    hours = parse_settings(document(hours={"week": week(monday=monday)})).hours

    assert hours.week[0] == (WallSpan(time(8, 30), time(12)), WallSpan(time(20), time(2)))
    assert hours.week[1:] == ((),) * 6


def test_a_window_until_midnight_may_say_so() -> None:
    hours = parse_settings(document(hours={"week": week(sunday=[window("00:00", "24:00")])})).hours

    assert hours.week[6] == (WallSpan(time(), time()),)


@pytest.mark.parametrize(
    ("start", "end"),
    [("24:00", "09:00"), ("09:00", "09:00"), ("9:00", "17:00"), ("09:00", "17:60"), ("", "17:00")],
)
def test_a_window_that_is_none_is_a_problem(start: str, end: str) -> None:
    (problem,) = problems_of(document(hours={"week": week(friday=[window(start, end)])}))

    assert problem.startswith("hours.week.friday[0].")


def test_a_special_day_has_windows_of_its_own_or_is_closed() -> None:
    exceptions = [
        {"day": "2026-12-24", "open": [window("09:00", "12:00")]},
        {"day": "2026-12-25", "why": "Christmas"},
    ]
    hours = parse_settings(document(hours={"exceptions": exceptions})).hours

    assert hours.exceptions == (
        SpecialDay(date(2026, 12, 24), (WallSpan(time(9), time(12)),)),
        SpecialDay(date(2026, 12, 25), (), "Christmas"),
    )


def test_a_day_is_special_once() -> None:
    exceptions = [{"day": "2026-12-24"}, {"day": "2026-12-24"}]

    assert problems_of(document(hours={"exceptions": exceptions})) == (
        "hours.exceptions: each day once",
    )


def lengths(name: str) -> st.SearchStrategy[timedelta]:
    return st.integers(*LIMITS[name]).map(lambda seconds: timedelta(seconds=seconds))


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    found: dict[str, Any] = {name: draw(lengths(name)) for name in LIMITS}
    for less, more in ORDERED:
        found[more] = max(found[less], found[more])
    policy = Policy(
        draw(st.sampled_from(Level)),
        draw(st.sampled_from(EndBy)),
        draw(st.booleans()),
        opening=draw(st.sampled_from(OpeningForm)),
        shutdown=draw(st.sampled_from(ShutdownForm)),
    )
    return replace(policy, **found)


@given(policies(), st.sampled_from(Theme), st.booleans(), st.none() | st.dates())
def test_what_is_written_reads_the_same(
    policy: Policy, theme: Theme, yes: bool, started: date | None
) -> None:
    settings = Settings(
        zone="Europe/Berlin",
        language="de",
        calendars=(CalendarSource("keyring:a", yes, not yes),),
        policy=policy,
        appearance=Appearance(theme, yes, not yes),
        started=started,
    )

    assert parse_settings(json.loads(json.dumps(settings_document(settings)))) == settings


def names_in(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            yield name
            yield from names_in(value)
    elif isinstance(part, list):
        for value in part:
            yield from names_in(value)


def test_the_page_on_settings_explains_every_field() -> None:
    page = DOCS.read_text("utf-8")

    assert [
        name
        for name in names_in(example())
        if f"`{name}`" not in page and f'"{name}": ' not in page
    ] == []


def test_the_page_on_settings_says_each_limit_and_default() -> None:
    page = DOCS.read_text("utf-8")
    policy = settings_document(Settings())["policy"]
    assert isinstance(policy, dict)

    for name, (least, most) in LIMITS.items():
        assert f"| `{name}` | seconds | {least} to {most} | {policy[name]} |" in page


def test_without_a_file_the_settings_are_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.json") == Settings()


def test_a_file_that_somebody_named_has_to_be_there(tmp_path: Path) -> None:
    trouble = trouble_of(lambda: read_settings(tmp_path / "settings.json"))

    assert trouble.title == "The file is not there."


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    settings = Settings(zone="Asia/Kolkata", started=date(2026, 12, 1))
    save(tmp_path / "profile" / "settings.json", settings)

    assert load(tmp_path / "profile" / "settings.json") == settings


def test_the_file_and_its_folder_are_for_her_eyes_alone(tmp_path: Path) -> None:
    path = tmp_path / "profile" / "settings.json"
    save(path, Settings())

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_saving_leaves_no_other_file(tmp_path: Path) -> None:
    save(tmp_path / "settings.json", Settings())
    save(tmp_path / "settings.json", Settings(zone="Asia/Kolkata"))

    assert [each.name for each in tmp_path.iterdir()] == ["settings.json"]


def test_a_link_still_leads_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    link = tmp_path / "settings.json"
    link.symlink_to(tmp_path / "dotfiles" / "settings.json")
    save(link, Settings(zone="Asia/Kolkata"))

    assert link.is_symlink()
    assert load(tmp_path / "dotfiles" / "settings.json").zone == "Asia/Kolkata"


def test_a_secret_address_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = Settings(calendars=(CalendarSource(SECRET),))
    trouble_of(lambda: save(path, settings))

    assert list(tmp_path.iterdir()) == []


def test_what_a_newer_boundary_wrote_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"version": 2, "rhythm": "slow"}')
    trouble_of(lambda: save(path, Settings()))

    assert path.read_text() == '{"version": 2, "rhythm": "slow"}'


def test_a_document_with_a_slip_is_kept_beside_the_one_that_replaces_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"version": 1, "zone": "Mars/Olympus"}')
    save(path, Settings())

    assert load(path) == Settings()
    assert "Olympus" in (tmp_path / "settings.json.kept").read_text()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'{"version": 1',
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR",
        b'{"version": NaN}',
        b'{"version": 1, "zone": null, "zone": null}',
        b"[" * 100_000,
        b'{"version": ' + b"9" * 10_000 + b"}",
    ],
)
def test_a_file_that_is_no_document_is_named_and_left_alone(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(data)
    trouble = trouble_of(lambda: load(path))

    assert trouble.title.startswith("The file is not a JSON document.")
    assert path.read_bytes() == data


def test_a_file_of_two_gigabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)

    assert trouble_of(lambda: load(path)).title == "The file is far too large."


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b'\xef\xbb\xbf{"version": 1}')

    assert load(path) == Settings()


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()

    assert trouble_of(lambda: load(tmp_path / "settings.json")).remedy
    assert trouble_of(lambda: save(tmp_path / "settings.json", Settings())).remedy


def test_a_profile_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("")
    path = tmp_path / "profile" / "settings.json"

    assert trouble_of(lambda: save(path, Settings())).remedy


@pytest.fixture
def as_someone_else(tmp_path: Path) -> Iterator[Path]:
    """A folder that may not be entered, whoever runs the tests."""
    folder = tmp_path / "profile"
    save(folder / "settings.json", Settings())
    folder.chmod(0)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield folder
    if root:
        os.seteuid(0)
    folder.chmod(0o700)


@pytest.mark.skipif(os.name == "nt", reason="Windows folders have no mode")
def test_a_profile_that_may_not_be_entered_is_named(as_someone_else: Path) -> None:
    path = as_someone_else / "settings.json"

    assert trouble_of(lambda: load(path)).title.startswith("The folder of the settings")
    assert trouble_of(lambda: save(path, Settings())).title.startswith("The folder of the settings")


def test_a_disk_that_fills_while_saving_leaves_the_old_settings(tmp_path: Path) -> None:
    """A limit on the size of files fails in the same place as a full disk."""
    resource = pytest.importorskip("resource")
    path = tmp_path / "settings.json"
    save(path, Settings(zone="Asia/Kolkata"))
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, usual[1]))
    try:
        trouble_of(lambda: save(path, replace(Settings(), zone=None)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        signal.signal(signal.SIGXFSZ, handler)

    assert load(path).zone == "Asia/Kolkata"
    assert [each.name for each in tmp_path.iterdir()] == ["settings.json"]


def test_the_hotkey_is_the_one_that_the_senses_know_as_usual() -> None:
    assert Settings().hotkey == DEFAULT


def test_a_hotkey_is_kept() -> None:
    assert parse_settings(document(hotkey="Ctrl+F9")).hotkey == "Ctrl+F9"


@pytest.mark.parametrize("rubbish", ["", "Ctrl+", "Ctrl Alt", 7, "+".join("abcdefg")])
def test_what_is_no_hotkey_is_refused(rubbish: object) -> None:
    assert problems_of(document(hotkey=rubbish))

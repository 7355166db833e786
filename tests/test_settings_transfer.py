"""Settings that are taken along, and a practice's profile that is taken on line by line."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from boundary.documents import NewerError, read_document, write_document
from boundary.errors import SettingsError
from boundary.mail.choices import Colleague, Form, OwnPlace, OwnText, Place, Words
from boundary.rituals.repertoire import Repertoire
from boundary.rituals.variants import Variant
from boundary.schedule.hours import Away, Region, SpecialDay, WallSpan, WeeklyHours
from boundary.schedule.hours_channels import Channels
from boundary.schedule.policy import Level, Policy
from boundary.settings import CalendarSource, Settings, parse_settings, settings_document
from boundary.settings.document import example
from boundary.settings.profile_file import (
    KIND,
    Line,
    Part,
    lines,
    naming,
    profile_document,
    profile_of,
    read_profile,
    taken_on,
)
from boundary.settings.transfer import exported, imported

HERE = Settings(
    calendars=(CalendarSource("keyring:calendar"),),
    policy=Policy(level=Level.HOLD),
    started=date(2026, 11, 2),
)
LATE = (WallSpan(time(12), time(20)),)
WEEK = (LATE, *WeeklyHours().week[1:])
PRACTICE = Settings(
    hours=WeeklyHours(
        "America/New_York",
        WEEK,
        exceptions=(SpecialDay(date(2026, 12, 24)),),
        away=(Away(date(2027, 2, 1), date(2027, 2, 5)),),
        holidays=Region("US"),
    ),
    channels=Channels(phone=WeeklyHours(week=WEEK)),
    rituals=Repertoire(variants=frozenset({Variant.SEATED})),
    words=Words(
        name="Ann Example",
        colleague=Colleague("Bea Example", "555-0100"),
        own=(OwnText(Form.NIGHTLY, "Thank you. I read messages in the morning."),),
        own_places=(OwnPlace(Place.VOICEMAIL, "Please leave a message."),),
        response_days=2,
        emergencies=("danger to life",),
    ),
)


def ids(found: tuple[Line, ...]) -> list[str]:
    return [line.id for line in found]


def whole() -> Settings:
    """Return settings in which every field is something."""
    return parse_settings(example())


def test_what_she_takes_along_comes_back() -> None:
    settings = whole()
    assert imported(exported(settings), settings) == settings


def test_no_calendar_and_no_mailbox_is_taken_along() -> None:
    told = json.dumps(exported(whole()))
    assert "keyring:" not in told
    assert "practice.ics" not in told


def test_the_calendars_of_here_remain() -> None:
    assert imported(exported(whole()), HERE).calendars == HERE.calendars


def test_her_first_day_remains() -> None:
    assert imported(exported(whole()), HERE).started == HERE.started


def test_everything_else_is_as_it_was_there() -> None:
    assert imported(exported(whole()), HERE).policy == whole().policy


@pytest.mark.parametrize(
    "document", [None, [], {}, {"version": 1}, {"boundary": KIND, "version": 1}]
)
def test_another_kind_of_file_is_refused(document: object) -> None:
    with pytest.raises(SettingsError, match="another kind"):
        imported(document, HERE)


def test_settings_with_a_calendar_in_them_are_refused() -> None:
    document = exported(whole()) | {"calendars": []}
    with pytest.raises(SettingsError, match="calendars"):
        imported(document, HERE)


def test_settings_of_a_newer_boundary_are_refused() -> None:
    with pytest.raises(NewerError):
        imported(exported(whole()) | {"version": 99}, HERE)


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    write_document(file, exported(whole()))
    assert imported(read_document(file), HERE).hours == whole().hours


def test_a_profile_that_is_handed_out_is_read_as_it_is() -> None:
    assert read_profile(profile_document(PRACTICE)) == profile_of(PRACTICE)


@pytest.mark.parametrize("secret", ["Ann", "Bea", "555", "2026-12-24", "2027-02", "seated"])
def test_a_profile_holds_nothing_personal(secret: str) -> None:
    assert secret not in json.dumps(profile_document(PRACTICE))


def test_what_is_personal_in_a_file_is_not_read() -> None:
    document = profile_document(PRACTICE)
    document["words"] = settings_document(PRACTICE)["words"]
    assert read_profile(document).words.name == ""


def test_only_what_would_change_is_a_line() -> None:
    found = lines(Settings(), profile_of(PRACTICE))
    assert ids(found) == [
        "day.0",
        "zone.",
        "holidays.",
        "channel.phone",
        "response.response_days",
        "text.nightly",
        "place.voicemail",
        "emergencies.emergencies",
    ]


def test_a_line_has_both_sides() -> None:
    line = lines(Settings(), profile_of(PRACTICE))[0]
    assert (line.part, line.before, line.after) == (Part.DAY, WeeklyHours().week[0], LATE)


def test_nothing_of_hers_is_taken_away_by_what_the_profile_has_not() -> None:
    assert lines(PRACTICE, profile_of(Settings(hours=PRACTICE.hours))) == (
        Line(Part.RESPONSE, "response_days", 2, 1),
    )


def test_only_the_lines_that_she_signs_are_taken_on() -> None:
    after = taken_on(HERE, profile_of(PRACTICE), {"day.0"})
    assert after == replace(HERE, hours=replace(HERE.hours, week=WEEK))


def test_with_every_line_signed_nothing_is_left_to_change() -> None:
    profile = profile_of(PRACTICE)
    after = taken_on(HERE, profile, ids(lines(HERE, profile)))
    assert lines(after, profile) == ()


def test_her_absences_outlive_the_hours_of_the_practice() -> None:
    away = (Away(date(2027, 3, 1), date(2027, 3, 2)),)
    hers = Settings(hours=WeeklyHours(away=away), channels=Channels(phone=WeeklyHours(away=away)))
    profile = profile_of(PRACTICE)
    after = taken_on(hers, profile, ids(lines(hers, profile)))
    assert after.channels.phone is not None
    assert (after.hours.away, after.channels.phone.away) == (away, away)


def test_every_ritual_of_its_own_is_a_line() -> None:
    assert "ritual.reset_residue" in ids(lines(Settings(), profile_of(whole())))


def test_a_line_keeps_her_words_out_of_its_repr() -> None:
    assert "morning" not in repr(lines(Settings(), profile_of(PRACTICE)))


@pytest.mark.parametrize("text", ["Ask Bea Example.", "I am ann example.", "Write a@b.example."])
def test_a_name_in_the_text_is_noticed_before_it_is_handed_out(text: str) -> None:
    words = replace(PRACTICE.words, own=(OwnText(Form.NIGHTLY, text),))
    assert ids(naming(replace(PRACTICE, words=words))) == ["text.nightly"]


def test_a_text_without_a_name_may_go() -> None:
    assert naming(PRACTICE) == ()

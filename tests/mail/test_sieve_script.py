"""The script: what it says at each instant, what it never says, and how large it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result

from boundary.cli import cli
from boundary.clock import Span
from boundary.mail.reply import OPENING, Reply, Wanted
from boundary.mail.sieve_label import label_of, labelled, mark_of, span_of, within
from boundary.mail.sieve_script import Author, Dialect, compiled
from boundary.schedule.hours import WallSpan, WeeklyHours
from tests.mail.dovecot import ANNA, message
from tests.mail.evaluator import Answered, Evaluator, answered, utc
from tests.mail.sieve_oracle import (
    ZONES,
    clock_changes,
    expected,
    instants,
    samples,
    wanted_of,
)

AUTHOR = Author(ANNA, ("hello@practice.test",))
NIGHT = Span(utc("2026-11-23T22:00:00"), utc("2026-11-24T14:00:00"))
FRAME = f"Read again on {OPENING}.\n"
YEAR = Span(utc("2026-11-23T00:00:00"), utc("2027-11-23T00:00:00"))
STRANGER = message()
NEW_YORK = ZoneInfo("America/New_York")


def night(frame: str = FRAME, opening: str = "Tuesday", subject: str = "Automatic reply") -> Wanted:
    """Return what is wanted for one night."""
    return Wanted((Reply(NIGHT, subject, frame, opening),))


def said(wanted: Wanted, at: datetime) -> Answered | None:
    """Return what is answered at *at* to a stranger."""
    return answered(compiled(wanted, AUTHOR), at, message())


MIDNIGHT = utc("2026-11-24T00:00:00")


def test_it_answers_from_the_second_on_at_which_the_hours_close() -> None:
    assert said(night(), NIGHT.start - timedelta(seconds=1)) is None
    assert said(night(), NIGHT.start) is not None


def test_it_is_silent_from_the_second_on_at_which_they_open() -> None:
    assert said(night(), NIGHT.end - timedelta(seconds=1)) is not None
    assert said(night(), NIGHT.end) is None


def test_a_window_that_begins_at_an_odd_second_is_kept_to_the_second() -> None:
    start = NIGHT.start + timedelta(seconds=11, microseconds=5)
    wanted = Wanted((Reply(Span(start, NIGHT.end), "Automatic reply", FRAME, "Tuesday"),))
    assert said(wanted, NIGHT.start + timedelta(seconds=11)) is None
    assert said(wanted, NIGHT.start + timedelta(seconds=12)) is not None


def test_it_names_the_opening() -> None:
    answer = said(night(opening="Tuesday 24 November at 9:00 am (EST)"), MIDNIGHT)
    assert answer is not None
    assert answer.body == "Read again on Tuesday 24 November at 9:00 am (EST).\n"


@pytest.mark.parametrize(
    "text",
    [
        ".\n",
        ".hidden\n..two\n",
        "${subject} ${d} ${1}\n",
        '"quoted" and \\ back\n',
        "Zoë, 20 €\n",
        "no end of line",
        "\n\n",
        "/* not */ # a comment; text:\n",
    ],
)
def test_a_text_is_said_as_she_wrote_it(text: str) -> None:
    answer = said(night(frame=text), MIDNIGHT)
    assert answer is not None
    assert answer.body == text.removesuffix("\n") + "\n"


@pytest.mark.parametrize("text", ['a "b"', "a\\b", "${w} at ${9}", "a * b ?"])
def test_an_opening_and_a_subject_are_said_as_they_are(text: str) -> None:
    answer = said(night(opening=text, subject=text), MIDNIGHT)
    assert answer is not None
    assert (answer.subject, answer.body) == (text, f"Read again on {text}.\n")


def test_each_window_has_a_handle_of_its_own() -> None:
    later = Span(NIGHT.end + timedelta(hours=8), NIGHT.end + timedelta(hours=20))
    wanted = Wanted((*night().replies, Reply(later, "Automatic reply", FRAME, "Wednesday")))
    first, second = said(wanted, MIDNIGHT), said(wanted, later.start)
    assert first is not None
    assert second is not None
    assert first.handle != second.handle


def test_windows_that_touch_each_say_their_own() -> None:
    later = Span(NIGHT.end, NIGHT.end + timedelta(hours=20))
    wanted = Wanted((*night().replies, Reply(later, "Away", "Away.\n", "")))
    answer = said(wanted, NIGHT.end)
    assert answer is not None
    assert (answer.subject, answer.body) == ("Away", "Away.\n")


def test_a_server_whose_handles_are_not_known_answers_again_after_a_day() -> None:
    script = compiled(night(), AUTHOR, Dialect(again=timedelta(days=1), envelope=False))
    answer = answered(script, MIDNIGHT, message())
    assert answer is not None
    assert answer.days == 1
    assert "envelope" not in script


SILENT = [
    {"list_id": "<a.else.test>"},
    {"list_unsubscribe": "<mailto:a@else.test>"},
    {"list_post": "<mailto:a@else.test>"},
    {"precedence": "bulk"},
    {"precedence": "list"},
    {"precedence": "junk"},
    {"auto_submitted": "auto-generated"},
    {"auto_submitted": "auto-replied (vacation)"},
    {"auto_submitted": "something"},
    {"x_auto_response_suppress": "OOF, AutoReply"},
    {"x_auto_response_suppress": "All"},
    {"x_autoreply": "yes"},
    {"x_autorespond": "any"},
    {"x_spam_flag": "YES"},
    {"x_spam_status": "Yes, score=9"},
    {"feedback_id": "1:2:3"},
    {"return_path": "<>"},
    {"sender": "no-reply@else.test"},
    {"sender": "noreply@else.test"},
    {"sender": "Mail <MAILER-DAEMON@else.test>"},
    {"sender": "owner-talk@else.test"},
    {"sender": "talk-request@else.test"},
    {"reply_to": "donotreply@else.test"},
    {"sender": ANNA},
    {"sender": "hello@practice.test"},
    {"sender": "pat@blocked.test"},
    {"sender": "Lee <lee@else.test>"},
    {"sender": "sam@firm.test"},
]


@pytest.mark.parametrize("headers", SILENT, ids=lambda headers: str(headers))
def test_it_is_silent_to_what_nobody_wrote_and_to_whom_she_blocked(
    headers: dict[str, str],
) -> None:
    author = replace(AUTHOR, blocked=("@blocked.test", "lee@else.test", "firm.test"))
    assert answered(compiled(night(), author), MIDNIGHT, message(**headers)) is None


def test_it_is_silent_to_a_report() -> None:
    report = message()
    report.replace_header("Content-Type", 'multipart/report; report-type="delivery-status"')
    assert answered(compiled(night(), AUTHOR), MIDNIGHT, report) is None


def test_it_is_silent_to_a_robot_in_the_envelope() -> None:
    script = compiled(night(), AUTHOR)
    assert answered(script, MIDNIGHT, message(), sender="bounces+7@else.test") is None


@pytest.mark.parametrize(
    "headers", [{}, {"auto_submitted": "no"}, {"precedence": "first-class"}], ids=str
)
def test_it_answers_a_person(headers: dict[str, str]) -> None:
    assert answered(compiled(night(), AUTHOR), MIDNIGHT, message(**headers)) is not None


def test_nothing_wanted_is_an_empty_script() -> None:
    assert compiled(Wanted(), AUTHOR) == ""


def test_every_line_ends_as_the_internet_ends_lines() -> None:
    script = compiled(night(frame=f"a\n{OPENING}\r\nb"), AUTHOR)
    assert script.count("\n") == script.count("\r\n") == script.count("\r")
    assert script.endswith("\r\n")


def test_a_year_of_hours_takes_less_than_32_kilobytes() -> None:
    wanted = wanted_of(WeeklyHours(), YEAR, NEW_YORK)
    assert len(wanted.replies) > 260
    assert len(labelled(wanted, wanted, AUTHOR, "this-computer", Dialect()).encode()) < 32 * 1024


def test_two_windows_a_day_share_their_frames() -> None:
    day = (WallSpan(datetime.min.time(), datetime.min.time().replace(hour=9)),)
    wanted = wanted_of(WeeklyHours(week=(day,) * 7), YEAR, NEW_YORK)
    frames = {reply.frame for reply in wanted.replies}
    assert compiled(wanted, AUTHOR).count("vacation :days") == len(frames)


def test_a_label_tells_what_was_wanted_and_by_whom() -> None:
    label = label_of(labelled(night(), night(), AUTHOR, "this-computer", Dialect()).encode())
    assert label is not None
    assert (label.mark, label.owner) == (mark_of(night(), AUTHOR), "this-computer")


def test_a_script_with_a_byte_changed_is_not_ours() -> None:
    script = labelled(night(), night(), AUTHOR, "this-computer", Dialect())
    assert label_of(script.replace("Read", "Bead").encode()) is None


def test_nothing_wanted_has_no_mark() -> None:
    assert mark_of(Wanted(), AUTHOR) == ""


def test_a_script_that_holds_less_bears_the_mark_of_all_that_was_wanted() -> None:
    wanted = wanted_of(WeeklyHours(), YEAR, NEW_YORK)
    script = labelled(wanted, within(wanted, timedelta(days=90)), AUTHOR, "", Dialect())
    label = label_of(script.encode())
    assert label is not None
    assert label.mark == mark_of(wanted, AUTHOR)


def test_a_script_tells_how_far_it_reaches() -> None:
    wanted = within(wanted_of(WeeklyHours(), YEAR, NEW_YORK), timedelta(days=90))
    script = labelled(wanted, wanted, AUTHOR, "", Dialect())
    ends = Span(wanted.replies[0].during.start, wanted.replies[-1].during.end)
    assert span_of(script.encode()) == ends


def test_it_is_right_at_every_breakpoint_of_twelve_zones(
    record_property: Callable[[str, object], None],
) -> None:
    compared = wrong = 0
    chance = Random(1)
    for wanted, changes in samples(ZONES, schedules=20, seed=1):
        script = Evaluator(compiled(wanted, AUTHOR))
        for at in instants(wanted, changes, chance, by_luck=20):
            answer = script.at(at, STRANGER)
            compared += 1
            wrong += (None if answer is None else answer.body) != expected(wanted, at)
    record_property("sieve instants on the evaluator", compared)
    assert (wrong, compared > 50_000) == (0, True)


def test_it_is_right_at_every_breakpoint_of_a_whole_year() -> None:
    wanted = wanted_of(WeeklyHours(), YEAR, NEW_YORK)
    script = Evaluator(compiled(wanted, AUTHOR))
    changes = clock_changes(NEW_YORK, YEAR)
    for at in instants(wanted, changes, Random(2), by_luck=50):
        answer = script.at(at, STRANGER)
        assert (None if answer is None else answer.body) == expected(wanted, at)


def test_without_an_address_the_server_goes_by_those_it_knows() -> None:
    script = compiled(night(), Author(""))
    assert ":from" not in script
    assert ":addresses" not in script
    assert answered(script, MIDNIGHT, message()) is not None


def printed(tmp_path: Path, *words: str) -> Result:
    """Run the verb with a practice in New York and one account."""
    account = {
        "name": "work",
        "route": "sieve",
        "address": ANNA,
        "host": "mail.practice.test",
        "secret": "keyring:work",
    }
    document = {"version": 1, "zone": "America/New_York", "mail": {"accounts": [account]}}
    settings = tmp_path / "settings.json"
    settings.write_text(json.dumps(document))
    return CliRunner().invoke(cli, ["replies", "sieve", "--settings", str(settings), *words])


def test_the_verb_prints_a_script_that_names_the_opening(tmp_path: Path) -> None:
    shown = printed(tmp_path, "--at", "2027-03-12T12:00:00Z", "--days", "7")
    assert shown.exit_code == 0, shown.output
    answer = answered(shown.stdout, utc("2027-03-14T12:00:00"), STRANGER)
    assert answer is not None
    assert "Monday 15 March at 9:00 am (EDT)" in answer.body


def test_the_verb_prints_what_a_server_would_keep(tmp_path: Path) -> None:
    shown = printed(tmp_path, "--at", "2027-03-12T12:00:00Z", "--days", "365")
    label = label_of(shown.stdout_bytes)
    assert label is not None
    assert f':from "{ANNA}"'.encode() in shown.stdout_bytes
    assert len(shown.stdout_bytes) < 32 * 1024


def test_the_verb_does_not_know_an_account_that_is_not_there(tmp_path: Path) -> None:
    shown = printed(tmp_path, "--at", "2027-03-12T12:00:00Z", "--account", "other")
    assert shown.exit_code == 1
    assert "account" in shown.stderr


def test_no_repr_names_an_address() -> None:
    author = replace(AUTHOR, blocked=("lee@else.test",))
    assert "@" not in repr(author)

"""From settings to what a mailbox should hold."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from boundary.clock import Span, parse_instant
from boundary.mail.choices import Arming, Words
from boundary.mail.preview import preview_document
from boundary.mail.wanted import reply_at, wanted_single, wanted_within
from boundary.schedule.hours import Region, WeeklyHours
from boundary.settings import Settings

NEW_YORK = ZoneInfo("America/New_York")
SETTINGS = Settings(hours=WeeklyHours("America/New_York", holidays=Region("US")))
THANKSGIVING = parse_instant("2026-11-26T17:00:00Z")
OPEN = parse_instant("2026-11-25T17:00:00Z")


def test_a_public_holiday_has_its_reply() -> None:
    reply = reply_at(SETTINGS, THANKSGIVING, NEW_YORK)

    assert reply is not None
    assert reply.opening == "Friday 27 November at 9:00 am (EST)"


def test_while_it_is_open_there_is_none() -> None:
    assert reply_at(SETTINGS, OPEN, NEW_YORK) is None
    assert preview_document(None) is None


def test_a_year_holds_a_reply_for_every_closed_window() -> None:
    wanted = wanted_within(SETTINGS, Span(OPEN, OPEN + timedelta(days=365)), NEW_YORK)

    assert len(wanted.replies) > 240


def test_the_same_is_wanted_from_anywhere_in_a_window() -> None:
    looks = [
        wanted_within(SETTINGS, Span(at, OPEN + timedelta(days=10)), NEW_YORK)
        for at in (THANKSGIVING, THANKSGIVING + timedelta(hours=7))
    ]

    assert looks[0] == looks[1]


def test_a_single_reply_waits_for_the_next_closing() -> None:
    exact = Settings(hours=SETTINGS.hours, words=Words(arming=Arming.EXACT))
    (reply,) = wanted_single(exact, OPEN, NEW_YORK).replies

    assert reply.during == Span(
        parse_instant("2026-11-25T22:00:00Z"), parse_instant("2026-11-27T14:00:00Z")
    )


def test_a_single_reply_lists_no_holiday_as_open() -> None:
    (reply,) = wanted_single(SETTINGS, parse_instant("2026-11-24T17:00:00Z"), NEW_YORK).replies

    assert "Wednesday 25 November" in reply.body
    assert "Thursday 26 November" not in reply.body


def test_the_replies_follow_the_language_of_the_program() -> None:
    german = Settings(hours=SETTINGS.hours, language="de")
    reply = reply_at(german, THANKSGIVING, NEW_YORK)

    assert reply is not None
    assert reply.body.startswith("Danke")


def test_the_language_of_the_words_wins() -> None:
    french = Settings(hours=SETTINGS.hours, language="de", words=Words(language="fr"))
    reply = reply_at(french, THANKSGIVING, NEW_YORK)

    assert reply is not None
    assert reply.body.startswith("Merci")

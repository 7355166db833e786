"""What the hours are in her words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from boundary.clock import Span
from boundary.schedule.hours import DEFAULT_WEEK, WallSpan
from boundary.ui.hours_model import Minutes, Painted
from boundary.ui.hours_view import Answer, Channel, Special, SpecialKind
from boundary.ui.hours_words import (
    answer_words,
    cell_text,
    second_sentence,
    sentence,
    special_text,
    window_text,
    windows_text,
)

WEEK = Painted.of(DEFAULT_WEEK)
FRIDAY, SUNDAY = 4, 6
TODAY = date(2026, 11, 24)
THANKSGIVING = Special(date(2026, 11, 26), date(2026, 11, 26), SpecialKind.HOLIDAY, "Thanksgiving")
ZONE = ZoneInfo("America/New_York")


def short_friday() -> Painted:
    return WEEK.with_closed(FRIDAY, (13 * 60, 17 * 60))


def test_days_that_are_alike_are_said_together() -> None:
    assert sentence(Channel.MAIL, WEEK) == "Mail reaches you Monday to Friday 9:00 to 17:00."


def test_a_day_that_ends_sooner_is_said_by_its_end() -> None:
    assert (
        sentence(Channel.MAIL, short_friday())
        == "Mail reaches you Monday to Thursday 9:00 to 17:00, and Friday to 13:00."
    )


def test_a_day_between_is_left_out() -> None:
    said = sentence(Channel.MAIL, short_friday().with_closed(3, (0, 1440)), twelve=True)
    assert said == "Mail reaches you Monday to Wednesday 9:00 to 5:00, and Friday to 1:00."


def test_several_windows_of_a_day_are_all_said() -> None:
    said = sentence(Channel.PHONE, Painted().with_open(0, (540, 600)).with_open(0, (720, 780)))
    assert said == "You are on the phone Monday 9:00 to 10:00 and 12:00 to 13:00."


def test_single_days_are_listed() -> None:
    painted = Painted().with_open(0, (540, 600)).with_copy(0, (2, 4))
    assert (
        sentence(Channel.TEXT, painted)
        == "Texts reach you Monday, Wednesday and Friday 9:00 to 10:00."
    )


def test_the_week_is_said_from_its_first_day() -> None:
    painted = Painted().with_open(SUNDAY, (540, 600)).with_open(0, (540, 660))
    said = sentence(Channel.PORTAL, painted, first_day=SUNDAY)
    assert said == "The portal reaches you Sunday 9:00 to 10:00, and Monday 9:00 to 11:00."


def test_no_hours_at_all_are_said() -> None:
    assert sentence(Channel.MAIL, Painted()) == "Mail does not reach you on any day."


def test_every_hour_is_said() -> None:
    whole = Painted.of(((WallSpan(time(0), time(0)),),) * 7)
    assert sentence(Channel.TEXT, whole) == "Texts reach you at any hour of any day."


def test_the_second_sentence_names_the_special_days() -> None:
    assert second_sentence(Channel.MAIL, WEEK, (THANKSGIVING,), TODAY) == (
        "Outside these hours the reply goes out with the numbers. "
        "Thu, Nov 26 is closed: Thanksgiving."
    )


def test_special_days_far_ahead_or_over_are_not_named() -> None:
    far = Special(TODAY + timedelta(days=40), TODAY + timedelta(days=41))
    over = Special(TODAY - timedelta(days=2), TODAY - timedelta(days=1))
    said = second_sentence(Channel.MAIL, WEEK, (far, over), TODAY)
    assert said == "Outside these hours the reply goes out with the numbers."


def test_only_mail_has_a_reply() -> None:
    assert "reply" not in second_sentence(Channel.PHONE, WEEK, (), TODAY)


def test_time_away_is_said_with_its_days() -> None:
    away = Special(date(2026, 12, 21), date(2027, 1, 3), SpecialKind.AWAY)
    assert special_text(away) == "Away Mon, Dec 21 to Sun, Jan 3."


def test_hours_of_a_day_alone_are_said() -> None:
    own = Special(TODAY, TODAY, SpecialKind.OTHER, "", (WallSpan(time(9), time(12)),))
    assert special_text(own) == "Tue, Nov 24: 9:00 to 12:00."


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        ((540, 1020), "9:00 to 5:00"),
        ((780, 840), "1:00 to 2:00"),
        ((1080, 1200), "6:00 pm to 8:00 pm"),
        ((480, 1200), "8:00 am to 8:00 pm"),
        ((1200, 1560), "8:00 pm to 2:00 am"),
        ((0, 1440), "all day"),
        ((960, 1440), "4:00 to midnight"),
    ],
)
def test_twelve_hours_say_the_half_only_where_it_could_be_mistaken(
    minutes: Minutes, said: str
) -> None:
    assert window_text(minutes, twelve=True) == said


def test_a_day_without_windows_is_closed() -> None:
    assert windows_text(()) == "closed"


def test_a_cell_says_its_day_its_time_and_whether_it_is_open() -> None:
    assert cell_text(0, (540, 555), True) == "Monday 9:00 to 9:15, open"


def test_who_answers_now_is_said_until_when() -> None:
    now = datetime(2026, 11, 24, 18, 24, tzinfo=UTC)
    answer = Answer(Span(now, datetime(2026, 11, 24, 22, tzinfo=UTC)), True)
    assert answer_words(answer, now, ZONE) == ("now to 17:00", "you")


def test_who_answers_later_is_said_with_the_days() -> None:
    now = datetime(2026, 11, 24, 18, 24, tzinfo=UTC)
    closed = Span(datetime(2026, 11, 25, 22, tzinfo=UTC), datetime(2026, 11, 27, 14, tzinfo=UTC))
    assert answer_words(Answer(closed, False), now, ZONE) == (
        "Wed 17:00 to Fri 9:00",
        "the reply",
    )

"""A text that has not changed is not read again, and one that means something else is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from boundary.calendars import memo as memos
from boundary.calendars.ics import Reading, read_ics
from boundary.calendars.memo import Memo, answer_key, horizon, tz_version
from boundary.clock import Span
from boundary.errors import CalendarError
from tests.calendars.builders import NEW_YORK, calendar, event, window

FIRST = calendar(event("DTSTAMP:20261120T080000Z", "SUMMARY:A.B."))
STAMPED_ANEW = FIRST.replace(b"DTSTAMP:20261120T080000Z", b"DTSTAMP:20261124T093000Z")
MOVED = FIRST.replace(b"T140000Z", b"T143000Z")


class Counted:
    """Reads calendars and counts how often it had to."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, data: bytes, span: Span, zone: ZoneInfo) -> Reading:
        self.times += 1
        return read_ics(data, span, zone)


class CountedMany(Counted):
    """Takes several at once."""

    def many(self, texts: Sequence[bytes], span: Span, zone: ZoneInfo) -> list[Reading]:
        return [self(text, span, zone) for text in texts]


def test_the_same_text_is_read_once() -> None:
    parse = Counted()
    memo = Memo(parse, "")
    readings = [memo(FIRST, window(), NEW_YORK) for _ in range(3)]
    assert (parse.times, readings[2]) == (1, readings[0])


def test_a_text_that_was_only_stamped_anew_is_the_same() -> None:
    parse = Counted()
    memo = Memo(parse, "")
    memo(FIRST, window(), NEW_YORK)
    assert len(memo(STAMPED_ANEW, window(), NEW_YORK).occurrences) == 1
    assert parse.times == 1


def test_a_text_that_changed_is_read_anew() -> None:
    memo = Memo(Counted(), "")
    before = memo(FIRST, window(), NEW_YORK)
    assert memo(MOVED, window(), NEW_YORK) != before


def test_another_viewer_reads_anew() -> None:
    parse = Counted()
    memo = Memo(parse, "")
    memo(FIRST, window(), NEW_YORK)
    memo(FIRST, window(), ZoneInfo("Europe/Lisbon"))
    assert parse.times == 2


def test_another_stretch_of_time_is_read_anew() -> None:
    parse = Counted()
    memo = Memo(parse, "")
    memo(FIRST, window(), NEW_YORK)
    memo(FIRST, window(end="2026-11-26T05:00:00Z"), NEW_YORK)
    assert parse.times == 2


def test_a_text_that_can_not_be_read_is_tried_again() -> None:
    parse = Counted()
    memo = Memo(parse, "")
    for _ in range(2):
        with pytest.raises(CalendarError):
            memo(FIRST[:-20], window(), NEW_YORK)
    assert parse.times == 2


def test_after_an_error_the_good_text_counts_as_new() -> None:
    memo = Memo(Counted(), "")
    memo(FIRST, window(), NEW_YORK)
    with pytest.raises(CalendarError):
        memo(FIRST[:-20], window(), NEW_YORK)
    assert len(memo(FIRST, window(), NEW_YORK).occurrences) == 1


@pytest.mark.parametrize("piece", [1, 7, 50, 200])
def test_a_text_is_known_however_it_is_cut(monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    whole = answer_key([FIRST], window(), NEW_YORK, "")
    monkeypatch.setattr(memos, "_PIECE", piece)
    assert answer_key([FIRST], window(), NEW_YORK, "") == whole
    assert answer_key([STAMPED_ANEW], window(), NEW_YORK, "") == whole
    assert answer_key([MOVED], window(), NEW_YORK, "") != whole


def test_what_the_store_has_is_not_read_at_all() -> None:
    parse = Counted()
    memo = Memo(parse, "rules")
    memo.keep(answer_key([STAMPED_ANEW], window(), NEW_YORK, "rules"))
    memo(FIRST, window(), NEW_YORK)
    assert (parse.times, memo.is_kept) == (0, True)


def test_what_the_store_has_under_other_rules_is_read_anew() -> None:
    parse = Counted()
    memo = Memo(parse, "other rules")
    memo.keep(answer_key([FIRST], window(), NEW_YORK, "rules"))
    memo(FIRST, window(), NEW_YORK)
    assert (parse.times, memo.is_kept) == (1, False)


def test_a_change_after_what_the_store_has_is_read() -> None:
    memo = Memo(Counted(), "")
    memo.keep(answer_key([FIRST], window(), NEW_YORK, ""))
    memo(FIRST, window(), NEW_YORK)
    assert len(memo(MOVED, window(), NEW_YORK).occurrences) == 1
    assert not memo.is_kept


def test_a_forgotten_text_is_read_anew() -> None:
    memo = Memo(Counted(), "")
    memo.keep(answer_key([FIRST], window(), NEW_YORK, ""))
    memo(FIRST, window(), NEW_YORK)
    memo.forget()
    assert memo(FIRST, window(), NEW_YORK).occurrences[0].title == "A.B."
    assert not memo.is_kept


def test_several_texts_are_the_same_together() -> None:
    parse = CountedMany()
    memo = Memo(parse, "")
    memo.many([FIRST, MOVED], window(), NEW_YORK)
    memo.many([STAMPED_ANEW, MOVED], window(), NEW_YORK)
    assert parse.times == 2


def test_texts_in_another_order_are_read_anew() -> None:
    parse = CountedMany()
    memo = Memo(parse, "")
    memo.many([FIRST, MOVED], window(), NEW_YORK)
    memo.many([MOVED, FIRST], window(), NEW_YORK)
    assert parse.times == 4


def test_new_zone_rules_make_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = answer_key([FIRST], window(), NEW_YORK, "")
    monkeypatch.setattr(memos, "tz_version", lambda: "2099z")
    assert answer_key([FIRST], window(), NEW_YORK, "") != before


def test_this_machine_says_which_zone_rules_it_has() -> None:
    assert tz_version()[:2] == "20"


@pytest.mark.parametrize("days", range(14))
def test_the_horizon_reaches_from_yesterday_to_the_45th_day(days: int) -> None:
    now = datetime(2026, 11, 23, 17, tzinfo=UTC) + timedelta(days=days)
    span = horizon(now, NEW_YORK)
    today = now.astimezone(NEW_YORK).date()
    assert span.start.astimezone(NEW_YORK).date() <= today - timedelta(days=1)
    assert span.end.astimezone(NEW_YORK).date() > today + timedelta(days=45)


def test_the_horizon_stays_for_a_week() -> None:
    monday = datetime(2026, 11, 23, 17, tzinfo=UTC)
    week = {horizon(monday + timedelta(days=day), NEW_YORK) for day in range(7)}
    assert len(week) == 1

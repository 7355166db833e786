"""The mirror of a CalDAV calendar, against a server that is a function."""

from __future__ import annotations

import json

import httpx
import pytest

from boundary.calendars.caldav import MOST_ROUNDS, PORTION
from boundary.errors import CalendarError
from tests.calendars.builders import NEW_YORK, calendar, event, starts, window
from tests.calendars.contract import later
from tests.calendars.fake_dav import PLACE, ROOT, FakeDav, multistatus, seen, with_one

SYNCS = pytest.mark.parametrize("syncs", [True, False], ids=["by sync", "by etags"])


def many(count: int) -> FakeDav:
    server = FakeDav()
    for n in range(count):
        server.put(f"{n}.ics", calendar(event(uid=f"uid{n}")))
    return server


# The mirror.


@SYNCS
def test_the_first_read_fetches_everything(syncs: bool) -> None:
    assert seen(with_one(syncs=syncs).calendar()) == ["11-24 14:00"]


@SYNCS
def test_an_unchanged_calendar_is_not_fetched_again(syncs: bool) -> None:
    server = with_one(syncs=syncs)
    source = server.calendar()
    seen(source)
    seen(source)
    assert server.fetched == [1]


def test_an_unchanged_calendar_costs_one_question() -> None:
    server = with_one()
    source = server.calendar()
    seen(source)
    server.asked.clear()
    seen(source)
    assert server.asked == ["REPORT sync https://dav.practice.example/sync/1"]


def test_without_sync_an_unchanged_calendar_costs_one_question_too() -> None:
    server = with_one(syncs=False)
    source = server.calendar()
    seen(source)
    server.asked.clear()
    seen(source)
    assert server.asked == ["PROPFIND 0"]


@SYNCS
def test_only_what_changed_is_fetched(syncs: bool) -> None:
    server = with_one(syncs=syncs)
    server.put("two.ics", calendar(later("two")))
    source = server.calendar()
    seen(source)
    server.put("one.ics", calendar(event("DTSTART:20261124T200000Z", "DURATION:PT50M")))
    assert seen(source) == ["11-24 17:00", "11-24 20:00"]
    assert server.fetched == [2, 1]


@SYNCS
def test_what_was_deleted_is_gone(syncs: bool) -> None:
    server = with_one(syncs=syncs)
    server.put("two.ics", calendar(later("two")))
    source = server.calendar()
    seen(source)
    server.delete("one.ics")
    assert seen(source) == ["11-24 17:00"]


def test_much_is_fetched_in_portions() -> None:
    server = many(2 * PORTION + 1)
    assert len(seen(server.calendar())) == 2 * PORTION + 1
    assert server.fetched == [PORTION, PORTION, 1]


def test_a_list_of_changes_may_come_in_parts() -> None:
    server = many(25)
    server.page = 10
    source = server.calendar()
    assert len(seen(source)) == 25
    assert source.plain()["token"].endswith("/25")


def test_parts_without_end_are_given_up() -> None:
    server = with_one()

    def more(_: httpx.Request) -> httpx.Response:
        status = "<status>HTTP/1.1 507 x</status>"
        return multistatus(f"<response><href>{PLACE}</href>{status}</response>", token="again")

    server.first = more
    with pytest.raises(CalendarError, match="a part of the calendar only"):
        seen(server.calendar())
    assert len(server.requests) == MOST_ROUNDS


@pytest.mark.parametrize("status", [403, 409, 410, 412])
def test_a_token_that_is_no_longer_known_means_to_list_everything(status: int) -> None:
    server = with_one()
    server.put("two.ics", calendar(later("two")))
    source = server.calendar()
    seen(source)
    server.forgets = status
    server.delete("one.ics")
    assert seen(source) == ["11-24 17:00"]


def test_what_is_still_the_same_is_not_fetched_again_after_a_lost_token() -> None:
    server = with_one()
    source = server.calendar()
    seen(source)
    server.forgets = 403
    seen(source)
    assert server.fetched == [1]


def test_a_server_without_etags_is_asked_for_everything() -> None:
    server = with_one(syncs=False, without_etags=True)
    source = server.calendar()
    seen(source)
    server.put("one.ics", calendar(later()))
    assert seen(source) == ["11-24 17:00"]


def test_a_resource_that_vanishes_while_it_is_asked_for_is_gone() -> None:
    server = with_one()
    server.put("two.ics", calendar(later("two")))

    def vanish(request: httpx.Request) -> None:
        if b"multiget" in request.content:
            server.items.pop("one.ics", None)

    server.first = vanish
    assert seen(server.calendar()) == ["11-24 17:00"]


def test_an_address_may_be_spelled_in_two_ways() -> None:
    server = FakeDav(spell=lambda href: href.replace("@", "%40"))
    server.put("one@practice.ics", calendar(event()))
    assert seen(server.calendar()) == ["11-24 14:00"]


def test_a_server_that_leaves_some_out_is_not_believed() -> None:
    server = many(3)
    whole = server._whole
    server._whole = lambda href: "" if "1" in href else whole(href)  # type: ignore[method-assign]
    with pytest.raises(CalendarError, match="a part of the calendar only"):
        seen(server.calendar())


def test_a_read_that_broke_off_goes_on_where_it_was() -> None:
    server = many(3 * PORTION)

    def break_off(_: httpx.Request) -> httpx.Response | None:
        return httpx.Response(500) if len(server.fetched) == 2 else None

    server.first = break_off
    source = server.calendar()
    with pytest.raises(CalendarError, match="trouble of its own"):
        seen(source)
    server.first = lambda _: None
    assert len(seen(source)) == 3 * PORTION
    assert server.fetched == [PORTION] * 3


def test_a_damaged_entry_is_a_problem_beside_the_others() -> None:
    server = with_one()
    server.put("two.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n")
    reading = server.calendar().read(window(), NEW_YORK)
    assert starts(reading) == ["11-24 14:00"]
    assert [one.title for one in reading.problems] == ["One entry of the calendar arrived damaged."]


def test_a_task_is_no_appointment_and_no_problem() -> None:
    server = with_one()
    server.put("task.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nEND:VTODO\r\nEND:VCALENDAR\r\n")
    reading = server.calendar().read(window(), NEW_YORK)
    assert (starts(reading), reading.problems) == (["11-24 14:00"], ())


def test_a_calendar_of_more_than_50_mb_is_refused() -> None:
    server = with_one()
    text = calendar(event("DESCRIPTION:" + "x" * 9_000_000))
    for n in range(6):
        server.put(f"{n}.ics", text)
    with pytest.raises(CalendarError, match="larger than 50 MB"):
        seen(server.calendar())


def test_a_calendar_with_nothing_in_it_is_an_empty_day() -> None:
    assert seen(FakeDav().calendar()) == []


# What is kept.


def test_what_is_known_can_be_kept_as_plain_values() -> None:
    server = with_one()
    source = server.calendar()
    seen(source)
    kept = json.loads(json.dumps(source.plain()))
    assert seen(server.calendar(kept)) == ["11-24 14:00"]
    assert server.fetched == [1]


def test_what_was_kept_of_another_calendar_is_not_used() -> None:
    server = with_one()
    source = server.calendar()
    seen(source)
    other = source.plain() | {"address": ROOT + "/maya/other/"}
    seen(server.calendar(other))
    assert server.fetched == [1, 1]


def test_what_an_older_version_kept_is_not_used() -> None:
    server = with_one()
    seen(server.calendar({"version": 0, "address": ROOT + PLACE}))
    assert server.fetched == [1]

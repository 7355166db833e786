"""Gmail's one window: written whole, read back by its words, given back as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from boundary.mail.mailbox import Found, MailError, MailSignInError, MailWaitError
from boundary.mail.reply import Wanted
from tests.mail.api_host import Given
from tests.mail.contract import HOUR, NOW, MailboxContract, nights, reply
from tests.mail.gmail_world import PLACE, World, error, gmail_world


@pytest.fixture
def world() -> Iterator[World]:
    with gmail_world() as world:
        yield world


class TestGmailMailbox(MailboxContract):
    @pytest.fixture
    def stage(self, world: World) -> World:
        return world


def fault(world: World) -> MailError:
    with pytest.raises(MailError) as caught:
        world.mailbox.read()
    assert "localhost" not in str(caught.value)
    return caught.value


def test_a_reply_is_sent_to_everybody(world: World) -> None:
    world.mailbox.write(nights(1))
    asked = json.loads(world.gmail.asked[-1].body)
    assert (asked["restrictToContacts"], asked["restrictToDomain"]) == (False, False)


def test_its_window_travels_as_digits(world: World) -> None:
    world.mailbox.write(Wanted((reply(datetime(2026, 11, 23, 22, tzinfo=UTC)),)))
    asked = json.loads(world.gmail.asked[-1].body)
    assert (asked["startTime"], asked["endTime"]) == ("1795471200000", "1795521600000")


def test_writing_is_one_request(world: World) -> None:
    world.gmail.lines()
    world.mailbox.write(nights(1))
    assert world.gmail.lines() == [f"PUT {PLACE}"]


def test_its_limits_say_what_gmail_does(world: World) -> None:
    limits = world.mailbox.limits
    assert (limits.windows, limits.again, limits.echoes) == (1, timedelta(days=4), True)


def test_a_reply_in_another_dress_is_the_same(world: World) -> None:
    world.mailbox.write(nights(1))
    setting = world.gmail.setting
    lines = setting.pop("responseBodyPlainText").replace("\n", "<br>").replace("'", "&#39;")
    setting["responseBodyHtml"] = f'<div dir="ltr">{lines}</div>'
    assert world.mailbox.read().mark == world.mailbox.mark(nights(1))


def test_a_reply_that_only_some_receive_is_another(world: World) -> None:
    world.mailbox.write(nights(1))
    world.gmail.setting["restrictToContacts"] = True
    assert world.mailbox.read().mark != world.mailbox.mark(nights(1))


def test_another_time_is_another_reply(world: World) -> None:
    world.mailbox.write(nights(1))
    world.gmail.setting["endTime"] = "1795521660000"
    assert world.mailbox.read().mark != world.mailbox.mark(nights(1))


def test_when_it_answers_is_told(world: World) -> None:
    world.mailbox.write(nights(1))
    assert world.mailbox.read().during == nights(1).replies[0].during


def test_a_reply_without_an_end_answers_for_an_unknown_time(world: World) -> None:
    world.set_own()
    assert world.mailbox.read().during is None


@pytest.mark.parametrize("digits", ["", "soon", "9" * 30, "-5", "0", 7])
def test_a_time_that_makes_no_sense_is_none(world: World, digits: object) -> None:
    world.set_own()
    world.gmail.setting |= {"startTime": digits, "endTime": "1795521660000"}
    assert world.mailbox.read().during is None


def test_the_clock_of_the_server_is_told(world: World) -> None:
    world.gmail.faults = [
        error(200, "OK", date="Mon, 23 Nov 2026 15:04:00 GMT"),
    ]
    assert world.mailbox.read().server_now == NOW + timedelta(minutes=4)


def test_her_text_that_is_switched_off_comes_back_with_hers(world: World) -> None:
    world.set_own()
    world.gmail.setting["enableAutoReply"] = False
    before = world.state()
    original = world.mailbox.read().original
    world.mailbox.write(nights(1))
    world.mailbox.restore(original)
    assert world.state() == before


def test_wanting_nothing_leaves_her_text_that_is_switched_off(world: World) -> None:
    world.set_own()
    world.gmail.setting["enableAutoReply"] = False
    before = world.state()
    world.mailbox.write(Wanted())
    assert world.state() == before


@pytest.mark.parametrize(
    "given",
    [
        error(401, "UNAUTHENTICATED", "authError"),
        error(403, "PERMISSION_DENIED", "insufficientPermissions"),
    ],
)
def test_a_permission_that_is_not_taken_asks_her(world: World, given: Any) -> None:
    world.gmail.faults = [given, given]
    assert isinstance(fault(world), MailSignInError)


def test_a_permission_that_ended_asks_her(world: World) -> None:
    world.oauth.expire()
    world.oauth.ended = True
    assert isinstance(fault(world), MailSignInError)


def test_a_permission_for_calendars_alone_asks_her(world: World) -> None:
    token = next(iter(world.oauth.refresh))
    world.oauth.refresh[token] = "https://www.googleapis.com/auth/calendar.events.readonly"
    assert isinstance(fault(world), MailSignInError)


def test_an_access_that_has_run_out_is_renewed(world: World) -> None:
    world.oauth.expire()
    assert world.mailbox.read().found is Found.NOTHING


@pytest.mark.parametrize(
    "given",
    [
        error(429, "RESOURCE_EXHAUSTED", retry_after="120"),
        error(503, "UNAVAILABLE", retry_after="120"),
        error(403, "PERMISSION_DENIED", "userRateLimitExceeded", retry_after="120"),
    ],
)
def test_a_service_that_asks_for_time_gets_it(world: World, given: Any) -> None:
    world.gmail.faults = [given]
    found = fault(world)
    assert isinstance(found, MailWaitError)
    assert found.wait == timedelta(seconds=120)


@pytest.mark.parametrize(
    ("given", "title"),
    [
        (error(403, "PERMISSION_DENIED", "accessNotConfigured"), "switched off"),
        (error(403, "PERMISSION_DENIED", "domainPolicy"), "does not let Boundary"),
        (error(500, "INTERNAL"), "trouble of its own"),
        (error(400, "INVALID_ARGUMENT"), "did not take"),
    ],
)
def test_a_refusal_is_told_in_plain_words(world: World, given: Any, title: str) -> None:
    world.gmail.faults = [given]
    assert title in fault(world).title


def test_a_write_that_is_refused_leaves_what_was(world: World) -> None:
    world.set_own()
    before = world.state()
    world.gmail.faults = [error(403, "PERMISSION_DENIED", "domainPolicy")]
    with pytest.raises(MailError):
        world.mailbox.write(nights(1))
    assert world.state() == before


def test_an_answer_that_is_no_document_is_told(world: World) -> None:
    world.gmail.faults = [Given(200, b"<html>Log in</html>")]
    assert "makes no sense" in fault(world).title


def test_a_window_keeps_its_length_in_any_zone(world: World) -> None:
    """The night of 14 March 2027 in New York is 13 hours long: instants carry that."""
    night = reply(datetime(2027, 3, 13, 22, tzinfo=UTC))
    world.mailbox.write(Wanted((night,)))
    during = world.mailbox.read().during
    assert during is not None
    assert during.length == 14 * HOUR

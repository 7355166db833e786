"""Gmail's one window: written whole, read back by its words, given back as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from boundary.mail.mailbox import MailError, MailSignInError, MailWaitError
from boundary.mail.reply import Wanted
from tests.mail.contract import NOW, MailboxContract, nights, reply
from tests.mail.gmail_world import PLACE, World, error, gmail_world
from tests.mail.signed_in import SignedInContract, fault


@pytest.fixture
def world() -> Iterator[World]:
    with gmail_world() as world:
        yield world


class TestGmailMailbox(MailboxContract, SignedInContract):
    @pytest.fixture
    def stage(self, world: World) -> World:
        return world


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


def test_a_permission_for_calendars_alone_asks_her(world: World) -> None:
    token = next(iter(world.oauth.refresh))
    world.oauth.refresh[token] = "https://www.googleapis.com/auth/calendar.events.readonly"
    assert isinstance(fault(world), MailSignInError)


def test_a_share_that_is_used_up_is_a_wait(world: World) -> None:
    world.gmail.faults = [
        error(403, "PERMISSION_DENIED", "userRateLimitExceeded", retry_after="120")
    ]
    assert isinstance(fault(world), MailWaitError)


def test_an_interface_that_is_switched_off_is_told(world: World) -> None:
    world.gmail.faults = [error(403, "PERMISSION_DENIED", "accessNotConfigured")]
    assert "switched off" in fault(world).title


def test_a_write_that_is_refused_leaves_what_was(world: World) -> None:
    world.set_own()
    before = world.state()
    world.gmail.faults = [error(403, "PERMISSION_DENIED", "domainPolicy")]
    with pytest.raises(MailError):
        world.mailbox.write(nights(1))
    assert world.state() == before

"""Microsoft's one window: off and on in one request, compared by its words, given back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from boundary.mail.mailbox import Found, MailError, MailWaitError
from tests.mail.api_host import PASS, Given, network
from tests.mail.contract import DAY, HOUR, NOW, MailboxContract, nights
from tests.mail.graph_world import BATCH, PLACE, SETTINGS, World, error, graph_world
from tests.mail.signed_in import SignedInContract, fault


@pytest.fixture
def world() -> Iterator[World]:
    with graph_world() as world:
        yield world


class TestGraphMailbox(MailboxContract, SignedInContract):
    @pytest.fixture
    def stage(self, world: World) -> World:
        return world


def test_a_reply_is_for_everybody_inside_and_outside(world: World) -> None:
    world.mailbox.write(nights(1))
    setting = world.graph.setting
    assert setting["externalAudience"] == "all"
    assert setting["internalReplyMessage"] == setting["externalReplyMessage"]


def test_a_first_reply_is_one_change(world: World) -> None:
    world.graph.lines()
    world.mailbox.write(nights(1))
    assert world.graph.lines() == [f"GET {PLACE}", f"PATCH {SETTINGS}"]


def test_a_new_window_is_one_change_too(world: World) -> None:
    """Killed at any moment, hers or the old one stands, or the new one: never neither."""
    world.set_own()
    world.graph.lines()
    world.mailbox.write(nights(1))
    assert world.graph.lines() == [f"GET {PLACE}", f"POST {BATCH}"]


def test_who_was_answered_last_night_is_answered_tonight(world: World) -> None:
    world.mailbox.write(nights(1))
    world.graph.answered.add("a sender")
    world.mailbox.write(nights(1, NOW + DAY))
    assert world.graph.answered == set()


def test_the_same_reply_again_answers_nobody_twice(world: World) -> None:
    world.mailbox.write(nights(1))
    world.graph.answered.add("a sender")
    world.mailbox.write(nights(1))
    assert world.graph.answered == {"a sender"}


def test_hers_is_put_back_where_ours_is_refused_halfway(world: World) -> None:
    world.set_own()
    before = world.state()
    world.graph.inside["on"] = error(400, "ErrorInvalidScheduledOofDuration")
    with pytest.raises(MailError):
        world.mailbox.write(nights(1))
    assert world.state() == before


def test_hers_stays_where_it_can_not_be_switched_off(world: World) -> None:
    world.set_own()
    before = world.state()
    world.graph.inside["off"] = error(403, "ErrorAccessDenied")
    with pytest.raises(MailError):
        world.mailbox.write(nights(1))
    assert world.state() == before


def test_a_half_that_asks_for_time_gets_it(world: World) -> None:
    world.set_own()
    world.graph.inside["on"] = error(429, "TooManyRequests", **{"Retry-After": "30"})
    with pytest.raises(MailWaitError) as caught:
        world.mailbox.write(nights(1))
    assert caught.value.wait == timedelta(seconds=30)


@pytest.mark.parametrize("document", [{}, {"responses": 1}, {"responses": [{"id": "off"}, 7]}])
def test_a_batch_that_tells_nothing_is_told(world: World, document: Any) -> None:
    world.set_own()
    world.graph.faults = [PASS, Given(200, document)]
    with pytest.raises(MailError, match="makes no sense"):
        world.mailbox.write(nights(1))


def test_a_reply_that_is_always_on_answers_for_an_unknown_time(world: World) -> None:
    world.set_own()
    assert world.mailbox.read().during is None


def test_a_schedule_of_hers_in_another_zone_answers_for_an_unknown_time(world: World) -> None:
    world.set_own()
    moment = {"dateTime": "2026-12-01T09:00:00.0000000", "timeZone": "Pacific Standard Time"}
    world.graph.setting |= {"status": "scheduled", "scheduledStartDateTime": moment}
    seen = world.mailbox.read()
    assert (seen.found, seen.during) == (Found.SET, None)


def test_a_reply_for_contacts_alone_is_another(world: World) -> None:
    world.mailbox.write(nights(1))
    world.graph.setting["externalAudience"] = "contactsOnly"
    assert world.mailbox.read().mark != world.mailbox.mark(nights(1))


def test_another_text_for_colleagues_is_another(world: World) -> None:
    world.mailbox.write(nights(1))
    world.graph.setting["internalReplyMessage"] = "<html><body>In Room 4.</body></html>"
    assert world.mailbox.read().mark != world.mailbox.mark(nights(1))


def test_a_fraction_of_a_second_is_no_other_time(world: World) -> None:
    world.mailbox.write(nights(1))
    world.graph.setting["scheduledEndDateTime"]["dateTime"] = "2026-11-24T12:00:00"
    assert world.mailbox.read().mark == world.mailbox.mark(nights(1))


def test_her_schedule_that_is_over_comes_back_switched_off(world: World) -> None:
    """Exchange refuses a schedule in the past; it answered nobody any more."""
    world.set_own()
    world.graph.setting["status"] = "scheduled"
    before = dict(world.graph.setting)
    original = world.mailbox.read().original
    world.mailbox.write(nights(1))
    world.mailbox.restore(original)
    assert world.state() == {**before, "status": "disabled"}


def test_its_limits_say_what_exchange_does(world: World) -> None:
    limits = world.mailbox.limits
    assert (limits.windows, limits.again, limits.echoes) == (1, None, True)


def test_an_account_without_a_mailbox_is_told(world: World) -> None:
    world.graph.faults = [error(404, "MailboxNotEnabledForRESTAPI")]
    assert "no mailbox for this account" in fault(world).title


def patched(world: World, setting: object) -> tuple[int, str]:
    """Return the status and code that Graph answers a change to *setting* with."""
    headers = {"Authorization": f"Bearer {world.account.token()}"}
    with httpx.Client(transport=network()) as client:
        address = f"{world.graph.root}{SETTINGS}"
        body = {"automaticRepliesSetting": setting}
        answer = client.patch(address, json=body, headers=headers)
    error: dict[str, str] = json.loads(answer.content).get("error", {})
    return answer.status_code, error.get("code", "")


def at(hours: int, zone: str = "UTC") -> dict[str, str]:
    when = NOW + hours * HOUR
    return {"dateTime": when.strftime("%Y-%m-%dT%H:%M:%S"), "timeZone": zone}


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ({"status": "Scheduled"}, "RequestBodyRead"),
        ({"status": "off"}, "RequestBodyRead"),
        ({"subject": "x"}, "RequestBodyRead"),
        ({"scheduledStartDateTime": "2026-11-23T22:00:00Z"}, "RequestBodyRead"),
        (
            {"scheduledStartDateTime": at(7, "Eastern Standard Time")},
            "ErrorInvalidScheduledOofDuration",
        ),
        (
            {
                "status": "scheduled",
                "scheduledStartDateTime": at(9),
                "scheduledEndDateTime": at(7),
            },
            "ErrorInvalidScheduledOofDuration",
        ),
        (
            {
                "status": "scheduled",
                "scheduledStartDateTime": at(-9),
                "scheduledEndDateTime": at(-7),
            },
            "ErrorInvalidScheduledOofDuration",
        ),
    ],
)
def test_the_stand_in_refuses_what_graph_does_not_know(
    world: World, setting: object, code: str
) -> None:
    before = world.state()
    assert patched(world, setting) == (400, code)
    assert world.state() == before
    assert len(world.graph.forgive()) == 1


def test_the_stand_in_changes_only_what_it_is_told(world: World) -> None:
    world.set_own()
    before = dict(world.graph.setting)
    assert patched(world, {"status": "disabled"}) == (200, "")
    assert world.state() == {**before, "status": "disabled"}

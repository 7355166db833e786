"""JMAP's one window: nobody's change is lost, nor are her filters; the server's faults are told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from boundary.errors import SecretsError
from boundary.mail.jmap import JmapMailbox
from boundary.mail.jmap_door import CORE, VACATION, Login
from boundary.mail.mailbox import (
    ForeignReplyError,
    Found,
    MailError,
    MailSignInError,
    MailWaitError,
)
from boundary.mail.reply import Reply, Wanted
from tests.accounts.builders import StillClock
from tests.mail.api_host import PASS, Given, network
from tests.mail.contract import NOW, SECRET, MailboxContract, nights
from tests.mail.jmap_world import ACCOUNT, PASSWORD, TOKEN, USER, World, jmap_world


@pytest.fixture
def world() -> Iterator[World]:
    with jmap_world() as world:
        yield world


@pytest.fixture
def cyrus() -> Iterator[World]:
    with jmap_world(cyrus=True) as world:
        yield world


class TestJmapMailbox(MailboxContract):
    @pytest.fixture
    def stage(self, world: World) -> World:
        return world


class TestAMailboxOnCyrus(MailboxContract):
    @pytest.fixture
    def stage(self, cyrus: World) -> World:
        return cyrus


class TestAMailboxWhoseFiltersAreHidden(MailboxContract):
    @pytest.fixture
    def stage(self) -> Iterator[World]:
        with jmap_world(tells_scripts=False) as world:
            yield world


def fault(world: World) -> MailError:
    with pytest.raises(MailError) as caught:
        world.mailbox.read()
    assert "/" not in str(caught.value)
    return caught.value


def test_the_session_is_found_behind_a_redirect_and_kept(world: World) -> None:
    world.mailbox.read()
    world.mailbox.read()
    assert world.jmap.lines() == [
        "GET /.well-known/jmap",
        "GET /jmap/session",
        "POST /jmap/",
        "POST /jmap/",
    ]


def test_a_password_is_taken_as_well_as_a_token(world: World) -> None:
    world.login = Login(PASSWORD, USER)
    assert world.mailbox.read().found is Found.NOTHING


def test_a_login_tells_nothing_of_itself() -> None:
    assert PASSWORD not in repr(Login(PASSWORD, USER))


def test_all_six_properties_travel(world: World) -> None:
    world.mailbox.write(nights(1))
    sent = json.loads(world.jmap.asked[-1].body)["methodCalls"][0][1]
    assert sent["update"]["singleton"].keys() == {
        "isEnabled",
        "fromDate",
        "toDate",
        "subject",
        "textBody",
        "htmlBody",
    }


def test_a_double_quote_in_the_subject_is_softened(cyrus: World) -> None:
    night = nights(1).replies[0]
    wanted = Wanted((Reply(night.during, 'Not "here"', night.frame, night.opening),))
    cyrus.mailbox.write(wanted)
    assert cyrus.jmap.reply["subject"] == "Not 'here'"
    assert cyrus.mailbox.read().mark == cyrus.mailbox.mark(wanted)


def test_a_change_of_hers_after_the_look_is_not_overwritten(world: World) -> None:
    world.mailbox.read()
    world.set_own()
    before = world.state()
    with pytest.raises(MailError, match="changed elsewhere"):
        world.mailbox.write(nights(1))
    assert world.state() == before


def test_a_change_of_hers_while_ours_is_on_its_way_is_not_overwritten(world: World) -> None:
    world.jmap.before_next_change = True
    with pytest.raises(MailError, match="changed elsewhere"):
        world.mailbox.write(nights(1))
    assert world.jmap.reply["subject"] == "Hers"


def test_it_goes_on_once_the_change_was_seen(world: World) -> None:
    world.mailbox.read()
    world.set_own()
    world.mailbox.read()
    world.mailbox.write(nights(1))
    assert world.mailbox.read().mark == world.mailbox.mark(nights(1))


def test_the_same_reply_again_is_not_sent(world: World) -> None:
    world.mailbox.write(nights(1))
    version = world.jmap.version
    world.mailbox.write(nights(1))
    assert world.jmap.version == version


def test_her_filters_are_not_switched_off(world: World) -> None:
    world.jmap.active = "filters"
    before = world.state()
    with pytest.raises(ForeignReplyError):
        world.mailbox.write(nights(1))
    assert world.state() == before


def test_her_filters_rest_where_she_allowed_it(world: World) -> None:
    world.jmap.active = "filters"
    mailbox = world.open(over_filters=True)
    mailbox.write(nights(1))
    assert mailbox.read().mark == mailbox.mark(nights(1))


def test_her_filters_are_in_force_again_afterwards(world: World) -> None:
    world.jmap.active = "filters"
    before = world.state()
    original = world.mailbox.read().original
    world.mailbox.replace(nights(1))
    world.mailbox.restore(original)
    assert world.state() == before


def test_a_server_that_guards_her_filters_itself_is_heard(world: World) -> None:
    world.jmap.active, world.jmap.strict = "filters", True
    with pytest.raises(ForeignReplyError):
        world.open(over_filters=True).write(nights(1))


def test_a_reply_in_two_dresses_is_one(world: World) -> None:
    world.mailbox.write(nights(1))
    lines = world.jmap.reply["textBody"].replace("\n", "<br>")
    world.jmap.change(htmlBody=f"<p>{lines}</p>", fromDate="2026-11-23T22:00:00.0Z")
    assert world.mailbox.read().mark == world.mailbox.mark(nights(1))


def test_a_reply_of_two_texts_is_another(world: World) -> None:
    world.mailbox.write(nights(1))
    world.jmap.change(htmlBody="<p>Something else</p>")
    assert world.mailbox.read().mark != world.mailbox.mark(nights(1))


def test_when_it_answers_is_told(world: World) -> None:
    world.mailbox.write(nights(1))
    assert world.mailbox.read().during == nights(1).replies[0].during


def test_a_login_that_is_not_taken_asks_her(world: World) -> None:
    world.login = Login("wrong")
    assert isinstance(fault(world), MailSignInError)


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_for_time_gets_it(world: World, status: int) -> None:
    world.jmap.faults = [Given(status, b"", {"retry-after": "90"})]
    found = fault(world)
    assert isinstance(found, MailWaitError)
    assert found.wait == timedelta(seconds=90)


def test_a_server_without_replies_is_told(world: World) -> None:
    world.jmap.serves_replies = False
    assert "no automatic reply" in fault(world).title


@pytest.mark.parametrize(
    "api", ["https://elsewhere.example/jmap/", "http://localhost/jmap/", "//elsewhere.example/"]
)
def test_a_session_that_leads_elsewhere_gets_no_login(world: World, api: str) -> None:
    world.jmap.api = api
    assert "makes no sense" in fault(world).title


def test_a_redirect_that_leads_elsewhere_gets_no_login(world: World) -> None:
    world.jmap.faults = [Given(302, b"", {"location": "https://elsewhere.example/"})]
    assert "makes no sense" in fault(world).title


def test_a_redirect_without_end_is_told(world: World) -> None:
    world.jmap.faults = [Given(302, b"", {"location": "/.well-known/jmap"})] * 9
    assert "makes no sense" in fault(world).title


@pytest.mark.parametrize(
    "document",
    [
        b"<html>",
        {},
        {"methodResponses": []},
        {"methodResponses": [["VacationResponse/get", {"list": []}, "VacationResponse/get"]]},
        {"methodResponses": [7, ["error"], ["error", {}, "VacationResponse/get"]]},
    ],
)
def test_an_answer_that_makes_no_sense_is_told(world: World, document: Any) -> None:
    world.mailbox.read()
    world.jmap.faults = [Given(200, document)]
    assert "makes no sense" in fault(world).title


def test_a_method_that_fails_is_told(world: World) -> None:
    name = "VacationResponse/get"
    failed = {"methodResponses": [["error", {"type": "serverUnavailable"}, name]] * 2}
    failed["methodResponses"].append(["SieveScript/get", {"list": []}, "SieveScript/get"])
    world.jmap.faults = [PASS, PASS, Given(200, failed)]
    assert "serverUnavailable" in fault(world).title


def test_scripts_that_can_not_be_read_hide_no_reply(world: World) -> None:
    world.mailbox.write(nights(1))
    singleton = {"id": "singleton", **world.jmap.reply}
    found = {
        "methodResponses": [
            ["VacationResponse/get", {"state": "1", "list": [singleton]}, "VacationResponse/get"],
            ["error", {"type": "forbidden"}, "SieveScript/get"],
        ]
    }
    world.jmap.faults = [Given(200, found)]
    assert world.mailbox.read().mark == world.mailbox.mark(nights(1))


def test_a_change_that_is_refused_leaves_what_was(cyrus: World) -> None:
    cyrus.set_own()
    before = cyrus.state()
    failed = {"singleton": {"type": "overQuota"}}
    answer = ["VacationResponse/set", {"notUpdated": failed}, "VacationResponse/set"]
    cyrus.jmap.faults = [PASS, PASS, PASS, Given(200, {"methodResponses": [answer]})]
    with pytest.raises(MailError, match="overQuota"):
        cyrus.mailbox.write(nights(1))
    assert cyrus.state() == before


def test_a_keyring_that_is_locked_is_told(world: World) -> None:
    def locked() -> Login:
        raise SecretsError("The keyring is locked.", "Unlock it.")

    mailbox = JmapMailbox(
        f"{world.jmap.root}/.well-known/jmap", locked, StillClock(NOW), transport=network()
    )
    with pytest.raises(MailError, match="keyring is locked"):
        mailbox.read()


def posted(world: World, update: object, **more: object) -> Any:
    """Return what the server answers to a change that says *update*."""
    call = ["VacationResponse/set", {"accountId": ACCOUNT, "update": update, **more}, "a"]
    with httpx.Client(transport=network()) as client:
        return client.post(
            f"{world.jmap.root}/jmap/",
            json={"using": [CORE, VACATION], "methodCalls": [call]},
            headers={"Authorization": f"Bearer {TOKEN}"},
        ).json()["methodResponses"][0]


@pytest.mark.parametrize(
    "new",
    [
        {"fromDate": "2026-11-23T22:00:00+01:00", "isEnabled": True},
        {"isEnabled": "true"},
        {"status": "on", "isEnabled": True},
        {"subject": "without the switch"},
    ],
)
def test_the_stand_in_refuses_what_jmap_does_not_know(cyrus: World, new: object) -> None:
    before = cyrus.state()
    answer = posted(cyrus, {"singleton": new})
    assert answer[1]["notUpdated"]["singleton"]["type"] == "invalidProperties"
    assert cyrus.state() == before
    assert len(cyrus.jmap.forgive()) == 1


def test_the_stand_in_knows_no_other_argument(cyrus: World) -> None:
    assert posted(cyrus, {}, states="1")[1]["type"] == "invalidArguments"
    assert len(cyrus.jmap.forgive()) == 1


def test_the_stand_in_breaks_where_cyrus_breaks(cyrus: World) -> None:
    answer = posted(cyrus, {"singleton": {"isEnabled": True, "subject": f'"{SECRET}"'}})
    assert answer[1]["notUpdated"]["singleton"]["type"] == "serverError"

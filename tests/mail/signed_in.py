"""What all mailboxes behind a signed-in account have in common, the contract aside."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Protocol

import pytest

from boundary.mail.mailbox import Found, Mailbox, MailError, MailSignInError, MailWaitError
from boundary.mail.reply import Wanted
from tests.mail.api_host import ApiHost, Given
from tests.mail.contract import nights
from tests.stand_ins.oauth import OAuth


class Signed(Protocol):
    """A mailbox at `host`, whose permission `oauth` gave."""

    oauth: OAuth
    mailbox: Any

    @property
    def host(self) -> ApiHost: ...

    def refusal(self, status: int, **headers: str) -> Given:
        """Return a refusal as the host writes it."""
        ...

    def set_own(self) -> None: ...

    def switch_off(self) -> None:
        """Let her switch her own reply off, its text kept."""
        ...

    def state(self) -> object: ...


def fault(world: Signed) -> MailError:
    """Return the error that reading ends in; no address is in it."""
    mailbox: Mailbox = world.mailbox
    with pytest.raises(MailError) as caught:
        mailbox.read()
    assert "localhost" not in str(caught.value)
    return caught.value


class SignedInContract:
    """Subclass it and give the fixture `world`."""

    def test_when_it_answers_is_told(self, world: Signed) -> None:
        world.mailbox.write(nights(1))
        assert world.mailbox.read().during == nights(1).replies[0].during

    def test_her_text_that_is_switched_off_comes_back(self, world: Signed) -> None:
        world.set_own()
        world.switch_off()
        before = world.state()
        original = world.mailbox.read().original
        world.mailbox.write(nights(1))
        world.mailbox.restore(original)
        assert world.state() == before

    def test_wanting_nothing_leaves_her_text_that_is_switched_off(self, world: Signed) -> None:
        world.set_own()
        world.switch_off()
        before = world.state()
        world.mailbox.write(Wanted())
        assert world.state() == before

    def test_a_token_that_is_not_taken_asks_her(self, world: Signed) -> None:
        world.host.faults = [world.refusal(401)] * 2
        assert isinstance(fault(world), MailSignInError)

    def test_a_permission_that_ended_asks_her(self, world: Signed) -> None:
        world.oauth.expire()
        world.oauth.ended = True
        assert isinstance(fault(world), MailSignInError)

    def test_an_access_that_has_run_out_is_renewed(self, world: Signed) -> None:
        world.oauth.expire()
        assert world.mailbox.read().found is Found.NOTHING

    @pytest.mark.parametrize("status", [429, 503])
    def test_a_service_that_asks_for_time_gets_it(self, world: Signed, status: int) -> None:
        world.host.faults = [world.refusal(status, retry_after="120")]
        found = fault(world)
        assert isinstance(found, MailWaitError)
        assert found.wait == timedelta(seconds=120)

    @pytest.mark.parametrize(
        ("status", "title"),
        [
            (400, "did not take"),
            (403, "does not let Boundary"),
            (500, "trouble of its own"),
        ],
    )
    def test_a_refusal_is_told_in_plain_words(self, world: Signed, status: int, title: str) -> None:
        world.host.faults = [world.refusal(status)]
        assert title in fault(world).title

    def test_an_answer_that_is_no_document_is_told(self, world: Signed) -> None:
        world.host.faults = [Given(200, b"<html>Log in</html>")]
        assert "makes no sense" in fault(world).title

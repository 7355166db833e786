"""Servers with little room or few parts, and programs that end in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from boundary.mail.mailbox import ForeignReplyError, Found, MailError
from boundary.mail.managesieve import ManageSieve
from boundary.mail.managesieve_faults import Refused, SieveRefusedError
from boundary.mail.servers import MailLogin, Server
from boundary.mail.sieve import SieveMailbox
from boundary.mail.sieve_install import HOURS, MASTER
from tests.mail.contract import MailboxContract, nights
from tests.mail.dovecot import ANNA, Dovecot, dovecot
from tests.mail.dovecot import SECRET as PASSWORD
from tests.mail.sieve_stage import (
    AUTHOR,
    FILTERS,
    REPLY,
    RULE,
    KilledError,
    SieveStage,
    other,
    staged,
    staged_again,
)


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


@pytest.fixture(scope="module")
def plain_server() -> Iterator[Dovecot]:
    """A server that knows no `include`."""
    with dovecot(plugin={"sieve_extensions": "-include"}) as running:
        yield running


def test_killed_at_any_step_it_is_hers_or_ours_complete(server: Dovecot) -> None:
    """The program ends before each command that changes something, once."""
    for way in ("write", "replace", "restore"):
        for last in range(1, 20):
            stage = staged(server)
            stage.put("webmail", FILTERS if way == "write" else REPLY)
            hers, original = stage.mailbox.read(), stage.mailbox.read().original
            ours = stage.mailbox.mark(nights(3))
            if way == "restore":
                stage.mailbox.replace(nights(3))
            left = [last]
            cut = staged_again(stage, left)
            done = False
            try:
                if way == "restore":
                    cut.restore(original)
                else:
                    getattr(cut, way)(nights(3))
                done = True
            except KilledError:
                seen = stage.mailbox.read()
                assert stage.get("webmail") == (FILTERS if way == "write" else REPLY)
                assert seen.original == original
                assert (seen.found, seen.mark) in ((hers.found, hers.mark), (Found.SET, ours))
            stage.mailbox.restore(original)
            assert stage.mailbox.read().mark == hers.mark
            with stage.line() as line:
                assert line.scripts().names == ("webmail",)
            if done:
                break
        assert last > 2


def test_what_she_changes_while_ours_is_put_there_is_not_lost(server: Dovecot) -> None:
    """There is no compare-and-swap: just before the step that counts it is looked at again."""
    stage = staged(server)
    stage.put("webmail", FILTERS)

    class Late(ManageSieve):
        def put(self, name: str, script: bytes) -> None:
            super().put(name, script)
            if name == MASTER:
                stage.put("newer", RULE)

    late = SieveMailbox(
        "localhost",
        AUTHOR,
        lambda: Late(
            Server("localhost", server.sieve_port), MailLogin(ANNA, PASSWORD), server.trusting
        ),
        "this-computer",
    )
    with pytest.raises(MailError, match="changed while"):
        late.write(nights(3))
    assert stage.active() == "newer"
    stage.mailbox.write(nights(3))
    assert b'"newer"' in stage.get(MASTER)


def test_settling_what_is_there_already_writes_nothing(server: Dovecot) -> None:
    stage = staged(server)
    stage.put("webmail", FILTERS)
    stage.mailbox.write(nights(3))
    staged_again(stage, [1]).write(nights(3))


def test_a_server_with_little_room_holds_as_much_as_fits() -> None:
    with dovecot(plugin={"sieve_max_script_size": "16k"}) as running:
        stage = staged(running)
        wanted = nights(400)
        stage.mailbox.write(wanted)
        seen = stage.mailbox.read()
        assert seen.mark == stage.mailbox.mark(wanted)
        assert seen.during is not None
        assert timedelta(days=80) < seen.during.length < timedelta(days=200)
        assert len(stage.get(HOURS)) < 16 * 1024


def test_a_server_that_takes_no_more_scripts_keeps_hers() -> None:
    with dovecot(plugin={"sieve_quota_max_scripts": "2"}) as running:
        stage = staged(running)
        stage.put("webmail", FILTERS)
        before = stage.mailbox.read()
        with pytest.raises(SieveRefusedError) as caught:
            stage.mailbox.write(nights(3))
        assert caught.value.why is Refused.TOO_MANY
        assert (stage.active(), stage.mailbox.read()) == ("webmail", before)


def test_a_server_that_is_full_says_so() -> None:
    with dovecot(plugin={"sieve_quota_max_storage": "1k"}) as running:
        stage = staged(running)
        with pytest.raises(MailError, match="room"):
            stage.mailbox.write(nights(60))


def test_a_server_that_knows_no_time_of_day_says_so() -> None:
    with dovecot(plugin={"sieve_extensions": "-date"}) as running:
        stage = staged(running)
        before = stage.state()
        with pytest.raises(MailError, match="hour"):
            stage.mailbox.write(nights(3))
        assert stage.state() == before


class TestSieveMailboxWithoutInclude(MailboxContract):
    """What every mailbox keeps."""

    @pytest.fixture
    def stage(self, plain_server: Dovecot) -> SieveStage:
        return staged(plain_server)


class TestWithoutInclude:
    """Ours and a copy of her filters in one script."""

    @pytest.fixture
    def stage(self, plain_server: Dovecot) -> SieveStage:
        return staged(plain_server)

    def test_her_filters_follow_ours_in_one_script(self, stage: SieveStage) -> None:
        stage.put("webmail", FILTERS)
        stage.mailbox.write(nights(3))
        script = stage.get(MASTER)
        assert stage.get("webmail") == FILTERS
        assert script.endswith(FILTERS.partition(b"\n")[2])
        assert script.count(b"require") == 1

    def test_her_filters_are_active_again_after(self, stage: SieveStage) -> None:
        stage.put("webmail", FILTERS)
        before, original = stage.state(), stage.mailbox.read().original
        stage.mailbox.write(nights(3))
        stage.mailbox.write(other())
        stage.mailbox.restore(original)
        assert stage.state() == before

    def test_what_webmail_adds_to_the_active_script_stays(self, stage: SieveStage) -> None:
        stage.put("webmail", FILTERS)
        stage.mailbox.write(nights(3))
        stage.put(MASTER, stage.get(MASTER) + RULE)
        stage.mailbox.write(other())
        assert stage.get(MASTER).endswith(RULE)
        stage.mailbox.restore(b"")
        assert stage.get(MASTER).endswith(FILTERS.partition(b"\n")[2] + RULE)
        assert stage.mailbox.read().found is Found.NOTHING

    def test_signs_that_would_mean_something_else_are_left_to_her(self, stage: SieveStage) -> None:
        stage.put("webmail", b'if header "subject" "${a}" { keep; }\n')
        with pytest.raises(ForeignReplyError, match="meaning"):
            stage.mailbox.write(nights(3))


def test_a_server_that_takes_no_script_at_all_says_so() -> None:
    with dovecot(plugin={"sieve_quota_max_scripts": "1"}) as running:
        stage = staged(running)
        stage.put("webmail", FILTERS)
        before = stage.state()
        with pytest.raises(SieveRefusedError) as caught:
            stage.mailbox.write(nights(3))
        assert caught.value.why is Refused.TOO_MANY
        assert stage.state() == before

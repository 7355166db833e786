"""The mailbox on a real Dovecot: the contract, and her filters, untouched and still running."""

from __future__ import annotations

import json
import shutil
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from boundary.mail.mailbox import ForeignReplyError, Found, MailError
from boundary.mail.managesieve import Answer, ManageSieve
from boundary.mail.managesieve_faults import Refused, SieveRefusedError
from boundary.mail.reply import Wanted
from boundary.mail.servers import MailLogin, Server
from boundary.mail.sieve import SieveMailbox
from boundary.mail.sieve_install import COPY, HOURS, MASTER, SIGN
from boundary.mail.sieve_label import label_of
from boundary.mail.sieve_script import Author
from tests.mail.contract import NOW, SECRET, MailboxContract, nights
from tests.mail.dovecot import ANNA, Dovecot, dovecot
from tests.mail.dovecot import SECRET as PASSWORD

AUTHOR = Author(ANNA)
FILTERS = (
    b'require ["fileinto"];\nif header :contains "subject" "bill" { fileinto "Bills"; stop; }\n'
)
REPLY = (
    b'require ["vacation", "fileinto"];\r\n# rule:[away]\r\nif true\r\n{\r\n\tvacation :days 3 '
    b'text:\r\nAway; "back" soon: ' + SECRET.encode() + b"\r\n.\r\n;\r\n}\r\nkeep;\r\n"
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


@dataclass
class SieveStage:
    """Anna's mailbox on *server*; `port` is where it is looked for."""

    server: Dovecot
    mailbox: SieveMailbox
    owner: str
    port: list[int]

    def line(self) -> ManageSieve:
        """Return a line of her own to the server: her webmail's."""
        return opened(self.server, self.server.sieve_port)

    def put(self, name: str, script: bytes, *, active: bool = True) -> None:
        """Let her webmail keep a script."""
        with self.line() as line:
            line.put(name, script)
            if active:
                line.activate(name)

    def get(self, name: str) -> bytes:
        with self.line() as line:
            return line.get(name)

    def active(self) -> str:
        with self.line() as line:
            return line.scripts().active

    def set_own(self) -> None:
        self.put("webmail", REPLY)

    def state(self) -> object:
        with self.line() as line:
            listed = line.scripts()
            return listed.active, {name: line.get(name) for name in listed.names}

    def lose(self) -> None:
        self.port[0] = 1

    def find(self) -> None:
        self.port[0] = self.server.sieve_port


def opened(server: Dovecot, port: int) -> ManageSieve:
    return ManageSieve(Server("localhost", port), MailLogin(ANNA, PASSWORD), server.trusting)


def staged(
    server: Dovecot, connect: Callable[[ManageSieve], ManageSieve] | None = None
) -> SieveStage:
    """Return a mailbox in which there is nothing; *connect* may put something before its line."""
    shutil.rmtree(server.home(), ignore_errors=True)
    port = [server.sieve_port]

    def line() -> ManageSieve:
        made = opened(server, port[0])
        return made if connect is None else connect(made)

    return SieveStage(
        server, SieveMailbox("localhost", AUTHOR, line, "this-computer"), "this-computer", port
    )


@pytest.fixture
def stage(server: Dovecot) -> SieveStage:
    return staged(server)


class TestSieveMailbox(MailboxContract):
    pass


class TestSieveMailboxWithoutInclude(MailboxContract):
    @pytest.fixture
    def stage(self, plain_server: Dovecot) -> SieveStage:
        return staged(plain_server)


def other(count: int = 2) -> Wanted:
    """Return what differs from `nights(3)`."""
    return nights(count, NOW + timedelta(days=1, hours=8))


def test_her_filters_stay_byte_for_byte(stage: SieveStage) -> None:
    stage.put("webmail", FILTERS)
    stage.mailbox.write(nights(3))
    assert stage.get("webmail") == FILTERS


def test_her_filters_run_behind_ours(stage: SieveStage) -> None:
    stage.put("webmail", FILTERS)
    stage.mailbox.write(nights(3))
    assert (stage.active(), stage.get(MASTER).decode().splitlines()) == (
        MASTER,
        [
            SIGN,
            'require ["include"];',
            'include :personal :optional "boundary-hours";',
            'include :personal :optional "webmail";',
        ],
    )


@pytest.mark.parametrize("name", ["webmail", 'with "quotes" and \\', "Zoë's", "${d} $"])
def test_whatever_her_script_is_called_it_is_active_again_after(
    stage: SieveStage, name: str
) -> None:
    stage.put(name, FILTERS)
    before, original = stage.state(), stage.mailbox.read().original
    stage.mailbox.write(nights(3))
    assert stage.mailbox.read().found is Found.SET
    stage.mailbox.restore(original)
    assert stage.state() == before


def test_scripts_that_she_does_not_use_stay(stage: SieveStage) -> None:
    stage.put("old", b"discard;\n", active=False)
    before = stage.state()
    stage.mailbox.write(nights(3))
    stage.mailbox.restore(b"")
    assert stage.state() == before


def test_a_change_of_the_reply_touches_our_script_alone(stage: SieveStage) -> None:
    stage.put("webmail", FILTERS)
    stage.mailbox.write(nights(3))
    before = stage.get(MASTER)
    stage.mailbox.write(other())
    assert (stage.get(MASTER), stage.active()) == (before, MASTER)


def test_a_filter_that_refuses_mail_is_in_the_way(stage: SieveStage) -> None:
    stage.put("webmail", b'require ["reject"];\nif size :over 9M { reject "too large"; }\n')
    before = stage.state()
    assert stage.mailbox.read().found is Found.NOTHING
    for write in (stage.mailbox.write, stage.mailbox.replace):
        with pytest.raises(ForeignReplyError, match="refuses"):
            write(nights(3))
    assert stage.state() == before


def test_words_in_texts_and_comments_are_no_commands(stage: SieveStage) -> None:
    stage.put("webmail", b'# vacation\n/* reject */\nif header "subject" "vacation;" { keep; }\n')
    stage.mailbox.write(nights(3))
    assert stage.mailbox.read().found is Found.SET


def test_a_reply_that_webmail_keeps_switched_off_is_not_in_the_way(stage: SieveStage) -> None:
    off = b'require ["vacation"];\nif false # away\n{\n if true { vacation "x"; }\n}\nkeep;\n'
    stage.put("webmail", off)
    stage.mailbox.write(nights(3))
    assert stage.mailbox.read().found is Found.SET


def test_her_own_reply_can_be_replaced(stage: SieveStage) -> None:
    stage.set_own()
    stage.mailbox.replace(nights(3))
    seen = stage.mailbox.read()
    assert (seen.found, seen.mark) == (Found.SET, stage.mailbox.mark(nights(3)))


def test_the_script_with_her_own_reply_is_not_touched_when_it_is_replaced(
    stage: SieveStage,
) -> None:
    stage.set_own()
    stage.mailbox.replace(nights(3))
    assert stage.get("webmail") == REPLY
    assert b"keep;" in stage.get(COPY)
    assert SECRET.encode() not in stage.get(COPY)


def test_a_replaced_reply_comes_back(stage: SieveStage) -> None:
    stage.set_own()
    before, original = stage.state(), stage.mailbox.read().original
    stage.mailbox.replace(nights(3))
    stage.mailbox.write(other())
    stage.mailbox.restore(original)
    assert stage.state() == before


def test_what_she_changes_in_a_replaced_script_runs_after_the_next_write(
    stage: SieveStage,
) -> None:
    stage.set_own()
    stage.mailbox.replace(nights(3))
    stage.put("webmail", REPLY + b"# newer\r\n", active=False)
    stage.mailbox.write(other())
    assert stage.get(COPY).endswith(b"# newer\r\n")


def test_a_reply_in_a_script_that_hers_includes_is_left_to_her(stage: SieveStage) -> None:
    stage.put("away", REPLY, active=False)
    stage.put("webmail", b'require ["include"];\ninclude "away";\n')
    before = stage.state()
    assert stage.mailbox.read().found is Found.SET
    with pytest.raises(ForeignReplyError):
        stage.mailbox.replace(nights(3))
    assert stage.state() == before


def test_a_reply_that_she_sets_later_is_seen_beside_ours(stage: SieveStage) -> None:
    stage.put("webmail", FILTERS)
    stage.mailbox.write(nights(3))
    stage.put("webmail", REPLY, active=False)
    assert stage.mailbox.read().found is Found.BESIDE


def test_a_reply_that_she_sets_later_can_be_replaced_too(stage: SieveStage) -> None:
    stage.put("webmail", FILTERS)
    stage.mailbox.write(nights(3))
    stage.put("webmail", REPLY, active=False)
    stage.mailbox.replace(nights(3))
    assert stage.mailbox.read().found is Found.SET
    stage.mailbox.restore(b"")
    assert (stage.active(), stage.get("webmail")) == ("webmail", REPLY)


RULE = b'\r\n# rule:[new]\r\nif header :contains "subject" "x"\r\n{\r\n\tkeep;\r\n}\r\n'


def test_a_rule_that_webmail_adds_to_the_master_stays_when_ours_is_written(
    stage: SieveStage,
) -> None:
    stage.put("webmail", FILTERS)
    stage.mailbox.write(nights(3))
    with_rule = stage.get(MASTER) + RULE
    stage.put(MASTER, with_rule)
    stage.mailbox.write(other())
    assert stage.get(MASTER) == with_rule
    assert stage.mailbox.read().mark == stage.mailbox.mark(other())


def test_a_rule_that_webmail_adds_to_the_master_stays_when_ours_goes(stage: SieveStage) -> None:
    stage.put("webmail", FILTERS)
    original = stage.mailbox.read().original
    stage.mailbox.write(nights(3))
    stage.put(MASTER, stage.get(MASTER) + RULE)
    stage.mailbox.restore(original)
    text = stage.get(MASTER)
    assert stage.active() == MASTER
    assert RULE in text
    assert b'"webmail"' in text
    assert HOURS.encode() not in text
    assert stage.mailbox.read().found is Found.NOTHING


def test_a_rule_that_webmail_puts_before_ours_is_put_behind_it(stage: SieveStage) -> None:
    stage.mailbox.write(nights(3))
    head, _, tail = stage.get(MASTER).partition(b"include :personal")
    stage.put(MASTER, head + RULE + b"include :personal" + tail)
    stage.mailbox.write(nights(3))
    assert stage.mailbox.read().mark == stage.mailbox.mark(nights(3))
    assert RULE.strip() in stage.get(MASTER)


def test_another_script_that_webmail_makes_active_runs_behind_ours_again(
    stage: SieveStage,
) -> None:
    stage.put("webmail", FILTERS)
    stage.mailbox.write(nights(3))
    stage.put("newer", FILTERS)
    assert stage.mailbox.read().found is Found.NOTHING
    stage.mailbox.write(nights(3))
    assert stage.active() == MASTER
    assert stage.get(MASTER).endswith(b'include :personal :optional "newer";\r\n')


def test_the_script_that_she_chose_since_is_active_when_ours_goes(stage: SieveStage) -> None:
    stage.put("webmail", FILTERS)
    original = stage.mailbox.read().original
    stage.mailbox.write(nights(3))
    stage.put("newer", FILTERS)
    stage.mailbox.restore(original)
    with stage.line() as line:
        assert line.scripts().active == "newer"
        assert set(line.scripts().names) == {"newer", "webmail"}


def test_her_script_comes_back_even_if_it_was_deleted_meanwhile(stage: SieveStage) -> None:
    stage.put("webmail", FILTERS)
    before, original = stage.state(), stage.mailbox.read().original
    stage.mailbox.write(nights(3))
    with stage.line() as line:
        line.delete("webmail")
    stage.mailbox.restore(original)
    assert stage.state() == before


def test_our_script_deleted_by_her_is_read_as_no_reply(stage: SieveStage) -> None:
    stage.put("webmail", FILTERS)
    stage.mailbox.write(nights(3))
    with stage.line() as line:
        line.delete(HOURS)
    assert stage.mailbox.read().found is Found.NOTHING
    stage.mailbox.write(nights(3))
    assert stage.mailbox.read().mark == stage.mailbox.mark(nights(3))


def test_our_script_edited_by_hand_is_not_the_one_that_was_written(stage: SieveStage) -> None:
    stage.mailbox.write(nights(3))
    stage.put(HOURS, stage.get(HOURS).replace(b"Read again", b"Seen again"), active=False)
    seen = stage.mailbox.read()
    assert seen.found is Found.SET
    assert seen.mark not in ("", stage.mailbox.mark(nights(3)))


def test_a_script_of_hers_with_our_name_is_left_alone(stage: SieveStage) -> None:
    stage.put(MASTER, FILTERS)
    before = stage.state()
    with pytest.raises(ForeignReplyError, match="name"):
        stage.mailbox.write(nights(3))
    assert stage.state() == before


def test_what_is_kept_of_her_filters_is_all_of_them(stage: SieveStage) -> None:
    stage.put("old", b"discard;\n", active=False)
    stage.put("webmail", FILTERS)
    kept = json.loads(stage.mailbox.read().original)
    assert kept["active"] == "webmail"
    assert {n: b64decode(t) for n, t in kept["scripts"].items()} == {
        "old": b"discard;\n",
        "webmail": FILTERS,
    }


def test_what_is_kept_and_broken_changes_nothing(stage: SieveStage) -> None:
    stage.mailbox.write(nights(3))
    before = stage.state()
    with pytest.raises(MailError, match="kept"):
        stage.mailbox.restore(b"{not json")
    assert stage.state() == before


class KilledError(Exception):
    """The program is killed here."""


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


def staged_again(stage: SieveStage, left: list[int]) -> SieveMailbox:
    """Return a mailbox whose program ends just before the last of so many changes as are *left*."""

    class Ending(ManageSieve):
        def _command(self, verb: str, *values: str | bytes | int) -> Answer:
            changing = verb in ("PUTSCRIPT", "SETACTIVE", "DELETESCRIPT")
            left[0] -= changing
            if left[0] == 0 and changing:
                raise KilledError
            return super()._command(verb, *values)

    return SieveMailbox(
        "localhost",
        AUTHOR,
        lambda: Ending(
            Server("localhost", stage.server.sieve_port),
            MailLogin(ANNA, PASSWORD),
            stage.server.trusting,
        ),
        "this-computer",
    )


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


class TestWithoutInclude:
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


def test_a_label_names_this_computer(stage: SieveStage) -> None:
    stage.mailbox.write(nights(3))
    label = label_of(stage.get(HOURS))
    assert label is not None
    assert label.owner == "this-computer"


def test_a_blocked_address_is_another_mark(stage: SieveStage) -> None:
    blocking = replace(AUTHOR, blocked=("lee@else.test",))
    other_box = SieveMailbox("localhost", blocking, stage.line, "this-computer")
    assert other_box.mark(nights(3)) != stage.mailbox.mark(nights(3))


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

"""The mailbox on a real Dovecot: the contract, and her filters, untouched and still running."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace

import pytest

from boundary.mail.mailbox import ForeignReplyError, Found, MailError
from boundary.mail.sieve import SieveMailbox
from boundary.mail.sieve_install import COPY, HOURS, MASTER, SIGN
from boundary.mail.sieve_label import label_of
from tests.mail.contract import SECRET, MailboxContract, nights
from tests.mail.dovecot import Dovecot, dovecot
from tests.mail.sieve_stage import (
    AUTHOR,
    FILTERS,
    REPLY,
    RULE,
    SieveStage,
    other,
    staged,
)


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


@pytest.fixture
def stage(server: Dovecot) -> SieveStage:
    return staged(server)


class TestSieveMailbox(MailboxContract):
    """What every mailbox keeps."""


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


def test_a_copy_runs_on_where_she_deleted_what_it_was_made_from(stage: SieveStage) -> None:
    stage.set_own()
    before, original = stage.state(), stage.mailbox.read().original
    stage.mailbox.replace(nights(3))
    with stage.line() as line:
        line.delete("webmail")
    stage.mailbox.write(other())
    assert f'include :personal :optional "{COPY}"'.encode() in stage.get(MASTER)
    assert b"keep;" in stage.get(COPY)
    stage.mailbox.restore(original)
    assert stage.state() == before


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


def test_a_label_names_this_computer(stage: SieveStage) -> None:
    stage.mailbox.write(nights(3))
    label = label_of(stage.get(HOURS))
    assert label is not None
    assert label.owner == "this-computer"


def test_a_blocked_address_is_another_mark(stage: SieveStage) -> None:
    blocking = replace(AUTHOR, blocked=("lee@else.test",))
    other_box = SieveMailbox("localhost", blocking, stage.line, "this-computer")
    assert other_box.mark(nights(3)) != stage.mailbox.mark(nights(3))

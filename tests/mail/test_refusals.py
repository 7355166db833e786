"""Which messages are never answered: one case for each thing that speaks against an answer."""

from __future__ import annotations

from email.message import Message
from email.parser import HeaderParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.mail.refusals import Refusal, refusal, sender

OWN = ("anna@practice.test", "office@practice.test")


def headers(*lines: str, **replaced: str) -> Message:
    """Return the headers of a plain letter to her; `Return_Path=""` leaves that line out."""
    plain = {
        "Return-Path": "<kim@else.test>",
        "From": "Kim <kim@else.test>",
        "To": "Anna <anna@practice.test>",
        "Subject": "Hello",
        "Message-ID": "<1@else.test>",
    } | {name.replace("_", "-"): value for name, value in replaced.items()}
    told = [f"{name}: {value}" for name, value in plain.items() if value]
    return HeaderParser().parsestr("\n".join((*told, *lines)) + "\n\n")


def why(*lines: str, **replaced: str) -> Refusal | None:
    return refusal(headers(*lines, **replaced), OWN)


def test_a_plain_letter_is_answered() -> None:
    assert why() is None


@pytest.mark.parametrize(
    "line",
    [
        "Auto-Submitted: no",
        "Auto-Submitted: No ; because=a person wrote it",
        "Precedence: first-class",
        "X-Spam-Flag: NO",
        "X-Spam-Status: No, score=-2.1",
        "X-Auto-Response-Suppress: DR, RN",
        "Content-Type: multipart/mixed; boundary=x",
        "Reply-To: kim@home.test",
        "Sender: kim@else.test",
        "Cc: bo@else.test",
    ],
)
def test_what_says_nothing_against_it_is_answered(line: str) -> None:
    assert why(line) is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Auto-Submitted: auto-replied", Refusal.AUTOMATIC),
        ("Auto-Submitted: auto-generated", Refusal.AUTOMATIC),
        ('Auto-Submitted: auto-notified; owner-email="x@y.test"', Refusal.AUTOMATIC),
        ("Auto-Submitted: something new", Refusal.AUTOMATIC),
        ("X-Autoreply: yes", Refusal.AUTOMATIC),
        ("X-Autorespond: yes", Refusal.AUTOMATIC),
        ("List-Id: <group.else.test>", Refusal.LIST),
        ("List-Unsubscribe: <mailto:x@else.test>", Refusal.LIST),
        ("List-Post: NO", Refusal.LIST),
        ("list-help: x", Refusal.LIST),
        ("Precedence: bulk", Refusal.BULK),
        ("Precedence: LIST", Refusal.BULK),
        ("Precedence: junk", Refusal.BULK),
        ("Feedback-ID: 1:2:3", Refusal.BULK),
        ("X-Auto-Response-Suppress: OOF", Refusal.SUPPRESSED),
        ("X-Auto-Response-Suppress: DR, AutoReply", Refusal.SUPPRESSED),
        ("X-Auto-Response-Suppress: All", Refusal.SUPPRESSED),
        ("X-Spam-Flag: YES", Refusal.SPAM),
        ("X-Spam-Status: Yes, score=9", Refusal.SPAM),
        ("X-Spam: spam", Refusal.SPAM),
        ("Content-Type: multipart/report; report-type=delivery-status", Refusal.REPORT),
        ("Content-Type: text/calendar; method=REQUEST", Refusal.CALENDAR),
        ("Content-Class: urn:content-classes:calendarmessage", Refusal.CALENDAR),
        ("Sender: no-reply@else.test", Refusal.ROBOT),
        ("Reply-To: noreply@else.test", Refusal.ROBOT),
        ("Reply-To: kim@else.test, bo@else.test", Refusal.SEVERAL),
        ("Sender: office@practice.test", Refusal.SELF),
    ],
)
def test_one_line_against_it_is_enough(line: str, reason: Refusal) -> None:
    assert why(line) is reason


def test_a_message_that_wants_no_answer_gets_none() -> None:
    assert why(Return_Path="<>") is Refusal.NO_SENDER


@pytest.mark.parametrize("author", ["kim", "<>", "undisclosed", "kim@", "@else.test", "zoë@x.test"])
def test_without_an_address_nobody_is_answered(author: str) -> None:
    assert why(Return_Path="", From=author) is Refusal.NO_SENDER


def test_without_any_author_nobody_is_answered() -> None:
    assert why(Return_Path="", From="") is Refusal.NO_SENDER


def test_two_authors_are_not_answered() -> None:
    assert why(From="kim@else.test, bo@else.test") is Refusal.SEVERAL


@pytest.mark.parametrize(
    "name",
    [
        "mailer-daemon",
        "MAILER-DAEMON",
        "postmaster",
        "no-reply",
        "noreply",
        "no.reply",
        "do-not-reply",
        "donotreply",
        "noreply+5f3a",
        "billing-noreply",
        "owner-group",
        "group-request",
        "group-owner",
        "group-bounces",
        "bounce+12-anna=practice.test",
        "www-data",
        "notifications",
    ],
)
@pytest.mark.parametrize("where", ["From", "Return_Path"])
def test_a_machines_address_is_not_answered(name: str, where: str) -> None:
    assert why(**{where: f"<{name}@else.test>"}) is Refusal.ROBOT


@pytest.mark.parametrize(
    "name",
    ["norah", "root.beer", "abuse-survivor", "rebound", "owner", "donna", "requestor"],
)
def test_a_person_with_a_similar_name_is_answered(name: str) -> None:
    assert why(From=f"{name}@else.test", Return_Path=f"<{name}@else.test>") is None


@pytest.mark.parametrize(
    "own", ["anna@practice.test", "ANNA@practice.test", "anna+x@practice.test", OWN[1]]
)
def test_her_own_message_is_not_answered(own: str) -> None:
    assert why(From=own, Return_Path=f"<{own}>") is Refusal.SELF


@pytest.mark.parametrize("line", ["To", "Cc", "Resent-To", "Resent-Cc"])
def test_any_line_that_names_her_will_do(line: str) -> None:
    told = f"{line}: x@else.test, Anna <Anna@Practice.test>"
    assert why(told, To="bo@else.test" if line != "To" else "") is None


def test_an_alias_is_hers_too() -> None:
    assert why(To="office@practice.test") is None


def test_an_address_with_a_plus_sign_is_hers_too() -> None:
    assert why(To="anna+portal@practice.test") is None


@pytest.mark.parametrize("blocked", ["Kim@else.test", "else.test", "@Else.test"])
def test_whom_she_blocks_gets_no_reply(blocked: str) -> None:
    assert refusal(headers(), OWN, [blocked]) is Refusal.BLOCKED


def test_others_at_the_same_host_as_a_blocked_address_are_answered() -> None:
    assert refusal(headers(), OWN, ["bo@else.test", "se.test"]) is None


def test_a_copy_in_secret_is_not_answered() -> None:
    assert why(To="undisclosed-recipients:;") is Refusal.NOT_TO_ME


def test_a_message_to_somebody_else_is_not_answered() -> None:
    assert why(To="joanna@practice.test") is Refusal.NOT_TO_ME


def test_a_reply_goes_to_the_sender_on_the_wire() -> None:
    assert sender(headers(Return_Path="<kim@work.test>")) == "kim@work.test"


def test_a_reply_goes_to_the_author_where_the_wire_is_unknown() -> None:
    assert sender(headers(Return_Path="")) == "kim@else.test"


def test_a_reply_never_goes_where_reply_to_points() -> None:
    assert sender(headers("Reply-To: other@else.test")) == "kim@else.test"


@given(st.text(max_size=300))
def test_whatever_is_written_is_judged(text: str) -> None:
    """No header can bring the judging down; a reply goes to one plain address or nowhere."""
    message = Message()
    for name in ("From", "Return-Path", "To", "Auto-Submitted", "Content-Type"):
        message[name] = text
    refusal(message, OWN)
    found = sender(message)
    assert found is None or (found.isascii() and found.count("@") == 1 and " " not in found)

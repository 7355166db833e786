"""The responder, on a real Dovecot and a real submission server."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage, Message
from email.parser import HeaderParser
from itertools import count
from pathlib import Path
from queue import Queue
from ssl import VERIFY_X509_PARTIAL_CHAIN, SSLContext
from threading import Event

import pytest
from aiosmtpd.smtp import AuthResult

from boundary.clock import Span, SystemClock
from boundary.errors import BoundaryError
from boundary.mail.attending import Attending
from boundary.mail.inbox import Arrived, Inbox, Place
from boundary.mail.mailbox import MailError, MailSignInError
from boundary.mail.refusals import Refusal
from boundary.mail.reply import OPENING, Reply, Wanted
from boundary.mail.responder import MailAccount, Outcome, Responder
from boundary.mail.sent_log import MOST, Claim, SentLog
from boundary.mail.servers import MailLogin, Server
from boundary.mail.smtp import compose
from tests.mail import smtp_sink as smtp_sink_module
from tests.mail.certificates import EVER, certificate
from tests.mail.contract import MailboxContract, nights
from tests.mail.dovecot import PATIENCE, Dovecot, dovecot, message
from tests.mail.smtp_sink import Sent, SmtpSink, smtp_sink

TEN_PM = SystemClock().now().replace(microsecond=0)
"""An evening, and the real time: Dovecot dates what comes in by the file system's clock."""

NIGHT = Span(TEN_PM - timedelta(hours=4), TEN_PM + timedelta(hours=11))
NEXT_NIGHT = Span(NIGHT.start + timedelta(days=1), NIGHT.end + timedelta(days=1))
PASSWORD = "correct horse"
SECRET = bytes(range(32))
NULL = ("", "<>")
"""The null sender, as servers spell it."""
USERS = [f"anna{number}@practice.test" for number in range(80)]
_next = count()


class StillClock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = TEN_PM + timedelta(minutes=5)) -> None:
        self.at = now

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    def until(self, instant: datetime) -> timedelta:
        return max(instant - self.at, timedelta(0))


def trusting() -> SSLContext:
    """Return the context of a client that trusts both servers."""
    context = certificate().trusting()
    context.load_verify_locations(cadata=certificate(EVER).pem)
    context.verify_flags |= VERIFY_X509_PARTIAL_CHAIN  # both are called the same
    return context


def reply(during: Span = NIGHT, opening: str = "Tuesday at 9:00 am") -> Reply:
    return Reply(during, "Automatic reply", f"Read again on {OPENING}.\n", opening)


def wanted() -> Wanted:
    return Wanted((reply(), reply(NEXT_NIGHT, "Wednesday at 9:00 am")))


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot(users=dict.fromkeys(USERS, PASSWORD)) as running:
        yield running


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    with smtp_sink(tls=True) as running:
        yield running


def account(server: Dovecot, sink: SmtpSink, password: str = PASSWORD) -> MailAccount:
    """Return the account of somebody who has had no mail yet."""
    address = USERS[next(_next)]
    return MailAccount(
        address,
        Server("localhost", server.imap_port, starttls=True),
        Server("localhost", sink.port),
        MailLogin(address, password),
        (f"office-{address}",),
    )


@dataclass
class Practice:
    """Somebody whose responder attends to her inbox; `troubles` are what it told."""

    server: Dovecot
    responder: Responder
    attending: Attending
    troubles: Queue[BoundaryError | None] = field(default_factory=Queue)

    @property
    def address(self) -> str:
        return self.responder.account.address

    def gets(self, letter: EmailMessage | None = None, sender: str = "kim@else.test") -> None:
        """Let a letter come, from *sender* on the wire, once somebody looks."""
        assert self.attending.looking.wait(PATIENCE)
        letter = letter or message(sender=sender, to=self.address)
        self.server.deliver(letter, sender, self.address)


@contextmanager
def practice(
    server: Dovecot,
    sink: SmtpSink,
    folder: Path,
    clock: StillClock | None = None,
    password: str = PASSWORD,
) -> Iterator[Practice]:
    """Attend to an inbox of a practice that is closed for the night."""
    clock = clock or StillClock()
    troubles: Queue[BoundaryError | None] = Queue()
    who = account(server, sink)
    responder = Responder(who, folder, SECRET, clock, trusting())
    responder.write(wanted())
    if password != PASSWORD:
        who = MailAccount(who.address, who.imap, who.smtp, MailLogin(who.address, password))
        responder = Responder(who, folder, SECRET, clock, trusting())
    attending = Attending(responder, clock, troubles.put)
    attending.start()
    try:
        yield Practice(server, responder, attending, troubles)
    finally:
        attending.stop()


@dataclass
class ResponderStage:
    """The stage of the contract: her own reply is one that another Boundary wrote here."""

    mailbox: Responder
    file: Path
    owner: str = ""

    def set_own(self) -> None:
        self.mailbox.write(nights(1, TEN_PM + timedelta(days=40)))

    def state(self) -> object:
        return self.file.read_bytes() if self.file.exists() else None

    def lose(self) -> None:
        self.file.parent.rename(self.file.parent.with_name("away"))
        self.file.parent.write_text("")

    def find(self) -> None:
        self.file.parent.unlink()
        self.file.parent.with_name("away").rename(self.file.parent)


class TestResponderIsAMailbox(MailboxContract):
    @pytest.fixture
    def stage(self, server: Dovecot, sink: SmtpSink, tmp_path: Path) -> ResponderStage:
        folder = tmp_path / "account"
        folder.mkdir()
        who = account(server, sink)
        who = MailAccount(USERS[0], who.imap, who.smtp, MailLogin(USERS[0], PASSWORD))
        mailbox = Responder(who, folder, SECRET, StillClock(), trusting())
        return ResponderStage(mailbox, folder / "wanted.json")


def test_a_letter_is_answered_with_the_next_opening(
    server: Dovecot, sink: SmtpSink, tmp_path: Path
) -> None:
    with practice(server, sink, tmp_path) as anna:
        anna.gets()
        sent = sink.next()

    assert sent.recipients == ("kim@else.test",)
    assert sent.text == "Read again on Tuesday at 9:00 am."


MATRIX = {
    "a list": ({"list_id": "<group.else.test>"}, "kim@else.test"),
    "a machine": ({"auto_submitted": "auto-generated"}, "kim@else.test"),
    "a bulk mail": ({"precedence": "bulk"}, "kim@else.test"),
    "nobody on the wire": ({}, ""),
    "a robot's address": ({"sender": "no-reply@else.test"}, "no-reply@else.test"),
    "spam": ({"x_spam_flag": "YES"}, "kim@else.test"),
    "a copy in secret": ({"to": "undisclosed-recipients:;"}, "kim@else.test"),
    "one who asks for silence": ({"x_auto_response_suppress": "All"}, "kim@else.test"),
    "a report": ({"content_type": "multipart/report; boundary=x"}, "kim@else.test"),
}


@pytest.mark.parametrize("case", MATRIX)
def test_nothing_is_sent_to(case: str, server: Dovecot, sink: SmtpSink, tmp_path: Path) -> None:
    """A plain letter comes after it: the reply to that is the first that goes out."""
    lines, sender = MATRIX[case]
    with practice(server, sink, tmp_path) as anna:
        fields = {"to": anna.address} | lines
        kind = fields.pop("content_type", None)
        letter = message(**fields)
        if kind:
            letter.replace_header("Content-Type", kind)
        anna.gets(letter, sender)
        anna.gets(sender="after@else.test")
        sent = sink.next()

    assert sent.recipients == ("after@else.test",)


def test_one_sender_is_answered_once_a_window(
    server: Dovecot, sink: SmtpSink, tmp_path: Path
) -> None:
    with practice(server, sink, tmp_path) as anna:
        anna.gets()
        anna.gets()
        anna.gets(sender="after@else.test")
        sent = [sink.next(), sink.next()]

    assert [each.recipients for each in sent] == [("kim@else.test",), ("after@else.test",)]


def test_two_responders_that_face_each_other_fall_silent_after_one_message(
    server: Dovecot, sink: SmtpSink, tmp_path: Path
) -> None:
    """What either sends reaches the other; a letter from outside afterwards shows that both
    have looked at everything."""

    def carry(sent: Sent) -> None:
        for recipient in sent.recipients:
            if recipient in USERS:
                server.deliver(sent.message, sent.sender, recipient)

    sink.on_sent = carry
    with ExitStack() as stack:
        anna = stack.enter_context(practice(server, sink, tmp_path / "anna"))
        bo = stack.enter_context(practice(server, sink, tmp_path / "bo"))
        anna.attending.looking.wait(PATIENCE)
        bo.gets(message(sender=anna.address, to=bo.address), anna.address)
        first = sink.next()
        anna.gets(sender="after@else.test")
        bo.gets(sender="later@else.test")
        rest = {sink.next().recipients, sink.next().recipients}

    assert first.recipients == (anna.address,)
    assert rest == {("after@else.test",), ("later@else.test",)}
    assert len(sink.sent) == 3


def test_mail_from_before_the_start_is_never_answered(
    server: Dovecot, sink: SmtpSink, tmp_path: Path
) -> None:
    address = USERS[next(_next) + 1]  # the one whom the practice below will be
    server.deliver(message(to=address), "kim@else.test", address)
    with practice(server, sink, tmp_path) as anna:
        assert anna.address == address
        anna.gets(sender="after@else.test")
        sent = sink.next()

    assert sent.recipients == ("after@else.test",)


def test_nothing_in_the_mailbox_changes(server: Dovecot, sink: SmtpSink, tmp_path: Path) -> None:
    """A letter that was looked at is still unseen: it lies in `new`, or has no flag S."""
    with practice(server, sink, tmp_path) as anna:
        anna.gets()
        sink.next()
        letters = list((server.home(anna.address) / "Maildir").glob("*/*:2,*S*"))

    assert letters == []


def test_no_copy_is_kept(server: Dovecot, sink: SmtpSink, tmp_path: Path) -> None:
    with practice(server, sink, tmp_path) as anna:
        anna.gets()
        sink.next()

    assert server.folders(anna.address) == {"": 1}


def test_a_broken_line_is_taken_up_again_where_it_broke(
    server: Dovecot, sink: SmtpSink, tmp_path: Path
) -> None:
    with practice(server, sink, tmp_path) as anna:
        assert anna.attending.looking.wait(PATIENCE)
        inbox = anna.attending._inbox
        assert inbox is not None
        assert inbox._client is not None
        inbox._client.socket().shutdown(2)
        while anna.attending.looking.is_set():
            pass
        server.deliver(message(to=anna.address), "kim@else.test", anna.address)
        anna.attending.look_again()
        sent = sink.next()

    assert sent.recipients == ("kim@else.test",)
    assert anna.troubles.empty()


def test_a_server_that_stays_away_is_told_and_then_that_it_is_back(
    server: Dovecot, sink: SmtpSink, tmp_path: Path
) -> None:
    class Away(Responder):
        tries = 0

        def inbox(self) -> Inbox:
            self.tries += 1
            if self.tries > 2:
                return super().inbox()
            gone.set()
            raise MailError("Your mail server can't be reached.", "Check the network.")

    gone, clock = Event(), StillClock()
    with practice(server, sink, tmp_path) as anna:
        anna.attending.stop()
        troubles: Queue[BoundaryError | None] = Queue()
        away = Away(anna.responder.account, tmp_path, SECRET, clock, trusting())
        later = Attending(away, clock, troubles.put)
        later.start()
        assert gone.wait(PATIENCE)
        later.look_again()
        told = troubles.get(timeout=PATIENCE)
        later.look_again()
        back = troubles.get(timeout=PATIENCE)
        later.stop()

    assert (told is None, back) == (False, None)


def test_a_wrong_password_is_told_and_not_tried_at_once_again(
    server: Dovecot, sink: SmtpSink, tmp_path: Path
) -> None:
    with practice(server, sink, tmp_path, password="changed") as anna:
        trouble = anna.troubles.get(timeout=PATIENCE)

    assert isinstance(trouble, MailSignInError)


def test_a_wrong_password_is_found_before_anything_is_wanted(
    server: Dovecot, sink: SmtpSink, tmp_path: Path
) -> None:
    who = account(server, sink, "wrong")
    responder = Responder(who, tmp_path, SECRET, StillClock(), trusting())
    with pytest.raises(MailSignInError):
        responder.write(wanted())

    assert responder.due(TEN_PM) is None


def test_a_wrong_password_for_sending_is_found_too(
    server: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def strict(_login: object) -> object:
        return lambda *_: AuthResult(success=False, handled=False)

    monkeypatch.setattr(smtp_sink_module, "_asking", strict)
    with smtp_sink(starttls=True, login=("anna", "another")) as picky:
        who = account(server, picky)
        out = Server("localhost", picky.port, starttls=True)
        who = MailAccount(who.address, who.imap, out, who.login)
        responder = Responder(who, tmp_path, SECRET, StillClock(), trusting())
        with pytest.raises(MailSignInError):
            responder.write(wanted())


def test_a_server_that_nobody_vouches_for_is_told_nothing(
    server: Dovecot, sink: SmtpSink, tmp_path: Path
) -> None:
    responder = Responder(account(server, sink), tmp_path, SECRET, StillClock())
    with pytest.raises(MailError, match="certificate is not valid"):
        responder.read()


def test_outside_the_closed_windows_there_is_no_connection(
    server: Dovecot, sink: SmtpSink, tmp_path: Path
) -> None:
    clock = StillClock(NIGHT.end)
    with practice(server, sink, tmp_path, clock) as anna:
        clock.at = NEXT_NIGHT.start
        anna.attending.look_again()
        assert anna.attending.looking.wait(PATIENCE)
        clock.at = NEXT_NIGHT.end
        anna.attending.look_again()
        while anna.attending.looking.is_set():
            pass

        assert anna.attending._inbox is None


def test_it_stops_at_once_while_it_waits(server: Dovecot, sink: SmtpSink, tmp_path: Path) -> None:
    with practice(server, sink, tmp_path) as anna:
        assert anna.attending.looking.wait(PATIENCE)
        anna.attending.stop()

        assert not anna.attending._thread.is_alive()


def letter(address: str, sender: str = "kim@else.test", minutes: int = 5) -> Arrived:
    """Return what arrived some *minutes* after ten."""
    lines = f"From: {sender}\nTo: {address}\nSubject: private\nMessage-ID: <9@else.test>\n\n"
    return Arrived(TEN_PM + timedelta(minutes=minutes), HeaderParser().parsestr(lines))


def answering(
    server: Dovecot, sink: SmtpSink, folder: Path, clock: StillClock | None = None
) -> Responder:
    who = account(server, sink)
    made = Responder(who, folder, SECRET, clock or StillClock(), trusting())
    made.write(wanted())
    return made


def test_a_letter_from_before_the_window_is_left_alone(
    server: Dovecot, sink: SmtpSink, tmp_path: Path
) -> None:
    responder = answering(server, sink, tmp_path)
    early = letter(responder.account.address, minutes=-5 * 60)

    assert responder.answer(early) is Outcome.OLD


def test_the_next_window_answers_the_same_sender_anew(
    server: Dovecot, sink: SmtpSink, tmp_path: Path
) -> None:
    clock = StillClock()
    responder = answering(server, sink, tmp_path, clock)
    responder.answer(letter(responder.account.address))
    clock.at += timedelta(days=1)
    again = letter(responder.account.address, minutes=24 * 60)

    assert responder.answer(again) is Outcome.ANSWERED
    assert [sink.next().text for _ in range(2)][1] == "Read again on Wednesday at 9:00 am."


def test_while_messages_are_read_nobody_is_answered(
    server: Dovecot, sink: SmtpSink, tmp_path: Path
) -> None:
    responder = answering(server, sink, tmp_path, StillClock(NIGHT.end))
    late = letter(responder.account.address, minutes=11 * 60 + 1)

    assert responder.answer(late) is Outcome.OPEN


def test_a_storm_is_stopped_and_told(server: Dovecot, sink: SmtpSink, tmp_path: Path) -> None:
    responder = answering(server, sink, tmp_path)
    address = responder.account.address
    outcomes = [
        responder.answer(letter(address, f"writer{number}@else.test")) for number in range(MOST + 2)
    ]

    assert outcomes == [Outcome.ANSWERED] * MOST + [Outcome.STOPPED] * 2
    with pytest.raises(MailError, match="stopped"):
        responder.read()


def test_a_storm_is_told_as_long_as_replies_are_stopped(
    server: Dovecot, sink: SmtpSink, tmp_path: Path
) -> None:
    with practice(server, sink, tmp_path) as anna:
        for number in range(MOST):
            anna.responder.answer(letter(anna.address, f"writer{number}@else.test"))
        anna.gets()
        told = anna.troubles.get(timeout=PATIENCE)
        anna.gets()
        anna.attending.stop()

    assert "stopped" in str(told)
    assert anna.troubles.empty()


def test_after_a_storm_she_may_let_replies_out_again(
    server: Dovecot, sink: SmtpSink, tmp_path: Path
) -> None:
    clock = StillClock()
    responder = answering(server, sink, tmp_path, clock)
    address = responder.account.address
    for number in range(MOST + 1):
        responder.answer(letter(address, f"writer{number}@else.test"))
    clock.at += timedelta(hours=2)
    responder.resume()

    assert responder.answer(letter(address, minutes=130)) is Outcome.ANSWERED


def test_a_submission_server_that_takes_no_null_sender_gets_her_own(
    server: Dovecot, tmp_path: Path
) -> None:
    refused = "550 a sender is needed"
    with smtp_sink(tls=True, refuse=lambda name: refused if name in NULL else None) as picky:
        responder = answering(server, picky, tmp_path)
        responder.answer(letter(responder.account.address))
        sent = picky.next()

    assert sent.sender == responder.account.address


def test_a_reply_comes_from_nobody_on_the_wire(
    server: Dovecot, sink: SmtpSink, tmp_path: Path
) -> None:
    responder = answering(server, sink, tmp_path)
    responder.answer(letter(responder.account.address))

    assert sink.next().sender in NULL


def test_a_reply_that_can_not_be_sent_yet_is_tried_again(server: Dovecot, tmp_path: Path) -> None:
    busy = ["451 later"] * 2
    with smtp_sink(tls=True, refuse=lambda _: busy.pop() if busy else None) as picky:
        responder = answering(server, picky, tmp_path)
        first = responder.answer(letter(responder.account.address))
        told = responder.sending
        responder.try_again()
        sent = picky.next()

    assert (first, sent.recipients) == (Outcome.LATER, ("kim@else.test",))
    assert (told is not None, responder.sending) == (True, None)


def test_a_login_over_starttls_is_taken(server: Dovecot, tmp_path: Path) -> None:
    who = account(server, SmtpSink())
    with smtp_sink(starttls=True, login=(who.address, PASSWORD)) as picky:
        out = Server("localhost", picky.port, starttls=True)
        who = MailAccount(who.address, who.imap, out, who.login)
        responder = Responder(who, tmp_path, SECRET, StillClock(), trusting())
        responder.write(wanted())
        responder.answer(letter(who.address))

        assert picky.next().recipients == ("kim@else.test",)


def heard(**lines: str) -> Message:
    made = Message()
    for name, value in lines.items():
        made[name.replace("_", "-")] = value
    return made


def composed(**lines: str) -> EmailMessage:
    return compose(reply(), heard(**lines), "kim@else.test", "anna@practice.test", TEN_PM)


def test_a_reply_says_that_a_machine_wrote_it() -> None:
    made = composed()
    marks = ("Auto-Submitted", "Precedence", "X-Auto-Response-Suppress")

    assert [made[name] for name in marks] == ["auto-replied", "bulk", "All"]


def test_a_reply_joins_the_conversation() -> None:
    made = composed(Message_ID="<3@x.test>", References="<1@x.test> <2@x.test>")

    assert made["In-Reply-To"] == "<3@x.test>"
    assert made["References"] == "<1@x.test> <2@x.test> <3@x.test>"


def test_a_reply_holds_nothing_else_of_what_she_was_sent() -> None:
    made = composed(
        Message_ID="<3@x.test> Jane", References="Jane <1@x.test>", Subject="About Jane"
    )

    assert b"Jane" not in made.as_bytes()


def test_a_line_can_not_be_smuggled_into_a_reply() -> None:
    made = composed(Message_ID="<3@x.test>\r\n Bcc: <all@else.test>")

    assert made["Bcc"] is None
    assert made["In-Reply-To"] == "<3@x.test>"


LONG_AGO = Span(datetime(2026, 3, 2, 18, tzinfo=UTC), datetime(2026, 3, 3, 9, tzinfo=UTC))

KILLED = """
import os, signal, sys
from pathlib import Path
from tests.mail.test_responder import LONG_AGO, SECRET
from boundary.mail.sent_log import SentLog
claim = SentLog(Path(sys.argv[1]), SECRET).claim("kim@else.test", LONG_AGO, LONG_AGO.start)
print(claim, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_between_noting_and_sending_it_never_sends_two(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)], capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stdout) == (-signal.SIGKILL, "first\n")
    again = SentLog(tmp_path, SECRET).claim("Kim@else.test", LONG_AGO, LONG_AGO.start)
    assert again is Claim.AGAIN


def test_the_notes_hold_no_address(tmp_path: Path) -> None:
    SentLog(tmp_path, SECRET).claim("kim@else.test", NIGHT, TEN_PM)
    text = "".join(f"{each.name} {each.read_text()}" for each in tmp_path.iterdir())

    assert "kim" not in text
    assert "else.test" not in text


def test_notes_are_gone_two_days_after_their_window(tmp_path: Path) -> None:
    log = SentLog(tmp_path, SECRET)
    log.claim("kim@else.test", NIGHT, TEN_PM)
    log.claim("bo@else.test", NEXT_NIGHT, NIGHT.end + timedelta(days=3))

    assert [each.name[:8] for each in tmp_path.iterdir()] == [f"{NEXT_NIGHT.end:%Y%m%d}"]


def test_what_can_not_be_noted_is_not_sent(server: Dovecot, sink: SmtpSink, tmp_path: Path) -> None:
    responder = answering(server, sink, tmp_path)
    (tmp_path / "sent").write_text("")
    with pytest.raises(MailError, match="note"):
        responder.answer(letter(responder.account.address))

    assert sink.sent == []


def test_whom_she_blocks_is_not_answered(server: Dovecot, sink: SmtpSink, tmp_path: Path) -> None:
    who = account(server, sink)
    clock = StillClock()
    responder = Responder(who, tmp_path, SECRET, clock, trusting(), ("else.test",))
    responder.write(wanted())

    assert responder.answer(letter(who.address)) is Refusal.BLOCKED


class FewWords(Inbox):
    """A connection to a server that can't tell by itself that something came."""

    def wait(self, most: timedelta, pause: Callable[[float], object]) -> None:
        assert self._client is not None
        self._client._cached_capabilities = (b"IMAP4REV1",)
        super().wait(most, pause)


def test_a_server_that_can_not_tell_by_itself_is_asked(
    server: Dovecot, sink: SmtpSink, tmp_path: Path
) -> None:
    waits: list[float] = []
    with practice(server, sink, tmp_path) as anna:
        anna.attending.stop()
        who = anna.responder.account
        with FewWords(who.imap, who.login, trusting()) as inbox:
            place = inbox.open()
            server.deliver(message(to=who.address), "kim@else.test", who.address)
            inbox.wait(timedelta(hours=1), waits.append)
            arrived, _ = inbox.since(place)

    assert (waits, len(arrived)) == ([60.0], 1)


class Renumbered(Responder):
    """A responder whose inbox was made anew on the server, and has other numbers."""

    def inbox(self) -> Inbox:
        made = super().inbox()
        honest = made.open

        def open_anew() -> Place:
            place = honest()
            return Place(place.validity + 1, place.uid)

        made.open = open_anew  # type: ignore[method-assign]
        return made


def test_where_numbers_are_no_longer_the_same_it_starts_at_what_comes_next(
    server: Dovecot, sink: SmtpSink, tmp_path: Path
) -> None:
    """The place of before would have it answer again what lies there."""
    with practice(server, sink, tmp_path) as anna:
        assert anna.attending.looking.wait(PATIENCE)
        anna.attending.stop()
        server.deliver(message(to=anna.address), "kim@else.test", anna.address)
        anew = Renumbered(anna.responder.account, tmp_path, SECRET, StillClock(), trusting())
        later = Attending(anew, StillClock())
        later._place = Place(1, 1)
        later.start()
        assert later.looking.wait(PATIENCE)
        server.deliver(message(to=anna.address), "after@else.test", anna.address)
        sent = sink.next()
        later.stop()

    assert sent.recipients == ("after@else.test",)

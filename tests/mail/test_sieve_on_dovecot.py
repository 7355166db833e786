"""End to end: hours, a script on a real Dovecot, a message by LMTP at a moved clock, the reply.

The server is at the other end of the world and has a clock of its own; its time is moved over
both clock changes of 2027.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from boundary.clock import Span
from boundary.mail.managesieve import ManageSieve
from boundary.mail.reply import Wanted
from boundary.mail.servers import MailLogin, Server
from boundary.mail.sieve import SieveMailbox
from boundary.mail.sieve_script import Author
from boundary.schedule.hours import WeeklyHours
from tests.mail.dovecot import ANNA, SECRET, Dovecot, dovecot, message
from tests.mail.evaluator import utc
from tests.mail.sieve_oracle import expected, wanted_of
from tests.mail.smtp_sink import Sent, SmtpSink, smtp_sink

NEW_YORK = ZoneInfo("America/New_York")
ALIAS = "hello@practice.test"
AUTHOR = Author(ANNA, (ALIAS,), blocked=("lee@else.test", "@blocked.test"))
START = utc("2027-03-08T12:00:00")
YEAR = Span(START, utc("2027-12-01T00:00:00"))
FILTERS = (
    b'require ["fileinto", "mailbox"];\r\n'
    b'if header :contains "subject" "bill" { fileinto :create "Bills"; stop; }\r\n'
)
_NUMBERS = count(1)


@dataclass
class World:
    """A server with Anna's filters and our reply, and where its answers go."""

    server: Dovecot
    sink: SmtpSink
    wanted: Wanted

    def line(self) -> ManageSieve:
        return opened(self.server)

    def sent(
        self, sender: str = "", subject: str = "Hello", to: str = ANNA, **headers: str
    ) -> list[Sent]:
        """Deliver a message; return what was answered. A sender who has never written if ""."""
        sender = sender or stranger()
        made = message(subject, sender=sender, to=to, **headers)
        self.sink.take()
        self.server.deliver(made, sender)
        return self.sink.take()


def opened(server: Dovecot) -> ManageSieve:
    return ManageSieve(
        Server("localhost", server.sieve_port), MailLogin(ANNA, SECRET), server.trusting
    )


def stranger() -> str:
    return f"kim{next(_NUMBERS)}@else.test"


def armed(server: Dovecot, wanted: Wanted) -> None:
    """Keep Anna's filters, then our reply, on *server*."""
    with opened(server) as line:
        line.put("webmail", FILTERS)
        line.activate("webmail")
    mailbox = SieveMailbox("localhost", AUTHOR, lambda: opened(server), "this-computer")
    mailbox.write(wanted)
    assert mailbox.read().mark == mailbox.mark(wanted)


@pytest.fixture(scope="module")
def closed() -> Iterator[World]:
    """A server on which it is a Monday evening, with the mailbox closed."""
    with (
        smtp_sink() as sink,
        dovecot(
            sink_port=sink.port, clock=utc("2027-03-09T01:00:00"), zone="Pacific/Auckland"
        ) as server,
    ):
        wanted = wanted_of(WeeklyHours(), YEAR, NEW_YORK)
        armed(server, wanted)
        yield World(server, sink, wanted)


def around(change: str) -> list[datetime]:
    """Return instants, in order, from the Friday before a change (a date) to the Tuesday after."""
    sunday = utc(f"{change}T00:00:00")
    local = [
        (-2, "16:59:50"), (-2, "17:00:10"), (-1, "12:00:00"), (0, "01:30:00"), (0, "03:30:00"),
        (0, "12:00:00"), (1, "08:59:50"), (1, "09:00:10"), (1, "16:59:50"), (1, "17:00:10"),
        (2, "08:59:50"), (2, "09:00:10"),
    ]  # fmt: skip
    days = [((sunday + timedelta(days=day)).date(), time) for day, time in local]
    return [
        datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=NEW_YORK).astimezone(UTC)
        for day, time in days
    ]


def test_the_right_opening_is_named_on_both_sides_of_both_clock_changes() -> None:
    """The hours are New York's, the server is in Auckland; its reply is set once, in March."""
    wanted = wanted_of(WeeklyHours(), YEAR, NEW_YORK)
    named = set()
    with (
        smtp_sink() as sink,
        dovecot(sink_port=sink.port, clock=START, zone="Pacific/Auckland") as server,
    ):
        armed(server, wanted)
        world = World(server, sink, wanted)
        for at in (*around("2027-03-14"), *around("2027-11-07")):
            server.move_clock(at)
            answers = world.sent()
            text = expected(wanted, at)
            assert [answer.text for answer in answers] == ([] if text is None else [text.rstrip()])
            named |= {zone for zone in ("(EST)", "(EDT)") if text and zone in text}
    assert named == {"(EST)", "(EDT)"}


def test_who_writes_every_night_is_answered_every_night() -> None:
    wanted = wanted_of(WeeklyHours(), YEAR, NEW_YORK)
    with smtp_sink() as sink, dovecot(sink_port=sink.port, clock=START) as server:
        armed(server, wanted)
        world = World(server, sink, wanted)
        answers = []
        for day in (9, 10, 11):
            server.move_clock(utc(f"2027-03-{day:02}T01:00:00"))
            answers += world.sent("kim@else.test")
            assert world.sent("kim@else.test") == [], "once a night"
    assert len({answer.text for answer in answers}) == 3


def test_who_writes_again_in_a_long_window_is_answered_once_a_week() -> None:
    away = Span(START, START + timedelta(days=30))
    replies = wanted_of(WeeklyHours(week=((),) * 7), away, NEW_YORK)
    with smtp_sink() as sink, dovecot(sink_port=sink.port, clock=START) as server:
        armed(server, replies)
        world = World(server, sink, replies)
        heard = []
        for day in (0, 1, 6, 8, 9, 16):
            server.move_clock(START + timedelta(days=day, minutes=10))
            heard.append(len(world.sent("kim@else.test")))
    assert heard == [1, 0, 0, 1, 0, 1]


def test_a_person_is_answered(closed: World) -> None:
    (answer,) = closed.sent("kim@else.test")
    assert answer.recipients == ("kim@else.test",)


def test_the_reply_comes_from_nobody_so_that_nothing_answers_it(closed: World) -> None:
    (answer,) = closed.sent()
    assert answer.sender == ""
    assert answer.message["Auto-Submitted"].startswith("auto-replied")


def test_the_reply_says_nothing_of_what_was_written(closed: World) -> None:
    (answer,) = closed.sent(subject="About my own affairs")
    assert b"affairs" not in answer.raw
    assert answer.message["Subject"] == "Automatic reply"


def test_her_alias_is_answered_too(closed: World) -> None:
    assert len(closed.sent(to=ALIAS)) == 1


SILENT = [
    {"list_id": "<a.else.test>"},
    {"list_unsubscribe": "<mailto:a@else.test>"},
    {"list_help": "<mailto:a@else.test>"},
    {"list_subscribe": "<mailto:a@else.test>"},
    {"list_post": "<mailto:a@else.test>"},
    {"list_owner": "<mailto:a@else.test>"},
    {"list_archive": "<https://else.test>"},
    {"precedence": "bulk"},
    {"precedence": "list"},
    {"precedence": "junk"},
    {"auto_submitted": "auto-generated"},
    {"auto_submitted": "auto-replied"},
    {"x_auto_response_suppress": "OOF"},
    {"x_auto_response_suppress": "All"},
    {"x_autoreply": "yes"},
    {"x_spam_flag": "YES"},
    {"feedback_id": "1:2:3"},
    {"return_path": "<>"},
    {"content_type": "multipart/report; report-type=delivery-status; boundary=x"},
    {"sender": "no-reply@else.test"},
    {"sender": "noreply@else.test"},
    {"sender": "mailer-daemon@else.test"},
    {"sender": "owner-talk@else.test"},
    {"sender": "talk-request@else.test"},
    {"sender": ANNA},
    {"sender": ALIAS},
    {"sender": "lee@else.test"},
    {"sender": "pat@blocked.test"},
    {"to": "someone@else.test"},
    {"to": "alias-nobody-named@practice.test"},
]


@pytest.mark.parametrize("case", SILENT, ids=str)
def test_it_is_silent(closed: World, case: dict[str, str]) -> None:
    fields = {name: text for name, text in case.items() if name in ("sender", "to")}
    made = message(sender=fields.get("sender", stranger()), to=fields.get("to", ANNA))
    for name, text in case.items():
        if name not in fields:
            del made[name.replace("_", "-")]
            made[name.replace("_", "-")] = text
    closed.sink.take()
    closed.server.deliver(made, fields.get("sender", stranger()))
    assert closed.sink.take() == []


def test_it_is_silent_to_the_null_sender(closed: World) -> None:
    closed.sink.take()
    closed.server.deliver(message(sender=stranger()), "")
    assert closed.sink.take() == []


def test_her_filters_still_file(closed: World) -> None:
    before = closed.server.folders().get("Bills", 0)
    answers = closed.sent(subject="Your bill")
    assert closed.server.folders()["Bills"] == before + 1
    assert len(answers) == 1


def test_what_her_filters_leave_is_in_the_inbox(closed: World) -> None:
    before = closed.server.folders()[""]
    closed.sent()
    assert closed.server.folders()[""] == before + 1


def test_her_script_is_as_she_left_it(closed: World) -> None:
    with closed.line() as line:
        assert line.get("webmail") == FILTERS


def test_her_filters_run_on_where_our_script_was_deleted_by_hand() -> None:
    wanted = wanted_of(WeeklyHours(), YEAR, NEW_YORK)
    with (
        smtp_sink() as sink,
        dovecot(sink_port=sink.port, clock=utc("2027-03-09T01:00:00")) as server,
    ):
        armed(server, wanted)
        with opened(server) as line:
            line.delete("boundary-hours")
        world = World(server, sink, wanted)
        assert world.sent(subject="Your bill") == []
        assert server.folders()["Bills"] == 1


def test_a_copy_of_her_filters_files_where_hers_had_a_reply() -> None:
    wanted = wanted_of(WeeklyHours(), YEAR, NEW_YORK)
    own = FILTERS.replace(b'["fileinto"', b'["vacation", "fileinto"') + b'vacation "Hers";\r\n'
    with (
        smtp_sink() as sink,
        dovecot(sink_port=sink.port, clock=utc("2027-03-09T01:00:00")) as server,
    ):
        with opened(server) as line:
            line.put("webmail", own)
            line.activate("webmail")
        mailbox = SieveMailbox("localhost", AUTHOR, lambda: opened(server), "this-computer")
        mailbox.replace(wanted)
        world = World(server, sink, wanted)
        (answer,) = world.sent(subject="Your bill")
        assert "Hers" not in answer.text
        assert server.folders()["Bills"] == 1
        mailbox.restore(b"")
        (answer,) = world.sent()
        assert answer.text == "Hers"


def test_a_server_without_include_answers_and_files() -> None:
    wanted = wanted_of(WeeklyHours(), YEAR, NEW_YORK)
    with (
        smtp_sink() as sink,
        dovecot(
            sink_port=sink.port,
            clock=utc("2027-03-09T01:00:00"),
            plugin={"sieve_extensions": "-include"},
        ) as server,
    ):
        armed(server, wanted)
        world = World(server, sink, wanted)
        (answer,) = world.sent(subject="Your bill")
        assert [answer.text] == [str(expected(wanted, utc("2027-03-09T01:00:00"))).rstrip()]
        assert server.folders()["Bills"] == 1

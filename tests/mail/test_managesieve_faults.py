"""What a server refuses, and lines that break off, fall silent or make no sense."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from boundary.clock import SystemClock
from boundary.mail.mailbox import MailError, MailWaitError
from boundary.mail.managesieve import ManageSieve
from boundary.mail.managesieve_faults import Refused, SieveRefusedError
from boundary.mail.managesieve_sign_in import Login
from boundary.mail.servers import MailLogin, Server
from tests.mail.certificates import certificate
from tests.mail.dovecot import ANNA, SECRET
from tests.mail.sieve_server import CLOSE, OK, SYNC, telling

LOGIN = MailLogin(ANNA, SECRET)


def to(port: int, login: Login = LOGIN, step: float = 5, whole: float = 20) -> ManageSieve:
    """Return a line to a stand-in."""
    return ManageSieve(
        Server("localhost", port), login, certificate().trusting(), step=step, whole=whole
    )


CODES = {
    b"NO (QUOTA/MAXSIZE)": Refused.TOO_LARGE,
    b'NO (QUOTA/MAXSCRIPTS) "too many"': Refused.TOO_MANY,
    b"NO (QUOTA)": Refused.QUOTA,
    b"NO (QUOTA/OTHER) {5}\r\nthere": Refused.QUOTA,
    b'NO (X-OTHER "a" {3}\r\nb c) "why"': Refused.OTHER,
    b"NO": Refused.OTHER,
}


@pytest.mark.parametrize("said", CODES, ids=str)
def test_a_no_says_why(said: bytes) -> None:
    def answers(_number: int, command: bytes) -> bytes:
        return said + b"\r\n" if command.startswith(b"SETACTIVE") else OK

    with telling(answers) as told, to(told.port) as line:
        with pytest.raises(SieveRefusedError) as caught:
            line.activate("a")
        assert caught.value.why is CODES[said]
        assert caught.value.remedy


def test_a_server_that_asks_for_patience_is_given_it() -> None:
    def answers(_number: int, command: bytes) -> bytes:
        return b'NO (TRYLATER) "busy"\r\n' if command.startswith(b"PUTSCRIPT") else OK

    with telling(answers) as told, to(told.port) as line:
        with pytest.raises(MailWaitError):
            line.put("a", b"keep;\r\n")
        assert line.scripts().active == "webmail"


def test_a_server_that_says_bye_is_told_and_called_again() -> None:
    def answers(number: int, command: bytes) -> bytes:
        first = number == 0 and command.startswith(b"LISTSCRIPTS")
        return b'BYE "idle too long"\r\n<close>' if first else OK

    with telling(answers) as told, to(told.port) as line:
        with pytest.raises(MailError, match="ended"):
            line.scripts()
        assert line.scripts().active == "webmail"


CUTS: dict[str, bytes] = {
    "before an answer": CLOSE,
    "in a literal": b"{400}\r\nkeep; # and th<close>",
    "in the size of a literal": b"{4<close>",
    "in a quoted string": b'"keep<close>',
    "before OK": b'"keep;"\r\n<close>',
    "in OK": b'"keep;"\r\nO<close>',
}


@pytest.mark.parametrize("cut", CUTS)
def test_a_server_that_drops_the_line_is_told_and_called_again(cut: str) -> None:
    def answers(number: int, command: bytes) -> bytes:
        return CUTS[cut] if number == 0 and command.startswith(b"GETSCRIPT") else OK

    with telling(answers) as told, to(told.port) as line:
        with pytest.raises(MailError, match="broke off"):
            line.get("a")
        assert line.scripts().active == "webmail"


@pytest.mark.parametrize(
    "said",
    [b"{99999999999}\r\n", b"{x}\r\n", b'")"(\r\n)\r\n)\r\n', b"OK)\r\n", b"{3}keep"],
    ids=str,
)
def test_an_answer_that_makes_no_sense_is_told(said: bytes) -> None:
    def answers(_number: int, command: bytes) -> bytes:
        return said if command.startswith(b"GETSCRIPT") else OK

    with telling(answers) as told, to(told.port) as line, pytest.raises(MailError):
        line.get("a")


def test_a_server_that_falls_silent_is_given_up() -> None:
    def answers(_number: int, command: bytes) -> bytes | None:
        return None if command.startswith(b"GETSCRIPT") else OK

    with (
        telling(answers) as told,
        to(told.port, step=0.2) as line,
        pytest.raises(MailError, match="broke off"),
    ):
        line.get("a")


class Hurried(SystemClock):
    """A clock on which each look is ten seconds later."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        self.seconds += 10
        return self.seconds


def test_an_answer_that_never_ends_is_given_up() -> None:
    def answers(_number: int, command: bytes) -> bytes:
        return b"{1000000}\r\n" + b"x" * 900_000 if command.startswith(b"GETSCRIPT") else OK

    with telling(answers) as told:
        line = ManageSieve(
            Server("localhost", told.port),
            LOGIN,
            certificate().trusting(),
            clock=Hurried(),
            whole=200,
        )
        with line, pytest.raises(MailError):
            line.get("a")


def test_a_command_under_way_can_be_cancelled_from_another_thread() -> None:
    asked = Event()

    def answers(_number: int, command: bytes) -> bytes | None:
        if command.startswith(b"GETSCRIPT"):
            asked.set()
            return None
        return OK

    with telling(answers) as told, to(told.port, step=60, whole=60) as line:
        ended: list[MailError] = []

        def get() -> None:
            with pytest.raises(MailError) as caught:
                line.get("a")
            ended.append(caught.value)

        thread = Thread(target=get)
        thread.start()
        assert asked.wait(10)
        line.cancel()
        thread.join(10)
        assert len(ended) == 1


def test_nothing_is_asked_once_it_was_cancelled() -> None:
    with telling() as told, to(told.port) as line:
        line.cancel()
        with pytest.raises(MailError):
            line.scripts()
        assert told.heard == []


def test_a_literal_in_the_code_of_an_answer_is_read() -> None:
    assert b"{16}" in SYNC
    with telling() as told, to(told.port) as line:
        line.scripts()
        assert [said[:4] for said in told.heard[0][1:]] == [b"NOOP", b"LIST"]


def test_no_error_tells_what_the_server_said() -> None:
    def answers(_number: int, command: bytes) -> bytes:
        return b'NO "kim@else.test has none"\r\n' if command.startswith(b"GETSCRIPT") else OK

    with telling(answers) as told, to(told.port) as line:
        with pytest.raises(MailError) as caught:
            line.get("a")
        assert "kim" not in f"{caught.value} {caught.value!r}"


def test_it_says_goodbye() -> None:
    left = Event()

    def answers(_number: int, command: bytes) -> bytes:
        if command.startswith(b"LOGOUT"):
            left.set()
        return OK

    with telling(answers) as told:
        with to(told.port) as line:
            line.scripts()
        assert left.wait(10)

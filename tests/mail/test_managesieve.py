"""The client: byte for byte on a real Dovecot, and calm where a server is not itself."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator

import pytest

from boundary.mail.mailbox import MailError, MailSignInError
from boundary.mail.managesieve import ManageSieve, Scripts
from boundary.mail.managesieve_faults import Refused, SieveRefusedError
from boundary.mail.managesieve_sign_in import Bearer, Login
from boundary.mail.servers import MailLogin, Server
from tests.mail.certificates import PAST, certificate
from tests.mail.dovecot import ANNA, SECRET, Dovecot, dovecot
from tests.mail.sieve_server import OK, SECURE, telling

LOGIN = MailLogin(ANNA, SECRET)


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


@pytest.fixture
def line(server: Dovecot) -> Iterator[ManageSieve]:
    """A line to a real Dovecot on which Anna has no scripts."""
    with ManageSieve(Server("localhost", server.sieve_port), LOGIN, server.trusting) as made:
        made.activate("")
        for name in made.scripts().names:
            made.delete(name)
        yield made


def to(port: int, login: Login = LOGIN, step: float = 5, whole: float = 20) -> ManageSieve:
    """Return a line to a stand-in."""
    return ManageSieve(
        Server("localhost", port), login, certificate().trusting(), step=step, whole=whole
    )


@pytest.mark.parametrize(
    "script",
    [
        b"",
        b"keep;",
        b"keep;\r\n",
        b"keep;\n\n",
        b"# {5}\r\nkeep;\r\n",
        'keep; # "Zoë" \\ \n'.encode(),
        b"#" + b"x" * 20_000 + b"\n",
    ],
    ids=lambda script: f"{script[:12]!r}",
)
def test_a_script_comes_back_byte_for_byte(line: ManageSieve, script: bytes) -> None:
    line.put("a", script)
    assert line.get("a") == script


def test_a_script_is_replaced_whole(line: ManageSieve) -> None:
    line.put("a", b"keep;\r\n# and more\r\n")
    line.put("a", b"keep;")
    assert line.get("a") == b"keep;"


@pytest.mark.parametrize("name", ["a", 'with "quotes"', "back\\slash", "Zoë", "n" * 120])
def test_a_name_is_listed_as_it_was_given(line: ManageSieve, name: str) -> None:
    line.put(name, b"keep;")
    assert line.scripts() == Scripts((name,), "")


def test_one_script_is_active(line: ManageSieve) -> None:
    line.put("a", b"keep;")
    line.put("b", b"keep;")
    line.activate("b")
    assert line.scripts().active == "b"


def test_none_is_active_after_all(line: ManageSieve) -> None:
    line.put("a", b"keep;")
    line.activate("a")
    line.activate("")
    assert line.scripts() == Scripts(("a",), "")


def test_a_script_gets_another_name(line: ManageSieve) -> None:
    line.put("a", b"keep;")
    line.rename("a", "b")
    assert line.scripts().names == ("b",)


def test_a_deleted_script_is_missing(line: ManageSieve) -> None:
    line.put("a", b"keep;")
    line.delete("a")
    with pytest.raises(SieveRefusedError) as caught:
        line.get("a")
    assert caught.value.why is Refused.MISSING


def test_the_active_script_is_not_deleted(line: ManageSieve) -> None:
    line.put("a", b"keep;")
    line.activate("a")
    with pytest.raises(SieveRefusedError) as caught:
        line.delete("a")
    assert caught.value.why is Refused.ACTIVE


def test_room_is_told_beforehand(line: ManageSieve) -> None:
    assert line.have_space("a", 100)
    assert not line.have_space("a", 10**9)


def test_a_script_that_is_wrong_is_refused_and_nothing_is_kept(line: ManageSieve) -> None:
    for command in (line.check, lambda script: line.put("a", script)):
        with pytest.raises(SieveRefusedError):
            command(b"nonsense")
    assert line.scripts().names == ()


def test_what_the_server_can_do_is_known(line: ManageSieve) -> None:
    assert {"vacation", "date", "include"} <= line.extensions


def test_a_wrong_password_asks_for_another(server: Dovecot) -> None:
    wrong = MailLogin(ANNA, "wrong")
    with pytest.raises(MailSignInError) as caught:
        ManageSieve(Server("localhost", server.sieve_port), wrong, server.trusting).scripts()
    assert "wrong" not in f"{caught.value} {caught.value!r} {wrong!r}"


def test_an_expired_certificate_is_told_as_such() -> None:
    with (
        dovecot(until=PAST) as old,
        ManageSieve(Server("localhost", old.sieve_port), LOGIN, old.trusting) as late,
        pytest.raises(MailError, match="run out"),
    ):
        late.scripts()


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(server: Dovecot) -> None:
    with pytest.raises(MailError, match="prove"):
        ManageSieve(Server("localhost", server.sieve_port), LOGIN).scripts()


def test_a_certificate_of_another_name_is_not_trusted(server: Dovecot) -> None:
    other = Server("127.0.0.2", server.sieve_port)
    with pytest.raises(MailError):
        ManageSieve(other, LOGIN, server.trusting).scripts()


def test_nothing_at_the_port_is_told() -> None:
    with pytest.raises(MailError, match="reached"):
        to(1).scripts()


def test_a_server_that_does_not_encrypt_is_told_nothing() -> None:
    with telling(greeting=b'"SIEVE" "vacation"\r\n"SASL" "PLAIN"\r\nOK\r\n') as told:
        with pytest.raises(MailError, match="encrypt"):
            to(told.port).scripts()
        assert told.heard == [[]]


def test_what_is_slipped_in_before_the_line_is_encrypted_ends_it() -> None:
    with telling(after_starttls=b'OK\r\n"SASL" "PLAIN"\r\nOK\r\n') as told:
        with pytest.raises(MailError):
            to(told.port).scripts()
        assert told.heard == [[]]


def test_what_a_server_says_that_it_can_do_before_encryption_counts_for_nothing() -> None:
    greeting = b'"SIEVE" "include"\r\n"STARTTLS"\r\nOK\r\n'
    with telling(greeting=greeting) as told, to(told.port) as line:
        assert line.extensions == {"vacation"}


def test_another_tongue_at_the_port_is_told() -> None:
    greeting = b"220 mail.practice.test ESMTP\r\n}\r\n"
    with telling(greeting=greeting) as told, pytest.raises(MailError, match="ManageSieve"):
        to(told.port).scripts()


def test_a_sign_in_by_oauth_is_spelled_as_rfc_7628_says() -> None:
    with telling() as told, to(told.port, Bearer(ANNA, lambda: "t0ken")) as line:
        assert line.scripts().active == "webmail"
        method, said = told.heard[0][0].split(b'"')[1::2]
    assert method == b"OAUTHBEARER"
    assert b64decode(said).decode().split("\x01") == [
        f"n,a={ANNA},", "host=localhost", f"port={told.port}", "auth=Bearer t0ken", "", "",
    ]  # fmt: skip


def test_a_token_that_has_ended_asks_for_a_new_sign_in() -> None:
    """RFC 7628, 3.2.3: the server says why first, and waits for a word before its NO."""

    def answers(_number: int, command: bytes) -> bytes:
        if command.startswith(b"AUTHENTICATE"):
            return b'"eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0="\r\n'
        return b"NO\r\n" if command == b'"AQ=="\r\n' else OK

    with telling(answers) as told, pytest.raises(MailSignInError, match="any more"):
        to(told.port, Bearer(ANNA, lambda: "old")).scripts()


def test_a_long_token_is_sent_as_a_literal() -> None:
    with telling() as told, to(told.port, Bearer(ANNA, lambda: "t" * 3000)) as line:
        line.scripts()
        assert b"+}\r\n" in told.heard[0][0]


def test_a_server_without_a_way_in_is_told() -> None:
    with telling(secure=b'"SASL" "GSSAPI"\r\nOK\r\n') as told:
        with pytest.raises(MailSignInError, match="way to sign in"):
            to(told.port).scripts()
        assert told.heard == [[]]


def test_answers_that_nobody_asked_for_are_not_taken_for_others() -> None:
    """Some servers say what they can do once more after the sign-in."""

    def answers(_number: int, command: bytes) -> bytes:
        return OK + SECURE if command.startswith(b"AUTHENTICATE") else OK

    with telling(answers) as told, to(told.port) as line:
        assert line.scripts() == Scripts(("webmail",), "webmail")


def test_an_old_server_without_noop_is_spoken_to_all_the_same() -> None:
    with telling(secure=b'"SIEVE" "vacation"\r\n"SASL" "PLAIN"\r\nOK\r\n') as told:
        with to(told.port) as line:
            line.check(b"keep;")
            assert line.scripts().active == "webmail"
        assert not any(b"NOOP" in said or b"CHECK" in said for said in told.heard[0])


def test_after_a_no_to_a_literal_the_line_is_opened_anew() -> None:
    """Cyrus reads the literal that it refused as commands, and is one answer late from then on."""

    def answers(number: int, command: bytes) -> bytes:
        refused = number == 0 and command.startswith(b"PUTSCRIPT")
        return b'NO "no"\r\nNO "what"\r\nOK\r\n' if refused else OK

    with telling(answers) as told, to(told.port) as line:
        with pytest.raises(SieveRefusedError):
            line.put("a", b"keep;\r\n")
        assert line.scripts().active == "webmail"
        assert len(told.heard) == 2

"""A client of ManageSieve, RFC 5804: scripts go over the wire byte for byte, or not at all.

Nothing of hers is said before the line is encrypted and the server has shown who it is. What
other programs stumble over is held here:

- Capabilities are read anew once the line is encrypted; bytes that came before and were not
  asked for mean that somebody writes into the line (section 2.2).
- A literal may stand anywhere that a string may, in the codes of answers too.
- After a NO to a command that carried a literal the line is given up and opened anew: some
  servers refuse the command and then take the literal's text for commands.
- After signing in the line is brought in step by NOOP: some servers say their capabilities
  once more, unasked, and each answer would be taken for the one before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ssl import (
    SSLCertVerificationError,
    SSLContext,
    SSLError,
    create_default_context,
)
from types import TracebackType

from boundary.clock import Clock, SystemClock
from boundary.mail.mailbox import MailError, MailWaitError
from boundary.mail.managesieve_faults import (
    Refused,
    SieveRefusedError,
    closed,
    dropped,
    expired,
    garbled,
    refused,
    unencrypted,
)
from boundary.mail.managesieve_lines import Atom, Group, Lines, Text, Token
from boundary.mail.managesieve_sign_in import Login, opening_words
from boundary.mail.servers import Server, unreachable

PORT = 4190
WHOLE = 60.0
"""Seconds that a command may take from its first byte to the end of its answer."""
STEP = 20.0
"""Seconds that the server may say nothing at all."""
_SYNC = b"boundary-in-step"
_LONGEST_QUOTED = 1000
"""Longer strings are sent as literals: a quoted one has at most 1024 octets (section 4)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said to a command: the lines before OK, and the code in its brackets."""

    lines: tuple[tuple[Token, ...], ...] = ()
    code: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Scripts:
    """The names of all scripts, and of the active one ("": none)."""

    names: tuple[str, ...] = field(default=(), repr=False)
    active: str = field(default="", repr=False)


class ManageSieve:
    """The scripts of one account. The line is opened by the first command, and again if lost.

    Every method may take long, and raises MailError; only `cancel` may be called from another
    thread. *tls* is what certificates are checked with.
    """

    def __init__(
        self,
        server: Server,
        login: Login,
        tls: SSLContext | None = None,
        *,
        clock: Clock | None = None,
        step: float = STEP,
        whole: float = WHOLE,
    ) -> None:
        self._server = server
        self._login = login
        self._tls = tls
        self._clock = clock or SystemClock()
        self._step = step
        self._whole = whole
        self._lines: Lines | None = None
        self._cancelled = False
        self._can: Mapping[str, str] = {}

    def __enter__(self) -> ManageSieve:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def capabilities(self) -> Mapping[str, str]:
        """What the server can do, by names in capital letters."""
        if not self._can:
            self._opened()
        return self._can

    @property
    def extensions(self) -> frozenset[str]:
        """The parts of Sieve that its scripts may require."""
        return frozenset(self.capabilities.get("SIEVE", "").lower().split())

    def scripts(self) -> Scripts:
        """Return which scripts there are."""
        names, active = [], ""
        for line in self._command("LISTSCRIPTS").lines:
            if not line or not isinstance(line[0], Text):
                raise garbled()
            name = line[0].value.decode("utf-8", "surrogateescape")
            names.append(name)
            if len(line) > 1 and isinstance(line[1], Atom) and line[1].name == "ACTIVE":
                active = name
        return Scripts(tuple(names), active)

    def get(self, name: str) -> bytes:
        """Return the script *name*, just as it lies there. SieveRefusedError if there is none."""
        for line in self._command("GETSCRIPT", name).lines:
            if line and isinstance(line[0], Text):
                return line[0].value
        raise garbled()

    def check(self, script: bytes) -> None:
        """Ask whether *script* would be taken; a server without CHECKSCRIPT is not asked."""
        if "VERSION" in self.capabilities:
            self._command("CHECKSCRIPT", script)

    def have_space(self, name: str, size: int) -> bool:
        """Tell whether *size* bytes may be put as *name*.

        SieveRefusedError where a smaller script would not be taken either.
        """
        try:
            self._command("HAVESPACE", name, size)
        except SieveRefusedError as error:
            if error.why in (Refused.QUOTA, Refused.TOO_LARGE):
                return False
            raise
        return True

    def put(self, name: str, script: bytes) -> None:
        """Keep *script* as *name*, in place of what was there."""
        self._command("PUTSCRIPT", name, script)

    def activate(self, name: str) -> None:
        """Make *name* the active script; "": none is."""
        self._command("SETACTIVE", name)

    def delete(self, name: str) -> None:
        """Delete the script *name*; the active one is refused."""
        self._command("DELETESCRIPT", name)

    def rename(self, name: str, new: str) -> None:
        """Give the script *name* another; a server without RENAMESCRIPT refuses."""
        self._command("RENAMESCRIPT", name, new)

    def close(self) -> None:
        """Say goodbye where that is possible at once, and close the line."""
        lines, self._lines = self._lines, None
        if lines is not None:
            lines.leave(b"LOGOUT\r\n")

    def cancel(self) -> None:
        """Let the command that is under way end now, with an error; from any thread."""
        self._cancelled = True
        if (lines := self._lines) is not None:
            lines.cut()

    def _command(self, verb: str, *values: str | bytes | int) -> Answer:
        """Send one command and return its answer; see the module for what follows a NO."""
        lines = self._opened()
        sent = b" ".join([verb.encode(), *(_spelled(value) for value in values)])
        literal = b"+}\r\n" in sent
        try:
            lines.start(self._whole)
            lines.send(sent + b"\r\n")
            return self._answer(lines)
        except (SieveRefusedError, MailWaitError):
            if literal:
                self._give_up()
            raise
        except OSError as error:
            raise self._lost(error) from error

    def _answer(self, lines: Lines) -> Answer:
        """Read until OK. SieveRefusedError for NO, MailError for BYE."""
        said = []
        while True:
            line = lines.line()
            head = line[0] if line else None
            if not isinstance(head, Atom) or head.name not in ("OK", "NO", "BYE"):
                said.append(line)
                continue
            code = next((token.tokens for token in line if isinstance(token, Group)), ())
            if head.name == "OK":
                return Answer(tuple(said), code)
            if head.name == "BYE":
                self._give_up()
                raise closed(_name(code))
            raise refused(_name(code))

    def _opened(self) -> Lines:
        if self._cancelled:
            raise dropped()
        if self._lines is not None:
            return self._lines
        try:
            return self._open()
        except OSError as error:
            raise self._lost(error) from error
        except BaseException:
            self._give_up()
            raise

    def _open(self) -> Lines:
        host, port = self._server.host, self._server.port
        self._lines = lines = Lines.to(host, port, self._clock, self._step)
        lines.start(self._whole)
        self._learn(self._answer(lines))
        if "STARTTLS" not in self._can:
            raise unencrypted()
        lines.send(b"STARTTLS\r\n")
        self._answer(lines)
        if lines.waiting:
            raise garbled()
        lines.encrypt(self._tls or create_default_context(), host)
        self._learn(self._answer(lines))
        self._sign_in(lines)
        if "VERSION" in self._can:
            self._step_together(lines)
        return lines

    def _learn(self, answer: Answer) -> None:
        can = {}
        for line in answer.lines:
            texts = [
                token.value.decode("utf-8", "replace") for token in line if isinstance(token, Text)
            ]
            if texts:
                can[texts[0].upper()] = " ".join(texts[1:])
        self._can = can

    def _sign_in(self, lines: Lines) -> None:
        offered = self._can.get("SASL", "").upper().split()
        words = opening_words(self._login, self._server, offered)
        first = [b"AUTHENTICATE", _spelled(words.method), _spelled(words.first)]
        lines.send(b" ".join(first) + b"\r\n")
        try:
            self._signed_in(lines, words.last)
        except SieveRefusedError as error:
            raise words.refused from error

    def _signed_in(self, lines: Lines, last: bytes) -> None:
        """Read the answer to a sign-in. A challenge here says why not: RFC 7628, 3.2.3."""
        while True:
            line = lines.line()
            if line and isinstance(line[0], Text):
                lines.send(_spelled(last) + b"\r\n")
                continue
            lines.unread(line)
            self._answer(lines)
            return

    def _step_together(self, lines: Lines) -> None:
        """Send NOOP with a mark of ours, and read until the answer that bears it."""
        lines.send(b'NOOP "' + _SYNC + b'"\r\n')
        while True:
            try:
                answer = self._answer(lines)
            except SieveRefusedError:
                return
            if answer.lines:
                self._learn(answer)
            if Text(_SYNC) in answer.code:
                return

    def _give_up(self) -> None:
        lines, self._lines = self._lines, None
        if lines is not None:
            lines.close()

    def _lost(self, error: OSError) -> MailError:
        self._give_up()
        if isinstance(error, SSLCertVerificationError) and error.verify_code == EXPIRED:
            return expired()
        if isinstance(error, ConnectionRefusedError | SSLError) or not isinstance(error, CUT):
            return unreachable(error)
        return dropped()


EXPIRED = 10
"""What OpenSSL calls a certificate whose time is over (X509_V_ERR_CERT_HAS_EXPIRED)."""
CUT = ConnectionError | TimeoutError
"""How a connection that was there ends; the next look tells what came of it."""


def _name(code: tuple[Token, ...]) -> str:
    """Return the name of a code, such as "QUOTA/MAXSIZE"; "" for none."""
    return code[0].name if code and isinstance(code[0], Atom) else ""


def _spelled(value: str | bytes | int) -> bytes:
    """Return *value* as the server reads it: a number, a quoted string or a literal."""
    if isinstance(value, int):
        return str(value).encode()
    raw = value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value
    if len(raw) > _LONGEST_QUOTED or any(mark in raw for mark in (b"\r", b"\n", b"\0")):
        return b"{%d+}\r\n%b" % (len(raw), raw)
    return b'"%b"' % raw.replace(b"\\", b"\\\\").replace(b'"', b'\\"')

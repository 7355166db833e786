"""Anna's mailbox on a real Dovecot, and her webmail beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from boundary.mail.managesieve import Answer, ManageSieve
from boundary.mail.reply import Wanted
from boundary.mail.servers import MailLogin, Server
from boundary.mail.sieve import SieveMailbox
from boundary.mail.sieve_script import Author
from tests.mail.contract import NOW, SECRET, nights
from tests.mail.dovecot import ANNA, Dovecot
from tests.mail.dovecot import SECRET as PASSWORD

AUTHOR = Author(ANNA)
FILTERS = (
    b'require ["fileinto"];\nif header :contains "subject" "bill" { fileinto "Bills"; stop; }\n'
)
REPLY = (
    b'require ["vacation", "fileinto"];\r\n# rule:[away]\r\nif true\r\n{\r\n\tvacation :days 3 '
    b'text:\r\nAway; "back" soon: ' + SECRET.encode() + b"\r\n.\r\n;\r\n}\r\nkeep;\r\n"
)


RULE = b'\r\n# rule:[new]\r\nif header :contains "subject" "x"\r\n{\r\n\tkeep;\r\n}\r\n'


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


def other(count: int = 2) -> Wanted:
    """Return what differs from `nights(3)`."""
    return nights(count, NOW + timedelta(days=1, hours=8))


class KilledError(Exception):
    """The program is killed here."""


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

"""A submission server that keeps what it is given, and delivers nothing."""

from __future__ import annotations

import ssl
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from queue import Queue
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.mail.certificates import certificate

NULL = "<>"
"""How the library spells the null sender; an empty one is none at all to it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One message that came in; `sender` is MAIL FROM, "" for the null sender."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return BytesParser(policy=policy.default).parsebytes(self.raw)

    @property
    def text(self) -> str:
        """The text of its body, lines ended by "\\n", without empty lines at its end."""
        part = self.message.get_body(("plain",))
        assert part is not None
        return str(part.get_content()).replace("\r\n", "\n").rstrip("\n")


@dataclass
class SmtpSink:
    """What listens at 127.0.0.1 on `port`; `sent` is what came in, oldest first.

    `refuse` may name an answer such as "550 no" to MAIL FROM of a sender ("" is the null one).
    `on_sent` is called, on the server's thread, with each message.
    """

    sent: list[Sent] = field(default_factory=list)
    refuse: Callable[[str], str | None] = lambda _: None
    on_sent: Callable[[Sent], None] = lambda _: None
    port: int = 0
    _queue: Queue[Sent] = field(default_factory=Queue)

    def next(self, timeout: float = 45) -> Sent:
        """Wait for the next message that nobody has taken; queue.Empty after *timeout* seconds."""
        return self._queue.get(timeout=timeout)

    def take(self) -> list[Sent]:
        """Return what came in since the last time, and forget it."""
        taken = [self._queue.get_nowait() for _ in range(self._queue.qsize())]
        self.sent.clear()
        return taken

    async def handle_MAIL(  # noqa: N802 - the name that aiosmtpd calls
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Note the sender, or refuse it."""
        answer = self.refuse("" if address == NULL else address)
        if answer is None:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer or "250 OK"

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep the message."""
        assert isinstance(envelope.content, bytes)
        sender = envelope.mail_from or NULL
        sent = Sent("" if sender == NULL else sender, tuple(envelope.rcpt_tos), envelope.content)
        self.sent.append(sent)
        self._queue.put(sent)
        self.on_sent(sent)
        return "250 OK"


class _Controller(Controller):
    """A controller that may take whichever port is free."""

    def _trigger_server(self) -> None:
        """Say hello at the port that was really taken, as the library does to start it."""
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def smtp_sink(
    *,
    starttls: bool = False,
    tls: bool = False,
    login: tuple[str, str] | None = None,
    refuse: Callable[[str], str | None] = lambda _: None,
) -> Iterator[SmtpSink]:
    """Run a sink until the end of the block.

    *tls*: from the first byte; *starttls*: asked for before anything else. Either shows
    `certificates.certificate()`. *login*: the name and password without which it takes nothing.
    """
    sink = SmtpSink(refuse=refuse)
    options: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        context: ssl.SSLContext | None = None
        if starttls or tls:
            context = certificate().serving(Path(folder))
        if starttls:
            options |= {"tls_context": context, "require_starttls": True}
        if login is not None:
            options |= {
                "authenticator": _asking(login),
                "auth_required": True,
                "auth_require_tls": starttls,
            }
        controller = _Controller(
            sink,
            hostname="127.0.0.1",
            port=0,
            ssl_context=context if tls else None,
            ready_timeout=20,
            **options,
        )
        controller.start()
        sink.port = controller.port
        try:
            yield sink
        finally:
            controller.stop()


def _asking(login: tuple[str, str]) -> Callable[[SMTP, Session, Envelope, str, Any], AuthResult]:
    def ask(
        _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any
    ) -> AuthResult:
        name, password = login
        known = data == LoginPassword(name.encode(), password.encode())
        return AuthResult(success=known, handled=True, auth_data=data if known else None)

    return ask

"""What the responder sends, and how: one message to one address, that no machine answers."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from email.message import EmailMessage, Message
from email.policy import SMTP as WIRE
from email.utils import format_datetime
from secrets import token_hex
from ssl import SSLContext, create_default_context

from boundary.language import tr
from boundary.mail.mailbox import MailError
from boundary.mail.reply import Reply
from boundary.mail.servers import (
    PATIENCE,
    MailLogin,
    Server,
    not_signed_in,
    unencrypted,
    unreachable,
)

NOBODY = ""
"""The null sender: what can't be delivered comes back to nobody (RFC 3834, section 3.3)."""

_HERE = "[127.0.0.1]"
"""What the server is told that this computer is called: its name is nobody's business."""

_MOST_NAMED = 20
_NAME = re.compile(r"<[!-;=?-~]{1,250}>")


class UndeliverableError(MailError):
    """The server takes no message to this address, and never will."""


class UnsentError(MailError):
    """The message was surely not sent: it may be tried again."""


def compose(reply: Reply, heard: Message, to: str, own: str, now: datetime) -> EmailMessage:
    """Return the message that answers *heard* with *reply*, to the address *to* from *own*.

    Of what she was sent it holds nothing but the marks by which mail programs put a
    conversation together: no subject, no text, no name.
    """
    message = EmailMessage(policy=WIRE)
    message["From"] = own
    message["To"] = to
    message["Subject"] = " ".join(reply.subject.split())
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{token_hex(16)}@{own.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-replied"
    message["Precedence"] = "bulk"
    message["X-Auto-Response-Suppress"] = "All"
    named = _named(heard, "Message-ID")[:1]
    if named:
        before = _named(heard, "References") or _named(heard, "In-Reply-To")[:1]
        message["In-Reply-To"] = named[0]
        message["References"] = " ".join((*before[-_MOST_NAMED:], *named))
    message.set_content(reply.body)
    return message


def _named(headers: Message, name: str) -> list[str]:
    """Return the marks of messages in the header *name*; nothing else of it gets through."""
    return _NAME.findall(str(headers.get(name, "")))


class Post:
    """The server that takes messages from her account. Each call is a connection of its own."""

    def __init__(self, server: Server, login: MailLogin, tls: SSLContext | None = None) -> None:
        self._server = server
        self._login = login
        self._tls = tls

    def check(self) -> None:
        """Sign in, and send nothing. Raises MailError."""
        with self._connection():
            pass

    def send(self, message: EmailMessage, own: str, to: str) -> None:
        """Send *message* to the address *to*, from nobody or, where that is refused, from *own*.

        Raises UnsentError or MailSignInError where it may be tried again, UndeliverableError
        where that is no use, and MailError where nobody knows whether it was sent: it is not to
        be sent again.
        """
        data = message.as_bytes()
        with self._connection() as smtp:
            try:
                _address(smtp, own, to)
            except OSError as error:
                raise _unsent(error) from error
            _judge(_put(smtp, data))

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        """Lend a connection that is encrypted and signed in; what fails until then is unsent."""
        try:
            smtp = self._open()
        except smtplib.SMTPAuthenticationError:
            raise not_signed_in() from None
        except (OSError, ValueError) as error:
            raise _unsent(error) from error
        try:
            yield smtp
            with suppress(OSError):  # what was said before holds without a goodbye
                smtp.quit()
        finally:
            smtp.close()

    def _open(self) -> smtplib.SMTP:
        tls = self._tls or create_default_context()
        host, port = self._server.host, self._server.port
        if not self._server.starttls:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                host, port, local_hostname=_HERE, timeout=PATIENCE, context=tls
            )
        else:
            smtp = smtplib.SMTP(host, port, local_hostname=_HERE, timeout=PATIENCE)
        try:
            smtp.ehlo()
            if self._server.starttls:
                if not smtp.has_extn("starttls"):
                    raise unencrypted()
                smtp.starttls(context=tls)
                smtp.ehlo()
            if smtp.has_extn("auth"):
                self._sign_in(smtp)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _sign_in(self, smtp: smtplib.SMTP) -> None:
        """Sign in by one way, once: a password that is tried three times may lock her out."""
        smtp.user, smtp.password = self._login.user, self._login.password
        if "PLAIN" in smtp.esmtp_features["auth"].split():
            smtp.auth("PLAIN", smtp.auth_plain)
        else:
            smtp.auth("LOGIN", smtp.auth_login)


def _address(smtp: smtplib.SMTP, own: str, to: str) -> None:
    """Name sender and recipient to the server."""
    code, _ = smtp.mail(NOBODY)
    if code >= 400:
        smtp.rset()
        code, _ = smtp.mail(own)
    if code >= 500:
        raise UnsentError(
            tr("Your mail server lets this account send nothing."),
            tr("Check the account's address, or ask your host. Nothing was sent."),
        )
    _judge(code)
    code, _ = smtp.rcpt(to)
    _judge(code)


def _put(smtp: smtplib.SMTP, data: bytes) -> int:
    """Hand over the text; a line that breaks in the middle leaves it open whether it was sent."""
    try:
        code, _ = smtp.data(data)
        return code
    except smtplib.SMTPDataError as error:
        return error.smtp_code
    except OSError as error:
        raise unreachable(error) from error


def _judge(code: int) -> None:
    if code >= 500:
        raise UndeliverableError(
            tr("Your mail server refused to send a reply."),
            tr("Nothing is to be done: it does not deliver to that address."),
        )
    if code >= 400:
        raise _unsent(ConnectionError())


def _unsent(error: Exception) -> UnsentError:
    said = unreachable(error if isinstance(error, OSError) else ConnectionError())
    return UnsentError(said.title, said.remedy)

"""The servers that a mail account is at, and what goes wrong on the way to them.

Nothing is ever said before the line is encrypted and the server has shown who it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from ssl import SSLCertVerificationError, SSLError

from boundary.language import tr
from boundary.mail.mailbox import MailError, MailSignInError

PATIENCE = 20.0
"""Seconds that a server may take for a step."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server listens. `starttls`: it begins in clear and encrypts before anything else
    is said; otherwise it is encrypted from the first byte.
    """

    host: str = field(repr=False)
    port: int
    starttls: bool = False


@dataclass(frozen=True, slots=True)
class MailLogin:
    """Her name and password at her mail servers."""

    user: str = field(repr=False)
    password: str = field(repr=False)


def unreachable(error: OSError) -> MailError:
    """Return what is said when a server can't be reached, or not be trusted, or falls silent."""
    if isinstance(error, SSLCertVerificationError):
        return MailError(
            tr("Your mail server can't prove who it is: its certificate is not valid."),
            tr("Check the server's name and this computer's date. Nothing was sent to it."),
        )
    if isinstance(error, SSLError):
        return MailError(
            tr("No encrypted connection to your mail server came about."),
            tr("Check the server's name and port. Nothing was sent to it."),
        )
    return MailError(
        tr("Your mail server can't be reached."),
        tr("Check the network, and the server's name and port. Boundary tries again by itself."),
    )


def not_signed_in() -> MailSignInError:
    """Return what is said when the server wants another password."""
    return MailSignInError(
        tr("Your mail server does not take the password."),
        tr("Enter it again; many hosts want a password made for programs (an app password)."),
    )


def unencrypted() -> MailError:
    """Return what is said of a server that does not offer to encrypt."""
    return MailError(
        tr("Your mail server does not encrypt."),
        tr("Choose its encrypted port (993 for reading, 465 for sending). Nothing was sent."),
    )

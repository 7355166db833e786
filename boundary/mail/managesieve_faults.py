"""What a ManageSieve server refuses, and how it is told: the codes of RFC 5804, section 1.3.

What a server says in its own words is not passed on: it may name scripts, people and places.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from boundary.language import tr
from boundary.mail.mailbox import MailError, MailSignInError, MailWaitError

LATER = timedelta(minutes=5)
"""How long a server that asks for patience is left alone."""


class Refused(StrEnum):
    """Why a server said NO, by its code."""

    QUOTA = "QUOTA"
    TOO_LARGE = "QUOTA/MAXSIZE"
    TOO_MANY = "QUOTA/MAXSCRIPTS"
    MISSING = "NONEXISTENT"
    THERE = "ALREADYEXISTS"
    ACTIVE = "ACTIVE"
    LATER = "TRYLATER"
    OTHER = ""


class SieveRefusedError(MailError):
    """The server said NO, and changed nothing."""

    def __init__(self, why: Refused, title: str, remedy: str) -> None:
        super().__init__(title, remedy)
        self.why = why


def refused(code: str) -> MailError:
    """Return what a NO with *code* means."""
    why = next((each for each in Refused if each and each == code), Refused.OTHER)
    if code.startswith(f"{Refused.QUOTA}/") and why is Refused.OTHER:
        why = Refused.QUOTA
    if why is Refused.LATER:
        return MailWaitError(
            tr("Your mail server is busy."),
            tr("Nothing was changed. Boundary tries again in a few minutes."),
            LATER,
        )
    title, remedy = _said(why)
    return SieveRefusedError(why, title, remedy)


def _said(why: Refused) -> tuple[str, str]:
    match why:
        case Refused.TOO_LARGE:
            return (
                tr("The reply takes more room than your mail server gives a filter."),
                tr("Shorten the text. Your filters and the last reply stay as they are."),
            )
        case Refused.TOO_MANY:
            return (
                tr("Your mail server keeps no more filter scripts than it has."),
                tr("Delete one you do not use in your webmail: Boundary needs two of its own."),
            )
        case Refused.QUOTA:
            return (
                tr("There is no room left for filters on your mail server."),
                tr("Delete a filter script you do not use, or ask your host for more room."),
            )
        case Refused.MISSING:
            return (
                tr("A filter script is gone from your mail server."),
                tr("It was deleted a moment ago. Boundary looks again by itself."),
            )
        case _:
            return (
                tr("Your mail server refused the reply."),
                tr("Nothing was changed. Ask your host whether you may use Sieve filters."),
            )


def bearer_refused() -> MailSignInError:
    """Return what is said when a sign-in in the browser is not taken any more."""
    return MailSignInError(
        tr("Your mail server does not take this sign-in any more."),
        tr("Sign in again. Until then the last reply stays as it is."),
    )


def no_way_in() -> MailSignInError:
    """Return what is said of a server that offers no way to sign in that is known here."""
    return MailSignInError(
        tr("Your mail server offers no way to sign in that Boundary knows."),
        tr("Ask your host whether filters can be set with a password (ManageSieve)."),
    )


def closed(code: str) -> MailError:
    """Return what a BYE with *code* means: the server ends the connection by itself."""
    if code == Refused.LATER:
        return refused(code)
    return MailError(
        tr("Your mail server ended the connection."),
        tr("Boundary tries again by itself. If it goes on, ask your host."),
    )


def dropped() -> MailError:
    """Return what is said when the connection ends in mid-sentence."""
    return MailError(
        tr("The connection to your mail server broke off."),
        tr("Your mailbox is as it was, or as you wanted it; the next look tells. Try again."),
    )


def garbled() -> MailError:
    """Return what is said of an answer that is not ManageSieve."""
    return MailError(
        tr("What answers at this port does not speak ManageSieve."),
        tr("Check the server's name and port (4190 is usual). Nothing was changed."),
    )


def expired() -> MailError:
    """Return what is said of a certificate whose time is over."""
    return MailError(
        tr("Your mail server's certificate has run out."),
        tr("Check this computer's date. If it is right, your host has to renew it."),
    )


def unencrypted() -> MailError:
    """Return what is said of a server that does not offer to encrypt."""
    return MailError(
        tr("Your mail server does not encrypt what filters are set with."),
        tr("Nothing was sent to it. Ask your host for ManageSieve with encryption (STARTTLS)."),
    )

"""Which messages are never answered by a machine.

Two machines that answer each other never stop, and a reply to a list goes to hundreds: a
message is answered only where nothing speaks against it. The rules are those of RFC 3834
(section 2) and RFC 5230 (sections 4.5 and 4.6), with the headers that mail programs use for
the same purpose. Pure: only the headers are looked at, the text of a message never is.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from email.message import Message
from email.utils import getaddresses
from enum import StrEnum


class Refusal(StrEnum):
    """Why a message gets no reply."""

    NO_SENDER = "no_sender"
    """It says that nobody wants an answer, or not plainly who does."""
    SEVERAL = "several"
    """More than one address would have to be answered."""
    AUTOMATIC = "automatic"
    """A machine wrote it."""
    ROBOT = "robot"
    """Its address is a machine's."""
    LIST = "list"
    BULK = "bulk"
    SUPPRESSED = "suppressed"
    """It asks not to be answered by a machine."""
    SPAM = "spam"
    REPORT = "report"
    """It tells of the fate of another message."""
    CALENDAR = "calendar"
    """An invitation: calendars answer those."""
    SELF = "self"
    """She wrote it herself."""
    BLOCKED = "blocked"
    """She wants this address, or all of its host, to get no reply."""
    NOT_TO_ME = "not_to_me"
    """It names none of her addresses: a copy in secret, or forwarded."""


_ROBOT = re.compile(
    r"""
    abuse | amazonses | apache | automailer | (mail(er)?-?)?daemon | devnull | ftp | listproc
    | listserv | mailer | mailman | majordomo | nobody | notif(y|ications?) | postmaster | root
    | smartlist | unsubscribe | uucp | www-data | www-run
    | (.*[-._+])?(do[-_.]?not|don[-_.]?t|not?)[-_.]?reply.*
    | (prvs=)?bounces?([-+].*)? | msprvs1=.*
    | owner-.* | .*-(admin|bounces?|errors|owner|relay|request)
    """,
    re.VERBOSE,
)
"""Names before the @ behind which nobody reads."""

_PATH = "Return-Path"
_AUTO = "Auto-Submitted"
_ANSWERED_BY_MACHINES = ("X-Autoreply", "X-Autorespond", "X-AutoReply-From", "X-Mail-Autoreply")
_BULK_SIGNS = ("Feedback-ID", "X-Mailing-List", "X-Campaign-ID", "X-CSA-Complaints")
_LOUD = frozenset({"all", "autoreply", "oof"})
_RECIPIENTS = ("To", "Cc", "Resent-To", "Resent-Cc", "Bcc", "Resent-Bcc")

_ADDRESS = re.compile(r"[!#-'*+\-./0-9=?A-Z^_`a-z{-~]+@[A-Za-z0-9.-]+")


def refusal(
    headers: Message, own: Collection[str], blocked: Collection[str] = ()
) -> Refusal | None:
    """Return why the message with *headers* is not answered, or None: it may be.

    *own* are all of her addresses, *blocked* the addresses and hosts that get no reply; letters
    count alike in either case, and so does what stands after a plus sign in a name of hers.
    """
    mine = {_plain(address) for address in own}
    authors = _addresses(headers, "From")
    to_answer = _addresses(headers, "Reply-To")
    senders = {*authors, *to_answer, *_addresses(headers, "Sender"), *_addresses(headers, _PATH)}
    checks = (
        (len(authors) > 1 or len(to_answer) > 1, Refusal.SEVERAL),
        (sender(headers) is None, Refusal.NO_SENDER),
        (any(_plain(address) in mine for address in senders), Refusal.SELF),
        (any(_is_among(address, blocked) for address in senders), Refusal.BLOCKED),
        (any(_is_robot(address) for address in senders), Refusal.ROBOT),
        (_is_automatic(headers), Refusal.AUTOMATIC),
        (any(name.lower().startswith("list-") for name in headers), Refusal.LIST),
        (_is_bulk(headers), Refusal.BULK),
        (bool(_words(headers, "X-Auto-Response-Suppress") & _LOUD), Refusal.SUPPRESSED),
        (_is_spam(headers), Refusal.SPAM),
        (_kind(headers) == "multipart/report", Refusal.REPORT),
        (_is_invitation(headers), Refusal.CALENDAR),
        (not mine & {_plain(each) for each in _addresses(headers, *_RECIPIENTS)},
         Refusal.NOT_TO_ME),
    )  # fmt: skip
    return next((why for holds, why in checks if holds), None)


def sender(headers: Message) -> str | None:
    """Return the one address that a reply goes to, or None.

    It is the one that the message was sent from on the wire, where the server wrote that
    down (RFC 3834, section 4), and its author's where not. Where the server wrote down that
    nobody is to be answered, nobody is.
    """
    for name in (_PATH, "From"):
        if name in headers:
            found = _addresses(headers, name)
            whole = len(found) == 1 and _ADDRESS.fullmatch(found[0]) is not None
            return found[0] if whole else None
    return None


def _addresses(headers: Message, *names: str) -> list[str]:
    """Return the addresses in the headers *names*, each once."""
    lines = [str(line) for name in names for line in headers.get_all(name, [])]
    return list(dict.fromkeys(address for _, address in getaddresses(lines) if address))


def _plain(address: str) -> str:
    """Return *address* as it is compared: small letters, without what follows a plus sign."""
    name, at, host = address.lower().rpartition("@")
    return f"{name.partition('+')[0] or name}{at}{host}"


def _is_among(address: str, blocked: Collection[str]) -> bool:
    told = {each.lower().removeprefix("@") for each in blocked}
    return address.lower() in told or address.lower().rpartition("@")[2] in told


def _is_robot(address: str) -> bool:
    name = address.lower().rpartition("@")[0] or address.lower()
    return _ROBOT.fullmatch(name) is not None


def _is_automatic(headers: Message) -> bool:
    said = {str(line).split(";")[0].strip().lower() for line in headers.get_all(_AUTO, [])}
    return bool(said - {"no"}) or any(name in headers for name in _ANSWERED_BY_MACHINES)


def _is_bulk(headers: Message) -> bool:
    graded = _words(headers, "Precedence") & {"auto_reply", "bulk", "junk", "list"}
    return bool(graded) or any(name in headers for name in _BULK_SIGNS)


def _is_spam(headers: Message) -> bool:
    yes = _words(headers, "X-Spam-Flag") | _words(headers, "X-Spam-Status")
    return "yes" in yes or "spam" in _words(headers, "X-Spam") or "true" in yes


def _is_invitation(headers: Message) -> bool:
    named = {str(line).strip().lower() for line in headers.get_all("Content-Class", [])}
    return _kind(headers) == "text/calendar" or "urn:content-classes:calendarmessage" in named


def _kind(headers: Message) -> str:
    return headers.get_content_type()


def _words(headers: Message, name: str) -> set[str]:
    lines = (str(line).lower() for line in headers.get_all(name, []))
    return {word for line in lines for word in re.split(r"[\s,;]+", line)}

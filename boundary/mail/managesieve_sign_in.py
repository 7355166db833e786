"""How one signs in to ManageSieve: SASL PLAIN (RFC 4616) and OAUTHBEARER (RFC 7628)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from boundary.mail.mailbox import MailSignInError
from boundary.mail.managesieve_faults import bearer_refused, no_way_in
from boundary.mail.servers import MailLogin, Server, not_signed_in


@dataclass(frozen=True, slots=True)
class Bearer:
    """A sign-in by OAuth (RFC 7628); `token` may ask the network for a new one."""

    user: str = field(repr=False)
    token: Callable[[], str] = field(repr=False)


Login = MailLogin | Bearer


@dataclass(frozen=True, slots=True)
class Opening:
    """What is said first, what to a server that asks back, and what her sign-in lacks then."""

    method: str
    first: bytes = field(repr=False)
    last: bytes = field(repr=False)
    refused: MailSignInError


def opening_words(login: Login, server: Server, offered: Collection[str]) -> Opening:
    """Return how to sign in with *login* where the methods *offered* are known.

    MailSignInError if none of them fits.
    """
    method = "OAUTHBEARER" if isinstance(login, Bearer) else "PLAIN"
    if method not in offered:
        raise no_way_in()
    if isinstance(login, Bearer):
        parts = (
            f"n,a={login.user},",
            f"host={server.host}",
            f"port={server.port}",
            f"auth=Bearer {login.token()}",
        )
        said = "".join(f"{part}\x01" for part in (*parts, ""))
        return Opening(method, b64encode(said.encode()), b"AQ==", bearer_refused())
    said = f"\0{login.user}\0{login.password}"
    return Opening(method, b64encode(said.encode()), b"*", not_signed_in())

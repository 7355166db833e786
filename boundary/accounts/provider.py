"""The two services that accounts are at, and her own client id with them.

Nothing secret is shipped: the client id is one that she (or her practice) registered; how is
written in docs/accounts.md. A provider's addresses are https, or plain http to this machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import urlsplit


class Service(StrEnum):
    """Who keeps the account."""

    GOOGLE = "google"
    MICROSOFT = "microsoft"


@dataclass(frozen=True, slots=True)
class App:
    """A registered client: its id, and the text that Google calls a secret.

    For a desktop program that text protects nothing (RFC 8252 section 8.5), but Google's token
    endpoint asks for it; Microsoft's public clients have none.
    """

    client_id: str = field(repr=False)
    client_secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Provider:
    """A service's addresses and habits.

    `host` is how its registrations spell this machine in the redirect address: the listener is
    on 127.0.0.1 either way. `extras` go with the sign-in page's address. `revoke` and `device`
    are None where the service has no such endpoint for us.
    """

    service: Service
    name: str
    authorize: str
    token: str
    revoke: str | None = None
    device: str | None = None
    host: str = "127.0.0.1"
    extras: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for address in (self.authorize, self.token, self.revoke, self.device):
            if address is not None and not is_safe(address):
                raise ValueError("an endpoint that anyone on the way could read")


def is_safe(address: str) -> bool:
    """Tell whether a secret may travel to *address*: https, or http within this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    )


# Consent is asked for each time, because Google gives a refresh token only with it.
GOOGLE = Provider(
    Service.GOOGLE,
    "Google",
    authorize="https://accounts.google.com/o/oauth2/v2/auth",
    token="https://oauth2.googleapis.com/token",
    revoke="https://oauth2.googleapis.com/revoke",
    extras=(("access_type", "offline"), ("prompt", "consent")),
)

# The portal's form takes http://localhost (any port then fits) and refuses the numbers.
MICROSOFT = Provider(
    Service.MICROSOFT,
    "Microsoft",
    authorize="https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
    token="https://login.microsoftonline.com/common/oauth2/v2.0/token",
    device="https://login.microsoftonline.com/common/oauth2/v2.0/devicecode",
    host="localhost",
    extras=(("response_mode", "query"), ("prompt", "select_account")),
)

PROVIDERS: Mapping[Service, Provider] = MappingProxyType(
    {Service.GOOGLE: GOOGLE, Service.MICROSOFT: MICROSOFT}
)

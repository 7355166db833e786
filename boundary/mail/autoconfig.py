"""From her address to the server on which its reply is set: what is known, told and found.

First the hosts that are known as data, by the domain or by the servers that a domain of her own
names for its mail; then what the domain says of itself (SRV: RFC 6186, RFC 5804 section 1.8,
RFC 8314, RFC 8620 section 2.2); then servers at usual names that answer at usual ports. She is
shown the host before anything is said to it, and asked where it lies outside her domain, because
nobody signs what a name server says.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Protocol

from boundary.errors import SettingsError
from boundary.language import tr
from boundary.mail.mailbox import Route
from boundary.mail.manual import ManualHost
from boundary.resources import resource

SIEVE_PORT = 4190
IMAPS_PORT = 993
SUBMISSION_PORTS = (465, 587)
"""Encrypted from the first byte, and with STARTTLS (RFC 8314 section 3.3)."""

SIEVE_NAMES = ("", "mail.", "imap.", "sieve.")
IMAP_NAMES = ("imap.", "mail.", "")
SMTP_NAMES = ("smtp.", "mail.", "")
"""What usually stands before a domain where its servers are."""


class Told(StrEnum):
    """How a suggestion came about."""

    KNOWN = "known"
    SERVICE = "service"
    """The domain says so itself."""
    FOUND = "found"
    """A server answers there."""
    LEFT = "left"
    """What is always possible."""


@dataclass(frozen=True, slots=True)
class Place:
    """A server and its port."""

    host: str = field(repr=False)
    port: int


class Network(Protocol):
    """What is asked of the network; each waits at most a few seconds and raises nothing."""

    def services(self, name: str) -> tuple[Place, ...]:
        """Return where the service *name* (as `_imaps._tcp.practice.example`) is, best first."""
        ...

    def exchangers(self, domain: str) -> tuple[str, ...]:
        """Return the servers that take mail for *domain*, best first."""
        ...

    def answers(self, place: Place) -> bool:
        """Tell whether anything listens at *place*."""
        ...


@dataclass(frozen=True, slots=True)
class Known:
    """A host that is known by its domains, or by the ends of its exchangers' names."""

    name: str
    domains: frozenset[str]
    exchangers: tuple[str, ...]
    route: Route
    host: str | None
    service: ManualHost
    imap: Place | None
    smtp: Place | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way to set the reply. `confirm`: the server is in nobody's data and outside her domain,
    so she says yes before a password goes there."""

    route: Route
    told: Told
    place: Place | None = None
    smtp: Place | None = None
    service: ManualHost = ManualHost.OTHER
    name: str = ""
    confirm: bool = False


def suggestions(address: str, network: Network) -> tuple[Suggestion, ...]:
    """Return the ways for *address*, best first; the last is always possible.

    May take some seconds. Raises SettingsError for what is no address.
    """
    domain = domain_of(address)
    known = _known_by_domain(domain)
    if known is None:
        known = _known_by_exchangers(network.exchangers(domain))
    if known is not None:
        return _of(known)
    imap = _service(network, ("_imaps._tcp",), domain)
    smtp = _service(network, ("_submissions._tcp", "_submission._tcp"), domain)
    ways = [_sieve(network, domain, imap), _jmap(network, domain)]
    ways.append(_responder(network, domain, imap, smtp))
    return (*(way for way in ways if way is not None), Suggestion(Route.MANUAL, Told.LEFT))


def domain_of(address: str) -> str:
    """Return the domain of *address* as name servers know it. Raises SettingsError."""
    _, at, domain = address.strip().rpartition("@")
    try:
        plain = domain.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        plain = ""
    if not at or "." not in plain:
        raise SettingsError(
            tr("This is not a mail address."), tr("Write it as name@practice.example.")
        )
    return plain


@cache
def known_hosts() -> tuple[Known, ...]:
    """Return the hosts that ship as data."""
    data = tomllib.loads(resource("mail_hosts.toml").read_text(encoding="utf-8"))
    return tuple(
        Known(
            each["name"],
            frozenset(each["domains"]),
            tuple(each["exchangers"]),
            Route(each["route"]),
            each.get("host"),
            ManualHost(each.get("service", ManualHost.OTHER)),
            _place(each.get("imap")),
            _place(each.get("smtp")),
        )
        for each in data["known"]
    )


def is_within(host: str, domain: str) -> bool:
    """Tell whether *host* is *domain*, or lies under it."""
    return host == domain or host.endswith(f".{domain}")


def _place(text: str | None) -> Place | None:
    if text is None:
        return None
    host, _, port = text.partition(":")
    return Place(host, int(port))


def _known_by_domain(domain: str) -> Known | None:
    return next((each for each in known_hosts() if domain in each.domains), None)


def _known_by_exchangers(exchangers: tuple[str, ...]) -> Known | None:
    """Return who takes the mail; the first exchanger alone, others may be a spare of a stranger."""
    first = exchangers[0].lower().rstrip(".") if exchangers else ""
    return next(
        (each for each in known_hosts() if any(is_within(first, end) for end in each.exchangers)),
        None,
    )


def _of(known: Known) -> tuple[Suggestion, ...]:
    place = Place(known.host, 443) if known.host is not None else None
    ways = [Suggestion(known.route, Told.KNOWN, place, None, known.service, known.name)]
    if known.imap is not None and known.smtp is not None:
        ways.append(
            Suggestion(Route.RESPONDER, Told.KNOWN, known.imap, known.smtp, name=known.name)
        )
    if known.route is not Route.MANUAL:
        ways.append(Suggestion(Route.MANUAL, Told.LEFT))
    return tuple(ways)


def _service(network: Network, names: tuple[str, ...], domain: str) -> Place | None:
    for name in names:
        found = network.services(f"{name}.{domain}")
        if found:
            return found[0]
    return None


def _sieve(network: Network, domain: str, imap: Place | None) -> Suggestion | None:
    named = _service(network, ("_sieve._tcp",), domain)
    if named is not None:
        return _suggest(Route.SIEVE, Told.SERVICE, named, None, domain)
    hosts = [f"{name}{domain}" for name in SIEVE_NAMES]
    if imap is not None:
        hosts.insert(0, imap.host)
    found = _first(network, hosts, (SIEVE_PORT,))
    return None if found is None else _suggest(Route.SIEVE, Told.FOUND, found, None, domain)


def _jmap(network: Network, domain: str) -> Suggestion | None:
    named = _service(network, ("_jmap._tcp",), domain)
    return None if named is None else _suggest(Route.JMAP, Told.SERVICE, named, None, domain)


def _responder(
    network: Network, domain: str, imap: Place | None, smtp: Place | None
) -> Suggestion | None:
    told = Told.SERVICE if imap is not None and smtp is not None else Told.FOUND
    imap = imap or _first(network, [f"{name}{domain}" for name in IMAP_NAMES], (IMAPS_PORT,))
    if imap is None:
        return None
    smtp = smtp or _first(network, [f"{name}{domain}" for name in SMTP_NAMES], SUBMISSION_PORTS)
    if smtp is None:
        return None
    return _suggest(Route.RESPONDER, told, imap, smtp, domain)


def _first(network: Network, hosts: list[str], ports: tuple[int, ...]) -> Place | None:
    places = (Place(host, port) for host in dict.fromkeys(hosts) for port in ports)
    return next((place for place in places if network.answers(place)), None)


def _suggest(route: Route, told: Told, place: Place, smtp: Place | None, domain: str) -> Suggestion:
    hosts = [each.host for each in (place, smtp) if each is not None]
    confirm = not all(is_within(host, domain) for host in hosts)
    return Suggestion(route, told, place, smtp, confirm=confirm)

"""Which hosts belong together, and which addresses nobody can listen in on. Pure."""

from __future__ import annotations

import re
from ipaddress import ip_address

# Under a country, these are no names of anybody's: the registrable domain has one label more.
_SECOND_LEVEL = re.compile(
    "ac|co|com|ed|edu|gen|go|gob|gouv|gov|govt|gub|id|info|ltd|me|mil|ne|net|nhs|nom|or|org|plc"
    "|sch|school"
)
# Hosts under these belong to strangers, though they share a domain.
_SHARED = re.compile(
    r"(?:ddns|dynu|ts)\.net|dedyn\.io|duckdns\.org|github\.io|herokuapp\.com|(?:myds|synology)\.me"
    r"|myfritz\.net|no-ip\.org"
)


def is_private(scheme: str, host: str) -> bool:
    """Tell whether nobody can listen in: https, or a server on this machine."""
    return scheme == "https" or (scheme == "http" and _is_this_machine(host))


def same_house(one: str, other: str) -> bool:
    """Tell whether the hosts *one* and *other* are the same, or under one registrable domain.

    The list of public suffixes is long and changes; this knows its common shapes.
    """
    one, other = one.lower().rstrip("."), other.lower().rstrip(".")
    return one == other or (_domain(one) is not None and _domain(one) == _domain(other))


def _domain(host: str) -> str | None:
    """Return the registrable domain of *host*, None for an address in numbers or a bare name."""
    labels = host.split(".")
    if len(labels) < 2 or ":" in host or labels[-1].isdecimal():
        return None
    suffix = ".".join(labels[-2:])
    country = len(labels[-1]) == 2 and _SECOND_LEVEL.fullmatch(labels[-2])
    if not country and not _SHARED.fullmatch(suffix):
        return suffix
    return ".".join(labels[-3:]) if len(labels) > 2 else None


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

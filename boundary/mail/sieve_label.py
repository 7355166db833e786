"""The first line of our script, and what it tells: whose it is, and what it was meant to do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from boundary.clock import Span
from boundary.mail.reply import Wanted
from boundary.mail.sieve_script import FORMAT, ROW, SET, Author, Dialect, compiled

VERSION = 1
_LENGTH = 16
_NOTHING = "-"
"""A word for an empty one."""


def mark_of(wanted: Wanted, author: Author) -> str:
    """Return the fingerprint of what *author* wants; "" for nothing."""
    text = compiled(wanted, author)
    return _fingerprint(text) if text else ""


def within(wanted: Wanted, length: timedelta) -> Wanted:
    """Return the replies of *wanted* that begin within *length* of the first."""
    if not wanted.replies:
        return wanted
    last = wanted.replies[0].during.start + length
    return Wanted(tuple(reply for reply in wanted.replies if reply.during.start < last))


@dataclass(frozen=True, slots=True)
class Label:
    """The first line of our script: what the rest of it should be.

    `mark` of what was wanted (the script may hold less, where room was short), `body` the
    fingerprint of the lines below, `owner` the computer, `zones` the version of the zone data.
    """

    mark: str
    body: str
    owner: str
    zones: str

    def line(self) -> str:
        """Return it as the comment that a script begins with."""
        mark, owner = self.mark or _NOTHING, self.owner or _NOTHING
        return f"# boundary {VERSION} {mark} {self.body} {owner} {self.zones}\r\n"


def labelled(wanted: Wanted, held: Wanted, author: Author, owner: str, dialect: Dialect) -> str:
    """Return the script as a server keeps it: it does *held*, all it has room for of *wanted*.

    *owner* is the mark of this computer, without spaces.
    """
    text = compiled(held, author, dialect)
    return Label(mark_of(wanted, author), _fingerprint(text), owner, zone_data()).line() + text


def label_of(script: bytes) -> Label | None:
    """Return the label of a script that is ours to the last byte; None for any other."""
    first, _, rest = script.partition(b"\n")
    words = first.decode("utf-8", "replace").split()
    if len(words) != len(("#", "boundary", "version", "mark", "body", "owner", "zones")):
        return None
    sign, name, version, mark, body, owner, zones = words
    ours = (sign, name, version) == ("#", "boundary", str(VERSION))
    if not ours or body != sha256(rest).hexdigest()[: len(body)] or len(body) != _LENGTH:
        return None
    return Label(*("" if word == _NOTHING else word for word in (mark, body, owner, zones)))


def again_labelled(script: bytes, text: str) -> bytes:
    """Return *text*, under the label of our *script*, as ours to the last byte."""
    label = label_of(script)
    if label is None:
        raise ValueError("only what is ours has a label")
    return (replace(label, body=_fingerprint(text)).line() + text).encode()


def span_of(script: bytes) -> Span | None:
    """Return from the first closed window of our *script* to the end of its last (UTC)."""
    starts, ends = [], []
    for line in script.decode("utf-8", "replace").splitlines():
        if line.startswith(ROW):
            start, rest = line.removeprefix(ROW).split('"', 1)
            starts.append(_instant(start))
            ends.append(_instant(rest.removeprefix(SET).split(" ", 1)[0]))
    return Span(starts[0], ends[-1]) if starts else None


def zone_data() -> str:
    """Return the version of the zone data that instants are made with."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("tzdata")
    except PackageNotFoundError:
        return "system"


def _fingerprint(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_LENGTH]


def _instant(text: str) -> datetime:
    return datetime.strptime(text.ljust(12, "0"), FORMAT).replace(tzinfo=UTC)

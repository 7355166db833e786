"""A host that stands in for a mail API over HTTPS on this machine: strict, and with a memory.

Whatever the API's documentation does not know is refused as the API refuses it, and is a
complaint, which ends the test at the end of the block unless the test `forgive`s it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self

import httpx
from jsonschema import Draft202012Validator, ValidationError

from tests.calendars.https_server import Asked, Piece, respond, serving, trusting

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Given:
    """What goes back: a document as JSON, or bytes as they are."""

    status: int = 200
    document: Document | bytes = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


class Complaint(Exception):  # noqa: N818 -- what a host says, not a fault of the test
    """A request that no documentation allows; *given* is what the real host says to it."""

    def __init__(self, why: str, given: Given) -> None:
        super().__init__(why)
        self.given = given


class ApiHost:
    """Answers at `root` while it is inside `serving`.

    `faults` are answered first, one a request; `lost` is answered to everything. With `cut` the
    line breaks at each request from that number on, counted from 0: before it is heard, or where
    `heard`, after it was done.
    """

    def __init__(self) -> None:
        self.root = ""
        self.asked: list[Asked] = []
        self.complaints: list[str] = []
        self.faults: list[Given] = []
        self.lost: Given | None = None
        self.cut: int | None = None
        self.heard = False

    def answer(self, asked: Asked) -> Given:
        """Return what the host says to *asked*; raise Complaint for what is not documented."""
        raise NotImplementedError

    @contextmanager
    def serving(self) -> Iterator[Self]:
        """Answer until the end of the block."""
        with serving(self._reply) as server:
            self.root = server.root
            yield self
        assert not self.complaints, self.complaints

    def forgive(self) -> list[str]:
        """Return what was complained of, and forget it."""
        found, self.complaints = self.complaints, []
        return found

    def lines(self) -> list[str]:
        """Return what was asked, as "GET /place", and forget it."""
        found = [f"{asked.method} {asked.path}" for asked in self.asked]
        self.asked.clear()
        return found

    def _reply(self, asked: Asked) -> list[Piece]:
        broken = self.cut is not None and len(self.asked) >= self.cut
        self.asked.append(asked)
        if broken and not (self.heard and len(self.asked) - 1 == self.cut):
            return []
        pieces = self._given(asked)
        return [] if broken else pieces

    def _given(self, asked: Asked) -> list[Piece]:
        given = self.lost or (self.faults.pop(0) if self.faults else None)
        if given is None or given.status == 0:
            try:
                given = self.answer(asked)
            except Complaint as complaint:
                self.complaints.append(str(complaint))
                given = complaint.given
        document = given.document
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        headers = {name.replace("-", "_"): value for name, value in given.headers.items()}
        return respond(given.status, body, content_type="application/json", **headers)


PASS = Given(0)
"""Among `faults`: let this request be answered as ever."""


def wrong(schema: Document, document: object) -> str:
    """Return what of *document* is not as *schema* says, "" if all is."""
    try:
        Draft202012Validator(schema).validate(document)
    except ValidationError as error:
        return f"{'/'.join(map(str, error.path))}: {error.message}"
    return ""


def closed(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of an object with *properties* and no others."""
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}


def body_of(asked: Asked) -> Any:
    """Return the JSON that came, or None if it is none."""
    if not asked.headers.get("content-type", "").startswith("application/json"):
        return None
    try:
        return json.loads(asked.body)
    except ValueError:
        return None


def network() -> httpx.HTTPTransport:
    """Return a network on which these hosts are trusted."""
    return httpx.HTTPTransport(verify=trusting())

"""A mailbox in memory or in files: for tests of what lies above, and first to keep the contract.

Writing takes three steps as on a real server: what is to hold is put beside, then looked at,
then put into force. `before` is called with the name of each step that is about to be done, and
may raise, or kill the program.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from boundary.clock import Span, instant_text
from boundary.mail.mailbox import Found, Limits, MailError, Observed, Proof, Route
from boundary.mail.reply import Wanted

STEPS = ("read", "put", "look", "activate", "restore")
"""The names of all steps, of which `activate` and `restore` change what holds."""

OURS = "boundary"


class Slots(Protocol):
    """Where a server keeps texts by name; each is kept whole or not at all."""

    def get(self, name: str) -> str: ...

    def put(self, name: str, text: str) -> None: ...


class MemorySlots:
    """Texts that end with the test."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def get(self, name: str) -> str:
        return self.texts.get(name, "")

    def put(self, name: str, text: str) -> None:
        self.texts[name] = text


class FileSlots:
    """Texts in *folder*, which another process sees too."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> str:
        path = self._folder / name
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def put(self, name: str, text: str) -> None:
        unfinished = self._folder / f"{name}.new"
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(self._folder / name)


def own_text(text: str) -> str:
    """Return how the server keeps a reply that she set herself."""
    return json.dumps({"by": "her", "text": text})


def _nothing(_step: str) -> None:
    """Let every step be done."""


@dataclass
class FakeMailbox:
    """A `Mailbox` over *slots*; *owner* is the computer that writes, *windows* the limit."""

    slots: Slots = field(default_factory=MemorySlots)
    owner: str = "this-computer"
    windows: int | None = None
    proof: Proof = Proof.EXACT
    asleep: bool = True
    route: Route = Route.SIEVE
    host: str = "mail.example"
    echoes: bool = False
    again: timedelta | None = None
    server_now: datetime | None = None
    before: Callable[[str], None] = field(default=_nothing, repr=False)
    trouble: MailError | None = None
    keeps: bool = True
    """Whether what is activated is kept: a server may say yes and do nothing."""
    done: list[str] = field(default_factory=list)
    """The steps that were done."""

    @property
    def limits(self) -> Limits:
        return Limits(
            self.route, self.host, self.windows, self.again, self.proof, self.asleep, self.echoes
        )

    def read(self) -> Observed:
        self._step("read")
        text = self.slots.get("active")
        if not text:
            return Observed(Found.NOTHING, server_now=self.server_now)
        kept = json.loads(text)
        ours = kept["by"] == OURS
        during = None
        if ours and kept["replies"]:
            first, last = kept["replies"][0], kept["replies"][-1]
            during = Span(datetime.fromisoformat(first[0]), datetime.fromisoformat(last[1]))
        return Observed(
            Found.SET,
            _mark(text) if not ours else _mark(json.dumps(kept["replies"])),
            kept.get("owner", ""),
            text.encode(),
            during,
            self.server_now,
        )

    def mark(self, wanted: Wanted) -> str:
        return _mark(json.dumps(_plain(wanted))) if wanted.replies else ""

    def write(self, wanted: Wanted) -> None:
        if self.windows is not None and len(wanted.replies) > self.windows:
            raise ValueError("more replies than it has windows")
        text = ""
        if wanted.replies:
            text = json.dumps({"by": OURS, "owner": self.owner, "replies": _plain(wanted)})
        self._step("put")
        self.slots.put("draft", text)
        self._step("look")
        draft = self.slots.get("draft")
        self._step("activate")
        if self.keeps:
            self.slots.put("active", draft)

    def restore(self, original: bytes) -> None:
        self._step("restore")
        self.slots.put("active", original.decode())

    def _step(self, name: str) -> None:
        self.before(name)
        if self.trouble is not None:
            raise self.trouble
        self.done.append(name)

    @property
    def reads(self) -> int:
        """How often it was read."""
        return self.done.count("read")

    @property
    def writes(self) -> int:
        """How often something was put into force or taken out of it."""
        return self.done.count("activate") + self.done.count("restore")


def failing_at(number: int, error: MailError) -> Callable[[str], None]:
    """Return a `before` that raises *error* at the step *number*, counted from 1."""
    steps = iter(range(1, 10_000))

    def before(_step: str) -> None:
        if next(steps) == number:
            raise error

    return before


def _plain(wanted: Wanted) -> list[list[str]]:
    return [
        [
            instant_text(reply.during.start),
            instant_text(reply.during.end),
            reply.subject,
            reply.body,
        ]
        for reply in wanted.replies
    ]


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]

"""A program that keeps a mailbox and kills itself at a step that it is told: a real process.

`python -m tests.mail.killed FOLDER WORLD VERB STEP` counts every write to its notes and every
step towards the server, and ends by SIGKILL at the one with the number STEP. WORLD is `fake`, or
`PORT CERTIFICATE` of a server with ManageSieve in one word.
"""

from __future__ import annotations

import os
import signal
import ssl
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from boundary.clock import Span
from boundary.journal import StoredJournal, open_journal
from boundary.mail.intents import Choice
from boundary.mail.keeper import Keeper
from boundary.mail.mailbox import Mailbox
from boundary.mail.managesieve import Answer, ManageSieve
from boundary.mail.outcome import Outcome
from boundary.mail.reply import OPENING, Reply, Wanted
from boundary.mail.servers import MailLogin, Server
from boundary.mail.sieve import SieveMailbox
from boundary.mail.sieve_script import Author
from tests.mail.fake_mailbox import FakeMailbox, FileSlots

KEY = bytes(range(32))
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
OWNER = "c0ffee"
ACCOUNT = "practice"
ANNA = "anna@practice.test"
PASSWORD = "correct horse"

VERBS = ("settle", "change", "take_over", "off", "off_hers")
"""A first settling, a second one with other words, hers replaced, and two ways of switching off."""


class StillClock:
    """A clock that stands at `NOW`."""

    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return 0.0

    def until(self, instant: datetime) -> timedelta:
        return max(instant - NOW, timedelta(0))


class KilledShelf:
    """The encrypted store, with a step before and one after each note."""

    def __init__(self, journal: StoredJournal, step: Callable[[str], None]) -> None:
        self._journal = journal
        self._step = step

    def remember(self, name: str, value: object) -> None:
        self._step("note")
        self._journal.remember(name, value)
        self._step("noted")

    def recall(self, name: str) -> object:
        return self._journal.recall(name)


def wanted(frame: str, count: int = 3) -> Wanted:
    """Return what is wanted for *count* nights."""
    return Wanted(
        tuple(
            Reply(
                Span(NOW + timedelta(hours=7 + 24 * n), NOW + timedelta(hours=21 + 24 * n)),
                "Automatic reply",
                f"{frame} I read again on {OPENING}.\n",
                f"day {n} at 9:00 am",
            )
            for n in range(count)
        )
    )


FIRST = wanted("Thank you for writing.")
SECOND = wanted("Thank you.")


def no_step(_name: str) -> None:
    """Let every step be done."""


def open_shelf(folder: Path) -> StoredJournal:
    """Open the store in *folder*."""
    return open_journal(folder / "boundary.db", KEY)


def keeper(mailbox: Mailbox, shelf: StoredJournal | KilledShelf) -> Keeper:
    """Return a keeper as after a start of the program."""
    return Keeper(mailbox, shelf, ACCOUNT, OWNER, StillClock())


def fake(folder: Path, step: Callable[[str], None] = no_step) -> FakeMailbox:
    """Return the mailbox whose server is files in *folder*."""
    return FakeMailbox(FileSlots(folder), OWNER, before=step)


class SteppedSieve(ManageSieve):
    """A line to a server, with a step before each command."""

    def __init__(self, port: int, certificate: Path, step: Callable[[str], None]) -> None:
        trusting = ssl.create_default_context(cafile=str(certificate))
        super().__init__(Server("localhost", port), MailLogin(ANNA, PASSWORD), trusting)
        self._step_of_ours = step

    def _command(self, verb: str, *values: str | bytes | int) -> Answer:
        self._step_of_ours(verb)
        return super()._command(verb, *values)


def sieve(port: int, certificate: Path, step: Callable[[str], None] = no_step) -> SieveMailbox:
    """Return the mailbox of Anna on the server at *port*."""
    return SieveMailbox(
        "localhost", Author(ANNA), lambda: SteppedSieve(port, certificate, step), OWNER
    )


def mailbox_of(world: str, folder: Path, step: Callable[[str], None]) -> Mailbox:
    """Return the mailbox that WORLD names."""
    if world == "fake":
        return fake(folder, step)
    port, certificate = world.split(" ", 1)
    return sieve(int(port), Path(certificate), step)


def prepare(kept: Keeper, verb: str) -> None:
    """Bring a mailbox to where *verb* begins; where hers plays a part, it is there already."""
    match verb:
        case "change" | "off":
            kept.settle(FIRST)
        case "take_over":
            take_over(kept)
        case "off_hers":
            take_over(kept)
            kept.settle(FIRST)


def take_over(kept: Keeper) -> None:
    """Let her choose that ours takes the place of hers."""
    question = kept.settle(FIRST).question
    assert question is not None
    kept.answer(question, Choice.TAKE_OVER)


def do(kept: Keeper, verb: str) -> Outcome:
    """Do *verb*."""
    match verb:
        case "off" | "off_hers":
            return kept.off()
        case "change":
            return kept.settle(SECOND)
        case _:
            return kept.settle(FIRST)


def killing_at(number: int) -> Callable[[str], None]:
    """Return a step that ends this process when it is done for the time *number*, from 1."""
    left = number

    def step(_name: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return step


def main(folder: Path, world: str, verb: str, number: int) -> None:
    """Do *verb* in *folder* and be killed at the step *number*, if there are so many."""
    step = killing_at(number)
    shelf = KilledShelf(open_shelf(folder), step)
    do(keeper(mailbox_of(world, folder, step), shelf), verb)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))

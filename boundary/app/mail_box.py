"""One mailbox of the running program: its keeper, once made, and how it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from boundary.errors import BoundaryError
from boundary.mail.accounts import OUTBOX, Tools
from boundary.mail.attending import Attending
from boundary.mail.intents import owner_mark
from boundary.mail.keeper import Keeper
from boundary.mail.looks import Tries
from boundary.mail.mailbox import Limits, Mailbox
from boundary.mail.outcome import Outcome
from boundary.mail.preview_box import NotesFile
from boundary.mail.reply import Wanted

if TYPE_CHECKING:
    from boundary.settings.mail import ReplyAccount

Build = Callable[["ReplyAccount", tuple[str, ...], Tools, str], Mailbox]
"""As `mailbox_of`."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look at a mailbox brought."""

    outcome: Outcome
    limits: Limits
    wanted: Wanted


@dataclass(slots=True)
class Box:
    """One account: its keeper once it is made, and how it stands.

    `leaving`: she forgets it, so it is looked at no more. `stuck`: that failed; asked again, it
    goes as it is.
    """

    account: ReplyAccount
    mailbox: Mailbox | None = None
    keeper: Keeper | None = None
    looked: Looked | None = None
    trouble: BoundaryError | None = None
    tries: Tries = field(default_factory=Tries)
    due: datetime | None = None
    busy: bool = False
    again: bool = False
    leaving: bool = False
    stuck: bool = False
    attending: Attending | None = None

    @property
    def wanted(self) -> Wanted:
        """What the last look wanted of it, nothing before the first."""
        return self.looked.wanted if self.looked is not None else Wanted()

    def leave(self) -> None:
        """Answer nobody from here any more."""
        if self.attending is not None:
            self.attending.stop()
            self.attending = None

    def maker(
        self, build: Build, tools: Tools, blocked: tuple[str, ...]
    ) -> Callable[[], tuple[Mailbox, Keeper]]:
        """Return what gives its mailbox and its keeper, made at need; for the worker.

        It raises what *build* does, and StoreError.
        """
        keeper, mailbox, account = self.keeper, self.mailbox, self.account

        def made() -> tuple[Mailbox, Keeper]:
            owner = owner_mark(NotesFile(tools.profile / OUTBOX))
            there = mailbox or build(account, blocked, tools, owner)
            keeps = keeper or Keeper(
                there, tools.shelf, account.name, owner, tools.clock, lasting=tools.lasting
            )
            return there, keeps

        return made

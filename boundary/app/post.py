"""All that belongs to mail in the running program, loaded only where there is something to do.

A profile without a mail account pays nothing for it: the keeper, the pages and what they need are
imported with the first account, or when she opens one of the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from boundary.app.calendar_keys import CalendarKeys
from boundary.app.preferences import Preferences
from boundary.clock import Clock
from boundary.errors import BoundaryError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from boundary.app.mail_desk import MailDesk
    from boundary.app.mailing import Mailing
    from boundary.mail.intents import Shelf
    from boundary.mail.status import MailStatus
    from boundary.schedule.sessions import Session
    from boundary.settings import Settings
    from boundary.settings.mail import ReplyAccount
    from boundary.ui.theme import Palette


class Post(QObject):
    """Her mailboxes and their pages, from the first shelf to `close`.

    *edited* is called once she changed her settings on one of the pages; *ahead* returns what
    her calendars hold.
    """

    changed = Signal()
    """How a mailbox stands may be another by now."""

    def __init__(
        self,
        preferences: Preferences,
        keys: CalendarKeys,
        profile: Path,
        clock: Clock,
        edited: Callable[[], None],
        *,
        twelve: bool,
        ahead: Callable[[], Iterable[Session]] = tuple,
    ) -> None:
        super().__init__()
        self._ahead = ahead
        self._preferences = preferences
        self._keys = keys
        self._profile = profile
        self._clock = clock
        self._edited = edited
        self._twelve = twelve
        self._shelf: Shelf | None = None
        self._lasting = False
        self._mailing: Mailing | None = None
        self._desk: MailDesk | None = None

    def shelved(self, shelf: Shelf, *, lasting: bool) -> None:
        """Begin, with notes on *shelf*; *lasting* where they outlive the program."""
        self._shelf, self._lasting = shelf, lasting
        if self._mailing is not None:
            self._mailing.end()
            self._begin(self._mailing)
        elif self._settings().mail.accounts:
            self._made()

    def close(self) -> None:
        """Look no more; what the servers hold, they go on answering."""
        if self._mailing is not None:
            self._mailing.end()
        self._shelf = None

    def look(self, why: str) -> None:
        """Look at the mailboxes: the machine woke (`wake`, `unlock`), or has its `network` back."""
        if self._mailing is not None:
            from boundary.mail.looks import Trigger

            self._mailing.look(Trigger.NETWORK if why == "network" else Trigger.RESUME)

    @property
    def troubles(self) -> tuple[BoundaryError, ...]:
        """What she has to know of her mailboxes, and can mend; nothing while all is well."""
        if self._desk is None:
            return ()
        from boundary.mail.status import Action, Light

        hers = (Action.CHOOSE, Action.TYPE, Action.SIGN_IN)  # what waits for her alone
        telling = [
            BoundaryError(status.title, status.remedy)
            for status in self._desk.statuses()
            if status.light is Light.RED or status.action in hers
        ]
        return tuple({each.title: each for each in telling}.values())

    @property
    def statuses(self) -> tuple[MailStatus, ...]:
        """How each mailbox stands, in her words."""
        return self._desk.statuses() if self._desk is not None else ()

    def pages(self) -> tuple[tuple[str, Callable[[Palette], QWidget]], ...]:
        """Return the pages of the settings, each with its id; made when they are opened."""
        return (
            ("hours", lambda colours: self._made().hours_page(colours)),
            ("reply", lambda colours: self._made().reply_page(colours)),
            ("mail", lambda colours: self._made().mail_page(colours)),
        )

    def refresh(self) -> None:
        """Settings were changed elsewhere: the pages that are open, and the mailboxes, follow."""
        if self._mailing is not None:
            self._mailing.edit(self._settings())
        if self._desk is not None:
            self._desk.refresh()

    def _settings(self) -> Settings:
        return self._preferences.mailed

    def _keep(self, settings: Settings) -> None:
        self._preferences.put(settings)
        if self._mailing is not None and not self._mailing.begun:
            self._begin(self._mailing)
        self._edited()

    def _begin(self, mailing: Mailing) -> None:
        if self._shelf is not None:
            from boundary.mail.accounts import Tools

            tools = Tools(self._keys, self._shelf, self._profile, self._clock, self._lasting)
            mailing.begin(self._settings(), tools)

    def _made(self) -> MailDesk:
        """Return the desk, made now together with what keeps the mailboxes."""
        if self._desk is None:
            import webbrowser

            from boundary.app.mail_adding import MailAdding
            from boundary.app.mail_desk import MailDesk
            from boundary.app.mailing import Mailing

            self._mailing = Mailing()
            self._mailing.changed.connect(self.changed)
            self._desk = MailDesk(
                self._settings,
                self._keep,
                self._mailing,
                MailAdding(self._keys, self._profile, self._clock, webbrowser.open),
                self._clock,
                twelve=self._twelve,
                ahead=self._ahead,
            )
            self._begin(self._mailing)
        return self._desk


def with_preview(settings: Settings) -> Settings:
    """Return *settings* with a mailbox that is a folder, where there is no other."""
    if settings.mail.accounts:
        return settings
    return replace(settings, mail=replace(settings.mail, accounts=(_preview(),)))


def without_preview(settings: Settings) -> Settings:
    """Return *settings* without the mailbox that `with_preview` lent them."""
    if settings.mail.accounts != (_preview(),):
        return settings
    return replace(settings, mail=replace(settings.mail, accounts=()))


def _preview() -> ReplyAccount:
    from boundary.mail.mailbox import Route
    from boundary.settings.mail import ReplyAccount

    return ReplyAccount("preview", Route.PREVIEW)

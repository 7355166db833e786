"""What the page of mail accounts shows, as values, and what it says. Pure.

How a mailbox stands is said by `boundary.mail.status`; an address is hers and in no repr.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from boundary.language import tr
from boundary.mail.manual import Guide, ManualHost
from boundary.mail.status import Action, Light, MailStatus, QuestionWords
from boundary.ui.day_view import FactLine


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One mailbox: her `name` for it, how it stands, what is asked, what she has to type.

    `off`: she switched it off here, so it can only be kept again or forgotten.
    """

    name: str
    status: MailStatus
    address: str = field(default="", repr=False)
    question: QuestionWords | None = None
    guide: Guide | None = None

    @property
    def off(self) -> bool:
        """Whether Boundary leaves this mailbox alone."""
        return self.status.light is Light.OFF


class MailWay(StrEnum):
    """How she adds an account."""

    PASSWORD = "password"
    SIGN_IN = "sign_in"
    MANUAL = "manual"
    PREVIEW = "preview"


WAYS: tuple[MailWay, ...] = tuple(MailWay)


@dataclass(frozen=True, slots=True)
class MailEntry:
    """What she entered for a new account; only what its way needs."""

    way: MailWay
    address: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    service: str = ""
    client_id: str = field(default="", repr=False)
    client_secret: str = field(default="", repr=False)
    host: ManualHost = ManualHost.OTHER


@dataclass(frozen=True, slots=True)
class AddingView:
    """How adding goes: `busy` says what is done just now; `trouble` is what went wrong.

    `session_only`: the trouble is the keyring's, and she may go on without it. `done` closes
    the form.
    """

    busy: str = ""
    trouble: FactLine | None = None
    session_only: bool = False
    done: bool = False


@dataclass(frozen=True, slots=True)
class MailView:
    """All that the page shows. `stay_on`: what hosts of a single reply are given.

    `news` are calm lines above all, such as how a change ended that had been cut off.
    """

    accounts: tuple[AccountRow, ...] = ()
    stay_on: bool = True
    news: tuple[str, ...] = ()


def light_words(light: Light) -> str:
    """Return the word that goes with the sign of *light*."""
    return {
        Light.GREEN: tr("In order"),
        Light.AMBER: tr("Not certain"),
        Light.RED: tr("Needs you now"),
        Light.OFF: tr("Off"),
    }[light]


def action_words(action: Action) -> str:
    """Return what the button of *action* says; "" where no button is needed."""
    return {
        Action.LOOK: tr("Look now"),
        Action.SIGN_IN: tr("Sign in again"),
        Action.CHOOSE: "",
        Action.TYPE: tr("See what to type"),
        Action.RESUME: tr("Let Boundary keep it"),
    }[action]


def way_words(way: MailWay) -> tuple[str, str]:
    """Return what *way* is called, and what it means."""
    return {
        MailWay.PASSWORD: (
            tr("Address and password"),
            tr("Fastmail, mailbox.org, your own domain and most others, with an app password."),
        ),
        MailWay.SIGN_IN: (
            tr("Google or Microsoft"),
            tr("You sign in in your browser. It needs a client id, made once."),
        ),
        MailWay.MANUAL: (
            tr("By hand"),
            tr("Proton, Hushmail, iCloud: you are shown what to type, and reminded."),
        ),
        MailWay.PREVIEW: (
            tr("Only look"),
            tr("Replies go into a folder on this computer. Nobody receives them."),
        ),
    }[way]


def host_words(host: ManualHost) -> str:
    """Return what *host* is called."""
    return {
        ManualHost.PROTON: "Proton",
        ManualHost.HUSHMAIL: "Hushmail",
        ManualHost.ICLOUD: "iCloud",
        ManualHost.OTHER: tr("Another"),
    }[host]

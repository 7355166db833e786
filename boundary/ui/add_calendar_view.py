"""What the window that adds a calendar shows, as values, and what it says. Pure.

Names of calendars are hers: they stand in a `FoundRow` while she chooses, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from boundary.errors import BoundaryError
from boundary.language import tr, trn
from boundary.ui.day_view import FactLine
from boundary.ui.numbers import in_words, sentence


class Way(StrEnum):
    """How she has her calendar."""

    ADDRESS = "address"
    FILE = "file"
    LOGIN = "login"
    SIGN_IN = "sign_in"


class Stage(StrEnum):
    """Where the adding is: she enters, it is looked, she chooses."""

    ENTRY = "entry"
    LOOKING = "looking"
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A calendar to tick; `trouble` is why it can't be read."""

    name: str = field(repr=False)
    ticked: bool = False
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class AddView:
    """`sentence` says what is done or was found. Without `rows` there is one calendar, found.

    `session_only`: the trouble is the keyring's, and she may go on without it.
    """

    stage: Stage = Stage.ENTRY
    sentence: str = ""
    rows: tuple[FoundRow, ...] = ()
    trouble: FactLine | None = None
    session_only: bool = False

    def with_trouble(self, trouble: FactLine, *, session_only: bool = False) -> AddView:
        """Return this view with *trouble* in it."""
        return replace(self, trouble=trouble, session_only=session_only)

    def told(self, troubles: Mapping[int, BoundaryError]) -> AddView:
        """Return this view with what is wrong with the rows at the positions of *troubles*."""
        rows = tuple(
            replace(row, trouble=str(troubles[n]) if n in troubles else "")
            for n, row in enumerate(self.rows)
        )
        title = trn(
            "One of these calendars can't be read.",
            "{n} of these calendars can't be read.",
            len(troubles),
        ).format(n=in_words(len(troubles)))
        line = FactLine(sentence(title), tr("Try again, or leave it out."), trouble=True)
        return replace(self, rows=rows, trouble=line)


@dataclass(frozen=True, slots=True)
class LoginEntry:
    """What she entered for an account; `server` is empty where her e-mail address says enough."""

    user: str = field(repr=False)
    password: str = field(repr=False)
    server: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SignInEntry:
    """The `service` ("google", "microsoft") and her client there."""

    service: str
    client_id: str = field(repr=False)
    client_secret: str = field(default="", repr=False)


WAYS: tuple[Way, ...] = tuple(Way)


def way_words(way: Way) -> tuple[str, str]:
    """Return what *way* is called, and what it means."""
    match way:
        case Way.ADDRESS:
            return (
                tr("A secret address"),
                tr("Your calendar's settings have it. It begins with https:// or webcal://."),
            )
        case Way.FILE:
            return (
                tr("A file or a folder"),
                tr("A calendar that another program keeps on this computer."),
            )
        case Way.LOGIN:
            return (
                tr("An e-mail account"),
                tr("iCloud, Fastmail, Nextcloud and others, with an app password (CalDAV)."),
            )
        case Way.SIGN_IN:
            return (
                tr("Google or Microsoft"),
                tr("You sign in in your browser. It needs a client id, made once."),
            )


def looking_words(way: Way) -> str:
    """Return what is said while the first look is under way."""
    match way:
        case Way.LOGIN:
            return tr("Looking for the calendars of this account…")
        case Way.SIGN_IN:
            return tr("Your browser is open. Sign in there; I wait here.")
    return tr("Looking at the next two weeks…")


def looking_view(sentence: str) -> AddView:
    """Return the view while something is looked at."""
    return AddView(Stage.LOOKING, sentence)


def one_found(count: int) -> AddView:
    """Return the view of the one calendar that was looked at and holds *count* appointments."""
    if not count:
        said = tr("I can read it. The next two weeks are empty.")
    else:
        said = sentence(
            trn(
                "I can read it: {n} appointment in the next two weeks.",
                "I can read it: {n} appointments in the next two weeks.",
                count,
            ).format(n=in_words(count))
        )
    return AddView(Stage.FOUND, said)


def several_found(rows: Sequence[FoundRow]) -> AddView:
    """Return the view of an account's calendars, for her to tick."""
    said = trn(
        "This account has {n} calendar. Shall I read it?",
        "This account has {n} calendars. Which shall I read?",
        len(rows),
    )
    return AddView(Stage.FOUND, said.format(n=in_words(len(rows))), tuple(rows))


def shortened(name: str, most: int) -> str:
    """Return *name* in one line of at most *most* letters."""
    line = " ".join(name.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def trouble_line(error: BoundaryError) -> FactLine:
    """Return *error* as the window shows it."""
    return FactLine(error.title, error.remedy, trouble=True)


def looking_at(way: Way) -> AddView:
    """Return the view of the first look on *way*."""
    return looking_view(looking_words(way))


def keeping_view() -> AddView:
    """Return the view while secrets go into the keyring, which may ask for its password."""
    return looking_view(tr("Keeping it in your keyring. It may ask for its password."))


def ticked_view() -> AddView:
    """Return the view while the ticked calendars are looked at."""
    return looking_view(tr("Looking at the next two weeks of each…"))

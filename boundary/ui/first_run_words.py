"""What the first run says, and the values that its pages show. Pure: no Qt.

Nothing here holds an address or a title. How an icon is brought into sight is told for her own
desktop; the steps were taken from the vendors' help (help.gnome.org, userbase.kde.org,
docs.xfce.org, support.microsoft.com, support.apple.com).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from boundary.language import tr, trn
from boundary.ui.day_view import FactLine
from boundary.ui.numbers import in_words, sentence


class Page(StrEnum):
    """The four pages; `SESSIONS` is the second face of the first."""

    CALENDAR = "calendar"
    SESSIONS = "sessions"
    ENDS = "ends"
    KEY = "key"
    BREATH = "breath"


COUNTED = (Page.CALENDAR, Page.ENDS, Page.KEY, Page.BREATH)
"""What she goes through, in this order."""


class Desktop(StrEnum):
    """Where icons are put into sight in different ways."""

    GNOME = "gnome"
    KDE = "kde"
    XFCE = "xfce"
    WINDOWS = "windows"
    MACOS = "macos"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CalendarView:
    """The first page: `looking` is said while it is looked, `read` counts calendars that are hers.

    `session_only`: the trouble is the keyring's, and she may go on without it.
    """

    looking: str = ""
    trouble: FactLine | None = None
    session_only: bool = False
    read: int = 0


@dataclass(frozen=True, slots=True)
class EndsView:
    """The second page: `end_by` "senses", "key" or "calendar", `notes` minutes.

    `sensed` is what is known of microphone and camera, and `senses` whether they can be watched
    (None until that is known).
    """

    end_by: str = "senses"
    notes: int = 5
    senses: bool | None = None
    sensed: str = ""


@dataclass(frozen=True, slots=True)
class KeyView:
    """The third page: `keys` as they are written, and why they are not to be had."""

    keys: str
    trouble: str = ""
    heard: bool = False
    desktop: Desktop = Desktop.OTHER
    tray: bool | None = None


def desktop_of(platform: str, environ: Mapping[str, str]) -> Desktop:
    """Return the desktop that *platform* (`sys.platform`) and *environ* tell of."""
    if platform == "win32":
        return Desktop.WINDOWS
    if platform == "darwin":
        return Desktop.MACOS
    names = environ.get("XDG_CURRENT_DESKTOP", "").upper().split(":")
    for name, desktop in (
        ("GNOME", Desktop.GNOME),
        ("UBUNTU", Desktop.GNOME),
        ("KDE", Desktop.KDE),
        ("XFCE", Desktop.XFCE),
    ):
        if name in names:
            return desktop
    return Desktop.OTHER


def page_title(page: Page) -> str:
    """Return what stands on top of *page*."""
    return {
        Page.CALENDAR: tr("Where is your calendar?"),
        Page.SESSIONS: tr("Which of these are sessions?"),
        Page.ENDS: tr("When is a session over?"),
        Page.KEY: tr("One key, and one small arch"),
        Page.BREATH: tr("One minute, for you"),
    }[page]


def place_words(page: Page) -> str:
    """Return where she is: "2 of 4"."""
    number = COUNTED.index(Page.CALENDAR if page is Page.SESSIONS else page) + 1
    return tr("{n} of {all}").format(n=number, all=len(COUNTED))


def read_words(count: int) -> str:
    """Return that *count* calendars are read already."""
    said = trn("{n} calendar is read already.", "{n} calendars are read already.", count)
    return sentence(said.format(n=in_words(count)))


def employer_words() -> tuple[str, ...]:
    """Return what she should know before she goes on at a computer that is not hers."""
    return (
        tr(
            "Whoever looks after this computer can see that Boundary runs here, and may be able "
            "to read your files."
        ),
        tr(
            "Boundary sends nothing to anybody and has no reports for employers. What it keeps "
            "is encrypted, with a key in your keyring."
        ),
        tr(
            "Not installing it here is a good choice. If you go on, leave energy, notes and the "
            "journal for a computer of your own."
        ),
    )


def where_words(desktop: Desktop) -> str:
    """Return the question whether she sees the arch, by where her panel usually is."""
    if desktop in (Desktop.KDE, Desktop.WINDOWS):
        return tr("Do you see this arch down in the corner of your screen?")
    return tr("Do you see this arch up at the edge of your screen?")


def placing_steps(desktop: Desktop) -> tuple[str, ...]:
    """Return how the arch comes into sight on *desktop*, one step after the other."""
    match desktop:
        case Desktop.GNOME:
            return (
                tr("Open Extensions, or install the Extension Manager."),
                tr("Turn on “AppIndicator and KStatusNotifierItem Support”."),
                tr("Log out and in again. The arch then stands at the top right."),
            )
        case Desktop.KDE:
            return (
                tr("Press the small arrow at the right end of the panel."),
                tr("Choose Configure System Tray, then Entries."),
                tr("Set Boundary to “Always shown”."),
            )
        case Desktop.XFCE:
            return (
                tr("Right-click the panel and choose Panel, Add New Items."),
                tr("Add the Status Tray Plugin, if it is not there."),
                tr("In its properties, move Boundary out of the hidden items."),
            )
        case Desktop.WINDOWS:
            return (
                tr("Press the small arrow beside the clock."),
                tr("Drag the arch from there onto the taskbar."),
                tr("Or: Settings, Personalization, Taskbar, Other system tray icons."),
            )
        case Desktop.MACOS:
            return (
                tr("Look in the menu bar, left of the clock."),
                tr("A notch or a full bar can hide it: quit another item there."),
                tr("Hold Command and drag the arch to where you want it."),
            )
        case Desktop.OTHER:
            return (
                tr("Add a notification area, or status tray, to your panel."),
                tr("If it hides items, let it show Boundary."),
            )


def whole_without() -> str:
    """Return that the arch is a convenience."""
    return tr("Boundary is whole without it: starting it again always brings up Today.")


def key_words(view: KeyView) -> str:
    """Return what is so about the key: it was heard, or is waited for."""
    if view.heard:
        return tr("That works. From now on it takes every window away, wherever you are.")
    return tr("Press {keys} now. While you try it, nothing is paused.").format(keys=view.keys)


def sensed_words(senses: bool | None) -> str:
    """Return what is read of microphone and camera, in one line."""
    if senses is None:
        return tr("Looking whether this computer tells of them…")
    if senses:
        return tr("This computer tells me. Only on or off is read, never what is said or seen.")
    return tr("This computer tells me nothing of them. One of the other two serves better.")


def breath_words(*, watching: bool) -> tuple[str, str]:
    """Return what is said after the minute: the title, and what comes next."""
    if watching:
        return (
            tr("That is enough."),
            tr("For now I only watch. Your first practice is one choice away, in Settings."),
        )
    return (
        tr("That is enough."),
        tr("Your first practice is on: two minutes like these, in your first real gap."),
    )

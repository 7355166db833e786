"""Her settings as a file that she takes along: everything but what opens or names something.

Calendars and mailboxes stay behind: each is only of use with its secret, and secrets never leave
the keyring. Where the file is taken up, the calendars and mailboxes of that place remain.
"""

from __future__ import annotations

from dataclasses import replace

from boundary.documents import refuse
from boundary.errors import SettingsError
from boundary.language import tr
from boundary.settings.document import parse_settings, settings_document
from boundary.settings.values import Settings

KIND = "settings"
"""What such a file says it is, in its field `boundary`."""

STAYING = ("calendars", "mail", "started")
"""Fields that are not in the file, and are left as they are where it is taken up."""


def exported(settings: Settings) -> dict[str, object]:
    """Return the document of *settings* that she may take along."""
    whole = settings_document(settings)
    return {"boundary": KIND} | {name: whole[name] for name in whole if name not in STAYING}


def imported(document: object, here: Settings) -> Settings:
    """Return *here* with everything that *document* holds.

    Raises SettingsError for what is no such document, with every problem at once, and
    NewerError for one of a newer Boundary.
    """
    rest = opened(document, KIND)
    refuse(tr("The settings can't be read."), [name for name in rest if name in STAYING])
    taken = parse_settings(rest)
    return replace(taken, calendars=here.calendars, mail=here.mail, started=here.started)


def opened(document: object, kind: str) -> dict[str, object]:
    """Return *document* without its mark; SettingsError where it is not of *kind*."""
    if not isinstance(document, dict) or document.get("boundary") != kind:
        raise SettingsError(
            tr("That is another kind of file."),
            tr("Choose one that Boundary wrote for this purpose."),
        )
    return {name: value for name, value in document.items() if name != "boundary"}

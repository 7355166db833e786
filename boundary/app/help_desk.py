"""The help window with the numbers of her country: from the table that comes with Boundary."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from boundary.language import tr
from boundary.mail.crisis import Line, country_of, crisis_table
from boundary.mail.templates import tongue
from boundary.resources import guide
from boundary.settings import Settings
from boundary.ui.help_window import HelpWindow
from boundary.ui.help_words import HelpNumber, HelpView
from boundary.ui.numbers import day_text
from boundary.ui.theme import Palette


def help_view(settings: Settings, zone: str) -> HelpView:
    """Return her country's numbers: those of the country she chose, else of her time *zone*.

    They are always shown: whether she confirmed them for a reply is no question here.
    """
    code = settings.words.country or country_of(zone) or ""
    row = crisis_table().get(code)
    if row is None:
        return HelpView()
    speech = tongue(settings.language)
    return HelpView(
        speech.country(code),
        tuple(HelpNumber(number, tr("Emergency")) for number in row.emergency),
        tuple(HelpNumber(line.number, line.name, ". ".join(how(line))) for line in row.lines),
        tr("Checked on {day}, {year}.").format(
            day=day_text(row.checked_on), year=row.checked_on.year
        ),
    )


def how(line: Line) -> Iterator[str]:
    """Yield how *line* is reached, in short sentences without their points."""
    if line.word:
        yield tr("Text {word}").format(word=line.word)
    elif line.only_text:
        yield tr("Text")
    elif line.text:
        yield tr("Call or text")
    if line.option:
        yield tr("Then press {option}").format(option=line.option)
    if line.limited:
        yield tr("Not at every hour")


def help_window(settings: Settings, zone: str, colours: Palette) -> HelpWindow:
    """Return the window of help, from which the guide opens in her browser, if it is here."""
    page = guide()
    window = HelpWindow(help_view(settings, zone), colours, guide=page is not None)
    if page is not None:
        window.guide_wanted.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(page))))
    return window

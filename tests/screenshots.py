"""Draw the pictures of docs/screenshots: `python tests/screenshots.py [FOLDER]`.

Windows are drawn off screen at twice the density, in both themes, from sample values that
hold no name and no present time, so the same machine draws the same pictures every time.
Inter stands in for the system's font where it is installed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "2"

from PySide6.QtCore import (  # noqa: E402
    QAbstractAnimation,
    QMessageLogContext,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimeLine,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap  # noqa: E402
from PySide6.QtWidgets import QApplication, QCheckBox, QListWidget, QWidget  # noqa: E402

from boundary.rituals.own import OwnStep, as_it_came  # noqa: E402
from boundary.rituals.repertoire import Repertoire  # noqa: E402
from boundary.rituals.variants import Variant  # noqa: E402
from boundary.ui import theme  # noqa: E402
from boundary.ui.arch import SIZES, Shape, shape_pixmap  # noqa: E402
from boundary.ui.calendars_page import SourceRow  # noqa: E402
from boundary.ui.calm_scroll import CalmScroll  # noqa: E402
from boundary.ui.card import Card, CardView, Choice  # noqa: E402
from boundary.ui.card_words import (  # noqa: E402
    CardWords,
    aftercare_words,
    card_words,
    early_words,
)
from boundary.ui.day_view import (  # noqa: E402
    BreakOffer,
    DayView,
    FactLine,
    bare_view,
    day_view,
    home_menu,
    no_calendar_words,
)
from boundary.ui.preview_view import preview_view  # noqa: E402
from boundary.ui.preview_window import PreviewWindow, Row  # noqa: E402
from boundary.ui.ritual_editor import RitualEditor  # noqa: E402
from boundary.ui.ritual_window import RitualWindow, StepView  # noqa: E402
from boundary.ui.rituals_page import RitualsPage  # noqa: E402
from boundary.ui.settings_window import SettingsView, SettingsWindow  # noqa: E402
from boundary.ui.theme import Palette  # noqa: E402
from boundary.ui.today_window import TodayWindow  # noqa: E402
from boundary.ui.words import calendar_read, home_because  # noqa: E402
from tests.ui.days import DAY, ZONE, at, full_day, glance  # noqa: E402
from tests.ui.previews import draft  # noqa: E402
from tests.ui.previews import preview as two_weeks  # noqa: E402

DENSITY = 2
DESKTOP = {theme.LIGHT: "#C9CBC6", theme.DARK: "#0E1113"}
PANEL = {theme.LIGHT: "#ECEAE4", theme.DARK: "#202427"}
SHOWN_SIZES = (16, 22, 32, 64)
INHALED = 2000
"""Milliseconds into a breath: half-way in."""

SMALLEST = 0
"""What Qt calls the quality of a PNG: the smallest file."""

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<match target="pattern"><edit name="family" mode="prepend" binding="strong">
<string>Inter</string></edit></match></fontconfig>
"""


def main(folder: Path) -> int:
    """Draw every picture into *folder*; return the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        fonts = Path(scratch, "fonts.conf")
        fonts.write_text(FONTS, encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(fonts)
        qInstallMessageHandler(hear)
        app = QApplication([])
        for name, colours in (("light", theme.LIGHT), ("dark", theme.DARK)):
            for subject, letters, picture in pictures(app, colours):
                size = "" if letters == 1 else f"-{round(letters * 100)}"
                path = folder / f"{subject}{size}-{name}.png"
                picture.save(str(path), quality=SMALLEST)
    return 0


def hear(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Pass on what Qt says, but for what an off-screen platform can't do."""
    if not message.startswith("This plugin does not support"):
        print(message, file=sys.stderr)


def pictures(app: QApplication, colours: Palette) -> Iterator[tuple[str, float, QImage]]:
    """Yield each picture in *colours*, with its name and the scale of its letters."""
    for letters in (1.0, 2.0):
        theme.apply(app, colours, letters)
        yield "today", letters, today(midday(), colours)
        yield "card", letters, cards(colours)
    theme.apply(app, colours, 1.0)
    yield "today-break", 1, today(break_ready(), colours)
    yield "today-trouble", 1, today(trouble(), colours)
    yield "today-empty", 1, today(empty(), colours)
    yield "today-home", 1, today(home(), colours)
    yield "today-narrow", 1, today(break_ready(), colours, QSize(420, 900))
    yield "ritual", 1, beside([breathing(colours), enough(colours)], colours)
    yield "settings", 1, settings(colours)
    yield "calendars", 1, calendars(colours)
    yield "preview", 1, beside([preview(colours), preview_titles(colours)], colours)
    yield "rituals", 1, rituals(colours)
    yield "tray", 1, tray(colours)


def midday() -> DayView:
    """Return an ordinary day, in session at 1:24."""
    read = FactLine(calendar_read(at("13:20"), ZONE, twelve=True), "Nothing moved.")
    inside = glance("in_session", until="13:50")
    return day_view(full_day(), inside, at("13:24"), twelve=True, facts=(read,))


def break_ready() -> DayView:
    """Return the same day when a break is ready."""
    words = break_words()
    ready = glance("break_ready", until="13:58")
    offer = BreakOffer(words.title, words.choices)
    facts = midday().facts
    return day_view(full_day(), ready, at("13:50"), twelve=True, facts=facts, offer=offer)


def trouble() -> DayView:
    """Return a day whose calendar can't be read and whose keyring is locked."""
    facts = (
        FactLine("The calendar can't be reached.", "The day goes on as read at 9:10.", True),
        FactLine("Your keyring is locked.", "Unlock it, and today's breaks are kept.", True),
    )
    return replace(midday(), facts=facts)


def empty() -> DayView:
    """Return a profile without a calendar."""
    said, why, offer = no_calendar_words()
    return bare_view(DAY, ZONE, at("10:30"), said, why, twelve=True, offer=offer)


def home() -> DayView:
    """Return the day where the desktop has no tray."""
    return replace(midday(), home_because=home_because(), menu=home_menu())


def break_words() -> CardWords:
    """Return the words of the break at 1:50."""
    block = full_day().break_after("d")
    assert block is not None
    return card_words(block, at("13:58"), at("13:50"))


def today(view: DayView, colours: Palette, size: QSize | None = None) -> QImage:
    """Draw the Today window."""
    window = TodayWindow(colours)
    if size is not None:
        window.resize(size)
    window.show_day(view)
    return drawn(window)


def cards(colours: Palette) -> QImage:
    """Draw the break card, an early end, aftercare and the thread, one under the other."""
    shown = [card_of(words, colours) for words in (break_words(), early_words(), aftercare_words())]
    shown[0].set_share(0.8)
    thread = card_of(break_words(), colours)
    thread.fold()
    images = [drawn(card) for card in (*shown, thread)]
    margin = 24 * DENSITY
    width = max(image.width() for image in images) + 2 * margin
    height = sum(image.height() + margin for image in images) + margin
    scene = canvas(QSize(width, height), DESKTOP[colours])
    painter = QPainter(scene)
    top = margin
    for image in images[:-1]:
        painter.drawImage(QPoint(width - margin - image.width(), top), image)
        top += image.height() + margin
    painter.drawImage(QPoint(width - images[-1].width(), top), images[-1])
    painter.end()
    return scene


def card_of(words: CardWords, colours: Palette) -> Card:
    """Return the card that says *words*."""
    aside = None if words.aside is None else Choice(*words.aside)
    choices = tuple(Choice(*choice) for choice in words.choices)
    return Card(CardView(words.title, words.second, choices, aside), colours)


STEPS = (
    StepView("Close the call, and look up."),
    StepView("Let the breath out be the longer one.", (4.0, 6.0)),
    StepView("That hour is over."),
    StepView("One word for how you arrive."),
)


def breathing(colours: Palette) -> QImage:
    """Draw the ritual half-way through a breath in."""
    window = RitualWindow(colours)
    window.show_steps(STEPS, 1)
    window.set_left(0.7)
    return drawn(window)


def enough(colours: Palette) -> QImage:
    """Draw the ritual at the least that is owed."""
    window = RitualWindow(colours)
    window.show_steps(STEPS, 3)
    window.enough()
    return drawn(window)


def settings(colours: Palette) -> QImage:
    """Draw the pages of the settings, side by side."""
    sources = (SourceRow("practice.ics"), SourceRow("Address in your keyring"))
    view = SettingsView(sources=sources)
    images = []
    for page in range(3):
        window = SettingsWindow(view, colours)
        pages = window.findChild(QListWidget)
        assert pages is not None
        pages.setCurrentRow(page)
        images.append(drawn(window))
    return beside(images, colours)


SOURCES = (
    SourceRow("practice.ics", health=FactLine("Read 4 minutes ago.", "Nothing moved."), rules=3),
    SourceRow(
        "Address in your keyring",
        all_sessions=True,
        health=FactLine(
            "Last read at 6:10, seven hours ago.",
            "Today goes on as read then. If a session moved since, trust your buttons.",
            stale=True,
        ),
    ),
    SourceRow(
        "Calendar account",
        trust_end=True,
        health=FactLine("You are signed out.", "Sign in again to go on reading.", trouble=True),
        sign_in=True,
    ),
    SourceRow(
        "group.ics",
        health=FactLine(
            "The calendar file is not there.", "It may have been moved: choose it again.", True
        ),
    ),
)


def calendars(colours: Palette) -> QImage:
    """Draw the calendars: read, stale, signed out and failed; and before there is any."""
    images = []
    for view in (SettingsView(sources=SOURCES), SettingsView()):
        window = SettingsWindow(view, colours)
        window.resize(760, 1240)
        images.append(drawn(window))
    return beside(images, colours)


def preview(colours: Palette) -> QImage:
    """Draw the preview with a row's chips open."""
    window = PreviewWindow(two_weeks(), colours)
    window.findChildren(Row)[4].open()
    return drawn(window)


def preview_titles(colours: Palette) -> QImage:
    """Draw the preview with its titles shown and a tick of hers."""
    begun = draft()
    window = PreviewWindow(preview_view(begun.tick(6, True), ZONE, twelve=True), colours)
    titles = next(box for box in window.findChildren(QCheckBox) if box.text())
    titles.click()
    return drawn(window)


def rituals(colours: Palette) -> QImage:
    """Draw the page of rituals, and the editor with a step of her own."""
    tea = as_it_came("reset_breath").adding_own(2)
    tea = tea.with_own(OwnStep("reset_breath.1", "Fill the kettle, and listen to it.", 20))
    repertoire = Repertoire((tea,), frozenset({Variant.NO_BREATH_FOCUS}))
    page = RitualsPage(colours)
    page.show_rituals(repertoire.preferring("ten_seated"), False)
    scroll = CalmScroll(page, colours)
    scroll.resize(560, 1080)
    editor = RitualEditor(repertoire, tea.id, colours)
    steps = editor.findChild(QListWidget)
    assert steps is not None
    steps.setCurrentRow(2)
    return beside([drawn(scroll), drawn(editor)], colours)


def tray(colours: Palette) -> QImage:
    """Draw every shape of the tray at its real sizes, pixel for pixel."""
    measures = [each for each in SIZES if each.size in SHOWN_SIZES]
    cell, margin = 96, 24
    height = margin + sum(each.size + margin for each in measures)
    scene = canvas(QSize(cell * len(Shape) + margin, height), PANEL[colours])
    painter = QPainter(scene)
    top = margin
    for each in measures:
        for column, shape in enumerate(Shape):
            pixmap = shape_pixmap(shape, each, QColor(colours.ink))
            place = QPoint(margin // 2 + column * cell + (cell - each.size) // 2, top)
            painter.drawPixmap(QRect(place, QSize(each.size, each.size)), pixmap)
        top += each.size + margin
    painter.end()
    return scene


def drawn(window: QWidget) -> QImage:
    """Draw *window* as it is when all its motion is over, and let it go."""
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.show()
    QApplication.processEvents()
    for motion in window.findChildren(QAbstractAnimation):
        motion.setCurrentTime(motion.totalDuration())
        motion.stop()
    for line in window.findChildren(QTimeLine):
        line.stop()
        line.setCurrentTime(INHALED)
    QApplication.processEvents()
    pixmap = QPixmap(window.size() * DENSITY)
    pixmap.setDevicePixelRatio(DENSITY)
    pixmap.fill(Qt.GlobalColor.transparent)
    window.render(pixmap)
    window.hide()
    window.deleteLater()
    image = pixmap.toImage()
    image.setDevicePixelRatio(1)
    return image


def beside(images: Sequence[QImage], colours: Palette) -> QImage:
    """Return *images* side by side on a desktop."""
    margin = 24 * DENSITY
    width = sum(image.width() + margin for image in images) + margin
    height = max(image.height() for image in images) + 2 * margin
    scene = canvas(QSize(width, height), DESKTOP[colours])
    painter = QPainter(scene)
    left = margin
    for image in images:
        painter.drawImage(QPoint(left, margin), image)
        left += image.width() + margin
    painter.end()
    return scene


def canvas(size: QSize, colour: str) -> QImage:
    """Return an empty picture of *size* in device pixels."""
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/screenshots"))

"""Draw the pictures of the documents: `python tests/screenshots.py [FOLDER] [--every]`.

Windows are drawn off screen at twice the density, in both themes, from sample values that
hold no name and no present time, so the same machine draws the same pictures every time.
Inter stands in for the system's font where it is installed. `--every` draws each window by
itself in every language, theme and size of letters, for a look at them all; those are not kept.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "2"

from PySide6.QtCore import (  # noqa: E402
    QMessageLogContext,
    QPoint,
    QRect,
    QSize,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from boundary import language  # noqa: E402
from boundary.ui import theme  # noqa: E402
from boundary.ui.arch import SIZES, Shape, shape_pixmap  # noqa: E402
from boundary.ui.card_words import CardWords, aftercare_words, early_words  # noqa: E402
from boundary.ui.theme import Palette  # noqa: E402
from tests.ui.gallery import let_go, settle, windows  # noqa: E402
from tests.ui.pictures_day import (  # noqa: E402
    break_words,
    card_of,
    enough,
    midday,
    ritual,
    today,
)
from tests.ui.pictures_settings import (  # noqa: E402
    calendars,
    editor,
    preview,
    preview_titles,
    rituals,
    settings_page,
)

DOCUMENTS = "docs/screenshots"
DENSITY = 2
DESKTOP = {theme.LIGHT: "#C9CBC6", theme.DARK: "#0E1113"}
PANEL = {theme.LIGHT: "#ECEAE4", theme.DARK: "#202427"}
THEMES = (("light", theme.LIGHT), ("dark", theme.DARK))
SHOWN_SIZES = (16, 22, 32, 64)

ALONE = (
    "today-break",
    "today-trouble",
    "today-empty",
    "today-home",
    "today-narrow",
    "first-run-calendar",
    "hours",
    "reply",
    "mail",
    "add-address",
    "add-login",
    "add-sign_in",
    "shutdown-reply",
    "month",
)
"""The windows that have a picture of their own in docs/screenshots, where there is one."""

SMALLEST = 0
"""What Qt calls the quality of a PNG: the smallest file."""

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<match target="pattern"><edit name="family" mode="prepend" binding="strong">
<string>Inter</string></edit></match></fontconfig>
"""


def main(words: Sequence[str]) -> int:
    """Draw what *words* ask for; return the exit code."""
    reader = argparse.ArgumentParser(description="Draw the windows from sample values.")
    reader.add_argument("folder", nargs="?", type=Path)
    reader.add_argument("--every", action="store_true", help="each language, theme and size")
    asked = reader.parse_args(words)
    folder: Path = asked.folder or ROOT / ("build/screenshots" if asked.every else DOCUMENTS)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        fonts = Path(scratch, "fonts.conf")
        fonts.write_text(FONTS, encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(fonts)
        qInstallMessageHandler(hear)
        app = QApplication([])
        for name, picture in every(app) if asked.every else documents(app):
            picture.save(str(folder / f"{name}.png"), quality=SMALLEST)
    return 0


def hear(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Pass on what Qt says, but for what an off-screen platform can't do."""
    if not message.startswith("This plugin does not support"):
        print(message, file=sys.stderr)


def every(app: QApplication) -> Iterator[tuple[str, QImage]]:
    """Yield every window in every language, theme and size of letters."""
    for code in language.NAMES:
        language.use(code, ROOT / "resources" / "languages")
        for name, colours in THEMES:
            for letters in (1.0, 2.0):
                theme.apply(app, colours, letters)
                for subject, window in windows(colours):
                    yield f"{subject}-{code}-{letters:.0%}-{name}", drawn(window)
    language.speak(None)


def documents(app: QApplication) -> Iterator[tuple[str, QImage]]:
    """Yield the pictures that the documents show."""
    for name, colours in THEMES:
        for subject, letters, picture in pictures(app, colours):
            size = "" if letters == 1 else f"-{round(letters * 100)}"
            yield f"{subject}{size}-{name}", picture


def pictures(app: QApplication, colours: Palette) -> Iterator[tuple[str, float, QImage]]:
    """Yield each picture in *colours*, with its name and the scale of its letters."""
    for letters in (1.0, 2.0):
        theme.apply(app, colours, letters)
        yield "today", letters, drawn(today(midday(), colours))
        yield "card", letters, cards(colours)
    theme.apply(app, colours, 1.0)
    for subject, window in windows(colours):
        if subject in ALONE:
            yield subject, 1, drawn(window)
        else:
            let_go(window)
    yield "ritual", 1, beside([drawn(ritual(colours)), drawn(enough(colours))], colours)
    pages = [drawn(settings_page(page, colours)) for page in (0, 1, 3)]
    yield "settings", 1, beside(pages, colours)
    both = [drawn(calendars(colours)), drawn(calendars(colours, empty=True))]
    yield "calendars", 1, beside(both, colours)
    both = [drawn(preview(colours)), drawn(preview_titles(colours))]
    yield "preview", 1, beside(both, colours)
    yield "rituals", 1, beside([drawn(rituals(colours)), drawn(editor(colours))], colours)
    yield "tray", 1, tray(colours)


def cards(colours: Palette) -> QImage:
    """Draw the break card, an early end, aftercare and the thread, one under the other."""
    words: tuple[CardWords, ...] = (break_words(), early_words(), aftercare_words())
    shown = [card_of(each, colours) for each in words]
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
    settle(window)
    pixmap = QPixmap(window.size() * DENSITY)
    pixmap.setDevicePixelRatio(DENSITY)
    pixmap.fill(Qt.GlobalColor.transparent)
    window.render(pixmap)
    let_go(window)
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
    raise SystemExit(main(sys.argv[1:]))

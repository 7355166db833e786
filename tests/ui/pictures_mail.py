"""The pictures of hours, reply and mail: pages with sample values, for `tests/screenshots.py`.

Nothing in them is a name or the present time. Each page is as high as its content.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QPushButton, QWidget

from boundary.language import tr
from boundary.ui.hours_page import HoursPage
from boundary.ui.mail_page import MailPage
from boundary.ui.reply_page import ReplyPage
from boundary.ui.theme import Palette
from tests.ui.gallery import as_high_as
from tests.ui.hours_views import hours_view
from tests.ui.mail_views import AMBER, ASKING, BY_HAND, GREEN, OFF, RED, mail_view
from tests.ui.reply_views import ABROAD, BAD_WORD, RECEIVED, reply_view

FRIDAY = 4
HOURS_WIDTH, REPLY_WIDTH, MAIL_WIDTH = 1040, 900, 640


def mail_pages(colours: Palette) -> Iterator[tuple[str, QWidget]]:
    """Yield each page in *colours* with the name of its picture, sized to be drawn."""
    yield "hours", _sized(hours(colours), HOURS_WIDTH, colours)
    yield "reply", _sized(reply(colours), REPLY_WIDTH, colours)
    yield "mail", _sized(mail(colours), MAIL_WIDTH, colours)
    yield "mail-add", _sized(adding(colours), MAIL_WIDTH, colours)


def hours(colours: Palette) -> HoursPage:
    """Return an ordinary week with a holiday in it, Friday open for changing."""
    page = HoursPage(hours_view(), colours)
    page.open_day(FRIDAY)
    return page


def reply(colours: Palette) -> ReplyPage:
    """Return the reply of the nights, with something to change and something to look at."""
    page = ReplyPage(reply_view(BAD_WORD, ABROAD), colours)
    page.show_received(RECEIVED)
    return page


def mail(colours: Palette) -> MailPage:
    """Return a mailbox in every light, one that asks, and one that is kept by hand."""
    return MailPage(mail_view(GREEN, AMBER, RED, ASKING, BY_HAND, OFF), colours)


def adding(colours: Palette) -> MailPage:
    """Return the page while an account is added."""
    page = MailPage(mail_view(GREEN), colours)
    add = next(b for b in page.findChildren(QPushButton) if b.text() == tr("Add an account…"))
    add.click()
    return page


def _sized(page: QWidget, width: int, colours: Palette) -> QWidget:
    """Return *page* as the settings show it, as high as its content is at *width*."""
    return as_high_as(page, colours, width)

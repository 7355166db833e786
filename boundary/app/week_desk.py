"""The weekly review's window: each answer becomes an entry at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from boundary.app.commitments_desk import add_to_agenda
from boundary.app.reviews_desk import MOMENT, week_view
from boundary.language import tr
from boundary.reflection.entries import Entry, Item
from boundary.reflection.loops import Kept, answered, intend, intention
from boundary.reflection.notices import Notice, Offer, dismissed, shown
from boundary.reflection.signs import Noticed, Sign
from boundary.schedule.reviews import friday_of, next_monday, tightest_day
from boundary.ui.review_window import ReviewWindow
from boundary.ui.review_words import tightest_words
from boundary.ui.weekly_review import WeeklyReview

if TYPE_CHECKING:
    from boundary.app.reflecting import Reflecting

_TUESDAY = 1


def week_window(reflecting: Reflecting, at: int = 0) -> ReviewWindow:
    """Return the window of the week's review, at its question *at*."""
    known = reflecting.known()
    day = day_of_review(known.today)
    monday = next_monday(day)
    tightest = tightest_words(tightest_day(known.sessions, monday, known.zone))
    ahead = reflecting.lines_ahead(known)
    view, notice = week_view(known.book, day, known.standings, tightest, ahead)
    page = WeeklyReview(view, reflecting.asks)
    window = ReviewWindow(tr("The week"), page, reflecting.colours)
    desk = _Desk(reflecting, window, day, notice, view.fulfilment, view.moment)
    window.help_wanted.connect(reflecting.open_help)
    page.fulfilment.connect(desk.fulfil)
    page.moment.connect(desk.keep_moment)
    page.presence.connect(desk.be_present)
    page.noticed.connect(desk.note_sign)
    page.intention_answered.connect(desk.answer)
    page.intended.connect(desk.intend)
    page.offer_wanted.connect(desk.offer)
    page.dismissed.connect(desk.dismiss)
    page.turned.connect(window.show_top)
    page.done.connect(reflecting.told_ahead)
    page.done.connect(window.close)
    if notice is not None:
        reflecting.keep(shown(notice, known.today))
    for _ in range(at):
        page.forth()
    return window


def day_of_review(today: date) -> date:
    """Return the day to which the answers belong: on a Monday or Tuesday, last week's Friday."""
    if today.weekday() <= _TUESDAY:
        return friday_of(today - timedelta(days=7))
    return today


class _Desk(QObject):
    """What is answered, as entries of one day; it lives as long as the window."""

    def __init__(
        self,
        reflecting: Reflecting,
        window: ReviewWindow,
        day: date,
        notice: Notice | None,
        given: int | None,
        moment: str,
    ) -> None:
        super().__init__(window)
        self._reflecting = reflecting
        self._day = day
        self._notice = notice
        self._given = given
        self._moment = moment
        self._adjusts = False

    def fulfil(self, value: int | None) -> None:
        self._given = value
        self._keep_week()

    def keep_moment(self, words: str) -> None:
        self._moment = words
        self._keep_week()

    def _keep_week(self) -> None:
        """Keep the moment beside its number, or by itself while there is none."""
        alone = Entry(self._day, Item.JOURNAL, 0, self._moment, MOMENT)
        if self._given is None:
            self._reflecting.drop(Entry(self._day, Item.FULFILMENT, 1))
            if self._moment:
                self._reflecting.keep(alone)
            return
        self._reflecting.drop(alone)
        self._reflecting.keep(Entry(self._day, Item.FULFILMENT, self._given, self._moment))

    def be_present(self, value: int | None) -> None:
        if value is None:
            self._reflecting.drop(Entry(self._day, Item.PRESENCE, 1))
        else:
            self._reflecting.keep(Entry(self._day, Item.PRESENCE, value))

    def note_sign(self, sign: Sign, answer: Noticed | None) -> None:
        entry = Entry(self._day, Item.SIGN, int(answer or Noticed.NONE), name=sign.value)
        if answer is None:
            self._reflecting.drop(entry)
        else:
            self._reflecting.keep(entry)

    def answer(self, kept: Kept | None) -> None:
        """Note what became of last week's intention; a change waits for its new words."""
        self._adjusts = kept is Kept.ADJUSTED
        entry = intention(self._reflecting.known().book)
        if entry is not None and kept in (Kept.KEPT, Kept.DROPPED):
            self._reflecting.keep(*answered(entry, kept, self._day))

    def intend(self, words: str) -> None:
        entry = intention(self._reflecting.known().book)
        if self._adjusts and entry is not None:
            self._reflecting.keep(*answered(entry, Kept.ADJUSTED, self._day, words))
        else:
            self._reflecting.keep(intend(self._day, words))

    def offer(self, id: str) -> None:
        match Offer(id):
            case Offer.SUPPORTS:
                self._reflecting.open_help()
            case Offer.TO_SUPERVISION if self._notice is not None:
                add_to_agenda(self._reflecting, self._notice.sentence)
            case Offer.HOURS:
                self._reflecting.settings_wanted.emit("hours")
            case Offer.FIND_SLOT:
                self._reflecting.settings_wanted.emit("commitments")
            case _:
                self._reflecting.settings_wanted.emit("looking_back")

    def dismiss(self) -> None:
        if self._notice is not None:
            self._reflecting.keep(dismissed(self._notice, self._reflecting.known().today))

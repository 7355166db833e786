"""What the day's ends ask or tell beside their own steps: one optional question, one notice.

The question is hers to turn on, one at a time: sleep in the opening, movement or company in the
shutdown. A notice is a sentence with what she could do about it; nothing is an answer too. What
she chooses is kept for tomorrow or noted, and no window opens over the end of her day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from boundary.app.habits import Habits
from boundary.language import tr
from boundary.reflection.book import Book
from boundary.reflection.entries import Entry, Item
from boundary.reflection.notices import Notice, Offer, Where, dismissed, next_notice, shown
from boundary.ui.step_page import Choices, Page

NOTICE = "notice"
DISMISS = "dismiss"

MORNING = (Item.SLEEP,)
EVENING = (Item.MOVED, Item.COMPANY)
OPTIONAL = (*MORNING, *EVENING)
"""What she may choose to be asked, one at a time."""


class Known(Protocol):
    """The part of what is known that is needed."""

    @property
    def book(self) -> Book: ...

    @property
    def habits(self) -> Habits: ...


class Looks(Protocol):
    """The part of `app.reflecting.Reflecting` that is needed."""

    def known(self) -> Known: ...

    def keep(self, *entries: Entry) -> None: ...

    def drop(self, *entries: Entry) -> None: ...


class Asking:
    """What is asked and told at the ends of the days that *looks* knows.

    A step's id is an item of `OPTIONAL`, or `NOTICE`.
    """

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._notices: dict[date, Notice | None] = {}

    def morning(self, day: date) -> tuple[str, ...]:
        """Return the steps that the opening of *day* has beside its own; none once answered."""
        known = self._looks.known()
        asked = known.habits.asked
        if asked not in MORNING or known.book.of(asked, first=day, last=day):
            return ()
        return (asked.value,)

    def evening(self, day: date) -> tuple[str, ...]:
        """Return the steps that the shutdown of *day* has beside its own."""
        known = self._looks.known()
        asked = known.habits.asked
        steps = (asked.value,) if asked in EVENING else ()
        return steps if self._notice(day) is None else (*steps, NOTICE)

    def page(self, step: str, day: date) -> Page | None:
        """Return the page of *step*, None where there is none (any more)."""
        if step == NOTICE:
            notice = self._notice(day)
            return None if notice is None else notice_page(notice)
        if step not in OPTIONAL:
            return None
        item = Item(step)
        had = self._looks.known().book.of(item, first=day, last=day)
        return question_page(item, had[-1].value if had else None)

    def seen(self, step: str, day: date) -> None:
        """Note that the page of *step* is on the screen."""
        notice = self._notices.get(day)
        if step == NOTICE and notice is not None:
            self._looks.keep(shown(notice, day))

    def answered(self, step: str, answer: str, day: date) -> None:
        """Keep *answer*, the id of an option."""
        if step in OPTIONAL:
            self._looks.keep(Entry(day, Item(step), int(answer)))
            return
        notice = self._notices.get(day)
        if notice is None:
            return
        self._looks.keep(dismissed(notice, day) if answer == DISMISS else shown(notice, day))
        words = parked_words().get(answer, "")
        line = Entry(day, Item.PARKED, 0, words, NOTICE)
        if words:
            self._looks.keep(line)
        else:
            self._looks.drop(line)

    def _notice(self, day: date) -> Notice | None:
        """Return the notice of *day*: the same for the whole evening, once there is one."""
        if self._notices.get(day) is None:
            self._notices = {day: next_notice(self._looks.known().book, Where.SHUTDOWN)}
        return self._notices[day]


def question_page(item: Item, value: int | None) -> Page:
    """Return the page that asks for *item*, answered with *value* before."""
    titles = {
        Item.SLEEP: tr("How did you sleep?"),
        Item.MOVED: tr("Did you move today?"),
        Item.COMPANY: tr("Was there someone today, outside of work?"),
    }
    chosen = "" if value is None else str(value)
    second = tr("For you alone. Turn it off under One at a time.")
    return Page(item.value, titles[item], second, Choices(_options(item), chosen))


def notice_page(notice: Notice) -> Page:
    """Return *notice* as a page: what could be done, and that it need not be said again."""
    offers = [(o.value, offer_words()[o]) for o in notice.offers if o in offer_words()]
    kept = tr("Kept for tomorrow.")
    says = (*((id, kept) for id, _ in offers), (DISMISS, tr("Then it is quiet for a month.")))
    options = (*offers, (DISMISS, tr("Not this any more")))
    return Page(NOTICE, tr("One thing I noticed."), notice.sentence, Choices(options, "", says))


def offer_words() -> Mapping[Offer, str]:
    """Return the offers that an evening can make, as its buttons say them."""
    return {
        Offer.LIGHTER_DAY: tr("Look for something shorter"),
        Offer.EASIER_START: tr("Begin more gently"),
        Offer.LUNCH_KEEPER: tr("Look for a lunch"),
    }


def parked_words() -> Mapping[str, str]:
    """Return what each offer leaves for tomorrow's opening."""
    return {
        Offer.LIGHTER_DAY.value: tr("One thing today could be shorter."),
        Offer.EASIER_START.value: tr("A gentle start: sit a moment before the first hour."),
        Offer.LUNCH_KEEPER.value: tr("A place for lunch: Settings, Looking back."),
    }


def question_name(item: Item | None) -> str:
    """Return what she chooses on the page of practices: an optional question, or none."""
    return {
        None: tr("None"),
        Item.SLEEP: tr("Sleep"),
        Item.MOVED: tr("Movement"),
        Item.COMPANY: tr("Someone to be with"),
    }[item]


def _options(item: Item) -> tuple[tuple[str, str], ...]:
    if item is Item.SLEEP:
        return (
            ("1", tr("Hardly")),
            ("2", tr("Thinly")),
            ("3", tr("So-so")),
            ("4", tr("Well")),
            ("5", tr("Deeply")),
        )
    return (("1", tr("Yes")), ("0", tr("No")))

"""From the book of her entries to what the windows that look back are handed. No state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, tzinfo

from PySide6.QtCore import QLocale

from boundary.app.asking import OPTIONAL, question_name
from boundary.app.habits import Habits
from boundary.app.proposing import Offered
from boundary.language import tr, trn
from boundary.reflection import ladder as ladders
from boundary.reflection import reviews
from boundary.reflection.agenda import agenda, budget_line
from boundary.reflection.appointments import Ask
from boundary.reflection.book import Book
from boundary.reflection.commitments import (
    Commitment,
    Standing,
    State,
    commitment_name,
    due_words,
)
from boundary.reflection.entries import Entry, Item
from boundary.reflection.loops import intention
from boundary.reflection.notices import Notice, Offer
from boundary.reflection.series import Series, What, hours_words
from boundary.reflection.signs import Noticed, Sign
from boundary.reflection.slots import Slot
from boundary.reflection.trends import ENOUGH
from boundary.ui.commitments_view import AgendaRow, AskRow, CommitmentRow, CommitmentsView
from boundary.ui.monthly_review import MonthlyView, OwnLine
from boundary.ui.numbers import clock_text, day_text
from boundary.ui.plot_view import PlotPoint, PlotView, Shape
from boundary.ui.practices_page import PlanView
from boundary.ui.weekly_review import WeeklyView

MOMENT = "moment"
"""The name under which a moment is kept whose week has no number yet."""

ORDER = (
    What.ENERGY, What.FULFILMENT, What.BREAKS, What.LOAD, What.JOINS, What.SLEEP, What.PRESENCE,
)  # fmt: skip
ALWAYS = frozenset({What.ENERGY, What.BREAKS, What.LOAD})
"""Pictures that stand there before they are drawn, saying what they wait for."""

TAPPED = 10
TO_FIVE = frozenset({What.SLEEP, What.PRESENCE})


def plot_of(series: Series) -> PlotView:
    """Return *series* as a plot."""
    cells = dict(series.rows)
    blank = ("",) * (len(series.headings) - 1)
    points = tuple(
        PlotPoint(
            short_day(point.day),
            point.value,
            _spoken(series, point.day, cells.get(point.day)),
            cells.get(point.day, blank),
            point.most,
        )
        for point in series.points
    )
    known = [p.value for p in points if p.value is not None]
    shape = {What.BREAKS: Shape.PARTS, What.LOAD: Shape.COLUMNS, What.JOINS: Shape.STROKES}.get(
        series.what, Shape.BAND
    )
    usual = series.usual if shape is Shape.COLUMNS else None
    most = max([*known, *(p.most or 0 for p in points), usual or 0], default=0)
    band = (series.band.low, series.band.high) if series.band and shape is Shape.BAND else None
    return PlotView(
        series.what.value,
        shape,
        _title(series.what),
        series.sentence,
        points,
        low=1 if shape is Shape.BAND else 0,
        high=_high(series.what, shape, most),
        foot=tr("empty") if series.what is What.ENERGY else "",
        top=tr("full") if series.what is What.ENERGY else "",
        band=band,
        middle=usual or None,
        middle_words=tr("your usual: {hours}").format(hours=hours_words(usual)) if usual else "",
        key=_key(shape),
        headings=series.headings,
        waiting=series.sentence,
    )


def month_view(
    book: Book, standings: Sequence[Standing], habits: Habits
) -> tuple[MonthlyView, Notice | None]:
    """Return the month of the book's today, and the notice in it that was shown by that."""
    review = reviews.monthly_review(book, standings, budget=habits.budget)
    by = {series.what: series for series in review.series}
    shown = [by[w] for w in ORDER if w in by and (w in ALWAYS or by[w].noted >= ENOUGH)]
    return (
        MonthlyView(
            QLocale().standaloneMonthName(book.today.month),
            tuple(plot_of(series) for series in shown),
            () if review.notice is None else (review.notice.sentence,),
            review.lines,
            tuple(OwnLine(day_text(e.day), e.text) for e in review.words),
            tuple(e.text for e in review.agenda),
        ),
        review.notice,
    )


def week_view(
    book: Book, day: date, standings: Sequence[Standing], tightest: str, ahead: Iterable[str]
) -> tuple[WeeklyView, Notice | None]:
    """Return the weekly review whose answers belong to *day*, and the notice shown by that."""
    review = reviews.weekly_review(book, standings)
    today = {(e.item, e.name): e for e in _on(book, day)}
    given = today.get((Item.FULFILMENT, ""))
    moment = today.get((Item.JOURNAL, MOMENT))
    present = today.get((Item.PRESENCE, ""))
    wish = review.intention
    return (
        WeeklyView(
            fulfilment=None if given is None else given.value,
            moment=(given.text if given is not None else "")
            or (moment.text if moment is not None else ""),
            presence=None if present is None else present.value,
            signs=tuple(
                (Sign(name), Noticed(e.number)) for (i, name), e in today.items() if i is Item.SIGN
            ),
            tightest=tightest,
            ahead=tuple(ahead),
            notice="" if review.notice is None else review.notice.sentence,
            offers=() if review.notice is None else _offers(review.notice),
            intention="" if wish is None or wish.day == day else wish.text,
        ),
        review.notice,
    )


def plan_view(book: Book, habits: Habits, offer: Offered | None = None) -> PlanView:
    """Return the plan of practices, with the *offer* of the week where it is about one of them."""
    wish = intention(book)
    proposal = None
    if offer is not None and offer.practice is not None:
        proposal = (offer.sentence, offer.choices)
    questions = tuple((i.value if i else "", question_name(i)) for i in (None, *OPTIONAL))
    return PlanView(
        ladders.page(habits.ladder, book),
        "" if wish is None else wish.text,
        proposal,
        questions,
        habits.asked.value if habits.asked else "",
    )


def commitments_view(
    book: Book,
    habits: Habits,
    standings: Sequence[Standing],
    asks: Sequence[Ask],
    conflicts: Iterable[str],
    slots: Mapping[Commitment, tuple[str, ...]],
) -> CommitmentsView:
    """Return the page of commitments; *slots* are times that were looked for."""
    kept = {each.commitment for each in habits.kept}
    rows = tuple(
        CommitmentRow(
            each.kept.commitment,
            commitment_name(each.kept.commitment, masked=each.kept.masked),
            standing_words(each),
            each.kept.cadence,
            each.kept.masked,
            _noted(book, each.kept.commitment),
            slots.get(each.kept.commitment),
        )
        for each in standings
    )
    budget = habits.budget
    return CommitmentsView(
        rows,
        tuple((each, commitment_name(each)) for each in Commitment if each not in kept),
        tuple(AskRow(id_of(ask.of), _ask_words(ask), ask.suggested) for ask in asks),
        tuple(conflicts),
        tuple(AgendaRow(f"{e.day.isoformat()}/{e.name}", e.text) for e in agenda(book)),
        None if budget is None else budget.amount,
        "" if budget is None else budget_line(book, budget),
        habits.outside,
    )


def standing_words(standing: Standing) -> str:
    """Return how a commitment stands: due, or when it was and will be."""
    if standing.due:
        return due_words(standing)
    said = []
    if standing.last is not None:
        said.append(tr("Last held on {day}.").format(day=day_text(standing.last)))
    if standing.next_day is not None:
        said.append(tr("The next is on {day}.").format(day=day_text(standing.next_day)))
    return " ".join(said)


def slot_line(slot: Slot, zone: tzinfo, *, twelve: bool) -> str:
    """Return a proposed time as a sentence."""
    day = QLocale().standaloneDayName(slot.weekday + 1)
    line = tr("{weekday} at {time}, free in {free} of {weeks} weeks").format(
        weekday=day,
        time=clock_text(slot.span.start, zone, twelve=twelve),
        free=slot.free,
        weeks=slot.weeks,
    )
    return tr("{slot}, beside your hours").format(slot=line) if slot.outside else line


def id_of(of: tuple[int, str]) -> str:
    """Return the id of a class of appointments."""
    return f"{of[0]}|{of[1]}"


def class_of(id: str) -> tuple[int, str]:
    """Return the class of appointments that has *id*."""
    calendar, _, why = id.partition("|")
    return int(calendar), why


def short_day(day: date) -> str:
    """Return *day* as it stands under a picture: "Nov 3"."""
    month = QLocale().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)
    return tr("{month} {day}").format(month=month, day=day.day)


def _on(book: Book, day: date) -> list[Entry]:
    items = (Item.FULFILMENT, Item.PRESENCE, Item.SIGN, Item.JOURNAL)
    return [e for item in items for e in book.of(item, None, first=day, last=day)]


def _ask_words(ask: Ask) -> str:
    if ask.suggested is None:
        return trn(
            "Something in your calendar comes {n} time. Is it one of these?",
            "Something in your calendar comes {n} times. Is it one of these?",
            ask.times,
        ).format(n=ask.times)
    return trn(
        "Something in your calendar comes {n} time and may be one: {name}. Is it?",
        "Something in your calendar comes {n} times and may be one: {name}. Is it?",
        ask.times,
    ).format(n=ask.times, name=commitment_name(ask.suggested))


def _noted(book: Book, commitment: Commitment) -> str:
    today = book.of(Item.COMMITMENT, commitment.value, first=book.today)
    if not today:
        return ""
    return {
        State.HELD: tr("Held today."),
        State.MOVED: tr("Moved."),
        State.LET_GO: tr("Let go, this time."),
    }[State(today[-1].number)]


def _offers(notice: Notice) -> tuple[tuple[str, str], ...]:
    words = {
        Offer.TO_SUPERVISION: tr("Take it to supervision"),
        Offer.SUPPORTS: tr("Help for me"),
        Offer.LUNCH_KEEPER: tr("Look for a place"),
        Offer.HOURS: tr("Look at my hours"),
        Offer.FIND_SLOT: tr("Look for a time"),
    }
    return tuple((offer.value, words[offer]) for offer in notice.offers if offer in words)


def _spoken(series: Series, day: date, cells: tuple[str, ...] | None) -> str:
    name = day_text(day)
    if series.weekly:
        name = tr("Week of {day}").format(day=name)
    if cells is None:
        return tr("{day}: nothing noted").format(day=name)
    if series.what is What.BREAKS:
        return tr("{day}: {kept} of {chances}").format(day=name, kept=cells[0], chances=cells[1])
    return tr("{day}: {value}").format(day=name, value=cells[0])


def _title(what: What) -> str:
    return {
        What.ENERGY: tr("What was left in you"),
        What.SLEEP: tr("How you slept"),
        What.FULFILMENT: tr("What the work gave you"),
        What.PRESENCE: tr("How present you were"),
        What.BREAKS: tr("Breaks you kept"),
        What.LOAD: tr("Hours with people"),
        What.JOINS: tr("Sessions that touched"),
    }[what]


def _key(shape: Shape) -> str:
    return {
        Shape.BAND: tr("The band is your usual range. An open dot lies outside it."),
        Shape.PARTS: tr("Solid is what you kept, the outline what there was."),
        Shape.COLUMNS: tr("Each column is a week, the line your own usual one."),
        Shape.STROKES: tr("Each stroke is one join without a pause."),
    }[shape]


def _high(what: What, shape: Shape, most: float) -> float:
    if shape is Shape.BAND:
        return 5 if what in TO_FIVE else TAPPED
    return max(most * 1.08, 1)

"""What she may give out of her own hand: three lines for a buddy, and a practice summary.

Both are copied or exported by her and sent by nobody else. The practice summary is put together
line by line, with nothing chosen beforehand: what was kept up and by what means. Energy, sleep,
fulfilment, signs, words of hers, personal therapy and her buddy are not among its lines; an
employer has no claim to them. Nor are hours of contact: this is no record for billing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from boundary.language import tr, trn
from boundary.reflection.book import Book
from boundary.reflection.commitments import (
    Commitment,
    Kept,
    Standing,
    State,
    commitment_name,
)
from boundary.reflection.counting import BREAKS, count_of
from boundary.reflection.entries import Item
from boundary.reflection.ladder import Ladder, rung_words
from boundary.reflection.loops import intention
from boundary.schedule.policy import Practice

PRIVATE = frozenset({Commitment.PERSONAL_THERAPY, Commitment.BUDDY})
"""The commitments that no summary names."""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A line that may be chosen, by its *id*; *kept* and *chances* are its cells in a table."""

    id: str
    words: str
    kept: int | None = None
    chances: int | None = None


def buddy_summary(book: Book, standings: Iterable[Standing]) -> tuple[str, str, str]:
    """Return three lines on the last seven days for her to copy, change or leave.

    Breaks, commitments that wait, and this week's intention in her own words.
    """
    week = count_of(book, BREAKS, book.today - 6 * date.resolution, book.today)
    waiting = [s for s in standings if s.due and not s.kept.masked]
    wish = intention(book)
    first = (
        trn(
            "My breaks: {kept} of {chances} gap this week.",
            "My breaks: {kept} of {chances} gaps this week.",
            week.chances,
        ).format(kept=week.kept, chances=week.chances)
        if week.chances
        else tr("My breaks: a week without gaps to speak of.")
    )
    names = ", ".join(commitment_name(s.kept.commitment) for s in waiting)
    second = (
        tr("Waiting for a date: {names}.").format(names=names)
        if names
        else tr("What I keep up with others is in place.")
    )
    third = (
        tr("This week I want: {words}").format(words=wish.text)
        if wish is not None
        else tr("Ask me what I want of next week.")
    )
    return first, second, third


def summary_lines(
    book: Book, ladder: Ladder, kept_up: Iterable[Kept], first: date, last: date
) -> tuple[SummaryLine, ...]:
    """Return the lines that a practice summary of the days *first* to *last* may have."""
    lines = [*_practices(book, first, last)]
    lines += [line for kept in kept_up for line in _commitment(book, kept, first, last)]
    off = sum(first <= day <= last and day.weekday() < 5 for day in book.away)
    if off:
        words = trn("{days} workday off.", "{days} workdays off.", off).format(days=off)
        lines.append(SummaryLine("time_off", words, off))
    for rung in ladder.on:
        name, why = rung_words(rung)
        lines.append(
            SummaryLine(f"strategy:{rung.value}", tr("{name}. {why}").format(name=name, why=why))
        )
    return tuple(lines)


def chosen_lines(lines: Sequence[SummaryLine], chosen: Collection[str]) -> tuple[SummaryLine, ...]:
    """Return those of *lines* whose ids were *chosen*, in their order."""
    return tuple(line for line in lines if line.id in chosen)


def summary_text(lines: Iterable[SummaryLine]) -> str:
    """Return *lines* as the text that is previewed, copied or printed, with what it is not."""
    return "\n".join([*(f"- {line.words}" for line in lines), "", not_a_measure()])


def summary_rows(lines: Iterable[SummaryLine]) -> tuple[tuple[str, str, str], ...]:
    """Return *lines* as the rows of a table, its headings first."""
    heads = (tr("Practice"), tr("Kept"), tr("Chances"))
    return (heads, *((line.words, _cell(line.kept), _cell(line.chances)) for line in lines))


def not_a_measure() -> str:
    """Return the sentence under everything that is shown or given out."""
    return tr("A private routine aid. Not a medical device, not a measure of fitness to practise.")


def _practices(book: Book, first: date, last: date) -> Iterable[SummaryLine]:
    named = (
        ("breaks", BREAKS, tr("Breaks between sessions: {kept} of {chances} gaps.")),
        ("opening", (Practice.OPENING.value,), tr("Days with an opening: {kept} of {chances}.")),
        (
            "shutdown",
            (Practice.SHUTDOWN.value,),
            tr("Days closed on purpose: {kept} of {chances}."),
        ),
    )
    for name, practices, words in named:
        count = count_of(book, practices, first, last)
        if count.chances:
            said = words.format(kept=count.kept, chances=count.chances)
            yield SummaryLine(name, said, count.kept, count.chances)


def _commitment(book: Book, kept: Kept, first: date, last: date) -> Iterable[SummaryLine]:
    if kept.commitment in PRIVATE or kept.commitment is Commitment.TIME_OFF or kept.masked:
        return
    entries = book.of(Item.COMMITMENT, kept.commitment.value, first=first, last=last)
    times = sum(entry.value == State.HELD for entry in entries)
    if times:
        words = trn("{name}: {times} time.", "{name}: {times} times.", times).format(
            name=commitment_name(kept.commitment), times=times
        )
        yield SummaryLine(f"commitment:{kept.commitment.value}", words, times)


def _cell(number: int | None) -> str:
    return "" if number is None else str(number)

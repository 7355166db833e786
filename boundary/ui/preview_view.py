"""What the preview shows, as values: "Which of these are sessions?" Pure: no Qt.

Every text is in her words, her zone and her clock. A row's title is there for the moment in
which she asks to see it: it has no place in a `repr` and goes no further than the window.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import tzinfo

from boundary.language import tr, trn
from boundary.schedule.learning import Candidate, Draft
from boundary.schedule.rules import Meaning
from boundary.ui.numbers import clock_text, in_words, minutes_text, sentence, whole_minutes

SESSIONS = (Meaning.SESSION, Meaning.COUPLES, Meaning.GROUP, Meaning.INTAKE, Meaning.CRISIS)
"""What a ticked row can be."""

OTHERS = (
    Meaning.SUPERVISION,
    Meaning.PROFESSIONAL,
    Meaning.LUNCH,
    Meaning.OWN_TIME,
    Meaning.PERSONAL,
    Meaning.HOLD,
    Meaning.UNKNOWN,
)
"""What a row without a tick can be."""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row: when, how long, how often; what it is taken for (the id `kind`) and why.

    `choices` are ids and words of what it could be instead; `spoken` is the whole row for
    those who hear it.
    """

    day: str
    time: str
    length: str
    rhythm: str
    why: str
    kind: str
    kind_words: str
    ticked: bool
    choices: tuple[tuple[str, str], ...]
    spoken: str
    title: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class PreviewView:
    """The rows, and the two sentences under them."""

    rows: tuple[PreviewRow, ...]
    summary: str
    second: str


def preview_view(draft: Draft, zone: tzinfo, *, twelve: bool = False) -> PreviewView:
    """Return the view of *draft*, in her *zone*."""
    unclear = frozenset(draft.learned().unclear)
    rows = tuple(
        _row(row, meaning, zone, twelve, alike=number in unclear)
        for number, (row, meaning) in enumerate(zip(draft.rows, draft.meanings, strict=True))
    )
    return PreviewView(rows, _summary(draft), _second(len(rows), len(unclear)))


def meaning_words(meaning: Meaning) -> str:
    """Return what *meaning* is called on a chip."""
    return {
        Meaning.SESSION: tr("Session"),
        Meaning.COUPLES: tr("Couple"),
        Meaning.GROUP: tr("Group"),
        Meaning.INTAKE: tr("Intake"),
        Meaning.CRISIS: tr("Crisis"),
        Meaning.SUPERVISION: tr("Supervision"),
        Meaning.PROFESSIONAL: tr("Colleagues"),
        Meaning.LUNCH: tr("Lunch"),
        Meaning.OWN_TIME: tr("Own time"),
        Meaning.PERSONAL: tr("Private"),
        Meaning.HOLD: tr("On hold"),
        Meaning.UNKNOWN: tr("Something else"),
    }[meaning]


def kind_why(why: str) -> str:
    """Return the code *why* of a kind in plain words; "" for one that has none."""
    if why.startswith("rule:"):
        return tr("you said so")
    if why.startswith("word:"):
        return tr("a word in its title")
    return {
        "initials": tr("its title is initials"),
        "code": tr("its title is a code"),
        "calendar": tr("this calendar holds sessions only"),
        "transparent": tr("marked as free"),
        "status:tentative": tr("marked as tentative"),
        "no_rule": tr("nothing tells me"),
    }.get(why, "")


def _row(
    row: Candidate, meaning: Meaning, zone: tzinfo, twelve: bool, *, alike: bool
) -> PreviewRow:
    local = row.start.astimezone(zone)
    day, whole_day = _weekday(local.weekday())
    time = clock_text(row.start, zone, twelve=twelve)
    rhythm = _rhythm(row)
    words = meaning_words(meaning)
    spoken = tr("{day} {time}, {length}, {rhythm}: {kind}").format(
        day=whole_day, time=time, length=minutes_text(row.length), rhythm=rhythm, kind=words
    )
    return PreviewRow(
        day=day,
        time=time,
        length=tr("{n} min").format(n=whole_minutes(row.length)),
        rhythm=rhythm,
        why=_why(row, meaning, alike=alike),
        kind=meaning.value,
        kind_words=words,
        ticked=meaning.is_session,
        choices=tuple(
            (each.value, meaning_words(each))
            for each in (SESSIONS if meaning.is_session else OTHERS)
        ),
        spoken=spoken,
        title=row.title,
    )


def _why(row: Candidate, meaning: Meaning, *, alike: bool) -> str:
    if alike:
        return tr("I can't tell it from another one")
    return tr("you said so") if meaning is not row.meaning else kind_why(row.why)


def _rhythm(row: Candidate) -> str:
    if row.weekly:
        return tr("weekly")
    if row.times == 1:
        return tr("once")
    return trn("{n} time", "{n} times", row.times).format(n=in_words(row.times))


def _weekday(number: int) -> tuple[str, str]:
    """Return the weekday *number* (0 is Monday) short, and in full."""
    return (
        (tr("Mon"), tr("Monday")),
        (tr("Tue"), tr("Tuesday")),
        (tr("Wed"), tr("Wednesday")),
        (tr("Thu"), tr("Thursday")),
        (tr("Fri"), tr("Friday")),
        (tr("Sat"), tr("Saturday")),
        (tr("Sun"), tr("Sunday")),
    )[number]


def _summary(draft: Draft) -> str:
    ticked = [row for row, m in zip(draft.rows, draft.meanings, strict=True) if m.is_session]
    if not draft.rows:
        return tr("There is nothing in the next two weeks.")
    if not ticked:
        return tr("None of these is a session.")
    all_of_them = sum(row.times for row in ticked)
    said = trn(
        "{n} is a session: {all} in these two weeks.",
        "{n} are sessions: {all} in these two weeks.",
        len(ticked),
    )
    return sentence(said.format(n=in_words(len(ticked)), all=in_words(all_of_them)))


def _second(rows: int, unclear: int) -> str:
    if unclear:
        return trn(
            "One looks just like another that is something else. Both count as the more frequent.",
            "{n} look just like others that are something else. They count as the more frequent.",
            unclear,
        ).format(n=sentence(in_words(unclear)))
    if not rows:
        return tr("Add a calendar, or come back when there is something in it.")
    return tr("What you tick becomes a rule. A rule holds no name and no title.")

"""What the page of the reply shows, as values: texts, findings, numbers, places, sorter. Pure.

What she wrote and what a stranger would receive is hers: it stands in no repr.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from boundary.language import tr, trn
from boundary.ui.numbers import in_words, sentence


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field such as `{opening}`, and what it becomes just now."""

    name: str
    becomes: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class TextRow:
    """One of the texts: its `id`, what it is for, subject and text with fields.

    `own`: she changed it, so it can be put back as it came.
    """

    id: str
    name: str
    subject: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    fields: tuple[FieldRow, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class LintRow:
    """A finding: an error keeps the text from being set, a warning does not.

    `found` are the words that are meant, `text` the id of the text ("": all of them).
    """

    sentence: str
    error: bool = True
    found: str = field(default="", repr=False)
    text: str = ""


@dataclass(frozen=True, slots=True)
class CrisisRow:
    """The numbers of a country; `checked` says when they were looked at, and `page` where.

    `trouble` is why they are not relied on. `home`: the country is her own.
    """

    country: str
    name: str
    lines: tuple[str, ...] = ()
    checked: str = ""
    page: str = ""
    trouble: str = ""
    home: bool = False


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place where people write to her, and the text cut to its size; `size` says which.

    `template` is what is cut, with its fields: hers where `own`. `trouble` is why what she
    typed is not kept yet.
    """

    id: str
    name: str
    text: str = field(repr=False)
    size: str = ""
    done: bool = False
    template: str = field(default="", repr=False)
    own: bool = False
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class ColleagueRow:
    """Who takes urgent calls while she is away; `says` is what the text for it makes of them."""

    name: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    credential: str = field(default="", repr=False)
    hours: str = field(default="", repr=False)
    region: str = field(default="", repr=False)
    consented: bool = False
    says: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SorterRow:
    """One list of the sorter; `then` says where its things go."""

    id: str
    name: str
    lines: tuple[str, ...] = field(default=(), repr=False)
    then: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """What a stranger receives: subject, text, and in which closed window (said in words)."""

    subject: str = field(repr=False)
    body: str = field(repr=False)
    during: str = ""


@dataclass(frozen=True, slots=True)
class ReplyView:
    """All that the page of the reply shows at *now* (UTC), with times by the clock of `zone`.

    `countries` and `languages` are pairs of a code and a name, `language` the chosen one (""
    that of the program), `name` hers as the texts sign. `tests` tells whether a test can be
    sent, and `test_says` how the last one went.
    """

    now: datetime
    zone: ZoneInfo
    texts: tuple[TextRow, ...] = ()
    lint: tuple[LintRow, ...] = ()
    crisis: tuple[CrisisRow, ...] = ()
    countries: tuple[tuple[str, str], ...] = ()
    places: tuple[PlaceRow, ...] = ()
    sorter: tuple[SorterRow, ...] = ()
    response_days: int = 1
    twelve: bool = False
    tests: bool = False
    test_says: str = ""
    languages: tuple[tuple[str, str], ...] = ()
    language: str = ""
    name: str = field(default="", repr=False)
    colleague: ColleagueRow = ColleagueRow()


def lint_of(rows: Sequence[LintRow], text: str) -> tuple[LintRow, ...]:
    """Return the findings about the text *text* and about all of them, errors first."""
    found = [row for row in rows if row.text in ("", text)]
    return tuple(sorted(found, key=lambda row: not row.error))


def lint_summary(rows: Sequence[LintRow]) -> str:
    """Return what the findings come to, as a sentence."""
    errors = sum(row.error for row in rows)
    if errors:
        said = trn(
            "{n} thing must change before this can be set.",
            "{n} things must change before this can be set.",
            errors,
        )
        return sentence(said.format(n=in_words(errors)))
    if rows:
        return tr("This can be set. There is something worth a look.")
    return tr("Nothing to change. This can be set.")


def texts_with_errors(rows: Sequence[LintRow]) -> frozenset[str]:
    """Return the ids of the texts that can't be set as they are."""
    return frozenset(row.text for row in rows if row.error)

"""What the replies say: her choices, and closed windows made into replies.

A reply never depends on who writes: it is compiled from hours and words alone, before any
message is there. All windows of a kind share one frame, into which only the opening is filled.
"""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from boundary.clock import Span
from boundary.errors import BoundaryError
from boundary.language import tr
from boundary.mail.choices import Colleague, Form, Words
from boundary.mail.crisis import (
    Row,
    abroad_text,
    country_of,
    crisis_table,
    danger_text,
    emergency_text,
    support_text,
    usable,
)
from boundary.mail.reply import OPENING, Reply
from boundary.mail.spoken import (
    day_text,
    opening_text,
    week_text,
    zone_text,
)
from boundary.mail.templates import Tongue, fill, template_problems, tongue
from boundary.schedule.hours import (
    SHUT,
    WEEKLY,
    Closed,
    WeeklyHours,
)
from boundary.schedule.hours_ahead import sure_to_open, whole_windows, zone_of

WHOLE_DAY = 2
"""Local dates between closing and opening from which a whole day is closed."""


class WordsError(BoundaryError):
    """A text can't be sent as it is."""


def replies_for(
    closed: Iterable[Closed],
    words: Words,
    hours: WeeklyHours,
    zone: ZoneInfo,
    language: str | None = None,
) -> tuple[Reply, ...]:
    """Return the reply of each of the *closed* windows of *hours*, in their order.

    *zone* is the machine's, for hours without one; *language* the program's, for words without
    one. Raises HoursError for a window without an end, WordsError for a text of hers that
    can't be filled in.
    """
    zone = zone_of(hours, zone)
    speech = tongue(words.language or language)
    fields = standing(words, hours, zone, speech)
    frames: dict[tuple[Form, str, str], str] = {}
    windows = tuple(closed)
    sure_to_open(windows)
    found = []
    for window in windows:
        opening = window.next_open or window.span.end
        form = form_of(window, zone)
        away = _away_fields(window, words, speech)
        key = form, away.get("from", ""), away.get("to", "")
        if key not in frames:
            frames[key] = filled(words, form, speech, {**fields, **away, "opening": OPENING})
        frame = frames[key]
        named = OPENING in frame
        found.append(
            Reply(
                Span(window.span.start, opening),
                words.subject(form, speech),
                frame,
                opening_text(opening, zone, speech, window.span.start) if named else "",
            )
        )
    return tuple(found)


def replies_within(
    hours: WeeklyHours,
    words: Words,
    span: Span,
    zone: ZoneInfo,
    language: str | None = None,
) -> tuple[Reply, ...]:
    """Return the replies of all closed windows that reach into *span* (UTC), each whole.

    The same hours and words give the same replies whenever this is asked. Zone, language and
    errors as `replies_for`.
    """
    return replies_for(whole_windows(hours, span, zone), words, hours, zone, language)


def form_of(window: Closed, zone: ZoneInfo) -> Form:
    """Return which text a closed window (in the hours' *zone*) gets."""
    if window.away is not None:
        return Form.AWAY
    start, end = (each.astimezone(zone).date() for each in (window.span.start, window.span.end))
    whole_day = (end - start).days >= WHOLE_DAY
    return Form.WEEKEND if whole_day or window.why not in (WEEKLY, SHUT) else Form.NIGHTLY


def row_of(words: Words, zone: ZoneInfo) -> Row | None:
    """Return the crisis row of her country, or of the country of *zone*; None if unknown."""
    return crisis_table().get(words.country or country_of(zone.key) or "")


def standing(words: Words, hours: WeeklyHours, zone: ZoneInfo, speech: Tongue) -> dict[str, str]:
    """Return the fields that are the same in every window; *zone* is that of the hours."""
    row = row_of(words, zone)
    table = crisis_table()
    said = speech.data["response"]
    response: str = said["one" if words.response_days == 1 else "many"]
    others = [table[code] for code in words.abroad if code in table and table[code] is not row]
    return {
        "hours": week_text(hours, zone, speech),
        "zone": zone_text(zone, speech),
        "response": response.format(days=words.response_days),
        "danger": danger_text(row, speech),
        "emergency": emergency_text(row, speech) if row else "",
        "support": support_text(row, speech) if row and usable(row, words.confirmed) else "",
        "elsewhere": str(speech.data["numbers"]["elsewhere"]),
        "abroad": "\n".join(
            abroad_text(each, speech, lines=usable(each, words.confirmed)) for each in others
        ),
        "name": words.name,
    }


def _away_fields(window: Closed, words: Words, speech: Tongue) -> dict[str, str]:
    if window.away is None:
        return {}
    far = (window.away.last - window.away.first).days > 180
    return {
        "from": day_text(window.away.first, speech, with_year=far),
        "to": day_text(window.away.last, speech, with_year=far),
        "cover": cover_text(words.colleague, speech),
    }


def cover_text(colleague: Colleague | None, speech: Tongue) -> str:
    """Return the line about a colleague; without a consent, a name and a number there is none."""
    if colleague is None or not (colleague.consented and colleague.name and colleague.number):
        return ""
    who = ", ".join(part for part in (colleague.name, colleague.credential) if part)
    pattern: str = speech.data["numbers"]["cover_hours" if colleague.hours else "cover"]
    return pattern.format(colleague=who, number=colleague.number, hours=colleague.hours)


def filled(words: Words, form: Form, speech: Tongue, fields: dict[str, str]) -> str:
    """Return the text of *form* with *fields* in it. WordsError for one that can't be filled in."""
    template = words.text(form, speech)
    problems = template_problems(template, form)
    if problems:
        raise WordsError(
            tr("One of your texts can't be filled in."),
            tr("Mend the text {form}: {problems}.").format(
                form=form.value, problems="; ".join(problems)
            ),
        )
    plain = {name: value if name == "opening" else _plain(value) for name, value in fields.items()}
    return fill(template, plain)


def _plain(value: str) -> str:
    """Return *value* without braces: nothing that is filled in can name a field itself."""
    return value.replace("{", "").replace("}", "")

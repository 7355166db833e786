"""The lines of a practice's profile in her words: what each is about, and both its sides."""

from __future__ import annotations

from collections.abc import Sequence

from boundary.app.hours_desk import region_code
from boundary.app.reply_desk import form_name, place_name
from boundary.language import tr, trn
from boundary.mail.choices import Form, OwnPlace, OwnText, Place
from boundary.rituals.own import OwnRitual
from boundary.schedule.hours import Region, WallSpan, WeeklyHours
from boundary.settings.profile_file import Line, Part
from boundary.ui.hours_words import joined, short_weekday, weekday, windows_text
from boundary.ui.practice_page import ProfileRow

DAY_MINUTES = 1440


def line_row(line: Line, *, twelve: bool) -> ProfileRow:
    """Return *line* as the page shows it; *twelve* tells the clock."""
    title = line_title(line)
    return ProfileRow(line.id, title, _side(line.before, twelve), _side(line.after, twelve))


def line_title(line: Line) -> str:
    """Return what *line* is about."""
    match line.part:
        case Part.DAY:
            return tr("Hours on {day}").format(day=weekday(int(line.key)))
        case Part.CHANNEL:
            return {
                "phone": tr("Hours for the phone"),
                "portal": tr("Hours for the portal"),
                "text": tr("Hours for text messages"),
            }[line.key]
        case Part.RITUAL:
            return _ritual_title(line)
        case Part.TEXT:
            return tr("Reply: {name}").format(name=form_name(Form(line.key)))
        case Part.PLACE:
            return tr("Text: {name}").format(name=place_name(Place(line.key))[0])
        case Part.COUNTRIES if line.key == "abroad":
            return tr("Other countries that people write from")
        case _:
            return {
                Part.ZONE: tr("Time zone of the hours"),
                Part.HOLIDAYS: tr("Public holidays"),
                Part.REPLY_WINDOWS: tr("When mail is answered"),
                Part.PREFERRED: tr("Rituals that come first"),
                Part.RESPONSE: tr("How soon you answer"),
                Part.LANGUAGE: tr("Language of the reply"),
                Part.COUNTRIES: tr("Country of the crisis lines"),
                Part.EMERGENCIES: tr("What is an emergency"),
                Part.ROUTINE: tr("What can wait"),
            }[line.part]


def _ritual_title(line: Line) -> str:
    title = line.after.title if isinstance(line.after, OwnRitual) else ""
    return tr("Ritual: {name}").format(name=title) if title else tr("A ritual")


def _side(value: object, twelve: bool) -> str:
    """Return one side of a line in words."""
    match value:
        case WeeklyHours():
            return _week(value, twelve)
        case Region():
            return region_code(value)
        case OwnText():
            return f"{value.subject} {value.text}".strip()
        case OwnPlace():
            return value.text
        case OwnRitual():
            count = len(value.steps)
            said = trn("{n} step", "{n} steps", count).format(n=count)
            texts = [step.text for step in value.own_steps]
            return " ".join([f"{said}.", *texts])
        case int():
            return trn("within {n} business day", "within {n} business days", value).format(n=value)
        case str() if value:
            return value
        case frozenset():
            return trn("{n} ritual", "{n} rituals", len(value)).format(n=len(value))
        case tuple():
            return _several(value, twelve)
        case _:
            return tr("as it comes")


def _several(values: tuple[object, ...], twelve: bool) -> str:
    spans = [each for each in values if isinstance(each, WallSpan)]
    if not values or spans:
        return _spans(spans, twelve)
    return joined([str(each) for each in values])


def _spans(spans: Sequence[WallSpan], twelve: bool) -> str:
    minutes = []
    for span in spans:
        start = span.start.hour * 60 + span.start.minute
        end = span.end.hour * 60 + span.end.minute
        minutes.append((start, end if end > start else end + DAY_MINUTES))
    return windows_text(minutes, twelve=twelve)


def _week(hours: WeeklyHours, twelve: bool) -> str:
    """Return a week in one line, days that are alike told together."""
    told: dict[str, list[str]] = {}
    for day, spans in enumerate(hours.week):
        told.setdefault(_spans(spans, twelve), []).append(short_weekday(day))
    return "; ".join(
        tr("{days}: {times}").format(days=joined(days), times=times) for times, days in told.items()
    )

"""What communication hours are in her words: the sentence above the grid, times, days. Pure.

Times are wall times in minutes of a day. Twelve-hour times carry am and pm only where a window
could be taken for another: one that begins from 6:00 to before 18:00 and is shorter than twelve
hours can not.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from boundary.clock import Span
from boundary.language import tr
from boundary.schedule.hours import WEEKDAYS, Override
from boundary.ui.hours_model import DAY_MINUTES, Minutes, Painted, wall_minutes
from boundary.ui.hours_view import Answer, Channel, Special, SpecialKind

NOON = 12 * 60
EARLY, LATE = 6 * 60, 18 * 60
SOON = timedelta(days=14)
"""Special days from today on that the sentence names."""


def channel_words(channel: Channel) -> str:
    """Return what *channel* is called."""
    return {
        Channel.MAIL: tr("Mail"),
        Channel.PHONE: tr("Phone"),
        Channel.PORTAL: tr("Portal"),
        Channel.TEXT: tr("Texts"),
    }[channel]


def sentence(
    channel: Channel, painted: Painted, *, first_day: int = 0, twelve: bool = False
) -> str:
    """Return when *channel* reaches her, as one sentence.

    "Mail reaches you Monday to Thursday 9:00 to 17:00, and Friday to 13:00."
    """
    said = _week_text(painted, first_day, twelve)
    if not said:
        return {
            Channel.MAIL: tr("Mail does not reach you on any day."),
            Channel.PHONE: tr("You are not on the phone on any day."),
            Channel.PORTAL: tr("The portal does not reach you on any day."),
            Channel.TEXT: tr("Texts do not reach you on any day."),
        }[channel]
    whole = {
        Channel.MAIL: tr("Mail reaches you {when}."),
        Channel.PHONE: tr("You are on the phone {when}."),
        Channel.PORTAL: tr("The portal reaches you {when}."),
        Channel.TEXT: tr("Texts reach you {when}."),
    }[channel]
    return whole.format(when=said)


def second_sentence(
    channel: Channel,
    painted: Painted,
    special: Sequence[Special],
    today: date,
    *,
    twelve: bool = False,
) -> str:
    """Return what happens outside the hours, and which of the next days are special."""
    if not painted.spans:
        outside = tr("Paint at least one stretch, or the reply can't say when you answer.")
    elif channel is Channel.MAIL:
        outside = tr("Outside these hours the reply goes out with the numbers.")
    else:
        outside = tr("These hours go into your texts and your greeting. Nothing is sent here.")
    soon = sorted(
        (each for each in special if each.last >= today and each.first <= today + SOON),
        key=lambda each: each.first,
    )
    return tr(" ").join((outside, *(special_text(each, twelve=twelve) for each in soon)))


def special_text(special: Special, *, twelve: bool = False) -> str:
    """Return *special* as a sentence: "Thursday, Nov 26 is closed: Thanksgiving."."""
    days = days_text(special.first, special.last)
    match special.kind:
        case SpecialKind.AWAY:
            return tr("Away {days}.").format(days=days)
        case SpecialKind.OTHER:
            return tr("{days}: {times}.").format(
                days=days,
                times=windows_text(tuple(map(wall_minutes, special.spans)), twelve=twelve),
            )
        case SpecialKind.HOLIDAY | SpecialKind.CLOSED:
            if special.why:
                return tr("{days} is closed: {why}.").format(days=days, why=special.why)
            return tr("{days} is closed.").format(days=days)


def days_text(first: date, last: date) -> str:
    """Return days as "Thu, Nov 26" or "Mon, Dec 21 to Sun, Jan 3"."""
    if first == last:
        return short_date(first)
    return tr("{first} to {last}").format(first=short_date(first), last=short_date(last))


def short_date(day: date) -> str:
    """Return *day* as "Thu, Nov 26"."""
    months = (
        tr("Jan"),
        tr("Feb"),
        tr("Mar"),
        tr("Apr"),
        tr("May"),
        tr("Jun"),
        tr("Jul"),
        tr("Aug"),
        tr("Sep"),
        tr("Oct"),
        tr("Nov"),
        tr("Dec"),
    )
    return tr("{weekday}, {month} {day}").format(
        weekday=short_weekday(day.weekday()), month=months[day.month - 1], day=day.day
    )


def weekday(day: int) -> str:
    """Return the name of weekday *day* (Monday 0)."""
    return (
        tr("Monday"),
        tr("Tuesday"),
        tr("Wednesday"),
        tr("Thursday"),
        tr("Friday"),
        tr("Saturday"),
        tr("Sunday"),
    )[day]


def short_weekday(day: int) -> str:
    """Return the short name of weekday *day* (Monday 0)."""
    return (
        tr("Mon"),
        tr("Tue"),
        tr("Wed"),
        tr("Thu"),
        tr("Fri"),
        tr("Sat"),
        tr("Sun"),
    )[day]


def column_text(day: date) -> str:
    """Return the head of a day's column: "Thu 26"."""
    return tr("{weekday} {day}").format(weekday=short_weekday(day.weekday()), day=day.day)


def wall_text(minute: int, *, twelve: bool = False, halves: bool = False) -> str:
    """Return *minute* of a day as "17:00", "5:00" where *twelve*, "5:00 pm" with *halves*."""
    hour, rest = divmod(minute % DAY_MINUTES, 60)
    if not twelve:
        return f"{hour}:{rest:02}"
    shown = f"{hour % 12 or 12}:{rest:02}"
    if not halves:
        return shown
    return (tr("{time} am") if hour < NOON // 60 else tr("{time} pm")).format(time=shown)


def window_text(minutes: Minutes, *, twelve: bool = False) -> str:
    """Return a window as "9:00 to 17:00"; a whole day and midnight have words."""
    start, end = minutes
    if end - start >= DAY_MINUTES:
        return tr("all day")
    plain = EARLY <= start < LATE and end - start < NOON
    first, last = (wall_text(m, twelve=twelve, halves=not plain) for m in minutes)
    if end == DAY_MINUTES:
        last = tr("midnight")
    return tr("{start} to {end}").format(start=first, end=last)


def windows_text(windows: Sequence[Minutes], *, twelve: bool = False) -> str:
    """Return the windows of a day: "9:00 to 12:00 and 14:00 to 17:00", or "closed"."""
    if not windows:
        return tr("closed")
    return joined([window_text(each, twelve=twelve) for each in windows])


def joined(parts: Sequence[str]) -> str:
    """Return *parts* as "a", "a and b" or "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return tr("{parts} and {last}").format(parts=tr(", ").join(parts[:-1]), last=parts[-1])


def cell_text(day: int, minutes: Minutes, is_open: bool, *, twelve: bool = False) -> str:
    """Return what a screen reader says for a cell: "Monday 9:00 to 9:15, open"."""
    said = tr("{day} {times}, open") if is_open else tr("{day} {times}, closed")
    return said.format(day=weekday(day), times=window_text(minutes, twelve=twelve))


def answer_words(
    answer: Answer, now: datetime, zone: ZoneInfo, *, twelve: bool = False
) -> tuple[str, str]:
    """Return when and who: ("now to 17:00", "you"), ("Wed 17:00 to Fri 9:00", "the reply")."""
    start, end = (at.astimezone(zone) for at in (answer.span.start, answer.span.end))
    halves = twelve
    last = wall_text(end.hour * 60 + end.minute, twelve=twelve, halves=halves)
    if end.date() != start.date():
        last = tr("{day} {time}").format(day=short_weekday(end.weekday()), time=last)
    if answer.span.start <= now:
        first = tr("now")
    else:
        first = tr("{day} {time}").format(
            day=short_weekday(start.weekday()),
            time=wall_text(start.hour * 60 + start.minute, twelve=twelve, halves=halves),
        )
    return tr("{start} to {end}").format(start=first, end=last), (
        tr("you") if answer.yours else tr("the reply")
    )


def override_words(override: Override, zone: ZoneInfo, *, twelve: bool = False) -> str:
    """Return what she said on the spot: "Open until 18:00, as you said."."""
    end = override.span.end.astimezone(zone)
    time = wall_text(end.hour * 60 + end.minute, twelve=twelve, halves=True)
    if override.open:
        return tr("Open until {time}, as you said.").format(time=time)
    return tr("Closed until {day} {time}, as you said.").format(
        day=short_weekday(end.weekday()), time=time
    )


def reply_window_words(
    windows: Sequence[Span], now: datetime, zone: ZoneInfo, *, twelve: bool = False
) -> str:
    """Return the reply window under way at *now* (UTC), or the next of *windows*; "" for none.

    "Reply window 16:30 to 17:00."
    """
    window = next((each for each in windows if each.end > now), None)
    if window is None:
        return ""
    start, end = (at.astimezone(zone) for at in (window.start, window.end))
    first, last = (
        wall_text(at.hour * 60 + at.minute, twelve=twelve, halves=twelve) for at in (start, end)
    )
    if window.start <= now:
        return tr("Reply window until {end}.").format(end=last)
    return tr("Reply window {start} to {end}.").format(start=first, end=last)


def _week_text(painted: Painted, first_day: int, twelve: bool) -> str:
    """Return days and their windows, days that are alike together; "" for none."""
    week = painted.week()
    alike: dict[tuple[Minutes, ...], list[int]] = {}
    for place in range(WEEKDAYS):
        windows = tuple(wall_minutes(wall) for wall in week[(first_day + place) % WEEKDAYS])
        if windows:
            alike.setdefault(windows, []).append(place)
    if list(alike) == [((0, DAY_MINUTES),)] and len(alike[((0, DAY_MINUTES),)]) == WEEKDAYS:
        return tr("at any hour of any day")
    parts = []
    usual: tuple[Minutes, ...] | None = None
    for windows, places in alike.items():
        times = windows_text(windows, twelve=twelve)
        if usual is not None and _shorter(usual, windows):
            times = tr("to {end}").format(end=wall_text(windows[0][1], twelve=twelve))
        usual = usual or windows
        parts.append(tr("{days} {times}").format(days=_days(places, first_day), times=times))
    if len(parts) < 2:
        return "".join(parts)
    return tr("{parts}, and {last}").format(parts=tr(", ").join(parts[:-1]), last=parts[-1])


def _shorter(usual: tuple[Minutes, ...], windows: tuple[Minutes, ...]) -> bool:
    """Tell whether *windows* is as *usual* but for its end, so that "to 13:00" says it."""
    same = len(usual) == len(windows) == 1 and usual[0][0] == windows[0][0]
    return same and windows[0][1] < usual[0][1] < DAY_MINUTES


def _days(places: Sequence[int], first_day: int) -> str:
    """Return weekdays as "Monday to Wednesday and Friday"; *places* count from *first_day*."""
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    said = []
    for run in runs:
        names = [weekday((first_day + place) % WEEKDAYS) for place in run]
        if len(names) > 2:
            said.append(tr("{start} to {end}").format(start=names[0], end=names[-1]))
        else:
            said += names
    return joined(said)

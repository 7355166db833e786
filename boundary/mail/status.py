"""How a mailbox stands, in her words: about the server, never about the program. Pure.

Green is only what was read back, not long ago, and answers with this computer off. What is
merely likely is amber. Red is for what matters now: people may write within minutes, and it is
not known that they get an answer. The host's own limits stand beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from boundary.language import tr, trn
from boundary.mail.classify import Recovered
from boundary.mail.intents import Choice
from boundary.mail.mailbox import Limits, MailSignInError, Proof, Route
from boundary.mail.outcome import Asked, Outcome, Question, Standing
from boundary.mail.reply import Wanted

SOON = timedelta(minutes=15)
"""So near a closing, what is not known to be armed is red."""

FRESH = timedelta(minutes=45)
"""A look at the server holds so long: looks are half an hour apart."""

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_WEEK = 7


class Light(StrEnum):
    """How it is, at a glance; `off` is her own choice and no light at all."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    OFF = "off"


class Action(StrEnum):
    """What the button beside it does."""

    LOOK = "look"
    """Look at the server again."""
    SIGN_IN = "sign_in"
    CHOOSE = "choose"
    """Answer the question."""
    TYPE = "type"
    """See what is to be typed, and say that it was."""
    RESUME = "resume"
    """Keep this mailbox again."""


@dataclass(frozen=True, slots=True)
class MailStatus:
    """One mailbox on the page of accounts and in the shutdown ritual.

    `limits` are sentences that are true of the host all the time.
    """

    light: Light
    title: str
    remedy: str = ""
    limits: tuple[str, ...] = ()
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """A question with its choices, each with what it does."""

    title: str
    text: str
    choices: tuple[tuple[Choice, str], ...]


def mail_status(
    outcome: Outcome,
    limits: Limits,
    wanted: Wanted,
    now: datetime,
    zone: tzinfo,
    *,
    twelve: bool = False,
) -> MailStatus:
    """Return how the mailbox stands at *now* (UTC), in times of *zone*."""
    light = light_of(outcome, limits, wanted, now)
    until = _until(outcome, now, zone, twelve=twelve)
    title, remedy, action = _words(outcome, limits, until, now, zone, twelve=twelve)
    shown = outcome.standing not in (Standing.OFF, Standing.NOTHING)
    return MailStatus(light, title, remedy, limit_lines(limits, until) if shown else (), action)


def light_of(outcome: Outcome, limits: Limits, wanted: Wanted, now: datetime) -> Light:
    """Return its light at *now* (UTC); *wanted* tells when the next closing is."""
    match outcome.standing:
        case Standing.OFF:
            return Light.OFF
        case Standing.NOTHING:
            return Light.GREEN
        case Standing.ENDED:
            return Light.AMBER
        case Standing.STANDING_BACK:
            covers = outcome.during is not None and not _due_beyond(outcome, wanted, now)
            return Light.GREEN if covers else Light.AMBER
    fresh = outcome.checked is not None and now - outcome.checked <= FRESH
    holds = outcome.during is not None and not _due_beyond(outcome, wanted, now)
    if outcome.standing is Standing.ARMED and fresh and holds:
        sure = limits.asleep and limits.proof is not Proof.NONE
        return Light.GREEN if sure else Light.AMBER
    if outcome.standing is Standing.TROUBLE and fresh and holds:
        return Light.AMBER
    return Light.RED if _due(wanted, now) else Light.AMBER


def limit_lines(limits: Limits, until: str = "") -> tuple[str, ...]:
    """Return what the host can't do, a sentence each; *until* is when its only window ends."""
    lines = []
    host = limits.host
    if not limits.asleep:
        lines.append(tr("It answers only while this computer is on."))
    elif limits.windows == 1 and until:
        lines.append(
            tr(
                "{host} holds one reply: if this computer stays off beyond {until}, "
                "nobody is answered until it is on again."
            ).format(host=host, until=until)
        )
    if limits.again is not None:
        lines.append(
            tr(
                "{host} answers the same person once in {length}, "
                "so keep the numbers in your signature too."
            ).format(host=host, length=_length(limits.again))
        )
    if limits.echoes:
        lines.append(tr("{host} puts the sender's own subject behind ours.").format(host=host))
    if limits.proof is Proof.NONE:
        lines.append(tr("Boundary can't look there: it goes by what you said."))
    return tuple(lines)


def question_words(
    question: Question, limits: Limits, zone: tzinfo, *, twelve: bool = False
) -> QuestionWords:
    """Return *question* in her words."""
    host = limits.host
    until = ""
    if question.until is not None:
        until = when_text(question.until, question.until - _WEEK * _DAY, zone, twelve=twelve)
    rest = question.about is Asked.BESIDE and limits.route is Route.JMAP
    beside = tr("A filter of your own on {host} answers or refuses mail too.")
    if rest:
        beside = tr("While a reply is on, {host} lets your mail filters rest.")
    title = {
        Asked.FOREIGN: tr("A reply of your own is set on {host}."),
        Asked.BESIDE: beside,
        Asked.DRIFT: tr("The reply on {host} was changed there."),
        Asked.ELSEWHERE: tr("Another computer of yours keeps the reply on {host}."),
        Asked.ENDED: tr("You ended the reply on {host} more than once."),
    }[question.about].format(host=host)
    wait = tr("Leave it; Boundary waits until it is over")
    if until:
        wait = tr("Leave it; Boundary waits until it ends on {until}").format(until=until)
    stand_back = {
        Asked.ELSEWHERE: tr("Let the other computer keep it"),
        Asked.DRIFT: tr("Leave it as it is now"),
    }.get(question.about, wait)
    if rest:
        stand_back = tr("Keep my filters at work, without a reply")
    take_over = {
        Asked.FOREIGN: tr("Put mine by and let Boundary reply"),
        Asked.BESIDE: tr("Let Boundary reply, and my filters rest")
        if rest
        else tr("Put mine by and let Boundary reply"),
        Asked.DRIFT: tr("Set it as it was"),
        Asked.ELSEWHERE: tr("Let this computer keep it"),
        Asked.ENDED: tr("Set it again from the next closing on"),
    }[question.about]
    says = {
        Choice.STAND_BACK: stand_back,
        Choice.TAKE_OVER: take_over,
        Choice.CANCEL: tr("Leave this mailbox alone"),
    }
    text = tr("Nothing is changed until you choose.")
    if rest:
        text = tr("Nothing is changed until you choose. Switch Boundary off here, and they go on.")
    elif Choice.TAKE_OVER in question.choices and question.about in (Asked.FOREIGN, Asked.BESIDE):
        text = tr("Nothing is changed until you choose. What is put by comes back word for word.")
    return QuestionWords(title, text, tuple((each, says[each]) for each in question.choices))


def recovered_words(recovered: Recovered) -> str:
    """Return how a change ended that was cut off, for one calm line."""
    return {
        Recovered.DONE: tr("A change that was cut off had been done: your mailbox is in order."),
        Recovered.AS_BEFORE: tr("A change that was cut off had not been done: it is made now."),
        Recovered.OTHER: tr("A change was cut off, and your mailbox was changed elsewhere since."),
    }[recovered]


def when_text(instant: datetime, now: datetime, zone: tzinfo, *, twelve: bool = False) -> str:
    """Return *instant* as "Monday 9:00" within a week of *now*, as "14 Mar 2027" beyond."""
    local = instant.astimezone(zone)
    if timedelta(0) <= instant - now < (_WEEK - 1) * _DAY:
        hour = (local.hour % 12 or 12) if twelve else local.hour
        half = (tr(" am") if local.hour < 12 else tr(" pm")) if twelve else ""
        return tr("{weekday} {time}").format(
            weekday=_weekdays()[local.weekday()], time=f"{hour}:{local.minute:02}{half}"
        )
    return tr("{day} {month} {year}").format(
        day=local.day, month=_months()[local.month - 1], year=local.year
    )


def ago_text(at: datetime, now: datetime) -> str:
    """Return how long ago *at* was: "just now", "12 min ago", "3 hours ago", "2 days ago"."""
    age = max(now - at, timedelta(0))
    if age < _MINUTE:
        return tr("just now")
    if age < _HOUR:
        return tr("{n} min ago").format(n=age // _MINUTE)
    if age < _DAY:
        return trn("{n} hour ago", "{n} hours ago", age // _HOUR).format(n=age // _HOUR)
    return trn("{n} day ago", "{n} days ago", age // _DAY).format(n=age // _DAY)


def _words(
    outcome: Outcome,
    limits: Limits,
    until: str,
    now: datetime,
    zone: tzinfo,
    *,
    twelve: bool,
) -> tuple[str, str, Action | None]:
    """Return title, remedy and button."""
    host = limits.host
    checked = ago_text(outcome.checked, now) if outcome.checked is not None else ""
    match outcome.standing:
        case Standing.ARMED:
            words = {"host": host, "until": until, "checked": checked}
            if limits.proof is Proof.NONE:
                return tr("You set it in {host} until {until}.").format(**words), "", None
            if limits.windows == 1:
                said = tr("Set in {host} until {until}, checked {checked}.").format(**words)
            else:
                said = tr("Armed on {host} until {until}, checked {checked}.").format(**words)
            return said, "", None
        case Standing.NOTHING:
            return tr("Nothing to answer: your hours are never closed."), "", None
        case Standing.NOT_SET:
            return (
                tr("Not set on {host} yet.").format(host=host),
                tr("Boundary sets it as soon as it can."),
                Action.LOOK,
            )
        case Standing.UNCONFIRMED:
            return (
                tr("Could not confirm what {host} holds.").format(host=host),
                tr("Look at the automatic reply in your mail's own settings."),
                Action.LOOK,
            )
        case Standing.BY_HAND:
            return (
                tr("Waiting for you to set it in {host}.").format(host=host),
                tr("See what to type, and say so when it is done."),
                Action.TYPE,
            )
        case Standing.STANDING_BACK:
            title = tr("Your own reply is set on {host}. Boundary stands back.")
            if until:
                title = tr("Your own reply is set on {host} until {until}. Boundary stands back.")
            elif limits.route is Route.JMAP:  # it may be for her filters that none is set
                title = tr("Boundary stands back on {host}, as you chose.")
            return title.format(host=host, until=until), "", Action.RESUME
        case Standing.ENDED:
            rest = ""
            if outcome.rest is not None:
                rest = when_text(outcome.rest, now, zone, twelve=twelve)
            return (
                tr("You ended the reply on {host}.").format(host=host),
                tr("It is set again for the next closing, from {rest} on.").format(rest=rest),
                Action.LOOK,
            )
        case Standing.ASKING:
            trouble = outcome.trouble
            title = tr("Boundary needs to ask you about {host}.").format(host=host)
            return title, trouble.title if trouble is not None else "", Action.CHOOSE
        case Standing.OFF:
            if outcome.left:
                return (
                    tr("Off. What is set on {host} is not ours and stays.").format(host=host),
                    tr("Look at the automatic reply in your mail's own settings."),
                    Action.RESUME,
                )
            return tr("Off. {host} is as it was found.").format(host=host), "", Action.RESUME
        case Standing.TROUBLE:
            return _trouble_words(outcome, until, checked)


def _trouble_words(outcome: Outcome, until: str, checked: str) -> tuple[str, str, Action | None]:
    trouble = outcome.trouble
    title = trouble.title if trouble is not None else tr("It could not be looked at.")
    remedy = trouble.remedy if trouble is not None else ""
    if until and checked:
        remedy = tr("{remedy} It was armed until {until} when last checked, {checked}.").format(
            remedy=remedy, until=until, checked=checked
        )
    return title, remedy, Action.SIGN_IN if isinstance(trouble, MailSignInError) else Action.LOOK


def _until(outcome: Outcome, now: datetime, zone: tzinfo, *, twelve: bool) -> str:
    if outcome.during is None:
        return ""
    return when_text(outcome.during.end, now, zone, twelve=twelve)


def _due(wanted: Wanted, now: datetime) -> bool:
    """Tell whether it is closed now or soon."""
    return any(reply.during.start - SOON < now < reply.during.end for reply in wanted.replies)


def _due_beyond(outcome: Outcome, wanted: Wanted, now: datetime) -> bool:
    """Tell whether the window of now, or the next one soon, is not in what is held."""
    during = outcome.during
    return during is not None and any(
        reply.during.start - SOON < now < reply.during.end
        and not (during.start <= max(reply.during.start, now) < during.end)
        for reply in wanted.replies
    )


def _length(length: timedelta) -> str:
    if length % _DAY == timedelta(0):
        return trn("{n} day", "{n} days", length // _DAY).format(n=length // _DAY)
    return trn("{n} hour", "{n} hours", length // _HOUR).format(n=length // _HOUR)


def _weekdays() -> tuple[str, ...]:
    return (
        tr("Monday"),
        tr("Tuesday"),
        tr("Wednesday"),
        tr("Thursday"),
        tr("Friday"),
        tr("Saturday"),
        tr("Sunday"),
    )


def _months() -> tuple[str, ...]:
    return (
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

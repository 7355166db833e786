"""What Today shows of the day, its offer and its facts. Pure but for its types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from boundary.app.wording import buffer_words, card_words_for, notes_after, owed_words
from boundary.calendars.health import Health
from boundary.calendars.ics import Problem
from boundary.clock import Span, midnight
from boundary.errors import BoundaryError
from boundary.language import tr
from boundary.schedule.blocks import BlockKind
from boundary.schedule.budget import awaits_answer, rests
from boundary.schedule.collisions import collisions
from boundary.schedule.facts import FactKind
from boundary.schedule.hours_ahead import HoursError, reply_times
from boundary.schedule.owed import OwedChoice, owed_at, owed_question
from boundary.schedule.sessions import Session
from boundary.schedule.standing import question
from boundary.schedule.today import Today
from boundary.ui.card_words import early_words
from boundary.ui.collision_words import collision_line
from boundary.ui.day_view import BreakOffer, DayView, FactLine, day_view, home_menu
from boundary.ui.health_words import health_lines, problem_lines
from boundary.ui.hours_words import reply_window_words
from boundary.ui.words import home_because, owed, trouble_words


@dataclass(frozen=True, slots=True)
class Around:
    """What Today tells beside the day itself.

    `tray` tells whether the desktop shows one, `on_stage` whether a ritual's window stands,
    `workday` whether this is a day of hers, `healths` and `problems` how the calendars do and
    what was wrong inside them, `troubles` what else is wrong now, `ahead` what
    the calendars hold of the days to come, `mirror` what this week's mirror says.
    """

    twelve: bool = False
    tray: bool = True
    sampled: bool = False
    on_stage: bool = False
    workday: bool = True
    healths: Sequence[Health] = ()
    problems: Sequence[Problem] = ()
    troubles: Sequence[BoundaryError] = ()
    ahead: Sequence[Session] = ()
    mirror: str = ""


def day_seen(today: Today, now: datetime, around: Around) -> DayView:
    """Return what Today shows at *now* (UTC)."""
    situation = today.situation(now)
    return day_view(
        situation.plan,
        situation.glance(now),
        now,
        twelve=around.twelve,
        prep=situation.policy.prep,
        facts=_facts(today, now, around),
        offer=offered(today, now, on_stage=around.on_stage, twelve=around.twelve),
        home_because="" if around.tray else home_because(),
        menu=() if around.tray else home_menu(),
    )


def _facts(today: Today, now: datetime, around: Around) -> tuple[FactLine, ...]:
    situation = today.situation(now)
    facts = [FactLine(*trouble_words(trouble), trouble=True) for trouble in around.troubles]
    if around.sampled:
        facts.append(
            FactLine(
                tr("This is a sample practice."),
                tr("Nobody in it is real. Add your calendar in Settings."),
            )
        )
    plan = situation.plan
    workday = around.workday or bool(plan.sessions)
    facts += health_lines(around.healths, now, plan.zone, workday=workday, twelve=around.twelve)
    facts += problem_lines(around.problems)
    zone = situation.plan.zone
    if warning := collision_line(collisions(around.ahead, now, zone), zone, twelve=around.twelve):
        facts.append(warning)
    if answering := _answering(today, now, zone, twelve=around.twelve):
        facts.append(FactLine(answering))
    if around.mirror and not situation.closed:
        facts.append(FactLine(around.mirror))
    lunch = situation.plan.block(BlockKind.LUNCH)
    lunch_ahead = lunch is not None and lunch.span.start > now
    if rests(situation.facts):
        facts.append(FactLine(tr("Breaks stay in Today for the rest of this day.")))
    mention = owed(owed_at(situation, now), lunch_ahead=lunch_ahead)
    if mention and owed_question(situation, now) is None and not situation.closed:
        facts.append(FactLine(mention))
    if any(f.kind is FactKind.OWED and f.value == OwedChoice.BUFFER for f in situation.facts):
        facts.append(FactLine(*buffer_words(plan.ahead, zone, twelve=around.twelve)))
    if situation.stuck is not None:
        facts.append(
            FactLine(
                tr("A microphone or a camera seems stuck open."),
                tr("Until it closes, the day goes by the calendar and by what you say."),
                trouble=True,
            )
        )
    return tuple(facts)


def _answering(today: Today, now: datetime, zone: ZoneInfo, *, twelve: bool) -> str:
    """Return her reply window under way or ahead on this day, "" without one."""
    if not today.hours.reply_windows or today.situation(now).closed:
        return ""
    night = midnight(now.astimezone(zone).date() + timedelta(days=1), zone)
    try:
        windows = reply_times(today.hours, Span(now, night), zone)
    except HoursError:
        return ""  # hours in a zone that is not known: the page of hours and the mailboxes say so
    return reply_window_words(windows, now, zone, twelve=twelve)


def offered(
    today: Today, now: datetime, *, on_stage: bool, twelve: bool = False
) -> BreakOffer | None:
    """Return what Today offers at *now*.

    To go on, the break that is ready, what the day asks once, or its close.
    """
    situation = today.situation(now)
    running = situation.running()
    if running is not None:
        if on_stage or running.up:
            return None
        return BreakOffer("", (("go_on", tr("Go on")), ("up", tr("I'm up"))))
    ready = situation.ready(now)
    if ready is not None:
        if question(ready) == "ended_early":
            early = early_words()
            aside = (early.aside,) if early.aside else ()
            return BreakOffer(early.title, (*early.choices, *aside))
        notes = notes_after(situation.plan, ready.block)
        words = card_words_for(ready, now, notes=notes is not None)
        return BreakOffer(words.title, words.choices)
    if awaits_answer(situation.policy.level_of_breaks, situation.facts):
        lighter = ("lighter", tr("Lower to a small card"))
        return BreakOffer(
            tr("One more, or lower to a small card?"), (("keep", tr("One more")), lighter)
        )
    if situation.closed_at(now) and situation.forbids(now) is None:
        return BreakOffer(tr("The day is closed."), (("park", tr("Park a thought")),))
    closes = (("close", tr("Close the day")),) if _can_close(today, now) else ()
    question_of_day = owed_question(situation, now)
    if question_of_day is not None:
        title, answers = owed_words(question_of_day, now, situation.plan.zone, twelve=twelve)
        return BreakOffer(title, (*answers, *closes))
    return BreakOffer(tr("The sessions are done."), closes) if closes else None


def _can_close(today: Today, now: datetime) -> bool:
    """Tell whether the sessions of the day are over and its shutdown has not come."""
    situation = today.situation(now)
    shutdown = situation.plan.block(BlockKind.SHUTDOWN)
    if shutdown is None or situation.closed or situation.hush(now) is not None:
        return False
    last = max((life.span.end for life in situation.plan.lives), default=now)
    return now >= last and today.standing is None

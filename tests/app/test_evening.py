"""What the ends of the day are told, from mailboxes, sessions and facts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from boundary.app.evening import TIGHT, evening_of, is_heavy, opening_of, reply_fact, strays
from boundary.app.evening import tomorrow_of as ahead_of
from boundary.clock import Span
from boundary.mail.status import Action, Light, MailStatus
from boundary.rituals.repertoire import Repertoire
from boundary.rituals.ritual import TimedStep
from boundary.schedule.blocks import Block, BlockKind, DayPlan
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.policy import ShutdownForm
from boundary.schedule.sessions import Kind, Session
from boundary.ui.shutdown_words import ReplyFact, Tomorrow, tomorrow_words
from tests.app.days import at, begun

pytestmark = pytest.mark.usefixtures("qapp")

UTC_ZONE = ZoneInfo("UTC")
TODAY = date(2026, 12, 1)
PLAN = DayPlan(TODAY, UTC_ZONE)

GREEN = MailStatus(Light.GREEN, "Set until Wednesday 9:00.", limits=("Once in 4 days.",))
AMBER = MailStatus(Light.AMBER, "Could not confirm.", "Look there.", action=Action.LOOK)
RED = MailStatus(Light.RED, "Not set.", "Sign in.", action=Action.SIGN_IN)
OFF = MailStatus(Light.OFF, "Off.")


def lone(start: str, end: str, day: int = 2, kind: Kind = Kind.SESSION) -> Session:
    """Return a session on the *day*th of December 2026."""
    return Session(f"{day}{start}", Span(at(start, day), at(end, day)), kind)


def test_without_a_mailbox_hours_and_mail_are_offered() -> None:
    fact = reply_fact(())
    assert (fact.light, [id for id, _ in fact.actions]) == ("none", ["hours", "mail"])


def test_a_green_reply_says_what_its_host_cannot_do() -> None:
    fact = reply_fact((GREEN,), "988")
    assert (fact.light, fact.second, fact.lines, fact.numbers) == (
        "green", "Set until Wednesday 9:00.", ("Once in 4 days.",), "988",
    )  # fmt: skip


def test_the_worst_mailbox_speaks_first_and_the_others_after_it() -> None:
    fact = reply_fact((GREEN, AMBER, RED))
    assert (fact.light, fact.second) == ("red", "Not set.")
    assert fact.lines == ("Sign in.", "Could not confirm.")


def test_looking_again_stays_in_the_shutdown() -> None:
    assert reply_fact((AMBER,)).actions == (("look", "Look now"),)


def test_signing_in_has_its_page() -> None:
    assert reply_fact((RED,)).actions == (("mail", "Sign in again"),)


def test_mailboxes_that_she_turned_off_are_no_step() -> None:
    assert reply_fact((OFF,)) == ReplyFact("off")


def test_tomorrow_is_the_next_day_of_client_work() -> None:
    sessions = [lone("9:00", "9:50"), lone("9:55", "10:45"), lone("10:45", "11:35")]
    assert ahead_of(sessions, PLAN) == Tomorrow(at("9:00", 2), at("9:50", 2), 1)


def test_a_join_of_ten_minutes_is_not_tight() -> None:
    assert timedelta(minutes=10) == TIGHT
    assert ahead_of([lone("9:00", "9:50"), lone("10:00", "10:50")], PLAN).tight is None


def test_lunch_begins_no_tomorrow() -> None:
    sessions = [lone("8:00", "9:00", kind=Kind.OWN_TIME), lone("9:00", "9:50")]
    assert ahead_of(sessions, PLAN).start == at("9:00", 2)


def test_a_day_that_is_not_tomorrow_is_named() -> None:
    assert ahead_of([lone("9:00", "9:50", 7)], PLAN).day == "Monday, December 7"


def test_nothing_ahead_is_said_as_nothing() -> None:
    said = tomorrow_words(Tomorrow(), UTC_ZONE, twelve=False)
    assert said == "Tomorrow has no sessions. Nothing more is asked of you tonight."


def test_tomorrow_is_said_in_one_breath() -> None:
    tomorrow = Tomorrow(at("9:00", 2), at("14:50", 2))
    assert tomorrow_words(tomorrow, UTC_ZONE, twelve=True) == (
        "Tomorrow begins at 9:00; the tight join is 2:50. Nothing more is asked of you tonight."
    )


def test_a_session_that_still_sits_in_time_off_is_counted() -> None:
    off = Session("off", Span(at("0:00", 2), at("0:00", 20)), Kind.AWAY, all_day=True)
    inside = lone("10:00", "10:50", 10)
    after = lone("10:00", "10:50", 21)
    assert strays([off, inside, after], at("15:10")) == 1


def test_time_off_that_is_far_away_is_not_spoken_of() -> None:
    off = Session("off", Span(at("0:00", 10), at("0:00", 20)), Kind.AWAY, all_day=True)
    assert strays([off, lone("10:00", "10:50", 12)], at("15:10")) == 0


def test_a_pause_for_clinical_need_makes_the_day_heavy() -> None:
    assert is_heavy([Fact(at("11:05"), FactKind.CLINICAL_NEED)])
    assert not is_heavy([Fact(at("11:05"), FactKind.MIC_OPEN)])


def test_the_evening_of_an_ordinary_day_owes_nothing() -> None:
    lived = begun()
    lived.until("12:00")
    now = lived.clock.now()
    situation = lived.engine.today.situation(now)
    told = evening_of(situation, (), now, ShutdownForm.SHORT, ReplyFact("off"))
    assert (told.day, told.owed, told.heavy, told.stray) == (TODAY, None, False, 0)


def test_the_morning_counts_its_tight_joins_and_names_nobody() -> None:
    spans = (("9:00", "9:50"), ("9:55", "10:45"), ("10:45", "11:35"))
    sessions = tuple(lone(start, end, 1) for start, end in spans)
    plan = DayPlan(TODAY, UTC_ZONE, sessions)
    steps = (TimedStep("shape", 30), TimedStep("sit_mindful", 600))
    block = Block(BlockKind.OPENING, Span(at("8:40"), at("8:58")), steps=steps)
    opens = opening_of(plan, block, Repertoire(), twelve=False)
    assert (opens.words.tight, opens.words.crowded) == (1, 1)
    assert opens.steps == ("shape", "sit_mindful")
    assert opens.sit == timedelta(minutes=10)


def test_an_instant_of_another_zone_belongs_to_its_local_day() -> None:
    auckland = DayPlan(date(2026, 12, 2), ZoneInfo("Pacific/Auckland"))
    late = datetime(2026, 12, 2, 20, 0, tzinfo=UTC_ZONE)
    session = Session("late", Span(late, late + timedelta(minutes=50)), Kind.SESSION)
    assert ahead_of([session], auckland).start == late

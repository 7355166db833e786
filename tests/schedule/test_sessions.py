"""Which appointments are client work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from boundary.calendars.occurrence import Occurrence
from boundary.clock import Span
from boundary.schedule.sessions import Kind, classify, session_key, sessions_of

START = datetime(2026, 11, 24, 14, tzinfo=UTC)


def occurrence(
    title: str = "",
    minutes: int = 50,
    *,
    uid: str = "uid1",
    start: datetime = START,
    recurrence_id: datetime | None = None,
    all_day: bool = False,
    cancelled: bool = False,
    tentative: bool = False,
    transparent: bool = False,
    away: bool = False,
    calendar: int = 0,
) -> Occurrence:
    """Return 50 minutes with *title*; a whole day if *all_day*."""
    length = timedelta(days=1) if all_day else timedelta(minutes=minutes)
    return Occurrence(
        uid=uid,
        recurrence_id=recurrence_id,
        span=Span(start, start + length),
        all_day=all_day,
        cancelled=cancelled,
        tentative=tentative,
        transparent=transparent,
        calendar=calendar,
        title=title,
        away=away,
    )


def kind(title: str) -> Kind:
    return classify(occurrence(title))[0]


@pytest.mark.parametrize(
    ("title", "expected", "why"),
    [
        ("Cancelled: A.K.", Kind.VOID, "word:cancelled"),
        ("[Canceled] A.K.", Kind.VOID, "word:cancelled"),
        ("CX A.K.", Kind.VOID, "word:cancelled"),
        ("Late cancel A.K.", Kind.VOID, "word:cancelled"),
        ("No-show: C-0142", Kind.VOID, "word:no-show"),
        ("no show", Kind.VOID, "word:no-show"),
        ("DNA - A.K.", Kind.VOID, "word:no-show"),
        ("Rescheduled A.K.", Kind.VOID, "word:rescheduled"),
        ("A.K. (cancelled)", Kind.VOID, "word:cancelled"),
        ("A.K. - no show", Kind.VOID, "word:no-show"),
        ("HOLD", Kind.HOLD, "word:hold"),
        ("Tentative: A.K.", Kind.HOLD, "word:tentative"),
        ("Blocked", Kind.HOLD, "word:blocked"),
        ("Busy", Kind.HOLD, "word:busy"),
        ("TBD", Kind.HOLD, "word:tbd"),
        ("Lunch", Kind.OWN_TIME, "word:lunch"),
        ("lunch break", Kind.OWN_TIME, "word:lunch"),
        ("Break", Kind.OWN_TIME, "word:break"),
        ("Admin", Kind.OWN_TIME, "word:admin"),
        ("Notes", Kind.OWN_TIME, "word:notes"),
        ("Buffer", Kind.OWN_TIME, "word:buffer"),
        ("Prep", Kind.OWN_TIME, "word:prep"),
        ("Paperwork", Kind.OWN_TIME, "word:paperwork"),
        ("Supervision", Kind.PROFESSIONAL, "word:supervision"),
        ("Case consultation", Kind.PROFESSIONAL, "word:consult"),
        ("Peer group", Kind.PROFESSIONAL, "word:peer"),
        ("Team meeting", Kind.PROFESSIONAL, "word:team"),
        ("Staff meeting", Kind.PROFESSIONAL, "word:staff"),
        ("CE: ethics", Kind.PROFESSIONAL, "word:ce"),
        ("CPD", Kind.PROFESSIONAL, "word:cpd"),
        ("My therapy", Kind.PERSONAL, "word:own-therapy"),
        ("Personal", Kind.PERSONAL, "word:personal"),
        ("Gym", Kind.PERSONAL, "word:gym"),
        ("School run", Kind.PERSONAL, "word:school"),
        ("Dentist", Kind.PERSONAL, "word:dentist"),
        ("Intake A.K.", Kind.INTAKE, "word:intake"),
        ("90791", Kind.INTAKE, "word:intake"),
        ("Psych eval", Kind.INTAKE, "word:evaluation"),
        ("Assessment", Kind.INTAKE, "word:assessment"),
        ("Couples session", Kind.COUPLES, "word:couple"),
        ("Family therapy", Kind.COUPLES, "word:family"),
        ("90847", Kind.COUPLES, "word:conjoint"),
        ("Group (skills)", Kind.GROUP, "word:group"),
        ("90853", Kind.GROUP, "word:group"),
        ("Crisis", Kind.CRISIS, "word:crisis"),
        ("90839", Kind.CRISIS, "word:crisis"),
        ("J.R. Appointment", Kind.SESSION, "word:appointment"),
        ("appointment", Kind.SESSION, "word:appointment"),
        ("Session", Kind.SESSION, "word:session"),
        ("Client visit", Kind.SESSION, "word:client"),
        ("Telehealth - Clarice", Kind.SESSION, "word:telehealth"),
        ("Zoom", Kind.SESSION, "word:zoom"),
        ("doxy.me", Kind.SESSION, "word:doxy"),
        ("Private practice session", Kind.SESSION, "word:session"),
        ("A.K.", Kind.SESSION, "initials"),
        ("A. K.", Kind.SESSION, "initials"),
        ("AK", Kind.SESSION, "initials"),
        ("C-0142", Kind.SESSION, "code"),
        ("ABC123", Kind.SESSION, "code"),
        ("", Kind.UNKNOWN, "no_rule"),
        ("Coffee", Kind.UNKNOWN, "no_rule"),
    ],
)
def test_a_title_decides_the_kind(title: str, expected: Kind, why: str) -> None:
    assert classify(occurrence(title)) == (expected, why)


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Teams",
        "Breakfast",
        "Clarice",
        "Practice room",
        "Teamster",
        "Staffan",
        "Holden",
        "Blockhaus",
        "Busyness",
        "Lunchbox",
        "Outbreak",
        "Administer",
        "Notebook",
        "Preparation",
        "Peerless",
        "Consultant",
        "Trainer",
        "Personality",
        "Gymkhana",
        "Scholar",
        "Evaluate",
        "Coupler",
        "Familiar",
        "Groupon",
        "Obsession",
        "Zoomorphic",
        "Cancellation policy",
        "DNAs",
        "COVID-19",
        "ok",
        "Flight BA2490",
    ],
)
def test_a_word_within_a_word_decides_nothing(title: str) -> None:
    assert kind(title) is Kind.UNKNOWN


def test_what_is_cancelled_is_void_whatever_it_says() -> None:
    assert classify(occurrence("Lunch", cancelled=True)) == (Kind.VOID, "status:cancelled")


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("OOO", "word:ooo"),
        ("Out of office", "word:ooo"),
        ("Summer vacation", "word:vacation"),
        ("Urlaub", "word:vacation"),
        ("Vacaciones", "word:vacation"),
        ("Bank holiday", "word:holiday"),
        ("Annual leave", "word:leave"),
        ("PTO", "word:time-off"),
        ("Day off", "word:time-off"),
        ("Sick", "word:sick"),
    ],
)
def test_a_whole_day_with_a_word_of_away_is_away(title: str, why: str) -> None:
    assert classify(occurrence(title, all_day=True)) == (Kind.AWAY, why)


def test_a_whole_day_that_outlook_calls_out_of_office_is_away() -> None:
    day = occurrence("Lisbon", all_day=True, away=True)
    assert classify(day) == (Kind.AWAY, "status:out-of-office")


@pytest.mark.parametrize("title", ["Session", "A.K.", "Birthday", "Off-site kickoff", ""])
def test_any_other_whole_day_is_no_session(title: str) -> None:
    assert classify(occurrence(title, all_day=True)) == (Kind.OWN_TIME, "all_day")


def test_a_word_of_away_in_an_hour_makes_no_day_away() -> None:
    assert kind("Vacation planning") is Kind.UNKNOWN


def test_free_time_is_never_a_session() -> None:
    free = occurrence("A.K. session", transparent=True)
    assert classify(free, all_sessions=True) == (Kind.OWN_TIME, "transparent")


def test_a_lunch_marked_free_is_a_lunch() -> None:
    assert classify(occurrence("Lunch", transparent=True)) == (Kind.OWN_TIME, "word:lunch")


def test_what_is_tentative_is_a_hold() -> None:
    assert classify(occurrence("A.K.", tentative=True)) == (Kind.HOLD, "status:tentative")


@pytest.mark.parametrize(
    ("minutes", "expected"), [(19, False), (20, True), (120, True), (121, False)]
)
@pytest.mark.parametrize("title", ["A.K.", "C-0142", "Appointment", "Coffee"])
def test_a_session_lasts_20_to_120_minutes(title: str, minutes: int, expected: bool) -> None:
    found, _ = classify(occurrence(title, minutes), all_sessions=True)
    assert (found is Kind.SESSION) is expected


def test_in_a_calendar_of_sessions_the_rest_is_sessions_too() -> None:
    assert classify(occurrence("Coffee"), all_sessions=True) == (Kind.SESSION, "calendar")


def test_in_a_calendar_of_sessions_lunch_is_still_lunch() -> None:
    assert classify(occurrence("Lunch"), all_sessions=True) == (Kind.OWN_TIME, "word:lunch")


def test_void_ones_are_dropped() -> None:
    assert sessions_of([occurrence("A.K.", cancelled=True)]) == ()


def test_everything_else_stays_in_its_order() -> None:
    titles = ["Lunch", "A.K.", "Coffee"]
    day = [occurrence(title, uid=title) for title in titles]
    assert [session.title for session in sessions_of(day)] == titles


def test_a_session_has_the_key_of_its_occurrence() -> None:
    (session,) = sessions_of([occurrence("A.K.", recurrence_id=START)])
    assert session.key == session_key("uid1", START)


def test_two_sessions_with_one_uid_have_two_keys() -> None:
    twins = [occurrence("A.K."), occurrence("M.S.", start=START + timedelta(hours=1))]
    assert len({session.key for session in sessions_of(twins)}) == 2


def test_a_key_is_the_same_on_every_machine() -> None:
    assert session_key("uid1", START) == "99a1f0d376d5e5ff"


def test_only_the_calendars_named_hold_sessions_alone() -> None:
    two = [occurrence("Coffee", uid=f"uid{n}", calendar=n) for n in range(2)]
    assert [session.kind for session in sessions_of(two, all_sessions={1})] == [
        Kind.UNKNOWN,
        Kind.SESSION,
    ]


def test_a_session_shows_no_title() -> None:
    assert "A.K." not in repr(sessions_of([occurrence("A.K.")]))


def test_a_lunch_is_known_as_lunch() -> None:
    (lunch,) = sessions_of([occurrence("Lunch")])
    assert lunch.is_lunch

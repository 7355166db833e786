"""What she is told about a mailbox: honest, and about the server."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from boundary.clock import Span
from boundary.mail.classify import Recovered
from boundary.mail.intents import Choice
from boundary.mail.mailbox import Limits, MailError, MailSignInError, Proof, Route
from boundary.mail.outcome import Asked, Outcome, Question, Standing
from boundary.mail.status import (
    FRESH,
    Action,
    Light,
    MailStatus,
    ago_text,
    light_of,
    limit_lines,
    mail_status,
    question_words,
    recovered_words,
    when_text,
)
from tests.mail.contract import HOUR, NOW, nights

NEW_YORK = ZoneInfo("America/New_York")
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
YEAR = Span(NOW - HOUR, datetime.fromisoformat("2027-03-14T13:00:00+00:00"))
SIEVE = Limits(Route.SIEVE, "mail.example", None, None, Proof.EXACT)
JMAP = Limits(Route.JMAP, "mail.example", 1, None, Proof.TEXT)
GMAIL = Limits(Route.GMAIL, "Gmail", 1, 4 * DAY, Proof.TEXT, echoes=True)
HERE = Limits(Route.RESPONDER, "mail.example", None, None, Proof.EXACT, asleep=False)
BY_HAND = Limits(Route.MANUAL, "Proton Mail", 1, None, Proof.NONE)
CLOSES = NOW + 7 * HOUR
GONE = MailError("Your mail server can't be reached.", "Check the network.")


def armed(ago: timedelta = 12 * MINUTE, during: Span = YEAR, now: datetime = NOW) -> Outcome:
    return Outcome(Standing.ARMED, now - ago, during, checked=now - ago)


def said(outcome: Outcome, limits: Limits = SIEVE, now: datetime = NOW) -> MailStatus:
    return mail_status(outcome, limits, nights(3), now, NEW_YORK)


def light(outcome: Outcome, limits: Limits = SIEVE, now: datetime = NOW) -> Light:
    return light_of(outcome, limits, nights(3), now)


def test_an_armed_mailbox_says_until_when_and_when_it_was_checked() -> None:
    title = said(armed()).title
    assert title == "Armed on mail.example until 14 Mar 2027, checked 12 min ago."


def test_an_armed_mailbox_is_green() -> None:
    assert light(armed()) is Light.GREEN


def test_a_host_with_one_window_names_day_and_time() -> None:
    outcome = armed(during=Span(CLOSES, NOW + 21 * HOUR))
    assert said(outcome, GMAIL).title == "Set in Gmail until Tuesday 7:00, checked 12 min ago."


def test_what_was_looked_at_long_ago_is_amber() -> None:
    assert light(armed(FRESH + MINUTE)) is Light.AMBER


def test_what_was_looked_at_long_ago_is_red_under_fifteen_minutes_before_a_closing() -> None:
    now = CLOSES - 14 * MINUTE
    assert light(armed(FRESH + MINUTE, now=now), now=now) is Light.RED


def test_what_was_looked_at_just_now_is_green_before_a_closing() -> None:
    now = CLOSES - 14 * MINUTE
    assert light(armed(MINUTE, now=now), now=now) is Light.GREEN


def test_what_is_armed_for_another_night_only_is_red_before_this_one() -> None:
    now = CLOSES - 14 * MINUTE
    other = Span(CLOSES + DAY, CLOSES + 2 * DAY)
    assert light(armed(MINUTE, other, now), now=now) is Light.RED


@pytest.mark.parametrize(
    "standing",
    [Standing.NOT_SET, Standing.UNCONFIRMED, Standing.BY_HAND, Standing.ASKING, Standing.TROUBLE],
)
def test_what_is_not_known_to_be_armed_is_amber_and_red_near_a_closing(standing: Standing) -> None:
    outcome = Outcome(standing, NOW)
    assert light(outcome) is Light.AMBER
    assert light(outcome, now=CLOSES - 15 * MINUTE) is Light.AMBER
    assert light(outcome, now=CLOSES - 14 * MINUTE) is Light.RED


def test_what_is_not_armed_is_red_all_night() -> None:
    assert light(Outcome(Standing.NOT_SET, NOW), now=CLOSES + 5 * HOUR) is Light.RED


def test_trouble_soon_after_a_good_look_is_amber_even_near_a_closing() -> None:
    now = CLOSES - 5 * MINUTE
    outcome = Outcome(Standing.TROUBLE, now, YEAR, now - 20 * MINUTE, GONE)
    assert light(outcome, now=now) is Light.AMBER


def test_trouble_says_what_was_last_known() -> None:
    outcome = Outcome(Standing.TROUBLE, NOW, YEAR, NOW - 2 * HOUR, GONE)
    assert said(outcome).remedy == (
        "Check the network. It was armed until 14 Mar 2027 when last checked, 2 hours ago."
    )


def test_a_refused_password_has_its_button() -> None:
    trouble = MailSignInError("Your mail server does not take the password.", "Enter it again.")
    assert said(Outcome(Standing.TROUBLE, NOW, trouble=trouble)).action is Action.SIGN_IN


def test_what_could_not_be_confirmed_says_so() -> None:
    status = said(Outcome(Standing.UNCONFIRMED, NOW))
    assert status.title == "Could not confirm what mail.example holds."


def test_what_answers_only_with_this_computer_on_is_never_green() -> None:
    assert light(armed(), HERE) is Light.AMBER


def test_what_answers_only_with_this_computer_on_says_so() -> None:
    assert said(armed(), HERE).limits == ("It answers only while this computer is on.",)


def test_what_was_set_by_hand_is_never_green() -> None:
    assert light(armed(), BY_HAND) is Light.AMBER


def test_what_was_set_by_hand_says_whose_word_it_is() -> None:
    assert said(armed(), BY_HAND).title == "You set it in Proton Mail until 14 Mar 2027."


def test_a_host_that_answers_seldom_says_to_keep_the_numbers_in_the_signature() -> None:
    assert limit_lines(GMAIL)[0] == (
        "Gmail answers the same person once in 4 days, so keep the numbers in your signature too."
    )


def test_a_host_that_echoes_the_senders_subject_says_so() -> None:
    assert "Gmail puts the sender's own subject behind ours." in limit_lines(GMAIL)


def test_a_host_with_one_window_says_what_happens_after_it() -> None:
    outcome = armed(during=Span(CLOSES, NOW + 21 * HOUR))
    assert said(outcome, GMAIL).limits[0].startswith("Gmail holds one reply: if this computer")


def test_a_host_without_limits_has_none_to_tell() -> None:
    assert said(armed()).limits == ()


def test_her_own_reply_that_covers_the_night_is_green() -> None:
    now = CLOSES - 5 * MINUTE
    assert light(Outcome(Standing.STANDING_BACK, now, YEAR), now=now) is Light.GREEN


def test_her_own_reply_without_a_known_end_is_amber() -> None:
    assert light(Outcome(Standing.STANDING_BACK, NOW)) is Light.AMBER


def test_standing_back_says_until_when() -> None:
    assert said(Outcome(Standing.STANDING_BACK, NOW, YEAR)).title == (
        "Your own reply is set on mail.example until 14 Mar 2027. Boundary stands back."
    )


def test_what_she_ended_says_when_it_comes_back() -> None:
    outcome = Outcome(Standing.ENDED, NOW, rest=NOW + 21 * HOUR)
    assert said(outcome).remedy == "It is set again for the next closing, from Tuesday 7:00 on."


def test_what_is_off_has_no_light_and_no_limits() -> None:
    status = said(Outcome(Standing.OFF, NOW), GMAIL)
    assert (status.light, status.limits) == (Light.OFF, ())


def test_what_was_left_when_it_was_switched_off_is_told() -> None:
    status = said(Outcome(Standing.OFF, NOW, left=True))
    assert status.title == "Off. What is set on mail.example is not ours and stays."


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_has_a_title_that_ends_as_a_sentence(standing: Standing) -> None:
    assert said(Outcome(standing, NOW, YEAR, NOW)).title.endswith(".")


@pytest.mark.parametrize("about", Asked)
def test_every_question_says_that_nothing_is_changed_before_she_chose(about: Asked) -> None:
    words = question_words(Question(about, "mark", tuple(Choice)), SIEVE, NEW_YORK)
    assert words.text.startswith("Nothing is changed until you choose.")


def test_a_question_offers_its_choices_in_order() -> None:
    question = Question(Asked.ENDED, "", (Choice.TAKE_OVER, Choice.CANCEL))
    words = question_words(question, SIEVE, NEW_YORK)
    assert [choice for choice, _label in words.choices] == [Choice.TAKE_OVER, Choice.CANCEL]


def test_a_question_about_a_reply_with_an_end_names_it() -> None:
    question = Question(Asked.FOREIGN, "mark", tuple(Choice), NOW + 21 * HOUR)
    words = question_words(question, SIEVE, NEW_YORK)
    assert words.choices[0][1] == "Leave it; Boundary waits until it ends on 24 Nov 2026"


def test_where_a_reply_stops_her_filters_the_question_says_just_that() -> None:
    words = question_words(Question(Asked.BESIDE, "", tuple(Choice)), JMAP, NEW_YORK)
    assert words.title == "While a reply is on, mail.example lets your mail filters rest."


def test_filters_that_answer_beside_ours_are_said_to_answer() -> None:
    words = question_words(Question(Asked.BESIDE, "", tuple(Choice)), SIEVE, NEW_YORK)
    assert words.title == "A filter of your own on mail.example answers or refuses mail too."


def test_where_a_reply_stops_her_filters_she_may_choose_them() -> None:
    words = question_words(Question(Asked.BESIDE, "", tuple(Choice)), JMAP, NEW_YORK)
    assert dict(words.choices)[Choice.STAND_BACK] == "Keep my filters at work, without a reply"


def test_standing_back_for_her_filters_names_no_reply_of_hers() -> None:
    status = said(Outcome(Standing.STANDING_BACK, NOW), JMAP)
    assert status.title == "Boundary stands back on mail.example, as you chose."


@pytest.mark.parametrize("recovered", Recovered)
def test_how_a_cut_off_change_ended_is_one_sentence(recovered: Recovered) -> None:
    assert recovered_words(recovered).count(".") == 1


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (30 * timedelta(seconds=1), "just now"),
        (12 * MINUTE, "12 min ago"),
        (HOUR, "1 hour ago"),
        (5 * HOUR, "5 hours ago"),
        (DAY, "1 day ago"),
        (-HOUR, "just now"),
    ],
)
def test_ages_are_told_in_the_largest_unit(age: timedelta, text: str) -> None:
    assert ago_text(NOW - age, NOW) == text


@pytest.mark.parametrize(
    ("ahead", "twelve", "text"),
    [
        (21 * HOUR, False, "Tuesday 7:00"),
        (8 * HOUR, True, "Monday 6:00 pm"),
        (6 * DAY, False, "29 Nov 2026"),
        (-HOUR, False, "23 Nov 2026"),
    ],
)
def test_within_a_week_an_instant_has_a_weekday_and_beyond_a_date(
    ahead: timedelta, twelve: bool, text: str
) -> None:
    assert when_text(NOW + ahead, NOW, NEW_YORK, twelve=twelve) == text

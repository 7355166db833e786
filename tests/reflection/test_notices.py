"""Notices: one at a time, quiet after it, silence where she asked for it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from boundary.reflection.book import Book
from boundary.reflection.entries import Entry, Item
from boundary.reflection.notices import (
    ORDER,
    Notice,
    Offer,
    Where,
    dismissed,
    next_notice,
    shown,
)
from boundary.reflection.trends import GOOD, Rule
from tests.reflection.builders import MONDAY, last_day, on_workdays, workdays

DAY = timedelta(days=1)
LOW = on_workdays(Item.ENERGY, [*([6] * 20), 4, 4, 3])
TODAY = last_day(LOW)


def notice(*more: Entry, today: date = TODAY, where: Where = Where.SHUTDOWN) -> Rule | None:
    found = next_notice(Book([*LOW, *more], today), where)
    return None if found is None else found.rule


def short_nights(today: date = TODAY) -> list[Entry]:
    return [Entry(today - n * DAY, Item.SLEEP, 1) for n in range(4)]


def test_low_days_ask_about_tomorrow_and_offer_a_lighter_one() -> None:
    found = next_notice(Book(LOW, TODAY), Where.SHUTDOWN)

    assert found == Notice(
        Rule.LOW_DAYS,
        "Three low days. Could anything tomorrow be shorter?",
        (Offer.LIGHTER_DAY,),
    )


def test_an_ordinary_evening_says_nothing() -> None:
    assert next_notice(Book(LOW[:-3], TODAY), Where.SHUTDOWN) is None


def test_two_reasons_make_one_notice() -> None:
    assert notice(*short_nights()) is Rule.LOW_DAYS


def test_what_was_shown_today_is_shown_again_after_a_crash() -> None:
    said = Notice(Rule.LOW_DAYS, "")

    assert notice(shown(said, TODAY)) is Rule.LOW_DAYS


def test_what_was_dismissed_today_leaves_no_room_for_another() -> None:
    assert notice(*short_nights(), dismissed(Notice(Rule.LOW_DAYS, ""), TODAY)) is None


def test_after_a_notice_nothing_of_its_sort_is_said_for_fourteen_days() -> None:
    said = shown(Notice(Rule.SLEEP, ""), TODAY - 13 * DAY)

    assert notice(said) is None
    assert notice(shown(Notice(Rule.SLEEP, ""), TODAY - 14 * DAY)) is Rule.LOW_DAYS


def test_a_dismissed_rule_is_silent_for_thirty_days() -> None:
    rule = Notice(Rule.LOW_DAYS, "")

    assert notice(dismissed(rule, TODAY - 29 * DAY)) is None
    assert notice(dismissed(rule, TODAY - 30 * DAY)) is Rule.LOW_DAYS


def test_the_rule_that_was_silent_longest_speaks_first() -> None:
    before = shown(Notice(Rule.LOW_DAYS, ""), TODAY - 14 * DAY)

    assert notice(before, *short_nights()) is Rule.SLEEP


def test_good_news_does_not_wait_for_the_quiet_of_the_other_kind() -> None:
    better = on_workdays(Item.ENERGY, [6, 7, 6], TODAY + DAY)
    said = shown(Notice(Rule.LOW_DAYS, ""), TODAY)

    assert notice(said, *better, today=last_day(better)) is Rule.STEADIER


def test_a_rule_of_another_version_is_passed_over() -> None:
    assert notice(Entry(TODAY, Item.NOTICE, 1, name="g99")) is Rule.LOW_DAYS


def test_steadier_is_said_once() -> None:
    better = on_workdays(Item.ENERGY, [6, 7, 6, 6], TODAY + DAY)
    said = shown(Notice(Rule.LOW_DAYS, ""), TODAY)
    told = shown(Notice(Rule.STEADIER, ""), better[2].day)

    assert notice(said, told, *better, today=last_day(better)) is None


def test_steadier_needs_low_days_that_were_spoken_of() -> None:
    better = on_workdays(Item.ENERGY, [6, 7, 6], TODAY + DAY)

    assert notice(*better, today=last_day(better)) is None


def test_a_slope_waits_for_the_monthly_review() -> None:
    falling = on_workdays(Item.ENERGY, [8] * 20 + [6] * 10)
    book = Book(falling, last_day(falling))

    assert next_notice(book, Where.WEEKLY) is None
    found = next_notice(book, Where.MONTHLY)
    assert found is not None
    assert (found.rule, found.offers) == (Rule.SLOPE, (Offer.TO_SUPERVISION,))


def test_the_monthly_review_shows_what_the_quiet_of_another_held_back() -> None:
    falling = on_workdays(Item.ENERGY, [8] * 20 + [6] * 10)
    said = shown(Notice(Rule.SLEEP, ""), last_day(falling) - DAY)
    found = next_notice(Book([*falling, said], last_day(falling)), Where.MONTHLY)

    assert found is not None
    assert found.rule is Rule.SLOPE


def test_a_commitment_past_its_time_is_one_line_of_the_week() -> None:
    book = Book((), MONDAY)
    due = ("Supervision was last two weeks ago.", "And another.")
    found = next_notice(book, Where.WEEKLY, due)

    assert found == Notice(Rule.COMMITMENT, due[0], (Offer.FIND_SLOT,))
    assert next_notice(book, Where.SHUTDOWN, due) is None


def test_nothing_is_said_on_a_day_away() -> None:
    book = Book(LOW, TODAY + DAY, away=[TODAY + DAY])

    assert next_notice(book, Where.WEEKLY, ("Supervision.",)) is None


def test_an_evening_of_nothing_but_one_look_has_nothing_to_say() -> None:
    assert next_notice(Book((), MONDAY), Where.SHUTDOWN) is None


@pytest.mark.parametrize("where", list(Where))
def test_each_place_has_good_news_to_tell(where: Where) -> None:
    assert GOOD & set(ORDER[where])


def test_every_rule_speaks_somewhere() -> None:
    assert {rule for rules in ORDER.values() for rule in rules} == set(Rule)


def lived(chance: random.Random, mean: float, spread: float, days: int = 230) -> Iterator[int]:
    """Yield energies around *mean*: a day is like the one before it, correlated by .45."""
    state = chance.gauss(0, 1)
    for _ in range(days):
        state = 0.45 * state + (1 - 0.45**2) ** 0.5 * chance.gauss(0, 1)
        yield max(1, min(10, round(mean + spread * state)))


def notices_a_year(mean: float, spread: float, years: int = 20) -> Counter[Rule]:
    """Count the notices of some simulated years of 230 workdays, by a fixed seed."""
    chance, count = random.Random(20261102), Counter[Rule]()
    for _ in range(years):
        entries: list[Entry] = []
        for day, value in zip(workdays(), lived(chance, mean, spread), strict=False):
            entries.append(Entry(day, Item.ENERGY, value))
            places = [Where.SHUTDOWN if day.weekday() < 4 else Where.WEEKLY]
            if day.weekday() == 0 and day.day <= 7:
                places.append(Where.MONTHLY)
            recent = [e for e in entries if e.day > day - timedelta(days=130)]
            for where in places:
                found = next_notice(Book(recent, day), where)
                if found is not None and not any(
                    e.day == day and e.item is Item.NOTICE for e in recent
                ):
                    count[found.rule] += 1
                    entries.append(shown(found, day))
                    break
    return count


@pytest.mark.parametrize(
    ("mean", "spread", "least", "most"), [(6.0, 1.8, 2.0, 4.0), (4.5, 1.5, 2.5, 5.0)]
)
def test_a_simulated_year_brings_few_notices_and_good_news_among_them(
    mean: float, spread: float, least: float, most: float
) -> None:
    count = notices_a_year(mean, spread)
    good = sum(count[rule] for rule in GOOD) / 20
    other = sum(n for rule, n in count.items() if rule not in GOOD) / 20

    assert least <= count[Rule.LOW_DAYS] / 20 <= most
    assert good >= other / 2
    assert good + other < 12


def test_someone_who_is_always_low_is_not_told_so_every_fortnight() -> None:
    """By a limit of 4 alone the same life would bring about 13 notices a year."""
    assert notices_a_year(4.5, 1.5)[Rule.LOW_DAYS] / 20 < 13 / 2

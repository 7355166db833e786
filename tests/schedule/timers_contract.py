"""What all timers have in common: the suite that the fake passes first, then Qt's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from boundary.schedule.moments import Moment
from boundary.schedule.timers import Timers

START = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)


def moment(key: str, minutes: int) -> Moment:
    """A moment *minutes* after START (below 0: before it) that keeps its sense for an hour."""
    at = START + timedelta(minutes=minutes)
    return Moment(key, "card", at, at + timedelta(hours=1))


class Stage(Protocol):
    """Timers at START on a clock that runs, and somebody who counts what they say."""

    timers: Timers
    heard: int
    then: Callable[[], None]

    @property
    def waiting(self) -> tuple[Moment, ...]: ...

    def wait_for(self, happened: Callable[[], bool]) -> None:
        """Let time pass until *happened*; fail if it never does."""
        ...


class TimersContract:
    """Subclass it and give the fixture `stage`."""

    def test_a_moment_that_comes_is_told_and_no_longer_waited_for(self, stage: Stage) -> None:
        stage.timers.reconcile([moment("a", 5)])
        stage.wait_for(lambda: stage.heard == 1)

        assert stage.waiting == ()

    def test_a_moment_that_is_past_is_told_at_once(self, stage: Stage) -> None:
        stage.timers.reconcile([moment("a", -90)])

        stage.wait_for(lambda: stage.heard == 1)

    def test_the_moments_wait_in_the_order_in_which_they_come(self, stage: Stage) -> None:
        stage.timers.reconcile([moment("c", 900), moment("b", 800), moment("a", 900)])

        assert stage.waiting == (moment("b", 800), moment("a", 900), moment("c", 900))

    def test_reconciling_twice_changes_nothing(self, stage: Stage) -> None:
        wanted = [moment("a", 5), moment("b", 900)]
        stage.timers.reconcile(wanted)
        once = stage.waiting
        stage.timers.reconcile(wanted)

        assert stage.waiting == once
        stage.wait_for(lambda: stage.heard == 1)
        assert stage.waiting == (moment("b", 900),)

    def test_a_moment_that_is_no_longer_wanted_is_not_told(self, stage: Stage) -> None:
        stage.timers.reconcile([moment("a", 5), moment("b", 10)])
        stage.timers.reconcile([moment("b", 10)])
        stage.wait_for(lambda: stage.waiting == ())
        stage.wait_for(lambda: stage.heard > 0)

        assert stage.heard == 1

    def test_a_moment_that_moves_under_its_key_comes_when_it_says_now(self, stage: Stage) -> None:
        stage.timers.reconcile([moment("a", 900)])
        stage.timers.reconcile([moment("a", 5)])

        assert stage.waiting == (moment("a", 5),)
        stage.wait_for(lambda: stage.heard == 1)

    def test_what_hears_of_a_moment_may_reconcile_at_once(self, stage: Stage) -> None:
        stage.then = lambda: stage.timers.reconcile([moment("b", 10)] if stage.heard == 1 else [])
        stage.timers.reconcile([moment("a", 5)])

        stage.wait_for(lambda: stage.heard == 2)
        assert stage.waiting == ()

    def test_closed_timers_wait_for_nothing_and_take_nothing(self, stage: Stage) -> None:
        stage.timers.reconcile([moment("a", 900)])
        stage.timers.close()
        stage.timers.reconcile([moment("b", 900)])

        assert stage.waiting == ()

    def test_closing_twice_is_harmless(self, stage: Stage) -> None:
        stage.timers.close()
        stage.timers.close()

        assert stage.heard == 0

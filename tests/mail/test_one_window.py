"""The keeper over each host that holds one window, and lines that break at any moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from textwrap import fill
from typing import Any, Protocol

import pytest

from boundary.clock import Clock
from boundary.journal import MemoryJournal
from boundary.mail.intents import Choice
from boundary.mail.keeper import Keeper
from boundary.mail.mailbox import Found, Mailbox
from boundary.mail.one_window import instant_of
from boundary.mail.outcome import Outcome, Standing
from boundary.mail.reply import Wanted
from tests.accounts.builders import StillClock
from tests.mail import gmail_world, graph_world, jmap_world
from tests.mail.api_host import ApiHost
from tests.mail.contract import DAY, HOUR, NOW, nights

TONIGHT, TOMORROW = nights(1), nights(1, NOW + DAY + 7 * HOUR)


class World(Protocol):
    """A mailbox and its server, as each host's world is."""

    mailbox: Any

    def set_own(self) -> None: ...

    def state(self) -> object: ...


@dataclass
class Desk:
    """A keeper at work on a world."""

    world: World
    host: ApiHost
    clock: Clock
    shelf: MemoryJournal

    @property
    def mailbox(self) -> Mailbox:
        mailbox: Mailbox = self.world.mailbox
        return mailbox

    def settle(self, wanted: Wanted = TONIGHT) -> Outcome:
        """Settle as a program does that was just started."""
        return self.keeper().settle(wanted)

    def off(self) -> Outcome:
        return self.keeper().off()

    def take_over(self, wanted: Wanted = TONIGHT) -> Outcome:
        """Let her agree that ours takes the place of hers."""
        asked = self.settle(wanted)
        assert asked.question is not None
        self.keeper().answer(asked.question, Choice.TAKE_OVER)
        return self.settle(wanted)

    def cut(self, number: int, *, heard: bool) -> None:
        """Break the line at the request *number* from now on."""
        self.host.asked.clear()
        self.host.cut, self.host.heard = number, heard

    def mend(self) -> None:
        self.host.cut = None

    def keeper(self) -> Keeper:
        return Keeper(self.mailbox, self.shelf, "practice", "this-computer", self.clock)


WORLDS: dict[str, tuple[Callable[[], AbstractContextManager[Any]], str]] = {
    "gmail": (gmail_world.gmail_world, "gmail"),
    "microsoft": (graph_world.graph_world, "graph"),
    "jmap": (jmap_world.jmap_world, "jmap"),
}


@pytest.fixture(params=WORLDS)
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    opened, name = WORLDS[request.param]
    with opened() as world:
        yield Desk(world, getattr(world, name), StillClock(NOW), MemoryJournal())


def test_a_mailbox_is_armed_and_seen_to_be(desk: Desk) -> None:
    outcome = desk.settle()
    assert (outcome.standing, outcome.during) == (Standing.ARMED, TONIGHT.replies[0].during)


def test_settling_when_nothing_changed_is_one_read_and_no_write(desk: Desk) -> None:
    desk.settle()
    desk.host.lines()
    desk.settle()
    assert len(desk.host.lines()) == 1


def test_the_next_window_takes_the_place_of_the_last(desk: Desk) -> None:
    desk.settle()
    assert desk.settle(TOMORROW).standing is Standing.ARMED


def test_her_own_reply_is_asked_about_and_stays(desk: Desk) -> None:
    desk.world.set_own()
    before = desk.world.state()
    assert desk.settle().standing is Standing.ASKING
    assert desk.world.state() == before


def test_her_own_reply_is_there_again_after_off(desk: Desk) -> None:
    desk.world.set_own()
    before = desk.world.state()
    assert desk.take_over().standing is Standing.ARMED
    desk.settle(TOMORROW)
    assert desk.off().standing is Standing.OFF
    assert desk.world.state() == before


def test_a_server_on_which_nothing_was_set_is_as_it_was_after_off(desk: Desk) -> None:
    before = desk.world.state()
    desk.settle()
    desk.off()
    assert desk.world.state() == before


@pytest.mark.parametrize("heard", [False, True])
@pytest.mark.parametrize("number", range(5))
def test_a_take_over_that_is_cut_off_leaves_hers_or_ours(
    desk: Desk, number: int, heard: bool
) -> None:
    desk.world.set_own()
    hers = desk.world.state()
    asked = desk.settle()
    assert asked.question is not None
    desk.cut(number, heard=heard)
    desk.keeper().answer(asked.question, Choice.TAKE_OVER)
    desk.settle()
    desk.mend()
    ours = desk.mailbox.read().mark == desk.mailbox.mark(TONIGHT)
    assert ours or desk.world.state() == hers
    assert desk.settle().standing is Standing.ARMED


@pytest.mark.parametrize("heard", [False, True])
@pytest.mark.parametrize("number", range(5))
def test_a_new_window_that_is_cut_off_leaves_the_old_or_the_new(
    desk: Desk, number: int, heard: bool
) -> None:
    desk.settle()
    desk.cut(number, heard=heard)
    desk.settle(TOMORROW)
    desk.mend()
    marks = {desk.mailbox.mark(TONIGHT), desk.mailbox.mark(TOMORROW)}
    assert desk.mailbox.read().mark in marks
    assert desk.settle(TOMORROW).standing is Standing.ARMED


@pytest.mark.parametrize("heard", [False, True])
@pytest.mark.parametrize("number", range(5))
def test_an_off_that_is_cut_off_leaves_ours_or_hers(desk: Desk, number: int, heard: bool) -> None:
    desk.world.set_own()
    hers = desk.world.state()
    desk.take_over()
    desk.cut(number, heard=heard)
    desk.off()
    desk.mend()
    ours = desk.mailbox.read().mark == desk.mailbox.mark(TONIGHT)
    assert ours or desk.world.state() == hers
    desk.off()
    assert desk.world.state() == hers


def test_a_text_that_was_broken_into_other_lines_is_the_same() -> None:
    with gmail_world.gmail_world() as world:
        world.mailbox.write(TONIGHT)
        setting = world.gmail.setting
        setting["responseBodyPlainText"] = fill(setting["responseBodyPlainText"], 20)
        assert world.mailbox.read().mark == world.mailbox.mark(TONIGHT)


def test_a_write_with_an_access_that_has_run_out_is_sent_again() -> None:
    with gmail_world.gmail_world() as world:
        world.oauth.expire()
        world.mailbox.write(TONIGHT)
        assert world.mailbox.read().found is Found.SET


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23T15:00:00Z",
        "2026-11-23T15:00:00",
        "2026-11-23T15:00:00.0000000",
        "2026-11-23T15:00:00.1234567Z",
        "2026-11-23T16:00:00.5+01:00",
    ],
)
def test_an_instant_is_read_as_servers_write_it(text: str) -> None:
    assert instant_of(text) == datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-13-01T00:00:00Z", None, 7, "0001-01-01T00:00:00+14:00"]
)
def test_what_is_no_instant_is_none(text: object) -> None:
    assert instant_of(text) is None

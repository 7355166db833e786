"""The keeper over every host that it keeps: the same promises, kept on each one's own terms."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

import pytest

from boundary.journal import MemoryJournal
from boundary.keys import SessionKeys
from boundary.mail.accounts import Tools, keeper_of, wanted_of
from boundary.mail.intents import Choice
from boundary.mail.keeper import Keeper
from boundary.mail.mailbox import Mailbox, MailSignInError, Route
from boundary.mail.outcome import Asked, Standing
from boundary.settings import Settings
from boundary.settings.mail import ReplyAccount
from tests.mail.contract import DAY, NOW, nights
from tests.mail.dovecot import ANNA, Dovecot, dovecot
from tests.mail.dovecot import SECRET as PASSWORD
from tests.mail.gmail_world import gmail_world
from tests.mail.graph_world import graph_world
from tests.mail.jmap_world import jmap_world
from tests.mail.killed import OWNER, sieve
from tests.mail.test_keeper import SetClock
from tests.mail.test_preview_box import FolderStage

WANTED = nights(1)
OTHER = nights(1, NOW + (WANTED.replies[0].during.length))


class World(Protocol):
    """A mailbox, and whoever has its server."""

    @property
    def mailbox(self) -> Mailbox: ...

    @property
    def owner(self) -> str: ...

    def set_own(self) -> None: ...

    def state(self) -> object: ...


class SieveWorld:
    """Anna's mailbox on a real Dovecot."""

    owner = OWNER

    def __init__(self, server: Dovecot) -> None:
        shutil.rmtree(server.home(), ignore_errors=True)
        self._server = server
        self._scripts = server.home() / "sieve"
        self.mailbox = sieve(server.sieve_port, server.folder / "certificate.pem")

    def set_own(self) -> None:
        with self.mailbox._connect() as line:
            line.put("webmail", b'require "vacation";\r\nvacation "Back on Monday.";\r\n')
            line.activate("webmail")

    def state(self) -> object:
        scripts = {path.name: path.read_bytes() for path in self._scripts.glob("*.sieve")}
        link = self._server.home() / ".dovecot.sieve"
        return link.readlink().name if link.is_symlink() else "", scripts


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


HOSTS: dict[str, Callable[[], AbstractContextManager[World]]] = {
    "gmail": gmail_world,
    "microsoft": graph_world,
    "jmap": jmap_world,
}


@pytest.fixture(params=[*HOSTS, "sieve", "preview"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """Lend the world of each host in turn."""
    if request.param == "sieve":
        yield SieveWorld(request.getfixturevalue("server"))
    elif request.param == "preview":
        yield FolderStage(tmp_path)
    else:
        with HOSTS[request.param]() as lent:
            yield lent


class Counted:
    """A mailbox whose calls are counted."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> object:
        if name in ("read", "write", "replace", "restore"):
            getattr(self._mailbox, name)
            self.calls.append(name)
        return getattr(self._mailbox, name)


def keeper(world: World) -> Keeper:
    return Keeper(world.mailbox, MemoryJournal(), "practice", world.owner, SetClock())


def test_an_empty_mailbox_is_armed_and_left_as_it_was_found(world: World) -> None:
    before, kept = world.state(), keeper(world)
    assert kept.settle(WANTED).standing is Standing.ARMED
    assert kept.off().left is False
    assert world.state() == before


def test_settling_twice_is_one_read(world: World) -> None:
    counted = Counted(world.mailbox)
    kept = Keeper(counted, MemoryJournal(), "practice", world.owner, SetClock())  # type: ignore[arg-type]
    kept.settle(WANTED)
    counted.calls.clear()
    kept.settle(WANTED)
    assert counted.calls == ["read"]


def test_other_words_take_the_place_of_ours(world: World) -> None:
    kept = keeper(world)
    kept.settle(WANTED)
    assert kept.settle(OTHER).standing is Standing.ARMED


def test_her_own_reply_is_asked_about_and_stays(world: World) -> None:
    world.set_own()
    before = world.state()
    question = keeper(world).settle(WANTED).question
    assert question is not None
    assert question.about is Asked.FOREIGN
    assert world.state() == before


def test_her_own_reply_comes_back_word_for_word(world: World) -> None:
    world.set_own()
    before, kept = world.state(), keeper(world)
    question = kept.settle(WANTED).question
    assert question is not None
    kept.answer(question, Choice.TAKE_OVER)
    assert kept.settle(WANTED).standing is Standing.ARMED
    assert kept.settle(OTHER).standing is Standing.ARMED
    assert kept.off().standing is Standing.OFF
    assert world.state() == before


def test_a_program_without_notes_knows_ours_by_what_is_wanted(world: World) -> None:
    keeper(world).settle(WANTED)
    assert keeper(world).off(WANTED).left is False
    assert keeper(world).look(WANTED).standing is Standing.NOT_SET


def practice(server: Dovecot, password: str, folder: Path) -> Keeper:
    """Return who keeps Anna's mailbox, from her settings and her keyring."""
    keys = SessionKeys()
    keys.set("mail.practice", password)
    shutil.rmtree(server.home(), ignore_errors=True)
    account = ReplyAccount(
        "practice",
        Route.SIEVE,
        ANNA,
        host="localhost",
        port=server.sieve_port,
        secret="keyring:mail.practice",
    )
    tools = Tools(keys, MemoryJournal(), folder, SetClock(), tls=server.trusting)
    return keeper_of(account, ("news.example",), tools)


def test_an_account_of_the_settings_holds_a_year_of_windows(
    server: Dovecot, tmp_path: Path
) -> None:
    kept = practice(server, PASSWORD, tmp_path)
    wanted = wanted_of(Settings(), kept.limits, NOW, ZoneInfo("America/New_York"))
    outcome = kept.settle(wanted)
    assert outcome.standing is Standing.ARMED
    assert outcome.during is not None
    assert outcome.during.end > NOW + 300 * DAY


def test_a_wrong_password_is_a_sign_in(server: Dovecot, tmp_path: Path) -> None:
    outcome = practice(server, "wrong", tmp_path).settle(WANTED)
    assert isinstance(outcome.trouble, MailSignInError)

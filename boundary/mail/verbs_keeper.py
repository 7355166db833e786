"""The verbs `boundary replies status`, `settle` and `off`: the keeper from the command line.

They work on the profile, whether the tray app runs or not: both keep the same notes, and settling
twice changes nothing. A preview account needs no keyring; the others have their notes in the
encrypted store, whose key is there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from boundary.clock import SystemClock, instant_text, system_zone
from boundary.errors import SettingsError
from boundary.language import tr
from boundary.mail.intents import Choice
from boundary.mail.mailbox import Limits, Route
from boundary.mail.outcome import Outcome, Standing
from boundary.mail.reply import Wanted

if TYPE_CHECKING:
    from boundary.mail.accounts import Tools
    from boundary.mail.keeper import Keeper
    from boundary.settings import Settings
    from boundary.settings.mail import ReplyAccount

_account = click.option("--account", "name", required=True, help="The account's name in Settings.")
_ask = click.option(
    "--ask", is_flag=True, help="Ask for the password now; keep it, and all notes, for this run."
)
_json = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")


@click.command()
@_account
@_ask
@_json
def status(name: str, ask: bool, as_json: bool) -> None:
    """Print how a mailbox stands. Nothing is changed, here or there."""
    with _keeping(name, ask, as_json) as (account, settings, tools, keeper):
        wanted = _wanted(account, settings, tools, keeper, note=False)
        _tell(account, settings, keeper.limits, wanted, keeper.look(wanted), as_json)


@click.command()
@_account
@click.option(
    "--choose", type=click.Choice([each.value for each in Choice]),
    help="The answer, if a question is asked.",
)  # fmt: skip
@_ask
@_json
def settle(name: str, choose: str | None, ask: bool, as_json: bool) -> None:
    """Bring a mailbox to the wanted reply, and check that it kept it."""
    with _keeping(name, ask, as_json) as (account, settings, tools, keeper):
        wanted = _wanted(account, settings, tools, keeper, note=True)
        keeper.resume()
        outcome = keeper.settle(wanted)
        if outcome.question is not None and choose is not None:
            choice = Choice(choose)
            if choice not in outcome.question.choices:
                raise click.UsageError(f"{choose} is no answer to this question")
            keeper.answer(outcome.question, choice)
            outcome = keeper.settle(wanted)
        _raise(outcome)
        _tell(account, settings, keeper.limits, wanted, outcome, as_json)


@click.command()
@_account
@_ask
@_json
def off(name: str, ask: bool, as_json: bool) -> None:
    """Leave a mailbox as it was found, and keep it no longer."""
    with _keeping(name, ask, as_json) as (account, settings, tools, keeper):
        outcome = keeper.off(_wanted(account, settings, tools, keeper, note=False))
        _raise(outcome)
        _tell(account, settings, keeper.limits, Wanted(), outcome, as_json)


def document(account: str, limits: Limits, outcome: Outcome, remedy: str) -> dict[str, Any]:
    """Return how a mailbox stands as plain values; `again` is in seconds."""
    during = outcome.during
    return {
        "account": account,
        "route": limits.route.value,
        "state": outcome.standing.value,
        "during": during and {"start": instant_text(during.start), "end": instant_text(during.end)},
        "checked": outcome.checked and instant_text(outcome.checked),
        "limits": {
            "host": limits.host,
            "windows": limits.windows,
            "again": limits.again and int(limits.again.total_seconds()),
            "proof": limits.proof.value,
            "asleep": limits.asleep,
            "echoes": limits.echoes,
        },
        "remedy": remedy or None,
    }


@contextmanager
def _keeping(
    name: str, ask: bool, as_json: bool
) -> Iterator[tuple[ReplyAccount, Settings, Tools, Keeper]]:
    """Open the profile, its store and the account *name*; tell the world's faults."""
    from boundary.arguments import telling
    from boundary.mail.accounts import keeper_of
    from boundary.profile import profile_folder, settings_path
    from boundary.settings import load

    with telling(as_json):
        settings = load(settings_path(profile_folder()))
        account = settings.mail.account(name)
        if account is None:
            raise SettingsError(
                tr("There is no mail account of this name."),
                tr("Look at its name in Settings, on the page of mail."),
            )
        with _tools(account, ask) as tools:
            yield account, settings, tools, keeper_of(account, settings.mail.blocked, tools)


@contextmanager
def _tools(account: ReplyAccount, ask: bool) -> Iterator[Tools]:
    """Open what the mailbox of *account* is made with."""
    from boundary.journal import MemoryJournal, open_journal
    from boundary.keys import Keyring, SessionKeys, store_key
    from boundary.mail.accounts import Tools, preview_folder
    from boundary.mail.preview_box import NotesFile
    from boundary.profile import profile_folder, store_path

    profile, clock = profile_folder(), SystemClock()
    if account.route is Route.PREVIEW:
        shelf = NotesFile(preview_folder(profile, account.name))
        yield Tools(SessionKeys(), shelf, profile, clock)
    elif ask:
        keys = SessionKeys()
        if account.entry is not None:
            keys.set(account.entry, click.prompt(tr("Password"), hide_input=True, err=True))
        yield Tools(keys, MemoryJournal(), profile, clock, lasting=False)
    else:
        keyring = Keyring()
        path = store_path(profile)
        journal = open_journal(path, store_key(keyring, path))
        try:
            yield Tools(keyring, journal, profile, clock)
        finally:
            journal.close()


def _wanted(
    account: ReplyAccount, settings: Settings, tools: Tools, keeper: Keeper, *, note: bool
) -> Wanted:
    from boundary.mail.accounts import anchor_of, wanted_of

    now = tools.clock.now()
    anchor = anchor_of(account, settings, tools.shelf, now, note=note)
    return wanted_of(settings, keeper.limits, now, _zone(settings), anchor)


def _zone(settings: Settings) -> ZoneInfo:
    return ZoneInfo(settings.zone) if settings.zone else system_zone()


def _raise(outcome: Outcome) -> None:
    """Let what kept the mailbox from being changed be the fault of this run."""
    if outcome.standing is Standing.TROUBLE and outcome.trouble is not None:
        raise outcome.trouble


def _tell(
    account: ReplyAccount,
    settings: Settings,
    limits: Limits,
    wanted: Wanted,
    outcome: Outcome,
    as_json: bool,
) -> None:
    from boundary.mail.status import mail_status, question_words, recovered_words

    zone = _zone(settings)
    said = mail_status(outcome, limits, wanted, SystemClock().now(), zone)
    remedy = said.remedy
    asked = None
    if outcome.question is not None:
        asked = question_words(outcome.question, limits, zone)
        remedy = " ".join(part for part in (remedy, asked.title, asked.text) if part)
    if as_json:
        click.echo(json.dumps(document(account.name, limits, outcome, remedy)))
        return
    click.echo(said.title)
    for line in (remedy, *said.limits):
        if line:
            click.echo(line)
    if outcome.recovered is not None:
        click.echo(recovered_words(outcome.recovered), file=sys.stderr)
    for choice, label in asked.choices if asked is not None else ():
        click.echo(f"  --choose {choice.value}: {label}")

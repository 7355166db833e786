"""The verbs of the store: what is in it, its copies, its key, and its end.

All of them want the running copy to have quit, but `export`, `backup list` and `backup make`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boundary.arguments import telling
from boundary.clock import SystemClock
from boundary.errors import BoundaryError
from boundary.language import tr

if TYPE_CHECKING:
    from boundary.settings.mail import ReplyAccount

_json = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
_SHOWN = "recovery_key_shown"


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--everything", is_flag=True, help="Your own words too, and what calendars said.")
@_json
def export_verb(folder: Path, everything: bool, as_json: bool) -> None:
    """Write what the store holds into FOLDER, as JSON and CSV. Nothing there is encrypted."""
    with telling(as_json):
        from boundary.journal.export import export_document, write_export

        store, key = _store(), _key()
        now = SystemClock().now()
        written = write_export(folder, export_document(store, key, now, everything=everything))
        _print([path.name for path in written], "written", as_json)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@_json
def import_verb(file: Path, as_json: bool) -> None:
    """Add what the export FILE (JSON) holds to the store; a copy is made before."""
    with telling(as_json):
        from boundary.journal import open_journal
        from boundary.journal.backup import back_up
        from boundary.journal.export import import_file

        _alone()
        store, key = _store(), _key()
        open_journal(store, key).close()
        back_up(store, key, SystemClock().now())
        found = import_file(store, key, file)
        if as_json:
            click.echo(json.dumps({"added": found.added, "there": found.there}))
            return
        line = tr("{added} added, {there} there already.")
        click.echo(line.format(added=found.added, there=found.there))


@click.command("erase")
@click.option("--yes", is_flag=True, help="Don't ask.")
@_json
def erase_verb(yes: bool, as_json: bool) -> None:
    """Delete the store, its copies, settings, logs and secrets, and list what went."""
    with telling(as_json):
        from boundary.journal.erase import erase
        from boundary.keys import Keyring
        from boundary.profile import profile_folder

        _alone()
        if not yes:
            click.confirm(tr("Delete everything that Boundary has kept? It can't be undone."),
                          abort=True, err=True)  # fmt: skip
        before = (*_mailboxes(), *_autostart())
        result = erase(profile_folder(), Keyring(), mailboxes=before, logs=_logs())
        if as_json:
            click.echo(json.dumps({"gone": result.gone, "left": result.left}))
        else:
            _print(result.gone, "", as_json)
            for line in result.left:
                click.echo(tr("left: {line}").format(line=line), err=True)
        if result.left:
            sys.exit(1)


@click.group()
def backup() -> None:
    """Copies of the store, and the key that opens them."""


@backup.command("make")
@_json
def make(as_json: bool) -> None:
    """Copy the store now, and check the copy."""
    with telling(as_json):
        from boundary.journal.backup import back_up

        made = back_up(_store(), _key(), SystemClock().now())
        _print([made.path.name], "made", as_json)


@backup.command("list")
@_json
def listed(as_json: bool) -> None:
    """List the copies, the newest first, and whether each is good."""
    with telling(as_json):
        from boundary.journal.backup import backups, is_good

        key = _key()
        found = [(each, is_good(each, key)) for each in backups(_store())]
        if as_json:
            lines = [
                {"number": b.number, "day": b.day.isoformat(), "good": good} for b, good in found
            ]
            click.echo(json.dumps({"backups": lines}))
            return
        for each, good in found:
            state = tr("good") if good else tr("not good")
            click.echo(f"{each.number:>6}  {each.day.isoformat()}  {state}")


@backup.command("restore")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--recovery-key", is_flag=True, help="Ask for the recovery key: on a new machine.")
@_json
def restore(file: Path | None, recovery_key: bool, as_json: bool) -> None:
    """Put FILE, or the newest good copy, in the store's place; the store of before stays beside."""
    with telling(as_json):
        from boundary.journal.backup import newest_good, put_back

        _alone()
        store = _store()
        key = _typed_key() if recovery_key else _key()
        if file is None:
            newest = newest_good(store, key)
            if newest is None:
                raise BoundaryError(
                    tr("There is no good copy of the store."),
                    tr("Name the file of one: `boundary backup restore FILE`."),
                )
            file = newest.path
        put_back(store, key, file)
        if recovery_key:
            _keep(key)
        _print([file.name], "restored", as_json)


@backup.command("key")
@click.option("--again", is_flag=True, help="Show it although it was shown before.")
@click.option("--enter", is_flag=True, help="Type it in, so that this machine opens the store.")
@_json
def key(again: bool, enter: bool, as_json: bool) -> None:
    """Show the recovery key, once: write it down. It opens the store on any machine."""
    with telling(as_json):
        from boundary.clock import instant_text
        from boundary.journal import open_journal
        from boundary.journal.recovery import recovery_key

        store = _store()
        if enter:
            _alone()
            typed = _typed_key()
            open_journal(store, typed).close()
            _keep(typed)
            return
        kept = _key()
        journal = open_journal(store, kept)
        try:
            if journal.recall(_SHOWN) is not None and not again:
                raise BoundaryError(
                    tr("The recovery key was shown before."),
                    tr("If it is lost, `boundary backup key --again` shows it once more."),
                )
            journal.remember(_SHOWN, instant_text(SystemClock().now()))
        finally:
            journal.close()
        _print([recovery_key(kept)], "recovery_key", as_json)


def _store() -> Path:
    from boundary.profile import store_path

    return store_path()


def _key() -> bytes:
    """Return the store's key; her passphrase is asked for where the app lock is on."""
    from boundary.journal.lock import unlock
    from boundary.keys import Keyring, LockedError, store_key

    keys = Keyring()
    if not _store().exists() and keys.get("journal") is None:
        raise BoundaryError(
            tr("There is no store yet."), tr("Start Boundary once, or restore a copy.")
        )
    try:
        return store_key(keys, _store())
    except LockedError:
        return unlock(keys, click.prompt(tr("Passphrase"), hide_input=True, err=True))


def _typed_key() -> bytes:
    from boundary.journal.recovery import read_recovery_key

    return read_recovery_key(click.prompt(tr("Recovery key"), hide_input=True, err=True))


def _keep(key: bytes) -> None:
    """Keep *key* in the keyring, in place of whatever opens another store, or of a lock."""
    from boundary.keys import STORE_KEY, Keyring

    Keyring().set(STORE_KEY, key.hex())


def _mailboxes() -> list[Callable[[], str]]:
    """Return what gives each mailbox back as it was found. None was touched without a store."""
    from boundary.mail.mailbox import Route
    from boundary.profile import profile_folder, settings_path
    from boundary.settings import load

    if not _store().exists():
        return []
    try:
        settings = load(settings_path(profile_folder()))
    except BoundaryError as error:
        return [partial(_raise, error)]
    kept = (each for each in settings.mail.accounts if each.route is not Route.PREVIEW)
    return [partial(_give_back, each, settings.mail.blocked) for each in kept]


def _autostart() -> list[Callable[[], str]]:
    """Return what takes Boundary out of her session; a profile that was named is not in it."""
    import os

    from boundary.autostart import start_itself_no_more, starts_itself

    def take_out() -> str:
        start_itself_no_more()
        return tr("the start with the desktop")

    return [take_out] if "BOUNDARY_PROFILE" not in os.environ and starts_itself() else []


def _raise(error: BoundaryError) -> str:
    raise error


def _give_back(account: ReplyAccount, blocked: tuple[str, ...]) -> str:
    from boundary.journal import open_journal
    from boundary.keys import Keyring
    from boundary.mail.accounts import Tools, keeper_of
    from boundary.mail.outcome import Standing
    from boundary.profile import profile_folder

    journal = open_journal(_store(), _key())
    try:
        tools = Tools(Keyring(), journal, profile_folder(), SystemClock())
        outcome = keeper_of(account, blocked, tools).off()
    finally:
        journal.close()
    if outcome.standing is Standing.TROUBLE and outcome.trouble is not None:
        raise outcome.trouble
    return tr("mail account {name}: as it was found").format(name=account.name)


def _alone() -> None:
    """Raise while a copy runs on this profile: the store would change under it."""
    from boundary.control import NotRunningError, ask
    from boundary.profile import profile_folder

    try:
        ask(profile_folder(), "status")
    except NotRunningError:
        return
    raise BoundaryError(tr("Boundary is running."), tr("Quit it first: `boundary quit`."))


def _logs() -> Path | None:
    """Return the folder of the log where it is not in the profile."""
    import os

    from platformdirs import user_log_path

    if os.environ.get("BOUNDARY_PROFILE"):
        return None
    return user_log_path("boundary", appauthor=False)


def _print(lines: list[str] | tuple[str, ...], name: str, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({name: lines}))
        return
    for line in lines:
        click.echo(line)


COMMANDS = (export_verb, import_verb, erase_verb, backup)
"""What `boundary` takes from here."""

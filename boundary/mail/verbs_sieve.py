"""The verb `boundary replies sieve`: the script that answers all year, to read or to paste.

Reads no profile and asks nobody: it goes by the document that it is given.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boundary.arguments import Instant
from boundary.clock import Span
from boundary.errors import SettingsError
from boundary.language import tr
from boundary.mail.mailbox import Route
from boundary.mail.sieve_label import labelled
from boundary.mail.sieve_script import PLAIN, Author

if TYPE_CHECKING:
    from boundary.settings import Settings

MOST = 800
"""Days: more than two years of zones and holidays nobody knows."""


@click.command()
@click.option("--at", "instant", type=Instant(), required=True, help="From when on it answers.")
@click.option("--days", type=click.IntRange(1, MOST), default=365, show_default=True,
              help="For how long.")  # fmt: skip
@click.option("--account", "name", help="Whose addresses it bears; the first with Sieve.")
@click.option(
    "--settings", "settings_file", type=click.Path(path_type=Path), help="A settings document."
)
def sieve(instant: datetime, days: int, name: str | None, settings_file: Path | None) -> None:
    """Print the Sieve script that answers outside communication hours."""
    from boundary.arguments import telling
    from boundary.cli_mail import read
    from boundary.mail.wanted import wanted_within

    with telling(as_json=False):
        settings, zone = read(settings_file)
        wanted = wanted_within(settings, Span(instant, instant + timedelta(days=days)), zone)
        script = labelled(wanted, wanted, author_of(settings, name), "", PLAIN)
        # As on a server: lines end in CRLF, whatever the system calls the end of a line.
        click.echo(script.encode(), nl=False)


def author_of(settings: Settings, name: str | None) -> Author:
    """Return who answers: the account *name*, or the first with Sieve; nobody if there is none.

    Raises SettingsError for an account that is not there.
    """
    mail = settings.mail
    if name is None:
        found = next((each for each in mail.accounts if each.route is Route.SIEVE), None)
    else:
        found = mail.account(name)
        if found is None:
            raise SettingsError(
                tr("There is no mail account of that name."),
                tr("Look up its name in the settings document, under mail, accounts."),
            )
    if found is None:
        return Author("", blocked=mail.blocked)
    return Author(found.address, found.aliases, mail.blocked)

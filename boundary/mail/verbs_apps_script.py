"""The verb `boundary replies apps-script`: the program that keeps Gmail's reply on Google's side.

Reads no profile and asks nobody: it goes by the document that it is given.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import click

from boundary.arguments import Instant
from boundary.clock import Span
from boundary.mail.apps_script import LONGEST, manifest, script_for


@click.command(name="apps-script")
@click.option("--at", "instant", type=Instant(), help="From when on it is to answer.")
@click.option(
    "--days", type=click.IntRange(1, LONGEST.days), default=180, show_default=True,
    help="For how long.",
)  # fmt: skip
@click.option(
    "--settings", "settings_file", type=click.Path(path_type=Path), help="A settings document."
)
@click.option("--manifest", "as_manifest", is_flag=True, help="The project's manifest instead.")
def apps_script(
    instant: datetime | None, days: int, settings_file: Path | None, as_manifest: bool
) -> None:
    """Print a program for script.google.com that sets Gmail's reply each night.

    It has been run against a stand-in only, never at Google: look at the setting on its first
    evening.
    """
    from boundary.arguments import telling
    from boundary.cli_mail import read
    from boundary.mail.wanted import wanted_within

    if as_manifest:
        click.echo(manifest(), nl=False)
        return
    if instant is None:
        raise click.UsageError("--at INSTANT is needed")
    with telling(as_json=False):
        settings, zone = read(settings_file)
        span = Span(instant, instant + timedelta(days=days))
        click.echo(script_for(wanted_within(settings, span, zone), instant), nl=False)

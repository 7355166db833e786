"""The verbs of communication hours and replies.

`hours` and what is below here of `replies` read no profile: they go by the document that they
are given. The other verbs of `replies` lie beside their work and are imported when asked for.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from boundary.arguments import Day, Instant, telling
from boundary.clock import Span, instant_text, system_zone

if TYPE_CHECKING:
    from boundary.settings import Settings

ELSEWHERE = {
    "apps-script": "boundary.mail.verbs_apps_script",
    "sieve": "boundary.mail.verbs_sieve",
    "status": "boundary.mail.verbs_keeper",
    "settle": "boundary.mail.verbs_keeper",
    "off": "boundary.mail.verbs_keeper",
}
"""Verbs of `replies` by the module that has the click command of the same name."""

_settings = click.option(
    "--settings", "settings_file", type=click.Path(path_type=Path), help="A settings document."
)
_json = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")


class _Verbs(dict[str, click.Command]):
    """Commands by name; those that lie elsewhere are imported when they are looked up."""

    def __missing__(self, name: str) -> click.Command:
        if not _lies_elsewhere(name):
            raise KeyError(name)
        command: click.Command = getattr(import_module(ELSEWHERE[name]), name.replace("-", "_"))
        self[name] = command
        return command


class _Replies(click.Group):
    """A group that knows the names of all its verbs and imports one only to run it."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.commands = _Verbs(self.commands)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *filter(_lies_elsewhere, ELSEWHERE)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if _lies_elsewhere(cmd_name):
            return self.commands[cmd_name]
        return super().get_command(ctx, cmd_name)


def _lies_elsewhere(name: str) -> bool:
    return name in ELSEWHERE and find_spec(ELSEWHERE[name]) is not None


@click.command()
@click.option("--from", "start", type=Instant(), required=True)
@click.option("--to", "end", type=Instant(), required=True)
@click.option(
    "--channel", type=click.Choice(["mail", "phone", "portal", "text"]), default="mail",
    show_default=True,
)  # fmt: skip
@_settings
@_json
def hours(
    start: datetime, end: datetime, channel: str, settings_file: Path | None, as_json: bool
) -> None:
    """Print when messages are not read in a span, and when they are again."""
    if end < start:
        raise click.UsageError("--to lies before --from")
    with telling(as_json):
        from boundary.schedule.hours import closed_windows
        from boundary.schedule.hours_ahead import sure_to_open, zone_of
        from boundary.schedule.hours_channels import Channel
        from boundary.schedule.hours_holidays import with_holidays

        settings, machine = read(settings_file)
        span = Span(start, end)
        chosen = settings.channels.hours(Channel(channel), settings.hours)
        complete = with_holidays(chosen, span)
        zone = zone_of(complete, machine)
        found = closed_windows(complete, span, zone)
        sure_to_open(found)
        if as_json:
            closed = [
                {
                    "start": instant_text(each.span.start),
                    "end": instant_text(each.span.end),
                    "why": each.why,
                    "next_open": each.next_open and instant_text(each.next_open),
                }
                for each in found
            ]
            click.echo(json.dumps({"zone": zone.key, "closed": closed}))
            return
        for each in found:
            first, last = (i.astimezone(zone) for i in (each.span.start, each.span.end))
            click.echo(f"{first:%a %Y-%m-%d %H:%M} to {last:%a %Y-%m-%d %H:%M}  {each.why}")


@click.group(cls=_Replies)
def replies() -> None:
    """What is answered by itself outside communication hours."""


@replies.command()
@click.option("--at", "instant", type=Instant(), required=True)
@click.option("--single", is_flag=True, help="As a host shows it that holds a single reply.")
@_settings
@_json
def preview(instant: datetime, single: bool, settings_file: Path | None, as_json: bool) -> None:
    """Print exactly what a stranger who writes at an instant would receive."""
    with telling(as_json):
        from boundary.mail.preview import preview_document
        from boundary.mail.wanted import reply_at, wanted_single

        settings, zone = read(settings_file)
        if single:
            held = wanted_single(settings, instant, zone).replies
            reply = next((each for each in held if each.during.contains(instant)), None)
        else:
            reply = reply_at(settings, instant, zone)
        if as_json:
            click.echo(json.dumps(preview_document(reply)))
        elif reply is None:
            click.echo("Nothing: messages are read at that time.")
        else:
            click.echo(f"{reply.subject}\n\n{reply.body}", nl=False)


@replies.command()
@click.option("--on", "day", type=Day(), help="The day of the check; today if not given.")
@_settings
@_json
def lint(day: date | None, settings_file: Path | None, as_json: bool) -> None:
    """Check the words: errors keep a text from being set, warnings only explain."""
    with telling(as_json):
        from boundary.clock import SystemClock
        from boundary.mail.lint import lint_all, may_be_set
        from boundary.schedule.hours_ahead import zone_of

        settings, machine = read(settings_file)
        zone = zone_of(settings.hours, machine)
        today = day or SystemClock().now().astimezone(zone).date()
        found = lint_all(settings.words, zone, today, settings.language)
        if as_json:
            findings = [
                {
                    "level": each.level.value,
                    "code": each.code,
                    "form": each.form and each.form.value,
                    "place": each.place and each.place.value,
                    "sentence": each.sentence,
                    "found": each.found,
                }
                for each in found
            ]
            click.echo(json.dumps({"may_be_set": may_be_set(found), "findings": findings}))
            return
        for each in found:
            where = each.form or each.place or "numbers"
            said = f" ({each.found})" if each.found else ""
            click.echo(f"{each.level.value:<8} {where:<8} {each.sentence}{said}")


@replies.command()
@_settings
@_json
def places(settings_file: Path | None, as_json: bool) -> None:
    """Print your words for each place where people write to you, cut to its size."""
    with telling(as_json):
        from boundary.mail.cut import place_texts

        settings, zone = read(settings_file)
        found = place_texts(
            settings.words, settings.hours, settings.channels, zone, settings.language
        )
        if as_json:
            texts = [
                {"place": each.place.value, "text": each.text, "done": each.done} for each in found
            ]
            click.echo(json.dumps({"places": texts}))
            return
        for each in found:
            mark = "x" if each.done else " "
            click.echo(f"[{mark}] {each.place.value}\n{each.text}\n")


def read(settings_file: Path | None) -> tuple[Settings, ZoneInfo]:
    """Return the settings in *settings_file*, or the defaults, and the zone of the practice.

    The zone is the one that the document names, or that of the machine. Raises SettingsError.
    """
    from boundary.settings import Settings, read_settings

    settings = Settings() if settings_file is None else read_settings(settings_file)
    return settings, ZoneInfo(settings.zone) if settings.zone else system_zone()

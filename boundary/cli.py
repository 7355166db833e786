"""The command line: every verb, its work imported only when it is asked for.

The stateless verbs (`agenda`, `plan`, `simulate`) never read the profile. Exit codes: 0 done,
1 the world's fault (one line `{"title","remedy"}` on stderr), 2 usage.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from boundary import __version__
from boundary.app.verbs import COMMANDS as CONTROL_COMMANDS
from boundary.arguments import Day, Instant, Zone, telling
from boundary.cli_mail import hours, replies
from boundary.cli_store import COMMANDS as STORE_COMMANDS
from boundary.clock import Span, day_span, parse_instant, system_zone

if TYPE_CHECKING:
    from boundary.calendars.ics import Problem
    from boundary.schedule.sessions import Session
    from boundary.settings import Settings


_calendars = click.option(
    "--calendar", "calendars", multiple=True, required=True, metavar="PATH_OR_URL",
    help="An .ics file or address; give it several times for several calendars.",
)  # fmt: skip
_zone = click.option("--zone", type=Zone(), help="The viewer's zone; the machine's if not given.")
_settings = click.option(
    "--settings", "settings_file", type=click.Path(path_type=Path), help="A settings document."
)
_json = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")


@click.group(invoke_without_command=True)
@click.version_option(__version__, prog_name="boundary")
@click.pass_context
def cli(context: click.Context) -> None:
    """Protect the time between two clients."""
    if context.invoked_subcommand is None:
        context.invoke(run)


cli.add_command(hours)
cli.add_command(replies)
for _command in (*CONTROL_COMMANDS, *STORE_COMMANDS):
    cli.add_command(_command)


@cli.command()
@click.option("--demo", is_flag=True, help="The sample practice, in a profile that is thrown away.")
@click.option("--speed", type=click.FloatRange(0.1, 3600), default=1.0, show_default=True,
              help="60: an hour passes in a minute.")  # fmt: skip
@click.option("--background", is_flag=True, help="Start without opening Today.")
def run(demo: bool = False, speed: float = 1.0, background: bool = False) -> None:
    """Start the tray app (what `boundary` alone does)."""
    with telling(as_json=False):
        from boundary.app.start import start

        sys.exit(start(demo=demo, speed=speed, background=background))


@cli.command()
@_calendars
@click.option("--from", "start", type=Instant(), required=True)
@click.option("--to", "end", type=Instant(), required=True)
@_zone
@click.option("--titles", is_flag=True, help="Print the titles too: they may name clients.")
@_json
def agenda(
    calendars: tuple[str, ...],
    start: datetime,
    end: datetime,
    zone: ZoneInfo | None,
    titles: bool,
    as_json: bool,
) -> None:
    """Print what calendars hold in a span, and what each item is taken for."""
    if end < start:
        raise click.UsageError("--to lies before --from")
    with telling(as_json):
        from boundary.agenda import agenda as agenda_of

        seen_from = zone or system_zone()
        found = agenda_of(calendars, Span(start, end), seen_from, titles=titles)
        if as_json:
            _print_document(found)
            return
        for item in found["occurrences"]:
            when = parse_instant(item["start"]).astimezone(seen_from)
            until = parse_instant(item["end"]).astimezone(seen_from)
            title = f"  {item['title']}" if titles else ""
            click.echo(
                f"{when:%a %Y-%m-%d %H:%M}-{until:%H:%M}  {item['kind']:<12} {item['why']}{title}"
            )
        for problem in found["problems"]:
            click.echo(f"{problem['title']} {problem['remedy']}", err=True)


@cli.command()
@_calendars
@click.option("--date", "day", type=Day(), required=True)
@_zone
@click.option("--facts", "facts_file", type=click.Path(path_type=Path), help="A facts document.")
@_settings
@_json
def plan(
    calendars: tuple[str, ...],
    day: date,
    zone: ZoneInfo | None,
    facts_file: Path | None,
    settings_file: Path | None,
    as_json: bool,
) -> None:
    """Print the plan of one day: its breaks, what is crowded, what is owed."""
    with telling(as_json):
        from boundary.documents import read_document
        from boundary.schedule.facts import parse_facts
        from boundary.schedule.hours import close_of
        from boundary.schedule.plan import plan_day
        from boundary.schedule.record import facts_of

        settings = _read_settings(settings_file)
        seen_from = _seen_from(zone, settings)
        span = day_span(day, seen_from)
        sessions, problems = _read_sessions(calendars, settings, span, seen_from)
        known = parse_facts(read_document(facts_file)) if facts_file else ()
        made = plan_day(
            day,
            sessions,
            facts_of(day, seen_from, sessions, known),
            settings.policy,
            zone=seen_from,
            closing=close_of(settings.hours, day, seen_from),
            repertoire=settings.rituals,
        )
        _warn(problems)
        if as_json:
            _print_document(made.document())
            return
        for block in made.blocks:
            start, end = (i.astimezone(seen_from) for i in (block.span.start, block.span.end))
            click.echo(f"{start:%H:%M}-{end:%H:%M}  {block.kind.value:<12} {block.ritual}")


@cli.command()
@_calendars
@click.option("--date", "day", type=Day())
@click.option("--from", "first", type=Day())
@click.option("--to", "last", type=Day())
@_zone
@click.option("--script", "script_file", type=click.Path(path_type=Path),
              help="What happens, as JSON lines (docs/simulate.md).")  # fmt: skip
@_settings
@_json
def simulate(
    calendars: tuple[str, ...],
    day: date | None,
    first: date | None,
    last: date | None,
    zone: ZoneInfo | None,
    script_file: Path | None,
    settings_file: Path | None,
    as_json: bool,
) -> None:
    """Live days through the real Today, and print what it does (one JSON line an act)."""
    if (day is None) == (first is None or last is None):
        raise click.UsageError("give either --date, or --from and --to")
    first, last = first or day, last or day
    assert first is not None
    assert last is not None
    if last < first:
        raise click.UsageError("--to lies before --from")
    with telling(as_json):
        from boundary.simulation.arming import Arming
        from boundary.simulation.run import Simulation
        from boundary.simulation.script import read_script

        settings = _read_settings(settings_file)
        seen_from = _seen_from(zone, settings)
        span = Span(day_span(first, seen_from).start, day_span(last, seen_from).end)
        sessions, problems = _read_sessions(calendars, settings, span, seen_from)
        script = read_script(script_file, first, seen_from) if script_file else None

        def reread(address: str) -> Callable[[Span], list[Session]]:
            return _held(_read_sessions([address], settings, span, seen_from)[0])

        simulation = Simulation(
            _held(sessions),
            seen_from,
            settings.policy,
            settings.hours,
            script,
            reread,
            settings.rituals,
            Arming(settings, seen_from),
        )
        _warn(problems)
        for act in simulation.acts(first, last):
            if as_json:
                click.echo(json.dumps(act.document()))
                continue
            when = act.at.astimezone(seen_from)
            shown = "on screen" if act.visible else ""
            click.echo(
                f"{when:%a %H:%M:%S}  {act.act:<9} {act.what:<15} {act.why:<14} {shown}".rstrip()
            )


@cli.command()
@_json
def doctor(as_json: bool) -> None:
    """Look at what this machine offers, and what to do about what it lacks."""
    with telling(as_json):
        from boundary.doctor import checks, document

        found = checks()
        if as_json:
            _print_document(document(found))
            return
        for check in found:
            mark = "ok " if check.ok else "-- "
            click.echo(f"{mark} {check.name:<18} {check.found}")
            if check.remedy:
                click.echo(f"    {'':<18} {check.remedy}")


@cli.group()
def settings() -> None:
    """The settings document."""


@settings.command("example")
def settings_example() -> None:
    """Print a settings document with every field and its default."""
    from boundary.settings import example

    click.echo(json.dumps(example(), indent=2))


def _print_document(document: Mapping[str, Any]) -> None:
    click.echo(json.dumps(document))


def _warn(problems: Iterable[Problem]) -> None:
    for problem in problems:
        line = {"calendar": problem.calendar, "title": problem.title, "remedy": problem.remedy}
        click.echo(json.dumps(line), err=True)


def _read_settings(path: Path | None) -> Settings:
    """Return the settings in *path*, or the built-in defaults; never the profile's."""
    from boundary.settings import Settings, read_settings

    return Settings() if path is None else read_settings(path)


def _seen_from(zone: ZoneInfo | None, settings: Settings) -> ZoneInfo:
    return zone or (ZoneInfo(settings.zone) if settings.zone else system_zone())


def _read_sessions(
    calendars: Iterable[str], settings: Settings, span: Span, zone: ZoneInfo
) -> tuple[tuple[Session, ...], tuple[Problem, ...]]:
    """Read *calendars*; some may fail (they are told), all failing raises CalendarError."""
    from boundary.calendars.source import read_each
    from boundary.schedule.sessions import sessions_of

    addresses = list(calendars)
    wide = Span(span.start - _PAD, span.end + _PAD)
    read = read_each(addresses, wide, zone)
    if len(read.failed) == len(addresses):
        raise read.failed[0]
    sessions = sessions_of(
        read.reading.occurrences,
        all_sessions=settings.all_sessions,
        rules=settings.rules,
        trust_end=settings.trust_end,
    )
    return sessions, read.reading.problems


def _held(sessions: Iterable[Session]) -> Callable[[Span], list[Session]]:
    known = list(sessions)
    return lambda span: [s for s in known if s.span.overlaps(span)]


_PAD = timedelta(days=1)
"""Read a day more on each side: what is under way at midnight belongs to its day."""

"""The sample day on a terminal, where there is no display to show it on."""

from __future__ import annotations

from datetime import timedelta

import click

from boundary.clock import Span, SystemClock, system_zone
from boundary.language import tr
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.policy import Level, Policy
from boundary.schedule.sessions import Session
from boundary.simulation.run import Simulation
from boundary.simulation.sample import sample_around
from boundary.simulation.script import Event

TAKES = timedelta(seconds=25)
"""How soon after an offer she takes it, in the sample."""


def play() -> None:
    """Say that there is no display, and play the sample day through the real Today."""
    sample = sample_around(SystemClock().now(), system_zone())
    zone = sample.zone
    first = sample.sessions[0].span.start.astimezone(zone).date()
    last = sample.sessions[-1].span.end.astimezone(zone).date()
    closings = [event.at for event in sample.life if event.name in ("mic_closed", "no_show")]
    life = [*sample.life, *(Event(at + TAKES, "take") for at in closings)]

    def held(span: Span) -> list[Session]:
        return [s for s in sample.sessions if s.span.overlaps(span)]

    click.echo(tr("There is no display here, so this is the sample day on the terminal."))
    simulation = Simulation(
        held, zone, Policy(level=Level.HOLD), WeeklyHours(), sorted(life, key=lambda e: e.at)
    )
    for act in simulation.acts(first, last):
        when = act.at.astimezone(zone)
        shown = tr("on screen") if act.visible else ""
        click.echo(f"{when:%H:%M:%S}  {act.act:<9} {act.what:<15} {act.why:<13} {shown}".rstrip())

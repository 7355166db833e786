"""The verbs that speak to the running copy: what the tray's menu says, from a key or a script."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import click

from boundary.arguments import Length, telling

_json = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")


@click.command()
def ended() -> None:
    """Tell the running copy that the session has ended."""
    _say("ended")


@click.command()
@click.argument("length", type=Length(), required=False)
def pause(length: int | None) -> None:
    """Silence the running copy for LENGTH (30m, 2h), or until `boundary resume`."""
    _say("pause", seconds=length)


@click.command()
def resume() -> None:
    """Let the running copy speak again."""
    _say("resume")


@click.command("clinical-need")
def clinical_need() -> None:
    """Take everything down at once, and stay silent until contact ends."""
    _say("clinical-need")


@click.command("with-someone")
@click.option("--over", is_flag=True, help="Nobody is with you any more.")
def with_someone(over: bool) -> None:
    """Stay silent while somebody is with you; `--over` ends it."""
    _say("with-someone", over=over)


@click.command("one-breath")
def one_breath() -> None:
    """Take one breath, from anywhere: ten seconds, not counted."""
    _say("one-breath")


@click.command()
def shutdown() -> None:
    """Close the day now."""
    _say("shutdown")


@click.command()
def quit() -> None:
    """End the running copy."""
    _say("quit")


@click.command()
@_json
def status(as_json: bool) -> None:
    """Ask the running copy how things are."""
    with telling(as_json):
        _show(_ask("status"), as_json)


@click.command()
@_json
def why(as_json: bool) -> None:
    """Ask the running copy why nothing, or what, is shown now (docs/simulate.md has the codes)."""
    with telling(as_json):
        _show(_ask("why"), as_json)


def _show(answer: Mapping[str, Any], as_json: bool) -> None:
    click.echo(json.dumps(answer) if as_json else answer["sentence"])


def _say(verb: str, **arguments: Any) -> None:
    with telling(as_json=False):
        _ask(verb, **arguments)


def _ask(verb: str, **arguments: Any) -> Mapping[str, Any]:
    from boundary.control import ask
    from boundary.profile import profile_folder

    return ask(profile_folder(), verb, **arguments)


COMMANDS = (
    ended, pause, resume, clinical_need, with_someone, one_breath, shutdown, quit, status, why,
)  # fmt: skip
"""What `boundary` takes from here."""

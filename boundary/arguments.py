"""What the command line takes, refused as usage when wrong, and how it tells the world's faults."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from boundary.clock import is_zone, parse_instant
from boundary.errors import BoundaryError


class Instant(click.ParamType[datetime]):
    """An instant with `Z` or an offset, as UTC."""

    name = "INSTANT"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        try:
            return parse_instant(str(value))
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is not an instant such as 2026-12-01T14:50:00Z", param, ctx)


class Day(click.ParamType[date]):
    """A date between 1971 and 9000."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2026-12-01", param, ctx)
        if not 1971 <= day.year <= 9000:
            self.fail("the year lies between 1971 and 9000", param, ctx)
        return day


class Zone(click.ParamType[ZoneInfo]):
    """An IANA zone that this machine knows."""

    name = "IANA"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> ZoneInfo:
        if not is_zone(str(value)):
            self.fail(f"{value!r} is not a zone such as Europe/Lisbon", param, ctx)
        return ZoneInfo(str(value))


class Length(click.ParamType[int]):
    """A length such as 30m, 2h or 90s, in whole seconds."""

    name = "LENGTH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value).strip().lower()
        unit = {"s": 1, "m": 60, "h": 3600}.get(text[-1:], 0)
        if not unit or not text[:-1].isdigit() or not 0 < int(text[:-1]) * unit <= 7 * 86400:
            self.fail(f"{value!r} is not a length such as 30m or 2h, at most a week", param, ctx)
        return int(text[:-1]) * unit


@contextmanager
def telling(as_json: bool) -> Iterator[None]:
    """Turn the world's faults into one line on stderr and exit 1."""
    try:
        yield
    except BoundaryError as error:
        if as_json:
            click.echo(json.dumps({"title": error.title, "remedy": error.remedy}), err=True)
        else:
            click.echo(str(error), err=True)
        sys.exit(1)

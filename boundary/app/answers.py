"""Answers to the command line: what a verb does to the day, and how things are after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from boundary.app.show import Show
from boundary.clock import instant_text
from boundary.errors import BoundaryError
from boundary.language import tr
from boundary.ui.why_words import why_now

CHOICES = {"ended": "ended", "resume": "resume", "clinical-need": "clinical_need"}
"""The verbs that say what a button of the tray says."""


def answer(show: Show, verb: str, arguments: Mapping[str, object]) -> Mapping[str, object]:
    """Do what *verb* asks for, the same way as the tray, and return how things are (UTC).

    BoundaryError for a breath or a shutdown that would come over contact.
    """
    if verb == "pause":
        seconds = arguments.get("seconds")
        show.pause(timedelta(seconds=seconds) if isinstance(seconds, int) else None)
    elif verb == "with-someone":
        show.choose("with_someone_over" if arguments.get("over") else "with_someone")
    elif verb == "one-breath":
        show.beside.one_breath()
        if not show.beside.plays:
            raise _not_now()
    elif verb == "shutdown":
        _shut_down(show)
    elif verb in CHOICES:
        show.choose(CHOICES[verb])
    engine = show.engine
    glance = engine.today.glance(engine.now())
    return {
        "state": glance.tray,
        "why": glance.why,
        "since": instant_text(glance.since) if glance.since else None,
        "until": instant_text(glance.until) if glance.until else None,
        "sentence": why_now(glance, engine.zone, twelve=show.twelve),
    }


def _shut_down(show: Show) -> None:
    """Begin the shutdown, unless it runs already; Today refuses it over contact."""
    now = show.engine.now()
    if show.engine.today.situation(now).forbids(now) is not None:
        raise _not_now()
    standing = show.engine.today.standing
    if standing is None or standing.what != "shutdown":
        show.choose("close")


def _not_now() -> BoundaryError:
    return BoundaryError(
        tr("Boundary shows nothing now."), tr("`boundary why` says why. Try again later.")
    )

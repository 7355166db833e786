"""Answers to the command line: what a verb does to the day, and how things are after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from boundary.app.show import Show
from boundary.clock import instant_text
from boundary.ui.why_words import why_now

CHOICES = {"ended": "ended", "resume": "resume", "clinical-need": "clinical_need"}
"""The verbs that say what a button of the tray says."""


def answer(show: Show, verb: str, arguments: Mapping[str, object]) -> Mapping[str, object]:
    """Do what *verb* asks for, the same way as the tray, and return how things are (UTC)."""
    if verb == "pause":
        seconds = arguments.get("seconds")
        show.pause(timedelta(seconds=seconds) if isinstance(seconds, int) else None)
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

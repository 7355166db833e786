"""Rituals as data, and their fit into the time there is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimedStep:
    """A step of a ritual and how many whole seconds it gets."""

    id: str
    seconds: int

"""Beside the day: a breath from anywhere, grounding, a ritual that is tried out.

Each plays in the real window; Today is not told and nothing is counted.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from boundary.app.engine import Engine
from boundary.app.wording import day_run, step_views
from boundary.rituals.ritual import TimedStep, fit
from boundary.ui.stage import Stage

if TYPE_CHECKING:
    from boundary.rituals.own import OwnRitual
    from boundary.rituals.repertoire import Repertoire

log = logging.getLogger(__name__)


class Beside:
    """Plays on *stage* what *engine* is not told of; *twelve*: on a clock of twelve hours."""

    def __init__(self, engine: Engine, stage: Stage, *, twelve: bool) -> None:
        self._engine = engine
        self._stage = stage
        self._twelve = twelve
        self._why: str | None = ""
        """Why all was quiet when it began; "" while nothing such plays."""

    @property
    def plays(self) -> bool:
        """Whether what is on the stage is played beside the day."""
        return self._stage.ritual is not None and self._why != ""

    def over(self) -> None:
        """What plays from now on is the day's."""
        self._why = ""

    def hushed(self, hush: str | None) -> None:
        """Take it down where *hush* is a reason for silence that was not there when it began."""
        if self.plays and hush not in (None, self._why, "locked", "waking"):
            self._stage.clear_ritual(at_once=True)

    def one_breath(self) -> None:
        """Ten seconds, from anywhere; not while anything may be live."""
        now = self._engine.now()
        hush = self._engine.today.situation(now).hush(now)
        if hush not in (None, "paused", "day_closed") or self._stage.ritual is not None:
            return
        chosen = self._engine.today.repertoire.ritual("threshold")
        self._play([s for s in fit(chosen, chosen.longest) if s.id == "sigh"])

    def ground(self) -> None:
        """The feet and one long breath out, nothing in it timed."""
        chosen = self._engine.today.repertoire.ritual("aftercare")
        steps = [s for s in fit(chosen, chosen.longest) if s.id in ("ground3", "sigh")]
        self._play(steps, timed=False)

    def try_out(self, own: OwnRitual) -> None:
        """Play *own* as it would come; not over contact."""
        now = self._engine.now()
        if self._engine.today.situation(now).forbids(now) is not None or self._stage.ritual:
            log.info("no ritual is tried out now")
            return
        repertoire = self._engine.today.repertoire.holding(own)
        chosen = repertoire.ritual(own.id)
        self._play(fit(chosen, chosen.ideal), repertoire=repertoire)

    def _play(
        self,
        steps: Sequence[TimedStep],
        *,
        timed: bool = True,
        repertoire: Repertoire | None = None,
    ) -> None:
        now, today = self._engine.now(), self._engine.today
        self._why = today.situation(now).hush(now)
        known = repertoire or today.repertoire
        views = step_views(steps, self._engine.zone, twelve=self._twelve, repertoire=known)
        self._stage.show_ritual(views, day_run(steps), take_focus=True, timed=timed)

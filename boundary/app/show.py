"""The show: acts become windows, and what she does there becomes words to Today.

Whatever must vanish vanishes here at once: a closing act is never animated away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject

from boundary.app.engine import Engine
from boundary.app.wording import (
    break_run,
    card_of,
    day_run,
    share_left,
    step_views,
    steps_for,
)
from boundary.rituals.library import ritual
from boundary.rituals.ritual import TimedStep, fit
from boundary.schedule.acts import Act
from boundary.schedule.blocks import BlockKind
from boundary.schedule.facts import FactKind
from boundary.schedule.gaps import BEFORE_PREP
from boundary.schedule.policy import Level
from boundary.ui.numbers import twelve_hours
from boundary.ui.stage import Stage

if TYPE_CHECKING:
    from boundary.ui.theme import Palette

POSTPONED = timedelta(minutes=2)
HALF_HOUR = timedelta(minutes=30)


class Show(QObject):
    """Puts one engine's acts on the stage and in the tray."""

    def __init__(self, engine: Engine, show_shape: Callable[[str], None], colours: Palette) -> None:
        super().__init__()
        self.engine = engine
        self.stage = Stage(colours, engine.clock.monotonic)
        self.twelve = twelve_hours(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
        self._show_shape = show_shape
        engine.acted.connect(self._acted)
        engine.ticked.connect(self.refresh)
        self.stage.chosen.connect(self.choose)
        self.stage.stepped.connect(self._signed)
        self.stage.finished.connect(self._finish)
        self.stage.left.connect(self._leave)
        self.stage.notes_wanted.connect(lambda: self.choose("notes_first"))
        self.stage.played.connect(self._played)

    def close(self) -> None:
        """Take everything down and listen no more."""
        self.engine.acted.disconnect(self._acted)
        self.engine.ticked.disconnect(self.refresh)
        self.stage.clear(at_once=True)

    def choose(self, choice: str) -> None:
        """Do what *choice*, the id of a button, stands for."""
        now, today = self.engine.now(), self.engine.today
        closes = today.standing is not None and today.standing.what == "shutdown_card"
        match choice:
            case "take" | "begin" | "rest":
                today.take(now)
                self._begun()
            case "close":
                today.shut_down(now)
            case "notes_first" if closes:
                today.take(now)
            case "notes_first" | "notes":
                today.notes_first(now)
            case "up":
                today.up(now)
            case "postpone":
                today.postpone(now, POSTPONED)
            case "ground":
                self._ground()
            case "ended" | "with_someone" | "with_someone_over" | "clinical_need" | "resume":
                self.engine.add(FactKind(choice))
                return
            case "nobody_came":
                self.engine.add(FactKind.NO_SHOW)
                return
            case _:
                today.skip(now)
        self.engine.tick()

    def _begun(self) -> None:
        standing = self.engine.today.standing
        if standing is not None and standing.what == "opening" and standing.runs:
            self._open_day()

    def pause(self, length: timedelta | None) -> None:
        """Pause everything for *length*, or until she says."""
        seconds: int | str = "" if length is None else int(length.total_seconds())
        self.engine.add(FactKind.PAUSE, "", seconds)

    def pause_until_tomorrow(self) -> None:
        """Pause until her local midnight."""
        now = self.engine.now()
        zone = self.engine.zone
        day = now.astimezone(zone).date() + timedelta(days=1)
        midnight = datetime.combine(day, time(), zone).astimezone(UTC)
        self.pause(midnight - now)

    def one_breath(self) -> None:
        """Ten seconds, from anywhere, counted nowhere; not while anything may be live."""
        now = self.engine.now()
        if self.engine.today.situation(now).hush(now) not in (None, "paused", "day_closed"):
            return
        chosen = ritual("threshold")
        self._play_day([s for s in fit(chosen, chosen.longest) if s.id == "sigh"])

    def _acted(self, act: Act) -> None:
        match act.act:
            case "tray":
                self._show_shape(act.what)
            case "card" | "panel" | "aftercare" | "opening":
                self._card(act)
            case "shutdown":
                self._shutdown(act)
            case "break" if act.taken is None and act.visible:
                self._break(act)
            case "break" if act.taken is not None:
                self.stage.clear(at_once=act.why in AT_ONCE)
            case "enough":
                self.stage.enough()
            case "close":
                self._close(act)

    def _card(self, act: Act) -> None:
        now = self.engine.now()
        view = card_of(act, self.engine.today.plan(now), now, twelve=self.twelve)
        self.stage.show_card(view, lambda: share_left(act, self.engine.now()))

    def _break(self, act: Act) -> None:
        offer = self.engine.today.situation(self.engine.now()).running()
        if offer is None:
            return
        now = self.engine.now()
        end = min(offer.enough or offer.until, offer.until - BEFORE_PREP)
        steps = steps_for(offer.block, end - now)
        views = step_views(steps, self.engine.zone, twelve=self.twelve, until=offer.until)
        self.stage.show_ritual(
            views,
            break_run(offer, steps, now),
            take_focus=act.why != "began_itself",
            guard=offer.level is Level.GUARD,
        )

    def _shutdown(self, act: Act) -> None:
        chosen = ritual(act.what)
        self._play_day(fit(chosen, chosen.ideal), take_focus=act.why == "asked")

    def _open_day(self) -> None:
        block = self.engine.today.plan(self.engine.now()).block(BlockKind.OPENING)
        if block is not None:
            self._play_day(block.steps)

    def _ground(self) -> None:
        chosen = ritual("aftercare")
        steps = [s for s in fit(chosen, chosen.longest) if s.id in ("ground3", "sigh")]
        self.engine.today.skip(self.engine.now())
        self._play_day(steps)

    def _play_day(self, steps: Sequence[TimedStep], *, take_focus: bool = True) -> None:
        views = step_views(steps, self.engine.zone, twelve=self.twelve)
        self.stage.show_ritual(views, day_run(steps), take_focus=take_focus)

    def _close(self, act: Act) -> None:
        if act.why == "folded":
            self.stage.fold_card()
        else:
            self.stage.clear(at_once=act.why in AT_ONCE)

    def _signed(self) -> None:
        """A key in the ritual is her sign; it is noted once."""
        running = self.engine.today.situation(self.engine.now()).running()
        if running is not None and not running.signed:
            self.engine.today.take(self.engine.now())
            self.engine.tick()

    def _finish(self) -> None:
        """She went on, having had enough."""
        self._signed()
        self.engine.today.finish(self.engine.now())
        self.stage.clear_ritual()
        self.engine.tick()

    def _leave(self) -> None:
        """She left before: a break keeps what was taken, a shutdown is not a closed day."""
        now, standing = self.engine.now(), self.engine.today.standing
        if standing is not None and standing.what == "shutdown":
            self.engine.today.skip(now)
        else:
            self.engine.today.finish(now)
        self.stage.clear_ritual()
        self.engine.tick()

    def _played(self) -> None:
        """All steps ran: a break waits to be enough, all else is over with its last step."""
        if self.engine.today.situation(self.engine.now()).running() is None:
            self._finish()

    def refresh(self) -> None:
        """Take a folded card away once its gap is over or something may be live."""
        card, now = self.stage.card, self.engine.now()
        if card is None or not card.folded:
            return
        situation = self.engine.today.situation(now)
        if situation.ready(now) is None or situation.hush(now) is not None:
            self.stage.clear_card()


AT_ONCE = frozenset(
    {
        "mic_open", "camera_open", "share_on", "clinical_need", "with_someone", "paused",
        "in_session", "commitment", "hold",
    }
)  # fmt: skip
"""Reasons that leave no time for a fade."""

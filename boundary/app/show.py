"""The show: acts become windows, and what she does there becomes words to Today.

Whatever must vanish vanishes here at once: a closing act is never animated away.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject

from boundary.app.beside import Beside
from boundary.app.ends import Ends
from boundary.app.engine import Engine
from boundary.app.prep_sign import PrepSign
from boundary.app.reasons import REASON, Reasons
from boundary.app.wording import (
    OWED,
    POSTPONE,
    break_run,
    card_of,
    share_left,
    step_views,
    steps_for,
)
from boundary.errors import BoundaryError
from boundary.language import tr
from boundary.schedule.acts import Act
from boundary.schedule.budget import KEPT
from boundary.schedule.facts import Fact, FactKind
from boundary.schedule.gaps import BEFORE_PREP
from boundary.schedule.owed import OwedChoice
from boundary.schedule.policy import Level, ShutdownForm
from boundary.schedule.standing import OF_THE_DAY
from boundary.ui.numbers import twelve_hours
from boundary.ui.stage import Stage

if TYPE_CHECKING:
    from boundary.schedule.offers import Offer
    from boundary.ui.theme import Palette

log = logging.getLogger(__name__)

POSTPONED = timedelta(minutes=2)


class Show(QObject):
    """Puts one engine's acts on the stage and in the tray."""

    def __init__(self, engine: Engine, show_shape: Callable[[str], None], colours: Palette) -> None:
        super().__init__()
        self.engine = engine
        self.stage = Stage(colours, engine.clock.monotonic)
        self.twelve = twelve_hours(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
        self._show_shape = show_shape
        self._asked: Act | None = None
        self._reasons = Reasons(engine, self.stage)
        self._prep = PrepSign(engine, show_shape)
        self.trouble: BoundaryError | None = None
        self.beside = Beside(engine, self.stage, twelve=self.twelve)
        self.ends = Ends(engine, colours, twelve=self.twelve)
        self.ends.chosen.connect(self.choose)
        engine.acted.connect(self._acted)
        engine.ticked.connect(self.refresh)
        self.stage.chosen.connect(self.choose)
        self.stage.stepped.connect(self._signed)
        self.stage.finished.connect(self._finish)
        self.stage.left.connect(self._leave)
        self.stage.notes_wanted.connect(lambda: self.choose("notes_first"))
        self.stage.played.connect(self._played)
        self.stage.unfolded.connect(self._say_anew)
        self.stage.blank.connect(self._blank)

    def close(self) -> None:
        """Take everything down and listen no more."""
        self.engine.acted.disconnect(self._acted)
        self.engine.ticked.disconnect(self.refresh)
        self.ends.clear(at_once=True)
        self.stage.clear(at_once=True)

    def choose(self, choice: str) -> None:
        """Do what *choice*, the id of a button, stands for; a free slot is hers without a count."""
        now, today = self.engine.now(), self.engine.today
        closes = today.standing is not None and today.standing.what == "shutdown_card"
        match choice:
            case "take" | "begin" | "rest":
                today.take(now)
                self._begun()
            case "close":
                today.shut_down(now)
            case "park":
                self.ends.park()
            case "notes_first" if closes:
                today.take(now)
            case "notes_first" | "notes":
                today.notes_first(now)
            case "up":
                today.up(now)
            case "postpone":
                today.postpone(now, POSTPONED)
            case _ if choice.startswith(POSTPONE):
                today.postpone(now, timedelta(minutes=int(choice.removeprefix(POSTPONE))))
            case "ground":
                today.skip(now)
                self.beside.ground()
            case "go_on":
                self._go_on()
            case "nobody_came":
                self._nobody_came()
            case "ended" | "with_someone" | "with_someone_over" | "clinical_need" | "resume":
                today.add(Fact(now, FactKind(choice)))
            case "lighter":
                today.add(Fact(now, FactKind.LEVEL, "", Level.NUDGE.value))
            case "keep":
                today.add(Fact(now, FactKind.SHOWN, "", KEPT))
            case "close_card" if self._reasons.stands:
                self._reasons.over()
            case "skip":
                self._reasons.skip(now)
            case _ if choice.startswith(OWED):
                today.settle_owed(now, OwedChoice(choice.removeprefix(OWED)))
            case _ if choice.startswith(REASON):
                self._reasons.say(choice.removeprefix(REASON), now)
            case _:
                today.skip(now)
        self.engine.tick()

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

    def settle(self) -> None:
        """Take down a card that what was restored has answered already."""
        standing = self.engine.today.standing
        if standing is None or standing.runs:
            self.stage.clear_card(at_once=True)

    def refresh(self) -> None:
        """Take away what Today no longer knows of, once its time is over or it must be silent.

        That is a card that has folded (she may have opened it again), and a breath that she
        took beside the day.
        """
        today, now = self.engine.today, self.engine.now()
        situation = today.situation(now)
        hush = situation.hush(now)
        self._prep.refresh(now)
        loose = self.stage.card is not None and today.standing is None
        waits = situation.ready(now) is not None or self._reasons.stands
        if loose and (not waits or hush is not None):
            self.stage.clear_card(at_once=hush in AT_ONCE)
        self.beside.hushed(hush)
        if situation.forbids(now) is not None:
            self.ends.clear(at_once=True)

    # what is shown

    def _acted(self, act: Act) -> None:
        match act.act:
            case "tray":
                self._prep.over()
                self._show_shape(act.what)
            case "tick":
                self._prep.tell(act)
            case "card" | "panel" | "aftercare" | "opening":
                self._card(act)
            case "shutdown":
                self._shutdown(act)
            case "break" if act.taken is None and act.visible:
                offer = self.engine.today.situation(self.engine.now()).running()
                if offer is not None:
                    self._break(offer, take_focus=act.why != "began_itself")
            case "break" if act.taken is not None:
                self.stage.clear(at_once=act.why in AT_ONCE)
            case "enough":
                self.stage.enough()
            case "close":
                self._close(act)

    def _card(self, act: Act) -> None:
        now = self.engine.now()
        self._asked = act
        view = card_of(act, self.engine.today.plan(now), now, twelve=self.twelve)
        view = replace(view, hold=_is_held(act))
        self.stage.show_card(view, lambda: share_left(act, self.engine.now()))

    def _say_anew(self) -> None:
        """Have the card say what is left by now, and what it asks by now."""
        act, now = self._asked, self.engine.now()
        if act is None or act.offer is None or self.stage.card is None:
            return
        situation = self.engine.today.situation(now)
        ready = situation.ready(now)
        if ready is None or ready.key != act.key:
            return
        view = card_of(act, situation.plan, now, twelve=self.twelve, offer=ready)
        self.stage.renew_card(replace(view, hold=_is_held(act)))

    def _break(self, offer: Offer, *, take_focus: bool) -> None:
        now = self.engine.now()
        end = min(offer.enough or offer.until, offer.until - BEFORE_PREP)
        repertoire = self.engine.today.repertoire
        steps = steps_for(offer.block, end - now, repertoire)
        self.beside.over()
        views = step_views(
            steps, self.engine.zone, twelve=self.twelve, until=offer.until, repertoire=repertoire
        )
        self.stage.show_ritual(
            views,
            break_run(offer, steps, now),
            take_focus=take_focus,
            guard=offer.level is Level.GUARD,
        )

    def _go_on(self) -> None:
        """Show what is left of the break that runs without its window."""
        now = self.engine.now()
        running = self.engine.today.situation(now).running()
        if running is None or self.stage.ritual is not None:
            return
        self._break(running, take_focus=True)
        self._signed()
        if running.enough is not None and now >= running.enough:
            self.stage.enough()

    def _shutdown(self, act: Act) -> None:
        self._alone()
        self.ends.shut_down(ShutdownForm(act.what), take_focus=act.why == "asked")

    def _begun(self) -> None:
        """Begin the opening, if that is what she took."""
        standing = self.engine.today.standing
        if standing is not None and standing.what == "opening" and standing.runs:
            self._alone()
            self.ends.open_day()

    def _alone(self) -> None:
        """Let an end of the day stand alone on the screen."""
        self.beside.over()
        self.stage.clear()

    def _close(self, act: Act) -> None:
        if act.why == "folded":
            self.stage.fold_card()
        else:
            self.stage.clear(at_once=act.why in AT_ONCE)
            if act.why != "finished":  # her closing words stand a while and go by themselves
                self.ends.clear(at_once=act.why in AT_ONCE)

    def _blank(self) -> None:
        """Let the day go on without the window that stayed empty, and say so in the tray."""
        now = self.engine.now()
        log.warning("a window stayed empty and was taken down")
        self.trouble = BoundaryError(
            tr("A window stayed empty, so it was taken down."),
            tr("The day goes on. If it happens again, start Boundary anew."),
        )
        today = self.engine.today
        if today.situation(now).running() is not None:
            today.finish(now)
        elif today.standing is not None and today.standing.what in OF_THE_DAY:
            today.skip(now)
        self.engine.tick()
        self._show_shape("trouble")

    # what she does in the ritual's window

    def _nobody_came(self) -> None:
        """Take the minutes out of the contact counts; the card then asks what the slot is for."""
        now = self.engine.now()
        ready = self.engine.today.situation(now).ready(now)
        self.engine.add(FactKind.NO_SHOW, ready.key if ready is not None else "")
        self._say_anew()

    def _signed(self) -> None:
        """A key in the ritual is her sign; it is noted once."""
        if self.beside.plays:
            return
        running = self.engine.today.situation(self.engine.now()).running()
        if running is not None and not running.signed:
            self.engine.today.take(self.engine.now())
            self.engine.tick()

    def _finish(self) -> None:
        """She went on, having had enough."""
        if self.beside.plays:
            self.stage.clear_ritual()
            return
        self._signed()
        self.engine.today.finish(self.engine.now())
        self.stage.clear_ritual()
        self.engine.tick()

    def _leave(self) -> None:
        """She left before: a break keeps what was taken."""
        if self.beside.plays:
            self.stage.clear_ritual()
            return
        self.engine.today.finish(self.engine.now())
        self.stage.clear_ritual()
        self.engine.tick()

    def _played(self) -> None:
        """All steps ran: a break waits to be enough, all else is over with its last step."""
        if self.beside.plays or self.engine.today.situation(self.engine.now()).running() is None:
            self._finish()


def _is_held(act: Act) -> bool:
    """Tell whether setting *act* aside takes a longer press: where every screen is held."""
    return act.offer is not None and act.act == "panel" and act.offer.level is Level.GUARD


AT_ONCE = frozenset(
    {
        "mic_open", "camera_open", "share_on", "clinical_need", "with_someone", "paused",
        "in_session", "commitment", "hold",
    }
)  # fmt: skip
"""Reasons that leave no time for a fade."""

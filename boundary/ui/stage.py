"""The stage: the one card and the one ritual window that may stand, made as they are wanted.

It is told what to show, in values, and says what she chose. How far a ritual has come is
counted on a monotonic clock that it is handed (`elapsed` returns seconds); when to begin and
when it is over is not its business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from boundary.language import tr
from boundary.ui import placing
from boundary.ui.theme import Palette
from boundary.ui.watchdog import Watchdog

if TYPE_CHECKING:
    from boundary.rituals.run import Run
    from boundary.ui.card import Card, CardView
    from boundary.ui.guard import Guard
    from boundary.ui.ritual_window import RitualWindow, StepView

FRAME_MS = 500
"""How often the arc and the digits are looked at: the ring breathes by itself."""

CARD_FRAME_MS = 1000
"""How often a card's hairline is: it moves less than a pixel in that time."""

REST_MS = 300
"""How long the screens rest before what lay on one that is gone moves to another."""

GONE_MS = 400
"""When a window that fades out is surely gone."""


@dataclass(slots=True)
class _Playing:
    run: Run
    began: float
    timed: bool
    index: int = 0
    over: bool = False


class Stage(QObject):
    """Shows a card or a ritual, and takes both down at once when told."""

    chosen = Signal(str)
    """The id of a card's choice; `close_card` where she closed it."""
    stepped = Signal()
    """She passed a step: a sign of her."""
    finished = Signal()
    """She had enough, and said so."""
    left = Signal()
    """She left the ritual before."""
    notes_wanted = Signal()
    played = Signal()
    """All steps have run; nothing closes by itself."""
    placed = Signal(QPoint)
    """She dragged a card; where it lies now."""
    beckoned = Signal(bool)
    """Something waits, or no longer does, where no card can be placed."""
    blank = Signal()
    """A window stayed empty; everything has been taken down."""
    unfolded = Signal()
    """She opened the thread or the dot; the card's words may be some minutes old."""

    def __init__(self, colours: Palette, elapsed: Callable[[], float]) -> None:
        super().__init__()
        self._colours = colours
        self._elapsed = elapsed
        self._reduced = False
        self._digits = False
        self._place: QPoint | None = None
        self._card: Card | None = None
        self._share: Callable[[], float] | None = None
        self._ritual: RitualWindow | None = None
        self._guard: Guard | None = None
        self._beckons = False
        self._watchdog = Watchdog(self)
        self._watchdog.blank.connect(self._stayed_blank)
        self._playing: _Playing | None = None
        self._frames = QTimer(self)
        self._frames.timeout.connect(self._frame)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._move_in)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._screen_gone)

    def wear(self, colours: Palette, *, reduced_motion: bool, digits: bool) -> None:
        """Use these colours and this motion for what is shown from now on."""
        self._colours, self._reduced, self._digits = colours, reduced_motion, digits

    def remember_place(self, place: QPoint | None) -> None:
        """Put cards where she left the last one, if that still lies on a screen."""
        self._place = place

    @property
    def card(self) -> Card | None:
        """The card that stands, folded or not."""
        return self._card

    @property
    def ritual(self) -> RitualWindow | None:
        """The ritual window that stands."""
        return self._ritual

    @property
    def guard(self) -> Guard | None:
        """What covers the other screens, where the ritual holds all of them."""
        return self._guard

    def show_card(self, view: CardView, share: Callable[[], float]) -> None:
        """Show *view* in its corner without taking the focus; *share* is of the gap left.

        Where a window can't choose its place (Wayland), no card is made: `beckoned` tells.
        """
        from boundary.ui.card import Card

        self.clear_card()
        if not placing.can_place():
            self._beckons = True
            self.beckoned.emit(True)
            return
        card = Card(view, self._colours, reduced_motion=self._reduced)
        card.chosen.connect(self.chosen)
        card.closed.connect(lambda: self.chosen.emit("close_card"))
        card.moved.connect(self._moved)
        card.unfolded.connect(self._unfolded)
        card.set_share(share())
        self._card, self._share = card, share
        self._watchdog.watch(card)
        card.appear(self._corner(card))
        self._pace()

    def renew_card(self, view: CardView) -> None:
        """Let the card that stands say *view* instead."""
        if self._card is not None:
            self._card.say(view)

    def fold_card(self) -> None:
        """Make the card a thread at the edge, where nothing of it moves."""
        if self._card is not None:
            self._card.fold()
            self._pace()

    def clear_card(self, *, at_once: bool = False) -> None:
        """Take the card down; *at_once* without the fade."""
        if self._beckons:
            self._beckons = False
            self.beckoned.emit(False)
        card, self._card, self._share = self._card, None, None
        if card is not None:
            self._watchdog.forget(card)
            _let_go(card, at_once=at_once)
        self._pace()

    def show_ritual(
        self,
        steps: Sequence[StepView],
        run: Run,
        *,
        take_focus: bool,
        guard: bool = False,
        timed: bool = True,
    ) -> None:
        """Show the ritual of *steps* and count its *run* from now on, for her only if *timed*."""
        from boundary.ui.ritual_window import RitualWindow

        self.clear_card()
        self.clear_ritual()
        window = RitualWindow(self._colours, reduced_motion=self._reduced, digits=self._digits)
        window.next_wanted.connect(self._next)
        window.notes_wanted.connect(self.notes_wanted)
        window.digits_wanted.connect(self._digits_chosen)
        window.stay_wanted.connect(self._stay)
        window.go_wanted.connect(self.finished)
        window.left.connect(self.left)
        self._playing = _Playing(run, self._elapsed(), timed)
        self._ritual = window
        self._watchdog.watch(window)
        if guard:
            self._begin_guard(window, take_focus=take_focus)
        window.show_steps(steps, 0)
        if not guard:
            window.appear(self._screen(), take_focus=take_focus)
        self._frame()
        self._pace()

    def _begin_guard(self, window: RitualWindow, *, take_focus: bool) -> None:
        from boundary.ui.guard import Guard

        self._guard = Guard(window, self._colours, reduced_motion=self._reduced)
        self._guard.laid.connect(self._watchdog.watch)
        self._guard.lifted.connect(self._watchdog.forget)
        self._guard.begin(placing.screen_in_use(), take_focus=take_focus)

    def enough(self) -> None:
        """Say that what was offered has been had."""
        if self._ritual is not None:
            self._ritual.enough()

    def clear_ritual(self, *, at_once: bool = False) -> None:
        """Take the ritual window down; *at_once* without the fade."""
        window, self._ritual, self._playing = self._ritual, None, None
        guard, self._guard = self._guard, None
        if guard is not None:
            guard.clear()
        if window is not None:
            self._watchdog.forget(window)
            _let_go(window, at_once=at_once)
        self._pace()

    def clear(self, *, at_once: bool = False) -> None:
        """Take everything down."""
        self.clear_card(at_once=at_once)
        self.clear_ritual(at_once=at_once)

    def _screen_gone(self, _screen: QScreen) -> None:
        self._rest.start()

    def _move_in(self) -> None:
        """Bring what lay on a screen that is gone onto another; guards see to it themselves."""
        areas = [screen.geometry() for screen in QGuiApplication.screens()]
        card, ritual = self._card, self._ritual
        if card is not None and not _lies_on(card.frameGeometry(), areas):
            card.place(self._corner(card))
        loose = ritual if self._guard is None else None
        if loose is not None and not _lies_on(loose.frameGeometry(), areas):
            loose.centre(self._screen())

    def _stayed_blank(self) -> None:
        self.clear(at_once=True)
        self.blank.emit()

    def _pace(self) -> None:
        """Look at what moves as often as it does, and not at all where nothing does."""
        if self._ritual is not None:
            self._frames.start(FRAME_MS)
        elif self._card is not None and not self._card.folded:
            self._frames.start(CARD_FRAME_MS)
        else:
            self._frames.stop()

    def _unfolded(self) -> None:
        self._pace()
        self._frame()
        self.unfolded.emit()

    def _frame(self) -> None:
        if self._card is not None and self._share is not None:
            self._card.set_share(self._share())
        playing, window = self._playing, self._ritual
        if playing is None or window is None:
            return
        gone = timedelta(seconds=self._elapsed() - playing.began)
        place = playing.run.at(gone)
        if place.index != playing.index and not playing.over:
            playing.index = place.index
            window.show_step(place.index)
        left = max(playing.run.enough - gone, timedelta(0))
        if playing.timed:
            share = left / playing.run.enough if playing.run.enough else 0.0
            window.set_left(share, _digits(left))
        else:
            window.set_left(0.0)
        if place.over and not playing.over:
            playing.over = True
            self.played.emit()

    def _next(self) -> None:
        if self._playing is not None:
            gone = timedelta(seconds=self._elapsed() - self._playing.began)
            self._playing.run = self._playing.run.next(gone)
            self.stepped.emit()
            self._frame()

    def _stay(self) -> None:
        """She stays: the last step is there again, and no question."""
        if self._ritual is not None and self._playing is not None:
            self._ritual.show_step(self._playing.index)
            self.stepped.emit()

    def _digits_chosen(self, on: bool) -> None:
        self._digits = on

    def _moved(self, place: QPoint) -> None:
        self._place = place
        self.placed.emit(place)

    def _screen(self) -> QScreen:
        return placing.quiet_screen(QGuiApplication.screens(), None)

    def _corner(self, card: Card) -> QPoint:
        areas = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        if self._place is not None:
            kept = placing.remembered(self._place, card.size(), areas)
            if kept is not None:
                return kept
        return placing.top_corner(self._screen().availableGeometry(), card.size())


def _lies_on(window: QRect, areas: Sequence[QRect]) -> bool:
    return any(area.contains(window) for area in areas)


def _let_go(window: Card | RitualWindow, *, at_once: bool) -> None:
    """Have *window* leave and destroy it then: it fades only while somebody holds it."""
    if at_once:
        window.hide()
    window.leave()
    QTimer.singleShot(0 if at_once else GONE_MS, lambda: window.deleteLater())


def _digits(left: timedelta) -> str:
    seconds = int(left.total_seconds())
    return tr("{minutes}:{seconds:02d}").format(minutes=seconds // 60, seconds=seconds % 60)

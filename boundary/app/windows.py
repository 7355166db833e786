"""The windows that she opens herself: tray, Today and settings, made when first wanted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from boundary.app.wording import card_words_for, notes_after
from boundary.errors import BoundaryError
from boundary.language import tr
from boundary.schedule.blocks import BlockKind, Glance
from boundary.schedule.standing import owed_at
from boundary.schedule.today import Today
from boundary.settings import Settings, Theme
from boundary.ui import theme
from boundary.ui.day_view import (
    BreakOffer,
    DayView,
    FactLine,
    day_view,
    home_menu,
)
from boundary.ui.tray import Tray
from boundary.ui.why_words import why_now
from boundary.ui.words import calendar_read, home_because, owed, tooltip, trouble_words

if TYPE_CHECKING:
    from boundary.ui.settings_window import SettingsView, SettingsWindow
    from boundary.ui.today_window import TodayWindow


class Windows(QObject):
    """What stands open because she opened it, in her colours."""

    chosen = Signal(str)
    changed = Signal(str, object)
    file_chosen = Signal(str)
    forget_wanted = Signal(int)
    recoloured = Signal()

    def __init__(self, qt: QApplication, settings: Settings) -> None:
        super().__init__()
        self._qt = qt
        self._theme = settings.appearance.theme
        self.colours = theme.palette(self._dark())
        theme.apply(qt, self.colours)
        self.tray = Tray(self, dark_panel=self._dark())
        self._today: TodayWindow | None = None
        self._settings: SettingsWindow | None = None
        self._view: DayView | None = None
        qt.styleHints().colorSchemeChanged.connect(lambda _scheme: self._recolour())

    def close(self) -> None:
        """Close what is open and take the icon away."""
        for window in (self._today, self._settings):
            if window is not None:
                window.close()
        self.tray.hide()

    def wear(self, settings: Settings) -> None:
        """Follow the theme that she chose."""
        self._theme = settings.appearance.theme
        self._recolour()

    def open_today(self) -> None:
        """Show Today and bring it forward; she asked for it, so it may have the focus."""
        if self._today is None:
            from boundary.ui.today_window import TodayWindow

            self._today = TodayWindow(self.colours)
            self._today.chosen.connect(self.chosen)
        if self._view is not None:
            self._today.show_day(self._view)
        self._today.show()
        self._today.raise_()
        self._today.activateWindow()

    def open_settings(self, settings: Settings, *, only_refresh: bool = False) -> None:
        """Show the settings window, or only bring what it shows up to date."""
        view = settings_view(settings)
        if self._settings is None:
            if only_refresh:
                return
            from boundary.ui.settings_window import SettingsWindow

            self._settings = SettingsWindow(view, self.colours)
            self._settings.changed.connect(self.changed)
            self._settings.file_wanted.connect(self.choose_file)
            self._settings.forget_wanted.connect(self.forget_wanted)
        self._settings.show_settings(view)
        if not only_refresh:
            self._settings.show()
            self._settings.raise_()
            self._settings.activateWindow()

    def choose_file(self) -> None:
        """Ask for an .ics file."""
        from PySide6.QtWidgets import QFileDialog

        path, _filter = QFileDialog.getOpenFileName(
            self._settings or self._today,
            tr("Choose a calendar"),
            "",
            tr("Calendars (*.ics);;All files (*)"),
        )
        if path:
            self.file_chosen.emit(path)

    def show_shape(self, shape: str) -> None:
        """Show the day's state in the tray, in a shape and the least of words."""
        self.tray.show_shape(shape, tooltip(shape))
        self.tray.show_paused(shape == "paused")

    def show_day(
        self,
        today: Today,
        now: datetime,
        *,
        twelve: bool,
        sampled: bool,
        read_at: datetime | None,
        troubles: Sequence[BoundaryError],
    ) -> None:
        """Bring Today up to date; nothing is painted while it is closed."""
        situation = today.situation(now)
        plan = situation.plan
        tray = Tray.available()
        facts = [FactLine(*trouble_words(trouble), trouble=True) for trouble in troubles]
        if sampled:
            facts.append(
                FactLine(
                    tr("This is a sample practice."),
                    tr("Nobody in it is real. Add your calendar in Settings."),
                )
            )
        if read_at is not None:
            facts.append(FactLine(calendar_read(read_at, plan.zone, twelve=twelve)))
        said = owed(owed_at(situation, now), lunch_ahead=_lunch_ahead(today, now))
        if said:
            facts.append(FactLine(said))
        self.tray.show_with_someone(situation.glance(now).why == "with_someone")
        self._view = day_view(
            plan,
            situation.glance(now),
            now,
            twelve=twelve,
            facts=tuple(facts),
            offer=_offered(today, now),
            home_because="" if tray else home_because(),
            menu=() if tray else home_menu(),
        )
        if self._today is not None and self._today.isVisible():
            self._today.show_day(self._view)

    def why(self, glance: Glance, zone: ZoneInfo, *, twelve: bool) -> str:
        """Return the one sentence for the present."""
        return why_now(glance, zone, twelve=twelve)

    def _dark(self) -> bool:
        if self._theme is Theme.SYSTEM:
            return theme.is_dark(self._qt)
        return self._theme is Theme.DARK

    def _recolour(self) -> None:
        self.colours = theme.palette(self._dark())
        theme.apply(self._qt, self.colours)
        self.tray.show_panel(self._dark())
        for window in (self._today, self._settings):
            if window is not None:
                window.recolour(self.colours)
        self.recoloured.emit()


def settings_view(settings: Settings) -> SettingsView:
    """Return what the settings window shows; an address from the keyring stays unnamed."""
    from boundary.ui.settings_window import SettingsView

    policy, look = settings.policy, settings.appearance
    return SettingsView(
        sources=tuple(
            tr("An address in your keyring") if source.secret else PurePath(source.address).name
            for source in settings.calendars
        ),
        level=policy.level.value,
        end_by=policy.end_by.value,
        notes=int(policy.notes.total_seconds() // 60),
        theme=look.theme.value,
        reduced_motion=look.reduced_motion,
        digits=look.digits,
    )


def _offered(today: Today, now: datetime) -> BreakOffer | None:
    """Return what Today offers at *now*: the break that is ready, or the close of the day."""
    situation = today.situation(now)
    ready = situation.ready(now)
    if ready is not None:
        notes = notes_after(situation.plan, ready.block)
        words = card_words_for(ready, now, notes=notes is not None)
        return BreakOffer(words.title, words.choices)
    shutdown = situation.plan.block(BlockKind.SHUTDOWN)
    if shutdown is None or situation.closed or situation.hush(now) is not None:
        return None
    last = max((life.span.end for life in situation.plan.lives), default=now)
    if now < last or today.standing is not None:
        return None
    return BreakOffer(tr("The sessions are done."), (("close", tr("Close the day")),))


def _lunch_ahead(today: Today, now: datetime) -> bool:
    lunch = today.plan(now).block(BlockKind.LUNCH)
    return lunch is not None and lunch.span.start > now

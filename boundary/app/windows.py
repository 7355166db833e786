"""The windows that she opens herself: Today and settings, made when first wanted; and the tray."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication

from boundary.language import tr
from boundary.settings import Settings, Theme
from boundary.ui import theme
from boundary.ui.system_look import colours_for, on_contrast
from boundary.ui.tray import Tray

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from boundary.errors import BoundaryError
    from boundary.ui.day_view import DayView
    from boundary.ui.health_words import SourceHealth
    from boundary.ui.settings_window import SettingsView, SettingsWindow
    from boundary.ui.theme import Palette
    from boundary.ui.today_window import TodayWindow

PAGES: Mapping[str, Callable[[], str]] = {
    "hours": lambda: tr("Hours"),
    "reply": lambda: tr("Reply"),
    "mail": lambda: tr("Mail"),
    "plan": lambda: tr("One at a time"),
    "commitments": lambda: tr("Commitments"),
    "looking_back": lambda: tr("Looking back"),
    "lock": lambda: tr("Lock"),
    "practice": lambda: tr("Practice profile"),
    "privacy": lambda: tr("Privacy"),
}
"""What the pages are called that come from elsewhere."""

_SEEN_BY = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.WindowStateChange})


class Windows(QObject):
    """What stands open because she opened it, in her colours; *view* makes what Today shows."""

    chosen = Signal(str)
    changed = Signal(str, object)
    forget_wanted = Signal(int)
    sign_in_wanted = Signal(int)
    source_changed = Signal(int, str, bool)
    preview_wanted = Signal()
    try_wanted = Signal(object)
    first_run_wanted = Signal()
    recoloured = Signal()
    today_seen = Signal(bool)
    """Today can be seen from now on, or no longer can."""

    def __init__(
        self, qt: QApplication, settings: Settings, tray: Tray, view: Callable[[], DayView]
    ) -> None:
        super().__init__()
        self._qt = qt
        self._theme = settings.appearance.theme
        self._view = view
        self.tray = tray
        self._today: TodayWindow | None = None
        self._settings: SettingsWindow | None = None
        self.hotkey_trouble: BoundaryError | None = None
        self._recolour()
        qt.styleHints().colorSchemeChanged.connect(lambda _scheme: self._recolour())
        on_contrast(qt, self._recolour)

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

    @property
    def shows_today(self) -> bool:
        """Whether Today can be seen."""
        today = self._today
        return today is not None and today.isVisible() and not today.isMinimized()

    def open_today(self) -> None:
        """Show Today and bring it forward; she asked for it, so it may have the focus."""
        if self._today is None:
            self._today = self._new_today()
        self._today.show_day(self._view())
        if self._today.isMinimized():
            self._today.showNormal()
        self._today.show()
        self._today.raise_()
        self._today.activateWindow()

    def show_day(self) -> None:
        """Bring Today up to date; nothing is made ready while it is closed."""
        if self._today is not None and self.shows_today:
            self._today.show_day(self._view())

    def _new_today(self) -> TodayWindow:
        from PySide6.QtGui import QKeySequence, QShortcut

        from boundary.ui.today_window import TodayWindow

        today = TodayWindow(self.colours)
        today.chosen.connect(self.chosen)
        later = QShortcut(QKeySequence("P"), today)
        later.activated.connect(lambda: self.chosen.emit("postpone"))
        today.installEventFilter(self)
        return today

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice when Today comes into sight and goes."""
        if watched is self._today and event.type() in _SEEN_BY:
            self.today_seen.emit(self.shows_today)
        return super().eventFilter(watched, event)

    def open_settings(
        self,
        settings: Settings,
        trouble: BoundaryError | None,
        healths: Sequence[SourceHealth] = (),
        more: Sequence[tuple[str, Callable[[Palette], QWidget]]] = (),
        page: str = "",
    ) -> None:
        """Show the settings window and bring it forward; *more* are pages that are made later.

        With *page*, one of `PAGES`, that page is open.
        """
        if self._settings is None:
            self._settings = self._new_settings(settings)
            for name, make in more:
                self._settings.add_page(PAGES[name](), partial(self._made, make))
        if page:
            self._settings.open_page(PAGES[page]())
        self.show_settings(settings, trouble, healths)
        self._settings.show()
        self._settings.raise_()
        self._settings.activateWindow()

    def _made(self, make: Callable[[Palette], QWidget]) -> QWidget:
        return make(self.colours)

    def show_settings(
        self,
        settings: Settings,
        trouble: BoundaryError | None,
        healths: Sequence[SourceHealth] = (),
    ) -> None:
        """Bring the settings window up to date, if there is one."""
        if self._settings is not None:
            view = settings_view(settings, trouble, healths, self.hotkey_trouble)
            self._settings.show_settings(view)

    def _new_settings(self, settings: Settings) -> SettingsWindow:
        from boundary.ui.settings_window import SettingsWindow

        window = SettingsWindow(settings_view(settings, None), self.colours)
        window.changed.connect(self.changed)
        window.add_wanted.connect(lambda: self.chosen.emit("add_calendar"))
        window.forget_wanted.connect(self.forget_wanted)
        window.sign_in_wanted.connect(self.sign_in_wanted)
        window.source_changed.connect(self.source_changed)
        window.preview_wanted.connect(self.preview_wanted)
        window.try_wanted.connect(self.try_wanted)
        window.first_run_wanted.connect(self.first_run_wanted)
        return window

    def _dark(self) -> bool:
        if self._theme is Theme.SYSTEM:
            return theme.is_dark(self._qt)
        return self._theme is Theme.DARK

    def _recolour(self) -> None:
        self.colours = colours_for(self._qt, dark=self._dark())
        theme.apply(self._qt, self.colours)
        self.tray.show_panel(self._dark())
        for window in (self._today, self._settings):
            if window is not None:
                window.recolour(self.colours)
        self.recoloured.emit()


def settings_view(
    settings: Settings,
    trouble: BoundaryError | None,
    healths: Sequence[SourceHealth] = (),
    hotkey_trouble: BoundaryError | None = None,
) -> SettingsView:
    """Return what the settings window shows; an address from the keyring stays unnamed.

    *healths* has how each calendar does, by its position; none before it was first read.
    *hotkey_trouble* is why the hotkey, or the one that she just wished for, is not to be had.
    """
    from boundary.ui.calendars_page import SourceRow
    from boundary.ui.settings_window import SettingsView

    policy, look = settings.policy, settings.appearance
    return SettingsView(
        sources=tuple(
            SourceRow(
                tr("An address in your keyring")
                if source.secret
                else PurePath(source.address).name,
                all_sessions=source.all_sessions,
                trust_end=source.trust_end,
                rules=len(source.rules),
                health=healths[position].line if position < len(healths) else None,
                sign_in=position < len(healths) and healths[position].sign_in,
            )
            for position, source in enumerate(settings.calendars)
        ),
        level=policy.level.value,
        end_by=policy.end_by.value,
        notes=int(policy.notes.total_seconds() // 60),
        theme=look.theme.value,
        reduced_motion=look.reduced_motion,
        digits=look.digits,
        language=settings.language or "",
        trouble=str(trouble) if trouble is not None else "",
        rituals=settings.rituals,
        prep=policy.prep,
        hotkey=settings.hotkey,
        hotkey_trouble=str(hotkey_trouble) if hotkey_trouble is not None else "",
        levels=tuple((each.value, own.value) for each, own in policy.own_levels.items()),
    )

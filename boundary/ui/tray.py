"""The tray icon: the day's state as a shape, and the menu.

A left click opens Today and never acts. The panel may start after us, or never: the icon is
made anew when `org.kde.StatusNotifierWatcher` appears on the session bus (Qt decides once, when
an icon is made, which kind of tray it speaks to), and without a bus or a tray nothing fails.
No name and no number is ever in a tooltip: screens are shared.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from boundary.language import tr
from boundary.ui.arch import Shape, tray_icon

WATCHER = "org.kde.StatusNotifierWatcher"


def tooltip_of(shape: str) -> str:
    """Return what the tray says in words for *shape* (a value of `Shape`; ValueError if none).

    Not that she is in session, nor that one ends soon: a client who sees the screen sees it.
    """
    words = {
        Shape.BREAK_READY: tr("Boundary - break ready"),
        Shape.IN_BREAK: tr("Boundary - in a break"),
        Shape.PAUSED: tr("Boundary - paused"),
        Shape.TROUBLE: tr("Boundary - something needs a look"),
        Shape.CLOSED: tr("Boundary - closed for the day"),
    }
    return words.get(Shape(shape), tr("Boundary - quiet"))


class Tray(QObject):
    """Icon and menu. It emits what was chosen and shows what it is told; it decides nothing."""

    today_wanted = Signal()
    clinical_need = Signal()
    join = Signal()
    ended = Signal()
    with_someone = Signal(bool)
    pause_half_hour = Signal()
    pause_until_tomorrow = Signal()
    pause_until_told = Signal()
    resume = Signal()
    one_breath = Signal()
    journal_wanted = Signal()
    help_wanted = Signal()
    settings_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, parent: QObject | None = None, *, dark_panel: bool = False) -> None:
        super().__init__(parent)
        self._shape = Shape.QUIET
        self._tooltip = tooltip_of(self._shape)
        self._dark = dark_panel
        self._menu = QMenu()
        self._join = QAction(self)
        self._someone = QAction(tr("With someone"), self)
        self._resume = QAction(tr("Resume"), self)
        self._pauses: list[QAction] = []
        self._fill()
        self._icon = self._make()
        self._watch = QDBusServiceWatcher(
            WATCHER,
            QDBusConnection.sessionBus(),
            QDBusServiceWatcher.WatchModeFlag.WatchForRegistration,
            self,
        )
        self._watch.serviceRegistered.connect(self.renew)

    @property
    def menu(self) -> QMenu:
        """The menu, for windows that show it too where there is no tray."""
        return self._menu

    @staticmethod
    def available() -> bool:
        """Tell whether a tray is there to show the icon now."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Put the icon into the tray, or have it ready for when a tray comes."""
        self._icon.show()

    def hide(self) -> None:
        """Take the icon away; call before quitting, or a dead icon may stay."""
        self._icon.hide()

    def show_shape(self, shape: str) -> None:
        """Show *shape* (a value of `Shape`; ValueError if none) with its words, if it changed."""
        wanted = Shape(shape)
        words = tooltip_of(wanted)
        if wanted is not self._shape:
            self._shape = wanted
            self._icon.setIcon(tray_icon(wanted, self._dark))
        if words != self._tooltip:
            self._tooltip = words
            self._icon.setToolTip(words)

    def show_panel(self, dark: bool) -> None:
        """Draw for a *dark* panel or a light one."""
        if dark != self._dark:
            self._dark = dark
            self._icon.setIcon(tray_icon(self._shape, dark))

    def show_join(self, label: str | None) -> None:
        """Name the session that can be joined by its time ("Join 10:00"); None hides the item."""
        self._join.setVisible(label is not None)
        self._join.setText(label or "")

    def show_with_someone(self, on: bool) -> None:
        """Set the check mark without saying that she did."""
        self._someone.setChecked(on)

    def show_paused(self, paused: bool) -> None:
        """Offer to resume while *paused*, else the three ways to pause."""
        self._resume.setVisible(paused)
        for action in self._pauses:
            action.setVisible(not paused)

    def renew(self) -> None:
        """Make the icon anew, as a tray that came after us needs it."""
        shown = self._icon.isVisible()
        self._icon.hide()
        self._icon.deleteLater()
        self._icon = self._make()
        self._icon.setVisible(shown)

    def _make(self) -> QSystemTrayIcon:
        icon = QSystemTrayIcon(tray_icon(self._shape, self._dark), self)
        icon.setToolTip(self._tooltip)
        icon.setContextMenu(self._menu)
        icon.activated.connect(self._clicked)
        return icon

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.today_wanted.emit()

    def _fill(self) -> None:
        """Lay out the menu from top to bottom."""
        self._add(tr("Pause for clinical need"), self.clinical_need)
        self._menu.addSeparator()
        self._add(tr("Today"), self.today_wanted)
        self._menu.addAction(self._join)
        self._join.triggered.connect(self.join)
        self._add(tr("Ended"), self.ended)
        self._menu.addAction(self._someone)
        self._someone.setCheckable(True)
        self._someone.triggered.connect(self.with_someone)
        self._add(tr("One breath"), self.one_breath)
        self._menu.addSeparator()
        self._pauses = [
            self._add(tr("Pause for 30 minutes"), self.pause_half_hour),
            self._add(tr("Pause until tomorrow"), self.pause_until_tomorrow),
            self._add(tr("Pause until I say"), self.pause_until_told),
        ]
        self._menu.addAction(self._resume)
        self._resume.triggered.connect(self.resume)
        self._menu.addSeparator()
        self._add(tr("Evening journal"), self.journal_wanted)
        self._add(tr("Help for me"), self.help_wanted)
        self._add(tr("Settings"), self.settings_wanted)
        self._add(tr("Quit"), self.quit_wanted)
        self.show_join(None)
        self.show_paused(False)

    def _add(self, words: str, signal: SignalInstance) -> QAction:
        action = QAction(words, self)
        action.triggered.connect(lambda: signal.emit())
        self._menu.addAction(action)
        return action

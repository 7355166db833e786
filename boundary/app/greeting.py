"""The first run and the files of settings in the running program: where each is wanted.

The first run comes by itself at the first start, and again from the settings; the sample practice
plays beside it until she turns to it. Settings that come from a file begin the day anew. Nothing
of either is loaded before.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from boundary.app.calendar_keys import CalendarKeys
from boundary.clock import Clock
from boundary.keys import Keys
from boundary.profile import settings_path

if TYPE_CHECKING:
    from boundary.app.app import App
    from boundary.app.first_run import FirstRun
    from boundary.app.handing import Handing
    from boundary.ui.theme import Palette


_TOUCHED = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress})


class Greeting(QObject):
    """The first run of *app*, which lends it its *keyring* and *keys*; a *demo* has no first start.

    `anew(change)` asks to begin the day again after *change*.
    """

    anew = Signal(object)

    def __init__(
        self,
        app: App,
        profile: Path,
        keyring: Keys,
        keys: CalendarKeys,
        clock: Clock,
        *,
        demo: bool,
    ) -> None:
        super().__init__()
        self._app = app
        self._first = not demo and not settings_path(profile).exists()
        self._keyring, self._keys, self._clock = keyring, keys, clock
        self._run: FirstRun | None = None
        self._handing: Handing | None = None
        app.windows.recoloured.connect(self._recolour)
        app.windows.first_run_wanted.connect(self.open)

    def begin(self, *, background: bool) -> None:
        """Open it where the profile has no settings yet, unless she did not start it herself."""
        if self._first and not background:
            self.open()

    def open(self) -> None:
        """Go through the four pages with her, now or again."""
        if self._run is None:
            self._run = self._made()
        self._run.open()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)  # until the first key or click, or the end

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the sample wait from her first key or click on: its breaks would come over it."""
        if event.type() in _TOUCHED and isinstance(watched, QWidget) and self._is_in(watched):
            self._watch_no_more()
            if self._app.preferences.sampled:
                self._app.show.pause(None)
        return super().eventFilter(watched, event)

    def _is_in(self, widget: QWidget) -> bool:
        return self._run is not None and widget.window() is self._run.window

    def _watch_no_more(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def pages(self) -> tuple[tuple[str, Callable[[Palette], QWidget]], ...]:
        """Return the pages of the settings about files, each with its id."""
        if self._handing is None:
            from boundary.app.handing import Handing

            twelve = self._app.show.twelve
            self._handing = Handing(self._app.preferences, self._edited, twelve=twelve)
        return self._handing.pages()

    def close(self) -> None:
        """Close it, if it is open."""
        self._watch_no_more()
        if self._run is not None:
            self._run.close()

    def _recolour(self) -> None:
        if self._run is not None:
            self._run.recolour()

    def _made(self) -> FirstRun:
        from boundary.app.first_look import House
        from boundary.app.first_run import FirstRun

        app = self._app
        run = FirstRun(
            House(
                app.preferences,
                self._keyring,
                self._keys,
                self._clock,
                zone=lambda: app.preferences.zone,
                colours=lambda: app.windows.colours,
                twelve=lambda: app.show.twelve,
                anew=self.anew.emit,
                change=app.windows.changed.emit,
                try_key=self._try_key,
                hotkey_trouble=lambda: app.day.hotkey_trouble,
            )
        )
        run.ended.connect(self._ended)
        return run

    def _edited(self) -> None:
        """All of her settings may be others by now: everything follows them."""
        app = self._app
        minutes = int(app.preferences.settings.policy.notes.total_seconds() // 60)
        self.anew.emit(lambda: None)
        app.windows.changed.emit("notes", minutes)
        app.post.refresh()

    def _try_key(self, heard: Callable[[], None] | None) -> None:
        """Have the day under way tell *heard* of the hotkey."""
        self._app.day.try_key(heard)

    def _ended(self, through: bool) -> None:
        self._watch_no_more()
        if self._app.preferences.sampled:
            self._app.show.choose("resume")
        if through:
            self._app.windows.open_today()

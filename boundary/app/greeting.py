"""The first run where it is wanted: by itself at the first start, and again from the settings.

Nothing of it is loaded before.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from boundary.app.calendar_keys import CalendarKeys
from boundary.clock import Clock
from boundary.keys import Keys
from boundary.profile import settings_path

if TYPE_CHECKING:
    from boundary.app.app import App
    from boundary.app.first_run import FirstRun


class Greeting(QObject):
    """The first run of *app*, whose keys it is handed; *demo* never is a first start.

    *change* and *anew* are what the settings window and a change of calendars end in, *try_key*
    lets somebody else than the day hear the hotkey.
    """

    def __init__(
        self,
        app: App,
        profile: Path,
        keyring: Keys,
        keys: CalendarKeys,
        clock: Clock,
        change: Callable[[str, object], None],
        anew: Callable[[Callable[[], None]], None],
        try_key: Callable[[Callable[[], None] | None], None],
        *,
        demo: bool,
    ) -> None:
        super().__init__()
        self._app = app
        self._first = not demo and not settings_path(profile).exists()
        self._keyring, self._keys, self._clock = keyring, keys, clock
        self._change, self._anew, self._try_key = change, anew, try_key
        self._run: FirstRun | None = None
        app.windows.recoloured.connect(self._recolour)

    def begin(self, *, background: bool) -> None:
        """Open it where the profile has no settings yet, unless she did not start it herself."""
        if self._first and not background:
            self.open()

    def open(self) -> None:
        """Go through the four pages with her, now or again."""
        if self._run is None:
            self._run = self._made()
        self._run.open()

    def close(self) -> None:
        """Close it, if it is open."""
        if self._run is not None:
            self._run.close()

    def _recolour(self) -> None:
        if self._run is not None:
            self._run.recolour()

    def _made(self) -> FirstRun:
        from boundary.app.first_look import House, own_zone
        from boundary.app.first_run import FirstRun

        app = self._app
        run = FirstRun(
            House(
                app.preferences,
                self._keyring,
                self._keys,
                self._clock,
                zone=lambda: own_zone(app.preferences),
                colours=lambda: app.windows.colours,
                twelve=lambda: app.show.twelve,
                anew=self._anew,
                change=self._change,
                try_key=self._try_key,
                hotkey_trouble=lambda: app.day.hotkey_trouble,
            )
        )
        run.ended.connect(self._ended)
        return run

    def _ended(self, through: bool) -> None:
        if through:
            self._app.windows.open_today()

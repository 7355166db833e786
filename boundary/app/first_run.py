"""The first run at work: from what she pastes to her calendars, her rules and a tried key.

Nothing is hers before she said which are her sessions: until then a calendar was looked at and
no more. What it reads it forgets with its window. A profile without a file of settings has it
shown; leaving it, however, leaves a file, so that it does not come again by itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from boundary.accounts import Accounts
from boundary.app.first_look import FirstLook, House, Looked, desk_checks
from boundary.app.kept_address import keep, let_go
from boundary.app.looking import Candidate, feed_candidate
from boundary.app.steps import Doer, Steps
from boundary.app.worker import Worker
from boundary.errors import BoundaryError, CalendarError, SecretsError
from boundary.language import tr
from boundary.schedule.learning import Draft
from boundary.schedule.policy import EndBy, Level
from boundary.schedule.rules import Meaning
from boundary.settings import CalendarSource
from boundary.ui.add_calendar_view import trouble_line
from boundary.ui.first_run_words import CalendarView, EndsView, KeyView, Page, desktop_of

if TYPE_CHECKING:
    from boundary.app.adding import Adding
    from boundary.calendars.protocol import Parse
    from boundary.calendars.web import Net
    from boundary.desk import Check
    from boundary.ui.first_run import FirstRunWindow


class FirstRun(QObject):
    """Opens the first run and makes settings of it.

    `ended` follows when she is through (True) or left it (False). *checks*, *parse*, *net*,
    *open_browser* and *new_worker* stand in for the world in tests.
    """

    ended = Signal(bool)

    def __init__(
        self,
        house: House,
        *,
        checks: Callable[[], Sequence[Check]] = desk_checks,
        parse: Parse | None = None,
        net: Net | None = None,
        open_browser: Callable[[str], bool] | None = None,
        new_worker: Callable[[QObject], Doer] = Worker,
    ) -> None:
        super().__init__()
        self._house = house
        self._checks = checks
        self._parse = parse
        self._net = net
        self._open_browser = open_browser
        self._accounts = Accounts(house.keys, house.clock)
        self._steps = Steps(self, new_worker)
        self._asking = Steps(self, new_worker)
        self._window: FirstRunWindow | None = None
        self._adding: Adding | None = None
        self._looked: Looked | None = None
        self._through = False
        self._key = KeyView("")
        self._ends = EndsView()

    @property
    def window(self) -> FirstRunWindow | None:
        """The window, while it is open."""
        return self._window

    def open(self) -> None:
        """Show the window, or bring it forward."""
        if self._window is None:
            self._window = self._new_window()
            self._ask_desk()
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def recolour(self) -> None:
        """Show the window, if there is one, in the colours of now."""
        if self._window is not None:
            self._window.recolour(self._house.colours())
        if self._adding is not None:
            self._adding.recolour(self._house.colours())

    def close(self) -> None:
        """Close the window, if there is one."""
        if self._window is not None:
            self._window.close()

    def _new_window(self) -> FirstRunWindow:
        from boundary.ui.first_run import FirstRunWindow

        look = self._house.preferences.settings.appearance
        window = FirstRunWindow(self._house.colours(), reduced_motion=look.reduced_motion)
        window.address_given.connect(self._address)
        window.path_given.connect(lambda path: self._look((Candidate(path, secret=False),)))
        window.other_wanted.connect(self._sign_in)
        window.session_only.connect(self._without_keyring)
        window.ticked.connect(lambda row, on: self._taken(lambda draft: draft.tick(row, on)))
        window.kind_chosen.connect(
            lambda row, kind: self._taken(lambda draft: draft.choose(row, Meaning(kind)))
        )
        window.accepted.connect(self._accept)
        window.preview_left.connect(self._let_go)
        window.changed.connect(self._change)
        window.page_shown.connect(self._page_shown)
        window.finished.connect(self._finish)
        window.closed.connect(self._closed)
        settings = self._house.preferences.settings
        self._through = False
        self._ends = EndsView(
            settings.policy.end_by.value, int(settings.policy.notes.total_seconds() // 60)
        )
        window.show_ends(self._ends)
        window.show_calendar(self._calendar_view())
        return window

    def _calendar_view(self) -> CalendarView:
        return CalendarView(read=len(self._house.preferences.settings.calendars))

    # what this machine can do

    def _ask_desk(self) -> None:
        settings = self._house.preferences.settings
        desktop = desktop_of(sys.platform, os.environ)
        self._key = KeyView(settings.hotkey, desktop=desktop)
        self._show_key()
        self._asking.do(self._checks, self._desk_known, lambda _trouble: None)

    def _desk_known(self, found: Sequence[Check]) -> None:
        known = {check.name: check for check in found}
        tray, senses = known.get("tray"), known.get("microphone_camera")
        self._key = replace(self._key, tray=tray.ok if tray is not None else None)
        if senses is not None:
            usual = self._ends.end_by
            by = EndBy.KEY.value if usual == EndBy.SENSES.value and not senses.ok else usual
            self._ends = replace(self._ends, end_by=by, senses=senses.ok, sensed=senses.found)
        if self._window is not None:
            self._window.show_ends(self._ends)
            self._show_key()

    # her calendar

    def _address(self, text: str) -> None:
        try:
            candidate = feed_candidate(text)
        except CalendarError as trouble:
            self._say(trouble)
        else:
            self._look((candidate,))

    def _look(self, several: tuple[Candidate, ...], kept: tuple[CalendarSource, ...] = ()) -> None:
        """Read two weeks of *several*, and ask which are sessions."""
        looked = Looked(several, kept)
        look = FirstLook(self._house, self._accounts, self._house.zone(), self._parse, self._net)
        self._show(CalendarView(tr("Looking at the next two weeks…")))

        def then(draft: Draft) -> None:
            looked.draft = draft
            self._looked = looked
            self._show(self._calendar_view())
            self._show_preview()

        self._steps.do(lambda: look.draft(several), then, self._say)

    def _sign_in(self) -> None:
        """Let her add a calendar in one of the other ways; it comes back here."""
        if self._adding is None:
            import webbrowser

            from boundary.app.adding import Adding

            browser = self._open_browser or webbrowser.open
            self._adding = Adding(
                self._house.keys,
                self._house.clock,
                browser,
                accounts=self._accounts,
                parse=self._parse,
                net=self._net,
            )
            self._adding.added.connect(lambda sources, _lasting: self._added(sources))
        hosts = self._house.preferences.settings.link_hosts
        self._adding.open(self._house.zone(), self._house.colours(), hosts)

    def _added(self, sources: tuple[CalendarSource, ...]) -> None:
        """Look at what another window has kept already."""
        keys = self._house.keys

        def work() -> tuple[Candidate, ...]:
            return tuple(
                Candidate(keys.get(each.secret) or "")
                if each.secret is not None
                else Candidate(each.address, secret=False)
                for each in sources
            )

        self._steps.do(work, lambda found: self._look(found, sources), self._say)

    def _taken(self, change: Callable[[Draft], Draft]) -> None:
        if self._looked is not None:
            self._looked.draft = change(self._looked.draft)
            self._show_preview()

    def _show_preview(self) -> None:
        from boundary.ui.preview_view import preview_view

        if self._looked is not None and self._window is not None:
            house = self._house
            view = preview_view(self._looked.draft, house.zone(), twelve=house.twelve())
            self._window.show_sessions(view)

    def _accept(self, watching: bool) -> None:
        """Keep what she looked at; a keyring that refuses is told where she pasted it."""
        looked = self._looked
        if looked is None:
            return
        looked.watching = watching
        texts = [one.text for one in looked.candidates if one.secret]
        if looked.kept or not texts:
            files = tuple(CalendarSource(one.text) for one in looked.candidates)
            self._hers(looked, looked.kept or files)
            return
        keys, mark = self._house.keys, looked.mark

        def refused(trouble: BoundaryError) -> None:
            if self._window is not None:
                self._window.go_back_to_calendar()
            self._say(trouble, session_only=isinstance(trouble, SecretsError))

        self._steps.do(
            lambda: keep(texts, keys, mark), lambda kept: self._hers(looked, kept), refused
        )

    def _without_keyring(self) -> None:
        if self._looked is not None:
            self._house.keys.keep_here(self._looked.mark)
            self._show(self._calendar_view())
            self._accept(self._looked.watching)

    def _hers(self, looked: Looked, sources: Sequence[CalendarSource]) -> None:
        """Read *sources* from now on, by the rules of her ticks."""
        self._looked = None
        rules = looked.draft.learned().rules
        taught = tuple(
            replace(source, rules=tuple(rules.get(position, ())))
            for position, source in enumerate(sources)
        )
        chosen, house = self._house.preferences, self._house
        today = house.clock.now().astimezone(house.zone()).date()

        def change() -> None:
            before = chosen.settings
            level = before.policy.level
            if looked.watching or level is Level.AMBIENT:
                level = Level.AMBIENT if looked.watching else Level.NUDGE
            chosen.put(
                replace(
                    before,
                    calendars=(*before.calendars, *taught),
                    started=before.started or today,
                    policy=replace(before.policy, level=level),
                )
            )

        house.anew(change)
        self._show(self._calendar_view())
        if self._window is not None:
            self._window.calendar.clear()
            self._window.go_on()

    def _let_go(self) -> None:
        """Forget what was looked at; what another window kept of it is deleted."""
        looked, self._looked = self._looked, None
        if looked is None or not looked.kept:
            return
        left, keys = self._house.preferences.settings.calendars, self._house.keys

        def work() -> None:
            for source in looked.kept:
                let_go(source, left, keys, self._accounts)

        self._steps.do(work, lambda _done: None, self._say)

    # keys, and the end

    def _change(self, name: str, value: object) -> None:
        settings = self._house.preferences.settings
        minutes = int(settings.policy.notes.total_seconds() // 60)
        now = {"end_by": settings.policy.end_by.value, "notes": minutes}
        if now.get(name) != value:
            self._house.change(name, value)
        if name == "hotkey":
            self._key = replace(self._key, heard=False)
            self._show_key()

    def _page_shown(self, page: Page) -> None:
        self._house.try_key(self._key_heard if page is Page.KEY else None)
        if page is Page.KEY:
            self._show_key()

    def _key_heard(self) -> None:
        self._key = replace(self._key, heard=True)
        self._show_key()
        if self._window is not None:
            self._window.activateWindow()

    def _show_key(self) -> None:
        trouble = self._house.hotkey_trouble()
        keys = self._house.preferences.settings.hotkey
        self._key = replace(self._key, keys=keys, trouble="" if trouble is None else str(trouble))
        if self._window is not None:
            self._window.show_key(self._key)

    def _finish(self) -> None:
        self._through = True
        self.close()

    def _closed(self) -> None:
        """Let the window go, and all that was looked at."""
        self._house.try_key(None)
        self._asking.stop()
        self._steps.stop()
        self._let_go()
        if self._adding is not None:
            self._adding.close()
        window, self._window = self._window, None
        if window is not None:
            window.deleteLater()
        chosen = self._house.preferences
        if chosen.trouble is None:
            chosen.put(chosen.settings)
        self.ended.emit(self._through)

    # what is said

    def _say(self, trouble: BoundaryError, *, session_only: bool = False) -> None:
        view = replace(
            self._calendar_view(), trouble=trouble_line(trouble), session_only=session_only
        )
        self._show(view)

    def _show(self, view: CalendarView) -> None:
        if self._window is not None:
            self._window.show_calendar(view)

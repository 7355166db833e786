"""Files that she takes along or hands out, and whether Boundary begins with her desktop.

The pages "practice" and "privacy" of the settings: what they show, what each press does, and how
the last taking on is undone. Nothing is loaded before one of them is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from boundary.errors import BoundaryError, SettingsError
from boundary.language import tr, trn

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from boundary.app.preferences import Preferences
    from boundary.settings import Settings
    from boundary.ui.practice_page import PracticePage
    from boundary.ui.privacy_page import PrivacyPage
    from boundary.ui.theme import Palette


class Handing:
    """The two pages over *preferences*; *edited* is called once settings were taken on.

    *twelve* tells the clock. *begins*, *begin* and *begin_no_more* are those of the machine
    (`boundary.autostart`), or what a test puts in their place.
    """

    def __init__(
        self,
        preferences: Preferences,
        edited: Callable[[], None],
        *,
        twelve: bool,
        begins: Callable[[], bool] | None = None,
        begin: Callable[[], None] | None = None,
        begin_no_more: Callable[[], None] | None = None,
    ) -> None:
        self._preferences = preferences
        self._edited = edited
        self._twelve = twelve
        self._begins, self._begin, self._begin_no_more = begins, begin, begin_no_more
        self._practice: PracticePage | None = None
        self._privacy: PrivacyPage | None = None
        self._profile: Settings | None = None
        self._before: dict[str, Settings] = {}

    def pages(self) -> tuple[tuple[str, Callable[[Palette], QWidget]], ...]:
        """Return the pages of the settings, each with its id; made when they are opened."""
        return (("practice", self._new_practice), ("privacy", self._new_privacy))

    # the pages

    def _new_practice(self, colours: Palette) -> QWidget:
        from boundary.ui.practice_page import PracticePage

        page = PracticePage(colours)
        page.open_wanted.connect(self._open_profile)
        page.save_wanted.connect(self._save_profile)
        page.signed.connect(self._sign)
        page.undo_wanted.connect(lambda: self._undo("practice"))
        self._practice = page
        self._show_practice()
        return page

    def _new_privacy(self, colours: Palette) -> QWidget:
        from boundary.ui.privacy_page import PrivacyPage

        page = PrivacyPage(colours)
        page.open_wanted.connect(self._open_settings)
        page.save_wanted.connect(self._save_settings)
        page.undo_wanted.connect(lambda: self._undo("privacy"))
        page.begins_changed.connect(self._set_begins)
        self._privacy = page
        self._show_privacy()
        return page

    def _show_practice(self, title: str = "", second: str = "", *, trouble: bool = False) -> None:
        from boundary.app.handing_words import line_row, line_title
        from boundary.settings.profile_file import lines, naming
        from boundary.ui.day_view import FactLine
        from boundary.ui.practice_page import PracticeView

        settings = self._preferences.settings
        rows = None
        if self._profile is not None:
            found = lines(settings, self._profile)
            rows = tuple(line_row(line, twelve=self._twelve) for line in found)
        if self._practice is not None:
            self._practice.show_practice(
                PracticeView(
                    rows,
                    tuple(line_title(line) for line in naming(settings)),
                    FactLine(title, second, trouble) if title else None,
                    "practice" in self._before,
                )
            )

    def _show_privacy(self, title: str = "", second: str = "", *, trouble: bool = False) -> None:
        from boundary.ui.day_view import FactLine
        from boundary.ui.privacy_page import PrivacyView

        if self._privacy is not None:
            self._privacy.show_privacy(
                PrivacyView(
                    FactLine(title, second, trouble) if title else None,
                    "privacy" in self._before,
                    self._begins_now(),
                )
            )

    # a practice's profile

    def _open_profile(self, path: str) -> None:
        from boundary.documents import read_document
        from boundary.settings.profile_file import read_profile

        try:
            self._profile = read_profile(read_document(Path(path)))
        except BoundaryError as error:
            self._show_practice(error.title, error.remedy, trouble=True)
        else:
            self._before.pop("practice", None)
            self._show_practice()

    def _save_profile(self, path: str) -> None:
        from boundary.settings.profile_file import profile_document

        try:
            write(path, profile_document(self._preferences.settings))
        except BoundaryError as error:
            self._show_practice(error.title, error.remedy, trouble=True)
        else:
            self._show_practice(tr("Saved."), tr("Hand it out as you would any file."))

    def _sign(self, ids: Sequence[str]) -> None:
        from boundary.settings.profile_file import taken_on

        if self._profile is None:
            return
        before = self._preferences.settings
        self._take("practice", taken_on(before, self._profile, ids))
        said = trn("{n} line taken on.", "{n} lines taken on.", len(ids)).format(n=len(ids))
        self._show_practice(said, tr("What you left stays as it is, and nobody is told."))

    # her own settings

    def _save_settings(self, path: str) -> None:
        from boundary.settings.transfer import exported

        try:
            write(path, exported(self._preferences.settings))
        except BoundaryError as error:
            self._show_privacy(error.title, error.remedy, trouble=True)
        else:
            self._show_privacy(tr("Saved."), tr("There is no secret in it."))

    def _open_settings(self, path: str) -> None:
        from boundary.documents import read_document
        from boundary.settings.transfer import imported

        try:
            taken = imported(read_document(Path(path)), self._preferences.settings)
        except BoundaryError as error:
            self._show_privacy(error.title, error.remedy, trouble=True)
            return
        self._take("privacy", taken)
        self._show_privacy(
            tr("These settings are used from now on."),
            tr("Calendars and mailboxes of this computer stayed as they were."),
        )

    def _take(self, page: str, settings: Settings) -> None:
        self._before[page] = self._preferences.settings
        self._preferences.put(settings)
        self._edited()

    def _undo(self, page: str) -> None:
        """Go back to what was before, but for calendars and mailboxes that came since."""
        from dataclasses import replace

        before, now = self._before.pop(page, None), self._preferences.settings
        if before is not None:
            self._preferences.put(replace(before, calendars=now.calendars, mail=now.mail))
            self._edited()
        (self._show_practice if page == "practice" else self._show_privacy)()

    # this computer

    def _begins_now(self) -> bool | None:
        if self._begins is None:
            from boundary.autostart import starts_itself

            self._begins = starts_itself
        return self._begins()

    def _set_begins(self, on: bool) -> None:
        from boundary.autostart import start_itself, start_itself_no_more

        try:
            if on:
                (self._begin or start_itself)()
            else:
                (self._begin_no_more or start_itself_no_more)()
        except BoundaryError as error:
            self._show_privacy(error.title, error.remedy, trouble=True)
        else:
            self._show_privacy()


def write(path: str, document: dict[str, object]) -> None:
    """Write *document* to *path*; SettingsError where that can't be."""
    from boundary.documents import write_document

    try:
        write_document(Path(path), document)
    except OSError as error:
        raise SettingsError(
            tr("The file can't be written."),
            tr("Choose a folder of yours ({reason}).").format(
                reason=error.strerror or type(error).__name__
            ),
        ) from error

"""The three pages of her settings that belong to mail: hours, the reply, the mailboxes.

Each page is made when she opens it. What she changes is in the settings at once, and the
mailboxes follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from boundary.app import hours_desk, reply_desk
from boundary.app.mail_adding import MailAdding
from boundary.app.mail_rows import account_row, is_same
from boundary.app.mailing import Mailing
from boundary.clock import Clock, system_zone
from boundary.errors import BoundaryError
from boundary.mail.choices import Arming, Form, Place
from boundary.mail.looks import Trigger
from boundary.mail.mailbox import Route
from boundary.mail.sorter import Side
from boundary.mail.status import (
    Action,
    MailStatus,
    recovered_words,
)
from boundary.settings import Settings
from boundary.ui.hours_page import HoursPage
from boundary.ui.hours_view import Channel, HoursView, Special
from boundary.ui.mail_page import MailPage
from boundary.ui.mail_view import AccountRow, MailView, MailWay
from boundary.ui.reply_page import ReplyPage
from boundary.ui.reply_view import Received, ReplyView

if TYPE_CHECKING:
    from boundary.mail.intents import Choice
    from boundary.schedule.sessions import Session
    from boundary.settings.mail import ReplyAccount
    from boundary.ui.theme import Palette


class MailDesk(QObject):
    """Shows *settings()* on the pages, hands changes to *keep*, and what is new to *mailing*.

    *ahead* returns what her calendars hold, from which absences are proposed.
    """

    def __init__(
        self,
        settings: Callable[[], Settings],
        keep: Callable[[Settings], None],
        mailing: Mailing,
        adding: MailAdding,
        clock: Clock,
        *,
        twelve: bool,
        ahead: Callable[[], Iterable[Session]] = tuple,
    ) -> None:
        super().__init__()
        self._ahead = ahead
        self._settings = settings
        self._keep = keep
        self._mailing = mailing
        self._adding = adding
        self._clock = clock
        self._twelve = twelve
        self._drafts: dict[Form, tuple[str, str]] = {}
        self._place_drafts: dict[Place, tuple[str, str]] = {}
        self._hours: HoursPage | None = None
        self._reply: ReplyPage | None = None
        self._mail: MailPage | None = None
        self._news = ""
        mailing.changed.connect(self._show_mail)
        mailing.told.connect(self._told)
        adding.added.connect(self._added)

    def refresh(self) -> None:
        """Bring the pages that are open up to date."""
        self._show_hours()
        self._show_reply()
        self._show_mail()

    # hours

    def hours_page(self, colours: Palette) -> HoursPage:
        """Return the page of hours, made now."""
        page = HoursPage(self._hours_view(), colours)
        page.week_changed.connect(lambda c, week: self._hours_set(c, hours_desk.week_set(week)))
        page.zone_changed.connect(lambda c, name: self._hours_set(c, hours_desk.zone_set(name)))
        page.special_added.connect(self._special_added)
        page.special_removed.connect(self._special_removed)
        page.region_changed.connect(
            lambda code: self._hours_set(Channel.MAIL, hours_desk.region_set(code))
        )
        page.replying_changed.connect(
            lambda c, windows: self._hours_set(c, hours_desk.replying_set(windows))
        )
        page.override_wanted.connect(self._override)
        page.override_ended.connect(
            lambda c: self._hours_set(c, hours_desk.override_ended(self._clock.now()))
        )
        self._hours = page
        page.destroyed.connect(self._hours_gone)
        return page

    def _hours_view(self) -> HoursView:
        return hours_desk.hours_view(
            self._settings(),
            self._clock.now(),
            system_zone(),
            twelve=self._twelve,
            ahead=self._ahead(),
        )

    def _hours_set(self, channel: Channel, change: hours_desk.Change) -> None:
        self._set(hours_desk.with_hours(self._settings(), channel, change))

    def _special_added(self, channel: Channel, special: Special) -> None:
        self._hours_set(channel, hours_desk.special_added(special))

    def _special_removed(self, channel: Channel, special: Special) -> None:
        self._hours_set(channel, hours_desk.special_removed(special))

    def _override(self, channel: Channel, opens: bool) -> None:
        change = hours_desk.override_set(self._clock.now(), system_zone(), opens=opens)
        self._hours_set(channel, change)

    def _show_hours(self) -> None:
        if self._hours is not None:
            self._hours.show_hours(self._hours_view())

    def _hours_gone(self) -> None:
        self._hours = None

    # the reply

    def reply_page(self, colours: Palette) -> ReplyPage:
        """Return the page of the reply, made now."""
        page = ReplyPage(self._reply_view(), colours)
        page.text_changed.connect(self._text)
        page.reset_wanted.connect(self._reset)
        page.response_changed.connect(
            lambda days: self._set(reply_desk.response_set(self._settings(), days))
        )
        page.preview_wanted.connect(self._preview)
        page.test_wanted.connect(self._test)
        page.country_chosen.connect(
            lambda code: self._set(reply_desk.country_set(self._settings(), code))
        )
        page.abroad_added.connect(
            lambda code: self._set(reply_desk.abroad_set(self._settings(), code, on=True))
        )
        page.abroad_removed.connect(
            lambda code: self._set(reply_desk.abroad_set(self._settings(), code, on=False))
        )
        page.numbers_checked.connect(self._checked)
        page.place_ticked.connect(
            lambda place, on: self._set(
                reply_desk.place_ticked(self._settings(), Place(place), on=on)
            )
        )
        page.sorter_changed.connect(
            lambda side, lines: self._set(
                reply_desk.sorter_set(self._settings(), Side(side), tuple(lines))
            )
        )
        page.place_worded.connect(self._place_text)
        for told, change in (
            (page.language_changed, reply_desk.language_set),
            (page.name_changed, reply_desk.name_set),
            (page.colleague_changed, reply_desk.colleague_set),
        ):
            told.connect(lambda value, change=change: self._set(change(self._settings(), value)))
        self._reply = page
        page.destroyed.connect(self._reply_gone)
        self._preview(self._clock.now())
        return page

    def _reply_view(self) -> ReplyView:
        return reply_desk.reply_view(
            self._settings(),
            self._clock.now(),
            system_zone(),
            twelve=self._twelve,
            drafts=self._drafts,
            place_drafts=self._place_drafts,
            tests=any(account.address for account in self._settings().mail.accounts),
        )

    def _text(self, name: str, subject: str, text: str) -> None:
        form = Form(name)
        wanted = reply_desk.text_set(self._settings(), form, subject, text)
        if reply_desk.sets(wanted, form, self._clock.now(), system_zone()):
            self._drafts.pop(form, None)
            self._set(wanted)
        else:
            self._drafts[form] = (subject, text)
            self._show_reply()

    def _reset(self, name: str) -> None:
        self._drafts.pop(Form(name), None)
        self._set(reply_desk.text_reset(self._settings(), Form(name)))

    def _place_text(self, name: str, text: str) -> None:
        place = Place(name)
        wanted = reply_desk.place_worded(self._settings(), place, text)
        trouble = reply_desk.place_trouble(wanted, place, system_zone())
        if trouble:
            self._place_drafts[place] = (text, trouble)
            self._show_reply()
        else:
            self._place_drafts.pop(place, None)
            self._set(wanted)

    def _checked(self, code: str) -> None:
        today = self._clock.now().astimezone(system_zone()).date()
        self._set(reply_desk.numbers_checked(self._settings(), code, today))

    def _preview(self, instant: datetime) -> None:
        if self._reply is None:
            return
        try:
            found = reply_desk.received(
                self._settings(), instant, system_zone(), twelve=self._twelve
            )
        except BoundaryError as error:
            found = Received(error.title, error.remedy)
        self._reply.show_received(found)

    def _test(self, instant: datetime) -> None:
        """Open her mail program with what goes out at *instant*, addressed to herself."""
        accounts = [each for each in self._settings().mail.accounts if each.address]
        found = reply_desk.received(self._settings(), instant, system_zone(), twelve=self._twelve)
        if accounts and found is not None:
            to, subject, body = (
                quote(each) for each in (accounts[0].address, found.subject, found.body)
            )
            QDesktopServices.openUrl(QUrl(f"mailto:{to}?subject={subject}&body={body}"))

    def _show_reply(self) -> None:
        if self._reply is not None:
            self._reply.show_reply(self._reply_view())
            instant = self._reply.previewed
            if isinstance(instant, datetime):
                self._preview(instant)

    def _reply_gone(self) -> None:
        self._reply = None

    # the mailboxes

    def mail_page(self, colours: Palette) -> MailPage:
        """Return the page of the mailboxes, made now."""
        page = MailPage(self._mail_view(), colours)
        page.action_wanted.connect(self._act)
        page.answered.connect(self._answer)
        page.typed.connect(self._mailing.typed)
        page.off_wanted.connect(lambda name: self._mailing.switch(name, on=False))
        page.forget_wanted.connect(
            lambda name: self._mailing.forget(name, lambda: self._drop(name))
        )
        page.stay_on_changed.connect(self._arm)
        page.add_wanted.connect(
            lambda entry: self._adding.enter(
                entry, frozenset(each.name for each in self._settings().mail.accounts)
            )
        )
        page.session_only.connect(self._adding.without_keyring)
        page.add_ended.connect(self._adding.stop)
        self._adding.shown.connect(page.show_adding)
        self._mail = page
        page.destroyed.connect(self._mail_gone)
        return page

    def statuses(self) -> tuple[MailStatus, ...]:
        """Return how each mailbox stands, in her words."""
        return tuple(row.status for row in self._mail_view().accounts)

    def _mail_view(self) -> MailView:
        settings = self._settings()
        news = [
            recovered_words(looked.outcome.recovered)
            for _, looked, _ in self._mailing.boxes
            if looked is not None and looked.outcome.recovered is not None
        ]
        if self._news:
            news.append(self._news)
        return MailView(
            tuple(self._row(account) for account in settings.mail.accounts),
            settings.words.arming is Arming.STAY_ON,
            tuple(dict.fromkeys(news)),
        )

    def _row(self, account: ReplyAccount) -> AccountRow:
        boxes = {each.name: (looked, trouble) for each, looked, trouble in self._mailing.boxes}
        looked, trouble = boxes.get(account.name, (None, None))
        task = self._mailing.by_hand(account.name)
        now, zone = self._clock.now(), system_zone()
        return account_row(account, looked, trouble, task, now, zone, twelve=self._twelve)

    def _act(self, name: str, action: Action) -> None:
        account = self._settings().mail.account(name)
        if action is Action.RESUME:
            self._mailing.switch(name, on=True)
        elif action is Action.SIGN_IN and account is not None and self._mail is not None:
            signs_in = account.route in (Route.GMAIL, Route.MICROSOFT)
            way = MailWay.SIGN_IN if signs_in else MailWay.PASSWORD
            self._mail.ask_again(way, account.address)
        else:
            self._mailing.look(Trigger.EDIT)

    def _answer(self, name: str, choice: Choice) -> None:
        self._mailing.answer(name, choice)

    def _arm(self, stay_on: bool) -> None:
        settings = self._settings()
        arming = Arming.STAY_ON if stay_on else Arming.EXACT
        self._set(replace(settings, words=replace(settings.words, arming=arming)))

    def _added(self, account: ReplyAccount) -> None:
        """Keep *account*; one that was there already keeps its name, and is opened anew."""
        settings = self._settings()
        accounts = settings.mail.accounts
        before = next((each for each in accounts if is_same(each, account)), None)
        if before is None:
            accounts = (*accounts, account)
        else:
            anew = replace(account, name=before.name, aliases=before.aliases)
            accounts = tuple(anew if each is before else each for each in accounts)
        self._set(replace(settings, mail=replace(settings.mail, accounts=accounts)))
        if before is not None:
            self._mailing.let_go(before)

    def _drop(self, name: str) -> None:
        settings = self._settings()
        accounts = tuple(each for each in settings.mail.accounts if each.name != name)
        self._set(replace(settings, mail=replace(settings.mail, accounts=accounts)))

    def _told(self, trouble: BoundaryError) -> None:
        """Keep a line of an account that is gone."""
        self._news = f"{trouble.title} {trouble.remedy}"
        self._show_mail()

    def _show_mail(self) -> None:
        if self._mail is not None:
            self._mail.show_mail(self._mail_view())

    def _mail_gone(self) -> None:
        self._mail = None

    # settings

    def _set(self, settings: Settings) -> None:
        self._keep(settings)
        self._mailing.edit(self._settings())
        self.refresh()

"""What the page of mailboxes shows of one account. Pure but for its types."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from boundary.errors import BoundaryError
from boundary.language import tr
from boundary.mail.mailbox import MailSignInError
from boundary.mail.manual import guide
from boundary.mail.outcome import Standing
from boundary.mail.status import (
    Action,
    Light,
    MailStatus,
    mail_status,
    question_words,
    when_text,
)
from boundary.ui.mail_view import AccountRow

if TYPE_CHECKING:
    from boundary.app.mail_box import Looked
    from boundary.mail.manual import Guide, Task
    from boundary.settings.mail import ReplyAccount


def account_row(
    account: ReplyAccount,
    looked: Looked | None,
    trouble: BoundaryError | None,
    task: Task | None,
    now: datetime,
    zone: ZoneInfo,
    *,
    twelve: bool,
) -> AccountRow:
    """Return *account* as it stands at *now* (UTC), in times of *zone*.

    *looked* is what the last look brought, *trouble* why there was none, *task* what she is to
    type where she sets the reply herself.
    """
    if looked is None or trouble is not None:
        return AccountRow(account.name, _not_looked(trouble), account.address)
    outcome, limits = looked.outcome, looked.limits
    status = mail_status(outcome, limits, looked.wanted, now, zone, twelve=twelve)
    asked = None
    if outcome.question is not None:
        asked = question_words(outcome.question, limits, zone, twelve=twelve)
    by_hand = None
    if outcome.standing is Standing.BY_HAND and task is not None:
        by_hand = _guide(account, task, looked, now, zone, twelve=twelve)
    return AccountRow(account.name, status, account.address, asked, by_hand)


def is_same(one: ReplyAccount, other: ReplyAccount) -> bool:
    """Tell whether both are one mailbox, as far as it can be told: of a service there is one."""
    if one.route is not other.route or one.secret is None:
        return False
    return one.address == other.address and one.host == other.host


def _not_looked(trouble: BoundaryError | None) -> MailStatus:
    if trouble is None:
        return MailStatus(Light.AMBER, tr("Not looked at yet."))
    action = Action.SIGN_IN if isinstance(trouble, MailSignInError) else Action.LOOK
    return MailStatus(Light.AMBER, trouble.title, trouble.remedy, (), action)


def _guide(
    account: ReplyAccount,
    task: Task,
    looked: Looked,
    now: datetime,
    zone: ZoneInfo,
    *,
    twelve: bool,
) -> Guide:
    first = last = ""
    if looked.wanted.replies:
        during = looked.wanted.replies[0].during
        first, last = (
            when_text(each, now, zone, twelve=twelve)
            for each in (max(during.start, now), during.end)
        )
    return guide(account.service, task, first, last)

"""Builders of mail accounts as the page shows them, in every light."""

from __future__ import annotations

from boundary.mail.intents import Choice
from boundary.mail.manual import Guide
from boundary.mail.status import Action, Light, MailStatus, QuestionWords
from boundary.ui.mail_view import AccountRow, MailView

GREEN = AccountRow(
    "practice",
    MailStatus(Light.GREEN, "Armed on mail.example until 14 Mar 2027, checked 12 min ago."),
    "hello@practice.example",
)
AMBER = AccountRow(
    "gmail",
    MailStatus(
        Light.AMBER,
        "Could not confirm what Gmail holds.",
        "Look at the automatic reply in your mail's own settings.",
        (
            "Gmail answers the same person once in 4 days, so keep the numbers in your"
            " signature too.",
            "Gmail puts the sender's own subject behind ours.",
        ),
        Action.LOOK,
    ),
)
RED = AccountRow(
    "old",
    MailStatus(
        Light.RED,
        "The password is not accepted any more.",
        "Sign in again, and it is set before you close at 5:00 pm.",
        (),
        Action.SIGN_IN,
    ),
)
ASKING = AccountRow(
    "webmail",
    MailStatus(Light.AMBER, "Boundary needs to ask you about mail.example.", action=Action.CHOOSE),
    question=QuestionWords(
        "A reply of your own is set on mail.example.",
        "Nothing is changed until you choose. What is put by comes back word for word.",
        (
            (Choice.STAND_BACK, "Leave it; Boundary waits until it ends on 3 Jan 2027"),
            (Choice.TAKE_OVER, "Put mine by and let Boundary reply"),
            (Choice.CANCEL, "Leave this mailbox alone"),
        ),
    ),
)
BY_HAND = AccountRow(
    "proton",
    MailStatus(
        Light.AMBER,
        "Waiting for you to set it in Proton Mail.",
        "See what to type, and say so when it is done.",
        ("Boundary can't look there: it goes by what you said.",),
        Action.TYPE,
    ),
    guide=Guide(
        ("Open Proton Mail in your browser: Settings, All settings.", "Save."),
        (("Text", "Thank you for writing."),),
        ("It needs a paid plan.",),
    ),
)
OFF = AccountRow(
    "former", MailStatus(Light.OFF, "Off. mail.example is as it was found.", action=Action.RESUME)
)


def mail_view(*accounts: AccountRow, stay_on: bool = True) -> MailView:
    """Return the page with *accounts*."""
    return MailView(accounts, stay_on)

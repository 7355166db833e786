"""Builders of what the page of the reply shows: neutral words, and no name in them."""

from __future__ import annotations

from boundary.ui.reply_view import (
    CrisisRow,
    FieldRow,
    LintRow,
    PlaceRow,
    Received,
    ReplyView,
    SorterRow,
    TextRow,
)
from tests.ui.hours_views import NOW, ZONE

NIGHTLY = (
    "Thank you for writing. This is an automatic reply.\n\n"
    "I read and answer messages {hours}, usually within {response}. This inbox is not watched"
    " outside those hours and is not for emergencies. I read messages again {opening}.\n\n"
    "{danger} {support} {elsewhere}"
)
FIELDS = (
    FieldRow("{opening}", "Wednesday 25 November at 9:00 am (EST)"),
    FieldRow("{hours}", "Monday to Friday 9:00 am to 5:00 pm (EST)"),
    FieldRow("{danger}"),
)
BAD_WORD = LintRow(
    "This word tells that people who write are known here.", True, "clients", "nightly"
)
ABROAD = LintRow("Someone may write from another country: {elsewhere}.", False, "", "nightly")
RECEIVED = Received(
    "Automatic reply",
    "Thank you for writing. This is an automatic reply.\n\nI read messages again Wednesday"
    " 25 November at 9:00 am (EST). This inbox is not for emergencies: if you or someone else"
    " is in danger, call 911. For support at any time, call or text 988.\n",
    "Anyone who writes from Tuesday 5:00 pm to Wednesday 9:00 am receives this.",
)


def text_rows(nightly: str = NIGHTLY, *, own: bool = False) -> tuple[TextRow, ...]:
    """Return the four texts; that of the night may be given."""
    return (
        TextRow("nightly", "Nights", "Automatic reply", nightly, FIELDS, own),
        TextRow("weekend", "Days off", "Automatic reply", "A weekend.", FIELDS),
        TextRow("away", "Away", "Automatic reply", "Away {from} to {to}.", FIELDS),
        TextRow("always", "Always true", "Automatic reply", "True at any hour.", FIELDS),
    )


def reply_view(
    *lint: LintRow, texts: tuple[TextRow, ...] | None = None, tests: bool = True
) -> ReplyView:
    """Return the page as it is for a practice in the United States."""
    return ReplyView(
        now=NOW,
        zone=ZONE,
        texts=texts or text_rows(),
        lint=lint,
        crisis=(
            CrisisRow(
                "US",
                "United States",
                ("Emergency: 911", "988, call or text"),
                "Checked on Nov 2, 2026.",
                "988lifeline.org",
                home=True,
            ),
            CrisisRow(
                "IE",
                "Ireland",
                ("Emergency: 112 or 999", "116 123, Samaritans"),
                page="samaritans.org",
                trouble="Nobody has checked these numbers yet.",
            ),
        ),
        countries=(("US", "United States"), ("IE", "Ireland"), ("DE", "Germany")),
        places=(
            PlaceRow(
                "mail",
                "Mail signature",
                "I answer Monday to Friday.",
                "",
                True,
                "I answer Monday to Friday.",
                True,
            ),
            PlaceRow(
                "text", "Texts", "Read Mon-Fri 9-17. In danger call 911.", "38 of 160 letters."
            ),
            PlaceRow(
                "voicemail",
                "Voicemail",
                "You can leave a message.",
                "About 14 of 20 seconds.",
                template="You can leave a message. {danger}",
            ),
        ),
        sorter=(
            SorterRow("emergency", "Emergency", ("Danger to someone's life",), "Goes to 911."),
            SorterRow("routine", "Routine", ("Bills and payments",), "Waits for Wednesday 9:00."),
        ),
        twelve=True,
        tests=tests,
        languages=(("", "As Boundary speaks"), ("de", "Deutsch")),
    )

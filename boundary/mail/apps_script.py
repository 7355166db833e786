"""A program for Google's side: it sets Gmail's one window anew, night after night, by itself.

Made from the wanted replies, to be pasted once at script.google.com; exact with this computer
off. It has been run under node against a stand-in of the services it calls, never at Google.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from boundary.clock import instant_text
from boundary.language import tr
from boundary.mail.gmail import milliseconds
from boundary.mail.mailbox import MailError
from boundary.mail.reply import OPENING, Reply, Wanted
from boundary.resources import resource

LONGEST = timedelta(days=366)
"""So far ahead at most: public holidays and clock changes later than that are not known well."""

MOST_BYTES = 500_000
"""Google's editor grows slow long before its own limit."""

_PLACE = '"@plan@"'


def script_for(wanted: Wanted, at: datetime) -> str:
    """Return the program that keeps those replies of *wanted* that are not over at *at* (UTC).

    MailError where none is left or the texts are too long; ValueError for a reply that lies
    more than LONGEST ahead.
    """
    ahead = [reply for reply in wanted.replies if reply.during.end > at]
    if any(reply.during.start > at + LONGEST for reply in ahead):
        raise ValueError("too far ahead")
    if not ahead:
        raise MailError(
            tr("There is no closed window in that time."),
            tr("Choose more days, or set your communication hours first."),
        )
    program = resource("apps_script", "reply.gs").read_text("utf-8")
    made = program.replace(_PLACE, _plan(ahead))
    if len(made.encode()) > MOST_BYTES:
        raise MailError(
            tr("The program would be too long for Google's editor."), tr("Choose fewer days.")
        )
    return made


def manifest() -> str:
    """Return what belongs into the project's appsscript.json: the service and two permissions."""
    return resource("apps_script", "appsscript.json").read_text("utf-8")


def _plan(replies: list[Reply]) -> str:
    """Return the data as a JavaScript literal: JSON in ASCII is one."""
    texts = list(dict.fromkeys((reply.subject, reply.frame) for reply in replies))
    number = {text: at for at, text in enumerate(texts)}
    windows = [
        [
            int(milliseconds(reply.during.start)),
            int(milliseconds(reply.during.end)),
            number[reply.subject, reply.frame],
            reply.opening,
        ]
        for reply in replies
    ]
    lines = [
        f'  "until": {json.dumps(instant_text(replies[-1].during.end))},',
        f'  "place": {json.dumps(OPENING)},',
        f'  "texts": [\n    {_rows(texts)}\n  ],',
        f'  "windows": [\n    {_rows(windows)}\n  ]',
    ]
    return "{\n" + "\n".join(lines) + "\n}"


def _rows(values: list[list[object]] | list[tuple[str, str]]) -> str:
    return ",\n    ".join(json.dumps(value) for value in values)

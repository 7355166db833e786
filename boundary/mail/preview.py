"""The preview: a reply exactly as a stranger receives it, as plain values."""

from __future__ import annotations

from boundary.clock import instant_text
from boundary.mail.reply import Reply


def preview_document(reply: Reply | None) -> dict[str, object] | None:
    """Return subject, body and time (UTC) of *reply*; None where nothing is sent."""
    if reply is None:
        return None
    return {
        "subject": reply.subject,
        "body": reply.body,
        "during": {
            "start": instant_text(reply.during.start),
            "end": instant_text(reply.during.end),
        },
    }

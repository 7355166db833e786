"""Why nothing, or what, is shown right now: one calm sentence for each code of the engine. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary.language import tr
from boundary.ui.numbers import clock_text

if TYPE_CHECKING:
    from datetime import tzinfo

    from boundary.schedule.blocks import Glance


def why_now(glance: Glance, zone: tzinfo, *, twelve: bool = False) -> str:
    """Return why nothing (or what) is shown now; a code not known here gets a neutral sentence."""
    until = clock_text(glance.until, zone, twelve=twelve) if glance.until else ""
    since = clock_text(glance.since, zone, twelve=twelve) if glance.since else ""
    forms = {
        "in_session": (
            tr("Nothing now: you are in session."),
            tr("Nothing now: you are in session until {until}."),
        ),
        "possibly_live": (tr("Nothing now: this session may still be going on."),),
        "mic_open": (
            tr("Nothing now: the microphone is open."),
            "",
            tr("Nothing now: the microphone has been open since {since}."),
        ),
        "camera_open": (
            tr("Nothing now: the camera is on."),
            "",
            tr("Nothing now: the camera has been on since {since}."),
        ),
        "share_on": (tr("Nothing now: your screen is shared."),),
        "with_someone": (
            tr("Nothing now: you are with someone. It stays quiet until you say."),
            tr("Nothing now: you are with someone. It stays quiet until {until}."),
        ),
        "clinical_need": (
            tr("Quiet for clinical need. None of it is counted."),
            tr("Quiet for clinical need, until {until} at the latest. None of it is counted."),
        ),
        "paused": (tr("Paused until you say."), tr("Paused until {until}.")),
        "away": (tr("Nothing is asked of you until you are back."),),
        "no_evidence": (
            tr("Nothing now: no sign yet that the session is over. Say “Ended” when it is."),
        ),
        "settling": (tr("Nothing now: waiting to see that it is really over."),),
        "waking": (tr("Nothing now: the machine has only just woken."),),
        "notes": (tr("Time for notes."), tr("Time for notes, until {until}.")),
        "prep": (
            tr("These minutes are for arriving."),
            tr("These minutes are for arriving: you begin at {until}."),
        ),
        "gap_short": (tr("Nothing now: this gap is too short for a break."),),
        "day_closed": (tr("The day is closed. Nothing more is asked of you."),),
        "free": (
            tr("Nothing is asked of you now."),
            tr("Nothing is asked of you until {until}."),
        ),
        "before_day": (
            tr("The day has not begun."),
            tr("The day begins at {until}. Nothing is asked of you before."),
        ),
        "locked": (tr("Nothing now: the screen is locked."),),
        "in_break": (tr("Your break is running."), tr("Your break is running, until {until}.")),
        "break_ready": (tr("A break is ready."), tr("A break is ready. It keeps until {until}.")),
        "in_today": (
            tr("A break waits in Today."),
            tr("A break waits in Today until {until}."),
        ),
        "folded": (
            tr("A break waits at the edge of the screen."),
            tr("A break waits at the edge of the screen until {until}."),
        ),
        "lunch": (tr("Lunch. Nothing is asked of you."), tr("Lunch, until {until}.")),
        "hold": (
            tr("Nothing now: your calendar holds this time."),
            tr("Nothing now: your calendar holds this time until {until}."),
        ),
        "commitment": (
            tr("Nothing now: this time is promised."),
            tr("Nothing now: this time is promised until {until}."),
        ),
        "feed_failed": (
            tr("The calendar can't be read. The day goes on as it was last known."),
            "",
            tr("The calendar was last read at {since}. The day goes on as it was known then."),
        ),
        "stuck_mic": (
            tr("A microphone or a camera seems stuck open. The day goes by the calendar."),
        ),
        "not_workday": (tr("Not a workday. Nothing is asked of you."),),
    }
    plain, with_until, with_since = (*forms.get(glance.why, forms["free"]), "", "")[:3]
    if since and with_since:
        return with_since.format(since=since)
    if until and with_until:
        return with_until.format(until=until)
    return plain

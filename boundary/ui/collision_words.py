"""What Today says of a collision that a clock change makes. Pure: no Qt, no names, no places."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta, tzinfo

from boundary.language import tr
from boundary.schedule.collisions import Collision
from boundary.ui.day_view import FactLine
from boundary.ui.numbers import clock_text, day_text

_DAY = timedelta(days=1)


def collision_line(
    found: Sequence[Collision], zone: tzinfo, *, twelve: bool = False
) -> FactLine | None:
    """Return the line for *found* (in order, see `collisions`), None where there is none.

    The first is named by its day and hour; it is a fact to act on, not something broken.
    """
    if not found:
        return None
    first = found[0]
    at = first.span.start.astimezone(zone)
    title = tr("Two appointments will overlap on {day} at {time}.").format(
        day=day_text(at.date()), time=clock_text(first.span.start, zone, twelve=twelve)
    )
    day = day_text(first.changed.astimezone(zone).date())
    if first.hers:
        because = tr("Your clocks change on {day}.").format(day=day)
    else:
        because = tr("The clocks of one of them change on {day}.").format(day=day)
    if len(found) > 1:
        remedy = tr("It is not the only pair that week. Moving one of each is enough.")
    else:
        remedy = tr("Moving one of them is enough.")
    return FactLine(title, tr("{because} {remedy}").format(because=because, remedy=remedy))

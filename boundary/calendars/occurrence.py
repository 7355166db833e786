"""One happening on a calendar, its recurrence already expanded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from boundary.clock import Span


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What a calendar says happens in *span* (UTC); all-day ones lie on local midnights.

    `calendar` is the position of its calendar from 0: an address is a secret. The title is
    there to be classified and then forgotten: it never leaves memory. `away` is Outlook's
    "out of office" beside it.

    `link` joins its call (http or https, see `links`); it is a key to the room, so it stays
    in memory like the title. `people` counts who is invited. `zone` is the IANA name of the
    zone whose wall clock it keeps ("" where that is not known).
    """

    uid: str
    recurrence_id: datetime | None
    span: Span
    all_day: bool = False
    cancelled: bool = False
    tentative: bool = False
    transparent: bool = False
    calendar: int = 0
    title: str = field(default="", repr=False)
    away: bool = False
    link: str | None = field(default=None, repr=False)
    people: int = 0
    zone: str = ""

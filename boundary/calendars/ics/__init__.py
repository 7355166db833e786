"""Reading iCalendar (RFC 5545) as it is really written.

`text` lays the file out, `select` leaves out what can't touch the window, `event`, `values`,
`zones` and `rules` read and repair what is kept, `expand` unrolls one UID at a time.
"""

from boundary.calendars.ics.read import MOST_BYTES, Reading, order, read_ics, too_large
from boundary.calendars.ics.trouble import Problem

__all__ = ["MOST_BYTES", "Problem", "Reading", "order", "read_ics", "too_large"]

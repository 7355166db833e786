"""Calendar files that tests write: one session or several, in UTC."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path


def calendar(path: Path, *spans: tuple[datetime, datetime], title: str = "Session") -> Path:
    """Write a calendar with an appointment for each of *spans*; return its *path*."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tests//EN"]
    for number, (start, end) in enumerate(spans):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{number}@tests",
            "DTSTAMP:20260101T000000Z",
            f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
            f"DTEND:{end:%Y%m%dT%H%M%SZ}",
            f"SUMMARY:{title}",
            "END:VEVENT",
        ]
    path.write_bytes("\r\n".join([*lines, "END:VCALENDAR", ""]).encode())
    return path

"""Calendars: what each says, as occurrences."""

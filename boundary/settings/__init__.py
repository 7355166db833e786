"""Settings: what she chose, as one frozen value, one versioned JSON document and one file."""

from boundary.settings.document import example, parse_settings, settings_document
from boundary.settings.file import load, read_settings, save
from boundary.settings.values import KEYRING, Appearance, CalendarSource, Settings, Theme

__all__ = [
    "KEYRING",
    "Appearance",
    "CalendarSource",
    "Settings",
    "Theme",
    "example",
    "load",
    "parse_settings",
    "read_settings",
    "save",
    "settings_document",
]

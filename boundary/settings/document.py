"""The settings as a JSON document, which docs/settings.md explains field by field.

It never holds a secret. The address of a calendar on the web is one (whoever has it reads
her practice): it lies in the keyring, and the document only names the entry.
"""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import timedelta
from enum import StrEnum
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from boundary.calendars.links import parse_pattern
from boundary.documents import (
    Fields,
    Read,
    choice,
    day,
    open_document,
    perhaps,
    refuse,
    seconds,
    text,
    yes_no,
)
from boundary.language import tr
from boundary.schedule.hours import WeeklyHours
from boundary.schedule.hours_channels import Channels
from boundary.schedule.policy import Policy
from boundary.schedule.rules import Meaning, Rule
from boundary.settings.hours import (
    channels_document,
    example_hours,
    hours_document,
    read_channels,
    read_hours,
    zone_name,
)
from boundary.settings.mail import example_mail, mail_document, read_mail
from boundary.settings.rituals import example_rituals, read_rituals, rituals_document
from boundary.settings.rules import read_rule, rule_document
from boundary.settings.values import (
    HOTKEY,
    KEYRING,
    VERSION,
    Appearance,
    CalendarSource,
    Settings,
)
from boundary.settings.words import example_words, read_words, words_document

LIMITS = {
    "prep": (60, 900),
    "floor": (120, 1800),
    "floor_loaded": (120, 3600),
    "floor_long": (120, 3600),
    "loaded_after": (900, 14400),
    "long_after": (900, 28800),
    "offer": (120, 3600),
    "offer_heavy": (120, 5400),
    "notes": (0, 1800),
    "owed_most": (0, 7200),
    "rest_resets": (300, 7200),
    "lunch": (300, 7200),
    "lunch_repays": (0, 3600),
    "workday_end": (0, 14400),
}
"""Least and most seconds of each length of the policy."""

ORDERED = (
    ("floor", "floor_loaded"),
    ("floor_loaded", "floor_long"),
    ("loaded_after", "long_after"),
    ("offer", "offer_heavy"),
)
"""Lengths of the policy of which the first is never longer than the second."""

MOST_HOSTS = 50
"""Hosts of her own for calls."""

_LANGUAGE = re.compile(r"[a-z]{2,3}([_-][A-Za-z0-9]{2,8})*")
_ENTRY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_HOTKEY = re.compile(r"([A-Za-z]{1,8}\+){0,4}[A-Za-z0-9]{1,8}")
_WEB = re.compile(r"\s*(?!file:)([a-z][a-z0-9+.-]+:/|webcal:|https?:|mailto:)", re.IGNORECASE)


def parse_settings(document: object) -> Settings:
    """Return the settings of *document*; what it leaves out is the default.

    Raises SettingsError with every problem at once, or for a newer version.
    """
    problems: list[str] = []
    top = open_document(document, VERSION, problems)
    settings = Settings(
        zone=top.read("zone", perhaps(zone_name), None),
        language=top.read("language", perhaps(_language), None),
        calendars=top.each("calendars", _calendar) or (),
        policy=_policy(top.part("policy")),
        hours=read_hours(top.part("hours")),
        channels=read_channels(top.part("channels")),
        words=read_words(top.part("words")),
        mail=read_mail(top.part("mail")),
        appearance=Appearance(**_by_type(top.part("appearance"), Appearance())),
        started=top.read("started", perhaps(day), None),
        link_hosts=top.read("link_hosts", _hosts, ()),
        rituals=read_rituals(top.part("rituals")),
        hotkey=top.read("hotkey", _hotkey, HOTKEY),
    )
    top.done()
    refuse(tr("The settings can't be read."), problems)
    return settings


def settings_document(settings: Settings) -> dict[str, object]:
    """Return *settings* as a document with every field, which `parse_settings` reads."""
    policy, look = settings.policy, settings.appearance
    return {
        "version": VERSION,
        "zone": settings.zone,
        "language": settings.language,
        "calendars": [
            {
                "address": calendar.address,
                "all_sessions": calendar.all_sessions,
                "trust_end": calendar.trust_end,
                "rules": [rule_document(rule) for rule in calendar.rules],
            }
            for calendar in settings.calendars
        ],
        "policy": {each.name: _plain(getattr(policy, each.name)) for each in fields(policy)},
        "hours": hours_document(settings.hours),
        "channels": channels_document(settings.channels),
        "words": words_document(settings.words),
        "mail": mail_document(settings.mail),
        "appearance": {each.name: _plain(getattr(look, each.name)) for each in fields(look)},
        "started": settings.started and settings.started.isoformat(),
        "link_hosts": list(settings.link_hosts),
        "rituals": rituals_document(settings.rituals),
        "hotkey": settings.hotkey,
    }


def example() -> dict[str, object]:
    """Return a document that shows every field; what can be a default is one."""
    taught = (Rule(Meaning.SESSION, "code", 38), Rule(Meaning.LUNCH, "one-word", 20, people=0))
    calendars = (
        CalendarSource("~/calendars/practice.ics", rules=taught),
        CalendarSource("keyring:calendar"),
    )
    return settings_document(
        Settings(
            calendars=calendars,
            hours=example_hours(),
            channels=Channels(phone=WeeklyHours()),
            words=example_words(),
            mail=example_mail(),
            link_hosts=("portal.example.org",),
            rituals=example_rituals(),
        )
    )


def _calendar(entry: Fields) -> CalendarSource:
    source = CalendarSource(
        entry.need("address", _address, ""),
        entry.read("all_sessions", yes_no, False),
        entry.read("trust_end", yes_no, False),
        entry.each("rules", read_rule) or (),
    )
    entry.done()
    return source


def _hosts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_HOSTS:
        raise ValueError(tr("a list of at most {most} hosts").format(most=MOST_HOSTS))
    for host in value:
        try:
            parse_pattern(text(host))
        except ValueError:
            raise ValueError(tr("hosts such as portal.example.org or *.example.org")) from None
    return tuple(value)


def _policy(entries: Fields) -> Policy:
    found = _by_type(entries, Policy())
    for less, more in ORDERED:
        if found[less] > found[more]:
            entries.wrong(more, tr("not shorter than {other}").format(other=less))
    return Policy(**found)


def _by_type(entries: Fields, usual: Policy | Appearance) -> dict[str, Any]:
    """Read each field that *usual* has, by the type it has there; the rest are problems."""
    found = {}
    for each in fields(usual):
        value = getattr(usual, each.name)
        found[each.name] = entries.read(each.name, _reader(each.name, value), value)
    entries.done()
    return found


def _reader(name: str, usual: bool | timedelta | StrEnum) -> Read[object]:
    match usual:
        case bool():
            return yes_no
        case timedelta():
            return seconds(*LIMITS[name])
        case StrEnum():
            return choice(type(usual))


def _language(value: object) -> str:
    if not _LANGUAGE.fullmatch(text(value)):
        raise ValueError(tr("a language such as en or de, or null"))
    return text(value)


def _hotkey(value: object) -> str:
    """Whether this keyboard has such a key is known only where it is asked for."""
    if not _HOTKEY.fullmatch(text(value)):
        raise ValueError(tr("a key such as Ctrl+Alt+Space"))
    return text(value)


def _address(value: object) -> str:
    address = text(value)
    if address.startswith(KEYRING):
        if _ENTRY.fullmatch(address.removeprefix(KEYRING)):
            return address
        raise ValueError(tr("keyring: and the name of an entry, in letters, digits and . _ -"))
    posix, windows = PurePosixPath(address), PureWindowsPath(address)
    if posix.is_absolute() or windows.is_absolute() or address.startswith("~"):
        return address
    if _WEB.match(address):
        raise ValueError(
            tr("a secret has no place here: keep the address in the keyring, write keyring:NAME")
        )
    raise ValueError(tr("the whole path of a file, or keyring:NAME"))


def _plain(value: bool | timedelta | StrEnum) -> bool | int | str:
    match value:
        case timedelta():
            return int(value.total_seconds())
        case StrEnum():
            return value.value
        case bool():
            return value

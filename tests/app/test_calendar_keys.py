"""Where the secrets of calendars are kept."""

from __future__ import annotations

from boundary.app.calendar_keys import CalendarKeys
from boundary.keys import SessionKeys


def test_secrets_go_into_the_keyring() -> None:
    keyring = SessionKeys()
    CalendarKeys(keyring).set("calendar-a-0", "text")
    assert keyring.get("calendar-a-0") == "text"


def test_secrets_that_are_kept_here_do_not_reach_the_keyring() -> None:
    keyring = SessionKeys()
    keys = CalendarKeys(keyring)
    keys.keep_here("a")
    keys.set("calendar-a-0", "text")
    assert (keys.get("calendar-a-0"), keyring.get("calendar-a-0")) == ("text", None)


def test_other_secrets_still_come_from_the_keyring() -> None:
    keyring = SessionKeys()
    keyring.set("calendar-b-0", "text")
    keys = CalendarKeys(keyring)
    keys.keep_here("a-")
    assert keys.get("calendar-b-0") == "text"


def test_what_is_kept_here_can_be_forgotten() -> None:
    keys = CalendarKeys(SessionKeys())
    keys.keep_here("a")
    keys.set("calendar-a-0", "text")
    keys.delete("calendar-a-0")
    assert keys.get("calendar-a-0") is None

"""What the keyring holds of a calendar, and the calendar that it opens."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.accounts import Accounts, Service
from boundary.app.kept_address import CalendarKeys, calendar_for, dav_text, keep, new_mark
from boundary.calendars.caldav_client import Login
from boundary.calendars.protocol import Calendar, SourceKind
from boundary.calendars.signed_in import account_address
from boundary.errors import CalendarError, SecretsError
from boundary.keys import SessionKeys
from tests.accounts.builders import StillClock
from tests.calendars.builders import NEW_YORK, calendar, event, starts, window
from tests.calendars.https_server import respond, serving, trust

LOGIN = Login("maya", "correct horse")


def opened(text: str) -> Calendar:
    clock = StillClock()
    return calendar_for(text, Accounts(SessionKeys(), clock), clock)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("https://calendar.example/a.ics", SourceKind.FEED),
        ("http://calendar.example/a.ics", SourceKind.FEED),
        ("webcal://calendar.example/a.ics", SourceKind.FEED),
        ("/home/maya/a.ics", SourceKind.FILE),
        (dav_text("https://dav.example/maya/", LOGIN), SourceKind.CALDAV),
        (account_address(Service.GOOGLE, "mine", "primary"), SourceKind.GOOGLE),
        (account_address(Service.MICROSOFT, "mine", ""), SourceKind.MICROSOFT),
    ],
)
def test_a_text_opens_what_it_names(text: str, kind: SourceKind) -> None:
    assert opened(text).kind is kind


def test_a_feed_is_read_over_tls() -> None:
    clock = StillClock()
    with serving(lambda _: respond(200, calendar(event()))) as server:
        source = calendar_for(server.root, Accounts(SessionKeys(), clock), clock, net=trust())
        assert starts(source.read(window(), NEW_YORK)) == ["11-24 14:00"]


@pytest.mark.parametrize(
    "text", ["{", "{}", '{"kind": "caldav"}', '{"kind": "jmap", "address": "https://a.example"}']
)
def test_a_text_that_is_none_of_ours_is_told(text: str) -> None:
    with pytest.raises(CalendarError, match="can't be understood"):
        opened(text)


@given(st.text(), st.text())
def test_every_login_is_kept_whole(user: str, password: str) -> None:
    assert opened(dav_text("https://dav.example/maya/", Login(user, password))).kind is (
        SourceKind.CALDAV
    )


def test_a_path_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    path.write_bytes(calendar(event()))
    assert starts(opened(str(path)).read(window(), NEW_YORK)) == ["11-24 14:00"]


def test_what_is_kept_is_found_by_its_line() -> None:
    keys = SessionKeys()
    (source,) = keep(["https://calendar.example/a.ics"], keys, new_mark())
    assert source.secret is not None
    assert keys.get(source.secret) == "https://calendar.example/a.ics"


class Full(SessionKeys):
    """A keyring that takes one secret and no other."""

    def set(self, name: str, secret: str) -> None:
        if self._secrets:
            raise SecretsError("The keyring is full.", "Make room.")
        super().set(name, secret)


def test_what_can_not_be_kept_whole_is_not_kept() -> None:
    keys = Full()
    with pytest.raises(SecretsError):
        keep(["https://a.example", "https://b.example"], keys, "mark")
    assert keys._secrets == {}


def test_marks_differ() -> None:
    assert new_mark() != new_mark()


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

"""What the keyring holds of a calendar, and the calendar that it opens."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.accounts import Accounts, Service
from boundary.app.kept_address import calendar_for, dav_text, keep, let_go, new_mark
from boundary.app.sources import opener
from boundary.calendars.caldav_client import Login
from boundary.calendars.google import GoogleCalendar
from boundary.calendars.ics import read_ics
from boundary.calendars.protocol import Calendar, SourceKind
from boundary.calendars.signed_in import account_address
from boundary.errors import CalendarError, SecretsError
from boundary.keys import SessionKeys
from boundary.settings import CalendarSource
from tests.accounts.builders import StillClock, accounts, signed_in
from tests.calendars.builders import NEW_YORK, calendar, event, starts, window
from tests.calendars.https_server import respond, serving, trust
from tests.stand_ins.oauth import OAuth

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


def line(name: str, text: str, keys: SessionKeys) -> CalendarSource:
    keys.set(name, text)
    return CalendarSource(f"keyring:{name}")


def test_a_forgotten_calendar_leaves_no_address() -> None:
    keys = SessionKeys()
    source = line("calendar-a-0", "https://calendar.example/a.ics", keys)
    let_go(source, (), keys, Accounts(keys, StillClock()))
    assert keys.get("calendar-a-0") is None


def test_a_forgotten_file_leaves_the_keyring_alone() -> None:
    keys = SessionKeys()
    keys.set("journal", "key")
    let_go(CalendarSource("/home/maya/a.ics"), (), keys, Accounts(keys, StillClock()))
    assert keys.get("journal") == "key"


@pytest.mark.parametrize(("others", "told"), [(0, 1), (1, 0)])
def test_a_permission_ends_with_the_last_calendar_of_its_account(others: int, told: int) -> None:
    keys, clock = SessionKeys(), StillClock()
    with OAuth(Service.GOOGLE) as oauth:
        signed_in(oauth, ("calendar",), clock, keys)
        lines = [
            line(f"calendar-a-{n}", account_address(Service.GOOGLE, "mine", f"id{n}"), keys)
            for n in range(others + 1)
        ]
        let_go(lines[0], lines[1:], keys, accounts(oauth, clock, keys))
        assert len(oauth.revoked) == told


def test_two_calendars_of_one_account_share_its_renewals() -> None:
    keys = SessionKeys()
    opens = opener(keys, StillClock())
    both = [
        opens(
            line(f"calendar-a-{n}", account_address(Service.GOOGLE, "mine", f"id{n}"), keys),
            read_ics,
        )
        for n in range(2)
    ]
    first, second = (each._door._account for each in both if isinstance(each, GoogleCalendar))
    assert first is second

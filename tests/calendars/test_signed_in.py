"""Addresses of calendars behind an account."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.accounts import Accounts, Service
from boundary.calendars.google import MAIN
from boundary.calendars.google import ROOT as GOOGLE
from boundary.calendars.protocol import Calendar, SignInError, SourceKind
from boundary.calendars.signed_in import account_address, calendar_behind
from boundary.keys import SessionKeys
from tests.accounts.builders import StillClock
from tests.calendars.builders import NEW_YORK, window


def opened(address: str) -> Calendar | None:
    clock = StillClock()
    return calendar_behind(address, Accounts(SessionKeys(), clock), clock)


@pytest.mark.parametrize(
    ("service", "kind"),
    [(Service.GOOGLE, SourceKind.GOOGLE), (Service.MICROSOFT, SourceKind.MICROSOFT)],
)
def test_an_address_opens_what_it_names(service: Service, kind: SourceKind) -> None:
    calendar = opened(account_address(service, "mine", MAIN))
    assert calendar is not None
    assert calendar.kind is kind


@pytest.mark.parametrize(
    "address", ["", "google", "google:mine/primary", "https://example.org/a.ics", "/home/a.ics"]
)
def test_another_address_is_none_of_ours(address: str) -> None:
    assert opened(address) is None


@given(st.sampled_from(Service), st.text(), st.text())
def test_every_name_and_id_has_an_address(service: Service, account: str, id: str) -> None:
    address = account_address(service, account, id)
    assert opened(address) is not None
    assert address.count("/") == 3


def test_a_calendar_of_an_account_nobody_signed_in_to_asks_her() -> None:
    calendar = opened("google://mine/primary")
    assert calendar is not None
    with pytest.raises(SignInError, match="You are not signed in"):
        calendar.read(window(), NEW_YORK)


def test_the_real_service_is_asked_over_tls() -> None:
    assert GOOGLE.startswith("https://")

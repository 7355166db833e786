"""Which hosts may share a password."""

from __future__ import annotations

import pytest

from boundary.calendars.hosts import is_private, same_house


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("caldav.icloud.com", "p42-caldav.icloud.com"),
        ("practice.example", "dav.practice.example"),
        ("DAV.Practice.Example.", "dav.practice.example"),
        ("a.practice.co.uk", "b.practice.co.uk"),
        ("maya.duckdns.org", "dav.maya.duckdns.org"),
        ("nas", "nas"),
        ("192.0.2.1", "192.0.2.1"),
        ("::1", "::1"),
    ],
)
def test_these_are_of_one_house(one: str, other: str) -> None:
    assert same_house(one, other)
    assert same_house(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("practice.example", "practice.test"),
        ("practice.example", "practice.example.evil.test"),
        ("practice.example", "evilpractice.example"),
        ("maya.co.uk", "evil.co.uk"),
        ("maya.com.au", "evil.com.au"),
        ("maya.duckdns.org", "evil.duckdns.org"),
        ("maya.synology.me", "evil.synology.me"),
        ("duckdns.org", "evil.duckdns.org"),
        ("192.0.2.1", "198.51.2.1"),
        ("2001:db8::1", "2001:db8::2"),
        ("nas", "evil"),
        ("localhost", "127.0.0.1"),
    ],
)
def test_these_are_strangers(one: str, other: str) -> None:
    assert not same_house(one, other)
    assert not same_house(other, one)


@pytest.mark.parametrize(
    ("scheme", "host"),
    [("https", "a.example"), ("http", "localhost"), ("http", "127.0.0.1"), ("http", "::1")],
)
def test_here_nobody_listens(scheme: str, host: str) -> None:
    assert is_private(scheme, host)


@pytest.mark.parametrize(
    ("scheme", "host"),
    [
        ("http", "a.example"),
        ("http", "127.0.0.1.example"),
        ("http", "localhost.example"),
        ("http", "192.168.1.2"),
        ("ftp", "localhost"),
        ("", ""),
    ],
)
def test_here_somebody_may(scheme: str, host: str) -> None:
    assert not is_private(scheme, host)

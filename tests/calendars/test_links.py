"""Where calls are joined: services by host and path, fields in order, nothing that is no room."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.calendars.links import FIELDS, MOST_URL, Field, find_link, is_room, parse_pattern
from tests.calendars.builders import calendar, event, read

ZOOM = "https://us02web.zoom.us/j/81234567890?pwd=abc"
MEET = "https://meet.google.com/abc-defg-hij"
SAFE = "https://eur01.safelinks.protection.outlook.com/?url={}&data=05"


def link(text: str, name: str = "DESCRIPTION", hosts: tuple[str, ...] = ()) -> str | None:
    return find_link([Field(name, text)], hosts)


@pytest.mark.parametrize(
    "address",
    [
        ZOOM,
        "https://zoom.us/my/roomname",
        "https://clinic.zoom.us/wc/join/81234567890",
        "https://clinic.zoom.us/wc/81234567890/join",
        "https://clinic.zoom.us/webinar/81234567890",
        "https://zoomgov.com/j/1612345678",
        "https://www.zoom.com.cn/j/81234567890",
        "https://zoom-x.de/j/61234567890",
        "https://clinic.zm.page",
        MEET,
        "https://meet.google.com/lookup/abcdefghij",
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_Zz%40thread.v2/0?context=%7b%7d",
        "https://teams.microsoft.com/meet/2301234567890?p=token",
        "https://gov.teams.microsoft.us/l/meetup-join/19%3ameeting",
        "https://teams.live.com/meet/9301234567890",
        "https://clinic.webex.com/clinic/j.php?MTID=m0123456789",
        "https://clinic.webex.com/meet/roomname",
        "https://doxy.me/roomname",
        "https://doxy.me/clinic/roomname",
        "https://clinic.doxy.me/roomname",
        "https://video.simplepractice.com/appt-0123456789abcdef0123456789abcdef",
        "https://www.therapyportal.com/p/practice/telehealth/",
        "https://practice.theranest.com/telehealth/session/1",
        "https://clinic.vsee.me/u/roomname",
        "https://app.thera-link.com/session/1",
        "https://clinic.janeapp.co.uk/online_appointment/1",
        "https://telehealth.kareo.com/visit/0123",
        "https://whereby.com/roomname",
        "https://org.whereby.com/roomname",
        "https://meet.goto.com/123456789",
        "https://v.ringcentral.com/join/123456789",
        "https://meet.jit.si/RoomName",
        "https://8x8.vc/vpaas/RoomName",
        "https://facetime.apple.com/join#v=1&p=abc",
        "https://meet.proton.me/join/id-ABC",
        "https://signal.link/call/#key=abc",
        "https://chime.aws/1234567890",
        "https://app.cal.com/video/abc",
    ],
)
def test_a_room_of_a_known_service_is_found(address: str) -> None:
    assert link(f"Join here: {address}.\nThank you") == address


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/j/81234567890",
        "https://notzoom.us/j/81234567890",
        "https://zoom.us.example.org/j/81234567890",
        "https://example.org/zoom.us/j/81234567890",
        "https://zoom.us/pricing",
        "https://zoom.us",
        "https://support.google.com/meet/answer/1",
        "https://meet.google.com/",
        "https://whereby.com/information/terms",
        "https://doxy.me/pricing",
        "https://app.sessionshealth.com/events/123",
        "https://teams.microsoft.com/l/channel/19%3a",
        "https://user:word@zoom.us/j/81234567890",
        "https://zoom.us:port/j/81234567890",
        "https://[zoom.us/j/81234567890",
        "zoommtg://zoom.us/join?confno=81234567890",
        "javascript:location='https://zoom.us/'",
        "file:///zoom.us/j/81234567890",
        "https://zoom.us/j/8" + "1" * MOST_URL,
    ],
)
def test_what_is_no_room_is_not_opened(address: str) -> None:
    assert link(address) is None


def test_the_fields_tell_in_their_order() -> None:
    for better, worse in pairwise(FIELDS):
        assert find_link([Field(worse, MEET), Field(better, ZOOM)]) == ZOOM


def test_a_field_without_a_room_leaves_it_to_the_next() -> None:
    fields = [Field("URL", "https://app.sessionshealth.com/events/1"), Field("LOCATION", MEET)]
    assert find_link(fields) == MEET


def test_a_conference_is_taken_at_its_word() -> None:
    assert find_link([Field("CONFERENCE", "https://room.example/7", "VIDEO,AUDIO")]) is not None


def test_a_conference_that_is_a_chat_is_not_joined() -> None:
    assert find_link([Field("CONFERENCE", "https://chat.example/7", "CHAT")]) is None


def test_of_two_conferences_the_one_with_pictures_is_joined() -> None:
    fields = [
        Field("CONFERENCE", "https://audio.example/7", "AUDIO"),
        Field("CONFERENCE", "https://video.example/7", "AUDIO,VIDEO"),
    ]
    assert find_link(fields) == "https://video.example/7"


def test_the_longer_of_two_links_keeps_the_password() -> None:
    assert link(f"https://us02web.zoom.us/j/81234567890 or {ZOOM}") == ZOOM


@pytest.mark.parametrize(
    "text",
    [f"<{ZOOM}>", f"({ZOOM})", f'<a href="{ZOOM}">Join</a>', f"{ZOOM}, {ZOOM};", f"[{ZOOM}]"],
)
def test_what_stands_around_a_link_is_not_part_of_it(text: str) -> None:
    assert link(text) == ZOOM


def test_an_ampersand_of_html_is_one() -> None:
    assert link("https://zoom.us/j/81234567890?pwd=a&amp;para=1") == (
        "https://zoom.us/j/81234567890?pwd=a&para=1"
    )


def test_safe_links_are_unwrapped() -> None:
    assert link(SAFE.format(quote(ZOOM, safe=""))) == ZOOM


def test_safe_links_within_safe_links_are_unwrapped() -> None:
    inner = SAFE.format(quote(ZOOM, safe=""))
    assert link(SAFE.format(quote(inner, safe=""))) == ZOOM


def test_googles_wrapper_is_unwrapped() -> None:
    assert link(f"https://www.google.com/url?q={quote(MEET, safe='')}&sa=D") == MEET


def test_wrappers_without_end_are_left() -> None:
    address = ZOOM
    for _ in range(9):
        address = f"https://www.google.com/url?q={quote(address, safe='')}"
    assert link(address) is None


def test_a_wrapper_of_something_else_is_no_room() -> None:
    assert link(SAFE.format(quote("javascript:alert(1)", safe=""))) is None


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("portal.example.org", "https://portal.example.org/room/7"),
        ("portal.example.org/room", "https://portal.example.org/room/7"),
        ("https://portal.example.org/room/*", "https://portal.example.org/room/7"),
        ("*.example.org", "https://a.b.example.org/x"),
        ("PORTAL.example.org", "https://portal.EXAMPLE.org/room/7"),
    ],
)
def test_a_host_of_her_own_is_a_room(pattern: str, address: str) -> None:
    assert link(address, hosts=(pattern,)) == address


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("portal.example.org", "https://other.example.org/room/7"),
        ("portal.example.org", "https://evilportal.example.org/room/7"),
        ("portal.example.org/room", "https://portal.example.org/bills"),
        ("*.example.org", "https://example.org/x"),
        ("not a host", "https://portal.example.org/room/7"),
    ],
)
def test_a_host_of_her_own_is_no_other(pattern: str, address: str) -> None:
    assert link(address, hosts=(pattern,)) is None


@pytest.mark.parametrize("text", ["", "localhost", "a b.example", "*", "ftp://a.example", "a..b"])
def test_what_is_no_host_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a host"):
        parse_pattern(text)


def test_a_link_is_not_in_the_text_of_a_field() -> None:
    assert "zoom" not in repr(Field("URL", ZOOM))


@given(st.text(max_size=300))
def test_no_text_is_too_odd_to_look_at(text: str) -> None:
    found = link(f"https://{text} {text}")
    assert found is None or is_room(found)


def test_an_event_tells_its_link() -> None:
    (one,) = read(calendar(event(f"DESCRIPTION:Join:\\n{ZOOM}\\, please"))).occurrences
    assert one.link == ZOOM


def test_a_folded_link_is_whole() -> None:
    (one,) = read(calendar(event(f"URL;VALUE=URI:{ZOOM[:30]}\r\n {ZOOM[30:]}"))).occurrences
    assert one.link == ZOOM


def test_a_link_is_not_in_the_text_of_an_occurrence() -> None:
    (one,) = read(calendar(event(f"X-GOOGLE-CONFERENCE:{MEET}"))).occurrences
    assert "google" not in repr(one)


def test_who_is_invited_is_counted_without_rooms() -> None:
    lines = (
        "ATTENDEE;CN=A:mailto:a@example.org",
        "ATTENDEE:mailto:b@example.org",
        "ATTENDEE;CUTYPE=ROOM:mailto:room@example.org",
    )
    (one,) = read(calendar(event(*lines))).occurrences
    assert one.people == 2


@pytest.mark.parametrize(
    ("start", "zone"),
    [
        ("DTSTART;TZID=Europe/London:20261124T140000", "Europe/London"),
        ("DTSTART;TZID=GMT Standard Time:20261124T140000", "Europe/London"),
        ("DTSTART:20261124T140000Z", "UTC"),
        ("DTSTART:20261124T090000", "America/New_York"),
    ],
)
def test_an_occurrence_names_the_zone_that_it_keeps(start: str, zone: str) -> None:
    (one,) = read(calendar(event(start))).occurrences
    assert one.zone == zone

"""The stand-in for Gmail speaks Gmail's dialect: Google's own client can't tell the difference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httplib2  # type: ignore[import-untyped]
import httpx
import pytest
from googleapiclient.discovery import build  # type: ignore[import-untyped]
from googleapiclient.errors import HttpError  # type: ignore[import-untyped]

from tests.calendars.https_server import certificate_text
from tests.mail.api_host import network
from tests.mail.contract import nights
from tests.mail.gmail_world import PLACE, World, gmail_world


@pytest.fixture
def world() -> Iterator[World]:
    with gmail_world() as world:
        yield world


def put(world: World, body: object) -> int:
    """Return the status that Gmail answers *body* with; she is signed in."""
    headers = {"Authorization": f"Bearer {world.account.token()}"}
    with httpx.Client(transport=network()) as client:
        return client.put(f"{world.gmail.root}{PLACE}", json=body, headers=headers).status_code


@pytest.mark.parametrize(
    "body",
    [
        {"enableAutoReply": True, "responseSubject": "x", "startTime": 1795471200000},
        {"enableAutoReply": True, "responseSubject": "x", "startTime": "soon"},
        {"enableAutoReply": True, "responseSubject": "x", "startTime": "2", "endTime": "1"},
        {"enableAutoReply": True, "responseSubject": "x", "subject": "x"},
        {"enableAutoReply": "true", "responseSubject": "x"},
        {"enableAutoReply": True},
        ["enableAutoReply"],
    ],
)
def test_the_stand_in_refuses_what_gmail_does_not_know(world: World, body: object) -> None:
    before = world.state()
    assert put(world, body) == 400
    assert world.state() == before
    assert len(world.gmail.forgive()) == 1


def test_the_stand_in_replaces_the_whole_setting(world: World) -> None:
    world.set_own()
    assert put(world, {"enableAutoReply": True, "responseSubject": "x"}) == 200
    assert world.state() == {"enableAutoReply": True, "responseSubject": "x"}


class Authorized(httplib2.Http):  # type: ignore[misc]
    """Google's own way to the network, trusting this machine, signed in with *token*."""

    def __init__(self, token: str, certificate: Path) -> None:
        super().__init__(ca_certs=str(certificate))
        self._token = token

    def request(self, uri: str, *args: Any, **more: Any) -> Any:
        more["headers"] = dict(more.get("headers") or {}, authorization=f"Bearer {self._token}")
        return super().request(uri, *args, **more)


@pytest.fixture
def googles_own(world: World, tmp_path: Path) -> Iterator[Any]:
    """Google's own client, talking to the stand-in."""
    certificate = tmp_path / "certificate.pem"
    certificate.write_text(certificate_text())
    http = Authorized(world.account.token(), certificate)
    with build(
        "gmail", "v1", http=http, client_options={"api_endpoint": world.gmail.root}
    ) as service:
        yield service.users().settings()


def test_googles_own_client_reads_what_we_wrote(world: World, googles_own: Any) -> None:
    world.mailbox.write(nights(1))
    found = googles_own.getVacation(userId="me").execute()
    assert found["responseBodyPlainText"] == nights(1).replies[0].body


def test_we_read_what_googles_own_client_wrote(world: World, googles_own: Any) -> None:
    night = nights(1).replies[0]
    start, end = (int(at.timestamp() * 1000) for at in (night.during.start, night.during.end))
    body = {
        "enableAutoReply": True,
        "responseSubject": night.subject,
        "responseBodyPlainText": night.body,
        "startTime": str(start),
        "endTime": str(end),
    }
    googles_own.updateVacation(userId="me", body=body).execute()
    assert world.mailbox.read().mark == world.mailbox.mark(nights(1))


def test_googles_own_client_is_refused_as_we_are(world: World, googles_own: Any) -> None:
    with pytest.raises(HttpError):
        googles_own.updateVacation(userId="me", body={"enableAutoReply": True}).execute()
    assert world.gmail.forgive() == ["it says nothing"]

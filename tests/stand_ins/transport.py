"""A network on which a service's own host leads to its stand-in on this machine."""

from __future__ import annotations

from ssl import PROTOCOL_TLS_CLIENT, SSLContext

import httpx

from tests.stand_ins.service import StandIn

_NOBODY = SSLContext(PROTOCOL_TLS_CLIENT)
_OF_THE_WAY = ("content-length", "content-encoding", "transfer-encoding", "connection")


def instead_of(host: str, stand_in: StandIn) -> httpx.MockTransport:
    """Return a transport that asks *stand_in* what is meant for *host*; the rest goes on its way.

    The addresses in an answer are those of *host*, as they would be.
    """
    there = httpx.URL(stand_in.root)

    def answer(request: httpx.Request) -> httpx.Response:
        url = request.url
        if url.host == host:
            url = url.copy_with(scheme=there.scheme, host=there.host, port=there.port)
        given = httpx.request(
            request.method, url, headers=_without_host(request), content=request.content,
            verify=_NOBODY,
        )  # fmt: skip
        body = given.content.replace(stand_in.root.encode(), f"https://{host}".encode())
        headers = {name: value for name, value in given.headers.items() if name not in _OF_THE_WAY}
        return httpx.Response(given.status_code, headers=headers, content=body)

    return httpx.MockTransport(answer)


def _without_host(request: httpx.Request) -> dict[str, str]:
    return {name: value for name, value in request.headers.items() if name != "host"}

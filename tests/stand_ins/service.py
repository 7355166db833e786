"""A service that stands in for a real one, over HTTP on this machine.

It is strict: whatever a client sends that the service's documentation does not know is a
complaint, answered with 400 and raised again when the stand-in is left.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit


class Complaint(Exception):  # noqa: N818 -- what a service says, not a fault of the test
    """A request that no documentation allows."""


@dataclass(frozen=True)
class Request:
    """What came: the query and form by name, the names of headers in lower case.

    `parts` are those of the path, which may have slashes of their own.
    """

    method: str
    path: str
    parts: tuple[str, ...]
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    form: Mapping[str, list[str]]

    def one(self, name: str, *, form: bool = False) -> str:
        """Return the only value of *name*; a complaint if it is missing or comes twice."""
        values = (self.form if form else self.query).get(name, [])
        if len(values) != 1:
            raise Complaint(f"{name} came {len(values)} times")
        return values[0]

    def only(self, names: Iterable[str], *, form: bool = False) -> None:
        """Complain of any field that is not among *names*."""
        extra = set(self.form if form else self.query) - set(names)
        if extra:
            raise Complaint(f"{self.path} knows no {sorted(extra)}")


@dataclass(frozen=True)
class Response:
    """What goes back; a mapping is sent as JSON."""

    status: int = 200
    body: Mapping[str, Any] | bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class _Fault:
    part: str
    response: Response
    times: int


class StandIn:
    """Listens while it is inside `with`; `requests` are those that came, in order."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.complaints: list[str] = []
        self._faults: list[_Fault] = []
        self._lock = Lock()
        self._server = _Server(self)
        self.root = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def answer(self, request: Request) -> Response:
        """Return what the service says to *request*; raise Complaint for a wrong one."""
        raise NotImplementedError

    def fail(self, part: str, response: Response, times: int = 1) -> None:
        """Answer the next *times* requests whose path holds *part* with *response*."""
        self._faults.append(_Fault(part, response, times))

    def mend(self) -> None:
        """Answer everything again."""
        self._faults.clear()

    def paths(self) -> list[str]:
        """Return the paths that were asked for, in order."""
        return [request.path for request in self.requests]

    def forget(self) -> None:
        """Forget which requests came."""
        self.requests.clear()

    def handle(self, request: Request) -> Response:
        with self._lock:
            self.requests.append(request)
            for fault in self._faults:
                if fault.part in request.path and fault.times:
                    fault.times -= 1
                    return fault.response
            try:
                return self.answer(request)
            except Complaint as complaint:
                self.complaints.append(str(complaint))
                return Response(400, {"error": "complaint"})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        assert not self.complaints, self.complaints


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, service: StandIn) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.service = service


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self._handle("")

    def do_POST(self) -> None:
        size = int(self.headers.get("Content-Length", "0"))
        self._handle(self.rfile.read(size).decode())

    def _handle(self, body: str) -> None:
        parts = urlsplit(self.path)
        response = self.server.service.handle(
            Request(
                self.command,
                unquote(parts.path),
                tuple(unquote(part) for part in parts.path.split("/")[1:]),
                parse_qs(parts.query, keep_blank_values=True),
                {name.lower(): value for name, value in self.headers.items()},
                parse_qs(body, keep_blank_values=True),
            )
        )
        plain = isinstance(response.body, bytes)
        data = response.body if isinstance(response.body, bytes) else json.dumps(response.body)
        sent = data if isinstance(data, bytes) else data.encode()
        self.send_response(response.status)
        if not plain:
            self.send_header("Content-Type", "application/json; charset=utf-8")
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""

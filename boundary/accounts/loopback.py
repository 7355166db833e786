"""The way back from the browser: a listener on this machine that hears one answer.

RFC 8252 sections 7.3 and 8.3: 127.0.0.1 only, a port that the system picks, open no longer than
the sign-in. Whatever does not carry the state of this sign-in (another program, a page that
guesses, the browser's own curiosity) gets nothing and ends nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import CancelledError, Future, InvalidStateError
from contextlib import suppress
from datetime import timedelta
from hmac import compare_digest
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from urllib.parse import parse_qs, urlsplit

from boundary.accounts.errors import AccountError
from boundary.language import tr

_PAGE = """<!doctype html>
<meta charset="utf-8"><title>Boundary</title>
<style>body{{margin:20vh auto;max-width:30rem;text-align:center;font:1.25rem/1.5 system-ui;
background:#F6F3EC;color:#22292B}}@media(prefers-color-scheme:dark){{body{{background:#171B1E;
color:#ECE7DC}}}}</style><p>{sentence}</p>
"""
_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


Answer = Future[Mapping[str, str]]


class Loopback:
    """Listens from its making until it is closed; use it with `with`.

    `address` is where the browser is to return: this machine as *host* spells it. *answer* gets
    what is heard; whoever cancels it ends the waiting.
    """

    def __init__(self, host: str, state: str, answer: Answer) -> None:
        self._answer = answer
        try:
            self._server = _Server(host, state, answer)
        except OSError as error:
            raise AccountError(
                tr("The sign-in can't be heard on this machine."),
                tr("Check that no firewall closes this machine to itself, then try again."),
            ) from error
        self.address = f"http://{host}:{self._server.server_port}"
        self._thread = Thread(
            target=self._server.serve_forever, args=(0.05,), name="sign-in", daemon=True
        )
        self._thread.start()

    def __enter__(self) -> Loopback:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def wait(self, patience: timedelta) -> Mapping[str, str]:
        """Return the answer's fields; AccountError after *patience* or when it is cancelled."""
        try:
            return self._answer.result(patience.total_seconds())
        except TimeoutError:
            raise AccountError(
                tr("The sign-in was not finished."), tr("Begin it again when you have a moment.")
            ) from None
        except CancelledError:
            raise AccountError(
                tr("The sign-in was called off."), tr("Begin it again when you like.")
            ) from None

    def close(self) -> None:
        """Listen no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    # A browser opens connections on speculation and leaves them silent: each has its thread.
    daemon_threads = True

    def __init__(self, host: str, state: str, answer: Answer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.hosts = {f"{name}:{self.server_port}" for name in (host, "127.0.0.1", "localhost")}
        self.state = state
        self.answer = answer

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that hangs up is no trouble of hers."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 10
    server_version = "Boundary"
    sys_version = ""

    def do_GET(self) -> None:
        answer = self._fields()
        if answer is None:
            self._say(404, tr("There is nothing here."))
            return
        try:
            self._say(200, tr("You can close this tab."))
        finally:
            # What came twice, or after it was called off, changes nothing.
            with suppress(InvalidStateError):
                self.server.answer.set_result(answer)

    def _fields(self) -> dict[str, str] | None:
        """Return the answer in the request's address, or None if this is not our answer."""
        if self.headers.get("Host") not in self.server.hosts:
            return None
        try:
            parts = urlsplit(self.path)
            found = parse_qs(parts.query, keep_blank_values=True, max_num_fields=20)
        except ValueError:
            return None
        if parts.path not in ("", "/") or any(len(values) > 1 for values in found.values()):
            return None
        fields = {name: values[0] for name, values in found.items()}
        state = fields.get("state", "")
        if not compare_digest(state.encode(), self.server.state.encode()):
            return None
        return fields if "code" in fields or "error" in fields else None

    def _say(self, status: int, sentence: str) -> None:
        page = _PAGE.format(sentence=escape(sentence)).encode()
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: the address holds the code."""

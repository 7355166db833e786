"""The control socket: one running copy for each profile, and how the command line reaches it.

`ControlServer.claim` takes the profile's lock, before there is an application; a second start
finds it taken and asks the first copy to show itself. `listen` opens the socket, on the event
loop of the application. A request is one line of JSON, the answer another. The client's side
loads no Qt, so that `boundary ended` is as quick as a key.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from boundary.errors import BoundaryError
from boundary.language import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QLockFile
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = timedelta(seconds=5)
"""How long either side waits for the other's line."""

MOST_BYTES = 64 * 1024
"""The longest line; no request or answer comes near it."""

LONGEST_PAUSE = 7 * 24 * 3600
"""Seconds."""

Handle = Callable[[str, Mapping[str, object]], Mapping[str, object]]
"""Does what a verb asks for, with its arguments; returns what the answer holds, or raises
BoundaryError, which becomes the answer."""


class Verb(StrEnum):
    """What a running copy can be asked to do."""

    RAISE = "raise"
    ENDED = "ended"
    PAUSE = "pause"
    RESUME = "resume"
    CLINICAL_NEED = "clinical-need"
    WITH_SOMEONE = "with-someone"
    ONE_BREATH = "one-breath"
    SHUTDOWN = "shutdown"
    STATUS = "status"
    WHY = "why"
    QUIT = "quit"


class NotRunningError(BoundaryError):
    """No copy listens for this profile."""

    def __init__(self) -> None:
        super().__init__(
            tr("Boundary is not running."), tr("Start it with `boundary`, then try again.")
        )


def socket_path(profile: Path) -> Path:
    """Return where the copy that runs on *profile* listens.

    In the user's runtime folder, which only she can enter, and in the profile itself where
    there is none; never in /tmp, where anyone could listen in its place.
    """
    name = f"boundary-{sha256(os.fsencode(profile.absolute())).hexdigest()[:16]}.sock"
    runtime = _runtime_folder()
    return profile / "control.sock" if runtime is None else runtime / name


def _runtime_folder() -> Path | None:
    if sys.platform == "win32":
        return None
    usual = f"/run/user/{os.getuid()}"
    folder = Path(os.environ.get("XDG_RUNTIME_DIR") or usual)
    try:
        found = folder.stat()
    except OSError:
        return None
    return folder if found.st_uid == os.getuid() and not found.st_mode & 0o022 else None


def ask(
    profile: Path, verb: str, *, patience: timedelta = PATIENCE, **arguments: object
) -> dict[str, object]:
    """Ask the copy that runs on *profile* for *verb* and return its answer.

    Raises NotRunningError where none runs, BoundaryError where it refuses or is silent.
    """
    request = json.dumps({"verb": verb, **arguments}).encode() + b"\n"
    try:
        line = _exchange(socket_path(profile), request, patience.total_seconds())
        answer = json.loads(line)
    except (FileNotFoundError, ConnectionRefusedError):
        raise NotRunningError from None
    except (OSError, ValueError) as error:
        raise _silent() from error
    if not isinstance(answer, dict):
        raise _silent()
    if "title" in answer:
        raise BoundaryError(str(answer["title"]), str(answer.get("remedy", "")))
    return answer


def _exchange(path: Path, request: bytes, patience: float) -> bytes:
    """Send *request* and return the line that comes back (whole, or ValueError)."""
    if sys.platform == "win32":
        return _exchange_by_pipe(path, request, patience)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
        link.settimeout(patience)
        link.connect(str(path))
        link.sendall(request)
        line = b""
        while not line.endswith(b"\n"):
            piece = link.recv(MOST_BYTES)
            if not piece or len(line) > MOST_BYTES:
                raise ValueError("no whole line")
            line += piece
    return line


def _exchange_by_pipe(path: Path, request: bytes, patience: float) -> bytes:
    """Do the same over a named pipe of Windows, which is what QLocalServer offers there."""
    from PySide6.QtNetwork import QLocalSocket

    wait = int(patience * 1000)
    link = QLocalSocket()
    link.connectToServer(_server_name(path))
    if not link.waitForConnected(wait):
        raise ConnectionRefusedError
    link.write(request)
    while not link.canReadLine():
        if not link.waitForReadyRead(wait) or link.bytesAvailable() > MOST_BYTES:
            raise ValueError("no whole line")
    return bytes(link.readLine().data())


def _server_name(path: Path) -> str:
    """Return what Qt calls the server at *path*: the path itself, or a pipe's name on Windows."""
    if sys.platform == "win32":
        return f"boundary-{sha256(os.fsencode(path)).hexdigest()[:16]}"
    return str(path)


class ControlServer:
    """The running copy's side, on the Qt thread.

    `trouble` says why the command line can't reach this copy; the copy runs all the same.
    """

    def __init__(self, profile: Path, handle: Handle, patience: timedelta = PATIENCE) -> None:
        self.trouble: BoundaryError | None = None
        self._profile = profile
        self._handle = handle
        self._patience = int(patience.total_seconds() * 1000)
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Become the copy that runs on the profile; False if another one is.

        Needs no application. A copy that was killed leaves nothing in the way; one that has
        only just started may not listen yet (`ask` then raises NotRunningError). Raises
        BoundaryError where the profile's folder can't be written.
        """
        from PySide6.QtCore import QLockFile

        try:
            self._profile.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise _no_profile(error.strerror or type(error).__name__) from error
        lock = QLockFile(str(self._profile / "running.lock"))
        lock.setStaleLockTime(0)  # stale is whose process is gone, never what is merely old
        if not lock.tryLock(0):
            if lock.error() is QLockFile.LockError.LockFailedError:
                return False
            raise _no_profile(lock.error().name)
        self._lock = lock
        return True

    def listen(self) -> None:
        """Hear what the command line asks for; after `claim`, once there is an application."""
        from PySide6.QtNetwork import QLocalServer

        name = _server_name(socket_path(self._profile))
        QLocalServer.removeServer(name)  # ours by the lock: what is left of a killed copy
        server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._welcome)
        if server.listen(name):
            self._server = server
        else:
            self.trouble = BoundaryError(
                tr("The command line can't reach this Boundary."),
                tr("Use the tray's menu; check the permissions of your runtime folder."),
            )

    def close(self) -> None:
        """Let go of the profile; the next start may have it."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _welcome(self) -> None:
        from PySide6.QtCore import QTimer

        while self._server is not None and self._server.hasPendingConnections():
            link = self._server.nextPendingConnection()
            link.setReadBufferSize(MOST_BYTES)
            link.readyRead.connect(lambda link=link: self._heard(link))
            link.disconnected.connect(link.deleteLater)
            limit = QTimer(link)
            limit.setSingleShot(True)
            # Not the method itself: it is no slot, and Qt would look for a wrapper in vain.
            limit.timeout.connect(lambda link=link: link.abort())
            limit.start(self._patience)
            if link.bytesAvailable():
                self._heard(link)

    def _heard(self, link: QLocalSocket) -> None:
        """Answer the first whole line; a client that sends more, or no end, is cut off."""
        if not link.canReadLine():
            if link.bytesAvailable() >= MOST_BYTES:
                link.abort()
            return
        line = bytes(link.readLine().data())
        link.readyRead.disconnect()
        try:
            link.write(json.dumps(self._answer(line)).encode() + b"\n")
            link.flush()
        finally:
            link.disconnectFromServer()

    def _answer(self, line: bytes) -> Mapping[str, object]:
        try:
            verb, arguments = _request(line)
            return self._handle(verb, arguments)
        except BoundaryError as error:
            return {"title": error.title, "remedy": error.remedy}


def _request(line: bytes) -> tuple[Verb, dict[str, object]]:
    """Read a request; BoundaryError for what is none."""
    from boundary.documents import Fields, choice, perhaps, whole, yes_no

    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        request = None
    problems: list[str] = []
    fields = Fields(request, "", problems)
    verb = fields.need("verb", choice(Verb), Verb.STATUS)
    arguments: dict[str, object] = {}
    if verb is Verb.PAUSE:
        arguments["seconds"] = fields.read("seconds", perhaps(whole(1, LONGEST_PAUSE)), None)
    elif verb is Verb.WITH_SOMEONE:
        arguments["over"] = fields.read("over", yes_no, False)
    fields.done()
    if problems:
        raise BoundaryError(
            tr("The running Boundary does not understand."),
            tr("Restart it if it was updated. {problems}").format(problems="; ".join(problems)),
        )
    return verb, arguments


def _silent() -> BoundaryError:
    return BoundaryError(
        tr("Boundary runs but does not answer."), tr("Wait a moment, or end it and start it again.")
    )


def _no_profile(reason: str) -> BoundaryError:
    return BoundaryError(
        tr("The profile folder can't be used ({reason}).").format(reason=reason),
        tr("Check that it is a folder of yours that can be written to."),
    )

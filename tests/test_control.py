"""The control socket: one copy for a profile, reached from the command line, hard to upset."""

from __future__ import annotations

import json
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest

from boundary.control import MOST_BYTES, ControlServer, NotRunningError, ask, socket_path
from boundary.errors import BoundaryError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the tests speak to Unix sockets")

COPY = """
import sys
from datetime import timedelta
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from boundary.control import ControlServer
from boundary.errors import BoundaryError

def handle(verb, arguments):
    if verb == "ended":
        raise BoundaryError("No session is under way.", "Nothing to do.")
    if verb == "resume":
        raise ZeroDivisionError
    if verb == "quit":
        application.quit()
    return {"verb": verb, **arguments}

server = ControlServer(Path(sys.argv[1]), handle, timedelta(milliseconds=int(sys.argv[2])))
claimed = server.claim()
application = QCoreApplication(sys.argv)
server.listen()
print(claimed, flush=True)
application.exec()
server.close()
"""


@contextmanager
def copy_on(profile: Path, patience: int = 5000) -> Iterator[subprocess.Popen[str]]:
    """Run a copy on *profile* in a process of its own, from when it listens."""
    with subprocess.Popen(
        [sys.executable, "-c", COPY, str(profile), str(patience)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "True\n"
            yield process
        finally:
            process.kill()


@pytest.fixture(scope="module")
def profile() -> Iterator[Path]:
    """The profile on which a copy runs while these tests do."""
    with TemporaryDirectory() as folder, copy_on(Path(folder)):
        yield Path(folder)


def said_to(profile: Path, data: bytes, *, end: bool = False) -> bytes:
    """Send *data* as no client of ours would; return all that comes back."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
        link.connect(str(socket_path(profile)))
        heard = b""
        try:
            link.sendall(data)
            if end:
                link.shutdown(socket.SHUT_WR)
            while piece := link.recv(4096):
                heard += piece
        except (BrokenPipeError, ConnectionResetError):
            pass
        return heard


def trouble_of(act: Callable[[], object]) -> BoundaryError:
    with pytest.raises(BoundaryError) as caught:
        act()
    return caught.value


@pytest.mark.parametrize(
    "verb", ["raise", "clinical-need", "status", "why", "one-breath", "shutdown"]
)
def test_a_verb_reaches_the_running_copy(profile: Path, verb: str) -> None:
    assert ask(profile, verb) == {"verb": verb}


@pytest.mark.parametrize("seconds", [1800, None])
def test_a_pause_has_a_length_or_none(profile: Path, seconds: int | None) -> None:
    assert ask(profile, "pause", seconds=seconds) == {"verb": "pause", "seconds": seconds}


@pytest.mark.parametrize("over", [True, False])
def test_company_begins_and_ends(profile: Path, over: bool) -> None:
    assert ask(profile, "with-someone", over=over) == {"verb": "with-someone", "over": over}


@pytest.mark.parametrize("seconds", [0, -1, "30m", True, 1.5, 10**9])
def test_a_length_that_is_none_is_refused_by_name(profile: Path, seconds: object) -> None:
    assert "seconds: " in trouble_of(lambda: ask(profile, "pause", seconds=seconds)).remedy


def test_what_the_copy_refuses_is_told_with_its_remedy(profile: Path) -> None:
    trouble = trouble_of(lambda: ask(profile, "ended"))

    assert (trouble.title, trouble.remedy) == ("No session is under way.", "Nothing to do.")


def test_an_unknown_verb_is_refused(profile: Path) -> None:
    assert (
        trouble_of(lambda: ask(profile, "dance")).title
        == "The running Boundary does not understand."
    )


def test_an_argument_that_no_verb_has_is_refused(profile: Path) -> None:
    assert "loudly: " in trouble_of(lambda: ask(profile, "raise", loudly=True)).remedy


def test_a_slip_in_the_copy_is_silence_and_not_a_hang(profile: Path) -> None:
    assert trouble_of(lambda: ask(profile, "resume")).title == "Boundary runs but does not answer."


@pytest.mark.parametrize(
    "garbage",
    [b"\n", b"hello\n", b"\x00\xff\xfe\n", b"[]\n", b'{"verb": 7}\n', b"[" * 20_000 + b"\n"],
)
def test_garbage_gets_one_answer_and_harms_nothing(profile: Path, garbage: bytes) -> None:
    answer = json.loads(said_to(profile, garbage))

    assert answer["title"] == "The running Boundary does not understand."
    assert ask(profile, "status") == {"verb": "status"}


def test_half_a_line_and_then_nothing_is_let_go(profile: Path) -> None:
    assert said_to(profile, b'{"verb": "qu', end=True) == b""
    assert ask(profile, "status") == {"verb": "status"}


def test_a_line_without_end_is_cut_off(profile: Path) -> None:
    assert said_to(profile, b"x" * (MOST_BYTES * 20)) == b""
    assert ask(profile, "status") == {"verb": "status"}


def test_only_the_first_line_is_answered(profile: Path) -> None:
    line = b'{"verb": "status"}\n'

    assert said_to(profile, line * 3) == b'{"verb": "status"}\n'


def test_a_client_that_says_nothing_is_dropped_while_others_are_served(tmp_path: Path) -> None:
    with copy_on(tmp_path, patience=200), socket.socket(socket.AF_UNIX) as silent:
        silent.connect(str(socket_path(tmp_path)))
        served = ask(tmp_path, "status")

        assert silent.recv(1) == b""
        assert served == {"verb": "status"}


def test_many_clients_at_once_are_all_served(profile: Path) -> None:
    answers: list[Mapping[str, object]] = []
    clients = [Thread(target=lambda: answers.append(ask(profile, "status"))) for _ in range(30)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()

    assert answers == [{"verb": "status"}] * 30


def test_where_no_copy_runs_the_remedy_is_to_start_one(tmp_path: Path) -> None:
    with pytest.raises(NotRunningError) as caught:
        ask(tmp_path, "ended")

    assert "Start it" in caught.value.remedy


def test_a_copy_that_takes_the_line_and_never_answers_is_named(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(socket_path(tmp_path)))
        deaf.listen()
        with pytest.raises(BoundaryError, match="does not answer"):
            ask(tmp_path, "status", patience=timedelta(milliseconds=20))


def test_a_copy_that_was_asked_to_quit_answers_and_ends(tmp_path: Path) -> None:
    with copy_on(tmp_path) as copy:
        assert ask(tmp_path, "quit") == {"verb": "quit"}
        assert copy.wait() == 0
        with pytest.raises(NotRunningError):
            ask(tmp_path, "status")


def nothing(verb: str, arguments: Mapping[str, object]) -> Mapping[str, object]:
    raise AssertionError((verb, arguments))


def test_a_second_start_finds_the_profile_taken(profile: Path) -> None:
    assert not ControlServer(profile, nothing).claim()
    assert ask(profile, "raise") == {"verb": "raise"}


def test_each_profile_has_a_copy_of_its_own(profile: Path, tmp_path: Path) -> None:
    assert socket_path(tmp_path) != socket_path(profile)
    with copy_on(tmp_path):
        assert ask(tmp_path, "status") == ask(profile, "status")


def test_a_copy_that_was_killed_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    for _ in range(3):
        with copy_on(tmp_path) as copy:
            copy.send_signal(signal.SIGKILL)
            copy.wait()
            with pytest.raises(NotRunningError):
                ask(tmp_path, "status")
    with copy_on(tmp_path):
        assert ask(tmp_path, "status") == {"verb": "status"}


def test_a_copy_that_closed_leaves_the_profile_to_the_next(tmp_path: Path, qapp: object) -> None:
    assert qapp
    first, second = ControlServer(tmp_path, nothing), ControlServer(tmp_path, nothing)
    assert first.claim()
    assert not second.claim()
    first.close()

    assert second.claim()
    second.close()


def test_the_socket_is_for_her_alone(profile: Path) -> None:
    path = socket_path(profile)

    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_without_a_runtime_folder_the_socket_lies_in_the_profile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "nowhere"))

    assert socket_path(tmp_path) == tmp_path / "control.sock"


def test_a_runtime_folder_that_others_may_write_to_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(shared))

    assert socket_path(tmp_path).parent == tmp_path


def test_a_profile_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "profile").touch()

    with pytest.raises(BoundaryError, match="profile folder"):
        ControlServer(tmp_path / "profile", nothing).claim()


def test_a_profile_that_can_not_be_written_is_named() -> None:
    """Root may write anywhere but where the kernel keeps its own."""
    read_only = Path("/proc/self")
    if not read_only.exists():
        pytest.skip("no /proc")

    with pytest.raises(BoundaryError, match="profile folder"):
        ControlServer(read_only, nothing).claim()


def test_a_copy_that_can_not_listen_runs_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    """A Unix socket's path holds some hundred characters."""
    assert qapp
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "nowhere"))
    server = ControlServer(tmp_path / ("x" * 120), nothing)

    assert server.claim()
    server.listen()
    assert server.trouble is not None
    server.close()


def test_the_clients_side_loads_no_qt() -> None:
    program = "import sys, boundary.control; print([m for m in sys.modules if 'PySide' in m])"
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert said.stdout == "[]\n"

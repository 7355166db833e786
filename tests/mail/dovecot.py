"""A real Dovecot with Pigeonhole: IMAP, ManageSieve over TLS and LMTP, in a folder of its own.

It runs as an ordinary user, as "nobody" where the tests themselves run as root, on ports that
are free. Its clock can be moved, forward only (libfaketime): backwards, its processes end
themselves. Where parts are missing the test is skipped; under CI=true it fails.
"""

from __future__ import annotations

import grp
import os
import pwd
import smtplib
import socket
import ssl
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from queue import Empty, Queue
from shutil import which
from threading import Thread
from typing import IO

import pytest

from tests.mail.certificates import EVER, Certificate, certificate
from tests.need import step_aside

ANNA = "anna@practice.test"
"""The therapist in these tests."""
SECRET = "correct horse"
STARTED = "starting up"
"""What the log says when every port is open."""
PATIENCE = 20
"""Seconds after which a server that has not started is broken."""
_NUMBERS = count(1)
FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"


def need(*programs: str, files: tuple[str, ...] = ()) -> None:
    """Skip this test where one of *programs* or *files* is missing; fail under CI=true."""
    missing = [name for name in programs if which(name, path=_path()) is None]
    missing += [name for name in files if not Path(name).exists()]
    if missing:
        step_aside(f"not installed: {' '.join(missing)}")


def ordinary_user() -> str:
    """Return the name of the user that servers run as: never root."""
    return pwd.getpwuid(os.geteuid()).pw_name if os.geteuid() else "nobody"


@contextmanager
def ordinary_folder() -> Iterator[Path]:
    """Lend a folder that belongs to `ordinary_user`; its path is short enough for sockets."""
    with tempfile.TemporaryDirectory(prefix="mail-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        give(folder)
        yield folder


def give(path: Path) -> None:
    """Make *path* belong to `ordinary_user`."""
    if os.geteuid() == 0:
        user = pwd.getpwnam(ordinary_user())
        os.chown(path, user.pw_uid, user.pw_gid)


@dataclass
class Dovecot:
    """A running server; `certificate` is what it shows, `folder` its own."""

    folder: Path
    certificate: Certificate
    imap_port: int
    sieve_port: int
    lmtp_port: int
    log: Queue[str]

    @property
    def trusting(self) -> ssl.SSLContext:
        """The context of a client that trusts it."""
        return self.certificate.trusting()

    def home(self, user: str = ANNA) -> Path:
        """Return the home of *user*: `Maildir` and `sieve` are in it."""
        return self.folder / "home" / user

    def move_clock(self, now: datetime) -> None:
        """Let it be *now* (UTC) on the server, and time go on from there; forward only."""
        mark = self.folder / "clock.new"
        mark.write_text(f"@{int(now.timestamp())}\n")
        give(mark)
        mark.replace(self.folder / "clock")

    def deliver(self, message: EmailMessage, sender: str, recipient: str = ANNA) -> None:
        """Deliver *message* by LMTP; replies have been sent when this returns."""
        with smtplib.LMTP("127.0.0.1", self.lmtp_port, timeout=PATIENCE) as lmtp:
            lmtp.sendmail(sender, [recipient], message.as_bytes())

    def folders(self, user: str = ANNA) -> dict[str, int]:
        """Return how many messages lie in each of the mailboxes of *user*; "" is the inbox."""
        root = self.home(user) / "Maildir"
        homes = [root, *(each for each in root.glob(".*") if each.is_dir())]
        return {
            home.name.removeprefix(".") if home != root else "": sum(
                1 for part in ("new", "cur") for _ in home.glob(f"{part}/*")
            )
            for home in homes
        }


def message(
    subject: str = "Hello", *, sender: str = "kim@else.test", to: str = ANNA, **headers: str
) -> EmailMessage:
    """Return a message; `list_id="..."` gives the header List-Id."""
    made = EmailMessage()
    made["From"] = sender
    made["To"] = to
    made["Subject"] = subject
    made["Message-ID"] = f"<{next(_NUMBERS)}@else.test>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content("Something that is nobody's business.\n")
    return made


@contextmanager
def dovecot(
    *,
    sink_port: int = 9,
    users: Mapping[str, str] | None = None,
    clock: datetime | None = None,
    zone: str = "UTC",
    plugin: Mapping[str, str] | None = None,
    until: datetime = EVER,
) -> Iterator[Dovecot]:
    """Run a server until the end of the block.

    *users*: passwords by address; Anna alone if not given. Replies go to *sink_port* by SMTP.
    *clock*: where its time begins (UTC); None: the real time, that can't be moved. *zone*: its
    own IANA zone. *plugin*: settings of Pigeonhole such as `sieve_max_script_size`. *until*:
    the end of its certificate.
    """
    need("dovecot", "managesieve", files=(FAKETIME,))
    with ExitStack() as stack:
        folder = stack.enter_context(ordinary_folder())
        shown = certificate(until)
        ports = _free_ports()
        for path in shown.save(folder):
            give(path)
        config = folder / "dovecot.conf"
        config.write_text(_config(folder, ports, sink_port, plugin or {}))
        passwords = users if users is not None else {ANNA: SECRET}
        lines = [f"{user}:{{PLAIN}}{password}::::::" for user, password in passwords.items()]
        (folder / "users").write_text("\n".join(lines) + "\n")
        server = Dovecot(folder, shown, *ports, Queue())
        if clock is not None:
            server.move_clock(clock)
        process = stack.enter_context(_running(server, config, zone, moved=clock is not None))
        _wait(process, server.log)
        yield server


@contextmanager
def _running(
    server: Dovecot, config: Path, zone: str, *, moved: bool
) -> Iterator[subprocess.Popen[str]]:
    root = os.geteuid() == 0
    user = pwd.getpwnam(ordinary_user())
    environment = {"PATH": _path(), "TZ": zone}
    if moved:
        environment |= faked(server.folder / "clock")
    process = subprocess.Popen(
        [which("dovecot", path=_path()) or "dovecot", "-F", "-c", str(config)],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        user=user.pw_uid if root else None,
        group=user.pw_gid if root else None,
        extra_groups=[] if root else None,
    )
    assert process.stderr is not None
    reader = Thread(target=_collect, args=(process.stderr, server.log), name="dovecot's log")
    reader.start()
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        if process.poll() is None:
            process.kill()
            process.wait(10)
        reader.join(10)
        process.stderr.close()


def faked(clock: Path) -> dict[str, str]:
    """Return the environment in which a program's time is what the file *clock* says."""
    return {
        "LD_PRELOAD": FAKETIME,
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_FMT": "%s",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
    }


def _collect(stream: IO[str], log: Queue[str]) -> None:
    for line in stream:
        log.put(line)
    log.put("")


def _wait(process: subprocess.Popen[str], log: Queue[str]) -> None:
    """Wait until every port of the server is open."""
    lines = []
    while True:
        try:
            line = log.get(timeout=PATIENCE)
        except Empty:
            line = ""
        lines.append(line)
        if STARTED in line:
            return
        if not line:
            process.kill()
            pytest.fail(f"dovecot has not started: {''.join(lines)}")


def _free_ports() -> tuple[int, int, int]:
    with ExitStack() as stack:
        sockets = [stack.enter_context(closing(socket.socket())) for _ in range(3)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        imap, sieve, lmtp = (int(each.getsockname()[1]) for each in sockets)
        return imap, sieve, lmtp


def _path() -> str:
    """Return where programs are: servers and their parts too, which a user's PATH leaves out."""
    return os.pathsep.join(
        [os.environ.get("PATH", ""), "/usr/sbin", "/usr/bin", "/bin", "/usr/lib/dovecot"]
    )


def _config(
    folder: Path, ports: tuple[int, int, int], sink_port: int, plugin: Mapping[str, str]
) -> str:
    imap, sieve, lmtp = ports
    user = pwd.getpwnam(ordinary_user())
    values = {
        "base_dir": f"{folder}/run",
        "state_dir": f"{folder}/state",
        "log_path": "/dev/stderr",
        "protocols": "imap lmtp sieve",
        "listen": "127.0.0.1",
        "ssl": "yes",
        "ssl_cert": f"<{folder}/certificate.pem",
        "ssl_key": f"<{folder}/key.pem",
        "disable_plaintext_auth": "yes",
        "mail_location": "maildir:~/Maildir",
        "default_internal_user": user.pw_name,
        "default_internal_group": grp.getgrgid(user.pw_gid).gr_name,
        "default_login_user": user.pw_name,
        "first_valid_uid": "1",
        "first_valid_gid": "1",
        "hostname": "mx.practice.test",
        "postmaster_address": "postmaster@practice.test",
        "submission_host": f"127.0.0.1:{sink_port}",
        "recipient_delimiter": "+",
        "import_environment": "TZ " + " ".join(faked(folder)),
        # Nothing waits for the login of strangers here.
        "auth_failure_delay": "0",
    }
    settings = {
        "sieve": "file:~/sieve;active=~/.dovecot.sieve",
        "sieve_vacation_min_period": "1h",
        "sieve_vacation_max_period": "60d",
    } | dict(plugin)
    lines = [f"{name} = {value}" for name, value in values.items()]
    lines += ["plugin {", *(f"  {name} = {value}" for name, value in settings.items()), "}"]
    return "\n".join(lines) + _SERVICES.format(
        folder=folder, uid=user.pw_uid, gid=user.pw_gid, imap=imap, sieve=sieve, lmtp=lmtp
    )


_SERVICES = """
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u
}}
namespace inbox {{
  inbox = yes
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-urlauth-login {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service managesieve-login {{
  chroot =
  inet_listener sieve {{
    port = {sieve}
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
protocol lmtp {{
  mail_plugins = sieve
}}
"""

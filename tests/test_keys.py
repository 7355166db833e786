"""Secrets: one contract for the keyring and for memory, and a keyring that fails in every way."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import InitError, KeyringLocked

from boundary.errors import SecretsError, StoreError
from boundary.keys import STORE_KEY, Backend, Keyring, Keys, SessionKeys, store_key
from tests.desktop import Parts, desktop

SECRET = "äö secret §"
AT_ONCE = timedelta(milliseconds=50)


class KeysContract:
    """What the rest relies on, wherever secrets are kept."""

    def made(self) -> Keys:
        raise NotImplementedError

    @pytest.fixture
    def keys(self) -> Iterator[Keys]:
        keys = self.made()
        yield keys
        keys.delete("one")
        keys.delete("two")

    def test_what_was_never_kept_is_none(self, keys: Keys) -> None:
        assert keys.get("one") is None

    def test_a_secret_comes_back_as_it_was(self, keys: Keys) -> None:
        keys.set("one", SECRET)

        assert keys.get("one") == SECRET

    def test_the_last_one_counts(self, keys: Keys) -> None:
        keys.set("one", "old")
        keys.set("one", SECRET)

        assert keys.get("one") == SECRET

    def test_each_name_has_its_own(self, keys: Keys) -> None:
        keys.set("one", "1")
        keys.set("two", "2")

        assert (keys.get("one"), keys.get("two")) == ("1", "2")

    def test_what_is_deleted_is_gone(self, keys: Keys) -> None:
        keys.set("one", SECRET)
        keys.delete("one")

        assert keys.get("one") is None

    def test_deleting_what_is_not_there_is_fine(self, keys: Keys) -> None:
        keys.delete("one")

        keys.delete("one")

    def test_no_repr_tells_a_secret(self, keys: Keys) -> None:
        keys.set("one", SECRET)

        assert SECRET not in repr(keys)


class FakeBackend:
    """A backend that keeps, refuses or waits, as it is told."""

    def __init__(self) -> None:
        self.secrets: dict[tuple[str, str], str] = {}
        self.trouble: Exception | None = None
        self.go_on = Event()
        self.go_on.set()
        self.calls = 0

    def get_password(self, service: str, username: str) -> str | None:
        self._answer()
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._answer()
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._answer()
        del self.secrets[service, username]

    def _answer(self) -> None:
        self.calls += 1
        self.go_on.wait()
        if self.trouble:
            raise self.trouble


class TestSessionKeys(KeysContract):
    def made(self) -> Keys:
        return SessionKeys()


class TestKeyringOverAFake(KeysContract):
    def made(self) -> Keys:
        backend = FakeBackend()
        return Keyring(find=lambda: backend)


@pytest.mark.desktop
class TestTheRealKeyring(KeysContract):
    def made(self) -> Keys:
        return Keyring("Boundary's tests")


def keyring_with(backend: Backend, patience: timedelta = timedelta(seconds=8)) -> Keyring:
    return Keyring(patience=patience, find=lambda: backend)


def trouble_of(keys: Keys) -> SecretsError:
    with pytest.raises(SecretsError) as caught:
        keys.get("one")
    return caught.value


def test_secrets_are_kept_under_the_name_of_boundary() -> None:
    backend = FakeBackend()
    keyring_with(backend).set("one", SECRET)

    assert backend.secrets == {("Boundary", "one"): SECRET}


def test_a_keyring_that_never_answers_is_given_up() -> None:
    backend = FakeBackend()
    backend.go_on.clear()

    assert trouble_of(keyring_with(backend, AT_ONCE)).title == "The keyring does not answer."
    backend.go_on.set()


def test_while_one_call_waits_no_second_one_asks() -> None:
    """Each would be another prompt for the password."""
    backend = FakeBackend()
    backend.go_on.clear()
    keys = keyring_with(backend, AT_ONCE)
    for _ in range(3):
        trouble_of(keys)

    assert backend.calls == 1
    backend.go_on.set()


def test_a_keyring_that_is_unlocked_later_answers_then() -> None:
    backend = FakeBackend()
    backend.secrets["Boundary", "one"] = SECRET
    backend.go_on.clear()
    keys = Keyring(patience=timedelta(seconds=1), find=lambda: backend)
    trouble_of(keys)
    backend.go_on.set()

    assert keys.get("one") == SECRET


def test_a_locked_keyring_is_named() -> None:
    backend = FakeBackend()
    backend.trouble = KeyringLocked("Failed to unlock the collection!")

    assert trouble_of(keyring_with(backend)).title == "The keyring is locked."


@pytest.mark.parametrize(
    "trouble", [InitError("no bus"), FileNotFoundError("bus"), RuntimeError("priority")]
)
def test_a_keyring_that_can_not_be_used_is_named(trouble: Exception) -> None:
    backend = FakeBackend()
    backend.trouble = trouble

    assert "can't be used" in trouble_of(keyring_with(backend)).title


def test_an_error_never_tells_the_secret() -> None:
    backend = FakeBackend()
    backend.trouble = InitError(SECRET)
    with pytest.raises(SecretsError) as caught:
        keyring_with(backend).set("one", SECRET)

    assert SECRET not in str(caught.value)


def test_a_slip_of_ours_is_not_hidden_as_a_trouble_of_the_world() -> None:
    backend = FakeBackend()
    backend.trouble = ZeroDivisionError()

    with pytest.raises(ZeroDivisionError):
        keyring_with(backend).get("one")


def test_after_a_trouble_the_keyring_is_asked_again() -> None:
    backend = FakeBackend()
    backend.trouble = KeyringLocked()
    keys = keyring_with(backend)
    trouble_of(keys)
    backend.trouble = None

    assert keys.get("one") is None


class PlainText(KeyringBackend):
    """What keyrings.alt offers: a file that anyone can read."""

    priority = 9

    def get_password(self, service: str, username: str) -> str | None:
        raise AssertionError((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError((service, username, password))


@pytest.fixture
def usual_backend() -> Iterator[None]:
    usual = keyring.get_keyring()
    yield
    keyring.set_keyring(usual)


@pytest.mark.usefixtures("usual_backend")
@pytest.mark.parametrize("kind", [fail.Keyring, null.Keyring, PlainText, chainer.ChainerBackend])
def test_what_does_not_keep_secrets_is_no_keyring(kind: type[KeyringBackend]) -> None:
    keyring.set_keyring(kind())

    assert trouble_of(Keyring()).title == "This machine has no keyring that Boundary can trust."


def run_python(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_backend_that_is_not_installed_is_a_trouble_and_no_traceback() -> None:
    program = """
from boundary.errors import SecretsError
from boundary.keys import Keyring
try:
    Keyring().get("one")
except SecretsError as error:
    print(error.title)
"""
    done = run_python(program, PYTHON_KEYRING_BACKEND="keyrings.nowhere.Keyring")

    assert "can't be used" in done.stdout
    assert done.stderr == ""


def test_a_keyring_that_never_answers_does_not_keep_the_program_alive() -> None:
    program = """
from datetime import timedelta
from threading import Event
from boundary.errors import SecretsError
from boundary.keys import Keyring

class Never:
    def get_password(self, service, username):
        Event().wait()

try:
    Keyring(patience=timedelta(milliseconds=50), find=Never).get("one")
except SecretsError as error:
    print(error.title)
"""
    done = run_python(program)

    assert (done.returncode, done.stdout) == (0, "The keyring does not answer.\n")


def test_asking_for_keys_does_not_load_the_keyring_library_before_it_is_needed() -> None:
    program = "import sys, boundary.keys; boundary.keys.Keyring(); print('keyring' in sys.modules)"

    assert run_python(program).stdout == "False\n"


def test_the_store_gets_a_random_key_the_first_time(tmp_path: Path) -> None:
    one = store_key(SessionKeys(), tmp_path / "journal.db")
    two = store_key(SessionKeys(), tmp_path / "journal.db")

    assert len(one) == len(two) == 32
    assert one != two


def test_the_store_gets_the_same_key_from_then_on(tmp_path: Path) -> None:
    keys = SessionKeys()
    first = store_key(keys, tmp_path / "journal.db")
    (tmp_path / "journal.db").touch()

    assert store_key(keys, tmp_path / "journal.db") == first


def test_a_store_whose_key_is_gone_never_gets_a_new_one(tmp_path: Path) -> None:
    keys = SessionKeys()
    (tmp_path / "journal.db").touch()
    with pytest.raises(StoreError, match="not in your keyring"):
        store_key(keys, tmp_path / "journal.db")

    assert keys.get(STORE_KEY) is None


@pytest.mark.parametrize("written", ["", "abc", "zz" * 32, "00" * 31])
def test_what_is_no_key_is_not_taken_for_one(tmp_path: Path, written: str) -> None:
    keys = SessionKeys()
    keys.set(STORE_KEY, written)

    with pytest.raises(StoreError, match="not in your keyring"):
        store_key(keys, tmp_path / "journal.db")


class ForgetfulKeys(SessionKeys):
    """Keys that take everything and keep nothing."""

    def set(self, name: str, secret: str) -> None: ...


def test_a_keyring_that_keeps_nothing_is_not_trusted_with_the_store(tmp_path: Path) -> None:
    with pytest.raises(SecretsError, match="does not keep"):
        store_key(ForgetfulKeys(), tmp_path / "journal.db")


SAYS = """
from datetime import timedelta
from boundary.errors import SecretsError
from boundary.keys import Keyring

try:
    print(Keyring(patience=timedelta(seconds=3)).get("one"))
except SecretsError as error:
    print(error.title)
"""

LOCKS = """
from secretstorage import dbus_init, get_default_collection
get_default_collection(dbus_init()).lock()
"""


@pytest.mark.desktop
def test_a_secret_service_that_is_locked_is_a_trouble() -> None:
    with desktop(Parts(tray=None, notify=None, wm=None)) as place:
        open_ = place.prints(sys.executable, "-c", SAYS)
        locked = place.prints(sys.executable, "-c", LOCKS + SAYS)

    assert open_ == "None\n"
    assert locked in ("The keyring is locked.\n", "The keyring does not answer.\n")


@pytest.mark.desktop
@pytest.mark.parametrize("bus", [True, False])
def test_without_a_secret_service_the_trouble_is_named(bus: bool) -> None:
    with desktop(Parts(tray=None, notify=None, wm=None, keyring=False, bus=bus)) as place:
        said = place.prints(sys.executable, "-c", SAYS)

    assert said == "This machine has no keyring that Boundary can trust.\n"

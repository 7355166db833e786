"""The keyring: the one place for every secret, and the choice to keep them for a session only.

A locked Secret Service asks for its password and does not answer until it has it, which may
be never: each call runs on a thread of its own with a time limit, and while one still waits
no second one piles up behind it. Only the systems' own keyrings are trusted; a backend that
writes plain text is no keyring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from secrets import token_bytes
from threading import Lock, Thread
from typing import Protocol, TypeVar

from boundary.errors import SecretsError, StoreError
from boundary.language import tr

T = TypeVar("T")

SERVICE = "Boundary"
PATIENCE = timedelta(seconds=8)
"""How long a call may take; unlocking by a person who is there takes less."""

STORE_KEY = "journal"
"""The name of the store's key; the key is 32 bytes, written as hexadecimal digits."""

KEY_BYTES = 32

LOCKED = "locked:"
"""How the entry begins while her passphrase wraps the key (`journal.lock`)."""

TRUSTED = frozenset(
    f"keyring.backends.{name}"
    for name in ("SecretService", "libsecret", "kwallet", "macOS", "Windows")
)
"""The modules whose backends keep secrets as the system does."""


class LockedError(StoreError):
    """The store's key is wrapped in her passphrase, which has to be asked for."""


class Keys(Protocol):
    """Secrets by name. Each method may raise SecretsError; none ever tells a secret's text."""

    def get(self, name: str) -> str | None:
        """Return the secret *name*, or None where there is none."""
        ...

    def set(self, name: str, secret: str) -> None:
        """Keep *secret* under *name*, over what was there."""
        ...

    def delete(self, name: str) -> None:
        """Forget the secret *name*; one that isn't there is fine."""
        ...


class Backend(Protocol):
    """What is used of a backend of the keyring library."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


class SessionKeys:
    """Secrets that end with the program: for who has no keyring, or wants none."""

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self._secrets.get(name)

    def set(self, name: str, secret: str) -> None:
        self._secrets[name] = secret

    def delete(self, name: str) -> None:
        self._secrets.pop(name, None)


def system_backend() -> Backend:
    """Return the system's own keyring; SecretsError where there is none that can be trusted.

    Slow (about 0.2 s): it looks through every backend that is installed.
    """
    import keyring
    from keyring.backends.chainer import ChainerBackend

    chosen = keyring.get_keyring()
    several = chosen.backends if isinstance(chosen, ChainerBackend) else [chosen]
    for backend in several:
        if type(backend).__module__ in TRUSTED:
            return backend
    raise SecretsError(
        tr("This machine has no keyring that Boundary can trust."),
        tr("Start or install one (GNOME Keyring, KWallet, KeePassXC), or keep secrets in memory."),
    )


class Keyring:
    """The system's keyring as `Keys`; any thread may call it, and none waits longer than twice
    *patience*.
    """

    def __init__(
        self,
        service: str = SERVICE,
        patience: timedelta = PATIENCE,
        find: Callable[[], Backend] = system_backend,
    ) -> None:
        self._service = service
        self._patience = patience.total_seconds()
        self._find = find
        self._backend: Backend | None = None
        self._busy = Lock()

    def get(self, name: str) -> str | None:
        return self._ask(lambda backend: backend.get_password(self._service, name))

    def set(self, name: str, secret: str) -> None:
        self._ask(lambda backend: backend.set_password(self._service, name, secret))

    def delete(self, name: str) -> None:
        def forget(backend: Backend) -> None:
            if backend.get_password(self._service, name) is not None:
                backend.delete_password(self._service, name)

        self._ask(forget)

    def _ask(self, question: Callable[[Backend], T]) -> T:
        """Return what *question* finds, asked on a thread that the program's end won't wait for."""
        if not self._busy.acquire(timeout=self._patience):
            raise _silent()
        answer: Future[T] = Future()

        def work() -> None:
            try:
                with _speaking_to_the_keyring():
                    answer.set_result(question(self._found()))
            except BaseException as error:  # carried to the caller, who raises it
                answer.set_exception(error)
            finally:
                self._busy.release()

        Thread(target=work, name="keyring", daemon=True).start()
        try:
            return answer.result(self._patience)
        except TimeoutError:
            raise _silent() from None

    def _found(self) -> Backend:
        if self._backend is None:
            self._backend = self._find()
        return self._backend


def store_key(keys: Keys, store: Path) -> bytes:
    """Return the key of the journal's file *store*, made and kept in *keys* the first time.

    Raises StoreError if the file is there and its key is not (a new key would open nothing),
    SecretsError if the keyring can't be used or does not keep what it is given, LockedError
    while the app lock is on.
    """
    written = keys.get(STORE_KEY)
    if written is None:
        if _is_there(store):
            raise _key_gone()
        written = token_bytes(KEY_BYTES).hex()
        keys.set(STORE_KEY, written)
        if keys.get(STORE_KEY) != written:
            raise SecretsError(
                tr("The keyring does not keep what it is given."),
                tr("Check it, or keep secrets in memory for this session."),
            )
    if written.startswith(LOCKED):
        raise LockedError(
            tr("The journal is locked."),
            tr("Enter your passphrase. Until then, what happens is kept in memory."),
        )
    try:
        key = bytes.fromhex(written)
    except ValueError:
        raise _key_gone() from None
    if len(key) != KEY_BYTES:
        raise _key_gone()
    return key


def _is_there(store: Path) -> bool:
    try:
        return store.exists()
    except OSError as error:
        raise StoreError(
            tr("The store's folder can't be used ({reason}).").format(
                reason=error.strerror or type(error).__name__
            ),
            tr("Check its permissions. Until then, what happens is kept in memory."),
        ) from error


@contextmanager
def _speaking_to_the_keyring() -> Iterator[None]:
    """Translate what the keyring library, its backends and the bus say into SecretsError."""
    from keyring.errors import KeyringError, KeyringLocked

    try:
        yield
    except KeyringLocked:
        raise SecretsError(
            tr("The keyring is locked."), tr("Unlock it; until then, nothing is lost.")
        ) from None
    except (KeyringError, ImportError, OSError, RuntimeError) as error:
        raise SecretsError(
            tr("The keyring can't be used ({reason}).").format(reason=type(error).__name__),
            tr("Check that it runs, or keep secrets in memory for this session."),
        ) from error
    except _bus_errors() as error:
        raise SecretsError(
            tr("The keyring can't be reached."),
            tr("Check that it runs, or keep secrets in memory for this session."),
        ) from error


def _bus_errors() -> tuple[type[Exception], ...]:
    """Return what the Secret Service's libraries raise past the keyring library, where they are."""
    try:
        from jeepney import DBusErrorResponse  # type: ignore[import-untyped]
        from secretstorage import SecretStorageException
    except ImportError:
        return ()
    return (DBusErrorResponse, SecretStorageException)


def _silent() -> SecretsError:
    return SecretsError(
        tr("The keyring does not answer."),
        tr("It may be waiting for its password: unlock it. Until then, nothing is lost."),
    )


def _key_gone() -> StoreError:
    return StoreError(
        tr("The store's key is not in your keyring."),
        tr("Use the keyring that the store was made with. The store was not changed."),
    )

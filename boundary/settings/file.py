"""The settings' file: read whole, written whole, and never made worse than it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from boundary.documents import NewerError, read_document, write_document
from boundary.errors import SettingsError
from boundary.language import tr
from boundary.settings.document import parse_settings, settings_document
from boundary.settings.values import Settings


def read_settings(path: Path) -> Settings:
    """Return the settings in the file *path* that somebody named.

    Raises SettingsError for a file that is missing, can't be read or is no settings document.
    """
    return parse_settings(read_document(path))


def load(path: Path) -> Settings:
    """Return the settings of the profile in *path*; a profile begins without: the defaults.

    Raises SettingsError for a file that is there and can't be read or is no such document.
    """
    with _speaking_to_the_profile():
        missing = not path.exists()
    return Settings() if missing else read_settings(path)


def save(path: Path, settings: Settings) -> None:
    """Write *settings* to *path*, whole or not at all (mode 0600).

    A file there that can't be read as settings is first put beside it as `NAME.kept`; what a
    newer Boundary wrote is never replaced. Raises SettingsError for that, for settings that
    would not read the same (an address on the web), and where nothing can be written.
    """
    document = settings_document(settings)
    parse_settings(document)
    with _speaking_to_the_profile():
        _spare(path)
        write_document(path, document)


def _spare(path: Path) -> None:
    try:
        load(path)
    except NewerError:
        raise
    except SettingsError:
        if path.is_file():
            path.replace(path.with_name(f"{path.name}.kept"))


@contextmanager
def _speaking_to_the_profile() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SettingsError(
            tr("The folder of the settings can't be used ({reason}).").format(
                reason=error.strerror or type(error).__name__
            ),
            tr("Check that it is a folder of yours that can be written to."),
        ) from error

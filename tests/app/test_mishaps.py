"""What nobody caught is noticed, logged without a value, and the day goes on."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QtMsgType
from pytestqt.qtbot import QtBot

from boundary.app import logs
from boundary.app.mishaps import Mishaps, place
from boundary.app.wording import steps_for

pytestmark = pytest.mark.usefixtures("qapp")


def wrong() -> None:
    """Raise in a slot or a thread."""
    raise KeyError("Ada Lovelace")


def caught() -> tuple[type[BaseException], BaseException]:
    """Return an exception with its trace."""
    try:
        wrong()
    except KeyError as error:
        return type(error), error
    raise AssertionError


def test_what_nobody_caught_is_told(qtbot: QtBot) -> None:
    with Mishaps() as mishaps, qtbot.waitSignal(mishaps.came, timeout=1000):
        kind, error = caught()
        sys.excepthook(kind, error, error.__traceback__)


def test_the_log_has_the_kind_and_never_the_value(caplog: pytest.LogCaptureFixture) -> None:
    kind, error = caught()
    with Mishaps():
        sys.excepthook(kind, error, error.__traceback__)
    assert "KeyError" in caplog.text
    assert "Ada" not in caplog.text


def test_a_place_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    kind, error = caught()
    with Mishaps():
        for _ in range(3):
            sys.excepthook(kind, error, error.__traceback__)
    assert len(caplog.records) == 1


def test_a_thread_that_fails_is_told_too(qtbot: QtBot) -> None:
    with Mishaps() as mishaps, qtbot.waitSignal(mishaps.came, timeout=1000):
        thread = threading.Thread(target=wrong)
        thread.start()
        thread.join()


def test_afterwards_all_is_as_it_was() -> None:
    before = sys.__excepthook__
    with Mishaps():
        pass
    assert sys.excepthook is before


def test_the_place_is_where_our_own_code_was() -> None:
    with pytest.raises(AttributeError) as caught:
        steps_for(None, None)  # type: ignore[arg-type]
    assert place(caught.tb).startswith("boundary/app/wording.py:")


def test_a_log_can_be_read_by_her_alone(tmp_path: Path) -> None:
    log = logs.Log(tmp_path / "log")
    logging.getLogger("boundary.test").info("tray quiet")
    log.close()
    file = tmp_path / "log" / "boundary.log"
    assert file.stat().st_mode & 0o077 == 0
    assert file.read_text().endswith("tray quiet\n")


def test_what_libraries_say_is_not_logged(tmp_path: Path) -> None:
    log = logs.Log(tmp_path)
    logging.getLogger("httpx").warning("GET https://secret.example/ical")
    log.close()
    assert (tmp_path / "boundary.log").read_text() == ""


def test_what_qt_says_is_logged_without_what_it_quotes(tmp_path: Path) -> None:
    log = logs.Log(tmp_path)
    logs._qt_said(QtMsgType.QtWarningMsg, _Context(), 'no file "/home/ada/clients.ics"')  # type: ignore[arg-type]
    log.close()
    said = (tmp_path / "boundary.log").read_text()
    assert "no file" in said
    assert "ada" not in said


def test_a_folder_that_can_t_be_written_means_no_log(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    log = logs.Log(tmp_path / "file" / "log")
    logging.getLogger("boundary.test").info("tray quiet")
    log.close()
    assert (tmp_path / "file").read_text() == ""


class _Context:
    category = "qt.test"

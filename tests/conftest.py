"""What holds for every test: no touch of the person's own desktop, and how desktops are asked for.

Outside `tests/desktop.py` there is no display, bus, keyring or home of hers: a test that reaches
for one finds nothing, instead of changing something. `desktop`-marked tests run inside it only;
elsewhere they are skipped, and under CI=true, where nothing may be missing, they fail.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

INSIDE = os.environ.get("BOUNDARY_TEST_DESKTOP") == "1"
CI = os.environ.get("CI") == "true"

_HOME = pytest.StashKey[tempfile.TemporaryDirectory[str]]()

# A limit on time would fail on a busy machine; a machine's run has to be the same each time.
settings.register_profile(
    "boundary", deadline=None, derandomize=CI, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("boundary")


def pytest_configure(config: pytest.Config) -> None:
    """Take the person's own desktop and home away, before Qt or keyring look for them."""
    if INSIDE:
        return
    home = tempfile.TemporaryDirectory(prefix="boundary-home-", ignore_cleanup_errors=True)
    config.stash[_HOME] = home
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        os.environ.pop(name, None)
    os.environ["HOME"] = home.name
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = os.path.join(home.name, name.lower())
    os.environ["XDG_RUNTIME_DIR"] = home.name
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={home.name}/no-session-bus"
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={home.name}/no-system-bus"
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the home that the tests had."""
    if _HOME in config.stash:
        config.stash[_HOME].cleanup()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Keep the tests that need a desktop where there is one."""
    if item.get_closest_marker("desktop") is not None and not INSIDE:
        pytest.skip("needs a desktop: make desktop")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under CI=true a desktop test that is skipped has failed: a part was missing."""
    report = yield
    if CI and report.skipped and item.get_closest_marker("desktop") and not _expected(report):
        report.outcome = "failed"
        report.longrepr = f"skipped, and under CI=true nothing may be missing: {report.longrepr}"
    return report


def _expected(report: pytest.TestReport) -> bool:
    """Tell whether *report* is of a test that is marked as known to fail."""
    return hasattr(report, "wasxfail")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests counted (`record_property`): how much was compared is a part of a result."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")

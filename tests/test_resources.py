"""What ships with Boundary is found from a checkout, a wheel and a frozen program."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from boundary.resources import resource

CHECKOUT = Path(__file__).resolve().parent.parent
SHARED = Path(
    sysconfig.get_config_var("LIBDIR") or "", sysconfig.get_config_var("INSTSONAME") or ""
)
ASK = "from boundary.resources import resource; print(resource('rituals'))"


def say(*command: str | Path, folder: Path, **variables: str) -> str:
    """Return what *command* says when it is run in *folder*; its failure is the test's."""
    run = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_a_checkout_has_its_resources_beside_the_code() -> None:
    assert resource("rituals") == CHECKOUT / "resources" / "rituals"


def test_an_installed_wheel_brings_its_resources(tmp_path: Path) -> None:
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    wheels, installed = tmp_path / "wheels", tmp_path / "installed"
    build = ("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir")
    say(*pip, *build, wheels, CHECKOUT, folder=tmp_path)
    (wheel,) = wheels.iterdir()
    say(*pip, "install", "--no-deps", "--no-index", "--target", installed, wheel, folder=tmp_path)

    found = say(sys.executable, "-c", ASK, folder=tmp_path, PYTHONPATH=str(installed))

    assert Path(found) == installed / "boundary" / "_resources" / "rituals"


def test_a_frozen_program_finds_what_it_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rituals = tmp_path / "boundary" / "_resources" / "rituals"
    rituals.mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert resource("rituals") == rituals


@pytest.mark.skipif(
    sys.platform == "linux" and not SHARED.exists(),
    reason="PyInstaller needs Python's shared library",
)
def test_a_program_that_pyinstaller_froze_brings_its_resources(tmp_path: Path) -> None:
    script = tmp_path / "ask.py"
    script.write_text(ASK)
    data = f"{CHECKOUT / 'resources'}{os.pathsep}boundary/_resources"
    freeze = (sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR")
    paths = ("--paths", str(CHECKOUT), "--add-data", data)
    say(*freeze, *paths, script, folder=tmp_path, PYINSTALLER_CONFIG_DIR=str(tmp_path / "cache"))

    found = say(tmp_path / "dist" / "ask" / "ask", folder=tmp_path)

    assert Path(found).relative_to(tmp_path).parts[:2] == ("dist", "ask")


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"rituals/none\.toml is missing"):
        resource("rituals", "none.toml")

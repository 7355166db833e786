"""What packages are made of: icons, recipes, the list of contents (`make dist-test` runs one)."""

from __future__ import annotations

import re
import struct
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
import yaml  # type: ignore[import-untyped]
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
RECIPES = sorted((PACKAGING / "recipes").iterdir())
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def script(name: str) -> ModuleType:
    """Return the script *name* of packaging/ as a module."""
    spec = spec_from_file_location(f"packaging_{name}", PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.usefixtures("qapp")
def test_windows_gets_every_size_of_the_icon() -> None:
    icons = script("icons")
    data = icons.ico()
    _, kind, count = struct.unpack_from("<HHH", data)
    sides = []
    for number in range(count):
        side, *_, length, at = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        picture = QImage.fromData(data[at : at + length])
        assert picture.width() == (side or 256)
        sides.append(picture.width())
    assert (kind, tuple(sides)) == (1, icons.ICO_SIZES)


@pytest.mark.usefixtures("qapp")
def test_macos_gets_every_size_of_the_icon() -> None:
    icons = script("icons")
    data, at, found = icons.icns(), 8, {}
    while at < len(data):
        kind, length = struct.unpack_from(">4sI", data, at)
        found[kind] = QImage.fromData(data[at + 8 : at + length]).width()
        at += length
    assert found == icons.ICNS_TYPES


@pytest.mark.usefixtures("qapp")
def test_the_icon_is_to_be_told_from_its_ground_at_16_pixels() -> None:
    picture = QImage.fromData(script("icons").png(16))
    lit = [picture.pixelColor(x, y).lightness() for x in range(16) for y in range(16)]
    assert max(lit) - min(lit) > 100


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_asks_only_for_files_that_are_there(path: Path) -> None:
    document = yaml.safe_load(path.read_text())
    steps = [step for job in document["jobs"].values() for step in job["steps"]]
    run = "\n".join(step.get("run", "") for step in steps)
    named = re.findall(r"(?:packaging|tests)/[\w./-]+", run)
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_asks_only_for_targets_that_make_has(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    asked = set(re.findall(r"run: make ([a-z-]+)", path.read_text()))
    assert asked <= targets


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.name)
def test_a_recipe_takes_only_files_that_are_there(path: Path) -> None:
    text = path.read_text().replace("\\", "/")
    named = re.findall(r"\b(?:packaging|resources)/[\w./-]*\w", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize(
    "path", [p for p in (*RECIPES, *WORKFLOWS) if p.suffix in (".sh", ".iss", ".yml")],
    ids=lambda path: path.name,
)  # fmt: skip
def test_what_was_never_run_says_so(path: Path) -> None:
    assert "never run" in path.read_text().lower()


def test_the_installer_takes_away_what_autostart_wrote() -> None:
    value = re.search(r'VALUE = "(\w+)"', (ROOT / "boundary" / "autostart_windows.py").read_text())
    assert value is not None
    assert (
        f'ValueName: "{value[1]}"; Flags: uninsdeletevalue'
        in (PACKAGING / "recipes" / "boundary.iss").read_text()
    )


def test_the_menu_entry_and_the_window_have_one_name() -> None:
    entry = (PACKAGING / "boundary.desktop").read_text()
    assert "Exec=boundary run\n" in entry
    assert "org.boundary.Boundary.desktop" in (PACKAGING / "dist.sh").read_text()
    assert (
        'setDesktopFileName("org.boundary.Boundary")'
        in (ROOT / "boundary" / "app" / "start.py").read_text()
    )


def test_the_list_of_contents_names_the_licence_of_a_package() -> None:
    contents = script("contents")
    each = next(d for d in contents.distributions() if d.metadata["Name"] == "click")
    assert contents._component(each)["licenses"][0]["license"]["name"] == "BSD-3-Clause"

"""The user guide keeps its word: its commands run, its pictures are there, its buttons exist.

It builds without a complaint into one folder that asks nothing of any other machine.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from boundary import resources
from tests.catalogues import sentences
from tests.test_documents import WORDS_NOT_USED, commands, parse

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "guide"
PAGES = tuple(sorted(GUIDE.glob("*.md")))

ELSEWHERE = (
    "simplepractice.md",
    "therapynotes.md",
    "jane.md",
    "google.md",
    "outlook.md",
    "icloud.md",
)
"""Pages that name menus of other people's programs too."""

NO_WORDS_OF_OURS = {
    "calendar sync",
    "iCal",
    "subscribe",
    "CalDAV",
    "Testing",
    "owed to you",
}
"""What stands in italics and is no button or sentence of Boundary's."""

_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
_ITALIC = re.compile(r"(?<![*\w])\*([^*\n]+(?:\n[^*\n]+)?)\*(?![*\w])")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_FETCHED = re.compile(
    r'<(?:script|link|img|source|iframe)\b[^>]*(?:src|href)="((?:https?:)?//[^"]+)"'
)

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Boundary//tests//EN
BEGIN:VEVENT
UID:1@boundary.example
DTSTAMP:20261101T000000Z
DTSTART:20261201T150000Z
DTEND:20261201T155000Z
SUMMARY:A.K.
END:VEVENT
END:VCALENDAR
"""

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)


def every_command() -> list[list[str]]:
    """Return each command of the guide once."""
    shown = [words for page in PAGES for words in commands(page.read_text(encoding="utf-8"))]
    return [shlex.split(line) for line in dict.fromkeys(shlex.join(words) for words in shown)]


@cache
def on_screen() -> frozenset[str]:
    """Return what Boundary says, each without the dots that announce a question."""
    found: set[str] = set()
    for each in sentences():
        found |= {text.rstrip("…") for text in ((each,) if isinstance(each, str) else each)}
    return frozenset(found)


def test_the_guide_shows_commands_at_all() -> None:
    assert len(every_command()) > 20


@pytest.mark.parametrize("words", every_command(), ids=shlex.join)
def test_a_command_of_the_guide_is_one_that_boundary_reads(words: list[str]) -> None:
    parse(words[1:])


@pytest.mark.parametrize("words", [w for w in every_command() if "run" not in w], ids=shlex.join)
def test_a_command_of_the_guide_is_done_or_says_what_to_do(
    words: list[str], tmp_path: Path
) -> None:
    (tmp_path / "practice.ics").write_text(CALENDAR.replace("\n", "\r\n"), encoding="utf-8")
    run = subprocess.run(
        (sys.executable, "-m", "boundary", *words[1:]),
        cwd=tmp_path,
        env={**os.environ, "BOUNDARY_PROFILE": str(tmp_path / "profile"), "PYTHONPATH": str(ROOT)},
        input="",
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode in (0, 1), run.stderr
    assert "Traceback" not in run.stderr
    assert run.stdout.strip() or run.stderr.strip()


@every_page
def test_every_picture_of_a_page_exists(page: Path) -> None:
    names = [name for _words, name in _PICTURE.findall(page.read_text(encoding="utf-8"))]
    assert [name for name in names if not (page.parent / name).is_file()] == []


@every_page
def test_every_picture_is_told_in_words(page: Path) -> None:
    assert all(words for words, _name in _PICTURE.findall(page.read_text(encoding="utf-8")))


@every_page
def test_every_link_of_a_page_leads_to_something(page: Path) -> None:
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    files = [link.partition("#")[0] for link in links if "://" not in link]
    assert [name for name in files if not (page.parent / name).is_file()] == []


@every_page
def test_every_anchor_is_a_heading(page: Path) -> None:
    lost = []
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        name, mark, anchor = link.partition("#")
        if mark and "://" not in link:
            text = (page.parent / name).read_text(encoding="utf-8")
            headings = [re.sub(r"[^\w -]", "", each).lower() for each in _HEADING.findall(text)]
            if anchor not in [each.replace(" ", "-") for each in headings]:
                lost.append(link)
    assert lost == []


@every_page
def test_what_a_page_has_make_do_is_a_target(page: Path) -> None:
    named = re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(named) <= set(targets)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name not in ELSEWHERE], ids=lambda path: path.stem
)
def test_what_stands_in_italics_is_what_boundary_shows(page: Path) -> None:
    named = {" ".join(each.split()) for each in _ITALIC.findall(page.read_text(encoding="utf-8"))}
    unknown = {
        each for each in named if each.rstrip(".") not in on_screen() and each not in on_screen()
    }
    assert unknown - NO_WORDS_OF_OURS == set()


@every_page
def test_a_page_does_not_raise_its_voice(page: Path) -> None:
    assert "!" not in _PICTURE.sub("", page.read_text(encoding="utf-8"))


@every_page
@pytest.mark.parametrize("word", WORDS_NOT_USED)
def test_a_page_has_no_second_word_for_a_thing(page: Path, word: str) -> None:
    assert not re.search(rf"\b{word}", page.read_text(encoding="utf-8").casefold())


@pytest.mark.parametrize("service", ELSEWHERE)
def test_each_calendar_has_a_page_of_its_own(service: str) -> None:
    assert f"({service})" in (GUIDE / "calendar.md").read_text(encoding="utf-8")


def test_every_page_is_in_the_contents() -> None:
    contents = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [page.name for page in PAGES if f" {page.name}\n" not in contents] == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the guide, built."""
    folder = tmp_path_factory.mktemp("site")
    run = subprocess.run(
        (sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)),
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return folder


def test_the_guide_is_built_whole(site: Path) -> None:
    assert [page.stem for page in PAGES if not (site / f"{page.stem}.html").is_file()] == []


def test_the_guide_brings_its_pictures_along(site: Path) -> None:
    text = (site / "hours.html").read_text(encoding="utf-8")
    pictures = re.findall(r'<img [^>]*src="([^"]+)"', text)
    assert pictures
    assert [name for name in pictures if not (site / name).is_file()] == []


def test_the_guide_asks_nothing_of_any_other_machine(site: Path) -> None:
    asked = {
        address
        for page in site.rglob("*.html")
        for address in _FETCHED.findall(page.read_text(encoding="utf-8"))
    }
    assert asked == set()


def test_the_guide_of_an_installed_program_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "resources" / "guide" / "index.html"
    page.parent.mkdir(parents=True)
    page.touch()
    monkeypatch.setattr(resources, "_root", lambda: tmp_path / "resources")
    assert resources.guide() == page


def test_the_guide_of_a_checkout_is_found_once_it_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "docs" / "site" / "index.html"
    page.parent.mkdir(parents=True)
    page.touch()
    monkeypatch.setattr(resources, "_root", lambda: tmp_path / "resources")
    assert resources.guide() == page


def test_a_guide_that_was_not_built_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_root", lambda: tmp_path / "resources")
    assert resources.guide() is None

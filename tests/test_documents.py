"""The documents keep their word: files, commands and pictures that they name are there.

Nothing here judges prose; it only holds what a reader would otherwise find out by trying.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from boundary.cli import cli

ROOT = Path(__file__).resolve().parent.parent

DOCUMENTS = tuple(
    ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CHANGELOG.md", "benchmarks/README.md")
) + tuple(sorted((ROOT / "docs").glob("*.md")))

WORDS_NOT_USED = (
    "meeting",
    "minibreak",
    "autoresponder",
    "out-of-office",
    "out of office",
    "streak",
)
"""The product has other words for these; a heading of two words for one thing is a question."""

FOOTER = "A private routine aid. Not a medical device, not a measure of fitness to practise."

_FENCED = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PICTURE = re.compile(r'\b(?:src|srcset)="([^"]+)"')
_FOLDER = re.compile(r"^### `(boundary[\w/]*)`$")
_MODULE = re.compile(r"^\| `(\w+\.py)` \|")

every_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix()
)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def listed_files() -> list[str]:
    """Return the modules that ARCHITECTURE.md has a line for, as paths from the root."""
    folder, found = "", []
    for line in read("ARCHITECTURE.md").splitlines():
        if heading := _FOLDER.match(line):
            folder = heading[1]
        elif row := _MODULE.match(line):
            found.append(f"{folder}/{row[1]}")
    return found


def modules() -> list[str]:
    """Return the modules of the program; a package's own file is its heading, not a line."""
    paths = (ROOT / "boundary").rglob("*.py")
    return [p.relative_to(ROOT).as_posix() for p in paths if p.name != "__init__.py"]


def commands(text: str) -> list[list[str]]:
    """Return the words of every command of ours in code, fenced or inline, without remarks."""
    code = [line for block in _FENCED.findall(text) for line in block.splitlines()]
    code += _INLINE.findall(_FENCED.sub("", text))
    split = [shlex.split(line, comments=True) for line in code if line.startswith("boundary ")]
    return [words for words in split if words[0] == "boundary"]


def parse(words: list[str]) -> None:
    """Let click read *words* as it would, and do nothing; UsageError for what it does not know."""
    command: click.Command = cli
    rest = iter(words)
    while isinstance(command, click.Group) and (name := next(rest, None)) is not None:
        command = command.commands[name]
    command.make_context(command.name, list(rest))


def test_the_architecture_has_a_line_for_every_module() -> None:
    assert sorted(set(modules()) - set(listed_files())) == []


def test_the_architecture_has_no_line_for_a_module_that_is_gone() -> None:
    assert sorted(set(listed_files()) - set(modules())) == []


def test_the_architecture_names_each_module_once() -> None:
    assert len(listed_files()) == len(set(listed_files()))


def test_the_commands_of_the_readme_are_found_at_all() -> None:
    assert len(commands(read("README.md"))) > 10


@pytest.mark.parametrize("words", commands(read("README.md")), ids=" ".join)
def test_a_command_that_the_readme_shows_is_one_that_boundary_reads(words: list[str]) -> None:
    parse(words[1:])


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_a_verb_of_the_command_line_is_shown_in_the_readme(name: str) -> None:
    shown = [words for words in commands(read("README.md")) if len(words) > 1]
    assert name in {verb for _program, verb, *_rest in shown}


@every_document
def test_what_a_document_has_make_do_is_a_target(document: Path) -> None:
    named = re.findall(r"(?:^|`)make ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE)
    targets = re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE)
    assert set(named) <= set(targets)


def test_the_readme_shows_pictures_that_exist() -> None:
    pictures = _PICTURE.findall(read("README.md"))
    assert pictures
    assert [name for name in pictures if not (ROOT / name).is_file()] == []


@every_document
def test_a_link_within_the_project_leads_to_something(document: Path) -> None:
    links = _LINK.findall(document.read_text(encoding="utf-8"))
    within = [link.partition("#")[0] for link in links if "://" not in link and link[0] != "#"]
    assert [link for link in within if not (document.parent / link).exists()] == []


def test_the_readme_gives_the_limit_on_qt_that_is_kept() -> None:
    [limit] = re.findall(r'"PySide6-Essentials>=[\d.]+,<([\d.]+)"', read("pyproject.toml"))
    assert f"below {limit}" in read("README.md")


@every_document
def test_no_document_raises_its_voice(document: Path) -> None:
    assert "!" not in document.read_text(encoding="utf-8")


@every_document
@pytest.mark.parametrize("word", WORDS_NOT_USED)
def test_no_document_has_a_second_word_for_a_thing(document: Path, word: str) -> None:
    text = document.read_text(encoding="utf-8").casefold()
    assert not re.search(rf"\b{word}", text)


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "docs/status.md"])
def test_the_main_documents_say_what_boundary_is_not(name: str) -> None:
    assert FOOTER in read(name)

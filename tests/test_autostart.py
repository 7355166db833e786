"""Boundary begins with the desktop's session where she wants it, and only there."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.autostart import (
    desktop_entry,
    own_words,
    start_itself,
    start_itself_no_more,
    starts_itself,
)
from boundary.errors import BoundaryError

WORDS = ("/opt/a place/boundary", "run", "--background")


def entry(home: Path) -> Path:
    return home / ".config" / "autostart" / "org.boundary.Boundary.desktop"


def executed(text: str) -> list[str]:
    """Return the words of the Exec key, read as the specification says it is read."""
    line = next(line for line in text.splitlines() if line.startswith("Exec="))
    value = line.removeprefix("Exec=").replace("\\\\", "\\")
    lexer = shlex.shlex(value, posix=True, punctuation_chars="")
    lexer.whitespace_split, lexer.commenters, lexer.quotes = True, "", '"'
    words = [lexer.get_token() for _ in range(value.count(" ") + 1)]
    return [re.sub(r"\\([`$])", r"\1", word).replace("%%", "%") for word in words if word]


def test_nothing_starts_by_itself_at_first(tmp_path: Path) -> None:
    assert not starts_itself({"HOME": str(tmp_path)})


def test_it_starts_by_itself_once_asked(tmp_path: Path) -> None:
    start_itself(WORDS, {"HOME": str(tmp_path)})
    assert starts_itself({"HOME": str(tmp_path)})


def test_asking_twice_leaves_one_entry(tmp_path: Path) -> None:
    for _ in range(2):
        start_itself(WORDS, {"HOME": str(tmp_path)})
    assert list(entry(tmp_path).parent.iterdir()) == [entry(tmp_path)]


def test_it_is_taken_back_whole(tmp_path: Path) -> None:
    start_itself(WORDS, {"HOME": str(tmp_path)})
    start_itself_no_more({"HOME": str(tmp_path)})
    assert not entry(tmp_path).exists()


def test_taking_back_what_was_never_asked_is_fine(tmp_path: Path) -> None:
    start_itself_no_more({"HOME": str(tmp_path)})
    assert not starts_itself({"HOME": str(tmp_path)})


def test_the_folder_of_the_desktop_may_lie_elsewhere(tmp_path: Path) -> None:
    start_itself(WORDS, {"HOME": "/nowhere", "XDG_CONFIG_HOME": str(tmp_path)})
    assert (tmp_path / "autostart" / "org.boundary.Boundary.desktop").is_file()


def test_a_relative_folder_of_the_desktop_is_ignored(tmp_path: Path) -> None:
    start_itself(WORDS, {"HOME": str(tmp_path), "XDG_CONFIG_HOME": "config"})
    assert entry(tmp_path).is_file()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / ".config").write_text("a file")
    with pytest.raises(BoundaryError):
        start_itself(WORDS, {"HOME": str(tmp_path)})


def test_it_starts_in_the_background() -> None:
    assert own_words("/somewhere/else")[-2:] == ("run", "--background")


def test_it_starts_by_a_whole_path() -> None:
    assert Path(own_words("boundary")[0]).is_absolute()


def test_the_words_that_start_it_do_start_it() -> None:
    words = own_words()[:-2]
    run = subprocess.run([*words, "--version"], capture_output=True, text=True, check=False)
    assert run.stdout.startswith("boundary")


@given(
    st.lists(
        st.text(st.characters(min_codepoint=33, max_codepoint=126) | st.just(" "), min_size=1),
        min_size=1,
    )
)
def test_any_path_comes_back_from_the_entry(words: list[str]) -> None:
    assert executed(desktop_entry(words)) == words

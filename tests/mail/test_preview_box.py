"""The preview folder: a mailbox like every other, whose effect can be looked at."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from boundary.mail.mailbox import MailError, Proof
from boundary.mail.preview_box import HELD, SHOWN, PreviewMailbox
from tests.mail.contract import SECRET, MailboxContract, nights


class FolderStage:
    """A preview folder whose path can be blocked."""

    owner = "this-computer"

    def __init__(self, root: Path) -> None:
        self._folder = root / "outbox"
        self._away = root / "away"
        self.mailbox = PreviewMailbox(self._folder, self.owner)

    def set_own(self) -> None:
        self._folder.mkdir()
        own = f'{{\n  "replies": [\n    "{SECRET}"\n  ]\n}}\n'
        (self._folder / HELD).write_text(own)

    def state(self) -> object:
        paths = self._folder.iterdir() if self._folder.is_dir() else ()
        return {path.name: path.read_bytes() for path in paths}

    def lose(self) -> None:
        if self._folder.exists():
            self._folder.rename(self._away)
        self._folder.write_text("in the way")

    def find(self) -> None:
        self._folder.unlink()
        if self._away.exists():
            self._away.rename(self._folder)


class TestThePreviewFolder(MailboxContract):
    @pytest.fixture
    def stage(self, tmp_path: Path) -> FolderStage:
        return FolderStage(tmp_path)


def shown(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.eml"))


def test_what_a_stranger_receives_lies_in_the_folder(tmp_path: Path) -> None:
    PreviewMailbox(tmp_path, "here").write(nights(1))
    [path] = shown(tmp_path)
    seen = message_from_bytes(path.read_bytes(), policy=default)
    assert "Read again on night 0 at 9:00 am." in seen.get_content()


def test_a_message_names_the_start_of_its_window(tmp_path: Path) -> None:
    PreviewMailbox(tmp_path, "here").write(nights(1))
    assert [path.name for path in shown(tmp_path)] == ["receives-2026-11-23T2200Z.eml"]


def test_a_message_says_that_no_person_wrote_it(tmp_path: Path) -> None:
    PreviewMailbox(tmp_path, "here").write(nights(1))
    seen = message_from_bytes(shown(tmp_path)[0].read_bytes(), policy=default)
    assert seen["Auto-Submitted"] == "auto-replied"


def test_a_year_shows_its_next_windows_only(tmp_path: Path) -> None:
    PreviewMailbox(tmp_path, "here").write(nights(300))
    assert len(shown(tmp_path)) == SHOWN


def test_what_is_taken_away_leaves_no_message(tmp_path: Path) -> None:
    box = PreviewMailbox(tmp_path, "here")
    box.write(nights(3))
    box.restore(b"")
    assert list(tmp_path.iterdir()) == []


def test_files_of_hers_in_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    box = PreviewMailbox(tmp_path, "here")
    box.write(nights(3))
    box.restore(b"")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_that_is_no_document_is_told_and_stays(tmp_path: Path) -> None:
    (tmp_path / HELD).write_text("{")
    with pytest.raises(MailError, match="can't be read"):
        PreviewMailbox(tmp_path, "here").read()
    assert (tmp_path / HELD).read_text() == "{"


def test_the_folder_can_be_read_back_whole(tmp_path: Path) -> None:
    assert PreviewMailbox(tmp_path, "here").limits.proof is Proof.EXACT

"""Reading her scripts: what they do, and what only looks like it."""

from __future__ import annotations

import pytest

from boundary.mail.sieve_tokens import (
    ANSWERS,
    commands,
    included,
    required,
    without,
    without_include,
)

REPLY = 'vacation :days 2 text:\r\nAway; "soon" } back.\r\n..\r\n.\r\n;'


@pytest.mark.parametrize(
    "script",
    [
        "# vacation\n",
        "/* vacation\nvacation */",
        'keep "vacation";',
        'keep "say \\"vacation\\"";',
        "keep text: # vacation\nvacation\n.\n;",
        'require "vacation";',
        "if false # rule\n{ if true { vacation; } }",
    ],
)
def test_a_word_that_is_no_command_is_none(script: str) -> None:
    assert "vacation" not in commands(script)


@pytest.mark.parametrize(
    "script",
    [
        REPLY,
        'VACATION "x";',
        'if true { vacation "x"; }',
        'if false { keep; } vacation "x";',
        'if false { keep; } else { vacation "x"; }',
        'if not false { vacation "x"; }',
    ],
)
def test_a_command_is_seen(script: str) -> None:
    assert "vacation" in commands(script)


def test_a_reply_is_cut_out_and_nothing_else() -> None:
    script = f"if true {{\r\n  {REPLY}\r\n  keep;\r\n}}\r\n# vacation\r\nstop;\r\n"
    left = "if true {\r\n    keep;\r\n}\r\n# vacation\r\nstop;\r\n"
    assert without(script, ANSWERS) == left


def test_what_is_included_is_named() -> None:
    script = 'require "include"; include :personal :optional "a\\"b"; if true { include "c"; }'
    assert included(script) == ('a"b', "c")


def test_what_the_server_gives_to_all_is_not_hers() -> None:
    assert included('include :global "spam";') == ()


def test_what_is_required_is_named_once() -> None:
    script = 'require ["fileinto", "copy"];\nrequire "copy";\nkeep;'
    assert required(script) == ("fileinto", "copy")


def test_one_include_is_cut_out() -> None:
    assert without_include('include "a";\r\ninclude "b";\r\n', "a") == 'include "b";\r\n'


@pytest.mark.parametrize("script", ["\x00", 'keep "never ends', "<html>"])
def test_what_is_no_script_is_refused(script: str) -> None:
    with pytest.raises(ValueError, match="Sieve"):
        commands(script)

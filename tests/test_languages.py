"""Languages: every sentence is there in each, with its parts, its forms and its voice."""

from __future__ import annotations

import ast
import string
import tomllib
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path
from textwrap import wrap

import pytest

from boundary import language
from boundary.language import NAMES, best, right_to_left, speak, tr, trn, use
from boundary.resources import resource
from boundary.ui.numbers import in_words
from tests.catalogues import (
    CODES,
    ROOT,
    Sentences,
    forms,
    missing,
    po_path,
    pseudo,
    read,
    sentences,
    stretched,
    updated,
)

each_language = pytest.mark.parametrize("code", CODES)

STRANGE = {"de": "ñ¿¡œ", "es": "äößœ", "fr": "äößñ¿¡"}
"""Letters that the language does not have: a sentence that stands in the wrong column."""

QUOTES = "”“»«\u00a0"
MARKS = ".?:…"
STEP_LINE = 36
"""Characters of a line of a step, as resources/rituals/steps.toml has it."""


COUNTED = "n"
"""What a singular may say with a word of its own: "eine Minute"."""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    speak(None)


def parts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def ids(code: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the English and the translated forms of every sentence that has words in *code*."""
    for each in updated(code):
        if each.id and all(forms(each)):
            english = each.id if isinstance(each.id, tuple) else (str(each.id),)
            yield tuple(english), forms(each)


@each_language
def test_every_sentence_of_the_code_has_a_translation(code: str) -> None:
    assert [each.id for each in missing(updated(code))] == []


@each_language
def test_nothing_is_guessed(code: str) -> None:
    assert [each.id for each in read(code) if each.fuzzy] == []


@each_language
def test_a_translation_has_the_parts_of_its_sentence(code: str) -> None:
    wrong = [
        (english, said)
        for english, said in ids(code)
        if len(english) == 1 and parts(english[0]) != parts(said[0])
    ]
    assert wrong == []


@each_language
def test_a_plural_has_the_parts_of_its_sentence(code: str) -> None:
    wrong = [
        (english, said)
        for english, said in ids(code)
        if len(english) == 2
        and (
            parts(said[1]) != parts(english[1])
            or not parts(english[0]) - {COUNTED} <= parts(said[0]) <= parts(english[1])
        )
    ]
    assert wrong == []


@each_language
def test_a_translation_ends_as_its_sentence_does(code: str) -> None:
    wrong = [
        (english, said)
        for english, said in ids(code)
        for one, other in zip(english, said, strict=True)
        if closing(one) != closing(other)
        # "Okt." and "9 Std." are shortened words, not ends of sentences.
        and not (closing(one) == "" and closing(other) == "." and len(one.split()) < 5)
    ]
    assert wrong == []


def closing(text: str) -> str:
    """Return the mark that *text* ends with, or nothing; quotation marks aside."""
    last = text.rstrip(QUOTES)[-1:]
    return last if last in MARKS else ""


@each_language
def test_a_fragment_keeps_the_space_that_parts_it_from_others(code: str) -> None:
    wrong = [
        (english, said)
        for english, said in ids(code)
        for one, other in zip(english, said, strict=True)
        if (one.startswith(" ") and not other.startswith(" "))
        or (one.endswith(" ") and not other.endswith(" "))
    ]
    assert wrong == []


@each_language
def test_a_step_of_a_ritual_has_two_lines_at_most(code: str) -> None:
    steps = tomllib.loads(resource("rituals", "steps.toml").read_text(encoding="utf-8"))
    use(code, resource("languages"))
    said = [tr(step["text"]).replace("\u00a0", " ") for step in steps.values()]
    assert [each for each in said if len(wrap(each, STEP_LINE)) > 2] == []


@each_language
def test_nothing_is_exclaimed(code: str) -> None:
    assert [said for _, said in ids(code) if any("!" in form or "¡" in form for form in said)] == []


@each_language
def test_a_sentence_has_no_letters_of_another_language(code: str) -> None:
    wrong = [
        said
        for english, said in ids(code)
        if set("".join(said).lower()) & (set(STRANGE[code]) - set("".join(english)))
    ]
    assert wrong == []


@each_language
def test_the_catalogue_that_ships_is_the_one_that_was_written(code: str) -> None:
    with po_path(code).with_suffix(".mo").open("rb") as stream:
        shipped = GNUTranslations(stream)
    kept = {each.id: forms(each) for each in read(code) if each.id and all(forms(each))}
    wrong = [
        key
        for key, said in kept.items()
        if (shipped.gettext(key) if isinstance(key, str) else shipped.ngettext(key[0], key[1], 2))
        != said[-1]
    ]
    assert wrong == []


@each_language
def test_a_language_says_its_own_numbers(code: str) -> None:
    use(code, resource("languages"))
    assert in_words(2) == {"de": "zwei", "es": "dos", "fr": "deux"}[code]


@pytest.mark.parametrize(("code", "none"), [("de", "Minuten"), ("es", "minutos"), ("fr", "minute")])
def test_nothing_is_counted_as_the_language_counts_it(code: str, none: str) -> None:
    use(code, resource("languages"))
    assert trn("{n} minute", "{n} minutes", 0).split()[-1] == none


def test_a_region_speaks_its_language() -> None:
    use("de-AT", resource("languages"))
    assert tr("Monday") == "Montag"


def test_a_language_without_a_catalogue_is_english(tmp_path: Path) -> None:
    use("de", tmp_path)
    assert tr("Monday") == "Monday"


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        (["fr-CA"], "fr"),
        (["es_MX.UTF-8"], "es"),
        (["da-DK", "de-DE"], "de"),
        (["en-GB", "de-DE"], "en"),
        (["ja"], "en"),
        ([], "en"),
    ],
)
def test_the_first_wanted_language_that_is_spoken_is_taken(wanted: list[str], spoken: str) -> None:
    assert best(wanted) == spoken


def test_what_is_spoken_has_a_name_of_its_own() -> None:
    assert set(NAMES) == {"en", *CODES}


def test_english_reads_from_the_left() -> None:
    assert not right_to_left()


def test_a_catalogue_can_read_from_the_right() -> None:
    speak(pseudo(rtl=True))
    assert right_to_left()


def test_a_language_from_the_right_says_so_in_its_catalogue() -> None:
    assert ("X-Direction", "rtl") in Sentences("ar").mime_headers


def test_the_pseudo_language_keeps_the_parts() -> None:
    assert parts(stretched("Join {time} in {n:02} minutes")) == {"time", "n"}


def test_the_pseudo_language_is_a_third_longer() -> None:
    lengths = [(len(stretched(each)), len(each)) for each in sentences() if isinstance(each, str)]
    assert sum(after for after, _ in lengths) > 1.25 * sum(before for _, before in lengths)


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "boundary").rglob("*.py")),
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_no_sentence_is_said_before_a_language_is_chosen(path: Path) -> None:
    early = sorted(
        node.lineno
        for node in at_import(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("tr", "trn")
    )
    assert early == [], f"tr runs while {path.name} is imported"


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what runs when a module is imported: all but the bodies of functions."""
    yield node
    below = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.Lambda):
        below = [node.args]
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        below = [node.args, *node.decorator_list]
    for child in below:
        yield from at_import(child)


def test_every_module_marks_its_sentences_by_the_same_name() -> None:
    renamed = [
        path
        for path in (ROOT / "boundary").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module == language.__name__
        and any(alias.asname for alias in node.names)
    ]
    assert renamed == []

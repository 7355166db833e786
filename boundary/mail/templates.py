"""Templates of the replies, in each language, and the fields that are filled into them.

A field is a name in braces. Any other brace is a slip that is named, never sent. The texts
lie in `resources/replies/LANGUAGE.toml`; they are ours, and a mistake there is a bug.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from boundary.language import tr
from boundary.mail.choices import MOST_LETTERS, Form
from boundary.resources import resource

LANGUAGES = ("en", "de", "es", "fr")
"""The languages that replies are written in; any other gets English."""

FIELDS = (
    "hours", "zone", "response", "opening", "openings", "from", "to", "danger", "support",
    "elsewhere", "abroad", "cover", "name", "emergency",
)  # fmt: skip
"""Every name that may stand in braces; docs/hours.md says what each becomes."""

_NOT_IN = {
    Form.NIGHTLY: {"openings", "from", "to", "cover"},
    Form.WEEKEND: {"openings", "from", "to", "cover"},
    Form.AWAY: {"openings"},
    Form.ALWAYS: {"opening", "from", "to", "cover"},
}

_FIELD = re.compile(r"\{([a-z]+)\}")
_BLANKS = re.compile(r"[ \t]{2,}")
_EMPTY_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of a short text; the lower `keep`, the longer it stays when room is short."""

    text: str = field(repr=False)
    keep: int


@dataclass(frozen=True, slots=True)
class Tongue:
    """All that is said in one language: `data` holds the tables of its file."""

    code: str
    data: Mapping[str, Any] = field(repr=False)

    def body(self, form: Form) -> str:
        """Return the text of *form* that comes with Boundary."""
        text: str = self.data["text"][form.value]
        return text

    def subject(self, form: Form) -> str:
        """Return the subject of *form*."""
        text: str = self.data["subject"][form.value]
        return text

    def parts(self, place: str) -> tuple[Part, ...]:
        """Return the sentences of the short text for *place*, in order."""
        return tuple(Part(each["text"], each["keep"]) for each in self.data["places"][place])

    def place(self, place: str) -> str:
        """Return the text for *place* that comes with Boundary, whole, with its fields."""
        return " ".join(part.text for part in self.parts(place))

    def country(self, code: str) -> str:
        """Return what the country *code* is called, or the code itself."""
        name: str = self.data["countries"].get(code, code)
        return name


def tongue(language: str | None) -> Tongue:
    """Return the language for a code such as `de` or `de_AT`; English where there is none."""
    code = (language or "en").replace("_", "-").partition("-")[0].lower()
    return _tongue(code if code in LANGUAGES else "en")


@cache
def _tongue(code: str) -> Tongue:
    import tomllib

    path = resource("replies", f"{code}.toml")
    return Tongue(code, tomllib.loads(path.read_text(encoding="utf-8")))


def fields_in(template: str) -> frozenset[str]:
    """Return the names in braces in *template*, known or not."""
    return frozenset(_FIELD.findall(template))


def template_problems(template: str, form: Form | None = None) -> tuple[str, ...]:
    """Return what is wrong with *template* as sentences, each with its line; () if nothing is.

    Braces that hold no field, fields that don't exist, and those that say nothing in *form*.
    """
    found = []
    for number, line in enumerate(template.split("\n"), 1):
        rest = _FIELD.sub("", line)
        if "{" in rest or "}" in rest:
            found.append(
                tr("line {number}: a stray brace; a field is written as {example}").format(
                    number=number, example="{opening}"
                )
            )
        for name in _FIELD.findall(line):
            if name not in FIELDS:
                found.append(
                    tr("line {number}: there is no field {name}").format(
                        number=number, name=f"{{{name}}}"
                    )
                )
            elif form is not None and name in _NOT_IN[form]:
                found.append(
                    tr("line {number}: {name} says nothing in this text").format(
                        number=number, name=f"{{{name}}}"
                    )
                )
    if len(template) > MOST_LETTERS:
        found.append(tr("at most {most} letters").format(most=MOST_LETTERS))
    return tuple(found)


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return *template* with its fields filled in, and what came out empty tidied away.

    ValueError for a template with problems: nobody is ever sent one.
    """
    problems = template_problems(template)
    if problems:
        raise ValueError(problems[0])
    text = _FIELD.sub(lambda match: values.get(match[1], ""), template.replace("\r\n", "\n"))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip("\n") + "\n"

"""Learned rules in the settings document: codes from closed lists, and keyed hashes."""

from __future__ import annotations

from boundary.documents import Fields, choice, perhaps, text, whole, yes_no
from boundary.language import tr
from boundary.schedule.rules import HASH, LENGTHS, MOST_PEOPLE, SHAPES, Meaning, Rule, State


def rule_document(rule: Rule) -> dict[str, object]:
    """Return *rule* as plain values, which `read_rule` reads."""
    return {
        "meaning": rule.meaning.value,
        "shape": rule.shape,
        "length": rule.length,
        "link": rule.link,
        "people": rule.people,
        "state": rule.state.value,
        "title": rule.title,
    }


def read_rule(entry: Fields) -> Rule:
    """Read one rule; what is wrong in it becomes a problem of the document."""
    rule = Rule(
        meaning=entry.need("meaning", choice(Meaning), Meaning.UNKNOWN),
        shape=entry.need("shape", _shape, ""),
        length=entry.need("length", _length, LENGTHS[0]),
        link=entry.read("link", perhaps(yes_no), None),
        people=entry.read("people", perhaps(whole(0, MOST_PEOPLE)), None),
        state=entry.read("state", choice(State), State.FIRM),
        title=entry.read("title", perhaps(_hash), None),
    )
    entry.done()
    return rule


def _shape(value: object) -> str:
    if text(value) not in SHAPES:
        raise ValueError(tr("a shape of the list in docs/settings.md"))
    return text(value)


def _length(value: object) -> int:
    if isinstance(value, bool) or value not in LENGTHS:
        lengths = ", ".join(str(each) for each in LENGTHS)
        raise ValueError(tr("one of {words}").format(words=lengths))
    return next(each for each in LENGTHS if each == value)


def _hash(value: object) -> str:
    """A title has no place here, whatever it looks like: 16 hexadecimal digits or nothing."""
    if not HASH.fullmatch(text(value)):
        raise ValueError(tr("16 hexadecimal digits that Boundary made, or null"))
    return text(value)

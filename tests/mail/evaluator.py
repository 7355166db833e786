"""What a Sieve script answers at an instant, by reading its text alone.

Written from RFC 5228, 5229, 5230, 5231 and 5260 and independently of the compiler: it knows
nothing of tables or windows, takes any script made of the commands below, and refuses others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage
from email.utils import getaddresses

Value = str | int | list[str]
_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\n]*\n|/\*.*?\*/)
      |text:[ \t]*(?:\#[^\n]*)?\r?\n(?P<text>.*?^\.\r?$)
      |"(?P<string>(?:[^"\\]|\\.)*)"
      |(?P<number>\d+)(?P<unit>[KMG]?)
      |(?P<word>:?[A-Za-z_]\w*)
      |(?P<sign>[\[\](){},;])""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_NAME = re.compile(r"\$\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply that a script asks for; `days` is how long the same sender stays unanswered."""

    subject: str
    body: str
    handle: str
    days: int


@dataclass
class Node:
    """A command or a test, with its tagged and its plain arguments."""

    name: str
    tags: dict[str, Value] = field(default_factory=dict)
    values: list[Value] = field(default_factory=list)
    tests: list[Node] = field(default_factory=list)
    block: list[Node] = field(default_factory=list)


_VALUED = {"handle", "subject", "from", "addresses", "days", "zone", "value", "comparator"}
"""Tags that have a value of their own."""


def answered(
    script: str, now: datetime, message: EmailMessage, sender: str = "kim@else.test"
) -> Answered | None:
    """Return what *script* answers to *message* at *now* (UTC); AssertionError for two replies."""
    return Evaluator(script).at(now, message, sender)


class Evaluator:
    """A script, read once, that can be asked for any instant."""

    def __init__(self, script: str) -> None:
        self._parts = list(_tokens(script))
        self._parts.append(("end", ""))
        self._place = 0
        self._commands = self._block("end")

    def at(
        self, now: datetime, message: EmailMessage, sender: str = "kim@else.test"
    ) -> Answered | None:
        """Return what is answered at *now* (UTC)."""
        run = _Run(now, message, sender)
        run.do(self._commands)
        assert len(run.answers) < 2, "a second vacation fails the whole script (RFC 5230, 4.7)"
        return run.answers[0] if run.answers else None

    def _peek(self) -> tuple[str, Value]:
        return self._parts[self._place]

    def _take(self) -> tuple[str, Value]:
        self._place += 1
        return self._parts[self._place - 1]

    def _block(self, end: str) -> list[Node]:
        commands = []
        while self._peek() not in (("sign", end), ("end", "")):
            command = self._node()
            kind, sign = self._take()
            if sign == "{":
                command.block = self._block("}")
                assert self._take() == ("sign", "}")
            else:
                assert (kind, sign) == ("sign", ";"), f"{sign!r} after {command.name}"
            commands.append(command)
        return commands

    def _node(self) -> Node:
        kind, name = self._take()
        assert kind == "word", f"{name!r} is no command"
        node = Node(str(name).lower())
        while True:
            kind, value = self._peek()
            if kind == "word" and str(value).startswith(":"):
                self._take()
                tag = str(value)[1:].lower()
                node.tags[tag] = self._value() if tag in _VALUED else ""
                if tag == "matches":
                    node.tags["match"] = "matches"
            elif kind == "word":
                node.tests.append(self._node())
            elif kind in ("string", "number") or value == "[":
                node.values.append(self._value())
            elif value == "(":
                self._take()
                node.tests.append(self._node())
                while self._peek() == ("sign", ","):
                    self._take()
                    node.tests.append(self._node())
                assert self._take() == ("sign", ")")
            else:
                return node

    def _value(self) -> Value:
        kind, value = self._take()
        if kind in ("string", "number"):
            return value
        assert value == "[", f"{value!r} is no value"
        strings: list[str] = []
        while True:
            kind, value = self._take()
            assert kind == "string"
            strings.append(str(value))
            if self._take()[1] == "]":
                return strings


def _tokens(script: str) -> Iterator[tuple[str, Value]]:
    at = 0
    while at < len(script):
        found = _TOKEN.match(script, at)
        assert found, f"not Sieve: {script[at : at + 40]!r}"
        at = found.end()
        if found["text"] is not None:
            lines = found["text"].replace("\r\n", "\n").split("\n")[:-1]
            yield "string", "".join(f"{line[line.startswith('..') :]}\n" for line in lines)
        elif found["string"] is not None:
            yield "string", re.sub(r"\\(.)", r"\1", found["string"], flags=re.DOTALL)
        elif found["number"]:
            assert not found["unit"]
            yield "number", int(found["number"])
        elif found["word"]:
            yield "word", found["word"]
        elif found["sign"]:
            yield "sign", found["sign"]


class _Run:
    """One message, at one instant."""

    def __init__(self, now: datetime, message: EmailMessage, sender: str) -> None:
        self.now = now
        self.message = message
        self.sender = sender
        self.answers: list[Answered] = []
        self.variables: dict[str, str] = {}

    def do(self, commands: Sequence[Node]) -> None:
        chosen = False
        for command in commands:
            if command.name in ("if", "elsif", "else"):
                if command.name == "if":
                    chosen = False
                if not chosen and (command.name == "else" or self.holds(command.tests[0])):
                    chosen = True
                    self.do(command.block)
            else:
                self._act(command)

    def _act(self, command: Node) -> None:
        match command.name:
            case "require" | "keep":
                return
            case "set":
                assert not command.tags
                name, value = (self._one(each) for each in command.values)
                self.variables[name.lower()] = value
            case "vacation":
                tags = command.tags
                assert not {"mime", "seconds"} & set(tags)
                days = tags["days"]
                assert isinstance(days, int)
                subject, handle = self._one(tags["subject"]), self._one(tags["handle"])
                self.answers.append(Answered(subject, self._one(command.values[0]), handle, days))
            case other:
                raise AssertionError(f"{other} is not known here")

    def holds(self, test: Node) -> bool:
        match test.name:
            case "not":
                return not self.holds(test.tests[0])
            case "allof":
                return all(self.holds(each) for each in test.tests)
            case "anyof":
                return any(self.holds(each) for each in test.tests)
            case "exists":
                return all(name in self.message for name in self._many(test.values[0]))
            case "string":
                return self._compare(test, self._many(test.values[0]), test.values[1])
            case "header":
                names = self._many(test.values[0])
                texts = [str(t).strip() for n in names for t in self.message.get_all(n, [])]
                return self._compare(test, texts, test.values[1])
            case "address":
                return self._compare(test, list(self._addresses(test)), test.values[1])
            case "envelope":
                assert test.values[0] == "from"
                return self._compare(test, [_part(test, self.sender)], test.values[1])
            case "currentdate":
                return self._compare(test, [self._date(test)], test.values[1])
            case other:
                raise AssertionError(f"{other} is not known here")

    def _addresses(self, test: Node) -> Iterator[str]:
        for name in self._many(test.values[0]):
            for _, address in getaddresses([str(t) for t in self.message.get_all(name, [])]):
                if "@" in address:
                    yield _part(test, address)

    def _date(self, test: Node) -> str:
        """RFC 5260, 4.3; UTC is written "Z", and may as well be "+00:00"."""
        zone = str(test.tags["zone"])
        minutes = int(zone[1:3]) * 60 + int(zone[3:])
        shift = timedelta(minutes=-minutes if zone[0] == "-" else minutes)
        assert test.values[0] == "iso8601"
        return self.now.astimezone(timezone(shift)).isoformat().replace("+00:00", "Z")

    def _compare(self, test: Node, sources: Sequence[str], keys: Value) -> bool:
        wanted = self._many(keys)
        if "matches" in test.tags:
            return any(self._matches(source, key) for key in wanted for source in sources)
        if "contains" in test.tags:
            return any(key.lower() in source.lower() for key in wanted for source in sources)
        if "value" in test.tags:
            order = {"ge": "__ge__", "lt": "__lt__"}[str(test.tags["value"])]
            return any(getattr(s.upper(), order)(key.upper()) for key in wanted for s in sources)
        return any(source.lower() == key.lower() for key in wanted for source in sources)

    def _matches(self, source: str, pattern: str) -> bool:
        """RFC 5228, 2.7.1 and RFC 5229, 3.2: the shortest match, and what each `*` stood for."""
        parts = {"*": "(.*?)", "?": "(.)"}
        expression = "".join(parts.get(letter) or re.escape(letter) for letter in pattern)
        found = re.fullmatch(expression, source, re.DOTALL | re.IGNORECASE)
        if found:
            self.variables |= {str(n): text for n, text in enumerate(found.groups(), 1)}
            self.variables["0"] = found[0]
        return found is not None

    def _one(self, value: Value) -> str:
        assert isinstance(value, str)
        if "${" not in value:
            return value
        return _NAME.sub(lambda found: self.variables.get(found[1].lower(), ""), value)

    def _many(self, value: Value) -> list[str]:
        return [self._one(each) for each in (value if isinstance(value, list) else [value])]


def _part(test: Node, address: str) -> str:
    local, _, domain = address.rpartition("@")
    return local if "localpart" in test.tags else domain if "domain" in test.tags else address


def utc(text: str) -> datetime:
    """Return the instant that *text* says, such as "2027-03-14T06:59:59"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)

"""The Sieve script that answers outside communication hours, as text: pure.

The server never learns of hours, weekdays or zones. It gets a table of UTC instants, one line
for each closed window, oldest first, and compares one string with them; so no clock change and
no zone of the server can make it wrong (RFC 5260 `currentdate`, RFC 5229 `variables`). What
was found the hard way, and holds here:

- The last window begun is the one in question; it is closed until that window's end. Gaps and
  overlaps can't be written down.
- Plain `if`s in order of time and flat `not` tests: webmail that saves a script anew flattens
  `elsif` and nested tests, and turns their sense round. The first action of a block is never
  `vacation`, or webmail takes the block for a reply of its own.
- Each window has a `:handle` of its own, so that who wrote on Monday night is answered on
  Tuesday night too (RFC 5230, 4.2); in a long one `:days` answers her once a week.
- At most one `vacation` may run for a message (RFC 5230, 4.7): one a frame, each with its number.
- The text names nothing of the message: a literal `${` can't become a variable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from boundary.mail.reply import OPENING, Reply, Wanted

NEEDED = ("date", "relational", "vacation", "variables")
"""What a server has to know for these scripts."""
ENVELOPE = "envelope"
"""What is used where it is known: robots give themselves away in the envelope's sender too."""
WEEK = timedelta(days=7)
SECOND = timedelta(seconds=1)

LISTS = tuple(
    f"list-{each}"
    for each in ("id", "help", "unsubscribe", "subscribe", "post", "owner", "archive")
)
"""The headers of mailing lists: RFC 2369, RFC 2919."""
MARKS = (*LISTS, "feedback-id", "x-autoreply", "x-autorespond", "x-auto-reply-from")
"""Headers that no person's message has."""
WORDS = (
    ("precedence", ("bulk", "list", "junk", "auto_reply")),
    ("auto-submitted", ("auto-",)),
    ("x-auto-response-suppress", ("oof", "all", "autoreply")),
    ("x-spam-flag", ("yes",)),
    ("content-type", ("multipart/report", "delivery-status", "text/calendar")),
    ("return-path", ("<>",)),
)
"""Words in headers that say that nobody waits for an answer: RFC 3834, 2, and custom."""
ROBOTS = (
    "*no-reply*", "*noreply*", "*no_reply*", "*donotreply*", "*do-not-reply*", "*do_not_reply*",
    "mailer-daemon", "postmaster", "owner-*", "*-owner", "*-request", "bounce", "bounces",
    "bounce-*", "bounces-*", "bounce+*", "bounces+*", "*-bounces", "*-bounces+*",
)  # fmt: skip
"""Local parts of addresses at which nobody reads: RFC 3834, 2, RFC 5230, 4.6, and custom."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who answers: *address* in From; *aliases* at which mail reaches her too.

    With an address of "" the server goes by those that it knows itself. Who is in *blocked*
    (addresses, or domains as "@example.org" or "example.org") is never answered.
    """

    address: str = field(repr=False)
    aliases: tuple[str, ...] = field(default=(), repr=False)
    blocked: tuple[str, ...] = field(default=(), repr=False)

    @property
    def addresses(self) -> tuple[str, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys(each for each in (self.address, *self.aliases) if each))


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a server is known to do: after how long (`again`) it may answer the same sender
    in the same window, whole days, and whether it knows `ENVELOPE`."""

    again: timedelta = WEEK
    envelope: bool = True


PLAIN = Dialect()


def compiled(wanted: Wanted, author: Author, dialect: Dialect = PLAIN) -> str:
    """Return the script that answers as *wanted*: lines end in CRLF, the last one too."""
    replies = [(_text(r.during.start), _text(r.during.end), r) for r in wanted.replies]
    lasting = [(start, end, reply) for start, end, reply in replies if start < end]
    frames = list(dict.fromkeys((r.subject, r.frame) for _, _, r in lasting))
    if not frames:
        return ""
    needed = [*NEEDED, ENVELOPE] if dialect.envelope else NEEDED
    lines = [
        f"require {_list(needed)};",
        'set "d" "$";',
        'set "w" "";',
        'set "r" "";',
        # The one look at the server's clock: as YYMMDDHHMMSS, with its zone behind it.
        'if currentdate :zone "+0000" :matches "iso8601" "20*-*-*T*:*:*"',
        '  { set "n" "${1}${2}${3}${4}${5}${6}"; }',
        *_table(lasting, frames),
        'if string :matches "${w}" "* * *"',
        '  { set "k" "${1}"; set "f" "${2}"; set "o" "${3}"; }',
        *_guards(author, dialect),
    ]
    for number, (subject, frame) in enumerate(frames):
        lines += _answer(number, subject, frame, author, dialect)
    return "".join(f"{line}\r\n" for line in lines)


def quoted(text: str) -> str:
    """Return *text* as a quoted string of Sieve (RFC 5228, 2.4.2), safe for `variables`."""
    return f'"{_plain(text)}"'


_FREE = "bceghijlmpstuvxyz"
"""Names of variables that nothing else here has."""
FORMAT = "%y%m%d%H%M%S"
"""How an instant (UTC) is written in the table."""
ROW = 'if string :value "ge" "${n}" "'
SET = ' {set "w" "'


def _table(
    rows: Sequence[tuple[str, str, Reply]], frames: Sequence[tuple[str, str]]
) -> Iterator[str]:
    """Yield one line for each window; ends of openings that come often are kept once."""
    tails = _tails([reply.opening for _, _, reply in rows])
    for name, tail in tails.items():
        yield f'set "{name}" {quoted(tail)};'
    for start, end, reply in rows:
        opening = _plain(reply.opening)
        for name, tail in tails.items():
            if reply.opening.endswith(tail):
                opening = f"{_plain(reply.opening.removesuffix(tail))}${{{name}}}"
                break
        number = frames.index((reply.subject, reply.frame))
        yield f'{ROW}{start}"{SET}{end} {number} {opening}";}}'


def _tails(openings: Sequence[str]) -> dict[str, str]:
    """Return the ends of *openings*, from a space on, that are worth a variable, by its name."""
    counts = Counter(
        opening[at:]
        for opening in openings
        for at, letter in enumerate(opening)
        if letter == " " and len(opening) - at > len("${b}")
    )
    worth = {tail: (len(tail) - len("${b}")) * (count - 1) for tail, count in counts.items()}
    best = sorted(
        (tail for tail in worth if worth[tail] > 0), key=lambda tail: (-worth[tail], tail)
    )
    chosen: list[str] = []
    for tail in best:
        if not any(tail.endswith(other) or other.endswith(tail) for other in chosen):
            chosen.append(tail)
    return dict(zip(_FREE, chosen, strict=False))


def _guards(author: Author, dialect: Dialect) -> Iterator[str]:
    """Yield what sets "r" where a person wrote while the mailbox is closed."""
    yield 'set "a" "";'
    yield 'if exists "auto-submitted" { set "a" "1"; }'
    yield 'if header :is "auto-submitted" "no" { set "a" ""; }'
    tests = ['string :value "lt" "${n}" "${k}"', 'string :is "${a}" ""']
    # A list of names would ask whether all of them are there.
    tests += [f'not exists "{name}"' for name in MARKS]
    tests += [f'not header :contains "{name}" {_list(words)}' for name, words in WORDS]
    tests.append('not header :matches "x-spam-status" "yes*"')
    senders = '["from", "sender", "reply-to"]'
    tests.append(f"not address :localpart :matches {senders} {_list(ROBOTS)}")
    if dialect.envelope:
        tests.append(f'not envelope :localpart :matches "from" {_list(ROBOTS)}')
    if author.addresses:
        tests.append(f'not address :is "from" {_list(author.addresses)}')
    people = [each for each in author.blocked if "@" in each[1:]]
    if people:
        tests.append(f"not address :is {senders} {_list(people)}")
    domains = [each.removeprefix("@") for each in author.blocked if "@" not in each[1:]]
    if domains:
        tests.append(f"not address :domain :is {senders} {_list(domains)}")
    yield 'if allof(not string :is "${w}" "",'
    for test in tests[:-1]:
        yield f"  {test},"
    yield f'  {tests[-1]}) {{ set "r" "1"; }}'


def _answer(
    number: int, subject: str, frame: str, author: Author, dialect: Dialect
) -> Iterator[str]:
    days = max(dialect.again // timedelta(days=1), 1)
    yield f'if allof(string :is "${{r}}" "1", string :is "${{f}}" "{number}") {{'
    yield '  set "q" "1";'
    yield f'  vacation :days {days} :handle "boundary-${{k}}" :subject {quoted(subject)}'
    own = f":from {quoted(author.address)} :addresses {_list(author.addresses)} "
    yield f"    {own if author.addresses else ''}text:"
    for line in _escaped(frame).replace(OPENING, "${o}").removesuffix("\n").split("\n"):
        yield f".{line}" if line.startswith(".") else line
    yield "."
    yield ";"
    yield "}"


def _list(texts: Sequence[str]) -> str:
    """Return *texts* as a string list, several lines of it where it is long."""
    return f"[{', '.join(quoted(text) for text in texts)}]"


def _plain(text: str) -> str:
    return _escaped(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\r\n")


def _escaped(text: str) -> str:
    return text.replace("\r\n", "\n").replace("${", "${d}{")


def _text(instant: datetime) -> str:
    """Return *instant* as the strings compared: whole minutes are a prefix of their seconds.

    Servers count in whole seconds: the first at or after *instant* stands for it.
    """
    if instant.microsecond:
        instant = instant.replace(microsecond=0) + SECOND
    return instant.astimezone(UTC).strftime(FORMAT).removesuffix("00")

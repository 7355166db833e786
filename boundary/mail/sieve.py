"""The mailbox on a server with Sieve: it answers all year, with this computer off.

Three scripts beside hers (`sieve_install`), put there by ManageSieve in an order in which only
one step changes what runs: the last, SETACTIVE, or the PUT of our own script where the master
is active already. The server has no compare-and-swap; just before that step it is looked at
again. Whatever of hers lies there is never written, except back from `original`, if it is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from boundary.language import tr
from boundary.mail.mailbox import (
    ForeignReplyError,
    Limits,
    MailError,
    Observed,
    Proof,
    Route,
)
from boundary.mail.managesieve import ManageSieve
from boundary.mail.managesieve_faults import Refused, SieveRefusedError
from boundary.mail.reply import Wanted
from boundary.mail.sieve_combined import Combined, combine, combined_in
from boundary.mail.sieve_install import (
    COPY,
    HOURS,
    MASTER,
    OURS,
    Conflict,
    Held,
    copied,
    hers,
    in_force,
    is_master,
    is_plain,
    mended,
    pointed,
    without_ours,
)
from boundary.mail.sieve_label import labelled, mark_of, within
from boundary.mail.sieve_script import ENVELOPE, NEEDED, WEEK, Author, Dialect
from boundary.mail.sieve_seen import beside, held_of, is_ours, observed

DAY = timedelta(days=1)
HORIZONS = tuple(timedelta(days=days) for days in (400, 365, 330, 300, 270, 180, 90, 30))
"""How far ahead is tried, where a server has little room."""
KNOWN = ("pigeonhole", "cyrus")
"""Servers on which the handle of each window was seen to count by itself."""


class SieveMailbox:
    """The mailbox that *connect* opens a line to, one for each call; *host* is its name.

    *owner* is the mark of this computer (letters and digits).
    """

    def __init__(
        self, host: str, author: Author, connect: Callable[[], ManageSieve], owner: str
    ) -> None:
        self._host = host
        self._author = author
        self._connect = connect
        self._owner = owner

    @property
    def limits(self) -> Limits:
        """As many windows as are wanted; who writes again is answered again after a week."""
        return Limits(Route.SIEVE, self._host, None, WEEK, Proof.EXACT)

    def mark(self, wanted: Wanted) -> str:
        """Return the fingerprint of *wanted* as `read` will find it."""
        return mark_of(wanted, self._author)

    def read(self) -> Observed:
        """Return what answers now: ours, hers, or nothing."""
        with self._connect() as line:
            return observed(_look(line))

    def write(self, wanted: Wanted) -> None:
        """As the protocol says. ForeignReplyError where hers would answer or refuse as well."""
        with self._connect() as line:
            held = _look(line)
            found = beside(held)
            if found:
                raise foreign(found)
            self._install(line, held, wanted, hers(held))

    def replace(self, wanted: Wanted) -> None:
        """As `write`, but run a copy of her filters in which her own reply is cut out.

        ForeignReplyError where that can't be done: her filters refuse mail, or her reply
        stands in a script that others include.
        """
        with self._connect() as line:
            held = _look(line)
            found = beside(held)
            if not found:
                self._install(line, held, wanted, hers(held))
                return
            if found.refuses or not found.direct or "include" not in line.extensions:
                raise foreign(found, replaceable=False)
            self._install(line, held, wanted, hers(held), copy=True)

    def restore(self, original: bytes) -> None:
        """As the protocol says; what she has changed since stays as she changed it."""
        before = held_of(original)
        with self._connect() as line:
            held = _look(line)
            name = hers(held)
            if held.active == MASTER and (mixed := combined_in(held)) is not None:
                self._separate(line, mixed, before)
            elif held.active == MASTER and is_master(held.text(MASTER)):
                if is_plain(held.text(MASTER)):
                    _give_back(line, held, name, before)
                else:
                    line.put(MASTER, without_ours(held.text(MASTER), name))
            held = _look(line)
            for each in OURS:
                if each in held.scripts and each != held.active and is_ours(held, each):
                    line.delete(each)

    def _separate(self, line: ManageSieve, mixed: Combined, before: Held) -> None:
        if mixed.edited:
            line.put(MASTER, mixed.hers_alone())
        else:
            _give_back(line, _look(line), mixed.name, before)

    def _install(
        self, line: ManageSieve, held: Held, wanted: Wanted, name: str, *, copy: bool = False
    ) -> None:
        if not wanted.replies and not in_force(held) and combined_in(held) is None:
            return
        if held.active == MASTER and not is_ours(held, MASTER):
            raise _taken()
        if missing := frozenset(NEEDED) - line.extensions:
            raise _too_old(missing)
        dialect = _dialect(line)
        if "include" not in line.extensions:
            self._combine(line, held, wanted, dialect)
            return
        text = held.text(MASTER) if is_ours(held, MASTER) else ""
        run = name
        # A copy that was made once is what runs, until hers is given back.
        if copy or (held.active == MASTER and pointed(text) == COPY):
            run = COPY
            if name in held.scripts:
                _put(line, held, COPY, copied(held, name))
        self._put_fitting(
            line, held, HOURS, lambda some: self._labelled(wanted, some, dialect), wanted
        )
        if in_force(held) and pointed(text) == run:
            return
        new = mended(text, run)
        if held.active == MASTER:
            line.put(MASTER, new)
            return
        _put(line, held, MASTER, new)
        _unchanged(line, held)
        line.activate(MASTER)

    def _labelled(self, wanted: Wanted, some: Wanted, dialect: Dialect) -> bytes:
        return labelled(wanted, some, self._author, self._owner, dialect).encode()

    def _combine(self, line: ManageSieve, held: Held, wanted: Wanted, dialect: Dialect) -> None:
        """Put ours and a copy of hers into one script, where a server knows no `include`."""
        mixed = combined_in(held)
        base = mixed or Combined(held.active, held.text(held.active) if held.active else "")
        self._put_fitting(
            line,
            held,
            MASTER,
            lambda some: combine(self._labelled(wanted, some, dialect), base),
            wanted,
        )
        if held.active != MASTER:
            _unchanged(line, held)
            line.activate(MASTER)

    def _put_fitting(
        self,
        line: ManageSieve,
        held: Held,
        name: str,
        made: Callable[[Wanted], bytes],
        wanted: Wanted,
    ) -> None:
        """Put as much of *wanted* as there is room for. Raises MailError if not even a month."""
        full: SieveRefusedError | None = None
        tried: set[bytes] = set()
        for some in (wanted, *(within(wanted, horizon) for horizon in HORIZONS)):
            script = made(some)
            if script in tried:
                continue
            tried.add(script)
            if held.scripts.get(name) == script:
                return
            if not line.have_space(name, len(script)):
                continue
            try:
                line.check(script)
                line.put(name, script)
            except SieveRefusedError as error:
                if error.why not in (Refused.QUOTA, Refused.TOO_LARGE):
                    raise
                full = error
                continue
            return
        raise full or _no_room()


def foreign(found: Conflict, *, replaceable: bool = True) -> ForeignReplyError:
    """Return why ours may not run beside hers (RFC 5230, 4.7: both would fail, filters too).

    *replaceable*: whether it may be that ours can take the place of hers.
    """
    if not found.known:
        return ForeignReplyError(
            tr("Your own filters can't be understood."),
            tr("Look at them in your webmail. Nothing was changed."),
        )
    if found.refuses:
        return ForeignReplyError(
            tr("One of your own filters refuses mail, and can't run beside an automatic reply."),
            tr("Let that filter move mail to a folder instead, then try again."),
        )
    if not replaceable:
        return ForeignReplyError(
            tr("Your own automatic reply can't be replaced: it stands among other filters."),
            tr("Switch it off in your webmail, then try again. Nothing was changed."),
        )
    return ForeignReplyError(
        tr("Your mailbox already has an automatic reply of your own."),
        tr("Switch it off in your webmail, or let Boundary take its place."),
    )


def _look(line: ManageSieve) -> Held:
    listed = line.scripts()
    return Held({name: line.get(name) for name in listed.names}, listed.active)


def _unchanged(line: ManageSieve, held: Held) -> None:
    """Look once more, just before the step that counts. MailError if hers has changed."""
    now = _look(line)
    mine = [name for name in now.scripts if name not in OURS]
    same = all(now.scripts[name] == held.scripts.get(name) for name in mine)
    if now.active != held.active or not same:
        raise MailError(
            tr("Your filters were changed while Boundary was setting the reply."),
            tr("They were left as they are. Boundary looks again in a few minutes."),
        )


def _put(line: ManageSieve, held: Held, name: str, script: bytes) -> None:
    if held.scripts.get(name) != script:
        line.put(name, script)


def _give_back(line: ManageSieve, held: Held, name: str, before: Held) -> None:
    """Make her script *name* the active one; where it is gone, put it there from *before*."""
    if name and name not in held.scripts and name in before.scripts:
        line.put(name, before.scripts[name])
        line.activate(name)
    else:
        line.activate(name if name in held.scripts else "")


def _dialect(line: ManageSieve) -> Dialect:
    name = line.capabilities.get("IMPLEMENTATION", "").lower()
    known = any(each in name for each in KNOWN)
    return Dialect(WEEK if known else DAY, ENVELOPE in line.extensions)


def _no_room() -> MailError:
    return MailError(
        tr("There is no room for the reply on your mail server."),
        tr("Delete a filter script you do not use, or ask your host for more room."),
    )


def _taken() -> ForeignReplyError:
    return ForeignReplyError(
        tr("A filter script of your own has the name that Boundary uses."),
        tr("Give the script “boundary” another name in your webmail, then try again."),
    )


def _too_old(missing: frozenset[str]) -> MailError:
    return MailError(
        tr("The filters of your mail server can't do what a reply by the hour needs."),
        tr("Missing there: {parts}. Choose another way for this mailbox.").format(
            parts=", ".join(sorted(missing))
        ),
    )

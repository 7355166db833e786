"""From an e-mail address, or any address of a server, to the calendars of an account.

RFC 6764 (well-known addresses), 5397 (current-user-principal), 4791 (calendar-home-set). DNS
service records are not asked (the standard library can't): for the providers whose mail domains
are not where their calendars are, there is a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from boundary.calendars import web_faults as faults
from boundary.calendars.caldav import PATIENCE
from boundary.calendars.caldav_client import DavAnswer, DavClient, Login
from boundary.calendars.caldav_xml import CAL, DAV, Entry
from boundary.calendars.web import Net, Web
from boundary.errors import CalendarError
from boundary.language import tr

MOST_HOMES = 10

_ICLOUD = "https://caldav.icloud.com/"
_FASTMAIL = "https://caldav.fastmail.com/"
_KNOWN = {
    "icloud.com": _ICLOUD,
    "me.com": _ICLOUD,
    "mac.com": _ICLOUD,
    "fastmail.com": _FASTMAIL,
    "fastmail.fm": _FASTMAIL,
}
# Their CalDAV takes no password, or they have none.
_OTHERWISE = frozenset(
    {"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com"}
)

_PRINCIPAL = f"{DAV}current-user-principal"
_HOME = f"{CAL}calendar-home-set"
_TYPE = f"{DAV}resourcetype"
_NAME = f"{DAV}displayname"
_PARTS = f"{CAL}supported-calendar-component-set"
_FIRST = (_PRINCIPAL, _HOME, _TYPE, _NAME, _PARTS)

# "Not here", at an address that was only guessed.
_NOT_HERE = (200, 204, 400, 403, 404, 405, 410, 501)


@dataclass(frozen=True, slots=True)
class FoundCalendar:
    """A calendar of an account: the address that `CalDav` takes, and its name, to choose by."""

    address: str = field(repr=False)
    name: str = field(repr=False)


def find_calendars(
    account: str, login: Login, *, net: Net | None = None
) -> tuple[FoundCalendar, ...]:
    """Return the calendars with appointments of *account*, in the server's order; at least one.

    *account* is an e-mail address, a host, the https address of a server or of one calendar.
    Raises CalendarError; SignInError if the name and password were not accepted.
    """
    net = net or Net(patience=PATIENCE)
    with Web(net) as web:
        for place in _places(account.strip()):
            client = DavClient(web, login, place, net.clock)
            if found := _look(client, place):
                return found
    raise CalendarError(
        tr("There is no calendar account at this address."),
        tr("Look up the CalDAV address in your provider's help, and enter that one."),
    )


def _places(account: str) -> Iterator[str]:
    """Yield where the account may be: where it is known to be, or as given, well-known, the top."""
    if "://" in account:
        yield account
        try:
            parts = urlsplit(account)
        except ValueError:
            raise faults.no_address() from None
        host = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    else:
        domain = account.rpartition("@")[2].rstrip("/").lower()
        if not domain or any(mark.isspace() or mark in "/?#" for mark in domain):
            raise faults.no_address()
        if domain in _OTHERWISE:
            raise _otherwise()
        if domain in _KNOWN:
            yield _KNOWN[domain]
            return
        host = f"https://{domain}"
    yield f"{host}/.well-known/caldav"
    yield f"{host}/"


def _look(client: DavClient, place: str) -> tuple[FoundCalendar, ...]:
    """Return the calendars of the account at *place*, or the one that lies there; () if none."""
    answer = client.propfind(place, 0, _FIRST, bear=_NOT_HERE)
    if client.auth is None and answer.status == 207 and not _pointers(answer, _PRINCIPAL):
        # It tells strangers so much: ask as who we are.
        client.sign_in()
        answer = client.propfind(answer.address, 0, _FIRST, bear=_NOT_HERE)
    itself = [_found(answer, entry) for entry in answer.says.entries if _is_calendar(entry)]
    if itself:
        return tuple(itself)
    homes = _pointers(answer, _HOME)
    for principal in _pointers(answer, _PRINCIPAL):
        homes += _pointers(client.propfind(_trusted(client, principal), 0, [_HOME]), _HOME)
    found: dict[str, FoundCalendar] = {}
    for home in list(dict.fromkeys(homes))[:MOST_HOMES]:
        listed = client.propfind(_trusted(client, home), 1, [_TYPE, _NAME, _PARTS])
        for entry in listed.says.entries:
            if _is_calendar(entry):
                one = _found(listed, entry)
                found.setdefault(_trusted(client, one.address), one)
    if homes and not found:
        raise CalendarError(
            tr("This account has no calendar with appointments."),
            tr("Create one there first, or sign in with the account that has it."),
        )
    return tuple(found.values())


def _pointers(answer: DavAnswer, name: str) -> list[str]:
    return [answer.at(href) for entry in answer.says.entries for href in entry.hrefs(name)]


def _trusted(client: DavClient, address: str) -> str:
    if not client.trusts(address):
        raise faults.elsewhere()
    return address


def _is_calendar(entry: Entry) -> bool:
    """Tell whether *entry* is a calendar that holds appointments, not only tasks."""
    if entry.status != 200 or not entry.has(_TYPE, f"{CAL}calendar"):
        return False
    parts = entry.props.get(_PARTS)
    kinds = [] if parts is None else [(part.get("name") or "").upper() for part in parts]
    return not kinds or "VEVENT" in kinds


def _found(answer: DavAnswer, entry: Entry) -> FoundCalendar:
    address = answer.at(entry.href)
    last = unquote(urlsplit(address).path.rstrip("/").rpartition("/")[2])
    return FoundCalendar(address, entry.text(_NAME) or last)


def _otherwise() -> CalendarError:
    return CalendarError(
        tr("This provider's calendars can't be read with a password."),
        tr("Use the calendar's secret or published address, which ends in .ics, instead."),
    )

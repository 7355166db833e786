"""Finding the calendars of an account, on a network that is a table."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from boundary.calendars.caldav_client import Login
from boundary.calendars.caldav_discovery import FoundCalendar, find_calendars
from boundary.calendars.protocol import SignInError
from boundary.calendars.web import Net
from boundary.errors import CalendarError
from tests.calendars.fake_dav import LOGIN, found, multistatus

Answer = Callable[[], httpx.Response]

CALENDAR = "<resourcetype><collection/><C:calendar/></resourcetype>"
FOLDER = "<resourcetype><collection/></resourcetype>"


def kinds(*names: str) -> str:
    inner = "".join(f'<C:comp name="{name}"/>' for name in names)
    return f"<C:supported-calendar-component-set>{inner}</C:supported-calendar-component-set>"


def points(name: str, *hrefs: str) -> str:
    return f"<{name}>{''.join(f'<href>{href}</href>' for href in hrefs)}</{name}>"


def principal(href: str = "/principals/maya/") -> Answer:
    return lambda: multistatus(found("/", points("current-user-principal", href)))


def home(*hrefs: str) -> Answer:
    return lambda: multistatus(found("/principals/maya/", points("C:calendar-home-set", *hrefs)))


def listing(*rows: str) -> Answer:
    return lambda: multistatus(found("/maya/", FOLDER), *rows)


def practice(name: str = "Practice", href: str = "/maya/work/") -> str:
    named = f"<displayname>{name}</displayname>"
    return found(href, CALENDAR, named, kinds("VEVENT", "VTODO"))


def status(number: int, **headers: str) -> Answer:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda: httpx.Response(number, headers=given, content=iter([b""]))


class World:
    """Servers by address; where nothing is, they answer 404. Each wants Basic where `locked`."""

    def __init__(self, answers: dict[str, Answer], *, locked: bool = False) -> None:
        self._answers = answers
        self._locked = locked
        self.asked: list[str] = []
        self.signed: set[str] = set()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        place = str(request.url)
        self.asked.append(place)
        if "authorization" in request.headers:
            self.signed.add(request.url.host)
        elif self._locked:
            return httpx.Response(401, headers={"WWW-Authenticate": "Basic"})
        return self._answers.get(place, status(404))()

    def find(self, account: str, login: Login = LOGIN) -> list[str]:
        """Return "name address" of each calendar of *account*."""
        net = Net(transport=httpx.MockTransport(self))
        return [f"{one.name} {one.address}" for one in find_calendars(account, login, net=net)]

    def fault(self, account: str) -> CalendarError:
        with pytest.raises(CalendarError) as caught:
            self.find(account)
        assert "practice" not in str(caught.value)
        return caught.value


def account(root: str, **more: Answer) -> dict[str, Answer]:
    """Return an account with one calendar at *root*."""
    usual = {
        f"{root}/": principal(),
        f"{root}/principals/maya/": home("/maya/"),
        f"{root}/maya/": listing(practice()),
    }
    return usual | more


DAV = "https://dav.practice.example"
WELL_KNOWN = "/.well-known/caldav"


def test_an_address_of_a_server_leads_to_the_calendars() -> None:
    assert World(account(DAV)).find(f"{DAV}/") == [f"Practice {DAV}/maya/work/"]


def test_a_host_alone_leads_to_the_calendars() -> None:
    assert World(account(DAV)).find("dav.practice.example") == [f"Practice {DAV}/maya/work/"]


def test_an_e_mail_address_leads_to_the_calendars_by_the_well_known_address() -> None:
    moved = status(301, location=f"{DAV}/")
    world = World({f"https://practice.example{WELL_KNOWN}": moved} | account(DAV))
    assert world.find("maya@practice.example") == [f"Practice {DAV}/maya/work/"]


def test_where_nothing_is_well_known_the_top_is_tried() -> None:
    world = World(account("https://practice.example"))
    assert world.find("maya@Practice.Example") == ["Practice https://practice.example/maya/work/"]
    assert world.asked[0] == f"https://practice.example{WELL_KNOWN}"


@pytest.mark.parametrize(
    ("mail", "root"),
    [
        ("maya@icloud.com", "https://caldav.icloud.com"),
        ("maya@me.com", "https://caldav.icloud.com"),
        ("maya@fastmail.com", "https://caldav.fastmail.com"),
    ],
)
def test_a_provider_whose_calendars_are_elsewhere_is_known(mail: str, root: str) -> None:
    assert World(account(root)).find(mail) == [f"Practice {root}/maya/work/"]


def test_a_partition_that_the_account_lies_on_is_followed() -> None:
    part = "https://p42-caldav.icloud.com:443"
    world = World(
        {
            "https://caldav.icloud.com/": principal(),
            "https://caldav.icloud.com/principals/maya/": home(f"{part}/maya/"),
            "https://p42-caldav.icloud.com/maya/": listing(practice()),
        },
        locked=True,
    )
    assert len(world.find("maya@icloud.com")) == 1
    assert world.signed == {"caldav.icloud.com", "p42-caldav.icloud.com"}


def test_the_address_of_one_calendar_gives_that_one() -> None:
    world = World({f"{DAV}/maya/work/": lambda: multistatus(practice())})
    assert world.find(f"{DAV}/maya/work/") == [f"Practice {DAV}/maya/work/"]


def test_an_address_within_a_server_that_is_none_leads_to_the_well_known_one() -> None:
    world = World({f"{DAV}{WELL_KNOWN}": status(302, location="/")} | account(DAV))
    assert len(world.find(f"{DAV}/some/page")) == 1


def test_a_server_that_says_nothing_to_strangers_is_asked_with_the_password() -> None:
    world = World(account(DAV))
    answers = iter([lambda: multistatus(found("/", FOLDER)), principal()])
    world._answers[f"{DAV}/"] = lambda: next(answers)()
    assert len(world.find(f"{DAV}/")) == 1
    assert world.signed == {"dav.practice.example"}


@pytest.mark.parametrize(
    "row",
    [
        found("/maya/tasks/", CALENDAR, kinds("VTODO")),
        found("/maya/inbox/", "<resourcetype><collection/><C:schedule-inbox/></resourcetype>"),
        found("/maya/people/", FOLDER),
        found("/maya/what/"),
    ],
)
def test_what_holds_no_appointments_is_left_out(row: str) -> None:
    world = World(account(DAV, **{f"{DAV}/maya/": listing(row, practice())}))
    assert world.find(f"{DAV}/") == [f"Practice {DAV}/maya/work/"]


def test_a_calendar_that_does_not_say_what_it_holds_is_taken() -> None:
    row = found("/maya/own%20time/", CALENDAR)
    world = World(account(DAV, **{f"{DAV}/maya/": listing(row)}))
    assert world.find(f"{DAV}/") == [f"own time {DAV}/maya/own%20time/"]


def test_calendars_of_several_homes_are_found_once_each() -> None:
    world = World(
        account(
            DAV,
            **{
                f"{DAV}/principals/maya/": home("/maya/", "/shared/", "/maya/"),
                f"{DAV}/shared/": listing(practice("Team", "/shared/team/"), practice()),
            },
        )
    )
    assert world.find(f"{DAV}/") == [
        f"Practice {DAV}/maya/work/",
        f"Team {DAV}/shared/team/",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {f"{DAV}/": principal("https://evil.test/principals/maya/")},
        {f"{DAV}/principals/maya/": home("https://evil.test/maya/")},
        {f"{DAV}/principals/maya/": home("http://dav.practice.example/maya/")},
        {f"{DAV}/maya/": listing(practice(href="https://evil.test/maya/work/"))},
    ],
    ids=["principal", "home", "plain home", "calendar"],
)
def test_a_pointer_to_strangers_is_not_followed(wrong: dict[str, Answer]) -> None:
    world = World(account(DAV, **wrong), locked=True)
    assert "points to another one" in world.fault(f"{DAV}/").title
    assert world.signed == {"dav.practice.example"}


def test_a_well_known_address_at_another_provider_is_not_followed() -> None:
    moved = status(301, location="https://caldav.provider.test/")
    world = World({f"https://practice.example{WELL_KNOWN}": moved})
    error = world.fault("maya@practice.example")
    assert "enter that provider's address" in error.remedy
    assert {httpx.URL(place).host for place in world.asked} == {"practice.example"}


def test_a_password_that_is_not_accepted_is_told() -> None:
    refused = status(401, www_authenticate="Basic")
    assert isinstance(World({f"{DAV}/": refused}).fault(f"{DAV}/"), SignInError)


def test_a_host_without_calendars_is_told() -> None:
    error = World({}).fault("maya@practice.example")
    assert error.title == "There is no calendar account at this address."


def test_an_account_without_calendars_is_told() -> None:
    world = World(account(DAV, **{f"{DAV}/maya/": listing()}))
    assert world.fault(f"{DAV}/").title == "This account has no calendar with appointments."


@pytest.mark.parametrize("mail", ["maya@gmail.com", "maya@outlook.com"])
def test_a_provider_that_takes_no_password_is_told_before_it_is_asked(mail: str) -> None:
    world = World({})
    assert ".ics" in world.fault(mail).remedy
    assert world.asked == []


@pytest.mark.parametrize("text", ["", " ", "maya@", "two words", "https://[x", "https://a:b/"])
def test_what_is_no_address_is_told(text: str) -> None:
    assert World({}).fault(text).title == "This is not an address of a calendar."


def test_a_found_calendar_keeps_its_name_and_address_to_itself() -> None:
    assert repr(FoundCalendar(f"{DAV}/x/", "K.D.")) == "FoundCalendar()"

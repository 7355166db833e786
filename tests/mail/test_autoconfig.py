"""From an address to the server on which its reply is set."""

from __future__ import annotations

import socket
import struct
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.errors import SettingsError
from boundary.mail.autoconfig import (
    Place,
    Suggestion,
    Told,
    domain_of,
    known_hosts,
    suggestions,
)
from boundary.mail.lookup import (
    MX,
    SRV,
    GarbledError,
    Record,
    SystemNetwork,
    answer,
    name_servers,
    question,
)
from boundary.mail.mailbox import Route
from boundary.mail.manual import ManualHost

PRACTICE = "anna@practice.example"


class KnowingNetwork:
    """A network that knows what it is told."""

    def __init__(
        self,
        services: dict[str, Place] | None = None,
        exchangers: tuple[str, ...] = (),
        doors: tuple[tuple[str, int], ...] = (),
    ) -> None:
        self._services = services or {}
        self._exchangers = exchangers
        self._doors = doors
        self.knocked: list[tuple[str, int]] = []

    def services(self, name: str) -> tuple[Place, ...]:
        return (self._services[name],) if name in self._services else ()

    def exchangers(self, domain: str) -> tuple[str, ...]:
        del domain
        return self._exchangers

    def answers(self, place: Place) -> bool:
        self.knocked.append((place.host, place.port))
        return (place.host, place.port) in self._doors


NOBODY = KnowingNetwork()


def ways(network: KnowingNetwork, address: str = PRACTICE) -> list[Route]:
    return [each.route for each in suggestions(address, network)]


def first(network: KnowingNetwork, address: str = PRACTICE) -> Suggestion:
    return suggestions(address, network)[0]


@pytest.mark.parametrize(
    ("address", "route"),
    [
        ("anna@gmail.com", Route.GMAIL),
        ("anna@Outlook.com", Route.MICROSOFT),
        ("anna@fastmail.com", Route.JMAP),
        ("anna@proton.me", Route.MANUAL),
        ("anna@icloud.com", Route.MANUAL),
    ],
)
def test_a_known_domain_has_its_route(address: str, route: Route) -> None:
    assert first(NOBODY, address).route is route


@pytest.mark.parametrize(
    ("exchanger", "route"),
    [
        ("aspmx.l.google.com", Route.GMAIL),
        ("practice-example.mail.protection.outlook.com", Route.MICROSOFT),
        ("mail.protonmail.ch", Route.MANUAL),
        ("in1-smtp.messagingengine.com", Route.JMAP),
    ],
)
def test_a_domain_of_her_own_is_known_by_who_takes_its_mail(exchanger: str, route: Route) -> None:
    assert first(KnowingNetwork(exchangers=(exchanger,))).route is route


def test_a_name_that_only_ends_like_a_known_one_is_not_known() -> None:
    assert ways(KnowingNetwork(exchangers=("evilgoogle.com",))) == [Route.MANUAL]


def test_a_host_without_an_interface_offers_the_responder_beside_her_own_hand() -> None:
    assert ways(NOBODY, "anna@hushmail.com") == [Route.MANUAL, Route.RESPONDER]
    assert first(NOBODY, "anna@hushmail.com").service is ManualHost.HUSHMAIL


def test_what_is_known_asks_nobody() -> None:
    network = KnowingNetwork()
    suggestions("anna@gmail.com", network)
    assert network.knocked == []


def test_a_domain_that_names_its_sieve_server_is_believed() -> None:
    network = KnowingNetwork(
        {"_sieve._tcp.practice.example": Place("filters.practice.example", 2000)}
    )
    assert first(network).place == Place("filters.practice.example", 2000)
    assert first(network).told is Told.SERVICE


def test_a_server_outside_her_domain_needs_her_yes() -> None:
    network = KnowingNetwork({"_sieve._tcp.practice.example": Place("mail.host.example", 4190)})
    assert first(network).confirm


def test_a_server_in_her_domain_does_not() -> None:
    assert not first(KnowingNetwork(doors=(("mail.practice.example", 4190),))).confirm


def test_a_sieve_server_is_found_where_the_mail_is_read() -> None:
    network = KnowingNetwork(
        {"_imaps._tcp.practice.example": Place("imap.host.example", 993)},
        doors=(("imap.host.example", 4190),),
    )
    assert first(network).place == Place("imap.host.example", 4190)


@pytest.mark.parametrize("name", ["practice.example", "mail.practice.example"])
def test_a_sieve_server_is_found_at_a_usual_name(name: str) -> None:
    found = first(KnowingNetwork(doors=((name, 4190),)))
    assert (found.route, found.told, found.place) == (Route.SIEVE, Told.FOUND, Place(name, 4190))


def test_a_jmap_server_is_found_by_its_service() -> None:
    network = KnowingNetwork({"_jmap._tcp.practice.example": Place("jmap.practice.example", 443)})
    assert first(network).route is Route.JMAP


def test_reading_and_sending_found_make_the_responder() -> None:
    network = KnowingNetwork(doors=(("imap.practice.example", 993), ("mail.practice.example", 587)))
    found = first(network)
    assert found.route is Route.RESPONDER
    assert found.smtp == Place("mail.practice.example", 587)


def test_reading_without_sending_is_no_responder() -> None:
    assert ways(KnowingNetwork(doors=(("imap.practice.example", 993),))) == [Route.MANUAL]


def test_sieve_comes_before_the_responder() -> None:
    doors = (("mail.practice.example", port) for port in (4190, 993, 587))
    assert ways(KnowingNetwork(doors=tuple(doors))) == [Route.SIEVE, Route.RESPONDER, Route.MANUAL]


def test_her_own_hand_is_always_left() -> None:
    assert ways(NOBODY) == [Route.MANUAL]


@pytest.mark.parametrize(
    "rubbish", ["", "anna", "anna@", "@", "anna@localhost", f"a@{'x' * 70}.de"]
)
def test_what_is_no_address_is_told(rubbish: str) -> None:
    with pytest.raises(SettingsError):
        domain_of(rubbish)


def test_a_domain_in_other_letters_is_asked_for_as_name_servers_know_it() -> None:
    assert domain_of("anna@Müller.example") == "xn--mller-kva.example"


def test_every_known_host_is_known_by_one_entry_only() -> None:
    domains = [domain for each in known_hosts() for domain in each.domains]
    assert len(domains) == len(set(domains))


# Name servers


def written(name: str) -> bytes:
    labels = name.split(".") if name else []
    return b"".join(bytes([len(each)]) + each.encode() for each in labels) + b"\0"


def answered(asked: bytes, *records: bytes, flags: int = 0x8180) -> bytes:
    """Return the answer to the packet *asked*, each record at the name that was asked for."""
    kind = asked[-4:-2]
    body = b"".join(
        b"\xc0\x0c" + kind + struct.pack(">HIH", 1, 60, len(each)) + each for each in records
    )
    return asked[:2] + struct.pack(">5H", flags, 1, len(records), 0, 0) + asked[12:] + body


def srv(priority: int, weight: int, port: int, target: str) -> bytes:
    return struct.pack(">3H", priority, weight, port) + written(target)


ASKED = question("_imaps._tcp.practice.example", SRV, 7)


def test_a_question_is_written_as_the_standard_has_it() -> None:
    assert question("a.de", MX, 258) == (
        b"\x01\x02\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x01a\x02de\x00\x00\x0f\x00\x01"
    )


def test_a_service_record_is_read() -> None:
    packet = answered(ASKED, srv(0, 1, 993, "Imap.Practice.example"))
    assert answer(packet, 7, "_imaps._tcp.practice.example", SRV) == [
        Record(0, 1, 993, "imap.practice.example")
    ]


def test_a_name_may_point_back_into_the_packet() -> None:
    target = b"\x04imap\xc0" + bytes([12 + len(b"\x06_imaps\x04_tcp")])
    packet = answered(ASKED, struct.pack(">3H", 0, 1, 993) + target)
    [record] = answer(packet, 7, "_imaps._tcp.practice.example", SRV)
    assert record.target == "imap.practice.example"


def test_an_exchanger_record_is_read() -> None:
    asked = question("practice.example", MX, 7)
    packet = answered(asked, struct.pack(">H", 10) + written("mx.practice.example"))
    assert answer(packet, 7, "practice.example", MX) == [Record(10, 0, 0, "mx.practice.example")]


def test_a_name_that_does_not_exist_has_no_records() -> None:
    assert answer(answered(ASKED, flags=0x8183), 7, "_imaps._tcp.practice.example", SRV) == []


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        ASKED,
        answered(question("_imaps._tcp.practice.example", SRV, 8)),
        answered(question("_imaps._tcp.evil.example", SRV, 7)),
        answered(question("_imaps._tcp.practice.example", MX, 7)),
        answered(ASKED, flags=0x8182),
        answered(ASKED, flags=0x8380),
        answered(ASKED, srv(0, 1, 993, "a.de"))[:-3],
        answered(ASKED, struct.pack(">4H", 0, 1, 993, 0xC000 | (len(ASKED) + 18))),
    ],
    ids=["empty", "question", "number", "name", "kind", "refused", "cut", "short", "circle"],
)
def test_what_is_no_answer_to_the_question_is_not_believed(packet: bytes) -> None:
    with pytest.raises(GarbledError):
        answer(packet, 7, "_imaps._tcp.practice.example", SRV)


@given(st.binary(max_size=120))
def test_no_packet_does_more_than_be_refused(rubbish: bytes) -> None:
    packet = answered(ASKED, srv(0, 1, 993, "a.de"))[:46] + rubbish
    try:
        answer(packet, 7, "_imaps._tcp.practice.example", SRV)
    except GarbledError:
        return


class NameServer:
    """A name server on this machine that answers each question with the same records."""

    def __init__(self, *records: bytes) -> None:
        self._records = records
        self._line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._line.bind(("127.0.0.1", 0))
        self.place = Place("127.0.0.1", self._line.getsockname()[1])
        self._thread = Thread(target=self._serve)

    def __enter__(self) -> NameServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            line.sendto(b"", ("127.0.0.1", self.place.port))
        self._thread.join()
        self._line.close()

    def _serve(self) -> None:
        while True:
            asked, who = self._line.recvfrom(512)
            if not asked:
                return
            self._line.sendto(answered(asked, *self._records), who)


def test_services_come_in_the_order_that_the_domain_wants() -> None:
    records = srv(20, 0, 993, "c.de"), srv(10, 1, 993, "b.de"), srv(10, 9, 993, "a.de")
    with NameServer(*records) as server:
        found = SystemNetwork((server.place,)).services("_imaps._tcp.practice.example")
    assert [each.host for each in found] == ["a.de", "b.de", "c.de"]


def test_a_service_that_the_domain_says_it_has_not_is_none() -> None:
    with NameServer(srv(0, 0, 0, "")) as server:
        assert SystemNetwork((server.place,)).services("_pop3._tcp.practice.example") == ()


def test_without_name_servers_nothing_is_asked() -> None:
    assert SystemNetwork(()).exchangers("practice.example") == ()


def test_a_door_that_is_open_answers_and_one_that_is_shut_does_not() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        place = Place("127.0.0.1", door.getsockname()[1])
        assert SystemNetwork(()).answers(place)
    assert not SystemNetwork(()).answers(place)


def test_name_servers_are_those_of_the_machine(tmp_path: Path) -> None:
    file = tmp_path / "resolv.conf"
    file.write_text(
        "# mine\nsearch example\nnameserver 192.0.2.1\nnameserver rubbish\nnameserver ::1\n"
    )
    assert name_servers(file) == (Place("192.0.2.1", 53), Place("::1", 53))


def test_a_machine_that_keeps_them_elsewhere_has_none(tmp_path: Path) -> None:
    assert name_servers(tmp_path / "missing") == ()

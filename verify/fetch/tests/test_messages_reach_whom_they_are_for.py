"""A message is told to the named place over https, once, and to nobody whom that place hands it on to."""

from __future__ import annotations

import socket
from itertools import product

import pytest

from verify.fetch import Fetcher, FetchError, House, LinkRefused, LinkUnavailable, Message
from verify.fetch.tests.internet import GOOD, WHO, Internet, reply
from verify.fetch.tests.spellings import FORBIDDEN_IN_ANSWERS, FORBIDDEN_IN_LINKS
from verify.fetch.tests.test_no_forbidden_place_is_called import WAYS, JudgesNothing, _by_way_of

TOLD = Message(b'{"type":"test"}', (("webhook-id", "one"), ("webhook-signature", "v1,abc")))


class Mailbox:
    """Takes a POST whole, remembers it, and answers."""

    def __init__(self, status: str = "204 No Content") -> None:
        self.status = status
        self.bodies: list[bytes] = []

    def __call__(self, connection: socket.socket, head: bytes) -> None:
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        body = head.partition(b"\r\n\r\n")[2]
        while len(body) < length:
            body += connection.recv(65_536)
        self.bodies.append(body)
        reply(b"", status=self.status)(connection, head)


def outcome(fetcher: Fetcher, url: str) -> str:
    try:
        fetcher.tell(url, TOLD)
    except LinkRefused:
        return "refused"
    except FetchError as fault:
        return fault.code
    return "told"


def test_a_message_arrives_with_its_headers_and_nothing_of_ours(net: Internet) -> None:
    box = Mailbox()
    net.site.serve("/hook", box)

    net.fetcher().tell(f"https://{GOOD}/hook", TOLD)

    assert box.bodies == [TOLD.body]
    head = net.site.heads[-1].lower()
    assert head.startswith(b"post /hook ")
    assert b"webhook-id: one" in head
    assert b"content-type: application/json" in head
    assert b"cookie" not in head


def test_what_is_not_encrypted_is_not_called(net: Internet) -> None:
    assert outcome(net.fetcher(), f"http://{GOOD}/hook") == "refused"
    assert net.site.heads == []


@pytest.mark.parametrize("status", ["400 Bad", "401 Who", "404 Gone", "500 Trouble"])
def test_a_message_that_was_not_taken_is_not_counted_as_told(net: Internet, status: str) -> None:
    net.site.serve("/hook", Mailbox(status))

    with pytest.raises(LinkUnavailable):
        net.fetcher().tell(f"https://{GOOD}/hook", TOLD)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_message_is_handed_on_to_nobody(net: Internet, status: int) -> None:
    box = Mailbox(f"{status} Elsewhere\r\nLocation: https://{GOOD}/other")
    net.site.serve("/hook", box)

    assert outcome(net.fetcher(), f"https://{GOOD}/hook") == "refused"
    assert len(net.site.heads) == 1


def test_no_message_reaches_a_trap(net: Internet) -> None:
    fetcher, tried = net.fetcher(), 0
    for spelling, status in product(FORBIDDEN_IN_LINKS, WAYS):
        url = _by_way_of(status, f"https://{spelling}:{net.traps.port}/hook", "https", GOOD)
        # The site of these tests hands on before it read the message, which a client may see as a broken line.
        assert outcome(fetcher, url) in ("refused", "link.cut_short", "link.no_answer")
        tried += 1
    for number, address in enumerate(FORBIDDEN_IN_ANSWERS):
        net.names.enter(f"m{number}.example.net", (address,))
        assert outcome(fetcher, f"https://m{number}.example.net/hook") == "refused"
    assert net.traps.hits == 0
    assert tried > 200


def test_the_traps_catch_a_guard_that_judges_nothing(net: Internet) -> None:
    net.names.enter("inside.example.net", ("10.0.0.1",))
    hole = Fetcher(net.way(JudgesNothing()), House(WHO))

    assert outcome(hole, "https://inside.example.net/hook") != "told"
    assert net.traps.hits == 1

"""Published lists through the real guarded fetcher, from a TLS server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from verify.fetch.tests.internet import GOOD, Internet, internet, reply
from verify.registry.errors import ListRefused, ListRolledBack, ListUnavailable
from verify.registry.fetching import PublishedLists
from verify.registry.selectors import current_version
from verify.registry.services import Refreshed, trust_lists_refresh
from verify.registry.tests.minting import json_list, pem_list

pytestmark = pytest.mark.django_db(databases=["default", "jobs"])
AT = datetime(2026, 11, 21, tzinfo=UTC)
SOURCES = {"Official": ("official", f"https://{GOOD}/official.json"), "Stamps": ("tsa", f"https://{GOOD}/stamps.pem")}


@pytest.fixture
def net() -> Iterator[Internet]:
    with internet() as made:
        made.site.serve("/official.json", reply(json_list("2026-08-05", 1, 2), content_type="application/json"))
        made.site.serve("/stamps.pem", reply(pem_list(3, 4, 5), content_type="text/plain"))
        yield made


def refresh(net: Internet) -> tuple[Refreshed, ...]:
    return trust_lists_refresh(fetcher=PublishedLists(net.fetcher()), sources=SOURCES, at=AT)


def test_good_lists_are_taken_in_and_a_second_time_nothing_changes(net: Internet) -> None:
    assert [outcome.new for outcome in refresh(net)] == [True, True]
    assert [outcome.new for outcome in refresh(net)] == [False, False]
    official = current_version("Official", None)
    assert official is not None
    assert (official.certificates, official.origin) == (2, f"https://{GOOD}/official.json")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (json_list("2026-08-04", 1, 2), ListRolledBack),
        (json_list("2026-09-05", 1, 2)[:700], ListRefused),
        (json_list("2026-09-05"), ListRefused),
        (b" " * 3_000_000, ListRefused),
    ],
    ids=["rolled back", "truncated", "empty", "endless"],
)
def test_a_bad_list_leaves_the_one_in_use_and_does_not_stop_the_others(
    net: Internet, content: bytes, refusal: type[Exception]
) -> None:
    before = refresh(net)[0].version
    net.site.serve("/official.json", reply(content, content_type="application/json"))
    net.site.serve("/stamps.pem", reply(pem_list(3, 4, 5, 6), content_type="text/plain"))
    official, stamps = refresh(net)
    assert isinstance(official.problem, refusal)
    assert official.version == before == current_version("Official", None)
    assert (stamps.new, stamps.problem) == (True, None)


def test_a_body_that_stops_half_way_changes_nothing(net: Internet) -> None:
    whole = json_list("2026-08-05", 1, 2)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(whole)}\r\n\r\n".encode()
    net.site.serve("/official.json", lambda connection, _: connection.sendall(head + whole[: len(whole) // 2]))
    official, _ = refresh(net)
    assert isinstance(official.problem, ListUnavailable)
    assert current_version("Official", None) is None


def test_an_address_inside_our_own_network_is_never_called(net: Internet) -> None:
    net.names.enter(GOOD, ("10.0.0.7",))
    official, stamps = refresh(net)
    assert isinstance(official.problem, ListUnavailable)
    assert isinstance(stamps.problem, ListUnavailable)
    assert net.traps.hits == 0

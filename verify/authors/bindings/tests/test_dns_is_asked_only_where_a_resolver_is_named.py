"""TXT records, asked of a real name server on loopback; without a named resolver nobody is asked."""

from __future__ import annotations

from typing import cast

import pytest
from django.test import override_settings

from verify import wiring
from verify.authors.bindings.dns_txt import asking
from verify.authors.bindings.kinds import Asked, Heard
from verify.authors.bindings.tests.nameserver import nameserver
from verify.authors.bindings.ways import Ways
from verify.environment import Environment
from verify.fetch import Fetcher

ADDRESS = "0x" + "5a" * 20
ASKED = Asked("news.example", ADDRESS, "p", ())
NAME = "_firstlight.news.example"


def heard(port: int) -> Heard:
    ways = Ways(cast(Fetcher, None), asking.NamedServers(("127.0.0.1",), port))
    return asking.ask(ways, ASKED).heard


def test_a_record_that_names_the_key_is_found() -> None:
    with nameserver({NAME: ("v=other", f"firstlight={ADDRESS}")}) as port:
        assert heard(port) is Heard.NAMES_KEY


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ({}, Heard.NOT_THERE),
        ({NAME: ()}, Heard.NOT_THERE),
        ({"news.example": (f"firstlight={ADDRESS}",)}, Heard.NOT_THERE),
        ({NAME: (f"firstlight=0x{'11' * 20}",)}, Heard.NAMES_OTHERS),
    ],
)
def test_other_answers_are_what_they_are(records: dict[str, tuple[str, ...]], expected: Heard) -> None:
    with nameserver(records) as port:
        assert heard(port) is expected


def test_a_server_that_does_not_answer_says_nothing_about_the_domain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "DNS_SECONDS", 0.5)
    with nameserver({}, silent=True) as port:
        assert heard(port) is Heard.UNREACHABLE


def test_nobody_is_asked_where_no_resolver_is_named() -> None:
    with override_settings(DNS_RESOLVERS=[]):
        assert wiring.binding_ways().txt is None
    answer = asking.ask(Ways(cast(Fetcher, None)), ASKED)
    assert (answer.heard, answer.code) == (Heard.NOT_ASKED, "binding.dns_off")


def test_a_resolver_is_named_by_its_address() -> None:
    assert Environment({"DNS_RESOLVERS": "192.0.2.53, ::1"}).addresses("DNS_RESOLVERS") == ["192.0.2.53", "::1"]
    with pytest.raises(Exception, match="must list addresses"):
        Environment({"DNS_RESOLVERS": "resolver.example"}).addresses("DNS_RESOLVERS")

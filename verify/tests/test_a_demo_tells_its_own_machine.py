"""In a demo a message may go to 127.0.0.1; the way there leads nowhere else, and outside a demo there is none."""

from __future__ import annotations

from typing import Any

import pytest

from verify import wiring
from verify.fetch import FetchError, LinkRefused, Message
from verify.fetch.addresses import Forbidden, Public
from verify.fetch.at_home import OnlyHome, home_fetcher, is_here
from verify.fetch.tests.internet import Listener, reply
from verify.fetch.tests.spellings import FORBIDDEN_IN_ANSWERS

TOLD = Message(b"{}")


def told(url: str) -> int | str:
    try:
        return home_fetcher("a test").tell(url, TOLD)
    except LinkRefused as refused:
        return refused.code
    except FetchError as fault:
        return fault.status or fault.code


def test_this_machine_is_told() -> None:
    listener = Listener(lambda connection: reply(b"", status="204 No Content")(connection, connection.recv(65_536)))
    try:
        assert told(f"http://127.0.0.1:{listener.port}/hook") == 204
    finally:
        listener.close()


@pytest.mark.parametrize("address", sorted({*FORBIDDEN_IN_ANSWERS, "93.184.215.14"} - {"127.0.0.1"}))
def test_the_way_home_leads_nowhere_else(address: str) -> None:
    assert isinstance(OnlyHome().judge(address), Forbidden)


def test_the_way_home_leads_home() -> None:
    assert isinstance(OnlyHome().judge("127.0.0.1"), Public)


@pytest.mark.parametrize("url", ["http://93.184.215.14:8000/", "http://example.org:8000/", "http://[::1]:8000/"])
def test_another_place_is_not_called_on_the_way_home(url: str) -> None:
    assert told(url) in ("link.not_public", "link.name_unknown", "link.no_answer")


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1:9000/", "http://127.0.0.2/", "http://127.1/", "http://localhost/", "x"]
)
def test_only_the_plain_address_of_this_machine_is_home(url: str) -> None:
    assert not is_here(url)


def test_outside_a_demo_there_is_no_way_home(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ordinary = object()
    monkeypatch.setattr(wiring, "fetcher", lambda: ordinary)
    assert wiring.postman("http://127.0.0.1:9000/") is not ordinary
    assert wiring.postman("https://example.org/") is ordinary
    settings.DEMO = False
    assert wiring.postman("http://127.0.0.1:9000/") is ordinary

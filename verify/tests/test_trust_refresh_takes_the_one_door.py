"""Published trust lists come through the guarded way out, and no failure of it ever touches the list in use."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from verify import wiring
from verify.fetch.tests.authority import Papers
from verify.fetch.tests.internet import GOOD, SITE_V4, Internet, internet, redirect, reply
from verify.registry.errors import ListRefused, ListRolledBack, ListUnavailable
from verify.registry.fetching import PublishedLists
from verify.registry.models import TrustListVersion
from verify.registry.services import Refreshed, trust_lists_refresh

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, tzinfo=UTC)
LINK = f"https://{GOOD}/list.json"


@pytest.fixture
def net() -> Iterator[Internet]:
    with internet() as made:
        made.site.serve("/list.json", _json(_published("2026-11-01T00:00:00Z")))
        yield made


def test_a_good_list_is_taken_in_once(net: Internet) -> None:
    first, again = _refresh(net), _refresh(net)
    assert (first.problem, first.new, again.new) == (None, True, False)
    assert [version.certificates for version in TrustListVersion.objects.all()] == [1]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda net: net.site.serve("/list.json", _json(_published("2026-10-01T00:00:00Z"))), ListRolledBack),
        (lambda net: net.site.serve("/list.json", _json(_published("2026-11-02T00:00:00Z")[:-40])), ListRefused),
        (lambda net: net.site.serve("/list.json", _short(_published("2026-11-02T00:00:00Z"))), ListUnavailable),
        (lambda net: net.site.serve("/list.json", _json(b" " * 3_000_000)), ListRefused),
        (lambda net: net.site.serve("/list.json", reply(b"<html>", content_type="text/html")), ListUnavailable),
        (lambda net: net.site.serve("/list.json", redirect(302, f"http://{GOOD}/other.json")), ListUnavailable),
        (lambda net: net.site.serve("/list.json", redirect(302, "https://10.0.0.1/")), ListUnavailable),
        (lambda net: net.names.enter(GOOD, ("127.0.0.1",)), ListUnavailable),
        (lambda net: net.names.enter(GOOD, (SITE_V4, "10.0.0.1")), ListUnavailable),
        (lambda net: net.exchange.dead.add(SITE_V4) or net.names.enter(GOOD, (SITE_V4,)), ListUnavailable),
    ],
    ids=["rolled back", "truncated", "broken off", "too large", "a page", "downgrade", "redirect inside",
         "leads inside", "leads inside too", "nobody answers"],
)  # fmt: skip
def test_whatever_else_comes_leaves_the_list_in_use(net: Internet, change, problem) -> None:  # type: ignore[no-untyped-def]
    in_use = _refresh(net).version
    change(net)
    outcome = _refresh(net)
    assert isinstance(outcome.problem, problem)
    assert (outcome.version, outcome.new) == (in_use, False)
    assert TrustListVersion.objects.count() == 1
    assert net.traps.hits == 0


def test_a_list_without_encryption_is_never_asked_for(net: Internet) -> None:
    outcome = _refresh(net, LINK.replace("https", "http"))
    assert isinstance(outcome.problem, ListUnavailable)
    assert net.site.heads == []


def test_the_site_is_wired_to_this_door() -> None:
    fetcher = wiring.list_fetcher()
    assert isinstance(fetcher, PublishedLists)
    assert type(fetcher.fetcher) is type(wiring.fetcher())


def _refresh(net: Internet, url: str = LINK) -> Refreshed:
    (outcome,) = trust_lists_refresh(
        fetcher=PublishedLists(net.fetcher()), sources={"a list": ("official", url)}, at=AT
    )
    return outcome


def _published(issued: str) -> bytes:
    root = x509.load_pem_x509_certificate(Papers().authority_pem())
    identity = {"X509Certificates": [{"val": base64.b64encode(root.public_bytes(Encoding.DER)).decode()}]}
    service = {"ServiceInformation": {"ServiceStatus": "status/trusted", "ServiceDigitalIdentity": identity}}
    scheme = {"ListIssueDateTime": issued, "NextUpdate": "2027-01-01T00:00:00Z"}
    entities = [{"TrustedEntityServices": [service]}]
    return json.dumps({"LoTE": {"ListAndSchemeInformation": scheme, "TrustedEntitiesList": entities}}).encode()


def _json(body: bytes):  # type: ignore[no-untyped-def]
    return reply(body, content_type="application/json")


def _short(body: bytes):  # type: ignore[no-untyped-def]
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    return lambda connection, _: connection.sendall(head + body[:-40])
